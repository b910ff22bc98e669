package store

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"casus/record"
)

// Overview is what is in a store.
type Overview struct {
	Articles   int     `json:"articles"` // documents
	Versions   int     `json:"versions"` // texts of them
	Reports    int     `json:"reports"`  // that hold now
	Statements int     `json:"statements"`
	SetAside   int     `json:"set_aside"`
	Words      int     `json:"words"`
	FirstDay   string  `json:"first_day"` // of publication; empty if no article has a date
	LastDay    string  `json:"last_day"`
	NoDate     int     `json:"no_date"`    // articles without a day of publication
	Outcomes   []Count `json:"outcomes"`   // of articles
	Kinds      []Count `json:"kinds"`      // of articles
	NoArticle  []Count `json:"no_article"` // inputs that were read and hold no article, by code
	Failures   []Count `json:"failures"`   // inputs that could not be read, by code
	Languages  []Count `json:"languages"`
	Sources    []Count `json:"sources"`
	Types      []Count `json:"types"`
	Statuses   []Count `json:"statuses"`
	Reasons    []Count `json:"reasons"` // for setting aside
	Visits     []Count `json:"visits"`  // addresses on the web, by the outcome of the last request
	Tombstones int     `json:"tombstones"`
	Runs       []Made  `json:"runs"`

	// Of the reports that are merged. Sources are independent ones: copies and
	// relays counted once.
	Events      int `json:"events"`
	Denied      int `json:"denied_events"`
	Corrections int `json:"corrections"`
	Independent int `json:"independent_sources"`
	Copies      int `json:"copies"`   // articles that have their text from another
	Unmerged    int `json:"unmerged"` // articles and reports that are to be merged yet
}

// Made is a run as the store remembers it.
type Made struct {
	ID        string          `json:"id"`
	Started   string          `json:"started"`
	Finished  string          `json:"finished"` // empty while it goes on and after a crash
	State     string          `json:"state"`    // running, done, interrupted, failed
	Arguments []string        `json:"arguments"`
	Versions  record.Versions `json:"versions"`
	Totals    Totals          `json:"totals"`
}

// held joins a document with the coding and version that hold.
const held = " FROM documents d JOIN codings c ON c.id = d.coding JOIN versions v ON v.id = c.version "

// Overview counts what is in the store.
func (s *Store) Overview(ctx context.Context) (*Overview, error) {
	o := &Overview{}
	err := s.db.QueryRowContext(ctx, `SELECT count(*), coalesce(sum(c.reports), 0), coalesce(sum(c.statements), 0), coalesce(sum(c.set_aside), 0),
		coalesce(sum(c.words), 0), coalesce(min(nullif(v.day, '')), ''), coalesce(max(v.day), ''), coalesce(sum(v.day = ''), 0),
		(SELECT count(*) FROM versions), (SELECT count(*) FROM tombstones)`+held).
		Scan(&o.Articles, &o.Reports, &o.Statements, &o.SetAside, &o.Words, &o.FirstDay, &o.LastDay, &o.NoDate, &o.Versions, &o.Tombstones)
	if err != nil {
		return nil, s.explain("overview", err)
	}
	const current = " FROM documents d JOIN reports r ON r.coding = d.coding "
	for _, part := range []struct {
		into  *[]Count
		query string
	}{
		{&o.Outcomes, "SELECT c.outcome, count(*)" + held + "GROUP BY 1 ORDER BY 2 DESC, 1"},
		{&o.Kinds, "SELECT v.kind, count(*)" + held + "GROUP BY 1 ORDER BY 2 DESC, 1"},
		{&o.NoArticle, "SELECT code, count(*) FROM failures WHERE read = 1 GROUP BY 1 ORDER BY 2 DESC, 1"},
		{&o.Failures, "SELECT code, count(*) FROM failures WHERE read = 0 GROUP BY 1 ORDER BY 2 DESC, 1"},
		{&o.Languages, "SELECT v.language, count(*)" + held + "GROUP BY 1 ORDER BY 2 DESC, 1"},
		{&o.Sources, "SELECT v.publisher, count(*)" + held + "GROUP BY 1 ORDER BY 2 DESC, 1"},
		{&o.Types, "SELECT key, sum(reports) FROM days WHERE kind = 'type' GROUP BY 1 ORDER BY 2 DESC, 1"},
		{&o.Statuses, "SELECT r.status, count(*)" + current + "GROUP BY 1 ORDER BY 2 DESC, 1"},
		{&o.Reasons, "SELECT a.reason, sum(a.number) FROM documents d JOIN set_aside a ON a.coding = d.coding GROUP BY 1 ORDER BY 2 DESC, 1"},
		{&o.Visits, "SELECT outcome, count(*) FROM visits GROUP BY 1 ORDER BY 2 DESC, 1"},
	} {
		if *part.into, err = s.counts(ctx, part.query); err != nil {
			return nil, s.explain("overview", err)
		}
	}
	page, err := s.Events(ctx, Query{CountsOnly: true})
	if err != nil {
		return nil, err
	}
	o.Events, o.Denied, o.Corrections, o.Independent = page.Events, page.Denied, page.Corrections, page.Sources
	if o.Copies, err = s.copies(ctx); err == nil {
		o.Unmerged, err = s.toMerge(ctx, s.db)
	}
	if err != nil {
		return nil, s.explain("overview", err)
	}
	o.Runs, err = s.Runs(ctx)
	return o, err
}

// Runs is all runs, the oldest first.
func (s *Store) Runs(ctx context.Context) ([]Made, error) {
	rows, err := s.db.QueryContext(ctx, `SELECT r.id, r.started, coalesce(r.finished, ''), r.state, r.arguments, p.versions, r.counts
		FROM runs r JOIN programs p ON p.id = r.program ORDER BY r.id`)
	if err != nil {
		return nil, s.explain("read runs", err)
	}
	defer rows.Close()
	list := []Made{}
	for rows.Next() {
		var m Made
		var id int64
		var arguments, versions, counts []byte
		if err := rows.Scan(&id, &m.Started, &m.Finished, &m.State, &arguments, &versions, &counts); err != nil {
			return nil, s.explain("read runs", err)
		}
		m.ID = runID(id)
		for _, part := range []struct {
			from []byte
			into any
		}{{arguments, &m.Arguments}, {versions, &m.Versions}, {counts, &m.Totals}} {
			if err := json.Unmarshal(part.from, part.into); err != nil {
				return nil, fmt.Errorf("%s: %s: %w", s.dir, m.ID, err)
			}
		}
		list = append(list, m)
	}
	return list, s.explain("read runs", rows.Err())
}

// Denominator is a number of articles read: what counts of reports are held
// against.
type Denominator struct {
	Source   string  // publisher; empty if not known
	Day      string  // of publication; empty if not known
	Language string  // empty if not known
	Kind     string  // of the article; empty where there is none
	Outcome  Outcome // else the code of source.Error of an input without an article
	Articles int     // or inputs
}

// Compare orders by source, day, language, kind and outcome.
func (d Denominator) Compare(e Denominator) int {
	return cmp.Or(strings.Compare(d.Source, e.Source), strings.Compare(d.Day, e.Day), strings.Compare(d.Language, e.Language),
		strings.Compare(d.Kind, e.Kind), strings.Compare(string(d.Outcome), string(e.Outcome)))
}

// Denominators is all that was read, and what could not be, by source, day,
// language, kind and outcome, in this order. Of inputs without an article only
// pages say what they are; those of others are empty.
func (s *Store) Denominators(ctx context.Context) ([]Denominator, error) {
	rows, err := s.db.QueryContext(ctx, `SELECT source, day, language, kind, outcome, sum(n) FROM (
		SELECT v.publisher AS source, v.day AS day, v.language AS language, v.kind AS kind, c.outcome AS outcome, 1 AS n`+held+`
		UNION ALL SELECT publisher, day, language, '', code, 1 FROM failures)
		GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5`)
	if err != nil {
		return nil, s.explain("count articles", err)
	}
	defer rows.Close()
	list := []Denominator{}
	for rows.Next() {
		var d Denominator
		if err := rows.Scan(&d.Source, &d.Day, &d.Language, &d.Kind, &d.Outcome, &d.Articles); err != nil {
			return nil, s.explain("count articles", err)
		}
		list = append(list, d)
	}
	return list, s.explain("count articles", rows.Err())
}
