package store

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// Visit is what was last seen at an address on the web.
type Visit struct {
	Address      string    // as asked for
	Feed         string    // that names it; empty for none
	Outcome      string    // of package gather
	ETag         string    // of what came last; empty for none
	LastModified string    // likewise
	At           time.Time // of the last request
	Took         bool      // something was read there at some time
}

// Visited is the last visit to an address, the zero Visit for none.
func (s *Store) Visited(ctx context.Context, address string) (Visit, error) {
	v := Visit{Address: address}
	var asked string
	err := s.db.QueryRowContext(ctx, "SELECT feed, outcome, etag, last_modified, asked, took FROM visits WHERE address = ?", address).
		Scan(&v.Feed, &v.Outcome, &v.ETag, &v.LastModified, &asked, &v.Took)
	if errors.Is(err, sql.ErrNoRows) {
		return Visit{}, nil
	} else if err != nil {
		return Visit{}, s.explain("read visits", err)
	}
	v.At, err = time.Parse(time.RFC3339, asked)
	return v, s.explain("read visits", err)
}

// Closed reports whether a document, or the source at its host, was removed: it
// need not be asked for. document is a canonical address.
func (s *Store) Closed(ctx context.Context, document string) (bool, error) {
	var n int
	err := s.db.QueryRowContext(ctx, "SELECT count(*) FROM tombstones WHERE kind = 'document' AND target = ? OR kind = 'source' AND target = ?", document, Host(document)).Scan(&n)
	return n > 0, s.explain("read tombstones", err)
}

// Visit writes down a visit to an address, together with what was added of it
// before or later. One without a request changes nothing and is counted.
func (r *Run) Visit(ctx context.Context, v Visit) error {
	return r.inTransaction(ctx, func() error {
		r.countVisit(v)
		if v.At.IsZero() {
			return nil
		}
		_, err := r.w.exec(context.WithoutCancel(ctx), `INSERT INTO visits (address, feed, outcome, etag, last_modified, asked, took, run) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (address) DO UPDATE SET feed = excluded.feed, outcome = excluded.outcome, etag = excluded.etag,
			last_modified = excluded.last_modified, asked = excluded.asked, took = excluded.took, run = excluded.run`,
			v.Address, v.Feed, v.Outcome, v.ETag, v.LastModified, v.At.UTC().Format(time.RFC3339), v.Took, r.id)
		return err
	})
}

// The outcomes that are counted apart; all others are addresses that gave
// nothing. They are those of package gather.
const (
	visitFetched    = "fetched"
	visitNoArticle  = "no-article"
	visitUnchanged  = "unchanged"
	visitPassedOver = "passed-over"
)

func (r *Run) countVisit(v Visit) {
	switch v.Outcome {
	case visitFetched, visitNoArticle:
		r.counts.Fetched++
	case visitUnchanged:
		r.counts.Unchanged++
	case visitPassedOver:
		r.counts.NotAsked++
	default:
		r.counts.NotFetched++
	}
}
