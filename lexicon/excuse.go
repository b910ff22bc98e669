package lexicon

import (
	"fmt"
	"slices"

	"casus/doc"
)

// excuse is one line of checks.tsv: something that Check would report and that
// is so, or is known to be unknown.
type excuse struct {
	kind     string // one of excuseKinds
	office   officeKey
	id       string // of the actor, for "beside" and "name"
	from, to doc.Date
	why      string
	line     string
}

// excuseKinds are the kinds of line in checks.tsv, and whether a line of the
// kind is about an actor.
var excuseKinds = map[string]bool{"beside": true, "name": true, "several": false, "unknown": false, "vacant": false}

// readChecks reads checks.tsv.
func (ld *loader) readChecks() {
	const kind, country, office, id, from, to, why, source = 0, 1, 2, 3, 4, 5, 6, 7
	ld.readTable("checks.tsv", source+1, wholeLine, func(r *row) {
		f := r.fields
		e := excuse{kind: f[kind], id: r.optional(id), from: r.date(from), to: r.date(to), why: f[why], line: r.place()}
		ofActor, known := excuseKinds[e.kind]
		switch {
		case !known:
			r.fail(kind, "kind %q, want beside, name, several, unknown or vacant", f[kind])
		case e.why == "":
			r.fail(why, "no reason")
		case ofActor != (e.id != ""):
			r.fail(id, "id %q, want one for beside and name and - else", f[id])
		case ofActor && ld.lex.actors[e.id] == nil:
			r.fail(id, "no actor %q", e.id)
		}
		if e.kind != "name" {
			e.office = officeKey{ld.country(r, country), f[office]}
			if _, ok := ld.lex.offices[f[office]]; !ok {
				r.fail(office, "office %q not a key of en/offices.tsv", f[office])
			}
		} else if f[country] != "-" || f[office] != "-" {
			r.fail(country, "country %q and office %q, want - for name", f[country], f[office])
		}
		ld.lex.excuses = append(ld.lex.excuses, e)
	})
}

// excused reports whether checks.tsv explains what was found of an office on a
// day.
func (l *Lexicon) excused(kind string, office officeKey, id string, day doc.Date) bool {
	for i := range l.excuses {
		e := &l.excuses[i]
		if e.kind == kind && e.office == office && (e.id == "" || e.id == id) && (Role{From: e.from, To: e.to}).Covers(day) {
			return true
		}
	}
	return false
}

// meant reports whether checks.tsv says that the names of an actor are meant as
// they are.
func (l *Lexicon) meant(id string) bool {
	return slices.ContainsFunc(l.excuses, func(e excuse) bool { return e.kind == "name" && e.id == id })
}

// lacking is how checks.tsv has a column of Coverage that nobody fills now:
// Unknown, NotNeeded when it is vacant, NoCover when it says nothing.
func (l *Lexicon) lacking(country, column string) Cover {
	for i := range l.excuses {
		e := &l.excuses[i]
		if e.office.country != country || columnOffices[e.office.office] != column || !e.to.IsZero() {
			continue
		}
		switch e.kind {
		case "unknown":
			return Unknown
		case "vacant":
			return NotNeeded
		}
	}
	return NoCover
}

// Declared lists the offices of which checks.tsv says that the lexicon does not
// know who holds them, as faults of the kind "unknown", in the order of the
// file. They are no faults to Check.
func (l *Lexicon) Declared() []Fault {
	var list []Fault
	for i := range l.excuses {
		if e := &l.excuses[i]; e.kind == "unknown" {
			term := days(&Role{From: e.from, To: e.to})
			list = append(list, Fault{UnknownOffice, fmt.Sprintf("%s %s, %s: %s", e.office.country, e.office.office, term, e.why), []string{e.line}})
		}
	}
	return list
}
