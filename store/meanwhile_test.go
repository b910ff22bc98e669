package store_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"casus/store"
)

// A run that merges while it goes on ends in the events of one that does not,
// in any order, also where a text comes twice or is coded again. In the order
// of time most is merged when it ends; where the days go back and forth, by
// months, little is.
func TestMergeMeanwhile(t *testing.T) {
	var months []string // for the days of March, so that they lie over two years
	for d := 22; d >= 1; d-- {
		months = append(months, fmt.Sprintf("2026-03-%02dT", d), time.Date(2025, time.Month(d), 5, 0, 0, 0, 0, time.UTC).Format("2006-01-02T"))
	}
	list := wiredOf(t, strings.NewReplacer(months...).Replace(wire(60)))
	want := eventsText(t, &merged(t, list).Store)
	for _, tt := range []struct {
		name string
		sort func([]*store.Article)
		most int // in a hundred that are still to be merged when the run ends
	}{
		{"by day", func([]*store.Article) {}, 25},
		{"the newest first", slices.Reverse[[]*store.Article], 100},
		{"mixed", func(list []*store.Article) {
			rand.New(rand.NewPCG(1, 1)).Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		}, 100},
	} {
		t.Run(tt.name, func(t *testing.T) {
			order := slices.Clone(list)
			slices.SortStableFunc(order, func(a, b *store.Article) int {
				return cmp.Compare(a.Document.Published.Date.String(), b.Document.Published.Date.String())
			})
			tt.sort(order)
			dir := t.TempDir()
			w := open(t, dir)
			r := meanwhile(t, w, order[0])
			for _, a := range order {
				if _, err := r.Add(t.Context(), a); err != nil {
					t.Fatal(err)
				}
			}
			if err := r.End(t.Context(), nil); err != nil {
				t.Fatal(err)
			}
			sound(t, dir)
			left, err := w.Unmerged(t.Context())
			if all := len(order) + r.Totals().Reports; err != nil || left*100 > all*tt.most || tt.most == 100 && left*2 < all {
				t.Errorf("%d of %d are still to be merged, %v", left, all, err)
			}
			done := mergeAll(t, w)
			if got := eventsText(t, &w.Store); got != want {
				t.Error(firstDifference(got, want))
			}
			if p, err := w.Events(t.Context(), store.Query{CountsOnly: true}); err != nil || done.Events != p.All() {
				t.Errorf("%d new events, the store has %d, %v", done.Events, p.All(), err)
			}
			for _, a := range order {
				a.Story.Versions.Lexicon += "+"
			}
			r = meanwhile(t, w, order[0])
			for i, a := range order {
				if i%3 == 0 { // coded twice
					if _, err := r.Recode(t.Context(), a); err != nil {
						t.Fatal(err)
					}
				}
				if _, err := r.Add(t.Context(), a); err != nil {
					t.Fatal(err)
				}
			}
			if err := r.End(t.Context(), nil); err != nil {
				t.Fatal(err)
			}
			sound(t, dir)
			mergeAll(t, w)
			if got := eventsText(t, &w.Store); got != want {
				t.Errorf("coded again: %s", firstDifference(got, want))
			}
			sound(t, dir)
		})
	}
}

// What waits for the end of a run is merged by another writer, who finds it
// without a look at its article.
func TestMergeKept(t *testing.T) {
	list := wired(t, 60)
	want := eventsText(t, &merged(t, list).Store)
	dir := t.TempDir()
	w := open(t, dir)
	r := meanwhile(t, w, list[0])
	for _, a := range list {
		if _, err := r.Add(t.Context(), a); err != nil {
			t.Fatal(err)
		}
	}
	if err := r.End(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	w.Close()
	w = open(t, dir)
	defer w.Close()
	var waiting, kept int
	if err := w.Row("SELECT count(*) FROM to_merge t JOIN reports r ON r.id = t.report WHERE length(r.date) = 4", &waiting); err != nil {
		t.Fatal(err)
	}
	if err := w.Row("SELECT count(*) FROM to_merge t JOIN blocks b ON b.report = t.report WHERE b.kept IS NOT NULL", &kept); err != nil {
		t.Fatal(err)
	}
	if kept == 0 || kept > waiting {
		t.Errorf("%d reports are kept, %d wait that are known to the year", kept, waiting)
	}
	mergeAll(t, w)
	if got := eventsText(t, &w.Store); got != want {
		t.Error(firstDifference(got, want))
	}
}

// meanwhile begins a run that merges while it goes on.
func meanwhile(t *testing.T, w *store.Writer, first *store.Article) *store.Run {
	t.Helper()
	r, err := w.Begin(t.Context(), store.RunOptions{Versions: first.Story.Versions, Batch: 7, Every: time.Hour, Merge: true})
	if err != nil {
		t.Fatal(err)
	}
	return r
}
