package export

import (
	"slices"

	"casus/ontology"
	"casus/record"
	"casus/store"
)

// tables writes the tables, in CSV and whatever other format has tables.
type tables struct {
	*exporter
	formats []Format
	outputs []*output
	eventsOut, members, links, reports, participants, articles, statements,
	actors, sources, coverage, dyadDay, edges, withdrawn, changes *output
	tally *tally
}

func newTables(e *exporter) *tables {
	return &tables{exporter: e, tally: newTally()}
}

// open makes the files.
func (t *tables) open() error {
	articles := articlesTable
	if t.Text {
		articles.columns = slices.Concat(articles.columns, textColumns)
	}
	for _, x := range []struct {
		into *(*output)
		of   table
	}{
		{&t.eventsOut, eventsTable},
		{&t.members, membersTable},
		{&t.links, linksTable},
		{&t.reports, reportsTable},
		{&t.participants, participantsTable},
		{&t.articles, articles},
		{&t.statements, statementsTable},
		{&t.actors, actorsTable},
		{&t.sources, sourcesTable},
		{&t.coverage, coverageTable},
		{&t.dyadDay, dyadDayTable},
		{&t.edges, edgesTable},
		{&t.withdrawn, withdrawnTable},
		{&t.changes, changesTable},
	} {
		o := &output{table: &x.of}
		for _, f := range t.formats {
			s, err := t.sink(o.table, f)
			if err != nil {
				return err
			}
			o.sinks = append(o.sinks, s)
		}
		*x.into = o
		t.outputs = append(t.outputs, o)
	}
	return nil
}

// sink opens a table in one format.
func (t *tables) sink(of *table, f Format) (sink, error) {
	if f == Parquet {
		return newParquetFile(t.folder, of, t.Program)
	}
	return newCSVFile(t.folder, of)
}

// seen counts an article of a source that is wanted, before reports are
// chosen: what zeros are held against.
func (t *tables) seen(a *article) { t.tally.seen(a) }

func (t *tables) article(a *article) error {
	t.tally.article(a)
	if err := t.articles.write(t.articleRow(a)); err != nil {
		return err
	}
	p := newPoints(a.Story)
	for _, r := range a.reports {
		if err := t.report(a, r, p); err != nil {
			return err
		}
	}
	for i := range a.Statements {
		if err := t.statements.write(statementRow(a, i)); err != nil {
			return err
		}
	}
	return nil
}

// finish writes the tables that only the end knows.
func (t *tables) finish() error {
	for _, step := range []func() error{t.writeActors, t.writeSources, t.writeCoverage, t.writeDyads, t.writeEdges, t.writeWithdrawn, t.writeChanges} {
		if err := step(); err != nil {
			return err
		}
	}
	for _, o := range t.outputs {
		if err := o.close(); err != nil {
			return err
		}
	}
	t.note(t.tally.undatedEvents, "%d events between countries are not dated to the day and stand in no row of dyad_day")
	t.note(t.tally.undated, "%d reports between countries are not dated to the day and stand in no row of dyad_day")
	return nil
}

func (t *tables) articleRow(a *article) row {
	r := row{
		a.Document, optional(record.Value(a.URL)), optional(a.Title), optional(record.Value(a.Publisher)), optional(record.Value(a.Author)), optional(record.Value(a.Published)),
		optional(record.Value(a.Language)), string(outcomeOf(a.Story)), store.KindOf(a.Story), len(a.reports), len(a.Statements), len(a.SetAside), a.Counts.Sentences, a.Counts.Words,
		a.Version, a.version,
	}
	if t.Text {
		r = append(r, optional(a.Text), optional(record.Value(a.Caption)))
	}
	return r
}

// report writes the rows of one report.
func (t *tables) report(a *article, r *record.Report, p *points) error {
	for i := range r.Evidence {
		if err := t.reports.write(t.evidenceRow(a, r, i, p)); err != nil {
			return err
		}
	}
	for _, side := range []struct {
		name string
		list []record.Entity
	}{{"actor", r.Actors}, {"recipient", r.Recipients}} {
		for i := range side.list {
			if err := t.participants.write(t.participantRow(r, side.name, i+1, &side.list[i])); err != nil {
				return err
			}
		}
	}
	return nil
}

func (t *tables) evidenceRow(a *article, r *record.Report, i int, p *points) row {
	e := &r.Evidence[i]
	prefix, suffix := p.around(e)
	out := row{r.ID, optional(a.eventOf(r)), a.Document}
	out = append(out, evidenceCells(e)...)
	out = append(out,
		a.Version, i+1, optional(prefix), optional(suffix), optional(record.Value(r.Date)), optional(record.Value(r.DateEnd)), optional(record.Value(r.DatePrecision)),
		optional(record.Value(a.Published)), r.Type, optional(record.Value(r.Mode)), optional(joined(r.Contexts)), r.Quad, r.Score, optional(r.CAMEO), goldstein(r.CAMEO))
	out = append(out, t.sideCells(r.Actors)...)
	out = append(out, t.sideCells(r.Recipients)...)
	out = append(out, r.Trigger, r.Status, r.Background)
	out = append(out, sourceCells(r.Attribution)...)
	out = append(out, placeCells(r.Place)...)
	out = append(out, numberCells(r.Killed)...)
	out = append(out, numberCells(r.Injured)...)
	return append(out, r.Confidence, r.Trace.Entry, r.Trace.Rule, a.version)
}

// eventOf is the id of the event that a report was merged into; empty where it
// is not merged yet.
func (a *article) eventOf(r *record.Report) string {
	if e := a.events[r.ID]; e != nil {
		return e.ID
	}
	return ""
}

func evidenceCells(e *record.Evidence) row {
	return row{e.Field, e.Start, e.End, e.CharStart, e.CharEnd, e.Quote}
}

// goldstein is the score of a CAMEO code, nil where it has none.
func goldstein(code string) any {
	if score, ok := ontology.Goldstein(code); ok {
		return score
	}
	return nil
}

// sideCells are the cells of one side: lists in the same order.
func (t *tables) sideCells(list []record.Entity) row {
	var words, countries, cow, gw, sectors, ids []string
	for i := range list {
		e := &list[i]
		state := t.States(record.Value(e.Country))
		words, countries, sectors, ids = append(words, e.Text), append(countries, record.Value(e.Country)), append(sectors, record.Value(e.Sector)), append(ids, record.Value(e.Actor))
		cow, gw = append(cow, state.COW), append(gw, state.GW)
	}
	return row{
		optional(joined(words)), optional(joined(countries)), optional(joined(cow)),
		optional(joined(gw)), optional(joined(sectors)), optional(joined(ids)),
	}
}

func entityCells(e *record.Entity) row {
	if e == nil {
		return row{nil, nil, nil, nil}
	}
	return row{optional(e.Text), optional(record.Value(e.Country)), optional(record.Value(e.Sector)), optional(record.Value(e.Actor))}
}

func sourceCells(s *record.Source) row {
	if s == nil {
		return append(entityCells(nil), nil)
	}
	return append(entityCells(&s.Entity), optional(s.Kind))
}

func placeCells(p *record.Place) row {
	if p == nil {
		return make(row, 7)
	}
	return row{
		p.Text, optional(p.Name), optional(p.Level), optional(record.Value(p.Country)), optional(record.Value(p.ID)), optionalFloat(p.Lat), optionalFloat(p.Lon),
	}
}

func numberCells(n *record.Number) row {
	if n == nil {
		return make(row, 3)
	}
	return row{n.Text, optionalInt(n.Min), optionalInt(n.Max)}
}

func (t *tables) participantRow(r *record.Report, side string, position int, e *record.Entity) row {
	state := t.States(record.Value(e.Country))
	out := row{
		r.ID, side, position, optional(actorKey(e)), e.Text, optional(record.Value(e.Country)), optional(state.COW), optional(state.GW),
		optional(record.Value(e.Sector)), optional(record.Value(e.Actor)),
	}
	if e.Role == nil {
		return append(out, nil, nil)
	}
	return append(out, optional(e.Role.ID), optional(e.Role.Office))
}

func statementRow(a *article, i int) row {
	s := &a.Statements[i]
	out := row{a.Document, i + 1}
	out = append(out, evidenceCells(&s.Evidence)...)
	out = append(out, s.Sentence, a.Version, optional(record.Value(a.Published)), s.Direct, optional(record.Value(s.Cue)))
	out = append(out, sourceCells(s.Speaker)...)
	role := ""
	if s.Speaker != nil && s.Speaker.Role != nil {
		role = s.Speaker.Role.Office
	}
	out = append(out, optional(role))
	out = append(out, entityCells(s.Addressee)...)
	out = append(out, entityCells(s.Through)...)
	return append(out, s.Rule, a.version)
}

func (t *tables) writeWithdrawn() error {
	stones, err := t.store.Tombstones(t.ctx)
	if err != nil {
		return err
	}
	for _, s := range stones {
		kind, target := "document", s.Target.Document
		if s.Target.Source != "" {
			kind, target = "source", s.Target.Source
		}
		if err := t.withdrawn.write(row{kind, target, optional(s.Why), s.Removed}); err != nil {
			return err
		}
	}
	return nil
}
