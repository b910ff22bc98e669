package lexicon

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"casus/span"
)

// OverlayLine begins the Line of everything that an overlay gave:
// "overlay:actors/persons.tsv:3". It does not depend on where the overlay lies.
const OverlayLine = "overlay:"

// layer is the files of the embedded lexicon, or of an overlay on it.
type layer struct {
	names   []string                 // under the layer's root, sorted
	text    map[string]string        // by name
	where   func(name string) string // how errors name a file
	label   func(name string) string // how the lines of a file are named in traces
	overlay bool
}

func asIs(name string) string { return name }

// read takes in the files below the root of fsys that take wants.
func (l *layer) read(fsys fs.FS, errs *span.Errors, take func(name string) bool) {
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !take(name) {
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			errs.Add(l.where(name), 0, 0, "read: %v", err)
			return nil
		}
		l.add(name, string(data))
		return nil
	})
	if err != nil {
		errs.Add(l.where("."), 0, 0, "list: %v", err)
	}
	slices.Sort(l.names)
}

// baseLayer is all files of the embedded lexicon.
func baseLayer(fsys fs.FS, errs *span.Errors) *layer {
	l := &layer{text: map[string]string{}, where: asIs, label: asIs}
	l.read(fsys, errs, func(string) bool { return true })
	return l
}

// add takes in a file. What editors leave at the ends of lines and before the
// first is taken from an overlay.
func (l *layer) add(name, text string) {
	if l.overlay {
		text = strings.ReplaceAll(strings.TrimPrefix(text, "\ufeff"), "\r\n", "\n")
	}
	l.names = append(l.names, name)
	l.text[name] = text
}

// hash is the SHA-256, hexadecimal, over the names and contents of all files,
// in the order of the names.
func (l *layer) hash() string {
	h := sha256.New()
	for _, name := range l.names {
		fmt.Fprintf(h, "%s\x00%d\x00", name, len(l.text[name]))
		h.Write([]byte(l.text[name]))
	}
	return hex.EncodeToString(h.Sum(nil))
}

// match lists the files that match a pattern, by name.
func (l *layer) match(pattern string) []string {
	var names []string
	for _, name := range l.names {
		if ok, _ := path.Match(pattern, name); ok {
			names = append(names, name)
		}
	}
	return names
}

// eachLine calls f for every line of a file that is neither empty nor a
// comment, n counted from 1. A file that is not there has no lines.
func (l *layer) eachLine(name string, f func(file string, n int, line string)) {
	n := 0
	for line := range strings.Lines(l.text[name]) {
		n++
		line = strings.TrimSpace(line)
		if line != "" && line[0] != '#' {
			f(l.where(name), n, line)
		}
	}
}

// layout is the patterns of the files that a lexicon may have.
var layout = []string{
	"states.tsv", "checks.tsv", "actors/*.tsv", "en/state-names.tsv", "en/organs.tsv", "en/offices.tsv", "en/agents.tsv", "en/aliases/*.tsv", "en/predicates/*.txt",
	"en/classes.txt", "en/contexts.tsv", "en/cues.txt", "en/light.txt", "en/modes.txt", "en/operators.txt", "en/transparent.txt",
}

// fits reports whether the name is that of a file in the layout.
func fits(name string) bool {
	return slices.ContainsFunc(layout, func(pattern string) bool { ok, _ := path.Match(pattern, name); return ok })
}

// readOverlay reads a folder laid out as the embedded lexicon, or one file.
// Notes (*.md) and names that begin with a full stop are passed over; any other
// file is a fault, so that nothing is left out in silence.
func readOverlay(name string, errs *span.Errors) (*layer, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return readOverlayFile(name)
	}
	l := &layer{
		text:    map[string]string{},
		where:   func(file string) string { return filepath.Join(name, filepath.FromSlash(file)) },
		label:   func(file string) string { return OverlayLine + file },
		overlay: true,
	}
	l.read(os.DirFS(name), errs, func(file string) bool {
		if fits(file) {
			return true
		}
		hidden := strings.HasPrefix(file, ".") || strings.Contains(file, "/.")
		if !hidden && path.Ext(file) != ".md" {
			errs.Add(l.where(file), 0, 0, "no file of a lexicon, want %s", strings.Join(layout, ", "))
		}
		return false
	})
	if len(l.names) == 0 && errs.Err() == nil {
		return nil, &span.Error{File: name, Message: "no file of a lexicon in it, want " + strings.Join(layout, ", ")}
	}
	return l, nil
}

// readOverlayFile reads an overlay of one file. What it has is told by its
// first line: "=" opens a predicate, nine columns are an actor, four an alias.
func readOverlayFile(name string) (*layer, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	base := filepath.Base(name)
	l := &layer{
		text:    map[string]string{},
		where:   func(string) string { return name },
		label:   func(string) string { return OverlayLine + base },
		overlay: true,
	}
	n := 0
	for line := range strings.Lines(string(data)) {
		n++
		line = strings.TrimPrefix(strings.TrimRight(line, "\r\n"), "\ufeff")
		if strings.TrimSpace(line) == "" || line[0] == '#' {
			continue
		}
		switch columns := strings.Count(line, "\t") + 1; {
		case strings.HasPrefix(line, "="):
			l.add("en/predicates/"+base+".txt", string(data))
		case columns == 9:
			l.add("actors/"+base+".tsv", string(data))
		case columns == 4:
			l.add("en/aliases/"+base+".tsv", string(data))
		default:
			return nil, &span.Error{File: name, Line: n, Column: 1, Message: fmt.Sprintf(
				"%d columns, want nine (actors) or four (aliases), or \"=\" and a predicate; other files need a folder, as docs/lexicon.md says", columns)}
		}
		return l, nil
	}
	return nil, &span.Error{File: name, Message: "empty, want lines of nine columns (actors) or four (aliases), or predicates"}
}

// dropFlag in an overlay takes the line of the base away and gives nothing in
// its stead.
const dropFlag = "drop"

// allowed is the flags that a line may have, in an overlay also dropFlag.
func (ld *loader) allowed(flags ...string) []string {
	if ld.layer.overlay {
		flags = append(flags, dropFlag)
	}
	return flags
}

// replaces lists the lines of word lists that stand in the overlay and so are
// passed over in the base, by what must be equal: actor and words of an alias,
// code and words of a name of a state, the words alone of an organ, office or
// agent.
func (l *layer) replaces() map[string]bool {
	set := map[string]bool{}
	note := func(name, what string, columns, first, words int) {
		l.eachLine(name, func(_ string, _ int, line string) {
			f := strings.Split(line, "\t")
			switch {
			case len(f) != columns: // readTable reports it
			case first < 0:
				set[lineKey(what, f[words])] = false
			default:
				set[lineKey(what, f[first], f[words])] = false
			}
		})
	}
	for _, name := range l.match("en/aliases/*.tsv") {
		note(name, "alias", 4, 0, 1)
	}
	note("en/state-names.tsv", "name", 5, 0, 2)
	note("en/organs.tsv", "en/organs.tsv", 4, -1, 2)
	note("en/offices.tsv", "en/offices.tsv", 4, -1, 2)
	note("en/agents.tsv", "en/agents.tsv", 4, -1, 1)
	return set
}

func lineKey(parts ...string) string { return strings.Join(parts, "\t") }

// skips reports whether the overlay has a line in the stead of one of the base.
func (ld *loader) skips(parts ...string) bool {
	if len(ld.replaced) == 0 || ld.layer.overlay {
		return false
	}
	key := lineKey(parts...)
	_, ok := ld.replaced[key]
	if ok {
		ld.replaced[key] = true
	}
	return ok
}

// drops reports whether a line of the overlay only takes one of the base away,
// and notes when there is none.
func (ld *loader) drops(r *row, flags map[string]bool, parts ...string) bool {
	if flags[dropFlag] && !ld.replaced[lineKey(parts...)] {
		ld.lex.idle = append(ld.lex.idle, Fault{IdleFault, "drop: no such line in the lexicon", []string{r.place()}})
	}
	return flags[dropFlag]
}
