// Package ontology has the codes that reports are written in: the sixteen
// event types of PLOVER 2.0 with their modes, contexts, intensity scores and
// quad classes, the sectors of actors, the statuses of reports, and the CAMEO
// codes with their Goldstein scores.
//
// The tables follow the PLOVER 2.0 draft manual and the CAMEO 1.1b3 code
// list; where the project's codebook (docs/codebook.md) differs, it holds. The
// package reads and fills nothing: it is constants and look-ups, safe for
// concurrent use.
package ontology

import (
	"maps"
	"slices"
	"strings"
)

// Type is one of PLOVER's sixteen event types. The zero value means none.
type Type uint8

// The event types, in the order of the manual, from verbal cooperation to
// material conflict.
const (
	NoType Type = iota
	Agree
	Consult
	Support
	Concede
	Cooperate
	Aid
	Retreat
	Request
	Accuse
	Reject
	Threaten
	Protest
	Sanction
	Mobilize
	Coerce
	Assault
)

// Quad is PLOVER's quad class, 1 to 4. The zero value means none.
type Quad uint8

// The quad classes.
const (
	VerbalCooperation   Quad = 1
	MaterialCooperation Quad = 2
	VerbalConflict      Quad = 3
	MaterialConflict    Quad = 4
)

// typeRow is one row of the manual's summary table. Modes have scores of
// their own, which win over the type's.
type typeRow struct {
	name  string
	quad  Quad
	score float64
	modes map[string]float64
}

// The scores are PLOVER 2.0's. The manual prints ACCUSE as 3 without its sign
// and gives vandalize no score: −3 and the type's −5 are used.
var table = [...]typeRow{
	NoType:    {},
	Agree:     {"AGREE", VerbalCooperation, 2.5, nil},
	Consult:   {"CONSULT", VerbalCooperation, 2.5, map[string]float64{"visit": 4, "third-party": 1, "multilateral": 4, "phone": 1.5}},
	Support:   {"SUPPORT", VerbalCooperation, 5, nil},
	Concede:   {"CONCEDE", VerbalCooperation, 4.5, nil},
	Cooperate: {"COOPERATE", MaterialCooperation, 9.5, nil},
	Aid:       {"AID", MaterialCooperation, 10, nil},
	Retreat:   {"RETREAT", MaterialCooperation, 6.5, map[string]float64{"withdraw": 8, "release": 6.5, "disarm": 10, "ceasefire": 7.5, "access": 6.5, "resign": 4.5}},
	Request:   {"REQUEST", VerbalConflict, 0, map[string]float64{"assist": 0.5, "change": -1, "yield": -1, "meet": 0}},
	Accuse:    {"ACCUSE", VerbalConflict, -3, map[string]float64{"disapprove": -2, "investigate": -3.5, "allege": -3.5}},
	Reject:    {"REJECT", VerbalConflict, -2, map[string]float64{"assist": -1.5, "change": -2, "yield": -2, "meet": -2}},
	Threaten:  {"THREATEN", VerbalConflict, -3.5, map[string]float64{"restrict": -3, "arrest": -3.5, "relations": -3.5, "expel": -3.5, "territory": -4, "violence": -3.5}},
	Protest:   {"PROTEST", MaterialConflict, -5, map[string]float64{"demo": -5, "riot": -7, "strike": -5, "hunger": -4.5, "boycott": -4.5, "obstruct": -4.5, "vandalize": -5}},
	Sanction:  {"SANCTION", MaterialConflict, -6, map[string]float64{"convict": -6, "expel": -5.5, "withdraw": -6, "discontinue": -6}},
	Mobilize:  {"MOBILIZE", MaterialConflict, -5.5, map[string]float64{"troops": -6.5, "weapons": -6.5, "police": -5.5, "militia": -6}},
	Coerce:    {"COERCE", MaterialConflict, -7, map[string]float64{"seize": -7, "restrict": -7, "censor": -6.5, "curfew": -6.5, "martial-law": -7.5, "arrest": -7, "deport": -7, "withhold": -7, "misinformation": -6.5, "cyber": -7}},
	Assault: {"ASSAULT", MaterialConflict, -9, map[string]float64{
		"abduct": -8.5, "beat": -7.5, "torture": -8.5, "sexual": -8.5, "targeted": -9.5, "destroy": -8.5,
		"primitive": -8, "firearms": -9, "explosives": -9, "suicide-attack": -9.5, "aerial": -9.5, "drone": -9.5,
		"heavy-weapons": -9.5, "crowd-control": -7.5, "unconventional": -10,
	}},
}

// Types lists the sixteen types in order.
func Types() []Type {
	types := make([]Type, 0, len(table)-1)
	for t := Agree; t <= Assault; t++ {
		types = append(types, t)
	}
	return types
}

// ParseType finds a type by its name in capitals; ok is false for any other
// string.
func ParseType(name string) (t Type, ok bool) {
	for t := Agree; t <= Assault; t++ {
		if table[t].name == name {
			return t, true
		}
	}
	return NoType, false
}

// String is the type's name in capitals, empty for NoType.
func (t Type) String() string { return table[t].name }

// Quad is the type's quad class, 0 for NoType.
func (t Type) Quad() Quad { return table[t].quad }

// HasMode reports whether mode is one of t's modes. The empty mode is allowed
// everywhere.
func (t Type) HasMode(mode string) bool {
	_, ok := table[t].modes[mode]
	return ok || mode == ""
}

// Modes lists the modes of t in alphabetical order; nil where the type has
// none.
func (t Type) Modes() []string { return slices.Sorted(maps.Keys(table[t].modes)) }

// Score is the PLOVER intensity in [−10, 10] of a type with a mode, or of the
// type alone where the mode is empty or unknown.
func Score(t Type, mode string) float64 {
	if s, ok := table[t].modes[mode]; ok {
		return s
	}
	return table[t].score
}

// Status says how the text tells of an event.
type Status string

// The statuses of docs/codebook.md.
const (
	Occurred    Status = "occurred"
	Ongoing     Status = "ongoing"
	Planned     Status = "planned"
	Conditional Status = "conditional"
	Denied      Status = "denied"
)

// ValidStatus reports whether s is one of the five statuses.
func ValidStatus(s Status) bool {
	switch s {
	case Occurred, Ongoing, Planned, Conditional, Denied:
		return true
	}
	return false
}

// Sectors are the codes for what part of society an actor belongs to.
var sectors = strings.Fields("GOV MIL COP JUD LEG SPY PTY OPP REB PRM CVL BUS MED EDU REL LAB REF CRM HRI IGO NGO UAF")

// Sectors lists the sector codes in the order of the codebook.
func Sectors() []string { return append([]string(nil), sectors...) }

// ValidSector reports whether s is a sector code. The empty string is not.
func ValidSector(s string) bool { return contains(sectors, s) }

// contexts are PLOVER's 37, without those that the codebook leaves out
// (pro_democracy, pro_autocracy, reparations, lgbt, inequality).
var contexts = strings.Fields(`military intelligence executive legislative election political_institutions economic legal
human_rights rights_freedoms repression human_security gender religion_ethnicity diplomatic territory peacekeeping health
asylum migration disasters natural_resource environment technology terrorism cbrn cyber misinformation crime corruption
illegal_drugs trafficking`)

// Contexts lists the context names in the order of the codebook.
func Contexts() []string { return append([]string(nil), contexts...) }

// ValidContext reports whether s names a context.
func ValidContext(s string) bool { return contains(contexts, s) }

// NonState lists the codes that stand in a country field for actors of no
// single state.
func NonState() []string { return []string{"IGO", "UNO", "EUR", "NGO", "IMG", "MNC"} }

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}
