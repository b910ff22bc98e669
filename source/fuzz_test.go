package source

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"casus/doc"
)

// seeds gives the inputs of testdata/read whose documents have the format.
func seeds(f *testing.F, format string) {
	f.Helper()
	files, err := filepath.Glob("testdata/read/*.txtar")
	if err != nil || len(files) == 0 {
		f.Fatalf("no seeds: %v", err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		_, rest, _ := strings.Cut(string(data), "-- input --\n")
		input, want, _ := strings.Cut(rest, "-- want --\n")
		if strings.Contains(want, "= "+format+" ") {
			f.Add([]byte(input))
		}
	}
}

// parse reads the input twice, checks every document and returns them.
func parse(t *testing.T, in []byte) []*doc.Document {
	opts := Options{MaxBytes: 1 << 20, MaxText: 1 << 20}
	docs, err := Parse("input", in, opts)
	again, errAgain := Parse("input", in, opts)
	if diff := cmp.Diff(docs, again); diff != "" || (err == nil) != (errAgain == nil) {
		t.Errorf("read twice, two results: %s", diff)
	}
	if len(docs) == 0 && err == nil && len(strings.TrimSpace(string(in))) > 0 && !strings.HasPrefix(strings.TrimSpace(string(in)), "[") && !looksTable(in) {
		t.Errorf("neither document nor error")
	}
	for _, d := range docs {
		checkDocument(t, d)
	}
	return docs
}

func FuzzParse(f *testing.F) {
	for _, format := range []string{formatText, formatMarkdown, formatHTML, formatJSON, formatTable} {
		seeds(f, format)
	}
	f.Fuzz(func(t *testing.T, in []byte) { parse(t, in) })
}

func FuzzStory(f *testing.F) {
	seeds(f, formatJSON)
	f.Fuzz(func(t *testing.T, in []byte) {
		for _, d := range parse(t, in) {
			if d.Origin.Format != formatJSON || !utf8.Valid(in) || d.Origin.Charset != "utf-8" {
				continue
			}
			// What encoding/json reads is what must stand in the regions.
			lines := strings.Split(string(in), "\n")
			var want map[string]any
			if json.Unmarshal([]byte(strings.TrimPrefix(lines[d.Origin.Line-1], "\ufeff")), &want) != nil {
				continue
			}
			if text, _ := want["text"].(string); text != d.Region(doc.FieldText) && text != "" {
				t.Errorf("body %q, want %q", d.Region(doc.FieldText), text)
			}
			if title, _ := want["title"].(string); title != d.Title {
				t.Errorf("title %q, want %q", d.Title, title)
			}
		}
	})
}

func FuzzTable(f *testing.F) {
	seeds(f, formatTable)
	f.Fuzz(func(t *testing.T, in []byte) {
		parse(t, append([]byte("title,text,date\n"), in...))
	})
}

func FuzzHTML(f *testing.F) {
	seeds(f, formatHTML)
	f.Fuzz(func(t *testing.T, in []byte) {
		parse(t, append([]byte("<html>"), in...))
	})
}

func FuzzMarkdown(f *testing.F) {
	seeds(f, formatMarkdown)
	seeds(f, formatText)
	f.Fuzz(func(t *testing.T, in []byte) {
		d := &doc.Document{}
		text, _ := decode(d, in, false)
		if readText(d, text) == nil {
			finish(d)
			d.Origin.SHA256 = "none"
			checkDocument(t, d)
		}
	})
}

func FuzzCharset(f *testing.F) {
	f.Add([]byte(story), false)
	f.Add(utf16Bytes(story, false, true), false)
	f.Add([]byte("caf\xe9 \x93x\x94"), false)
	f.Add([]byte(`<meta charset="shift_jis">`+"\x83\x65\x83\x58\x83\x67"), true)
	f.Fuzz(func(t *testing.T, in []byte, isHTML bool) {
		d := &doc.Document{}
		text, err := decode(d, in, isHTML)
		if err != nil || !utf8.ValidString(text) {
			t.Errorf("decoded to %q, error %v", text, err)
		}
		if utf8.Valid(in) && strings.TrimPrefix(string(in), "\ufeff") != text {
			t.Errorf("valid UTF-8 was changed to %q", text)
		}
	})
}

func FuzzInstant(f *testing.F) {
	for _, s := range []string{"2026-03-02T14:05:09.5+03:00", "Sept. 9, 2025, 3:45 p.m. EDT", "3/25/2026", "20260302140509Z"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, reading := parseInstant(s)
		if reading != goodDate {
			return
		}
		if again, reading := parseInstant(got.String()); reading != goodDate || again != got {
			t.Errorf("%q is %v, which reads back as %v", s, got, again)
		}
	})
}
