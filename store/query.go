package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"

	"casus/record"
)

// Query says which reports are wanted: all those that meet every field that is
// not empty. Only what holds now is found, never a coding that a newer one
// replaced.
type Query struct {
	Report     string    // id of the report, or its beginning
	Code       string    // country or actor id, on either side
	Dyad       [2]string // two countries, in both directions; also what they did with each other
	Type       string    // event type
	Status     string    // occurred, ongoing, planned, conditional, denied
	Place      string    // country of the place
	Since      string    // first day, YYYY-MM-DD; a month or year alone counts as before its first day
	Until      string    // last day
	Limit      int       // reports to return; 0 is all
	CountsOnly bool      // return no reports
	CountAll   bool      // count articles however many reports there are
}

// Hit is a report with the row that it stands in.
type Hit struct {
	Day    string         // of the event, else of publication; empty if neither is known
	Story  *record.Story  // shared by the hits of one article
	Report *record.Report // one of Story.Reports
}

// Articles are counted up to MaxCounted reports or sentences found: that needs
// a look at each of them, which is no work for a page. Above it their number is
// NotCounted, unless Query.CountAll asks for it.
const (
	MaxCounted = 2000
	NotCounted = -1
)

// Page is what a query found. The counts are of everything that matches, not
// of the hits alone.
type Page struct {
	Hits     []Hit // the newest day first, an article's in the order of its text
	Reports  int
	Articles int // with such a report; NotCounted above MaxCounted reports
	Events   int // that they are of, NotCounted as Articles; reports that are not merged yet have none
	Sources  int // independent ones, NotCounted as Articles: copies and relays counted once
	Read     int // articles in the store
}

// where makes the condition of a query on a report r.
func (q *Query) where() (string, []any) {
	cond, args := q.plain()
	days, bounds := q.days()
	cond, args = cond+" AND r.day"+days, append(args, bounds...)
	if q.Code != "" {
		cond, args = cond+" AND r.id IN (SELECT report FROM parties WHERE code = ? AND day"+days+")", append(append(args, q.Code), bounds...)
	}
	if q.Dyad[0] != "" {
		one := "SELECT report FROM dyads WHERE actor = ? AND recipient = ? AND day" + days
		there, back := []any{q.Dyad[0], q.Dyad[1]}, []any{q.Dyad[1], q.Dyad[0]}
		cond, args = cond+" AND r.id IN ("+one+" UNION "+one+")", slices.Concat(args, there, bounds, back, bounds)
	}
	return cond, args
}

// plain is the part of the condition that is of the report alone, its day left
// out.
func (q *Query) plain() (string, []any) {
	cond, args := []string{"1"}, []any{}
	for _, x := range []struct{ column, value string }{
		{"type", q.Type}, {"status", q.Status}, {"country", q.Place},
	} {
		if x.value != "" {
			cond, args = append(cond, "r."+x.column+" = ?"), append(args, x.value)
		}
	}
	if q.Report != "" {
		cond, args = append(cond, "r.report >= ? AND r.report < ?"), append(args, q.Report, q.Report+"g") // ids are hexadecimal
	}
	return strings.Join(cond, " AND "), args
}

// days is the condition on a day. A report without a day is left out as soon
// as a bound is set.
func (q *Query) days() (string, []any) {
	since, until := q.Since, q.Until
	if until == "" {
		until = "9999-99-99"
	} else if since == "" {
		since = "0" // above the empty day
	}
	return " BETWEEN ? AND ?", []any{since, until}
}

// walk is a way through what a query finds, the newest day first, without
// reading the rest.
type walk struct {
	table string // parties or dyads as x, or none
	where string // on x, or without it on r
	args  []any
	plain string // on r
	rest  []any
}

// walks are the ways that together find everything that a query wants; a
// report may lie on more than one of them.
func (q *Query) walks() []walk {
	plain, rest := q.plain()
	days, bounds := q.days()
	way := func(table, cond string, keys ...any) walk {
		return walk{table, cond + " AND x.day" + days, slices.Concat(keys, bounds), plain, rest}
	}
	const dyad = "x.actor = ? AND x.recipient = ?"
	switch a, b := q.Dyad[0], q.Dyad[1]; {
	case a != "" && q.Code != "":
	case a != "" && a == b:
		return []walk{way("dyads", dyad, a, b)}
	case a != "":
		return []walk{way("dyads", dyad, a, b), way("dyads", dyad, b, a)}
	case q.Code != "":
		return []walk{way("parties", "x.code = ?", q.Code)}
	}
	where, args := q.where()
	return []walk{{"", where, args, "1", nil}}
}

// day is the column of the day.
func (w *walk) day() string {
	if w.table == "" {
		return "r.day"
	}
	return "x.day"
}

// from is the tables and the condition, with reports as r and documents as d.
// CROSS JOIN keeps the order: first who takes part, by day.
func (w *walk) from() (string, []any) {
	const documents = " JOIN documents d ON d.coding = r.coding WHERE "
	if w.table == "" {
		return " FROM reports r" + documents + w.where, w.args
	}
	return " FROM " + w.table + " x CROSS JOIN reports r ON r.id = x.report CROSS" + documents + w.where + " AND " + w.plain, slices.Concat(w.args, w.rest)
}

// ids is a query for the reports on the way. Where every coding holds and
// nothing is asked of the report itself, who takes part says it alone.
func (w *walk) ids(allHold bool) (string, []any) {
	switch {
	case allHold && w.table != "" && w.plain == "1":
		return "SELECT DISTINCT x.day AS day, x.report FROM " + w.table + " x WHERE " + w.where, w.args
	case allHold && w.table == "":
		return "SELECT r.day AS day, r.id FROM reports r WHERE " + w.where, w.args
	}
	from, args := w.from()
	return "SELECT DISTINCT r.day AS day, r.id" + from, args
}

// Reports finds reports.
func (s *Store) Reports(ctx context.Context, q Query) (*Page, error) {
	p := &Page{}
	walks := q.walks()
	if err := s.countPage(ctx, &q, walks, p); err != nil {
		return nil, s.explain("find reports", err)
	}
	if q.CountsOnly || p.Reports == 0 {
		return p, nil
	}
	var found []hitPlace
	for i := range walks {
		list, err := s.places(ctx, &walks[i], q.Limit)
		if err != nil {
			return nil, s.explain("find reports", err)
		}
		found = append(found, list...)
	}
	found = inOrder(found)
	if q.Limit > 0 && len(found) > q.Limit {
		found = found[:q.Limit]
	}
	var err error
	p.Hits, err = s.load(ctx, found)
	return p, err
}

// countPage counts everything that the walks find: the reports, and up to the
// bound their articles, events and independent sources.
func (s *Store) countPage(ctx context.Context, q *Query, walks []walk, p *Page) error {
	n, err := s.sizes(ctx)
	if err != nil {
		return err
	}
	p.Read = n.documents
	ids, args := reportIDs(walks, n.allHold())
	err = s.db.QueryRowContext(ctx, "SELECT count(*) FROM ("+ids+")", args...).Scan(&p.Reports)
	if err != nil || p.Reports == 0 {
		return err
	}
	if p.Reports > MaxCounted && !q.CountAll {
		p.Articles, p.Events, p.Sources = NotCounted, NotCounted, NotCounted
		return nil
	}
	var parts []string
	args = nil
	for i := range walks {
		from, more := walks[i].from()
		parts, args = append(parts, "SELECT r.id AS report, r.coding AS coding, d.id AS document"+from), append(args, more...)
	}
	return s.db.QueryRowContext(ctx, "SELECT count(DISTINCT f.coding), count(DISTINCT m.event), count(DISTINCT nullif("+sourceOf+", '')) FROM ("+strings.Join(parts, " UNION ALL ")+
		") f LEFT JOIN members m ON m.report = f.report LEFT JOIN origins o ON o.document = f.document", args...).Scan(&p.Articles, &p.Events, &p.Sources)
}

// reportIDs is a query for day and row of every report on the walks, each once.
func reportIDs(walks []walk, allHold bool) (string, []any) {
	var parts []string
	var args []any
	for i := range walks {
		ids, some := walks[i].ids(allHold)
		parts, args = append(parts, ids), append(args, some...)
	}
	return strings.Join(parts, " UNION "), args
}

// hitPlace is where a report stands.
type hitPlace struct {
	document string
	coding   int64
	n        int
	day      string
}

// inOrder sorts places, the newest day first and an article's in the order of
// its text, and leaves each once.
func inOrder(list []hitPlace) []hitPlace {
	slices.SortFunc(list, func(a, b hitPlace) int {
		return cmp.Or(strings.Compare(b.day, a.day), cmp.Compare(b.coding, a.coding), cmp.Compare(a.n, b.n))
	})
	return slices.Compact(list)
}

// places is the first places on a way; all where limit is 0. A report with
// somebody on both sides stands twice on it, so twice as many are read.
func (s *Store) places(ctx context.Context, w *walk, limit int) ([]hitPlace, error) {
	if limit <= 0 {
		limit = -1
	}
	from, args := w.from()
	rows, err := s.db.QueryContext(ctx, "SELECT d.document, r.coding, r.n, "+w.day()+from+" ORDER BY "+w.day()+" DESC, r.coding DESC, r.n LIMIT ?", append(args, 2*limit)...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []hitPlace
	for rows.Next() {
		var p hitPlace
		if err := rows.Scan(&p.document, &p.coding, &p.n, &p.day); err != nil {
			return nil, err
		}
		list = append(list, p)
	}
	return list, rows.Err()
}

// load reads the articles of the places, each once. A report whose article was
// recoded or removed in between is left out.
func (s *Store) load(ctx context.Context, places []hitPlace) ([]Hit, error) {
	stmt, err := s.db.PrepareContext(ctx, storyQuery)
	if err != nil {
		return nil, s.explain("read document", err)
	}
	defer stmt.Close()
	stories := map[string]*record.Story{}
	hits := make([]Hit, 0, len(places))
	for _, p := range places {
		st, ok := stories[p.document]
		if !ok {
			if st, err = s.story(stmt.QueryRowContext(ctx, p.document)); errors.Is(err, sql.ErrNoRows) {
				continue // removed in between
			} else if err != nil {
				return nil, s.explain("read document", err)
			}
			stories[p.document] = st
		}
		if p.n < len(st.Reports) {
			hits = append(hits, Hit{p.day, st, &st.Reports[p.n]})
		}
	}
	return hits, nil
}

// Count is a name with how often it occurs.
type Count struct {
	Name   string `json:"name"`
	Number int    `json:"number"`
}

// counts reads rows of name and number.
func (s *Store) counts(ctx context.Context, query string) ([]Count, error) {
	return s.countsOf(ctx, query, nil)
}

func (s *Store) countsOf(ctx context.Context, query string, args []any) ([]Count, error) {
	rows, err := s.db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	list := []Count{}
	for rows.Next() {
		var c Count
		if err := rows.Scan(&c.Name, &c.Number); err != nil {
			return nil, err
		}
		list = append(list, c)
	}
	return list, rows.Err()
}

// Codes is every country and actor id that takes part in a report, the most
// frequent first.
func (s *Store) Codes(ctx context.Context) ([]Count, error) {
	list, err := s.counts(ctx, `SELECT x.code, count(DISTINCT x.report) AS n FROM parties x JOIN reports r ON r.id = x.report
		JOIN documents d ON d.coding = r.coding GROUP BY x.code ORDER BY n DESC, x.code`)
	return list, s.explain("count actors", err)
}

// Dyads is every pair of different countries that a report joins, in
// alphabetical order inside the pair, the most frequent first.
func (s *Store) Dyads(ctx context.Context) ([]Count, error) {
	list, err := s.counts(ctx, `SELECT min(x.actor, x.recipient) || '-' || max(x.actor, x.recipient) AS pair, count(DISTINCT x.report) AS n
		FROM dyads x JOIN reports r ON r.id = x.report JOIN documents d ON d.coding = r.coding
		WHERE x.actor <> x.recipient GROUP BY pair ORDER BY n DESC, pair`)
	return list, s.explain("count dyads", err)
}
