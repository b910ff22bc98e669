package tagger

import (
	"casus/english/internal/linear"
	"casus/english/internal/words"
)

var outside words.Word

func at(ws []words.Word, i int) *words.Word {
	if i < 0 || i >= len(ws) {
		return &outside
	}
	return &ws[i]
}

// Templates fills k with the features of word i. The numbers of the two tags
// before it are given; 0 is before the beginning.
func Templates(k *linear.Keys, ws []words.Word, i int, tag1, tag2 uint16) {
	k.Reset()
	w, l, ll, r, rr := at(ws, i), at(ws, i-1), at(ws, i-2), at(ws, i+1), at(ws, i+2)
	t1, t2 := uint32(tag1), uint32(tag2)
	flags, seen := uint32(w.Flags), uint32(w.Entry.Seen)
	fine, coarse := uint32(w.Entry.Fine), uint32(w.Entry.Coarse)
	first := uint32(0)
	if i == 0 {
		first = 1
	}
	k.Add(0, 0, 0)
	k.Add(w.Form, 0, 0)
	k.Add(w.Lower, 0, 0)
	k.Add(w.Suffix[0], flags, 0)
	k.Add(w.Suffix[1], 0, 0)
	k.Add(w.Suffix[2], 0, 0)
	k.Add(w.Suffix[3], 0, 0)
	k.Add(w.Suffix[4], 0, 0)
	k.Add(w.Prefix[0], 0, 0)
	k.Add(w.Prefix[1], 0, 0)
	k.Add(w.Prefix[2], 0, 0)
	k.Add(w.Prefix[3], 0, 0)
	k.Add(w.Shape, first, 0)
	k.Add(flags, w.Suffix[2], first)
	k.Add(fine, 0, 0)
	k.Add(coarse, w.Suffix[1], 0)
	k.Add(seen, flags, first)

	k.Add(t1, 0, 0)
	k.Add(t2, t1, 0)
	k.Add(t1, w.Lower, 0)
	k.Add(t2, t1, w.Lower)
	k.Add(t1, w.Suffix[2], 0)
	k.Add(t1, seen, uint32(r.Entry.Seen))
	k.Add(t1, fine, 0)
	k.Add(t1, r.Lower, 0)

	k.Add(l.Lower, 0, 0)
	k.Add(ll.Lower, 0, 0)
	k.Add(r.Lower, 0, 0)
	k.Add(rr.Lower, 0, 0)
	k.Add(l.Lower, w.Lower, 0)
	k.Add(w.Lower, r.Lower, 0)
	k.Add(l.Lower, r.Lower, 0)
	k.Add(r.Lower, rr.Lower, 0)
	k.Add(l.Suffix[2], w.Suffix[2], 0)
	k.Add(r.Suffix[2], seen, 0)
	k.Add(r.Suffix[1], uint32(r.Flags), seen)
	k.Add(uint32(r.Entry.Seen), seen, t1)
	k.Add(uint32(r.Entry.Seen), uint32(rr.Entry.Seen), seen)
	k.Add(uint32(l.Entry.Seen), seen, uint32(r.Entry.Seen))
	k.Add(r.Shape, w.Shape, l.Shape)
	k.Add(uint32(r.Entry.Fine), fine, 0)
	k.Add(uint32(l.Entry.Fine), fine, 0)
	k.Add(uint32(l.Entry.Coarse), coarse, uint32(r.Entry.Coarse))
	k.Add(uint32(r.Entry.Coarse), uint32(rr.Entry.Coarse), seen)
	k.Add(w.Lower, uint32(r.Entry.Fine), 0)
	k.Add(w.Lower, uint32(l.Entry.Fine), 0)
}
