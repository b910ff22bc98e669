package words

import (
	"strings"
	"testing"

	"casus/english/internal/pack"
)

func describe(form string) Word {
	var w Word
	(*Lexicon)(nil).Describe(form, &w)
	return w
}

func TestDescribe(t *testing.T) {
	same := func(what string, a, b uint32, want bool) {
		t.Helper()
		if (a == b) != want {
			t.Errorf("%s: hashes equal is %v, want %v", what, a == b, want)
		}
	}
	same("lower case of Kyiv", describe("Kyiv").Lower, describe("kyiv").Lower, true)
	same("form of Kyiv", describe("Kyiv").Form, describe("kyiv").Form, false)
	same("lower case of numbers", describe("1,204").Lower, describe("3,977").Lower, true)
	same("form of numbers", describe("1,204").Form, describe("3,977").Form, false)
	same("typographic apostrophe", describe("’s").Lower, describe("'s").Lower, true)
	same("typographic quotation mark", describe("“").Lower, describe(`"`).Lower, true)
	same("suffix -ing", describe("bombing").Suffix[2], describe("striking").Suffix[2], true)
	same("prefix anti", describe("anti-tank").Prefix[3], describe("Antiwar").Prefix[3], true)
	same("shape of names", describe("Kyiv").Shape, describe("Tehran").Shape, true)
	same("shape of abbreviation", describe("U.S.").Shape, describe("Iran").Shape, false)
}

func TestFlags(t *testing.T) {
	for _, c := range []struct {
		form string
		want Flags
	}{
		{"talks", Lower},
		{"Iran", Initial | Lower},
		{"NATO", Initial | Capital},
		{"I", Initial},
		{"U.S.", Initial | Capital | Dot},
		{"F-16", Initial | Hyphen | Digit},
		{"Élysée", Initial | Lower | Other},
		{"--", Punct | Hyphen},
		{"", Punct},
	} {
		if got := describe(c.form).Flags; got != c.want {
			t.Errorf("%q: flags %08b, want %08b", c.form, got, c.want)
		}
	}
}

func TestLexiconRoundTrip(t *testing.T) {
	l := NewLexicon(3)
	want := map[string]Entry{"iran": {70000, 0, Place | PersonLast}, "kill": {9, 300, 0}, "the": {0, 4, 0}}
	for form, e := range want {
		l.Put(describe(form).Lower, e)
	}
	var w pack.Writer
	l.Write(&w)
	r := pack.NewReader(w.Bytes)
	read := ReadLexicon(r, 70000)
	if r.Err() != nil {
		t.Fatal(r.Err())
	}
	for form, e := range want {
		if got := read.Find(describe(form).Lower); got != e {
			t.Errorf("%s: entry %v, want %v", form, got, e)
		}
	}
	if got := read.Find(describe("zebra").Lower); got != (Entry{}) {
		t.Errorf("zebra: entry %v, want none", got)
	}
}

// TestLexiconOfOtherVectors reads a lexicon whose vectors are not there.
func TestLexiconOfOtherVectors(t *testing.T) {
	l := NewLexicon(1)
	l.Put(1, Entry{Vector: 8})
	var w pack.Writer
	l.Write(&w)
	r := pack.NewReader(w.Bytes)
	if ReadLexicon(r, 7); r.Err() == nil {
		t.Error("vector 8 of 7 is read")
	}
}

func FuzzDescribe(f *testing.F) {
	f.Add("Zelenskyy")
	f.Add("\xff\xfe“")
	f.Add(strings.Repeat("ü", 100))
	f.Fuzz(func(t *testing.T, form string) {
		if a, b := describe(form), describe(form); a != b {
			t.Errorf("%q: two descriptions differ", form)
		}
	})
}
