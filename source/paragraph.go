package source

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"casus/span"
)

// wrapWidth is the longest line, in bytes, that is taken for one that somebody
// wrapped. Where lines are longer, every line break ends a paragraph.
const wrapWidth = 120

// paragraphs finds the paragraphs of text: apart by blank lines, and by single
// line breaks where those were not put in to wrap long lines.
func paragraphs(text string) []span.Span {
	var out []span.Span
	var run []span.Span // lines not yet divided
	flush := func() {
		out = append(out, divide(text, run)...)
		run = run[:0]
	}
	for _, line := range lines(text) {
		if line.Empty() {
			flush()
			continue
		}
		run = append(run, line)
	}
	flush()
	return out
}

// lines is the lines of text without the white space around them; a blank
// line is an empty span.
func lines(text string) []span.Span {
	var out []span.Span
	for start := 0; start <= len(text); {
		end := len(text)
		if i := strings.IndexAny(text[start:], "\n\r\u2028\u2029"); i >= 0 {
			end = start + i
		}
		out = append(out, trimSpace(text, span.Span{Start: start, End: end}))
		_, n := utf8.DecodeRuneInString(text[end:])
		if strings.HasPrefix(text[end:], "\r\n") {
			n = 2
		}
		start = end + max(n, 1)
	}
	return out
}

func trimSpace(text string, s span.Span) span.Span {
	words := s.Of(text)
	left := strings.TrimLeftFunc(words, unicode.IsSpace)
	s.Start += len(words) - len(left)
	s.End = s.Start + len(strings.TrimRightFunc(left, unicode.IsSpace))
	return s
}

// divide splits a run of lines without blank ones into paragraphs. A line
// break was put in to wrap when the next word would not have fitted; it ends a
// paragraph when it would have, and the line ends a sentence.
func divide(text string, run []span.Span) []span.Span {
	if len(run) < 2 {
		return append([]span.Span(nil), run...)
	}
	width, closed := 0, true
	for i, l := range run {
		width = max(width, l.Len())
		closed = closed && endsSentence(l.Of(text)) && !(i > 0 && goesOn(l.Of(text)))
	}
	every := width > wrapWidth || closed
	out := []span.Span{run[0]}
	for i, l := range run[1:] {
		last := run[i] // run is offset by one: the line before l
		next, _, _ := strings.Cut(l.Of(text), " ")
		fits := last.Len()+1+len(next) <= width
		if every || fits && endsSentence(last.Of(text)) && !goesOn(l.Of(text)) {
			out = append(out, l)
			continue
		}
		out[len(out)-1].End = l.End
	}
	return out
}

const (
	closers = "\"'”’»)]*_"
	enders  = ".!?…:;。！？"
)

// endsSentence reports whether the last mark of s, quotes and brackets left
// out, closes a sentence.
func endsSentence(s string) bool {
	t := strings.TrimRight(s, closers)
	r, _ := utf8.DecodeLastRuneInString(t)
	return strings.ContainsRune(enders, r)
}

// goesOn reports whether a line begins in lower case: the full stop of the line
// before it was that of an abbreviation ("the U.N.").
func goesOn(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

// cutInTwo reports whether a page break fell between two parts of one
// paragraph: the first ends in a word, without closing mark, and the second
// goes on in lower case.
func cutInTwo(first, second string) bool {
	last, _ := utf8.DecodeLastRuneInString(first)
	next, _ := utf8.DecodeRuneInString(second)
	return (unicode.IsLetter(last) || unicode.IsDigit(last) || last == ',') && unicode.IsLower(next)
}

// insideEnd is the end of a sentence inside a line.
var insideEnd = regexp.MustCompile(`\p{Ll}[.!?]["”’)]? `)

// looksHeading reports a line too short for a paragraph, without closing mark.
func looksHeading(s string) bool {
	if len(s) > 80 || strings.ContainsAny(s, "\n\r") || insideEnd.MatchString(s) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, closers))
	return (unicode.IsUpper(first) || unicode.IsDigit(first)) && !strings.ContainsRune(".,;:…!-–—", last) &&
		len(strings.Fields(s)) <= 12
}
