package docs_test

import (
	"encoding/json"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"
	"testing"

	"casus/doc"
	"casus/ontology"
	"casus/pipeline"
	"casus/source"
)

// TestCodebookLists holds the tables of the codebook to package ontology.
func TestCodebookLists(t *testing.T) {
	table := func(heading string) []string { return firstColumn(section(t, "codebook.md", heading)) }
	statuses := []ontology.Status{ontology.Occurred, ontology.Ongoing, ontology.Planned, ontology.Conditional, ontology.Denied}
	kinds := []doc.SourceKind{doc.NamedSource, doc.AnonymousSource, doc.OutletSource, doc.PaperSource}
	for _, x := range []struct {
		heading string
		want    []string
	}{
		{"### Countries", ontology.NonState()},
		{"### Sectors", ontology.Sectors()},
		{"## Contexts", ontology.Contexts()},
		{"## Status", strs(statuses)},
		{"## Attribution", strs(kinds)},
	} {
		if got := table(x.heading); !slices.Equal(got, x.want) {
			t.Errorf("codebook.md, %s\n\thas  %v\n\twant %v", x.heading, got, x.want)
		}
	}
}

func strs[S ~string](list []S) []string {
	var out []string
	for _, s := range list {
		out = append(out, string(s))
	}
	return out
}

var cellRow = regexp.MustCompile("(?m)^\\| `([^`]+)` \\|(.*)$")

// TestCodebookTypes holds types, quad classes, modes and scores.
func TestCodebookTypes(t *testing.T) {
	summary, _, _ := strings.Cut(section(t, "codebook.md", "## Types"), "\n### ")
	var want []string
	for _, typ := range ontology.Types() {
		want = append(want, typ.String()+" "+strconv.Itoa(int(typ.Quad()))+" "+number(ontology.Score(typ, "")))
	}
	if got := cells(summary, 3); !slices.Equal(got, want) {
		t.Errorf("codebook.md, ## Types\n\thas  %v\n\twant %v", got, want)
	}
	for _, typ := range ontology.Types() {
		var want []string
		for _, mode := range typ.Modes() {
			want = append(want, mode+" "+number(ontology.Score(typ, mode)))
		}
		sort.Strings(want)
		if got := cells(section(t, "codebook.md", "### "+typ.String()), 2); !slices.Equal(got, want) {
			t.Errorf("codebook.md, ### %s\n\thas  %v\n\twant %v", typ, got, want)
		}
	}
}

func number(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// cells joins the first n cells of each row of a table.
func cells(text string, n int) []string {
	var list []string
	for _, m := range cellRow.FindAllStringSubmatch(text, -1) {
		row := m[1]
		for _, c := range strings.Split(m[2], "|")[:n-1] {
			row += " " + strings.TrimSpace(c)
		}
		list = append(list, row)
	}
	return list
}

// TestCodebookExamples codes every example: a + gives a report of the type, a −
// gives none, but one of the type behind the arrow.
func TestCodebookExamples(t *testing.T) {
	p, err := pipeline.New(pipeline.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, typ := range ontology.Types() {
		wanted := 0
		for _, line := range strings.Split(section(t, "codebook.md", "### "+typ.String()), "\n") {
			mark, rest, _ := strings.Cut(line, " ")
			if mark != "+" && mark != "-" {
				continue
			}
			sentence, instead, _ := strings.Cut(rest, " → ")
			got := coded(t, p, sentence)
			switch {
			case mark == "+":
				wanted++
				if !slices.Contains(got, typ.String()) {
					t.Errorf("%s: + %s\n\tgot %v", typ, sentence, got)
				}
			case slices.Contains(got, typ.String()):
				t.Errorf("%s: - %s\n\tgot %v", typ, sentence, got)
			case instead != "" && !slices.Contains(got, instead):
				t.Errorf("%s: - %s → %s\n\tgot %v", typ, sentence, instead, got)
			}
		}
		if wanted == 0 {
			t.Errorf("codebook.md has no example of %s", typ)
		}
	}
}

// coded lists the types of the reports of one sentence.
func coded(t *testing.T, p *pipeline.Pipeline, sentence string) []string {
	t.Helper()
	story, err := json.Marshal(map[string]string{"text": sentence, "published": "2026-11-12"})
	if err != nil {
		t.Fatal(err)
	}
	docs, err := source.Parse("codebook.md", story, source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var types []string
	for _, d := range docs {
		p.Process(d)
		for i := range d.Reports {
			types = append(types, d.Reports[i].Type.String())
		}
	}
	return types
}
