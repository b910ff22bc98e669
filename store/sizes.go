package store

import "context"

// sizes is how many documents, versions and codings there are. Where there are
// as many codings as documents, each holds; and so with the versions.
type sizes struct {
	documents, versions, codings int
}

// state is what changes whenever sizes do, and is read in no time: the last
// rows taken in, and how often something was removed.
type state struct {
	documents, versions, codings, tombstones int64
}

// allHold reports whether no coding was replaced by another.
func (n sizes) allHold() bool { return n.codings == n.documents }

// sizes counts, or remembers what it counted if nothing has changed since:
// counting a million rows takes longer than the rest of a page.
func (s *Store) sizes(ctx context.Context) (sizes, error) {
	var now state
	err := s.db.QueryRowContext(ctx, `SELECT (SELECT coalesce(max(id), 0) FROM documents), (SELECT coalesce(max(id), 0) FROM versions),
		(SELECT coalesce(max(id), 0) FROM codings), (SELECT count(*) FROM tombstones)`).Scan(&now.documents, &now.versions, &now.codings, &now.tombstones)
	if err != nil {
		return sizes{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if now == s.counted && now.documents > 0 {
		return s.known, nil
	}
	var n sizes
	err = s.db.QueryRowContext(ctx, "SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM versions), (SELECT count(*) FROM codings)").
		Scan(&n.documents, &n.versions, &n.codings)
	if err == nil {
		s.counted, s.known = now, n
	}
	return n, err
}
