package lexicon

import "casus/doc"

// excuse is one line of checks.tsv: something that Check would report and that
// is so.
type excuse struct {
	kind     string // "several", "beside" or "vacant"
	office   officeKey
	id       string // of the person, for "beside"
	from, to doc.Date
}

// excuseKinds are the kinds of line in checks.tsv.
var excuseKinds = wordSet("beside several vacant")

// readChecks reads checks.tsv.
func (ld *loader) readChecks() {
	const kind, country, office, id, from, to, why, source = 0, 1, 2, 3, 4, 5, 6, 7
	ld.readTable("checks.tsv", source+1, wholeLine, func(r *row) {
		f := r.fields
		e := excuse{f[kind], officeKey{ld.country(r, country), f[office]}, r.optional(id), r.date(from), r.date(to)}
		switch {
		case !excuseKinds[e.kind]:
			r.fail(kind, "kind %q, want beside, several or vacant", f[kind])
		case f[why] == "":
			r.fail(why, "no reason")
		case (e.kind == "beside") != (e.id != ""):
			r.fail(id, "id %q, want one for beside and - else", f[id])
		case e.id != "" && ld.lex.actors[e.id] == nil:
			r.fail(id, "no actor %q", e.id)
		}
		if _, ok := ld.lex.offices[f[office]]; !ok {
			r.fail(office, "office %q not a key of en/offices.tsv", f[office])
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
