package words

import (
	"strings"
	"testing"

	"casus/english/internal/pack"
)

// marked is the words of a sentence with their place in known names: the kinds,
// then o for the only word, b for the first, m for one in the middle, e for the
// last, in brackets where the name begins in lower case.
func marked(n *WholeNames, sentence string) string {
	forms := strings.Fields(sentence)
	ws := make([]Word, len(forms))
	for i, form := range forms {
		ws[i] = describe(form)
		ws[i].Known = 99 // of another sentence
	}
	n.Mark(ws)
	for i, w := range ws {
		if w.Known == 0 {
			continue
		}
		code := ""
		for k, letter := range "BOLP" {
			if w.Known>>k&1 != 0 {
				code += string(letter)
			}
		}
		code += string("obme"[w.Known>>kindBits&3])
		if w.Known&inLower != 0 {
			code = "(" + code + ")"
		}
		forms[i] += "/" + code
	}
	return strings.Join(forms, " ")
}

func testNames() *WholeNames {
	return NewWholeNames([][]string{
		{"bank"}, {"bank", "of", "america"}, {"bank", "of", "america"}, {"new", "york"}, {"new", "york", "times"}, {"jane", "doe"},
	}, []Kinds{Brand, Brand, Organisation, Location, Organisation, Person})
}

func TestMark(t *testing.T) {
	n := testNames()
	for _, c := range []struct{ name, sentence, want string }{
		{"longest", "The New York Times said", "The New/Ob York/Om Times/Oe said"},
		{"shorter", "In New York Mr Times said", "In New/Lb York/Le Mr Times said"},
		{"of two kinds", "Bank of America", "Bank/BOb of/BOm America/BOe"},
		{"broken off", "Bank of England", "Bank/Bo of England"},
		{"one after another", "Jane Doe Bank", "Jane/Pb Doe/Pe Bank/Bo"},
		{"lower case", "in new york", "in new/(Lb) york/(Le)"},
		{"end of the sentence", "New York Bank of", "New/Lb York/Le Bank/Bo of"},
		{"none", "Old York", "Old York"},
	} {
		if got := marked(n, c.sentence); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestInner(t *testing.T) {
	ws := []Word{describe("new"), describe("york"), describe("bank"), describe("said")}
	testNames().Mark(ws)
	for i, want := range []bool{true, true, false, false} {
		if got := ws[i].Known.Inner(); got != want {
			t.Errorf("word %d is in a name of several words: %v, want %v", i, got, want)
		}
	}
}

func TestWholeNamesRoundTrip(t *testing.T) {
	var w pack.Writer
	testNames().Write(&w)
	r := pack.NewReader(w.Bytes)
	read := ReadWholeNames(r)
	if r.Err() != nil {
		t.Fatal(r.Err())
	}
	const sentence = "Jane Doe of the New York Times and Bank of America"
	if got, want := marked(read, sentence), marked(testNames(), sentence); got != want {
		t.Errorf("read back: %s, want %s", got, want)
	}
}

// TestReadWholeNamesRefuses reads a name whose kinds are out of range.
func TestReadWholeNamesRefuses(t *testing.T) {
	var w pack.Writer
	w.Keys([]uint32{7})
	w.Uint(uint64(2 * goesOn))
	r := pack.NewReader(w.Bytes)
	if ReadWholeNames(r); r.Err() == nil {
		t.Error("kinds out of range are read")
	}
}
