package train

import (
	"math"

	"casus/english/internal/tagger"
	"casus/english/train/float"
)

// tagNet gives each row a score for each class of tag.
type tagNet struct {
	classes int
	scores  *matrix
	bias    *matrix
}

func newTagNet(n *network, classes int) *tagNet {
	out := tagger.Outputs(classes)
	return &tagNet{classes, n.turning(width, out, balanced(width, classes)), n.matrix(1, out, 0)}
}

// forward is the scores of each row.
func (t *tagNet) forward(c *encoding) []float32 {
	scores := c.arena.filled(c.n, t.bias.w)
	float.MulAdd(scores, len(t.bias.w), c.out, width, 1, t.scores.w, len(t.bias.w), c.n, width, len(t.bias.w))
	return scores
}

// learn adds the gradients of one batch: those of the encoder's rows to dx. It
// counts the words that are tagged right.
func (t *tagNet) learn(c *encoding, batch []*sentence, dx []float32, g *gradients) (right int) {
	out, scores := len(t.bias.w), t.forward(c)
	at := 0
	for i, s := range batch {
		first, end := c.first[i]*out, (c.first[i]+len(s.words))*out
		clear(scores[at:first])
		at = end
		if !s.hasTree() {
			clear(scores[first:end])
			continue
		}
		for k, class := range s.class {
			row := scores[first+k*out:][:out]
			if softmax(row, t.classes, int(class)) {
				right++
			}
		}
	}
	clear(scores[at:])
	c.linearBack(t.scores, t.bias, c.out, scores, dx, g)
	return right
}

// softmax turns scores into the gradient of the likelihood of the right class
// and reports whether that had the highest score. Scores beyond the classes
// become zero.
func softmax(scores []float32, classes, right int) bool {
	best := 0
	for k, x := range scores[:classes] {
		if x > scores[best] {
			best = k
		}
	}
	most, sum := scores[best], 0.0
	for k, x := range scores[:classes] {
		e := math.Exp(float64(x - most))
		scores[k] = float32(e)
		sum += e
	}
	share := float32(1 / sum)
	for k := range scores[:classes] {
		scores[k] *= share
	}
	clear(scores[classes:])
	scores[right]--
	return best == right
}

// classify is the class of each word of the batch's only sentence.
func (t *tagNet) classify(c *encoding) []tagger.Class {
	out, scores := len(t.bias.w), t.forward(c)
	list := make([]tagger.Class, c.sizes[0])
	for i := range list {
		row := scores[(c.first[0]+i)*out:][:t.classes]
		for k, x := range row {
			if x > row[list[i]] {
				list[i] = tagger.Class(k)
			}
		}
	}
	return list
}
