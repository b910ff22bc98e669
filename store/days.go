package store

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
	"strings"

	"casus/ontology"
	"casus/record"
)

// What reports are counted by on each day.
const (
	dayAll  = "all"
	dayCode = "code"
	dayPair = "pair"
	dayType = "type"
)

// dayKey is a row of the table of days.
type dayKey struct {
	kind, key, day string
}

func (k dayKey) compare(l dayKey) int {
	return cmp.Or(strings.Compare(k.kind, l.kind), strings.Compare(k.key, l.key), strings.Compare(k.day, l.day))
}

// dayCount is what comes to a row, or goes from it.
type dayCount struct {
	reports, happened int
}

// tally is by how much the counts of days change.
type tally map[dayKey]dayCount

// add counts a report up, or with by = -1 down.
func (t tally) add(k dayKey, happened bool, by int) {
	n := t[k]
	n.reports += by
	if happened {
		n.happened += by
	}
	t[k] = n
}

// report counts a report that comes.
func (t tally) report(x *columns, parties []party, pairs []pair) {
	happened := x.status == string(ontology.Occurred) || x.status == string(ontology.Ongoing)
	t.add(dayKey{dayAll, "", x.day}, happened, 1)
	t.add(dayKey{dayType, x.kind, x.day}, happened, 1)
	for _, p := range parties {
		t.add(dayKey{dayCode, p.code, x.day}, happened, 1)
	}
	for _, p := range pairs {
		t.add(dayKey{dayPair, p.key(), x.day}, happened, 1)
	}
}

// dayRows is a query for what reports r are counted by, a row for each report
// and key; where says which reports.
func dayRows(where string) string {
	const happened = ", r.status IN ('occurred', 'ongoing') AS happened"
	return "SELECT 'all' AS kind, '' AS key, r.day AS day" + happened + " FROM reports r WHERE " + where +
		" UNION ALL SELECT 'type', r.type, r.day" + happened + " FROM reports r WHERE " + where +
		" UNION ALL SELECT 'code', x.code, x.day" + happened + " FROM reports r CROSS JOIN parties x ON x.report = r.id WHERE " + where +
		" UNION ALL SELECT 'pair', x.one || '-' || x.other, x.day" + happened + " FROM reports r CROSS JOIN dyads x ON x.report = r.id WHERE " + where
}

// countDown counts down the reports of a coding that holds and goes.
func (w *Writer) countDown(ctx context.Context, coding int64, t tally) error {
	stmt, err := w.stmt(ctx, dayRows("r.coding = ?1"))
	if err != nil {
		return err
	}
	rows, err := stmt.QueryContext(ctx, coding)
	if err != nil {
		return err
	}
	for rows.Next() {
		var k dayKey
		var happened bool
		if err := rows.Scan(&k.kind, &k.key, &k.day, &happened); err != nil {
			return errors.Join(err, rows.Close())
		}
		t.add(k, happened, -1)
	}
	return errors.Join(rows.Err(), rows.Close())
}

// writeDays brings the table of days up to date, in the order of its key.
func (w *Writer) writeDays(ctx context.Context, t tally) error {
	var args []any
	var fewer []dayKey
	for _, k := range slices.SortedFunc(maps.Keys(t), dayKey.compare) {
		n := t[k]
		if n != (dayCount{}) {
			args = append(args, k.kind, k.key, k.day, n.reports, n.happened)
		}
		if n.reports < 0 {
			fewer = append(fewer, k)
		}
	}
	err := w.insert(ctx, "INSERT INTO days (kind, key, day, reports, happened) VALUES (?, ?, ?, ?, ?)",
		" ON CONFLICT DO UPDATE SET reports = reports + excluded.reports, happened = happened + excluded.happened", args)
	for _, k := range fewer {
		if err == nil {
			_, err = w.exec(ctx, "DELETE FROM days WHERE kind = ? AND key = ? AND day = ? AND reports = 0", k.kind, k.key, k.day)
		}
	}
	return err
}

// counted is the rows of the table of days that say how many reports meet the
// query, as a condition; not ok where none do.
func (q *Query) counted() (cond string, args []any, ok bool) {
	if q.Report != "" || q.Status != "" || q.Place != "" {
		return "", nil, false
	}
	kind, key, asked := dayAll, "", 0
	for _, x := range []struct{ kind, key string }{{dayCode, q.Code}, {dayPair, q.pair().key()}, {dayType, q.Type}} {
		if x.key != "" {
			kind, key = x.kind, x.key
			asked++
		}
	}
	days, bounds := q.days()
	return "kind = ? AND key = ? AND day" + days, append([]any{kind, key}, bounds...), asked <= 1
}

// pair is two countries in alphabetical order.
type pair struct {
	one, other string
	ways       int // the sum of oneWay and otherWay
}

// The ways of a pair.
const (
	oneWay   = 1 // one acts on other
	otherWay = 2
)

// newPair is the pair of who acts and on whom.
func newPair(actor, recipient string) pair {
	if actor <= recipient {
		return pair{actor, recipient, oneWay}
	}
	return pair{recipient, actor, otherWay}
}

// key is the pair as one text, "IRN-ISR"; empty for none.
func (p pair) key() string {
	if p.other == "" {
		return ""
	}
	return p.one + "-" + p.other
}

// pairsOf is the pairs of countries of a report, sorted, each once.
func pairsOf(r *record.Report) []pair {
	var list []pair
	for _, d := range r.Dyads() {
		p := newPair(d[0], d[1])
		i := slices.IndexFunc(list, func(q pair) bool { return q.one == p.one && q.other == p.other })
		if i < 0 {
			i, list = len(list), append(list, pair{one: p.one, other: p.other})
		}
		list[i].ways |= p.ways
	}
	slices.SortFunc(list, func(a, b pair) int { return cmp.Or(strings.Compare(a.one, b.one), strings.Compare(a.other, b.other)) })
	return list
}
