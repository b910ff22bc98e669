// Package network is one hidden layer over hashed features: every feature has a
// row of small weights, the rows of a decision are added up, negative sums
// become zero, and each output is a weighted sum of the rest.
//
// All arithmetic is on integers, eight weights to a machine word, so the result
// is the same on every machine. A Net is read-only and safe for concurrent use.
package network

import (
	"encoding/binary"

	"casus/english/internal/linear"
	"casus/english/internal/pack"
)

// Hidden is the number of hidden units.
const Hidden = 128

const wordsPerRow = Hidden / 8

// maxRows bounds how many rows one decision adds up, so that sums stay inside
// 16 bits.
const maxRows = 200

// Layer is the state of the hidden units.
type Layer [Hidden]int32

// Net is a trained network.
type Net struct {
	slots   []linear.Slot // At is the row plus 1
	mask    uint32
	rows    []row
	bias    [Hidden]int32
	outputs int
	out     []int16 // Hidden rows of outputs
}

// row has Hidden bytes, each a weight plus 128.
type row [wordsPerRow]uint64

// Weights is a network as training makes it.
type Weights struct {
	Keys    []uint32 // sorted, not 0
	Rows    [][Hidden]int8
	Bias    [Hidden]int16
	Outputs int
	Out     []int8 // Hidden rows of outputs
}

// New makes a network of its weights.
func New(w *Weights) *Net {
	size := 16
	for size < 2*len(w.Keys) {
		size *= 2
	}
	n := &Net{
		slots: make([]linear.Slot, size), mask: uint32(size - 1), rows: make([]row, len(w.Keys)),
		outputs: w.Outputs, out: make([]int16, len(w.Out)),
	}
	var raw [Hidden]byte
	for r, key := range w.Keys {
		i := key >> 1 & n.mask
		for n.slots[i].Key != 0 {
			i = (i + 1) & n.mask
		}
		n.slots[i] = linear.Slot{Key: key, At: uint32(r) + 1}
		for j, x := range w.Rows[r] {
			raw[j] = byte(int(x) + 128)
		}
		for j := range n.rows[r] {
			n.rows[r][j] = binary.LittleEndian.Uint64(raw[8*j:])
		}
	}
	for i, b := range w.Bias {
		n.bias[i] = int32(b)
	}
	for i, x := range w.Out {
		n.out[i] = int16(x)
	}
	return n
}

// Activate computes the hidden layer from the rows of the keys.
func (n *Net) Activate(h *Layer, keys []uint32) {
	const low = 0x00FF00FF00FF00FF
	var even, odd [wordsPerRow]uint64 // sums of bytes 0, 2, 4, 6 and of 1, 3, 5, 7
	var found [maxRows]uint32
	rows := found[:linear.Find(found[:], n.slots, n.mask, keys)]
	for _, r := range rows {
		for j, x := range &n.rows[r-1] {
			even[j] += x & low
			odd[j] += x >> 8 & low
		}
	}
	count := int32(len(rows))
	for j := range wordsPerRow {
		for lane := range 4 {
			at := 8*j + 2*lane
			shift := 16 * lane
			h[at] = max(0, n.bias[at]+int32(even[j]>>shift&0xFFFF)-128*count)
			h[at+1] = max(0, n.bias[at+1]+int32(odd[j]>>shift&0xFFFF)-128*count)
		}
	}
}

// Add adds the outputs [from, from+len(scores)) to the scores.
func (n *Net) Add(scores []int32, h *Layer, from int) {
	for i, x := range h {
		if x == 0 {
			continue
		}
		out := n.out[i*n.outputs+from:][:len(scores)]
		for k, w := range out {
			scores[k] += x * int32(w)
		}
	}
}

// Write packs the weights.
func (w *Weights) Write(p *pack.Writer) {
	p.Keys(w.Keys)
	for unit := range Hidden {
		for r := range w.Rows {
			p.Int8(w.Rows[r][unit])
		}
	}
	for _, b := range w.Bias {
		p.Int8(int8(b >> 8))
		p.Int8(int8(b))
	}
	p.Uint(uint64(w.Outputs))
	for _, x := range w.Out {
		p.Int8(x)
	}
}

// Read unpacks what Write wrote. outputs is how many the caller is going to
// ask for.
func Read(p *pack.Reader, outputs int) *Net {
	w := &Weights{Keys: p.Keys()}
	rows := p.Take(Hidden * len(w.Keys))
	bias := p.Take(2 * Hidden)
	w.Outputs = int(p.Uint() % 1024)
	out := p.Take(Hidden * outputs)
	if p.Err() != nil || w.Outputs != outputs {
		p.Fail()
		return New(&Weights{Outputs: outputs, Out: make([]int8, Hidden*outputs)})
	}
	w.Rows = make([][Hidden]int8, len(w.Keys))
	for unit := range Hidden {
		for r := range w.Rows {
			w.Rows[r][unit] = int8(rows[unit*len(w.Keys)+r])
		}
	}
	for i := range w.Bias {
		w.Bias[i] = int16(bias[2*i])<<8 | int16(bias[2*i+1])
	}
	w.Out = make([]int8, len(out))
	for i, x := range out {
		w.Out[i] = int8(x)
	}
	return New(w)
}
