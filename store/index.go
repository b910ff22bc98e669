package store

import (
	"context"
	"database/sql"
	"maps"
	"slices"
	"strings"

	"casus/record"
)

// index writes what is looked up of a coding, which is to hold.
func (r *Run) index(ctx context.Context, a *Article, coding int64) error {
	s := a.Story
	published := a.Document.Published.Date.String()
	for n := range s.Reports {
		if err := r.indexReport(ctx, &s.Reports[n], coding, n, published); err != nil {
			return err
		}
	}
	var rows []any
	for n := range s.Statements {
		var e record.Entity
		if p := s.Statements[n].Speaker; p != nil {
			e = p.Entity
		}
		rows = append(rows, coding, n, record.Value(e.Actor), record.Value(e.Country), s.Statements[n].Direct)
	}
	if err := r.w.insert(ctx, "INSERT INTO statements (coding, n, actor, country, direct) VALUES (?, ?, ?, ?, ?)", "", rows); err != nil {
		return err
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

// replace takes the coding of a document that holds out of the events and of
// what is looked up; anew says that another text follows. The rows of its
// reports stay.
func (r *Run) replace(ctx context.Context, document int64, anew bool) error {
	if err := r.w.unmerge(ctx, document, anew); err != nil {
		return err
	}
	var coding sql.NullInt64
	if err := r.w.row(ctx, "SELECT coding FROM documents WHERE id = ?", []any{document}, &coding); err != nil {
		return err
	}
	if err := r.w.countDown(ctx, coding.Int64, r.days); err != nil { // of no coding nothing
		return err
	}
	for _, table := range []string{"parties", "dyads"} {
		if _, err := r.w.exec(ctx, "DELETE FROM "+table+" WHERE report IN (SELECT id FROM reports WHERE coding = ?)", coding.Int64); err != nil {
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
	return r.lookUp(ctx, rep, &x, coding, id)
}

// lookUp writes who takes part in a report of a coding that is to hold, and
// counts it by day; id is its row.
func (r *Run) lookUp(ctx context.Context, rep *record.Report, x *columns, coding, id int64) error {
	parties, pairs := partiesOf(rep), pairsOf(rep)
	r.days.report(x, parties, pairs)
	var args []any
	for _, p := range parties {
		args = append(args, p.code, x.day, coding, id, p.sides)
	}
	if err := r.w.insert(ctx, "INSERT INTO parties (code, day, coding, report, sides) VALUES (?, ?, ?, ?, ?)", "", args); err != nil {
		return err
	}
	args = args[:0]
	for _, p := range pairs {
		args = append(args, p.one, p.other, x.day, coding, id, p.ways)
	}
	return r.w.insert(ctx, "INSERT INTO dyads (one, other, day, coding, report, ways) VALUES (?, ?, ?, ?, ?, ?)", "", args)
}

// restore makes a coding hold again that was replaced before.
func (r *Run) restore(ctx context.Context, document, coding int64) error {
	var packed []byte
	var published string
	err := r.w.row(ctx, "SELECT c.record, v.day FROM codings c JOIN versions v ON v.id = c.version WHERE c.id = ?", []any{coding}, &packed, &published)
	if err != nil {
		return err
	}
	if _, err := r.hold(ctx, document, coding, published, false); err != nil {
		return err
	}
	c, err := r.w.unpackCoded(packed)
	if err != nil {
		return err
	}
	for n := range c.Reports {
		var id int64
		if err := r.w.row(ctx, "SELECT id FROM reports WHERE coding = ? AND n = ?", []any{coding, n}, &id); err != nil {
			return err
		}
		x := columnsOf(&c.Reports[n], published)
		if err := r.lookUp(ctx, &c.Reports[n], &x, coding, id); err != nil {
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

// The sides of a report, as they are added up.
const (
	actorSide     = 1
	recipientSide = 2
)

// party is a code that takes part.
type party struct {
	code  string
	sides int // the sum of actorSide and recipientSide
}

// partiesOf is the countries and actor ids of a report, sorted, each once.
func partiesOf(r *record.Report) []party {
	var list []party
	for i := range r.Actors {
		list = addCodes(list, &r.Actors[i], actorSide)
	}
	for i := range r.Recipients {
		list = addCodes(list, &r.Recipients[i], recipientSide)
	}
	slices.SortFunc(list, func(a, b party) int { return strings.Compare(a.code, b.code) })
	return list
}

// addCodes adds country and actor id of an entity on a side. The lists are
// short.
func addCodes(list []party, e *record.Entity, side int) []party {
	for _, p := range []*string{e.Country, e.Actor} {
		code := record.Value(p)
		if code == "" {
			continue
		}
		i := slices.IndexFunc(list, func(p party) bool { return p.code == code })
		if i < 0 {
			i, list = len(list), append(list, party{code: code})
		}
		list[i].sides |= side
	}
	return list
}
