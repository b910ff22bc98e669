package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"casus/doc"
	"casus/pipeline"
	"casus/source"
	"casus/store"
)

// addCmd is "casus add".
type addCmd struct {
	Paths   []string `arg:"" name:"path" help:"Files or folders; - is standard input."`
	Store   string   `help:"Folder of the store; it is made where there is none." default:"${store}" placeholder:"DIR"`
	Workers int      `help:"Articles coded at the same time; 0 is one for each processor." default:"0"`
	overlayFlag
}

// Help is the text below the flags.
func (addCmd) Help() string {
	return `Codes articles as "casus code" does and keeps them with all that was coded, in
one folder. What is there already is passed over, so the same command can be
given again after an interruption; an article whose text changed becomes a new
version of it. Backup is copying the folder.

  casus add articles/
  casus add --store desk stories.jsonl saved-page.html
  casus show --store desk RUS-IRN`
}

// Run takes the paths in, in order.
func (c *addCmd) Run(st *stage) error {
	if c.Workers < 0 {
		return &useError{"--workers wants 0 or more"}
	}
	w, err := store.OpenWriter(st.ctx, c.Store, store.Options{})
	if err != nil {
		return err
	}
	defer w.Close()
	p, err := c.pipeline()
	if err != nil {
		return err
	}
	run, err := w.Begin(st.ctx, store.RunOptions{Versions: p.Versions(), Arguments: slices.Concat([]string{"add"}, c.arguments(), c.Paths)})
	if err != nil {
		return err
	}
	in := &intake{st: st, pipeline: p, writer: w, run: run, progress: newProgress(st.stderr)}
	cause := in.take(c.Paths, c.Workers)
	in.progress.stop()
	err = in.end(cause)
	if err == nil {
		err = mergeReports(st, w)
	}
	return errors.Join(err, refreshQuality(st, &w.Store), w.Close())
}

// intake is one run of "casus add".
type intake struct {
	st       *stage
	pipeline *pipeline.Pipeline
	writer   *store.Writer
	run      *store.Run
	progress *progress
	sentences,
	actors,
	actions int
}

// passedOver is an article that need not be coded. It travels as an error so
// that no worker takes it up.
type passedOver struct {
	intake store.Intake
}

func (p *passedOver) Error() string { return string(p.intake) }

// take reads, codes and writes the articles, in input order.
func (in *intake) take(paths []string, workers int) error {
	reader := source.NewReader(source.Options{Stdin: in.st.stdin, KeepRaw: true})
	feed := func(send func(pipeline.Input) error) error {
		for _, path := range paths {
			err := reader.Each(in.st.ctx, path, func(d *doc.Document, err error) error {
				if err != nil {
					return send(pipeline.Input{Err: err})
				}
				plan, err := in.writer.Plan(in.st.ctx, d, in.pipeline.Versions())
				if err != nil {
					return err
				}
				if plan == store.Known || plan == store.Removed {
					return send(pipeline.Input{Err: &passedOver{plan}})
				}
				return send(pipeline.Input{Document: d})
			})
			if err != nil {
				return err
			}
		}
		return nil
	}
	return in.pipeline.Each(context.WithoutCancel(in.st.ctx), workers, feed, in.write)
}

// write writes one article, or counts an input that gives none.
func (in *intake) write(x pipeline.Input) error {
	ctx := in.st.ctx
	var passed *passedOver
	switch {
	case errors.As(x.Err, &passed):
		in.progress.step(0)
		return in.run.Skip(ctx, passed.intake)
	case x.Err != nil:
		in.st.problem(x.Err)
		f := store.Failure{Code: "unreadable", Message: x.Err.Error()}
		var e *source.Error
		if errors.As(x.Err, &e) {
			f.Path, f.Line, f.Code = e.File, e.Line, e.Code
		}
		return in.run.Fail(ctx, f)
	}
	reportNotes(in.st, x.Document)
	s := in.pipeline.Record(x.Document)
	in.sentences, in.actors, in.actions = in.sentences+s.Counts.Sentences, in.actors+s.Counts.Actors, in.actions+s.Counts.Actions
	in.progress.step(s.Counts.Words)
	_, err := in.run.Add(ctx, &store.Article{Document: x.Document, Story: s, Retrieved: x.Document.Origin.Retrieved})
	return err
}

// end closes the run and prints what is in the store.
func (in *intake) end(cause error) error {
	err := in.run.End(in.st.ctx, cause)
	if err == nil {
		err = cause
	}
	t := in.run.Saved()
	fmt.Fprintf(in.st.stdout, "%s %s: %s\n", in.writer.Dir(), in.run.ID(), totalsText(t))
	switch {
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(in.st.stderr, "casus: the run was interrupted; the same command goes on where it stopped")
	case errors.Is(err, store.ErrFull):
		fmt.Fprintln(in.st.stderr, "casus: what is counted above is in the store; make room and give the same command again")
	case err == nil && t.Articles() > 0 && t.Reports == 0:
		fmt.Fprintf(in.st.stderr, "casus: no reports: %d articles, %d sentences, %d actors, %d actions seen; \"casus show --trace URL\" says of each action why it was set aside\n",
			t.Articles(), in.sentences, in.actors, in.actions)
	}
	return err
}

// totalsText says what a run did.
func totalsText(t store.Totals) string {
	parts := []string{number(t.Added, "article") + " added"}
	for _, x := range []struct {
		n    int
		what string
	}{
		{t.Updated, "with a new text"},
		{t.Recoded, "coded again"},
		{t.Known, "known and passed over"},
		{t.Removed, "removed before and passed over"},
		{t.Failed, "not readable"},
		{t.NotEnglish, "not in English"},
		{t.NoDate, "without a date"},
	} {
		if x.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", x.n, x.what))
		}
	}
	return fmt.Sprintf("%s; %s, %s, %d set aside", strings.Join(parts, ", "), number(t.Reports, "report"), number(t.Statements, "statement"), t.SetAside)
}

// number is a count with its noun.
func number(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}

// openStore opens a store for reading. That there is none is wrong use.
func openStore(st *stage, dir string) (*store.Store, error) {
	s, err := store.Open(st.ctx, dir, store.Options{})
	var missing *store.MissingError
	if errors.As(err, &missing) {
		if info, e := os.Stat(dir); e == nil && !info.IsDir() {
			return nil, &useError{dir + ": a store is a folder, this is a file"}
		}
		return nil, &useError{missing.Error()}
	}
	return s, err
}
