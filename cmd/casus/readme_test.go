package main

import (
	"bytes"
	"flag"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var updateReadme = flag.Bool("update-readme", false, "rewrite the outputs that README.md shows in full")

var (
	consoleBlock = regexp.MustCompile("(?s)```console\n\\$ ([^\n]+)\n(.*?)```")
	jqCommand    = regexp.MustCompile(`^(.*) \| jq -r '(.*)'$`)
	lineNumber   = regexp.MustCompile(`(\.(?:tsv|txt)):[0-9]+`)
)

// TestReadme runs the commands of README.md's console blocks and wants the
// output that stands below them. A line "…" stands for lines left out; lines of
// lexicon files may have any number. With -update-readme blocks without "…" are
// rewritten.
func TestReadme(t *testing.T) {
	t.Chdir("../..")
	data, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	blocks := 0
	text := consoleBlock.ReplaceAllStringFunc(string(data), func(block string) string {
		m := consoleBlock.FindStringSubmatch(block)
		blocks++
		got, ok := console(t, m[1])
		if !ok || shows(got, m[2]) {
			return block
		}
		if *updateReadme && !strings.Contains(m[2], "…\n") {
			return "```console\n$ " + m[1] + "\n" + got + "```"
		}
		t.Errorf("README.md: $ %s: -shown +printed:\n%s\ngo test ./cmd/casus -run TestReadme -update-readme", m[1], cmp.Diff(m[2], got))
		return block
	})
	if blocks == 0 {
		t.Error("README.md has no console block")
	}
	if *updateReadme && text != string(data) {
		if err := os.WriteFile("README.md", []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// console is the standard output of a command of casus, through jq where it
// says so; ok is false where there is no jq.
func console(t *testing.T, command string) (out string, ok bool) {
	filter := ""
	if m := jqCommand.FindStringSubmatch(command); m != nil {
		command, filter = m[1], m[2]
	}
	args := strings.Fields(command)
	var stdout, stderr bytes.Buffer
	if code := execute(t.Context(), args[1:], strings.NewReader(""), &stdout, &stderr); code != exitDone {
		t.Errorf("$ %s: exit %d: %s", command, code, stderr.String())
		return "", false
	}
	if filter == "" {
		return stdout.String(), true
	}
	if _, err := exec.LookPath("jq"); err != nil {
		return "", false
	}
	jq := exec.CommandContext(t.Context(), "jq", "-r", filter)
	jq.Stdin = &stdout
	filtered, err := jq.Output()
	if err != nil {
		t.Errorf("jq -r '%s': %v", filter, err)
		return "", false
	}
	return string(filtered), true
}

// shows reports whether the pieces of want between lines of "…" stand in got in
// this order; without such a line the two are the same.
func shows(got, want string) bool {
	got, want = lineNumber.ReplaceAllString(got, "$1"), lineNumber.ReplaceAllString(want, "$1")
	if !strings.Contains(want, "…\n") {
		return got == want
	}
	for _, piece := range strings.Split(want, "…\n") {
		_, after, found := strings.Cut(got, piece)
		if !found {
			return false
		}
		got = after
	}
	return true
}
