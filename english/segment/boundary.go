package segment

import (
	"casus/doc"
	"casus/span"
)

// block cuts the tokens of one block, those from first on, into sentences. It
// walks over them once, gives full stops back to their abbreviations by moving
// the tokens behind them down, and returns what is left of tokens.
func (s *Splitter) block(text string, index, first int, sentences []doc.Sentence, tokens []doc.Token) ([]doc.Sentence, []doc.Token) {
	g := gap{text: text, tokens: tokens, begin: first, w: first}
	for g.r = first; g.r < len(tokens); g.r++ {
		g.track()
		last := g.r+1 == len(tokens)
		ends := last || g.candidate() && s.ends(&g)
		if kind := stopped(tokens, g.begin, g.w, g.r); g.merges(kind, ends) {
			t := &tokens[g.w-1]
			t.Span.End = tokens[g.r].Span.End
			t.Form = t.Span.Of(text)
		} else {
			tokens[g.w] = tokens[g.r]
			g.w++
		}
		if ends {
			sentences = append(sentences, doc.Sentence{
				Span:  span.Span{Start: tokens[g.begin].Span.Start, End: tokens[g.w-1].Span.End},
				First: int32(g.begin), End: int32(g.w), Block: int32(index),
			})
			g.begin, g.quotes, g.depth = g.w, 0, 0
		}
	}
	return sentences, tokens[:g.w]
}

// merges reports whether the full stop at r is part of the abbreviation before
// it. At the end of a sentence only letters with inner dots ("U.S.") keep it.
func (g *gap) merges(kind abbreviation, ends bool) bool {
	switch kind {
	case noAbbreviation:
		return false
	case acronym:
		return true
	case counted:
		return !ends && digitAt(g.text, g.tokens[g.r+1].Span.Start)
	}
	return !ends
}

// stopped is the kind of abbreviation that the full stop at r makes of the
// token before it, already moved to w-1.
func stopped(tokens []doc.Token, begin, w, r int) abbreviation {
	if tokens[r].Form != "." || w == begin || tokens[w-1].Span.End != tokens[r].Span.Start {
		return noAbbreviation
	}
	return abbreviationOf(tokens[w-1].Form)
}

// track takes note of quotation marks and brackets.
func (g *gap) track() {
	switch g.tokens[g.r].Form {
	case `"`, "''", "``":
		g.quotes++
	case "“", "(", "[", "«":
		g.depth = min(g.depth, 100) + 1
	case "”", ")", "]", "»":
		g.depth = max(g.depth, -100) - 1
	}
}

// candidate reports whether a sentence may end in the gap at all: at white
// space where the last token is no plain word or the next does not begin with a
// small letter, and between marks that end a sentence and a capital letter.
func (g *gap) candidate() bool {
	t, next := &g.tokens[g.r], &g.tokens[g.r+1]
	c, d := byteClass[t.Form[len(t.Form)-1]], g.text[next.Span.Start]
	if t.Span.End == next.Span.Start {
		return !next.Joined && terminal(t.Form) && upperAt(g.text, next.Span.Start) && g.w > g.begin
	}
	if c == letter && 'a' <= d && d <= 'z' {
		return false
	}
	return !g.never()
}

// never knows gaps where no sentence ends in edited text.
func (g *gap) never() bool {
	return stopped(g.tokens, g.begin, g.w, g.r) == title
}

// ends decides whether the sentence ends in the gap.
func (s *Splitter) ends(g *gap) bool {
	if s.teacher != nil {
		return s.teacher(g)
	}
	var f [numFeatures]uint32
	g.features(&f)
	score := int32(0)
	for _, i := range f {
		score += int32(s.weights[i])
	}
	return score > 0
}

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
