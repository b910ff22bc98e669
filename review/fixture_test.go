package review_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"testing"
	"time"

	"casus/doc"
	"casus/ontology"
	"casus/record"
	"casus/review"
	"casus/source"
	"casus/span"
	"casus/store"
)

// program is the versions of a program that codes.
func program(version, lexicon string) record.Versions {
	return record.Versions{Casus: version, Model: "model sha256:1", Lexicon: "sha256:" + lexicon, Places: "sha256:3"}
}

var first = program("0.1.0", "aaaa")

// news is what a test puts into a store.
type news struct {
	from, to  int // articles, by number
	publisher string
	status    ontology.Status // of every report; empty is occurred
	version   record.Versions
}

// add codes invented articles without the English model: article n has n%4
// sentences, each a report, of types that differ in how frequent they are.
func add(t testing.TB, dir string, what news) *store.Store {
	t.Helper()
	w, err := store.OpenWriter(t.Context(), dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	run, err := w.Begin(t.Context(), store.RunOptions{Versions: what.version, Batch: 1000})
	if err != nil {
		t.Fatal(err)
	}
	for n := what.from; n < what.to; n++ {
		d := article(t, n, what)
		if _, err := run.Add(t.Context(), &store.Article{Document: d, Story: record.From(d, what.version)}); err != nil {
			t.Fatal(err)
		}
	}
	if err := run.End(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(t.Context(), dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func article(t testing.TB, n int, what news) *doc.Document {
	t.Helper()
	text := ""
	for i := range n % 4 {
		text += fmt.Sprintf("Envoy %d of Russia spoke to envoy %d of Iran. ", n, i)
	}
	line := fmt.Sprintf(`{"id":"%d","url":"https://%s.example/%d","publisher":%q,"published":"2026-03-04","title":"Story %d","language":"en","text":%q}`,
		n, what.publisher, n, what.publisher, n, text+"The weather was fine.")
	docs, err := source.Parse("news.jsonl", []byte(line), source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	d := docs[0]
	status := what.status
	if status == "" {
		status = ontology.Occurred
	}
	at := d.Regions[doc.FieldText].Start
	for i := range n % 4 {
		long := len(fmt.Sprintf("Envoy %d of Russia spoke to envoy %d of Iran.", n, i))
		s := span.Span{Start: at, End: at + long}
		at = s.End + 1
		d.Sentences = append(d.Sentences, doc.Sentence{Span: s})
		sum := sha256.Sum256([]byte(fmt.Sprintf("%s %d", d.ID, i)))
		kind := ontology.Accuse
		switch {
		case n%40 == 3:
			kind = ontology.Assault
		case n%5 == 1:
			kind = ontology.Agree
		}
		d.Reports = append(d.Reports, doc.Report{
			ID: "r_" + hex.EncodeToString(sum[:10]), Type: kind, Trigger: s, Sentences: []int32{int32(i)}, Status: status,
			Place: doc.None, Attribution: doc.Attribution{Source: doc.NoRef}, Confidence: 0.987,
		})
	}
	return d
}

// clock counts minutes.
func clock() func() time.Time {
	at := time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)
	return func() time.Time { at = at.Add(time.Minute); return at }
}

func open(t testing.TB, dir string) *review.Review {
	t.Helper()
	r, err := review.Open(dir, review.Options{Now: clock()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	return r
}

func deck(t testing.TB, r *review.Review, s *store.Store, sample *review.Sample, round int, judge string) *review.Deck {
	t.Helper()
	d, err := r.Deck(t.Context(), s, sample, round, judge)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// judge has the next cards judged, at most n of them; all where n is negative.
func judge(t testing.TB, d *review.Deck, n int, say func(card int, v review.View) review.Judgement) {
	t.Helper()
	for i, c := range d.Left() {
		if i == n {
			return
		}
		v, err := d.Look(t.Context(), c.ID)
		if err != nil {
			t.Fatal(err)
		}
		if err := d.Say(v, say(i, v)); err != nil {
			t.Fatal(err)
		}
	}
}

func right(int, review.View) review.Judgement { return review.Judgement{Verdict: review.Right} }

func quality(t testing.TB, r *review.Review, s *store.Store) *review.Quality {
	t.Helper()
	mix, err := s.Mix(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return r.Quality(review.MixOf(mix))
}
