package review

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

func near(a, b float64) bool { return math.Abs(a-b) < 0.0005 }

// 0 of n is z²/(n+z²) at the top, which is easily checked; the others were
// worked out by the formula of the paper.
func TestWilson(t *testing.T) {
	for _, tt := range []struct {
		right, of int
		low, high float64
	}{
		{0, 0, 0, 1},
		{0, 10, 0, 0.2775},
		{10, 10, 0.7225, 1},
		{1, 2, 0.0945, 0.9055},
		{82, 200, 0.3442, 0.4792},
		{192, 200, 0.9231, 0.9796},
	} {
		if i := Wilson(tt.right, tt.of); !near(i.Low, tt.low) || !near(i.High, tt.high) {
			t.Errorf("%d of %d: %.4f to %.4f, want %.4f to %.4f", tt.right, tt.of, i.Low, i.High, tt.low, tt.high)
		}
	}
}

func TestMore(t *testing.T) {
	for _, tt := range []struct{ right, of, want int }{{0, 0, 0}, {80, 100, 145}, {400, 400, 0}} {
		got := More(tt.right, tt.of, 0.05)
		if got != tt.want {
			t.Errorf("%d of %d: %d more, want %d", tt.right, tt.of, got, tt.want)
		}
	}
}

// simulations is how many samples are drawn where each has draws of its own,
// and fewDraws how many: a quarter of what figures have, to be quick.
const (
	simulations = 1000
	fewDraws    = draws / 4
)

// covers is how often intervals hold the truth, and their mean width.
type covers struct {
	times, held int
	width       float64
}

func (c *covers) see(i Interval, truth float64) {
	c.times++
	if i.Low <= truth && truth <= i.High {
		c.held++
	}
	c.width += i.High - i.Low
}

// hold wants the truth in 93 to 97 % of the intervals.
func (c *covers) hold(t *testing.T, name string) {
	t.Helper()
	share := float64(c.held) / float64(c.times)
	t.Logf("%s: covers %.3f, mean width %.3f", name, share, c.width/float64(c.times))
	if share < 0.93 || share > 0.97 {
		t.Errorf("%s: %.3f of %d intervals hold the truth, want 0.93 to 0.97", name, share, c.times)
	}
}

// binomial draws the number of n that fall out with probability p.
func binomial(rnd *rand.Rand, n int, p float64) int {
	k := 0
	for range n {
		if rnd.Float64() < p {
			k++
		}
	}
	return k
}

// What intervals of a share cover swings with the share and the size, so that
// the shares are spread.
func TestWilsonCovers(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 1))
	for _, n := range []int{50, 100, 200, 400} {
		var c covers
		for range 4000 {
			p := 0.6 + 0.38*rnd.Float64()
			c.see(Wilson(binomial(rnd, n, p), n), p)
		}
		c.hold(t, fmt.Sprintf("Wilson of %d", n))
	}
}

// world is six classes of very unlike size and precision, as those of a store
// are: the whole is right in 0.880.
var world = []struct {
	population int
	precision  float64
}{{40000, 0.93}, {12000, 0.85}, {5000, 0.78}, {2000, 0.70}, {800, 0.55}, {300, 0.40}}

func TestWeightedCovers(t *testing.T) {
	var right, all float64
	for _, w := range world {
		right, all = right+float64(w.population)*w.precision, all+float64(w.population)
	}
	truth := right / all
	rnd := rand.New(rand.NewPCG(2, 2))
	for _, size := range []int{10, 20, 40} {
		var byWeight, pooled covers
		for range simulations {
			var strata []Stratum
			sum := 0
			for _, w := range world {
				k := binomial(rnd, size, w.precision)
				sum += k
				strata = append(strata, Stratum{w.population, size, size, k})
			}
			_, i, ok := weighted(strata, fewDraws)
			if !ok {
				t.Fatal("no figure")
			}
			byWeight.see(i, truth)
			pooled.see(Wilson(sum, size*len(world)), truth)
		}
		byWeight.hold(t, fmt.Sprintf("weighted, %d a class", size))
		// The trap: the same cards counted as if they were drawn at random.
		if pooled.held > pooled.times/10 {
			t.Errorf("pooled intervals hold the truth %d times of %d; the simulation is too tame to show anything", pooled.held, pooled.times)
		}
	}
}

// A measure that is about a part of the cards alone, as a field is about the
// reports that are events.
func TestWeightedBaseCovers(t *testing.T) {
	const event = 0.9
	var right, all float64
	for _, w := range world {
		right, all = right+float64(w.population)*event*w.precision, all+float64(w.population)*event
	}
	truth := right / all
	rnd := rand.New(rand.NewPCG(3, 3))
	var c covers
	for range simulations {
		var strata []Stratum
		for _, w := range world {
			base := binomial(rnd, 20, event)
			strata = append(strata, Stratum{w.population, 20, base, binomial(rnd, base, w.precision)})
		}
		_, i, _ := weighted(strata, fewDraws)
		c.see(i, truth)
	}
	c.hold(t, "weighted, a part")
}

// Articles differ: what is missed is missed together. A recall of 0.7 on
// average, with an intraclass correlation of 0.2, and 0 to 8 events an article.
func TestRecallCovers(t *testing.T) {
	articles, events := recallCovers(60)
	articles.hold(t, "recall")
	if share := float64(events.held) / float64(events.times); share > 0.9 {
		t.Errorf("intervals over events hold the truth in %.3f; the simulation is too tame to show anything", share)
	}
}

// recallCovers reads samples of so many articles.
func recallCovers(size int) (articles, events covers) {
	const truth, icc = 0.7, 0.2
	a, b := truth*(1-icc)/icc, (1-truth)*(1-icc)/icc
	rnd := rand.New(rand.NewPCG(4, 4))
	for range simulations {
		var list []Counted
		found, all := 0, 0
		for range size {
			x := gamma(rnd, a)
			p := x / (x + gamma(rnd, b))
			n := rnd.IntN(9)
			k := binomial(rnd, n, p)
			list = append(list, Counted{k, n - k})
			found, all = found+k, all+n
		}
		_, i, _ := recall(list, fewDraws)
		articles.see(i, truth)
		events.see(Wilson(found, all), truth)
	}
	return articles, events
}

// With few articles the interval may be too wide, not too narrow.
func TestRecallOfFew(t *testing.T) {
	for _, size := range []int{2, 5, 10, 15, 20, 30} {
		articles, _ := recallCovers(size)
		share := float64(articles.held) / float64(articles.times)
		t.Logf("%d articles: covers %.3f, mean width %.3f", size, share, articles.width/float64(articles.times))
		if share < 0.93 {
			t.Errorf("%d articles: %.3f of the intervals hold the truth, want 0.93 at least", size, share)
		}
	}
}

func TestRecall(t *testing.T) {
	for _, tt := range []struct {
		name      string
		articles  []Counted
		share     float64
		low, high float64
		ok        bool
	}{
		{"no article", nil, 0, 0, 1, false},
		{"no events", []Counted{{0, 0}, {0, 0}}, 0, 0, 1, false},
		{"nothing missed is no proof", []Counted{{3, 0}, {2, 0}, {0, 0}}, 1, 0.3424, 1, true},
		{"one article is no proof either", []Counted{{12, 2}}, 12.0 / 14, 0.1525, 0.9950, true},
		{"nothing found", []Counted{{0, 3}, {0, 2}}, 0, 0, 0.6576, true},
	} {
		share, i, ok := Recall(tt.articles)
		if ok != tt.ok || !near(share, tt.share) || !near(i.Low, tt.low) || !near(i.High, tt.high) {
			t.Errorf("%s: %.4f (%.4f to %.4f) %v, want %.4f (%.4f to %.4f) %v", tt.name, share, i.Low, i.High, ok, tt.share, tt.low, tt.high, tt.ok)
		}
	}
}

func TestWeighted(t *testing.T) {
	share, _, ok := Weighted([]Stratum{{900, 10, 10, 9}, {100, 10, 10, 5}})
	if !ok || !near(share, 0.86) {
		t.Errorf("%.4f %v, want 0.8600", share, ok)
	}
	if share, i, _ := Weighted([]Stratum{{900, 10, 10, 10}, {100, 10, 10, 10}}); share != 1 || i.High != 1 {
		t.Errorf("all right: %v up to %v", share, i.High)
	}
	if _, _, ok := Weighted([]Stratum{{900, 10, 10, 9}, {100, 0, 0, 0}}); ok {
		t.Error("a figure for the whole though a class was not judged")
	}
}

// The example is of Cohen's paper in its usual form: 20 yes and yes, 15 no and
// no, 5 and 10 apart.
func TestKappa(t *testing.T) {
	if k, ok := Kappa(20, 15, 5, 10); !ok || !near(k, 0.4) {
		t.Errorf("%.4f %v, want 0.4", k, ok)
	}
	if _, ok := Kappa(10, 0, 0, 0); ok {
		t.Error("a kappa where both always say the same")
	}
}
