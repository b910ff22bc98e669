package segment

import (
	"casus/doc"
	"casus/span"
)

// scanner turns one block into tokens. A full stop is always a token of its
// own here; the boundary pass gives it back to the abbreviation that it
// belongs to.
type scanner struct {
	text   string
	i, end int
	tokens []doc.Token
	first  int // tokens of the block begin here
	quote  int // byte behind the last opening single quotation mark; 0 if closed
}

// quoteReach is the distance in bytes after which an opening single quotation
// mark is no longer waited for.
const quoteReach = 400

func (s *scanner) run() {
	for s.i < s.end {
		switch byteClass[s.text[s.i]] {
		case space:
			s.i++
		case letter, digit:
			s.word()
		case high:
			s.beyondASCII()
		default:
			s.mark()
		}
	}
}

func (s *scanner) emit(start, end int, joined bool) {
	s.tokens = append(s.tokens, doc.Token{
		Span: span.Span{Start: start, End: end}, Form: s.text[start:end], Head: -1, Joined: joined,
	})
}

// take emits [start, end) as one token and goes on behind it.
func (s *scanner) take(start, end int) {
	s.emit(start, end, false)
	s.i = end
}

// at is the byte at i, 0 at the end of the block.
func (s *scanner) at(i int) byte {
	if i < s.end {
		return s.text[i]
	}
	return 0
}

// classAt is the class at i, space at the end of the block.
func (s *scanner) classAt(i int) (class, int) {
	if i >= s.end {
		return space, 0
	}
	return classAt(s.text[:s.end], i)
}

func (s *scanner) wordAt(i int) bool {
	c, _ := s.classAt(i)
	return c == letter || c == digit
}

// touching is the token that ends right before i, nil if white space or the
// beginning of the block does.
func (s *scanner) touching(i int) *doc.Token {
	if n := len(s.tokens); n > s.first && s.tokens[n-1].Span.End == i {
		return &s.tokens[n-1]
	}
	return nil
}

// spaceBefore reports whether no token of the block ends right before i.
func (s *scanner) spaceBefore(i int) bool { return s.touching(i) == nil }

// word reads from a letter or digit. Nearly all words end at white space or
// plain punctuation, and take the short way.
func (s *scanner) word() {
	start, i := s.i, s.i
	for i < s.end && wordByte[s.text[i]] {
		i++
	}
	if byteClass[s.text[start]] == letter && (i == s.end || endsPlainly[s.text[i]]) {
		s.words(start, i)
		s.i = i
		return
	}
	if end := s.address(start, i); end > 0 {
		s.take(start, end)
		return
	}
	if byteClass[s.text[start]] == digit {
		s.number(start)
		return
	}
	s.lexical(start)
}

// endsPlainly marks the bytes after which a run of ASCII letters is surely a
// whole word.
var endsPlainly = func() (t [256]bool) {
	for c := range t {
		t[c] = byteClass[c] == space
	}
	for _, c := range []byte(`,;!?")]}"`) {
		t[c] = true
	}
	return t
}()

// beyondASCII reads from a code point beyond ASCII.
func (s *scanner) beyondASCII() {
	c, width := s.classAt(s.i)
	switch c {
	case space:
		s.i += width
	case letter, digit:
		s.lexical(s.i)
	default:
		s.mark()
	}
}
