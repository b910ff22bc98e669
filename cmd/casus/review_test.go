package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"casus/ontology"
	"casus/review"
	"casus/store"
)

// desk is a store with a review that somebody sits at.
func desk(t testing.TB, articles int) (*store.Store, *review.Review) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "store")
	if code, stdout, stderr := call(t.Context(), strings.NewReader(wire(articles)), "add", "--store", dir, "-"); code == exitUse {
		t.Fatalf("add: exit %d\n%s%s", code, stdout, stderr)
	}
	s, err := store.Open(t.Context(), dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	r, err := review.Open(dir, review.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close(); s.Close() })
	return s, r
}

// press gives keys to a screen and returns what it showed and the judgements.
func press(t *testing.T, s *store.Store, r *review.Review, plan review.Plan, keys string) (string, []string) {
	t.Helper()
	sample := r.Current(plan.Design == review.Articles)
	if sample == nil {
		var err error
		if sample, err = r.Draw(t.Context(), s, plan); err != nil {
			t.Fatal(err)
		}
	}
	deck, err := r.Deck(t.Context(), s, sample, 1, "ana")
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	st := &stage{ctx: t.Context(), stdout: &out, stderr: &out}
	// One chunk a key, as a terminal sends them; "^" stands for an arrow.
	var chunks [][]byte
	for _, k := range keys {
		switch k {
		case '^':
			chunks = append(chunks, []byte("\x1b[A"))
		default:
			chunks = append(chunks, []byte(string(k)))
		}
	}
	sc := &screen{table: &table{st: st, deck: deck, review: r}, keyboard: &keyboard{in: &typist{chunks}}, out: &out}
	if err := sc.run(); err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, c := range sample.Cards {
		if j := r.Judged(sample, 1, c.ID); j != nil {
			said = append(said, fmt.Sprint(j.Verdict, j.Wrong, j.Missed, len(j.False)))
		}
	}
	return out.String(), said
}

type typist struct{ chunks [][]byte }

func (y *typist) Read(p []byte) (int, error) {
	if len(y.chunks) == 0 {
		return 0, nil // the end
	}
	n := copy(p, y.chunks[0])
	y.chunks = y.chunks[1:]
	return n, nil
}

func TestReviewKeys(t *testing.T) {
	plan := review.Plan{Design: review.Random, Size: 3, Seed: 1}
	for _, tt := range []struct {
		name, keys string
		want       []string
		shows      string
	}{
		{"one key a judgement", "ax2", []string{"right[] 0 0", "no-event[] 0 0", "wrong[actor] 0 0"}, "All 3 are judged."},
		{"capitals", "A", []string{"right[] 0 0"}, "Last: all right."},
		{"several, and one taken away", "m316" + "3\r", []string{"wrong[type date] 0 0"}, "wrong: recipient, type, date"},
		{"thought better of several", "m3\x1bu", []string{"unsure[] 0 0"}, ""},
		{"several of none", "m\ra", []string{"right[] 0 0"}, ""},
		{"undo", "xxzza", []string{"right[] 0 0"}, "Taken back; judge it again."},
		{"nothing to undo", "z", nil, "Nothing to take back."},
		{"undo at the end", "aaazx", []string{"right[] 0 0", "right[] 0 0", "no-event[] 0 0"}, ""},
		{"keys without a meaning", "^8é\x0c\r a", []string{"right[] 0 0"}, ""},
		{"help judges nothing", "?a?x", nil, "What counts as right"},
		{"the whole text judges nothing", "t ba", nil, "Talks number"},
		{"stop", "aqx", []string{"right[] 0 0"}, ""},
		{"Ctrl-C", "a\x03x", []string{"right[] 0 0"}, ""},
	} {
		s, r := desk(t, 4)
		screen, said := press(t, s, r, plan, tt.keys)
		if fmt.Sprint(said) != fmt.Sprint(tt.want) {
			t.Errorf("%s: judged %v, want %v", tt.name, said, tt.want)
		}
		if !strings.Contains(screen, tt.shows) {
			t.Errorf("%s: no %q in\n%s", tt.name, tt.shows, screen)
		}
		for _, never := range []string{"onfidence", "by the rule", "entry "} {
			if strings.Contains(screen, never) {
				t.Errorf("%s: the screen has %q", tt.name, never)
			}
		}
	}
}

func TestReviewArticleKeys(t *testing.T) {
	plan := review.Plan{Design: review.Articles, Size: 3, Seed: 1}
	for _, tt := range []struct {
		name, keys string
		want       []string
	}{
		{"missed", "\r++\r", []string{"read[] 0 0", "read[] 2 0"}},
		{"one less, never below none", "+--+\r", []string{"read[] 1 0"}},
		{"no event", "x1\r\r", []string{"read[] 0 1"}},
		{"no event after all", "x1\rx1\r\r", []string{"read[] 0 0"}},
		{"a number that is not there", "x9\r\r", []string{"read[] 0 0"}},
		{"corrected number", "x9\x7f1\r\r", []string{"read[] 0 1"}},
		{"pages and help", " b?a\r", []string{"read[] 0 0"}},
		{"unsure", "u", []string{"unsure[] 0 0"}},
		{"undo", "+\rz\r", []string{"read[] 0 0"}},
		{"stop", "+q", nil},
	} {
		s, r := desk(t, 4)
		if screen, said := press(t, s, r, plan, tt.keys); fmt.Sprint(said) != fmt.Sprint(tt.want) {
			t.Errorf("%s: judged %v, want %v\n%s", tt.name, said, tt.want, screen)
		}
	}
}

// The next card is there within a tenth of a second, the judgement on the
// disk. The bound of the test leaves room for a machine that is busy.
func TestReviewSpeed(t *testing.T) {
	s, r := desk(t, 60)
	for _, plan := range []review.Plan{{Design: review.PerType, Size: 20, Seed: 1}} {
		begun := time.Now()
		press(t, s, r, plan, strings.Repeat("a", 40))
		if each := time.Since(begun) / 40; each > 100*time.Millisecond {
			t.Errorf("%s: %v a card, want 100ms at most", plan.Design, each)
		} else {
			t.Logf("%s: %v a card", plan.Design, each)
		}
	}
}

// Every event type has a gloss on its card.
func TestGlosses(t *testing.T) {
	for _, k := range ontology.Types() {
		if glosses[k.String()] == "" {
			t.Errorf("%s has none", k)
		}
	}
	if len(glosses) != len(ontology.Types()) {
		t.Errorf("%d glosses for %d types", len(glosses), len(ontology.Types()))
	}
}

// In a folder that cannot be written nothing is judged, and it is said why.
func TestReviewReadOnly(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root can write everywhere")
	}
	s, r := desk(t, 2)
	r.Close()
	if err := os.Chmod(s.Dir(), 0o555); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(s.Dir(), 0o755)
	if code, _, stderr := call(t.Context(), strings.NewReader("a\n"), "review", "--store", s.Dir()); code != exitProblems || !strings.Contains(stderr, "cannot be written") {
		t.Errorf("exit %d, %s", code, stderr)
	}
}
