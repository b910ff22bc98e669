package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"

	"casus/store"
)

// webPage is a page with a report of its own.
func webPage(n int) string {
	return fmt.Sprintf(`<!doctype html><html lang="en"><head><title>Kenya summons envoy number %d</title></head><body><article><h1>Kenya summons envoy number %[1]d</h1>
<p>Kenya summoned the Ethiopian ambassador on Monday after soldiers killed %[1]d herders near Moyale, the foreign ministry said.</p>
<p>Uganda urged Ethiopia to withdraw its forces from the border, and officials in Kampala said that they would wait for an answer.</p></article></body></html>`, n)
}

// archiveOf is a WARC archive of pages, a gzip member each.
func archiveOf(t *testing.T, pages ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	for i, page := range pages {
		block := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
		w := gzip.NewWriter(&b)
		fmt.Fprintf(w, "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://tarn.example/2026/03/02/%d\r\nWARC-Date: 2026-03-03T10:00:00Z\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n", i+1, len(block))
		io.WriteString(w, block+"\r\n\r\n")
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return b.Bytes()
}

// An archive that is cut gives what stands before the cut; whole again, it
// gives the rest. Pages without an article are counted and are no problem.
func TestAddArchive(t *testing.T) {
	dir := t.TempDir()
	file, desk := filepath.Join(dir, "pages.warc.gz"), filepath.Join(dir, "store")
	whole := archiveOf(t, webPage(1), `<!doctype html><title>Menu</title><p>Home</p>`, webPage(3), webPage(4))
	write := func(b []byte) {
		if err := os.WriteFile(file, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(whole[:len(whole)-100])
	code, stdout, stderr := call(t.Context(), nil, "add", "--store", desk, file)
	if code != exitProblems || !strings.Contains(stdout, ": 2 articles added, 1 without an article, 1 not readable;") ||
		!strings.Contains(stderr, "pages.warc.gz:4: the archive ends inside the record") || !strings.Contains(stderr, "casus: 1 page without an article: no-article 1\n") {
		t.Errorf("cut archive: exit %d\n%s%s", code, stdout, stderr)
	}
	write(whole)
	code, stdout, stderr = call(t.Context(), nil, "add", "--store", desk, file)
	if code != exitDone || !strings.Contains(stdout, ": 1 article added, 2 known and passed over, 1 without an article;") {
		t.Errorf("whole archive: exit %d\n%s%s", code, stdout, stderr)
	}
	rows := rowsOf(t, desk)
	for _, want := range []string{`"document":"https://tarn.example/2026/03/02/4"`, `captured 2026-03-03T10:00:00Z from https://tarn.example/2026/03/02/4`, `"published":"2026-03-02"`} {
		if strings.Count(rows, want) == 0 {
			t.Errorf("the rows have no %s:\n%s", want, rows)
		}
	}
	_, overview, _ := call(t.Context(), nil, "show", "--store", desk)
	if want := "read, without an article: no-article 1\n"; !strings.Contains(overview, want) || strings.Contains(overview, "not readable") {
		t.Errorf("overview without %q:\n%s", want, overview)
	}
	out := filepath.Join(dir, "release")
	if code, stdout, stderr := call(t.Context(), nil, "export", "--store", desk, "--out", out); code != exitDone {
		t.Errorf("export: exit %d\n%s%s", code, stdout, stderr)
	}
	coverage, err := os.ReadFile(filepath.Join(out, "coverage.csv"))
	if want := "tarn.example,2026-03-02,,,no-article,1\n"; err != nil || !strings.Contains(string(coverage), want) {
		t.Errorf("coverage without %q: %v\n%s", want, err, coverage)
	}
	versions := versionsOf(t, desk, "https://tarn.example/2026/03/02/4")
	if len(versions) != 1 || versions[0].Retrieved != "2026-03-03T10:00:00Z" || versions[0].Line != 4 {
		t.Errorf("versions %+v, want one captured on 3 March", versions)
	}
}

// versionsOf is the texts of a document in a store.
func versionsOf(t *testing.T, dir, id string) []store.Version {
	t.Helper()
	s, err := store.Open(t.Context(), dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	versions, err := s.Versions(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return versions
}
