package english

import (
	"fmt"
	"os"
	"strings"
	"sync"
	"syscall"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"casus/conllu"
	"casus/doc"
	"casus/ud"
)

var model = sync.OnceValue(func() *Model {
	m, err := Load()
	if err != nil {
		panic(err)
	}
	return m
})

// checked is committed sentences with trees checked by hand: "news" or
// "general".
func checked(t testing.TB, name string) []conllu.Sentence {
	t.Helper()
	gold, err := conllu.ReadFile("testdata/" + name + ".conllu")
	if err != nil {
		t.Fatal(err)
	}
	return gold
}

// TestFloors keeps what the model reaches on sentences that no training has
// seen.
func TestFloors(t *testing.T) {
	type floors map[conllu.Metric]float64
	for _, c := range []struct {
		name        string
		tokens, raw floors
	}{
		{
			name:   "news",
			tokens: floors{conllu.UPOS: 96, conllu.Lemmas: 97, conllu.UAS: 90, conllu.LAS: 88},
			raw:    floors{conllu.Sentences: 96, conllu.Words: 99.5, conllu.UPOS: 96, conllu.Lemmas: 96.5, conllu.UAS: 89, conllu.LAS: 87},
		},
		{
			name:   "general",
			tokens: floors{conllu.UPOS: 96, conllu.Lemmas: 97, conllu.UAS: 89, conllu.LAS: 86},
			raw:    floors{conllu.Sentences: 96, conllu.Words: 99.5, conllu.UPOS: 96, conllu.Lemmas: 97, conllu.UAS: 88, conllu.LAS: 85},
		},
	} {
		gold := checked(t, c.name)
		systems := map[string][]conllu.Sentence{
			"tokens": model().Annotate(gold),
			"raw":    conllu.FromDocument(model().ParseText(conllu.Text(gold, 0))),
		}
		for input, want := range map[string]floors{"tokens": c.tokens, "raw": c.raw} {
			scores, err := conllu.Evaluate(gold, systems[input])
			if err != nil {
				t.Fatal(err)
			}
			for metric, floor := range want {
				got := 100 * scores[metric].F1()
				t.Logf("%s, %s: %s %.2f", c.name, input, metric, got)
				if got < floor {
					t.Errorf("%s, %s: %s is %.2f, want at least %.2f", c.name, input, metric, got, floor)
				}
			}
		}
	}
}

// TestConstructions checks the relations that coding stands on, in the full
// form with subtypes.
func TestConstructions(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Two soldiers were killed by a drone.", "soldiers nsubj:pass killed, were aux:pass killed, drone obl:agent killed"},
		{"Iran's army shelled the village.", "Iran nmod:poss army, army nsubj shelled, village obj shelled"},
		{"The president, who met his counterpart in Beijing, returned home.", "president nsubj returned, met acl:relcl president"},
		{"Troops carried out raids on Monday.", "out compound:prt carried, raids obj carried"},
		{"France and Germany condemned the attack.", "Germany conj France, France nsubj condemned"},
		{"The minister, Abbas Araghchi, said talks had ended.", "Abbas appos minister, Araghchi flat Abbas, ended ccomp said"},
		{"Turkey threatened to send troops.", "send xcomp threatened, troops obj send"},
	} {
		d := model().ParseText(c.text)
		got := make(map[string]bool)
		for i := range d.Sentences {
			tokens := d.SentenceTokens(i)
			for _, tok := range tokens {
				if tok.Head > 0 {
					got[tok.Form+" "+tok.Deprel.String()+" "+tokens[tok.Head-1].Form] = true
				}
			}
		}
		for _, want := range strings.Split(c.want, ", ") {
			if !got[want] {
				t.Errorf("%q: no %q in %v", c.text, want, got)
			}
		}
	}
}

func TestNames(t *testing.T) {
	d := model().ParseText("Iran's foreign minister, Abbas Araghchi, met officials of the United Nations in Geneva on Monday.")
	var got []string
	for _, n := range d.Names {
		got = append(got, fmt.Sprintf("%s %s", d.Text[d.Tokens[n.First].Span.Start:d.Tokens[n.End-1].Span.End], n.Kind))
	}
	want := []string{"Iran LOC", "Abbas Araghchi PER", "United Nations ORG", "Geneva LOC"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("names (-want +got):\n%s", diff)
	}
}

func TestOnlyCodedBlocks(t *testing.T) {
	d := model().ParseText("Rebels attacked a base.\n\nPhoto: Agency\n\nThe army fled.")
	d.Blocks[1].Kind = doc.Credit
	model().Parse(d)
	if len(d.Sentences) != 2 || d.Sentences[0].Block != 0 || d.Sentences[1].Block != 2 {
		t.Errorf("sentences %+v, want one in block 0 and one in block 2", d.Sentences)
	}
}

// TestConcurrent parses with one model and with two at the same time and wants
// the same everywhere.
func TestConcurrent(t *testing.T) {
	other, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	text := conllu.Text(checked(t, "news"), 0)
	want := model().ParseText(text)
	var wg sync.WaitGroup
	got := make([]*doc.Document, 4)
	for i := range got {
		wg.Go(func() {
			m := model()
			if i%2 == 1 {
				m = other
			}
			for range 3 {
				got[i] = m.ParseText(text)
			}
		})
	}
	wg.Wait()
	for i := range got {
		if diff := cmp.Diff(want.Tokens, got[i].Tokens); diff != "" {
			t.Fatalf("tokens of goroutine %d differ (-want +got):\n%s", i, diff)
		}
		if diff := cmp.Diff(want.Names, got[i].Names); diff != "" {
			t.Fatalf("names of goroutine %d differ (-want +got):\n%s", i, diff)
		}
	}
}

// checkTrees reports what is wrong with the trees of a document.
func checkTrees(t *testing.T, d *doc.Document) {
	t.Helper()
	for i, s := range d.Sentences {
		tokens := d.SentenceTokens(i)
		roots := 0
		for j, tok := range tokens {
			if tok.Head == 0 {
				roots++
			}
			if utf8.ValidString(tok.Form) && !utf8.ValidString(tok.Lemma) {
				t.Fatalf("sentence %d: the lemma of %q is %q", i, tok.Form, tok.Lemma)
			}
			if tok.Head < 0 || int(tok.Head) > len(tokens) {
				t.Fatalf("sentence %d %+v: token %d has head %d of %d", i, s, j, tok.Head, len(tokens))
			}
			if (tok.Deprel == ud.Root) != (tok.Head == 0) {
				t.Fatalf("sentence %d: token %d has head %d and relation %s", i, j, tok.Head, tok.Deprel)
			}
		}
		if roots != 1 {
			t.Fatalf("sentence %d: %d roots in %d tokens", i, roots, len(tokens))
		}
		for j := range tokens {
			steps := 0
			for h := j + 1; h != 0; h = int(tokens[h-1].Head) {
				if steps++; steps > len(tokens) {
					t.Fatalf("sentence %d: token %d is in a cycle", i, j)
				}
			}
		}
	}
	for _, n := range d.Names {
		if n.First >= n.End || int(n.End) > len(d.Tokens) || n.Kind == doc.NoName {
			t.Fatalf("name %+v of %d tokens", n, len(d.Tokens))
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"", ".", "\"\"\"", "Rebels attacked a base near Gao.", "((((((a", "MOSCOW, March 2 (Agency) — It", "\xff\xfe", "a\u00a0b\u200bc",
		strings.Repeat("and ", 50), "Он сказал", strings.Repeat("x", 300), "It’s late, they’re here and I’ve seen it.",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d := model().ParseText(text)
		checkTrees(t, d)
	})
}

// Lemmas do not hang on which apostrophe is printed.
func TestApostrophes(t *testing.T) {
	const text = "It's said they're in Mali, they've won, he'll stay and she didn't."
	straight, curly := model().ParseText(text), model().ParseText(strings.ReplaceAll(text, "'", "’"))
	for i, tok := range straight.Tokens {
		if got := curly.Tokens[i]; got.Lemma != tok.Lemma {
			t.Errorf("the lemma of %q is %q, want %q", got.Form, got.Lemma, tok.Lemma)
		}
	}
}

// TestLongSentence parses 10,000 tokens without an end, which is more than is
// parsed as one piece, and wants one tree.
func TestLongSentence(t *testing.T) {
	d := &doc.Document{}
	words := strings.Fields("the rebels , who attacked a base in Gao and fled")
	for i := range 10_000 {
		d.Tokens = append(d.Tokens, doc.Token{Form: words[i%len(words)]})
	}
	d.Sentences = []doc.Sentence{{First: 0, End: 10_000}}
	model().ParseTokens(d)
	checkTrees(t, d)
}

// TestHostileText parses long text of every bad kind.
func TestHostileText(t *testing.T) {
	for _, unit := range []string{"a ", "(", "\"", "said ", "\xff", "A.B. ", "’", "1,", "al-"} {
		d := model().ParseText(strings.Repeat(unit, 100_000/len(unit)))
		checkTrees(t, d)
	}
}

// TestNoAllocation parses the same document again: nothing new is needed.
func TestNoAllocation(t *testing.T) {
	m := model()
	d := m.ParseText(conllu.Text(checked(t, "general"), 0))
	if n := testing.AllocsPerRun(20, func() { m.Parse(d) }); n > 0 {
		t.Errorf("%v allocations a document, want 0", n)
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load(); err != nil {
			b.Fatal(err)
		}
	}
}

// benchText is running text that does not repeat: of the treebanks where they
// are there, else of the committed sentences.
func benchText(b *testing.B) string {
	var all []conllu.Sentence
	for _, path := range []string{"../../shared/data/ud-ewt/en_ewt-ud-dev.conllu", "../../shared/data/ud-gum/en_gum-free-dev.conllu"} {
		if _, err := os.Stat(path); err == nil {
			list, err := conllu.ReadFile(path)
			if err != nil {
				b.Fatal(err)
			}
			all = append(all, list...)
		}
	}
	if all == nil {
		all = append(checked(b, "news"), checked(b, "general")...)
	}
	return conllu.Text(all, 0)
}

// BenchmarkParse measures raw text to names in white-space words a second of
// processor time.
func BenchmarkParse(b *testing.B) {
	text := benchText(b)
	m := model()
	d := m.ParseText(text)
	b.SetBytes(int64(len(text)))
	start := processorTime(b)
	for b.Loop() {
		m.Parse(d)
	}
	b.ReportMetric(float64(len(strings.Fields(text)))*float64(b.N)/(processorTime(b)-start), "words/cpu-s")
}

// BenchmarkParseParallel measures white-space words a second of real time with
// as many goroutines as there are processors (go test -cpu 1,2).
func BenchmarkParseParallel(b *testing.B) {
	text := benchText(b)
	m := model()
	b.SetBytes(int64(len(text)))
	b.RunParallel(func(pb *testing.PB) {
		d := m.ParseText(text)
		for pb.Next() {
			m.Parse(d)
		}
	})
	b.ReportMetric(float64(len(strings.Fields(text)))*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}

// processorTime is the seconds that the process has used so far.
func processorTime(b *testing.B) float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return float64(u.Utime.Sec+u.Stime.Sec) + float64(u.Utime.Usec+u.Stime.Usec)/1e6
}
