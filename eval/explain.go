package eval

import (
	"fmt"
	"slices"
	"strings"
)

// explainer finds the causes of the differences of one story. Sentences and
// triggers are compared in words.
type explainer struct {
	t                  *tally
	pred, gold         *Story
	m                  *pairing
	partner            []int      // of each coded report: its annotated one; -1 for none
	predWord, goldWord [][]string // stems of the content words of each trigger
	asideWord          [][]string
	asideSentence      [][]string
}

// explain adds the differences of one story: the missed reports, the false
// ones, then what differs in each pair.
func (t *tally) explain(p, g *Story, m *pairing) {
	x := &explainer{t: t, pred: p, gold: g, m: m, partner: make([]int, len(p.Reports))}
	for i := range p.Reports {
		x.partner[i] = -1
		x.predWord = append(x.predWord, content(m.pred.triggers[i]))
	}
	for _, q := range m.pairs {
		x.partner[q.pred] = q.gold
	}
	for j := range g.Reports {
		x.goldWord = append(x.goldWord, content(m.gold.triggers[j]))
	}
	for _, a := range p.SetAside {
		x.asideWord = append(x.asideWord, content(words(a.Trigger)))
		x.asideSentence = append(x.asideSentence, words(a.Sentence))
	}
	for j := range g.Reports {
		if g.Reports[j].Sure && !m.usedGold[j] {
			x.missed(j)
		}
	}
	for i := range p.Reports {
		if !m.usedPred[i] {
			x.extra(i)
		}
	}
	for _, q := range m.pairs {
		if g.Reports[q.gold].Sure {
			x.paired(q)
		}
	}
}

func (x *explainer) add(of *Report, cause, coded, wanted string) {
	x.t.result.Differences = append(x.t.result.Differences, Difference{
		Type: of.Type, Cause: cause, Story: x.gold.ID, Trigger: of.Trigger, Sentence: first(of), Coded: coded, Wanted: wanted,
	})
}

// reading is what became of a trigger.
type reading struct {
	cause, coded string
	at           int // which word of the annotated trigger it is, from 0
	rank         int // among readings of the same word: the lower, the better it explains
}

// missed explains an annotated report without a coded one by the reading that
// has its trigger: the one with the earliest of its words, and of these one that
// gave a report of another type before one that was set aside before one that
// stands for another report.
func (x *explainer) missed(j int) {
	want := &x.gold.Reports[j]
	found := slices.Concat(x.codedReadings(j), x.asideReadings(j))
	if len(found) > 0 {
		best := slices.MinFunc(found, func(a, b reading) int {
			if a.at != b.at {
				return a.at - b.at
			}
			return a.rank - b.rank
		})
		x.add(want, best.cause, best.coded, parties(want))
		return
	}
	cause := noEntry
	switch {
	case x.pred.absent:
		cause = notCoded
	case x.pred.SetAside == nil:
		cause = noReading
		x.t.result.Unexplained++
	}
	x.add(want, cause, "—", parties(want))
}

func (x *explainer) codedReadings(j int) []reading {
	var found []reading
	for i := range x.pred.Reports {
		at := position(x.goldWord[j], x.predWord[i])
		if at < 0 || !shareSentence(x.m.pred.sentences[i], x.m.gold.sentences[j]) {
			continue
		}
		r := &x.pred.Reports[i]
		if x.partner[i] >= 0 {
			found = append(found, reading{joined, whole(r), at, 2})
		} else {
			found = append(found, reading{codedAs + r.Type, whole(r), at, 0})
		}
	}
	return found
}

func (x *explainer) asideReadings(j int) []reading {
	var found []reading
	for k, a := range x.pred.SetAside {
		at := position(x.goldWord[j], x.asideWord[k])
		if at < 0 || !shareSentence([][]string{x.asideSentence[k]}, x.m.gold.sentences[j]) {
			continue
		}
		found = append(found, reading{asideFor + a.Reason, fmt.Sprintf("set aside [%s]: %s", a.Trigger, a.Detail), at, 1})
	}
	return found
}

// extra explains a coded report without an annotated one by what gold has in
// its sentences.
func (x *explainer) extra(i int) {
	got := &x.pred.Reports[i]
	cause, wanted, rank := nothingInGold, "—", 0
	for j := range x.gold.Reports {
		if !shareSentence(x.m.pred.sentences[i], x.m.gold.sentences[j]) {
			continue
		}
		if c, n := x.against(i, j); n > rank {
			cause, wanted, rank = c, whole(&x.gold.Reports[j]), n
		}
	}
	x.add(got, cause, parties(got), wanted)
}

// against is what a false report is beside an annotated one of its sentence,
// and how well that explains it.
func (x *explainer) against(i, j int) (cause string, rank int) {
	got, want := &x.pred.Reports[i], &x.gold.Reports[j]
	sameWord := position(x.goldWord[j], x.predWord[i]) >= 0
	switch {
	case got.Type == want.Type && (sameWord || sameDyad(got, want)):
		return toldTwice, 4
	case sameWord && want.Sure:
		return inGoldAs + want.Type, 3
	case sameWord:
		return unsureInGold, 2
	}
	return eventBeside, 1
}

// paired explains what differs in a pair.
func (x *explainer) paired(q pair) {
	got, want := &x.pred.Reports[q.pred], &x.gold.Reports[q.gold]
	if position(x.goldWord[q.gold], x.predWord[q.pred]) < 0 && !sameSide(got.Actors, want.Actors) && !sameSide(got.Recipients, want.Recipients) {
		x.add(want, anotherEvent, whole(got), whole(want))
		return
	}
	for _, cause := range sideCauses("actor", got.Actors, want.Actors) {
		x.add(want, cause, names(got.Actors), names(want.Actors))
	}
	for _, cause := range sideCauses("recipient", got.Recipients, want.Recipients) {
		x.add(want, cause, names(got.Recipients), names(want.Recipients))
	}
	for _, f := range fieldCauses(got, want) {
		x.add(want, f.cause, orNone(f.coded), orNone(f.wanted))
	}
}

// sideCauses is what is wrong with the actors or the recipients of a pair.
func sideCauses(side string, p, g []Entity) []string {
	switch {
	case len(p) == 0 && len(g) == 0:
		return nil
	case len(p) == 0:
		return []string{side + missing}
	case len(g) == 0:
		return []string{side + added}
	case !meet(p, g):
		return []string{side + apart(p, g)}
	}
	var list []string
	if tooMany(p, g) {
		list = append(list, side+tooManyNamed)
	}
	if beyond(p, g) {
		list = append(list, side+extraCountry)
	}
	if beyond(g, p) {
		list = append(list, side+countryAbsent)
	}
	if !sameSector(p, g) {
		list = append(list, side+wrongSector)
	}
	return list
}

// apart is how two sides differ that share neither country nor name: where the
// same words name somebody on both it is the country.
func apart(p, g []Entity) string {
	for _, a := range p {
		for _, b := range g {
			if value(b.Country) == "" || !sameWords(a.Text, b.Text) {
				continue
			}
			if value(a.Country) == "" {
				return noCountry
			}
			return wrongCountry
		}
	}
	return somebodyElse
}

// beyond reports whether x has a country that y has not.
func beyond(x, y []Entity) bool {
	for _, a := range x {
		c := value(a.Country)
		if c != "" && !slices.ContainsFunc(y, func(b Entity) bool { return value(b.Country) == c }) {
			return true
		}
	}
	return false
}

// fieldCause is a field of a pair that differs, with both values.
type fieldCause struct{ cause, coded, wanted string }

// fieldCauses is the fields of a pair that the measure holds to be wrong.
func fieldCauses(got, want *Report) []fieldCause {
	var list []fieldCause
	differ := func(field, coded, wanted string) {
		if coded != wanted {
			list = append(list, fieldCause{field + how(coded, wanted), coded, wanted})
		}
	}
	if got.Status != want.Status {
		list = append(list, fieldCause{wrongStatus + got.Status + " for " + want.Status, got.Status, want.Status})
	}
	differ("mode", value(got.Mode), value(want.Mode))
	differ("background", flag(got.Background), flag(want.Background))
	switch day, wanted := value(got.Date), value(want.Date); {
	case sameDate(day, wanted):
	case day != "" && strings.HasPrefix(wanted, day):
		list = append(list, fieldCause{lessExact, day, wanted})
	default:
		differ("date", day, wanted)
	}
	differ("place", placeCountry(got.Place), placeCountry(want.Place))
	if !sameSource(got.Attribution, want.Attribution) {
		f := fieldCause{otherSource, source(got.Attribution), source(want.Attribution)}
		if got.Attribution == nil || want.Attribution == nil {
			f.cause = "attribution" + how(f.coded, f.wanted)
		}
		list = append(list, f)
	}
	differ("killed", killedOf(got.Killed), killedOf(want.Killed))
	return list
}

func how(coded, wanted string) string {
	switch "" {
	case coded:
		return missing
	case wanted:
		return added
	}
	return other
}

func flag(b bool) string {
	if b {
		return "background"
	}
	return ""
}

func source(e *Entity) string {
	if e == nil {
		return ""
	}
	return names([]Entity{*e})
}

func sameDyad(a, b *Report) bool {
	return sameSide(a.Actors, b.Actors) && sameSide(a.Recipients, b.Recipients)
}

// whole is a report in one line.
func whole(r *Report) string { return fmt.Sprintf("%s [%s] %s", r.Type, r.Trigger, parties(r)) }

// parties is who does it to whom, with the status where it has not simply
// occurred.
func parties(r *Report) string {
	if r.Status == "" || r.Status == "occurred" {
		return dyad(r)
	}
	return dyad(r) + ", " + r.Status
}

func orNone(s string) string {
	if s == "" {
		return "—"
	}
	return s
}
