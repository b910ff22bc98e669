package speech

import (
	"strings"
	"unicode/utf8"

	"casus/doc"
	"casus/span"
)

// maxQuote bounds a quotation whose closing mark is missing, in bytes: about
// three hundred words, longer than agencies quote without a break.
const maxQuote = 2000

// quotation is a stretch of text between quotation marks.
type quotation struct {
	inside span.Span // without the marks
	block  int       // index of its block
	opened bool      // the paragraph ended before a closing mark came
}

// quotations finds the quoted stretches of every coded block, in text order.
// Double marks of all kinds count everywhere, single ones in headlines.
func quotations(dst []quotation, d *doc.Document) []quotation {
	for b, block := range d.Blocks {
		if block.Kind.Coded() {
			dst = quotationsOf(dst, d.Text, block, b)
		}
	}
	return dst
}

func quotationsOf(dst []quotation, text string, block doc.Block, index int) []quotation {
	start := -1     // of the words inside an open quotation
	var opener rune // the mark that opened it
	end := block.Span.End
	closeAt := func(i int, opened bool) {
		in := span.Span{Start: start, End: i}.Trim(text)
		if !in.Empty() {
			dst = append(dst, quotation{in, index, opened})
		}
		start = -1
	}
	for i := block.Span.Start; i < end; {
		r, size := utf8.DecodeRuneInString(text[i:end])
		opens, closes := markAt(text, i, size, r, block)
		if opener == '„' && r == '“' && start >= 0 {
			opens, closes = false, true // „so“
		}
		switch {
		case start >= 0 && i-start > maxQuote:
			start = -1 // a stray mark: no quotation at all
		case opens && start >= 0 && !closes:
			closeAt(i, true)
			start, opener = i+size, r
		case closes && start >= 0:
			closeAt(i, false)
		case opens:
			start, opener = i+size, r
		}
		i += size
	}
	if start >= 0 && end-start <= maxQuote {
		closeAt(end, true)
	}
	return dst
}

// markAt says whether the rune at i can open or close a quotation. A straight
// mark opens after a space or an opening bracket, and closes otherwise.
func markAt(text string, i, size int, r rune, block doc.Block) (opens, closes bool) {
	switch r {
	case '“', '«', '„':
		return true, false
	case '”', '»':
		return false, true
	case '"':
		return straight(text, i, size, block)
	case '\'', '‘', '’':
		if block.Kind == doc.Title || block.Kind == doc.Heading {
			return single(text, i, size, block)
		}
	}
	return false, false
}

func straight(text string, i, size int, block doc.Block) (opens, closes bool) {
	before, after := ' ', ' '
	if i > block.Span.Start {
		before, _ = utf8.DecodeLastRuneInString(text[block.Span.Start:i])
	}
	if i+size < block.Span.End {
		after, _ = utf8.DecodeRuneInString(text[i+size : block.Span.End])
	}
	left, right := isGap(before), isGap(after)
	switch {
	case left && !right:
		return true, false
	case right && !left:
		return false, true
	}
	// Between two words or two spaces either is possible.
	return true, true
}

// single is straight for single marks, which are apostrophes inside a word.
func single(text string, i, size int, block doc.Block) (opens, closes bool) {
	opens, closes = straight(text, i, size, block)
	if opens && closes {
		return false, false
	}
	return opens, closes
}

func isGap(r rune) bool {
	return strings.ContainsRune(" \t\r\n\u00a0([{—–-/,:;.!?)]}", r)
}
