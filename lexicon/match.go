package lexicon

import (
	"strings"
	"unicode/utf8"
)

// Match is one alias that was found in a text. End is the byte offset after
// its last word.
type Match struct {
	Alias *Alias
	End   int
}

// matcher is a trie over units. Edges lie in one open-addressing table, so a
// step costs one hash and, on a hit, one comparison.
type matcher struct {
	edges []edge
	used  int
	words []byte // the folded units of the edges
	nodes []node
	forms []form
	caps  []uint8 // the capitals of the forms' units
}

type edge struct {
	from  uint32
	hash  uint32
	to    uint32 // 0: the place is empty
	start uint32 // the unit is words[start : start+size]
	size  uint8
}

type node struct {
	first, last int32 // forms that end here, −1 for none
}

// form is one alias at the end of its way through the trie.
type form struct {
	alias *Alias
	next  int32 // the next form of the same node, −1 at the end
	caps  uint32
	size  uint8
	short bool // a single short capitalised word, which text in capitals only does not match
}

func newMatcher(aliases int) *matcher {
	size := 1024
	for size < 4*aliases {
		size *= 2
	}
	return &matcher{edges: make([]edge, size), nodes: []node{{-1, -1}}}
}

// slot is the place of the edge, or the empty place where it belongs.
func (m *matcher) slot(from uint32, u *unit, words []byte) int {
	mask := len(m.edges) - 1
	i := int((from*0x9E3779B1 ^ u.hash*0x85EBCA6B) >> 3)
	for i &= mask; ; i = (i + 1) & mask {
		e := &m.edges[i]
		if e.to == 0 || e.from == from && e.hash == u.hash && string(words[e.start:e.start+uint32(e.size)]) == string(u.buf[:u.n]) {
			return i
		}
	}
}

// add takes an alias into the trie under words, and reports what is wrong with
// the words: an empty string if nothing.
func (m *matcher) add(words string, alias *Alias) string {
	at, units, begin := uint32(0), 0, uint32(len(m.caps))
	var u unit
	for i := 0; i < len(words); {
		if i = skip(words, i); i < 0 {
			m.caps = m.caps[:begin]
			return "two hyphens or line breaks in a row"
		}
		if i == len(words) {
			break
		}
		end := u.read(words, i)
		if end == i || units == maxUnits {
			m.caps = m.caps[:begin]
			return "a word, or a row of words, too long to be matched"
		}
		at = m.step(at, &u)
		m.caps = append(m.caps, u.written())
		units++
		i = end
	}
	if units == 0 {
		return "no words"
	}
	m.attach(at, form{alias: alias, next: -1, caps: begin, size: uint8(units), short: isShort(&u, units, alias)})
	return ""
}

// isShort tells the forms that a word all in capitals must not match, because
// an acronym is the likelier reading ("MAY", "ARM").
func isShort(u *unit, units int, alias *Alias) bool {
	enough := 5
	if alias.Kind == StateName || alias.Kind == Capital {
		enough = 4
	}
	return units == 1 && u.caps&capFirst != 0 && u.caps&hasLower != 0 && u.letters < enough
}

// step follows the edge of the unit and makes it if there is none.
func (m *matcher) step(from uint32, u *unit) uint32 {
	i := m.slot(from, u, m.words)
	if m.edges[i].to == 0 {
		if 2*m.used > len(m.edges) {
			m.widen()
			i = m.slot(from, u, m.words)
		}
		m.edges[i] = edge{from, u.hash, uint32(len(m.nodes)), uint32(len(m.words)), uint8(u.n)}
		m.nodes = append(m.nodes, node{-1, -1})
		m.words = append(m.words, u.buf[:u.n]...)
		m.used++
	}
	return m.edges[i].to
}

func (m *matcher) widen() {
	old := m.edges
	m.edges = make([]edge, 2*len(old))
	mask := len(m.edges) - 1
	for _, e := range old {
		if e.to == 0 {
			continue
		}
		i := int((e.from*0x9E3779B1^e.hash*0x85EBCA6B)>>3) & mask
		for m.edges[i].to != 0 {
			i = (i + 1) & mask
		}
		m.edges[i] = e
	}
}

// attach appends the form to its node.
func (m *matcher) attach(at uint32, f form) {
	n := &m.nodes[at]
	i := int32(len(m.forms))
	if n.first < 0 {
		n.first = i
	} else {
		m.forms[n.last].next = i
	}
	n.last = i
	m.forms = append(m.forms, f)
}

// Match appends to dst every alias whose words stand in text from the byte
// start on, the longest first and those of equal length in the order of the
// files. start must be the beginning of a word; every match ends at the end of
// one, so that a possessive ending, a hyphen or punctuation may follow.
//
// Letters compare without diacritics; typographic apostrophes equal plain
// ones; white space, no-break spaces and a hyphen equal one another. An alias
// written in lower case matches in any case. A capital in the first place of a
// word of the alias must be a capital in the text; an alias with the flag
// exact, and words of two or three capitals, match their own capitals only.
// Text all in capitals matches too, except where the alias is one short word. An alias with the flag the wants the
// article before start.
//
// Match does not allocate when dst has room.
func (l *Lexicon) Match(dst []Match, text string, start int) []Match {
	m := l.matcher
	var (
		u     unit
		caps  [maxUnits]uint8
		at    uint32
		found [maxUnits]struct {
			node uint32
			size int
			end  int
		}
		hits int
	)
	for n, i := 0, start; n < maxUnits && i < len(text); n++ {
		end := u.read(text, i)
		if end == i {
			break
		}
		e := &m.edges[m.slot(at, &u, m.words)]
		if e.to == 0 {
			break
		}
		at, caps[n] = e.to, u.caps
		if m.nodes[at].first >= 0 {
			found[hits].node, found[hits].size, found[hits].end = at, n+1, end
			hits++
		}
		if i = skip(text, end); i < 0 {
			break
		}
	}
	for hits--; hits >= 0; hits-- {
		f := &found[hits]
		for k := m.nodes[f.node].first; k >= 0; k = m.forms[k].next {
			if m.admits(&m.forms[k], caps[:f.size]) && (!m.forms[k].alias.The || afterArticle(text[:start])) {
				dst = append(dst, Match{m.forms[k].alias, f.end})
			}
		}
	}
	return dst
}

// afterArticle reports whether the text before a word ends in "the".
func afterArticle(before string) bool {
	before = strings.TrimRight(before, " \n\u00a0")
	i := len(before) - len("the")
	return i >= 0 && strings.EqualFold(before[i:], "the") && (i == 0 || before[i-1] < utf8.RuneSelf && ascii[before[i-1]] != letter && ascii[before[i-1]] != capital)
}

// admits compares the capitals of a form with those of the text.
func (m *matcher) admits(f *form, text []uint8) bool {
	if f.short && text[0]&(hasLower|capLater) == capLater {
		return false
	}
	for i, want := range m.caps[f.caps : f.caps+uint32(f.size)] {
		got := text[i]
		switch {
		case f.alias.Exact:
			if got != want&^acronym {
				return false
			}
		case want&capFirst != 0 && got&capFirst == 0:
			return false
		case want&acronym != 0 && got&hasLower != 0:
			return false
		}
	}
	return true
}
