package lexicon

import (
	"maps"
	"slices"
)

// WordID is the number of a lemma that some entry asks for; 0 is any other word.
// Numbers hold for one loaded lexicon.
type WordID int32

// WordSet is a set of lemmas. A clause is held against hundreds of entries: each
// word is looked up once, and then only numbers are compared.
type WordSet struct {
	ids []WordID // ascending
}

// Has reports whether the word is in the set.
func (s WordSet) Has(id WordID) bool {
	if id == 0 {
		return false
	}
	ids := s.ids
	for len(ids) > 8 {
		if m := len(ids) / 2; ids[m] <= id {
			ids = ids[m:]
		} else {
			ids = ids[:m]
		}
	}
	return slices.Contains(ids, id)
}

// WordID is the number of a lemma, 0 where no entry asks for it.
func (l *Lexicon) WordID(lemma string) WordID { return l.predicates.words[lemma] }

// wordSet makes a set, and gives numbers to words that have none.
func (t *predicateTable) wordSet(words map[string]bool) WordSet {
	var s WordSet
	for _, w := range slices.Sorted(maps.Keys(words)) {
		id, ok := t.words[w]
		if !ok {
			id = WordID(len(t.words) + 1)
			t.words[w] = id
		}
		s.ids = append(s.ids, id)
	}
	slices.Sort(s.ids)
	return s
}
