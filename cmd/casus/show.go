package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"casus/record"
	"casus/source"
	"casus/store"
)

// showCmd is "casus show".
type showCmd struct {
	What     string `arg:"" optional:"" name:"what" help:"Id of a report, event or article, address of an article, two countries as RUS-IRN, a country or actor id. Without it: what is in the store."`
	Store    string `help:"Folder of the store." default:"${store}" placeholder:"DIR"`
	Text     string `help:"Show the sentences that have all these words." placeholder:"WORDS"`
	SetAside bool   `help:"Show why sentences were set aside: the most frequent reason first, each with its predicates."`
	At       string `help:"Show an article as it was coded then: a run, or the version of a program (casus diff lists them)." placeholder:"POINT"`
	Trace    bool   `help:"Say of every report why it was coded so, and of every sentence set aside why not."`
	JSON     bool   `name:"json" help:"Print rows as JSON (docs/record.md): whole articles, or with the reports asked for alone."`
	Limit    int    `help:"Reports or sentences to print; 0 is all." default:"50"`
}

// Help is the text below the flags.
func (showCmd) Help() string {
	return `  casus show                          what is in the store
  casus show RUS-IRN                  reports between two countries, both directions
  casus show RUS                      reports with a country or actor on either side
  casus show https://example.org/a    everything coded from one article
  casus show --at run-1 https://example.org/a   the same as it was then
  casus show --trace r_3f9c21         one report and why it was coded so
  casus show e_3f9c21                 one event with all its reports
  casus show --text "grain deal"      sentences with these words
  casus show --set-aside              why sentences were set aside, in all articles`
}

// Run finds out what is meant and prints it.
func (c *showCmd) Run(st *stage) error {
	switch {
	case c.Limit < 0:
		return &useError{"--limit wants 0 or more"}
	case c.What != "" && c.Text != "":
		return &useError{"give an id or --text, not both"}
	case c.At != "" && c.What == "":
		return &useError{"--at wants the address or id of an article"}
	case c.SetAside && c.What+c.Text != "":
		return &useError{"--set-aside is of the whole store; give neither an id nor --text"}
	}
	s, err := openStore(st, c.Store)
	if err != nil {
		return err
	}
	defer s.Close()
	out := bufio.NewWriterSize(st.stdout, 1<<16)
	sh := &shower{showCmd: c, st: st, store: s, out: out, view: newView(out, st.stdout, c.Trace)}
	if err := errors.Join(sh.show(), out.Flush()); err != nil {
		return err
	}
	return s.Close()
}

// shower prints what one "casus show" asks for.
type shower struct {
	*showCmd
	st    *stage
	store *store.Store
	out   io.Writer
	view  *view
}

var (
	eventID  = regexp.MustCompile(`^e_[0-9a-f]+$`)
	reportID = regexp.MustCompile(`^r_[0-9a-f]+$`)
	dyad     = regexp.MustCompile(`^([A-Za-z]{3})(?:-|–|:|/|,|->|→)([A-Za-z]{3})$`)
	country  = regexp.MustCompile(`^[A-Za-z]{3}$`)
)

func (s *shower) show() error {
	switch {
	case s.SetAside:
		return s.asides()
	case s.Text != "":
		return s.sentences()
	case s.What == "":
		return s.overview()
	case eventID.MatchString(s.What) && s.At == "":
		return s.event(s.What)
	case reportID.MatchString(s.What) && s.At == "":
		return s.reports(store.Query{Report: s.What})
	}
	for _, id := range nonEmpty(s.What, source.Canonical(s.What)) {
		document, err := s.store.Find(s.st.ctx, id)
		if err == nil {
			return s.article(document)
		} else if !errors.Is(err, store.ErrNotFound) {
			return err
		}
	}
	if s.At != "" {
		return &useError{fmt.Sprintf("--at wants an article, %s is none in the store", s.What)}
	}
	if m := dyad.FindStringSubmatch(s.What); m != nil {
		return s.reports(store.Query{Dyad: [2]string{strings.ToUpper(m[1]), strings.ToUpper(m[2])}})
	}
	return s.party(s.What)
}

// party prints the reports with a country or actor, which is named by its code
// or as articles name it.
func (s *shower) party(words string) error {
	if country.MatchString(words) {
		words = strings.ToUpper(words)
	}
	q := store.Query{Code: words, CountsOnly: true}
	page, err := s.store.Reports(s.st.ctx, q)
	if err != nil {
		return err
	}
	if page.Reports == 0 {
		if code := codeOf(s.What); code != "" && code != words {
			fmt.Fprintf(s.st.stderr, "casus: %s is %s in the record\n", s.What, code)
			q.Code = code
		}
	}
	q.CountsOnly = false
	return s.reports(q)
}

// article prints everything that holds of one article.
func (s *shower) article(document string) error {
	at, err := findPoint(s.st, s.store, s.At)
	if err != nil {
		return err
	}
	story, err := s.store.StoryAt(s.st.ctx, document, at.Point)
	if errors.Is(err, store.ErrNotFound) {
		return fmt.Errorf("%s was not coded at %s", document, at)
	} else if err != nil {
		return err
	}
	if s.JSON {
		return s.line(story)
	}
	if err := s.view.story(story); err != nil {
		return err
	}
	versions, err := s.store.Versions(s.st.ctx, document)
	if err != nil {
		return err
	}
	for i, v := range versions {
		holds := ""
		if v.Holds {
			holds = ", holds now"
		}
		text := fmt.Sprintf("version %d of %d: %s, %s from %s, taken in by %s%s", i+1, len(versions), v.SHA256[:12], v.Format, origin(v), v.Run, holds)
		io.WriteString(s.out, s.view.wrap(s.view.dim(text), 0))
	}
	return s.history(document)
}

// history prints the codings of an article that held, where there were several.
func (s *shower) history(document string) error {
	list, err := s.store.History(s.st.ctx, document)
	if err != nil || len(list) < 2 {
		return err
	}
	for i, h := range list {
		holds := ""
		if h.Holds {
			holds = ", holds now"
		}
		text := fmt.Sprintf("coding %d of %d: %s of version %s, made by %s, since %s, by %s%s", i+1, len(list), number(h.Reports, "report"), h.Text[:12], h.Made, h.Since, h.Versions.ID(), holds)
		io.WriteString(s.out, s.view.wrap(s.view.dim(text), 0))
	}
	return nil
}

func origin(v store.Version) string {
	if v.Line > 0 {
		return fmt.Sprintf("%s:%d", v.Path, v.Line)
	}
	return v.Path
}

func (s *shower) line(story *record.Story) error {
	line, err := record.Line(story)
	if err != nil {
		return err
	}
	_, err = s.out.Write(line)
	return err
}

// reports prints the reports of a query under the articles that they stand in.
func (s *shower) reports(q store.Query) error {
	q.Limit = s.Limit
	page, err := s.store.Reports(s.st.ctx, q)
	if err != nil {
		return err
	}
	if page.Reports == 0 {
		return s.nothing(page.Read)
	}
	for hits := page.Hits; len(hits) > 0; {
		n := 1
		for n < len(hits) && hits[n].Story == hits[0].Story {
			n++
		}
		if err := s.group(hits[:n]); err != nil {
			return err
		}
		hits = hits[n:]
	}
	if s.JSON {
		return s.more(s.st.stderr, len(page.Hits), page.Reports)
	}
	fmt.Fprintf(s.out, "\n%s; articles read: %d\n", pageText(page), page.Read)
	return s.more(s.out, len(page.Hits), page.Reports)
}

// group prints reports of one article.
func (s *shower) group(hits []store.Hit) error {
	if s.JSON {
		part := *hits[0].Story
		part.Reports, part.Statements, part.SetAside = nil, []record.Statement{}, []record.SetAside{}
		for _, h := range hits {
			part.Reports = append(part.Reports, *h.Report)
		}
		return s.line(&part)
	}
	events, err := s.store.EventsOf(s.st.ctx, hits[0].Story.Document)
	if err != nil {
		return err
	}
	var b strings.Builder
	s.view.header(&b, hits[0].Story)
	for _, h := range hits {
		b.WriteString("\n")
		s.view.report(&b, h.Story, h.Report)
		if e := events[h.Report.ID]; e != nil {
			b.WriteString(s.view.wrap(s.view.dim(e.ID+": "+s.view.tellers(e)), 4))
		}
	}
	_, err = io.WriteString(s.out, b.String())
	return err
}

// more says how much was left out.
func (s *shower) more(out io.Writer, shown, all int) error {
	if shown >= all {
		return nil
	}
	_, err := fmt.Fprintf(out, "the newest %d are shown; --limit 0 shows all %d\n", shown, all)
	return err
}

// inArticles is how many there are and in how many articles, where that is
// counted.
func inArticles(n int, noun string, articles int) string {
	if articles == store.NotCounted {
		return number(n, noun)
	}
	return number(n, noun) + " in " + number(articles, "article")
}

// pageText is what a page counts: "3 reports of 2 events in 2 articles from 2
// independent sources", or the reports alone where the rest is not counted.
func pageText(p *store.Page) string {
	if p.Articles == store.NotCounted {
		return number(p.Reports, "report")
	}
	return number(p.Reports, "report") + " of " + number(p.Events, "event") + " in " + number(p.Articles, "article") + " from " + number(p.Sources, "independent source")
}

// sentences prints what a full-text search finds.
func (s *shower) sentences() error {
	found, err := s.store.Search(s.st.ctx, s.Text, s.Limit)
	if errors.Is(err, store.ErrNoWords) {
		return &useError{"--text wants words"}
	} else if err != nil {
		return err
	}
	if found.Total == 0 {
		return fmt.Errorf("no sentence has all the words %q; articles read: %d", s.Text, found.Read)
	}
	if s.JSON {
		enc := json.NewEncoder(s.out)
		enc.SetEscapeHTML(false)
		for i := range found.Sentences {
			if err := enc.Encode(found.Sentences[i]); err != nil {
				return err
			}
		}
		return s.more(s.st.stderr, len(found.Sentences), found.Total)
	}
	last := ""
	for i := range found.Sentences {
		x := &found.Sentences[i]
		var b strings.Builder
		if x.Document != last {
			s.view.header(&b, &record.Story{Title: x.Title, Publisher: &x.Publisher, Published: &x.Published, URL: &x.URL})
			last = x.Document
		}
		b.WriteString(s.view.wrap("“"+squeeze(x.Evidence.Quote)+"”", 4))
		if _, err := io.WriteString(s.out, b.String()); err != nil {
			return err
		}
	}
	fmt.Fprintf(s.out, "\n%s; articles read: %d\n", inArticles(found.Total, "sentence", found.Articles), found.Read)
	return s.more(s.out, len(found.Sentences), found.Total)
}
