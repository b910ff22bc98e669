package store_test

import (
	"strings"
	"testing"
	"time"

	"casus/store"
)

// A clock that jumps back, or far ahead, changes nothing: the text that came
// last holds, judgements are taken back in the order in which they were made,
// and the record is that of a store whose clock was right.
func TestClockJumps(t *testing.T) {
	old := feed(6)
	edited := strings.Replace(old, "The talks in Paris failed.", "The talks in Geneva failed.", 1)
	fill := func(days ...time.Time) (dir, record string) {
		dir = t.TempDir()
		for i, day := range days {
			w := openAt(t, dir, day)
			addAll(t, w, code(parse(t, []string{old, edited, old}[i])))
			mergeAll(t, w)
			record = dump(t, &w.Store)
			w.Close()
		}
		sound(t, dir)
		return dir, record
	}
	day := func(year int) time.Time { return time.Date(year, 3, 9, 12, 0, 0, 0, time.UTC) }
	_, want := fill(day(2026), day(2027), day(2028))
	dir, got := fill(day(2026), day(1970), day(2199))
	if got != want {
		t.Error("the record differs where the clock jumps")
	}
	w := open(t, dir)
	id, err := w.Find(t.Context(), "s0")
	if err != nil {
		t.Fatal(err)
	}
	versions, err := w.Versions(t.Context(), id)
	if err != nil || len(versions) != 2 || versions[0].Holds || !versions[1].Holds {
		t.Errorf("versions %+v, %v; want two, the second holding", versions, err)
	}
	runs, err := w.Runs(t.Context())
	if err != nil || len(runs) != 3 || runs[0].ID != "run-1" || runs[2].ID != "run-3" || runs[1].Started >= runs[0].Started {
		t.Errorf("runs %+v, %v; want three in the order in which they were made", runs, err)
	}
	w.Close()
	w = openAt(t, dir, day(2026))
	p, err := w.Events(t.Context(), store.Query{})
	if err != nil || len(p.Hits) < 4 {
		t.Fatalf("%+v, %v; want four events", p, err)
	}
	w.Close()
	for i, year := range []int{2199, 1970} {
		w := openAt(t, dir, day(year))
		if err := w.Join(t.Context(), p.Hits[2*i].Event.ID, p.Hits[2*i+1].Event.ID, "", ""); err != nil {
			t.Fatal(err)
		}
		w.Close()
	}
	w = openAt(t, dir, day(2026))
	if act, err := w.Undo(t.Context()); err != nil || !strings.HasPrefix(act.Made, "1970") {
		t.Errorf("%+v, %v is taken back, want what was judged last", act, err)
	}
	if _, err := w.Remove(t.Context(), store.Target{Document: id}, "a test"); err != nil {
		t.Error(err)
	}
	sound(t, dir)
}

// openAt opens a store for writing with the clock standing still.
func openAt(t *testing.T, dir string, now time.Time) *store.Writer {
	t.Helper()
	w, err := store.OpenWriter(t.Context(), dir, store.Options{Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Close() })
	return w
}
