package main

import (
	"bufio"
	"context"
	"fmt"
	"io"

	"casus/doc"
	"casus/gather"
	"casus/pipeline"
	"casus/record"
	"casus/source"
)

// codeCmd is "casus code".
type codeCmd struct {
	Paths    []string `arg:"" optional:"" name:"path" help:"Files or folders; - or nothing is standard input."`
	JSON     bool     `name:"json" help:"Print one story a line as JSON (docs/record.md)."`
	Trace    bool     `help:"Say of every report why it was coded so, and of every sentence set aside why not."`
	SetAside bool     `help:"Print, in place of the articles, the reasons for which sentences were set aside: the most frequent first, each with its predicates."`
	Workers  int      `help:"Articles coded at the same time; 0 is one for each processor." default:"0"`
	mapFlag
	overlayFlag
}

// Help is the text below the flags.
func (codeCmd) Help() string {
	return `Formats are told by content: text, Markdown, saved web pages, stories as JSON
Lines, tables as CSV or TSV, feeds, web archives as WARC. A file that cannot be read costs that file only and
is reported; the exit code is then 1.

  casus code article.txt
  casus code --trace saved-page.html
  casus code --json stories.jsonl > coded.jsonl
  casus code --set-aside articles/`
}

// Run codes the paths in order.
func (c *codeCmd) Run(st *stage) error {
	if c.Workers < 0 {
		return &useError{"--workers wants 0 or more"}
	}
	for _, path := range c.Paths {
		if gather.IsAddress(path) {
			return &useError{path + ": only casus add asks the web, and keeps what comes; save the page and give its file"}
		}
	}
	p, err := c.pipeline()
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(st.stdout, 1<<16)
	print, end := c.printer(p, out, st.stdout)
	progress := newProgress(st.stderr)
	var totals record.Counts
	stories, reports := 0, 0
	columns, err := c.columns()
	if err != nil {
		return err
	}
	err = readAndCode(st, p, source.Options{Columns: columns}, c.Paths, c.Workers, func(d *doc.Document) error {
		s := p.Record(d)
		stories, reports = stories+1, reports+len(s.Reports)
		totals = add(totals, s.Counts)
		progress.step(s.Counts.Words)
		return print(s)
	})
	progress.stop()
	if err == nil {
		err = end()
	}
	if flushErr := out.Flush(); err == nil && flushErr != nil {
		err = flushErr
	}
	if err != nil {
		return fmt.Errorf("write results: %w", err)
	}
	if stories > 0 && reports == 0 {
		fmt.Fprintf(st.stderr, "casus: no reports: %d articles, %d sentences, %d actors, %d actions seen; --trace says of each action why it was set aside\n",
			stories, totals.Sentences, totals.Actors, totals.Actions)
	}
	return nil
}

// printer prints stories as JSON or for people; end prints what is left to say
// after the last.
func (c *codeCmd) printer(p *pipeline.Pipeline, out io.Writer, terminal io.Writer) (each func(*record.Story) error, end func() error) {
	view := newView(out, terminal, c.Trace)
	switch {
	case c.SetAside:
		list := newAsides()
		return list.add, func() error { return list.print(view, c.JSON) }
	case !c.JSON:
		each = view.story
	default:
		each = func(s *record.Story) error {
			line, err := record.Line(s)
			if err != nil {
				return err
			}
			_, err = out.Write(line)
			return err
		}
	}
	return each, func() error { return nil }
}

// readAndCode reads the paths, codes their articles and calls yield for each in
// input order. Inputs that cannot be read are reported and counted; what cannot
// be coded is reported and still yielded.
func readAndCode(st *stage, p *pipeline.Pipeline, opts source.Options, paths []string, workers int, yield func(*doc.Document) error) error {
	if len(paths) == 0 {
		paths = []string{"-"}
	}
	opts.Stdin = st.stdin
	reader := source.NewReader(opts)
	feed := func(send func(pipeline.Input) error) error {
		for _, path := range paths {
			err := reader.Each(st.ctx, path, func(d *doc.Document, err error) error {
				return send(pipeline.Input{Document: d, Err: err})
			})
			if err != nil {
				return err
			}
		}
		return nil
	}
	return codeEach(st, p, workers, feed, yield)
}

// codeEach codes what feed sends and calls yield for each article in the order
// of feed. Errors that feed sends are reported and counted.
func codeEach(st *stage, p *pipeline.Pipeline, workers int, feed func(func(pipeline.Input) error) error, yield func(*doc.Document) error) error {
	return p.Each(context.WithoutCancel(st.ctx), workers, feed, func(in pipeline.Input) error {
		if st.ctx.Err() != nil {
			return st.ctx.Err()
		}
		if in.Err != nil {
			st.problem(in.Err)
			return nil
		}
		reportNotes(st, in.Document)
		return yield(in.Document)
	})
}

// reportNotes prints the remarks that keep a document from being coded.
func reportNotes(st *stage, d *doc.Document) {
	for _, n := range d.Notes {
		if n.Code == "not-english" {
			st.problem(fmt.Errorf("%s: not coded: %s", place(d), n.Message))
		}
	}
}

// place names a document's origin: file, or file and line.
func place(d *doc.Document) string {
	if d.Origin.Line > 0 {
		return fmt.Sprintf("%s:%d", d.Origin.Path, d.Origin.Line)
	}
	return d.Origin.Path
}

func add(a, b record.Counts) record.Counts {
	return record.Counts{Sentences: a.Sentences + b.Sentences, Words: a.Words + b.Words, Actors: a.Actors + b.Actors, Actions: a.Actions + b.Actions}
}
