package train

import (
	"math/rand/v2"

	"casus/english/internal/encoder"
	"casus/english/internal/vectors"
	"casus/english/internal/words"
	"casus/english/train/float"
)

// encoderNet is the encoder in floating point; package encoder says what it
// computes.
type encoderNet struct {
	set      *vectors.Set
	rowOf    map[uint32]int32 // of a feature
	keys     []uint32         // of the rows, sorted
	rows     *table
	project  *matrix
	bias     *matrix
	convolve *matrix
	convBias *matrix
	layers   [encoder.Layers]recurrent
}

type recurrent struct {
	candidate, candidateBias *matrix
	gate, gateBias           *matrix
}

// vectorPad is the length of a word vector, made a multiple of 4.
const vectorPad = (vectors.Size + 3) / 4 * 4

// vectorUnit is the value of 1 in a word vector as the encoder sees it.
const vectorUnit = float32(1<<encoder.VectorBits) / (1 << actBits)

// The settings of the encoder's training.
const (
	featureCount = 4    // times that a feature must occur to have a row
	wordDrop     = 0.15 // share of words whose own row is left out
	vectorDrop   = 0.05 // share of words whose vector is left out, so that a word without one is not taken for a name
	valueDrop    = 0.2  // share of values left out after each layer
	rowSpread    = 0.05
)

func newEncoderNet(n *network, set *vectors.Set, keys []uint32) *encoderNet {
	e := &encoderNet{set: set, rowOf: make(map[uint32]int32), keys: keys}
	for i, k := range keys {
		e.rowOf[k] = int32(i)
	}
	e.rows = n.table(len(keys), rowSpread)
	e.project = n.matrix(vectorPad, width, balanced(vectors.Size, width))
	e.bias = n.matrix(1, width, 0)
	e.convolve = n.turning(3*width, width, balanced(3*width, width))
	e.convBias = n.matrix(1, width, 0)
	for i := range e.layers {
		l := &e.layers[i]
		l.candidate, l.candidateBias = n.turning(width, width, balanced(width, width)), n.matrix(1, width, 0)
		l.gate, l.gateBias = n.turning(width, width, balanced(width, width)), n.matrix(1, width, 0)
		for u := range l.gateBias.w {
			l.gateBias.w[u] = -0.5 * float32(u%4) // slow units and fast ones
		}
	}
	return e
}

// encoding is a batch on its way through the encoder and back.
type encoding struct {
	e     *encoderNet
	arena *arena
	rng   *rand.Rand // of what is left out; nil leaves nothing out
	n     int        // rows, a multiple of 4; those of no word are zero
	first []int      // row of the first word of each sentence
	sizes []int      // words of each sentence

	found              [][]int32 // rows of the features, by row of the batch
	given              []float32
	embedded, embMask  []float32
	convolved, conMask []float32
	passes             [encoder.Layers]pass
	out                []float32
}

// pass is what a recurrent layer was given and computed.
type pass struct {
	in, z, gate, h, mask []float32
}

// spare is rows of zeros behind the last sentence: what is computed four rows at
// a time may look at them.
const spare = 4

// forward encodes sentences.
func (c *encoding) forward(batch [][]words.Word) {
	c.first, c.sizes, c.n = c.first[:0], c.sizes[:0], 1
	for _, ws := range batch {
		c.first, c.sizes = append(c.first, c.n), append(c.sizes, len(ws))
		c.n += len(ws) + 1
	}
	c.n = (c.n+3)/4*4 + spare
	c.embed(batch)
	c.conv()
	x := c.convolved
	for i := range c.passes {
		x = c.recur(&c.e.layers[i], &c.passes[i], x)
	}
	c.out = x
}

// drop is the mask of n values, nil where nothing is left out.
func (c *encoding) drop(n int) []float32 {
	if c.rng == nil {
		return nil
	}
	return c.arena.mask(n, valueDrop, c.rng)
}

// borders makes the rows of no word zero.
func (c *encoding) borders(x []float32) {
	at := 0
	for i, first := range c.first {
		clear(x[at*width : first*width])
		at = first + c.sizes[i]
	}
	clear(x[at*width : c.n*width])
}

func (c *encoding) embed(batch [][]words.Word) {
	e := c.e
	c.given = c.arena.take(c.n * vectorPad)
	for len(c.found) < c.n {
		c.found = append(c.found, nil)
	}
	x := c.arena.filled(c.n, e.bias.w)
	var f encoder.Features
	for s, ws := range batch {
		for i := range ws {
			r := c.first[s] + i
			if v := int(ws[i].Entry.Vector); v > 0 && !(c.rng != nil && c.rng.Float64() < vectorDrop) {
				given := c.given[r*vectorPad:]
				for k, b := range e.set.Values[(v-1)*vectors.Size:][:vectors.Size] {
					given[k] = float32(b) * vectorUnit
				}
			}
			f.Fill(&ws[i], i == 0)
			found := c.found[r][:0]
			for k, key := range f {
				if k == encoder.Word && c.rng != nil && c.rng.Float64() < wordDrop {
					continue
				}
				if row, ok := e.rowOf[key]; ok {
					found = append(found, row)
					float.Axpy(x[r*width:][:width], e.rows.row(row), 1)
				}
			}
			c.found[r] = found
		}
	}
	float.MulAdd(x, width, c.given, vectorPad, 1, e.project.w, width, c.n, vectorPad, width)
	c.embedded, c.embMask = x, c.rectify(x)
}

// rectify makes sums the values of a rectified layer, of which it leaves some
// out; it returns which.
func (c *encoding) rectify(x []float32) (mask []float32) {
	rectify(x)
	mask = c.drop(len(x))
	times(x, mask)
	c.borders(x)
	return mask
}

// rectifyBack turns the gradient of such values into that of their sums.
func (c *encoding) rectifyBack(dx, x, mask []float32) {
	times(dx, mask)
	c.borders(dx)
	for i, v := range x {
		if v <= 0 {
			dx[i] = 0
		}
	}
}

func rectify(x []float32) {
	for i, v := range x {
		x[i] = max(0, v)
	}
}

// conv adds to each row what the row and its neighbours say, and rectifies.
func (c *encoding) conv() {
	e := c.e
	x := c.arena.filled(c.n, e.convBias.w)
	float.Axpy(x, c.embedded, 1)
	c.window(x, e.convolve, c.embedded)
	c.convolved, c.conMask = x, c.rectify(x)
}

// window adds a map from each row of in and its two neighbours to y.
func (c *encoding) window(y []float32, m *matrix, in []float32) {
	float.MulAdd(y[width:], width, in, width, 1, m.w, width, c.n-spare, 3*width, width)
}

// windowBack adds the gradients of window, given that of its output, to dx,
// unless that is nil, and to g.
func (c *encoding) windowBack(m *matrix, in, dy, dx []float32, g *gradients) {
	n := c.n - spare
	if dx != nil {
		for tap := range 3 {
			float.MulAdd(dx[tap*width:], width, dy[width:], width, 1, m.turned[tap*width:], 3*width, n, width, width)
		}
	}
	float.MulAdd(g.of(m), width, in, 1, width, dy[width:], width, 3*width, n, width)
}

// recur runs a layer over x and adds its states to x.
func (c *encoding) recur(l *recurrent, p *pass, x []float32) []float32 {
	*p = pass{in: x, z: c.arena.filled(c.n, l.candidateBias.w), gate: c.arena.filled(c.n, l.gateBias.w), h: c.arena.take(len(x))}
	float.MulAdd(p.z, width, x, width, 1, l.candidate.w, width, c.n, width, width)
	float.MulAdd(p.gate, width, x, width, 1, l.gate.w, width, c.n, width, width)
	for i, z := range p.z {
		p.z[i] = max(-1, min(1, z))
		p.gate[i] = max(0, min(1, 0.5+0.25*p.gate[i]))
	}
	c.steps(func(at, before int) {
		z, gate, h := p.z[at:at+half], p.gate[at:at+half], p.h[at:at+half]
		if before < 0 {
			for u := range h {
				h[u] = gate[u] * z[u]
			}
			return
		}
		last := p.h[before : before+half]
		for u := range h {
			h[u] = last[u] + gate[u]*(z[u]-last[u])
		}
	})
	p.mask = c.drop(len(x))
	y := c.arena.take(len(x))
	copy(y, p.h)
	times(y, p.mask)
	float.Axpy(y, x, 1)
	return y
}

const half = width / 2

// steps calls f for each word and direction in the order of the recurrence,
// with the positions of the word's half row and of the one before it, which is
// negative where there is none.
func (c *encoding) steps(f func(at, before int)) {
	for i, first := range c.first {
		last := first + c.sizes[i] - 1
		for r := first; r <= last; r++ {
			if r == first {
				f(r*width, -1)
			} else {
				f(r*width, (r-1)*width)
			}
		}
		for r := last; r >= first; r-- {
			if r == last {
				f(r*width+half, -1)
			} else {
				f(r*width+half, (r+1)*width+half)
			}
		}
	}
}

// stepsBack is steps in the opposite order.
func (c *encoding) stepsBack(f func(at, before int)) {
	for i, first := range c.first {
		last := first + c.sizes[i] - 1
		for r := last; r > first; r-- {
			f(r*width, (r-1)*width)
		}
		f(first*width, -1)
		for r := first; r < last; r++ {
			f(r*width+half, (r+1)*width+half)
		}
		f(last*width+half, -1)
	}
}

// backward learns from the gradient of the output, which it uses up.
func (c *encoding) backward(dx []float32, g *gradients) {
	for i := encoder.Layers - 1; i >= 0; i-- {
		c.recurBack(&c.e.layers[i], &c.passes[i], dx, g)
	}
	dx = c.convBack(dx, g)
	c.embedBack(dx, g)
}

// recurBack turns the gradient of a layer's output into that of its input.
func (c *encoding) recurBack(l *recurrent, p *pass, dx []float32, g *gradients) {
	dh := c.arena.take(len(dx))
	copy(dh, dx)
	times(dh, p.mask)
	dz, dgate, none := c.arena.take(len(dx)), c.arena.take(len(dx)), c.arena.take(half)
	c.stepsBack(func(at, before int) {
		last := none
		if before >= 0 {
			last = p.h[before : before+half]
		}
		z, gate, d := p.z[at:at+half], p.gate[at:at+half], dh[at:at+half]
		for u, x := range d {
			if z[u] > -1 && z[u] < 1 {
				dz[at+u] = x * gate[u]
			}
			if gate[u] > 0 && gate[u] < 1 {
				dgate[at+u] = 0.25 * x * (z[u] - last[u])
			}
		}
		if before >= 0 {
			earlier := dh[before : before+half]
			for u, x := range d {
				earlier[u] += x * (1 - gate[u])
			}
		}
	})
	c.linearBack(l.candidate, l.candidateBias, p.in, dz, dx, g)
	c.linearBack(l.gate, l.gateBias, p.in, dgate, dx, g)
}

// linearBack adds the gradients of a linear map from in, given that of its
// output, to dx and to g.
func (c *encoding) linearBack(m, bias *matrix, in, dy, dx []float32, g *gradients) {
	float.MulAdd(dx, m.rows, dy, m.cols, 1, m.turned, m.rows, c.n, m.cols, m.rows)
	float.MulAdd(g.of(m), m.cols, in, 1, m.rows, dy, m.cols, m.rows, c.n, m.cols)
	if bias != nil {
		addRows(g.of(bias), dy)
	}
}

func (c *encoding) convBack(dy []float32, g *gradients) []float32 {
	e := c.e
	c.rectifyBack(dy, c.convolved, c.conMask)
	dx := c.arena.take(len(dy))
	copy(dx, dy)
	c.windowBack(e.convolve, c.embedded, dy, dx, g)
	addRows(g.of(e.convBias), dy)
	return dx
}

func (c *encoding) embedBack(dx []float32, g *gradients) {
	e := c.e
	c.rectifyBack(dx, c.embedded, c.embMask)
	float.MulAdd(g.of(e.project), width, c.given, 1, vectorPad, dx, width, vectorPad, c.n, width)
	addRows(g.of(e.bias), dx)
	for i, first := range c.first {
		for r := first; r < first+c.sizes[i]; r++ {
			for _, row := range c.found[r] {
				float.Axpy(g.row(e.rows, row), dx[r*width:][:width], 1)
			}
		}
	}
}
