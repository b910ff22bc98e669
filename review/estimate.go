package review

import (
	"math"
	"math/rand/v2"
	"slices"
)

// Interval is a 95 % interval, both bounds in [0,1].
type Interval struct {
	Low  float64 `json:"low"`
	High float64 `json:"high"`
}

// z95 is the 97.5th percentile of the normal distribution.
const z95 = 1.959963984540054

// Wilson is Wilson's 95 % interval for a share of which right of a sample were
// found; 0 to 1 for an empty sample.
func Wilson(right, of int) Interval {
	if of == 0 {
		return Interval{0, 1}
	}
	return wilson(float64(right)/float64(of), of)
}

// wilson is Wilson's interval for a share p of a sample of n.
func wilson(p float64, of int) Interval {
	n, zz := float64(of), z95*z95
	middle := p + zz/(2*n)
	reach := z95 * math.Sqrt(p*(1-p)/n+zz/(4*n*n))
	i := Interval{(middle - reach) / (1 + zz/n), (middle + reach) / (1 + zz/n)}
	// Exact at the ends, where rounding would leave a trace.
	if p == 0 {
		i.Low = 0
	}
	if p == 1 {
		i.High = 1
	}
	return i
}

// More is how many cards beyond of would bring Wilson's interval to within
// reach on either side, were the share to stay the same.
func More(right, of int, reach float64) int {
	if of == 0 {
		return 0
	}
	p := float64(right) / float64(of)
	for n := of; ; n++ {
		i := Wilson(int(math.Round(p*float64(n))), n)
		if (i.High-i.Low)/2 <= reach {
			return n - of
		}
	}
}

// Stratum is what was found in one class of a sample of equal size per class.
type Stratum struct {
	Population int // reports of the class in the store
	Judged     int // of the sample
	Base       int // of them, those that the measure is about
	Right      int // of Base
}

// The draws of an interval, and their seed: the same judgements give the same
// figures.
const (
	draws    = 4000
	drawSeed = 20260301
)

// Weighted is the share that is right in the whole of the classes, each with
// the weight of its population, and a 95 % interval from draws of Beta(½,½)
// posteriors. ok is false where a class has not been judged, for then nothing
// is known of the whole.
func Weighted(strata []Stratum) (share float64, i Interval, ok bool) {
	return weighted(strata, draws)
}

func weighted(strata []Stratum, draws int) (share float64, i Interval, ok bool) {
	var right, base float64
	for _, s := range strata {
		if s.Judged == 0 {
			return 0, Interval{0, 1}, false
		}
		w := float64(s.Population) / float64(s.Judged)
		right += float64(w * float64(s.Right))
		base += float64(w * float64(s.Base))
	}
	if base == 0 {
		return 0, Interval{0, 1}, false
	}
	rnd := rand.New(rand.NewPCG(drawSeed, 1))
	list := make([]float64, draws)
	for n := range list {
		var r, b float64
		for _, s := range strata {
			inside := 1.0
			if s.Base < s.Judged {
				inside = beta(rnd, s.Base, s.Judged-s.Base)
			}
			inside *= float64(s.Population)
			b += inside
			r += float64(inside * beta(rnd, s.Right, s.Base-s.Right))
		}
		list[n] = r / b
	}
	// Draws never reach the ends; the interval holds its own estimate.
	share, i = right/base, middle95(list)
	return share, Interval{min(i.Low, share), max(i.High, share)}, true
}

// beta draws from the posterior of a share after Beta(½,½).
func beta(rnd *rand.Rand, yes, no int) float64 {
	a := gamma(rnd, float64(yes)+0.5)
	return a / (a + gamma(rnd, float64(no)+0.5))
}

// gamma draws from a gamma distribution with scale 1, by Marsaglia and Tsang,
// ACM TOMS 26 (2000); below shape 1 by their step of section 6.
func gamma(rnd *rand.Rand, shape float64) float64 {
	if shape < 1 {
		return gamma(rnd, shape+1) * math.Pow(rnd.Float64(), 1/shape)
	}
	d := shape - 1.0/3
	c := 1 / math.Sqrt(9*d)
	for {
		x := rnd.NormFloat64()
		v := 1 + float64(c*x)
		if v <= 0 {
			continue
		}
		v = v * v * v
		if math.Log(rnd.Float64()) < 0.5*x*x+d-float64(d*v)+float64(d*math.Log(v)) {
			return d * v
		}
	}
}

// Counted is one article read whole: of the events in it, how many casus has.
type Counted struct {
	Found, Missed int
}

// Recall is the share of events found in all articles and its 95 % interval
// from a bootstrap that draws articles, since what is missed is missed together.
// ok is false where no article has an event. A bootstrap knows nothing beyond
// the articles it has: where nothing was missed, or nothing found, every draw
// is the same, and with few articles draws differ too little. With fewer than
// fewArticles, or where all is alike, the interval is no narrower than Wilson's
// for as many events as there are articles with events.
func Recall(articles []Counted) (share float64, i Interval, ok bool) {
	return recall(articles, draws)
}

func recall(articles []Counted, draws int) (share float64, i Interval, ok bool) {
	found, all, with := 0, 0, 0
	for _, a := range articles {
		found, all = found+a.Found, all+a.Found+a.Missed
		if a.Found+a.Missed > 0 {
			with++
		}
	}
	switch {
	case all == 0:
		return 0, Interval{0, 1}, false
	case found == all:
		return 1, Wilson(with, with), true
	case found == 0:
		return 0, Wilson(0, with), true
	}
	rnd := rand.New(rand.NewPCG(drawSeed, 2))
	var list []float64
	for range draws {
		f, n := 0, 0
		for range articles {
			a := articles[rnd.IntN(len(articles))]
			f, n = f+a.Found, n+a.Found+a.Missed
		}
		if n > 0 {
			list = append(list, float64(f)/float64(n))
		}
	}
	share, i = float64(found)/float64(all), widened(float64(found)/float64(all), middle95(list), with)
	if with < fewArticles {
		floor := wilson(share, with)
		i = Interval{min(i.Low, floor.Low), max(i.High, floor.High)}
	}
	return share, i, true
}

// fewArticles is below how many articles with events a bootstrap over them is
// not trusted at all.
const fewArticles = 10

// widened is an interval from a bootstrap over n things made as much wider as
// the t distribution with n−1 degrees of freedom is than the normal one, and
// by n/(n−1) for the variance, since a bootstrap of few is too narrow. It is
// done in the logarithm of the odds, which has no ends to go beyond.
func widened(share float64, i Interval, n int) Interval {
	if n < 2 || share <= 0 || share >= 1 {
		return i
	}
	factor := t95(n-1) / z95 * math.Sqrt(float64(n)/float64(n-1))
	middle := logit(share)
	move := func(bound float64) float64 {
		if bound <= 0 || bound >= 1 {
			return bound
		}
		return 1 / (1 + math.Exp(-(middle + float64(factor*(logit(bound)-middle)))))
	}
	return Interval{move(i.Low), move(i.High)}
}

func logit(p float64) float64 { return math.Log(p / (1 - p)) }

// t95 is the 97.5th percentile of the t distribution, by the expansion of
// Abramowitz and Stegun, 26.7.5.
func t95(freedom int) float64 {
	z, v := z95, float64(freedom)
	z3, z5, z7 := math.Pow(z, 3), math.Pow(z, 5), math.Pow(z, 7)
	return z + (z3+z)/(4*v) + (5*z5+16*z3+3*z)/(96*v*v) + (3*z7+19*z5+17*z3-15*z)/(384*v*v*v)
}

// middle95 is the interval between the 2.5th and the 97.5th percentile. It
// sorts the list.
func middle95(list []float64) Interval {
	slices.Sort(list)
	return Interval{list[len(list)*25/1000], list[len(list)-1-len(list)*25/1000]}
}

// Kappa is Cohen's kappa (1960) of two readings of the same cards, by whether
// each found the report right: both, neither, only the first, only the second.
// ok is false where chance alone would have them agree always.
func Kappa(both, neither, first, second int) (kappa float64, ok bool) {
	n := float64(both + neither + first + second)
	if n == 0 {
		return 0, false
	}
	agreed := float64(both+neither) / n
	a, b := float64(both+first)/n, float64(both+second)/n
	chance := float64(a*b) + float64((1-a)*(1-b))
	if chance == 1 {
		return 0, false
	}
	return (agreed - chance) / (1 - chance), true
}

// kappaInterval is a 95 % interval of Kappa from a bootstrap over the cards.
func kappaInterval(both, neither, first, second int) (Interval, bool) {
	n := both + neither + first + second
	rnd := rand.New(rand.NewPCG(drawSeed, 3))
	var list []float64
	for range draws {
		var c [4]int
		for range n {
			at := rnd.IntN(n)
			switch {
			case at < both:
				c[0]++
			case at < both+neither:
				c[1]++
			case at < both+neither+first:
				c[2]++
			default:
				c[3]++
			}
		}
		if k, ok := Kappa(c[0], c[1], c[2], c[3]); ok {
			list = append(list, k)
		}
	}
	// Where most draws have no kappa the rest says little.
	if len(list) < draws/2 {
		return Interval{-1, 1}, false
	}
	return middle95(list), true
}
