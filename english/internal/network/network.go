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
	out     []int32          // Hidden rows of outputs
	three   [Hidden][3]int32 // the first three of them
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
		outputs: w.Outputs, out: make([]int32, len(w.Out)),
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
		n.out[i] = int32(x)
	}
	for i := range n.three {
		copy(n.three[i][:], n.out[i*n.outputs:(i+1)*n.outputs])
	}
	return n
}

// Activate computes the hidden layer from the rows of the keys.
func (n *Net) Activate(h *Layer, keys []uint32) {
	var found [maxRows]uint32
	rows := found[:linear.Find(found[:], n.slots, n.mask, keys)]
	for block := 0; block < wordsPerRow; block += blockWords {
		n.activateBlock((*[8 * blockWords]int32)(h[8*block:]), rows, block)
	}
}

// blockWords is how many words of a row are added up at a time: so many that
// the sums stay in registers.
const blockWords = 4

// activateBlock computes the units of the words [block, block+blockWords). Each
// sum has the even or the odd bytes of one word in four lanes of 16 bits.
func (n *Net) activateBlock(h *[8 * blockWords]int32, rows []uint32, block int) {
	const low = 0x00FF00FF00FF00FF
	var a, b, c, d, e, f, g, k uint64
	for _, r := range rows {
		w := (*[blockWords]uint64)(n.rows[r-1][block:])
		a += w[0] & low
		b += w[0] >> 8 & low
		c += w[1] & low
		d += w[1] >> 8 & low
		e += w[2] & low
		f += w[2] >> 8 & low
		g += w[3] & low
		k += w[3] >> 8 & low
	}
	zero := 128 * int32(len(rows))
	bias := (*[8 * blockWords]int32)(n.bias[8*block:])
	for j, sum := range [2 * blockWords]uint64{a, b, c, d, e, f, g, k} {
		at := j/2*8 + j%2
		for lane := range 4 {
			h[at+2*lane] = max(0, bias[at+2*lane]+int32(sum>>(16*lane)&0xFFFF)-zero)
		}
	}
}

// Three is the first three outputs.
func (n *Net) Three(h *Layer) (scores [3]int32) {
	var a, b, c int32
	for i, x := range h {
		w := &n.three[i]
		a += x * w[0]
		b += x * w[1]
		c += x * w[2]
	}
	return [3]int32{a, b, c}
}

// Add adds the outputs [from, from+len(scores)) to the scores.
func (n *Net) Add(scores []int32, h *Layer, from int) {
	for i, x := range h {
		if x == 0 {
			continue
		}
		out := n.out[i*n.outputs+from:][:len(scores)]
		for k, w := range out {
			scores[k] += x * w
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
