package source

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"casus/doc"
)

var update = flag.Bool("update", false, "rewrite the wanted documents in testdata/read")

// TestRead reads the input of every testdata/read/*.txtar and compares the
// documents, printed as people read them, with its "want".
func TestRead(t *testing.T) {
	files, err := filepath.Glob("testdata/read/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			head, rest, _ := strings.Cut(string(data), "-- input --\n")
			input, want, _ := strings.Cut(rest, "-- want --\n")
			docs, err := Parse("input", []byte(input), Options{})
			var got bytes.Buffer
			for _, d := range docs {
				checkDocument(t, d)
				print(&got, d)
			}
			if err != nil {
				fmt.Fprintln(&got, err)
			}
			if *update {
				data := head + "-- input --\n" + input + "-- want --\n" + got.String()
				if err := os.WriteFile(file, []byte(data), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(want, got.String()); diff != "" {
				t.Errorf("%s: documents (-want +got):\n%s", file, diff)
			}
		})
	}
}

// print writes a document as the test files show it: fields that are set,
// blocks, links, notes.
func print(w *bytes.Buffer, d *doc.Document) {
	line := func(name, value string) {
		if value != "" {
			fmt.Fprintf(w, "%s: %s\n", name, value)
		}
	}
	fmt.Fprintf(w, "= %s %s line %d\n", d.Origin.Format, d.Origin.Charset, d.Origin.Line)
	line("story", d.StoryID)
	if !strings.HasPrefix(d.ID, "sha256:") {
		line("id", d.ID)
	}
	line("url", d.URL)
	line("publisher", d.Publisher)
	line("author", d.Author)
	line("published", d.Published.String())
	line("language", d.Language)
	for _, b := range d.Blocks {
		line(b.Kind.String(), fmt.Sprintf("%q", b.Span.Of(d.Text)))
	}
	for _, l := range d.Links {
		fmt.Fprintf(w, "link: %s %q related=%v\n", l.URL, l.Span.Of(d.Text), l.Related)
	}
	for _, e := range d.Extra {
		line("extra "+e.Name, string(e.Value))
	}
	for _, n := range d.Notes {
		line("note "+n.Code, n.Message)
	}
}

// checkDocument checks what holds for every document, whatever it was read
// from.
func checkDocument(t *testing.T, d *doc.Document) {
	t.Helper()
	if got := d.Region(doc.FieldTitle); got != d.Title {
		t.Errorf("title region %q, title %q", got, d.Title)
	}
	end := 0
	for f := doc.FieldTitle; f < doc.NumFields; f++ {
		r := d.Regions[f]
		if !r.Inside(d.Text) || r.Start < end {
			t.Errorf("region %v at %v of %d bytes, after %d", f, r, len(d.Text), end)
		}
		if !r.Empty() {
			if between := d.Text[end:r.Start]; end > 0 && between != "\n\n" {
				t.Errorf("region %v: %q before it, want a blank line", f, between)
			}
			end = r.End
		}
	}
	if end != len(d.Text) {
		t.Errorf("regions end at %d of %d bytes", end, len(d.Text))
	}
	end = 0
	for _, b := range d.Blocks {
		if b.Span.Empty() || !b.Span.Inside(d.Text) || b.Span.Start < end || !d.Regions[field(b.Kind)].Contains(b.Span) {
			t.Errorf("%v block at %v after %d, region %v", b.Kind, b.Span, end, d.Regions[field(b.Kind)])
		}
		end = b.Span.End
	}
	for _, l := range d.Links {
		if !l.Span.Inside(d.Text) || l.Span.Of(d.Text) != l.Words {
			t.Errorf("link %q at %v is %q", l.Words, l.Span, l.Span.Of(d.Text))
		}
	}
	if strings.ToValidUTF8(d.Text, "?") != d.Text {
		t.Errorf("text is not valid UTF-8")
	}
	if d.ID == "" || d.StoryID == "" || d.Origin.SHA256 == "" {
		t.Errorf("no ids: %q %q %q", d.ID, d.StoryID, d.Origin.SHA256)
	}
}
