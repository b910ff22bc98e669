package words

import (
	"slices"

	"casus/english/internal/pack"
)

// Entry is what the lexicon knows of a word; the zero value is an unknown one.
type Entry struct {
	Vector uint32 // row of its vector, from 1
	Common uint16 // its number among the most frequent words, from 1
	Names  Names  // the kinds of names that it is known in
}

// Names is a set of the kinds of names that a word is known in.
type Names uint16

// The places of a word in names of the gazetteers.
const (
	PersonFirst Names = 1 << iota // first word of a person's name
	PersonLast                    // last word of it
	Place                         // name of a place
	PlacePart                     // word in a longer one
	Body                          // name of an organisation or its abbreviation
	BodyPart                      // word in a longer one
	GivenName                     // first name of many people
	Surname                       // last name of many people

	// NumNames is the number of the places.
	NumNames = 8
)

// Lexicon is a table of words by the hash of their lower-case form, and one of
// names of several words. It is read-only after it was made.
type Lexicon struct {
	Whole *WholeNames

	slots []slot
	mask  uint32
	size  int
}

type slot struct {
	key   uint32
	entry Entry
}

// NewLexicon makes a table for n words.
func NewLexicon(n int) *Lexicon {
	size := 16
	for size < 2*n {
		size *= 2
	}
	return &Lexicon{Whole: newWholeNames(0), slots: make([]slot, size), mask: uint32(size - 1)}
}

// Find is the entry of a hash, zero for an unknown word.
func (l *Lexicon) Find(hash uint32) Entry {
	return l.slots[l.place(hash)].entry
}

// Put stores an entry. It must not be called for more words than NewLexicon was
// told, nor after the lexicon is in use.
func (l *Lexicon) Put(hash uint32, e Entry) {
	s := &l.slots[l.place(hash)]
	if s.key == 0 {
		l.size++
	}
	*s = slot{hash, e}
}

func (l *Lexicon) place(hash uint32) uint32 {
	i := (hash >> 1) & l.mask
	for l.slots[i].key != hash && l.slots[i].key != 0 {
		i = (i + 1) & l.mask
	}
	return i
}

// Write packs the lexicon, ordered by hash.
func (l *Lexicon) Write(w *pack.Writer) {
	entries := make([]slot, 0, l.size)
	for _, s := range l.slots {
		if s.key != 0 {
			entries = append(entries, s)
		}
	}
	slices.SortFunc(entries, func(a, b slot) int { return int(int64(a.key) - int64(b.key)) })
	keys := make([]uint32, len(entries))
	for i, s := range entries {
		keys[i] = s.key
	}
	w.Keys(keys)
	for _, s := range entries {
		w.Uint(uint64(s.entry.Vector))
	}
	for _, s := range entries {
		w.Uint(uint64(s.entry.Common))
	}
	for _, s := range entries {
		w.Uint(uint64(s.entry.Names))
	}
	l.Whole.Write(w)
}

// ReadLexicon unpacks what Write wrote. vectors is the number of vectors that
// there are.
func ReadLexicon(r *pack.Reader, vectors int) *Lexicon {
	keys := r.Keys()
	entries := make([]Entry, len(keys))
	for i := range entries {
		v := r.Uint()
		if v > uint64(vectors) {
			r.Fail()
		}
		entries[i].Vector = uint32(v)
	}
	for i := range entries {
		entries[i].Common = uint16(r.Uint())
	}
	for i := range entries {
		entries[i].Names = Names(r.Uint())
	}
	l := NewLexicon(len(keys))
	for i, k := range keys {
		if k != 0 {
			l.Put(k, entries[i])
		}
	}
	l.Whole = ReadWholeNames(r)
	return l
}
