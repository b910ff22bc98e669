package store_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"casus/doc"
	"casus/record"
	"casus/source"
	"casus/store"
)

// newer is a program that takes every attack for a threat.
var newer = record.Versions{Casus: "0.2.0", Model: "model sha256:1", Lexicon: "sha256:2", Places: "sha256:3"}

// recodeAll codes what is kept by a program, with the words of reports changed by
// edit, and returns what the run did.
func recodeAll(t *testing.T, w *store.Writer, v record.Versions, all bool, edit func(*record.Report)) store.Totals {
	t.Helper()
	r := begin(t, w, v, 3)
	if err := recodeEach(t.Context(), w, r, v, all, edit); err != nil {
		t.Fatal(err)
	}
	if err := r.End(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	return r.Saved()
}

func recodeEach(ctx context.Context, w *store.Writer, r *store.Run, v record.Versions, all bool, edit func(*record.Report)) error {
	_, err := w.EachKept(ctx, v, all, func(k *store.Kept) error {
		if k.Coded {
			return r.Restore(ctx, k.Document.ID)
		}
		codeOne(k.Document)
		s := record.From(k.Document, v)
		for i := range s.Reports {
			edit(&s.Reports[i])
		}
		_, err := r.Recode(ctx, &store.Article{Document: k.Document, Story: s})
		return err
	})
	return err
}

func unchanged(*record.Report) {}

func threat(r *record.Report) {
	if r.Type == "ASSAULT" {
		r.Type = "THREATEN"
	}
}

// What is kept of an article is what source made of it.
func TestEachKept(t *testing.T) {
	page := `<!doctype html><html lang="en"><head><title>A quarrel - Herald</title><link rel="canonical" href="https://herald.example/a">
		<meta property="article:published_time" content="2026-03-04T10:11:12+03:00"></head><body><article><h1>A quarrel</h1>
		<p>By Jane Doe</p><p>Russia attacked Iran on Monday, in the words of many who stood there and looked at it for a long time.</p><h2>Talks fail</h2>
		<blockquote>China condemned Japan, and it did so again and again until nobody was left to hear it.</blockquote>
		<ul><li>France threatened India with more of the same, said those who know.</li></ul></article></body></html>`
	docs := parse(t, feed(3)+`{"id":"x","published":"2026-03","language":"en","caption":"A port.","text":"Nothing happened.\n\nNothing at all."}`+"\n"+
		`{"id":"ru","text":"Министры встретились в Женеве в понедельник и обсудили поставки зерна, сообщил представитель министерства."}`+"\n")
	html, err := source.Parse("a.html", []byte(page), source.Options{KeepRaw: true})
	if err != nil {
		t.Fatal(err)
	}
	docs = append(docs, html...)
	var want []doc.Document
	for _, d := range docs {
		x := *d
		x.Origin.Raw, x.Links = nil, nil
		want = append(want, x)
	}
	w := open(t, t.TempDir())
	addAll(t, w, code(docs))
	var got []doc.Document
	passed, err := w.EachKept(t.Context(), newer, false, func(k *store.Kept) error {
		got = append(got, *k.Document)
		return nil
	})
	if err != nil || passed != 0 || len(got) != len(want) {
		t.Fatalf("%d articles, %d passed over, %v; want %d, 0", len(got), passed, err, len(want))
	}
	for i := range want {
		if want[i].Notes == nil {
			got[i].Notes = slices.Clip(got[i].Notes)
		}
		if !reflect.DeepEqual(got[i], want[i]) {
			t.Errorf("kept\n%+v\nwant\n%+v", got[i], want[i])
		}
	}
	if passed, err := w.EachKept(t.Context(), versions, false, func(*store.Kept) error { return errors.New("none is wanted") }); err != nil || passed != len(want) {
		t.Errorf("%d passed over, %v; want %d", passed, err, len(want))
	}
}

func TestRecode(t *testing.T) {
	dir := t.TempDir()
	w := open(t, dir)
	addAll(t, w, code(parse(t, feed(150)))) // more than a page
	mergeAll(t, w)
	before := ids(t, w)

	if got := recodeAll(t, w, newer, false, threat); got.Recoded != 150 || got.Articles() != 150 {
		t.Errorf("recoded: %+v", got)
	}
	if done := mergeAll(t, w); done.Reports == 0 {
		t.Errorf("merged: %+v", done)
	}
	if after := ids(t, w); !slices.Equal(after, before) {
		t.Errorf("ids before %q, after %q", before, after)
	}
	if got := recodeAll(t, w, newer, false, threat); got != (store.Totals{}) {
		t.Errorf("recoded again: %+v, want nothing", got)
	}
	if got := recodeAll(t, w, newer, true, threat); got != (store.Totals{Same: 150}) {
		t.Errorf("all recoded again: %+v, want 150 the same", got)
	}
	// A program that changed and kept its version: both codings stay.
	if got := recodeAll(t, w, newer, true, unchanged); got.Recoded != 22 || got.Same != 128 {
		t.Errorf("with another result: %+v, want 22 recoded, 128 the same", got)
	}
	if m, err := w.Mix(t.Context()); err != nil || len(m.Programs) != 1 || m.Programs[0].Versions != newer {
		t.Errorf("mix %+v, %v; want one program", m, err)
	}
	if got := recodeAll(t, w, newer, false, unchanged); got != (store.Totals{}) {
		t.Errorf("recoded again: %+v, want nothing", got)
	}
	if got := recodeAll(t, w, versions, false, unchanged); got != (store.Totals{Restored: 150}) {
		t.Errorf("the first program again: %+v, want 150 restored", got)
	}
	if got := addAll(t, w, code(parse(t, feed(150)))); got != (store.Totals{Known: 150}) {
		t.Errorf("added again: %+v, want all known", got)
	}
	mergeAll(t, w)
	sound(t, dir)

	// What each run left can be read.
	for _, tt := range []struct {
		run  string
		want string
	}{
		{"run-1", "ASSAULT"},
		{"run-2", "THREATEN"},
		{"run-4", "THREATEN"},
		{"run-5", "ASSAULT"},
		{"", "ASSAULT"},
	} {
		s, err := w.StoryAt(t.Context(), "https://example.org/news/0", store.Point{Run: tt.run})
		if err != nil || s.Reports[0].Type != tt.want {
			t.Errorf("at %q: %+v, %v; want %s", tt.run, s, err, tt.want)
		}
	}
	h, err := w.History(t.Context(), "https://example.org/news/0")
	var runs []string
	for _, x := range h {
		runs = append(runs, fmt.Sprintf("%s %s %s %v", x.Since, x.Made, x.Versions.Casus, x.Holds))
	}
	want := []string{"run-1 run-1 0.1.0 false", "run-2 run-2 0.2.0 false", "run-5 run-5 0.2.0 false", "run-7 run-1 0.1.0 true"}
	if err != nil || !slices.Equal(runs, want) {
		t.Errorf("history %q, %v; want %q", runs, err, want)
	}
	if _, err := w.StoryAt(t.Context(), "https://example.org/news/0", store.Point{Run: "run-99"}); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("an unknown run: %v, want ErrNotFound", err)
	}
	if _, err := w.Remove(t.Context(), store.Target{Document: "https://example.org/news/0"}, "asked"); err != nil {
		t.Error(err)
	}
	mergeAll(t, w)
	sound(t, dir)
}

// ids is the ids of all reports that hold.
func ids(t *testing.T, w *store.Writer) []string {
	t.Helper()
	var list []string
	if err := w.EachReport(t.Context(), func(id, _ string) error { list = append(list, id); return nil }); err != nil {
		t.Fatal(err)
	}
	slices.Sort(list)
	return list
}

func TestBetween(t *testing.T) {
	dir := t.TempDir()
	w := open(t, dir)
	addAll(t, w, code(parse(t, feed(6))))    // run-1
	recodeAll(t, w, newer, false, threat)    // run-2
	addAll(t, w, code(parse(t, feed(8))))    // run-3: two more, by the first program
	recodeAll(t, w, versions, false, threat) // run-4: restores the six
	one, two := store.Point{Program: versions}, store.Point{Program: newer}
	tests := []struct {
		from, to store.Point
		want     string
		totals   store.HistoryTotals
	}{
		{store.Point{Run: "run-1"}, store.Point{Run: "run-2"}, "0~ 1~ 2~ 3~ 4~ 5~", store.HistoryTotals{Articles: 6}},
		{store.Point{Run: "run-2"}, store.Point{Run: "run-3"}, "6+ 7+", store.HistoryTotals{Articles: 8, Same: 6}},
		{store.Point{Run: "run-3"}, store.Point{}, "0~ 1~ 2~ 3~ 4~ 5~", store.HistoryTotals{Articles: 8, Same: 2}},
		{store.Point{Run: "run-1"}, store.Point{Run: "run-4"}, "6+ 7+", store.HistoryTotals{Articles: 8, Same: 6}},
		{store.Point{Run: "run-4"}, store.Point{Run: "run-1"}, "6- 7-", store.HistoryTotals{Articles: 8, Same: 6}},
		{one, two, "0~ 1~ 2~ 3~ 4~ 5~", store.HistoryTotals{Articles: 8, Alone: 2}},
		{two, store.Point{}, "0~ 1~ 2~ 3~ 4~ 5~ 6+ 7+", store.HistoryTotals{Articles: 8}},
		{store.Point{}, store.Point{}, "", store.HistoryTotals{Articles: 8, Same: 8}},
	}
	for _, tt := range tests {
		var got []string
		totals, err := w.Between(t.Context(), tt.from, tt.to, func(a, b *record.Story) error {
			switch {
			case a == nil:
				got = append(got, b.ID[1:]+"+")
			case b == nil:
				got = append(got, a.ID[1:]+"-")
			default:
				got = append(got, a.ID[1:]+"~")
			}
			return nil
		})
		if err != nil || strings.Join(got, " ") != tt.want || totals != tt.totals {
			t.Errorf("%v to %v: %q, %+v, %v; want %q, %+v", tt.from, tt.to, got, totals, err, tt.want, tt.totals)
		}
	}
	var turns []string
	err := w.Turns(t.Context(), func(a, b *record.Story) error {
		turns = append(turns, fmt.Sprintf("%s %s>%s", a.ID, a.Versions.Casus, b.Versions.Casus))
		return nil
	})
	if err != nil || len(turns) != 12 || turns[0] != "s0 0.1.0>0.2.0" || turns[1] != "s0 0.2.0>0.1.0" {
		t.Errorf("turns %q, %v", turns, err)
	}
	if _, err := w.Between(t.Context(), store.Point{Program: record.Versions{Casus: "9"}}, one, nil); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("an unknown program: %v, want ErrNotFound", err)
	}
}

// recodingChild codes again and prints a line for each report.
func recodingChild(dir string) {
	ctx := context.Background()
	w, err := store.OpenWriter(ctx, dir, clock)
	if err != nil {
		fmt.Println(err)
		return
	}
	r, err := w.Begin(ctx, store.RunOptions{Versions: newer, Batch: 4})
	if err == nil {
		err = recodeEach(ctx, w, r, newer, false, func(r *record.Report) { threat(r); fmt.Println("coded") })
	}
	if err != nil {
		fmt.Println(err)
		return
	}
	r.End(ctx, nil)
	w.Close()
}

// A recoding that is killed at any moment leaves a sound store with all that was
// coded before, and the next one ends in what an undisturbed one makes.
func TestKillRecode(t *testing.T) {
	articles := code(parse(t, feed(200)))
	whole := open(t, t.TempDir())
	addAll(t, whole, articles)
	recodeAll(t, whole, newer, false, threat)
	mergeAll(t, whole)
	dir := t.TempDir()
	w := open(t, dir)
	addAll(t, w, articles)
	mergeAll(t, w)
	w.Close()
	for kill := range 6 {
		cmd := exec.CommandContext(t.Context(), os.Args[0])
		cmd.Env = append(os.Environ(), againDir+"="+dir)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		in := bufio.NewScanner(out)
		for n := 0; n < 9+kill && in.Scan(); n++ {
			if in.Text() != "coded" {
				t.Fatal(in.Text())
			}
		}
		time.Sleep(time.Duration(kill) * time.Millisecond)
		cmd.Process.Kill()
		cmd.Wait()
		sound(t, dir)
	}
	w = open(t, dir)
	if o, err := w.Overview(t.Context()); err != nil || o.Articles != 200 {
		t.Errorf("%+v, %v; want 200 articles", o, err)
	}
	if got := recodeAll(t, w, newer, false, threat); got.Recoded == 0 || got.Recoded > 192 {
		t.Errorf("after kills: %+v, want what is left to be coded", got)
	}
	mergeAll(t, w)
	if dump(t, &w.Store) != dump(t, &whole.Store) || turnsOf(t, w) != turnsOf(t, whole) {
		t.Error("the record or its history differs from an undisturbed one")
	}
	if got, want := eventsText(t, &w.Store), eventsText(t, &whole.Store); got != want {
		t.Error(firstDifference(got, want))
	}
	sound(t, dir)
}

// turnsOf is the turns of a store as text.
func turnsOf(t *testing.T, w *store.Writer) string {
	t.Helper()
	var b strings.Builder
	err := w.Turns(t.Context(), func(before, after *record.Story) error {
		for _, s := range []*record.Story{before, after} {
			line, err := record.Line(s)
			if err != nil {
				return err
			}
			b.Write(line)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}
