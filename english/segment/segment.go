// Package segment cuts English text into sentences and tokens by the
// conventions of Universal Dependencies English EWT 2.17
// (https://universaldependencies.org/en/), with the habits of news copy in
// mind: datelines, titles and initials, quotations, names with apostrophes.
//
// A scanner turns each block into tokens by fixed rules and tables. Then every
// gap where a sentence may end is judged by an averaged perceptron over the
// words and shapes around it; some gaps, such as that behind "Gen.", are ruled
// out before. The weights were learned by Train from the training parts of UD
// English EWT (CC BY-SA 4.0) and of the freely licensed documents of GUM
// (CC BY 4.0), in this order, with the zero TrainOptions.
//
// It reads a text and the spans of its blocks and fills the spans, forms and
// joints of tokens and the extent of sentences. It changes no byte, knows
// nothing of tags or trees, and leaves every other field alone.
package segment

import (
	"casus/doc"
	"casus/span"
)

// Splitter finds sentences and tokens. It is read-only after New and safe for
// concurrent use.
type Splitter struct {
	weights []int8
	teacher teacher // decides instead of the weights while training; else nil
}

// New returns the splitter with the weights that are part of the package.
func New() *Splitter {
	s, err := Load(embedded)
	if err != nil {
		panic(err) // the package was built with a broken file
	}
	return s
}

// Load returns a splitter with the weights of a file that Train made. The
// error is ErrWeights if it is no such file.
func Load(file []byte) (*Splitter, error) {
	weights, err := decodeWeights(file)
	if err != nil {
		return nil, err
	}
	return &Splitter{weights: weights}, nil
}

// Split cuts the given blocks of text into sentences and tokens and appends
// them to the two slices. Sentences and the gaps between them stay inside a
// block; Sentence.Block is the index in blocks; Sentence.First and End count
// from the beginning of the returned tokens slice. Blocks must be in text order
// and must not overlap.
//
// Tokens are in text order, do not overlap, and together with the white space
// between them rejoin to the bytes of the block; a line break, a control
// character and an invisible separator are white space. Form is the bytes of
// Span, Joined marks the second and later words of a contraction, Head is −1.
// Any bytes will do, whether UTF-8 or not. The time is linear in the length of
// the text, and nothing is allocated once the slices are large enough.
func (s *Splitter) Split(text string, blocks []span.Span, sentences []doc.Sentence, tokens []doc.Token) ([]doc.Sentence, []doc.Token) {
	for b, block := range blocks {
		first := len(tokens)
		scan := scanner{text: text, i: block.Start, end: block.End, tokens: tokens, first: first}
		scan.run()
		sentences, tokens = s.block(text, b, first, sentences, scan.tokens)
	}
	return sentences, tokens
}

// Paragraphs appends to dst the blocks of a plain text: what stands between
// blank lines, without the white space around it.
func Paragraphs(text string, dst []span.Span) []span.Span {
	for i := 0; i < len(text); {
		end, next := paragraphEnd(text, i)
		if p := (span.Span{Start: i, End: end}).Trim(text); !p.Empty() {
			dst = append(dst, p)
		}
		i = next
	}
	return dst
}

// paragraphEnd finds the first blank line after i and the byte behind it.
func paragraphEnd(text string, i int) (end, next int) {
	for ; i < len(text); i++ {
		if text[i] != '\n' {
			continue
		}
		j := i + 1
		for j < len(text) && (text[j] == ' ' || text[j] == '\t' || text[j] == '\r') {
			j++
		}
		if j < len(text) && text[j] == '\n' {
			return i, j + 1
		}
	}
	return len(text), len(text)
}
