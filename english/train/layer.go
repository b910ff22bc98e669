package train

import (
	"math/rand/v2"

	"casus/english/train/float"
)

// layer is a layer of rectified units over sums of rows, and outputs that are
// linear in it: a decision of the parser or of the name finder.
type layer struct {
	bias    *matrix
	extra   *table
	out     *matrix // a row for each output
	outBias *matrix
}

const hiddenDrop = 0.2 // share of units left out

func newLayer(n *network, rows, outputs int) *layer {
	padded := (outputs + 7) / 8 * 8
	return &layer{n.matrix(1, width, 0), n.table(rows, 0), n.matrix(padded, width, balanced(width, 40)), n.matrix(1, padded, 0)}
}

// decision is a layer at work.
type decision struct {
	*layer
	g    *gradients // nil where nothing is learned
	rng  *rand.Rand
	h    [width]float32
	mask [width]float32
	dh   [width]float32
	used []int32 // rows of extra
}

// sums begins a decision; the caller adds rows to the result, then calls
// activate.
func (d *decision) sums() []float32 {
	copy(d.h[:], d.bias.w)
	return d.h[:]
}

func (d *decision) activate(extra []int32) {
	d.used = extra
	for _, r := range extra {
		float.Axpy(d.h[:], d.extra.row(r), 1)
	}
	if d.g == nil {
		rectify(d.h[:])
		return
	}
	border := dropBorder(hiddenDrop)
	for i, x := range d.h {
		d.h[i], d.mask[i] = 0, 0
		if d.rng.Uint32() >= border && x > 0 {
			d.mask[i] = 1 / (1 - hiddenDrop)
			d.h[i] = x * d.mask[i]
		}
	}
	clear(d.dh[:])
}

func (d *decision) score(output int) float32 {
	return float.Dot(d.h[:], d.out.w[output*width:][:width]) + d.outBias.w[output]
}

// push learns from the gradient of one output.
func (d *decision) push(output int, grad float32) {
	at := output * width
	float.Axpy(d.g.of(d.out)[at:at+width], d.h[:], grad)
	d.g.of(d.outBias)[output] += grad
	float.Axpy(d.dh[:], d.out.w[at:at+width], grad)
}

// finish learns the rows of the decision and returns the gradient of its sums.
func (d *decision) finish() []float32 {
	times(d.dh[:], d.mask[:])
	float.Axpy(d.g.of(d.bias), d.dh[:], 1)
	for _, r := range d.used {
		float.Axpy(d.g.row(d.extra, r), d.dh[:], 1)
	}
	return d.dh[:]
}
