package lexicon

import (
	"fmt"
	"strings"
	"testing"
)

// someone is a line of a person who is president of Iran.
func someone(id, from, to string) string {
	return fmt.Sprintf("%s|person|%s One|IRN|GOV|president|%s|%s|unverified\n", id, strings.ToUpper(id[:1])+id[1:], from, to)
}

func TestCheck(t *testing.T) {
	const persons, aliases = "actors/persons.tsv", "en/aliases/persons.tsv"
	alias := func(rows string) []string {
		return []string{persons, someone("aa", "2010-01-01", "2012-01-01") + someone("bb", "2012-01-01", ""), aliases, rows}
	}
	tests := []struct {
		name  string
		files []string
		want  []string
	}{
		{"one after the other", []string{persons, someone("aa", "2011-01-01", "2015-03-01") + someone("bb", "2015-03-01", "")}, nil},
		{"two at once", []string{persons, someone("aa", "2011-01-01", "2015-03-02") + someone("bb", "2015-03-01", "")}, []string{
			"overlap IRN president: aa (2011-01-01 to 2015-03-02) and bb (2015-03-01 to now)",
		}},
		{"a month may be any of its days", []string{persons, someone("aa", "2011-01-01", "2015-03-20") + someone("bb", "2015-03", "")}, nil},
		{"a year too", []string{persons, someone("aa", "2011-01-01", "2015-03-20") + someone("bb", "2015", "")}, nil},
		{"another office", []string{persons, someone("aa", "2011-01-01", "") + strings.Replace(someone("bb", "2015-03", ""), "president", "minister", 1)}, nil},
		{"the same person twice", []string{persons, someone("aa", "2011-01-01", "2016") + someone("aa", "2015-03-01", "")}, nil},
		{"explained: several", []string{
			persons, someone("aa", "2011-01-01", "") + someone("bb", "2015-03-01", ""),
			"checks.tsv", "several|IRN|president|-|||two of them|unverified\n",
		}, nil},
		{"explained: beside", []string{
			persons, someone("aa", "2011-01-01", "") + someone("bb", "2015-03-01", ""),
			"checks.tsv", "beside|IRN|president|bb|||of a part|unverified\n",
		}, nil},
		{"a hole", []string{persons, someone("aa", "2011-01-01", "2015-03-01") + someone("bb", "2016-03-01", "")}, []string{
			"hole IRN president: nobody from 2015-03-01 (aa) to 2016-03-01 (bb)",
		}},
		{"nobody now", []string{persons, someone("aa", "2011-01-01", "2015-03-01")}, []string{"hole IRN president: nobody from 2015-03-01 (aa) to now"}},
		{"ninety days", []string{persons, someone("aa", "2011-01-01", "2015-03-01") + someone("bb", "2015-05-30", "")}, nil},
		{"before 2010", []string{persons, someone("aa", "1999", "2001-03-01") + someone("bb", "2005", "")}, nil},
		{"explained: vacant", []string{
			persons, someone("aa", "2011-01-01", "2015-03-01") + someone("bb", "2016-03-01", ""),
			"checks.tsv", "vacant|IRN|president|-|2015|2016-03-01|no quorum|unverified\n",
		}, nil},
		{"explained: unknown", []string{
			persons, someone("aa", "2011-01-01", "2015-03-01"), "checks.tsv", "unknown|IRN|president|-|2015-03-01||the next one|unverified\n",
		}, nil},
		{"explained: of another time", []string{
			persons, someone("aa", "2011-01-01", "2015-03-01"), "checks.tsv", "unknown|IRN|president|-|2016-03-01||the next one|unverified\n",
		}, []string{"hole IRN president: nobody from 2015-03-01 (aa) to now"}},
		{"explained: a common word", append(alias("aa|Hope|-|unverified\n"), "checks.tsv", "name|-|-|aa|||always he|unverified\n"), nil},
		{"explained: words for two", append(alias("aa|Joker|-|unverified\nbb|Joker|-|unverified\n"), "checks.tsv", "name|-|-|bb|||by the day|unverified\n"), nil},
		{"words for two", alias("aa|Joker|-|unverified\nbb|Joker|-|unverified\n"), []string{`ambiguous "Joker": aa, bb; the first is always read`}},
		{"one of them weak", alias("aa|Joker|-|unverified\nbb|Joker|weak|unverified\n"), nil},
		{"one of them after the article", alias("aa|Joker|-|unverified\nbb|Joker|the|unverified\n"), nil},
		{"without diacritics the same", alias("aa|Jokér|-|unverified\nbb|Joker|-|unverified\n"), []string{`ambiguous "Joker": aa, bb; the first is always read`}},
		{"a common word", alias("aa|Hope|-|unverified\n"), []string{`common "Hope" (aa) is a common word`}},
		{"a weak common word", alias("aa|Hope|weak|unverified\n"), nil},
		{"capitals are no common word", alias("aa|HOPE|-|unverified\n"), nil},
		{"the name once more", alias("aa|Aa One|-|unverified\n"), []string{`idle "Aa One": the other line has the same words`}},
		{"the same twice", alias("aa|Joker|-|unverified\naa|Jokér|-|unverified\n"), []string{`idle "Jokér": the other line has the same words`}},
		{"a capital more", alias("aa|Black Joker|-|unverified\naa|black Joker|-|unverified\n"), []string{`idle "Black Joker": the other line has the same words`}},
		{"weak beside strong", alias("aa|Joker|-|unverified\naa|Joker|weak|unverified\n"), []string{`idle "Joker": the other line has the same words`}},
		{"part of a longer term", []string{persons, someone("aa", "2012-01-01", "2014-01-01") + someone("aa", "2013-01-01", "2013-06-01") + someone("bb", "2014-01-01", "")}, []string{
			"idle aa: president (2013-01-01 to 2013-06-01) is part of 2012-01-01 to 2014-01-01",
		}},
		{"two offices at once", []string{persons, strings.Replace(someone("aa", "2012-01-01", ""), "president", "minister", 1) + someone("aa", "2012-01-01", "")}, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			pairs := append([]string{
				"states.tsv", twoStates, "en/offices.tsv", someWords,
				"en/predicates/a.txt", "= give/v AID\n  + They gave hope.\n  - In hope of hope.\n",
			}, test.files...)
			lex, err := LoadFS(files(pairs...))
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, f := range lex.Check() {
				got = append(got, string(f.Kind)+" "+f.Message)
			}
			if strings.Join(got, "\n") != strings.Join(test.want, "\n") {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}

func TestCheckGivenName(t *testing.T) {
	lex, err := LoadFS(files("states.tsv", twoStates, "en/offices.tsv", someWords, "actors/persons.tsv",
		"a|person|Omar Adan|IRN|GOV||||unverified\nb|person|Omar Bile|IRN|GOV||||unverified\nc|person|Omar Cade|IRN|GOV||||unverified\n",
		"en/aliases/persons.tsv", "a|Omar|-|unverified\n"))
	if err != nil {
		t.Fatal(err)
	}
	faults := lex.Check()
	if want := `"Omar" (a) is the given name of 3 people of the lexicon`; len(faults) != 1 || faults[0].Message != want {
		t.Errorf("got %+v, want %s", faults, want)
	}
}

func TestCheckFaults(t *testing.T) {
	for _, test := range []struct{ row, want string }{
		{"odd|IRN|president|-|||why|unverified\n", `checks.tsv:1:1: kind "odd"`},
		{"several|IRN|wizard|-|||why|unverified\n", `checks.tsv:1:13: office "wizard"`},
		{"several|IRN|president|-||||unverified\n", `checks.tsv:1:27: no reason`},
		{"beside|IRN|president|-|||why|unverified\n", `checks.tsv:1:22: id "-"`},
		{"name|IRN|president|nobody|||why|unverified\n", `checks.tsv:1:6: country "IRN" and office "president", want - for name`},
		{"unknown|IRN|president|nobody|||why|unverified\n", `checks.tsv:1:23: id "nobody", want one for beside and name and - else`},
		{"beside|IRN|president|nobody|||why|unverified\n", `checks.tsv:1:22: no actor "nobody"`},
	} {
		_, err := LoadFS(files("states.tsv", twoStates, "en/offices.tsv", someWords, "checks.tsv", test.row))
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%q: got %v, want %s", test.row, err, test.want)
		}
	}
}

// TestCoverage holds the shape of the table.
func TestCoverage(t *testing.T) {
	lex, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	table := lex.Coverage()
	if len(table) != 60 {
		t.Errorf("%d states, want 60", len(table))
	}
	for _, row := range table {
		if lex.State(row.Country) == nil {
			t.Errorf("%s is no state", row.Country)
		}
		if len(row.Cells) != len(CoverageColumns) {
			t.Errorf("%s has %d cells, want %d", row.Country, len(row.Cells), len(CoverageColumns))
		}
	}
}

// TestCheckEmbedded holds that nothing is wrong in the lexicon of the program:
// what its author does not know is declared, with a reason.
func TestCheckEmbedded(t *testing.T) {
	lex, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range lex.Check() {
		t.Errorf("%s %s %s", f.Kind, f.Message, strings.Join(f.Lines, ", "))
	}
	for _, f := range lex.Declared() {
		if f.Kind != UnknownOffice || f.Message == "" || len(f.Lines) != 1 {
			t.Errorf("declared: %+v", f)
		}
	}
}
