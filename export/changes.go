package export

import (
	"slices"
	"strings"

	"casus/diff"
	"casus/record"
)

// wholeReport stands for a field where a report came or went as a whole.
const wholeReport = "report"

// writeChanges writes what changed whenever another coding of an article came to
// hold.
func (t *tables) writeChanges() error {
	turn, last := 0, ""
	return t.store.Turns(t.ctx, func(a, b *record.Story) error {
		if b.Document != last {
			turn, last = 0, b.Document
		}
		turn++
		if !t.Filter.ofSource(b) {
			return nil
		}
		changes := diff.Stories(a, b)
		for i := range changes {
			c := &changes[i]
			if c.Report == nil || !t.passes(a, c.Report.ID) && !t.passes(b, c.Report.ID) {
				continue
			}
			if err := t.change(a, b, turn, c); err != nil {
				return err
			}
		}
		return nil
	})
}

// passes reports whether a coding has a report that the filter leaves.
func (t *tables) passes(s *record.Story, id string) bool {
	i := slices.IndexFunc(s.Reports, func(r record.Report) bool { return r.ID == id })
	return i >= 0 && t.Filter.report(s, &s.Reports[i])
}

// change writes the rows of one change, one a field.
func (t *tables) change(a, b *record.Story, turn int, c *diff.Change) error {
	fields := c.Fields
	switch c.Kind {
	case diff.Added:
		fields = []diff.Field{{Name: wholeReport, After: diff.Summary(c.Report)}}
	case diff.Withdrawn:
		fields = []diff.Field{{Name: wholeReport, Before: diff.Summary(c.Report)}}
	}
	quote := ""
	if len(c.Report.Evidence) > 0 {
		quote = c.Report.Evidence[0].Quote
	}
	before, after := t.programs.know(a.Versions).ID, t.programs.know(b.Versions).ID
	for _, f := range fields {
		out := row{c.Report.ID, b.Document, turn, string(c.Kind), f.Name, optional(f.Before), optional(f.After), c.Report.Type, optional(quote), cause(&c.Why)}
		for _, x := range []*diff.Field{c.Why.Entry, c.Why.Rule} {
			if x == nil {
				x = &diff.Field{}
			}
			out = append(out, optional(x.Before), optional(x.After))
		}
		aside := ""
		if c.Why.SetAside != nil {
			aside = c.Why.SetAside.Reason
		}
		if err := t.changes.write(append(out, optional(aside), a.Version, b.Version, before, after)); err != nil {
			return err
		}
	}
	return nil
}

// cause is what is another: text, or parts of the program.
func cause(w *diff.Why) string {
	var list []string
	if w.Text {
		list = append(list, "text")
	}
	for _, f := range w.Versions {
		list = append(list, f.Name)
	}
	if len(list) == 0 {
		return "rebuilt" // the versions say the same
	}
	return strings.Join(list, ";")
}
