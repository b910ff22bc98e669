package newsgen

import (
	"bytes"
	"math/rand/v2"
	"time"
)

// scene is what an article is about, and when it is told.
type scene struct {
	parties      [4]*party // who acts, who is acted upon, two others
	city, target string
	arms, when   string
	n            int
	published    time.Time
}

// teller says rules about a scene.
type teller struct {
	press *Press
	rand  *rand.Rand
	scene *scene
	buf   []byte
	used  map[*rule]uint64 // wordings of this article; one is not taken again while there are others
}

// say is one way to say a rule, with a capital first.
func (t *teller) say(name string) string {
	r := t.press.grammar.rules[name]
	if r == nil {
		panic("newsgen: no rule " + name) // New has checked those that are made up
	}
	t.buf = t.buf[:0]
	t.rule(r)
	return string(capital(t.buf))
}

// capital makes the first letter a capital, and the first of a quotation.
func capital(b []byte) []byte {
	for i, c := range b {
		if c >= 'a' && c <= 'z' && (i == 0 || b[i-1] == '"' && (i == 1 || b[i-2] == ' ')) {
			b[i] = c - 'a' + 'A'
		}
	}
	return b
}

func (t *teller) rule(r *rule) {
	n := t.rand.IntN(len(r.alts))
	for range 6 {
		if t.used[r]&(1<<uint(n&63)) == 0 {
			break
		}
		n = t.rand.IntN(len(r.alts))
	}
	t.used[r] |= 1 << uint(n&63)
	t.sequence(r.alts[n])
}

func (t *teller) sequence(seq sequence) {
	for i := range seq {
		switch p := &seq[i]; {
		case p.slot != nil:
			t.put(p.slot(t))
		case p.rule != nil:
			t.rule(p.rule)
		case p.alts != nil:
			t.sequence(p.alts[t.rand.IntN(len(p.alts))])
		default:
			t.put(p.words)
		}
	}
}

// put appends words and mends the article before them: "a" or "an".
func (t *teller) put(s string) {
	if s == "" {
		return
	}
	switch n := len(t.buf); {
	case endsWith(t.buf, "a ") && vowel(s):
		t.buf = append(t.buf[:n-1], "n "...)
	case endsWith(t.buf, "an ") && !vowel(s) && s[0] > ' ':
		t.buf = append(t.buf[:n-2], ' ')
	}
	t.buf = append(t.buf, s...)
}

// endsWith reports whether b ends with the word and space, in small letters or
// with a capital.
func endsWith(b []byte, word string) bool {
	if len(b) < len(word) || !bytes.EqualFold(b[len(b)-len(word):], []byte(word)) {
		return false
	}
	return len(b) == len(word) || b[len(b)-len(word)-1] == ' ' || b[len(b)-len(word)-1] == '"'
}
