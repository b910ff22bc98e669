package merge

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"casus/record"
)

// Kinds of links.
const (
	Denies   = "denies"   // From says that To did not happen, or is not so
	Corrects = "corrects" // From corrects what was told of To
	Fulfils  = "fulfils"  // From is what To announced
)

// Link ties two events that are not one.
type Link struct {
	From, To string // events
	Kind     string
	Why      string
	Points   int
}

// Links that speak of an event are looked for so many days around it.
const (
	daysAfter  = 10
	daysBefore = 2
)

// linkAt is the points that a link needs.
const linkAt = 6

// longPlan is the most days that a plan may span, so that something fulfils it; a
// plan for a year is no date.
const longPlan = 60

// Relate links denials, corrections and what came of plans to the events that
// they speak of, each to the one that fits best. The result depends on the
// events as a set; it is in the order of From, then Kind.
func Relate(events []Event) []Link {
	index := map[Key][]int{}
	for i := range events {
		for _, key := range events[i].Offers() {
			index[key] = append(index[key], i)
		}
	}
	var out []Link
	for i := range events {
		var near []int
		for _, key := range events[i].Seeks() {
			near = append(near, index[key]...)
		}
		slices.Sort(near)
		out = append(out, links(&events[i], events, slices.Compact(near))...)
	}
	slices.SortFunc(out, func(a, b Link) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.Kind, b.Kind)) })
	return out
}

// Links are the links from one event to some others: what [Relate] finds for
// it, if they are all that offer a key which it seeks. Of two lists of others
// the better link of a kind holds ([Link.Better]).
func Links(e *Event, others []Event) []Link {
	all := make([]int, len(others))
	for i := range all {
		all[i] = i
	}
	return links(e, others, all)
}

func links(e *Event, events []Event, near []int) []Link {
	var out []Link
	for _, kind := range []string{Corrects, Denies, Fulfils} {
		if l, ok := link(e, events, near, kind); ok {
			out = append(out, l)
		}
	}
	return out
}

// Better reports whether a link of the same event and kind is to be taken
// instead of another.
func (l *Link) Better(than *Link) bool {
	return l.Points > than.Points || l.Points == than.Points && l.To < than.To
}

// Offers are the keys under which an event is found by those that may speak of
// it, [Event.Seeks] those under which it looks for others: a store that
// grows needs to compare only events that share one.
func (e *Event) Offers() []Key {
	if e.Kind != Happening {
		return nil
	}
	var keys []Key
	if !e.vague() {
		keys = append(e.keys("told", families[e.Type], e.countries(), e.First, e.Last), e.keys("done", "", e.accused(), e.First, e.Last)...)
	}
	if e.Said && e.Last-e.First < longPlan && e.open() {
		keys = append(keys, e.keys("plan", families[e.Type], e.countries(), e.First, e.Last)...)
	}
	return keys
}

// Seeks are the keys under which an event looks for those that it may speak of.
func (e *Event) Seeks() []Key {
	if e.vague() {
		return nil
	}
	first, last := e.First-daysAfter, e.Last+daysBefore
	family := families[e.Type]
	var keys []Key
	if e.Kind != Happening {
		keys = e.keys("told", family, e.countries(), first, last)
	} else if able(e, Denies) {
		keys = e.keys("done", "", e.deniers(), first, last)
	}
	if able(e, Fulfils) {
		keys = append(keys, e.keys("plan", family, e.countries(), e.First, e.Last)...)
		if family == "meeting" {
			keys = append(keys, e.keys("plan", "agreement", e.countries(), e.First, e.Last)...)
		}
	}
	return keys
}

// keys are one for each country and stretch of days; none without a date.
func (e *Event) keys(what, family string, who []string, first, last int) []Key {
	if e.Last < e.First {
		return nil
	}
	var out []Key
	for _, c := range who {
		for n := floor(first, stretch); n <= floor(last, stretch); n++ {
			out = append(out, Key(what+"|"+family+"|"+c+"|"+strconv.Itoa(n)))
		}
	}
	return out
}

// accused is who is said to have done it, or to be accused of it, by country,
// else by sector.
func (e *Event) accused() []string {
	var out []string
	for _, m := range e.Members {
		if standing(m.Report) == "done" {
			out = append(out, sidesOf(deed(m.Report))...)
		}
	}
	return set(out)
}

// deniers is who denies, in the same way.
func (e *Event) deniers() []string {
	var out []string
	for _, m := range e.Members {
		if denials[m.Report.seen.trigger] {
			out = append(out, sidesOf(m.Report.Actors)...)
		}
	}
	return set(out)
}

// nobody stands for a party of which neither country nor sector is known.
const nobody = "?"

// sidesOf are parties by country, else by sector.
func sidesOf(list []Party) []string {
	var out []string
	for i := range list {
		out = append(out, cmp.Or(list[i].Country, list[i].Sector, nobody))
	}
	return out
}

// deed is whose deed a report tells of.
func deed(r *Report) []Party {
	if r.Type == "ACCUSE" {
		return r.Recipients
	}
	return r.Actors
}

// Near reports whether the days of an event allow that e speaks of it.
func (e *Event) Near(to *Event) bool { return e.after(to) || e.during(to) }

// after reports whether what e denies or corrects can be the other.
func (e *Event) after(to *Event) bool {
	return !e.vague() && !to.vague() && to.Last >= e.First-daysAfter && to.First <= e.Last+daysBefore
}

// during reports whether e lies in the days planned.
func (e *Event) during(to *Event) bool {
	return !e.vague() && to.Last-to.First < longPlan && e.First <= to.Last && to.First <= e.Last
}

// vague reports whether an event is known to the month or the year alone: nobody
// knows whether another came before it.
func (e *Event) vague() bool { return e.Last-e.First > longest }

// open reports whether some report has it still to come.
func (e *Event) open() bool {
	return slices.ContainsFunc(e.Members, func(m Member) bool { return standing(m.Report) == "open" })
}

func (e *Event) countries() []string {
	var out []string
	for _, m := range e.Members {
		out = append(out, countries(m.Report.Actors)...)
		out = append(out, countries(m.Report.Recipients)...)
		if m.Report.Place.Country != "" {
			out = append(out, m.Report.Place.Country)
		}
	}
	return set(out)
}

// link is the best of the events near that e denies, corrects or fulfils.
func link(e *Event, events []Event, near []int, kind string) (Link, bool) {
	best, most := Link{}, linkAt-1
	for _, i := range near {
		to := &events[i]
		if to.ID == e.ID {
			continue
		}
		n, why := speaks(e, to, kind)
		if n > most || n == most && best.To != "" && to.ID < best.To {
			best, most = Link{From: e.ID, To: to.ID, Kind: kind, Why: why, Points: n}, n
		}
	}
	return best, best.To != ""
}

// speaks weighs whether an event denies, corrects or fulfils another, by the
// pair of their reports that fits best.
func speaks(e, to *Event, kind string) (points int, reason string) {
	if to.Kind != Happening || !able(e, kind) || kind == Fulfils && !e.during(to) || kind != Fulfils && !e.after(to) {
		return never, ""
	}
	points = never
	for i := range e.Members {
		for j := range to.Members {
			w := weighing{tell: true}
			if n := w.speak(e.Members[i].Report, to.Members[j].Report, kind); n > points {
				points, reason = n, w.text()
			}
		}
	}
	return points, reason
}

func able(e *Event, kind string) bool {
	switch kind {
	case Corrects:
		return e.Kind == Correction
	case Denies:
		return e.Kind == Denied || e.Type == "REJECT" && e.Kind == Happening && slices.ContainsFunc(e.Members, func(m Member) bool { return denials[m.Report.seen.trigger] })
	}
	return e.Kind == Happening && e.Status != "planned" && e.Status != "conditional"
}

func (w *weighing) speak(a, b *Report, kind string) int {
	family := a.seen.family == b.seen.family
	switch kind {
	case Corrects:
		if !family || standing(a) != standing(b) || b.Article.Corrects != "" {
			return never
		}
		return w.compare(a, b)
	case Fulfils:
		if standing(a) != "done" || standing(b) != "open" || !family && !(a.seen.family == "meeting" && b.seen.family == "agreement") {
			return never
		}
		return w.fulfil(a, b)
	}
	if a.Status == "denied" {
		if !family || standing(b) != "done" {
			return never
		}
		return w.compare(a, b)
	}
	return w.deny(a, b)
}

// fulfil weighs whether a is what b announced: at the same time at least.
func (w *weighing) fulfil(a, b *Report) int {
	if !b.Said || a.First > b.Last || b.First > a.Last || !w.circle(a, b) || !w.where(a, b) {
		return never
	}
	w.add(3, "at the time announced")
	w.about(a, b)
	return w.points
}

// denials are the stems by which a report of the type REJECT says that
// something is not so, rather than that somebody will not do it.
var denials = map[string]bool{"deny": true, "deni": true, "reject": true, "refut": true, "dismis": true, "dismiss": true, "disput": true, "rebuff": true, "contest": true}

// deny weighs whether a, in which somebody denies, speaks of b: something that
// they are said to have done, or that they are accused of.
func (w *weighing) deny(a, b *Report) int {
	if !denials[a.seen.trigger] || standing(b) != "done" || b.seen.family == "rejection" || gap(a, b) > daysAfter || b.First > a.Last {
		return never
	}
	m := side(a.Actors, deed(b))
	if m.points <= 0 {
		return never
	}
	w.add(m.points, "a denial by ", strings.TrimSpace(m.name+" "+m.code))
	w.add(2*min(shared(a.seen.words, b.seen.words), 3), "words ", w.list(a.seen.words, b.seen.words, ", "))
	switch {
	case a.Place.ID != "" && a.Place.ID == b.Place.ID:
		w.add(2, "in ", a.Place.Name)
	case b.Place.Name != "" && exact(&b.Place) && mentions(a, b.Place.Name):
		w.add(2, "names ", b.Place.Name)
	}
	if a.Article.Document == b.Article.Document && b.Type == "ACCUSE" {
		w.add(2, "in the same article")
	}
	return w.points
}

func mentions(r *Report, name string) bool {
	return slices.ContainsFunc(r.Sentences, func(s string) bool { return strings.Contains(s, name) })
}

// Result is what merging makes of stories.
type Result struct {
	Events []Event
	Copies []Copy
	Links  []Link
	Counts Counts
}

// Stories merges whole stories: copies, events with their sources, and links.
func Stories(stories []*record.Story, judged []Judgement) *Result {
	in := Read(stories)
	r := &Result{Copies: Copies(in.Articles), Events: Cluster(in.Reports, judged)}
	Attribute(r.Events, Sources(in.Articles, r.Copies))
	r.Links = Relate(r.Events)
	r.Counts = Count(r.Events)
	return r
}
