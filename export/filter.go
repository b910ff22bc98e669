package export

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"casus/ontology"
	"casus/record"
	"casus/store"
)

// Filter says which reports are wanted: those that meet every field that is not
// empty; of a list one value is enough. The zero value leaves everything.
//
// Sources choose articles. Where any other field is set, an article is left
// only if one of its reports is, and its statements with it.
type Filter struct {
	Sources    []string    // publishers, or hosts without "www."
	Actors     []string    // countries or actor ids, on either side
	Dyads      [][2]string // countries, in both directions; also what they did with each other
	Types      []string    // event types
	Places     []string    // countries of the place, names of places, GeoNames ids
	Statuses   []string
	Since      string  // first day, YYYY-MM-DD
	Until      string  // last day, YYYY-MM-DD
	Confidence float64 // the lowest, in [0, 1]
}

var exactDay = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}$`)

// Check says which value cannot be, by an *OptionError.
func (f *Filter) Check() error {
	for _, x := range f.Types {
		if _, ok := ontology.ParseType(x); !ok {
			return &OptionError{fmt.Sprintf("event type %q, want %s", x, typeNames())}
		}
	}
	for _, x := range f.Statuses {
		if !ontology.ValidStatus(ontology.Status(x)) {
			return &OptionError{fmt.Sprintf("status %q, want occurred, ongoing, planned, conditional or denied", x)}
		}
	}
	for _, x := range []string{f.Since, f.Until} {
		if _, err := time.Parse(time.DateOnly, x); x != "" && (err != nil || !exactDay.MatchString(x)) {
			return &OptionError{fmt.Sprintf("day %q, want YYYY-MM-DD", x)}
		}
	}
	if f.Since != "" && f.Until != "" && f.Since > f.Until {
		return &OptionError{fmt.Sprintf("the first day, %s, comes after the last, %s", f.Since, f.Until)}
	}
	if f.Confidence < 0 || f.Confidence > 1 {
		return &OptionError{fmt.Sprintf("confidence %g, want 0 to 1", f.Confidence)}
	}
	return nil
}

func typeNames() string {
	var list []string
	for _, t := range ontology.Types() {
		list = append(list, t.String())
	}
	return strings.Join(list, ", ")
}

// ofReports reports whether anything but the source is asked for.
func (f *Filter) ofReports() bool {
	return len(f.Actors)+len(f.Dyads)+len(f.Types)+len(f.Places)+len(f.Statuses) > 0 || f.Since+f.Until != "" || f.Confidence > 0
}

// any reports whether anything is left out.
func (f *Filter) any() bool { return f.ofReports() || len(f.Sources) > 0 }

// ofSource reports whether an article comes from a source that is wanted.
func (f *Filter) ofSource(s *record.Story) bool {
	if len(f.Sources) == 0 {
		return true
	}
	publisher, host := record.Value(s.Publisher), hostOf(s)
	return slices.ContainsFunc(f.Sources, func(want string) bool {
		return strings.EqualFold(want, publisher) || strings.EqualFold(strings.TrimPrefix(want, "www."), host)
	})
}

// ofPublisher reports whether inputs of an outlet are wanted that gave no
// article.
func (f *Filter) ofPublisher(name string) bool {
	return len(f.Sources) == 0 || slices.ContainsFunc(f.Sources, func(want string) bool { return strings.EqualFold(want, name) })
}

// hostOf is the host of an article's address without "www."; empty without one.
func hostOf(s *record.Story) string {
	for _, address := range []string{s.Document, record.Value(s.URL)} {
		if host := store.Host(address); host != "" {
			return host
		}
	}
	return ""
}

// report reports whether a report is wanted.
func (f *Filter) report(s *record.Story, r *record.Report) bool {
	return oneOf(f.Types, r.Type) && oneOf(f.Statuses, r.Status) && r.Confidence >= f.Confidence &&
		f.actor(r) && f.dyad(r) && f.place(r.Place) && f.within(s, r)
}

func oneOf(list []string, x string) bool { return len(list) == 0 || slices.Contains(list, x) }

func (f *Filter) actor(r *record.Report) bool {
	if len(f.Actors) == 0 {
		return true
	}
	for _, side := range [][]record.Entity{r.Actors, r.Recipients} {
		for i := range side {
			if slices.Contains(f.Actors, record.Value(side[i].Country)) || slices.Contains(f.Actors, record.Value(side[i].Actor)) {
				return true
			}
		}
	}
	return false
}

func (f *Filter) dyad(r *record.Report) bool {
	if len(f.Dyads) == 0 {
		return true
	}
	for _, d := range r.Dyads() {
		if slices.Contains(f.Dyads, d) || slices.Contains(f.Dyads, [2]string{d[1], d[0]}) {
			return true
		}
	}
	return false
}

func (f *Filter) place(p *record.Place) bool {
	if len(f.Places) == 0 {
		return true
	}
	return p != nil && slices.ContainsFunc(f.Places, func(want string) bool {
		return want != "" && (want == record.Value(p.Country) || want == record.Value(p.ID) || strings.EqualFold(want, p.Name) || strings.EqualFold(want, p.Text))
	})
}

// within reports whether a report may lie between the bounds: the days that its
// date leaves open, else the day of publication, meet them. A report without
// either meets no bound.
func (f *Filter) within(s *record.Story, r *record.Report) bool {
	if f.Since+f.Until == "" {
		return true
	}
	first, last := record.Value(r.Date), record.Value(r.DateEnd)
	if first == "" {
		first = record.Value(s.Published)
		first = first[:min(len(first), len(time.DateOnly))]
	}
	if first == "" {
		return false
	}
	if last == "" {
		last = first
	}
	// "2026-11" lies between 2026-11-00 and 2026-11-99.
	first, last = first+"-00-00"[min(len(first)-4, 6):], last+"-99-99"[min(len(last)-4, 6):]
	return (f.Since == "" || last >= f.Since) && (f.Until == "" || first <= f.Until)
}
