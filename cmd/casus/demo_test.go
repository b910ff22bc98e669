package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"casus/record"
)

// casus runs one command line without input.
func casus(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	code = execute(context.Background(), args, strings.NewReader(""), &out, &errs)
	return code, out.String(), errs.String()
}

// TestDemo runs the demo in all its ways. What each prints depends on the
// lexicon and the model, so the test asks for what must always be there.
func TestDemo(t *testing.T) {
	code, tour, errs := casus(t, "demo")
	if code != exitDone || errs != "" {
		t.Fatalf("casus demo: exit code %d, %s", code, errs)
	}
	for _, want := range []string{"articles from", "Nothing leaves this machine", "set aside", "by the rule", "casus code my-article.txt"} {
		if !strings.Contains(squeeze(tour), want) {
			t.Errorf("casus demo does not print %q:\n%s", want, tour)
		}
	}
	if _, again, _ := casus(t, "demo"); again != tour {
		t.Errorf("casus demo prints something else the second time:\n%s\n---\n%s", tour, again)
	}
	_, all, _ := casus(t, "demo", "--all")
	_, after, _ := strings.Cut(tour, "casus demo r_")
	id, _, _ := strings.Cut(after, " ")
	if !strings.Contains(all, "r_"+id) {
		t.Errorf("casus demo --all does not print r_%s, which the tour shows", id)
	}
	code, one, errs := casus(t, "demo", "r_"+id)
	if code != exitDone || !strings.Contains(one, "by the rule") || strings.Count(one, "by the rule") != 1 {
		t.Errorf("casus demo r_%s: exit code %d, %s; want one report with its trace:\n%s", id, code, errs, one)
	}
	_, rows, _ := casus(t, "demo", "--json")
	if n := strings.Count(rows, "\n"); n < 40 || !strings.HasPrefix(rows, `{"id":`) {
		t.Errorf("casus demo --json prints %d lines, want a row for each article: %.200s", n, rows)
	}
}

func TestDemoWrongUse(t *testing.T) {
	if code, _, errs := casus(t, "demo", "r_"); code != exitUse || !strings.Contains(errs, "r_: ") {
		t.Errorf("casus demo r_: exit code %d, %q; want %d and that many begin so", code, errs, exitUse)
	}
	if code, _, errs := casus(t, "demo", "r_nobody"); code != exitUse || !strings.Contains(errs, "r_nobody: no report") {
		t.Errorf("casus demo r_nobody: exit code %d, %q; want %d and that there is none", code, errs, exitUse)
	}
}

// TestDemoOut writes the articles twice, then over a file that differs.
func TestDemoOut(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "articles")
	for range 2 {
		if code, out, errs := casus(t, "demo", "--out", dir); code != exitDone || !strings.Contains(out, dir) {
			t.Fatalf("casus demo --out: exit code %d, %s%s", code, out, errs)
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) < 40 {
		t.Fatalf("%d files written, %v", len(entries), err)
	}
	changed := filepath.Join(dir, entries[3].Name())
	if err := os.WriteFile(changed, []byte("mine"), 0o666); err != nil {
		t.Fatal(err)
	}
	code, _, errs := casus(t, "demo", "--out", dir)
	if data, _ := os.ReadFile(changed); code != exitUse || string(data) != "mine" || !strings.Contains(errs, changed) {
		t.Errorf("casus demo --out over another file: exit code %d, %q, file now %.20q; want %d and the file kept", code, errs, data, exitUse)
	}
}

// TestPick checks the rule of the selection: a report for every wish that can
// be met, none twice, none without participants.
func TestPick(t *testing.T) {
	word := func(s string) *string { return &s }
	entity := func(country string) record.Entity {
		return record.Entity{Text: country, Country: word(country), Sector: word("GOV")}
	}
	report := func(quad int, status, actor, recipient string) *record.Report {
		return &record.Report{
			ID: status + actor, Type: "TYPE" + status, Quad: quad, Status: status,
			Actors: []record.Entity{entity(actor)}, Recipients: []record.Entity{entity(recipient)},
			Evidence: []record.Evidence{{Field: "text", Quote: "A sentence about two countries that is long enough to be understood."}},
		}
	}
	nobody := func(r *record.Report) *record.Report {
		r.Actors = nil
		return r
	}
	story := &record.Story{Title: "A title"}
	list := []account{
		{story, report(1, "occurred", "RUS", "IRN")},
		{story, nobody(report(3, "occurred", "FRA", "RUS"))},
		{story, report(3, "denied", "THA", "KHM")},
		{story, report(4, "planned", "USA", "YEM")},
	}
	var got []string
	for _, p := range pick(list) {
		got = append(got, p.report.ID)
	}
	if want := "occurredRUS deniedTHA plannedUSA"; len(got) != 3 || !sameWords(strings.Join(got, " "), want) {
		t.Errorf("picked %q, want %q in any order", got, want)
	}
}

func sameWords(a, b string) bool {
	count := map[string]int{}
	for _, w := range strings.Fields(a) {
		count[w]++
	}
	for _, w := range strings.Fields(b) {
		count[w]--
	}
	for _, n := range count {
		if n != 0 {
			return false
		}
	}
	return true
}
