package store

import (
	"context"
	"maps"
	"slices"

	"casus/record"
)

// index writes what is looked up of a coding.
func (r *Run) index(ctx context.Context, a *Article, coding int64) error {
	s := a.Story
	published := a.Document.Published.Date.String()
	for n := range s.Reports {
		if err := r.indexReport(ctx, &s.Reports[n], coding, n, published); err != nil {
			return err
		}
	}
	for n := range s.Statements {
		var e record.Entity
		if p := s.Statements[n].Speaker; p != nil {
			e = p.Entity
		}
		_, err := r.w.exec(ctx, "INSERT INTO statements (coding, n, actor, country, direct) VALUES (?, ?, ?, ?, ?)",
			coding, n, record.Value(e.Actor), record.Value(e.Country), s.Statements[n].Direct)
		if err != nil {
			return err
		}
	}
	reasons := map[string]int{}
	for i := range s.SetAside {
		reasons[s.SetAside[i].Reason]++
	}
	for _, reason := range slices.Sorted(maps.Keys(reasons)) {
		if _, err := r.w.exec(ctx, "INSERT INTO set_aside (coding, reason, number) VALUES (?, ?, ?)", coding, reason, reasons[reason]); err != nil {
			return err
		}
	}
	return nil
}

func (r *Run) indexReport(ctx context.Context, rep *record.Report, coding int64, n int, published string) error {
	x := columnsOf(rep, published)
	id, err := r.w.exec(ctx, `INSERT INTO reports (coding, n, report, type, mode, status, background, date, date_end, day, country, attribution, source_kind)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		coding, n, x.report, x.kind, x.mode, x.status, x.background, x.date, x.dateEnd, x.day, x.country, x.attribution, x.sourceKind)
	if err != nil {
		return err
	}
	for _, p := range partiesOf(rep) {
		if _, err := r.w.exec(ctx, "INSERT INTO parties (code, day, report, side) VALUES (?, ?, ?, ?)", p.code, x.day, id, p.side); err != nil {
			return err
		}
	}
	for _, d := range rep.Dyads() {
		if _, err := r.w.exec(ctx, "INSERT INTO dyads (actor, recipient, day, report) VALUES (?, ?, ?, ?)", d[0], d[1], x.day, id); err != nil {
			return err
		}
	}
	return nil
}

// columns is what the table of reports has of one report.
type columns struct {
	report, kind, mode, status string
	background                 bool
	date, dateEnd, day         string
	country                    string
	attribution, sourceKind    string
}

func columnsOf(r *record.Report, published string) columns {
	c := columns{
		report: r.ID, kind: r.Type, mode: record.Value(r.Mode), status: r.Status, background: r.Background,
		date: record.Value(r.Date), dateEnd: record.Value(r.DateEnd), day: record.Value(r.Date),
	}
	if c.day == "" {
		c.day = published
	}
	if r.Place != nil {
		c.country = record.Value(r.Place.Country)
	}
	if r.Attribution != nil {
		c.attribution, c.sourceKind = record.Value(r.Attribution.Actor), r.Attribution.Kind
		if c.attribution == "" {
			c.attribution = record.Value(r.Attribution.Country)
		}
	}
	return c
}

// The sides of a report.
const (
	actorSide     = "actor"
	recipientSide = "recipient"
)

// party is a code that takes part on a side.
type party struct {
	code, side string
}

// partiesOf is the countries and actor ids of a report, each once a side.
func partiesOf(r *record.Report) []party {
	var list []party
	for _, side := range []struct {
		name     string
		entities []record.Entity
	}{{actorSide, r.Actors}, {recipientSide, r.Recipients}} {
		for _, code := range codesOf(side.entities) {
			list = append(list, party{code, side.name})
		}
	}
	return list
}

// codesOf is the countries and actor ids of entities, sorted, each once.
func codesOf(list []record.Entity) []string {
	seen := map[string]int{}
	for i := range list {
		for _, code := range []*string{list[i].Country, list[i].Actor} {
			if record.Value(code) != "" {
				seen[*code]++
			}
		}
	}
	return slices.Sorted(maps.Keys(seen))
}
