package tagger

import (
	"slices"

	"casus/english/internal/kernel"
	"casus/english/internal/pack"
)

// Model is a trained tagger: the classes' scores are linear in the rows of the
// encoder.
type Model struct {
	Tagset *Tagset
	scores *kernel.Matrix
}

// Scratch is the working memory of one tagging. The zero value is ready to
// use; it must not be shared.
type Scratch struct {
	scores []int16
}

// Outputs is the number of scores for a number of classes.
func Outputs(classes int) int { return (classes + 15) / 16 * 16 }

// Tag writes the class of each of n rows of an encoder.Batch; the classes of
// rows that belong to no word mean nothing.
func (m *Model) Tag(rows []int16, n int, out []Class, s *Scratch) {
	classes := len(m.Tagset.Tags)
	ld := Outputs(classes)
	s.scores = slices.Grow(s.scores[:0], n*ld)[:n*ld]
	m.scores.Mul(s.scores, ld, rows, kernel.Width, n)
	for i := range n {
		out[i] = Class(highest(s.scores[i*ld:][:classes]))
	}
}

// highest is the position of the highest score, the first of equals.
func highest(scores []int16) int {
	best, most := 0, scores[0]
	for c, x := range scores {
		if x > most {
			best, most = c, x
		}
	}
	return best
}

// Weights is a tagger as training makes it.
type Weights struct {
	Tagset *Tagset
	Scores *kernel.Dense
}

// Write packs tag set and weights.
func (w *Weights) Write(p *pack.Writer) {
	w.Tagset.Write(p)
	w.Scores.Write(p)
}

// ReadModel unpacks what Write wrote.
func ReadModel(r *pack.Reader) *Model {
	set := ReadTagset(r)
	if len(set.Tags) == 0 || len(set.Tags) > MaxClasses {
		r.Fail()
		set = NewTagset([]string{"X|_|_"})
	}
	return &Model{Tagset: set, scores: kernel.ReadMatrix(r, kernel.Width, Outputs(len(set.Tags)))}
}

// MaxClasses bounds what a damaged file can make the reader allocate.
const MaxClasses = 1024
