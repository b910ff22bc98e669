package linear

import (
	"math/rand/v2"
	"testing"

	"casus/english/internal/pack"
)

// randomRows makes rows with distinct keys.
func randomRows(rng *rand.Rand, n, classes int) []Row {
	used := make(map[uint32]bool)
	var rows []Row
	for len(rows) < n {
		row := Row{Key: rng.Uint32() | 1}
		if used[row.Key] {
			continue
		}
		used[row.Key] = true
		for c := range classes {
			if w := int16(rng.IntN(255) - 127); rng.IntN(2) == 0 && w != 0 {
				row.Cells = append(row.Cells, Cell{uint16(c), w})
			}
		}
		if row.Cells != nil {
			rows = append(rows, row)
		}
	}
	return rows
}

func sumOf(rows []Row, keys []uint32) (s Scores) {
	for _, key := range keys {
		for _, row := range rows {
			if row.Key == key {
				for _, c := range row.Cells {
					s[c.Class] += int32(c.Weight)
				}
			}
		}
	}
	return s
}

func TestTableAddsRows(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	rows := randomRows(rng, 500, 20)
	var w pack.Writer
	WriteRows(&w, rows)
	r := pack.NewReader(w.Bytes)
	read := ReadTable(r)
	if r.Err() != nil {
		t.Fatal(r.Err())
	}
	for range 100 {
		var keys []uint32
		for range 10 {
			keys = append(keys, rows[rng.IntN(len(rows))].Key, rng.Uint32()|1)
		}
		want := sumOf(rows, keys)
		for name, table := range map[string]*Table{"made": NewTable(rows), "read back": read} {
			var got Scores
			table.Add(&got, keys)
			if got != want {
				t.Fatalf("%s: keys %v: got %v, want %v", name, keys, got[:20], want[:20])
			}
		}
	}
}

func TestTriplesAddRows(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 2))
	rows := randomRows(rng, 500, 3)
	var w pack.Writer
	WriteTriples(&w, rows)
	r := pack.NewReader(w.Bytes)
	read := ReadTriples(r)
	if r.Err() != nil {
		t.Fatal(r.Err())
	}
	for range 100 {
		var keys []uint32
		for range 10 {
			keys = append(keys, rows[rng.IntN(len(rows))].Key, rng.Uint32()|1)
		}
		want := sumOf(rows, keys)
		for name, table := range map[string]*Triples{"made": NewTriples(rows), "read back": read} {
			if got := table.Sum(keys); got != [3]int32(want[:3]) {
				t.Fatalf("%s: keys %v: got %v, want %v", name, keys, got, want[:3])
			}
		}
	}
}

func TestQuantise(t *testing.T) {
	rows := Quantise([]uint32{1, 3, 5}, [][]Sum{
		{{Class: 0, Weight: 12.7}, {Class: 1, Weight: -6.3}, {Class: 2, Weight: 0.04}},
		{{Class: 0, Weight: 0.1}}, // faint
		{{Class: 4, Weight: -0.2}},
	}, Faint{Row: 1})
	if len(rows) != 2 || rows[0].Key != 1 || rows[1].Key != 5 {
		t.Fatalf("rows %v, want those of keys 1 and 5", rows)
	}
	want := []Cell{{0, 127}, {1, -63}}
	for i, c := range rows[0].Cells {
		if c != want[i] {
			t.Errorf("cell %d is %v, want %v", i, c, want[i])
		}
	}
	if c := rows[1].Cells[0]; c != (Cell{4, -2}) {
		t.Errorf("cell of key 5 is %v, want {4 -2}", c)
	}
}

func TestThin(t *testing.T) {
	rows := Thin([]Row{{1, []Cell{{0, 1}, {3, -2}}}, {3, []Cell{{0, -1}}}}, 1)
	if len(rows) != 1 || len(rows[0].Cells) != 1 || rows[0].Cells[0] != (Cell{3, -2}) {
		t.Errorf("rows %v, want the second cell of the first", rows)
	}
}

func TestBestPrefersTheLower(t *testing.T) {
	s := Scores{3, 7, 7, 1}
	if got := s.Best(4); got != 1 {
		t.Errorf("Best is %d, want 1", got)
	}
}
