// Package docs_test holds what the documentation says to what the program is:
// fields, codes, packages and printed rows.
package docs_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"casus/pipeline"
	"casus/source"
)

// read is the text of a file beside this one.
func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// section is the text below the heading, up to the next heading of the same
// rank or above.
func section(t *testing.T, name, heading string) string {
	t.Helper()
	text := read(t, name)
	_, body, ok := strings.Cut(text, "\n"+heading+"\n")
	if !ok {
		t.Fatalf("%s has no heading %q", name, heading)
	}
	rank := strings.Repeat("#", strings.Count(strings.Fields(heading)[0], "#"))
	if end := regexp.MustCompile(`(?m)^#{1,` + string('0'+byte(len(rank))) + `} `).FindStringIndex(body); end != nil {
		body = body[:end[0]]
	}
	return body
}

var code = regexp.MustCompile("`([^`\n]+)`")

// firstColumn lists the codes in the first column of the tables of a text, in
// order.
func firstColumn(text string) []string {
	var names []string
	for _, line := range strings.Split(text, "\n") {
		cells := strings.Split(line, "|")
		if len(cells) < 3 || strings.TrimSpace(cells[0]) != "" {
			continue
		}
		for _, m := range code.FindAllStringSubmatch(cells[1], -1) {
			names = append(names, m[1])
		}
	}
	return names
}

// row is one coded story: the line of JSON that casus prints, and what it
// decodes to.
type row struct {
	file string
	line []byte
	any  map[string]any
}

// rows codes the example and the articles of the demo once.
var rows = sync.OnceValues(func() ([]row, error) {
	p, err := pipeline.New(pipeline.Options{})
	if err != nil {
		return nil, err
	}
	files, err := filepath.Glob("../demo/articles/*")
	if err != nil {
		return nil, err
	}
	var list []row
	for _, file := range append(files, "example.md") {
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		docs, err := source.Parse(file, data, source.Options{})
		if err != nil {
			return nil, err
		}
		for _, d := range docs {
			p.Process(d)
			r, err := encode(file, p.Record(d))
			if err != nil {
				return nil, err
			}
			list = append(list, r)
		}
	}
	return list, nil
})

func decode(line []byte) (map[string]any, error) {
	var v map[string]any
	err := json.Unmarshal(line, &v)
	return v, err
}

func mustRows(t *testing.T) []row {
	t.Helper()
	list, err := rows()
	if err != nil {
		t.Fatal(err)
	}
	if len(list) < 2 {
		t.Fatal("no articles to code")
	}
	return list
}

// TestReadmeCode wants the code of the README to stand in the example of
// package pipeline, which runs.
func TestReadmeCode(t *testing.T) {
	_, block, ok := strings.Cut(read(t, "../README.md"), "```go\n")
	block, _, _ = strings.Cut(block, "```")
	if !ok {
		t.Fatal("README.md has no Go code")
	}
	block = regexp.MustCompile(`(?m)^(.)`).ReplaceAllString(block, "\t$1")
	if !strings.Contains(read(t, "../pipeline/example_test.go"), block) {
		t.Errorf("pipeline/example_test.go does not have the code of README.md:\n%s", block)
	}
}
