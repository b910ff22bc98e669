package words

import (
	"casus/english/internal/pack"
)

// Entry is what the lexicon knows of a word; the zero value is an unknown one.
type Entry struct {
	Fine   uint16 // word class of about a thousand, from 1
	Coarse uint16 // word class of a few dozen, from 1
	Seen   uint16 // the set of tags that training saw it with, numbered from 1
	Sure   uint16 // the class of tag that it all but always has, from 1
}

// Lexicon is a table of words by the hash of their lower-case form. It is
// read-only after it was made.
type Lexicon struct {
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
	return &Lexicon{slots: make([]slot, size), mask: uint32(size - 1)}
}

// Find is the entry of a hash, zero for an unknown word.
func (l *Lexicon) Find(hash uint32) Entry {
	return l.slots[l.place(hash)].entry
}

// Put stores an entry. It must not be called more often than NewLexicon was
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
	byHash := make(map[uint32]Entry, l.size)
	keys := make([]uint32, 0, l.size)
	for _, s := range l.slots {
		if s.key != 0 {
			keys = append(keys, s.key)
			byHash[s.key] = s.entry
		}
	}
	w.Keys(keys)
	for _, column := range []func(Entry) uint16{
		func(e Entry) uint16 { return e.Fine },
		func(e Entry) uint16 { return e.Coarse },
		func(e Entry) uint16 { return e.Seen },
		func(e Entry) uint16 { return e.Sure },
	} {
		for _, k := range keys {
			w.Uint(uint64(column(byHash[k])))
		}
	}
}

// ReadLexicon unpacks what Write wrote.
func ReadLexicon(r *pack.Reader) *Lexicon {
	keys := r.Keys()
	entries := make([]Entry, len(keys))
	for i := range entries {
		entries[i].Fine = uint16(r.Uint())
	}
	for i := range entries {
		entries[i].Coarse = uint16(r.Uint())
	}
	for i := range entries {
		entries[i].Seen = uint16(r.Uint())
	}
	for i := range entries {
		entries[i].Sure = uint16(r.Uint())
	}
	l := NewLexicon(len(keys))
	for i, k := range keys {
		if k != 0 {
			l.Put(k, entries[i])
		}
	}
	return l
}
