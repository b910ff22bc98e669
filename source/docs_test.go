package source

import (
	"os"
	"strings"
	"testing"
)

// TestCodesDocumented holds that docs/formats.md names every code of an error.
func TestCodesDocumented(t *testing.T) {
	page, err := os.ReadFile("../docs/formats.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, code := range []string{
		NoSuchFile, Unreadable, Empty, Binary, Unsupported, TooLarge, TooDeep, NoArticle, NoFolderText, BadJSON,
		BadField, NoText, BadCSV, BadFieldCount, NoTextColumn, NoColumn,
		BadFeed, BadArchive, CutArchive,
	} {
		if !strings.Contains(string(page), "\n| "+code+" |") {
			t.Errorf("docs/formats.md does not explain %q", code)
		}
	}
	for name := range headNames {
		if mean := headNames[name]; !strings.Contains(string(page), "\n| "+mean+" |") {
			t.Errorf("docs/formats.md has no row for the meaning %q", mean)
		}
	}
}
