package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"casus/record"
	"casus/review"
)

// glosses says in a few words what an event type is, for people who judge.
var glosses = map[string]string{
	"AGREE":     "agree, promise, plan to cooperate",
	"CONSULT":   "meet, talk, visit, mediate",
	"SUPPORT":   "praise, back, condole, sign or ratify",
	"CONCEDE":   "give in by word: apologise, pardon, announce a ceasefire",
	"COOPERATE": "do together: trade, exercise, share intelligence",
	"AID":       "give money, arms, relief, asylum",
	"RETREAT":   "pull out, release, disarm, resign",
	"REQUEST":   "ask, urge, demand, order",
	"ACCUSE":    "criticise, blame, sue, charge, investigate",
	"REJECT":    "refuse, veto, deny a request",
	"THREATEN":  "warn of force or sanctions",
	"PROTEST":   "demonstrate, strike, riot",
	"SANCTION":  "punish, cut ties, expel, convict",
	"MOBILIZE":  "deploy, put on alert, test a weapon",
	"COERCE":    "arrest, raid, ban, deport, seize",
	"ASSAULT":   "use force: strike, shoot, kill, abduct",
}

// What is shown of the text around a sentence, in letters.
const (
	lettersBefore = 240
	lettersAfter  = 160
)

// reportCard shows a report to somebody who judges it: never how sure casus is
// of it, nor why it was coded so. It has less of the text around the sentence
// where that does not go into so many lines; 0 is as many as it takes.
func (v *view) reportCard(s *record.Story, r *record.Report, lines int) string {
	var text string
	for _, part := range []int{1, 2, 4} {
		text = v.reportAround(s, r, lettersBefore/part, lettersAfter/part)
		if lines == 0 || strings.Count(text, "\n") <= lines {
			break
		}
	}
	return text
}

// reportAround is the card with so many letters before and after the sentence.
func (v *view) reportAround(s *record.Story, r *record.Report, more, less int) string {
	var b strings.Builder
	b.WriteString(v.bold(v.wrap(orElse(s.Title, "(no title)"), 0)))
	b.WriteString(v.dim(strings.Join(nonEmpty(record.Value(s.Publisher), record.Value(s.Published)), " · ")) + "\n\n")
	for i, e := range r.Evidence {
		before, after := around(fieldOf(s, e.Field), e, more, less)
		if i > 0 || e.Field != "text" {
			before, after = "", ""
		}
		if i == 3 {
			b.WriteString(v.wrap(v.dim(fmt.Sprintf("and %s more", number(len(r.Evidence)-3, "sentence"))), 4))
			break
		}
		if before != "" {
			b.WriteString(v.wrap(v.dim(before), 4))
		}
		b.WriteString(v.wrap(v.bold("“"+squeeze(e.Quote)+"”"), 2))
		if after != "" {
			b.WriteString(v.wrap(v.dim(after), 4))
		}
	}
	b.WriteString("\n")
	for i, f := range review.Fields() {
		name := fmt.Sprintf("  %d %-12s ", i+1, fieldNames[f])
		value := strings.TrimLeft(v.wrap(v.value(r, f), len(name)), " ")
		b.WriteString(name + value)
	}
	return b.String()
}

// fieldNames is what the fields are called on a card.
var fieldNames = map[review.Field]string{
	review.Type: "type", review.Actor: "actor", review.Recipient: "recipient", review.Status: "status",
	review.Attribution: "whose word", review.Date: "date", review.Place: "place",
}

// value is what casus says of a field.
func (v *view) value(r *record.Report, f review.Field) string {
	switch f {
	case review.Type:
		text := r.Type
		if r.Mode != nil {
			text += " " + *r.Mode
		}
		return v.bold(text) + " by “" + squeeze(r.Trigger) + "” " + v.dim("("+glosses[r.Type]+")")
	case review.Actor:
		return v.side(r.Actors, "nobody named")
	case review.Recipient:
		return v.side(r.Recipients, "nobody named")
	case review.Status:
		return r.Status
	case review.Attribution:
		if r.Attribution == nil {
			return "the article's own"
		}
		return v.entity(&r.Attribution.Entity) + ", " + r.Attribution.Kind
	case review.Date:
		return cardDate(r)
	}
	return cardPlace(r.Place)
}

func cardDate(r *record.Report) string {
	text := orElse(record.Value(r.Date), "not said")
	if r.DateEnd != nil {
		text += " to " + *r.DateEnd
	}
	if p := record.Value(r.DatePrecision); p != "" && p != "day" {
		text += " (" + p + ")"
	}
	return text
}

func cardPlace(p *record.Place) string {
	if p == nil {
		return "not said"
	}
	text := p.Text
	if p.Name != "" && p.Name != p.Text {
		text += " = " + p.Name
	}
	return text + " (" + strings.Join(nonEmpty(p.Level, record.Value(p.Country)), ", ") + ")"
}

func fieldOf(s *record.Story, name string) string {
	switch name {
	case "title":
		return s.Title
	case "caption":
		return record.Value(s.Caption)
	}
	return s.Text
}

// around is so many letters before and after a stretch of a field, cut where a
// sentence begins or ends if there is such a place, else between words.
func around(text string, e record.Evidence, more, less int) (before, after string) {
	if e.Start < 0 || e.End > len(text) || e.Start > e.End {
		return "", ""
	}
	before, after = text[:e.Start], text[e.End:]
	if cut := tail(before, more); cut != before {
		if i := strings.IndexAny(cut, ".!?\n"); i >= 0 && i < len(cut)-40 {
			cut = strings.TrimLeft(cut[i+1:], "”\"’'")
		} else if i := strings.IndexByte(cut, ' '); i >= 0 {
			cut = cut[i:]
		}
		before = "… " + cut
	}
	if cut := headOf(after, less); cut != after {
		if i := strings.LastIndexAny(cut, " \n"); i >= 0 {
			cut = cut[:i]
		}
		after = cut + " …"
	}
	return squeeze(before), squeeze(after)
}

// headOf is the first n letters.
func headOf(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// tail is the last n letters.
func tail(s string, n int) string {
	at := len(s)
	for ; n > 0 && at > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:at])
		at -= size
	}
	return s[at:]
}

// articleText shows a whole article; text is its words, with or without the
// numbers of its reports.
func (v *view) articleText(s *record.Story, text string) string {
	var b strings.Builder
	v.first = true
	v.header(&b, s)
	for part := range strings.SplitSeq(text, "\n") {
		if strings.TrimSpace(part) != "" {
			b.WriteString("\n" + v.wrap(part, 2))
		}
	}
	if c := record.Value(s.Caption); c != "" {
		b.WriteString("\n" + v.wrap(v.dim("caption: "+c), 2))
	}
	return b.String()
}

// numbered is the text with the numbers of the reports behind their sentences,
// as in "… on Monday. [2]".
func numbered(s *record.Story) string {
	marks := map[int]string{}
	for i := range s.Reports {
		for _, e := range s.Reports[i].Evidence {
			if e.Field == "text" && e.End <= len(s.Text) {
				marks[e.End] += fmt.Sprintf(" [%d]", i+1)
			}
		}
	}
	var b strings.Builder
	at := 0
	for _, end := range slices.Sorted(maps.Keys(marks)) {
		b.WriteString(s.Text[at:end] + marks[end])
		at = end
	}
	return b.String() + s.Text[at:]
}

// articleCard shows a whole article with its reports to somebody who looks for
// what was missed.
func (v *view) articleCard(s *record.Story) string {
	var b strings.Builder
	b.WriteString(v.articleText(s, numbered(s)))
	fmt.Fprintf(&b, "\nWhat casus has of it: %s\n", number(len(s.Reports), "report"))
	for i := range s.Reports {
		r := &s.Reports[i]
		sides := v.side(r.Actors, "somebody")
		if len(r.Recipients) > 0 {
			sides += " → " + v.side(r.Recipients, "")
		}
		b.WriteString(v.wrap(fmt.Sprintf("%d %s “%s” %s (%s)", i+1, v.bold(r.Type), squeeze(r.Trigger), sides, r.Status), 2))
		if len(r.Evidence) > 0 {
			b.WriteString(v.wrap(v.dim("“"+headOf(squeeze(r.Evidence[0].Quote), lettersAfter)+"”"), 4))
		}
	}
	return b.String()
}

// cardJSON is a card as data. It has neither confidence nor trace.
type cardJSON struct {
	Sample    string           `json:"sample"`
	Card      string           `json:"card"`
	Document  string           `json:"document"`
	URL       *string          `json:"url"`
	Publisher *string          `json:"publisher"`
	Title     string           `json:"title"`
	Published *string          `json:"published"`
	Before    string           `json:"before,omitempty"`
	After     string           `json:"after,omitempty"`
	Text      string           `json:"text,omitempty"` // of an article
	Reports   []map[string]any `json:"reports"`        // the one to judge, or all of an article
}

// card is a card as data.
func (t *table) card(v review.View) (*cardJSON, error) {
	s := v.Story
	c := &cardJSON{
		Sample: t.deck.Sample.ID, Card: s.Document, Document: s.Document, URL: s.URL, Publisher: s.Publisher,
		Title: s.Title, Published: s.Published, Reports: []map[string]any{},
	}
	shown := s.Reports
	if v.Report != nil {
		c.Card, shown = v.Report.ID, []record.Report{*v.Report}
		if len(v.Report.Evidence) > 0 {
			e := v.Report.Evidence[0]
			c.Before, c.After = around(fieldOf(s, e.Field), e, lettersBefore, lettersAfter)
		}
	} else {
		c.Text = s.Text
	}
	for i := range shown {
		m, err := blind(&shown[i])
		if err != nil {
			return nil, err
		}
		c.Reports = append(c.Reports, m)
	}
	return c, nil
}

// blind is a report without what would sway a judge.
func blind(r *record.Report) (map[string]any, error) {
	data, err := json.Marshal(r)
	if err != nil {
		return nil, err
	}
	var m map[string]any
	if err := json.Unmarshal(data, &m); err != nil {
		return nil, err
	}
	delete(m, "confidence")
	delete(m, "trace")
	return m, nil
}

// quality prints the figures with the sentence to paste.
func (v *view) quality(q *review.Quality) string {
	var b strings.Builder
	if p := q.Precision; p != nil {
		b.WriteString(v.bold("How often reports are right") + "\n")
		v.stale(&b, p.Stale)
		row := func(name string, f review.Figure) {
			fmt.Fprintf(&b, "  %-28s %-20s %d of %d\n", name, figureText(f), f.Right, f.Of)
		}
		row("right in the strict sense", p.Strict)
		row("an event", p.Event)
		row("right in every field", p.All)
		b.WriteString(v.dim("  of the events, right in") + "\n")
		for _, f := range p.Fields {
			row("  "+fieldNames[f.Field], f.Figure)
		}
		b.WriteString(v.dim("  by type as coded, right in the strict sense") + "\n")
		for _, t := range p.Types {
			row("  "+t.Type, t.Strict)
		}
		if p.Unsure > 0 {
			fmt.Fprintf(&b, "  %d unsure: strict would be %s to %s with them\n", p.Unsure, bound(p.Lowest), bound(p.Highest))
		}
		if a := p.Agreement; a != nil {
			row("two readings agree", a.Agreed)
			if len(a.Apart) > 0 {
				b.WriteString(v.wrap("they differ on: "+strings.Join(a.Apart, ", "), 2))
			}
		}
		b.WriteString("\n")
	}
	if r := q.Recall; r != nil {
		b.WriteString(v.bold("How many events are in the record") + "\n")
		v.stale(&b, r.Stale)
		fmt.Fprintf(&b, "  %-28s %-20s %d of %d\n\n", "of the events read", figureText(r.Figure), r.Figure.Right, r.Figure.Of)
	}
	b.WriteString(v.wrap(q.Sentence, 0))
	return b.String()
}

func (v *view) stale(b *strings.Builder, why []string) {
	for _, w := range why {
		b.WriteString(v.wrap(v.paint("33", "out of date: "+w), 2))
	}
}

func bound(x *float64) string {
	if x == nil {
		return "unknown"
	}
	return fmt.Sprintf("%.2f", *x)
}

func figureText(f review.Figure) string {
	if f.Estimate == nil {
		return "not known"
	}
	return fmt.Sprintf("%.2f (%.2f to %.2f)", *f.Estimate, *f.Low, *f.High)
}
