package export

import (
	"maps"
	"slices"
	"strings"
	"time"

	"casus/ontology"
	"casus/record"
	"casus/store"
)

// tally counts what the summary tables say. It grows with the actors, the
// outlets, and the pairs of countries with their days, not with the archive.
type tally struct {
	actors  map[string]*actorTally
	sources map[string]*sourceTally
	covered map[store.Denominator]int       // articles; the number in the key is 0
	dyads   map[[2]string]map[int]dyadTally // by day since 1970-01-01
	edges   map[edge]*edgeTally
	read    map[int]int // articles read by day of publication

	undated, undatedEvents int // reports and events with a dyad that are not dated to the day
}

// period is the first and the last day of something, as text; empty if none is
// known.
type period struct {
	first, last string
}

func (p *period) add(day string) {
	if day == "" {
		return
	}
	if p.first == "" || day < p.first {
		p.first = day
	}
	if day > p.last {
		p.last = day
	}
}

type actorTally struct {
	id                                                             string
	codes                                                          map[[2]string]int // country and sector
	events, reports, asActor, asRecipient, notOccurred, statements int
	period
}

type sourceTally struct {
	articles, read, coded, events, reports, statements, words int
	period
}

// dyadTally is events and reports by quad class; 0 is for those that did not
// occur.
type dyadTally struct {
	events, reports [5]int32
}

type edge struct {
	source, target, kind string
	mutual               bool
}

type edgeTally struct {
	events, weight, notOccurred int
	period
}

func newTally() *tally {
	return &tally{
		actors: map[string]*actorTally{}, sources: map[string]*sourceTally{}, covered: map[store.Denominator]int{}, dyads: map[[2]string]map[int]dyadTally{},
		edges: map[edge]*edgeTally{}, read: map[int]int{},
	}
}

// actorKey is who an entity is among actors: the id in the lexicon, else
// country and sector; empty for words without a code.
func actorKey(e *record.Entity) string {
	country, sector := record.Value(e.Country), record.Value(e.Sector)
	switch {
	case record.Value(e.Actor) != "":
		return *e.Actor
	case sector == "":
		return country
	}
	return country + "-" + sector
}

// seen counts an article before reports are chosen.
func (t *tally) seen(a *article) {
	s := t.source(a)
	s.articles++
	s.add(a.day)
	published := record.Value(a.Published)
	t.covered[store.Denominator{
		Source: record.Value(a.Publisher), Day: published[:min(len(published), len("2006-01-02"))], Language: record.Value(a.Language),
		Kind: store.KindOf(a.Story), Outcome: outcomeOf(a.Story),
	}]++
	if !a.read {
		return
	}
	s.read++
	s.words += a.Counts.Words
	if day, ok := dayNumber(a.day); ok {
		t.read[day]++
	}
}

func (t *tally) source(a *article) *sourceTally {
	return t.outlet(record.Value(a.Publisher))
}

func (t *tally) outlet(name string) *sourceTally {
	if t.sources[name] == nil {
		t.sources[name] = &sourceTally{}
	}
	return t.sources[name]
}

// article counts what is left of an article.
func (t *tally) article(a *article) {
	s := t.source(a)
	s.reports += len(a.reports)
	s.statements += len(a.Statements)
	if len(a.reports) > 0 {
		s.coded++
	}
	for _, r := range a.reports {
		t.report(r)
	}
	for i := range a.Statements {
		if p := a.Statements[i].Speaker; p != nil {
			if x := t.actor(&p.Entity); x != nil {
				x.statements++
			}
		}
	}
}

// actor is the tally of an entity, nil for words without a code.
func (t *tally) actor(e *record.Entity) *actorTally {
	key := actorKey(e)
	if key == "" {
		return nil
	}
	a := t.somebody(key)
	if a.id == "" {
		a.id = record.Value(e.Actor)
	}
	a.codes[[2]string{record.Value(e.Country), record.Value(e.Sector)}]++
	return a
}

func (t *tally) somebody(key string) *actorTally {
	if t.actors[key] == nil {
		t.actors[key] = &actorTally{codes: map[[2]string]int{}}
	}
	return t.actors[key]
}

func (t *tally) report(r *record.Report) {
	day := ""
	if record.Value(r.DatePrecision) == "day" {
		day = dayOf(r.Date)
	}
	occurs := occurred(r)
	actors, recipients := t.side(r.Actors), t.side(r.Recipients)
	for _, key := range union(actors, recipients) {
		a := t.actors[key]
		a.reports++
		a.add(day)
		if !occurs {
			a.notOccurred++
		}
	}
	for _, key := range actors {
		t.actors[key].asActor++
	}
	for _, key := range recipients {
		t.actors[key].asRecipient++
	}
	t.dyad(r, day, occurs)
	for _, e := range edgesOf(r.Type, r, actors, recipients) {
		x := t.edge(e)
		x.weight++
		x.add(day)
		if !occurs {
			x.notOccurred++
		}
	}
}

func (t *tally) edge(e edge) *edgeTally {
	if t.edges[e] == nil {
		t.edges[e] = &edgeTally{}
	}
	return t.edges[e]
}

// days is the counts of a pair of countries by day.
func (t *tally) days(pair [2]string) map[int]dyadTally {
	if t.dyads[pair] == nil {
		t.dyads[pair] = map[int]dyadTally{}
	}
	return t.dyads[pair]
}

// side is the keys of the entities of a side, sorted, each once.
func (t *tally) side(list []record.Entity) []string {
	var keys []string
	for i := range list {
		if t.actor(&list[i]) != nil {
			keys = append(keys, actorKey(&list[i]))
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

func union(a, b []string) []string {
	all := slices.Concat(a, b)
	slices.Sort(all)
	return slices.Compact(all)
}

// edgesOf is the pairs of a report, under an event type. Actors without a recipient act on one
// another; each pair of them stands once.
func edgesOf(kind string, r *record.Report, actors, recipients []string) []edge {
	var list []edge
	if len(r.Recipients) > 0 {
		for _, a := range actors {
			for _, b := range recipients {
				list = append(list, edge{a, b, kind, false})
			}
		}
		return list
	}
	for i, a := range actors {
		for _, b := range actors[i+1:] {
			list = append(list, edge{a, b, kind, true})
		}
	}
	return list
}

// dyad counts a report for its pairs of countries.
func (t *tally) dyad(r *record.Report, day string, occurs bool) {
	pairs := r.Dyads()
	number, ok := dayNumber(day)
	if !ok && len(pairs) > 0 {
		t.undated++
	}
	for _, pair := range pairs {
		days := t.days(pair)
		if !ok {
			continue
		}
		class := 0
		if occurs {
			class = r.Quad
		}
		x := days[number]
		x.reports[class]++
		days[number] = x
	}
}

// occurred reports whether a report tells of something that took place.
func occurred(r *record.Report) bool {
	return r.Status == string(ontology.Occurred) || r.Status == string(ontology.Ongoing)
}

const secondsOfDay = 24 * 60 * 60

// dayNumber is the days since 1970-01-01 of a day as text.
func dayNumber(day string) (int, bool) {
	d, err := time.Parse(time.DateOnly, day)
	return int(d.Unix() / secondsOfDay), err == nil
}

// dayText is the day of a number.
func dayText(day int) string {
	return time.Unix(int64(day)*secondsOfDay, 0).UTC().Format(time.DateOnly)
}

func (t *tables) writeActors() error {
	for _, key := range slices.Sorted(maps.Keys(t.tally.actors)) {
		a := t.tally.actors[key]
		codes := mostFrequent(a.codes)
		state := t.States(codes[0])
		name := ""
		switch {
		case a.id != "":
			name = t.Name(a.id)
		case codes[1] == "":
			name = state.Name
		}
		err := t.actors.write(row{
			key, optional(name), optional(a.id), optional(codes[0]), optional(state.COW), optional(state.GW), optional(codes[1]),
			a.events, a.reports, a.asActor, a.asRecipient, a.notOccurred, a.statements, optional(a.first), optional(a.last),
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// mostFrequent is the pair with the highest count, the first in alphabetical
// order of several.
func mostFrequent(counts map[[2]string]int) [2]string {
	var best [2]string
	for _, x := range slices.SortedFunc(maps.Keys(counts), comparePairs) {
		if counts[x] > counts[best] {
			best = x
		}
	}
	return best
}

func comparePairs(a, b [2]string) int {
	if c := strings.Compare(a[0], b[0]); c != 0 {
		return c
	}
	return strings.Compare(a[1], b[1])
}

func (t *tables) writeSources() error {
	for _, name := range slices.Sorted(maps.Keys(t.tally.sources)) {
		s := t.tally.sources[name]
		err := t.sources.write(row{
			optional(name), s.articles, s.read, s.coded, s.events, s.reports, s.statements, s.words, optional(s.first), optional(s.last),
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// writeCoverage writes the articles that were seen and what else was read.
func (t *tables) writeCoverage() error {
	all, err := t.store.Denominators(t.ctx)
	if err != nil {
		return err
	}
	for _, d := range all {
		if d.Kind == "" && t.Filter.ofPublisher(d.Source) {
			n := d.Articles
			d.Articles = 0
			t.tally.covered[d] += n
		}
	}
	for _, d := range slices.SortedFunc(maps.Keys(t.tally.covered), store.Denominator.Compare) {
		err := t.coverage.write(row{
			optional(d.Source), optional(d.Day), optional(d.Language), optional(d.Kind), string(d.Outcome), t.tally.covered[d],
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// writeDyads writes a row for each pair and day, zeros too.
func (t *tables) writeDyads() error {
	first, last := t.days()
	for _, pair := range slices.SortedFunc(maps.Keys(t.tally.dyads), comparePairs) {
		counts := t.tally.dyads[pair]
		days := slices.Collect(maps.Keys(counts))
		for day := first; day <= last; day++ {
			days = append(days, day)
		}
		slices.Sort(days)
		a, b := t.States(pair[0]), t.States(pair[1])
		for _, day := range slices.Compact(days) {
			out := row{pair[0], optional(a.COW), optional(a.GW), pair[1], optional(b.COW), optional(b.GW), dayText(day)}
			for _, n := range [][5]int32{counts[day].events, counts[day].reports} {
				out = append(out, int(n[0]+n[1]+n[2]+n[3]+n[4]), int(n[1]), int(n[2]), int(n[3]), int(n[4]), int(n[0]))
			}
			err := t.dyadDay.write(append(out, t.tally.read[day]))
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// days is the first and the last day of zeros: the days of publication of the
// articles read, inside the bounds asked for. There is none where last is
// before first.
func (t *tables) days() (first, last int) {
	first, last = 0, -1
	for day := range t.tally.read {
		if last < first {
			first, last = day, day
		}
		first, last = min(first, day), max(last, day)
	}
	if since, ok := dayNumber(t.Filter.Since); ok {
		first = max(first, since)
	}
	if until, ok := dayNumber(t.Filter.Until); ok {
		last = min(last, until)
	}
	return first, last
}

func (t *tables) writeEdges() error {
	for _, e := range slices.SortedFunc(maps.Keys(t.tally.edges), compareEdges) {
		x := t.tally.edges[e]
		direction := "directed"
		if e.mutual {
			direction = "mutual"
		}
		if err := t.edges.write(row{e.source, e.target, e.kind, direction, x.events, x.weight, x.notOccurred, optional(x.first), optional(x.last)}); err != nil {
			return err
		}
	}
	return nil
}

func compareEdges(a, b edge) int {
	c := slices.Compare([]string{a.source, a.target, a.kind}, []string{b.source, b.target, b.kind})
	switch {
	case c != 0:
		return c
	case a.mutual == b.mutual:
		return 0
	case b.mutual:
		return -1
	}
	return 1
}
