package store_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"casus/record"
	"casus/store"
)

var clock = store.Options{Now: func() time.Time { return time.Date(2026, 3, 9, 12, 0, 0, 0, time.UTC) }}

func open(t testing.TB, dir string) *store.Writer {
	t.Helper()
	w, err := store.OpenWriter(t.Context(), dir, clock)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Close() })
	return w
}

func begin(t testing.TB, w *store.Writer, v record.Versions, batch int) *store.Run {
	t.Helper()
	r, err := w.Begin(t.Context(), store.RunOptions{Versions: v, Arguments: []string{"add", "feed.jsonl"}, Batch: batch, Every: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// addAll takes the articles in, in one run, and returns its totals.
func addAll(t testing.TB, w *store.Writer, list []*store.Article) store.Totals {
	t.Helper()
	r := begin(t, w, list[0].Story.Versions, 0)
	for _, a := range list {
		if _, err := r.Add(t.Context(), a); err != nil {
			t.Fatal(err)
		}
	}
	if err := r.End(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	return r.Totals()
}

// dump is the record as one text.
func dump(t testing.TB, s *store.Store) string {
	t.Helper()
	var b bytes.Buffer
	err := s.Stories(t.Context(), func(st *record.Story) error {
		line, err := record.Line(st)
		b.Write(line)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// sound fails where the check finds damage.
func sound(t testing.TB, dir string) {
	t.Helper()
	problems, err := store.Check(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		if p.Kind.Damage() {
			t.Errorf("check: %v", p)
		}
	}
}

// What comes out is byte for byte what coding printed, and adding it again
// changes nothing.
func TestRoundTrip(t *testing.T) {
	dir := t.TempDir()
	articles := code(parse(t, feed(30)))
	w := open(t, dir)
	first := addAll(t, w, articles)
	if first.Added != 30 || first.Reports == 0 {
		t.Fatalf("first run: %+v, want 30 added with reports", first)
	}
	for _, a := range articles {
		want, err := record.Line(a.Story)
		if err != nil {
			t.Fatal(err)
		}
		st, err := w.Story(t.Context(), a.Document.ID)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := record.Line(st); err != nil || string(got) != string(want) {
			t.Errorf("%s:\ngot  %s\nwant %s\n%v", a.Document.ID, got, want, err)
		}
		raw, err := w.Raw(t.Context(), a.Document.ID, a.Story.Version)
		if err != nil || !bytes.Equal(raw, a.Document.Origin.Raw) {
			t.Errorf("%s: raw bytes differ: %v", a.Document.ID, err)
		}
	}
	before := dump(t, &w.Store)
	again := addAll(t, w, articles)
	if again.Known != 30 || again.Articles() != 0 {
		t.Errorf("second run: %+v, want 30 known", again)
	}
	if dump(t, &w.Store) != before {
		t.Error("adding the same again changed the record")
	}
	sound(t, dir)
}

// An edited article is a new version; the old one stays, the new one holds.
func TestVersions(t *testing.T) {
	dir := t.TempDir()
	old := feed(1)
	edited := strings.Replace(old, "The talks in Paris failed.", "The talks in Geneva failed.", 1)
	w := open(t, dir)
	addAll(t, w, code(parse(t, old)))
	if got := addAll(t, w, code(parse(t, edited))); got.Updated != 1 {
		t.Fatalf("edited article: %+v, want 1 updated", got)
	}
	id, err := w.Find(t.Context(), "s0")
	if err != nil {
		t.Fatal(err)
	}
	versions, err := w.Versions(t.Context(), id)
	if err != nil || len(versions) != 2 || versions[0].Holds || !versions[1].Holds {
		t.Fatalf("versions %+v, %v; want two, the second holding", versions, err)
	}
	for words, want := range map[string]int{"Geneva": 1, "Paris": 0} {
		f, err := w.Search(t.Context(), words, 0)
		if err != nil || f.Total != want {
			t.Errorf("search %q: %+v, %v; want %d", words, f, err, want)
		}
	}
	sound(t, dir)
}

// Another version of the program adds codings beside the old ones.
func TestRecoded(t *testing.T) {
	dir := t.TempDir()
	articles := code(parse(t, feed(3)))
	w := open(t, dir)
	addAll(t, w, articles)
	for _, a := range articles {
		a.Story.Versions.Lexicon = "sha256:another"
		a.Story.Reports = a.Story.Reports[:len(a.Story.Reports)/2]
	}
	if got := addAll(t, w, articles); got.Recoded != 3 {
		t.Fatalf("recoded: %+v, want 3", got)
	}
	o, err := w.Overview(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := 0
	for _, a := range articles {
		want += len(a.Story.Reports)
	}
	if o.Reports != want || o.Articles != 3 || o.Versions != 3 {
		t.Errorf("overview %d reports, %d articles, %d versions; want %d, 3, 3", o.Reports, o.Articles, o.Versions, want)
	}
	sound(t, dir)
}

// A run that is interrupted between batches goes on where it stopped.
func TestResume(t *testing.T) {
	articles := code(parse(t, feed(50)))
	whole := open(t, t.TempDir())
	addAll(t, whole, articles)

	dir := t.TempDir()
	w := open(t, dir)
	r := begin(t, w, articles[0].Story.Versions, 8)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var stop error
	for i, a := range articles {
		if i == 21 {
			cancel()
		}
		if _, stop = r.Add(ctx, a); stop != nil {
			break
		}
	}
	if !errors.Is(stop, context.Canceled) {
		t.Fatalf("got %v, want an interruption", stop)
	}
	if err := r.End(ctx, stop); err != nil {
		t.Fatal(err)
	}
	if got := r.Saved().Added; got != 21 {
		t.Errorf("%d articles acknowledged, want 21", got)
	}
	sound(t, dir)
	if got := addAll(t, w, articles); got.Known != 21 || got.Added != 29 {
		t.Errorf("second run %+v, want 21 known and 29 added", got)
	}
	if dump(t, &w.Store) != dump(t, &whole.Store) {
		t.Error("the resumed store differs from the undisturbed one")
	}
	runs, err := w.Runs(t.Context())
	if err != nil || len(runs) != 2 || runs[0].State != "interrupted" || runs[1].State != "done" {
		t.Errorf("runs %+v, %v; want one interrupted, one done", runs, err)
	}
}

// What was not acknowledged when the process died is not there, and the run is
// marked.
func TestDeadWriter(t *testing.T) {
	dir := t.TempDir()
	articles := code(parse(t, feed(20)))
	w := open(t, dir)
	r := begin(t, w, articles[0].Story.Versions, 8)
	for _, a := range articles {
		if _, err := r.Add(t.Context(), a); err != nil {
			t.Fatal(err)
		}
	}
	if got := r.Saved().Added; got != 16 {
		t.Errorf("%d articles acknowledged, want 16", got)
	}
	w.Close() // without End, as a process that is killed
	problems, err := store.Check(t.Context(), dir)
	if err != nil || len(problems) != 1 || problems[0].Kind != store.UnfinishedRun {
		t.Errorf("check: %v, %v; want one unfinished run", problems, err)
	}
	w = open(t, dir)
	if got := addAll(t, w, articles); got.Known != 16 || got.Added != 4 {
		t.Errorf("second run %+v, want 16 known and 4 added", got)
	}
}

func TestQueries(t *testing.T) {
	dir := t.TempDir()
	articles := code(parse(t, feed(40)))
	addAll(t, open(t, dir), articles)
	s, err := store.Open(t.Context(), dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	all, err := s.Reports(t.Context(), store.Query{})
	if err != nil || all.Read != 40 || all.Reports != len(all.Hits) || all.Reports == 0 {
		t.Fatalf("all reports: %d of %d, %d read, %v", len(all.Hits), all.Reports, all.Read, err)
	}
	dyads, err := s.Dyads(t.Context())
	if err != nil || len(dyads) == 0 {
		t.Fatalf("dyads %v, %v", dyads, err)
	}
	codes, err := s.Codes(t.Context())
	if err != nil || len(codes) == 0 {
		t.Fatalf("codes %v, %v", codes, err)
	}
	a, b, _ := strings.Cut(dyads[0].Name, "-")
	one := all.Hits[len(all.Hits)/2].Report
	tests := []struct {
		name string
		q    store.Query
		want func(*record.Report) bool
	}{
		{"id", store.Query{Report: one.ID}, func(r *record.Report) bool { return r.ID == one.ID }},
		{"type", store.Query{Type: one.Type}, func(r *record.Report) bool { return r.Type == one.Type }},
		{"status", store.Query{Status: one.Status}, func(r *record.Report) bool { return r.Status == one.Status }},
		{"dyad", store.Query{Dyad: [2]string{b, a}}, func(r *record.Report) bool {
			return has(r.Actors, a) && has(r.Recipients, b) || has(r.Actors, b) && has(r.Recipients, a) ||
				has(r.Actors, a) && has(r.Actors, b) && len(r.Recipients) == 0
		}},
		{"code", store.Query{Code: codes[0].Name}, func(r *record.Report) bool { return has(r.Actors, codes[0].Name) || has(r.Recipients, codes[0].Name) }},
		{"days", store.Query{Since: "2026-03-05", Until: "2026-03-09"}, func(r *record.Report) bool { return *r.Date >= "2026-03-05" && *r.Date <= "2026-03-09" }},
		{"since", store.Query{Code: a, Since: "2026-03-20"}, func(r *record.Report) bool {
			return *r.Date >= "2026-03-20" && (has(r.Actors, a) || has(r.Recipients, a))
		}},
		{"until", store.Query{Dyad: [2]string{a, b}, Until: "2026-03-20"}, func(r *record.Report) bool {
			return *r.Date <= "2026-03-20" && (has(r.Actors, a) && has(r.Recipients, b) || has(r.Actors, b) && has(r.Recipients, a) ||
				has(r.Actors, a) && has(r.Actors, b) && len(r.Recipients) == 0)
		}},
		{"nothing", store.Query{Code: "XXX"}, func(*record.Report) bool { return false }},
	}
	for _, tt := range tests {
		p, err := s.Reports(t.Context(), tt.q)
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		want := 0
		for _, h := range all.Hits {
			if tt.want(h.Report) {
				want++
			}
		}
		if p.Reports != want || len(p.Hits) != want {
			t.Errorf("%s: %d reports, %d hits, want %d", tt.name, p.Reports, len(p.Hits), want)
		}
		for i, h := range p.Hits {
			if !tt.want(h.Report) {
				t.Errorf("%s: %s does not belong there", tt.name, h.Report.ID)
			}
			if i > 0 && h.Day > p.Hits[i-1].Day {
				t.Errorf("%s: %s after %s, want the newest first", tt.name, h.Day, p.Hits[i-1].Day)
			}
		}
	}
	if p, err := s.Reports(t.Context(), store.Query{Limit: 2}); err != nil || len(p.Hits) != 2 || p.Reports != all.Reports {
		t.Errorf("limit 2: %d hits of %d, %v", len(p.Hits), p.Reports, err)
	}
}

func has(list []record.Entity, code string) bool {
	for _, e := range list {
		if e.Country != nil && *e.Country == code || e.Actor != nil && *e.Actor == code {
			return true
		}
	}
	return false
}

// Words are words: no syntax of the index gets through.
func TestSearch(t *testing.T) {
	dir := t.TempDir()
	w := open(t, dir)
	addAll(t, w, code(parse(t, feed(12))))
	tests := []struct {
		words string
		total int
	}{
		{"talks paris", 12},
		{"PARIS", 12},
		{"celik", 12},
		{"“talks” (in) Paris!", 12},
		{"talks NOT paris", 0},
		{"talks OR geneva", 0},
		{"talk*", 0},
		{`words:talks`, 0},
		{`"talks`, 12},
		{"NEAR(talks paris)", 0},
		{"nowhere", 0},
	}
	for _, tt := range tests {
		f, err := w.Search(t.Context(), tt.words, 5)
		if err != nil || f.Total != tt.total || len(f.Sentences) != min(5, tt.total) {
			t.Errorf("search %q: %+v, %v; want %d", tt.words, f, err, tt.total)
			continue
		}
		for _, x := range f.Sentences {
			st, err := w.Story(t.Context(), x.Document)
			if err != nil {
				t.Fatal(err)
			}
			text := st.Text
			if x.Evidence.Field == "title" {
				text = st.Title
			}
			if got := text[x.Evidence.Start:x.Evidence.End]; got != x.Evidence.Quote {
				t.Errorf("search %q: quote %q stands over %q", tt.words, x.Evidence.Quote, got)
			}
			if got := string([]rune(text)[x.Evidence.CharStart:x.Evidence.CharEnd]); got != x.Evidence.Quote {
				t.Errorf("search %q: quote %q stands over the code points %q", tt.words, x.Evidence.Quote, got)
			}
		}
	}
	if _, err := w.Search(t.Context(), `"*" -`, 0); !errors.Is(err, store.ErrNoWords) {
		t.Errorf("no words: %v, want ErrNoWords", err)
	}
}
