package store_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"casus/merge"
	"casus/record"
	"casus/store"
)

// wire is invented news in which outlets tell of the same: copies, cuts,
// accounts of their own, denials, plans and corrections, with and without a
// date.
func wire(groups int) string {
	var b strings.Builder
	rand := rand.New(rand.NewPCG(7, uint64(groups)))
	goods := []string{"grain", "steel", "salt", "timber", "copper", "wool", "glass"}
	n := 0
	for g := range groups {
		a, c := states[rand.IntN(4)].name, states[4+rand.IntN(3)].name
		verb, what, day := verbs[rand.IntN(len(verbs))].words, goods[rand.IntN(len(goods))], 1+g%20
		lead := fmt.Sprintf("%s %s %s over %s from the mill at bend %d of the river. ", a, verb, c, what, rand.IntN(3))
		body := lead
		for i := range 12 {
			body += fmt.Sprintf("The %s was counted on pier %d by clerk %d before the tide of evening %d. ", what, g*7+i, g*5+i*3, g+i*11)
		}
		for k := range 1 + rand.IntN(4) {
			text, title := body, "News of the day"
			switch rand.IntN(5) {
			case 0:
				text = body[:len(body)*2/3] + "\n\nSource: Reuters"
			case 1:
				text = lead + fmt.Sprintf("The %s weighed %d stones, a man with a lamp said. Nobody at gate %d slept.", what, g*3+k, g+k*17)
			case 2:
				title = "Correction: news of the day"
			}
			published := fmt.Sprintf("2026-03-%02dT%02d:00:00Z", day+k/2, 6+k*3)
			if g%9 == 8 {
				published = ""
			}
			line, err := json.Marshal(map[string]any{
				"id": fmt.Sprint("w", n), "url": fmt.Sprintf("https://example.org/wire/%d", n), "publisher": fmt.Sprintf("Outlet %d", rand.IntN(6)),
				"title": title, "published": published, "language": "en", "text": text,
			})
			if err != nil {
				panic(err)
			}
			b.Write(append(line, '\n'))
			n++
		}
	}
	return b.String()
}

// wired is coded articles of wire: some reports are planned or denied, and some
// known to the month or the year alone.
func wired(t testing.TB, groups int) []*store.Article { return wiredOf(t, wire(groups)) }

func wiredOf(t testing.TB, stories string) []*store.Article {
	list := code(parse(t, stories))
	for i, a := range list {
		for j := range a.Story.Reports {
			r := &a.Story.Reports[j]
			r.Status = []string{"occurred", "occurred", "planned", "occurred", "denied", "ongoing", "occurred"}[(i/3)%7]
			switch i % 16 {
			case 3, 4:
				r.Date = new("2019")
			case 10:
				r.Date = new("2026-02")
			}
			if i%11 == 0 {
				n := i%5 + 2
				r.Killed = &record.Number{Text: fmt.Sprint(n), Min: &n, Max: &n}
			}
		}
	}
	return list
}

func mergeAll(t testing.TB, w *store.Writer) store.Merged {
	t.Helper()
	done, err := w.Merge(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return done
}

// merged is a store that took articles in and merged them.
func merged(t testing.TB, list []*store.Article) *store.Writer {
	t.Helper()
	w := open(t, t.TempDir())
	addAll(t, w, list)
	mergeAll(t, w)
	return w
}

// eventsText is all events with sources and links, one a line, in the order of
// their ids.
func eventsText(t testing.TB, s *store.Store) string {
	t.Helper()
	page, err := s.Events(t.Context(), store.Query{})
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, h := range page.Hits {
		lines = append(lines, eventLine(h.Event))
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

func eventLine(e *store.Event) string {
	b, err := json.Marshal(e)
	if err != nil {
		panic(err)
	}
	line := fmt.Sprintf("%s %q %d", b, e.Sources, e.Articles)
	for _, m := range e.Reports {
		line += fmt.Sprintf(" %s %s %s %s;", m.Document, m.Source, m.CopyOf, m.CopyWhy)
	}
	return line + fmt.Sprintf(" %+v", e.Links)
}

// wholeText is what package merge makes of all articles at once, in the same
// form.
func wholeText(list []*store.Article, judged []merge.Judgement) (text string, counts merge.Counts, links int) {
	var stories []*record.Story
	for _, a := range list {
		stories = append(stories, a.Story)
	}
	r := merge.Stories(stories, judged)
	var lines []string
	for i := range r.Events {
		e := &r.Events[i]
		line := fmt.Sprintf("%s %s %s %s %d %q", e.ID, e.Kind, e.Type, e.Status, len(e.Members), e.Sources)
		for _, m := range e.Members {
			line += fmt.Sprintf(" %s %s %d %s;", m.Report.ID, m.With, m.Points, m.Why)
		}
		for _, l := range r.Links {
			if l.From == e.ID {
				line += fmt.Sprintf(" %s %s %s", l.Kind, l.To, l.Why)
			}
		}
		lines = append(lines, line)
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n"), r.Counts, len(r.Links)
}

// asWhole is the events of a store in the form of wholeText.
func asWhole(t testing.TB, s *store.Store) (string, merge.Counts) {
	t.Helper()
	page, err := s.Events(t.Context(), store.Query{})
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, h := range page.Hits {
		e := h.Event
		line := fmt.Sprintf("%s %s %s %s %d %q", e.ID, e.Kind, e.Type, e.Status, len(e.Reports), e.Sources)
		for _, m := range e.Reports {
			line += fmt.Sprintf(" %s %s %d %s;", m.Report, m.With, m.Points, m.Why)
		}
		for _, l := range e.Links {
			if !l.Back {
				line += fmt.Sprintf(" %s %s %s", l.Kind, l.Event, l.Why)
			}
		}
		lines = append(lines, line)
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n"), merge.Counts{
		Events: page.Events, Denied: page.Denied, Corrections: page.Corrections, Reports: page.Reports, Articles: page.Articles, Sources: page.Sources,
	}
}

// In any order and any number of runs, merged after each or at the end, the
// store has the events that package merge makes of everything at once.
func TestMerge(t *testing.T) {
	list := wired(t, 60)
	want, counts, links := wholeText(list, nil)
	if counts.Events < 20 || counts.Denied == 0 || counts.Corrections == 0 || links < 5 || counts.Reports < counts.Events*3/2 {
		t.Fatalf("the articles are too plain: %+v, %d links", counts, links)
	}
	var first string
	for seed := range uint64(5) {
		order := slices.Clone(list)
		r := rand.New(rand.NewPCG(seed, 1))
		if seed > 0 {
			r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		}
		dir := t.TempDir()
		w := open(t, dir)
		for len(order) > 0 {
			n := min(len(order), 1+int(seed)*r.IntN(60))
			if seed == 0 {
				n = len(order)
			}
			addAll(t, w, order[:n])
			order = order[n:]
			if seed%2 == 1 {
				mergeAll(t, w)
			}
		}
		mergeAll(t, w)
		got, have := asWhole(t, &w.Store)
		if got != want {
			t.Errorf("order %d: %s", seed, firstDifference(got, want))
		}
		if have != counts {
			t.Errorf("order %d: counts %+v, want %+v", seed, have, counts)
		}
		text := eventsText(t, &w.Store)
		if first == "" {
			first = text
		}
		if text != first {
			t.Errorf("order %d: %s", seed, firstDifference(text, first))
		}
		if again := mergeAll(t, w); again != (store.Merged{}) {
			t.Errorf("nothing came, and merging did %+v", again)
		}
		if _, err := w.Remerge(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		if text := eventsText(t, &w.Store); text != first {
			t.Errorf("order %d, made anew: %s", seed, firstDifference(text, first))
		}
		sound(t, dir)
		w.Close()
	}
}

// firstDifference is the first line in which two texts differ.
func firstDifference(got, want string) string {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range max(len(a), len(b)) {
		var x, y string
		if i < len(a) {
			x = a[i]
		}
		if i < len(b) {
			y = b[i]
		}
		if x != y {
			return fmt.Sprintf("line %d of %d and %d\ngot  %s\nwant %s", i+1, len(a), len(b), x, y)
		}
	}
	return "no difference"
}

// What is removed leaves its events, an edited or recoded article changes
// them, and what is left is what the rest alone would give.
func TestMergeChanges(t *testing.T) {
	list := wired(t, 40)
	w := merged(t, list)
	r := rand.New(rand.NewPCG(3, 3))
	for step := range 12 {
		n := r.IntN(len(list))
		switch step % 3 {
		case 0: // out
			if _, err := w.Remove(t.Context(), store.Target{Document: list[n].Document.ID}, "a test"); err != nil {
				t.Fatal(err)
			}
			list = slices.Delete(list, n, n+1)
		case 1: // coded anew, without its first report
			a := list[n]
			a.Story.Versions.Lexicon = fmt.Sprint("sha256:", step)
			if len(a.Story.Reports) > 0 {
				a.Story.Reports = a.Story.Reports[1:]
			}
			addAll(t, w, list[n:n+1])
		case 2: // edited
			a := code(parse(t, strings.Split(wire(40), "\n")[n]+"\n"))[0]
			a = code(parse(t, fmt.Sprintf(`{"url":%q,"publisher":"Outlet 9","title":"Anew","published":"2026-03-09","language":"en","text":%q}`+"\n", list[n].Document.ID, "The day was long. "+a.Story.Text)))[0]
			if a.Document.ID != list[n].Document.ID {
				t.Fatalf("edited %s is %s", list[n].Document.ID, a.Document.ID)
			}
			list[n] = a
			addAll(t, w, list[n:n+1])
		}
		sound(t, w.Dir()) // also before merging
		mergeAll(t, w)
		want, counts, _ := wholeText(list, nil)
		got, have := asWhole(t, &w.Store)
		if got != want || have != counts {
			t.Fatalf("step %d: %s\ncounts %+v, want %+v", step, firstDifference(got, want), have, counts)
		}
	}
	sound(t, w.Dir())
}

// An interrupted merging goes on where it stopped.
func TestMergeInterrupted(t *testing.T) {
	list := wired(t, 50)
	whole := merged(t, list)
	dir := t.TempDir()
	w := open(t, dir)
	addAll(t, w, list)
	stops := 0
	for {
		ctx, cancel := context.WithCancel(t.Context())
		_, err := w.MergeBy(ctx, 20, 25, func(int) { cancel() })
		cancel()
		if err == nil {
			break
		}
		stops++
		sound(t, dir)
		w.Close()
		w = open(t, dir)
	}
	if stops < 8 {
		t.Errorf("stopped %d times, want more", stops)
	}
	if got, want := eventsText(t, &w.Store), eventsText(t, &whole.Store); got != want {
		t.Error(firstDifference(got, want))
	}
}

// mergingChild merges and prints a line after each transaction.
func mergingChild(dir string) {
	w, err := store.OpenWriter(context.Background(), dir, clock)
	if err == nil {
		_, err = w.MergeBy(context.Background(), 6, 8, func(left int) { fmt.Println(left) })
	}
	if err != nil {
		fmt.Println(err)
	}
}

// A merging that is killed at any moment, also in the middle of a transaction,
// leaves a sound store that the next one completes.
func TestKillMerge(t *testing.T) {
	list := wired(t, 50)
	whole := merged(t, list)
	dir := t.TempDir()
	w := open(t, dir)
	addAll(t, w, list)
	w.Close()
	r := rand.New(rand.NewPCG(5, 5))
	for kill := range 8 {
		cmd := exec.CommandContext(t.Context(), os.Args[0])
		cmd.Env = append(os.Environ(), mergeDir+"="+dir)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		in := bufio.NewScanner(out)
		for n := 0; n < 1+kill%3 && in.Scan(); n++ {
			if _, err := strconv.Atoi(in.Text()); err != nil {
				t.Fatal(in.Text())
			}
		}
		time.Sleep(time.Duration(r.IntN(20)) * time.Millisecond)
		cmd.Process.Kill()
		cmd.Wait()
		sound(t, dir)
	}
	w = open(t, dir)
	mergeAll(t, w)
	if got, want := eventsText(t, &w.Store), eventsText(t, &whole.Store); got != want {
		t.Error(firstDifference(got, want))
	}
	sound(t, dir)
}

// Judgements win, outlive recoding and the return of what was removed, and can
// be taken back.
func TestSplitJoin(t *testing.T) {
	list := wired(t, 20)
	w := merged(t, list)
	plain := eventsText(t, &w.Store)
	page, err := w.Events(t.Context(), store.Query{})
	if err != nil {
		t.Fatal(err)
	}
	var big, other *store.Event
	for _, h := range page.Hits {
		switch {
		case len(h.Reports) >= 3 && big == nil:
			big = h.Event
		case h.Kind == "event":
			other = h.Event
		}
	}
	if big == nil || other == nil {
		t.Fatal("no event to split")
	}
	part := big.Reports[1].Report
	if err := w.Split(t.Context(), big.ID, []string{part}, "ann", "another mill"); err != nil {
		t.Fatal(err)
	}
	sound(t, w.Dir())
	mergeAll(t, w)
	if e, err := w.Event(t.Context(), part); err != nil || e.ID == big.ID {
		t.Errorf("split off %s: %+v, %v", part, e, err)
	}
	if err := w.Join(t.Context(), other.ID, part, "bob", "seen there"); err != nil {
		t.Fatal(err)
	}
	mergeAll(t, w)
	judged := eventsText(t, &w.Store)
	check := func(when string) {
		t.Helper()
		e, err := w.Event(t.Context(), part)
		if err != nil {
			t.Fatal(err)
		}
		o, err := w.Event(t.Context(), other.Reports[0].Report)
		if err != nil {
			t.Fatal(err)
		}
		if e.ID != o.ID || !slices.ContainsFunc(e.Reports, func(m store.Member) bool { return m.Judge == "bob" }) {
			t.Errorf("%s: %s stands in %s, %s in %s; want one event, joined by bob", when, part, e.ID, other.ID, o.ID)
		}
		if text := eventsText(t, &w.Store); text != judged {
			t.Errorf("%s: %s", when, firstDifference(text, judged))
		}
	}
	check("judged")
	for _, a := range list {
		a.Story.Versions.Lexicon = "sha256:another"
	}
	addAll(t, w, list)
	sound(t, w.Dir())
	mergeAll(t, w)
	check("coded again")
	if err := w.Exec("DELETE FROM tombstones"); err != nil {
		t.Fatal(err)
	}
	for _, a := range list[:len(list)/2] {
		if _, err := w.Remove(t.Context(), store.Target{Document: a.Document.ID}, ""); err != nil {
			t.Fatal(err)
		}
	}
	mergeAll(t, w)
	if err := w.Exec("DELETE FROM tombstones"); err != nil {
		t.Fatal(err)
	}
	addAll(t, w, list)
	mergeAll(t, w)
	check("removed and back")
	if _, err := w.Remerge(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	check("made anew")
	for _, want := range []string{"bob", "ann"} {
		if act, err := w.Undo(t.Context()); err != nil || act.Judge != want {
			t.Fatalf("undo %+v, %v; want that of %s", act, err, want)
		}
		mergeAll(t, w)
	}
	if text := eventsText(t, &w.Store); text != plain {
		t.Errorf("taken back: %s", firstDifference(text, plain))
	}
	if _, err := w.Undo(t.Context()); err != store.ErrNotFound {
		t.Errorf("nothing to undo: %v", err)
	}
	acts, err := w.Acts(t.Context())
	if err != nil || len(acts) != 2 || acts[0].Same || !acts[1].Same || acts[0].Undone == "" || acts[0].Why != "another mill" {
		t.Errorf("acts %+v, %v", acts, err)
	}
	sound(t, w.Dir())
}

// An id that merging retired leads to the event that has its reports.
func TestRetired(t *testing.T) {
	list := wired(t, 30)
	w := merged(t, list)
	page, err := w.Events(t.Context(), store.Query{})
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(page.Hits, func(h store.EventHit) bool {
		return len(h.Reports) > 2 && h.Reports[0].Document != h.Reports[1].Document
	})
	e := page.Hits[at]
	if _, err := w.Remove(t.Context(), store.Target{Document: e.Reports[0].Document}, ""); err != nil {
		t.Fatal(err)
	}
	mergeAll(t, w)
	now, err := w.Event(t.Context(), e.ID)
	if err != nil || now.ID == e.ID || now.Reports[0].Report != e.Reports[1].Report {
		t.Errorf("%s leads to %+v, %v; want the event of %s", e.ID, now, err, e.Reports[1].Report)
	}
	for _, words := range []string{now.ID, now.ID[:10], now.Reports[1].Report} {
		if got, err := w.Event(t.Context(), words); err != nil || got.ID != now.ID {
			t.Errorf("%s: %v, want %s", words, err, now.ID)
		}
	}
	for _, words := range []string{"e_", "e_0000", "", "r_", "x"} {
		if _, err := w.Event(t.Context(), words); err != store.ErrNotFound {
			t.Errorf("%q: %v, want ErrNotFound", words, err)
		}
	}
}
