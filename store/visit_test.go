package store_test

import (
	"testing"
	"time"

	"casus/store"
)

// TestVisit holds that what was last seen at an address is remembered, that a
// visit without a request changes nothing, and that nothing is left of a source
// that is removed.
func TestVisit(t *testing.T) {
	dir := t.TempDir()
	w := open(t, dir)
	at := time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)
	first := store.Visit{Address: "https://www.tarn.example/1", Feed: "https://tarn.example/rss", Outcome: "fetched", ETag: `"1"`, LastModified: "then", At: at, Took: true}
	busy := first
	busy.Outcome, busy.At = "http-status", at.Add(time.Hour)
	r := begin(t, w, versions, 0)
	for _, v := range []store.Visit{
		first,
		{Address: first.Address, Outcome: "passed-over"},
		busy,
		{Address: "https://velmar.example/", Outcome: "unchanged", At: at},
	} {
		if err := r.Visit(t.Context(), v); err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range []store.Failure{
		{Path: "a.warc", Line: 1, Code: "no-article", Read: true, URL: "https://tarn.example/menu"},
		{Path: "a.warc", Line: 2, Code: "no-article", Read: true, Publisher: "Tarn.Example"},
		{Path: "a.warc", Line: 3, Code: "no-article", Read: true, URL: "https://velmar.example/menu"},
		{Path: "a.warc", Line: 3, Code: "index-page", Read: true, URL: "https://velmar.example/menu"},
	} {
		if err := r.Fail(t.Context(), f); err != nil {
			t.Fatal(err)
		}
	}
	if err := r.End(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if got := r.Saved(); got.Fetched != 1 || got.Unchanged != 1 || got.NotAsked != 1 || got.NotFetched != 1 || got.NoArticle != 4 || got.Failed != 0 {
		t.Errorf("totals %+v", got)
	}
	if got, err := w.Visited(t.Context(), first.Address); err != nil || got != busy {
		t.Errorf("visit %+v, %v; want %+v", got, err, busy)
	}
	if got, err := w.Visited(t.Context(), "https://nowhere.example/"); err != nil || got != (store.Visit{}) {
		t.Errorf("visit of nowhere %+v, %v", got, err)
	}
	if closed, err := w.Closed(t.Context(), first.Address); closed || err != nil {
		t.Errorf("closed before it was removed: %v", err)
	}
	if _, err := w.Remove(t.Context(), store.Target{Source: "tarn.example"}, "asked for"); err != nil {
		t.Fatal(err)
	}
	if got, err := w.Visited(t.Context(), first.Address); err != nil || got != (store.Visit{}) {
		t.Errorf("visit of what was removed %+v, %v", got, err)
	}
	if closed, err := w.Closed(t.Context(), first.Address); !closed || err != nil {
		t.Errorf("not closed after it was removed: %v", err)
	}
	o, err := w.Overview(t.Context())
	if err != nil || len(o.NoArticle) != 1 || o.NoArticle[0] != (store.Count{Name: "index-page", Number: 1}) || len(o.Visits) != 1 {
		t.Errorf("overview %+v, %v", o, err)
	}
	w.Close()
	sound(t, dir)
}
