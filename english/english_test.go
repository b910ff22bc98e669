package english

import (
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"casus/conllu"
	"casus/doc"
	"casus/english/segment"
	"casus/ud"
)

var model = sync.OnceValue(func() *Model {
	m, err := Load()
	if err != nil {
		panic(err)
	}
	return m
})

// document makes a document of paragraphs.
func document(text string) *doc.Document {
	d := &doc.Document{Text: text}
	for _, p := range segment.Paragraphs(text, nil) {
		d.Blocks = append(d.Blocks, doc.Block{Span: p})
	}
	return d
}

// news is the committed sentences with trees checked by hand.
func news(t testing.TB) []conllu.Sentence {
	t.Helper()
	gold, err := conllu.ReadFile("testdata/news.conllu")
	if err != nil {
		t.Fatal(err)
	}
	return gold
}

// TestFloors keeps what the model reaches on sentences that no training has
// seen.
func TestFloors(t *testing.T) {
	gold := news(t)
	score := func(name string, system []conllu.Sentence, floors map[conllu.Metric]float64) {
		scores, err := conllu.Evaluate(gold, system)
		if err != nil {
			t.Fatal(err)
		}
		for metric, floor := range floors {
			got := 100 * scores[metric].F1()
			t.Logf("%s: %s %.2f", name, metric, got)
			if got < floor {
				t.Errorf("%s: %s is %.2f, want at least %.2f", name, metric, got, floor)
			}
		}
	}
	score("tokens", model().Annotate(gold), map[conllu.Metric]float64{
		conllu.UPOS: 96, conllu.Lemmas: 96, conllu.UAS: 90, conllu.LAS: 88,
	})
	d := document(conllu.Text(gold, 0))
	model().Parse(d)
	score("raw", conllu.FromDocument(d), map[conllu.Metric]float64{
		conllu.Words: 98, conllu.UPOS: 95, conllu.Lemmas: 95, conllu.UAS: 87, conllu.LAS: 85,
	})
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
		d := document(c.text)
		model().Parse(d)
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
	d := document("Iran's foreign minister, Abbas Araghchi, met officials of the United Nations in Geneva on Monday.")
	model().Parse(d)
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
	d := document("Rebels attacked a base.\n\nPhoto: Agency\n\nThe army fled.")
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
	text := conllu.Text(news(t), 0)
	want := document(text)
	model().Parse(want)
	var wg sync.WaitGroup
	got := make([]*doc.Document, 4)
	for i := range got {
		wg.Go(func() {
			m := model()
			if i%2 == 1 {
				m = other
			}
			for range 3 {
				got[i] = document(text)
				m.Parse(got[i])
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
		strings.Repeat("and ", 50), "Он сказал", strings.Repeat("x", 300),
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d := document(text)
		model().Parse(d)
		checkTrees(t, d)
	})
}

// TestLongSentence parses 10,000 tokens without an end and wants linear time.
func TestLongSentence(t *testing.T) {
	d := &doc.Document{}
	words := strings.Fields("the rebels , who attacked a base in Gao and fled")
	for i := range 10_000 {
		d.Tokens = append(d.Tokens, doc.Token{Form: words[i%len(words)]})
	}
	d.Sentences = []doc.Sentence{{First: 0, End: 10_000}}
	start := time.Now()
	model().ParseTokens(d)
	if spent := time.Since(start); spent > 20*time.Second {
		t.Errorf("10,000 tokens took %v", spent)
	}
	if h := d.Tokens[0].Head; h < 0 || h > 10_000 {
		t.Errorf("head of the first token is %d", h)
	}
}

// TestNoAllocation parses the same document again: nothing new is needed but
// lemmas that the model does not know.
func TestNoAllocation(t *testing.T) {
	d := document("The army fired two missiles into the sea, the ministry said on Monday.\n\nTalks ended without a deal.")
	m := model()
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
		all = news(b)
	}
	return conllu.Text(all, 0)
}

// BenchmarkParse measures raw text to names in white-space words a second of
// one goroutine.
func BenchmarkParse(b *testing.B) {
	text := benchText(b)
	m := model()
	d := document(text)
	m.Parse(d)
	b.SetBytes(int64(len(text)))
	b.ResetTimer()
	for b.Loop() {
		m.Parse(d)
	}
	b.ReportMetric(float64(len(strings.Fields(text)))*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
