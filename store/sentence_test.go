package store_test

import (
	"slices"
	"testing"

	"casus/record"
	"casus/store"
)

// Sentences are those of the document, inside their fields.
func TestSentences(t *testing.T) {
	articles := code(parse(t, feed(3)))
	dir := t.TempDir()
	w, err := store.OpenWriter(t.Context(), dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	run, err := w.Begin(t.Context(), store.RunOptions{Versions: versions})
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range articles {
		if _, err := run.Add(t.Context(), a); err != nil {
			t.Fatal(err)
		}
	}
	if err := run.End(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	for _, a := range articles {
		list, err := w.Sentences(t.Context(), a.Story.Document, a.Story.Version)
		if err != nil {
			t.Fatal(err)
		}
		var got, want []string
		for _, x := range list {
			text := map[string]string{"title": a.Story.Title, "text": a.Story.Text}[x.Field]
			got = append(got, text[x.Start:x.End])
		}
		for _, s := range a.Document.Sentences {
			want = append(want, s.Span.Of(a.Document.Text))
		}
		if !slices.Equal(got, want) || len(want) < 3 {
			t.Errorf("sentences %q, want %q", got, want)
		}
	}
	if list, err := w.Sentences(t.Context(), articles[0].Story.Document, record.Version(articles[1].Document)); err != nil || len(list) != 0 {
		t.Errorf("a version that is not there: %v, %v", list, err)
	}
}
