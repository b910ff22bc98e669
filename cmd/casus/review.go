package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/user"

	"golang.org/x/term"

	"casus/review"
	"casus/store"
)

// reviewCmd is "casus review".
type reviewCmd struct {
	Store   string  `help:"Folder of the store." default:"${store}" placeholder:"DIR"`
	Recall  bool    `help:"Read whole articles instead, and count what was missed."`
	Again   bool    `help:"Read a part of what is judged a second time, blind."`
	New     bool    `help:"Draw a new sample though there is one. What is judged and unchanged is kept."`
	Size    int     `help:"Cards of a new sample: 200 reports, or 60 articles, unless it says otherwise." placeholder:"N"`
	PerType int     `help:"Draw so many reports of every event type instead, to know each type." placeholder:"N"`
	Seed    *uint64 `help:"Seed of a new sample; by chance unless it is given." placeholder:"N"`
	Judge   string  `help:"Who judges; your user name unless it says otherwise." placeholder:"NAME"`
	Cards   bool    `help:"Print the cards that are left and judge nothing."`
	Figures bool    `help:"Print the figures and judge nothing."`
	JSON    bool    `name:"json" help:"Print cards and figures as JSON."`
}

// Help is the text below the flags.
func (reviewCmd) Help() string {
	return `Draws a sample of the reports of a store and shows them one by one, each with
its sentence: one key says whether it is right. What comes of it is how often
the reports are right, with a 95 % interval, as a sentence to paste and in
quality.json in the store. Stop whenever you like; the next time goes on there.

  a     all right                    u   unsure: left out, and counted
  x     no such event                z   take the last one back
  1-7   this one is wrong            q   stop here
  m     several are wrong            t   the whole text of the article
                                     ?   what counts as right

  casus review                        200 reports, drawn at random
  casus review --per-type 20          20 of every event type, weighted
  casus review --recall               60 whole articles: what was missed?
  casus review --again                a fifth of what somebody else judged
  casus review --figures              the figures, and whether they still hold

Where standard input is no terminal, it has one judgement a line: the keys
above, "1 3" for two wrong fields, and before them the id of a report where it
is not the next card. With --recall a line has the number of events missed, and
"x2" for each report, by its number, that is no event.`
}

// The sizes of samples that are not told theirs.
const (
	reportCards  = 200
	articleCards = 60
)

// Run draws where there is nothing to judge, has it judged, and says what came
// of it.
func (c *reviewCmd) Run(st *stage) error {
	if err := c.check(); err != nil {
		return err
	}
	s, err := openStore(st, c.Store)
	if err != nil {
		return err
	}
	defer s.Close()
	if c.Figures {
		return c.figures(st, s)
	}
	r, err := review.Open(c.Store, review.Options{})
	if err != nil {
		return err
	}
	defer r.Close()
	if err := c.judge(st, s, r); err != nil {
		return err
	}
	return errors.Join(r.Close(), s.Close())
}

func (c *reviewCmd) check() error {
	switch {
	case c.Size < 0 || c.PerType < 0:
		return &useError{"--size and --per-type want 1 or more"}
	case c.Size > 0 && c.PerType > 0:
		return &useError{"give --size or --per-type, not both"}
	case c.PerType > 0 && c.Recall:
		return &useError{"--per-type is of reports; --recall reads articles"}
	case c.Again && (c.Recall || c.New || c.drawing()):
		return &useError{"--again reads reports that are judged; it draws nothing"}
	case c.Figures && (c.Cards || c.New || c.Again || c.drawing()):
		return &useError{"--figures judges and draws nothing"}
	}
	return nil
}

// drawing reports whether a flag says how to draw.
func (c *reviewCmd) drawing() bool { return c.Size > 0 || c.PerType > 0 || c.Seed != nil }

// figures prints what was measured until now.
func (c *reviewCmd) figures(st *stage, s *store.Store) error {
	q, err := qualityOf(st, s)
	if err != nil {
		return err
	}
	if q.Empty() {
		return fmt.Errorf("%s: nothing is judged yet; \"casus review\" begins", c.Store)
	}
	return c.print(st, q)
}

// qualityOf is the quality of a store as it is.
func qualityOf(st *stage, s *store.Store) (*review.Quality, error) {
	r, err := review.Load(s.Dir())
	if err != nil {
		return nil, err
	}
	return qualityNow(st, s, r)
}

func qualityNow(st *stage, s *store.Store, r *review.Review) (*review.Quality, error) {
	mix, err := s.Mix(st.ctx)
	if err != nil {
		return nil, err
	}
	return r.Quality(review.MixOf(mix)), nil
}

// refreshQuality writes quality.json again, where there is one, after the
// store has changed, and says so when the figures do not hold any more.
func refreshQuality(st *stage, s *store.Store) error {
	r, err := review.Load(s.Dir())
	if err != nil || !r.Any() {
		return err
	}
	after := *st // a run that was interrupted has changed the store, too
	after.ctx = context.WithoutCancel(st.ctx)
	q, err := qualityNow(&after, s, r)
	if err != nil || q.Empty() {
		return err
	}
	for _, why := range q.Stale() {
		fmt.Fprintf(st.stderr, "casus: the figures of the review are out of date: %s\n", why)
	}
	return q.Write(s.Dir())
}

// print prints the figures.
func (c *reviewCmd) print(st *stage, q *review.Quality) error {
	if c.JSON {
		data, err := q.Bytes()
		if err != nil {
			return err
		}
		_, err = st.stdout.Write(data)
		return err
	}
	v := newView(nil, st.stdout, false)
	_, err := io.WriteString(st.stdout, v.quality(q))
	return err
}

// judge is everything between drawing and the figures.
func (c *reviewCmd) judge(st *stage, s *store.Store, r *review.Review) error {
	sample, err := c.sample(st, s, r)
	if err != nil {
		return err
	}
	round := 1
	if c.Again {
		round = 2
	}
	deck, err := r.Deck(st.ctx, s, sample, round, c.name())
	if err != nil {
		return err
	}
	if n := deck.Recoded(); n > 0 {
		return fmt.Errorf("%s: %s of sample %s that %s not judged %s coded anew since it was drawn, so what is left is not random; "+
			"\"casus review --new\" draws another sample and keeps what is judged and unchanged", c.Store, number(n, "card"), sample.ID, isAre(n), wasWere(n))
	}
	t := &table{st: st, deck: deck, review: r, json: c.JSON}
	if c.Cards {
		return t.list()
	}
	if err := t.sit(); err != nil {
		return err
	}
	q, err := qualityNow(st, s, r)
	if err != nil {
		return err
	}
	if q.Empty() {
		fmt.Fprintln(st.stderr, "casus: nothing is judged yet")
		return nil
	}
	return errors.Join(c.print(st, q), q.Write(c.Store))
}

func isAre(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}

func wasWere(n int) string {
	if n == 1 {
		return "was"
	}
	return "were"
}

// name is who judges; empty where nobody knows.
func (c *reviewCmd) name() string { return judgeName(c.Judge) }

// judgeName is the name given, else that of the user; empty where nobody knows.
func judgeName(given string) string {
	if given != "" {
		return given
	}
	u, err := user.Current()
	if err != nil {
		return ""
	}
	return u.Username
}

// sample is the sample to judge: the one there is, or a new one.
func (c *reviewCmd) sample(st *stage, s *store.Store, r *review.Review) (*review.Sample, error) {
	sample := r.Current(c.Recall)
	if sample != nil && !c.New {
		if c.drawing() {
			return nil, &useError{fmt.Sprintf("sample %s is there; --new draws another", sample.ID)}
		}
		return sample, nil
	}
	if c.Again {
		return nil, fmt.Errorf("%s: nothing is judged yet; \"casus review\" begins", c.Store)
	}
	plan := review.Plan{Design: review.Random, Size: orInt(c.Size, reportCards)}
	if c.PerType > 0 {
		plan.Design, plan.Size = review.PerType, c.PerType
	}
	if c.Recall {
		plan.Design, plan.Size = review.Articles, orInt(c.Size, articleCards)
	}
	// By chance, so that reports which somebody once mended the program for are
	// not drawn again; short, so that it can be read out.
	plan.Seed = uint64(rand.Uint32())
	if c.Seed != nil {
		plan.Seed = *c.Seed
	}
	sample, err := r.Draw(st.ctx, s, plan)
	if errors.Is(err, review.ErrEmpty) {
		return nil, fmt.Errorf("%s: %w", c.Store, err)
	} else if err != nil {
		return nil, err
	}
	what := "report"
	if c.Recall {
		what = "article"
	}
	fmt.Fprintf(st.stderr, "casus: sample %s: %d of %s, seed %d\n", sample.ID, len(sample.Cards), number(sample.Population, what), sample.Seed)
	return sample, nil
}

func orInt(n, other int) int {
	if n == 0 {
		return other
	}
	return n
}

// table is where somebody sits and judges.
type table struct {
	st     *stage
	deck   *review.Deck
	review *review.Review
	json   bool
	lines  int    // read from standard input
	note   string // what the last key did
}

// sit judges until there is no card left or the judge has enough.
func (t *table) sit() error {
	in, ok := t.st.stdin.(*os.File)
	if out, isFile := t.st.stdout.(*os.File); ok && isFile && term.IsTerminal(int(in.Fd())) && term.IsTerminal(int(out.Fd())) {
		return t.keys(in, out)
	}
	return t.script()
}

// recall reports whether the cards are articles.
func (t *table) recall() bool { return t.deck.Sample.Design == review.Articles }

// list prints the cards that are left.
func (t *table) list() error {
	out := bufio.NewWriterSize(t.st.stdout, 1<<16)
	for _, c := range t.deck.Left() {
		v, err := t.deck.Look(t.st.ctx, c.ID)
		if err == nil {
			err = t.show(out, v)
		}
		if err != nil {
			return errors.Join(err, out.Flush())
		}
	}
	return out.Flush()
}

// show prints one card, for people or as a line of JSON.
func (t *table) show(out io.Writer, v review.View) error {
	if t.json {
		c, err := t.card(v)
		if err != nil {
			return err
		}
		enc := json.NewEncoder(out)
		enc.SetEscapeHTML(false)
		return enc.Encode(c)
	}
	view := newView(out, t.st.stdout, false)
	text := view.articleCard(v.Story)
	if v.Report != nil {
		text = view.reportCard(v.Story, v.Report, 0)
	}
	_, err := io.WriteString(out, view.dim(t.where())+"\n"+text+"\n")
	return err
}

// enough is how many reports must be judged before anything is said of how
// many more it takes.
const enough = 20

// where says how far it is.
func (t *table) where() string {
	what := "report"
	if t.recall() {
		what = "article"
	}
	left := len(t.deck.Left())
	text := fmt.Sprintf("%s %d of %d", what, t.deck.Len()-left+1, t.deck.Len())
	if t.deck.Round == 2 {
		return text + ", second reading"
	}
	f := t.review.SoFar(t.deck.Sample)
	switch {
	case t.recall() && f.Of > 0:
		text += fmt.Sprintf(" · so far %d of %d events are in the record", f.Right, f.Of)
	case !t.recall() && f.Estimate != nil:
		text += fmt.Sprintf(" · so far %.2f (%.2f to %.2f) right", *f.Estimate, *f.Low, *f.High)
		if more := review.More(f.Right, f.Of, 0.05); more > 0 && f.Of >= enough && t.deck.Sample.Design == review.Random {
			text += fmt.Sprintf(", about %d more to ±0.05", more)
		}
	}
	return text
}
