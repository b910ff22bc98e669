package encoder

import (
	"casus/english/internal/kernel"
	"casus/english/internal/pack"
	"casus/english/internal/vectors"
)

// Weights is an encoder as training makes it.
type Weights struct {
	Keys     []uint32 // of features, sorted, not 0
	Rows     kernel.Rows
	Project  *kernel.Dense
	Convolve *kernel.Dense // 3·Width to Width
	Layers   [Layers]LayerWeights
}

// LayerWeights is a recurrent layer as training makes it.
type LayerWeights struct {
	Candidate, Gate *kernel.Dense
}

// Write packs the weights.
func (w *Weights) Write(p *pack.Writer) {
	p.Keys(w.Keys)
	w.Rows.Write(p)
	w.Project.Write(p)
	w.Convolve.Write(p)
	for _, l := range w.Layers {
		l.Candidate.Write(p)
		l.Gate.Write(p)
	}
}

// VectorBits is the number of bits that the values of word vectors are shifted
// left by, to become activations.
const VectorBits = 4

// Read unpacks what Write wrote, for the given word vectors.
func Read(r *pack.Reader, set *vectors.Set) *Model {
	m := &Model{features: newIndex(r.Keys()), vectors: make([]int16, len(set.Values))}
	for i, v := range set.Values {
		m.vectors[i] = int16(v) << VectorBits
	}
	m.rows = kernel.ReadTable(r)
	if m.features.size != m.rows.Rows() {
		r.Fail()
	}
	m.project = kernel.ReadMatrix(r, vectors.Size, width)
	m.convolve = kernel.ReadMatrix(r, 3*width, width)
	for i := range m.layers {
		m.layers[i] = layer{kernel.ReadMatrix(r, width, width), kernel.ReadMatrix(r, width, width)}
	}
	return m
}
