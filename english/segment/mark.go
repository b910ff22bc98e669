package segment

import (
	"strings"
	"unicode/utf8"
)

// mark reads from a punctuation mark or symbol.
func (s *scanner) mark() {
	i := s.i
	c := s.text[i]
	if c >= utf8.RuneSelf {
		s.typographic()
		return
	}
	switch c {
	case '\'', '`':
		s.singleQuote(1)
	case '.':
		s.fullStop()
	case '!', '?':
		s.exclamation()
	case '$', '/', '%', '^', '\\', '&':
		s.take(i, s.runOf(i, s.text[i:i+1]))
	case '-', '=', '*', '~', '<', '>', '|':
		s.line()
	case ':', ';', '(':
		if n := smiley(s.text[i:s.end], s.spaceBefore(i)); n > 0 {
			s.take(i, i+n)
			return
		}
		s.take(i, i+1)
	case '#', '@':
		s.tag()
	case '+':
		if s.spaceBefore(i) && digitAt(s.text[:s.end], i+1) {
			s.take(i, s.digits(i+1))
			return
		}
		s.take(i, s.runOf(i, "+"))
	default:
		s.take(i, i+1)
	}
}

// runOf is the end of the run of the given bytes at i.
func (s *scanner) runOf(i int, of string) int {
	for i < s.end && strings.IndexByte(of, s.text[i]) >= 0 {
		i++
	}
	return i
}

// exclamation reads a run of marks that end a sentence, or gives the firm
// Yahoo! its own.
func (s *scanner) exclamation() {
	if t := s.touching(s.i); t != nil && t.Form == "Yahoo" && s.text[s.i] == '!' {
		t.Span.End++
		t.Form = t.Span.Of(s.text)
		s.i++
		return
	}
	s.take(s.i, s.runOf(s.i, "!?."))
}

// fullStop reads one full stop, several as one token, or the decimals and file
// endings that begin with it.
func (s *scanner) fullStop() {
	i := s.i
	end := s.runOf(i, ".")
	if mixed := s.runOf(end, "!?."); mixed > end && !(end == i+1 && s.abbreviated()) {
		s.take(i, mixed)
		return
	}
	if end == i+1 && s.spaceBefore(i) {
		if digitAt(s.text[:s.end], end) {
			s.take(i, s.digits(end))
			return
		}
		word := end
		for word < s.end && word-end < longestEntry && wordByte[s.text[word]] {
			word++
		}
		if fileEndings.has(s.text[end:word]) {
			s.take(i, word)
			return
		}
	}
	s.take(i, end)
}

// abbreviated reports whether the full stop at hand belongs to the word before.
func (s *scanner) abbreviated() bool {
	t := s.touching(s.i)
	return t != nil && abbreviationOf(t.Form) != noAbbreviation
}

// line reads dashes, stars and other marks of which several in a row are one
// token, as are rules drawn with them.
func (s *scanner) line() {
	i := s.i
	same := s.runOf(i, s.text[i:i+1])
	if s.text[i] == '=' && same == i+1 {
		if n := smiley(s.text[i:s.end], s.spaceBefore(i)); n > 0 {
			s.take(i, i+n)
			return
		}
	}
	end := i
	for end < s.end && end-i < longestRule && ruleByte[s.text[end]] {
		end++
	}
	if c, _ := s.classAt(end); c == space && end-i >= 5 {
		s.take(i, end)
		return
	}
	s.take(i, same)
}

// longestRule bounds how far a rule of different marks is looked for.
const longestRule = 128

var ruleByte = func() (t [256]bool) {
	for _, c := range []byte("-=*~_<>|+{}^") {
		t[c] = true
	}
	return t
}()

// tag reads a hashtag or a handle as one token, a lone # or @ otherwise.
func (s *scanner) tag() {
	i := s.i
	c, width := s.classAt(i + 1)
	if c != letter || !s.spaceBefore(i) && !opening(s.touching(i).Form) {
		s.take(i, s.runOf(i, s.text[i:i+1]))
		return
	}
	end := i + 1
	for c == letter || c == digit {
		end += width
		c, width = s.classAt(end)
	}
	s.take(i, end)
}

// smiley is the length of the emoticon at the beginning of text, 0 if there is
// none.
func smiley(text string, spaced bool) int {
	if len(text) < 2 {
		return 0
	}
	i := 1
	if text[0] == '(' {
		if spaced && (text[1] == ':' || text[1] == ';') && (len(text) == 2 || text[2] == ' ') {
			return 2
		}
		return 0
	}
	if (text[i] == '-' || text[i] == 'o' || text[i] == '\'') && len(text) > 2 {
		i++
	}
	switch text[i] {
	case ')', '(':
	case 'D', 'P', 'p', 'O':
		if !spaced || len(text) > i+1 && wordByte[text[i+1]] {
			return 0
		}
	default:
		return 0
	}
	return i + 1
}

// singleQuote reads an apostrophe that does not stand inside a word: the
// beginning of a clipped word or year, or a quotation mark.
func (s *scanner) singleQuote(width int) {
	i := s.i
	next := i + width
	if c, w := s.classAt(next); strings.HasPrefix(s.text[next:s.end], s.text[i:next]) || c == apostrophe && s.text[i:next] == "‘" {
		s.take(i, next+w) // a double mark typed as two
		return
	}
	if end := s.it(next); end > 0 {
		s.emit(i, next+1, false)
		s.emit(next+1, end, true)
		s.i = end
		return
	}
	if n := s.clipped(next); n > 0 {
		before := s.touching(i)
		s.emit(i, n, before != nil && (before.Form == "." || wordByte[s.text[i-1]])) // "the U.S.'s"
		s.i = n
		return
	}
	if c, _ := s.classAt(next); c != space && (s.spaceBefore(i) || opening(s.touching(i).Form)) {
		s.quote = next
	} else {
		s.quote = 0
	}
	s.take(i, next)
}

// it is the end of "tis" or "twas" behind the apostrophe at hand, 0 if there is
// no such word.
func (s *scanner) it(i int) int {
	end := i
	for end < s.end && end-i < 5 && wordByte[s.text[end]] {
		end++
	}
	if s.spaceBefore(s.i) && clippedIt.has(s.text[i:end]) {
		return end
	}
	return 0
}

// clippedIt are verbs behind a clipped "it".
var clippedIt = setOf("tis", "twas", "twere", "twill")

// clipped is the end of "90s" or "em" behind an apostrophe, 0 if a quotation
// begins.
func (s *scanner) clipped(i int) int {
	end := i
	for end < s.end && end-i < 8 && wordByte[s.text[end]] {
		end++
	}
	word := s.text[i:end]
	switch {
	case len(word) == 2 && small(word) >= 0, len(word) == 3 && word[2] == 's' && small(word[:2]) >= 0:
		return end
	case s.spaceBefore(s.i) && clippedWords.has(word):
		if c, width := s.classAt(end); c == apostrophe && len(word) == 1 && word[0]|0x20 == 'n' {
			return end + width // rock 'n' roll
		}
		return end
	case !s.spaceBefore(s.i) && clitics.has(word):
		return end
	}
	return 0
}

var (
	clippedWords = setOf("s", "em", "til", "till", "cause", "cos", "bout", "round", "ll", "ve", "re", "d", "m", "n")
	clitics      = setOf("s", "ll", "ve", "re", "d", "m")
)

// opening reports whether a quotation may begin right behind the mark.
func opening(form string) bool {
	switch form {
	case "(", "[", "{", `"`, "“", "‘", "«", "„", "—", "–", "-", "--", "/":
		return true
	}
	return false
}

// typographic reads a mark beyond ASCII. Dashes and dots of one kind in a row
// are one token, as are a pictogram and its modifiers.
func (s *scanner) typographic() {
	i := s.i
	r, width := utf8.DecodeRuneInString(s.text[i:s.end])
	switch r {
	case '’', '‘', 'ʼ', '´':
		s.singleQuote(width)
		return
	}
	end := i + width
	for end < s.end && s.text[end] >= utf8.RuneSelf {
		next, w := utf8.DecodeRuneInString(s.text[end:s.end])
		same := next == r && (r == '—' || r == '–' || r == '…' || r == '―')
		if !same && !(r > 0x2100 && modifies(next)) {
			break
		}
		end += w
	}
	s.take(i, end)
}

// modifies reports whether r changes the pictogram before it.
func modifies(r rune) bool {
	return r == 0xfe0f || r == 0x20e3 || 0x1f3fb <= r && r <= 0x1f3ff
}
