// Package merge makes events of reports, and finds the articles that are
// copies of one text. It reads rows of package record and says, with reasons,
// which reports tell of one event, which articles count once as a source, and
// which event a denial or a correction speaks of. It codes nothing, keeps
// nothing and changes no report: what it returns is a view that can be made
// again, or made otherwise by [Judgement].
//
//	in := merge.Read(stories)
//	copies := merge.Copies(in.Articles)
//	events := merge.Cluster(in.Reports, nil)
//	merge.Attribute(events, merge.Sources(in.Articles, copies))
//	links := merge.Relate(events)
//
// [Stories] does all of it. Everything is a pure function of its input as a
// set: order, clock and number of workers have no part in it. The same
// functions serve a store that grows: [Blocks] are the keys to look reports up
// by, [Touched] finds all whose event can change when reports come or go, and
// Cluster over these gives the events that Cluster over everything would give.
//
// Reports are compared in pairs and joined by agglomeration with a check of
// every pair across (complete link), so that no chain of middle reports joins
// unlike ones. Copies are found by MinHash with banding (Broder 1997; Leskovec,
// Rajaraman and Ullman, Mining of Massive Datasets, ch. 3) and gathered around
// a centre. docs/merging.md has the rules and what they are worth.
//
// All functions are safe for concurrent use.
package merge

import (
	"cmp"
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"time"

	"casus/record"
)

// Rules names the rules of this package. They change whenever the same reports
// may give other events, copies or links: a store then makes its events anew.
const Rules = "2"

// Article is what merging reads of one article.
type Article struct {
	Document  string    // id
	Publisher string    // as printed; the host of the address where it is missing
	Published time.Time // zero: unknown; a day alone is its first moment, in UTC
	Credit    Credit    // the agency whose text it is, or says to be
	Corrects  string    // the words that make it a correction; empty: it is none
	Sketch    Sketch    `json:"-"` // its words, for [Copies]
}

// Party is who takes part in a report. Empty fields are unknown.
type Party struct {
	Text, Country, Sector, Actor, Role string
}

// Place is where it happened; Level empty: not said.
type Place struct {
	Text, Name, Level, Country, ID string
	Lat, Lon                       float64
	HasPoint                       bool
}

// Number is a number of people with its bounds; −1 is an open bound. The zero
// value, without words, is none.
type Number struct {
	Text     string
	Min, Max int
}

// Report is what merging reads of one report. It can be kept as JSON, with its
// article but for the sketch, so that a store need not read the article again.
type Report struct {
	ID         string
	Article    *Article
	Type, Mode string
	Status     string // occurred, ongoing, planned, conditional, denied
	Background bool
	Actors     []Party
	Recipients []Party
	First      int // days since 1970-01-01; with Last the days it can have happened, both included
	Last       int
	Said       bool // the text says when; else the days are guessed from the publication
	Place      Place
	Trigger    string
	Sentences  []string
	By         string // on whose word it stands
	Outlet     string // By, where that is another newsroom
	Killed     Number
	Injured    Number
	Confidence float64

	seen features
}

// Input is articles and their reports. Reports point into Articles.
type Input struct {
	Articles []*Article
	Reports  []*Report
}

// unsaid is how many days before its publication an event may have happened
// whose article does not say when.
const unsaid = 2

// Read takes from stories what merging needs. A story whose reports have no
// date and that has none itself gives reports that join only with their like.
func Read(stories []*record.Story) Input {
	var in Input
	for _, s := range stories {
		a := NewArticle(s)
		a.Sketch = NewSketch(s.Text)
		in.Articles = append(in.Articles, a)
		for i := range s.Reports {
			in.Reports = append(in.Reports, NewReport(a, &s.Reports[i]))
		}
	}
	return in
}

// NewArticle takes from a row what merging needs of the article, but for the
// sketch of its text, which only [Copies] wants.
func NewArticle(s *record.Story) *Article {
	a := &Article{Document: s.Document, Publisher: publisher(s), Published: instant(record.Value(s.Published))}
	a.Credit = credit(a.Publisher, record.Value(s.Author), s.Text)
	a.Corrects = corrects(s.Title, s.Text)
	return a
}

// NewReport takes from a row's report what merging needs.
func NewReport(a *Article, r *record.Report) *Report {
	out := &Report{
		ID: r.ID, Article: a, Type: r.Type, Mode: record.Value(r.Mode), Status: r.Status, Background: r.Background,
		Actors: parties(r.Actors), Recipients: parties(r.Recipients), Trigger: r.Trigger, Sentences: r.Sentences,
		Killed: number(r.Killed), Injured: number(r.Injured), Confidence: r.Confidence,
	}
	out.First, out.Last, out.Said = days(record.Value(r.Date), record.Value(r.DateEnd), a.Published)
	if p := r.Place; p != nil {
		out.Place = Place{Text: p.Text, Name: p.Name, Level: p.Level, Country: record.Value(p.Country), ID: record.Value(p.ID)}
		if p.Lat != nil && p.Lon != nil {
			out.Place.Lat, out.Place.Lon, out.Place.HasPoint = *p.Lat, *p.Lon, true
		}
	}
	if b := r.Attribution; b != nil {
		out.By = b.Text
		if b.Kind == "outlet" {
			out.Outlet = b.Text
		}
	}
	out.seen = look(out)
	return out
}

// UnmarshalJSON reads a report that was kept.
func (r *Report) UnmarshalJSON(b []byte) error {
	type plain Report
	if err := json.Unmarshal(b, (*plain)(r)); err != nil {
		return err
	}
	r.seen = look(r)
	return nil
}

func parties(list []record.Entity) []Party {
	var out []Party
	for i := range list {
		e := &list[i]
		p := Party{Text: e.Text, Country: record.Value(e.Country), Sector: record.Value(e.Sector), Actor: record.Value(e.Actor)}
		if e.Role != nil {
			p.Role = e.Role.ID
		}
		out = append(out, p)
	}
	return out
}

func number(n *record.Number) Number {
	if n == nil {
		return Number{}
	}
	out := Number{n.Text, -1, -1}
	if n.Min != nil {
		out.Min = *n.Min
	}
	if n.Max != nil {
		out.Max = *n.Max
	}
	return out
}

// publisher names the outlet of a story: its publisher, else the host of its
// address, else nobody.
func publisher(s *record.Story) string {
	if p := strings.TrimSpace(record.Value(s.Publisher)); p != "" {
		return p
	}
	u, err := url.Parse(record.Value(s.URL))
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}

// instant reads a time of publication: a day, with or without time and zone.
func instant(s string) time.Time {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04", time.DateOnly} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.UTC()
		}
	}
	return time.Time{}
}

const secondsADay = 24 * 60 * 60

// day is the number of the day of an instant, from 1970-01-01, in UTC.
func day(t time.Time) int {
	s := t.Unix()
	if s < 0 {
		s -= secondsADay - 1
	}
	return int(s / secondsADay)
}

// yearOf is the year of a day.
func yearOf(day int) int { return time.Unix(int64(day)*secondsADay, 0).UTC().Year() }

// days is when something can have happened, by the date that the text says,
// else by its publication. Without either all is open: first after last.
func days(date, end string, published time.Time) (first, last int, said bool) {
	if f, l, ok := dayRange(date); ok {
		if _, e, ok := dayRange(end); ok && e >= f {
			l = e
		}
		return f, l, true
	}
	if published.IsZero() {
		return 0, -1, false
	}
	d := day(published)
	return d - unsaid, d, false
}

// dayRange is the days of YYYY, YYYY-MM or YYYY-MM-DD.
func dayRange(date string) (first, last int, ok bool) {
	for _, x := range []struct {
		layout       string
		years, month int
		days         int
	}{{time.DateOnly, 0, 0, 1}, {"2006-01", 0, 1, 0}, {"2006", 1, 0, 0}} {
		if t, err := time.Parse(x.layout, date); err == nil {
			return day(t), day(t.AddDate(x.years, x.month, x.days)) - 1, true
		}
	}
	return 0, 0, false
}

// canonical is the order in which reports are gone through, whatever the order
// they came in: by publication, article and id. Reports of articles without a
// time come last.
func canonical(a, b *Report) int {
	return cmp.Or(earlier(a.Article, b.Article), cmp.Compare(a.ID, b.ID))
}

func earlier(a, b *Article) int {
	return cmp.Or(compareBool(a.Published.IsZero(), b.Published.IsZero()), a.Published.Compare(b.Published), cmp.Compare(a.Document, b.Document))
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// inOrder is the reports in canonical order, each id once.
func inOrder(reports []*Report) []*Report {
	list := slices.SortedFunc(slices.Values(reports), canonical)
	seen := make(map[string]bool, len(list))
	return slices.DeleteFunc(list, func(r *Report) bool {
		was := seen[r.ID]
		seen[r.ID] = true
		return was
	})
}
