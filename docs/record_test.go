package docs_test

import (
	"bytes"
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"casus/record"
)

// encode makes the row of a story.
func encode(file string, s *record.Story) (row, error) {
	line, err := record.Line(s)
	if err != nil {
		return row{}, err
	}
	v, err := decode(line)
	return row{file, line, v}, err
}

// structs are the types of the contract with the headings of record.md that
// have their fields.
var structs = []struct {
	heading string
	value   any
	schema  string // name under $defs; empty for the story itself
}{
	{"## Story", record.Story{}, ""},
	{"## Report", record.Report{}, "report"},
	{"## Entity", record.Entity{}, "entity"},
	{"## Role", record.Role{}, "role"},
	{"## Source", record.Source{}, "source"},
	{"## Evidence", record.Evidence{}, "evidence"},
	{"## Number", record.Number{}, "number"},
	{"## Place", record.Place{}, "place"},
	{"## Trace", record.Trace{}, "trace"},
	{"## Statement", record.Statement{}, "statement"},
	{"## SetAside", record.SetAside{}, "set_aside"},
	{"## Remark", record.Remark{}, "remark"},
	{"## Counts", record.Counts{}, "counts"},
	{"## Versions", record.Versions{}, "versions"},
}

// fields lists the JSON names of a struct, those of embedded structs first.
func fields(t reflect.Type) []string {
	var names []string
	for i := range t.NumField() {
		f := t.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case f.Anonymous:
			names = append(names, fields(f.Type)...)
		case name != "-":
			names = append(names, name)
		}
	}
	return names
}

// TestRecordFields holds the tables of record.md and the properties of the
// schema to the fields of package record, in their order.
func TestRecordFields(t *testing.T) {
	var schema struct {
		Properties map[string]any
		Required   []string
		Defs       map[string]struct {
			Properties map[string]any
			Required   []string
		} `json:"$defs"`
	}
	if err := json.Unmarshal([]byte(read(t, "record.schema.json")), &schema); err != nil {
		t.Fatal(err)
	}
	for _, s := range structs {
		want := fields(reflect.TypeOf(s.value))
		body := section(t, "record.md", s.heading)
		if s.heading == "## SetAside" {
			body, _, _ = strings.Cut(body, "| reason |")
		}
		if got := firstColumn(body); !slices.Equal(got, want) {
			t.Errorf("record.md, %s\n\thas  %v\n\twant %v", s.heading, got, want)
		}
		required, properties := schema.Required, schema.Properties
		if s.schema != "" {
			required, properties = schema.Defs[s.schema].Required, schema.Defs[s.schema].Properties
		}
		if !slices.Equal(required, want) || len(properties) != len(want) {
			t.Errorf("record.schema.json, %s\n\trequires %v\n\twant     %v", s.heading, required, want)
		}
		for _, name := range want {
			if properties[name] == nil {
				t.Errorf("record.schema.json, %s has no property %q", s.heading, name)
			}
		}
	}
}

func compile(t *testing.T) *jsonschema.Schema {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(read(t, "record.schema.json")))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("record.schema.json", v); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("record.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestRowsFitSchema codes real articles and validates every row.
func TestRowsFitSchema(t *testing.T) {
	s := compile(t)
	reports := 0
	for _, r := range mustRows(t) {
		v, err := jsonschema.UnmarshalJSON(bytes.NewReader(r.line))
		if err != nil {
			t.Fatalf("%s: %v", r.file, err)
		}
		if err := s.Validate(v); err != nil {
			t.Errorf("%s: %v", r.file, err)
		}
		reports += len(r.any["reports"].([]any))
	}
	if reports == 0 {
		t.Error("no report in any row: the test holds nothing")
	}
}

// TestSchemaRefuses makes sure that the schema is not satisfied by anything.
func TestSchemaRefuses(t *testing.T) {
	s := compile(t)
	line := mustRows(t)[0].line
	for _, change := range [][2]string{
		{`"document_version":"`, `"document_version":"x`},
		{`"statements":[`, `"statements":null,"x":[`},
		{`"language":"en"`, `"language":""`},
		{`"counts":{`, `"counts":{"extra":1,`},
	} {
		broken := bytes.Replace(line, []byte(change[0]), []byte(change[1]), 1)
		if bytes.Equal(broken, line) {
			t.Fatalf("the row has no %s", change[0])
		}
		v, err := jsonschema.UnmarshalJSON(bytes.NewReader(broken))
		if err != nil {
			t.Fatal(err)
		}
		if s.Validate(v) == nil {
			t.Errorf("the schema accepts %s", change[1])
		}
	}
}

// TestEvidenceHolds cuts every span out of its field, in bytes and in code
// points.
func TestEvidenceHolds(t *testing.T) {
	for _, r := range mustRows(t) {
		var s record.Story
		if err := json.Unmarshal(r.line, &s); err != nil {
			t.Fatalf("%s: %v", r.file, err)
		}
		check := func(e record.Evidence) {
			field := s.Text
			switch e.Field {
			case "title":
				field = s.Title
			case "caption":
				field = *s.Caption
			}
			if got := field[e.Start:e.End]; got != e.Quote {
				t.Errorf("%s: %s bytes [%d:%d] are %q, want %q", r.file, e.Field, e.Start, e.End, got, e.Quote)
			}
			if got := string([]rune(field)[e.CharStart:e.CharEnd]); got != e.Quote {
				t.Errorf("%s: %s code points [%d:%d] are %q, want %q", r.file, e.Field, e.CharStart, e.CharEnd, got, e.Quote)
			}
		}
		for _, rep := range s.Reports {
			if len(rep.Sentences) != len(rep.Evidence) {
				t.Errorf("%s: report %s has %d sentences and %d evidence", r.file, rep.ID, len(rep.Sentences), len(rep.Evidence))
				continue
			}
			for i, e := range rep.Evidence {
				check(e)
				if e.Quote != rep.Sentences[i] {
					t.Errorf("%s: report %s: sentence %q has evidence %q", r.file, rep.ID, rep.Sentences[i], e.Quote)
				}
			}
		}
		for _, st := range s.Statements {
			check(st.Evidence)
		}
	}
}

// TestReasons wants every reason and every remark that the articles bring
// about to be explained.
func TestReasons(t *testing.T) {
	_, table, _ := strings.Cut(section(t, "record.md", "## SetAside"), "| reason |")
	reasons := firstColumn(table)
	formats := read(t, "formats.md")
	told := map[string]bool{}
	for _, r := range mustRows(t) {
		var s record.Story
		if err := json.Unmarshal(r.line, &s); err != nil {
			t.Fatalf("%s: %v", r.file, err)
		}
		for _, a := range s.SetAside {
			if !slices.Contains(reasons, a.Reason) && !told[a.Reason] {
				told[a.Reason] = true
				t.Errorf("record.md does not explain the reason %q (%s: %s)", a.Reason, r.file, a.Sentence)
			}
		}
		for _, m := range s.Remarks {
			if !strings.Contains(formats, "`"+m.Code+"`") && !told[m.Code] {
				told[m.Code] = true
				t.Errorf("formats.md does not explain the code %q (%s)", m.Code, r.file)
			}
		}
	}
}

// TestRecordExample holds the example of record.md to the contract.
func TestRecordExample(t *testing.T) {
	_, block, ok := strings.Cut(read(t, "record.md"), "```json\n")
	block, _, _ = strings.Cut(block, "```")
	if !ok {
		t.Fatal("record.md has no example")
	}
	full := strings.NewReplacer(`"r_…"`, `"r_00000000000000000000"`, `"document_version": "…"`, `"document_version": "`+strings.Repeat("0", 64)+`"`)
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(full.Replace(block)))
	if err != nil {
		t.Fatal(err)
	}
	if err := compile(t).Validate(v); err != nil {
		t.Error(err)
	}
}
