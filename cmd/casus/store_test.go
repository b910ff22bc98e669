package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"casus/record"
	"casus/store"
)

// call runs a command line and returns exit code, output and messages.
func call(ctx context.Context, stdin io.Reader, args ...string) (code int, stdout, stderr string) {
	var out, problems bytes.Buffer
	if stdin == nil {
		stdin = strings.NewReader("")
	}
	code = execute(ctx, args, stdin, &out, &problems)
	return code, out.String(), problems.String()
}

// wire is invented news as JSON Lines, with a broken line and a Russian story.
func wire(n int) string {
	pairs := [][2]string{{"Russia", "Ukraine"}, {"Israel", "Iran"}, {"China", "Japan"}, {"India", "Pakistan"}}
	verbs := []string{"attacked", "condemned", "threatened", "signed an agreement with"}
	var b strings.Builder
	for i := range n {
		p := pairs[i%4]
		text := fmt.Sprintf("%s %s %s on Monday, the foreign ministry said. Talks number %d were held in Geneva.", p[0], verbs[i/4%4], p[1], i)
		fmt.Fprintf(&b, `{"id":"w%d","url":"https://wire.example/%d","publisher":"Wire","title":"Story %d","published":"2026-03-%02d","language":"en","text":%q}`+"\n", i, i, i, i%28+1, text)
	}
	b.WriteString("{\"id\": \"cut\n")
	b.WriteString(`{"id":"ru","url":"https://wire.example/ru","published":"2026-03-04","text":"Министры встретились в Женеве в понедельник и обсудили поставки зерна, сообщил представитель министерства."}` + "\n")
	return b.String()
}

// rowsOf is the record of a store as JSON Lines.
func rowsOf(t *testing.T, dir string) string {
	t.Helper()
	s, err := store.Open(t.Context(), dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var b strings.Builder
	err = s.Stories(t.Context(), func(st *record.Story) error {
		line, err := record.Line(st)
		b.Write(line)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	problems, err := s.Check(t.Context())
	for _, p := range problems {
		if p.Kind.Damage() {
			t.Errorf("check: %v", p)
		}
	}
	if err != nil {
		t.Error(err)
	}
	return b.String()
}

// The same articles make the same store with any number of workers, twice in a
// row, and after an interruption.
func TestAddSameBytes(t *testing.T) {
	file := filepath.Join(t.TempDir(), "wire.jsonl")
	if err := os.WriteFile(file, []byte(wire(150)), 0o644); err != nil {
		t.Fatal(err)
	}
	var want string
	for _, workers := range []string{"1", "8"} {
		dir := filepath.Join(t.TempDir(), "store")
		code, stdout, stderr := call(t.Context(), nil, "add", "--store", dir, "--workers", workers, file)
		if code != exitProblems || !strings.Contains(stdout, "151 articles added, 1 not readable, 1 not in English") ||
			strings.Count(stderr, "\n") != 2 || !strings.Contains(stderr, "wire.jsonl:151:") {
			t.Fatalf("add with %s workers: exit %d\n%s%s", workers, code, stdout, stderr)
		}
		got := rowsOf(t, dir)
		if want == "" {
			want = got
		}
		if got != want {
			t.Errorf("%s workers make another store", workers)
		}
		code, stdout, stderr = call(t.Context(), nil, "add", "--store", dir, "--workers", workers, file)
		if code != exitProblems || !strings.Contains(stdout, "0 articles added, 151 known and passed over, 1 not readable") {
			t.Errorf("add again: exit %d\n%s%s", code, stdout, stderr)
		}
		if rowsOf(t, dir) != want {
			t.Error("adding again changed the store")
		}
	}

	dir := filepath.Join(t.TempDir(), "store")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	lines := strings.SplitAfter(wire(150), "\n")
	stop := &stopper{in: strings.NewReader(strings.Join(lines[:100], "")), stop: cancel}
	code, stdout, stderr := call(ctx, stop, "add", "--store", dir, "-")
	if code != exitProblems || !strings.Contains(stderr, "goes on where it stopped") {
		t.Errorf("interrupted: exit %d\n%s%s", code, stdout, stderr)
	}
	if code, stdout, stderr = call(t.Context(), nil, "add", "--store", dir, file); code != exitProblems {
		t.Errorf("after the interruption: exit %d\n%s%s", code, stdout, stderr)
	}
	if rowsOf(t, dir) != want {
		t.Error("the store differs after an interruption")
	}
}

// stopper interrupts when its input ends.
type stopper struct {
	in   io.Reader
	stop func()
}

func (s *stopper) Read(p []byte) (int, error) {
	n, err := s.in.Read(p)
	if err == io.EOF {
		s.stop()
	}
	return n, err
}

// What show prints as JSON is what code prints.
func TestShow(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "store")
	story := strings.Join(strings.SplitAfter(wire(20), "\n")[:20], "")
	if code, stdout, stderr := call(t.Context(), strings.NewReader(story), "add", "--store", dir, "-"); code != exitDone {
		t.Fatalf("add: exit %d\n%s%s", code, stdout, stderr)
	}
	_, coded, _ := call(t.Context(), strings.NewReader(story), "code", "--json", "-")
	for i, want := range strings.SplitAfter(coded, "\n")[:20] {
		for _, id := range []string{"w" + strconv.Itoa(i), "https://wire.example/" + strconv.Itoa(i), "https://wire.example/" + strconv.Itoa(i) + "?utm_source=x#top"} {
			if code, got, stderr := call(t.Context(), nil, "show", "--store", dir, "--json", id); code != exitDone || got != want {
				t.Errorf("show %s: exit %d\ngot  %swant %s%s", id, code, got, want, stderr)
			}
		}
	}
	var first record.Story
	if err := json.Unmarshal([]byte(coded[:strings.Index(coded, "\n")]), &first); err != nil || len(first.Reports) == 0 {
		t.Fatalf("no report in %s: %v", coded[:strings.Index(coded, "\n")], err)
	}
	id := first.Reports[0].ID
	tests := []struct {
		args string
		code int
		want []string
	}{
		{"", 0, []string{"articles read: 20", "published: 2026-03-01 to 2026-03-20", "languages: en 20", "run-1: "}},
		{id, 0, []string{"Story 0", id, "1 report of 1 event in 1 article from 1 independent source; articles read: 20"}},
		{id[:12], 0, []string{id}},
		{"--trace " + id, 0, []string{"entry ", "by the rule"}},
		{"RUS-UKR", 0, []string{"5 reports of 5 events in 5 articles from 1 independent source; articles read: 20"}},
		{"ukr-rus", 0, []string{"5 reports of 5 events in 5 articles from 1 independent source; articles read: 20"}},
		{"--limit=1 UKR", 0, []string{"the newest 1 are shown; --limit 0 shows all"}},
		{"Ukraine", 0, []string{"Ukraine is UKR in the record", "articles read: 20"}},
		{"w3", 0, []string{"Story 3", "version 1 of 1"}},
		{"--text=geneva", 0, []string{"20 sentences in 20 articles"}},
		{"--text=NEAR(", 1, []string{"no sentence has all the words"}},
		{"--text=*", 2, []string{"--text wants words"}},
		{"NAM", 1, []string{`no report matches "NAM"; articles read: 20; the store has`}},
		{"UKRR", 1, []string{"near it: UKR"}},
		{"--limit=-1", 2, []string{"--limit wants 0 or more"}},
		{"--text=a w3", 2, []string{"not both"}},
	}
	for _, tt := range tests {
		code, stdout, stderr := call(t.Context(), nil, append([]string{"show", "--store", dir}, strings.Fields(tt.args)...)...)
		if code != tt.code {
			t.Errorf("show %s: exit %d, want %d", tt.args, code, tt.code)
		}
		for _, want := range tt.want {
			if !strings.Contains(stdout+stderr, want) {
				t.Errorf("show %s: no %q in\n%s%s", tt.args, want, stdout, stderr)
			}
		}
	}
}

func TestStoreUse(t *testing.T) {
	nowhere := filepath.Join(t.TempDir(), "nowhere")
	if code, _, stderr := call(t.Context(), nil, "show", "--store", nowhere); code != exitUse || !strings.Contains(stderr, "there is no store here") {
		t.Errorf("show without a store: exit %d, %s", code, stderr)
	}
	if _, err := os.Stat(nowhere); err == nil {
		t.Error("show made a store")
	}
	if code, _, stderr := call(t.Context(), nil, "add", "--store", nowhere); code != exitUse || !strings.Contains(stderr, "path") {
		t.Errorf("add without a path: exit %d, %s", code, stderr)
	}
	dir := t.TempDir()
	w, err := store.OpenWriter(t.Context(), dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	code, _, stderr := call(t.Context(), strings.NewReader(wire(1)), "add", "--store", dir, "-")
	if want := fmt.Sprintf("another process (%d) is writing", os.Getpid()); code != exitProblems || !strings.Contains(stderr, want) {
		t.Errorf("second writer: exit %d, %s; want %q", code, stderr, want)
	}
}

func TestRemove(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "store")
	stories := strings.Join(strings.SplitAfter(wire(3), "\n")[:3], "")
	call(t.Context(), strings.NewReader(stories), "add", "--store", dir, "-")
	tests := []struct {
		args []string
		code int
		want string
	}{
		{[]string{"https://wire.example/1?utm_source=x", "--why", "asked for"}, 0, "removed 1 article with"},
		{[]string{"https://wire.example/1", "--why", "asked for"}, 1, "is not in the store"},
		{[]string{"--source", "WIRE", "--why", "end of the licence"}, 0, "removed 2 articles with"},
		{[]string{"--why", "nothing"}, 2, "give the address or id"},
		{[]string{"w1"}, 2, "--why"},
	}
	for _, tt := range tests {
		code, stdout, stderr := call(t.Context(), nil, append([]string{"remove", "--store", dir}, tt.args...)...)
		if code != tt.code || !strings.Contains(stdout+stderr, tt.want) {
			t.Errorf("remove %v: exit %d, want %d with %q\n%s%s", tt.args, code, tt.code, tt.want, stdout, stderr)
		}
	}
	if _, stdout, _ := call(t.Context(), strings.NewReader(stories), "add", "--store", dir, "-"); !strings.Contains(stdout, "0 articles added, 3 removed before and passed over") {
		t.Errorf("add again: %s", stdout)
	}
}
