package review_test

import (
	"bytes"
	"errors"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"casus/ontology"
	"casus/review"
	"casus/store"
)

func ids(s *review.Sample) []string {
	var list []string
	for _, c := range s.Cards {
		list = append(list, c.ID)
	}
	return list
}

func draw(t testing.TB, r *review.Review, s *store.Store, plan review.Plan) *review.Sample {
	t.Helper()
	sample, err := r.Draw(t.Context(), s, plan)
	if err != nil {
		t.Fatal(err)
	}
	return sample
}

// drawn is a store of some articles with a sample drawn from it.
func drawn(t testing.TB, articles int, plan review.Plan) (*store.Store, *review.Review, *review.Sample) {
	t.Helper()
	dir := t.TempDir()
	s := add(t, dir, news{0, articles, "a", "", first})
	r := open(t, dir)
	return s, r, draw(t, r, s, plan)
}

// The draw hangs on the seed and on nothing else; a larger one has the smaller
// in it.
func TestDraw(t *testing.T) {
	dir, turned := t.TempDir(), t.TempDir()
	s := add(t, dir, news{0, 400, "a", "", first})
	add(t, turned, news{200, 400, "a", "", first})
	other := add(t, turned, news{0, 200, "a", "", first})
	r := open(t, dir)
	small := draw(t, r, s, review.Plan{Design: review.Random, Size: 30, Seed: 7})
	large := draw(t, r, s, review.Plan{Design: review.Random, Size: 60, Seed: 7})
	if diff := cmp.Diff(ids(small), ids(large)[:30]); diff != "" {
		t.Errorf("a larger sample by the same seed begins otherwise (-small +large):\n%s", diff)
	}
	if got := draw(t, open(t, turned), other, review.Plan{Design: review.Random, Size: 30, Seed: 7}); !cmp.Equal(ids(got), ids(small)) {
		t.Error("the order in which articles came in changes the draw")
	}
	if got := draw(t, r, s, review.Plan{Design: review.Random, Size: 30, Seed: 8}); cmp.Equal(ids(got), ids(small)) {
		t.Error("another seed draws the same")
	}
	if small.Population != 600 || small.Cards[0].Inclusion != 30.0/600 {
		t.Errorf("30 of %d by %v, want of 600 by 0.05", small.Population, small.Cards[0].Inclusion)
	}
	all := draw(t, r, s, review.Plan{Design: review.Random, Size: 1000, Seed: 7})
	if len(all.Cards) != 600 || all.Cards[0].Inclusion != 1 {
		t.Errorf("all: %d cards by %v", len(all.Cards), all.Cards[0].Inclusion)
	}
}

// Every report is drawn as often as its inclusion probability says.
func TestInclusion(t *testing.T) {
	dir := t.TempDir()
	s := add(t, dir, news{0, 80, "a", "", first})
	for _, plan := range []review.Plan{{Design: review.Random, Size: 30}, {Design: review.PerType, Size: 5}} {
		drawn, want := map[string]float64{}, map[string]float64{}
		all := draw(t, open(t, t.TempDir()), s, review.Plan{Design: plan.Design, Size: 1000})
		const times = 150
		for seed := range uint64(times) {
			plan.Seed = seed
			sample, err := review.DrawForTest(t.Context(), s, plan)
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range sample.Cards {
				drawn[c.ID]++
				want[c.Class] = c.Inclusion
			}
		}
		for _, c := range all.Cards {
			p := want[c.Class]
			if off := math.Abs(drawn[c.ID]/times-p) / math.Sqrt(p*(1-p)/times+1e-9); p < 1 && off > 4 || p == 1 && drawn[c.ID] != times {
				t.Errorf("%s %s (%s): drawn %v times of %d, inclusion %.3f", plan.Design, c.ID, c.Class, drawn[c.ID], times, p)
			}
		}
	}
}

func TestPerType(t *testing.T) {
	s, r, sample := drawn(t, 400, review.Plan{Design: review.PerType, Size: 10, Seed: 1})
	want := []review.Class{{"ACCUSE", 450, 10}, {"AGREE", 120, 10}, {"ASSAULT", 30, 10}}
	if diff := cmp.Diff(want, sample.Classes); diff != "" {
		t.Errorf("classes (-want +got):\n%s", diff)
	}
	// The types take turns.
	for i := range 3 {
		if c := sample.Cards[3*i : 3*i+3]; c[0].Class == c[1].Class || c[1].Class == c[2].Class || c[0].Class == c[2].Class {
			t.Errorf("cards %d to %d: %s %s %s", 3*i+1, 3*i+3, c[0].Class, c[1].Class, c[2].Class)
		}
	}
	d := deck(t, r, s, sample, 1, "ana")
	judge(t, d, 2, right)
	if q := quality(t, r, s); q.Precision.Strict.Estimate != nil {
		t.Error("a figure for the whole though a type was not judged")
	}
	// All of AGREE and ASSAULT wrong, all of ACCUSE right: weighted 450 of 600.
	judge(t, d, -1, func(_ int, v review.View) review.Judgement {
		if v.Report.Type == "ACCUSE" {
			return review.Judgement{Verdict: review.Right}
		}
		return review.Judgement{Verdict: review.NoEvent}
	})
	p := quality(t, r, s).Precision
	if p.Method != "weighted" || math.Abs(*p.Strict.Estimate-0.75) > 0.04 || *p.Strict.Low > 0.75 || *p.Strict.High < 0.75 {
		t.Errorf("%s %v, want about 0.75 weighted", p.Method, p.Strict.Text())
	}
	if len(p.Types) != 3 || p.Types[1].Type != "ACCUSE" || *p.Types[1].Inclusion != 0.0222 {
		t.Errorf("types: %+v", p.Types)
	}
}

func TestFigures(t *testing.T) {
	s, r, sample := drawn(t, 400, review.Plan{Design: review.Random, Size: 20, Seed: 1})
	says := []review.Judgement{
		{Verdict: review.NoEvent},
		{Verdict: review.NoEvent},
		{Verdict: review.Wrong, Wrong: []review.Field{review.Actor, review.Place}},
		{Verdict: review.Wrong, Wrong: []review.Field{review.Date}},
		{Verdict: review.Unsure},
	}
	judge(t, deck(t, r, s, sample, 1, "ana"), -1, func(i int, v review.View) review.Judgement {
		if i < len(says) {
			return says[i]
		}
		return review.Judgement{Verdict: review.Right}
	})
	p := quality(t, r, s).Precision
	fields := map[review.Field]review.Figure{}
	for _, f := range p.Fields {
		fields[f.Field] = f.Figure
	}
	for _, tt := range []struct {
		name      string
		f         review.Figure
		right, of int
	}{
		{"strict", p.Strict, 16, 19},
		{"event", p.Event, 17, 19},
		{"all", p.All, 15, 19},
		{"actor", fields[review.Actor], 16, 17},
		{"date", fields[review.Date], 16, 17},
		{"status", fields[review.Status], 17, 17},
	} {
		i := review.Wilson(tt.right, tt.of)
		if tt.f.Right != tt.right || tt.f.Of != tt.of || math.Abs(*tt.f.Low-i.Low) > 1e-4 || math.Abs(*tt.f.High-i.High) > 1e-4 {
			t.Errorf("%s: %d of %d, %s; want %d of %d", tt.name, tt.f.Right, tt.f.Of, tt.f.Text(), tt.right, tt.of)
		}
	}
	if *p.Lowest != 0.8 || *p.Highest != 0.85 {
		t.Errorf("with the unsure one %v to %v, want 0.8 to 0.85", *p.Lowest, *p.Highest)
	}
	want := "Strict precision 0.84 (95 % interval 0.62 to 0.94): event, type, actor, recipient and status are right in 16 of 19 reports judged; " +
		"a simple random sample of 20 of 600 reports from 400 articles, 1 left out as unsure; one judge; casus 0.1.0, lexicon sha256:aaaa; judged 2026-11-20."
	if p.Sentence != want {
		t.Errorf("sentence\n%s\nwant\n%s", p.Sentence, want)
	}
}

// What was judged is there after closing, and an undo too.
func TestResume(t *testing.T) {
	s, r, sample := drawn(t, 40, review.Plan{Design: review.Random, Size: 10, Seed: 1})
	d := deck(t, r, s, sample, 1, "ana")
	judge(t, d, 4, right)
	if card, err := d.TakeBack(); err != nil || card != sample.Cards[3].ID {
		t.Errorf("took back %q, %v; want %s", card, err, sample.Cards[3].ID)
	}
	if _, err := review.Open(s.Dir(), review.Options{}); !errors.As(err, new(*store.LockedError)) || !strings.Contains(err.Error(), "is reviewing") {
		t.Errorf("two at once: %v", err)
	}
	r.Close()

	// A crash in the middle of a line.
	name := filepath.Join(s.Dir(), review.LogName)
	whole, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, append(whole, `{"judgement":{"sample":"s1","rou`...), 0o644); err != nil {
		t.Fatal(err)
	}
	if r, err := review.Load(s.Dir()); err != nil || r.Current(false) == nil {
		t.Errorf("read beside a line that is being written: %v", err)
	}
	r = open(t, s.Dir())
	if now, _ := os.ReadFile(name); !bytes.Equal(now, whole) {
		t.Error("the line that was cut off is still there")
	}
	d = deck(t, r, s, r.Current(false), 1, "ana")
	if left := d.Left(); len(left) != 7 || left[0].ID != sample.Cards[3].ID {
		t.Errorf("%d cards left, want 7 from the fourth on", len(left))
	}
	// Another judge has nothing to take back.
	if card, err := deck(t, r, s, r.Current(false), 1, "ben").TakeBack(); err != nil || card != "" {
		t.Errorf("ben took back %q, %v", card, err)
	}
	// A judgement of a judged card holds over the first, until it is taken back.
	v, err := d.Look(t.Context(), sample.Cards[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Say(v, review.Judgement{Verdict: review.NoEvent}); err != nil {
		t.Fatal(err)
	}
	if j := r.Judged(sample, 1, sample.Cards[0].ID); j.Verdict != review.NoEvent {
		t.Errorf("verdict %s", j.Verdict)
	}
	if _, err := d.TakeBack(); err != nil {
		t.Fatal(err)
	}
	if j := r.Judged(sample, 1, sample.Cards[0].ID); j.Verdict != review.Right {
		t.Errorf("verdict %s after taking back", j.Verdict)
	}
}

func TestBadLog(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"{\"casus_review\":9}\n", "review.jsonl:1: the review has format 9, this program knows up to 1"},
		{"{}\n", "review.jsonl:1: no review"},
		{"{\"casus_review\":1}\n{\"casus_review\":1\n", "review.jsonl:2: no line of a review"},
		{"{\"casus_review\":1}\n{}\n", "review.jsonl:2: found neither"},
		{"{\"casus_review\":1}\n{\"undo\":{\"sample\":\"s1\",\"round\":1,\"card\":\"r_1\"}}\n", "review.jsonl:2: an undo of card r_1"},
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, review.LogName), []byte(tt.text), 0o644); err != nil {
			t.Fatal(err)
		}
		_, err := review.Open(dir, review.Options{})
		if !errors.As(err, new(*review.FormatError)) || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q: %v, want %q", tt.text, err, tt.want)
		}
	}
}

func FuzzLog(f *testing.F) {
	f.Add([]byte("{\"casus_review\":1}\n{\"sample\":{\"id\":\"s1\",\"cards\":[{\"id\":\"r_1\"}]}}\n{\"judgement\":{\"sample\":\"s1\",\"round\":1,\"card\":\"r_1\",\"verdict\":\"right\"}}\n"))
	f.Add([]byte("{\"casus_review\":1}\n{\"sample\":{\"id\":\"s1\",\"design\":\"articles\",\"cards\":[{\"id\":\"a\"}]}}\n{\"judgement\":{\"sample\":\"s1\",\"round\":1,\"card\":\"a\",\"verdict\":\"read\",\"missed\":2}}\n"))
	f.Fuzz(func(t *testing.T, data []byte) { readLog(t, t.TempDir(), data) })
}

// readLog reads a log and works its figures out, if it is one.
func readLog(t *testing.T, dir string, data []byte) bool {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, review.LogName), data, 0o644); err != nil {
		t.Fatal(err)
	}
	r, err := review.Load(dir)
	if err != nil {
		return false
	}
	if _, err := r.Quality(review.Mix{}).Bytes(); err != nil {
		t.Errorf("%v; log\n%s", err, data)
	}
	return true
}

// The fuzzer is slow where SQLite is part of the program; this breaks a whole
// log in thousands of ways.
func TestBrokenLog(t *testing.T) {
	dir := t.TempDir()
	s := add(t, dir, news{0, 20, "a", "", first})
	r := open(t, dir)
	for _, d := range []review.Design{review.PerType, review.Articles} {
		k := deck(t, r, s, draw(t, r, s, review.Plan{Design: d, Size: 3, Seed: 1}), 1, "ana")
		judge(t, k, -1, func(_ int, v review.View) review.Judgement {
			if v.Report == nil {
				return review.Judgement{Verdict: review.Read, Missed: 1}
			}
			return review.Judgement{Verdict: review.Right}
		})
		if _, err := k.TakeBack(); err != nil {
			t.Fatal(err)
		}
	}
	r.Close()
	whole, err := os.ReadFile(filepath.Join(dir, review.LogName))
	if err != nil {
		t.Fatal(err)
	}
	rnd := rand.New(rand.NewPCG(1, 1))
	other := t.TempDir()
	read := 0
	for range 1500 {
		data := bytes.Clone(whole)
		for range 1 + rnd.IntN(3) {
			at := rnd.IntN(len(data))
			switch rnd.IntN(3) {
			case 0:
				data[at] = "0123456789-\"{}[],:\nae"[rnd.IntN(21)]
			case 1:
				data = slices.Delete(data, at, min(len(data), at+rnd.IntN(40)))
			default:
				data = slices.Insert(data, at, whole[at:min(len(whole), at+rnd.IntN(40))]...)
			}
			if len(data) == 0 {
				break
			}
		}
		if readLog(t, other, data) {
			read++
		}
	}
	if read == 0 || read == 1500 {
		t.Errorf("%d of 1500 broken logs can be read", read)
	}
}

// A recoding ends a sample that is not judged to its end; a new one keeps what
// was judged and is coded the same.
func TestRecoded(t *testing.T) {
	s, r, sample := drawn(t, 40, review.Plan{Design: review.Random, Size: 20, Seed: 1})
	judge(t, deck(t, r, s, sample, 1, "ana"), 12, right)

	// More of the same changes nothing.
	s = add(t, s.Dir(), news{40, 80, "a", "", first})
	d := deck(t, r, s, sample, 1, "ana")
	if d.Recoded() != 0 || len(d.Left()) != 8 || len(quality(t, r, s).Stale()) != 0 {
		t.Errorf("more articles: %d recoded, %d left, stale %v", d.Recoded(), len(d.Left()), quality(t, r, s).Stale())
	}

	// Half is coded anew, and otherwise.
	s = add(t, s.Dir(), news{0, 20, "a", ontology.Planned, program("0.2.0", "aaaa")})
	d = deck(t, r, s, sample, 1, "ana")
	if d.Recoded() == 0 || d.Recoded() != 8-len(d.Left()) {
		t.Errorf("%d recoded, %d left", d.Recoded(), len(d.Left()))
	}
	if diff := cmp.Diff([]string{"the program is another: 0.1.0, 0.2.0, was 0.1.0"}, quality(t, r, s).Stale()); diff != "" {
		t.Errorf("stale (-want +got):\n%s", diff)
	}
	again := draw(t, r, s, review.Plan{Design: review.Random, Size: 1000, Seed: 1})
	kept := 0
	for _, c := range sample.Cards[:12] {
		hit, err := s.Report(t.Context(), c.ID)
		if err != nil {
			t.Fatal(err)
		}
		j := r.Judged(again, 1, c.ID)
		if (j != nil) != (hit.Report.Status == "occurred") {
			t.Errorf("%s is %s now, judged: %v", c.ID, hit.Report.Status, j != nil)
		}
		if j != nil {
			kept++
			if j.Carried != sample.ID || j.Judge != "ana" {
				t.Errorf("%s: carried from %q by %q", c.ID, j.Carried, j.Judge)
			}
		}
	}
	if p := quality(t, r, s).Precision; kept == 0 || p.Carried != kept || p.Judged != kept || len(p.Stale) != 0 {
		t.Errorf("%d kept; %d carried, %d judged, stale %v", kept, p.Carried, p.Judged, p.Stale)
	}
	// What was carried over is not taken back.
	if card, _ := deck(t, r, s, again, 1, "ana").TakeBack(); card != "" {
		t.Errorf("took back %s", card)
	}
}

// Another mix of sources makes a figure stale; a removed article takes its
// cards out of the deck and nothing else.
func TestSources(t *testing.T) {
	s, r, sample := drawn(t, 80, review.Plan{Design: review.Random, Size: 20, Seed: 1})
	judge(t, deck(t, r, s, sample, 1, "ana"), 5, right)

	hit, err := s.Report(t.Context(), sample.Cards[10].ID)
	if err != nil {
		t.Fatal(err)
	}
	w, err := store.OpenWriter(t.Context(), s.Dir(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Remove(t.Context(), store.Target{Document: hit.Story.Document}, "asked for"); err != nil {
		t.Fatal(err)
	}
	w.Close()
	d := deck(t, r, s, sample, 1, "ana")
	if d.Recoded() != 0 || d.Gone() == 0 || d.Has(sample.Cards[10].ID) || d.Len() != 20-d.Gone() {
		t.Errorf("%d recoded, %d gone of %d", d.Recoded(), d.Gone(), d.Len())
	}
	s = add(t, s.Dir(), news{80, 100, "b", "", first})
	if why := quality(t, r, s).Stale(); len(why) != 1 || !strings.HasPrefix(why[0], "the sources are others: 2") {
		t.Errorf("stale %v", why)
	}
	if p := quality(t, r, s).Precision; !strings.Contains(p.Sentence, "stopped early at 5") || !strings.Contains(p.Sentence, "Out of date: the sources are others") {
		t.Errorf("sentence %s", p.Sentence)
	}
}

func TestRecallSample(t *testing.T) {
	s, r, sample := drawn(t, 80, review.Plan{Design: review.Articles, Size: 20, Seed: 1})
	if sample.Population != 80 {
		t.Errorf("%d articles, want 80", sample.Population)
	}
	found, missed := 0, 0
	judge(t, deck(t, r, s, sample, 1, "ana"), -1, func(i int, v review.View) review.Judgement {
		j := review.Judgement{Verdict: review.Read, Missed: i % 3}
		if len(v.Story.Reports) > 1 {
			j.False = []string{v.Story.Reports[1].ID}
		}
		found, missed = found+len(v.Story.Reports)-len(j.False), missed+j.Missed
		return j
	})
	q := quality(t, r, s)
	if q.Precision != nil || q.Recall.Found != found || q.Recall.Missed != missed || *q.Recall.Figure.Low >= *q.Recall.Figure.Estimate {
		t.Errorf("recall %+v, want %d found and %d missed", q.Recall.Figure, found, missed)
	}
	if !strings.HasPrefix(q.Sentence, "Recall 0.") || !strings.Contains(q.Sentence, "a simple random sample of 20 of 80 articles") {
		t.Errorf("sentence %s", q.Sentence)
	}
}

// A second reading is of a fixed share, is blind to the figures, and says how
// far two people agree.
func TestAgain(t *testing.T) {
	s, r, sample := drawn(t, 400, review.Plan{Design: review.Random, Size: 200, Seed: 1})
	judge(t, deck(t, r, s, sample, 1, "ana"), -1, func(i int, _ review.View) review.Judgement {
		if i%4 == 0 {
			return review.Judgement{Verdict: review.NoEvent}
		}
		return review.Judgement{Verdict: review.Right}
	})
	before := quality(t, r, s).Precision.Strict
	ben, ana := deck(t, r, s, sample, 2, "ben"), deck(t, r, s, sample, 2, "ana")
	if ben.Len() < 25 || ben.Len() > 55 || ana.Len() < 10 || ana.Len() > 30 {
		t.Errorf("%d cards for another, %d for the same judge; want about 40 and 20", ben.Len(), ana.Len())
	}
	apart := ""
	judge(t, ben, -1, func(i int, v review.View) review.Judgement {
		j := review.Judgement{Verdict: r.Judged(sample, 1, v.Report.ID).Verdict}
		if i == 0 {
			apart = v.Report.ID
			j = review.Judgement{Verdict: review.Wrong, Wrong: []review.Field{review.Actor}}
		}
		return j
	})
	p := quality(t, r, s).Precision
	if !cmp.Equal(before, p.Strict) {
		t.Error("a second reading changed the figures")
	}
	a := p.Agreement
	if a == nil || a.Agreed.Of != ben.Len() || a.Agreed.Right < ben.Len()-1 || a.Kappa == nil || !cmp.Equal(a.Apart, []string{apart}) || a.Same != 0 {
		t.Errorf("agreement %+v", a)
	}
}

// The file is the same for the same judgements.
func TestQualityFile(t *testing.T) {
	s, r, sample := drawn(t, 80, review.Plan{Design: review.PerType, Size: 5, Seed: 1})
	judge(t, deck(t, r, s, sample, 1, "ana"), -1, right)
	if err := quality(t, r, s).Write(s.Dir()); err != nil {
		t.Fatal(err)
	}
	r.Close()
	got, err := os.ReadFile(filepath.Join(s.Dir(), review.QualityName))
	if err != nil {
		t.Fatal(err)
	}
	again, err := review.Load(s.Dir())
	if err != nil {
		t.Fatal(err)
	}
	want, err := quality(t, again, s).Bytes()
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("%v; got\n%swant\n%s", err, got, want)
	}
	if left, _ := filepath.Glob(filepath.Join(s.Dir(), "quality.json.*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestEmpty(t *testing.T) {
	dir := t.TempDir()
	s := add(t, dir, news{0, 1, "a", "", first}) // no report
	r := open(t, dir)
	if _, err := r.Draw(t.Context(), s, review.Plan{Design: review.Random, Size: 5}); !errors.Is(err, review.ErrEmpty) {
		t.Errorf("draw from nothing: %v", err)
	}
	if q := quality(t, r, s); !q.Empty() || q.Sentence != "" {
		t.Errorf("quality %+v", q)
	}
	for _, j := range []review.Judgement{{Sample: "s9", Round: 1}, {}} {
		if err := r.Judge(j); err == nil {
			t.Errorf("judged %+v", j)
		}
	}
}
