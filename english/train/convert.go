package train

import (
	"math"
	"slices"

	"casus/english/internal/encoder"
	"casus/english/internal/kernel"
	"casus/english/internal/names"
	"casus/english/internal/parser"
	"casus/english/internal/tagger"
	"casus/english/internal/vectors"
	"casus/ud"
)

// Numbers of bits behind the binary point.
const (
	actBits = kernel.UnitBits // of the encoder's rows
	sumBits = 8               // of layers and scores: sums of many rows
)

// linearMap is a linear map in floating point: w[i*out+o].
type linearMap struct {
	in, out int
	w, bias []float32
}

// copied is a map that may be changed; bias may be nil.
func copied(m, bias *matrix) linearMap {
	l := linearMap{m.rows, m.cols, slices.Clone(m.w), make([]float32, m.cols)}
	if bias != nil {
		copy(l.bias, bias.w)
	}
	return l
}

// dense rounds a map from values of inBits to values of outBits. The weights
// get as many bits as the largest of them leaves.
func (l linearMap) dense(inBits, outBits int, floor int16) *kernel.Dense {
	largest := float32(0)
	for _, x := range l.w {
		largest = max(largest, x, -x)
	}
	bits := outBits - inBits // at least, so that the shift is not negative
	for b := max(bits, 0); b <= mostBits && float64(largest)*math.Exp2(float64(b)) < math.MaxInt16; b++ {
		bits = b
	}
	d := &kernel.Dense{In: l.in, Out: l.out, W: make([]int16, len(l.w)), Bias: make([]int32, l.out), Shift: uint(inBits + bits - outBits), Floor: floor}
	for i, x := range l.w {
		d.W[i] = int16(math.RoundToEven(float64(x) * math.Exp2(float64(bits))))
	}
	for i, x := range l.bias {
		d.Bias[i] = int32(math.RoundToEven(float64(x) * math.Exp2(float64(inBits+bits))))
	}
	return d
}

// mostBits keeps sums of products inside 32 bits: inputs of up to 2^15 times
// weights that add up to 2^4 times 2^mostBits.
const mostBits = 12

// rows rounds a table to bytes, for sums of so many bits behind the point.
func (t *table) rows(bits int) kernel.Rows {
	largest := 0.0
	for _, x := range t.w {
		largest = max(largest, math.Abs(float64(x)))
	}
	shift := 0
	for largest*math.Exp2(float64(bits-shift)) > math.MaxInt8 {
		shift++
	}
	r := kernel.Rows{Bytes: make([]int8, len(t.w)), Shift: uint(shift)}
	for i, x := range t.w {
		r.Bytes[i] = int8(math.RoundToEven(float64(x) * math.Exp2(float64(bits-shift))))
	}
	return r
}

// fixed rounds values to whole numbers with so many bits behind the point.
func fixed(list []float32, bits int) []int16 {
	out := make([]int16, len(list))
	for i, x := range list {
		out[i] = int16(max(math.MinInt16, min(math.MaxInt16, math.RoundToEven(float64(x)*math.Exp2(float64(bits))))))
	}
	return out
}

// weights is the encoder in whole numbers.
func (e *encoderNet) weights() *encoder.Weights {
	w := &encoder.Weights{Keys: e.keys, Rows: e.rows.rows(actBits)}
	project := copied(e.project, e.bias)
	project.in, project.w = vectors.Size, project.w[:vectors.Size*width]
	w.Project = project.dense(actBits, actBits, kernel.NoFloor)
	convolve := copied(e.convolve, e.convBias)
	for u := range width {
		convolve.w[(width+u)*width+u]++ // the row itself, to which the convolution is added
	}
	w.Convolve = convolve.dense(actBits, actBits, kernel.Rectify)
	for i, l := range e.layers {
		w.Layers[i].Candidate = copied(l.candidate, l.candidateBias).dense(actBits, kernel.StateBits, kernel.NoFloor)
		gate := copied(l.gate, l.gateBias)
		for k := range gate.w {
			gate.w[k] /= 4
		}
		for k := range gate.bias {
			gate.bias[k] = gate.bias[k]/4 + 0.5
		}
		w.Layers[i].Gate = gate.dense(actBits, kernel.GateBits, kernel.NoFloor)
	}
	return w
}

func (t *tagNet) weights(set *tagger.Tagset) *tagger.Weights {
	return &tagger.Weights{Tagset: set, Scores: copied(t.scores, t.bias).dense(actBits, sumBits, kernel.NoFloor)}
}

// outputs is the outputs [first, first+n) of a layer, made up to size.
func (l *layer) outputs(first, n, size int) *kernel.Dense {
	m := linearMap{width, size, make([]float32, width*size), make([]float32, size)}
	for o := range n {
		m.bias[o] = l.outBias.w[first+o]
		for i, x := range l.out.w[(first+o)*width:][:width] {
			m.w[i*size+o] = x
		}
	}
	return m.dense(sumBits, sumBits, kernel.NoFloor)
}

func (t *treeNet) weights() *parser.Weights {
	w := &parser.Weights{
		Roles:     copied(t.roles, nil).dense(actBits, sumBits, kernel.NoFloor),
		Missing:   fixed(t.missing.w, sumBits),
		Structure: t.extra.rows(sumBits),
		Actions:   t.outputs(0, 3, parser.ActionOutputs),
	}
	copy(w.Bias[:], fixed(t.bias.w, sumBits))
	for i, a := range []parser.Action{parser.Left, parser.Right} {
		w.Relations[i] = t.outputs(relationOutput(a), ud.NumDeprel, parser.RelationOutputs)
	}
	return w
}

func (n *finderNet) weights() *names.Weights {
	w := &names.Weights{
		Window: copied(n.window, n.bias).dense(actBits, sumBits, kernel.NoFloor),
		Rows:   n.extra.rows(sumBits),
		Scores: copied(n.out, n.outBias).dense(sumBits, sumBits, kernel.NoFloor),
	}
	for before := range w.Follow {
		copy(w.Follow[before][:], fixed(n.follow.w[before*names.Outputs:][:names.NumLabels], sumBits))
	}
	return w
}
