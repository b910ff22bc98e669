package lexicon

import (
	"maps"
	"slices"
)

// Lexeme is what the entries of the predicates and the word lists of
// constructions know of one lemma. Shared; it must not be changed.
type Lexeme struct {
	ID          WordID
	Contexts    []ContextCue // that begin with the lemma
	Transparent bool         // the noun only measures or groups what follows it after "of"

	verbs, nouns, adjectives []*Predicate
}

// unknown is the lexeme of all other words.
var unknown Lexeme

// Lexeme is what is known of a lemma, of which an empty Lexeme says nothing;
// never nil.
func (l *Lexicon) Lexeme(lemma string) *Lexeme {
	if x := l.lexemes[lemma]; x != nil {
		return x
	}
	return &unknown
}

// Predicates is the entries whose first word is the lemma, as a part of speech
// ('v', 'n', 'a'): an overlay's before others, in the order of the files.
func (x *Lexeme) Predicates(pos byte) []*Predicate {
	switch pos {
	case 'v':
		return x.verbs
	case 'n':
		return x.nouns
	case 'a':
		return x.adjectives
	}
	return nil
}

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

// lexemes joins the tables by lemma.
func lexemes(t *predicateTable, c *constructions) map[string]*Lexeme {
	all := make(map[string]*Lexeme, len(t.words)+len(t.list))
	of := func(lemma string) *Lexeme {
		x := all[lemma]
		if x == nil {
			x = new(Lexeme)
			all[lemma] = x
		}
		return x
	}
	for lemma, id := range t.words {
		of(lemma).ID = id
	}
	for lemma, cues := range c.contexts {
		of(lemma).Contexts = cues
	}
	for lemma := range c.transparent {
		of(lemma).Transparent = true
	}
	for _, p := range t.ranked() {
		switch x := of(p.Lemma); p.POS {
		case 'v':
			x.verbs = append(x.verbs, p)
		case 'n':
			x.nouns = append(x.nouns, p)
		case 'a':
			x.adjectives = append(x.adjectives, p)
		}
	}
	return all
}
