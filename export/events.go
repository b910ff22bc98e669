package export

import (
	"cmp"
	"slices"
	"time"

	"casus/ontology"
	"casus/record"
	"casus/store"
)

// happening is an event with those of its reports that a filter leaves: the
// release counts what it has, so that its tables agree.
type happening struct {
	*store.Event
	tellers  []teller // in the order of the event
	lead     teller   // that shows the event
	sources  []string // independent ones, sorted
	articles int
}

// teller is a report of an event.
type teller struct {
	a *article
	r *record.Report
	m *store.Member
}

// occurs reports whether an event is one that took place: no denial, no plan,
// no correction of another.
func (h *happening) occurs() bool {
	return h.Kind == kindEvent && (h.Status == string(ontology.Occurred) || h.Status == string(ontology.Ongoing))
}

// The kinds of events.
const (
	kindEvent      = "event"
	kindCorrection = "correction"
)

// day is the day of an event that is known to the day; empty otherwise.
func (h *happening) day() string {
	if !h.Said || h.First != h.Last {
		return ""
	}
	return h.First
}

// date is when an event happened, as exact as its reports say: first day, last
// day and precision, empty where they do not say.
func (h *happening) date() (date, end, precision string) {
	if !h.Said {
		return "", "", ""
	}
	first, err := time.Parse(time.DateOnly, h.First)
	if err != nil {
		return "", "", ""
	}
	last := func(years, months, days int) bool {
		return first.AddDate(years, months, days).AddDate(0, 0, -1).Format(time.DateOnly) == h.Last
	}
	switch {
	case last(0, 0, 1):
		return h.First, "", "day"
	case first.YearDay() == 1 && last(1, 0, 0):
		return h.First[:len("2006")], "", "year"
	case first.Day() == 1 && last(0, 1, 0):
		return h.First[:len("2006-01")], "", "month"
	case last(0, 0, 7):
		return h.First, h.Last, "week"
	}
	return h.First, h.Last, ""
}

// first is the article that was published first of those with a date.
func (h *happening) first() *article { return h.tellers[0].a }

// events hands on the events that are told first in an article: in the order
// of the articles, and none of it earlier.
func (e *exporter) events(a *article) error {
	seen := map[string]bool{}
	for _, r := range a.reports {
		of := a.events[r.ID]
		if of == nil {
			e.unmerged++
			continue
		}
		if seen[of.ID] {
			continue
		}
		seen[of.ID] = true
		h, err := e.happening(a, of)
		if err != nil {
			return err
		}
		if h == nil {
			continue
		}
		e.countEvent(h)
		for _, f := range e.forms {
			if err := f.event(h); err != nil {
				return err
			}
		}
	}
	return nil
}

func (e *exporter) countEvent(h *happening) {
	switch h.Kind {
	case kindEvent:
		e.summary.Events++
	case kindCorrection:
		e.summary.Corrections++
	default:
		e.summary.Denied++
	}
}

// happening is an event with its reports, nil if an article before this one
// tells of it too.
func (e *exporter) happening(a *article, of *store.Event) (*happening, error) {
	h := &happening{Event: of}
	documents, sources := map[string]bool{}, map[string]bool{}
	for i := range of.Reports {
		m := &of.Reports[i]
		if m.Document < a.Document && !e.Filter.any() {
			return nil, nil
		}
		from, err := e.loaded(a, m.Document)
		if err != nil {
			return nil, err
		}
		at := slices.IndexFunc(from.reports, func(r *record.Report) bool { return r.ID == m.Report })
		if at < 0 {
			continue // filtered out
		}
		if m.Document < a.Document {
			return nil, nil
		}
		h.tellers = append(h.tellers, teller{from, from.reports[at], m})
		documents[m.Document] = true
		if m.Source != "" {
			sources[m.Source] = true
		}
	}
	if len(h.tellers) == 0 {
		return nil, nil // merged anew in between
	}
	h.articles = len(documents)
	for s := range sources {
		h.sources = append(h.sources, s)
	}
	slices.Sort(h.sources)
	h.lead = slices.MaxFunc(h.tellers, func(x, y teller) int { return cmp.Compare(h.shows(x), h.shows(y)) })
	return h, nil
}

// shows is how well a report shows its event: best the one that merging chose,
// which a filter may have left out. Of several the first is taken.
func (h *happening) shows(t teller) int {
	switch {
	case t.r.ID == h.Lead:
		return 3
	case t.r.Type == h.Type && t.r.Status == h.Status:
		return 2
	case t.r.Type == h.Type:
		return 1
	}
	return 0
}

// keepArticles is how many articles that others tell with are kept at hand.
const keepArticles = 256

// loaded is an article with the reports that a filter leaves, as the one at
// hand or read again.
func (e *exporter) loaded(a *article, document string) (*article, error) {
	if document == a.Document {
		return a, nil
	}
	if x := e.near[document]; x != nil {
		return x, nil
	}
	s, err := e.store.Story(e.ctx, document)
	if err != nil {
		return nil, err
	}
	x := e.filtered(s)
	if err := checkQuotes(x); err != nil {
		return nil, err
	}
	if len(e.near) >= keepArticles {
		clear(e.near)
	}
	e.near[document] = x
	return x, nil
}

// eventRow is the row of an event.
func (t *tables) eventRow(h *happening) row {
	r, a := h.lead.r, h.lead.a
	date, end, precision := h.date()
	out := row{
		h.ID, h.Kind, optional(date), optional(end), optional(precision), optional(h.First), optional(h.Last), optional(record.Value(h.first().Published)),
		h.Type, typed(h, r.Mode), optional(joined(r.Contexts)), r.Quad, r.Score, optional(r.CAMEO), goldstein(r.CAMEO),
	}
	out = append(out, t.sideCells(r.Actors)...)
	out = append(out, t.sideCells(r.Recipients)...)
	out = append(out, h.Status, r.Background)
	out = append(out, sourceCells(r.Attribution)...)
	out = append(out, placeCells(r.Place)...)
	out = append(out, figureCells(h.Killed)...)
	out = append(out, figureCells(h.Injured)...)
	return append(out, len(h.tellers), h.articles, len(h.sources), optional(joined(h.sources)), r.Confidence,
		r.ID, a.Document, optional(record.Value(a.URL)), r.Evidence[0].Quote)
}

// typed is the mode of the report that shows an event, absent where that is of
// another type.
func typed(h *happening, mode *string) any {
	if h.lead.r.Type != h.Type {
		return nil
	}
	return optional(record.Value(mode))
}

// figureCells are the numbers of people that the reports of an event have, side
// by side, with the bounds of all of them; a bound that one of them leaves open
// is open.
func figureCells(list []store.Figure) row {
	if len(list) == 0 {
		return row{nil, nil, nil, nil}
	}
	var words []string
	least, most, disputed := list[0].Min, list[0].Max, false
	for _, f := range list {
		words = append(words, f.Text)
		disputed = disputed || f.Disputed
		if least != nil && (f.Min == nil || *f.Min < *least) {
			least = f.Min
		}
		if most != nil && (f.Max == nil || *f.Max > *most) {
			most = f.Max
		}
	}
	return row{joined(words), optionalInt(least), optionalInt(most), disputed}
}

// event writes the row of an event and of what it speaks of.
func (t *tables) event(h *happening) error {
	t.tally.event(h)
	if err := t.eventsOut.write(t.eventRow(h)); err != nil {
		return err
	}
	for _, l := range h.Links {
		if l.Back {
			continue
		}
		if err := t.links.write(row{h.ID, l.Kind, l.Event, l.Why}); err != nil {
			return err
		}
	}
	for i := range h.tellers {
		m := h.tellers[i].m
		var with, judge any
		if i > 0 || m.With != "" {
			with, judge = optional(m.With), optional(m.Judge)
		}
		if err := t.members.write(row{h.ID, i + 1, m.Report, m.Document, optional(m.Source), optional(m.CopyOf), with, m.Points, optional(m.Why), judge}); err != nil {
			return err
		}
	}
	return nil
}

// event counts an event for its actors, outlets and pairs, as its row names
// them. Corrections are no events of their own.
func (t *tally) event(h *happening) {
	outlets := map[string]bool{}
	for _, x := range h.tellers {
		outlets[record.Value(x.a.Publisher)] = true
	}
	for name := range outlets {
		t.outlet(name).events++
	}
	if h.Kind == kindCorrection {
		return
	}
	r, occurs := h.lead.r, h.occurs()
	actors, recipients := t.keys(r.Actors), t.keys(r.Recipients)
	for _, key := range union(actors, recipients) {
		t.somebody(key).events++
	}
	for _, x := range edgesOf(h.Type, r, actors, recipients) {
		t.edge(x).events++
	}
	number, ok := dayNumber(h.day())
	pairs := r.Dyads()
	if !ok {
		if len(pairs) > 0 {
			t.undatedEvents++
		}
		return
	}
	for _, pair := range pairs {
		class := 0
		if occurs {
			class = r.Quad
		}
		days := t.days(pair)
		x := days[number]
		x.events[class]++
		days[number] = x
	}
}

// keys is the keys of the entities of a side, sorted, each once.
func (t *tally) keys(list []record.Entity) []string {
	var keys []string
	for i := range list {
		if key := actorKey(&list[i]); key != "" {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

var eventsTable = table{
	name: "events", title: "What happened, one event a row",
	about: "One row is one event, made of all reports that tell of it. Actors, place and words are those of its clearest report, report_id. " +
		"Reports, articles and sources are those of this release. What only a denial tells of, and corrections of an earlier account, are rows of their kind: they are not counted as events that happened.",
	columns: slices.Concat([]column{
		{"event_id", text, "the event; the id of its first report with e_ for r_", must},
		{"kind", text, "event; denied: told only as what did not happen; correction: an outlet's correction of what it told before, see links", must},
		{"date", text, "when it happened, as most reports say: 2026, 2026-11 or 2026-11-12; empty where none says", false},
		{"date_end", text, "last day of a range", false},
		{"date_precision", text, "day, week, month or year; empty for another range", false},
		{"first_day", text, "first day on which it can lie; where no report says when, two days before publication", false},
		{"last_day", text, "last day on which it can lie", false},
		{"published", text, "when the first article on it was published", false},
		{"type", text, "event type of PLOVER that most reports have", must},
	}, kindColumns, sideColumns("actor", "actors", "who acts"), sideColumns("recipient", "recipients", "at whom it is directed"), []column{
		{"status", text, "occurred, ongoing, planned, conditional or denied, as most reports have it", must},
		{"background", boolean, "true if it lies more than 30 days before publication", must},
	}, entityColumns("attribution", "on whose word it stands in report_id; empty for the article's own"), placeColumns, []column{
		{"killed", text, "people killed: the words of all reports that differ, with ; between them", false},
		{"killed_min", integer, "the least of all of them", false},
		{"killed_max", integer, "the most of all of them; empty where one leaves it open", false},
		{"killed_disputed", boolean, "true if they cannot all be right", false},
		{"injured", text, "people injured: the words of all reports that differ", false},
		{"injured_min", integer, "the least of all of them", false},
		{"injured_max", integer, "the most of all of them; empty where one leaves it open", false},
		{"injured_disputed", boolean, "true if they cannot all be right", false},
		{"reports", integer, "reports that tell of it", must},
		{"articles", integer, "articles that they stand in", must},
		{"independent_sources", integer, "newsrooms on whose word they stand, copies and relays counted once", must},
		{"sources", text, "their names without capitals, with ; between several", false},
		{"confidence", number, "of report_id", must},
		{"report_id", text, "the report that shows the event: of its type and status, and with the most fields filled", must},
		articleColumn,
		{"url", text, "address of that article as the input gave it", false},
		{"quote", text, "its clearest sentence", must},
	}),
	key: []string{"event_id"}, refs: []reference{ofArticle},
}

var membersTable = table{
	name: "event_reports", title: "Which reports an event is made of, and why",
	about: "One row is one report in its event: with which other report it has most in common, and why it counts as the source that it does.",
	columns: []column{
		{"event_id", text, "the event", must},
		{"position", integer, "from 1, by publication", must},
		{"report_id", text, "the report", must},
		articleColumn,
		{"source", text, "as which newsroom it counts", false},
		{"copy_of", text, "id of the article whose text this one has", false},
		{"with", text, "report of the event that it was joined with; empty for the first", false},
		{"points", integer, "how much speaks for it", must},
		{"why", text, "in words", false},
		{"judge", text, "who judged that it belongs there; empty where the rules did", false},
	},
	key: []string{"event_id", "position"}, refs: []reference{{"event_id", "events", "event_id"}, ofArticle},
}

var linksTable = table{
	name: "links", title: "Events that speak of another event",
	about: "One row ties an event to another that is not the same. In a filtered release the other may be missing.",
	columns: []column{
		{"event_id", text, "the event that speaks", must},
		{"kind", text, "denies, corrects, or fulfils what was planned", must},
		{"other_id", text, "the event that it speaks of", must},
		{"why", text, "what the two have in common", false},
	},
	key: []string{"event_id", "kind"}, refs: []reference{{"event_id", "events", "event_id"}},
}
