package store_test

import (
	"bufio"
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"casus/doc"
	"casus/record"
	"casus/source"
	"casus/store"
)

// There is one writer; readers see what it has acknowledged.
func TestOneWriter(t *testing.T) {
	dir := t.TempDir()
	articles := code(parse(t, feed(3)))
	w := open(t, dir)
	r := begin(t, w, versions, 2)
	for _, a := range articles {
		if _, err := r.Add(t.Context(), a); err != nil {
			t.Fatal(err)
		}
	}
	_, err := store.OpenWriter(t.Context(), dir, store.Options{})
	var locked *store.LockedError
	if !errors.As(err, &locked) || locked.PID != os.Getpid() || !strings.Contains(err.Error(), strconv.Itoa(os.Getpid())) {
		t.Errorf("second writer: %v, want a *LockedError that names process %d", err, os.Getpid())
	}
	s, err := store.Open(t.Context(), dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if o, err := s.Overview(t.Context()); err != nil || o.Articles != 2 {
		t.Errorf("a reader sees %+v, %v; want the batch of 2", o, err)
	}
	if err := r.End(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	w.Close()
	open(t, dir)
}

// The lock file of a dead process is no lock.
func TestStaleLock(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "writer.lock"), []byte("1\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	open(t, dir)
}

func TestOpenErrors(t *testing.T) {
	newer := t.TempDir()
	open(t, newer).Close()
	damage(t, newer, "PRAGMA user_version = 99")
	garbage := t.TempDir()
	if err := os.WriteFile(filepath.Join(garbage, "casus.db"), bytes.Repeat([]byte("no database "), 1000), 0o644); err != nil {
		t.Fatal(err)
	}
	missing := filepath.Join(t.TempDir(), "nowhere")
	is := func(target error) func(error) bool { return func(err error) bool { return errors.Is(err, target) } }
	tests := []struct {
		name, dir string
		write     bool
		want      func(error) bool
		words     string
	}{
		{"missing", missing, false, func(err error) bool { var e *store.MissingError; return errors.As(err, &e) }, "no store here"},
		{"newer", newer, false, func(err error) bool { var e *store.VersionError; return errors.As(err, &e) }, "use a newer casus"},
		{"newer, to write", newer, true, func(err error) bool { var e *store.VersionError; return errors.As(err, &e) }, "use a newer casus"},
		{"garbage", garbage, false, is(store.ErrDamaged), "damaged or no store"},
		{"garbage, to write", garbage, true, is(store.ErrDamaged), "damaged or no store"},
	}
	for _, tt := range tests {
		var err error
		if tt.write {
			_, err = store.OpenWriter(t.Context(), tt.dir, store.Options{})
		} else {
			_, err = store.Open(t.Context(), tt.dir, store.Options{})
		}
		if err == nil || !tt.want(err) || !strings.Contains(err.Error(), tt.words) {
			t.Errorf("%s: got %v, want %q", tt.name, err, tt.words)
		}
	}
	if _, err := os.Stat(missing); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("looking for a store made %s", missing)
	}
}

// again codes the first article of a store of version 1 another time, by
// another program.
const again = `
INSERT INTO programs VALUES (2, '{"casus":"0.2.0","model":"","lexicon":"","places":""}');
INSERT INTO codings SELECT 3, version, 2, run, outcome, reports, statements, set_aside, sentences, words, record FROM codings WHERE id = 1;
INSERT INTO reports SELECT 3, 3, n, report, type, mode, status, background, date, date_end, day, country, attribution, source_kind FROM reports WHERE id = 1;
INSERT INTO parties SELECT code, day, 3, side FROM parties WHERE report = 1;
INSERT INTO dyads SELECT actor, recipient, day, 3 FROM dyads WHERE report = 1;
INSERT INTO statements SELECT 3, 3, n, actor, country, direct FROM statements WHERE id = 1;
INSERT INTO set_aside SELECT 3, reason, number FROM set_aside WHERE coding = 1;
UPDATE documents SET coding = 3 WHERE id = 1;
`

// Stores of version 1, written down as SQL, also with a coding that no longer
// holds, and of the versions that the next steps made of it, are migrated on
// the first use; then their reports are merged.
func TestMigrate(t *testing.T) {
	read := func(name string) string {
		script, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		return string(script)
	}
	var scripts []string
	for _, script := range []string{read("testdata/version1.sql"), read("testdata/version1.sql") + again} {
		scripts = append(scripts, script)
		for i, name := range []string{"0002_search", "0003_events", "0004_fetch", "0005_lookup", "0006_history", "0007_blocks"} {
			script += read("schema/"+name+".sql") + fmt.Sprintf("PRAGMA user_version = %d;", i+2)
			scripts = append(scripts, script)
		}
	}
	if want := 2 * (store.SchemaVersion - 1); len(scripts) != want {
		t.Fatalf("%d stores of older versions, want %d", len(scripts), want)
	}
	for _, script := range scripts {
		for _, write := range []bool{false, true} {
			dir := t.TempDir()
			damage(t, dir, script)
			s, w := new(store.Store), new(store.Writer)
			var err error
			if write {
				w = open(t, dir)
				s = &w.Store
			} else if s, err = store.Open(t.Context(), dir, store.Options{}); err != nil {
				t.Fatal(err)
			}
			if f, err := s.Search(t.Context(), "geneva", 0); err != nil || f.Total != 1 || f.Read != 2 {
				t.Errorf("search after migration: %+v, %v; want 1 sentence, 2 articles read", f, err)
			}
			if p, err := s.Reports(t.Context(), store.Query{Dyad: [2]string{"IRN", "RUS"}}); err != nil || p.Reports != 1 {
				t.Errorf("reports after migration: %+v, %v; want 1", p, err)
			}
			o, err := s.Overview(t.Context())
			if err != nil || o.Unmerged != o.Articles+o.Reports || o.Events != 0 {
				t.Errorf("%+v, %v; want everything to be merged yet", o, err)
			}
			sound(t, dir)
			if !write {
				s.Close()
				w = open(t, dir)
			}
			done := mergeAll(t, w)
			if o, err := w.Overview(t.Context()); err != nil || done.Reports != o.Reports || o.Events == 0 || o.Unmerged != 0 {
				t.Errorf("merged %+v; %+v, %v", done, o, err)
			}
			w.Close()
			sound(t, dir)
		}
	}
}

// Where a store of version 6 looked reports up, a row for each period, is
// brought into the form of version 7.
func TestMigrateBlocks(t *testing.T) {
	const back = `
CREATE TABLE old (key TEXT NOT NULL, report INTEGER NOT NULL REFERENCES reports, PRIMARY KEY (key, report)) WITHOUT ROWID;
WITH RECURSIVE p (key, first, last, report) AS (SELECT key, first, last, report FROM blocks
	UNION ALL SELECT key, first + 1, last, report FROM p WHERE first < last)
INSERT INTO old SELECT CASE WHEN key LIKE '%|never|%' THEN key WHEN key LIKE '%|month|%' THEN replace(key, '|month|', '|m' || first || '|')
	ELSE replace(key, '|day|', '|' || first || '|') END, report FROM p;
DROP TABLE blocks;
ALTER TABLE old RENAME TO blocks;
CREATE INDEX blocks_report ON blocks (report);
PRAGMA user_version = 6;`
	dir := t.TempDir()
	list := wired(t, 30)
	list[0].Story.Published, list[0].Document.Published = nil, doc.Instant{}
	for i, date := range []*string{nil, new("2026-03"), new("2025"), new("1969-12-30")} {
		list[i].Story.Reports[0].Date, list[i].Story.Reports[0].DateEnd = date, nil
	}
	w := open(t, dir)
	addAll(t, w, list)
	mergeAll(t, w)
	blocks := func() string {
		var all string
		err := w.Row("SELECT group_concat(key || ' ' || first || ' ' || report || ' ' || last, char(10)) FROM (SELECT * FROM blocks ORDER BY key, first, report)", &all)
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	want := blocks()
	for _, kind := range []string{"|never|", "|month|", "|day|"} {
		if !strings.Contains(want, kind) {
			t.Errorf("no block of the kind %s", kind)
		}
	}
	w.Close()
	damage(t, dir, back)
	w = open(t, dir)
	if got := blocks(); got != want {
		t.Error(firstDifference(got, want))
	}
	sound(t, dir)
}

// What a store of version 4 looked up is brought into the form of version 5:
// both directions of a pair, and somebody on both sides.
func TestMigrateLookup(t *testing.T) {
	const back = `
ALTER TABLE parties RENAME TO p;
CREATE TABLE parties (code TEXT NOT NULL, day TEXT NOT NULL, report INTEGER NOT NULL REFERENCES reports, side TEXT NOT NULL, PRIMARY KEY (code, day, report, side)) WITHOUT ROWID;
INSERT INTO parties SELECT code, day, report, 'actor' FROM p WHERE sides & 1 UNION ALL SELECT code, day, report, 'recipient' FROM p WHERE sides & 2;
DROP TABLE p;
CREATE INDEX parties_report ON parties (report);
ALTER TABLE dyads RENAME TO d;
CREATE TABLE dyads (actor TEXT NOT NULL, recipient TEXT NOT NULL, day TEXT NOT NULL, report INTEGER NOT NULL REFERENCES reports, PRIMARY KEY (actor, recipient, day, report)) WITHOUT ROWID;
INSERT INTO dyads SELECT one, other, day, report FROM d WHERE ways & 1 UNION ALL SELECT other, one, day, report FROM d WHERE ways & 2;
DROP TABLE d;
CREATE INDEX dyads_report ON dyads (report);
DROP TABLE days;
DROP TABLE history;
ALTER TABLE texts DROP COLUMN blocks;
DROP TABLE blocks;
CREATE TABLE blocks (key TEXT NOT NULL, report INTEGER NOT NULL REFERENCES reports, PRIMARY KEY (key, report)) WITHOUT ROWID;
CREATE INDEX blocks_report ON blocks (report);
PRAGMA user_version = 4;`
	dir := t.TempDir()
	w := open(t, dir)
	articles := code(parse(t, feed(60)))
	for i, a := range articles {
		if r := a.Story.Reports; i%5 == 0 && len(r) > 0 && len(r[0].Recipients) > 0 {
			r[0].Actors = append(r[0].Actors, r[0].Recipients[0])
		}
	}
	addAll(t, w, articles)
	page, err := w.Reports(t.Context(), store.Query{Dyad: [2]string{"IRN", "RUS"}})
	if err != nil || page.Reports == 0 {
		t.Fatalf("%+v, %v; want reports", page, err)
	}
	w.Close()
	sound(t, dir)
	damage(t, dir, back)
	s, err := store.Open(t.Context(), dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if p, err := s.Reports(t.Context(), store.Query{Dyad: [2]string{"IRN", "RUS"}}); err != nil || p.Reports != page.Reports {
		t.Errorf("%+v, %v; want %d reports", p, err, page.Reports)
	}
	sound(t, dir)
}

// A full disk costs the open batch and nothing else.
func TestFull(t *testing.T) {
	dir := t.TempDir()
	articles := code(parse(t, feed(200)))
	w := open(t, dir)
	if err := w.Exec("PRAGMA max_page_count = 120"); err != nil {
		t.Fatal(err)
	}
	r := begin(t, w, versions, 8)
	var err error
	for _, a := range articles {
		if _, err = r.Add(t.Context(), a); err != nil {
			break
		}
	}
	if !errors.Is(err, store.ErrFull) {
		t.Fatalf("got %v, want ErrFull", err)
	}
	if err := r.End(t.Context(), err); !errors.Is(err, store.ErrFull) {
		t.Errorf("end: %v, want ErrFull", err)
	}
	kept := r.Saved().Added
	if kept == 0 || kept%8 != 0 {
		t.Errorf("%d articles acknowledged, want whole batches", kept)
	}
	sound(t, dir)
	w.Close()
	w = open(t, dir)
	if got := addAll(t, w, articles); got.Known != kept || got.Added != 200-kept {
		t.Errorf("with room again: %+v, want %d known and %d added", got, kept, 200-kept)
	}
}

// A folder that cannot be written can be read.
func TestReadOnly(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("the superuser may write everywhere")
	}
	dir := t.TempDir()
	w := open(t, dir)
	addAll(t, w, code(parse(t, feed(2))))
	w.Close()
	for _, name := range []string{"casus.db", "writer.lock", "."} {
		if err := os.Chmod(filepath.Join(dir, name), 0o555); err != nil {
			t.Fatal(err)
		}
	}
	defer os.Chmod(dir, 0o755)
	s, err := store.Open(t.Context(), dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if o, err := s.Overview(t.Context()); err != nil || o.Articles != 2 {
		t.Errorf("overview %+v, %v; want 2 articles", o, err)
	}
	if _, err := store.OpenWriter(t.Context(), dir, store.Options{}); !errors.Is(err, store.ErrReadOnly) {
		t.Errorf("writer: %v, want ErrReadOnly", err)
	}
}

// What is not coded is counted, once however often it is read.
func TestDenominators(t *testing.T) {
	dir := t.TempDir()
	w := open(t, dir)
	docs := parse(t, feed(2))
	docs = append(docs, parse(t, `{"id":"ru","publisher":"Весть","published":"2026-03-05","text":"Министры встретились в Женеве в понедельник и обсудили поставки зерна, сообщил представитель министерства иностранных дел."}
{"id":"quiet","text":"Nothing of note happened in the town on that day, and the people of the town went home early in the evening."}
`)...)
	articles := code(docs)
	articles[0].Story.Remarks = append(articles[0].Story.Remarks, record.Remark{Code: "feed-only"})
	for range 2 {
		r := begin(t, w, versions, 0)
		for _, a := range articles {
			if _, err := r.Add(t.Context(), a); err != nil {
				t.Fatal(err)
			}
		}
		err := r.Fail(t.Context(), store.Failure{Path: "a.bin", Code: source.Binary, Message: "a.bin: not text"})
		if err == nil {
			err = r.Fail(t.Context(), store.Failure{
				Path: "a.warc", Line: 3, Code: source.IndexPage, Read: true, Publisher: "Outlet 1", Day: "2026-03-02", Language: "en",
			})
		}
		if err := errors.Join(err, r.End(t.Context(), nil)); err != nil {
			t.Fatal(err)
		}
	}
	o, err := w.Overview(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprint(o.Outcomes, o.Kinds, o.NoArticle, o.Failures)
	if want := "[{coded 2} {no-reports 1} {not-english 1}] [{article 3} {summary 1}] [{index-page 1}] [{binary 1}]"; got != want {
		t.Errorf("outcomes %s, want %s", got, want)
	}
	if o.NoDate != 1 {
		t.Errorf("%d without a date, want 1", o.NoDate)
	}
	list, err := w.Denominators(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := "[{    binary 1} {  en article no-reports 1} {Outlet 0 2026-03-01 en summary coded 1} {Outlet 1 2026-03-02 en  index-page 1} " +
		"{Outlet 1 2026-03-02 en article coded 1} {Весть 2026-03-05 ru article not-english 1}]"
	if got := fmt.Sprint(list); got != want {
		t.Errorf("denominators\n%s, want\n%s", got, want)
	}
	if f, err := w.Search(t.Context(), "женеве зерна", 0); err != nil || f.Total != 1 {
		t.Errorf("what is not coded cannot be searched: %+v, %v", f, err)
	}
	sound(t, dir)
}

const (
	childDir = "CASUS_STORE_TEST_CHILD"
	mergeDir = "CASUS_STORE_TEST_MERGE"
	againDir = "CASUS_STORE_TEST_RECODE"
)

// TestMain is the child of TestKill, TestKillMerge or TestKillRecode when asked
// to.
func TestMain(m *testing.M) {
	if dir := os.Getenv(childDir); dir != "" {
		child(dir)
		return
	}
	if dir := os.Getenv(mergeDir); dir != "" {
		mergingChild(dir)
		return
	}
	if dir := os.Getenv(againDir); dir != "" {
		recodingChild(dir)
		return
	}
	os.Exit(m.Run())
}

// child adds articles and prints how many are acknowledged.
func child(dir string) {
	ctx := context.Background()
	docs, _ := source.Parse("feed.jsonl", []byte(feed(400)), source.Options{KeepRaw: true})
	w, err := store.OpenWriter(ctx, dir, clock)
	if err != nil {
		fmt.Println(err)
		return
	}
	r, err := w.Begin(ctx, store.RunOptions{Versions: versions, Batch: 4})
	for i, a := range code(docs) {
		if err == nil {
			_, err = r.Add(ctx, a)
		}
		if err != nil {
			fmt.Println(err)
			return
		}
		if i%4 == 3 {
			fmt.Println(r.Saved().Articles() + r.Saved().Known)
		}
	}
	r.End(ctx, nil)
	w.Close()
}

// A writer that is killed loses nothing that it acknowledged, and the next run
// ends in what an undisturbed one makes.
func TestKill(t *testing.T) {
	dir := t.TempDir()
	kept := 0
	for _, after := range []int{1, 7, 30, 55} { // acknowledged batches
		cmd := exec.CommandContext(t.Context(), os.Args[0])
		cmd.Env = append(os.Environ(), childDir+"="+dir)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		in := bufio.NewScanner(out)
		for n := 0; n < after && in.Scan(); n++ {
			if kept, err = strconv.Atoi(in.Text()); err != nil {
				t.Fatal(in.Text())
			}
		}
		cmd.Process.Kill()
		cmd.Wait()
		sound(t, dir)
		s, err := store.Open(t.Context(), dir, store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if o, err := s.Overview(t.Context()); err != nil || o.Articles < kept {
			t.Errorf("killed after %d batches: %d articles, %v; %d were acknowledged", after, o.Articles, err, kept)
		}
		s.Close()
	}
	articles := code(parse(t, feed(400)))
	w, whole := open(t, dir), open(t, t.TempDir())
	addAll(t, w, articles)
	addAll(t, whole, articles)
	if dump(t, &w.Store) != dump(t, &whole.Store) {
		t.Error("the store differs from an undisturbed one")
	}
	sound(t, dir)
}

// damage runs SQL on the file of a store behind its back.
func damage(t testing.TB, dir, script string) {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(dir, "casus.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(script); err != nil {
		t.Fatalf("%s: %v", script, err)
	}
}
