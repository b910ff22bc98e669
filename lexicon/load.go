package lexicon

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"sort"

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

// LoadFS reads a lexicon whose files lie in fsys as docs/lexicon.md says. The
// error joins all faults of all files; errors.As finds a *span.Error for each.
func LoadFS(fsys fs.FS) (*Lexicon, error) {
	ld := &loader{
		fsys:    fsys,
		errs:    &span.Errors{},
		sources: map[string]bool{},
		lex: &Lexicon{
			states:  map[string]*Country{},
			actors:  map[string]*Actor{},
			organs:  map[string]string{},
			offices: map[string]string{},
			matcher: newMatcher(1 << 15),
		},
	}
	ld.lex.version = ld.hash()
	ld.readSources()
	ld.readStates()
	ld.readStateNames()
	ld.readOrgans()
	ld.readOffices()
	ld.readAgents()
	ld.readActors()
	ld.readAliases()
	ld.lex.predicates = loadPredicates(fsys, ld.errs)
	ld.lex.cues = loadCues(fsys, ld.errs)
	ld.lex.constructions = loadConstructions(fsys, ld.errs)
	if err := ld.errs.Err(); err != nil {
		return nil, fmt.Errorf("read lexicon: %w", err)
	}
	ld.lex.sortActors()
	return ld.lex, nil
}

// loader is the state of one LoadFS.
type loader struct {
	fsys    fs.FS
	errs    *span.Errors
	sources map[string]bool // names in SOURCES.md
	chunk   []Alias         // room for the next aliases, to allocate seldom
	lex     *Lexicon
}

// hash is the SHA-256 over the names and contents of all files, in the order
// of the names.
func (ld *loader) hash() string {
	var names []string
	err := fs.WalkDir(ld.fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		ld.errs.Add(".", 0, 0, "list: %v", err)
	}
	sort.Strings(names)
	h := sha256.New()
	for _, name := range names {
		data, err := fs.ReadFile(ld.fsys, name)
		if err != nil {
			ld.errs.Add(name, 0, 0, "read: %v", err)
			continue
		}
		fmt.Fprintf(h, "%s\x00%d\x00", name, len(data))
		h.Write(data)
	}
	return hex.EncodeToString(h.Sum(nil))
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
	a.Plural = true
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
