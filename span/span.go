// Package span has the positions that every other package shares: byte spans
// in a text, the translation of byte offsets into code points and lines, and
// the error lists that file readers return.
//
// It holds no text and knows nothing of documents. Offsets are bytes from 0,
// spans are half-open; lines and columns count from 1, columns in bytes.
package span

import (
	"errors"
	"fmt"
	"sort"
	"strings"
	"unicode/utf8"
)

// Span is the half-open byte range [Start, End) of some text. The zero value
// is the empty span at the beginning.
type Span struct {
	Start, End int
}

// Len is the number of bytes in s.
func (s Span) Len() int { return s.End - s.Start }

// Empty reports whether s covers no byte.
func (s Span) Empty() bool { return s.End <= s.Start }

// Of returns the bytes of text that s covers. It panics when s does not lie
// inside text, which only a bug can bring about.
func (s Span) Of(text string) string { return text[s.Start:s.End] }

// Contains reports whether t lies inside s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Overlaps reports whether s and t share at least one byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Union is the smallest span that contains both s and t.
func (s Span) Union(t Span) Span {
	return Span{min(s.Start, t.Start), max(s.End, t.End)}
}

// Shift moves s by n bytes, which may be negative.
func (s Span) Shift(n int) Span { return Span{s.Start + n, s.End + n} }

// Inside reports whether s is a well-formed span of text: in range, not
// reversed, and with both ends on the boundaries of code points.
func (s Span) Inside(text string) bool {
	if s.Start < 0 || s.End < s.Start || s.End > len(text) {
		return false
	}
	return boundary(text, s.Start) && boundary(text, s.End)
}

func boundary(text string, i int) bool {
	return i == len(text) || utf8.RuneStart(text[i])
}

// Trim returns s without white space at either end.
func (s Span) Trim(text string) Span {
	words := s.Of(text)
	left := strings.TrimLeft(words, " \t\r\n\u00a0")
	s.Start += len(words) - len(left)
	s.End = s.Start + len(strings.TrimRight(left, " \t\r\n\u00a0"))
	return s
}

// Runes translates byte offsets of one text into counts of code points, as R,
// Python and JavaScript programs want them. It keeps one count every 256
// bytes, so a look-up is short and the table small. Safe for concurrent use.
type Runes struct {
	text  string
	marks []int
}

const runeStride = 256

// NewRunes reads text once, in time linear in its length.
func NewRunes(text string) *Runes {
	r := &Runes{text: text, marks: make([]int, 0, len(text)/runeStride+1)}
	n := 0
	for i := 0; i < len(text); i++ {
		if i%runeStride == 0 {
			r.marks = append(r.marks, n)
		}
		if utf8.RuneStart(text[i]) {
			n++
		}
	}
	if len(text)%runeStride == 0 {
		r.marks = append(r.marks, n)
	}
	return r
}

// Before is the number of code points that begin before the byte offset.
func (r *Runes) Before(offset int) int {
	mark := offset / runeStride
	n := r.marks[mark]
	for i := mark * runeStride; i < offset; i++ {
		if utf8.RuneStart(r.text[i]) {
			n++
		}
	}
	return n
}

// Lines translates byte offsets of one text into lines and columns. Safe for
// concurrent use.
type Lines struct {
	starts []int
}

// NewLines finds the line starts of text.
func NewLines(text string) *Lines {
	l := &Lines{starts: []int{0}}
	for i := 0; i < len(text); i++ {
		if text[i] == '\n' {
			l.starts = append(l.starts, i+1)
		}
	}
	return l
}

// Position is the line and column of the byte offset, both from 1, the column
// in bytes.
func (l *Lines) Position(offset int) (line, column int) {
	i := sort.SearchInts(l.starts, offset+1) - 1
	return i + 1, offset - l.starts[i] + 1
}

// Error is one fault at a place in a file. Line and Column are 0 where they
// are not known.
type Error struct {
	File         string
	Line, Column int
	Message      string
}

// Error prints the fault as file:line:column: message.
func (e *Error) Error() string {
	switch {
	case e.Line == 0:
		return e.File + ": " + e.Message
	case e.Column == 0:
		return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Message)
	}
	return fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Column, e.Message)
}

// Errors collects all faults of a file, in the order found. The zero value is
// ready to use. Not safe for concurrent use.
type Errors struct {
	list []error
}

// Add notes a fault at a line and column (0 where not known).
func (es *Errors) Add(file string, line, column int, format string, args ...any) {
	es.list = append(es.list, &Error{file, line, column, fmt.Sprintf(format, args...)})
}

// Len is the number of faults noted so far.
func (es *Errors) Len() int { return len(es.list) }

// Err is nil when no fault was noted, else all of them joined; errors.As finds
// each *Error.
func (es *Errors) Err() error { return errors.Join(es.list...) }
