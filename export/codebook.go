package export

import (
	"fmt"
	"regexp"
	"strings"

	"casus/ontology"
)

// codebook is codebook.json: the columns of the tables and the codes in them.
type codebook struct {
	Release  string      `json:"release"`
	Scheme   string      `json:"code_scheme"`
	Tables   []tableBook `json:"tables"`
	Types    []typeBook  `json:"types"`
	Quads    []codeBook  `json:"quad_classes"`
	Contexts []codeBook  `json:"contexts"`
	Sectors  []codeBook  `json:"sectors"`
	NonState []codeBook  `json:"codes_of_no_single_state"`
	Statuses []codeBook  `json:"statuses"`
	Kinds    []codeBook  `json:"attribution_kinds"`
}

type tableBook struct {
	Name    string       `json:"name"`
	Title   string       `json:"title"`
	About   string       `json:"about"`
	Columns []columnBook `json:"columns"`
}

type columnBook struct {
	Name  string `json:"name"`
	Kind  kind   `json:"type"`
	About string `json:"about"`
}

type typeBook struct {
	Code            string     `json:"code"`
	Quad            int        `json:"quad"`
	Score           float64    `json:"score"`
	About           string     `json:"about"`
	Modes           []modeBook `json:"modes"`
	Examples        []string   `json:"examples"`
	CounterExamples []counter  `json:"counter_examples"`
}

type modeBook struct {
	Code  string  `json:"code"`
	Score float64 `json:"score"`
	About string  `json:"about"`
}

// counter is a sentence that is not coded with a type.
type counter struct {
	Sentence string `json:"sentence"`
	Instead  string `json:"instead,omitempty"` // the type that it is coded with
}

type codeBook struct {
	Code  string `json:"code"`
	About string `json:"about"`
}

// scheme is what the codes are.
const scheme = "PLOVER 2.0 (draft) with CAMEO 1.1b3 codes beside it"

// writeCodebook writes the codebook twice: for people, the columns and then the
// page by which the rows were coded, and for programs.
func (e *exporter) writeCodebook() error {
	if err := e.folder.write("codebook.md", []byte(e.columnsPage()+e.codesPage())); err != nil {
		return err
	}
	return e.writeJSON("codebook.json", e.codebook())
}

// columnsPage describes the tables.
func (e *exporter) columnsPage() string {
	var b strings.Builder
	fmt.Fprintf(&b, "# The files of this release\n\nRelease %s. Absent values are empty cells. Codes are text and keep leading zeros. ", e.summary.Release)
	b.WriteString("Positions are half-open, from 0. What was asked for, what coded the rows and what had to be left out stands in runs.json.\n")
	for _, o := range e.outputs() {
		fmt.Fprintf(&b, "\n## %s\n\n%s. %s\n\n| column | type | meaning |\n|---|---|---|\n", o.name, o.title, o.about)
		for _, c := range o.columns {
			fmt.Fprintf(&b, "| `%s` | %s | %s |\n", c.name, c.kind, c.about)
		}
	}
	return b.String() + "\n"
}

// outputs is the tables of the release, none if it has none.
func (e *exporter) outputs() []*output {
	if e.tables == nil {
		return nil
	}
	return e.tables.outputs
}

var pageLink = regexp.MustCompile(`\[([^\]]*)\]\([^)]*\)`)

// codesPage is the page of codes; its links lead to pages that are not here.
func (e *exporter) codesPage() string { return pageLink.ReplaceAllString(e.Codebook, "$1") }

func (e *exporter) codebook() codebook {
	p := page(e.Codebook)
	c := codebook{
		Release: e.summary.Release, Scheme: scheme, Tables: []tableBook{}, Types: []typeBook{},
		Quads:    []codeBook{{"1", "verbal cooperation"}, {"2", "material cooperation"}, {"3", "verbal conflict"}, {"4", "material conflict"}},
		Contexts: p.codes("## Contexts"), Sectors: p.codes("### Sectors"), NonState: p.codes("### Countries"),
		Statuses: p.codes("## Status"), Kinds: p.codes("## Attribution"),
	}
	for _, o := range e.outputs() {
		t := tableBook{Name: o.name, Title: o.title, About: o.about}
		for _, x := range o.columns {
			t.Columns = append(t.Columns, columnBook{x.name, x.kind, x.about})
		}
		c.Tables = append(c.Tables, t)
	}
	for _, t := range ontology.Types() {
		c.Types = append(c.Types, p.typeBook(t))
	}
	return c
}

// page is the text of the codebook.
type page string

// section is the text below a heading, up to the next of the same rank or
// above.
func (p page) section(heading string) page {
	_, body, _ := strings.Cut("\n"+string(p), "\n"+heading+"\n")
	rank := len(heading) - len(strings.TrimLeft(heading, "#"))
	end := regexp.MustCompile(fmt.Sprintf(`(?m)^#{1,%d} `, rank)).FindStringIndex(body)
	if end != nil {
		body = body[:end[0]]
	}
	return page(body)
}

var codeCells = regexp.MustCompile("(?m)^\\| `([^`]+)` \\|(.*)\\|$")

// cells yields the rows of the tables: the code and the other cells.
func (p page) cells(yield func(code string, cells []string)) {
	for _, m := range codeCells.FindAllStringSubmatch(string(p), -1) {
		cells := strings.Split(m[2], "|")
		for i := range cells {
			cells[i] = strings.ReplaceAll(strings.TrimSpace(cells[i]), "`", "")
		}
		yield(m[1], cells)
	}
}

// codes is a table of codes and meanings.
func (p page) codes(heading string) []codeBook {
	list := []codeBook{}
	p.section(heading).cells(func(code string, cells []string) {
		list = append(list, codeBook{code, cells[len(cells)-1]})
	})
	return list
}

// typeBook is one event type. What it means and its sentences come from the
// page, numbers from the tables of the program.
func (p page) typeBook(t ontology.Type) typeBook {
	s := p.section("### " + t.String())
	b := typeBook{
		Code: t.String(), Quad: int(t.Quad()), Score: ontology.Score(t, ""),
		Modes: []modeBook{}, Examples: []string{}, CounterExamples: []counter{},
	}
	about, _, _ := strings.Cut(strings.TrimSpace(string(s)), "\n\n")
	b.About = strings.Join(strings.Fields(pageLink.ReplaceAllString(about, "$1")), " ")
	meanings := map[string]string{}
	s.cells(func(code string, cells []string) { meanings[code] = cells[len(cells)-1] })
	for _, mode := range t.Modes() {
		b.Modes = append(b.Modes, modeBook{mode, ontology.Score(t, mode), meanings[mode]})
	}
	for line := range strings.Lines(string(s)) {
		mark, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		switch mark {
		case "+":
			b.Examples = append(b.Examples, rest)
		case "-":
			sentence, instead, _ := strings.Cut(rest, " → ")
			b.CounterExamples = append(b.CounterExamples, counter{sentence, instead})
		}
	}
	return b
}
