package train

import (
	"math"
	"math/rand/v2"

	"casus/english/internal/network"
)

const hidden = network.Hidden

// deep learns a network by gradient descent. Each row has one step size of its
// own, which shrinks with the gradients that it has seen (AdaGrad, Duchi et al.
// 2011, by rows).
//
// Products are converted before they are added: that forbids fused operations,
// and with them differences between processors.
type deep struct {
	slots   []slot
	mask    uint32
	keys    []uint32
	rows    [][hidden]float32
	seen    []float32
	bias    [hidden]float32
	biasSum float32
	out     [][hidden]float32
	outSum  []float32

	active []int32 // rows of the present decision
	h      [hidden]float32
	grad   [hidden]float32
}

const (
	deepSeen   = 1e-2 // gradients that every row is taken to have seen
	rowSpread  = 0.08
	outSpread  = 0.1
	firstBias  = 0.1
	outputRate = 0.5 // of the rate of rows
)

func newDeep(keys []uint32, outputs int, rng *rand.Rand) *deep {
	size := 16
	for size < 2*len(keys) {
		size *= 2
	}
	d := &deep{
		slots: make([]slot, size), mask: uint32(size - 1), keys: keys,
		rows: make([][hidden]float32, len(keys)), seen: make([]float32, len(keys)),
		out: make([][hidden]float32, outputs), outSum: make([]float32, outputs),
	}
	for r, k := range keys {
		d.slots[d.place(k)] = slot{k, int32(r)}
		for i := range d.rows[r] {
			d.rows[r][i] = float32((2*rng.Float64() - 1) * rowSpread)
		}
	}
	for k := range d.out {
		for i := range d.out[k] {
			d.out[k][i] = float32((2*rng.Float64() - 1) * outSpread)
		}
	}
	for i := range d.bias {
		d.bias[i] = firstBias
	}
	return d
}

func (d *deep) place(key uint32) uint32 {
	i := key >> 1 & d.mask
	for d.slots[i].key != key && d.slots[i].key != 0 {
		i = (i + 1) & d.mask
	}
	return i
}

// activate computes the hidden layer; each key is left out with probability
// drop.
func (d *deep) activate(keys []uint32, drop float64, rng *rand.Rand) {
	d.active = d.active[:0]
	d.h = d.bias
	for _, k := range keys {
		s := d.slots[d.place(k)]
		if s.key == 0 || drop > 0 && rng.Float64() < drop {
			continue
		}
		d.active = append(d.active, s.row)
		row, h := &d.rows[s.row], &d.h
		for i := 0; i < hidden; i += 4 {
			h[i] += row[i]
			h[i+1] += row[i+1]
			h[i+2] += row[i+2]
			h[i+3] += row[i+3]
		}
	}
	for i, x := range d.h {
		if x < 0 {
			d.h[i] = 0
		}
	}
	d.grad = [hidden]float32{}
}

// score is one output for the present decision.
func (d *deep) score(output int) float32 {
	var s [4]float32
	out := &d.out[output]
	for i := 0; i < hidden; i += 4 {
		s[0] += float32(d.h[i] * out[i])
		s[1] += float32(d.h[i+1] * out[i+1])
		s[2] += float32(d.h[i+2] * out[i+2])
		s[3] += float32(d.h[i+3] * out[i+3])
	}
	return (s[0] + s[1]) + (s[2] + s[3])
}

// push learns from the gradient of one output and notes what the hidden layer
// should have been.
func (d *deep) push(output int, g, rate float32) {
	out := &d.out[output]
	norm := float32(0)
	for i := range out {
		d.grad[i] += float32(g * out[i])
		norm += float32(d.h[i] * d.h[i])
	}
	d.outSum[output] += float32(g*g) * norm / hidden
	step := float32(outputRate*rate) * g / root(d.outSum[output]+deepSeen)
	for i := range out {
		out[i] -= float32(step * d.h[i])
	}
}

// finish learns the rows of the present decision after all its pushes.
func (d *deep) finish(rate float32) {
	norm := float32(0)
	for i := range d.grad {
		if d.h[i] == 0 {
			d.grad[i] = 0
		}
		norm += float32(d.grad[i] * d.grad[i])
	}
	if norm == 0 {
		return
	}
	norm /= hidden
	for _, r := range d.active {
		d.seen[r] += norm
		step := rate / root(d.seen[r]+deepSeen)
		row := &d.rows[r]
		for i := range row {
			row[i] -= float32(step * d.grad[i])
		}
	}
	d.biasSum += norm
	step := rate / root(d.biasSum+deepSeen)
	for i := range d.bias {
		d.bias[i] -= float32(step * d.grad[i])
	}
}

// weights are the network as whole numbers, and the value that 1 stands for in
// its outputs. The bounds are the largest weights, as in linear.Quantise.
func (d *deep) weights() (*network.Weights, float64) {
	var largest, largestOut float32
	for r := range d.rows {
		for _, x := range d.rows[r] {
			largest = max(largest, x, -x)
		}
	}
	for k := range d.out {
		for _, x := range d.out[k] {
			largestOut = max(largestOut, x, -x)
		}
	}
	unit, unitOut := largest/127, largestOut/127
	w := &network.Weights{
		Keys: d.keys, Rows: make([][hidden]int8, len(d.rows)),
		Outputs: len(d.out), Out: make([]int8, hidden*len(d.out)),
	}
	for r := range d.rows {
		for i, x := range d.rows[r] {
			w.Rows[r][i] = int8(math.Round(float64(x / unit)))
		}
	}
	for i, x := range d.bias {
		w.Bias[i] = int16(math.Round(float64(x / unit)))
	}
	for k := range d.out {
		for i, x := range d.out[k] {
			w.Out[i*len(d.out)+k] = int8(math.Round(float64(x / unitOut)))
		}
	}
	return w, float64(unit) * float64(unitOut)
}

func root(x float32) float32 { return float32(math.Sqrt(float64(x))) }
