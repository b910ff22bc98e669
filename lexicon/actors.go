package lexicon

import (
	"slices"
	"strings"

	"casus/doc"
)

// actorKinds are the kinds of line in actors/*.tsv.
var actorKinds = map[string]ActorKind{
	"organ": Organ, "person": Person, "group": Group, "body": Body, "outlet": Outlet, "firm": Firm,
}

// readActors reads actors/*.tsv. Every actor's name is an alias.
func (ld *loader) readActors() {
	const id, kind, name, country, sector, office, from, to, source = 0, 1, 2, 3, 4, 5, 6, 7, 8
	for _, file := range ld.layer.match("actors/*.tsv") {
		var last *Actor // the actor of the line before
		ld.readTable(file, 9, firstColumn, func(r *row) {
			f := r.fields
			k, ok := actorKinds[f[kind]]
			if !ok {
				r.fail(kind, "kind %q, want organ, person, group, body, outlet or firm", f[kind])
				return
			}
			role := Role{Country: ld.country(r, country), Sector: r.sector(sector), Office: r.optional(office), Source: f[source], Line: r.place()}
			if _, ok := ld.lex.offices[role.Office]; role.Office != "" && !ok {
				r.fail(office, "office %q not a key of en/offices.tsv", role.Office)
			}
			role.From, role.To = r.date(from), r.date(to)
			if !role.From.IsZero() && !role.To.IsZero() && !role.From.Before(role.To) {
				r.fail(to, "to %s is not after from %s", f[to], f[from])
			}
			a := ld.lex.actors[f[id]]
			switch {
			case a != nil && ld.layer.overlay:
				ld.merge(r, a, role, k)
				return
			case a == nil:
				if !isID(f[id]) {
					r.fail(id, "id %q, want letters, digits, hyphens", f[id])
					return
				}
				if f[name] == "" {
					r.fail(name, "no name")
					return
				}
				a = &Actor{ID: f[id], Kind: k, Name: f[name]}
				ld.lex.actors[a.ID] = a
				ld.addName(r, name, a)
			default:
				checkSame(r, a, role, k, a == last)
			}
			a.Roles = append(a.Roles, role)
			last = a
		})
	}
}

// addName makes the name of an actor an alias.
func (ld *loader) addName(r *row, field int, a *Actor) {
	if ld.skips("alias", a.ID, a.Name) {
		return
	}
	ld.add(r, field, Alias{Kind: ActorName, Words: a.Name, Actor: a, made: true})
}

// merge takes a line of the overlay about an actor that is there already. The
// roles of the base that begin on the same day give way to it; a new name is
// the one to print, and the old one stays an alias.
func (ld *loader) merge(r *row, a *Actor, role Role, kind ActorKind) {
	const name = 2
	if a.Kind != kind {
		r.fail(0, "id %q is of another kind at %s", a.ID, a.Roles[0].Line)
		return
	}
	if words := r.fields[name]; words != a.Name && words != "" {
		if ld.named[a.ID] {
			r.fail(name, "id %q has the name %q too", a.ID, a.Name)
			return
		}
		a.Name = words
		ld.addName(r, name, a)
	}
	if ld.named == nil {
		ld.named = map[string]bool{}
	}
	ld.named[a.ID] = true
	a.Roles = slices.DeleteFunc(a.Roles, func(o Role) bool { return o.From == role.From && !strings.HasPrefix(o.Line, OverlayLine) })
	at := len(a.Roles)
	for at > 0 && role.From.Before(a.Roles[at-1].From) {
		at--
	}
	a.Roles = slices.Insert(a.Roles, at, role)
}

// checkSame compares a further line of an actor with those before it. adjacent
// says that the line before is one of them.
func checkSame(r *row, a *Actor, role Role, kind ActorKind, adjacent bool) {
	const name, from = 2, 6
	if a.Kind != kind || a.Name != r.fields[name] {
		r.fail(0, "id %q is another kind or name at %s", a.ID, a.Roles[0].Line)
		return
	}
	if !adjacent && !strings.HasPrefix(a.Roles[0].Line, r.file+":") {
		r.fail(0, "id %q is in two files, the other is at %s", a.ID, a.Roles[0].Line)
	}
	for _, other := range a.Roles {
		if other.Office == role.Office && other.Country == role.Country && other.Sector == role.Sector && other.From == role.From && other.To == role.To {
			r.fail(0, "id %q has the same role at %s", a.ID, other.Line)
		}
	}
	if before := a.Roles[len(a.Roles)-1].From; !role.From.IsZero() && role.From.Before(before) {
		r.fail(from, "not sorted: from %s after %s", role.From, before)
	}
}

func (r *row) date(field int) doc.Date {
	s := r.optional(field)
	if s == "" {
		return doc.Date{}
	}
	d, err := doc.ParseDate(s)
	if err != nil {
		r.fail(field, "%v", err)
	}
	return d
}

func isID(s string) bool {
	for _, c := range []byte(s) {
		if class := ascii[c&0x7f]; c >= 0x80 || class != letter && class != capital && class != digit && class != hyphen {
			return false
		}
	}
	return s != ""
}

// readAliases reads en/aliases/*.tsv.
func (ld *loader) readAliases() {
	const id, words, flags = 0, 1, 2
	for _, file := range ld.layer.match("en/aliases/*.tsv") {
		ld.readTable(file, 4, wholeLine, func(r *row) {
			a := ld.lex.actors[r.fields[id]]
			if a == nil {
				r.fail(id, "alias of unknown actor %q", r.fields[id])
				return
			}
			set := r.flags(flags, ld.allowed("exact", "plural", "the", "weak")...)
			if ld.drops(r, set, "alias", r.fields[id], r.fields[words]) || ld.skips("alias", r.fields[id], r.fields[words]) {
				return
			}
			ld.add(r, words, Alias{
				Kind: ActorName, Words: r.fields[words], Actor: a,
				Exact: set["exact"], Plural: set["plural"], The: set["the"], Weak: set["weak"],
			})
		})
	}
}
