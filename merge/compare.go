package merge

import (
	"math"
	"slices"
	"strings"
	"unicode"
)

// families are types that readers, and coders, take for one another. Reports
// of two families are never one event.
var families = map[string]string{
	"AGREE": "agreement", "SUPPORT": "agreement", "COOPERATE": "agreement", "CONSULT": "meeting", "CONCEDE": "yielding", "RETREAT": "yielding",
	"AID": "aid", "REQUEST": "demand", "ACCUSE": "accusation", "REJECT": "rejection", "THREATEN": "threat", "PROTEST": "protest",
	"SANCTION": "sanction", "MOBILIZE": "mobilization", "COERCE": "coercion", "ASSAULT": "assault",
}

// Points that a pair of reports needs. Weights and thresholds were set on the
// development seeds of the synthetic news and on the demo; see docs/merging.md.
const (
	joinAt    = 8  // a pair
	joinOwnAt = 11 // a pair of one article, which seldom reports an event twice
	across    = 5  // every pair across two events that become one
	meanAt    = 8  // their mean
)

// never is the score of a pair that cannot be one event.
const never = math.MinInt32

// weighing is how two reports compare: the points and the words for them.
type weighing struct {
	points  int
	reasons []string
	tell    bool // reasons are wanted
}

// add counts points for a reason, given in parts that are put together only if
// it is wanted.
func (w *weighing) add(points int, parts ...string) {
	w.points += points
	if w.tell && len(parts) > 0 {
		w.reasons = append(w.reasons, strings.Join(parts, ""))
	}
}

func (w *weighing) text() string { return strings.Join(w.reasons, "; ") }

// points is how much speaks for two reports being of one event; never if
// something excludes it. It is symmetric.
func points(a, b *Report) int {
	w := weighing{}
	return w.weigh(a, b)
}

// why is the reason in words for what points says.
func why(a, b *Report) string {
	w := weighing{tell: true}
	if w.weigh(a, b) == never {
		return ""
	}
	return w.text()
}

// joinable reports whether two reports belong together if nothing else were
// known.
func joinable(a, b *Report) bool { return points(a, b) >= threshold(a, b) }

func threshold(a, b *Report) int {
	if a.Article.Document == b.Article.Document {
		return joinOwnAt
	}
	return joinAt
}

func (w *weighing) weigh(a, b *Report) int {
	if a.seen.family != b.seen.family || a.seen.family == "" || standing(a) != standing(b) || (a.Article.Corrects == "") != (b.Article.Corrects == "") {
		return never
	}
	return w.compare(a, b)
}

// compare is weigh for reports whose standing may differ.
func (w *weighing) compare(a, b *Report) int {
	if !w.when(a, b) {
		return never
	}
	same := sameSentence(a, b)
	if !same && (!w.where(a, b) || !w.sides(a, b)) {
		return never
	}
	if same {
		w.where(a, b) // a place or a party was read wrong
		w.sides(a, b)
		if !w.repeat(a, b) {
			return never
		}
	} else {
		w.about(a, b)
	}
	w.figures(a, b)
	w.manner(a, b)
	return w.points
}

// repeat counts that two reports stand on the same words: one article in
// another, or in one article two actions of one sentence, which are two events
// unless one is the blow and the other those it hit.
func (w *weighing) repeat(a, b *Report) bool {
	switch own := a.Article.Document == b.Article.Document; {
	case !own:
		w.add(6, "the same sentence")
	case a.Type == b.Type && (a.Type == "ASSAULT" || a.Type == "CONSULT"):
		w.add(8, "one sentence of one article")
	default:
		return false
	}
	return true
}

// standing is whether something happened, is to come, or is denied: what was
// planned and what took place are two events, linked.
func standing(r *Report) string {
	switch r.Status {
	case "denied":
		return "denied"
	case "planned", "conditional":
		return "open"
	}
	return "done"
}

// sameSentence reports whether two reports stand on the same words, up to one
// in ten, and not on two sentences of one make about two matters: words that
// tell events apart, and numbers, have to agree.
func sameSentence(a, b *Report) bool {
	fewer, least := min(len(a.seen.words), len(b.seen.words)), min(len(a.seen.pairs), len(b.seen.pairs))
	return least >= 5 && shared(a.seen.pairs, b.seen.pairs)*100 >= least*85 && shared(a.seen.words, b.seen.words)*4 >= fewer*3 && !otherNumbers(a, b)
}

func otherNumbers(a, b *Report) bool {
	return len(a.seen.numbers) > 0 && len(b.seen.numbers) > 0 && shared(a.seen.numbers, b.seen.numbers) == 0
}

// when compares the days. Reports that say their days may differ by one, for
// nights and time zones, and pay for it. The same month or year says little.
func (w *weighing) when(a, b *Report) bool {
	switch {
	case a.Last < a.First || b.Last < b.First:
		w.add(0, "no date")
		return a.Last < a.First && b.Last < b.First
	case a.Said && b.Said && a.First == b.First && a.Last == b.Last && !a.ByMonth():
		w.add(3, "the same ", span(a))
	case a.First <= b.Last && b.First <= a.Last:
		w.add(1, "days that fit")
	case a.Said && b.Said && gap(a, b) == 1:
		w.add(-2, "one day apart")
	case gap(a, b) <= 1:
		w.add(-1, "days close by")
	default:
		return false
	}
	return true
}

func gap(a, b *Report) int { return max(a.First-b.Last, b.First-a.Last) }

func span(r *Report) string {
	if r.Last > r.First {
		return "days"
	}
	return "day"
}

// mutual are the families in which nobody acts upon anybody.
var mutual = map[string]bool{"agreement": true, "meeting": true}

// sides compares who takes part.
func (w *weighing) sides(a, b *Report) bool {
	if mutual[a.seen.family] && len(a.Actors)+len(b.Actors) > 2 {
		return w.circle(a, b)
	}
	if clash(a) || clash(b) {
		if otherGroups(a, b) {
			return false
		}
		if !w.circle(a, b) {
			w.add(-3, "other parties")
		}
		return true
	}
	actors := side(a.Actors, b.Actors)
	w.match(actors, -4)
	recipients := side(a.Recipients, b.Recipients)
	if recipients.points == strangers && anybody(a.Recipients) && anybody(b.Recipients) {
		recipients.points = -1 // "12 people": whose they are is guessed
	}
	w.match(recipients, -3)
	return actors.points != strangers
}

// otherGroups reports whether both reports name groups that are no organ of a
// state, and no group is in both: who fought another did not fight there.
func otherGroups(a, b *Report) bool {
	return len(a.seen.groups) > 0 && len(b.seen.groups) > 0 && shared(a.seen.groups, b.seen.groups) == 0
}

// match counts how well two sides agree, floor at the least.
func (w *weighing) match(m match, floor int) {
	switch {
	case m.points == 0:
	case m.code == "":
		w.add(max(m.points, floor), m.name)
	default:
		w.add(max(m.points, floor), m.name, " ", m.code)
	}
}

// anybody reports whether parties are told without any name.
func anybody(list []Party) bool {
	return !slices.ContainsFunc(list, func(p Party) bool { return p.Actor != "" || strings.IndexFunc(p.Text, unicode.IsUpper) >= 0 })
}

// clash reports whether both sides did it to one another, so that it is chance
// whom a report names first.
func clash(r *Report) bool {
	return r.Type == "ASSAULT" && (clashes[r.seen.trigger] || len(r.Recipients) == 0 && len(r.seen.acting) > 1)
}

var clashes = stems("clash fight fought battle skirmish exchange trade firefight gunfight")

// circle compares all who take part, whoever is named first. Who met somebody
// else did not meet at this meeting.
func (w *weighing) circle(a, b *Report) bool {
	x, y := a.seen.lands, b.seen.lands
	both := shared(x, y)
	switch {
	case len(x) == 0 || len(y) == 0:
	case both == len(x) && both == len(y):
		w.add(3+min(both, 3), w.list(x, y, " and "))
	case both == min(len(x), len(y)):
		w.add(2, w.list(x, y, " and "))
	default:
		return false
	}
	return true
}

// list is what two lists share, in words, if that is wanted.
func (w *weighing) list(x, y []string, between string) string {
	if !w.tell {
		return ""
	}
	both := common(x, y)
	return strings.Join(both[:min(len(both), 4)], between)
}

func countries(list []Party) []string {
	var out []string
	for i := range list {
		if list[i].Country != "" {
			out = append(out, list[i].Country)
		}
	}
	return set(out)
}

// strangers is the score of two sides that cannot be the same.
const strangers = -100

// match is how well two parties agree, and in what words.
type match struct {
	points     int
	name, code string
}

// side compares two sides by their best match: 0 if one is not told.
func side(a, b []Party) match {
	if len(a) == 0 || len(b) == 0 {
		return match{}
	}
	best := match{points: strangers, name: "other parties"}
	for i := range a {
		for j := range b {
			if m := party(&a[i], &b[j]); m.points > best.points {
				best = m
			}
		}
	}
	return best
}

// organ reports whether a sector acts for a state.
func organ(sector string) bool {
	switch sector {
	case "GOV", "MIL", "COP", "JUD", "LEG", "SPY":
		return true
	}
	return false
}

// party compares two parties.
func party(a, b *Party) match {
	switch {
	case a.Actor != "" && a.Actor == b.Actor:
		return match{3, a.Text, ""}
	case stateless(a.Country) && stateless(b.Country):
		return unnamed(a, b)
	case a.Country != "" && b.Country != "" && a.Country != b.Country:
		return match{strangers, "other countries", ""}
	case a.Country != "" && a.Country == b.Country && a.Sector == b.Sector:
		return match{3, a.Country, a.Sector}
	case a.Country != "" && a.Country == b.Country && (a.Sector == "" || b.Sector == "" || organ(a.Sector) && organ(b.Sector)):
		return match{2, a.Country, ""}
	case a.Country != "" && a.Country == b.Country:
		return match{-1, "other parts of", a.Country}
	}
	return unnamed(a, b)
}

// stateless reports whether a country's code is that of many.
func stateless(code string) bool {
	switch code {
	case "NGO", "IGO", "IMG", "MNC":
		return true
	}
	return false
}

// unnamed compares two parties of which no state is known.
func unnamed(a, b *Party) match {
	switch {
	case sameWords(a.Text, b.Text):
		return match{2, "“" + a.Text + "”", ""}
	case a.Sector != "" && a.Sector == b.Sector:
		return match{1, "both", a.Sector}
	}
	return match{-1, "other parties", ""}
}

func sameWords(a, b string) bool {
	for w := range fields(a) {
		for v := range fields(b) {
			if s := stem(strings.ToLower(w)); s == stem(strings.ToLower(v)) && !idle[s] && len(s) > 2 {
				return true
			}
		}
	}
	return false
}

// kmNear is how far apart two places with points may be to be near.
const kmNear = 30

// where compares the places. Two towns are two events, unless the sentence is
// the same and a place was read wrong.
func (w *weighing) where(a, b *Report) bool {
	p, q := &a.Place, &b.Place
	switch {
	case exact(p) != exact(q) && (names(a, &b.seen) || names(b, &a.seen)):
		w.add(2, "names ", w.town(a, b))
	case p.Level == "" || q.Level == "":
	case p.ID != "" && p.ID == q.ID:
		w.add(3, "in ", p.Name)
	case p.HasPoint && q.HasPoint && kilometres(p, q) <= kmNear:
		w.add(1, min(p.Name, q.Name), " near ", max(p.Name, q.Name))
	case exact(p) && exact(q):
		w.add(-2, "other towns")
		return false
	case p.Country == "" || q.Country == "":
	case p.Country == q.Country:
		w.add(1, "in ", p.Country)
	default:
		w.add(-3, "other countries")
	}
	return true
}

// names reports whether the sentences of a report name the town of another.
func names(r *Report, other *features) bool {
	if other.place == "" {
		return false
	}
	_, ok := slices.BinarySearch(r.seen.words, other.place)
	return ok
}

// town is the town of the report that has one.
func (w *weighing) town(a, b *Report) string {
	if exact(&a.Place) {
		return a.Place.Name
	}
	return b.Place.Name
}

func exact(p *Place) bool { return p.Level == "city" || p.Level == "site" }

const kmADegree = 111.2

// kilometres is the distance of two places on a flat map between them, good
// to a percent over the distances that matter.
func kilometres(p, q *Place) float64 {
	dy := p.Lat - q.Lat
	dx := math.Mod(p.Lon-q.Lon+540, 360) - 180
	dx *= math.Cos((p.Lat + q.Lat) / 2 * math.Pi / 180)
	return kmADegree * math.Sqrt(float64(dx*dx)+float64(dy*dy))
}

// about compares the words that say what it is about.
func (w *weighing) about(a, b *Report) {
	x, y := a.seen.words, b.seen.words
	if len(x) == 0 || len(y) == 0 {
		return
	}
	both, fewer := shared(x, y), min(len(x), len(y))
	beyond := both - shared(a.seen.names, b.seen.names) // the parties are compared as such
	switch {
	case both == 0 && fewer >= 2:
		w.add(-5, "other words")
	case both == 0:
		w.add(-4, "other words")
	case beyond >= 2 && both*5 >= fewer*3, beyond == 1 && fewer == 1:
		w.add(4, "words ", w.list(x, y, ", "))
	case beyond >= 2 && both*3 >= fewer:
		w.add(3, "words ", w.list(x, y, ", "))
	case both*4 >= fewer:
		w.add(1, "words ", w.list(x, y, ", "))
	default:
		w.add(-1, "words ", w.list(x, y, ", "))
	}
}

// figures compares numbers of people: those that agree speak for one event,
// those that do not are kept side by side.
func (w *weighing) figures(a, b *Report) {
	for _, x := range [...]struct {
		what string
		a, b Number
	}{{"killed", a.Killed, b.Killed}, {"injured", a.Injured, b.Injured}} {
		switch {
		case x.a.Text == "" || x.b.Text == "":
		case x.a.Min == x.b.Min && x.a.Max == x.b.Max:
			w.add(2, x.a.Text, " ", x.what)
		case apart(x.a, x.b):
			w.add(-1, x.what, " disputed")
		}
	}
	switch {
	case a.Killed.Text != "" || b.Killed.Text != "" || len(a.seen.numbers) == 0 || len(b.seen.numbers) == 0:
	case otherNumbers(a, b):
		w.add(-2, "other numbers")
	default:
		w.add(2, "the number ", w.list(a.seen.numbers, b.seen.numbers, ", "))
	}
}

// apart reports whether two numbers exclude one another.
func apart(a, b Number) bool {
	return a.Max >= 0 && b.Min > a.Max || b.Max >= 0 && a.Min > b.Max
}

// manner compares mode and word.
func (w *weighing) manner(a, b *Report) {
	switch {
	case a.Type != b.Type:
		w.add(-1, min(a.Type, b.Type), " and ", max(a.Type, b.Type))
	case a.Mode != "" && a.Mode == b.Mode:
		w.add(1, a.Mode)
	case a.Mode != "" && b.Mode != "" && a.Type != "ASSAULT":
		w.add(-1)
	}
	if a.seen.trigger != "" && a.seen.trigger == b.seen.trigger {
		w.add(1)
	}
	if a.Background != b.Background {
		w.add(-1)
	}
}
