package newsgen_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"casus/doc"
	"casus/internal/newsgen"
	"casus/source"
)

func press(t testing.TB, seed uint64) *newsgen.Press {
	t.Helper()
	p, err := newsgen.New(newsgen.Options{Seed: seed})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// The same seed gives the same pages, another seed others.
func TestSameBytes(t *testing.T) {
	all := func(seed uint64) []byte {
		var b bytes.Buffer
		for _, a := range press(t, seed).Articles(300) {
			line, err := a.Line()
			if err != nil {
				t.Fatal(err)
			}
			b.Write(line)
			b.Write(a.HTML())
		}
		return b.Bytes()
	}
	one := all(1)
	if !bytes.Equal(one, all(1)) {
		t.Error("the same seed gives other articles")
	}
	if bytes.Equal(one, all(2)) {
		t.Error("another seed gives the same articles")
	}
}

// The news is varied: articles of about 600 words, few of them alike, from many
// states, of all kinds, and what they are said to tell stands in them.
func TestVaried(t *testing.T) {
	const n = 5000
	words, titles, texts := 0, map[string]int{}, map[string]int{}
	states, types, origins, languages := map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}
	for _, a := range press(t, 3).Articles(n) {
		text := a.Text()
		words += len(strings.Fields(text))
		titles[a.Title]++
		texts[text]++
		origins[a.Origin]++
		languages[a.Language]++
		for _, told := range a.Told {
			states[told.Actor]++
			types[told.Type]++
			if told.Sentence != a.Title && !strings.Contains(text, told.Sentence) {
				t.Fatalf("article %d does not have %q", a.Number, told.Sentence)
			}
		}
		for _, bad := range []string{"{", "}", "|", "  ", " ,", " a A", "..", "the the "} {
			if strings.Contains(text, bad) || strings.Contains(a.Title, bad) {
				t.Errorf("article %d has %q: %s", a.Number, bad, text)
			}
		}
	}
	if mean := words / n; mean < 540 || mean > 660 {
		t.Errorf("%d words an article, want about 600", mean)
	}
	if len(titles) < n/3 || len(texts) < n*8/10 || len(states) < 120 || len(types) < 12 || len(languages) != 4 {
		t.Errorf("%d titles, %d texts, %d states, %d types, languages %v", len(titles), len(texts), len(states), len(types), languages)
	}
	if copies := n - len(origins); copies < n/10 || copies > n/2 {
		t.Errorf("%d of %d articles are copies", copies, n)
	}
}

// A page gives back title, text, date and outlet of its article.
func TestPages(t *testing.T) {
	dir := t.TempDir()
	p := press(t, 1)
	if err := p.WritePages(dir, 60); err != nil {
		t.Fatal(err)
	}
	whole := 0
	for _, a := range p.Articles(60) {
		name := filepath.Join(dir, a.FileName())
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		docs, err := source.Parse(name, data, source.Options{})
		if err != nil || len(docs) != 1 {
			t.Errorf("%s: %d articles, %v", a.FileName(), len(docs), err)
			continue
		}
		d := docs[0]
		if d.Region(doc.FieldTitle) != a.Title || d.Published.Date.String() != a.Published.Format("2006-01-02") || d.Publisher == "" || d.CanonicalURL == "" {
			t.Errorf("%s: title %q, want %q; published %s, want %s; publisher %q", a.FileName(), d.Region(doc.FieldTitle), a.Title, d.Published, a.Published, d.Publisher)
		}
		for _, s := range a.Paragraphs {
			if strings.Contains(d.Region(doc.FieldText), s) {
				whole++
			}
		}
	}
	paragraphs := 0
	for _, a := range p.Articles(60) {
		paragraphs += len(a.Paragraphs)
	}
	if whole < paragraphs*98/100 {
		t.Errorf("%d of %d paragraphs come back", whole, paragraphs)
	}
}

// What is written as JSON Lines is read again.
func TestLines(t *testing.T) {
	name := filepath.Join(t.TempDir(), "news.jsonl")
	if err := press(t, 1).WriteLines(name, 25); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	docs, err := source.Parse(name, data, source.Options{})
	if err != nil || len(docs) != 25 {
		t.Errorf("%d articles, %v; want 25", len(docs), err)
	}
}

func BenchmarkPages(b *testing.B) {
	p := press(b, 1)
	size, n := 0, 0
	for a := range p.All() {
		if n == b.N {
			break
		}
		size += len(a.HTML())
		n++
	}
	b.SetBytes(int64(size / max(1, n)))
}
