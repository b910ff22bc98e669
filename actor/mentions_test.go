package actor_test

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"sync"
	"testing"

	"casus/actor"
	"casus/doc"
	"casus/english"
	"casus/english/segment"
	"casus/lexicon"
	"casus/span"
)

// tools loads the model and the lexicon once for all tests.
var tools = sync.OnceValues(func() (*english.Model, *actor.Resolver) {
	m, err := english.Load()
	if err != nil {
		panic(err)
	}
	lex, err := lexicon.Load()
	if err != nil {
		panic(err)
	}
	return m, actor.New(lex)
})

// read makes a document of a text, every line a block, and runs the model.
func read(m *english.Model, text, published string) *doc.Document {
	d := &doc.Document{Text: text}
	d.Regions[doc.FieldText] = span.Span{End: len(text)}
	d.Regions[doc.FieldCaption] = span.Span{Start: len(text), End: len(text)}
	d.Regions[doc.FieldApart] = span.Span{Start: len(text), End: len(text)}
	for _, p := range segment.Paragraphs(text, nil) {
		d.Blocks = append(d.Blocks, doc.Block{Span: p})
	}
	d.Published.Date, _ = doc.ParseDate(published)
	m.Parse(d)
	return d
}

type mentionCase struct {
	line      int
	published string
	text      string
	want      []string
}

// readCases reads testdata/mentions.txt, whose head says how.
func readCases(t testing.TB, file string) []mentionCase {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var cases []mentionCase
	published := ""
	for i, line := range strings.Split(string(data), "\n") {
		switch {
		case line == "" || line[0] == '#':
		case strings.HasPrefix(line, "@ "):
			published = line[2:]
		case strings.HasPrefix(line, "  "):
			c := &cases[len(cases)-1]
			c.want = append(c.want, strings.TrimSpace(line))
		default:
			cases = append(cases, mentionCase{line: i + 1, published: published, text: line})
		}
	}
	return cases
}

var wantLine = regexp.MustCompile(`^(.+) = (name|nominal|pronoun|modifier) (?:(none)|(\S+)/(\S+))(?: ([^( ]\S*))?(?: \((.+)\))?$`)

// describe prints a mention as the cases write it.
func describe(d *doc.Document, m *doc.Mention) string {
	s := fmt.Sprintf("%s = %s ", m.Span.Of(d.Text), m.Kind)
	if m.Entity < 0 {
		return s + "none"
	}
	e := &d.Entities[m.Entity]
	dash := func(s string) string {
		if s == "" {
			return "-"
		}
		return s
	}
	s += dash(e.Country) + "/" + dash(e.Sector)
	if e.Actor != "" {
		s += " " + e.Actor
	}
	return s + " (" + e.Name + ") because " + strings.Join(e.Steps, "; ")
}

// fits reports whether mention m is as a line of a case wants it.
func fits(d *doc.Document, m *doc.Mention, want []string) bool {
	if m.Span.Of(d.Text) != want[1] || m.Kind.String() != want[2] {
		return false
	}
	if m.Entity < 0 {
		return want[3] == "none"
	}
	e := &d.Entities[m.Entity]
	undash := func(s string) string { return strings.TrimPrefix(s, "-") }
	return want[3] == "" && e.Country == undash(want[4]) && e.Sector == undash(want[5]) &&
		(want[6] == "" || e.Actor == want[6]) && (want[7] == "" || e.Name == want[7])
}

func TestMentions(t *testing.T) {
	const file = "testdata/mentions.txt"
	m, r := tools()
	cases := readCases(t, file)
	for _, c := range cases {
		d := read(m, c.text, c.published)
		r.Resolve(d)
		var fault []string
		for _, line := range c.want {
			if no, ok := strings.CutPrefix(line, "! "); ok {
				for i := range d.Mentions {
					if d.Mentions[i].Span.Of(d.Text) == no {
						fault = append(fault, "unwanted: "+describe(d, &d.Mentions[i]))
					}
				}
				continue
			}
			want := wantLine.FindStringSubmatch(line)
			if want == nil {
				t.Fatalf("%s:%d: bad line %q", file, c.line, line)
			}
			found := false
			for i := range d.Mentions {
				found = found || fits(d, &d.Mentions[i], want)
			}
			if !found {
				fault = append(fault, "missing:  "+line)
			}
		}
		if len(fault) == 0 {
			continue
		}
		for i := range d.Mentions {
			fault = append(fault, "found:    "+describe(d, &d.Mentions[i]))
		}
		t.Errorf("%s:%d: %s\n%s", file, c.line, c.text, strings.Join(fault, "\n"))
	}
	if len(cases) < 120 {
		t.Errorf("%d cases, want at least 120", len(cases))
	}
}
