package lexicon

import (
	"slices"
	"strings"
)

// words looks at the aliases that match in the same places: those of one node
// of the matcher.
func (c *checker) words() {
	common, given := c.lex.commonWords(), c.lex.givenNames()
	m := c.lex.matcher
	for n := range m.nodes {
		var here []*form
		for k := m.nodes[n].first; k >= 0; k = m.forms[k].next {
			here = append(here, &m.forms[k])
		}
		if len(here) == 0 {
			continue
		}
		c.ambiguous(here)
		c.twins(here)
		for _, f := range here {
			c.common(f, common, given)
		}
	}
}

// strong reports whether an alias names its actor wherever it stands.
func strong(a *Alias) bool { return a.Kind == ActorName && !a.Weak }

// ambiguous finds words that name several actors alike: the first of them
// would always be read. A weak alias gives way to one that is not, and needs
// more than its words; words with the flag "the" are those after an article.
func (c *checker) ambiguous(here []*form) {
	for _, the := range []bool{false, true} {
		var ids, lines []string
		words := ""
		for _, f := range here {
			if strong(f.alias) && f.alias.The == the && !slices.Contains(ids, f.alias.Actor.ID) {
				ids, lines, words = append(ids, f.alias.Actor.ID), append(lines, f.alias.Line), f.alias.Words
			}
		}
		if len(ids) > 1 && !slices.ContainsFunc(ids, c.lex.meant) {
			c.fault(AmbiguousFault, lines, "%q: %s; the first is always read", words, strings.Join(ids, ", "))
		}
	}
}

// twins finds lines that say of the same words what another line says. The
// name that a line of an actor gives it, and plurals made at loading, are no
// lines of their own.
func (c *checker) twins(here []*form) {
	for i, f := range here {
		if f.alias.made {
			continue
		}
		for k, g := range here {
			if i == k || f.alias.Line == g.alias.Line || !c.says(g, f) || c.says(f, g) && i < k && !g.alias.made {
				continue
			}
			c.fault(IdleFault, []string{f.alias.Line, g.alias.Line}, "%q: the other line has the same words", f.alias.Words)
			break
		}
	}
}

// says reports whether form a gives everything that b gives, wherever b
// matches.
func (c *checker) says(f, g *form) bool {
	a, b := f.alias, g.alias
	return a.Kind == b.Kind && a.Actor == b.Actor && a.Key == b.Key && a.Country == b.Country && a.Sector == b.Sector && a.Plural == b.Plural &&
		(!a.Exact || b.Exact) && (!a.The || b.The) && (!a.Weak || b.Weak) && (!f.short || g.short) && c.capitals(f, g)
}

// capitals reports whether f asks for no capital that g does not ask for, and,
// if exact, for the same.
func (c *checker) capitals(f, g *form) bool {
	m := c.lex.matcher
	for i := range uint32(f.size) {
		const asked = capFirst | acronym
		a, b := m.caps[f.caps+i], m.caps[g.caps+i]
		if f.alias.Exact && a != b || a&asked&^b != 0 {
			return false
		}
	}
	return true
}

// common finds names of one word that are also a common word, or the given
// name of several people. Weak ones, and words with a second capital, are told
// apart already.
func (c *checker) common(f *form, common, given map[string]int) {
	a := f.alias
	if !strong(a) || c.lex.meant(a.Actor.ID) || a.The || f.size != 1 || a.Words == "" || a.Words[1:] != strings.ToLower(a.Words[1:]) {
		return
	}
	word := strings.ToLower(a.Words)
	switch {
	case common[word] >= commonEnough:
		c.fault(CommonFault, []string{a.Line}, "%q (%s) is a common word", a.Words, a.Actor.ID)
	case given[word] >= givenEnough:
		c.fault(CommonFault, []string{a.Line}, "%q (%s) is the given name of %d people of the lexicon", a.Words, a.Actor.ID, given[word])
	}
}

const (
	commonEnough = 2 // how often a word stands in the examples of predicates, in lower case
	givenEnough  = 3 // people who bear a given name
)

// commonWords counts the words in lower case of the examples of predicates.
func (l *Lexicon) commonWords() map[string]int {
	count := map[string]int{}
	for _, p := range l.predicates.list {
		for i := range p.Examples {
			for word := range strings.FieldsSeq(p.Examples[i].Sentence) {
				if word = strings.Trim(word, ".,;:?!\"'()“”’"); word != "" && word == strings.ToLower(word) {
					count[word]++
				}
			}
		}
	}
	return count
}

// givenNames counts the first words of the names of persons, in lower case.
func (l *Lexicon) givenNames() map[string]int {
	count := map[string]int{}
	for _, a := range l.sorted {
		if first, _, more := strings.Cut(a.Name, " "); more && a.Kind == Person {
			count[strings.ToLower(first)]++
		}
	}
	return count
}
