package train

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"casus/english/internal/names"
)

// toyLattice is a lattice of random scores and the scores of a run of n words.
func toyLattice(rng *rand.Rand, n int) (*lattice, []float32) {
	net := &network{rng: rng}
	return &lattice{follow: net.matrix(names.Outputs, names.Outputs, 1)}, net.random(n*names.Outputs, 2)
}

// everyWay calls do for all ways to label n words, with the sum of scores of each.
func everyWay(t *lattice, scores []float32, n int, do func(path []names.Label, sum float64)) {
	var walk func(path []names.Label, sum float64)
	walk = func(path []names.Label, sum float64) {
		last := names.Outside
		if len(path) > 0 {
			last = path[len(path)-1]
		}
		if len(path) == n {
			do(path, sum+float64(t.follow.w[int(last)*names.Outputs]))
			return
		}
		for l := range names.Label(labels) {
			if l.CanFollow(last) {
				walk(append(path, l), sum+float64(t.follow.w[int(last)*names.Outputs+int(l)])+float64(scores[len(path)*names.Outputs+int(l)]))
			}
		}
	}
	walk(nil, 0)
}

// TestLatticeKnowsAllWays compares gradients and the best way with those of all
// ways, one by one.
func TestLatticeKnowsAllWays(t *testing.T) {
	const n = 4
	rng := rand.New(rand.NewPCG(7, 7))
	for range 20 {
		lat, scores := toyLattice(rng, n)
		want := []names.Label{names.Begin(1), names.Inside(1), names.Outside, names.Begin(3)}
		shares, pairs := make([]float64, n*names.Outputs), make([]float64, names.Outputs*names.Outputs)
		count := func(path []names.Label, x float64) {
			last := names.Outside
			for i, l := range path {
				shares[i*names.Outputs+int(l)] += x
				pairs[int(last)*names.Outputs+int(l)] += x
				last = l
			}
			pairs[int(last)*names.Outputs] += x
		}
		total, most := 0.0, math.Inf(-1)
		var best []names.Label
		everyWay(lat, scores, n, func(path []names.Label, sum float64) {
			total += math.Exp(sum)
			if sum > most {
				most, best = sum, slices.Clone(path)
			}
		})
		everyWay(lat, scores, n, func(path []names.Label, sum float64) { count(path, math.Exp(sum)/total) })
		count(want, -1)

		found := make([]names.Label, n)
		lat.best(scores, found)
		if !slices.Equal(found, best) {
			t.Errorf("best labels %d, want %d", found, best)
		}
		lat.read()
		g := make([]float32, len(pairs))
		lat.learn(scores, want, g)
		for i, w := range shares {
			if math.Abs(float64(scores[i])-w) > 1e-4 {
				t.Fatalf("gradient of label %d of word %d is %.5f, want %.5f", i%names.Outputs, i/names.Outputs, scores[i], w)
			}
		}
		for i, w := range pairs {
			if math.Abs(float64(g[i])-w) > 1e-4 {
				t.Fatalf("gradient of label %d behind %d is %.5f, want %.5f", i%names.Outputs, i/names.Outputs, g[i], w)
			}
		}
	}
}
