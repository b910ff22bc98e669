package merge

import (
	"cmp"
	"slices"
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
}

// Links that speak of an event are looked for so many days around it.
const (
	daysAfter  = 10
	daysBefore = 2
)

// linkAt is the points that a link needs.
const linkAt = 6

// Relate links denials, corrections and what came of plans to the events that
// they speak of, each to the one that fits best. The result depends on the
// events as a set; it is in the order of From, then Kind.
func Relate(events []Event) []Link {
	index := map[string]map[int][]int{} // country → day → events
	for i := range events {
		e := &events[i]
		for _, c := range e.countries() {
			if index[c] == nil {
				index[c] = map[int][]int{}
			}
			for d := e.First; d <= min(e.Last, e.First+longest); d++ {
				index[c][d] = append(index[c][d], i)
			}
		}
	}
	var out []Link
	for i := range events {
		e := &events[i]
		var near []int
		for _, c := range e.countries() {
			for d := e.First - daysAfter; d <= e.Last+daysBefore && d-e.First < 60; d++ {
				near = append(near, index[c][d]...)
			}
		}
		slices.Sort(near)
		for _, kind := range []string{Corrects, Denies, Fulfils} {
			if l, ok := link(e, events, slices.Compact(near), kind); ok {
				out = append(out, l)
			}
		}
	}
	slices.SortFunc(out, func(a, b Link) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.Kind, b.Kind)) })
	return out
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
			best, most = Link{From: e.ID, To: to.ID, Kind: kind, Why: why}, n
		}
	}
	return best, best.To != ""
}

// speaks weighs whether an event denies, corrects or fulfils another, by the
// pair of their reports that fits best.
func speaks(e, to *Event, kind string) (points int, reason string) {
	if to.Kind != Happening || !able(e, kind) {
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
		return e.Kind == Denied || e.Type == "REJECT" && e.Kind == Happening
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
	whose, who := b.Actors, a.Actors
	if b.Type == "ACCUSE" {
		whose = b.Recipients
	}
	m := side(who, whose)
	if m.points <= 0 {
		return never
	}
	w.add(m.points, "a denial by ", m.name, " ", m.code)
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
