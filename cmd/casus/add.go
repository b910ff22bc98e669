package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"casus/doc"
	"casus/fetch"
	"casus/gather"
	"casus/pipeline"
	"casus/source"
	"casus/store"
)

// addCmd is "casus add".
type addCmd struct {
	Paths   []string `arg:"" name:"path" help:"Files, folders or addresses on the web; - is standard input."`
	Store   string   `help:"Folder of the store; it is made where there is none." default:"${store}" placeholder:"DIR"`
	Workers int      `help:"Articles coded at the same time; 0 is one for each processor." default:"0"`
	Pages   bool     `help:"Fetch the pages that the entries of feed files point to, too."`
	Yes     bool     `help:"Take the columns of tables as they are guessed, and do not ask." short:"y"`
	mapFlag
	overlayFlag
}

// Help is the text below the flags.
func (addCmd) Help() string {
	return `Codes articles as "casus code" does and keeps them with all that was coded, in
one folder. What is there already is passed over, so the same command can be
given again after an interruption; an article whose text changed becomes a new
version of it. Backup is copying the folder.

Of a table (CSV, TSV) it shows which column it takes for what, and asks once;
--yes and --map are for scripts.

An address is that of a page, or of a feed, which brings in the pages it points
to: slowly, as far as robots.txt allows, and on the next pass only what changed.
Of a feed that is a file --pages brings in the pages.

  casus add articles/
  casus add --store desk stories.jsonl saved-page.html
  casus add https://example.org/news/rss.xml
  casus add --map text=Inhalt,date=Datum tabelle.csv
  casus show --store desk RUS-IRN`
}

// Run takes the paths in, in order.
func (c *addCmd) Run(st *stage) error {
	if c.Workers < 0 {
		return &useError{"--workers wants 0 or more"}
	}
	columns, err := c.columns()
	if err != nil {
		return err
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
	run, err := w.Begin(st.ctx, store.RunOptions{Versions: p.Versions(), Arguments: slices.Concat([]string{"add"}, c.arguments(), c.Paths), Merge: true})
	if err != nil {
		return err
	}
	in := &intake{st: st, pipeline: p, writer: w, run: run, progress: newProgress(st.stderr)}
	in.reading = source.Options{KeepRaw: true, Stdin: st.stdin, Columns: columns}
	if !c.Yes && columns == nil {
		in.reading.Table = newTableDesk(st, c.Paths).confirm
	}
	in.pass = gather.NewPass(in.gathering())
	defer in.pass.Close()
	in.pages = c.Pages
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
	reading  source.Options
	pass     *gather.Pass
	pages    bool // those that entries of feed files point to are wanted
	progress *progress
	sentences,
	actors,
	actions int
}

// visited is an address of the web whose end was reached. It travels as an
// error, behind all that was found there.
type visited struct {
	gather.Visit
}

func (v *visited) Error() string { return v.Address + ": " + v.Outcome }

// passedOver is an article that need not be coded. It travels as an error so
// that no worker takes it up.
type passedOver struct {
	intake store.Intake
}

func (p *passedOver) Error() string { return string(p.intake) }

// take reads, codes and writes the articles, in input order.
func (in *intake) take(paths []string, workers int) error {
	var refused *useError // a table: what came before it is still written
	feed := func(send func(pipeline.Input) error) error {
		for len(paths) > 0 {
			n := 0
			for n < len(paths) && gather.IsAddress(paths[n]) {
				n++
			}
			read := in.web
			if n == 0 {
				n, read = 1, in.files
			}
			err := read(paths[:n], send)
			if errors.As(err, &refused) {
				return nil
			}
			if err != nil {
				return err
			}
			paths = paths[n:]
		}
		return nil
	}
	err := codeAndWrite(in.st, in.pipeline, workers, feed, in.writing)
	if err == nil && refused != nil {
		return refused
	}
	return err
}

// files reads files and folders.
func (in *intake) files(paths []string, send func(pipeline.Input) error) error {
	reader := source.NewReader(in.reading)
	for _, path := range paths {
		err := reader.Each(in.st.ctx, path, func(d *doc.Document, err error) error {
			if err == nil && in.pages && gather.IsEntry(d) {
				return in.pass.Entry(in.st.ctx, d, d.Origin.Path, in.gathered(send))
			}
			return in.found(d, err, send)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// web visits addresses, several at the same time.
func (in *intake) web(addresses []string, send func(pipeline.Input) error) error {
	return in.pass.Each(in.st.ctx, addresses, in.gathered(send))
}

// gathering says how addresses are asked for.
func (in *intake) gathering() gather.Options {
	opts := gather.Options{Fetch: in.st.web, Source: in.reading, Known: in.known}
	opts.Fetch.Agent = "casus/" + pipeline.Version
	return opts
}

// gathered sends on what was found on the web.
func (in *intake) gathered(send func(pipeline.Input) error) gather.Yield {
	return func(f gather.Found) error {
		if f.Visit != nil {
			return send(pipeline.Input{Err: &visited{*f.Visit}})
		}
		return in.found(f.Document, f.Err, send)
	}
}

// known is what the store remembers of an address.
func (in *intake) known(ctx context.Context, address string) (gather.Visit, error) {
	v, err := in.writer.Visited(ctx, address)
	if err != nil {
		return gather.Visit{}, err
	}
	closed, err := in.writer.Closed(ctx, source.Canonical(address))
	return gather.Visit{
		Address: v.Address, Feed: v.Feed, Outcome: v.Outcome, ETag: v.ETag, LastModified: v.LastModified,
		At: v.At, Took: v.Took, Removed: closed,
	}, err
}

// found sends a document to be coded, unless that is not needed.
func (in *intake) found(d *doc.Document, err error, send func(pipeline.Input) error) error {
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
}

// writing is how one article is written, or an input counted that gives none.
func (in *intake) writing(x pipeline.Input) func() error {
	if x.Err != nil {
		return func() error { return in.without(x.Err) }
	}
	a := &store.Article{Document: x.Document, Story: recorded(in.pipeline, x.Document), Retrieved: x.Document.Origin.Retrieved}
	return func() error {
		reportNotes(in.st, a.Document)
		n := &a.Story.Counts
		in.sentences, in.actors, in.actions = in.sentences+n.Sentences, in.actors+n.Actors, in.actions+n.Actions
		in.progress.step(n.Words)
		_, err := in.run.Add(in.st.ctx, a)
		return err
	}
}

// without writes what is known of an input that gives no article.
func (in *intake) without(cause error) error {
	ctx := in.st.ctx
	var passed *passedOver
	var visit *visited
	var unreached *fetch.Error
	switch {
	case errors.As(cause, &visit):
		return in.run.Visit(ctx, store.Visit{
			Address: visit.Address, Feed: visit.Feed, Outcome: visit.Outcome,
			ETag: visit.ETag, LastModified: visit.LastModified, At: visit.At, Took: visit.Took,
		})
	case errors.As(cause, &unreached): // counted by its visit
		in.st.problem(cause)
		return nil
	case errors.As(cause, &passed):
		in.progress.step(0)
		return in.run.Skip(ctx, passed.intake)
	}
	in.st.problem(cause)
	return in.run.Fail(ctx, failure(cause))
}

// failure is what the store keeps of an input that gave no article.
func failure(err error) store.Failure {
	f := store.Failure{Code: "unreadable", Message: err.Error()}
	var e *source.Error
	if !errors.As(err, &e) {
		return f
	}
	f.Path, f.Line, f.Code, f.Read, f.URL = e.File, e.Line, e.Code, e.Read() || e.NoPage(), e.URL
	if p := e.Page; p != nil {
		f.URL, f.Publisher, f.Day, f.Language = p.URL, p.Publisher, p.Published.Date.String(), p.Language
	}
	return f
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
	case errors.Is(err, store.ErrFull), errors.Is(err, store.ErrRefused):
		fmt.Fprintln(in.st.stderr, "casus: what is counted above is in the store; make room and give the same command again")
	case err == nil && t.Articles() > 0 && t.Reports == 0:
		fmt.Fprintf(in.st.stderr, "casus: no reports: %d articles, %d sentences, %d actors, %d actions seen; \"casus show --trace URL\" says of each action why it was set aside\n",
			t.Articles(), in.sentences, in.actors, in.actions)
	}
	return err
}

// totalsText says what a run did.
func totalsText(t store.Totals) string {
	parts := counted(number(t.Added, "article")+" added", []part{
		{t.Updated, "with a new text"},
		{t.Recoded, "coded again"},
		{t.Same, "coded again with the same result"},
		{t.Restored, "with an earlier coding"},
		{t.Known, "known and passed over"},
		{t.Removed, "removed before and passed over"},
		{t.NoArticle, "without an article"},
		{t.Failed, "not readable"},
		{t.NotEnglish, "not in English"},
		{t.NoDate, "without a date"},
	})
	text := fmt.Sprintf("%s; %s, %s, %d set aside", parts, number(t.Reports, "report"), number(t.Statements, "statement"), t.SetAside)
	if asked := t.Fetched + t.Unchanged + t.NotFetched; asked+t.NotAsked > 0 {
		text += fmt.Sprintf("; %s asked for: %d fetched, %d unchanged, %d not to be had", number(asked, "address"), t.Fetched, t.Unchanged, t.NotFetched)
		if t.NotAsked > 0 {
			text += fmt.Sprintf("; %d not asked for again", t.NotAsked)
		}
	}
	return text
}

// part is what is counted besides, in words.
type part struct {
	n    int
	what string
}

// counted is a first count and, of the others, those that are not 0.
func counted(first string, others []part) string {
	for _, x := range others {
		if x.n > 0 {
			first += fmt.Sprintf(", %d %s", x.n, x.what)
		}
	}
	return first
}

// number is a count with its noun.
func number(n int, noun string) string {
	switch {
	case n == 1:
	case strings.HasSuffix(noun, "s"):
		noun += "es"
	default:
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
