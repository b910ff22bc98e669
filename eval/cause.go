package eval

import (
	"cmp"
	"slices"

	"casus/ontology"
)

// The causes of a difference between coded and annotated reports, by what the
// two files say. A missed and a false report have one cause each; a pair has one
// for each field that differs, or anotherEvent alone. Some names go on: with the
// reason for setting aside, with the type.
const (
	noEntry       = "missed: no entry for the trigger"
	noReading     = "missed: no report for the trigger"
	asideFor      = "missed: set aside: "
	codedAs       = "missed: coded as another type: "
	joined        = "missed: joined with another report"
	notCoded      = "missed: story not in the coded file"
	toldTwice     = "false: told twice"
	inGoldAs      = "false: another type in gold: "
	unsureInGold  = "false: gold has it unsure"
	eventBeside   = "false: another event there in gold"
	nothingInGold = "false: nothing there in gold"
	anotherEvent  = "paired: another event of the sentence"
	wrongStatus   = "status: " // "planned for occurred"
	lessExact     = "date: less exact"
	otherSource   = "attribution: other source"
)

// What a field of a pair can be: the name of the field comes before it.
const (
	missing = ": missing"
	added   = ": added"
	other   = ": other"
)

// What a side of a pair can be besides missing and added.
const (
	somebodyElse  = ": somebody else"
	wrongCountry  = ": wrong country"
	noCountry     = ": no country"
	extraCountry  = ": extra country"
	countryAbsent = ": country left out"
	tooManyNamed  = ": too many"
	wrongSector   = ": sector"
)

// CauseNames lists all causes, with REASON, TYPE, CODED and WANTED for what
// differs from case to case.
func CauseNames() []string {
	list := []string{
		noEntry, asideFor + "REASON", codedAs + "TYPE", joined, noReading, notCoded,
		nothingInGold, eventBeside, toldTwice, inGoldAs + "TYPE", unsureInGold,
		anotherEvent,
	}
	for _, side := range []string{"actor", "recipient"} {
		for _, what := range []string{missing, added, somebodyElse, wrongCountry, noCountry, extraCountry, countryAbsent, tooManyNamed, wrongSector} {
			list = append(list, side+what)
		}
	}
	list = append(list, wrongStatus+"CODED for WANTED", "background"+missing, "background"+added)
	for _, field := range []string{"mode", "date", "place", "killed"} {
		list = append(list, field+missing, field+added, field+other)
	}
	return append(list, lessExact, "attribution"+missing, "attribution"+added, otherSource)
}

// Difference is one thing in which a coded story is not as annotated. Coded and
// Wanted are what the two files have in its place, for people.
type Difference struct {
	Type     string // of the annotated report; of the coded one if it is false
	Cause    string // one of CauseNames, filled in
	Story    string
	Trigger  string
	Sentence string
	Coded    string
	Wanted   string
}

// Cause is how often one cause was met, with the first examples.
type Cause struct {
	Name     string
	Count    int
	Examples []Difference
}

// TypeCauses is the causes of one event type, the most frequent first, then by
// name.
type TypeCauses struct {
	Type   string // "all" for all types together
	Count  int    // of differences
	Causes []Cause
}

// Causes counts the differences by cause: of all types together, then of each
// type that has any, in the order of the codebook. Each cause has up to examples
// of its differences, the first of the file.
func (r *Result) Causes(examples int) []TypeCauses {
	list := []TypeCauses{group("all", r.Differences, examples)}
	byType := map[string][]Difference{}
	for _, d := range r.Differences {
		byType[d.Type] = append(byType[d.Type], d)
	}
	for _, ty := range ontology.Types() {
		if found := byType[ty.String()]; len(found) > 0 {
			list = append(list, group(ty.String(), found, examples))
		}
	}
	return list
}

func group(name string, found []Difference, examples int) TypeCauses {
	byName := map[string]int{} // index in list
	list := []Cause{}
	for _, d := range found {
		i, ok := byName[d.Cause]
		if !ok {
			i = len(list)
			byName[d.Cause] = i
			list = append(list, Cause{Name: d.Cause, Examples: []Difference{}})
		}
		list[i].Count++
		if len(list[i].Examples) < examples {
			list[i].Examples = append(list[i].Examples, d)
		}
	}
	slices.SortFunc(list, func(a, b Cause) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Name, b.Name))
	})
	return TypeCauses{Type: name, Count: len(found), Causes: list}
}
