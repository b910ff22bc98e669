package words

import (
	"slices"

	"casus/english/internal/pack"
)

// Kinds is a set of the kinds of whole names.
type Kinds uint8

// The kinds of whole names.
const (
	Brand        Kinds = 1 << iota // what shops, firms and products are called
	Organisation                   // any other body
	Location                       // a place
	Person                         // a person, by first and last name

	kindBits = 4
)

// Known is the place of a word in the longest name of the gazetteer that covers
// it, 0 if there is none: the kinds of that name, whether the word is the only one
// of it, its first, in its middle or its last, and whether the name begins in
// lower case.
type Known uint8

// NumKnown is the number of values of Known.
const NumKnown = 1 << 7

const (
	only = iota << kindBits
	begins
	middle
	ends
	inLower = 1 << (kindBits + 2)
)

// Inner reports whether the word is in a name of several words.
func (k Known) Inner() bool { return k>>kindBits&3 != only>>kindBits }

// WholeNames is a table of names by the hashes of their words. It is read-only
// after it was made.
type WholeNames struct {
	slots []nameSlot
	mask  uint32
	size  int
}

type nameSlot struct {
	key   uint32
	kinds Kinds // of the name that ends here, with goesOn if a longer one begins so
}

const goesOn Kinds = 1 << kindBits

// LongestName bounds the words of a name.
const LongestName = 8

// NewWholeNames makes a table of names, each a list of words in order.
func NewWholeNames(names [][]string, kinds []Kinds) *WholeNames {
	all := make(map[uint32]Kinds)
	var w Word
	for i, name := range names {
		h := uint32(0)
		for k, form := range name[:min(len(name), LongestName)] {
			(*Lexicon)(nil).Describe(form, &w)
			h = Key(h, w.Lower, 0, 0)
			if k == len(name)-1 {
				all[h] |= kinds[i]
			} else {
				all[h] |= goesOn
			}
		}
	}
	n := newWholeNames(len(all))
	for key, k := range all {
		n.put(key, k)
	}
	return n
}

func newWholeNames(n int) *WholeNames {
	size := 16
	for size < 2*n {
		size *= 2
	}
	return &WholeNames{slots: make([]nameSlot, size), mask: uint32(size - 1)}
}

func (n *WholeNames) put(key uint32, k Kinds) {
	n.slots[n.place(key)] = nameSlot{key, k}
	n.size++
}

func (n *WholeNames) place(key uint32) uint32 {
	i := key >> 1 & n.mask
	for n.slots[i].key != key && n.slots[i].key != 0 {
		i = (i + 1) & n.mask
	}
	return i
}

// Mark fills Known of the words of a sentence.
func (n *WholeNames) Mark(ws []Word) {
	for i := 0; i < len(ws); {
		size, kinds := n.longest(ws[i:])
		for k := range ws[i : i+size] {
			place := Known(middle)
			switch {
			case size == 1:
				place = only
			case k == 0:
				place = begins
			case k == size-1:
				place = ends
			}
			if ws[i].Flags&Initial == 0 {
				place |= inLower
			}
			ws[i+k].Known = Known(kinds) | place
		}
		i += max(1, size)
	}
}

// longest is the number of words and the kinds of the longest name that a list
// of words begins with.
func (n *WholeNames) longest(ws []Word) (size int, kinds Kinds) {
	ws[0].Known = 0
	if ws[0].Flags&Punct != 0 {
		return 0, 0
	}
	h := uint32(0)
	for i := range ws[:min(len(ws), LongestName)] {
		h = Key(h, ws[i].Lower, 0, 0)
		k := n.slots[n.place(h)].kinds
		if k&^goesOn != 0 {
			size, kinds = i+1, k&^goesOn
		}
		if k&goesOn == 0 {
			break
		}
	}
	return size, kinds
}

// Write packs the names, ordered by hash.
func (n *WholeNames) Write(w *pack.Writer) {
	list := slices.DeleteFunc(slices.Clone(n.slots), func(s nameSlot) bool { return s.key == 0 })
	slices.SortFunc(list, func(a, b nameSlot) int { return int(int64(a.key) - int64(b.key)) })
	keys := make([]uint32, len(list))
	for i, s := range list {
		keys[i] = s.key
	}
	w.Keys(keys)
	for _, s := range list {
		w.Uint(uint64(s.kinds))
	}
}

// ReadWholeNames unpacks what Write wrote.
func ReadWholeNames(r *pack.Reader) *WholeNames {
	keys := r.Keys()
	n := newWholeNames(len(keys))
	for _, key := range keys {
		k := r.Uint()
		if k >= uint64(2*goesOn) {
			r.Fail()
		}
		if key != 0 {
			n.put(key, Kinds(k)&(2*goesOn-1))
		}
	}
	return n
}
