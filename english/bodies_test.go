package english

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"casus/doc"
	"casus/ud"
)

// TestCompleteNames gives names of a sentence by the numbers of their tokens;
// words with a capital letter are proper nouns.
func TestCompleteNames(t *testing.T) {
	for _, c := range []struct {
		text        string
		given, want [][2]int32
	}{
		{"the Department of Justice said", [][2]int32{{1, 3}}, [][2]int32{{1, 4}}},
		{"the Ministry of the Interior said", [][2]int32{{1, 3}}, [][2]int32{{1, 2}}},
		{"the Bank of Oslo said", [][2]int32{{1, 3}, {3, 4}}, [][2]int32{{1, 2}, {3, 4}}},
		{"the Department of", [][2]int32{{1, 3}}, [][2]int32{{1, 2}}},
		{"the Bank of Oslo said", [][2]int32{{1, 4}}, [][2]int32{{1, 4}}},
	} {
		tokens, list := toyNames(c.text, c.given)
		completeNames(list, 0, tokens, int32(len(tokens)))
		if got := bounds(list); !slices.Equal(got, c.want) {
			t.Errorf("%s: names %v, want %v", c.text, got, c.want)
		}
	}
}

func TestAddServices(t *testing.T) {
	for _, c := range []struct {
		text        string
		given, want [][2]int32
	}{
		{"Iran jams VOA 's Persian Service daily", [][2]int32{{0, 1}, {2, 3}}, [][2]int32{{0, 1}, {2, 3}, {4, 6}}},
		{"Persian Service staff in Washington", [][2]int32{{4, 5}}, [][2]int32{{0, 2}, {4, 5}}},
		{"the Secret Service said", [][2]int32{{1, 3}}, [][2]int32{{1, 3}}},
		{"VOA Service", [][2]int32{{0, 1}}, [][2]int32{{0, 1}}},
		{"a good Service in Oslo", nil, nil},
		{"Service in Oslo", nil, nil},
	} {
		tokens, list := toyNames(c.text, c.given)
		list = addServices(list, 0, tokens, 0, int32(len(tokens)))
		if got := bounds(list); !slices.Equal(got, c.want) {
			t.Errorf("%s: names %v, want %v", c.text, got, c.want)
		}
	}
}

func toyNames(text string, names [][2]int32) ([]doc.Token, []doc.Name) {
	var tokens []doc.Token
	for _, form := range strings.Fields(text) {
		upos := ud.NOUN
		if capital(form) {
			upos = ud.PROPN
		}
		tokens = append(tokens, doc.Token{Form: form, UPOS: upos})
	}
	var list []doc.Name
	for _, n := range names {
		list = append(list, doc.Name{First: n[0], End: n[1], Kind: doc.Organisation})
	}
	return tokens, list
}

func bounds(list []doc.Name) [][2]int32 {
	var b [][2]int32
	for _, n := range list {
		b = append(b, [2]int32{n.First, n.End})
	}
	return b
}

// TestNewsNames checks names as news has them.
func TestNewsNames(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"The United States will hand the island to Mauritius, the Kremlin said.", "United States LOC, Mauritius LOC, Kremlin ORG"},
		{"Lawmakers rejected the report by the European Council on Foreign Relations.", "European Council on Foreign Relations ORG"},
		{"U.S. Secretary of State Marco Rubio met Foreign Minister Hakan Fidan in The Hague.", "U.S. LOC, Marco Rubio PER, Hakan Fidan PER, The Hague LOC"},
		{"The reporter works for Voice of America's Persian Service.", "Voice of America ORG, Persian Service ORG"},
	} {
		d := model().ParseText(c.text)
		var got []string
		for _, n := range d.Names {
			got = append(got, fmt.Sprintf("%s %s", d.Text[d.Tokens[n.First].Span.Start:d.Tokens[n.End-1].Span.End], n.Kind))
		}
		if list := strings.Join(got, ", "); list != c.want {
			t.Errorf("%q: names %s, want %s", c.text, list, c.want)
		}
	}
}
