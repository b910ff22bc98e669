package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"casus/merge"
)

// Event is what happened by all its reports (docs/merging.md).
type Event struct {
	ID      string   `json:"event_id"`
	Kind    string   `json:"kind"` // event, denied, correction
	Type    string   `json:"type"`
	Status  string   `json:"status"`
	Day     string   `json:"day"`       // by which it is listed: the first if a report says it, else that of publication; empty if not known
	First   string   `json:"first_day"` // of the days on which it can lie; empty if not known
	Last    string   `json:"last_day"`
	Said    bool     `json:"date_said"` // a report says when
	Lead    string   `json:"lead"`      // id of the report to show for the event
	Reports []Member `json:"reports"`   // the first is the one that gave the event its id
	Killed  []Figure `json:"killed"`    // side by side where they differ
	Injured []Figure `json:"injured"`

	Articles int      `json:"-"`
	Sources  []string `json:"-"` // independent ones, sorted
	Links    []Link   `json:"-"`
}

// Member is a report of an event, and why it stands there.
type Member struct {
	Report string `json:"report_id"`
	With   string `json:"with"` // report that it was joined with; empty for the first
	Points int    `json:"points"`
	Why    string `json:"why"`
	Judge  string `json:"judge"` // who joined it; empty where the rules did

	Document string `json:"-"`
	Source   string `json:"-"` // as which it counts; empty if it was not compared yet
	CopyOf   string `json:"-"` // document whose text the article has; empty for its own
	CopyWhy  string `json:"-"`
}

// Figure is a number of people as some of the reports have it.
type Figure struct {
	Text     string   `json:"text"`
	Min      *int     `json:"min"`
	Max      *int     `json:"max"`
	Reports  []string `json:"reports"`
	Disputed bool     `json:"disputed"` // another figure of the event excludes it
}

// Link ties an event to another that is not the same.
type Link struct {
	Kind  string `json:"kind"` // corrects, denies, fulfils
	Event string `json:"event_id"`
	Back  bool   `json:"back"` // the other corrects, denies or fulfils this one
	Why   string `json:"why"`
}

// eventOf is what the store keeps of an event in one piece.
func eventOf(e *merge.Event) *Event {
	out := &Event{
		ID: e.ID, Kind: e.Kind, Type: e.Type, Status: e.Status, Day: dayOfEvent(e), Said: e.Said, Lead: e.Lead.ID, Reports: []Member{},
		Killed: figuresOf(e.Killed), Injured: figuresOf(e.Injured),
	}
	if e.First <= e.Last {
		out.First, out.Last = dayText(e.First), dayText(e.Last)
	}
	for i := range e.Members {
		m := &e.Members[i]
		x := Member{Report: m.Report.ID, With: m.With, Points: m.Points, Why: m.Why}
		if m.Judged != nil {
			x.Judge = m.Judged.By
		}
		out.Reports = append(out.Reports, x)
	}
	return out
}

func figuresOf(list []merge.Figure) []Figure {
	out := []Figure{}
	for _, f := range list {
		x := Figure{Text: f.Text, Reports: f.Reports, Disputed: f.Disputed}
		if f.Min >= 0 {
			x.Min = &f.Min
		}
		if f.Max >= 0 {
			x.Max = &f.Max
		}
		out = append(out, x)
	}
	return out
}

// Event is one event, named by its id, the beginning of it, the id of one of
// its reports, or an id that merging retired; ErrNotFound where there is none.
func (s *Store) Event(ctx context.Context, words string) (*Event, error) {
	id, err := s.eventID(ctx, words)
	if errors.Is(err, ErrNotFound) {
		return nil, err
	} else if err != nil {
		return nil, s.explain("find event", err)
	}
	var row int64
	var body string
	err = s.db.QueryRowContext(ctx, "SELECT id, body FROM events WHERE event = ?", id).Scan(&row, &body)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, ErrNotFound // merged anew in between
	} else if err != nil {
		return nil, s.explain("read event", err)
	}
	e, err := s.event(ctx, row, body)
	return e, s.explain("read event", err)
}

// event completes an event from its row and body.
func (s *Store) event(ctx context.Context, row int64, body string) (*Event, error) {
	e := &Event{}
	if err := json.Unmarshal([]byte(body), e); err != nil {
		return nil, err
	}
	if err := s.complete(ctx, row, e); err != nil {
		return nil, err
	}
	links, err := s.links(ctx, row)
	e.Links = links
	return e, err
}

// complete says of the reports of an event where they stand and as what they
// count.
func (s *Store) complete(ctx context.Context, row int64, e *Event) error {
	at := map[string]*Member{}
	for i := range e.Reports {
		at[e.Reports[i].Report] = &e.Reports[i]
	}
	rows, err := s.db.QueryContext(ctx, `SELECT r.report, d.document, `+sourceOf+`, coalesce(c.document, ''), coalesce(o.why, '')
		FROM members m JOIN reports r ON r.id = m.report JOIN documents d ON d.id = m.document
		LEFT JOIN origins o ON o.document = m.document LEFT JOIN documents c ON c.id = o.copy_of WHERE m.event = ? ORDER BY m.n`, row)
	if err != nil {
		return err
	}
	defer rows.Close()
	articles, sources := map[string]bool{}, map[string]int{}
	for rows.Next() {
		var report string
		var x Member
		if err := rows.Scan(&report, &x.Document, &x.Source, &x.CopyOf, &x.CopyWhy); err != nil {
			return err
		}
		m := at[report]
		if m == nil {
			return fmt.Errorf("%s: %s stands in it and not in its list: %w", e.ID, report, ErrDamaged)
		}
		m.Document, m.Source, m.CopyOf, m.CopyWhy = x.Document, x.Source, x.CopyOf, x.CopyWhy
		articles[x.Document] = true
		if x.Source != "" {
			sources[x.Source]++
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	e.Articles, e.Sources = len(articles), slices.Sorted(maps.Keys(sources))
	return nil
}

// sourceOf is as what a member m counts whose article has the origin o.
const sourceOf = "coalesce(nullif(m.newsroom, ''), o.source, '')"

// links is the links of an event, those from it first.
func (s *Store) links(ctx context.Context, row int64) ([]Link, error) {
	rows, err := s.db.QueryContext(ctx, `SELECT l.kind, e.event, 0 AS back, l.why FROM links l JOIN events e ON e.id = l.target WHERE l.source = ?1
		UNION ALL SELECT l.kind, e.event, 1, l.why FROM links l JOIN events e ON e.id = l.source WHERE l.target = ?1 ORDER BY 3, 1, 2`, row)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	list := []Link{}
	for rows.Next() {
		var l Link
		if err := rows.Scan(&l.Kind, &l.Event, &l.Back, &l.Why); err != nil {
			return nil, err
		}
		list = append(list, l)
	}
	return list, rows.Err()
}

// EventHit is an event with the report that shows it.
type EventHit struct {
	*Event
	Lead Hit
}

// EventPage is what a query for events found. The counts are of everything
// that matches, not of the hits alone.
type EventPage struct {
	Hits []EventHit // the newest day first
	EventCounts
	Read int // articles in the store
}

// EventCounts are the three that stand together, with what they leave out.
type EventCounts struct {
	Events      int `json:"events"` // that are told to happen
	Denied      int `json:"denied"` // events that only somebody's denial tells of
	Corrections int `json:"corrections"`
	Reports     int `json:"reports"`
	Articles    int `json:"articles"`
	Sources     int `json:"independent_sources"`
}

// All is the number of events of all kinds.
func (c *EventCounts) All() int { return c.Events + c.Denied + c.Corrections }

// farDays is how far the day of a report can lie from that of its event: it
// may be known to the year alone.
const farDays = 370

// events makes the condition of a query on events e: type, status and day are
// those of the event, the rest is what one of its reports has.
func (q *Query) events() (string, []any) {
	cond, args := []string{"1"}, []any{}
	and := func(c string, values ...any) {
		cond = append(cond, c)
		args = append(args, values...)
	}
	for _, x := range []struct{ column, value string }{{"type", q.Type}, {"status", q.Status}} {
		if x.value != "" {
			and("e."+x.column+" = ?", x.value)
		}
	}
	if q.Report != "" {
		and("e.id IN (SELECT m.event FROM reports r JOIN members m ON m.report = r.id WHERE r.report >= ? AND r.report < ?)", q.Report, q.Report+"g")
	}
	days, bounds := q.days()
	and("e.day"+days, bounds...)
	wide := Query{Since: shifted(q.Since, -farDays), Until: shifted(q.Until, farDays)}
	days, bounds = wide.days()
	of := func(from string, values ...any) {
		and("e.id IN (SELECT m.event FROM "+from+days+")", append(values, bounds...)...)
	}
	if q.Place != "" {
		of("reports x JOIN members m ON m.report = x.id WHERE x.country = ? AND x.day", q.Place)
	}
	if q.Code != "" {
		of("parties x JOIN members m ON m.report = x.report WHERE x.code = ? AND x.day", q.Code)
	}
	if q.Dyad[0] != "" {
		of("dyads x JOIN members m ON m.report = x.report WHERE x.one = ? AND x.other = ? AND x.day", q.pair().one, q.pair().other)
	}
	return strings.Join(cond, " AND "), args
}

// shifted is a day some days later; what is no day stays.
func shifted(day string, days int) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	return t.AddDate(0, 0, days).Format(time.DateOnly)
}

// Events finds events. Of a query's fields Type, Status, Since and Until are
// those of the event; Report, Code, Dyad and Place are what one of its reports
// has.
func (s *Store) Events(ctx context.Context, q Query) (*EventPage, error) {
	p := &EventPage{}
	where, args := q.events()
	err := s.db.QueryRowContext(ctx, `SELECT coalesce(sum(e.kind = 'event'), 0), coalesce(sum(e.kind = 'denied'), 0), coalesce(sum(e.kind = 'correction'), 0),
		coalesce(sum(e.reports), 0), (SELECT count(*) FROM documents) FROM events e WHERE `+where, args...).
		Scan(&p.Events, &p.Denied, &p.Corrections, &p.Reports, &p.Read)
	if err == nil {
		err = s.db.QueryRowContext(ctx, "SELECT count(DISTINCT m.document), count(DISTINCT nullif("+sourceOf+`, ''))
			FROM members m LEFT JOIN origins o ON o.document = m.document WHERE m.event IN (SELECT e.id FROM events e WHERE `+where+")", args...).
			Scan(&p.Articles, &p.Sources)
	}
	if err != nil {
		return nil, s.explain("find events", err)
	}
	if q.CountsOnly || p.All() == 0 {
		return p, nil
	}
	limit := q.Limit
	if limit <= 0 {
		limit = -1
	}
	err = s.eventRows(ctx, "SELECT e.id, e.body FROM events e WHERE "+where+" ORDER BY e.day DESC, e.event LIMIT ?", append(args, limit), func(e *Event) error {
		p.Hits = append(p.Hits, EventHit{Event: e})
		return nil
	})
	for i := range p.Hits {
		if err == nil {
			p.Hits[i].Lead, err = s.Report(ctx, p.Hits[i].Event.Lead)
		}
		if errors.Is(err, ErrNotFound) {
			err = nil // merged anew in between
		}
	}
	return p, s.explain("find events", err)
}

// eventRows calls yield with events that a query gives by row and body. They
// are read first, so that yield may ask the store again.
func (s *Store) eventRows(ctx context.Context, query string, args []any, yield func(*Event) error) error {
	type found struct {
		row  int64
		body string
	}
	rows, err := s.db.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	var list []found
	for rows.Next() {
		var f found
		if err := rows.Scan(&f.row, &f.body); err != nil {
			return err
		}
		list = append(list, f)
	}
	if err := rows.Err(); err != nil {
		return err
	}
	for _, f := range list {
		e, err := s.event(ctx, f.row, f.body)
		if err != nil {
			return err
		}
		if err := yield(e); err != nil {
			return err
		}
	}
	return nil
}

// EventsOf is the events that the reports of a document stand in, by the ids
// of the reports; a report that is not merged yet is missing. Of links they
// have those from them alone.
func (s *Store) EventsOf(ctx context.Context, document string) (map[string]*Event, error) {
	out, err := s.eventsOf(ctx, document)
	return out, s.explain("read events", err)
}

func (s *Store) eventsOf(ctx context.Context, document string) (map[string]*Event, error) {
	rows, err := s.db.QueryContext(ctx, `SELECT r.report, m.event, e.reports, `+sourceOf+`, coalesce(c.document, ''), coalesce(o.why, ''), e.body,
			(SELECT json_group_array(json_object('kind', kind, 'event_id', event, 'why', why)) FROM
				(SELECT l.kind, x.event, l.why FROM links l JOIN events x ON x.id = l.target WHERE l.source = e.id ORDER BY l.kind))
		FROM documents d JOIN members m ON m.document = d.id JOIN reports r ON r.id = m.report JOIN events e ON e.id = m.event
		LEFT JOIN origins o ON o.document = m.document LEFT JOIN documents c ON c.id = o.copy_of WHERE d.document = ? ORDER BY r.n`, document)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out, many, seen := map[string]*Event{}, map[int64][]string{}, map[int64]*Event{}
	for rows.Next() {
		var report, body, links string
		var row int64
		var n int
		m := Member{Document: document}
		if err := rows.Scan(&report, &row, &n, &m.Source, &m.CopyOf, &m.CopyWhy, &body, &links); err != nil {
			return nil, err
		}
		e := seen[row]
		if e == nil {
			e = &Event{Articles: 1}
			if err := errors.Join(json.Unmarshal([]byte(body), e), json.Unmarshal([]byte(links), &e.Links)); err != nil {
				return nil, err
			}
			seen[row] = e
		}
		out[report] = e
		if n > 1 {
			many[row] = append(many[row], report)
			continue
		}
		if m.Source != "" {
			e.Sources = []string{m.Source}
		}
		one := &e.Reports[0]
		one.Document, one.Source, one.CopyOf, one.CopyWhy = m.Document, m.Source, m.CopyOf, m.CopyWhy
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	rows.Close()
	for row := range many {
		if err := s.complete(ctx, row, seen[row]); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// copies is how many articles have their text from another that the store has.
func (s *Store) copies(ctx context.Context) (n int, err error) {
	err = s.db.QueryRowContext(ctx, "SELECT count(*) FROM origins WHERE copy_of IS NOT NULL").Scan(&n)
	return n, err
}
