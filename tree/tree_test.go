package tree

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"casus/doc"
	"casus/span"
	"casus/ud"
)

// parsed makes a document of one sentence from words written as
// form/XPOS/head/relation; the lemma is the form in lower case.
func parsed(t testing.TB, words string) *doc.Document {
	t.Helper()
	d := &doc.Document{Blocks: []doc.Block{{}}}
	for _, w := range strings.Fields(words) {
		f := strings.Split(w, "/")
		if len(f) != 4 {
			t.Fatalf("word %q, want form/XPOS/head/relation", w)
		}
		head, err := strconv.Atoi(f[2])
		if err != nil {
			t.Fatal(err)
		}
		if d.Text != "" {
			d.Text += " "
		}
		start := len(d.Text)
		d.Text += f[0]
		upos := ud.NOUN
		if strings.HasPrefix(f[1], "VB") {
			upos = ud.VERB
		}
		d.Tokens = append(d.Tokens, doc.Token{
			Span: span.Span{Start: start, End: len(d.Text)}, Form: f[0], Lemma: strings.ToLower(f[0]),
			UPOS: upos, XPOS: ud.ParseXPOS(f[1]), Head: int32(head), Deprel: ud.ParseDeprel(f[3]),
		})
	}
	d.Sentences = []doc.Sentence{{Span: span.Span{End: len(d.Text)}, End: int32(len(d.Tokens))}}
	return d
}

func grown(t testing.TB, words string) *Tree {
	t.Helper()
	var tr Tree
	tr.Reset(parsed(t, words), 0)
	return &tr
}

// at is the position of a word in the tree.
func at(t *testing.T, tr *Tree, form string) int {
	t.Helper()
	for i := range tr.Tokens {
		if tr.Tokens[i].Form == form {
			return i
		}
	}
	t.Fatalf("no word %q", form)
	return -1
}

const raid = "Police/NNS/2/nsubj raided/VBD/0/root the/DT/4/det homes/NNS/2/obj of/IN/6/case activists/NNS/4/nmod and/CC/8/cc lawyers/NNS/6/conj in/IN/10/case Minsk/NNP/2/obl"

func TestStructure(t *testing.T) {
	tr := grown(t, raid)
	verb, homes, activists, lawyers := at(t, tr, "raided"), at(t, tr, "homes"), at(t, tr, "activists"), at(t, tr, "lawyers")
	if got := tr.Children(verb); !slices.Equal(got, []int32{0, 3, 9}) {
		t.Errorf("children of raided: %v", got)
	}
	if first, last := tr.Extent(homes); tr.Span(first, last).Of("Police raided the homes of activists and lawyers in Minsk") != "the homes of activists and lawyers" {
		t.Errorf("extent of homes: %d to %d", first, last)
	}
	if first, last := tr.Extent(verb); first != 0 || last != 9 {
		t.Errorf("extent of the root: %d to %d", first, last)
	}
	if !tr.Dominates(verb, lawyers) || !tr.Dominates(homes, homes) || tr.Dominates(lawyers, verb) {
		t.Error("Dominates does not follow the heads")
	}
	if got := tr.Conjuncts(nil, activists); !slices.Equal(got, []int{activists, lawyers}) {
		t.Errorf("conjuncts of activists: %v", got)
	}
	if tr.FirstConjunct(lawyers) != activists || tr.FirstConjunct(homes) != homes {
		t.Error("FirstConjunct")
	}
	if tr.Head(verb) != -1 || tr.Head(homes) != verb || tr.Rel(homes) != ud.Obj || tr.Lemma(homes) != "homes" {
		t.Error("Head, Rel or Lemma")
	}
	if tr.Child(verb, ud.Obl, ud.Obj) != homes || tr.Child(verb, ud.Iobj) != -1 || !tr.Has(verb, ud.Nsubj) || tr.Has(homes, ud.Nsubj) {
		t.Error("Child or Has")
	}
	if tr.Marker(activists) != "of" || tr.Marker(at(t, tr, "Minsk")) != "in" || tr.Marker(homes) != "" {
		t.Error("Marker")
	}
}

// TestMarkerOutOf reads "out of" as "of", so that "pulled out of Mali" is one
// thing whether "out" is a particle or not.
func TestMarkerOutOf(t *testing.T) {
	tr := grown(t, "They/PRP/2/nsubj pulled/VBD/0/root out/IN/5/case of/IN/5/case Mali/NNP/2/obl")
	if m := tr.Marker(at(t, tr, "Mali")); m != "of" {
		t.Errorf("marker is %q, want \"of\"", m)
	}
}

func TestPassive(t *testing.T) {
	tests := []struct {
		name, words, verb string
		want              bool
	}{
		{"active past", "Police/NNS/2/nsubj arrested/VBD/0/root him/PRP/2/obj", "arrested", false},
		{"auxiliary", "He/PRP/3/nsubj:pass was/VBD/3/aux:pass arrested/VBN/0/root", "arrested", true},
		{"subject alone, wrong tag", "He/PRP/2/nsubj:pass arrested/VBD/0/root", "arrested", true},
		{"perfect", "Police/NNS/3/nsubj have/VBP/3/aux arrested/VBN/0/root him/PRP/3/obj", "arrested", false},
		{"agent", "arrested/VBN/0/root by/IN/3/case police/NNS/1/obl:agent", "arrested", true},
		{"by after an active", "Hungary/NNP/2/nsubj stuck/VBD/0/root by/IN/4/case Serbia/NNP/2/obl:agent", "stuck", false},
		{"participle after a noun", "men/NNS/3/nsubj arrested/VBN/1/acl fled/VBD/0/root", "arrested", true},
		{"participle before a noun", "arrested/VBN/2/amod men/NNS/3/nsubj fled/VBD/0/root", "arrested", true},
		{"second of two", "He/PRP/3/nsubj:pass was/VBD/3/aux:pass arrested/VBN/0/root and/CC/5/cc charged/VBN/3/conj", "charged", true},
		{"second after an active", "Police/NNS/3/nsubj have/VBP/3/aux arrested/VBN/0/root and/CC/5/cc charged/VBN/3/conj him/PRP/5/obj", "charged", false},
		{"past under a noun", "men/NNS/0/root arrested/VBD/1/acl", "arrested", false},
		{"progressive", "Police/NNS/3/nsubj are/VBP/3/aux arresting/VBG/0/root", "arresting", false},
	}
	for _, test := range tests {
		tr := grown(t, test.words)
		if got := tr.Passive(at(t, tr, test.verb)); got != test.want {
			t.Errorf("%s: Passive(%s) = %v in %q", test.name, test.verb, got, test.words)
		}
	}
}

func TestClause(t *testing.T) {
	tr := grown(t, "Iran/NNP/2/nsubj said/VBD/0/root that/IN/6/mark its/PRP$/5/nmod:poss army/NN/6/nsubj fired/VBD/2/ccomp "+
		"and/CC/8/cc withdrew/VBD/6/conj after/IN/11/mark talks/NNS/11/nsubj ended/VBD/6/advcl")
	for form, want := range map[string]string{"Iran": "said", "its": "fired", "army": "fired", "withdrew": "withdrew", "talks": "ended", "said": "said"} {
		if got := tr.Tokens[tr.Clause(at(t, tr, form))].Form; got != want {
			t.Errorf("Clause(%s) = %s, want %s", form, got, want)
		}
	}
	if tr.Mark(at(t, tr, "fired")) != "that" || tr.Mark(at(t, tr, "ended")) != "after" || tr.Mark(at(t, tr, "said")) != "" {
		t.Error("Mark")
	}
}

// TestReset holds that a tree forgets the sentence before.
func TestReset(t *testing.T) {
	var tr Tree
	tr.Reset(parsed(t, raid), 0)
	tr.Reset(parsed(t, "Talks/NNS/2/nsubj failed/VBD/0/root"), 0)
	if len(tr.Tokens) != 2 || !slices.Equal(tr.Children(1), []int32{0}) || len(tr.Children(0)) != 0 {
		t.Errorf("children %v and %v after a shorter sentence", tr.Children(0), tr.Children(1))
	}
	tr.Reset(&doc.Document{Sentences: []doc.Sentence{{}}}, 0)
	if len(tr.Tokens) != 0 {
		t.Error("an empty sentence has tokens")
	}
}

// TestBrokenHeads holds that every method ends on heads that form no tree.
func TestBrokenHeads(t *testing.T) {
	for _, words := range []string{
		"a/VBN/2/conj b/VBN/1/conj",                    // a circle of two
		"a/VBN/1/conj b/NN/1/nsubj",                    // its own head
		"a/NN/2/conj b/NN/3/conj c/NN/1/conj d/NN/0/x", // a circle beside the root
		"a/NN/9/obj b/NN/-1/obj c/NN/0/root",           // out of range
		"a/VBN/-1/dep b/VBN/-1/dep",                    // not parsed
		"a/VBN/0/root b/VBN/0/root c/VBN/2/conj",       // two roots
	} {
		done := make(chan struct{})
		go func() {
			defer close(done)
			walk(grown(t, words))
		}()
		select {
		case <-done:
		case <-time.After(10 * time.Second):
			t.Fatalf("does not end on %q", words)
		}
	}
}

// walk calls every method for every token.
func walk(tr *Tree) {
	for i := range tr.Tokens {
		tr.Extent(i)
		tr.Conjuncts(nil, i)
		tr.FirstConjunct(i)
		tr.Passive(i)
		tr.Clause(i)
		tr.Mark(i)
		tr.Marker(i)
		for j := range tr.Tokens {
			tr.Dominates(i, j)
		}
	}
}

// FuzzTree gives the sentence any heads and relations.
func FuzzTree(f *testing.F) {
	f.Add([]byte{2, 1, 0, 0, 2, 8})
	f.Add([]byte{2, 35, 3, 35, 1, 35})
	f.Fuzz(func(t *testing.T, raw []byte) {
		d := &doc.Document{Blocks: []doc.Block{{}}}
		for i := 0; i+1 < len(raw) && i < 200; i += 2 {
			d.Text += "w"
			d.Tokens = append(d.Tokens, doc.Token{
				Span: span.Span{Start: i / 2, End: i/2 + 1}, Form: "w", UPOS: ud.VERB, XPOS: ud.VBN,
				Head: int32(raw[i]) - 1, Deprel: ud.Deprel(int(raw[i+1]) % ud.NumDeprel),
			})
		}
		d.Sentences = []doc.Sentence{{Span: span.Span{End: len(d.Text)}, End: int32(len(d.Tokens))}}
		var tr Tree
		tr.Reset(d, 0)
		walk(&tr)
		for i := range tr.Tokens {
			if first, last := tr.Extent(i); first > i || last < i {
				t.Fatalf("extent of %d is %d to %d", i, first, last)
			}
			for _, k := range tr.Children(i) {
				if tr.Head(int(k)) != i {
					t.Fatalf("%d is a child of %d but has head %d", k, i, tr.Head(int(k)))
				}
			}
		}
	})
}
