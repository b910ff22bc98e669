package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"slices"

	"casus/record"
)

// Mix is what the reports that hold now came from: what a figure measured on a
// sample of them is held against later.
type Mix struct {
	Articles int          // in the store
	Reports  int          // that hold
	Programs []ProgramMix // the most reports first
	Sources  []Count      // reports by publisher, the most first; "" is not known
}

// ProgramMix is how many of the reports one program coded; 0 where none of its
// articles had any.
type ProgramMix struct {
	Versions record.Versions
	Reports  int
}

// Mix counts the reports that hold by program and by publisher. It reads one
// row an article, not one a report.
func (s *Store) Mix(ctx context.Context) (*Mix, error) {
	m := &Mix{}
	err := s.db.QueryRowContext(ctx, "SELECT count(*), coalesce(sum(c.reports), 0)"+held).Scan(&m.Articles, &m.Reports)
	if err != nil {
		return nil, s.explain("count reports", err)
	}
	m.Sources, err = s.counts(ctx, "SELECT v.publisher, sum(c.reports) AS n"+held+"GROUP BY 1 HAVING n > 0 ORDER BY n DESC, 1")
	if err != nil {
		return nil, s.explain("count reports", err)
	}
	programs, err := s.counts(ctx, "SELECT p.versions, sum(c.reports) AS n"+held+"JOIN programs p ON p.id = c.program GROUP BY 1 ORDER BY n DESC, 1")
	if err != nil {
		return nil, s.explain("count reports", err)
	}
	for _, c := range programs {
		v, err := versionsOf(c.Name)
		if err != nil {
			return nil, fmt.Errorf("%s: program: %w", s.dir, err)
		}
		// Programs of the same versions are one to everybody else.
		i := slices.IndexFunc(m.Programs, func(p ProgramMix) bool { return p.Versions == v })
		if i < 0 {
			i, m.Programs = len(m.Programs), append(m.Programs, ProgramMix{Versions: v})
		}
		m.Programs[i].Reports += c.Number
	}
	slices.SortStableFunc(m.Programs, func(a, b ProgramMix) int { return cmp.Compare(b.Reports, a.Reports) })
	return m, nil
}

// EachReport calls yield with the id and event type of every report that
// holds, in no order that means anything. It keeps none of them in memory. An
// error of yield ends it and comes back unchanged.
func (s *Store) EachReport(ctx context.Context, yield func(id, kind string) error) error {
	return s.pairs(ctx, "SELECT r.report, r.type FROM documents d JOIN reports r ON r.coding = d.coding", yield)
}

// EachRead calls yield with the id and outcome of every article that was read:
// in English, with or without reports. Otherwise it is like EachReport.
func (s *Store) EachRead(ctx context.Context, yield func(document string, outcome Outcome) error) error {
	return s.pairs(ctx, "SELECT d.document, c.outcome"+held+"WHERE c.outcome IN ('"+string(CodedOutcome)+"', '"+string(NoReports)+"')",
		func(document, outcome string) error { return yield(document, Outcome(outcome)) })
}

// pairs calls yield with the rows of two texts that a query gives.
func (s *Store) pairs(ctx context.Context, query string, yield func(a, b string) error) error {
	rows, err := s.db.QueryContext(ctx, query)
	if err != nil {
		return s.explain("read reports", err)
	}
	defer rows.Close()
	for rows.Next() {
		var a, b string
		if err := rows.Scan(&a, &b); err != nil {
			return s.explain("read reports", err)
		}
		if err := yield(a, b); err != nil {
			return err
		}
	}
	return s.explain("read reports", rows.Err())
}

// Report is one report that holds, by its whole id, with the row that it
// stands in; ErrNotFound where there is none.
func (s *Store) Report(ctx context.Context, id string) (Hit, error) {
	var p hitPlace
	err := s.db.QueryRowContext(ctx, "SELECT d.document, r.n, r.day FROM reports r JOIN documents d ON d.coding = r.coding WHERE r.report = ?", id).
		Scan(&p.document, &p.n, &p.day)
	if errors.Is(err, sql.ErrNoRows) {
		return Hit{}, ErrNotFound
	} else if err != nil {
		return Hit{}, s.explain("find report", err)
	}
	hits, err := s.load(ctx, []hitPlace{p})
	if err != nil {
		return Hit{}, err
	}
	if len(hits) == 0 || hits[0].Report.ID != id {
		return Hit{}, ErrNotFound // recoded or removed in between
	}
	return hits[0], nil
}

// reviewLock is the file whose lock a reviewer holds: people may judge while a
// program writes, but not two at once.
const reviewLock = "review.lock"

// LockReview takes the lock of the review in the folder of a store. Where
// another process has it the error is a *LockedError. It is given back by
// closing it, or when the process ends.
func LockReview(dir string) (io.Closer, error) {
	f, err := lock(dir, reviewLock, "reviewing")
	var locked *LockedError
	if err != nil && !errors.As(err, &locked) {
		err = fmt.Errorf("%s: open review: %w", dir, err)
	}
	if err != nil {
		return nil, err
	}
	return f, nil
}
