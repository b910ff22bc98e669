package train

import (
	"casus/english/internal/linear"
)

// wide learns sparse rows of weights by gradient descent with AdaGrad. As with
// perceptron, a feature gets a row only after some updates.
type wide struct {
	slots    []slot
	rows     [][]weight
	keys     []uint32
	mask     uint32
	tried    []uint8
	patience uint8
}

type weight struct {
	class uint16
	value float32
	seen  float32 // sum of squared gradients
}

const wideSeen = 1e-1

func newWide(patience int) *wide {
	return &wide{slots: make([]slot, 1<<16), mask: 1<<16 - 1, tried: make([]uint8, 1<<24), patience: uint8(patience)}
}

func (w *wide) place(key uint32) uint32 {
	i := key >> 1 & w.mask
	for w.slots[i].key != key && w.slots[i].key != 0 {
		i = (i + 1) & w.mask
	}
	return i
}

func (w *wide) add(scores []float32, keys []uint32) {
	for _, key := range keys {
		s := w.slots[w.place(key)]
		if s.key == 0 {
			continue
		}
		for i := range w.rows[s.row] {
			c := &w.rows[s.row][i]
			scores[c.class] += c.value
		}
	}
}

// learn takes a step against the gradients of the classes, of which only those
// beyond ±slight count.
func (w *wide) learn(keys []uint32, grads []float32, rate float32) {
	for _, key := range keys {
		i := w.place(key)
		if w.slots[i].key == 0 {
			if n := &w.tried[key>>8]; *n+1 < w.patience {
				*n++
				continue
			}
			w.insert(key)
			i = w.place(key)
		}
		row := &w.rows[w.slots[i].row]
		for class, g := range grads {
			if g > slight || g < -slight {
				change(row, uint16(class), g, rate)
			}
		}
	}
}

// slight is a gradient that is not worth a weight.
const slight = 0.02

func change(row *[]weight, class uint16, g, rate float32) {
	for i := range *row {
		if c := &(*row)[i]; c.class == class {
			c.seen += float32(g * g)
			c.value -= rate * g / root(c.seen+wideSeen)
			return
		}
	}
	seen := float32(g * g)
	*row = append(*row, weight{class, -rate * g / root(seen+wideSeen), seen})
}

func (w *wide) insert(key uint32) {
	if 2*len(w.rows) >= len(w.slots) {
		w.slots = make([]slot, 2*len(w.slots))
		w.mask = uint32(len(w.slots) - 1)
		for r, k := range w.keys {
			w.slots[w.place(k)] = slot{k, int32(r)}
		}
	}
	w.slots[w.place(key)] = slot{key, int32(len(w.rows))}
	w.rows = append(w.rows, nil)
	w.keys = append(w.keys, key)
}

// table is the weights as whole numbers, without what is faint, and the value
// that 1 stands for.
func (w *wide) table(faint linear.Faint) ([]linear.Row, float64) {
	sums := make([][]linear.Sum, len(w.rows))
	largest := 0.0
	for r, row := range w.rows {
		for _, c := range row {
			sums[r] = append(sums[r], linear.Sum{Class: c.class, Weight: float64(c.value)})
			largest = max(largest, float64(c.value), float64(-c.value))
		}
	}
	return linear.Quantise(w.keys, sums, faint), largest / 127
}
