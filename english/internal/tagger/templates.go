package tagger

import (
	"casus/english/internal/linear"
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

func at(ws []words.Word, i int) *words.Word {
	if i < 0 || i >= len(ws) {
		return &outside
	}
	return &ws[i]
}

// Templates fills k with the features of word i. The numbers of the two tags
// before it are given; 0 is before the beginning.
func Templates(k *Keys, ws []words.Word, i int, tag1, tag2 uint16) {
	k.n = 0
	w, l, ll, r, rr := at(ws, i), at(ws, i-1), at(ws, i-2), at(ws, i+1), at(ws, i+2)
	t1, t2 := uint32(tag1), uint32(tag2)
	flags, seen := uint32(w.Flags), uint32(w.Entry.Seen)
	fine, coarse := uint32(w.Entry.Fine), uint32(w.Entry.Coarse)
	first := uint32(0)
	if i == 0 {
		first = 1
	}
	k.add(0, 0, 0)
	k.add(w.Form, 0, 0)
	k.add(w.Lower, 0, 0)
	k.add(w.Suffix[0], flags, 0)
	k.add(w.Suffix[1], 0, 0)
	k.add(w.Suffix[2], 0, 0)
	k.add(w.Suffix[3], 0, 0)
	k.add(w.Suffix[4], 0, 0)
	k.add(w.Prefix[0], 0, 0)
	k.add(w.Prefix[1], 0, 0)
	k.add(w.Prefix[2], 0, 0)
	k.add(w.Prefix[3], 0, 0)
	k.add(w.Shape, first, 0)
	k.add(flags, w.Suffix[2], first)
	k.add(fine, 0, 0)
	k.add(coarse, w.Suffix[1], 0)
	k.add(seen, flags, first)

	k.add(t1, 0, 0)
	k.add(t2, t1, 0)
	k.add(t1, w.Lower, 0)
	k.add(t2, t1, w.Lower)
	k.add(t1, w.Suffix[2], 0)
	k.add(t1, seen, uint32(r.Entry.Seen))
	k.add(t1, fine, 0)
	k.add(t1, r.Lower, 0)

	k.add(l.Lower, 0, 0)
	k.add(ll.Lower, 0, 0)
	k.add(r.Lower, 0, 0)
	k.add(rr.Lower, 0, 0)
	k.add(l.Lower, w.Lower, 0)
	k.add(w.Lower, r.Lower, 0)
	k.add(l.Lower, r.Lower, 0)
	k.add(r.Lower, rr.Lower, 0)
	k.add(l.Suffix[2], w.Suffix[2], 0)
	k.add(r.Suffix[2], seen, 0)
	k.add(r.Suffix[1], uint32(r.Flags), seen)
	k.add(uint32(r.Entry.Seen), seen, t1)
	k.add(uint32(r.Entry.Seen), uint32(rr.Entry.Seen), seen)
	k.add(uint32(l.Entry.Seen), seen, uint32(r.Entry.Seen))
	k.add(r.Shape, w.Shape, l.Shape)
	k.add(uint32(r.Entry.Fine), fine, 0)
	k.add(uint32(l.Entry.Fine), fine, 0)
	k.add(uint32(l.Entry.Coarse), coarse, uint32(r.Entry.Coarse))
	k.add(uint32(r.Entry.Coarse), uint32(rr.Entry.Coarse), seen)
	k.add(w.Lower, uint32(r.Entry.Fine), 0)
	k.add(w.Lower, uint32(l.Entry.Fine), 0)
}
