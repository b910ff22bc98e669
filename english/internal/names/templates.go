package names

import (
	"casus/english/internal/linear"
	"casus/english/internal/tagger"
	"casus/english/internal/words"
)

// maxKeys is room for the templates of one word.
const maxKeys = 64

// Keys are the hashed features of one word.
type Keys struct {
	list [maxKeys]uint32
	n    int
}

// List is the features collected.
func (k *Keys) List() []uint32 { return k.list[:k.n] }

func (k *Keys) add(a, b, c uint32) {
	k.list[k.n%maxKeys] = linear.Key(uint32(k.n), a, b, c)
	k.n++
}

var outside words.Word

// Templates fills k with the features of word i. last and previous are the
// labels of the two words before.
func Templates(k *Keys, ws []words.Word, tags []tagger.Class, set *tagger.Tagset, i int, last, previous Label) {
	at := func(j int) (*words.Word, uint32) {
		if j < 0 || j >= len(ws) {
			return &outside, 0
		}
		return &ws[j], uint32(set.Tags[tags[j]].POS)
	}
	k.n = 0
	w, p := at(i)
	l, lp := at(i - 1)
	ll, llp := at(i - 2)
	r, rp := at(i + 1)
	rr, rrp := at(i + 2)
	l1, l2 := uint32(last), uint32(previous)
	fine, coarse := uint32(w.Entry.Fine), uint32(w.Entry.Coarse)
	first := uint32(0)
	if i == 0 {
		first = 1
	}
	k.add(0, 0, 0)
	k.add(l1, 0, 0)
	k.add(l1, l2, 0)
	k.add(w.Form, 0, 0)
	k.add(w.Lower, l1, 0)
	k.add(w.Lower, 0, 0)
	k.add(w.Shape, first, p)
	k.add(p, l1, 0)
	k.add(fine, p, 0)
	k.add(fine, l1, uint32(w.Flags))
	k.add(coarse, p, l1)
	k.add(coarse, uint32(w.Flags), first)
	k.add(w.Suffix[1], p, 0)
	k.add(w.Suffix[2], p, 0)
	k.add(w.Suffix[3], p, 0)
	k.add(w.Prefix[1], p, 0)
	k.add(w.Prefix[2], p, 0)
	k.add(w.Prefix[3], p, 0)
	k.add(l.Lower, p, 0)
	k.add(r.Lower, p, 0)
	k.add(ll.Lower, p, 0)
	k.add(rr.Lower, p, 0)
	k.add(l.Lower, ll.Lower, p)
	k.add(r.Lower, rr.Lower, p)
	k.add(l.Lower, r.Lower, p)
	k.add(l.Lower, w.Lower, 0)
	k.add(w.Lower, r.Lower, 0)
	k.add(lp, p, rp)
	k.add(llp, lp, p)
	k.add(p, rp, rrp)
	k.add(p, rp, l1)
	k.add(uint32(l.Entry.Fine), p, 0)
	k.add(uint32(r.Entry.Fine), p, 0)
	k.add(uint32(l.Entry.Fine), fine, l1)
	k.add(uint32(r.Entry.Fine), fine, l1)
	k.add(uint32(l.Entry.Coarse), coarse, uint32(r.Entry.Coarse))
	k.add(uint32(r.Entry.Coarse), coarse, l1)
	k.add(uint32(ll.Entry.Coarse), uint32(l.Entry.Coarse), p)
	k.add(uint32(r.Entry.Coarse), uint32(rr.Entry.Coarse), p)
	k.add(l.Shape, w.Shape, r.Shape)
	k.add(l1, r.Shape, w.Shape)
}
