package main

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"casus/internal/newsgen"
	"casus/store"
)

var (
	kills    = flag.Int("kills", 12, "how often TestKills kills the program")
	killSeed = flag.Uint64("killseed", 1, "seed of the moments at which TestKills kills")
)

// TestKills kills the program, as kill -9 does, at random moments of taking in,
// merging, coding again, removing and exporting. After each kill the store is sound and what
// was acknowledged is there. The next run goes on, may be killed again, and
// ends in the same export, byte for byte, as a store that nothing disturbed.
func TestKills(t *testing.T) {
	k := newKilling(t, max(80, 4**kills))
	t.Run("steps", func(t *testing.T) {
		for i, step := range k.steps() {
			quota := *kills / len(k.steps())
			if i < *kills%len(k.steps()) {
				quota++
			}
			t.Run(step.name, func(t *testing.T) {
				t.Parallel()
				r := rand.New(rand.NewPCG(*killSeed, uint64(i)))
				kills, halfway, lives := 0, 0, 0
				for ; kills < quota; lives++ {
					n, half := k.live(t, step, r, min(quota-kills, 5))
					kills, halfway = kills+n, halfway+half
				}
				t.Logf("%d kills, %d of them halfway, of %d stores with %d articles", kills, halfway, lives, k.articles)
			})
		}
	})
}

// killing is what all steps share.
type killing struct {
	articles       int
	file           string // that has them
	store          string // that took them in, undisturbed
	outlet         string // that is removed
	lexicon        string // by which it is coded again
	whole, without map[string]string
	recoded        map[string]string
	took           map[string]time.Duration // not killed, by the name of the step
}

// otherLexicon changes what many articles give.
const otherLexicon = `
= condemn/v REJECT 120
  has subj
  has obj
  + Iran condemned Iraq. | IRN > IRQ
  - Iran was calm.

= fight/v MOBILIZE 150
  has subj
  has obj
  + Iran fought Iraq. | IRN > IRQ
  - Iran was calm.
`

// newKilling makes the undisturbed store and its releases, with and without an
// outlet, and coded again.
func newKilling(t *testing.T, articles int) *killing {
	dir, lines := t.TempDir(), heads(t, articles)
	k := &killing{
		articles: articles, file: filepath.Join(dir, "wire.jsonl"), store: filepath.Join(dir, "whole"), outlet: frequent(t, lines),
		lexicon: filepath.Join(dir, "other.txt"), took: map[string]time.Duration{},
	}
	err := errors.Join(os.WriteFile(k.file, []byte(strings.Join(lines, "")), 0o644), os.WriteFile(k.lexicon, []byte(otherLexicon), 0o644))
	if err != nil {
		t.Fatal(err)
	}
	whole := &life{killing: k, store: k.store, out: filepath.Join(dir, "release")}
	less := &life{killing: k, store: filepath.Join(dir, "less")}
	again := &life{killing: k, store: filepath.Join(dir, "again")}
	for _, step := range k.steps() {
		of := whole
		switch step.name {
		case "remove":
			of = less
		case "recode":
			of = again
		}
		if of != whole {
			copyFolder(t, whole.store, of.store)
		}
		begun := time.Now()
		binary(t, of.place(step.first)...)
		k.took[step.name] = time.Since(begun)
	}
	k.whole, k.without, k.recoded = contentOf(t, whole.out), release(t, less.store), release(t, again.store)
	if k.whole["events.csv"] == k.without["events.csv"] || k.whole["events.csv"] == k.recoded["events.csv"] {
		t.Fatalf("without %s, or coded again, there are the same events", k.outlet)
	}
	return k
}

// killed is a command that is killed.
type killed struct {
	name  string
	from  string            // the store that it begins with; empty for none
	first []string          // the command; STORE and OUT stand for folders
	again []string          // what goes on after a kill
	want  map[string]string // what is exported at the end
	took  time.Duration     // moments are drawn from it
}

// steps is what is killed.
func (k *killing) steps() []*killed {
	add := []string{"add", "--store", "STORE", k.file}
	update := []string{"events", "update", "--store", "STORE"}
	recode := []string{"recode", "--store", "STORE", "--lexicon", k.lexicon}
	remove := []string{"remove", "--source", k.outlet, "--why", "a test", "--store", "STORE"}
	write := []string{"export", "--text", "--store", "STORE", "--out", "OUT"}
	return []*killed{
		{"add", "", add, add, k.whole, k.took["add"]},
		{"merge", k.store, append(slices.Clone(update), "--anew"), update, k.whole, k.took["merge"]},
		{"recode", k.store, recode, recode, k.recoded, k.took["recode"]},
		{"remove", k.store, remove, remove, k.without, k.took["remove"]},
		{"export", k.store, write, write, k.whole, k.took["export"]},
	}
}

// live is the life of one store: killed up to so many times, then brought to
// its end. It returns the number of kills, and of those that left the work
// halfway.
func (k *killing) live(t *testing.T, step *killed, r *rand.Rand, quota int) (kills, halfway int) {
	t.Helper()
	dir := t.TempDir()
	l := &life{killing: k, store: filepath.Join(dir, "store"), out: filepath.Join(dir, "release")}
	if step.from != "" {
		copyFolder(t, step.from, l.store)
		l.articles = k.articles
	}
	if step.name == "export" {
		l.publish(t, k.without) // an earlier release, to be replaced
	}
	args := l.place(step.first)
	for kills < quota {
		printed, took, dead := l.kill(t, args, step.took, r)
		if !dead {
			step.took = took // it was quicker
			break
		}
		kills++
		step.took += step.took / 5 // the machine may have more to do now
		if l.survived(t, printed) {
			halfway++
		}
		args = l.place(step.again)
	}
	printed := binary(t, args...)
	if l.survived(t, printed) {
		t.Errorf("the work stands halfway after %v", args)
	}
	if step.name == "export" {
		same(t, contentOf(t, l.out), step.want)
	}
	same(t, release(t, l.store), step.want)
	return kills, halfway
}

// life is one store that is killed.
type life struct {
	*killing
	store, out string
	articles   int  // that a reader has seen
	removed    bool // a reader has seen the tombstone
}

func (l *life) place(words []string) []string {
	var args []string
	for _, w := range words {
		args = append(args, strings.NewReplacer("STORE", l.store, "OUT", l.out).Replace(w))
	}
	return args
}

// kill runs the program and kills it at a moment of the time that it takes. At
// an earlier one a reader looks into the store.
func (l *life) kill(t *testing.T, args []string, within time.Duration, r *rand.Rand) (printed string, took time.Duration, dead bool) {
	t.Helper()
	moment := time.Duration(r.Int64N(int64(within)))
	look := time.Duration(r.Int64N(int64(moment) + 1))
	cmd := exec.CommandContext(t.Context(), "casus", args...)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	begun := time.Now()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(look)
	l.look(t)
	time.Sleep(moment - time.Since(begun))
	cmd.Process.Kill()
	err := cmd.Wait()
	took = time.Since(begun)
	var exit *exec.ExitError
	return out.String(), took, errors.As(err, &exit) && !exit.Exited()
}

// look notes what a reader sees; all of it is acknowledged.
func (l *life) look(t *testing.T) {
	t.Helper()
	s, err := store.Open(t.Context(), l.store, store.Options{})
	var missing *store.MissingError
	var locked *store.LockedError
	if errors.As(err, &missing) || errors.As(err, &locked) { // it is being made
		return
	} else if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	o, err := s.Overview(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	stones, err := s.Tombstones(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	l.articles, l.removed = o.Articles, len(stones) > 0
}

// survived holds that the store is sound, and that it has what a reader has
// seen and what was printed. It returns whether the work stands halfway.
func (l *life) survived(t *testing.T, printed string) (halfway bool) {
	t.Helper()
	if _, err := os.Stat(filepath.Join(l.store, "casus.db")); errors.Is(err, fs.ErrNotExist) && l.articles == 0 && printed == "" {
		return false // killed before there was anything
	}
	before := *l
	l.look(t)
	l.sound(t)
	s, err := store.Open(t.Context(), l.store, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	left, err := s.Unmerged(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	mix, err := s.Mix(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	mixed := len(mix.Programs) > 1
	told := func(words string) bool { return strings.Contains(printed, words) }
	switch {
	case l.articles < before.articles && !l.removed, before.removed && !l.removed:
		t.Fatalf("%d articles, removed %v; a reader had seen %d, %v", l.articles, l.removed, before.articles, before.removed)
	case told("articles added") && l.articles != l.killing.articles, told("removed ") && !l.removed, told("new or changed") && left > 0, told("coded again") && mixed:
		t.Fatalf("%d articles of %d programs, removed %v, %d to be merged; it had said %q", l.articles, len(mix.Programs), l.removed, left, printed)
	case told("; release "):
		same(t, contentOf(t, l.out), l.whole)
	}
	l.releases(t)
	_, part := os.Stat(filepath.Join(filepath.Dir(l.out), ".release.casus-part"))
	return left > 0 || mixed || l.articles > 0 && l.articles < l.killing.articles && !l.removed || part == nil
}

// sound holds that the check finds no damage.
func (l *life) sound(t *testing.T) {
	t.Helper()
	problems, err := store.Check(t.Context(), l.store)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		if p.Kind.Damage() {
			t.Errorf("check: %v", p)
		}
	}
}

// releases holds that an earlier release is whole until the new one is.
func (l *life) releases(t *testing.T) {
	t.Helper()
	dir := l.out
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		dir = filepath.Join(filepath.Dir(dir), ".release.casus-old")
	}
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		return // no export
	}
	if got := contentOf(t, dir); !maps.Equal(got, l.without) {
		same(t, got, l.whole)
	}
}

// publish writes the files of a release.
func (l *life) publish(t *testing.T, files map[string]string) {
	t.Helper()
	err := os.MkdirAll(l.out, 0o755)
	for name, content := range files {
		err = errors.Join(err, os.WriteFile(filepath.Join(l.out, name), []byte(content), 0o644))
	}
	if err != nil {
		t.Fatal(err)
	}
}

// heads is the beginnings of n invented articles as JSON Lines: news from
// several outlets, copies, denials and corrections, close enough to merge.
func heads(t *testing.T, n int) []string {
	t.Helper()
	press, err := newsgen.New(newsgen.Options{Seed: 3, Days: n/20 + 3})
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, a := range press.Articles(n) {
		line, err := json.Marshal(map[string]string{
			"id": fmt.Sprintf("n%d", a.Number), "url": a.URL, "publisher": a.Publisher, "title": a.Title, "language": a.Language,
			"published": a.Published.Format(time.RFC3339), "text": strings.Join(a.Paragraphs[:min(2, len(a.Paragraphs))], "\n\n"),
		})
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, string(line)+"\n")
	}
	return lines
}

// frequent is the outlet with the most articles.
func frequent(t *testing.T, lines []string) string {
	t.Helper()
	n, most := map[string]int{}, ""
	for _, line := range lines {
		var story struct{ Publisher string }
		if err := json.Unmarshal([]byte(line), &story); err != nil {
			t.Fatal(err)
		}
		if n[story.Publisher]++; n[story.Publisher] > n[most] {
			most = story.Publisher
		}
	}
	return most
}

// binary runs the program to its end and returns what it printed. That some
// articles are not in English is no fault.
func binary(t *testing.T, args ...string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "casus", args...)
	var problems bytes.Buffer
	cmd.Stderr = &problems
	out, err := cmd.Output()
	for line := range strings.Lines(problems.String()) {
		if !strings.Contains(line, "only English is coded") {
			t.Fatalf("casus %s: %v\n%s%s", strings.Join(args, " "), err, out, problems.String())
		}
	}
	if err != nil && problems.Len() == 0 {
		t.Fatalf("casus %s: %v", strings.Join(args, " "), err)
	}
	return string(out)
}

// release is what a store exports, with its removals at a day that does not
// change.
func release(t *testing.T, dir string) map[string]string {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(dir, "casus.db"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("UPDATE tombstones SET removed = '2026-03-09T12:00:00Z'"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "release")
	if code, stdout, stderr := call(t.Context(), nil, "export", "--text", "--store", dir, "--out", out); code != exitDone {
		t.Fatalf("export: exit %d\n%s%s", code, stdout, stderr)
	}
	return contentOf(t, out)
}

// contentOf is the files of a folder.
func contentOf(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	entries, err := os.ReadDir(dir)
	for _, e := range entries {
		b, failed := os.ReadFile(filepath.Join(dir, e.Name()))
		files[e.Name()], err = string(b), errors.Join(err, failed)
	}
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// same compares two releases byte for byte.
func same(t *testing.T, got, want map[string]string) {
	t.Helper()
	if len(want) < 20 || len(got) != len(want) {
		t.Errorf("%d files, want %d", len(got), len(want))
	}
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if got[name] != want[name] {
			t.Errorf("%s differs: %d bytes, want %d", name, len(got[name]), len(want[name]))
		}
	}
}

func copyFolder(t *testing.T, from, to string) {
	t.Helper()
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
}
