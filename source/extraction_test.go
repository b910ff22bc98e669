package source

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"

	"casus/doc"
)

// TestExtraction measures HTML reading on a folder of pages laid out as the
// test pages of Readability are: NAME/source.html, expected.html and
// expected-metadata.json. CASUS_PAGES names the folder; without it the test is
// skipped. docs/formats.md has the figures.
func TestExtraction(t *testing.T) {
	root := os.Getenv("CASUS_PAGES")
	if root == "" {
		t.Skip("CASUS_PAGES is not set")
	}
	pages, err := filepath.Glob(filepath.Join(root, "*", "source.html"))
	if err != nil || len(pages) == 0 {
		t.Fatalf("no pages below %s", root)
	}
	var sum float64
	var all []float64
	var titles, apart, dates tally
	for _, page := range pages {
		dir := filepath.Dir(page)
		text, title, published := expected(t, dir)
		raw, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		docs, _ := Parse(page, raw, Options{})
		d := &doc.Document{}
		if len(docs) == 1 {
			d = docs[0]
			checkDocument(t, d)
		}
		f1 := shingleF1(d.Region(doc.FieldText)+"\n\n"+d.Region(doc.FieldCaption), text)
		sum += f1
		all = append(all, f1)
		if f1 < 0.9 {
			t.Logf("%s: text F1 %.3f", filepath.Base(dir), f1)
		}
		titles.count(title, d.Title)
		apart.count(withoutSiteName(title, d.Title), d.Title)
		dates.count(clip(published, 10), clip(d.Published.Date.String(), 10))
	}
	mean := sum / float64(len(pages))
	slices.Sort(all)
	good := 0
	for _, f1 := range all {
		if f1 >= 0.95 {
			good++
		}
	}
	t.Logf("%d pages: text F1 %.4f, median %.4f, %d of 0.95 and above", len(pages), mean, all[len(all)/2], good)
	t.Logf("title exact %d of %d, %d but for the name of the site and white space; date exact %d of %d",
		titles.right, titles.given, apart.right, dates.right, dates.given)
	if mean < 0.93 || titles.right < 100 || apart.right < 115 || dates.right < dates.given {
		t.Error("worse than docs/formats.md says")
	}
}

// withoutSiteName is want where got differs from it by more than what follows a
// bar at the end, and by white space; else got.
func withoutSiteName(want, got string) string {
	a, b := strings.Join(strings.Fields(want), " "), strings.Join(strings.Fields(got), " ")
	if rest, ok := strings.CutPrefix(a, b); ok && b != "" && (rest == "" || strings.ContainsAny(rest[:min(len(rest), 4)], "|-–_:·[")) {
		return got
	}
	return want
}

// tally counts values that are given and those that are equal.
type tally struct{ given, right int }

func (c *tally) count(want, got string) {
	if want != "" {
		c.given++
		if strings.TrimSuffix(want, "…") == strings.TrimSuffix(got, "…") {
			c.right++
		}
	}
}

// expected reads what a reader should get from a page.
func expected(t *testing.T, dir string) (text, title, published string) {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(dir, "expected.html"))
	if err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(strings.NewReader(string(raw)))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for n := range root.Descendants() {
		switch {
		case n.Type == html.TextNode:
			b.WriteString(n.Data)
		case n.Type == html.ElementNode && breaks[n.Data]:
			b.WriteByte(' ')
		}
	}
	var meta struct{ Title, PublishedTime *string }
	raw, err = os.ReadFile(filepath.Join(dir, "expected-metadata.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, &meta); err != nil {
		t.Fatal(err)
	}
	if meta.Title != nil {
		title = *meta.Title
	}
	if meta.PublishedTime != nil {
		published = *meta.PublishedTime
	}
	return b.String(), title, published
}

// shingleF1 compares two texts by their runs of four words.
func shingleF1(got, want string) float64 {
	a, b := shingles(got), shingles(want)
	shared, na, nb := 0, 0, 0
	for s, n := range a {
		na += n
		shared += min(n, b[s])
	}
	for _, n := range b {
		nb += n
	}
	if na+nb == 0 {
		return 0
	}
	return 2 * float64(shared) / float64(na+nb)
}

func shingles(s string) map[string]int {
	words := strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	m := make(map[string]int)
	for i := range words {
		if i+4 <= len(words) {
			m[strings.Join(words[i:i+4], " ")]++
		}
	}
	return m
}
