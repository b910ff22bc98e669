package store

import (
	"context"
	"database/sql"
	"errors"

	"casus/merge"
)

// unmerge takes the reports of a document that hold out of their events, and
// marks the others of these events to be merged again; with text also what
// says whose text the article has. It is part of the transaction that takes
// the reports away.
func (w *Writer) unmerge(ctx context.Context, document int64, text bool) error {
	var coding sql.NullInt64
	if err := w.row(ctx, "SELECT coding FROM documents WHERE id = ?", []any{document}, &coding); err != nil || !coding.Valid {
		return err
	}
	events, err := w.ids(ctx, "SELECT DISTINCT event FROM members WHERE document = ?", document)
	if err != nil {
		return err
	}
	// An event whose first report goes gives its id up.
	const others = "FROM members o JOIN reports r ON r.id = o.report WHERE o.event = m.event AND o.document <> ?1"
	_, err = w.exec(ctx, `INSERT OR REPLACE INTO redirects (event, report) SELECT e.event, (SELECT r.report `+others+` ORDER BY o.n LIMIT 1)
		FROM members m JOIN events e ON e.id = m.event WHERE m.document = ?1 AND m.n = 0 AND EXISTS (SELECT 1 `+others+`)`, document)
	if err != nil {
		return err
	}
	if err := w.dissolveAll(ctx, events); err != nil {
		return err
	}
	const reports = "(SELECT id FROM reports WHERE coding = ?)"
	for _, query := range []string{"DELETE FROM blocks WHERE report IN " + reports, "DELETE FROM to_merge WHERE report IN " + reports} {
		if _, err := w.exec(ctx, query, coding.Int64); err != nil {
			return err
		}
	}
	if !text {
		return nil
	}
	return w.uncompare(ctx, document)
}

// dissolveAll takes events out with all that are linked to them, so that these
// are linked anew.
func (w *Writer) dissolveAll(ctx context.Context, events []int64) (err error) {
	for len(events) > 0 && err == nil {
		events, err = w.dissolve(ctx, events)
	}
	return err
}

// uncompare forgets the words of an article, and marks its copies, its
// original and the other copies of that to be compared again.
func (w *Writer) uncompare(ctx context.Context, document int64) error {
	if w.merger != nil {
		w.merger.articles.drop(document)
	}
	st, err := w.textOf(ctx, document)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	if err == nil {
		a := merge.NewArticle(st)
		a.Sketch = merge.NewSketch(st.Text)
		stretch, _, _ := a.Stretch()
		_, err := w.exec(ctx, "DELETE FROM sketches WHERE stretch = ? AND key IN (SELECT value FROM json_each(?)) AND document = ?", stretch, jsonList(a.Sketch.Keys()), document)
		if err != nil {
			return err
		}
	}
	for _, query := range []string{
		"INSERT OR IGNORE INTO to_compare (day, document) SELECT v.day, d.id" + held + `WHERE d.id <> ?1 AND d.id IN (
			SELECT document FROM origins WHERE copy_of = ?1
			UNION SELECT copy_of FROM origins WHERE document = ?1
			UNION SELECT document FROM origins WHERE copy_of = (SELECT copy_of FROM origins WHERE document = ?1))`,
		"UPDATE origins SET copy_of = NULL, percent = 0, why = '' WHERE copy_of = ?1",
		"DELETE FROM origins WHERE document = ?1",
		"DELETE FROM to_compare WHERE document = ?1",
	} {
		if _, err := w.exec(ctx, query, document); err != nil {
			return err
		}
	}
	return nil
}
