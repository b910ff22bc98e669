package main

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"casus/doc"
	"casus/pipeline"
	"casus/record"
	"casus/source"
	"casus/store"
)

// recodeCmd is "casus recode".
type recodeCmd struct {
	Store   string `help:"Folder of the store." default:"${store}" placeholder:"DIR"`
	All     bool   `help:"Code every article again, also what this program and lexicon coded."`
	Workers int    `help:"Articles coded at the same time; 0 is one for each processor." default:"0"`
	overlayFlag
}

// Help is the text below the flags.
func (recodeCmd) Help() string {
	return `Codes the articles of a store again, from the texts that it keeps, where another
version of the program, its model or its lexicon coded them. Which articles a
line of the lexicon touches is not known before they are coded, so that one that
differs in a line codes all of them. Reports keep their ids, and what was coded
before stays: "casus diff" says what changed, and why.

What this program and lexicon have coded already is passed over, so the same
command can be given again after an interruption; where another coding holds of
such an article, that of this program holds again without new work. With --all
nothing is passed over, and a result that is the same is not written again.

  casus recode --store desk
  casus recode --store desk --lexicon mine/
  casus diff --store desk`
}

// Run codes again what is to be coded.
func (c *recodeCmd) Run(st *stage) error {
	if c.Workers < 0 {
		return &useError{"--workers wants 0 or more"}
	}
	w, err := openWriter(st, c.Store)
	if err != nil {
		return err
	}
	defer w.Close()
	p, err := c.pipeline()
	if err != nil {
		return err
	}
	rc := &recoding{st: st, pipeline: p, writer: w, all: c.All, progress: newProgress(st.stderr)}
	some, err := rc.any()
	if err == nil && some {
		arguments := slices.Concat([]string{"recode"}, c.arguments(), c.flags())
		if rc.run, err = w.Begin(st.ctx, store.RunOptions{Versions: p.Versions(), Arguments: arguments, Merge: true}); err == nil {
			err = rc.end(rc.take(c.Workers))
		}
	} else if err == nil {
		fmt.Fprintf(st.stdout, "%s: nothing to code again; %s coded by this program and lexicon\n", w.Dir(), number(rc.passed, "article"))
	}
	if err == nil {
		err = mergeReports(st, w)
	}
	return errors.Join(err, refreshQuality(st, &w.Store), w.Close())
}

// flags are the arguments of the run besides the lexicon.
func (c *recodeCmd) flags() []string {
	if c.All {
		return []string{"--all"}
	}
	return nil
}

// openWriter opens a store for writing. That there is none is wrong use.
func openWriter(st *stage, dir string) (*store.Writer, error) {
	s, err := openStore(st, dir)
	if err != nil {
		return nil, err
	}
	if err := s.Close(); err != nil {
		return nil, err
	}
	return store.OpenWriter(st.ctx, dir, store.Options{})
}

// recoding is one run of "casus recode".
type recoding struct {
	st       *stage
	pipeline *pipeline.Pipeline
	writer   *store.Writer
	run      *store.Run
	all      bool
	progress *progress
	passed   int // articles that need no coding
}

// any reports whether there is an article to code again.
func (rc *recoding) any() (bool, error) {
	found := errors.New("found")
	passed, err := rc.writer.EachKept(rc.st.ctx, rc.pipeline.Versions(), rc.all, func(*store.Kept) error { return found })
	if errors.Is(err, found) {
		return true, nil
	}
	rc.passed = passed
	return false, err
}

// restored is an article that the program coded before. It travels as an error so
// that no worker takes it up.
type restored struct {
	document string
}

func (r *restored) Error() string { return r.document }

// take codes and writes the articles in the order of the store.
func (rc *recoding) take(workers int) error {
	feed := func(send func(pipeline.Input) error) error {
		var err error
		rc.passed, err = rc.writer.EachKept(rc.st.ctx, rc.pipeline.Versions(), rc.all, func(k *store.Kept) error {
			if k.Coded {
				return send(pipeline.Input{Err: &restored{k.Document.ID}})
			}
			if err := layOut(rc.st.ctx, &rc.writer.Store, k.Document); err != nil {
				return send(pipeline.Input{Err: err})
			}
			return send(pipeline.Input{Document: k.Document})
		})
		return err
	}
	err := codeAndWrite(rc.st, rc.pipeline, workers, feed, rc.writing)
	rc.progress.stop()
	return err
}

// writing is how one article is written.
func (rc *recoding) writing(x pipeline.Input) func() error {
	var r *restored
	if errors.As(x.Err, &r) {
		return func() error {
			rc.progress.step(0)
			return rc.run.Restore(rc.st.ctx, r.document)
		}
	}
	if x.Err != nil {
		return func() error { rc.st.problem(x.Err); return nil }
	}
	a := &store.Article{Document: x.Document, Story: recorded(rc.pipeline, x.Document)}
	return func() error {
		rc.progress.step(a.Story.Counts.Words)
		_, err := rc.run.Recode(rc.st.ctx, a)
		return err
	}
}

// end closes the run and prints what it did.
func (rc *recoding) end(cause error) error {
	err := rc.run.End(rc.st.ctx, cause)
	if err == nil {
		err = cause
	}
	t := rc.run.Saved()
	parts := counted(number(t.Recoded, "article")+" coded again", []part{
		{t.Same, "coded again with the same result"},
		{t.Restored, "whose earlier coding by this program and lexicon holds again"},
		{rc.passed, "passed over, coded by this program and lexicon"},
	})
	fmt.Fprintf(rc.st.stdout, "%s %s: %s; %s, %s, %d set aside\n", rc.writer.Dir(), rc.run.ID(), parts,
		number(t.Reports, "report"), number(t.Statements, "statement"), t.SetAside)
	switch {
	case errors.Is(err, context.Canceled) && rc.all:
		fmt.Fprintln(rc.st.stderr, "casus: the run was interrupted; what is counted above is in the store, and the same command begins anew")
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(rc.st.stderr, "casus: the run was interrupted; the same command goes on where it stopped")
	case errors.Is(err, store.ErrFull):
		fmt.Fprintln(rc.st.stderr, "casus: what is counted above is in the store; make room and give the same command again")
	}
	return err
}

// layOut finds the layout of a text where an older store did not keep it: in its
// raw bytes, else that of a story with such a title and text.
func layOut(ctx context.Context, s *store.Store, d *doc.Document) error {
	if d.Blocks != nil {
		return nil
	}
	var inputs [][]byte
	switch raw, err := s.Raw(ctx, d.ID, record.Version(d)); {
	case err == nil:
		inputs = append(inputs, raw)
	case !errors.Is(err, store.ErrNotFound):
		return err
	}
	line, err := record.Line(record.From(d, record.Versions{}))
	if err != nil {
		return err
	}
	for _, input := range append(inputs, line) {
		again, _ := source.Parse(d.Origin.Path, input, source.Options{}) // what it cannot read gives no text
		for _, x := range again {
			if x.Text == d.Text && x.Regions == d.Regions {
				d.Blocks = x.Blocks
				return nil
			}
		}
	}
	return fmt.Errorf("article %s: its layout was not kept, and its bytes give another text now; \"casus add\" with the article codes it again", d.ID)
}
