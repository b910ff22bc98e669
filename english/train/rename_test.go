package train

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"casus/doc"
	"casus/english/internal/names"
	"casus/english/internal/vectors"
	"casus/english/internal/words"
	"casus/ud"
)

// TestRenamed puts other names into a sentence: as many words, all new ones known
// to the lexicon, nothing else changed, the original as it was.
func TestRenamed(t *testing.T) {
	tok := func(form string, upos ud.UPOS) token { return token{form: form, upos: upos} }
	s := &sentence{
		tokens: []token{tok("Jane", ud.PROPN), tok("Doe", ud.PROPN), tok("left", ud.VERB), tok("Bank", ud.PROPN), tok("of", ud.ADP), tok("Oslo", ud.PROPN), tok("for", ud.ADP), tok("Kyiv", ud.PROPN)},
		class:  make([]uint16, 8),
		labels: []names.Label{
			names.Begin(doc.Person), names.Inside(doc.Person), 0, names.Begin(doc.Organisation), names.Inside(doc.Organisation), names.Inside(doc.Organisation), 0, names.Begin(doc.Location),
		},
	}
	l := words.NewLexicon(1)
	describe(l, []*sentence{s})
	shape := func(k doc.NameKind, n int) nameShape { return nameShape{k, n} }
	p := &namePool{
		seen:  map[nameShape][][]string{shape(doc.Person, 2): {{"John", "Roe"}}, shape(doc.Organisation, 3): {{"No", "Such", "Body"}}},
		known: map[nameShape][][]string{shape(doc.Person, 2): {{"Ann", "Lee"}}, shape(doc.Location, 2): {{"New", "York"}}},
	}
	rng := rand.New(rand.NewPCG(1, 2))
	seen := make(map[string]bool)
	for range 20 {
		got := p.rename(l, s, rng)
		var forms []string
		for i := range got.tokens {
			forms = append(forms, got.tokens[i].form)
			var want words.Word
			l.Describe(got.tokens[i].form, &want)
			if got.words[i] != want {
				t.Fatalf("word %d is not that of %s", i, got.tokens[i].form)
			}
		}
		seen[strings.Join(forms, " ")] = true
	}
	for _, want := range []string{"John Roe left Bank of Oslo for Kyiv", "Ann Lee left Bank of Oslo for Kyiv"} {
		if !seen[want] {
			t.Errorf("%q was never made", want)
		}
		delete(seen, want)
	}
	for other := range seen {
		t.Errorf("%q was made", other)
	}
	if s.tokens[0].form != "Jane" {
		t.Error("the original was changed")
	}
}

// TestNamePool wants names of the sentences and of the gazetteers, and no words that
// are common in lower case.
func TestNamePool(t *testing.T) {
	set, err := vectors.Load()
	if err != nil {
		t.Fatal(err)
	}
	s := &sentence{tokens: []token{{form: "Zedekiah", upos: ud.PROPN}, {form: "paris"}}, labels: []names.Label{names.Begin(doc.Person), 0}}
	l, err := buildLexicon(set, []*sentence{s})
	if err != nil {
		t.Fatal(err)
	}
	p, err := newNamePool(l, []*sentence{s})
	if err != nil {
		t.Fatal(err)
	}
	has := func(m map[nameShape][][]string, k doc.NameKind, name ...string) bool {
		return slices.ContainsFunc(m[nameShape{k, len(name)}], func(list []string) bool { return slices.Equal(list, name) })
	}
	for _, c := range []struct {
		what string
		got  bool
		want bool
	}{
		{"Zedekiah is seen", has(p.seen, doc.Person, "Zedekiah"), true},
		{"Kyiv is known", has(p.known, doc.Location, "Kyiv"), true},
		{"New York is known", has(p.known, doc.Location, "New", "York"), true},
		{"Bank of America has a small word", has(p.known, doc.Organisation, "Bank", "Of", "America"), false},
		{"Paris is in lower case here", has(p.known, doc.Location, "Paris"), false},
	} {
		if c.got != c.want {
			t.Errorf("%s: %v, want %v", c.what, c.got, c.want)
		}
	}
}
