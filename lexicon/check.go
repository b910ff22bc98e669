package lexicon

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"casus/doc"
)

// FaultKind is what sort of fault Check has found.
type FaultKind string

// The sorts of fault, in the order in which Check lists them.
const (
	OverlapFault   FaultKind = "overlap"   // two people in one office of one state at once
	HoleFault      FaultKind = "hole"      // nobody in a high office for a time
	MissingFault   FaultKind = "missing"   // an office of a state much in the news that nobody holds now
	AmbiguousFault FaultKind = "ambiguous" // words for several actors, and nothing to choose by
	CommonFault    FaultKind = "common"    // a name that is also a common word or a given name
	IdleFault      FaultKind = "idle"      // a line that changes nothing

	UnknownOffice FaultKind = "unknown" // no fault: an office that is known to be unknown, see Declared
)

var faultKinds = []FaultKind{OverlapFault, HoleFault, MissingFault, AmbiguousFault, CommonFault, IdleFault}

// Fault is one thing that Check has found. Lines are the lines that it is
// about, "actors/persons.tsv:12", those of an overlay beginning with
// OverlayLine; empty when something is not there.
type Fault struct {
	Kind    FaultKind `json:"kind"`
	Message string    `json:"message"`
	Lines   []string  `json:"lines"`
}

// OfOverlay reports whether a line of the overlay has part in the fault.
func (f *Fault) OfOverlay() bool {
	return slices.ContainsFunc(f.Lines, func(line string) bool { return strings.HasPrefix(line, OverlayLine) })
}

// Check looks for what loading cannot know to be wrong: terms of office that
// overlap or leave holes, offices that nobody holds, words that stand for
// several actors, names that are common words, lines that change nothing. What
// checks.tsv explains is not reported. The faults are ordered by kind and then
// by message.
func (l *Lexicon) Check() []Fault {
	c := &checker{lex: l, terms: map[officeKey][]term{}}
	c.gatherTerms()
	c.overlaps()
	c.holes()
	for _, row := range l.Coverage() {
		c.missing(row)
	}
	c.words()
	c.shadows()
	c.faults = append(append(c.faults, l.idle...), l.predicates.idle...)
	slices.SortFunc(c.faults, func(a, b Fault) int {
		return cmp.Or(
			slices.Index(faultKinds, a.Kind)-slices.Index(faultKinds, b.Kind),
			strings.Compare(a.Message, b.Message),
			slices.Compare(a.Lines, b.Lines),
		)
	})
	return c.faults
}

// officeKey is an office of one state.
type officeKey struct{ country, office string }

// term is one role of one person in an office.
type term struct {
	actor *Actor
	role  *Role
}

// checker is the state of one Check.
type checker struct {
	lex    *Lexicon
	terms  map[officeKey][]term // by the first day
	faults []Fault
}

func (c *checker) fault(kind FaultKind, lines []string, format string, args ...any) {
	c.faults = append(c.faults, Fault{kind, fmt.Sprintf(format, args...), lines})
}

// singleOffices are held by one person at a time.
var singleOffices = wordSet(`president prime-minister chancellor king queen emperor sultan emir supreme-leader pope vice-president foreign-minister
defence-minister interior-minister finance-minister justice-minister central-bank-governor chief-justice attorney-general`)

// gatherTerms collects who held the single offices of states, leaving out
// those whom checks.tsv has beside the office.
func (c *checker) gatherTerms() {
	for a := range c.lex.Actors() {
		if a.Kind != Person {
			continue
		}
		for i := range a.Roles {
			r := &a.Roles[i]
			key := officeKey{r.Country, r.Office}
			if !singleOffices[r.Office] || c.lex.states[r.Country] == nil || c.lex.excused("beside", key, a.ID, r.From) {
				continue
			}
			c.terms[key] = append(c.terms[key], term{a, r})
		}
	}
	for _, list := range c.terms {
		slices.SortStableFunc(list, func(a, b term) int {
			switch {
			case a.role.From.Before(b.role.From):
				return -1
			case b.role.From.Before(a.role.From):
				return 1
			}
			return 0
		})
	}
}

// keys is the offices of terms in order.
func (c *checker) keys() []officeKey {
	keys := make([]officeKey, 0, len(c.terms))
	for k := range c.terms {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b officeKey) int {
		return cmp.Or(strings.Compare(a.country, b.country), strings.Compare(a.office, b.office))
	})
	return keys
}

// overlaps finds two people in one office at once. Dates that name no day may
// mean any day of their month or year, and overlap only by more than that.
func (c *checker) overlaps() {
	for _, key := range c.keys() {
		list := c.terms[key]
		for i, a := range list {
			for _, b := range list[i+1:] {
				if a.actor == b.actor || !meet(a.role, b.role) || c.lex.excused("several", key, "", b.role.From) {
					continue
				}
				c.fault(OverlapFault, []string{a.role.Line, b.role.Line}, "%s %s: %s (%s) and %s (%s)",
					key.country, key.office, a.actor.ID, days(a.role), b.actor.ID, days(b.role))
			}
		}
	}
}

// meet reports whether two terms, a not the later one to begin, share a day
// however their dates are read.
func meet(a, b *Role) bool {
	return a.To.IsZero() || latest(b.From).Before(a.To)
}

// latest is the last day that a date may mean.
func latest(d doc.Date) doc.Date {
	switch {
	case d.Month == 0 && d.Year != 0:
		return doc.Date{Year: d.Year, Month: 12, Day: 31}
	case d.Day == 0 && d.Month != 0:
		return doc.Date{Year: d.Year, Month: d.Month, Day: 31}
	}
	return d
}

// days prints the days of a role.
func days(r *Role) string {
	return orUnknown(r.From.String()) + " to " + orNow(r.To.String())
}

func orUnknown(s string) string {
	if s == "" {
		return "?"
	}
	return s
}

func orNow(s string) string {
	if s == "" {
		return "now"
	}
	return s
}

// highOffices are those whose holders are followed without holes.
var highOffices = wordSet("president prime-minister chancellor king supreme-leader foreign-minister")

const (
	holesSince = 2010 // the year from which the high offices are followed without holes; a hole that begins earlier is none
	holeDays   = 90   // an office may be empty for so many days, after a death or while a government is formed
)

// firstDay is the first day that a date may mean, as doc.Date.Days counts.
func firstDay(d doc.Date) int {
	return doc.Date{Year: d.Year, Month: max(d.Month, 1), Day: max(d.Day, 1)}.Days()
}

// holes finds times in which a high office has nobody, between two terms or
// after the last.
func (c *checker) holes() {
	for _, key := range c.keys() {
		if !highOffices[key.office] {
			continue
		}
		list := c.terms[key]
		until := list[0] // whose term lasts longest so far
		for _, next := range list[1:] {
			if end := until.role.To; end.Year >= holesSince && firstDay(next.role.From)-latest(end).Days() > holeDays {
				c.hole(key, until, &next)
			}
			if next.role.To.IsZero() || !until.role.To.IsZero() && until.role.To.Before(next.role.To) {
				until = next
			}
		}
		if !until.role.To.IsZero() && until.role.To.Year >= holesSince {
			c.hole(key, until, nil)
		}
	}
}

func (c *checker) hole(key officeKey, before term, after *term) {
	if c.lex.excused("vacant", key, "", before.role.To) || c.lex.excused("unknown", key, "", before.role.To) {
		return
	}
	lines := []string{before.role.Line}
	next := "now"
	if after != nil {
		lines = append(lines, after.role.Line)
		next = after.role.From.String() + " (" + after.actor.ID + ")"
	}
	c.fault(HoleFault, lines, "%s %s: nobody from %s (%s) to %s", key.country, key.office, before.role.To, before.actor.ID, next)
}

// missing reports the empty cells of a row of the table.
func (c *checker) missing(row Coverage) {
	for i, cell := range row.Cells {
		if cell == NoCover {
			c.fault(MissingFault, nil, "%s: %s", row.Country, CoverageColumns[i])
		}
	}
}

// shadows finds lines that say of an office what another line of the same
// actor says of more days. Two offices at once are no fault.
func (c *checker) shadows() {
	for _, a := range c.lex.sorted {
		for i := range a.Roles {
			for k := range a.Roles {
				r, s := &a.Roles[i], &a.Roles[k]
				if i == k || r.Office != s.Office || r.Country != s.Country || r.Sector != s.Sector {
					continue
				}
				begins := s.From.IsZero() || !r.From.IsZero() && !r.From.Before(s.From)
				ends := s.To.IsZero() || !r.To.IsZero() && !s.To.Before(r.To)
				if begins && ends {
					c.fault(IdleFault, []string{r.Line, s.Line}, "%s: %s (%s) is part of %s", a.ID, orUnknown(r.Office), days(r), days(s))
					break
				}
			}
		}
	}
}
