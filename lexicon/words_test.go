package lexicon

import "testing"

// TestOneSector holds that words which stand in several of the files of organs,
// offices and agents have the same sector in each.
func TestOneSector(t *testing.T) {
	lex := wordLists(t)
	first := map[string]*Alias{}
	for a := range lex.Aliases() {
		switch a.Kind {
		case OrganWords, OfficeWords, AgentWords:
		default:
			continue
		}
		other := first[a.Words]
		if other == nil {
			first[a.Words] = a
		} else if other.Sector != a.Sector {
			t.Errorf("%q has sector %q at %s and %q at %s", a.Words, other.Sector, other.Line, a.Sector, a.Line)
		}
	}
}

// TestWordCounts holds the size of the lists that docs and README speak of.
func TestWordCounts(t *testing.T) {
	lex := wordLists(t)
	count := map[AliasKind]int{}
	for a := range lex.Aliases() {
		if !a.Plural {
			count[a.Kind]++
		}
	}
	for _, test := range []struct {
		what      string
		got, want int
	}{
		{"keys of organs", len(lex.organs), 80},
		{"keys of offices", len(lex.offices), 100},
		{"wordings of organs", count[OrganWords], 250},
		{"wordings of offices", count[OfficeWords], 350},
		{"agents", count[AgentWords], 400},
		{"capitals", count[Capital], 190},
	} {
		if test.got < test.want {
			t.Errorf("%d %s, want at least %d", test.got, test.what, test.want)
		}
	}
}
