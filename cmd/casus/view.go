package main

import (
	"fmt"
	"io"
	"os"
	"sort"
	"strings"
	"unicode/utf8"

	"golang.org/x/term"

	"casus/record"
)

// view prints stories for people.
type view struct {
	out   io.Writer
	trace bool
	color bool
	width int
	first bool
}

const (
	defaultWidth = 100
	maxWidth     = 140
)

// newView writes to out; terminal is where that ends, for colours and width.
func newView(out, terminal io.Writer, trace bool) *view {
	v := &view{out: out, trace: trace, width: defaultWidth, first: true}
	if f, ok := terminal.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		v.color = os.Getenv("NO_COLOR") == ""
		if w, _, err := term.GetSize(int(f.Fd())); err == nil && w > 40 {
			v.width = min(w, maxWidth)
		}
	}
	return v
}

func (v *view) paint(code, s string) string {
	if !v.color {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

func (v *view) bold(s string) string { return v.paint("1", s) }
func (v *view) dim(s string) string  { return v.paint("2", s) }

// quadColors are the colours of the quad classes, from verbal cooperation to
// material conflict.
var quadColors = [...]string{"", "32", "36", "33", "31"}

// story prints one story with its reports, in the order of the text.
func (v *view) story(s *record.Story) error {
	var b strings.Builder
	v.header(&b, s)
	for i := range s.Reports {
		b.WriteString("\n")
		v.report(&b, s, &s.Reports[i])
	}
	b.WriteString("\n")
	v.summary(&b, s)
	_, err := io.WriteString(v.out, b.String())
	return err
}

// header names an article.
func (v *view) header(b *strings.Builder, s *record.Story) {
	if !v.first {
		b.WriteString("\n")
	}
	v.first = false
	b.WriteString(v.bold(orElse(s.Title, "(no title)")) + "\n")
	b.WriteString(v.dim(strings.Join(nonEmpty(record.Value(s.Publisher), record.Value(s.Published), record.Value(s.URL)), " · ")) + "\n")
}

func (v *view) report(b *strings.Builder, s *record.Story, r *record.Report) {
	head := r.Type
	if r.Mode != nil {
		head += " " + *r.Mode
	}
	if r.CAMEO != "" {
		head += " (CAMEO " + r.CAMEO + ")"
	}
	sides := v.side(r.Actors, "somebody")
	if len(r.Recipients) > 0 {
		sides += " → " + v.side(r.Recipients, "")
	}
	fmt.Fprintf(b, "%s  %s  %s\n", orElse(record.Value(r.Date), "no date   "), v.paint("1;"+quadColors[r.Quad], head), sides)
	for i, e := range r.Evidence {
		if i == 2 && !v.trace {
			fmt.Fprintf(b, "    %s\n", v.dim(fmt.Sprintf("and %d more sentences", len(r.Evidence)-2)))
			break
		}
		b.WriteString(v.wrap("“"+squeeze(e.Quote)+"”", 4))
	}
	facts := []string{r.Status}
	if r.Background {
		facts = append(facts, "background")
	}
	if r.Place != nil {
		facts = append(facts, "at "+r.Place.Text+" ("+r.Place.Level+")")
	}
	if r.Killed != nil {
		facts = append(facts, "killed: "+r.Killed.Text)
	}
	if r.Injured != nil {
		facts = append(facts, "injured: "+r.Injured.Text)
	}
	word := "the article's own word"
	if r.Attribution != nil {
		word = "on the word of " + v.entity(&r.Attribution.Entity) + ", " + r.Attribution.Kind
	}
	b.WriteString(v.wrap(v.dim(strings.Join(append(facts, word, r.ID), " · ")), 4))
	if v.trace {
		v.why(b, r)
	}
}

func (v *view) why(b *strings.Builder, r *record.Report) {
	line := func(s string) { b.WriteString(v.wrap(v.dim(s), 6)) }
	line("entry " + r.Trace.Entry + ", by the rule \"" + r.Trace.Rule + "\", trigger \"" + r.Trigger + "\"")
	for _, step := range r.Trace.Steps {
		line(step)
	}
	for _, x := range r.Trace.Rejected {
		line("not " + x.Entry + ": " + x.Why)
	}
}

// side names the entities of one side.
func (v *view) side(list []record.Entity, nobody string) string {
	if len(list) == 0 {
		return nobody
	}
	var names []string
	for i := range list {
		names = append(names, v.entity(&list[i]))
	}
	return strings.Join(names, ", ")
}

func (v *view) entity(e *record.Entity) string {
	codes := strings.Join(nonEmpty(record.Value(e.Country), record.Value(e.Sector)), " ")
	if codes == "" {
		return e.Text
	}
	return e.Text + " [" + codes + "]"
}

// summary says what was seen, and why nothing was coded where nothing was.
func (v *view) summary(b *strings.Builder, s *record.Story) {
	c := s.Counts
	fmt.Fprintf(b, "%s\n", v.dim(fmt.Sprintf("%s, %s, %d set aside; %s, %s, %s seen",
		number(len(s.Reports), "report"), number(len(s.Statements), "statement"), len(s.SetAside),
		number(c.Sentences, "sentence"), number(c.Actors, "actor"), number(c.Actions, "action"))))
	for _, r := range s.Remarks {
		b.WriteString(v.wrap(v.dim("note: "+r.Message), 0))
	}
	if v.trace {
		for _, a := range s.SetAside {
			b.WriteString(v.wrap(v.dim("set aside ("+a.Reason+"): \""+a.Trigger+"\" "+a.Detail+" — “"+squeeze(a.Sentence)+"”"), 2))
		}
		return
	}
	if len(s.Reports) == 0 {
		fmt.Fprintf(b, "%s\n", v.dim(whyNothing(s)))
	}
}

// whyNothing explains a story without reports by what was set aside.
func whyNothing(s *record.Story) string {
	switch {
	case s.Counts.Sentences == 0:
		return "nothing was read: see the notes above"
	case s.Counts.Actors == 0:
		return "nothing coded: no actor was recognised"
	case len(s.SetAside) == 0:
		return "nothing coded: no word of the text is a predicate of the lexicon"
	}
	counts := map[string]int{}
	for _, a := range s.SetAside {
		counts[a.Reason]++
	}
	var reasons []string
	for reason := range counts {
		reasons = append(reasons, reason)
	}
	sort.Slice(reasons, func(i, j int) bool {
		if counts[reasons[i]] != counts[reasons[j]] {
			return counts[reasons[i]] > counts[reasons[j]]
		}
		return reasons[i] < reasons[j]
	})
	for i, reason := range reasons {
		reasons[i] = fmt.Sprintf("%d %s", counts[reason], reason)
	}
	return "nothing coded; set aside: " + strings.Join(reasons, ", ") + " (--trace shows each)"
}

// wrap breaks s into lines of the view's width, each indented.
func (v *view) wrap(s string, indent int) string {
	pad := strings.Repeat(" ", indent)
	var b strings.Builder
	col := 0
	for _, w := range strings.Fields(s) {
		n := utf8.RuneCountInString(w)
		switch {
		case col == 0:
			b.WriteString(pad)
			col = indent
		case col+1+n > v.width:
			b.WriteString("\n" + pad)
			col = indent
		default:
			b.WriteByte(' ')
			col++
		}
		b.WriteString(w)
		col += n
	}
	b.WriteByte('\n')
	return b.String()
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

func nonEmpty(list ...string) []string {
	kept := list[:0]
	for _, s := range list {
		if s != "" {
			kept = append(kept, s)
		}
	}
	return kept
}
