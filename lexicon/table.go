package lexicon

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"casus/ontology"
	"casus/span"
)

// row is one line of a tab-separated file. A reader fills it anew for each
// line.
type row struct {
	file   string // as errors name it
	label  string // as traces name it
	line   int
	fields []string
	errs   *span.Errors
}

// fail notes a fault at a field, counted from 0.
func (r *row) fail(field int, format string, args ...any) {
	column := 1
	for _, f := range r.fields[:field] {
		column += len(f) + 1
	}
	r.errs.Add(r.file, r.line, column, format, args...)
}

// place is "file:line".
func (r *row) place() string { return r.label + ":" + strconv.Itoa(r.line) }

// optional is the field, where "-" means none.
func (r *row) optional(field int) string {
	if r.fields[field] == "-" {
		return ""
	}
	return r.fields[field]
}

// sector is the sector in a field that may be "-".
func (r *row) sector(field int) string {
	s := r.optional(field)
	if s != "" && !ontology.ValidSector(s) {
		r.fail(field, "sector %q not in the codebook", s)
	}
	return s
}

// order says how the lines of a file are sorted.
type order uint8

const (
	wholeLine   order = iota // by the columns from the left, bytewise
	firstColumn              // by the first column only
)

// readTable calls each for every line of a file that has the right number of
// columns; the last one must be a source. A file that is not there has no
// lines.
func (ld *loader) readTable(file string, columns int, by order, each func(*row)) {
	text := ld.layer.text[file]
	r := row{file: ld.layer.where(file), label: ld.layer.label(file), errs: ld.errs, fields: make([]string, 0, columns+1)}
	previous := ""
	for text != "" {
		line, rest, _ := strings.Cut(text, "\n")
		text = rest
		r.line++
		if line == "" || line[0] == '#' {
			continue
		}
		r.fields = r.fields[:0]
		if !utf8.ValidString(line) {
			r.fail(0, "line is not UTF-8")
			continue
		}
		r.split(line)
		if len(r.fields) != columns {
			r.fail(0, "%d columns, want %d", len(r.fields), columns)
			continue
		}
		if !r.clean() {
			continue
		}
		ld.checkOrder(&r, previous, line, by)
		previous = line
		ld.checkSource(&r, columns-1)
		each(&r)
	}
}

func (r *row) split(line string) {
	for {
		field, rest, more := strings.Cut(line, "\t")
		r.fields = append(r.fields, field)
		if !more {
			return
		}
		line = rest
	}
}

// clean finds stray white space.
func (r *row) clean() bool {
	for i, f := range r.fields {
		if f != strings.TrimSpace(f) {
			r.fail(i, "field %q has white space at an end", f)
			return false
		}
	}
	return true
}

func (ld *loader) checkOrder(r *row, previous, line string, by order) {
	switch {
	case previous == line:
		r.fail(0, "duplicate line")
	case ld.layer.overlay: // is sorted here, not by its author
	case by == wholeLine && line < previous:
		r.fail(0, "not sorted: %q after %q", line, previous)
	case by == firstColumn:
		if before, _, _ := strings.Cut(previous, "\t"); r.fields[0] < before {
			r.fail(0, "not sorted: %q after %q", r.fields[0], before)
		}
	}
}

func (ld *loader) checkSource(r *row, field int) {
	switch source := r.fields[field]; {
	case source == "":
		r.fail(field, "no source, want \"unverified\" or a name from SOURCES.md")
	case source != "unverified" && !ld.layer.overlay && !ld.sources[source]:
		r.fail(field, "source %q not in SOURCES.md", source)
	}
}

// readSources takes the names of data sets from the headings of SOURCES.md,
// "## NAME".
func (ld *loader) readSources() {
	for _, line := range strings.Split(ld.layer.text["SOURCES.md"], "\n") {
		if name, ok := strings.CutPrefix(line, "## "); ok {
			ld.sources[strings.TrimSpace(name)] = true
		}
	}
}
