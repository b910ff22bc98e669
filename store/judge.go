package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"casus/merge"
)

// Act is what one command judged: that reports are, or are not, of one event.
// Acts hang on the ids of reports and survive every new coding; those on
// reports that are not there have no effect until they come back.
type Act struct {
	ID      int      `json:"act"` // in the order in which they were made
	Same    bool     `json:"same"`
	Reports []string `json:"reports"` // split off, or one of each event that was joined
	Others  []string `json:"others"`  // that they were split off from; empty for a join
	Judge   string   `json:"judge"`
	Why     string   `json:"why"`
	Made    string   `json:"made"`   // RFC 3339
	Undone  string   `json:"undone"` // RFC 3339; empty while it holds
}

// JudgementError says why a judgement makes no sense.
type JudgementError struct{ message string }

// Error says what was found and what was wanted.
func (e *JudgementError) Error() string { return e.message }

// Split judges that reports are not of the event that they stand in. What
// stays together does so by the rules. Merge has to follow.
func (w *Writer) Split(ctx context.Context, event string, reports []string, judge, why string) error {
	e, err := w.Event(ctx, event)
	if err != nil {
		return err
	}
	if len(reports) == 0 {
		return &JudgementError{"no report to split off " + e.ID + " is named"}
	}
	for _, id := range reports {
		if !slices.ContainsFunc(e.Reports, func(m Member) bool { return m.Report == id }) {
			return &JudgementError{fmt.Sprintf("%s is no report of %s", id, e.ID)}
		}
	}
	var list []merge.Judgement
	for _, id := range reports {
		for _, m := range e.Reports {
			if !slices.Contains(reports, m.Report) {
				list = append(list, merge.Judgement{Report: id, Other: m.Report, By: judge, Why: why})
			}
		}
	}
	if len(list) == 0 {
		return &JudgementError{fmt.Sprintf("no report of %s stays", e.ID)}
	}
	return w.judge(ctx, list, e)
}

// Join judges that two events are one, whatever was judged before of their
// reports. Merge has to follow.
func (w *Writer) Join(ctx context.Context, event, other, judge, why string) error {
	a, err := w.Event(ctx, event)
	if err != nil {
		return err
	}
	b, err := w.Event(ctx, other)
	if err != nil {
		return err
	}
	if a.ID == b.ID {
		return &JudgementError{fmt.Sprintf("%s and %s are one event already", event, other)}
	}
	before, err := w.judgements(ctx, w.db)
	if err != nil {
		return w.explain("judge", err)
	}
	apart := map[[2]string]bool{}
	for _, j := range before {
		apart[[2]string{j.Report, j.Other}], apart[[2]string{j.Other, j.Report}] = !j.Same, !j.Same
	}
	list := []merge.Judgement{{Report: a.Reports[0].Report, Other: b.Reports[0].Report, Same: true, By: judge, Why: why}}
	for i, x := range a.Reports {
		for j, y := range b.Reports {
			if i+j > 0 && apart[[2]string{x.Report, y.Report}] {
				list = append(list, merge.Judgement{Report: x.Report, Other: y.Report, Same: true, By: judge, Why: why})
			}
		}
	}
	return w.judge(ctx, list, a, b)
}

// judge writes an act and marks the reports of events to be merged again.
func (w *Writer) judge(ctx context.Context, list []merge.Judgement, events ...*Event) error {
	err := w.begin(ctx)
	if err == nil {
		ctx := context.WithoutCancel(ctx)
		err = w.end(ctx, func() error {
			var act int
			if err := w.row(ctx, "SELECT coalesce(max(act), 0) + 1 FROM judgements", nil, &act); err != nil {
				return err
			}
			now := w.opts.now()
			for _, j := range list {
				_, err := w.exec(ctx, "INSERT INTO judgements (act, report, other, same, judge, why, made) VALUES (?, ?, ?, ?, ?, ?, ?)", act, j.Report, j.Other, j.Same, j.By, j.Why, now)
				if err != nil {
					return err
				}
			}
			var reports []string
			for _, e := range events {
				for _, m := range e.Reports {
					reports = append(reports, m.Report)
				}
			}
			return w.mergeAgain(ctx, reports)
		}())
	}
	return w.explain("judge", err)
}

// mergeAgain dissolves the events that reports stand in.
func (w *Writer) mergeAgain(ctx context.Context, reports []string) error {
	events, err := w.ids(ctx, "SELECT DISTINCT m.event FROM reports r JOIN members m ON m.report = r.id WHERE r.report IN (SELECT value FROM json_each(?))", jsonList(reports))
	if err != nil {
		return err
	}
	return w.dissolveAll(ctx, events)
}

// Undo takes the last act that holds back and returns it; ErrNotFound where
// there is none. Merge has to follow.
func (w *Writer) Undo(ctx context.Context) (*Act, error) {
	acts, err := w.Acts(ctx)
	if err != nil {
		return nil, err
	}
	acts = slices.DeleteFunc(acts, func(a Act) bool { return a.Undone != "" })
	if len(acts) == 0 {
		return nil, ErrNotFound
	}
	act := &acts[len(acts)-1]
	act.Undone = w.opts.now()
	err = w.begin(ctx)
	if err == nil {
		ctx := context.WithoutCancel(ctx)
		err = w.end(ctx, func() error {
			if _, err := w.exec(ctx, "UPDATE judgements SET undone = ? WHERE act = ?", act.Undone, act.ID); err != nil {
				return err
			}
			return w.mergeAgain(ctx, slices.Concat(act.Reports, act.Others))
		}())
	}
	return act, w.explain("undo", err)
}

// Acts is all that was judged, the oldest first.
func (s *Store) Acts(ctx context.Context) ([]Act, error) {
	rows, err := s.db.QueryContext(ctx, "SELECT act, report, other, same, judge, why, made, undone FROM judgements ORDER BY id")
	if err != nil {
		return nil, s.explain("read judgements", err)
	}
	defer rows.Close()
	list := []Act{}
	for rows.Next() {
		var a Act
		var report, other string
		var undone sql.NullString
		if err := rows.Scan(&a.ID, &report, &other, &a.Same, &a.Judge, &a.Why, &a.Made, &undone); err != nil {
			return nil, s.explain("read judgements", err)
		}
		a.Undone = undone.String
		if len(list) == 0 || list[len(list)-1].ID != a.ID {
			a.Others = []string{}
			list = append(list, a)
		}
		last := &list[len(list)-1]
		last.Reports = with(last.Reports, report)
		if a.Same {
			last.Reports = with(last.Reports, other)
		} else {
			last.Others = with(last.Others, other)
		}
	}
	return list, s.explain("read judgements", rows.Err())
}

// with is a list with one more where it does not have it.
func with(list []string, x string) []string {
	if slices.Contains(list, x) {
		return list
	}
	return append(list, x)
}

// judgements is those that hold, the oldest first.
func (s *Store) judgements(ctx context.Context, q querier) ([]merge.Judgement, error) {
	rows, err := q.QueryContext(ctx, "SELECT report, other, same, judge, why FROM judgements WHERE undone IS NULL ORDER BY id")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []merge.Judgement
	for rows.Next() {
		var j merge.Judgement
		if err := rows.Scan(&j.Report, &j.Other, &j.Same, &j.By, &j.Why); err != nil {
			return nil, err
		}
		list = append(list, j)
	}
	return list, rows.Err()
}

// eventID resolves what names an event: its id, the beginning of it, a report
// of it, or an id that merging retired.
func (s *Store) eventID(ctx context.Context, words string) (string, error) {
	report := "r_" + words[min(len("r_"), len(words)):]
	for _, x := range []struct{ query, arg string }{
		{"SELECT event FROM events WHERE event = ?", words},
		{"SELECT e.event FROM reports r JOIN members m ON m.report = r.id JOIN events e ON e.id = m.event WHERE r.report = ?", report},
		{"SELECT e.event FROM redirects d JOIN reports r ON r.report = d.report JOIN members m ON m.report = r.id JOIN events e ON e.id = m.event WHERE d.event = ?", words},
	} {
		var id string
		err := s.db.QueryRowContext(ctx, x.query, x.arg).Scan(&id)
		if !errors.Is(err, sql.ErrNoRows) {
			return id, err
		}
	}
	var id string
	var n int
	err := s.db.QueryRowContext(ctx, "SELECT coalesce(min(event), ''), count(*) FROM events WHERE event >= ? AND event < ?", words, words+"g").Scan(&id, &n)
	if err == nil && n != 1 {
		err = ErrNotFound
	}
	return id, err
}
