package store_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"casus/store"
)

// Check finds every kind of damage, and nothing else.
func TestCheck(t *testing.T) {
	const report = "(SELECT min(id) FROM reports)"
	tests := []struct {
		name, script string
		want         []store.Kind
	}{
		{"sound", "", nil},
		{"text changed", "UPDATE texts SET text = replace(text, 'Monday', 'Sunday') WHERE version = 1", []store.Kind{store.BadHash, store.BadEvidence}},
		{"text gone", "DELETE FROM texts WHERE version = 2", []store.Kind{store.BadText}},
		{"title changed", "UPDATE versions SET title = 'Another' WHERE id = 1", []store.Kind{store.BadText}},
		{"sentence outside", "UPDATE sentences SET finish = 1000000 WHERE id = 1", []store.Kind{store.BadText}},
		{"region outside", "UPDATE texts SET regions = '[[0,5],[7,99999],[0,0],[0,0]]' WHERE version = 1", []store.Kind{store.BadText}},
		{"layout outside", "UPDATE texts SET blocks = '[[0,0,99999]]' WHERE version = 1", []store.Kind{store.BadText}},
		{"raw bytes changed", "UPDATE raws SET raw = (SELECT raw FROM raws WHERE version = 2) WHERE version = 1", []store.Kind{store.BadHash}},
		{"raw bytes broken", "UPDATE raws SET raw = x'00' WHERE version = 1", []store.Kind{store.BadHash}},
		{
			"version gone", "DELETE FROM sentences WHERE version = 1; DELETE FROM texts WHERE version = 1; DELETE FROM raws WHERE version = 1; DELETE FROM versions WHERE id = 1",
			[]store.Kind{store.NoVersion, store.MissingSearch},
		},
		{"coding gone", "DELETE FROM codings WHERE id = 1", []store.Kind{store.BadReference}},
		{"nothing holds", "UPDATE documents SET coding = NULL WHERE id = 1", []store.Kind{store.NoCoding, store.BadIndex, store.BadEvent}},
		{"another's coding", "UPDATE documents SET coding = NULL WHERE id = 1; UPDATE documents SET coding = 1 WHERE id = 2", []store.Kind{store.NoCoding, store.BadIndex, store.BadEvent}},
		{"history gone", "DELETE FROM history WHERE document = 1", []store.Kind{store.NoCoding}},
		{"another's history", "UPDATE history SET document = 2 WHERE document = 1", []store.Kind{store.NoCoding}},
		{"record broken", "UPDATE codings SET record = x'0102' WHERE id = 1", []store.Kind{store.BadRecord}},
		{"another's record", "UPDATE codings SET record = (SELECT record FROM codings WHERE id = 2) WHERE id = 1", []store.Kind{store.BadEvidence, store.BadIndex}},
		{"report not looked up", "DELETE FROM dyads WHERE report = " + report + "; DELETE FROM parties WHERE report = " + report + "; DELETE FROM reports WHERE id = " + report, []store.Kind{store.BadIndex, store.BadReference, store.BadEvent}},
		{"report looked up wrongly", "UPDATE reports SET type = 'AID' WHERE id = 1", []store.Kind{store.BadIndex, store.BadEvent}},
		{"party gone", "DELETE FROM parties WHERE report = 1 AND sides = 1", []store.Kind{store.BadIndex}},
		{"party on the other side", "UPDATE parties SET sides = 3 WHERE report = 1", []store.Kind{store.BadIndex}},
		{"party on another day", "UPDATE parties SET day = '2026-03-31' WHERE report = 1 AND sides = 1", []store.Kind{store.BadIndex}},
		{"party of another coding", "UPDATE parties SET coding = 2 WHERE report = 1 AND sides = 1", []store.Kind{store.BadIndex}},
		{"dyad gone", "DELETE FROM dyads WHERE report = 1", []store.Kind{store.BadIndex}},
		{"dyad the other way", "UPDATE dyads SET ways = 3 - ways WHERE report = 1", []store.Kind{store.BadIndex}},
		{"day gone", "DELETE FROM days WHERE kind = 'all' AND day = '2026-03-02'", []store.Kind{store.BadIndex}},
		{"day that has no report", "INSERT INTO days VALUES ('code', 'USA', '2026-03-02', 1, 1)", []store.Kind{store.BadIndex}},
		{"day with another number", "UPDATE days SET reports = reports + 1 WHERE kind = 'type' AND day = '2026-03-02'", []store.Kind{store.BadIndex}},
		{"day with another number of what happened", "UPDATE days SET happened = happened - 1 WHERE kind = 'pair' AND day = '2026-03-02'", []store.Kind{store.BadIndex}},
		{"day with no report", "INSERT INTO days VALUES ('code', 'USA', '2026-03-02', 0, 0)", []store.Kind{store.BadIndex}},
		{"search row gone", "INSERT INTO search (search, rowid, words) SELECT 'delete', id, words FROM sentence_words WHERE id = 3", []store.Kind{store.MissingSearch}},
		{"sentence gone", "DELETE FROM sentences WHERE id = 3", []store.Kind{store.MissingSearch}},
		{"same id twice", "UPDATE reports SET report = (SELECT report FROM reports WHERE id = 1) WHERE id = 2", []store.Kind{store.DuplicateID, store.BadIndex, store.BadEvent}},
		{"tombstone", "INSERT INTO tombstones VALUES ('source', 'outlet 1', 'asked for', '2026-03-09T12:00:00Z')", []store.Kind{store.NotRemoved}},
		{"unfinished run", "UPDATE runs SET finished = NULL, state = 'running'", []store.Kind{store.UnfinishedRun}},
		{"run not readable", "UPDATE runs SET counts = 'none'", []store.Kind{store.BadDescription}},
		{"event gone", "DELETE FROM links; DELETE FROM link_keys; DELETE FROM members WHERE event = 1; DELETE FROM events WHERE id = 1", []store.Kind{store.BadEvent}},
		{"event of another type", "UPDATE events SET type = 'AID' WHERE id = 1", []store.Kind{store.BadEvent}},
		{"event on another day", "UPDATE events SET first = first - 1, last = last - 1 WHERE id = 1", []store.Kind{store.BadEvent}},
		{"event under another id", "UPDATE events SET event = 'e_0', body = json_replace(body, '$.event_id', 'e_0') WHERE id = 1", []store.Kind{store.BadEvent}},
		{"report in another event", "UPDATE members SET event = 2, n = 9 WHERE event = 1", []store.Kind{store.BadEvent}},
		{"report without a block", "DELETE FROM blocks WHERE report = 1", []store.Kind{store.BadEvent}},
		{"article without an origin", "DELETE FROM origins WHERE document = 1", []store.Kind{store.BadEvent}},
		{"wrong figure", `UPDATE events SET body = json_replace(body, '$.killed', json('[{"text":"5","min":5,"max":5,"reports":["' || replace(event, 'e_', 'r_') || '"],"disputed":false}]')) WHERE id = 1`, []store.Kind{store.BadEvent}},
	}
	articles := code(parse(t, feed(6)))
	for _, tt := range tests {
		dir := t.TempDir()
		w := open(t, dir)
		addAll(t, w, articles)
		mergeAll(t, w)
		w.Close()
		if tt.script != "" {
			damage(t, dir, "PRAGMA foreign_keys = 0; "+tt.script)
		}
		problems, err := store.Check(t.Context(), dir)
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
		}
		var kinds []store.Kind
		for _, p := range problems {
			if !slices.Contains(kinds, p.Kind) {
				kinds = append(kinds, p.Kind)
			}
		}
		slices.Sort(kinds)
		slices.Sort(tt.want)
		if !slices.Equal(kinds, tt.want) {
			t.Errorf("%s: found %v, want %v\n%s", tt.name, kinds, tt.want, fmt.Sprintln(problems))
		}
	}
}

// A file that was overwritten in the middle is found, whatever is hit.
func TestCheckBrokenFile(t *testing.T) {
	dir := t.TempDir()
	w := open(t, dir)
	addAll(t, w, code(parse(t, feed(30))))
	w.Close()
	file := filepath.Join(dir, "casus.db")
	sound, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for page := 1; page*4096 < len(sound); page += 7 {
		broken := slices.Clone(sound)
		for i := range 64 {
			broken[page*4096+i] ^= 0x5a
		}
		if err := os.WriteFile(file, broken, 0o644); err != nil {
			t.Fatal(err)
		}
		if problems, err := store.Check(t.Context(), dir); len(problems) == 0 && err == nil {
			t.Errorf("page %d overwritten: nothing found", page+1)
		}
	}
}

// What is removed is gone from the file and stays away.
func TestRemove(t *testing.T) {
	dir := t.TempDir()
	stories := strings.Replace(feed(9), "Foreign Minister Ali Çelik", "the whistleblower Zebulonia", 1)
	articles := code(parse(t, stories))
	w := open(t, dir)
	addAll(t, w, articles)
	first := articles[0]
	done, err := w.Remove(t.Context(), store.Target{Document: first.Document.ID}, "asked by the publisher")
	if err != nil || done.Documents != 1 || done.Reports != len(first.Story.Reports) {
		t.Errorf("remove: %+v, %v; want one article with %d reports", done, err, len(first.Story.Reports))
	}
	if _, err := w.Story(t.Context(), first.Document.ID); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("a removed article: %v, want ErrNotFound", err)
	}
	for _, name := range []string{"casus.db", "casus.db-wal"} {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		for _, word := range []string{"Zebulonia", "zebulonia", "ebulon"} {
			if strings.Contains(string(b), word) {
				t.Errorf("%s still has %q", name, word)
			}
		}
	}
	sound(t, dir)
	done, err = w.Remove(t.Context(), store.Target{Source: "OUTLET 1"}, "end of the licence")
	if err != nil || done.Documents != 3 {
		t.Errorf("remove source: %+v, %v; want 3 articles", done, err)
	}
	if got := addAll(t, w, articles); got.Removed != 4 || got.Known != 5 {
		t.Errorf("adding again: %+v, want 4 removed before and 5 known", got)
	}
	if _, err := w.Remove(t.Context(), store.Target{Document: "https://example.org/nowhere"}, ""); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("remove nothing: %v, want ErrNotFound", err)
	}
	list, err := w.Tombstones(t.Context())
	if err != nil || len(list) != 2 || list[0].Why != "asked by the publisher" || list[1].Target.Source != "outlet 1" {
		t.Errorf("tombstones %+v, %v", list, err)
	}
	sound(t, dir)
}
