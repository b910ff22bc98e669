package conllu

import "strings"

// Text is the raw text of the sentences as the CoNLL 2018 shared task made it
// (conllu_to_text.pl of the UD tools): tokens with their spacing, sentences
// behind one another, paragraphs and documents apart by a blank line. Lines
// are broken at white space near width characters; 0 leaves each paragraph on
// one line.
func Text(sentences []Sentence, width int) string {
	var b, paragraph strings.Builder
	flush := func() {
		words := strings.TrimRight(paragraph.String(), " \t\r\n")
		paragraph.Reset()
		if words == "" {
			return
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		wrap(&b, words, width)
	}
	for i := range sentences {
		s := &sentences[i]
		if s.NewPar() {
			flush()
		}
		for j := range s.Tokens {
			t := &s.Tokens[j]
			if t.NewPar {
				flush()
			}
			paragraph.WriteString(t.Form)
			paragraph.WriteString(t.SpaceAfter)
		}
	}
	flush()
	return b.String()
}

// wrap writes the words of one paragraph as lines.
func wrap(b *strings.Builder, words string, width int) {
	words = strings.ReplaceAll(words, "\n", " ")
	for width > 0 {
		cut := lineEnd(words, width)
		if cut < 0 {
			break
		}
		b.WriteString(words[:cut])
		b.WriteByte('\n')
		words = words[cut+1:]
	}
	b.WriteString(words)
	b.WriteByte('\n')
}

// lineEnd is the last space among the first width characters, else the first
// space; −1 if the words fit on the line or have no space.
func lineEnd(words string, width int) int {
	last, n := -1, 0
	for i, r := range words {
		if n > width && last > 0 {
			return last
		}
		if r == ' ' {
			last = i
		}
		n++
	}
	return -1
}
