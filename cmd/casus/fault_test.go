package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/gzip"

	"casus/store"
)

// inMounts runs a shell script where it may mount: as the superuser of
// namespaces of its own. It returns what the script prints. Systems that allow
// no such thing skip the test.
func inMounts(t *testing.T, dir, script string) string {
	t.Helper()
	if err := exec.CommandContext(t.Context(), "unshare", "-Urm", "mount", "-t", "tmpfs", "none", t.TempDir()).Run(); err != nil {
		t.Skipf("nothing can be mounted here: %v", err)
	}
	cmd := exec.CommandContext(t.Context(), "unshare", "-Urm", "sh", "-c", script)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return string(out)
}

// saved is the number of articles that casus says to have added.
func saved(t *testing.T, printed string) int {
	t.Helper()
	m := regexp.MustCompile(`run-1: (\d+) articles added`).FindStringSubmatch(printed)
	if m == nil {
		t.Fatalf("no number of articles in\n%s", printed)
	}
	n, err := strconv.Atoi(m[1])
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// hasAll fails where a printed text lacks one of the words.
func hasAll(t *testing.T, printed string, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(printed, w) {
			t.Errorf("no %q in\n%s", w, printed)
		}
	}
}

// wireFile writes beginnings of invented articles into a file.
func wireFile(t *testing.T, dir string, n int) string {
	t.Helper()
	name := filepath.Join(dir, "wire.jsonl")
	if err := os.WriteFile(name, []byte(strings.Join(heads(t, n), "")), 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}

// A disk that is full stops an intake and nothing else: what is said to be in
// the store is there, and with room again the same command ends in the same
// export. A release that does not fit leaves the earlier one.
func TestDiskFull(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	wireFile(t, dir, 130)
	printed := inMounts(t, dir, `mkdir disk && mount -t tmpfs -o size=1100k none disk || exit 1
casus add --store disk/desk wire.jsonl; echo "add: $?"
cp -r disk/desk full
casus export --store full --out disk/release; echo "export: $?"
ls -A disk
mount -o remount,size=64m disk
casus add --store disk/desk wire.jsonl 2>&1
cp -r disk/desk desk
dd if=/dev/zero of=disk/rest >disk/dd 2>&1
casus show --store disk/desk; echo "show: $?"`)
	hasAll(t, printed, ": no space left on the disk", "make room and give the same command again", "add: 1\n",
		"no space left on device\nexport: 1\ndesk\n", "articles read: 130 ", "show: 0\n")
	n := saved(t, printed)
	if n == 0 || n == 130 {
		t.Fatalf("%d of 130 articles fit on the disk", n)
	}
	full := &life{killing: &killing{}, store: filepath.Join(dir, "full")}
	full.sound(t)
	if full.look(t); full.articles != n {
		t.Errorf("%d articles, %d were said to be there", full.articles, n)
	}
	whole := filepath.Join(dir, "whole")
	binary(t, "add", "--store", whole, filepath.Join(dir, "wire.jsonl"))
	same(t, release(t, filepath.Join(dir, "desk")), release(t, whole))
}

// A quota, or here a limit on the size of a file, is told from a full disk and
// costs as little.
func TestFileLimit(t *testing.T) {
	t.Parallel()
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Skip(err)
	}
	dir := t.TempDir()
	file, desk := wireFile(t, dir, 130), filepath.Join(dir, "desk")
	out, err := exec.CommandContext(t.Context(), sh, "-c", `ulimit -f 2200 && exec casus add --store "$0" "$1"`, desk, file).CombinedOutput()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != exitProblems {
		t.Fatalf("%v\n%s", err, out)
	}
	hasAll(t, string(out), "write: the disk takes no more: a quota or a limit on files is reached, or it is failing", "make room and give the same command again")
	n := saved(t, string(out))
	l := &life{killing: &killing{}, store: desk}
	l.sound(t)
	if l.look(t); l.articles != n || n == 0 || n == 130 {
		t.Errorf("%d articles, %d of 130 were said to be there", l.articles, n)
	}
	hasAll(t, binary(t, "add", "--store", desk, file), fmt.Sprintf("%d articles added, %d known", 130-n, n))
}

// A folder that may be read and not written can be read, exported and checked;
// what would write says so.
func TestReadOnlyFolder(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := wireFile(t, dir, 10)
	binary(t, "add", "--store", filepath.Join(dir, "still", "desk"), file)
	binary(t, "add", "--store", filepath.Join(dir, "desk"), file)
	printed := inMounts(t, dir, `mount --bind still still && mount -o remount,ro,bind still || exit 1
casus add --store still/desk wire.jsonl; echo "add: $?"
casus add --store still/new wire.jsonl; echo "new: $?"
casus remove --store still/desk --source x --why y; echo "remove: $?"
casus events update --store still/desk; echo "update: $?"
casus export --store still/desk --out still/release; echo "inside: $?"
casus export --text --store still/desk --out release; echo "export: $?"
casus show --store still/desk; echo "show: $?"
casus doctor --store still/desk; echo "doctor: $?"`)
	cannot := "still/desk: open store: the store cannot be written (open still/desk/writer.lock: read-only file system)\n"
	hasAll(t, printed, cannot+"add: 1\n", "mkdir still/new: read-only file system\nnew: 1\n", cannot+"remove: 1\n", cannot+"update: 1\n",
		".release.casus-part: read-only file system\ninside: 1\n", "export: 0\n", "articles read: 10 ", "show: 0\n", "this user cannot write to the store", "doctor: 0\n")
	same(t, contentOf(t, filepath.Join(dir, "release")), release(t, filepath.Join(dir, "desk")))
}

// While one process writes, a second one says which and changes nothing.
func TestTwoWriters(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	desk, lines := filepath.Join(dir, "desk"), heads(t, 20)
	first := exec.CommandContext(t.Context(), "casus", "add", "--store", desk, "-")
	var printed bytes.Buffer
	first.Stdout, first.Stderr = &printed, &printed
	in, err := first.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := first.Start(); err != nil {
		t.Fatal(err)
	}
	out := bufio.NewWriter(in)
	fmt.Fprint(out, strings.Join(lines[:10], ""))
	out.Flush()
	for { // until it has the lock
		if h, err := store.Look(t.Context(), desk); err == nil && h.Writer == first.Process.Pid && h.Version == h.Known {
			break
		}
		time.Sleep(5 * time.Millisecond)
	}
	busy := fmt.Sprintf("another process (%d) is writing to the store; try again when it is done", first.Process.Pid)
	for _, args := range [][]string{{"add", wireFile(t, dir, 20)}, {"events", "update"}, {"remove", "--source", "x", "--why", "y"}} {
		second := exec.CommandContext(t.Context(), "casus", append(args, "--store", desk)...)
		said, err := second.CombinedOutput()
		var exit *exec.ExitError
		if !errors.As(err, &exit) || exit.ExitCode() != exitProblems {
			t.Errorf("%v: %v", args, err)
		}
		hasAll(t, string(said), busy)
	}
	io.WriteString(in, strings.Join(lines[10:], ""))
	in.Close()
	first.Wait() // some are not in English
	hasAll(t, printed.String(), "run-1: 20 articles added")
	l := &life{killing: &killing{}, store: desk}
	l.sound(t)
	if l.look(t); l.articles != 20 {
		t.Errorf("%d articles, want 20", l.articles)
	}
}

// Input that means harm costs itself, with its name and what is wrong, and
// exit code 1; what stands beside it is in the store.
func TestAddHostileFiles(t *testing.T) {
	t.Parallel()
	page := webPage(1)
	bomb := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + gzipOf(t, page+strings.Repeat(" ", 64<<20))
	whole := archiveOf(t, webPage(1), webPage(2), webPage(3))
	latin := strings.Replace(page, "<title>", `<meta charset="utf-8"><title>`, 1)
	latin = strings.Replace(latin, "near Moyale", "near the Caf\xe9 Moyale", 1)
	tests := []struct {
		name, file, content string
		articles            int // of the input, besides the one beside it
		code                int
		want                string
	}{
		{"gzip bomb", "bomb.warc", warcOf("https://tarn.example/bomb", bomb), 0, exitProblems, "bomb.warc:1: https://tarn.example/bomb: too large"},
		{"archive that is cut", "cut.warc.gz", string(whole[:len(whole)/2]), 1, exitProblems, "cut.warc.gz:2: the archive ends inside the record"},
		{"nested deep", "deep.html", "<!doctype html><html><body>" + strings.Repeat("<div>", 100_000) + page, 0, exitProblems, "deep.html: HTML elements are nested too deep"},
		{"wrong charset", "latin.html", latin, 1, exitDone, ""},
		{"other bytes", "noise.html", "\x00\x01\x02" + page, 0, exitProblems, "noise.html: "},
	}
	for _, tt := range tests {
		dir := t.TempDir()
		desk, articles := filepath.Join(dir, "desk"), filepath.Join(dir, "articles")
		err := os.Mkdir(articles, 0o755)
		for name, content := range map[string]string{tt.file: tt.content, "z.html": webPage(9)} {
			err = errors.Join(err, os.WriteFile(filepath.Join(articles, name), []byte(content), 0o644))
		}
		if err != nil {
			t.Fatal(err)
		}
		code, stdout, stderr := call(t.Context(), nil, "add", "--store", desk, articles)
		added := number(tt.articles+1, "article") + " added"
		if code != tt.code || !strings.Contains(stdout, added) || !strings.Contains(stderr, tt.want) || strings.Count(stderr, "\n") > 1 {
			t.Errorf("%s: exit %d\n%s%swant exit %d, %q, %q", tt.name, code, stdout, stderr, tt.code, added, tt.want)
		}
		rows := rowsOf(t, desk)
		if !strings.Contains(rows, "envoy number 9") || tt.name == "wrong charset" && !strings.Contains(rows, "near the Café Moyale") {
			t.Errorf("%s: rows\n%s", tt.name, rows)
		}
	}
}

// gzipOf compresses.
func gzipOf(t *testing.T, text string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	io.WriteString(w, text)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// warcOf is a WARC archive of one response.
func warcOf(address, response string) string {
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: %s\r\nWARC-Date: 2026-03-03T10:00:00Z\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
		address, len(response), response)
}
