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
}

// Hit is a report with the row that it stands in.
type Hit struct {
	Day    string         // of the event, else of publication; empty if neither is known
	Story  *record.Story  // shared by the hits of one article
	Report *record.Report // one of Story.Reports
}

// Page is what a query found. The counts are of everything that matches, not
// of the hits alone.
type Page struct {
	Hits     []Hit // the newest day first, an article's in the order of its text
	Reports  int
	Articles int // with such a report
	Events   int // that they are of; reports that are not merged yet have none
	Sources  int // independent ones: copies and relays counted once
	Read     int // articles in the store
}

// where makes the condition of a query.
func (q *Query) where() (string, []any) {
	cond, args := []string{"1"}, []any{}
	and := func(c string, values ...any) {
		cond = append(cond, c)
		args = append(args, values...)
	}
	for _, x := range []struct{ column, value string }{
		{"type", q.Type}, {"status", q.Status}, {"country", q.Place},
	} {
		if x.value != "" {
			and("r."+x.column+" = ?", x.value)
		}
	}
	if q.Report != "" {
		and("r.report >= ? AND r.report < ?", q.Report, q.Report+"g") // ids are hexadecimal
	}
	days, bounds := q.days()
	and("r.day"+days, bounds...)
	if q.Code != "" {
		and("r.id IN (SELECT report FROM parties WHERE code = ? AND day"+days+")", append([]any{q.Code}, bounds...)...)
	}
	if q.Dyad[0] != "" {
		one := "SELECT report FROM dyads WHERE actor = ? AND recipient = ? AND day" + days
		there, back := []any{q.Dyad[0], q.Dyad[1]}, []any{q.Dyad[1], q.Dyad[0]}
		and("r.id IN ("+one+" UNION "+one+")", slices.Concat(there, bounds, back, bounds)...)
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

// Reports finds reports.
func (s *Store) Reports(ctx context.Context, q Query) (*Page, error) {
	p := &Page{}
	where, args := q.where()
	from := " FROM reports r JOIN documents d ON d.coding = r.coding WHERE " + where
	err := s.db.QueryRowContext(ctx, "SELECT count(*), count(DISTINCT r.coding), count(DISTINCT m.event), count(DISTINCT nullif("+sourceOf+`, '')), (SELECT count(*) FROM documents)
		FROM reports r JOIN documents d ON d.coding = r.coding LEFT JOIN members m ON m.report = r.id LEFT JOIN origins o ON o.document = d.id WHERE `+where, args...).
		Scan(&p.Reports, &p.Articles, &p.Events, &p.Sources, &p.Read)
	if err != nil {
		return nil, s.explain("find reports", err)
	}
	if q.CountsOnly || p.Reports == 0 {
		return p, nil
	}
	limit := q.Limit
	if limit <= 0 {
		limit = -1
	}
	found, err := s.places(ctx, "SELECT d.document, r.n, r.day"+from+" ORDER BY r.day DESC, r.coding DESC, r.n LIMIT ?", append(args, limit))
	if err != nil {
		return nil, s.explain("find reports", err)
	}
	p.Hits, err = s.load(ctx, found)
	return p, err
}

// hitPlace is where a report stands.
type hitPlace struct {
	document string
	n        int
	day      string
}

func (s *Store) places(ctx context.Context, query string, args []any) ([]hitPlace, error) {
	rows, err := s.db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []hitPlace
	for rows.Next() {
		var p hitPlace
		if err := rows.Scan(&p.document, &p.n, &p.day); err != nil {
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
	rows, err := s.db.QueryContext(ctx, query)
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
