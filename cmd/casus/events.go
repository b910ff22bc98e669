package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"casus/export"
	"casus/record"
	"casus/source"
	"casus/store"
)

// eventsCmd is "casus events".
type eventsCmd struct {
	List   eventListCmd   `cmd:"" default:"withargs" help:"List events, or show one with all its reports; also without the word list."`
	Split  eventSplitCmd  `cmd:"" help:"Judge that reports are not of the event that they stand in."`
	Join   eventJoinCmd   `cmd:"" help:"Judge that two events are one."`
	Undo   eventUndoCmd   `cmd:"" help:"Take the last judgement back."`
	Judged eventJudgedCmd `cmd:"" help:"List what was judged."`
	Update eventUpdateCmd `cmd:"" help:"Go on with a merging that was interrupted, or make all events anew."`
}

// eventListCmd is "casus events list".
type eventListCmd struct {
	What   string `arg:"" optional:"" name:"what" help:"Id of an event or of a report, address of an article, two countries as RUS-IRN, a country or actor id."`
	Store  string `help:"Folder of the store." default:"${store}" placeholder:"DIR"`
	Type   string `help:"Only this event type." placeholder:"TYPE"`
	Status string `help:"Only this status: occurred, ongoing, planned, conditional, denied." placeholder:"STATUS"`
	Place  string `help:"Only events in this country." placeholder:"CODE"`
	Since  string `help:"Only events on this day or later." placeholder:"DAY"`
	Until  string `help:"Only events on this day or earlier." placeholder:"DAY"`
	JSON   bool   `name:"json" help:"Print one event a line as JSON (docs/merging.md)."`
	Limit  int    `help:"Events to print; 0 is all." default:"50"`
}

// Help is the text below the flags.
func (eventListCmd) Help() string {
	return `What happened, the newest first: each event with a sentence, how many reports
tell of it, and how many independent sources these have, copies counted once.

  casus events                        all events
  casus events RUS-IRN --type agree   agreements between two countries
  casus events e_3f9c21               one, with every report and why it stands there
  casus events r_3f9c21               the event of a report

Reports that are joined wrongly are taken apart with "casus events split", events
that are one with "casus events join"; "casus events undo" takes that back.`
}

// Run prints the events asked for.
func (c *eventListCmd) Run(st *stage) error {
	q, err := c.query()
	if err != nil {
		return err
	}
	s, err := openStore(st, c.Store)
	if err != nil {
		return err
	}
	defer s.Close()
	out := bufio.NewWriterSize(st.stdout, 1<<16)
	sh := &shower{showCmd: &showCmd{What: c.What, JSON: c.JSON, Limit: c.Limit}, st: st, store: s, out: out, view: newView(out, st.stdout, false)}
	if err := errors.Join(sh.listEvents(q), out.Flush()); err != nil {
		return err
	}
	return s.Close()
}

// query reads the flags.
func (c *eventListCmd) query() (store.Query, error) {
	q := store.Query{Type: strings.ToUpper(c.Type), Status: strings.ToLower(c.Status), Place: strings.ToUpper(c.Place), Since: c.Since, Until: c.Until, Limit: c.Limit}
	f := export.Filter{Since: q.Since, Until: q.Until}
	if q.Type != "" {
		f.Types = []string{q.Type}
	}
	if q.Status != "" {
		f.Statuses = []string{q.Status}
	}
	if err := f.Check(); err != nil {
		return q, &useError{err.Error()}
	}
	if c.Limit < 0 {
		return q, &useError{"--limit wants 0 or more"}
	}
	return q, nil
}

// listEvents prints the events that the words and the query mean.
func (s *shower) listEvents(q store.Query) error {
	if eventID.MatchString(s.What) || reportID.MatchString(s.What) {
		return s.event(s.What)
	}
	for _, id := range nonEmpty(s.What, source.Canonical(s.What)) {
		if s.What == "" {
			break
		}
		document, err := s.store.Find(s.st.ctx, id)
		if err == nil {
			return s.eventsOf(document)
		} else if !errors.Is(err, store.ErrNotFound) {
			return err
		}
	}
	switch m := dyad.FindStringSubmatch(s.What); {
	case m != nil:
		q.Dyad = [2]string{strings.ToUpper(m[1]), strings.ToUpper(m[2])}
	case country.MatchString(s.What):
		q.Code = strings.ToUpper(s.What)
	default:
		q.Code = s.What
	}
	page, err := s.store.Events(s.st.ctx, q)
	if err != nil {
		return err
	}
	if page.All() == 0 && q.Code != "" {
		if code := codeOf(s.What); code != "" && code != q.Code {
			fmt.Fprintf(s.st.stderr, "casus: %s is %s in the record\n", s.What, code)
			q.Code = code
			if page, err = s.store.Events(s.st.ctx, q); err != nil {
				return err
			}
		}
	}
	return s.eventPage(page)
}

// eventPage prints what a query found.
func (s *shower) eventPage(page *store.EventPage) error {
	if err := s.unmerged(); err != nil {
		return err
	}
	if page.All() == 0 {
		return fmt.Errorf("no event matches; articles read: %d", page.Read)
	}
	for _, h := range page.Hits {
		if err := s.eventLine(h); err != nil {
			return err
		}
	}
	if s.JSON {
		return s.more(s.st.stderr, len(page.Hits), page.All())
	}
	fmt.Fprintf(s.out, "\n%s; articles read: %d\n", eventsText(&page.EventCounts), page.Read)
	return s.more(s.out, len(page.Hits), page.All())
}

// unmerged says what the events do not have yet.
func (s *shower) unmerged() error {
	n, err := s.store.Unmerged(s.st.ctx)
	if err == nil && n > 0 {
		fmt.Fprintf(s.st.stderr, "casus: %d articles and reports are not merged yet; \"casus events update\" goes on\n", n)
	}
	return err
}

// eventsOf prints the events of an article.
func (s *shower) eventsOf(document string) error {
	of, err := s.store.EventsOf(s.st.ctx, document)
	if err != nil {
		return err
	}
	story, err := s.store.Story(s.st.ctx, document)
	if err != nil {
		return err
	}
	var seen []string
	for i := range story.Reports {
		known := of[story.Reports[i].ID]
		if known == nil || slices.Contains(seen, known.ID) {
			continue
		}
		seen = append(seen, known.ID)
		e, err := s.store.Event(s.st.ctx, known.ID) // with all its links
		if err != nil {
			return err
		}
		lead, err := s.store.Report(s.st.ctx, e.Lead)
		if err != nil {
			return err
		}
		if err := s.eventLine(store.EventHit{Event: e, Lead: lead}); err != nil {
			return err
		}
	}
	if len(seen) == 0 {
		return errors.Join(s.unmerged(), fmt.Errorf("no event is told in %s", document))
	}
	return nil
}

// eventLine prints one event of a list.
func (s *shower) eventLine(h store.EventHit) error {
	if s.JSON {
		return s.eventJSON(h.Event)
	}
	if h.Lead.Report == nil {
		return nil // merged anew in between
	}
	var b strings.Builder
	if !s.view.first {
		b.WriteString("\n")
	}
	s.view.first = false
	s.view.event(&b, h)
	_, err := io.WriteString(s.out, b.String())
	return err
}

// event prints one event with all its reports.
func (s *shower) event(words string) error {
	e, err := s.store.Event(s.st.ctx, words)
	if errors.Is(err, store.ErrNotFound) {
		return errors.Join(s.unmerged(), fmt.Errorf("%s is no event of the store, and names none by its beginning alone", words))
	} else if err != nil {
		return err
	}
	if eventID.MatchString(words) && !strings.HasPrefix(e.ID, words) {
		fmt.Fprintf(s.st.stderr, "casus: %s is part of %s now\n", words, e.ID)
	}
	if s.JSON {
		return s.eventJSON(e)
	}
	lead, err := s.store.Report(s.st.ctx, e.Lead)
	if err != nil {
		return err
	}
	var b strings.Builder
	s.view.event(&b, store.EventHit{Event: e, Lead: lead})
	for i := range e.Reports {
		m := &e.Reports[i]
		hit, err := s.store.Report(s.st.ctx, m.Report)
		if err != nil {
			return err
		}
		b.WriteString("\n")
		s.view.member(&b, m, hit)
	}
	_, err = io.WriteString(s.out, b.String())
	return err
}

// eventRow is an event as JSON.
type eventRow struct {
	*store.Event
	Articles int          `json:"articles"`
	Sources  []string     `json:"independent_sources"`
	Links    []store.Link `json:"links"`
	Reports  []memberRow  `json:"reports"`
}

// memberRow is a report of an event as JSON.
type memberRow struct {
	*store.Member
	Source    string            `json:"source"` // as which it counts
	CopyOf    *string           `json:"copy_of"`
	CopyWhy   *string           `json:"copy_why"`
	Article   string            `json:"article_id"`
	URL       *string           `json:"url"`
	Publisher *string           `json:"publisher"`
	Published *string           `json:"published"`
	Type      string            `json:"type"`
	Status    string            `json:"status"`
	Date      *string           `json:"date"`
	Evidence  []record.Evidence `json:"evidence"`
}

func (s *shower) eventJSON(e *store.Event) error {
	row := eventRow{Event: e, Articles: e.Articles, Sources: append([]string{}, e.Sources...), Links: e.Links, Reports: []memberRow{}}
	for i := range e.Reports {
		m := &e.Reports[i]
		hit, err := s.store.Report(s.st.ctx, m.Report)
		if err != nil {
			return err
		}
		x := memberRow{
			Member: m, Source: m.Source, Article: m.Document, URL: hit.Story.URL, Publisher: hit.Story.Publisher, Published: hit.Story.Published,
			Type: hit.Report.Type, Status: hit.Report.Status, Date: hit.Report.Date, Evidence: hit.Report.Evidence,
		}
		if m.CopyOf != "" {
			x.CopyOf, x.CopyWhy = &m.CopyOf, &m.CopyWhy
		}
		row.Reports = append(row.Reports, x)
	}
	enc := json.NewEncoder(s.out)
	enc.SetEscapeHTML(false)
	return enc.Encode(row)
}

// event prints what an event is: when, what, who to whom, a sentence, and who
// tells of it.
func (v *view) event(b *strings.Builder, h store.EventHit) {
	e, r := h.Event, h.Lead.Report
	head := e.Type
	if r.Mode != nil && r.Type == e.Type {
		head += " " + *r.Mode
	}
	if r.CAMEO != "" && r.Type == e.Type {
		head += " (CAMEO " + r.CAMEO + ")"
	}
	sides := v.side(r.Actors, "somebody")
	if len(r.Recipients) > 0 {
		sides += " → " + v.side(r.Recipients, "")
	}
	day := orElse(e.Day, "no date   ")
	if !e.Said && e.Day != "" {
		day = "by " + day
	}
	fmt.Fprintf(b, "%s  %s  %s\n", day, v.paint("1;"+quadColors[r.Quad], head), sides)
	b.WriteString(v.wrap("“"+squeeze(r.Evidence[0].Quote)+"”", 4))
	facts := []string{e.Status}
	if e.Kind == "correction" {
		facts = append(facts, "as corrected")
	}
	if e.Said && e.First != e.Last {
		facts = append(facts, "between "+e.First+" and "+e.Last)
	}
	if r.Place != nil {
		facts = append(facts, "at "+r.Place.Text+" ("+r.Place.Level+")")
	}
	facts = append(facts, figuresText("killed", e.Killed)...)
	facts = append(facts, figuresText("injured", e.Injured)...)
	b.WriteString(v.wrap(v.dim(strings.Join(facts, " · ")), 4))
	b.WriteString(v.wrap(v.dim(v.tellers(e)+" · "+e.ID), 4))
	for _, l := range e.Links {
		b.WriteString(v.wrap(v.dim(linkText(l)+" "+l.Event+": "+l.Why), 4))
	}
}

// figuresText is the numbers of people side by side.
func figuresText(what string, list []store.Figure) []string {
	if len(list) == 0 {
		return nil
	}
	var texts []string
	disputed := ""
	for _, f := range list {
		texts = append(texts, fmt.Sprintf("%s (%s)", f.Text, number(len(f.Reports), "report")))
		if f.Disputed {
			disputed = ", disputed"
		}
	}
	return []string{what + ": " + strings.Join(texts, " / ") + disputed}
}

// linkText says what ties an event to the one that follows.
func linkText(l store.Link) string {
	if !l.Back {
		return l.Kind
	}
	switch l.Kind {
	case "denies":
		return "denied by"
	case "corrects":
		return "corrected by"
	}
	return "fulfilled by"
}

// tellers is how many reports and sources an event has.
func (v *view) tellers(e *store.Event) string {
	text := number(len(e.Reports), "report")
	switch n := len(e.Sources); {
	case n == 1:
		text += " from one source only: " + e.Sources[0]
	case n > 1:
		text += fmt.Sprintf(" from %d independent sources: %s", n, strings.Join(e.Sources[:min(n, listed)], ", "))
		if n > listed {
			text += fmt.Sprintf(" and %d more", n-listed)
		}
	}
	return text
}

// member prints one report of an event.
func (v *view) member(b *strings.Builder, m *store.Member, h store.Hit) {
	b.WriteString(v.wrap(strings.Join(nonEmpty(orElse(record.Value(h.Story.Publisher), "(no publisher)"), record.Value(h.Story.Published), h.Story.Title), " · "), 2))
	v.report(b, h.Story, h.Report)
	line := func(words ...string) {
		if words = nonEmpty(words...); len(words) > 0 {
			b.WriteString(v.wrap(v.dim(strings.Join(words, " ")), 4))
		}
	}
	line(record.Value(h.Story.URL))
	if m.CopyOf != "" {
		line("a copy of " + m.CopyOf + ": " + m.CopyWhy + "; counts as " + m.Source)
	} else if m.Source != "" {
		line("counts as " + m.Source)
	}
	switch {
	case m.Judge != "":
		line("stands here with " + m.With + ": " + m.Why)
	case m.With != "":
		line(fmt.Sprintf("stands here with %s, %d points: %s", m.With, m.Points, m.Why))
	default:
		line("the first report, which gave the event its id")
	}
}

// eventsText is the three counts that stand together.
func eventsText(c *store.EventCounts) string {
	return fmt.Sprintf("%s in %s from %s", happenings(c.Events, c.Denied, c.Corrections), number(c.Reports, "report"), number(c.Sources, "independent source"))
}

// happenings is a number of events, with those that are not counted as such.
func happenings(events, denied, corrections int) string {
	var apart []string
	if denied > 0 {
		apart = append(apart, fmt.Sprintf("%d denied", denied))
	}
	if corrections > 0 {
		apart = append(apart, number(corrections, "correction"))
	}
	if len(apart) == 0 {
		return number(events, "event")
	}
	return number(events, "event") + " (and " + strings.Join(apart, ", ") + ")"
}

// copiesText says how many articles are copies, if any.
func copiesText(n int) string {
	switch n {
	case 0:
		return ""
	case 1:
		return "; 1 article is a copy"
	}
	return fmt.Sprintf("; %d articles are copies", n)
}
