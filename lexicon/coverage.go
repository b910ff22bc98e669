package lexicon

import (
	"slices"
	"strings"
)

// Cover says how the lexicon knows an office or organ of a state.
type Cover string

// The ways of knowing.
const (
	NoCover   Cover = "-"     // nobody
	ByName    Cover = "name"  // a person who holds it now, or an organ by its own name
	ByWords   Cover = "words" // an organ only by its kind: "Kenyan navy"
	NotNeeded Cover = "."     // the state has no such office
	Unknown   Cover = "?"     // somebody whom the lexicon does not know, as checks.tsv says
)

// CoverageColumns are the offices and organs of Coverage.
var CoverageColumns = []string{
	"head of state", "head of government", "foreign minister", "defence minister", "spokesperson",
	"parliament", "top court", "central bank", "armed forces", "navy", "air force", "intelligence service",
}

// Coverage is what the lexicon knows of one state. Cells are those of
// CoverageColumns.
type Coverage struct {
	Country string  `json:"country"`
	Cells   []Cover `json:"cells"`
}

// newsStates are the sixty states, and territories with a government, that
// English news of 2010 to 2026 writes most of. A choice by hand, not a count.
var newsStates = strings.Fields(`AFG ARE ARM AUS AZE BGD BLR BRA CAN CHN COD COL DEU EGY ESP ETH FRA GBR GEO GRC HUN IDN IND IRN IRQ ISR ITA JOR JPN KAZ
KEN KOR LBN LBY MEX MLI MMR NGA NLD PAK PHL POL PRK PSE QAT RUS SAU SDN SOM SRB SWE SYR THA TUR TWN UKR USA VEN YEM ZAF`)

// crowned are the states whose head is another state's king.
var crowned = wordSet("AUS CAN")

// presidential are the states without a head of government beside their head
// of state.
var presidential = wordSet("AFG BRA COL IDN IRN KEN MEX NGA PHL SYR TUR USA VEN ZAF")

// without are the states that have no such office or organ: landlocked, without
// an army, with a parliament dissolved, with the central bank of a union, with
// a ministry of defence in the hands of the head of government.
var without = map[string]map[string]bool{
	"defence minister": wordSet("BGD JOR LBY PSE"),
	"parliament":       wordSet("AFG SDN"),
	"central bank":     wordSet("MLI"),
	"armed forces":     wordSet("PSE"),
	"navy":             wordSet("AFG ARM BLR ETH HUN MLI PSE SRB"),
	"air force":        wordSet("PSE"),
}

// Coverage is the table of the sixty states most in the news, by code: whom
// the lexicon knows in their offices now, and which organs.
func (l *Lexicon) Coverage() []Coverage {
	if l.states["USA"] == nil {
		return nil // not the embedded lexicon but a piece of one
	}
	known := l.known()
	var table []Coverage
	for _, code := range newsStates {
		row := Coverage{Country: code, Cells: make([]Cover, len(CoverageColumns))}
		for i, column := range CoverageColumns {
			switch {
			case known[officeKey{code, column}]:
				row.Cells[i] = ByName
			case notNeeded(code, column):
				row.Cells[i] = NotNeeded
			case column == "navy" || column == "air force":
				row.Cells[i] = ByWords
			default:
				row.Cells[i] = l.lacking(code, column)
			}
		}
		table = append(table, row)
	}
	return table
}

func notNeeded(code, column string) bool {
	switch column {
	case "head of state":
		return crowned[code]
	case "head of government":
		return presidential[code]
	}
	return without[column][code]
}

// columnOffices are the offices that fill a column, by the key of the office.
var columnOffices = map[string]string{
	"president": "head of state", "king": "head of state", "queen": "head of state", "emperor": "head of state", "sultan": "head of state",
	"emir": "head of state", "supreme-leader": "head of state", "leader": "head of state",
	"prime-minister": "head of government", "chancellor": "head of government",
	"foreign-minister": "foreign minister", "defence-minister": "defence minister",
	"spokesman": "spokesperson", "press-secretary": "spokesperson", "military-spokesman": "spokesperson",
}

// known is the columns that somebody or something fills now: a role without
// end.
func (l *Lexicon) known() map[officeKey]bool {
	names := map[*Actor][]string{}
	for a := range l.Aliases() {
		if a.Kind == ActorName && (a.Actor.Kind == Organ || a.Actor.Kind == Group) {
			names[a.Actor] = append(names[a.Actor], strings.ToLower(a.Words))
		}
	}
	set := map[officeKey]bool{}
	for _, a := range l.sorted {
		for i := range a.Roles {
			r := &a.Roles[i]
			if !r.To.IsZero() {
				continue
			}
			switch a.Kind {
			case Person:
				if column := columnOffices[r.Office]; column != "" && (r.Sector == "GOV" || r.Sector == "MIL") {
					set[officeKey{r.Country, column}] = true
				}
			case Organ, Group: // some armies are groups to the lexicon
				for _, column := range organColumns(r.Sector, names[a]) {
					set[officeKey{r.Country, column}] = true
				}
			}
		}
	}
	return set
}

// organWords are the words by which the column of an organ is told, beside its
// sector: the file of organs has no column for it.
var organWords = []struct {
	column  string
	sectors string
	words   []string
}{
	{"parliament", "LEG", []string{""}},
	{"top court", "JUD", []string{"court", "tribunal", "council of state", "judiciary"}},
	{"central bank", "GOV BUS", []string{"bank", "federal reserve", "monetary authority", "banxico"}},
	{"armed forces", "MIL", []string{"army", "armed forces", "defence force", "defense force", "self-defense", "defense forces", "military", "ground forces", "bundeswehr", "tatmadaw"}},
	{"navy", "MIL", []string{"navy", "naval", "fleet", "maritime"}},
	{"air force", "MIL", []string{"air force", "aerospace", "air self-defense"}},
	{"intelligence service", "SPY", []string{""}},
}

func organColumns(sector string, names []string) []string {
	var columns []string
	for _, o := range organWords {
		if sector == "" || !slices.Contains(strings.Fields(o.sectors), sector) {
			continue
		}
		if slices.ContainsFunc(names, func(name string) bool {
			return slices.ContainsFunc(o.words, func(word string) bool { return strings.Contains(name, word) })
		}) {
			columns = append(columns, o.column)
		}
	}
	return columns
}
