// Package export writes what a store holds as files that others read: tables as
// CSV and Parquet with a codebook, a data package, a citation, checksums and scripts that
// open them.
//
// It reads record.Story from a store, in the order of the documents' ids, and
// changes nothing; it never reaches the coder, so that handing over cannot
// change a record. Every row that a filter leaves is written, there is no
// limit. Files depend on what the store holds and on the options, never on the
// clock or on the order in which articles came in; the times of runs are
// written only where Options.Times asks for them.
//
// Absent values are empty cells; codes are text and keep leading zeros;
// positions are half-open, in bytes and in Unicode code points, inside the field
// that they name. docs/export.md describes the files.
//
// Data Package 1 and Table Schema 1 (https://specs.frictionlessdata.io),
// GeoJSON (RFC 7946), Citation File Format 1.2.0; the event and mentions tables
// of GDELT 2.0, POLECAT's event files, and the JSON of PLOVER 2.0.
package export

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"casus/record"
	"casus/store"
)

// Format is a kind of files.
type Format string

// The formats.
const (
	CSV     Format = "csv"     // the tables, RFC 4180, UTF-8
	Parquet Format = "parquet" // the same tables, typed and compressed
	GeoJSON Format = "geojson" // the reports with a place
	GDELT   Format = "gdelt"   // the event and mentions tables of GDELT 2.0
	POLECAT Format = "polecat" // an event file of POLECAT
	PLOVER  Format = "plover"  // records of PLOVER 2.0 as JSON Lines
)

// Formats lists all of them.
func Formats() []Format { return []Format{CSV, Parquet, GeoJSON, GDELT, POLECAT, PLOVER} }

// DefaultFormats is what a release has where nothing else is asked for.
func DefaultFormats() []Format { return []Format{CSV, Parquet, GeoJSON} }

// State is a country with its numbers in other lists; those that it does not
// have are empty.
type State struct {
	Name string
	COW  string // Correlates of War
	GW   string // Gleditsch and Ward
}

// Options says what to write. The zero value writes everything but the texts
// of articles, as DefaultFormats, without names and numbers of countries.
type Options struct {
	Formats []Format // nil is DefaultFormats
	Text    bool     // also the texts of articles
	Filter  Filter
	Release string   // the name of the release; empty is made from its content
	Title   string   // of the data, for the citation
	Authors []string // of the data, for the citation
	Times   bool     // also when the runs of the store were made

	Program  string                    // its version, for the citation
	States   func(code string) State   // by ISO 3166-1 alpha-3; nil knows none
	Name     func(actor string) string // of an actor of the lexicon, empty if not known; nil knows none
	Codebook string                    // the text of the page; empty writes the tables alone
}

// File is one file of a release.
type File struct {
	Name   string
	Rows   int // records, without a header; -1 for a file that is no table
	Bytes  int64
	SHA256 string // hexadecimal
}

// Summary is what was written.
type Summary struct {
	Release     string // its name
	Articles    int    // exported
	Read        int    // that the store has, of the sources asked for, in a language that is coded
	Events      int    // that are told to happen
	Denied      int    // events that only a denial tells of; rows of events too
	Corrections int    // the same
	Reports     int
	Evidence    int
	Statements  int
	Files       []File   // by name
	Notes       []string // what a format could not say, for people
}

// article is one story with the reports that a filter leaves.
type article struct {
	*record.Story
	reports []*record.Report
	events  map[string]*store.Event // by report; those that are not merged are missing
	day     string                  // of publication, YYYY-MM-DD; empty if not known to the day
	read    bool                    // in a language that is coded
	version string                  // the id of its versions
}

// form writes articles in one or several files.
type form interface {
	article(a *article) error
	event(h *happening) error // after the first article that tells of it
	finish() error            // writes what only the end knows, and closes
}

// Write writes the store into the folder dir, which is made. A folder that
// holds anything but an earlier release is an *OccupiedError; an earlier
// release is replaced as a whole once the new one is complete, and stays as it
// was where anything goes wrong.
func Write(ctx context.Context, s *store.Store, dir string, o Options) (*Summary, error) {
	if err := o.complete(); err != nil {
		return nil, err
	}
	f, err := openFolder(dir)
	if err != nil {
		return nil, err
	}
	defer f.discard()
	e := &exporter{Options: o, ctx: ctx, store: s, folder: f, programs: programs{}, near: map[string]*article{}}
	if err := e.run(); err != nil {
		return nil, err
	}
	return &e.summary, f.publish()
}

// complete fills the defaults and checks the rest.
func (o *Options) complete() error {
	if o.Formats == nil {
		o.Formats = DefaultFormats()
	}
	o.Formats = slices.Clone(o.Formats)
	for _, f := range o.Formats {
		if !slices.Contains(Formats(), f) {
			return &OptionError{fmt.Sprintf("format %q, want %s", f, names(Formats()))}
		}
	}
	if o.States == nil {
		o.States = func(string) State { return State{} }
	}
	if o.Name == nil {
		o.Name = func(string) string { return "" }
	}
	return o.Filter.Check()
}

// names is a list for people.
func names[S ~string](list []S) string {
	words := make([]string, len(list))
	for i, x := range list {
		words[i] = string(x)
	}
	return strings.Join(words, ", ")
}

// OptionError says that an option has a value that cannot be.
type OptionError struct {
	message string
}

// Error says what was found and what was wanted.
func (e *OptionError) Error() string { return e.message }

// exporter is one release while it is made.
type exporter struct {
	Options
	ctx      context.Context
	store    *store.Store
	folder   *folder
	forms    []form
	tables   *tables // nil where no format has tables
	programs programs
	summary  Summary
	content  string              // a name made of the data
	near     map[string]*article // read to tell of an event with others
	unmerged int                 // reports
}

func (e *exporter) run() error {
	if err := e.open(); err != nil {
		return err
	}
	err := e.store.Stories(e.ctx, e.story)
	if err != nil {
		return err
	}
	for _, f := range e.forms {
		if err := f.finish(); err != nil {
			return err
		}
	}
	e.note(e.unmerged, "%d reports are not merged yet and stand in no event; casus events update goes on")
	if err := e.describe(); err != nil {
		return err
	}
	e.summary.Files = e.folder.list()
	return nil
}

// open makes the writers of the formats asked for, each once.
func (e *exporter) open() error {
	slices.Sort(e.Formats)
	e.Formats = slices.Compact(e.Formats)
	for _, f := range e.Formats {
		if err := e.openForm(f); err != nil {
			return err
		}
	}
	if e.tables != nil {
		return e.tables.open()
	}
	return nil
}

func (e *exporter) openForm(f Format) (err error) {
	var made form
	switch f {
	case CSV, Parquet:
		if e.tables != nil {
			e.tables.formats = append(e.tables.formats, f)
			return nil
		}
		e.tables = newTables(e)
		e.tables.formats = []Format{f}
		made = e.tables
	case GeoJSON:
		made, err = newPlaces(e)
	case GDELT:
		made, err = newGDELT(e)
	case POLECAT:
		made, err = newPOLECAT(e)
	case PLOVER:
		made, err = newPLOVER(e)
	}
	e.forms = append(e.forms, made)
	return err
}

// story hands one story on.
func (e *exporter) story(s *record.Story) error {
	if !e.Filter.ofSource(s) {
		return nil
	}
	a := e.filtered(s)
	if a.read {
		e.summary.Read++
	}
	if e.tables != nil {
		e.tables.seen(a)
	}
	if len(a.reports) == 0 && e.Filter.ofReports() {
		return nil
	}
	if err := checkQuotes(a); err != nil {
		return err
	}
	if len(a.reports) > 0 {
		var err error
		if a.events, err = e.store.EventsOf(e.ctx, a.Document); err != nil {
			return err
		}
	}
	a.version = e.programs.add(a)
	e.count(a)
	for _, f := range e.forms {
		if err := f.article(a); err != nil {
			return err
		}
	}
	return e.events(a)
}

// filtered is a story with the reports that the filter leaves.
func (e *exporter) filtered(s *record.Story) *article {
	a := &article{Story: s, day: dayOf(s.Published), read: outcomeOf(s) != store.NotEnglish}
	if !e.Filter.ofSource(s) {
		return a
	}
	for i := range s.Reports {
		if e.Filter.report(s, &s.Reports[i]) {
			a.reports = append(a.reports, &s.Reports[i])
		}
	}
	return a
}

func (e *exporter) count(a *article) {
	e.summary.Articles++
	e.summary.Statements += len(a.Statements)
	e.summary.Reports += len(a.reports)
	for _, r := range a.reports {
		e.summary.Evidence += len(r.Evidence)
	}
}

// note keeps a remark for people where it is about any row at all.
func (e *exporter) note(n int, words string) {
	if n > 0 {
		e.summary.Notes = append(e.summary.Notes, fmt.Sprintf(words, n))
	}
}

// outcomeOf is what came of reading a story, as the store counts it.
func outcomeOf(s *record.Story) store.Outcome {
	for _, r := range s.Remarks {
		if r.Code == "not-english" {
			return store.NotEnglish
		}
	}
	if len(s.Reports) == 0 {
		return store.NoReports
	}
	return store.CodedOutcome
}

// What must not be handed over: rows that lead nowhere.
var (
	errQuote    = errors.New("the quotation is not at its place in the text; the store is damaged")
	errEvidence = errors.New("there is no evidence; the store is damaged")
)

// checkQuotes holds every quotation that is about to be written to the text.
func checkQuotes(a *article) error {
	c := newPoints(a.Story)
	for _, r := range a.reports {
		if len(r.Evidence) == 0 {
			return fmt.Errorf("article %s, report %s: %w", a.Document, r.ID, errEvidence)
		}
		for i := range r.Evidence {
			if !c.holds(&r.Evidence[i]) {
				return fmt.Errorf("article %s, report %s: %w", a.Document, r.ID, errQuote)
			}
		}
	}
	for i := range a.Statements {
		if !c.holds(&a.Statements[i].Evidence) {
			return fmt.Errorf("article %s, statement %d: %w", a.Document, i+1, errQuote)
		}
	}
	return nil
}
