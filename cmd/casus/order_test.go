package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The same articles in any order, in one run or several, with any number of
// workers: the same events, and the same bytes in every file of the export.
func TestAnyOrder(t *testing.T) {
	t.Parallel()
	lines := heads(t, 90)
	mixed := func(seed uint64) []string {
		list := slices.Clone(lines)
		rand.New(rand.NewPCG(seed, 0)).Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		return list
	}
	reversed := slices.Clone(lines)
	slices.Reverse(reversed)
	var want map[string]string
	var events string
	for _, tt := range []struct {
		name    string
		lines   []string
		runs    int
		workers int
	}{
		{"as they came", lines, 1, 1},
		{"backwards", reversed, 1, 2},
		{"mixed", mixed(1), 1, 5},
		{"mixed, in four runs", mixed(2), 4, 2},
	} {
		dir := t.TempDir()
		desk := filepath.Join(dir, "store")
		for i := range tt.runs {
			part := tt.lines[len(tt.lines)*i/tt.runs : len(tt.lines)*(i+1)/tt.runs]
			file := filepath.Join(dir, fmt.Sprintf("part%d.jsonl", i))
			if err := os.WriteFile(file, []byte(strings.Join(part, "")), 0o644); err != nil {
				t.Fatal(err)
			}
			binary(t, "add", "--store", desk, "--workers", fmt.Sprint(tt.workers), file)
		}
		got, list := release(t, desk), binary(t, "events", "--json", "--limit", "0", "--store", desk)
		if want == nil {
			want, events = got, list
			if n := strings.Count(list, "\n"); n < 50 || !strings.Contains(list, `"copy_of":"`) || !strings.Contains(list, `"links":[{`) {
				t.Errorf("%d events, want copies and links among them", n)
			}
			continue
		}
		if list != events {
			t.Errorf("%s: other events", tt.name)
		}
		t.Run(tt.name, func(t *testing.T) { same(t, got, want) })
	}
}
