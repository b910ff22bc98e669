package store_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"casus/store"
)

// long is an article of some 600 words with 10 reports, no two alike.
func long(n int) string {
	var b strings.Builder
	fmt.Fprintf(&b, `{"id":"l%d","url":"https://example.org/long/%d","publisher":"Outlet %d","title":"Day %d of the talks","published":"20%02d-%02d-%02d","language":"en","text":"`,
		n, n, n%40, n, 15+n%11, n%12+1, n%28+1)
	for i := range 30 {
		a, c := states[(n+i)%10].name, states[(n*7+i*3+1)%10].name
		if i%3 == 0 && a != c {
			fmt.Fprintf(&b, "%s %s %s on day %d of the dispute over the river and the %d villages along it, a spokesman said. ", a, verbs[(n+i)%len(verbs)].words, c, n+i, n%97+i)
			continue
		}
		fmt.Fprintf(&b, "In the %dth week of the dry season the price of a sack of flour rose to %d crowns in the markets of the northern towns. ", n%51+i, n*31+i*17)
	}
	b.WriteString("\"}\n")
	return b.String()
}

func longArticles(b *testing.B, from, to int) []*store.Article {
	b.Helper()
	var text strings.Builder
	for n := from; n < to; n++ {
		text.WriteString(long(n))
	}
	return code(parse(b, text.String()))
}

// BenchmarkAdd writes coded articles of 600 words: one operation is one
// article.
func BenchmarkAdd(b *testing.B) {
	articles := longArticles(b, 0, b.N)
	w := open(b, b.TempDir())
	b.SetBytes(int64(len(articles[0].Document.Text)))
	b.ResetTimer()
	t := addAll(b, w, articles)
	b.ReportMetric(float64(t.Reports)/float64(b.N), "reports/op")
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "articles/s")
}

// BenchmarkAddKnown passes over articles that the store has.
func BenchmarkAddKnown(b *testing.B) {
	articles := longArticles(b, 0, 500)
	w := open(b, b.TempDir())
	addAll(b, w, articles)
	b.ResetTimer()
	for i := range b.N {
		if in, err := w.Plan(b.Context(), articles[i%500].Document, versions); err != nil || in != store.Known {
			b.Fatal(in, err)
		}
	}
}

// BenchmarkQueries asks a store of 2,000 articles for a page of 50.
func BenchmarkQueries(b *testing.B) {
	w := open(b, b.TempDir())
	addAll(b, w, longArticles(b, 0, 2000))
	for _, q := range []struct {
		name string
		ask  func() error
	}{
		{"dyad", func() error {
			_, err := w.Reports(b.Context(), store.Query{Dyad: [2]string{"RUS", "IRN"}, Since: "2020-01-01", Until: "2020-12-31", Limit: 50})
			return err
		}},
		{"actor", func() error {
			_, err := w.Reports(b.Context(), store.Query{Code: "NAM", Limit: 50})
			return err
		}},
		{"words", func() error {
			_, err := w.Search(b.Context(), "sanctions villages", 50)
			return err
		}},
		{"overview", func() error {
			_, err := w.Overview(b.Context())
			return err
		}},
	} {
		b.Run(q.name, func(b *testing.B) {
			for range b.N {
				if err := q.ask(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkCheck reads a store of 500 articles to the end.
func BenchmarkCheck(b *testing.B) {
	dir := b.TempDir()
	w := open(b, dir)
	addAll(b, w, longArticles(b, 0, 500))
	for range b.N {
		if problems, err := store.Check(b.Context(), dir); err != nil || len(problems) > 0 {
			b.Fatal(problems, err)
		}
	}
}

// BenchmarkMerge brings the events of a store of 3,000 articles of 600 words up
// to date, after 30 more of any days came: one operation is one article.
func BenchmarkMerge(b *testing.B) {
	const have, more = 3000, 30
	for b.Loop() {
		b.StopTimer()
		w := open(b, b.TempDir())
		addAll(b, w, longArticles(b, 0, have))
		b.StartTimer()
		whole := time.Now()
		if _, err := w.Merge(b.Context(), nil); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(have/time.Since(whole).Seconds(), "articles/s")
		addAll(b, w, longArticles(b, have, have+more))
		few := time.Now()
		if _, err := w.Merge(b.Context(), nil); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(more/time.Since(few).Seconds(), "few/s")
		w.Close()
	}
}
