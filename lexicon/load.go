package lexicon

import (
	"embed"
	"fmt"
	"io/fs"

	"casus/ontology"
	"casus/span"
)

//go:embed all:data
var embedded embed.FS

// Load reads the lexicon that is part of the program.
func Load() (*Lexicon, error) {
	fsys, err := fs.Sub(embedded, "data")
	if err != nil {
		return nil, fmt.Errorf("read lexicon: %w", err)
	}
	return LoadFS(fsys)
}

// LoadOverlay reads the lexicon that is part of the program with an overlay on
// it, whose lines win: name is a folder laid out as docs/lexicon.md says, or
// one file of actors, aliases or predicates. The error is as that of LoadFS and
// names the files of the overlay by their paths.
func LoadOverlay(name string) (*Lexicon, error) {
	fsys, err := fs.Sub(embedded, "data")
	if err != nil {
		return nil, fmt.Errorf("read lexicon: %w", err)
	}
	errs := &span.Errors{}
	over, err := readOverlay(name, errs)
	if err != nil {
		return nil, fmt.Errorf("read lexicon: %w", err)
	}
	return load(errs, baseLayer(fsys, errs), over)
}

// LoadFS reads a lexicon whose files lie in fsys as docs/lexicon.md says. The
// error joins all faults of all files; errors.As finds a *span.Error for each.
func LoadFS(fsys fs.FS) (*Lexicon, error) {
	errs := &span.Errors{}
	return load(errs, baseLayer(fsys, errs), nil)
}

// load reads the files of base and then those of over, which may be nil.
func load(errs *span.Errors, base, over *layer) (*Lexicon, error) {
	ld := &loader{
		errs:    errs,
		sources: map[string]bool{},
		lex: &Lexicon{
			version: base.hash(),
			states:  map[string]*Country{},
			actors:  map[string]*Actor{},
			organs:  map[string]string{},
			offices: map[string]string{},
			matcher: newMatcher(1 << 15),
			cues:    map[string]CueKind{},
		},
	}
	layers := []*layer{base}
	if over != nil {
		layers = append(layers, over)
		ld.lex.version += "+" + over.hash()
		ld.replaced = over.replaces()
	}
	for _, ld.layer = range layers {
		ld.readSources()
		ld.readStates()
		ld.readStateNames()
		ld.readOrgans()
		ld.readOffices()
		ld.readAgents()
		ld.readActors()
		ld.readAliases()
		ld.readCues()
		ld.readChecks()
	}
	ld.lex.predicates = loadPredicates(layers, errs)
	ld.lex.constructions = loadConstructions(layers, errs)
	ld.lex.lexemes = lexemes(ld.lex.predicates, ld.lex.constructions)
	if err := errs.Err(); err != nil {
		return nil, fmt.Errorf("read lexicon: %w", err)
	}
	ld.lex.sortActors()
	return ld.lex, nil
}

// loader is the state of one load.
type loader struct {
	layer    *layer // the one that is being read
	errs     *span.Errors
	sources  map[string]bool // names in SOURCES.md
	replaced map[string]bool // lines of the base that the overlay has in their stead; true once met
	named    map[string]bool // actors whose name the overlay has given
	chunk    []Alias         // room for the next aliases, to allocate seldom
	lex      *Lexicon
}

// country is the country code in a field that may be "-".
func (ld *loader) country(r *row, field int) string {
	code := r.optional(field)
	if code != "" && ld.lex.states[code] == nil && !nonState(code) {
		r.fail(field, "country code %q not in states.tsv", code)
	}
	return code
}

func nonState(code string) bool {
	for _, c := range ontology.NonState() {
		if c == code {
			return true
		}
	}
	return false
}

// addPlural takes in the plural of an alias too, if its words have a regular
// one.
func (ld *loader) addPlural(r *row, field int, a Alias) {
	if a.Words = plural(a.Words); a.Words == "" {
		return
	}
	a.Plural, a.made = true, true
	ld.add(r, field, a)
}

// add takes an alias into the matcher. field is where its words stand.
func (ld *loader) add(r *row, field int, a Alias) {
	a.Line = r.place()
	if len(ld.chunk) == cap(ld.chunk) {
		ld.chunk = make([]Alias, 0, 512)
	}
	ld.chunk = append(ld.chunk, a)
	alias := &ld.chunk[len(ld.chunk)-1]
	if fault := ld.lex.matcher.add(a.Words, alias); fault != "" {
		r.fail(field, "words %q: %s", a.Words, fault)
	}
}
