package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"

	"casus/merge"
	"casus/record"
)

// origins checks that every article was held against the others, or is to be.
func (c *checker) origins(ctx context.Context) error {
	err := c.list(ctx, BadEvent, `SELECT d.document, 'has no origin and is not to be compared' FROM documents d
		WHERE NOT EXISTS (SELECT 1 FROM origins o WHERE o.document = d.id) AND NOT EXISTS (SELECT 1 FROM to_compare t WHERE t.document = d.id) ORDER BY 1`)
	if err != nil {
		return err
	}
	return c.list(ctx, BadEvent, `SELECT d.document, 'is a copy of a copy' FROM origins o JOIN origins x ON x.document = o.copy_of JOIN documents d ON d.id = o.document
		WHERE x.copy_of IS NOT NULL ORDER BY 1`)
}

// members checks that every report that holds, and no other, stands in an
// event or is to be merged.
func (c *checker) members(ctx context.Context) error {
	for _, query := range []string{
		`SELECT r.report, 'stands in no event and is not to be merged' FROM documents d JOIN reports r ON r.coding = d.coding
			WHERE NOT EXISTS (SELECT 1 FROM members m WHERE m.report = r.id) AND NOT EXISTS (SELECT 1 FROM to_merge t WHERE t.report = r.id) ORDER BY 1`,
		`SELECT r.report, 'stands in an event and does not hold' FROM members m JOIN reports r ON r.id = m.report
			WHERE NOT EXISTS (SELECT 1 FROM documents d WHERE d.id = m.document AND d.coding = r.coding) ORDER BY 1`,
		`SELECT r.report, 'stands in an event and cannot be found for the next' FROM members m JOIN reports r ON r.id = m.report
			WHERE NOT EXISTS (SELECT 1 FROM blocks b WHERE b.report = r.id) ORDER BY 1`,
		`SELECT e.event, 'is linked to ' || x.event || ' as ' || l.kind || ', which is itself no event that happens' FROM links l
			JOIN events e ON e.id = l.source JOIN events x ON x.id = l.target WHERE x.kind <> 'event' ORDER BY 1`,
	} {
		if err := c.list(ctx, BadEvent, query); err != nil {
			return err
		}
	}
	return nil
}

// events checks that every event is what its reports say.
func (c *checker) events(ctx context.Context) error {
	return c.each(ctx, `SELECT e.event, e.kind, e.type, e.status, e.first, e.last, e.day, e.reports, e.body,
		coalesce((SELECT json_group_array(json_array(report, type, status)) FROM (SELECT r.report, r.type, r.status FROM members m JOIN reports r ON r.id = m.report WHERE m.event = e.id ORDER BY m.n)), '[]')
		FROM events e ORDER BY e.id`, func(rows *sql.Rows) error {
		var of merge.Event
		var day, body, members string
		var reports int
		if err := rows.Scan(&of.ID, &of.Kind, &of.Type, &of.Status, &of.First, &of.Last, &day, &reports, &body, &members); err != nil {
			return err
		}
		var e Event
		var told [][3]string
		if err := errors.Join(json.Unmarshal([]byte(body), &e), json.Unmarshal([]byte(members), &told)); err != nil {
			c.add(BadEvent, of.ID, "cannot be read: %v", err)
			return nil
		}
		of.Said = e.Said
		c.event(&of, &e, told, day, reports)
		return c.figures(ctx, &e)
	})
}

// event holds one event against its columns and the reports in it, each given
// by id, type and status.
func (c *checker) event(of *merge.Event, e *Event, told [][3]string, day string, reports int) {
	first, last := "", ""
	if of.First <= of.Last {
		first, last = dayText(of.First), dayText(of.Last)
	}
	if got, want := [...]string{e.ID, e.Kind, e.Type, e.Status, e.Day, e.First, e.Last}, [...]string{of.ID, of.Kind, of.Type, of.Status, day, first, last}; got != want || day != dayOfEvent(of) {
		c.add(BadEvent, of.ID, "is looked up as %q, and kept as %q", want, got)
	}
	var ids, types, statuses []string
	for _, t := range told {
		ids, types, statuses = append(ids, t[0]), append(types, t[1]), append(statuses, t[2])
	}
	var kept []string
	for _, m := range e.Reports {
		kept = append(kept, m.Report)
	}
	if !slices.Equal(ids, kept) || reports != len(ids) {
		c.add(BadEvent, of.ID, "counts %d reports, lists %q and has %q", reports, kept, ids)
		return
	}
	if len(ids) == 0 {
		c.add(BadEvent, of.ID, "has no report")
		return
	}
	if want := merge.EventID(ids[0]); want != of.ID {
		c.add(BadEvent, of.ID, "its first report is %s, by which it would be %s", ids[0], want)
	}
	if !slices.Contains(ids, e.Lead) {
		c.add(BadEvent, of.ID, "is shown by %s, which is none of its reports", e.Lead)
	}
	if got, want := [2]string{of.Type, of.Status}, [2]string{most(types), most(statuses)}; got != want {
		c.add(BadEvent, of.ID, "is %s, most of its reports are %s", got, want)
	}
}

// most is the most frequent of a list; of as many the first.
func most(list []string) string {
	count := map[string]int{}
	for _, x := range list {
		count[x]++
	}
	best := ""
	for _, x := range list {
		if best == "" || count[x] > count[best] {
			best = x
		}
	}
	return best
}

// figures holds the numbers of an event against its reports.
func (c *checker) figures(ctx context.Context, e *Event) error {
	for _, side := range []struct {
		what string
		list []Figure
		of   func(*record.Report) *record.Number
	}{
		{"killed", e.Killed, func(r *record.Report) *record.Number { return r.Killed }},
		{"injured", e.Injured, func(r *record.Report) *record.Number { return r.Injured }},
	} {
		for _, f := range side.list {
			for _, id := range f.Reports {
				hit, err := c.Report(ctx, id)
				if errors.Is(err, ErrNotFound) {
					c.add(BadEvent, e.ID, "%s has a number and is not there", id)
					continue
				} else if err != nil {
					return err
				}
				n := side.of(hit.Report)
				if n == nil || !sameBound(n.Min, f.Min) || !sameBound(n.Max, f.Max) {
					c.add(BadEvent, e.ID, "%s %q is not what %s says", side.what, f.Text, id)
				}
			}
		}
	}
	return nil
}

func sameBound(a, b *int) bool { return (a == nil) == (b == nil) && (a == nil || *a == *b) }
