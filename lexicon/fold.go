package lexicon

import (
	"unicode"
	"unicode/utf8"
)

// Text and aliases are compared unit by unit. A unit is a run of letters and
// digits or a single other character; white space and hyphens only separate
// units, so that "Abu-Bakr", "Abu Bakr" and "Abu\u00a0Bakr" are the same words.
// Inside a unit letters are folded: lower case, no diacritics.

// maxUnit is the longest unit, in folded bytes, that an alias may have.
const maxUnit = 48

// maxUnits is the largest number of units that an alias may have.
const maxUnits = 32

// The capitals of a unit as written.
const (
	capFirst uint8 = 1 << iota // the first letter is a capital
	capLater                   // some later letter is a capital
	hasLower                   // some letter is no capital
	isWord                     // a run of letters and digits, not punctuation
	acronym                    // of an alias: two or three letters, all capitals
)

// unit is one unit of a text, folded.
type unit struct {
	buf     [maxUnit]byte
	n       int
	hash    uint32
	caps    uint8
	letters int
}

// The classes of ASCII characters.
const (
	other uint8 = iota
	letter
	capital
	digit
	space
	newline
	hyphen
)

var ascii = func() (class [utf8.RuneSelf]uint8) {
	for c := byte('a'); c <= 'z'; c++ {
		class[c], class[c-'a'+'A'] = letter, capital
	}
	for c := '0'; c <= '9'; c++ {
		class[c] = digit
	}
	class[' '], class['\t'], class['\r'], class['\f'], class['\v'] = space, space, space, space, space
	class['\n'], class['-'] = newline, hyphen
	return class
}()

// read takes the unit of text that begins at i and returns where it ends. It
// returns i when no unit begins there or the unit is longer than any alias has.
func (u *unit) read(text string, i int) int {
	u.n, u.caps, u.letters, u.hash = 0, 0, 0, 2166136261
	start := i
	for i < len(text) {
		c := text[i]
		if c >= utf8.RuneSelf {
			next, more := u.readRune(text, i)
			if next < 0 {
				return start
			}
			i = next
			if !more {
				break
			}
			continue
		}
		class := ascii[c]
		if class == other && u.n == 0 {
			u.put(c)
			return i + 1
		}
		if class != letter && class != capital && class != digit {
			break
		}
		if class == capital {
			c += 'a' - 'A'
		}
		if u.n == maxUnit {
			return start
		}
		u.put(c)
		u.count(class)
		i++
	}
	if u.n == 0 {
		return start
	}
	return i
}

// readRune takes one character outside ASCII. next is −1 when the unit becomes
// too long; more is false when the unit is complete.
func (u *unit) readRune(text string, i int) (next int, more bool) {
	r, size := utf8.DecodeRuneInString(text[i:])
	switch {
	case invisible(r):
		return i + size, true
	case isSpace(r) || isHyphen(r):
		return i, false
	case u.n+utf8.UTFMax > maxUnit:
		return -1, false
	case isApostrophe(r):
		return u.punctuation(i, size, "'")
	case !unicode.IsLetter(r) && !unicode.IsDigit(r):
		return u.punctuation(i, size, text[i:i+size])
	}
	class := letter
	if unicode.IsUpper(r) {
		class = capital
	} else if unicode.IsDigit(r) {
		class = digit
	}
	u.count(class)
	u.fold(r)
	return i + size, true
}

// punctuation is a unit of its own, or ends the word before it.
func (u *unit) punctuation(i, size int, as string) (next int, more bool) {
	if u.n > 0 {
		return i, false
	}
	for k := range len(as) {
		u.put(as[k])
	}
	return i + size, false
}

func (u *unit) put(c byte) {
	u.buf[u.n] = c
	u.n++
	u.hash = (u.hash ^ uint32(c)) * 16777619
}

func (u *unit) count(class uint8) {
	u.caps |= isWord
	switch {
	case class == digit:
		return
	case class == letter:
		u.caps |= hasLower
	case u.letters == 0:
		u.caps |= capFirst
	default:
		u.caps |= capLater
	}
	u.letters++
}

// written is the capitals of a unit of an alias.
func (u *unit) written() uint8 {
	if u.caps&(capFirst|capLater|hasLower) == capFirst|capLater && u.letters <= 3 {
		return u.caps | acronym
	}
	return u.caps
}

// fold puts the letter without case and diacritics.
func (u *unit) fold(r rune) {
	switch {
	case r >= latin1 && r < latin1+rune(len(foldLatin)):
		if c := foldLatin[r-latin1]; c != '_' {
			u.put(c)
			return
		}
	case r >= latinAdditional && r < latinAdditional+rune(len(foldAdditional)):
		if c := foldAdditional[r-latinAdditional]; c != '_' {
			u.put(c)
			return
		}
	}
	switch r {
	case 'ß', 'ẞ':
		u.put('s')
		u.put('s')
	case 'æ', 'Æ':
		u.put('a')
		u.put('e')
	case 'œ', 'Œ':
		u.put('o')
		u.put('e')
	case 'þ', 'Þ':
		u.put('t')
		u.put('h')
	default:
		var b [utf8.UTFMax]byte
		for k := range utf8.EncodeRune(b[:], unicode.ToLower(r)) {
			u.put(b[k])
		}
	}
}

const (
	latin1          = 0x00C0
	latinAdditional = 0x1E00
)

// foldLatin has the base letter of each character from U+00C0 to U+024F and
// foldAdditional from U+1E00 to U+1EFF: the first character of the canonical
// decomposition, and the plain letter for strokes, hooks and the dotless i. An
// underscore stands for a character that has none.
const (
	foldLatin = "aaaaaa_ceeeeiiiidnooooo_ouuuuy__aaaaaa_ceeeeiiiidnooooo_ouuuuy_y" +
		"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii__jjkkkllllll_" +
		"_llnnnnnn_nnoooooo__rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzz_" +
		"_b_______dd____e_ff_____kk______oo_____________uu_______________" +
		"_____________aaiioouuuuuuuuuu_aaaa____ggkkoooo__j___gg__nnaa__oo" +
		"aaaaeeeeiiiioooorrrruuuusstt__hh______aaeeooooooooyy____________" +
		"________________"
	foldAdditional = "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm" +
		"mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv" +
		"wwwwwwwwwwxxxxyyzzzzzzhtwy______aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee" +
		"eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy______"
)

func isApostrophe(r rune) bool {
	switch r {
	case '\'', '’', '‘', 'ʼ', 'ʻ', '′', '´', '`', 'ʹ', '‛':
		return true
	}
	return false
}

func isHyphen(r rune) bool {
	switch r {
	case '-', '‐', '‑', '‒', '–', '−':
		return true
	}
	return false
}

func isSpace(r rune) bool { return unicode.IsSpace(r) }

// invisible characters and combining marks are read over.
func invisible(r rune) bool {
	switch r {
	case '\u00ad', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff':
		return true
	}
	return unicode.Is(unicode.Mn, r)
}

// skip passes over what may stand between two units of one name: white space
// that is no blank line, or one hyphen. It returns i when nothing stands there
// and −1 when a name cannot go on.
func skip(text string, i int) int {
	lines, hyphens := 0, 0
	for i < len(text) {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		switch {
		case r == '\n':
			lines++
		case isHyphen(r):
			hyphens++
		case !isSpace(r):
			return i
		}
		if lines > 1 || hyphens > 1 {
			return -1
		}
		i += size
	}
	return i
}
