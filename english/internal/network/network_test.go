package network

import (
	"math/rand/v2"
	"testing"

	"casus/english/internal/pack"
)

func randomWeights(rng *rand.Rand, rows, outputs int) *Weights {
	w := &Weights{Rows: make([][Hidden]int8, rows), Outputs: outputs, Out: make([]int8, Hidden*outputs)}
	for r := range w.Rows {
		w.Keys = append(w.Keys, uint32(2*r+1)*7919|1)
		for i := range w.Rows[r] {
			w.Rows[r][i] = int8(rng.IntN(255) - 127)
		}
	}
	for i := range w.Bias {
		w.Bias[i] = int16(rng.IntN(2001) - 1000)
	}
	for i := range w.Out {
		w.Out[i] = int8(rng.IntN(255) - 127)
	}
	return w
}

// TestAgainstPlainSums compares the packed arithmetic with loops over single
// numbers, at the largest number of rows too.
func TestAgainstPlainSums(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 3))
	w := randomWeights(rng, 300, 11)
	var p pack.Writer
	w.Write(&p)
	r := pack.NewReader(p.Bytes)
	n := Read(r, 11)
	if r.Err() != nil {
		t.Fatal(r.Err())
	}
	for _, count := range []int{0, 1, 80, maxRows} {
		var keys []uint32
		var want Layer
		for i := range want {
			want[i] = int32(w.Bias[i])
		}
		for range count {
			row := rng.IntN(len(w.Keys))
			keys = append(keys, w.Keys[row])
			for i := range want {
				want[i] += int32(w.Rows[row][i])
			}
		}
		scores := make([]int32, 4)
		for i := range want {
			want[i] = max(0, want[i])
			for k := range scores {
				scores[k] += want[i] * int32(w.Out[i*11+5+k])
			}
		}
		var got Layer
		n.Activate(&got, keys)
		var first [3]int32
		for i, x := range want {
			for k := range first {
				first[k] += x * int32(w.Out[i*11+k])
			}
		}
		if three := n.Three(&got); three != first {
			t.Fatalf("%d rows: first outputs %v, want %v", count, three, first)
		}
		if got != want {
			t.Fatalf("%d rows: layer %v, want %v", count, got, want)
		}
		sums := make([]int32, 4)
		n.Add(sums, &got, 5)
		for k := range sums {
			if sums[k] != scores[k] {
				t.Fatalf("%d rows: output %d is %d, want %d", count, k, sums[k], scores[k])
			}
		}
	}
}

func TestUnknownKeysCountForNothing(t *testing.T) {
	w := randomWeights(rand.New(rand.NewPCG(4, 4)), 10, 1)
	n := New(w)
	var none, unknown Layer
	n.Activate(&none, nil)
	n.Activate(&unknown, []uint32{1 << 20, 1<<21 + 1})
	if none != unknown {
		t.Error("keys that are not there change the layer")
	}
}
