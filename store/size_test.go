//go:build unix

package store_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"casus/doc"
	"casus/internal/newsgen"
	"casus/ontology"
	"casus/record"
	"casus/span"
	"casus/store"
)

var (
	size    = flag.Int("size", 0, "reports of the store that TestSize makes and asks; 0 leaves it out")
	sizeDir = flag.String("sizedir", "", "folder of that store; it is kept, and filled up to the size")
)

// perArticle is the reports of an article in brief.
const perArticle = 10

// TestSize fills a store with records up to a size and asks it what a page
// shows. It is left out unless asked for:
//
//	go test ./store -run TestSize -v -timeout 0 -size 10000000 -sizedir DIR
func TestSize(t *testing.T) {
	if *size == 0 || *sizeDir == "" {
		t.Skip("-size and -sizedir say how large a store to make, and where")
	}
	p, err := newsgen.New(newsgen.Options{Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	fillStore(t, p, *sizeDir, *size/perArticle)
	info, err := os.Stat(filepath.Join(*sizeDir, "casus.db"))
	if err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(t.Context(), *sizeDir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	t.Logf("%.1f GB in one file", float64(info.Size())/1e9)
	for _, q := range pageQueries {
		askOften(t, s, q)
	}
}

// fillStore adds articles in brief up to n, in the order of time.
func fillStore(t *testing.T, p *newsgen.Press, dir string, n int) {
	t.Helper()
	w, err := store.OpenWriter(t.Context(), dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	page, err := w.Reports(t.Context(), store.Query{Report: "r_none", CountsOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	run, err := w.Begin(t.Context(), store.RunOptions{Versions: versions, Batch: 1000, Every: time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	begun := time.Now()
	articles := make(chan *store.Article, 256)
	go func() {
		defer close(articles)
		for i := page.Read; i < n; i++ {
			articles <- brief(p, i, n)
		}
	}()
	done := 0
	for a := range articles {
		if _, err := run.Add(t.Context(), a); err != nil {
			t.Fatal(err)
		}
		if done++; done%20000 == 0 {
			t.Logf("%d articles, %.0f reports a second", page.Read+done, float64(done*perArticle)/time.Since(begun).Seconds())
		}
	}
	if err := run.End(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if written := run.Saved(); written.Added > 0 {
		t.Logf("%d reports written in %v", written.Reports, time.Since(begun).Round(time.Second))
	}
}

// brief is the i-th of n articles of news in brief, coded by what it is known to
// tell.
func brief(p *newsgen.Press, i, n int) *store.Article {
	a := p.Brief(uint64(i), uint64(n), perArticle)
	published, err := doc.ParseDate(a.Published.Format(time.DateOnly))
	if err != nil {
		panic(err)
	}
	d := &doc.Document{
		ID: a.URL, URL: a.URL, CanonicalURL: a.URL, Publisher: a.Publisher, Author: a.Author, Language: "en",
		Published: doc.Instant{Date: published}, Text: a.Title + "\n\n" + a.Text(),
	}
	d.Origin.Format, d.Origin.SHA256 = "jsonl", "-"
	d.Regions[doc.FieldTitle] = span.Span{Start: 0, End: len(a.Title)}
	d.Regions[doc.FieldText] = span.Span{Start: len(a.Title) + 2, End: len(d.Text)}
	d.Sentences = append(d.Sentences, doc.Sentence{Span: d.Regions[doc.FieldTitle]})
	at := len(a.Title) + 2
	for n, told := range a.Told {
		d.Sentences = append(d.Sentences, doc.Sentence{Span: span.Span{Start: at, End: at + len(a.Paragraphs[n])}})
		tellBrief(d, int32(n+1), told)
		at += len(a.Paragraphs[n]) + 2
	}
	return &store.Article{Document: d, Story: record.From(d, versions)}
}

// tellBrief codes one sentence as what it tells.
func tellBrief(d *doc.Document, sentence int32, told newsgen.Told) {
	s := d.Sentences[sentence].Span
	kind, ok := ontology.ParseType(told.Type)
	if !ok {
		panic("no type " + told.Type)
	}
	sides := [2][]doc.Ref{}
	for i, code := range []string{told.Actor, told.Recipient} {
		if code == "" {
			continue
		}
		n, e := int32(len(d.Mentions)), int32(len(d.Entities))
		actor := code
		if (int(sentence)+i)%3 == 0 {
			actor += "-foreign-ministry"
		}
		d.Mentions = append(d.Mentions, doc.Mention{Sentence: sentence, Span: s, Entity: e})
		d.Entities = append(d.Entities, doc.Entity{Kind: doc.StateEntity, Actor: actor, Name: code, Country: code, Sector: "GOV", First: n})
		sides[i] = []doc.Ref{{Mention: n, Entity: e}}
	}
	sum := sha256.Sum256(fmt.Append(nil, d.ID, sentence))
	d.Reports = append(d.Reports, doc.Report{
		ID: "r_" + hex.EncodeToString(sum[:10]), Type: kind, Actors: sides[0], Recipients: sides[1], Trigger: s, Sentences: []int32{sentence},
		Status: ontology.Occurred, Date: d.Published.Date, Precision: doc.ByDay, Place: doc.None, Attribution: doc.Attribution{Source: doc.NoRef}, Confidence: 0.5,
	})
}

// pageQuery is what a page asks: a name and a question that chance varies.
type pageQuery struct {
	name string
	ask  func(context.Context, *store.Store, *rand.Rand) (int, error)
}

var pageQueries = []pageQuery{
	{"a pair of countries over a year", func(ctx context.Context, s *store.Store, r *rand.Rand) (int, error) {
		pair := pairsAsked[r.IntN(len(pairsAsked))]
		year := 2015 + r.IntN(11)
		p, err := s.Reports(ctx, store.Query{Dyad: pair, Since: fmt.Sprintf("%d-01-01", year), Until: fmt.Sprintf("%d-12-31", year), Limit: 50})
		return count(p), err
	}},
	{"an actor", func(ctx context.Context, s *store.Store, r *rand.Rand) (int, error) {
		p, err := s.Reports(ctx, store.Query{Code: codesAsked[r.IntN(len(codesAsked))], Limit: 50})
		return count(p), err
	}},
	{"a type in a month", func(ctx context.Context, s *store.Store, r *rand.Rand) (int, error) {
		month := fmt.Sprintf("%d-%02d", 2015+r.IntN(11), 1+r.IntN(12))
		p, err := s.Reports(ctx, store.Query{Type: "PROTEST", Since: month + "-01", Until: month + "-31", Limit: 50})
		return count(p), err
	}},
	{"the days of a pair in a year", func(ctx context.Context, s *store.Store, r *rand.Rand) (int, error) {
		year := 2015 + r.IntN(11)
		days, err := s.DayCounts(ctx, store.Query{Dyad: pairsAsked[r.IntN(len(pairsAsked))], Since: fmt.Sprintf("%d-01-01", year), Until: fmt.Sprintf("%d-12-31", year)})
		return len(days), err
	}},
	{"the days of an actor in a year", func(ctx context.Context, s *store.Store, r *rand.Rand) (int, error) {
		year := 2015 + r.IntN(11)
		days, err := s.DayCounts(ctx, store.Query{Code: codesAsked[r.IntN(len(codesAsked))], Since: fmt.Sprintf("%d-01-01", year), Until: fmt.Sprintf("%d-12-31", year)})
		return len(days), err
	}},
	{"words", func(ctx context.Context, s *store.Store, r *rand.Rand) (int, error) {
		f, err := s.Search(ctx, wordsAsked[r.IntN(len(wordsAsked))], 50)
		if err != nil {
			return 0, err
		}
		return f.Total, nil
	}},
}

// What is asked for: the most frequent and some that are rare.
var (
	pairsAsked = [][2]string{{"RUS", "UKR"}, {"ISR", "IRN"}, {"USA", "CHN"}, {"IND", "PAK"}, {"THA", "KHM"}, {"KEN", "UGA"}, {"RUS", "USA"}, {"NAM", "AGO"}}
	codesAsked = []string{"USA", "RUS", "KEN", "NAM", "IRN-foreign-ministry", "BOL", "FRA", "TGO-foreign-ministry"}
	wordsAsked = []string{"lithium mine", "sanctions generals", "Nahariya hospital", "protest pension Arequipa", "ceasefire Geneva", "army recruitment centre Gao"}
)

func count(p *store.Page) int {
	if p == nil {
		return 0
	}
	return p.Reports
}

// askOften asks a question many times and logs how long it takes.
func askOften(t *testing.T, s *store.Store, q pageQuery) {
	t.Helper()
	const times = 41
	r := rand.New(rand.NewPCG(1, 1))
	var took, worked []time.Duration
	var found []string
	for range times {
		begun, before := time.Now(), processorTime(t)
		n, err := q.ask(t.Context(), s, r)
		if err != nil {
			t.Fatal(err)
		}
		took, worked = append(took, time.Since(begun)), append(worked, processorTime(t)-before)
		found = append(found, fmt.Sprint(n))
	}
	first := took[0]
	slices.Sort(took)
	slices.Sort(worked)
	t.Logf("%s: median %.1f ms (of the processor %.1f), 90 of 100 within %.1f ms (%.1f), the first %.1f ms; found %s", q.name, ms(took[times/2]), ms(worked[times/2]),
		ms(took[times*9/10]), ms(worked[times*9/10]), ms(first), strings.Join(found[:8], " "))
}

// processorTime is what this process has had of the processors: on a machine
// that others use it says more than the clock.
func processorTime(t *testing.T) time.Duration {
	t.Helper()
	var u unix.Rusage
	if err := unix.Getrusage(unix.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
