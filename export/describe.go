package export

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
)

// describe writes what goes with the data: codebook, package, citation, runs
// and the scripts that open them.
func (e *exporter) describe() error {
	e.content = contentName(e.folder.list())
	e.summary.Release = e.Release
	if e.Release == "" {
		e.summary.Release = e.content
	}
	for _, step := range []func() error{e.writeCodebook, e.writeRuns, e.writeCitation, e.writeScripts, e.writePackage} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// contentName is a name made of files of data: the beginning of a SHA-256 over
// their checksums.
func contentName(files []File) string {
	sum := sha256.New()
	for _, f := range files {
		fmt.Fprintf(sum, "%s  %s\n", f.SHA256, f.Name)
	}
	return "sha256-" + hex.EncodeToString(sum.Sum(nil)[:6])
}

func (o *Options) title() string {
	if o.Title == "" {
		return "Political events coded by casus"
	}
	return o.Title
}

// writeCitation writes CITATION.cff. Its strings are those of JSON, which YAML
// reads.
func (e *exporter) writeCitation() error {
	var b strings.Builder
	line := func(name, value string) { fmt.Fprintf(&b, "%s: %s\n", name, quoted(value)) }
	line("cff-version", "1.2.0")
	line("message", "If you use these data, please cite them, and the articles that they quote.")
	line("type", "dataset")
	line("title", e.title())
	b.WriteString("authors:\n")
	authors := e.Authors
	if len(authors) == 0 {
		authors = []string{"author not given"}
	}
	for _, a := range authors {
		line("  - name", a)
	}
	line("version", e.summary.Release)
	if _, err := time.Parse(time.DateOnly, e.summary.Release); err == nil {
		line("date-released", e.summary.Release)
	}
	line("abstract", fmt.Sprintf("%d events (and %d denied, %d corrections) in %d reports with %d sentences of evidence, and %d statements, from %d articles (%d articles read), coded by casus %s; content %s.",
		e.summary.Events, e.summary.Denied, e.summary.Corrections, e.summary.Reports, e.summary.Evidence, e.summary.Statements, e.summary.Articles, e.summary.Read, e.Program, e.content))
	b.WriteString("references:\n")
	line("  - type", "software")
	line("    title", "casus")
	line("    version", e.Program)
	b.WriteString("    authors:\n")
	line("      - name", "The casus authors")
	return e.folder.write("CITATION.cff", []byte(b.String()))
}

// quoted is a string as JSON writes it.
func quoted(s string) string {
	b, err := marshal(s)
	if err != nil {
		return strconv.Quote(s)
	}
	return string(b)
}

//go:embed scripts
var scripts embed.FS

// writeScripts writes the scripts that open what was written: DuckDB reads
// Parquet where it is there, the others read CSV.
func (e *exporter) writeScripts() error {
	if e.tables == nil {
		return nil
	}
	hasCSV, hasParquet := slices.Contains(e.Formats, CSV), slices.Contains(e.Formats, Parquet)
	for _, s := range []struct {
		name, from string
		fits       bool
	}{
		{"start.sql", "parquet.sql", hasParquet},
		{"start.sql", "csv.sql", hasCSV && !hasParquet},
		{"start.py", "start.py", hasCSV},
		{"start.R", "start.R", hasCSV},
		{"start.sqlite.sql", "start.sqlite.sql", hasCSV},
	} {
		if !s.fits {
			continue
		}
		content, err := scripts.ReadFile(path.Join("scripts", s.from))
		if err != nil {
			return err
		}
		if err := e.folder.write(s.name, content); err != nil {
			return err
		}
	}
	return nil
}
