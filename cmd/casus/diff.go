package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"casus/diff"
	"casus/record"
	"casus/store"
)

// diffCmd is "casus diff".
type diffCmd struct {
	From     string `arg:"" optional:"" name:"a" help:"A run (run-3), a program (v_3f9c21, or its version); without it all are listed."`
	To       string `arg:"" optional:"" name:"b" help:"Another; without it what holds now."`
	Store    string `help:"Folder of the store." default:"${store}" placeholder:"DIR"`
	JSON     bool   `name:"json" help:"Print one change a line as JSON; the totals go to standard error."`
	Limit    int    `help:"Changed articles to print; 0 is all. The totals are always of all." default:"50"`
	ExitCode bool   `help:"End with exit code 1 where there is a difference."`
}

// Help is the text below the flags.
func (diffCmd) Help() string {
	return `Prints what changed between two states of the record: reports that are new (+),
gone (-), and changed (~), field by field, each with its sentence and the reason:
another text, another version of program, model or lexicon, another entry or
rule, and why the coding without the report set its sentence aside.

A run stands for what held when it ended, a program for what it made of every
article; of two programs only articles that both coded are compared.

  casus diff                      runs and programs
  casus diff run-1 run-3          what came of it between two runs
  casus diff run-3                what changed since
  casus diff 0.1.0 0.2.0          two versions of the program
  casus diff --json run-1 run-3   for programs`
}

// Run prints the differences.
func (c *diffCmd) Run(st *stage) error {
	if c.Limit < 0 {
		return &useError{"--limit wants 0 or more"}
	}
	s, err := openStore(st, c.Store)
	if err != nil {
		return err
	}
	defer s.Close()
	if c.From == "" {
		return errors.Join(c.points(st, s), s.Close())
	}
	d := &differences{st: st, store: s, out: bufio.NewWriterSize(st.stdout, 1<<16), limit: c.Limit, json: c.JSON}
	d.view = newView(d.out, st.stdout, false)
	if d.from, err = findPoint(st, s, c.From); err != nil {
		return err
	}
	if d.to, err = findPoint(st, s, c.To); err != nil {
		return err
	}
	err = d.print()
	if err := errors.Join(err, d.out.Flush(), s.Close()); err != nil {
		return err
	}
	if c.ExitCode && d.any() {
		st.problems++
	}
	return nil
}

// differences is one comparison.
type differences struct {
	st       *stage
	store    *store.Store
	out      *bufio.Writer
	view     *view
	limit    int
	json     bool
	from, to point

	compared store.HistoryTotals
	totals   totals
	articles map[string]int // touched, by reason
	types    map[string]*typeChanges
	removed  int
}

// typeChanges counts the changes of reports of one type.
type typeChanges struct {
	added, withdrawn, changed int
}

func (d *differences) any() bool { return d.totals.touched+d.removed > 0 }

func (d *differences) print() error {
	d.articles, d.types = map[string]int{}, map[string]*typeChanges{}
	var err error
	d.compared, err = d.store.Between(d.st.ctx, d.from.Point, d.to.Point, d.article)
	if err != nil {
		return err
	}
	if err := d.stones(); err != nil {
		return err
	}
	end := io.Writer(d.out)
	if d.json {
		end = d.st.stderr
	} else if d.limit > 0 && d.totals.touched > d.limit {
		fmt.Fprintf(d.out, "\nthe first %d changed articles are shown; --limit 0 shows all %d\n", d.limit, d.totals.touched)
	}
	if d.any() && !d.json {
		fmt.Fprintln(d.out)
	}
	_, err = io.WriteString(end, d.summary())
	return err
}

// article compares one article.
func (d *differences) article(a, b *record.Story) error {
	if err := d.st.ctx.Err(); err != nil {
		return err
	}
	changes := diff.Stories(a, b)
	some := b
	if b == nil {
		some = a
	}
	d.totals.count(orEmpty(a), orEmpty(b), changes)
	d.count(changes)
	if len(changes) == 0 || d.limit > 0 && d.totals.touched > d.limit {
		return nil
	}
	if d.json {
		return eachJSON(d.out, changes)
	}
	var text strings.Builder
	d.view.header(&text, some)
	for i := range changes {
		text.WriteString("\n")
		d.view.change(&text, some, &changes[i])
		d.view.reasons(&text, &changes[i].Why)
	}
	_, err := d.out.WriteString(text.String())
	return err
}

func orEmpty(s *record.Story) *record.Story {
	if s == nil {
		return &record.Story{}
	}
	return s
}

// count counts the changes of one article.
func (d *differences) count(changes []diff.Change) {
	if len(changes) == 0 {
		return
	}
	switch w := &changes[0].Why; {
	case w.Article:
		d.articles["articles that are new, or gone"]++
	case w.Text:
		d.articles["with another text"]++
	case len(w.Versions) > 0:
		var names []string
		for _, f := range w.Versions {
			names = append(names, f.Name)
		}
		d.articles["by another "+strings.Join(names, ", ")]++
	default:
		d.articles["by another program of the same version"]++
	}
	for i := range changes {
		x := &changes[i]
		if x.Report == nil {
			continue
		}
		t := d.types[x.Report.Type]
		if t == nil {
			t = &typeChanges{}
			d.types[x.Report.Type] = t
		}
		switch x.Kind {
		case diff.Added:
			t.added++
		case diff.Withdrawn:
			t.withdrawn++
		default:
			t.changed++
		}
	}
}

// stones prints what was removed between the two points.
func (d *differences) stones() error {
	if d.from.run == nil || d.to.run == nil && d.to.Point != (store.Point{}) {
		return nil
	}
	stones, err := d.store.Tombstones(d.st.ctx)
	if err != nil {
		return err
	}
	since, until := orElse(d.from.run.Finished, d.from.run.Started), "9999"
	if d.to.run != nil {
		until = d.to.run.Started
	}
	for _, s := range stones {
		if s.Removed < since || s.Removed > until {
			continue
		}
		d.removed++
		what := "article " + s.Target.Document
		if s.Target.Source != "" {
			what = "source " + s.Target.Source
		}
		if d.json {
			err = eachJSON(d.out, []removal{{s.Target.Document, s.Target.Source, "removed", s.Why, s.Removed}})
		} else {
			_, err = fmt.Fprintf(d.out, "\n- removed: %s, %s: %s\n", what, s.Removed, orElse(s.Why, "no reason given"))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// removal is a tombstone as "casus diff" prints it in JSON.
type removal struct {
	Document string `json:"document,omitempty"`
	Source   string `json:"source,omitempty"`
	Change   string `json:"change"`
	Why      string `json:"reason"`
	Removed  string `json:"removed"`
}

// summary says the counts.
func (d *differences) summary() string {
	var b strings.Builder
	prefix := ""
	if d.json {
		prefix = "casus: "
	}
	line := func(format string, args ...any) { fmt.Fprintf(&b, prefix+format+"\n", args...) }
	line("%s to %s: %s, %d coded otherwise, %d of them with differences", d.from, d.to,
		number(d.compared.Articles, "article"), d.compared.Articles-d.compared.Same-d.compared.Alone, d.totals.touched)
	if d.compared.Alone > 0 {
		line("left out, coded by one of the two programs alone: %s", number(d.compared.Alone, "article"))
	}
	for _, why := range slices.Sorted(maps.Keys(d.articles)) {
		line("  %s: %d", why, d.articles[why])
	}
	if d.removed > 0 {
		line("removed for good: %d", d.removed)
	}
	if d.totals.touched == 0 {
		return b.String()
	}
	line("reports: %d added, %d withdrawn, %d changed%s; statements changed: %d", d.totals.added, d.totals.withdrawn, d.totals.changed, d.totals.fieldsText(), d.totals.statements)
	if len(d.types) > 0 {
		line("  %-10s %7s %9s %7s", "type", "added", "withdrawn", "changed")
	}
	for _, name := range slices.Sorted(maps.Keys(d.types)) {
		t := d.types[name]
		line("  %-10s %7d %9d %7d", name, t.added, t.withdrawn, t.changed)
	}
	return b.String()
}

// reasons prints why something changed.
func (v *view) reasons(b *strings.Builder, w *diff.Why) {
	line := func(s string) { b.WriteString(v.wrap(v.dim(s), 4)) }
	var causes []string
	if w.Article {
		causes = append(causes, "the article is new, or gone")
	}
	if w.Text {
		causes = append(causes, "another text")
	}
	for _, f := range w.Versions {
		causes = append(causes, fmt.Sprintf("%s %s → %s", f.Name, shortVersion(f.Before), shortVersion(f.After)))
	}
	for _, f := range []*diff.Field{w.Entry, w.Rule} {
		if f != nil && !w.Article {
			causes = append(causes, fmt.Sprintf("%s %s → %s", f.Name, orElse(f.Before, "none"), orElse(f.After, "none")))
		}
	}
	if len(causes) == 0 {
		causes = []string{"a program of the same version"}
	}
	line("why: " + strings.Join(causes, "; "))
	if x := w.SetAside; x != nil {
		line("else set aside (" + x.Reason + "): “" + squeeze(x.Trigger) + "” " + x.Detail)
	}
	for _, s := range w.Gone {
		line("before: " + s)
	}
	for _, s := range w.New {
		line("after: " + s)
	}
}
