package segment

import (
	"math/bits"

	"casus/doc"
)

// gap is a place between two tokens where a sentence may end, with what was
// found out about the sentence so far.
type gap struct {
	text   string
	tokens []doc.Token
	first  int   // first token of the block
	begin  int   // first token of the sentence
	w      int   // tokens[begin:w] are final
	r      int   // the token before the gap; tokens[r+1:] are as scanned
	quotes uint8 // straight double quotation marks in the sentence, odd if one is open
	depth  int8  // brackets and typographic quotation marks that are open
}

// shape is what a token looks like.
type shape uint8

const (
	edge shape = iota // no token: the end of the block, the beginning of the sentence
	stopMark
	exclamationMark
	ellipsisMark
	colonMark
	commaMark
	dashMark
	openMark
	closeMark
	openQuote
	closeQuote
	straightQuote // of unknown direction
	otherMark
	lowerWord
	titleWord
	upperWord
	upperLetter
	numberWord
	timeWord
	addressWord
	otherWord
	ruleMark // several stars, dashes or underscores
)

// shapeOf is the shape of a form.
func shapeOf(form string) shape {
	c := form[0]
	switch byteClass[c] {
	case digit:
		return numberShape(form)
	case letter:
		return wordShape(form)
	case high:
		return highShape(form)
	}
	switch c {
	case '.':
		if len(form) > 1 {
			return ellipsisMark
		}
		return stopMark
	case '!', '?':
		return exclamationMark
	case ':':
		return colonMark
	case ',', ';':
		return commaMark
	case '(', '[', '{':
		return openMark
	case ')', ']', '}':
		return closeMark
	case '"', '\'', '`':
		return straightQuote
	case '-', '*', '=', '_', '~':
		if len(form) > 3 {
			return ruleMark
		}
		return dashMark
	}
	return otherMark
}

func wordShape(form string) shape {
	if c := form[0]; 'a' <= c && c <= 'z' {
		if len(form) > 8 && hasByte(form, '@', '/') {
			return addressWord
		}
		return lowerWord
	}
	switch {
	case len(form) == 1:
		return upperLetter
	case len(form) > 1 && upperAt(form, 1):
		return upperWord
	}
	return titleWord
}

func numberShape(form string) shape {
	if hasByte(form, ':', '/') {
		return timeWord
	}
	return numberWord
}

func highShape(form string) shape {
	switch form {
	case "“", "‘", "«", "‹", "„":
		return openQuote
	case "”", "’", "»", "›", "’’":
		return closeQuote
	case "–", "—", "―", "——":
		return dashMark
	case "…":
		return ellipsisMark
	}
	if c, _ := classAt(form, 0); c == letter {
		if upperAt(form, 0) {
			return titleWord
		}
		return lowerWord
	}
	return otherMark
}

// hasByte looks for either byte near the beginning of s.
func hasByte(s string, a, b byte) bool {
	for i := 0; i < len(s) && i < longestName; i++ {
		if s[i] == a || s[i] == b {
			return true
		}
	}
	return false
}

// shapeIn is the shape of a token in its text, which shows the direction of a
// straight quotation mark.
func (g *gap) shapeIn(t *doc.Token) shape {
	s := shapeOf(t.Form)
	if s != straightQuote {
		return s
	}
	if i := t.Span.End; i >= len(g.text) || byteClass[g.text[i]] == space {
		return closeQuote
	}
	if i := t.Span.Start; i == 0 || byteClass[g.text[i-1]] == space || shapeOf(g.text[i-1:i]) == openMark {
		return openQuote
	}
	return closeQuote
}

// word is the hash of the token, one and the same for all quotation marks of
// one direction.
func (g *gap) word(t *doc.Token) uint32 {
	if t == nil {
		return 0
	}
	if c := byteClass[t.Form[0]]; c != letter && c != digit {
		if s := g.shapeIn(t); s == openQuote || s == closeQuote {
			return uint32(s)
		}
	}
	return hash(t.Form)
}

// hash is the FNV-1a hash of the form, its ASCII letters in lower case.
func hash(form string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(form) && i < 32; i++ {
		c := form[i]
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		h = (h ^ uint32(c)) * 16777619
	}
	return h
}

// numFeatures is the number of features of a gap.
const numFeatures = 28

// features describe a gap. Each is an index into the weights.
type features [numFeatures]uint32

// describe finds the features of the gap.
func (g *gap) describe(f *features) {
	p1 := &g.tokens[g.r]
	n1 := &g.tokens[g.r+1]
	p2, p3 := g.before(1), g.before(2)
	n2, n3 := g.after(2), g.after(3)
	ps1, ns1 := uint32(g.shapeIn(p1)), uint32(g.shapeIn(n1))
	ps2, ps3, ns2, ns3 := g.shapeOr(p2), g.shapeOr(p3), g.shapeOr(n2), g.shapeOr(n3)
	ph1, nh1, ph2, nh2 := g.word(p1), g.word(n1), g.word(p2), g.word(n2)
	kind := g.kind(ps1)
	length, rest := bucket(g.w-g.begin), bucket(len(g.tokens)-g.r-1)
	size := uint32(bits.Len(uint(len(g.tokens)-g.first) / 16))
	state := uint32(g.quotes&1) | uint32(min(max(g.depth, 0), 3))<<1
	first := uint32(g.shapeIn(&g.tokens[g.begin]))
	head := g.word(&g.tokens[g.begin])

	n := uint32(0)
	add := func(a, b uint32) {
		f[n] = index(n, kind, a, b)
		n++
	}
	add(0, 0)
	add(ns1, 0)
	add(ns1, length)
	add(ns1, state)
	add(ns1, rest)
	add(ns1, ps2)
	add(ns1|ns2<<8, 0)
	add(ns1|ns2<<8, ns3)
	add(ns1|ps2<<8, ps3)
	add(ns1|ps2<<8|ns2<<16, ps1)
	add(nh1, 0)
	add(nh1, ns1)
	add(ph1, 0)
	add(ph1, ns1)
	add(ph2, 0)
	add(ph2, ns1)
	add(ph2, nh1)
	add(ph1, nh1)
	add(nh1, nh2)
	add(nh2, ns1)
	add(ph2, ph1)
	add(length, rest)
	add(first|ns1<<8, length)
	add(head, ns1)
	add(first|ns1<<8|ps2<<16, state)
	add(ps1|ns1<<8|ns2<<16, rest)
	add(ns1, size)
	add(ns1|ps2<<8, size)
}

// kind sorts gaps by how the sentence before would end. Every feature is taken
// together with it.
func (g *gap) kind(last uint32) uint32 {
	k := g.core()
	end := uint32(g.shapeIn(&g.tokens[k]))
	kind := last | end<<5
	if k < g.r || end != uint32(stopMark) {
		return kind
	}
	if a := stopped(g.tokens, g.begin, g.w, g.r); a != noAbbreviation {
		kind |= uint32(a) << 10
		if opens(g.tokens[g.r+1].Form) {
			kind |= 1 << 14
		}
	}
	return kind
}

// before is the final token at distance n before the one that precedes the
// gap, nil outside the sentence.
func (g *gap) before(n int) *doc.Token {
	if i := g.w - n; i >= g.begin {
		return &g.tokens[i]
	}
	return nil
}

// after is the token at distance n behind the one that precedes the gap, nil
// behind the block.
func (g *gap) after(n int) *doc.Token {
	if i := g.r + n; i < len(g.tokens) {
		return &g.tokens[i]
	}
	return nil
}

func (g *gap) shapeOr(t *doc.Token) uint32 {
	if t == nil {
		return uint32(edge)
	}
	return uint32(g.shapeIn(t))
}

// bucket puts a length into one of eight classes.
func bucket(n int) uint32 {
	switch {
	case n <= 3:
		return uint32(max(n, 0))
	case n <= 6:
		return 4
	case n <= 12:
		return 5
	case n <= 25:
		return 6
	}
	return 7
}

// index hashes a feature into the table of weights.
func index(template, kind, a, b uint32) uint32 {
	h := (template+1)*0x9e3779b1 ^ kind*0x85ebca6b
	h = (h ^ a) * 0xc2b2ae35
	h ^= h >> 15
	h = (h ^ b) * 0x27d4eb2f
	h ^= h >> 13
	h *= 0x165667b1
	return h >> (32 - tableBits)
}
