package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"casus/record"
)

// Point is a state of the record: what held when a run ended, what one program
// made of each article, or, the zero Point, what holds now.
type Point struct {
	Run     string          // id of a run
	Program record.Versions // the newest coding by it; wants Run to be empty
}

// HistoryTotals counts what Between compared.
type HistoryTotals struct {
	Articles int // at either point
	Same     int // of them, those whose coding is one and the same at both
	Alone    int // with two programs: those that one of them has not coded, which are left out
}

// Between calls yield with the rows of every document whose coding is not the
// same at two points, in the order of their ids, before nil where it was not there
// yet. Of two programs only what both have coded is compared. What was removed is
// in neither. A run that the store does not know is ErrNotFound. An error of yield
// ends it and comes back unchanged.
func (s *Store) Between(ctx context.Context, from, to Point, yield func(before, after *record.Story) error) (HistoryTotals, error) {
	var t HistoryTotals
	a, args, err := s.at(ctx, from)
	if err != nil {
		return t, err
	}
	b, more, err := s.at(ctx, to)
	if err != nil {
		return t, err
	}
	both := from.Run == "" && to.Run == "" && from != to && from != (Point{}) && to != (Point{})
	err = s.pairsOf(ctx, "SELECT "+a+", "+b+" FROM documents d ORDER BY d.document", append(args, more...), func(a, b int64) error {
		if a == 0 && b == 0 {
			return nil
		}
		t.Articles++
		switch {
		case a == b:
			t.Same++
			return nil
		case both && (a == 0 || b == 0):
			t.Alone++
			return nil
		}
		before, after, err := s.bothStories(ctx, a, b)
		if err != nil {
			return err
		}
		return yield(before, after)
	})
	return t, err
}

// at is an expression for the coding of a document d that a point means, NULL for
// none.
func (s *Store) at(ctx context.Context, p Point) (string, []any, error) {
	switch {
	case p.Run != "":
		n, err := s.runNumber(ctx, p.Run)
		return "(SELECT h.coding FROM history h WHERE h.document = d.id AND h.run <= ? ORDER BY h.id DESC LIMIT 1)", []any{n}, err
	case p.Program != record.Versions{}:
		programs, err := s.programsOf(ctx, p.Program)
		if err == nil && len(programs) == 0 {
			err = fmt.Errorf("program %s: %w", p.Program.ID(), ErrNotFound)
		}
		return "(SELECT max(c.id) FROM codings c JOIN versions v ON v.id = c.version WHERE v.document = d.id AND c.program IN (SELECT value FROM json_each(?)))",
			[]any{jsonList(programs)}, err
	}
	return "d.coding", nil, nil
}

// runNumber is the row number of a run.
func (s *Store) runNumber(ctx context.Context, id string) (int64, error) {
	var n int64
	if _, err := fmt.Sscanf(id, "run-%d", &n); err != nil || runID(n) != id {
		return 0, fmt.Errorf("run %q: %w", id, ErrNotFound)
	}
	err := s.db.QueryRowContext(ctx, "SELECT id FROM runs WHERE id = ?", n).Scan(&n)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, fmt.Errorf("run %q: %w", id, ErrNotFound)
	}
	return n, s.explain("read runs", err)
}

// pairsOf calls yield with rows of two row numbers, 0 for NULL.
func (s *Store) pairsOf(ctx context.Context, query string, args []any, yield func(a, b int64) error) error {
	rows, err := s.db.QueryContext(ctx, query, args...)
	if err != nil {
		return s.explain("read codings", err)
	}
	defer rows.Close()
	for rows.Next() {
		var a, b sql.NullInt64
		if err := rows.Scan(&a, &b); err != nil {
			return s.explain("read codings", err)
		}
		if err := yield(a.Int64, b.Int64); err != nil {
			return err
		}
	}
	return s.explain("read codings", rows.Err())
}

const storyByCoding = "SELECT " + storyColumns + ` FROM codings c JOIN versions v ON v.id = c.version JOIN documents d ON d.id = v.document
	JOIN texts t ON t.version = v.id JOIN programs p ON p.id = c.program WHERE c.id = ?`

// bothStories reads the rows of two codings; 0 is none.
func (s *Store) bothStories(ctx context.Context, a, b int64) (before, after *record.Story, err error) {
	for _, x := range []struct {
		coding int64
		into   **record.Story
	}{{a, &before}, {b, &after}} {
		if x.coding == 0 {
			continue
		}
		if *x.into, err = s.story(s.db.QueryRowContext(ctx, storyByCoding, x.coding)); err != nil {
			return nil, nil, s.explain("read coding", err)
		}
	}
	return before, after, nil
}

// Turns calls yield whenever another coding of a document came to hold: with the
// one that held before and the one that took its place, in the order of the
// documents' ids and of time. An error of yield ends it and comes back unchanged.
func (s *Store) Turns(ctx context.Context, yield func(before, after *record.Story) error) error {
	return s.pairsOf(ctx, `SELECT before, coding FROM (
			SELECT d.document AS document, h.id AS id, h.coding AS coding, lag(h.coding) OVER (PARTITION BY h.document ORDER BY h.id) AS before
			FROM history h JOIN documents d ON d.id = h.document
			WHERE h.document IN (SELECT document FROM history GROUP BY document HAVING count(*) > 1))
		WHERE before IS NOT NULL ORDER BY document, id`, nil,
		func(a, b int64) error {
			before, after, err := s.bothStories(ctx, a, b)
			if err != nil {
				return err
			}
			return yield(before, after)
		})
}

// Held is a coding of a document and when it came to hold.
type Held struct {
	Since    string // the run that made it hold
	Made     string // the run that coded it
	Versions record.Versions
	Text     string // SHA-256 of the text
	Reports  int
	Holds    bool // now
}

// History is the codings of a document in the order in which they came to hold;
// one that was restored stands there again. ErrNotFound is for a document that is
// not there.
func (s *Store) History(ctx context.Context, document string) ([]Held, error) {
	rows, err := s.db.QueryContext(ctx, `SELECT h.run, c.run, p.versions, v.sha256, c.reports, h.id = (SELECT max(id) FROM history WHERE document = d.id)
		FROM documents d JOIN history h ON h.document = d.id JOIN codings c ON c.id = h.coding JOIN versions v ON v.id = c.version
		JOIN programs p ON p.id = c.program WHERE d.document = ? ORDER BY h.id`, document)
	if err != nil {
		return nil, s.explain("read history", err)
	}
	defer rows.Close()
	var list []Held
	for rows.Next() {
		var h Held
		var since, made int64
		var versions string
		if err := rows.Scan(&since, &made, &versions, &h.Text, &h.Reports, &h.Holds); err != nil {
			return nil, s.explain("read history", err)
		}
		if h.Versions, err = versionsOf(versions); err != nil {
			return nil, fmt.Errorf("%s: program: %w", s.dir, err)
		}
		h.Since, h.Made = runID(since), runID(made)
		list = append(list, h)
	}
	if err := rows.Err(); err != nil || len(list) > 0 {
		return list, s.explain("read history", err)
	}
	return nil, ErrNotFound
}

// StoryAt is the row of a document at a point; ErrNotFound where it was not coded
// then.
func (s *Store) StoryAt(ctx context.Context, document string, p Point) (*record.Story, error) {
	coding, args, err := s.at(ctx, p)
	if err != nil {
		return nil, err
	}
	var id sql.NullInt64
	err = s.db.QueryRowContext(ctx, "SELECT "+coding+" FROM documents d WHERE d.document = ?", append(args, document)...).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) || err == nil && !id.Valid {
		return nil, ErrNotFound
	} else if err != nil {
		return nil, s.explain("read document", err)
	}
	_, st, err := s.bothStories(ctx, 0, id.Int64)
	return st, err
}

// Coder is a program that coded texts of the store.
type Coder struct {
	Versions record.Versions
	Articles int // that it coded
	Holds    int // of them, those whose coding holds now
}

// Coders is the programs that coded anything, in the order in which they came.
func (s *Store) Coders(ctx context.Context) ([]Coder, error) {
	rows, err := s.db.QueryContext(ctx, `SELECT p.versions, count(DISTINCT v.document), count(d.id)
		FROM programs p JOIN codings c ON c.program = p.id JOIN versions v ON v.id = c.version LEFT JOIN documents d ON d.coding = c.id
		GROUP BY json_remove(p.versions, '$.again') ORDER BY min(p.id)`)
	if err != nil {
		return nil, s.explain("read programs", err)
	}
	defer rows.Close()
	list := []Coder{}
	for rows.Next() {
		var c Coder
		var versions string
		if err := rows.Scan(&versions, &c.Articles, &c.Holds); err != nil {
			return nil, s.explain("read programs", err)
		}
		if c.Versions, err = versionsOf(versions); err != nil {
			return nil, fmt.Errorf("%s: program: %w", s.dir, err)
		}
		list = append(list, c)
	}
	return list, s.explain("read programs", rows.Err())
}
