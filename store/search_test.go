package store_test

import (
	"errors"
	"testing"

	"casus/store"
)

// Whatever is searched for, it is words: there is never an error of syntax.
func FuzzSearch(f *testing.F) {
	for _, words := range []string{"talks", `"`, `""`, `a" OR "b`, "^talks", "words : talks", "-talks", "talks*", "NEAR(a b, 2)", "(", "\x00", "\xff\xfe", "Женева", "和平", "é́", "x'27", "AND", "٣"} {
		f.Add(words)
	}
	w := open(f, f.TempDir())
	addAll(f, w, code(parse(f, feed(3))))
	f.Fuzz(func(t *testing.T, words string) {
		found, err := w.Search(t.Context(), words, 2)
		if errors.Is(err, store.ErrNoWords) {
			return
		}
		if err != nil {
			t.Fatalf("search %q: %v", words, err)
		}
		if len(found.Sentences) > 2 || len(found.Sentences) > found.Total || found.Articles > found.Read {
			t.Errorf("search %q: %+v", words, found)
		}
	})
}
