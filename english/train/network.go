package train

import (
	"math"
	"math/rand/v2"

	"casus/english/internal/kernel"
	"casus/english/train/float"
)

const width = kernel.Width

// matrix is weights that every decision uses, with what Adam remembers of
// their gradients (Kingma and Ba 2015).
type matrix struct {
	rows, cols     int
	w, mean, power []float32
	turned         []float32 // transposed, of the weights before the present step; nil where nothing needs it
	id             int       // position in network.matrices
}

// table is weights of which a decision uses a few rows of width values.
type table struct {
	w, mean, power []float32
	id             int // position in network.tables
}

func (t *table) row(r int32) []float32 { return t.w[int(r)*width:][:width] }

// network is all weights that are learned together.
type network struct {
	matrices []*matrix
	tables   []*table
	steps    int
	rng      *rand.Rand
}

// matrix makes weights between ±spread. The number of weights must be a
// multiple of 8.
func (n *network) matrix(rows, cols int, spread float64) *matrix {
	m := &matrix{rows: rows, cols: cols, id: len(n.matrices)}
	m.w, m.mean, m.power = n.random(rows*cols, spread), make([]float32, rows*cols), make([]float32, rows*cols)
	n.matrices = append(n.matrices, m)
	return m
}

// turning is a matrix that gradients go back through.
func (n *network) turning(rows, cols int, spread float64) *matrix {
	m := n.matrix(rows, cols, spread)
	m.turned = make([]float32, rows*cols)
	return m
}

func (n *network) table(rows int, spread float64) *table {
	t := &table{id: len(n.tables)}
	t.w, t.mean, t.power = n.random(rows*width, spread), make([]float32, rows*width), make([]float32, rows*width)
	n.tables = append(n.tables, t)
	return t
}

func (n *network) random(size int, spread float64) []float32 {
	w := make([]float32, size)
	for i := range w {
		w[i] = float32((2*n.rng.Float64() - 1) * spread)
	}
	return w
}

// balanced is the spread at which a layer leaves the size of its values as it
// was (Glorot and Bengio 2010).
func balanced(in, out int) float64 { return math.Sqrt(6 / float64(in+out)) }

// gradients is the sums of one shard of a batch.
type gradients struct {
	matrices [][]float32
	tables   []rowSums
}

// rowSums is the gradients of the rows of a table that were used.
type rowSums struct {
	place []int32 // of a row in used, plus 1
	used  []int32
	sums  []float32 // width for each of used
}

func (n *network) gradients() *gradients {
	g := &gradients{}
	for _, m := range n.matrices {
		g.matrices = append(g.matrices, make([]float32, len(m.w)))
	}
	for _, t := range n.tables {
		g.tables = append(g.tables, rowSums{place: make([]int32, len(t.w)/width)})
	}
	return g
}

func (g *gradients) of(m *matrix) []float32 { return g.matrices[m.id] }

// row is the gradient of a row of a table.
func (g *gradients) row(t *table, r int32) []float32 {
	s := &g.tables[t.id]
	if s.place[r] == 0 {
		s.used = append(s.used, r)
		s.place[r] = int32(len(s.used))
		for range width {
			s.sums = append(s.sums, 0)
		}
	}
	return s.sums[int(s.place[r]-1)*width:][:width]
}

// take adds the gradients of another shard, which become zero.
func (g *gradients) take(other *gradients, n *network) {
	for i, sum := range other.matrices {
		float.Axpy(g.matrices[i], sum, 1)
		clear(sum)
	}
	for i, t := range n.tables {
		s := &other.tables[i]
		for k, r := range s.used {
			float.Axpy(g.row(t, r), s.sums[k*width:][:width], 1)
		}
		s.reset()
	}
}

// reset forgets all rows.
func (s *rowSums) reset() {
	for _, r := range s.used {
		s.place[r] = 0
	}
	s.used, s.sums = s.used[:0], s.sums[:0]
}

// The settings of Adam.
const (
	meanKept  = 0.9
	powerKept = 0.99
	tiny      = 1e-8 // keeps a step finite
)

// update takes a step against the gradients, which become zero. A row of a
// table moves only when it was used.
func (n *network) update(g *gradients, rate float64) {
	n.steps++
	steps := float64(n.steps)
	step := rate * math.Sqrt(1-math.Pow(powerKept, steps)) / (1 - math.Pow(meanKept, steps))
	r := float.Rates{Mean: meanKept, Power: powerKept, Step: float32(step), Tiny: tiny}
	for i, m := range n.matrices {
		float.Adam(m.w, g.matrices[i], m.mean, m.power, r)
	}
	for i, t := range n.tables {
		s := &g.tables[i]
		for k, row := range s.used {
			at := int(row) * width
			float.Adam(t.w[at:at+width], s.sums[k*width:][:width], t.mean[at:at+width], t.power[at:at+width], r)
		}
		s.reset()
	}
}

// turn brings the transposed weights up to date.
func (n *network) turn() {
	for _, m := range n.matrices {
		if m.turned == nil {
			continue
		}
		for i := range m.rows {
			for j, x := range m.w[i*m.cols:][:m.cols] {
				m.turned[j*m.rows+i] = x
			}
		}
	}
}

// arena lends zeroed memory until it is reset.
type arena struct {
	block []float32
	used  int
}

func (a *arena) reset() { a.used = 0 }

func (a *arena) take(n int) []float32 {
	if a.used+n > len(a.block) {
		a.block = make([]float32, max(2*len(a.block), 4*n, 1<<20)) // what was lent keeps the old block
		a.used = 0
	}
	s := a.block[a.used : a.used+n : a.used+n]
	a.used += n
	clear(s)
	return s
}

// filled is rows copies of a bias.
func (a *arena) filled(rows int, bias []float32) []float32 {
	x := a.take(rows * len(bias))
	for i := range rows {
		copy(x[i*len(bias):], bias)
	}
	return x
}

// mask is n factors that leave values out with a probability and make up for it
// in the others.
func (a *arena) mask(n int, drop float64, rng *rand.Rand) []float32 {
	x := a.take(n)
	kept := float32(1 / (1 - drop))
	border := dropBorder(drop)
	for i := range x {
		if rng.Uint32() >= border {
			x[i] = kept
		}
	}
	return x
}

// dropBorder is the random number below which something is left out.
func dropBorder(share float64) uint32 { return uint32(share * (1 << 32)) }

// times multiplies x by a mask.
func times(x, mask []float32) {
	for i, f := range mask {
		x[i] *= f
	}
}

// addRows adds the rows of x, of the length of sum, to sum.
func addRows(sum, x []float32) {
	for len(x) > 0 {
		float.Axpy(sum, x[:len(sum)], 1)
		x = x[len(sum):]
	}
}
