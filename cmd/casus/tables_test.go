package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestAskTable asks about a table at a terminal: once for each kind, and nothing
// is taken in where the answer is no.
func TestAskTable(t *testing.T) {
	dir := t.TempDir()
	for i, head := range []string{"was;wann", "was;wann", "wann;was"} {
		text := head + "\n"
		for j := range 3 {
			cells := []string{fmt.Sprintf("Kenya summoned the Ethiopian ambassador on Thursday over border killing number %d.", 3*i+j), fmt.Sprintf("2026-03-0%d", j+1)}
			if i == 2 {
				cells[0], cells[1] = cells[1], cells[0]
			}
			text += strings.Join(cells, ";") + "\n"
		}
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%d.csv", i)), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	tests := []struct {
		answers   string
		code      int
		questions int
		added     string
		words     string
	}{
		{"y\n\n", exitDone, 2, ": 9 articles added;", ""},
		{"Yes\nn\n", exitUse, 2, ": 6 articles added;", `nothing of`},
		{"no\n", exitUse, 1, ": 0 articles added;", `--map "text=was,date=wann"`},
		{"", exitUse, 1, ": 0 articles added;", "was taken in"},
	}
	for _, test := range tests {
		var out, problems bytes.Buffer
		st := &stage{ctx: t.Context(), stdin: strings.NewReader(test.answers), stdout: &out, stderr: &problems, terminal: true}
		code := st.execute([]string{"add", "--store", filepath.Join(t.TempDir(), "store"), dir})
		if n := strings.Count(problems.String(), "Is that right? [Y/n] "); code != test.code || n != test.questions ||
			!strings.Contains(out.String(), test.added) || !strings.Contains(problems.String(), test.words) {
			t.Errorf("%q: exit %d, %d questions\n%s%s", test.answers, code, n, out.String(), problems.String())
		}
	}
}
