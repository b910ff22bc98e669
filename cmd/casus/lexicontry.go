package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"casus/diff"
	"casus/doc"
	"casus/english"
	"casus/pipeline"
	"casus/record"
	"casus/source"
	"casus/store"
)

// tryCmd is "casus lexicon try".
type tryCmd struct {
	Overlay string   `arg:"" name:"overlay" help:"File or folder with lines of your own."`
	Paths   []string `arg:"" optional:"" name:"path" help:"Articles: files or folders; - or nothing is standard input."`
	Store   string   `help:"Try it on the articles of this store instead; nothing is written." placeholder:"DIR"`
	Limit   int      `help:"Changed articles to print; 0 is all. The totals are always of all." default:"50"`
	Workers int      `help:"Articles coded at the same time; 0 is one for each processor." default:"0"`
	JSON    bool     `name:"json" help:"Print one change a line as JSON; the totals go to standard error."`
}

// Help is the text below the flags.
func (tryCmd) Help() string {
	return `Codes each article twice, without and with the overlay, and prints what differs:
reports that are new (+), that are gone (-), and that changed (~), field by
field, each with its sentence, and statements whose speaker or addressee
changed. Nothing is kept.

  casus lexicon try mine.tsv articles/
  casus lexicon try mine/ --store desk
  casus lexicon try --json mine/ stories.jsonl`
}

// Run codes and compares, article by article.
func (c *tryCmd) Run(st *stage) error {
	switch {
	case c.Workers < 0 || c.Limit < 0:
		return &useError{"--workers and --limit want 0 or more"}
	case c.Store != "" && len(c.Paths) > 0:
		return &useError{"give articles or --store, not both"}
	}
	t := &trial{st: st, view: newView(nil, st.stdout, false)}
	var err error
	if t.without, t.with, err = c.pipelines(); err != nil {
		return err
	}
	feed := t.files(c.Paths)
	if c.Store != "" {
		s, err := openStore(st, c.Store)
		if err != nil {
			return err
		}
		defer s.Close()
		feed = t.stored(s)
	}
	out := bufio.NewWriterSize(st.stdout, 1<<16)
	t.view.out = out
	err = pipeline.InOrder(context.WithoutCancel(st.ctx), c.Workers, feed, t.code, func(p *twice) error {
		if st.ctx.Err() != nil {
			return st.ctx.Err()
		}
		return c.compare(t, out, p)
	})
	if err == nil && c.JSON {
		err = out.Flush()
		fmt.Fprintln(st.stderr, "casus: "+t.totals.String())
	} else if err == nil {
		if t.totals.touched > c.Limit && c.Limit > 0 {
			fmt.Fprintf(out, "\nthe first %d changed articles are shown; --limit 0 shows all %d\n", c.Limit, t.totals.touched)
		}
		if t.totals.touched > 0 {
			fmt.Fprintln(out)
		}
		fmt.Fprintln(out, t.totals.String())
	}
	return errors.Join(err, out.Flush())
}

// pipelines are those without and with the overlay; they share the model.
func (c *tryCmd) pipelines() (without, with *pipeline.Pipeline, err error) {
	over, err := loadLexicon(c.Overlay)
	if err != nil {
		return nil, nil, err
	}
	model, err := english.Load()
	if err != nil {
		return nil, nil, err
	}
	if without, err = pipeline.New(pipeline.Options{Model: model}); err != nil {
		return nil, nil, err
	}
	with, err = pipeline.New(pipeline.Options{Model: model, Lexicon: over})
	return without, with, err
}

// twice is one article, coded without and with the overlay, or the error of an
// input that gave none.
type twice struct {
	without, with *doc.Document
	err           error
}

// trial is one run of "casus lexicon try".
type trial struct {
	st            *stage
	without, with *pipeline.Pipeline
	view          *view
	totals        totals
}

// files sends the articles of the paths.
func (t *trial) files(paths []string) func(func(*twice) error) error {
	if len(paths) == 0 {
		paths = []string{"-"}
	}
	reader := source.NewReader(source.Options{Stdin: t.st.stdin})
	return func(send func(*twice) error) error {
		for _, path := range paths {
			err := reader.Each(t.st.ctx, path, func(d *doc.Document, err error) error {
				return send(&twice{without: d, err: err})
			})
			if err != nil {
				return err
			}
		}
		return nil
	}
}

// stored sends the articles of a store, as they were read.
func (t *trial) stored(s *store.Store) func(func(*twice) error) error {
	return func(send func(*twice) error) error {
		_, err := s.EachKept(t.st.ctx, t.with.Versions(), true, func(k *store.Kept) error {
			if err := layOut(t.st.ctx, s, k.Document); err != nil {
				return send(&twice{err: err})
			}
			return send(&twice{without: k.Document})
		})
		return err
	}
}

// code codes the article both ways.
func (t *trial) code(p *twice) {
	if p.err != nil {
		return
	}
	d := *p.without
	d.Notes = slices.Clone(d.Notes)
	p.with = &d
	t.without.Process(p.without)
	t.with.Process(p.with)
}

// totals are the counts of a trial.
type totals struct {
	articles, touched            int
	before, after                int
	added, withdrawn, changed    int
	fields                       map[string]int
	statements, statementsBefore int
}

// String says the counts.
func (t *totals) String() string {
	if t.touched == 0 {
		return fmt.Sprintf("%s: nothing would change in %s and %s", number(t.articles, "article"), number(t.before, "report"), number(t.statementsBefore, "statement"))
	}
	s := fmt.Sprintf("%s, %d would change; reports: %d before, %d after: %d added, %d withdrawn, %d changed",
		number(t.articles, "article"), t.touched, t.before, t.after, t.added, t.withdrawn, t.changed)
	return s + t.fieldsText() + fmt.Sprintf("; statements changed: %d of %d", t.statements, t.statementsBefore)
}

// fieldsText is how often which field of a report changed, in brackets.
func (t *totals) fieldsText() string {
	var fields []string
	for name, n := range t.fields {
		fields = append(fields, fmt.Sprintf("%s %d", name, n))
	}
	if len(fields) == 0 {
		return ""
	}
	slices.Sort(fields)
	return " (" + strings.Join(fields, ", ") + ")"
}

// compare prints how the codings of one article differ.
func (c *tryCmd) compare(t *trial, out io.Writer, p *twice) error {
	if p.err != nil {
		t.st.problem(p.err)
		return nil
	}
	reportNotes(t.st, p.without)
	a, b := t.without.Record(p.without), t.with.Record(p.with)
	changes := diff.Stories(a, b)
	t.totals.count(a, b, changes)
	if len(changes) == 0 || c.Limit > 0 && t.totals.touched > c.Limit {
		return nil
	}
	if c.JSON {
		return eachJSON(out, changes)
	}
	var text strings.Builder
	t.view.header(&text, a)
	for i := range changes {
		text.WriteString("\n")
		t.view.change(&text, a, &changes[i])
	}
	_, err := io.WriteString(out, text.String())
	return err
}

func (t *totals) count(a, b *record.Story, changes []diff.Change) {
	t.articles++
	t.before, t.after = t.before+len(a.Reports), t.after+len(b.Reports)
	t.statementsBefore += len(a.Statements)
	if len(changes) > 0 {
		t.touched++
	}
	for i := range changes {
		switch x := &changes[i]; {
		case x.What == "statement":
			t.statements++
		case x.Kind == diff.Added:
			t.added++
		case x.Kind == diff.Withdrawn:
			t.withdrawn++
		default:
			t.changed++
			for _, f := range x.Fields {
				if t.fields == nil {
					t.fields = map[string]int{}
				}
				t.fields[f.Name]++
			}
		}
	}
}
