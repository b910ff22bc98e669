package segment

import (
	"unicode"
	"unicode/utf8"
)

// class sorts the bytes and code points that the scanner tells apart.
type class uint8

const (
	symbol class = iota // anything that stands alone
	space               // white space, control characters and invisible separators
	letter              // letters, marks, joiners, and bytes that are not UTF-8
	digit
	apostrophe // ' ’ ʼ and the accents typed in their place
	hyphen     // - and its typographic forms, not dashes
	high       // first byte of a code point beyond ASCII
)

var byteClass = func() (t [256]class) {
	for c := range t {
		switch {
		case c <= ' ' || c == 0x7f:
			t[c] = space
		case 'a' <= c|0x20 && c|0x20 <= 'z' || c == '_':
			t[c] = letter
		case '0' <= c && c <= '9':
			t[c] = digit
		case c == '\'' || c == '`':
			t[c] = apostrophe
		case c == '-':
			t[c] = hyphen
		case c >= utf8.RuneSelf:
			t[c] = high
		}
	}
	return t
}()

// wordByte marks the ASCII bytes that a word is made of.
var wordByte = func() (t [256]bool) {
	for c := range t {
		t[c] = byteClass[c] == letter || byteClass[c] == digit
	}
	return t
}()

// classAt is the class of the code point at byte i of text and its width.
func classAt(text string, i int) (class, int) {
	c := byteClass[text[i]]
	if c != high {
		return c, 1
	}
	r, width := utf8.DecodeRuneInString(text[i:])
	return runeClass(r), width
}

func runeClass(r rune) class {
	switch r {
	case utf8.RuneError, '\u00ad', '\u200c', '\u200d':
		return letter
	case '’', 'ʼ', '´', '＇':
		return apostrophe
	case '‐', '‑':
		return hyphen
	case '\u200b', '\u2060', '\ufeff', '\u200e', '\u200f', '\u2028', '\u2029', '\u180e':
		return space
	}
	switch {
	case '\u202a' <= r && r <= '\u202e', '\u2061' <= r && r <= '\u2069': // direction of writing, invisible operators
		return space
	case unicode.IsLetter(r), unicode.IsMark(r):
		return letter
	case unicode.IsDigit(r):
		return digit
	case unicode.IsSpace(r), unicode.IsControl(r):
		return space
	}
	return symbol
}

// upperAt reports whether an upper-case letter stands at byte i.
func upperAt(text string, i int) bool {
	if i >= len(text) {
		return false
	}
	if c := text[i]; c < utf8.RuneSelf {
		return 'A' <= c && c <= 'Z'
	}
	r, _ := utf8.DecodeRuneInString(text[i:])
	return unicode.IsUpper(r)
}

// lowerAt reports whether a lower-case letter stands at byte i.
func lowerAt(text string, i int) bool {
	if i >= len(text) {
		return false
	}
	if c := text[i]; c < utf8.RuneSelf {
		return 'a' <= c && c <= 'z'
	}
	r, _ := utf8.DecodeRuneInString(text[i:])
	return unicode.IsLower(r)
}

func digitAt(text string, i int) bool {
	return i < len(text) && byteClass[text[i]] == digit
}

// set is a fixed set of lower-case ASCII words, asked without regard to case.
type set map[string]bool

func setOf(words ...string) set {
	s := make(set, len(words))
	for _, w := range words {
		s[w] = true
	}
	return s
}

const longestEntry = 24

// has reports whether the word, lower-cased, is in the set. It allocates nothing.
func (s set) has(word string) bool {
	var buffer [longestEntry]byte
	lower, ok := lowerInto(buffer[:0], word)
	return ok && s[string(lower)]
}

// lowerInto appends the word to dst with its ASCII letters in lower case and
// the typographic apostrophe as the typewriter's. Words longer than any table
// entry are refused.
func lowerInto(dst []byte, word string) ([]byte, bool) {
	if len(word) > longestEntry {
		return nil, false
	}
	for i := 0; i < len(word); i++ {
		c := word[i]
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		if c == 0xe2 && i+2 < len(word) && word[i:i+3] == "’" {
			c = '\''
			i += 2
		}
		dst = append(dst, c)
	}
	return dst, true
}
