package docs_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var layer = regexp.MustCompile(`(?m)^\t\{"([a-z/]+)", "`)

// TestPackageList holds the list of packages to the layers of deps_test.go,
// which are checked against the source.
func TestPackageList(t *testing.T) {
	var want []string
	for _, m := range layer.FindAllStringSubmatch(read(t, "../deps_test.go"), -1) {
		want = append(want, m[1])
	}
	got := firstColumn(section(t, "architecture.md", "## Packages, from leaf to root"))
	if !slices.Equal(got, want) {
		t.Errorf("architecture.md\n\thas  %v\n\twant %v", got, want)
	}
}

var stage = regexp.MustCompile(`(?m)^\tp\.[a-z]+\.([A-Z][a-z]+)\(d\)`)

// TestStageList holds the drawing of the stages to pipeline.Process.
func TestStageList(t *testing.T) {
	drawing := section(t, "architecture.md", "## The way of one article")
	at := 0
	stages := stage.FindAllStringSubmatch(read(t, "../pipeline/pipeline.go"), -1)
	if len(stages) < 6 {
		t.Fatalf("found %d stages in pipeline.go", len(stages))
	}
	for _, m := range stages {
		i := strings.Index(drawing[at:], "."+m[1])
		if i < 0 {
			t.Errorf("architecture.md does not draw the stage .%s, or not in this place", m[1])
			continue
		}
		at += i
	}
}

var link = regexp.MustCompile(`\]\(([^)#:]+)(#[^)]*)?\)`)

// TestLinks wants every link to a file of the repository to lead somewhere.
// The articles of the example are data, not documentation.
func TestLinks(t *testing.T) {
	pages, err := filepath.Glob("*.md")
	if err != nil {
		t.Fatal(err)
	}
	more, err := filepath.Glob("decisions/*.md")
	if err != nil {
		t.Fatal(err)
	}
	top, err := filepath.Glob("../*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range slices.Concat(pages, more, top) {
		for _, m := range link.FindAllStringSubmatch(read(t, page), -1) {
			if _, err := os.Stat(filepath.Join(filepath.Dir(page), m[1])); err != nil {
				t.Errorf("%s: link to %s leads nowhere", page, m[1])
			}
		}
	}
}
