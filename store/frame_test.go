package store_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"casus/record"
	"casus/store"
)

// Mix, EachReport and EachRead count what holds, and nothing that a newer
// coding has replaced.
func TestFrame(t *testing.T) {
	dir := t.TempDir()
	newer := versions
	newer.Casus = "0.2.0"
	for _, run := range []struct {
		versions record.Versions
		stories  int
	}{{versions, 30}, {newer, 10}} {
		w, err := store.OpenWriter(t.Context(), dir, store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		r, err := w.Begin(t.Context(), store.RunOptions{Versions: run.versions})
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range code(parse(t, feed(run.stories))) {
			a.Story.Versions = run.versions
			if _, err := r.Add(t.Context(), a); err != nil {
				t.Fatal(err)
			}
		}
		if err := errors.Join(r.End(t.Context(), nil), w.Close()); err != nil {
			t.Fatal(err)
		}
	}
	s, err := store.Open(t.Context(), dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	page, err := s.Reports(t.Context(), store.Query{})
	if err != nil {
		t.Fatal(err)
	}
	sources, programs := map[string]int{}, map[record.Versions]int{}
	for _, h := range page.Hits {
		sources[*h.Story.Publisher]++
		programs[h.Story.Versions]++
	}
	mix, err := s.Mix(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	got, ran := map[string]int{}, map[record.Versions]int{}
	for _, c := range mix.Sources {
		got[c.Name] = c.Number
	}
	for _, p := range mix.Programs {
		ran[p.Versions] = p.Reports
	}
	if mix.Articles != 30 || mix.Reports != page.Reports || len(ran) != 2 || !cmp.Equal(got, sources) || !cmp.Equal(ran, programs) {
		t.Errorf("%+v; want %d reports by %v and %v", mix, page.Reports, sources, programs)
	}
	seen := map[string]string{}
	err = s.EachReport(t.Context(), func(id, kind string) error { seen[id] = kind; return nil })
	if err != nil || len(seen) != page.Reports {
		t.Errorf("%d reports, %v; want %d", len(seen), err, page.Reports)
	}
	for id, kind := range seen {
		if hit, err := s.Report(t.Context(), id); err != nil || hit.Report.ID != id || hit.Report.Type != kind {
			t.Errorf("report %s: %v, %v", id, hit.Report, err)
		}
	}
	if _, err := s.Report(t.Context(), page.Hits[0].Report.ID[:10]); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("the beginning of an id: %v", err)
	}
	read := 0
	if err := s.EachRead(t.Context(), func(string, store.Outcome) error { read++; return nil }); err != nil || read != 30 {
		t.Errorf("%d articles read, %v; want 30", read, err)
	}
}
