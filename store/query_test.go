package store_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"casus/record"
	"casus/store"
)

// matches is what a query wants, said without SQL.
func matches(q *store.Query, r *record.Report, day string) bool {
	codes := func(code string) bool {
		return slices.ContainsFunc(slices.Concat(r.Actors, r.Recipients), func(e record.Entity) bool {
			return record.Value(e.Country) == code || record.Value(e.Actor) == code
		})
	}
	pair := func(a, b string) bool { return slices.Contains(r.Dyads(), [2]string{a, b}) }
	return (q.Code == "" || codes(q.Code)) && (q.Dyad[0] == "" || pair(q.Dyad[0], q.Dyad[1]) || pair(q.Dyad[1], q.Dyad[0])) &&
		(q.Type == "" || r.Type == q.Type) && (q.Status == "" || r.Status == q.Status) && (q.Since == "" || day >= q.Since) && (q.Until == "" || day <= q.Until)
}

// Every way through the store finds, counts and orders what reading all of the
// record does: where every coding holds, where some were replaced, and where
// something was removed.
func TestReportsAgree(t *testing.T) {
	dir := t.TempDir()
	w := open(t, dir)
	articles := code(parse(t, feed(120)))
	for i, a := range articles {
		for n := range a.Story.Reports {
			r := &a.Story.Reports[n]
			switch i % 7 {
			case 0:
				r.Status = "planned"
			case 1: // of several pairs
				r.Actors = append(r.Actors, articles[0].Story.Reports[0].Recipients...)
			}
		}
	}
	addAll(t, w, articles)
	queries := []store.Query{
		{},
		{Code: "RUS"},
		{Code: "NAM", Since: "2026-03-10"},
		{Dyad: [2]string{"RUS", "IRN"}},
		{Dyad: [2]string{"IRN", "RUS"}, Until: "2026-03-15"},
		{Dyad: [2]string{"JPN", "JPN"}},
		{Type: "AGREE"},
		{Type: "AGREE", Since: "2026-03-10"},
		{Status: "planned"},
		{Status: "planned", Code: "RUS"},
		{Code: "UKR", Type: "ASSAULT"},
		{Dyad: [2]string{"CHN", "NAM"}, Type: "AGREE"},
		{Dyad: [2]string{"RUS", "IRN"}, Code: "RUS"},
		{Dyad: [2]string{"RUS", "IRN"}, Code: "UKR"},
		{Code: "XXX"},
		{Since: "2026-03-05", Until: "2026-03-06"},
	}
	agree(t, w, queries, "all hold")

	newer := versions
	newer.Casus = "0.2.0"
	var again []*store.Article
	for i, d := range parse(t, feed(40)) {
		codeOne(d)
		if i%4 == 0 {
			d.Reports = d.Reports[:0]
		}
		again = append(again, &store.Article{Document: d, Story: record.From(d, newer)})
	}
	if done := addAll(t, w, again); done.Recoded != 40 {
		t.Fatalf("%+v, want 40 coded again", done)
	}
	agree(t, w, queries, "some replaced")

	if _, err := w.Remove(t.Context(), store.Target{Source: "Outlet 1"}, "test"); err != nil {
		t.Fatal(err)
	}
	agree(t, w, queries, "some removed")
	sound(t, dir)
}

// countPairs counts a report that matches, by pair, and once by day and type
// where one of its pairs is asked for.
func countPairs(counts map[store.By]map[string]int, q *store.Query, r *record.Report, day string) {
	if r.Status != "occurred" && r.Status != "ongoing" {
		return
	}
	seen := map[string]bool{}
	for _, d := range r.Dyads() {
		a, b := min(d[0], d[1]), max(d[0], d[1])
		if key := a + "-" + b; a != b && (q.Code == "" || q.Code == a || q.Code == b) && !seen[key] &&
			(q.Dyad[0] == "" || a == min(q.Dyad[0], q.Dyad[1]) && b == max(q.Dyad[0], q.Dyad[1])) {
			seen[key] = true
			counts[store.ByPair][key]++
		}
	}
	if len(seen) > 0 {
		counts[store.ByDay][day]++
		counts[store.ByType][r.Type]++
	}
}

// agree holds queries against the whole record.
func agree(t *testing.T, s *store.Writer, queries []store.Query, when string) {
	t.Helper()
	for _, q := range queries {
		days, reports, inArticles, read := map[string]int{}, map[string]bool{}, 0, 0
		pairs := map[store.By]map[string]int{store.ByPair: {}, store.ByDay: {}, store.ByType: {}}
		err := s.Stories(t.Context(), func(st *record.Story) error {
			read++
			hit := false
			for i := range st.Reports {
				r := &st.Reports[i]
				if day := record.Value(r.Date); matches(&q, r, day) {
					hit, reports[r.ID] = true, true
					days[day]++
					countPairs(pairs, &q, r, day)
				}
			}
			if hit {
				inArticles++
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		page, err := s.Reports(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		if page.Reports != len(reports) || page.Articles != inArticles || page.Read != read || len(page.Hits) != len(reports) {
			t.Errorf("%s: %+v: %d reports, %d shown, in %d of %d articles; want %d in %d of %d", when, q, page.Reports, len(page.Hits), page.Articles, page.Read, len(reports), inArticles, read)
		}
		for i, h := range page.Hits {
			if !reports[h.Report.ID] || i > 0 && h.Day > page.Hits[i-1].Day {
				t.Errorf("%s: %+v: hit %d is %s of %s", when, q, i, h.Report.ID, h.Day)
			}
			delete(reports, h.Report.ID)
		}
		first := q
		first.Limit = 3
		if few, err := s.Reports(t.Context(), first); err != nil || few.Reports != page.Reports || len(few.Hits) != min(3, page.Reports) || len(few.Hits) > 0 && few.Hits[0].Report.ID != page.Hits[0].Report.ID {
			t.Errorf("%s: %+v: the first three are others: %v", when, q, err)
		}
		for by, want := range pairs {
			if got, err := s.PairCounts(t.Context(), q, by); err != nil || !maps.Equal(got, want) {
				t.Errorf("%s: %+v: pairs by %s %v, %v; want %v", when, q, by, got, err, want)
			}
		}
		counts, err := s.DayCounts(t.Context(), q)
		if err != nil || len(counts) != len(days) {
			t.Errorf("%s: %+v: days %v, %v; want %v", when, q, counts, err, days)
		}
		for _, c := range counts {
			if days[c.Name] != c.Number {
				t.Errorf("%s: %+v: %d on %s, want %d", when, q, c.Number, c.Name, days[c.Name])
			}
		}
	}
}

// Above the bound articles are counted only when asked for.
func TestManyReports(t *testing.T) {
	w := open(t, t.TempDir())
	const n = 260
	var text strings.Builder
	for i := range n {
		text.WriteString(long(i))
	}
	addAll(t, w, code(parse(t, text.String())))
	page, err := w.Reports(t.Context(), store.Query{Limit: 2})
	if err != nil || page.Reports <= store.MaxCounted || page.Articles != store.NotCounted || len(page.Hits) != 2 {
		t.Errorf("%d reports in %d articles, %v; want more than %d in %d", page.Reports, page.Articles, err, store.MaxCounted, store.NotCounted)
	}
	if page, err = w.Reports(t.Context(), store.Query{CountsOnly: true, CountAll: true}); err != nil || page.Articles != n {
		t.Errorf("counted: %d articles, %v; want %d", page.Articles, err, n)
	}
	found, err := w.Search(t.Context(), "sack of flour", 2)
	if err != nil || found.Total != 20*n || found.Articles != store.NotCounted || len(found.Sentences) != 2 {
		t.Errorf("%d sentences in %d articles, %v; want %d in %d", found.Total, found.Articles, err, 20*n, store.NotCounted)
	}
}
