package train

import (
	"casus/english/internal/linear"
)

// perceptron learns sparse rows of integer weights and their averages over all
// steps (Collins 2002, with the lazy sums of Daumé 2006). A feature gets a row
// only when it has been in patience updates (Goldberg and Elhadad 2011), which
// keeps features that occur once out of the model.
type perceptron struct {
	slots    []slot
	rows     [][]cell
	keys     []uint32
	mask     uint32
	tried    []uint8 // updates so far by hash of the key
	patience uint8
	step     int32
}

type slot struct {
	key uint32
	row int32
}

type cell struct {
	class  uint16
	weight int32
	since  int32 // step of the last change
	total  int64 // sum of weight over the steps before since
}

func newPerceptron(patience int) *perceptron {
	return &perceptron{slots: make([]slot, 1<<16), mask: 1<<16 - 1, tried: make([]uint8, 1<<24), patience: uint8(patience)}
}

func (p *perceptron) place(key uint32) uint32 {
	i := key >> 1 & p.mask
	for p.slots[i].key != key && p.slots[i].key != 0 {
		i = (i + 1) & p.mask
	}
	return i
}

// add adds the present weights to the scores.
func (p *perceptron) add(scores *linear.Scores, keys []uint32) {
	for _, key := range keys {
		s := p.slots[p.place(key)]
		if s.key == 0 {
			continue
		}
		for i := range p.rows[s.row] {
			c := &p.rows[s.row][i]
			scores[c.class%linear.MaxClasses] += c.weight
		}
	}
}

// update moves weight from the wrong class to the right one.
func (p *perceptron) update(keys []uint32, right, wrong int) {
	for _, key := range keys {
		i := p.place(key)
		if p.slots[i].key == 0 {
			if n := &p.tried[key>>8]; *n+1 < p.patience {
				*n++
				continue
			}
			p.insert(key)
			i = p.place(key)
		}
		row := &p.rows[p.slots[i].row]
		p.change(row, right, 1)
		p.change(row, wrong, -1)
	}
}

func (p *perceptron) insert(key uint32) {
	if 2*len(p.rows) >= len(p.slots) {
		p.slots = make([]slot, 2*len(p.slots))
		p.mask = uint32(len(p.slots) - 1)
		for r, k := range p.keys {
			p.slots[p.place(k)] = slot{k, int32(r)}
		}
	}
	p.slots[p.place(key)] = slot{key, int32(len(p.rows))}
	p.rows = append(p.rows, nil)
	p.keys = append(p.keys, key)
}

func (p *perceptron) change(row *[]cell, class int, by int32) {
	for i := range *row {
		if c := &(*row)[i]; int(c.class) == class {
			c.total += int64(p.step-c.since) * int64(c.weight)
			c.since = p.step
			c.weight += by
			return
		}
	}
	*row = append(*row, cell{class: uint16(class), weight: by, since: p.step})
}

// average is the table of averaged weights as whole numbers, without what is
// faint.
func (p *perceptron) average(faint linear.Faint) []linear.Row {
	sums := make([][]linear.Sum, len(p.rows))
	for r, row := range p.rows {
		for _, c := range row {
			total := c.total + int64(p.step-c.since)*int64(c.weight)
			if total != 0 {
				sums[r] = append(sums[r], linear.Sum{Class: c.class, Weight: float64(total) / float64(p.step)})
			}
		}
	}
	return linear.Quantise(p.keys, sums, faint)
}
