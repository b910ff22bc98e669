package diff_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"casus/diff"
	"casus/record"
)

// coded is a story with one report for each triple of id, type and sentence.
func coded(version, lexicon string, reports ...[3]string) *record.Story {
	s := &record.Story{Document: "https://example.org/1", Version: version, Versions: record.Versions{Casus: "0.1.0", Lexicon: lexicon}}
	at := 0
	for _, r := range reports {
		s.Reports = append(s.Reports, record.Report{
			ID: r[0], Type: r[1], Trigger: "met", Sentences: []string{r[2]}, Status: "occurred",
			Evidence: []record.Evidence{{Field: "text", Start: at, End: at + len(r[2]), Quote: r[2]}},
			Trace:    record.Trace{Entry: "meet/v " + r[1], Rule: "verb", Steps: []string{"entry of " + r[1]}},
		})
		at += len(r[2]) + 1
	}
	return s
}

// text is changes in one line each.
func text(list []diff.Change) string {
	var lines []string
	for _, c := range list {
		line := fmt.Sprintf("%s %s", c.Kind, c.What)
		if c.Report != nil {
			line += " " + c.Report.ID
		}
		for _, f := range c.Fields {
			line += fmt.Sprintf(" %s:%s>%s", f.Name, f.Before, f.After)
		}
		line += " because"
		if c.Why.Text {
			line += " text"
		}
		if c.Why.Article {
			line += " article"
		}
		for _, f := range c.Why.Versions {
			line += fmt.Sprintf(" %s:%s>%s", f.Name, f.Before, f.After)
		}
		for _, f := range []*diff.Field{c.Why.Entry, c.Why.Rule} {
			if f != nil {
				line += fmt.Sprintf(" %s:%s>%s", f.Name, f.Before, f.After)
			}
		}
		if c.Why.SetAside != nil {
			line += " set aside:" + c.Why.SetAside.Reason
		}
		lines = append(lines, line+fmt.Sprint(" ", c.Why.Gone, c.Why.New))
	}
	return strings.Join(lines, "\n")
}

func TestStories(t *testing.T) {
	one, two := [3]string{"r_1", "CONSULT", "They met."}, [3]string{"r_2", "CONSULT", "Others met."}
	aside := coded("a", "y")
	aside.SetAside = []record.SetAside{{Sentence: "Others met.", Trigger: "met", Reason: "no-actor"}, {Sentence: "They met.", Trigger: "met", Reason: "sport"}}
	tests := []struct {
		name string
		a, b *record.Story
		want string
	}{
		{"the same", coded("a", "x", one, two), coded("a", "y", one, two), ""},
		{"offsets and order alone", coded("a", "x", one, two), coded("b", "x", two, one), ""},
		{
			"a field", coded("a", "x", one), coded("a", "y", [3]string{"r_1", "AGREE", "They met."}),
			"changed report r_1 type:CONSULT>AGREE because lexicon:x>y entry:meet/v CONSULT>meet/v AGREE [entry of CONSULT] [entry of AGREE]",
		},
		{"a new article", nil, coded("a", "x", one), "added report r_1 because article entry:>meet/v CONSULT rule:>verb [] []"},
		{"an article gone", coded("a", "x", one), nil, "withdrawn report r_1 because article entry:meet/v CONSULT> rule:verb> [] []"},
		{"gone, and why", coded("a", "x", one), aside, "withdrawn report r_1 because lexicon:x>y entry:meet/v CONSULT> rule:verb> set aside:sport [] []"},
		{"new, and why not before", aside, coded("a", "y", two), "added report r_2 because entry:>meet/v CONSULT rule:>verb set aside:no-actor [] []"},
		{
			"another text", coded("a", "x", one), coded("b", "x", two),
			"withdrawn report r_1 because text entry:meet/v CONSULT> rule:verb> [] []\nadded report r_2 because text entry:>meet/v CONSULT rule:>verb [] []",
		},
	}
	for _, tt := range tests {
		if got := text(diff.Stories(tt.a, tt.b)); got != tt.want {
			t.Errorf("%s:\ngot  %s\nwant %s", tt.name, got, tt.want)
		}
	}
}

// Statements are compared by their words, of which there may be several alike.
func TestStatements(t *testing.T) {
	said := func(speakers ...string) *record.Story {
		s := &record.Story{}
		for i, name := range speakers {
			s.Statements = append(s.Statements, record.Statement{
				Speaker: &record.Source{Entity: record.Entity{Text: name}, Kind: "named"}, Sentence: "x said no.", Content: "no",
				Evidence: record.Evidence{Field: "text", Start: i},
			})
		}
		return s
	}
	var got []string
	for _, c := range diff.Stories(said("A", "B"), said("A", "C", "D")) {
		got = append(got, fmt.Sprint(c.What, " ", c.Kind, " ", c.Statement.Speaker.Text, c.Fields))
	}
	if want := []string{"statement changed C[{speaker B, named C, named}]", "statement added D[]"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
