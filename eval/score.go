package eval

import (
	"encoding/json"
	"sort"
	"strings"

	"casus/ontology"
)

// PRF is precision, recall and their harmonic mean, each in [0,1].
type PRF struct {
	Precision, Recall, F1 float64
}

func prf(hit, pred, gold int) PRF {
	var r PRF
	if pred > 0 {
		r.Precision = float64(hit) / float64(pred)
	}
	if gold > 0 {
		r.Recall = float64(hit) / float64(gold)
	}
	if s := r.Precision + r.Recall; s > 0 {
		r.F1 = 2 * r.Precision * r.Recall / s
	}
	return r
}

// Field is how often a field was right on the pairs that agree on the dyad.
type Field struct {
	Name      string
	Right, Of int
}

// TypeScore is one event type: its reports, dyads and stories.
type TypeScore struct {
	Type                string
	Gold, Coded         int
	Report, Dyad, Story PRF
}

// Verdict says what became of one report.
type Verdict string

// The verdicts of a miss.
const (
	Missed    Verdict = "missed"     // annotated, not coded
	False     Verdict = "false"      // coded, not annotated
	WrongDyad Verdict = "wrong-dyad" // coded with other participants
)

// Miss is a report that is not as annotated. Coded is nil for a missed one,
// Gold for a false one.
type Miss struct {
	Verdict Verdict
	Story   string
	Coded   *Report
	Gold    *Report
}

// Result is the figures of a whole file.
type Result struct {
	Stories, Absent                 int // annotated stories; those that the coded file lacks
	Gold, Coded                     int // sure annotated reports; coded ones that are charged
	Reports, Dyads, Full            int // pairs on each level
	Report, Dyad, FullScore         PRF
	StoryTypesF1                    float64 // macro-average over the types that gold owes
	Types                           []TypeScore
	Fields                          []Field
	StatementsGold, StatementsCoded int
	StatementsFound, RightSpeaker   int
	RightDirect                     int
	Statements, Spoken              PRF // found at all; with the right speaker
	PerStory                        float64
	Misses                          []Miss
	ReportBand, DyadBand, FullBand  Band         // bootstrap over stories
	Differences                     []Difference `json:"-"` // in the order of gold; Causes counts them
	Unexplained                     int          `json:"-"` // missed reports whose coded story does not say what was set aside
	perStory                        []storyCount
}

type storyCount struct{ report, dyad, full, pred, gold int }

var fieldOrder = []string{"mode", "status", "status_not_occurred", "background", "date", "place", "attribution", "attribution_given", "killed"}

// tally gathers the counts of all stories.
type tally struct {
	result  *Result
	perType map[string]*[4]int // gold, coded, report, dyad
	storyOf map[string]*[3]int // tp, p, g
	fields  map[string]*Field
}

// Score compares coded stories with annotated ones. A story that the coded file
// lacks is missed whole.
func Score(pred, gold []Story) *Result {
	t := &tally{result: &Result{Stories: len(gold)}, perType: map[string]*[4]int{}, storyOf: map[string]*[3]int{}, fields: map[string]*Field{}}
	for _, ty := range ontology.Types() {
		t.perType[ty.String()], t.storyOf[ty.String()] = new([4]int), new([3]int)
	}
	for _, name := range fieldOrder {
		t.fields[name] = &Field{Name: name}
	}
	byID := map[string]*Story{}
	for i := range pred {
		byID[pred[i].ID] = &pred[i]
	}
	for i := range gold {
		p := byID[gold[i].ID]
		if p == nil {
			t.result.Absent++
			p = &Story{ID: gold[i].ID, absent: true}
		}
		t.story(p, &gold[i])
	}
	return t.finish()
}

func (t *tally) story(p, g *Story) {
	r := t.result
	m := pairUp(p, g)
	before := storyCount{r.Reports, r.Dyads, r.Full, r.Coded, r.Gold}
	ignored := map[int]bool{}
	for _, q := range m.pairs {
		if !g.Reports[q.gold].Sure {
			ignored[q.pred] = true
		}
	}
	for i := range p.Reports {
		if !ignored[i] {
			r.Coded++
			t.count(p.Reports[i].Type, 1)
			if !m.usedPred[i] {
				r.Misses = append(r.Misses, Miss{False, g.ID, &p.Reports[i], nil})
			}
		}
	}
	for j := range g.Reports {
		if g.Reports[j].Sure {
			r.Gold++
			t.count(g.Reports[j].Type, 0)
			if !m.usedGold[j] {
				r.Misses = append(r.Misses, Miss{Missed, g.ID, nil, &g.Reports[j]})
			}
		}
	}
	for _, q := range m.pairs {
		if g.Reports[q.gold].Sure {
			t.pair(q, g.ID, &p.Reports[q.pred], &g.Reports[q.gold])
		}
	}
	t.explain(p, g, &m)
	t.types(p, g)
	t.said(m.statements, p, g)
	r.perStory = append(r.perStory, storyCount{r.Reports - before.report, r.Dyads - before.dyad, r.Full - before.full, r.Coded - before.pred, r.Gold - before.gold})
}

func (t *tally) count(name string, k int) {
	if c := t.perType[name]; c != nil {
		c[k]++
	}
}

// pair counts a pair on its levels and, where the dyad is right, its fields.
func (t *tally) pair(q pair, story string, a, b *Report) {
	r := t.result
	r.Reports++
	t.count(b.Type, 2)
	if !q.dyad {
		r.Misses = append(r.Misses, Miss{WrongDyad, story, a, b})
		return
	}
	r.Dyads++
	t.count(b.Type, 3)
	r.Full += count(q.full)
	t.field("mode", value(a.Mode) == value(b.Mode))
	t.field("status", a.Status == b.Status)
	if b.Status != "occurred" {
		t.field("status_not_occurred", a.Status == b.Status)
	}
	t.field("background", a.Background == b.Background)
	want, got := value(b.Date), value(a.Date)
	t.field("date", sameDate(got, want))
	t.field("place", placeCountry(a.Place) == placeCountry(b.Place))
	same := sameSource(a.Attribution, b.Attribution)
	t.field("attribution", same)
	if b.Attribution != nil {
		t.field("attribution_given", same)
	}
	if killedOf(b.Killed) != "" || given(a.Killed) {
		t.field("killed", killedOf(a.Killed) == killedOf(b.Killed))
	}
}

func (t *tally) field(name string, right bool) {
	t.fields[name].Of++
	t.fields[name].Right += count(right)
}

// sameDate reports whether the coded date is the wanted one, or more exact.
func sameDate(got, want string) bool {
	return want == "" && got == "" || want != "" && strings.HasPrefix(got, want)
}

func value(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

func placeCountry(p *Entity) string {
	if p == nil {
		return ""
	}
	return value(p.Country)
}

func sameSource(x, y *Entity) bool {
	if x == nil || y == nil {
		return x == nil && y == nil
	}
	return sameName(x.Text, y.Text) || value(x.Country) != "" && value(x.Country) == value(y.Country)
}

func given(v json.RawMessage) bool { return len(v) > 0 && string(v) != "null" }

// killedOf is the lower bound of a number of killed, or the number itself where
// it is written plainly; empty if there is none.
func killedOf(v json.RawMessage) string {
	if !given(v) {
		return ""
	}
	var range_ struct {
		Min *json.Number `json:"min"`
	}
	if json.Unmarshal(v, &range_) == nil {
		if range_.Min == nil {
			return ""
		}
		return range_.Min.String()
	}
	return string(v)
}

// types counts the set of types of the story; a type that only unsure reports
// of the gold have is left out.
func (t *tally) types(p, g *Story) {
	sure, all, got := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, b := range g.Reports {
		all[b.Type] = true
		if b.Sure {
			sure[b.Type] = true
		}
	}
	for _, a := range p.Reports {
		got[a.Type] = true
	}
	for name, c := range t.storyOf {
		if all[name] && !sure[name] {
			continue
		}
		c[0] += count(sure[name] && got[name])
		c[1] += count(got[name])
		c[2] += count(sure[name])
	}
}

func (t *tally) said(pairs []pair, p, g *Story) {
	r := t.result
	r.StatementsCoded += len(p.Statements)
	r.StatementsGold += len(g.Statements)
	for _, q := range pairs {
		a, b := &p.Statements[q.pred], &g.Statements[q.gold]
		r.StatementsFound++
		r.RightDirect += count(a.Direct == b.Direct)
		x, y := speakerWords(a.Speaker), speakerWords(b.Speaker)
		switch {
		case len(x) == 0 && len(y) == 0:
			r.RightSpeaker++
		case len(x) > 0 && len(y) > 0 && len(x) <= maxName && counts(x)[y[len(y)-1]] > 0:
			r.RightSpeaker++
		}
	}
}

func speakerWords(e *Entity) []string {
	if e == nil {
		return nil
	}
	return words(e.Text)
}

// finish computes the figures from the counts.
func (t *tally) finish() *Result {
	r := t.result
	r.Report, r.Dyad, r.FullScore = prf(r.Reports, r.Coded, r.Gold), prf(r.Dyads, r.Coded, r.Gold), prf(r.Full, r.Coded, r.Gold)
	owed := 0
	for _, ty := range ontology.Types() {
		name := ty.String()
		c, s := t.perType[name], t.storyOf[name]
		story := prf(s[0], s[1], s[2])
		if s[2] > 0 {
			owed++
			r.StoryTypesF1 += story.F1
		}
		if c[0] > 0 || c[1] > 0 {
			r.Types = append(r.Types, TypeScore{name, c[0], c[1], prf(c[2], c[1], c[0]), prf(c[3], c[1], c[0]), story})
		}
	}
	if owed > 0 {
		r.StoryTypesF1 /= float64(owed)
	}
	for _, name := range fieldOrder {
		if f := t.fields[name]; f.Of > 0 {
			r.Fields = append(r.Fields, *f)
		}
	}
	r.Statements = prf(r.StatementsFound, r.StatementsCoded, r.StatementsGold)
	r.Spoken = prf(r.RightSpeaker, r.StatementsCoded, r.StatementsGold)
	if r.Stories > 0 {
		r.PerStory = float64(r.Coded) / float64(r.Stories)
	}
	sort.SliceStable(r.Misses, func(i, j int) bool { return r.Misses[i].Verdict < r.Misses[j].Verdict })
	r.bootstrap()
	return r
}
