package store

import (
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

// pair is the two countries that are asked for, empty for none.
func (q *Query) pair() pair {
	if q.Dyad[0] == "" {
		return pair{}
	}
	return newPair(q.Dyad[0], q.Dyad[1])
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

// walk is the way through what a query finds, the newest day first, without
// reading the rest. Every report lies on it once.
type walk struct {
	table string // parties or dyads as x, which have only what holds, or none
	where string // on x, or without it on r
	args  []any
	plain string // on r
	rest  []any
}

// walk is the way of a query.
func (q *Query) walk() walk {
	plain, rest := q.plain()
	days, bounds := q.days()
	pair := q.pair()
	switch {
	case pair.other != "" && q.Code != "":
		const both = " AND EXISTS (SELECT 1 FROM parties p WHERE p.code = ? AND p.day = x.day AND p.coding = x.coding AND p.report = x.report)"
		return walk{"dyads", "x.one = ? AND x.other = ? AND x.day" + days + both, slices.Concat([]any{pair.one, pair.other}, bounds, []any{q.Code}), plain, rest}
	case pair.other != "":
		return walk{"dyads", "x.one = ? AND x.other = ? AND x.day" + days, slices.Concat([]any{pair.one, pair.other}, bounds), plain, rest}
	case q.Code != "":
		return walk{"parties", "x.code = ? AND x.day" + days, slices.Concat([]any{q.Code}, bounds), plain, rest}
	}
	return walk{"", plain + " AND r.day" + days, slices.Concat(rest, bounds), "1", nil}
}

// as is the name of what has day and coding of a report.
func (w *walk) as() string {
	if w.table == "" {
		return "r"
	}
	return "x"
}

// from is the tables and the condition, with reports as r and, where they are
// asked for, documents as d. CROSS JOIN keeps the order: first who takes part,
// by day. Without documents the reports of other codings are there too if
// nobody is asked for.
func (w *walk) from(documents bool) (string, []any) {
	from := " FROM reports r"
	if w.table != "" {
		from = " FROM " + w.table + " x CROSS JOIN reports r ON r.id = x.report"
	}
	if documents {
		from += " CROSS JOIN documents d ON d.coding = " + w.as() + ".coding"
	}
	return from + " WHERE " + w.where + " AND " + w.plain, slices.Concat(w.args, w.rest)
}

// holding is from with what is needed to find nothing but what holds.
func (w *walk) holding(n sizes) (string, []any) {
	return w.from(w.table == "" && !n.allHold())
}

// Reports finds reports.
func (s *Store) Reports(ctx context.Context, q Query) (*Page, error) {
	p := &Page{}
	w := q.walk()
	if err := s.countPage(ctx, &q, &w, p); err != nil {
		return nil, s.explain("find reports", err)
	}
	if q.CountsOnly || p.Reports == 0 {
		return p, nil
	}
	found, err := s.places(ctx, &w, q.Limit)
	if err != nil {
		return nil, s.explain("find reports", err)
	}
	p.Hits, err = s.load(ctx, found)
	return p, err
}

// countPage counts everything on the way of a query: the reports, and up to the
// bound their articles, events and independent sources.
func (s *Store) countPage(ctx context.Context, q *Query, w *walk, p *Page) error {
	n, err := s.sizes(ctx)
	if err != nil {
		return err
	}
	p.Read = n.documents
	if cond, args, ok := q.counted(); ok {
		err = s.db.QueryRowContext(ctx, "SELECT coalesce(sum(reports), 0) FROM days WHERE "+cond, args...).Scan(&p.Reports)
	} else {
		from, args := w.holding(n)
		err = s.db.QueryRowContext(ctx, "SELECT count(*)"+from, args...).Scan(&p.Reports)
	}
	if err != nil || p.Reports == 0 {
		return err
	}
	if p.Reports > MaxCounted && !q.CountAll {
		p.Articles, p.Events, p.Sources = NotCounted, NotCounted, NotCounted
		return nil
	}
	from, args := w.from(true)
	return s.db.QueryRowContext(ctx, "SELECT count(DISTINCT f.coding), count(DISTINCT m.event), count(DISTINCT nullif("+sourceOf+", '')) FROM (SELECT r.id AS report, r.coding AS coding, d.id AS document"+from+
		") f LEFT JOIN members m ON m.report = f.report LEFT JOIN origins o ON o.document = f.document", args...).Scan(&p.Articles, &p.Events, &p.Sources)
}

// hitPlace is where a report stands.
type hitPlace struct {
	document string
	coding   int64
	n        int
	day      string
}

// places is the first places on the way, the newest day first and an article's
// in the order of its text; all where limit is 0.
func (s *Store) places(ctx context.Context, w *walk, limit int) ([]hitPlace, error) {
	if limit <= 0 {
		limit = -1
	}
	from, args := w.from(true)
	day, coding := w.as()+".day", w.as()+".coding"
	rows, err := s.db.QueryContext(ctx, "SELECT d.document, "+coding+", r.n, "+day+from+" ORDER BY "+day+" DESC, "+coding+" DESC, r.n LIMIT ?", append(args, limit)...)
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
	list, err := s.counts(ctx, "SELECT key, sum(reports) FROM days WHERE kind = 'code' GROUP BY 1 ORDER BY 2 DESC, 1")
	return list, s.explain("count actors", err)
}

// Dyads is every pair of different countries that a report joins, in
// alphabetical order inside the pair, the most frequent first.
func (s *Store) Dyads(ctx context.Context) ([]Count, error) {
	list, err := s.counts(ctx, "SELECT key, sum(reports) FROM days WHERE kind = 'pair' AND "+differ+" GROUP BY 1 ORDER BY 2 DESC, 1")
	return list, s.explain("count dyads", err)
}
