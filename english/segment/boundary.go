package segment

import (
	"casus/doc"
	"casus/span"
)

// block cuts the tokens of one block, those from first on, into sentences. It
// walks over them once, gives full stops back to their abbreviations by moving
// the tokens behind them down, and returns what is left of tokens.
func (s *Splitter) block(text string, index, first int, sentences []doc.Sentence, tokens []doc.Token) ([]doc.Sentence, []doc.Token) {
	w, begin := first, first
	for r := first; r < len(tokens); r++ {
		ends := r+1 == len(tokens) || s.boundary(text, tokens, begin, w, r)
		if kind := stopped(tokens, first, w, r); kind != noAbbreviation && (!ends || kind == acronym && r+1 < len(tokens) || keptStop(tokens[w-1].Form)) {
			t := &tokens[w-1]
			t.Span.End = tokens[r].Span.End
			t.Form = t.Span.Of(text)
		} else {
			tokens[w] = tokens[r]
			w++
		}
		if ends {
			sentences = append(sentences, doc.Sentence{
				Span:  span.Span{Start: tokens[begin].Span.Start, End: tokens[w-1].Span.End},
				First: int32(begin), End: int32(w), Block: int32(index),
			})
			begin = w
		}
	}
	return sentences, tokens[:w]
}

// keptStop reports whether the abbreviation keeps its full stop at the end of
// a sentence.
func keptStop(word string) bool {
	return abbreviationOf(word) == acronym
}

// stopped is the kind of abbreviation that the full stop at r makes of the
// token before it, already moved to w-1.
func stopped(tokens []doc.Token, first, w, r int) abbreviation {
	if tokens[r].Form != "." || w == first || tokens[w-1].Span.End != tokens[r].Span.Start {
		return noAbbreviation
	}
	return abbreviationOf(tokens[w-1].Form)
}

// boundary decides whether a sentence that began at token begin ends behind
// token r. Tokens below w are final, those from r on as scanned.
func (s *Splitter) boundary(text string, tokens []doc.Token, begin, w, r int) bool {
	t, next := &tokens[r], &tokens[r+1]
	if next.Joined {
		return false
	}
	apart := t.Span.End < next.Span.Start
	// Walk back over the marks that close a quotation or a bracket.
	k := r
	for k > begin && closes(tokens[k].Form) && tokens[k-1].Span.End == tokens[k].Span.Start {
		k--
	}
	if !terminal(tokens[k].Form) || !apart {
		return false
	}
	if !opens(next.Form) && !upperAt(text, next.Span.Start) && !digitAt(text, next.Span.Start) {
		return false
	}
	if k == r && tokens[k].Form == "." && r > begin && tokens[w-1].Span.End == t.Span.Start {
		switch abbreviationOf(tokens[w-1].Form) {
		case title, month, counted, initial, street:
			return false
		case acronym, firm:
			return sentenceOpener.has(next.Form)
		}
	}
	return true
}

var sentenceOpener = setOf("the", "a", "an", "he", "she", "it", "they", "we", "i", "in", "on", "at", "but", "and", "this", "that", "these", "there", "his", "her", "its", "their", "as", "if", "for", "after", "before", "when", "while", "however", "but", "also", "since")

func terminal(form string) bool {
	switch form[0] {
	case '.', '!', '?':
		return true
	}
	return form == "…"
}

// closes reports whether the mark may close a quotation or a bracket.
func closes(form string) bool {
	switch form {
	case `"`, "'", "''", "”", "’", "’’", "»", "›", ")", "]", "}":
		return true
	}
	return false
}

// opens reports whether the mark may begin a sentence.
func opens(form string) bool {
	switch form {
	case `"`, "'", "''", "``", "“", "‘", "«", "‹", "„", "(", "[", "—", "–", "-", "--", "*", "•", "·", "$", "£", "€", "#", "@", "…", "...":
		return true
	}
	return false
}
