package newsgen

import (
	"strings"
	"testing"
)

// A grammar with a fault names the line.
func TestGrammarFaults(t *testing.T) {
	tests := []struct{ text, want string }{
		{"a:\n  x {b}\n", "grammar.txt:2: {b} is neither a rule nor a slot"},
		{"a:\n  x {b|c\n", "grammar.txt:2: a brace is not closed"},
		{"a:\n  x|y\n", `grammar.txt:2: "|" stands outside of braces`},
		{"  x\n", "grammar.txt:1: "},
		{"a:\n  x\na:\n  y\n", "grammar.txt:3: "},
		{"a:\n# nothing\n", "rule a has no wording"},
	}
	for _, tt := range tests {
		if _, err := parseGrammar(tt.text); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q: %v, want %s", tt.text, err, tt.want)
		}
	}
}

// "a" becomes "an" where a slot wants it, and back.
func TestArticles(t *testing.T) {
	tests := []struct{ before, words, want string }{
		{"It was a ", "Iranian ship", "It was an Iranian ship"},
		{"An ", "Russian ship", "A Russian ship"},
		{"a ", "Ukrainian ship", "a Ukrainian ship"},
		{"Panama ", "Iran", "Panama Iran"},
		{"\"A ", "Iranian", "\"An Iranian"},
	}
	for _, tt := range tests {
		w := &teller{buf: []byte(tt.before)}
		if w.put(tt.words); string(w.buf) != tt.want {
			t.Errorf("%q and %q: %q, want %q", tt.before, tt.words, w.buf, tt.want)
		}
	}
}
