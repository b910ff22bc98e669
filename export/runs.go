package export

import (
	"maps"
	"slices"

	"casus/record"
	"casus/store"
)

// programs counts what each program coded, by the id of its versions.
type programs map[string]*program

// program is what one set of versions coded.
type program struct {
	ID string `json:"id"`
	record.Versions
	Articles   int `json:"articles"`
	Reports    int `json:"reports"`
	Statements int `json:"statements"`
}

// add counts an article and returns the id of its versions.
func (p programs) add(a *article) string {
	x := p.know(a.Versions)
	x.Articles++
	x.Reports += len(a.reports)
	x.Statements += len(a.Statements)
	return x.ID
}

// know is the program of some versions, one that coded nothing of the release
// where it was not known.
func (p programs) know(v record.Versions) *program {
	id := v.ID()
	if p[id] == nil {
		p[id] = &program{ID: id, Versions: v}
	}
	return p[id]
}

// runsFile is runs.json: what made the rows, and which were asked for.
type runsFile struct {
	Release    string       `json:"release"`
	Program    string       `json:"exported_by"`
	Formats    []Format     `json:"formats"`
	Text       bool         `json:"text"`
	Filter     filterFile   `json:"filter"`
	Read       int          `json:"articles_read"`
	Articles   int          `json:"articles"`
	Events     int          `json:"events"`
	Denied     int          `json:"denied_events"`
	Corrected  int          `json:"corrections"`
	Reports    int          `json:"reports"`
	Evidence   int          `json:"evidence"`
	Statements int          `json:"statements"`
	Notes      []string     `json:"notes"`
	Versions   []*program   `json:"versions"`
	Runs       []store.Made `json:"runs,omitempty"`
}

// filterFile is a filter as it was asked for; what was not is left out.
type filterFile struct {
	Sources    []string    `json:"sources,omitempty"`
	Actors     []string    `json:"actors,omitempty"`
	Dyads      [][2]string `json:"dyads,omitempty"`
	Types      []string    `json:"types,omitempty"`
	Places     []string    `json:"places,omitempty"`
	Statuses   []string    `json:"statuses,omitempty"`
	Since      string      `json:"since,omitempty"`
	Until      string      `json:"until,omitempty"`
	Confidence float64     `json:"confidence,omitempty"`
}

func (e *exporter) writeRuns() error {
	s := &e.summary
	r := runsFile{
		Release: s.Release, Program: "casus " + e.Program, Formats: e.Formats, Text: e.Text, Filter: filterFile(e.Filter),
		Read: s.Read, Articles: s.Articles, Events: s.Events, Denied: s.Denied, Corrected: s.Corrections, Reports: s.Reports, Evidence: s.Evidence, Statements: s.Statements,
		Notes: append([]string{}, s.Notes...), Versions: []*program{},
	}
	for _, id := range slices.Sorted(maps.Keys(e.programs)) {
		r.Versions = append(r.Versions, e.programs[id])
	}
	if e.Times {
		var err error
		if r.Runs, err = e.store.Runs(e.ctx); err != nil {
			return err
		}
	}
	return e.writeJSON("runs.json", r)
}

// writeJSON writes a file for people and programs.
func (e *exporter) writeJSON(name string, v any) error {
	b, err := marshal(v)
	if err != nil {
		return err
	}
	var indented []byte
	if indented, err = indent(b); err != nil {
		return err
	}
	return e.folder.write(name, indented)
}
