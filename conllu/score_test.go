package conllu

import (
	"strings"
	"testing"
)

// sentencesOf reads CoNLL-U written with spaces for tabs.
func sentencesOf(t *testing.T, text string) []Sentence {
	t.Helper()
	var b strings.Builder
	for line := range strings.Lines(strings.TrimSpace(text) + "\n\n") {
		line = strings.TrimSpace(line)
		if !strings.HasPrefix(line, "#") {
			line = strings.Join(strings.Fields(line), "\t")
		}
		b.WriteString(line + "\n")
	}
	all, err := ReadAll("test.conllu", strings.NewReader(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// The system took two sentences for one and did not split "can't".
const (
	workedGold = `
		1   I     I     PRON  PRP Case=Nom|Number=Sing 4 nsubj  _ _
		2-3 can't _     _     _   _                    _ _      _ _
		2   ca    can   AUX   MD  VerbForm=Fin         4 aux    _ _
		3   n't   not   PART  RB  _                    4 advmod _ _
		4   go    go    VERB  VB  VerbForm=Inf         0 root   _ SpaceAfter=No
		5   .     .     PUNCT .   _                    4 punct  _ _

		1   They  they  PRON  PRP Case=Nom|Number=Plur 2 nsubj:outer _ _
		2   left  leave VERB  VBD Tense=Past           0 root   _ SpaceAfter=No
		3   .     .     PUNCT .   _                    2 punct  _ _`
	workedSystem = `
		1   I     I     PRON  PRP Case=Nom|Number=Sing|Local=Yes 3 nsubj _ _
		2   can't can   AUX   MD  VerbForm=Fin         3 aux    _ _
		3   go    go    VERB  VB  VerbForm=Inf         0 root   _ SpaceAfter=No
		4   .     .     PUNCT .   _                    3 punct  _ _
		5   They  them  PRON  PRP Number=Plur|Case=Nom 6 nsubj  _ _
		6   left  left  ADJ   JJ  Degree=Pos           3 parataxis _ SpaceAfter=No
		7   .     .     PUNCT .   _                    6 punct  _ _`
)

func TestEvaluateWorkedExample(t *testing.T) {
	got, err := Evaluate(sentencesOf(t, workedGold), sentencesOf(t, workedSystem))
	if err != nil {
		t.Fatal(err)
	}
	want := Scores{
		Tokens:    {7, 7, 7, -1},
		Sentences: {0, 2, 1, -1},
		Words:     {6, 8, 7, -1}, // all but "ca", "n't" and "can't"
		UPOS:      {5, 8, 7, 6},  // "left" is wrong
		XPOS:      {5, 8, 7, 6},
		UFeats:    {5, 8, 7, 6}, // Local is not universal, order does not count
		AllTags:   {5, 8, 7, 6},
		Lemmas:    {4, 8, 7, 6}, // "they", "leave" are wrong
		UAS:       {5, 8, 7, 6}, // the second root is wrong
		LAS:       {5, 8, 7, 6}, // the subtype of nsubj does not count
		CLAS:      {3, 5, 4, 4}, // I, go, They of I, n't, go, They, left
		MLAS:      {2, 5, 4, 4}, // "go" has another auxiliary
		BLEX:      {2, 5, 4, 4}, // "They" has another lemma
	}
	for m := Tokens; m < NumMetrics; m++ {
		if got[m] != want[m] {
			t.Errorf("%v: got %+v, want %+v", m, got[m], want[m])
		}
	}
	if f := got[Words].F1(); f != 0.8 {
		t.Errorf("F1 of words: got %v, want 0.8", f)
	}
	if a := got[UPOS].AlignedAccuracy(); a != 5.0/6 {
		t.Errorf("aligned accuracy of UPOS: got %v, want 5/6", a)
	}
}

func TestEvaluateItself(t *testing.T) {
	gold := sentencesOf(t, workedGold)
	got, err := Evaluate(gold, gold)
	if err != nil {
		t.Fatal(err)
	}
	for m := Tokens; m < NumMetrics; m++ {
		if got[m].F1() != 1 {
			t.Errorf("%v: F1 %v, want 1", m, got[m].F1())
		}
	}
}

// fromWords makes a sentence of tokens; "abc=a+b" is a multiword token.
func fromWords(t *testing.T, line string) []Sentence {
	t.Helper()
	var s Sentence
	for _, field := range strings.Fields(line) {
		form, parts, multiword := strings.Cut(field, "=")
		first := len(s.Words)
		words := []string{form}
		if multiword {
			words = strings.Split(parts, "+")
		}
		for _, w := range words {
			s.Words = append(s.Words, Word{Form: w, Head: -1, Feats: "_"})
		}
		s.Tokens = append(s.Tokens, Token{Form: form, First: first, End: len(s.Words), SpaceAfter: " ", Misc: "_"})
	}
	return []Sentence{s}
}

func TestEvaluateAlignsWords(t *testing.T) {
	tests := []struct {
		gold, system string
		want         int
	}{
		{"x y z", "x y z", 3},
		{"xyz", "x y z", 0},
		{"xy z", "x y z", 1},
		{"x yz w", "xy z w", 1},
		{"don't=do+n't go", "don't go", 1},
		{"don't=do+n't go", "do n't go", 3},
		{"don't=do+n't go", "DON'T=DO+N'T go", 3},
		{"au=à+le mal", "au=à+les mal", 2},
		{"xy=x+y zw=z+w", "xyzw=x+y+z+w", 4},
		{"xyz=x+y+z vw=v+w", "x yzv=y+z+v w", 5},
		{"x yz=p+z w", "xy=p+q zw=r+x", 1},
	}
	for _, tt := range tests {
		gold, system := fromWords(t, tt.gold), fromWords(t, tt.system)
		if tt.gold == "don't=do+n't go" && tt.system == "DON'T=DO+N'T go" {
			system[0].Tokens[0].Form = "don't" // the characters agree, the words' case does not
		}
		got, err := Evaluate(gold, system)
		if err != nil {
			t.Errorf("%s / %s: %v", tt.gold, tt.system, err)
			continue
		}
		if got[Words].Correct != tt.want {
			t.Errorf("%s / %s: %d words aligned, want %d", tt.gold, tt.system, got[Words].Correct, tt.want)
		}
	}
}

func TestEvaluateRejects(t *testing.T) {
	tests := []struct{ name, gold, system, want string }{
		{"other characters", "1 a _ _ _ _ 0 root _ _", "1 b _ _ _ _ 0 root _ _", `the characters differ from byte 0: gold "a", system "b"`},
		{"two roots", "1 a _ _ _ _ 0 root _ _\n2 b _ _ _ _ 1 x _ _", "1 a _ _ _ _ 0 root _ _\n2 b _ _ _ _ 0 root _ _", "system: sentence at line 1: not exactly one root"},
		{"cycle", "1 a _ _ _ _ 0 root _ _\n2 b _ _ _ _ 3 x _ _\n3 c _ _ _ _ 2 x _ _", "1 abc _ _ _ _ 0 root _ _", "gold: sentence at line 1: heads make a cycle"},
	}
	for _, tt := range tests {
		_, err := Evaluate(sentencesOf(t, tt.gold), sentencesOf(t, tt.system))
		if err == nil || err.Error() != tt.want {
			t.Errorf("%s: got %v, want %s", tt.name, err, tt.want)
		}
	}
}

func TestScoresPrint(t *testing.T) {
	scores, err := Evaluate(sentencesOf(t, workedGold), sentencesOf(t, workedSystem))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := scores.Print(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"Metric     | Precision |    Recall |  F1 Score | AligndAcc\n",
		"Words      |     85.71 |     75.00 |     80.00 |\n",
		"LAS        |     71.43 |     62.50 |     66.67 |     83.33\n",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("missing line %q in\n%s", want, b.String())
		}
	}
}
