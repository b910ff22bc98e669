package merge

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Kinds of events.
const (
	Happening  = "event"      // told as something that happens, happened or is to come
	Denied     = "denied"     // told as something that did not happen
	Correction = "correction" // an outlet's correction of what it told before
)

// Event is what happened, by all its reports.
type Event struct {
	ID      string // that of its first report, with "e_" before it
	Kind    string
	Type    string // of most members; of as many, that of the earliest
	Status  string // the same
	First   int    // days since 1970-01-01 that most members agree on, both included
	Last    int
	Said    bool     // some member says when
	Lead    *Report  // of the members of its type and status the one that tells most, to show for the event
	Members []Member // in canonical order
	Killed  []Figure
	Injured []Figure
	Sources []string // who tells of it, copies and relays counted once; sorted
}

// Member is a report of an event and why it stands there.
type Member struct {
	Report *Report
	With   string // report of the event that it was joined with; empty for the first
	Points int
	Why    string
	Judged *Judgement // somebody's word that put it here; nil: the points did
}

// Figure is a number of people as some of the members have it.
type Figure struct {
	Number
	Reports  []string // ids
	Disputed bool     // another figure of the event excludes it
}

// Counts are the three that stand together, and what they leave out.
type Counts struct {
	Events      int // that are told to happen
	Denied      int
	Corrections int
	Reports     int
	Articles    int
	Sources     int // independent ones, over all reports
}

// Count counts events with their reports and independent sources.
func Count(events []Event) Counts {
	var c Counts
	sources, articles := map[string]bool{}, map[string]bool{}
	for i := range events {
		e := &events[i]
		switch e.Kind {
		case Denied:
			c.Denied++
		case Correction:
			c.Corrections++
		default:
			c.Events++
		}
		c.Reports += len(e.Members)
		for _, s := range e.Sources {
			sources[s] = true
		}
		for _, m := range e.Members {
			articles[m.Report.Article.Document] = true
		}
	}
	c.Articles, c.Sources = len(articles), len(sources)
	return c
}

// EventID is the id of an event whose first report has the given one.
func EventID(report string) string { return "e_" + strings.TrimPrefix(report, "r_") }

// Redirects are the ids of before that name no event now, with the event that
// holds their first report. One whose first report is gone leads to the event
// that has most of its other members, and is missing if none is left.
func Redirects(before, now []Event) map[string]string {
	holds := map[string]string{}
	alive := map[string]bool{}
	for i := range now {
		alive[now[i].ID] = true
		for _, m := range now[i].Members {
			holds[m.Report.ID] = now[i].ID
		}
	}
	out := map[string]string{}
	for i := range before {
		e := &before[i]
		if alive[e.ID] {
			continue
		}
		to := holds[e.Members[0].Report.ID]
		if to == "" {
			to = mostFrequent(e.Members, func(m *Member) string { return holds[m.Report.ID] })
		}
		if to != "" {
			out[e.ID] = to
		}
	}
	return out
}

// events makes the events of the clusters.
func (c *clusterer) events(same []pair) []Event {
	judged := map[int32][]pair{}
	for _, p := range same {
		judged[p.b] = append(judged[p.b], p)
	}
	var out []Event
	for i := range c.reports {
		all := c.members[c.cluster[i]]
		if all[0] == int32(i) {
			out = append(out, c.event(all, judged))
		}
	}
	return out
}

func (c *clusterer) event(all []int32, judged map[int32][]pair) Event {
	first := c.reports[all[0]]
	e := Event{ID: EventID(first.ID), Kind: kind(first)}
	for n, i := range all {
		m := Member{Report: c.reports[i]}
		if n > 0 {
			c.explain(&m, i, all[:n], judged[i])
		}
		e.Members = append(e.Members, m)
	}
	e.Type = mostFrequent(e.Members, func(m *Member) string { return m.Report.Type })
	e.Status = mostFrequent(e.Members, func(m *Member) string { return m.Report.Status })
	e.date()
	e.Lead = slices.MaxFunc(e.Members, func(a, b Member) int {
		return cmp.Or(
			compareBool(a.Report.Type == e.Type, b.Report.Type == e.Type), compareBool(a.Report.Status == e.Status, b.Report.Status == e.Status),
			cmp.Compare(tells(a.Report), tells(b.Report)), cmp.Compare(a.Report.Confidence, b.Report.Confidence), -canonical(a.Report, b.Report),
		)
	}).Report
	e.Killed = figures(e.Members, func(r *Report) Number { return r.Killed })
	e.Injured = figures(e.Members, func(r *Report) Number { return r.Injured })
	return e
}

func kind(r *Report) string {
	switch {
	case r.Status == "denied":
		return Denied
	case r.Article.Corrects != "":
		return Correction
	}
	return Happening
}

// explain says why a report stands with the earlier ones of its event: the one
// that it has most in common with, or the judgement that put it there.
func (c *clusterer) explain(m *Member, i int32, before []int32, judged []pair) {
	best := int32(-1)
	for _, j := range before {
		if n := points(c.reports[j], c.reports[i]); best < 0 || n > m.Points {
			best, m.Points = j, n
		}
	}
	for _, p := range judged {
		if slices.Contains(before, p.a) {
			best, m.Judged = p.a, p.judged
		}
	}
	m.With = c.reports[best].ID
	switch {
	case m.Judged != nil:
		m.Points, m.Why = 0, strings.TrimSpace("judged to be the same by "+m.Judged.By+": "+m.Judged.Why)
	case m.Points == never:
		m.Points, m.Why = 0, "their events were judged to be the same"
	default:
		m.Why = why(c.reports[best], c.reports[i])
	}
}

// date takes the days that most members say, else what most guess.
func (e *Event) date() {
	said := slices.DeleteFunc(slices.Clone(e.Members), func(m Member) bool { return !m.Report.Said })
	e.Said = len(said) > 0
	if !e.Said {
		said = e.Members
	}
	want := mostFrequent(said, window)
	for i := range said {
		if window(&said[i]) == want {
			e.First, e.Last = said[i].Report.First, said[i].Report.Last
			return
		}
	}
}

func window(m *Member) string { return fmt.Sprint(m.Report.First, " ", m.Report.Last) }

// mostFrequent is the value that most members have; of as many, the one met
// first. Empty values do not count.
func mostFrequent(list []Member, of func(*Member) string) string {
	count := map[string]int{}
	for i := range list {
		count[of(&list[i])]++
	}
	best := ""
	for i := range list {
		if v := of(&list[i]); v != "" && (best == "" || count[v] > count[best]) {
			best = v
		}
	}
	return best
}

// tells is how many of its fields a report fills.
func tells(r *Report) int {
	n := 0
	for _, has := range []bool{len(r.Actors) > 0, len(r.Recipients) > 0, r.Said, exact(&r.Place), r.Killed.Text != "", r.Mode != ""} {
		if has {
			n++
		}
	}
	return n
}

// figures are the different numbers of the members, in their order, and
// whether they can all be true.
func figures(list []Member, of func(*Report) Number) []Figure {
	var out []Figure
	for i := range list {
		r := list[i].Report
		n := of(r)
		if n.Text == "" {
			continue
		}
		at := slices.IndexFunc(out, func(f Figure) bool { return f.Min == n.Min && f.Max == n.Max })
		if at < 0 {
			at = len(out)
			out = append(out, Figure{Number: n})
		}
		out[at].Reports = append(out[at].Reports, r.ID)
	}
	for i := range out {
		for j := range out {
			if apart(out[i].Number, out[j].Number) {
				out[i].Disputed = true
			}
		}
	}
	return out
}
