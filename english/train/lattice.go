package train

import (
	"math"

	"casus/english/internal/names"
)

// lattice is all ways to label a run of words, each with a probability: the
// exponential of the sum of scores of its labels and of its pairs of labels, made
// to add up to 1 (Lafferty et al. 2001). Before the run and behind it is Outside.
type lattice struct {
	follow  *matrix          // scores of pairs, before·names.Outputs + label
	factors [labels]weighing // exponentials of these, 0 for what cannot be
	factor  []weighing       // of the labels of each word
	ahead   []weighing       // of each label given the words up to it
	behind  []weighing       // of each label given the words behind it
}

const labels = names.NumLabels

// weighing is a number for each label.
type weighing [labels]float64

// scale makes the numbers add up to 1.
func (w *weighing) scale() {
	sum := 0.0
	for _, x := range w {
		sum += x
	}
	for l := range w {
		w[l] /= sum
	}
}

// read takes the present scores of pairs over.
func (t *lattice) read() {
	for before := range labels {
		for l := range labels {
			t.factors[before][l] = 0
			if names.Label(l).CanFollow(names.Label(before)) {
				t.factors[before][l] = math.Exp(float64(t.follow.w[before*names.Outputs+l]))
			}
		}
	}
}

// learn turns the scores of a run, names.Outputs for each word, into gradients for
// the labels that are wanted, and adds those of pairs to g.
func (t *lattice) learn(scores []float32, want []names.Label, g []float32) {
	t.walk(scores, len(want))
	last := names.Outside
	for i, w := range want {
		before := weighing{1}
		if i > 0 {
			before = t.ahead[i-1]
		}
		var both weighing
		for l := range labels {
			both[l] = t.factor[i][l] * t.behind[i][l]
		}
		t.learnPairs(&before, &both, g)
		g[int(last)*names.Outputs+int(w)]--
		var share weighing
		for l := range labels {
			share[l] = t.ahead[i][l] * t.behind[i][l]
		}
		share.scale()
		row := scores[i*names.Outputs:][:names.Outputs]
		clear(row)
		for l := range labels {
			row[l] = float32(share[l])
		}
		row[w]--
		last = w
	}
	t.learnPairs(&t.ahead[len(want)-1], &weighing{1}, g)
	g[int(last)*names.Outputs]--
}

// learnPairs adds the probabilities of pairs of labels to g.
func (t *lattice) learnPairs(before, behind *weighing, g []float32) {
	sum := 0.0
	for p := range labels {
		for l := range labels {
			sum += before[p] * t.factors[p][l] * behind[l]
		}
	}
	for p := range labels {
		for l := range labels {
			g[p*names.Outputs+l] += float32(before[p] * t.factors[p][l] * behind[l] / sum)
		}
	}
}

// walk fills factor, ahead and behind.
func (t *lattice) walk(scores []float32, n int) {
	t.factor, t.ahead, t.behind = t.factor[:0], t.ahead[:0], t.behind[:0]
	before := weighing{1}
	for i := range n {
		row := scores[i*names.Outputs:][:labels]
		most := row[0]
		for _, x := range row {
			most = max(most, x)
		}
		var e, a weighing
		for l := range labels {
			e[l] = math.Exp(float64(row[l] - most))
			for p := range labels {
				a[l] += before[p] * t.factors[p][l]
			}
			a[l] *= e[l]
		}
		a.scale()
		t.factor, t.ahead, t.behind = append(t.factor, e), append(t.ahead, a), append(t.behind, weighing{})
		before = a
	}
	behind := weighing{1}
	for i := n - 1; i >= 0; i-- {
		b := &t.behind[i]
		for l := range labels {
			for q := range labels {
				b[l] += t.factors[l][q] * behind[q]
			}
		}
		b.scale()
		for l := range labels {
			behind[l] = b[l] * t.factor[i][l]
		}
	}
}

// best labels a run of words in the most probable way (Viterbi 1967).
func (t *lattice) best(scores []float32, found []names.Label) {
	from := make([][labels]names.Label, len(found))
	sums := [labels]float32{}
	for l := 1; l < labels; l++ {
		sums[l] = never
	}
	for i := range found {
		next := [labels]float32{}
		for l := range names.Label(labels) {
			next[l] = never
			for before := range names.Label(labels) {
				if sum := sums[before] + t.follow.w[int(before)*names.Outputs+int(l)]; l.CanFollow(before) && sum > next[l] {
					next[l], from[i][l] = sum, before
				}
			}
			next[l] += scores[i*names.Outputs+int(l)]
		}
		sums = next
	}
	last := names.Outside
	for l := range names.Label(labels) {
		if sums[l]+t.follow.w[int(l)*names.Outputs] > sums[last]+t.follow.w[int(last)*names.Outputs] {
			last = l
		}
	}
	for i := len(found) - 1; i >= 0; i-- {
		found[i] = last
		last = from[i][last]
	}
}

// never is a score that nothing makes good.
const never = -1e9
