package coder

import (
	"strconv"
	"strings"

	"casus/doc"
	"casus/ud"
)

// The bounds of what is read as news, set by hand on 125 saved pages, of which
// some forty are news, and on the annotated stories, all of them news. Rates are
// for a thousand words.
const (
	judgedWords   = 300 // shorter texts are taken as they are
	fewStatements = 6   // news of the gold stories has 9 and more
	noStatements  = 2
	fewNewsDays   = 0.5 // days of the week before publication
	someNewsDays  = 5
	narratedWords = 18 // "I", "me", "my" outside quotations
	narratedDays  = 3
)

// noNews says why a text is not read as news, empty if it is: it quotes hardly
// anybody and names no day of its week, or somebody tells of himself. Novels,
// the stories of games, manuals and encyclopaedias have states, rulers and
// attacks, and none of it happened this week.
func (r *run) noNews() string {
	words, first, days := r.genre()
	if words < judgedWords {
		return ""
	}
	per := 1000 / float64(words)
	statements, newsDays, narrated := float64(len(r.d.Statements))*per, float64(days)*per, float64(first)*per
	switch {
	case statements < fewStatements && newsDays < fewNewsDays, statements < noStatements && newsDays < someNewsDays:
		return "the text quotes hardly anybody and names no day of its week"
	case narrated >= narratedWords && newsDays < narratedDays:
		return "somebody tells of himself, \"I\" " + strconv.Itoa(first) + " times in " + strconv.Itoa(words) + " words"
	}
	return ""
}

// genre counts the words of the body, those of the first person outside
// quotations, and the days of the week before publication that are named.
func (r *run) genre() (words, first, days int) {
	d := r.d
	for s := range d.Sentences {
		if d.FieldAt(d.Sentences[s].Span.Start) != doc.FieldText || !d.Blocks[d.Sentences[s].Block].Kind.Coded() {
			continue
		}
		for i := d.Sentences[s].First; i < d.Sentences[s].End; i++ {
			if d.Tokens[i].UPOS == ud.PUNCT {
				continue
			}
			words++
			switch d.Tokens[i].Form {
			case "I", "me", "my", "My":
				if !r.quoted(i) {
					first++
				}
			}
		}
	}
	for i := range d.Times {
		if d.Times[i].Precision == doc.ByDay && r.isNews(d.Times[i].From) {
			days++
		}
	}
	return words, first, days
}

// quoted reports whether a token of the document stands in quoted words.
func (r *run) quoted(token int32) bool {
	at := r.d.Tokens[token].Span
	for i := range r.d.Statements {
		if st := &r.d.Statements[i]; st.Direct && st.Content.Contains(at) {
			return true
		}
	}
	return false
}

// setAllAside sets aside what was coded of a text that is no news.
func (r *run) setAllAside(why string) {
	for i := range r.d.Reports {
		rep := &r.d.Reports[i]
		entry, _, _ := strings.Cut(rep.Trace.Entry, " (")
		r.d.SetAside = append(r.d.SetAside, doc.SetAside{Sentence: rep.Sentences[0], Trigger: rep.Trigger, Entry: entry, Reason: "no news", Detail: why})
	}
	r.d.Reports = r.d.Reports[:0]
}
