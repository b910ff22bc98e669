package lexicon

import "strings"

// Country is one line of states.tsv: a state, an observer or a territory with
// a code of its own.
type Country struct {
	Code    string // ISO 3166-1 alpha-3
	ISO2    string
	Numeric string // three digits; empty where there is none
	COW     string // Correlates of War number; empty where not known
	GW      string // Gleditsch and Ward's number; empty where not known
	Name    string // the name to print
	Kind    string // "member" (of the United Nations), "observer", "other", "territory"

	// Adjective is the first adjective of state-names.tsv that is not weak,
	// else the first, "Iranian"; empty where there is none.
	Adjective string
}

// stateKinds are the kinds of line in states.tsv.
var stateKinds = wordSet("member observer other territory")

// readStates reads states.tsv. Every state becomes an actor with its code as
// id, and its name an alias.
func (ld *loader) readStates() {
	const code, iso2, numeric, cow, gw, name, kind, source = 0, 1, 2, 3, 4, 5, 6, 7
	ld.readTable("states.tsv", 8, wholeLine, func(r *row) {
		f := r.fields
		if !isUpper(f[code], 3) {
			r.fail(code, "code %q, want three capitals", f[code])
			return
		}
		if ld.lex.states[f[code]] != nil {
			r.fail(code, "country code %q given twice", f[code])
			return
		}
		if f[iso2] != "" && !isUpper(f[iso2], 2) {
			r.fail(iso2, "code %q, want two capitals", f[iso2])
		}
		if f[numeric] != "" && (len(f[numeric]) != 3 || !isNumber(f[numeric])) {
			r.fail(numeric, "number %q, want three digits", f[numeric])
		}
		for _, i := range []int{cow, gw} {
			if !isNumber(f[i]) {
				r.fail(i, "number %q, want digits", f[i])
			}
		}
		if f[name] == "" {
			r.fail(name, "no name")
		}
		if !stateKinds[f[kind]] {
			r.fail(kind, "kind %q, want member, observer, other or territory", f[kind])
		}
		ld.lex.states[f[code]] = &Country{Code: f[code], ISO2: f[iso2], Numeric: f[numeric], COW: f[cow], GW: f[gw], Name: f[name], Kind: f[kind]}
		ld.lex.actors[f[code]] = &Actor{ID: f[code], Kind: State, Name: f[name], Roles: []Role{
			{Country: f[code], Sector: "GOV", Source: f[source], Line: r.place()},
		}}
	})
}

// stateNameKinds are the kinds of line in state-names.tsv.
var stateNameKinds = map[string]AliasKind{
	"name": StateName, "adjective": StateAdj, "demonym": StateDemonym,
	"capital": Capital, "seat": Seat, "region": Region, "part": Part, "not": NoActor,
}

// governmental are the kinds whose words stand for the government.
var governmental = map[AliasKind]bool{StateName: true, Capital: true, Seat: true, Part: true}

// readStateNames reads en/state-names.tsv.
func (ld *loader) readStateNames() {
	const code, kind, words, flags = 0, 1, 2, 3
	weak := map[*Country]bool{} // those whose adjective is a weak one so far
	ld.readTable("en/state-names.tsv", 5, wholeLine, func(r *row) {
		f := r.fields
		k, ok := stateNameKinds[f[kind]]
		if !ok {
			r.fail(kind, "kind %q, want name, adjective, demonym, capital, seat, part, region or not", f[kind])
			return
		}
		country := ld.country(r, code)
		switch {
		case country == "" && k != Region && k != NoActor:
			r.fail(code, "a %s without a country", f[kind])
		case country != "" && k == NoActor:
			r.fail(code, "words that stand for nobody, with a country")
		}
		a := Alias{Kind: k, Words: f[words], Country: country, Actor: ld.lex.actors[country]}
		if governmental[k] {
			a.Sector = "GOV"
		}
		if governmental[k] && nonState(country) {
			a.Sector = "IGO"
		}
		set := r.flags(flags, ld.allowed("exact", "plural", "singular", "the", "weak")...)
		if ld.drops(r, set, "name", f[code], f[words]) || ld.skips("name", f[code], f[words]) {
			return
		}
		a.Exact, a.Plural, a.The, a.Weak = set["exact"], set["plural"], set["the"], set["weak"]
		ld.add(r, words, a)
		if c := ld.lex.states[country]; k == StateAdj && c != nil && (c.Adjective == "" || weak[c] && !a.Weak) {
			c.Adjective, weak[c] = a.Words, a.Weak
		}
		if k == StateDemonym && !a.Plural && !set["singular"] {
			ld.addPlural(r, words, a)
		}
	})
}

// flags reads a list, separated by spaces, in which only the given words may
// stand.
func (r *row) flags(field int, allowed ...string) map[string]bool {
	list := r.optional(field)
	if list == "" {
		return nil
	}
	set := map[string]bool{}
	for _, flag := range strings.Fields(list) {
		known := false
		for _, a := range allowed {
			known = known || a == flag
		}
		switch {
		case !known:
			r.fail(field, "flag %q, want %s", flag, strings.Join(allowed, ", "))
		case set[flag]:
			r.fail(field, "flag %q twice", flag)
		}
		set[flag] = true
	}
	return set
}

func isUpper(s string, size int) bool {
	for _, c := range []byte(s) {
		if c < 'A' || c > 'Z' {
			return false
		}
	}
	return len(s) == size
}

func isNumber(s string) bool {
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}
