// Package confidence says how often reports of a kind were right: a logistic
// model over a few facts of a report, fitted on annotated stories by "casus
// eval --calibrate" and written down in weights.go.
//
// Right means that the annotators of the codebook have a report of the same
// type on the same sentence, sure or not. The figure says nothing about new
// kinds of text; docs/confidence.md has the reliability table. The package
// reads facts and returns a number; it is constant and safe for concurrent
// use.
package confidence

import "math"

// Facts are what the figure depends on.
type Facts struct {
	Type       string // event type
	Rule       string // the construction of the trace
	Actors     int
	Recipients int
	Status     string
	Sentences  int  // evidence sentences
	Attributed bool // on somebody's word
	InTitle    bool // the headline is among the evidence
}

// Size is the length of the vector that Vector makes.
const Size = 12 + numTypes

const numTypes = 16

var typeIndex = map[string]int{
	"AGREE": 0, "CONSULT": 1, "SUPPORT": 2, "CONCEDE": 3, "COOPERATE": 4, "AID": 5, "RETREAT": 6, "REQUEST": 7,
	"ACCUSE": 8, "REJECT": 9, "THREATEN": 10, "PROTEST": 11, "SANCTION": 12, "MOBILIZE": 13, "COERCE": 14, "ASSAULT": 15,
}

// Vector is the facts as numbers: a constant, then indicators, then one
// indicator for each type.
func Vector(f Facts) [Size]float64 {
	var v [Size]float64
	v[0] = 1
	v[1] = indicator(f.Actors > 0)
	v[2] = indicator(f.Recipients > 0)
	v[3] = indicator(f.Actors > 0 && f.Recipients > 0)
	v[4] = indicator(f.Rule == "active" || f.Rule == "passive")
	v[5] = indicator(f.Rule == "event noun")
	v[6] = indicator(f.Rule == "light verb")
	v[7] = indicator(f.Rule == "participle")
	v[8] = indicator(f.Status != "occurred")
	v[9] = indicator(f.Sentences > 1)
	v[10] = indicator(f.Attributed)
	v[11] = indicator(f.InTitle)
	if i, ok := typeIndex[f.Type]; ok {
		v[12+i] = 1
	}
	return v
}

func indicator(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// Of is the confidence in a report with these facts, in (0,1).
func Of(f Facts) float64 {
	v := Vector(f)
	return Probability(weights[:], v[:])
}

// Probability is the logistic of the weighted sum. Each product is rounded by
// itself, so that all processors give the same bits.
func Probability(weights, vector []float64) float64 {
	sum := 0.0
	for i, x := range vector {
		sum = sum + float64(weights[i]*x)
	}
	return 1 / (1 + math.Exp(-sum))
}
