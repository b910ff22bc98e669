package actor

import (
	"strings"

	"casus/doc"
	"casus/lexicon"
	"casus/ud"
)

// class is what sort of words a unit is made of.
type class uint8

const (
	stateUnit  class = iota // a state, its capital or seat; a group of states
	adjUnit                 // "Iranian" before a noun
	peopleUnit              // "Iranians", "the Chinese"
	actorUnit               // an actor of the lexicon that is neither state nor person
	personUnit              // a person's name, in the lexicon or not
	orgUnit                 // the name of an organisation that is not in the lexicon
	organUnit               // "foreign ministry"
	officeUnit              // "prime minister"
	agentUnit               // "police"
	nounUnit                // "the group", "both countries": points back, or says little
	placeUnit               // a part of a state, or another place
	wordUnit                // capitalised words of unknown sort: perhaps a surname or an acronym
)

// unit is a run of words that may stand for an actor. Positions are those of
// the sentence.
type unit struct {
	class      class
	sent       int32
	first, end int32 // the words [first, end)
	head       int32 // the word that governs the others
	left       int32 // where the noun phrase around the words begins
	alias      *lexicon.Alias
	plain      *lexicon.Alias // the same words as common words, if the lexicon has them so too
	noun       nounKind
	cluster    int32 // of a person: index in work.persons

	country, sector string // as found so far
	source          int32  // the token of the sentence that gave the country, −1
	why             string // where the country comes from, when it is no token

	outer  int32 // the unit in whose phrase it is a modifier, −1 for none
	name   int32 // of an office: the unit of the person who holds it, −1
	title  int32 // of a person: the unit of the office before the name, −1
	tail   int32 // end of the phrase with an "of" or "in" phrase that says whose it is
	entity int32 // doc.None until known

	parts    [2]int32 // several countries: work.parts[parts[0]:parts[1]]
	many     [2]int32 // of "both countries": the entities work.several[many[0]:many[1]]
	plural   bool
	former   bool // "former", "ex-": no longer in office
	proxy    bool // followed by "-backed", "-brokered" and the like: says nothing on the country
	behind   bool // "backed by Rwanda": who only stands behind the actor
	ethnic   bool // "ethnic Serbs": says what people are, not of which state
	reading  bool // being processed
	done     bool
	composed bool
	guessed  bool // the country is that of the story
	counted  bool // has a numeral: "two soldiers"
	unlocal  bool // "foreign", "international": not of the country of the story
	definite bool // "the", "this", a possessive
	new      bool // "a", "another": somebody not named before
	asTitle  bool // stands directly before a name
}

// part is one of several actors that a phrase names together.
type part struct {
	country, sector string
	first, end      int32 // words to print
	alone           bool  // only the name of the state is printed
}

// ofState reports whether the class only says which country.
func (c class) ofState() bool {
	switch c {
	case stateUnit, adjUnit, peopleUnit, placeUnit:
		return true
	}
	return false
}

// describes reports whether the class is of common words that take a country
// from the words around them.
func (c class) describes() bool {
	switch c {
	case organUnit, officeUnit, agentUnit, nounUnit, orgUnit:
		return true
	}
	return false
}

// token is the i-th token of the sentence.
func (w *work) token(i int) *doc.Token { return &w.tree.Tokens[i] }

// top is the first word of [first, end) whose head lies outside.
func (w *work) top(first, end int) int {
	for i := first; i < end; i++ {
		if h := w.tree.Head(i); h < first || h >= end {
			if w.token(i).UPOS != ud.PUNCT && w.token(i).UPOS != ud.DET {
				return i
			}
		}
	}
	return end - 1
}

// nounOf is the noun that says what the people of a unit are, in lower case:
// the last word of common words ("activist" of "human rights activist"), the
// governing word of anything else.
func (w *work) nounOf(u *unit) string {
	i := int(u.head)
	if last := int(u.end) - 1; last > i && u.class.describes() && !w.has(int(u.first), last, ud.ADP) && !w.has(int(u.first), last, ud.PUNCT) {
		i = last
	}
	return lower(w.token(i).Lemma)
}

// lower is s in lower case, itself where it has no capital at its beginning.
func lower(s string) string {
	if s == "" || s[0] < 'A' || s[0] > 'Z' {
		return s
	}
	return strings.ToLower(s)
}

// is reports whether the lemma of token i is one of the words.
func (w *work) is(i int, words ...string) bool {
	if i < 0 || i >= len(w.tree.Tokens) {
		return false
	}
	for _, word := range words {
		if w.token(i).Lemma == word || w.token(i).Form == word {
			return true
		}
	}
	return false
}

// words is the text from token first up to token end of the sentence.
func (w *work) words(first, end int32) string {
	t := w.tree.Tokens
	return w.d.Text[t[first].Span.Start:t[end-1].Span.End]
}

// isPlural reports whether the head noun of the token is plural.
func isPlural(t *doc.Token) bool { return t.XPOS == ud.NNS || t.XPOS == ud.NNPS }

// capital reports whether the form begins with an upper-case letter.
func capital(form string) bool {
	if form == "" {
		return false
	}
	c := form[0]
	return 'A' <= c && c <= 'Z' || c >= 0xC3 // most capitals outside ASCII begin names as well
}
