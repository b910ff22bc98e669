package merge_test

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"casus/pipeline"
	"casus/record"
	"casus/source"
)

// corpus is coded articles with what is known about them.
type corpus struct {
	stories []*record.Story
	event   map[string]string // report id → event; not judged where it is missing
	origin  map[string]string // document → text that it is a copy of
}

// synthetic codes the news of a seed as casus would, so that merging is
// measured on what it gets. A report of the right type belongs to the event
// that its sentence tells of; one of another type is the coder's fault and an
// event of its own, the same for all who tell it. A report made of the
// sentences of two events is not judged.
func synthetic(t testing.TB, seed uint64, groups int) *corpus {
	t.Helper()
	key := [2]uint64{seed, uint64(groups)}
	if corpora[key] == nil {
		corpora[key] = coded(t, synthesize(seed, groups))
	}
	return corpora[key]
}

// corpora are those made so far, which tests share and do not change.
var corpora = map[[2]uint64]*corpus{}

var english = sync.OnceValues(func() (*pipeline.Pipeline, error) { return pipeline.New(pipeline.Options{}) })

// coded is the corpus of papers.
func coded(t testing.TB, papers []paper) *corpus {
	t.Helper()
	var lines bytes.Buffer
	byName := map[string]*paper{}
	for i := range papers {
		w := &papers[i]
		byName[w.name] = w
		line, err := json.Marshal(map[string]string{
			"id": w.name, "title": w.title, "publisher": w.publisher, "author": w.author, "published": w.published.Format("2006-01-02T15:04:05Z"),
			"language": "en", "text": w.text, "url": "https://" + strings.ToLower(strings.ReplaceAll(w.publisher, " ", "")) + ".example/" + w.name,
		})
		if err != nil {
			t.Fatal(err)
		}
		lines.Write(append(line, '\n'))
	}
	docs, err := source.Parse("synthetic.jsonl", lines.Bytes(), source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	p, err := english()
	if err != nil {
		t.Fatal(err)
	}
	c := &corpus{event: map[string]string{}, origin: map[string]string{}}
	for _, d := range docs {
		p.Process(d)
		s := p.Record(d)
		c.stories = append(c.stories, s)
		c.label(s, byName[s.ID])
	}
	return c
}

// label says what the reports of a story tell of.
func (c *corpus) label(s *record.Story, w *paper) {
	c.origin[s.Document] = w.origin
	for _, r := range s.Reports {
		for _, x := range w.told {
			if !slices.Contains(r.Sentences, x.sentence) && !slices.ContainsFunc(r.Sentences, func(q string) bool { return strings.HasSuffix(x.sentence, q) || strings.HasSuffix(q, x.sentence) }) {
				continue
			}
			event := x.event
			if x.types != nil && !slices.Contains(x.types, r.Type) {
				event += "/" + r.Type
			}
			if was, ok := c.event[r.ID]; ok && was != event {
				delete(c.event, r.ID)
				break
			}
			c.event[r.ID] = event
		}
	}
}

// fresh reads the little stories.
func fresh(t testing.TB) *corpus {
	t.Helper()
	var papers []paper
	for i, line := range lines(t, "testdata/fresh.txt") {
		switch head, ok := strings.CutPrefix(line, "== "); {
		case ok:
			f := strings.Split(head, " | ")
			published, err := time.Parse(time.RFC3339, f[1])
			if len(f) != 3 || err != nil {
				t.Fatalf("testdata/fresh.txt:%d: want outlet, published, title: %v", i+1, err)
			}
			papers = append(papers, paper{name: fmt.Sprint("fresh-", len(papers)), publisher: f[0], published: published, title: f[2]})
		case line == "" || strings.HasPrefix(line, "#"):
		default:
			w := &papers[len(papers)-1]
			label, sentence, ok := strings.Cut(line, ": ")
			if !ok || strings.Contains(label, " ") {
				label, sentence = "", line
			}
			w.text += sentence + "\n\n"
			if label != "" {
				w.told = append(w.told, told{sentence, label, nil})
			}
		}
	}
	return coded(t, papers)
}

// demo reads the annotated reports of the demo.
func demo(t testing.TB) *corpus {
	t.Helper()
	c := &corpus{event: map[string]string{}, origin: map[string]string{}}
	for i, line := range lines(t, "testdata/demo.jsonl") {
		s := new(record.Story)
		if err := json.Unmarshal([]byte(line), s); err != nil {
			t.Fatalf("testdata/demo.jsonl:%d: %v", i+1, err)
		}
		c.stories = append(c.stories, s)
		c.origin[s.Document] = cmp.Or(demoCopies[s.Title], s.Title)
	}
	for i, line := range lines(t, "testdata/demo-gold.tsv") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 3 {
			t.Fatalf("testdata/demo-gold.tsv:%d: %d columns, want report, event, trigger", i+1, len(f))
		}
		switch f[1] {
		case "?":
		case "=":
			c.event[f[0]] = f[0]
		default:
			c.event[f[0]] = f[1]
		}
	}
	return c
}

// demoCopies are the articles of the demo that are copies, with the original.
var demoCopies = map[string]string{
	"Burkina Faso says 57 soldiers died in attack on base":   "Burkina Faso mourns 57 soldiers killed in raid on base",
	"Russia and Iran sign gas accord after nine-day dispute": "Russia, Iran sign customs and gas-transit accord in Baku",
}

func lines(t testing.TB, name string) []string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")
}

// bcubed is precision, recall and F1 of a clustering over the reports whose
// event is known (Bagga and Baldwin 1998).
func bcubed(gold, got map[string]string) (precision, recall, f1 float64) {
	size, same, have := map[string]float64{}, map[[2]string]float64{}, map[string]float64{}
	for r, g := range gold {
		size[g]++
		have[got[r]]++
		same[[2]string{g, got[r]}]++
	}
	for r, g := range gold {
		both := same[[2]string{g, got[r]}]
		precision += both / have[got[r]] / float64(len(gold))
		recall += both / size[g] / float64(len(gold))
	}
	return precision, recall, 2 * precision * recall / (precision + recall)
}

// TestGold holds the gold to its size.
func TestGold(t *testing.T) {
	for _, x := range []struct {
		name           string
		corpus         *corpus
		events, shared int // at least, and at least so many that several reports tell of
	}{
		{"synthetic", synthetic(t, 1, 120), 200, 150},
		{"demo", demo(t), 400, 20},
	} {
		reports := map[string]int{}
		for _, e := range x.corpus.event {
			reports[e]++
		}
		shared := 0
		for _, n := range reports {
			if n > 1 {
				shared++
			}
		}
		if len(reports) < x.events || shared < x.shared {
			t.Errorf("%s: %d events, %d of several reports; want %d and %d", x.name, len(reports), shared, x.events, x.shared)
		}
	}
}
