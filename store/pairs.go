package store

import "context"

// By is what reports are counted by.
type By string

// The ways of counting.
const (
	ByPair By = "dyad" // two countries in alphabetical order: "IRN-ISR"
	ByDay  By = "day"
	ByType By = "type"
)

var byColumn = map[By]string{ByPair: "min(x.actor, x.recipient) || '-' || max(x.actor, x.recipient)", ByDay: "x.day", ByType: "r.type"}

// PairCounts is how many reports between two different countries meet a query,
// by key, leaving out keys without one. Only what occurred or is going on
// counts; a report dated to the month or not at all stands under its month or
// the day of publication.
func (s *Store) PairCounts(ctx context.Context, q Query, by By) (map[string]int, error) {
	where, args := q.where()
	if q.Code != "" { // of a report of several pairs only those with it
		where, args = where+" AND ? IN (x.actor, x.recipient)", append(args, q.Code)
	}
	if a, b := q.Dyad[0], q.Dyad[1]; a != "" {
		where, args = where+" AND (x.actor, x.recipient) IN (VALUES (?, ?), (?, ?))", append(args, a, b, b, a)
	}
	list, err := s.countsOf(ctx, "SELECT "+byColumn[by]+", count(DISTINCT r.id) FROM reports r JOIN documents d ON d.coding = r.coding JOIN dyads x ON x.report = r.id"+
		" WHERE x.actor <> x.recipient AND r.status IN ('occurred', 'ongoing') AND "+where+" GROUP BY 1", args)
	if err != nil {
		return nil, s.explain("count pairs", err)
	}
	counts := map[string]int{}
	for _, c := range list {
		counts[c.Name] = c.Number
	}
	return counts, nil
}

// DayCounts is how many reports meet a query on each day that has one, the
// first day first; a report without any day stands first, under "".
func (s *Store) DayCounts(ctx context.Context, q Query) ([]Count, error) {
	n, err := s.sizes(ctx)
	if err != nil {
		return nil, s.explain("count days", err)
	}
	ids, args := reportIDs(q.walks(), n.allHold())
	list, err := s.countsOf(ctx, "SELECT day, count(*) FROM ("+ids+") GROUP BY day ORDER BY day", args)
	return list, s.explain("count days", err)
}
