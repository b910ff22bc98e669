package docs_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"casus/eval"
)

// TestCauses wants every cause of "casus eval --causes" explained, and no other.
func TestCauses(t *testing.T) {
	names, explained := eval.CauseNames(), firstColumn(section(t, "errors.md", "## What the gold stories show, by cause"))
	slices.Sort(names)
	slices.Sort(explained)
	if diff := cmp.Diff(names, explained); diff != "" {
		t.Errorf("errors.md explains other causes than eval.CauseNames has: -names +explained\n%s", diff)
	}
}
