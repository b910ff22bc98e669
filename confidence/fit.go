package confidence

// Case is one coded report with the judgement of the annotators. Cases of one
// Story are kept together when figures are cross-validated.
type Case struct {
	Facts Facts
	Right bool
	Story string
}

const (
	rounds  = 4000
	rate    = 0.5
	penalty = 2.0 // of the squared weights, the constant left out
)

// Fit finds the weights that make the cases most likely, with a penalty that
// keeps rare facts near zero. The same cases give the same weights.
func Fit(cases []Case) [Size]float64 {
	var w [Size]float64
	if len(cases) == 0 {
		return w
	}
	vectors := make([][Size]float64, len(cases))
	for i, c := range cases {
		vectors[i] = Vector(c.Facts)
	}
	n := float64(len(cases))
	for range rounds {
		var gradient [Size]float64
		for i, c := range cases {
			miss := indicator(c.Right) - Probability(w[:], vectors[i][:])
			for k, x := range vectors[i] {
				gradient[k] += float64(miss * x)
			}
		}
		for k := range w {
			g := gradient[k]
			if k > 0 {
				g -= float64(penalty * w[k])
			}
			w[k] += float64(rate * g / n)
		}
	}
	return w
}

// Bin is a row of a reliability table: of the reports with a confidence in
// [Low, High), how many there are, what they promise and how many were right.
type Bin struct {
	Low, High float64
	Cases     int
	Promised  float64 // mean confidence
	Right     float64 // share that was right
}

const (
	folds = 5
	bins  = 5
)

// Reliability cross-validates over stories: each fifth of the stories gets its
// confidence from weights fitted on the others.
func Reliability(cases []Case) []Bin {
	fold := map[string]int{}
	for _, c := range cases {
		if _, ok := fold[c.Story]; !ok {
			fold[c.Story] = len(fold) % folds
		}
	}
	table := make([]Bin, bins)
	for k := range folds {
		var train []Case
		for _, c := range cases {
			if fold[c.Story] != k {
				train = append(train, c)
			}
		}
		w := Fit(train)
		for _, c := range cases {
			if fold[c.Story] != k {
				continue
			}
			v := Vector(c.Facts)
			p := Probability(w[:], v[:])
			b := &table[min(int(p*bins), bins-1)]
			b.Cases++
			b.Promised += p
			b.Right += indicator(c.Right)
		}
	}
	for i := range table {
		b := &table[i]
		b.Low, b.High = float64(i)/bins, float64(i+1)/bins
		if b.Cases > 0 {
			b.Promised /= float64(b.Cases)
			b.Right /= float64(b.Cases)
		}
	}
	return table
}
