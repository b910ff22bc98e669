package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"
)

// Target is what is to be removed: one document or everything of one source.
type Target struct {
	Document string // id of a document
	Source   string // publisher, or host without "www."
}

// Removal is what was removed.
type Removal struct {
	Documents int
	Reports   int
}

// Remove takes a document or a source out with its texts, raw bytes, sentences
// and everything coded from them, and leaves a tombstone that says when and
// why: what has one is not taken in again. A document that is not there is
// ErrNotFound; a source may be closed before anything of it has come.
func (w *Writer) Remove(ctx context.Context, t Target, why string) (Removal, error) {
	kind, target := "document", t.Document
	if t.Document == "" {
		kind, target = "source", strings.ToLower(strings.TrimSpace(t.Source))
	}
	if target == "" {
		return Removal{}, errors.New("remove: no document and no source is named")
	}
	var done Removal
	err := w.begin(ctx)
	if err == nil {
		ctx := context.WithoutCancel(ctx)
		err = w.end(ctx, func() error {
			ids, err := w.meant(ctx, kind, target)
			if err != nil {
				return err
			}
			if kind == "document" && len(ids) == 0 {
				return ErrNotFound
			}
			_, err = w.exec(ctx, "INSERT INTO tombstones (kind, target, why, removed) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", kind, target, why, w.opts.now())
			if err != nil {
				return err
			}
			if kind == "source" {
				if err := w.forget(ctx, target); err != nil {
					return err
				}
			}
			days := tally{}
			w.merger = nil // rows that are free now may come back as others
			for _, id := range ids {
				n, err := w.erase(ctx, id, days)
				if err != nil {
					return err
				}
				done.Documents, done.Reports = done.Documents+1, done.Reports+n
			}
			return w.writeDays(ctx, days)
		}())
	}
	if errors.Is(err, ErrNotFound) {
		return Removal{}, err
	}
	if err != nil {
		return Removal{}, w.explain("remove", err)
	}
	// What was removed must not linger in the log.
	_, err = w.conn.ExecContext(context.WithoutCancel(ctx), "PRAGMA wal_checkpoint(TRUNCATE)")
	return done, w.explain("remove", err)
}

// meant is the row numbers of the documents that a target names.
func (w *Writer) meant(ctx context.Context, kind, target string) ([]int64, error) {
	rows, err := w.conn.QueryContext(ctx, "SELECT id, document, publisher, host FROM documents ORDER BY id")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var ids []int64
	for rows.Next() {
		var id int64
		var document, publisher, host string
		if err := rows.Scan(&id, &document, &publisher, &host); err != nil {
			return nil, err
		}
		// Not in SQL, whose lower case knows ASCII alone.
		if kind == "document" && document == target || kind == "source" && (strings.ToLower(publisher) == target || host == target) {
			ids = append(ids, id)
		}
	}
	return ids, rows.Err()
}

// forget deletes what is known of a source besides its documents: pages of it
// that gave none, and its addresses.
func (w *Writer) forget(ctx context.Context, source string) error {
	for _, part := range []struct{ list, remove string }{
		{"SELECT DISTINCT publisher, url FROM failures", "DELETE FROM failures WHERE publisher = ? AND url = ?"},
		{"SELECT '', address FROM visits", "DELETE FROM visits WHERE '' = ? AND address = ?"},
	} {
		rows, err := w.conn.QueryContext(ctx, part.list)
		if err != nil {
			return err
		}
		var found [][2]string
		for rows.Next() {
			var publisher, address string
			if err := rows.Scan(&publisher, &address); err != nil {
				return errors.Join(err, rows.Close())
			}
			if strings.ToLower(publisher) == source || Host(address) == source {
				found = append(found, [2]string{publisher, address})
			}
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			return err
		}
		for _, x := range found {
			if _, err := w.exec(ctx, part.remove, x[0], x[1]); err != nil {
				return err
			}
		}
	}
	return nil
}

// erase deletes a document and all that hangs on it, children first, and
// returns the number of reports that held. These are counted down in days.
func (w *Writer) erase(ctx context.Context, document int64, days tally) (int, error) {
	var reports int
	var coding sql.NullInt64
	err := w.row(ctx, "SELECT coding, (SELECT count(*) FROM reports r WHERE r.coding = d.coding) FROM documents d WHERE id = ?", []any{document}, &coding, &reports)
	if err != nil {
		return 0, err
	}
	if err := w.unmerge(ctx, document, true); err != nil {
		return 0, err
	}
	if err := w.countDown(ctx, coding.Int64, days); err != nil { // of no coding nothing
		return 0, err
	}
	const (
		versions = "(SELECT id FROM versions WHERE document = ?)"
		codings  = "(SELECT id FROM codings WHERE version IN " + versions + ")"
		rows     = "(SELECT id FROM reports WHERE coding IN " + codings + ")"
	)
	for _, query := range []string{
		"UPDATE documents SET coding = NULL WHERE id = ?",
		"DELETE FROM history WHERE document = ?",
		"DELETE FROM dyads WHERE report IN " + rows,
		"DELETE FROM parties WHERE report IN " + rows,
		"DELETE FROM reports WHERE coding IN " + codings,
		"DELETE FROM statements WHERE coding IN " + codings,
		"DELETE FROM set_aside WHERE coding IN " + codings,
		"DELETE FROM codings WHERE version IN " + versions,
		"INSERT INTO search (search, rowid, words) SELECT 'delete', id, words FROM sentence_words WHERE id IN (SELECT id FROM sentences WHERE version IN " + versions + ")",
		"DELETE FROM sentences WHERE version IN " + versions,
		"DELETE FROM texts WHERE version IN " + versions,
		"DELETE FROM raws WHERE version IN " + versions,
		"DELETE FROM visits WHERE address IN (SELECT url FROM versions WHERE document = ?1 UNION SELECT path FROM versions WHERE document = ?1)",
		"DELETE FROM versions WHERE document = ?",
		"DELETE FROM documents WHERE id = ?",
	} {
		if _, err := w.exec(ctx, query, document); err != nil {
			return 0, err
		}
	}
	return reports, nil
}

// Tombstone says that something was removed.
type Tombstone struct {
	Target  Target
	Why     string
	Removed string // RFC 3339
}

// Tombstones is all of them, by kind and target.
func (s *Store) Tombstones(ctx context.Context) ([]Tombstone, error) {
	rows, err := s.db.QueryContext(ctx, "SELECT kind, target, why, removed FROM tombstones ORDER BY kind, target")
	if err != nil {
		return nil, s.explain("read tombstones", err)
	}
	defer rows.Close()
	var list []Tombstone
	for rows.Next() {
		var t Tombstone
		var kind, target string
		if err := rows.Scan(&kind, &target, &t.Why, &t.Removed); err != nil {
			return nil, s.explain("read tombstones", err)
		}
		if kind == "source" {
			t.Target.Source = target
		} else {
			t.Target.Document = target
		}
		list = append(list, t)
	}
	return list, s.explain("read tombstones", rows.Err())
}
