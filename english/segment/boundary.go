package segment

import (
	"strings"

	"casus/doc"
	"casus/span"
)

// block cuts the tokens of one block, those from first on, into sentences. It
// walks over them once, gives full stops back to their abbreviations by moving
// the tokens behind them down, and returns what is left of tokens.
func (s *Splitter) block(text string, index, first int, sentences []doc.Sentence, tokens []doc.Token) ([]doc.Sentence, []doc.Token) {
	g := gap{text: text, tokens: tokens, first: first, begin: first, w: first}
	for g.r = first; g.r < len(tokens); g.r++ {
		g.track()
		last := g.r+1 == len(tokens)
		ends := last || g.dateline() || g.candidate() && (g.surely() || s.ends(&g))
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
		return !ends && (digitAt(g.text, g.tokens[g.r+1].Span.Start) || roman(g.tokens[g.r+1].Form))
	}
	return !ends
}

// roman reports whether the form is a Roman numeral in capitals, other than one
// letter.
func roman(form string) bool { return len(form) > 1 && strings.Trim(form, "IVXLC") == "" }

// stopped is the kind of abbreviation that the full stop at r makes of the
// token before it, already moved to w-1.
func stopped(tokens []doc.Token, begin, w, r int) abbreviation {
	if tokens[r].Form != "." || w == begin || tokens[w-1].Span.End != tokens[r].Span.Start {
		return noAbbreviation
	}
	word := tokens[w-1].Form
	if word == "X" && w-2 >= begin && lowerAt(tokens[w-2].Form, 0) {
		return noAbbreviation // the platform: "in a post on X."
	}
	return abbreviationOf(word)
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
		return !next.Joined && (terminal(t.Form) || t.Form == "”" && g.terminated()) && upperAt(g.text, next.Span.Start) && g.w > g.begin && !g.enumerator()
	}
	if c == letter && 'a' <= d && d <= 'z' {
		return false
	}
	return !g.never()
}

// never knows gaps where no sentence ends in edited text: behind the number of
// a list, behind a colon or semicolon, behind a title ("Gen. Qamar Bajwa"), between "No." or
// "Jan." and a number, between the initial and the name in "by J. Smith", behind
// an opening mark, between a quotation and what goes on in lower case ("… over.”
// she said").
func (g *gap) never() bool {
	if g.enumerator() {
		return true
	}
	next := &g.tokens[g.r+1]
	switch g.shapeIn(&g.tokens[g.r]) {
	case colonMark:
		return true
	case commaMark:
		return g.tokens[g.r].Form == ";"
	case stopMark:
		switch stopped(g.tokens, g.begin, g.w, g.r) {
		case before:
			return true
		case title:
			return g.tokens[g.w-1].Form != "St" || !opens(next.Form)
		case counted:
			return digitAt(g.text, next.Span.Start) || roman(next.Form)
		case month:
			return digitAt(g.text, next.Span.Start) || lowerAt(g.text, next.Span.Start)
		case initial:
			by := g.before(2)
			return by != nil && prepositions[by.Form] && upperAt(next.Form, 0) && !opens(next.Form)
		}
	case openMark, openQuote:
		return true
	case closeMark, closeQuote:
		if word := g.before(1); word != nil && g.tokens[g.r].Form == "]" && !g.terminated() && byteClass[word.Form[0]] == letter {
			return true // put in by the editor: "[his predecessor Fumio] Kishida"
		}
		return lowerAt(g.text, next.Span.Start) && g.core() < g.r
	case dashMark:
		return g.tokens[g.r].Form == "—" || g.tokens[g.r].Form == "–"
	case ellipsisMark:
		return g.tokens[g.r].Form == "…" && lowerAt(g.text, next.Span.Start)
	}
	return false
}

// surely knows a gap where a sentence ends: between a month or a day and a word
// that is no part of a date ("in Jan. The").
func (g *gap) surely() bool {
	return stopped(g.tokens, g.begin, g.w, g.r) == month && opens(g.tokens[g.r+1].Form)
}

// prepositions stand before a name rather than before a letter.
var prepositions = map[string]bool{"by": true, "By": true, "with": true, "from": true, "against": true, "under": true}

// opens reports whether the form begins a sentence where it has a capital.
func opens(form string) bool { return upperAt(form, 0) && sentenceOpeners.has(form) }

// enumerator reports whether the sentence so far is the number or letter of a
// list: "1.", "A.", "a)", "(ii)".
func (g *gap) enumerator() bool {
	n, mark := g.w-g.begin, g.tokens[g.r].Form
	if n != 1 && n != 2 || mark != "." && mark != ")" {
		return false
	}
	number := g.tokens[g.w-1].Form
	if n == 2 && (g.tokens[g.begin].Form != "(" || mark != ")") {
		return false
	}
	return len(number) == 1 && byteClass[number[0]] == letter || small(number) >= 0 || strings.Trim(number, "ivx") == ""
}

// longestDateline is the number of tokens that a dateline may have.
const longestDateline = 14

// dateline reports whether the sentence so far is a dateline: it begins the
// block with a word in capitals or ends in an agency, a dash follows, and what
// comes behind begins like a sentence ("MOSCOW, March 2 (Reuters) — Russia"). It
// is a sentence of its own, as in EWT: its place is no subject of what follows.
func (g *gap) dateline() bool {
	if g.begin != g.first || g.w == g.begin || g.w-g.begin > longestDateline || g.shapeIn(&g.tokens[g.r]) != dashMark {
		return false
	}
	dash, next := &g.tokens[g.r], &g.tokens[g.r+1]
	if dash.Span.End == next.Span.Start && dash.Form != "—" && dash.Form != "--" {
		return false
	}
	if lowerAt(next.Form, 0) || byteClass[next.Form[0]] == digit {
		return false
	}
	form := g.tokens[g.begin].Form
	return len(form) > 2 && shapeOf(form) == upperWord || g.agency()
}

// agency reports whether the sentence so far is the name of an agency in
// brackets, with or without a place before it ("Kabul (Khaama Press) –").
func (g *gap) agency() bool {
	sentence := g.tokens[g.begin:g.w]
	n := len(sentence)
	if n < 3 || sentence[n-1].Form != ")" || !upperAt(sentence[n-2].Form, 0) || len(sentence[n-2].Form) == 1 {
		return false
	}
	for i := range sentence {
		if form := sentence[i].Form; lowerAt(form, 0) && len(form) > longestParticle {
			return false
		}
	}
	return true
}

// longestParticle is the length of the longest word in lower case that the name
// of a place may have: "au", "el", "and".
const longestParticle = 3

// ends decides whether the sentence ends in the gap.
func (s *Splitter) ends(g *gap) bool {
	var f features
	g.describe(&f)
	if s.teacher != nil {
		return s.teacher(f, g.tokens[g.r].Span.End)
	}
	score := int32(0)
	for _, i := range f {
		score += int32(s.weights[i])
	}
	if !g.terminated() {
		score -= caution
	}
	return score > 0
}

// caution is what a sentence end without a mark needs above zero. Treebanks of
// e-mail and chat teach that such ends are common; in news they are rare, and
// a wrong one cuts a name or a clause in two. On EWT dev 60 costs half a point
// of F1 at most; on Voice of America stories it took away two thirds of such
// ends, nearly all of them wrong.
const caution = 60

// terminated reports whether the token before the gap, apart from closing
// marks, ends a sentence.
func (g *gap) terminated() bool { return terminal(g.tokens[g.core()].Form) }

// core is the token before the gap that is no closing mark.
func (g *gap) core() int {
	k := g.r
	for k > g.begin && g.r-k < 3 && closes(g.tokens[k].Form) && g.tokens[k-1].Span.End == g.tokens[k].Span.Start {
		k--
	}
	return k
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

// sentenceOpeners are words that, with a capital behind an abbreviation, begin
// a sentence rather than go on with a name.
var sentenceOpeners = setOf("the", "a", "an", "he", "she", "it", "they", "we", "i", "in", "on", "at", "but", "and", "this", "that", "these", "those",
	"there", "his", "her", "its", "their", "our", "my", "as", "if", "for", "after", "before", "when", "while", "however", "also", "since", "by", "to",
	"so", "what", "who", "why", "how", "not", "no", "yes", "with", "from", "some", "many", "most", "all", "both", "you", "your", "then", "although", "despite")
