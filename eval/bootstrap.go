package eval

import (
	"math/rand/v2"
	"sort"
)

// Band is the interval between the 2.5th and 97.5th percentile of a bootstrap
// over stories.
type Band struct {
	Low, High float64
}

const (
	draws         = 400
	bootstrapSeed = 1
)

// bootstrap draws stories with replacement and fills the bands of F1. The draw
// is seeded: the same files give the same bands.
func (r *Result) bootstrap() {
	n := len(r.perStory)
	if n == 0 {
		return
	}
	rnd := rand.New(rand.NewPCG(bootstrapSeed, 0))
	var report, dyad, full []float64
	for range draws {
		var c storyCount
		for range n {
			s := r.perStory[rnd.IntN(n)]
			c.report, c.dyad, c.full, c.pred, c.gold = c.report+s.report, c.dyad+s.dyad, c.full+s.full, c.pred+s.pred, c.gold+s.gold
		}
		report = append(report, prf(c.report, c.pred, c.gold).F1)
		dyad = append(dyad, prf(c.dyad, c.pred, c.gold).F1)
		full = append(full, prf(c.full, c.pred, c.gold).F1)
	}
	r.ReportBand, r.DyadBand, r.FullBand = band(report), band(dyad), band(full)
}

func band(x []float64) Band {
	sort.Float64s(x)
	return Band{x[len(x)*25/1000], x[len(x)*975/1000-1]}
}
