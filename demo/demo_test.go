package demo

import (
	"path"
	"strings"
	"testing"

	"casus/doc"
	"casus/source"
)

// harmless are the notes that tell how an article was read; any other is a
// fault of the article.
var harmless = map[string]bool{"date-from": true, "paragraphs-joined": true, "left-out": true}

// TestArticles reads every article: each has a headline, a day within the two
// weeks, an outlet and enough text.
func TestArticles(t *testing.T) {
	articles, formats, outlets := 0, map[string]int{}, map[string]bool{}
	for _, f := range files(t) {
		docs, err := source.Parse(f.Name, f.Data, source.Options{})
		if err != nil {
			t.Errorf("%s: %v", f.Name, err)
		}
		for _, d := range docs {
			articles++
			formats[d.Origin.Format]++
			outlets[d.Publisher] = true
			if why := wanting(d); why != "" {
				t.Errorf("%s: %q: %s", f.Name, d.Title, why)
			}
		}
	}
	if articles < 40 {
		t.Errorf("%d articles, want at least 40", articles)
	}
	if text := formats["text"] + formats["markdown"]; text < 30 || formats["html"] < 6 || formats["jsonl"] < 4 {
		t.Errorf("articles by format: %v, want at least 30 as text or Markdown, 6 as HTML, 4 as JSON Lines", formats)
	}
	if len(outlets) < 10 {
		t.Errorf("%d outlets, want at least 10: %v", len(outlets), outlets)
	}
}

// wanting says what an article lacks; empty when it is as it should be.
func wanting(d *doc.Document) string {
	day := d.Published.Date
	switch words := len(strings.Fields(d.Region(doc.FieldText))); {
	case d.Title == "":
		return "no title"
	case day.Year != 2026 || day.Month != 11 || day.Day < 3 || day.Day > 16:
		return "published " + d.Published.String() + ", want 3 to 16 November 2026"
	case d.Publisher == "":
		return "no outlet"
	case strings.HasSuffix(d.Publisher, ".example"):
		return "the outlet is a host: " + d.Publisher
	case words < 100 || words > 450:
		return "too few or too many words"
	case d.Language != "en":
		return "language " + d.Language
	}
	for _, n := range d.Notes {
		if !harmless[n.Code] {
			return "note " + n.Code + ": " + n.Message
		}
	}
	return ""
}

// TestFiles checks that names sort by day and no two are told apart by case
// alone, so that "casus demo --out" can write them anywhere.
func TestFiles(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range files(t) {
		name := strings.ToLower(f.Name)
		if seen[name] || name != f.Name || path.Base(name) != name || !strings.HasPrefix(name, "2026-11-") {
			t.Errorf("file name %q: want a lower-case name of its own that begins with the day", f.Name)
		}
		seen[name] = true
	}
}

func files(t *testing.T) []File {
	t.Helper()
	list, err := Files()
	if err != nil {
		t.Fatal(err)
	}
	return list
}
