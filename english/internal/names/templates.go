package names

import (
	"casus/english/internal/linear"
	"casus/english/internal/tagger"
	"casus/english/internal/words"
)

var outside words.Word

// Templates fills k with the features of word i. last and previous are the
// labels of the two words before.
func Templates(k *linear.Keys, ws []words.Word, tags []tagger.Class, set *tagger.Tagset, i int, last, previous Label) {
	at := func(j int) (*words.Word, uint32) {
		if j < 0 || j >= len(ws) {
			return &outside, 0
		}
		return &ws[j], uint32(set.Tags[tags[j]].POS)
	}
	k.Reset()
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
	k.Add(0, 0, 0)
	k.Add(l1, 0, 0)
	k.Add(l1, l2, 0)
	k.Add(w.Form, 0, 0)
	k.Add(w.Lower, l1, 0)
	k.Add(w.Lower, 0, 0)
	k.Add(w.Shape, first, p)
	k.Add(p, l1, 0)
	k.Add(fine, p, 0)
	k.Add(fine, l1, uint32(w.Flags))
	k.Add(coarse, p, l1)
	k.Add(coarse, uint32(w.Flags), first)
	k.Add(w.Suffix[1], p, 0)
	k.Add(w.Suffix[2], p, 0)
	k.Add(w.Suffix[3], p, 0)
	k.Add(w.Prefix[1], p, 0)
	k.Add(w.Prefix[2], p, 0)
	k.Add(w.Prefix[3], p, 0)
	k.Add(l.Lower, p, 0)
	k.Add(r.Lower, p, 0)
	k.Add(ll.Lower, p, 0)
	k.Add(rr.Lower, p, 0)
	k.Add(l.Lower, ll.Lower, p)
	k.Add(r.Lower, rr.Lower, p)
	k.Add(l.Lower, r.Lower, p)
	k.Add(l.Lower, w.Lower, 0)
	k.Add(w.Lower, r.Lower, 0)
	k.Add(lp, p, rp)
	k.Add(llp, lp, p)
	k.Add(p, rp, rrp)
	k.Add(p, rp, l1)
	k.Add(uint32(l.Entry.Fine), p, 0)
	k.Add(uint32(r.Entry.Fine), p, 0)
	k.Add(uint32(l.Entry.Fine), fine, l1)
	k.Add(uint32(r.Entry.Fine), fine, l1)
	k.Add(uint32(l.Entry.Coarse), coarse, uint32(r.Entry.Coarse))
	k.Add(uint32(r.Entry.Coarse), coarse, l1)
	k.Add(uint32(ll.Entry.Coarse), uint32(l.Entry.Coarse), p)
	k.Add(uint32(r.Entry.Coarse), uint32(rr.Entry.Coarse), p)
	k.Add(l.Shape, w.Shape, r.Shape)
	k.Add(l1, r.Shape, w.Shape)
}
