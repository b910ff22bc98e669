package main

import (
	"errors"
	"fmt"
	"strings"

	"casus/docs"
	"casus/export"
	"casus/lexicon"
	"casus/pipeline"
)

// exportCmd is "casus export".
type exportCmd struct {
	Store   string   `help:"Folder of the store." default:"${store}" placeholder:"DIR"`
	Out     string   `help:"Folder to write; an earlier release in it is replaced." required:"" placeholder:"DIR"`
	Format  []string `help:"What to write: ${formats}; without it ${defaultFormats}." placeholder:"NAME,..."`
	Text    bool     `help:"Also write the texts of the articles. Mind whose they are."`
	Release string   `help:"Name of the release, such as its date; without it one made of the content." placeholder:"NAME"`
	Title   string   `help:"Title of the data, for the citation." placeholder:"WORDS"`
	Author  []string `help:"Author of the data, for the citation; may be given again." placeholder:"NAME" sep:"none"`
	Times   bool     `help:"Also write when articles were taken in; the files then differ from one store to the next."`

	Actor      []string `help:"Only reports with this country or actor on either side." placeholder:"CODE" group:"Filters"`
	Dyad       []string `help:"Only reports between these two countries, in both directions: RUS-IRN." placeholder:"PAIR" group:"Filters"`
	Type       []string `help:"Only this event type." placeholder:"TYPE" group:"Filters"`
	Status     []string `help:"Only what occurred, is ongoing, planned, conditional or denied." placeholder:"STATUS" group:"Filters"`
	Place      []string `help:"Only reports at this place: a country's code, a name or a GeoNames id." placeholder:"PLACE" group:"Filters" sep:"none"`
	Since      string   `help:"Only from this day on, YYYY-MM-DD: of the event, else of publication." placeholder:"DAY" group:"Filters"`
	Until      string   `help:"Only up to this day." placeholder:"DAY" group:"Filters"`
	Source     []string `help:"Only articles of this publisher or host." placeholder:"NAME" group:"Filters" sep:"none"`
	Confidence float64  `help:"Only reports of at least this confidence, 0 to 1." placeholder:"NUMBER" group:"Filters"`
}

// Help is the text below the flags.
func (exportCmd) Help() string {
	return `Writes everything that the store has and the filters leave; there is no limit.
Of a filter that is given more than once, one value is enough; different
filters must all be met. Where a filter of reports is given, an article is
written only if one of its reports is. The same articles give the same bytes,
in whatever order they were taken in.

  casus export --store desk --out release
  casus export --out release --text --release 2026-11-22 --author "A. Name"
  casus export --out others --format gdelt,polecat,plover
  casus export --out strikes --type ASSAULT --dyad ISR-IRN --since 2026-11-01
  cd release && python3 start.py`
}

// formatList is the names of formats for the help.
func formatList(list []export.Format) string {
	var names []string
	for _, f := range list {
		names = append(names, string(f))
	}
	return strings.Join(names, ",")
}

// Run writes the release and says what is in it.
func (c *exportCmd) Run(st *stage) error {
	lex, err := lexicon.Load()
	if err != nil {
		return err
	}
	filter, err := c.filter(st, lex)
	if err != nil {
		return err
	}
	s, err := openStore(st, c.Store)
	if err != nil {
		return err
	}
	defer s.Close()
	done, err := export.Write(st.ctx, s, c.Out, c.options(lex, filter))
	var option *export.OptionError
	var occupied *export.OccupiedError
	if errors.As(err, &option) || errors.As(err, &occupied) {
		return &useError{err.Error()}
	} else if err != nil {
		return err
	}
	c.report(st, done)
	return s.Close()
}

func (c *exportCmd) options(lex *lexicon.Lexicon, filter export.Filter) export.Options {
	o := export.Options{
		Text: c.Text, Filter: filter, Release: c.Release, Title: c.Title, Authors: c.Author, Times: c.Times,
		Program: pipeline.Version, Codebook: docs.Codebook,
		States: func(code string) export.State {
			if x := lex.State(code); x != nil {
				return export.State{Name: x.Name, COW: x.COW, GW: x.GW}
			}
			return export.State{}
		},
		Name: func(actor string) string {
			if x := lex.Actor(actor); x != nil {
				return x.Name
			}
			return ""
		},
	}
	for _, f := range c.Format {
		o.Formats = append(o.Formats, export.Format(strings.ToLower(strings.TrimSpace(f))))
	}
	return o
}

// filter reads the filters as people write them.
func (c *exportCmd) filter(st *stage, lex *lexicon.Lexicon) (export.Filter, error) {
	f := export.Filter{Sources: c.Source, Since: c.Since, Until: c.Until, Confidence: c.Confidence}
	for _, words := range c.Actor {
		f.Actors = append(f.Actors, actorCode(st, lex, words))
	}
	for _, words := range c.Dyad {
		m := dyad.FindStringSubmatch(words)
		if m == nil {
			return f, &useError{fmt.Sprintf("--dyad %q, want two countries as RUS-IRN", words)}
		}
		f.Dyads = append(f.Dyads, [2]string{strings.ToUpper(m[1]), strings.ToUpper(m[2])})
	}
	for _, x := range c.Type {
		f.Types = append(f.Types, strings.ToUpper(x))
	}
	for _, x := range c.Status {
		f.Statuses = append(f.Statuses, strings.ToLower(x))
	}
	for _, x := range c.Place {
		if country.MatchString(x) {
			x = strings.ToUpper(x)
		}
		f.Places = append(f.Places, x)
	}
	return f, nil
}

// actorCode is the code or id of an actor that is named by it or in words.
func actorCode(st *stage, lex *lexicon.Lexicon, words string) string {
	switch {
	case country.MatchString(words):
		return strings.ToUpper(words)
	case lex.Actor(words) != nil:
		return words
	}
	code := codeOf(words)
	if code == "" {
		return words
	}
	fmt.Fprintf(st.stderr, "casus: %s is %s in the record\n", words, code)
	return code
}

// report says what was written, and how to read it.
func (c *exportCmd) report(st *stage, done *export.Summary) {
	fmt.Fprintf(st.stdout, "%s: %s in %s with %s of evidence, %s from %s; articles read: %d; release %s\n", c.Out,
		happenings(done.Events, done.Denied, done.Corrections), number(done.Reports, "report"), number(done.Evidence, "sentence"), number(done.Statements, "statement"), number(done.Articles, "article"), done.Read, done.Release)
	scripts := false
	for _, f := range done.Files {
		if f.Rows >= 0 {
			fmt.Fprintf(st.stdout, "  %-24s %s\n", f.Name, number(f.Rows, "row"))
		}
		scripts = scripts || f.Name == "start.py"
	}
	for _, note := range done.Notes {
		fmt.Fprintf(st.stdout, "note: %s\n", note)
	}
	if scripts {
		fmt.Fprint(st.stdout, `read it: python3 start.py, Rscript start.R, duckdb < start.sql, or
  reports = pandas.read_csv("reports.csv", dtype=str, keep_default_na=False)
  reports <- read.csv("reports.csv", colClasses = "character", na.strings = "")
`)
	}
}
