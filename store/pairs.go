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

var byColumn = map[By]string{ByPair: "x.one || '-' || x.other", ByDay: "x.day", ByType: "r.type"}

// The countries of a key of days, which have no hyphen, and whether they
// differ.
const (
	keyOne   = "substr(key, 1, instr(key, '-') - 1)"
	keyOther = "substr(key, instr(key, '-') + 1)"
	differ   = keyOne + " <> " + keyOther
)

// PairCounts is how many reports between two different countries meet a query,
// by key, leaving out keys without one. Only what occurred or is going on
// counts; a report dated to the month or not at all stands under its month or
// the day of publication.
func (s *Store) PairCounts(ctx context.Context, q Query, by By) (map[string]int, error) {
	query, args, ok := q.countedPairs(by)
	if !ok {
		query, args = q.pairs(by)
	}
	list, err := s.countsOf(ctx, query, args)
	if err != nil {
		return nil, s.explain("count pairs", err)
	}
	counts := map[string]int{}
	for _, c := range list {
		counts[c.Name] = c.Number
	}
	return counts, nil
}

// countedPairs is the query of PairCounts that asks the table of days; not ok
// where that does not have the answer.
func (q *Query) countedPairs(by By) (string, []any, bool) {
	p := q.pair()
	if q.Report != "" || q.Status != "" || q.Place != "" || q.Type != "" || by != ByPair && (by != ByDay || p.other == "") {
		return "", nil, false // of a report of several pairs days have each
	}
	column := map[By]string{ByPair: "key", ByDay: "day"}[by]
	days, args := q.days()
	cond := "kind = 'pair' AND day" + days + " AND " + differ
	if p.other != "" {
		cond, args = cond+" AND key = ?", append(args, p.key())
	}
	if q.Code != "" {
		cond, args = cond+" AND ? IN ("+keyOne+", "+keyOther+")", append(args, q.Code)
	}
	return "SELECT " + column + ", sum(happened) FROM days WHERE " + cond + " GROUP BY 1 HAVING sum(happened) > 0", args, true
}

// pairs is the query of PairCounts that asks the reports. CROSS JOIN keeps the
// order: from what leaves out most.
func (q *Query) pairs(by By) (string, []any) {
	cond, args := q.plain()
	days, bounds := q.days()
	cond, args = cond+" AND x.one <> x.other AND r.status IN ('occurred', 'ongoing') AND x.day"+days, append(args, bounds...)
	from := "reports r CROSS JOIN dyads x ON x.report = r.id"
	if q.Type != "" {
		cond, args = cond+" AND r.day"+days, append(args, bounds...)
	}
	if q.Code != "" { // of a report of several pairs only those with it
		from = "parties p CROSS JOIN dyads x ON x.report = p.report CROSS JOIN reports r ON r.id = x.report"
		cond, args = cond+" AND p.code = ? AND p.day"+days+" AND p.code IN (x.one, x.other)", append(append(args, q.Code), bounds...)
	}
	if p := q.pair(); p.other != "" {
		if q.Code == "" {
			from = "dyads x CROSS JOIN reports r ON r.id = x.report"
		}
		cond, args = cond+" AND x.one = ? AND x.other = ?", append(args, p.one, p.other)
	}
	return "SELECT " + byColumn[by] + ", count(DISTINCT r.id) FROM " + from + " WHERE " + cond + " GROUP BY 1", args
}

// DayCounts is how many reports meet a query on each day that has one, the
// first day first; a report without any day stands first, under "".
func (s *Store) DayCounts(ctx context.Context, q Query) ([]Count, error) {
	if cond, args, ok := q.counted(); ok {
		list, err := s.countsOf(ctx, "SELECT day, reports FROM days WHERE "+cond+" ORDER BY day", args)
		return list, s.explain("count days", err)
	}
	n, err := s.sizes(ctx)
	if err != nil {
		return nil, s.explain("count days", err)
	}
	w := q.walk()
	from, args := w.holding(n)
	list, err := s.countsOf(ctx, "SELECT "+w.as()+".day, count(*)"+from+" GROUP BY 1 ORDER BY 1", args)
	return list, s.explain("count days", err)
}
