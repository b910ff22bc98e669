package export_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"casus/export"
)

// TestDocs holds the lists of files of docs/export.md to what is written.
func TestDocs(t *testing.T) {
	page, err := os.ReadFile("../docs/export.md")
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, m := range regexp.MustCompile("(?m)^\\| (`[^|]+) \\|").FindAllStringSubmatch(string(page), -1) {
		for _, name := range strings.Fields(strings.ReplaceAll(m[1], "`", "")) {
			if !strings.HasPrefix(name, "--") {
				want = append(want, name)
			}
		}
	}
	dir, _ := write(t, fill(t, code(t, news(2)), 100), export.Options{Formats: export.Formats()})
	for name := range content(t, dir) {
		if strings.HasSuffix(name, ".parquet") { // named by its table
			continue
		}
		if !slices.Contains(want, name) {
			t.Errorf("docs/export.md does not name %s", name)
		}
		want = slices.DeleteFunc(want, func(x string) bool { return x == name })
	}
	if len(want) > 0 {
		t.Errorf("docs/export.md names %v, which are not written", want)
	}
}
