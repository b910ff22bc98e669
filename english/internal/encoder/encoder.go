// Package encoder turns the words of sentences into rows of numbers that say
// what each word is in its place: the input of tagger, parser and name finder.
//
// A word's row is made in three steps, whose weights are learned together with
// those of the three (package train):
//
//  1. the sum of a projection of its word vector and of a learned row for each
//     of its features, rectified;
//  2. a convolution over the word and its two neighbours, added to the row and
//     rectified;
//  3. layers of gated recurrence from left to right over one half of the units
//     and from right to left over the other (the pooling of quasi-recurrent
//     networks, Bradbury et al. 2017, with piecewise linear gates), each added
//     to the row.
//
// All arithmetic is in whole numbers (package kernel): the same words give the
// same bits on every machine. A Model is read-only and safe for concurrent use;
// a Batch is not.
package encoder

import (
	"slices"

	"casus/english/internal/kernel"
	"casus/english/internal/vectors"
	"casus/english/internal/words"
)

// Layers is the number of recurrent layers.
const Layers = 2

// Model is a trained encoder.
type Model struct {
	features index
	rows     *kernel.Table // of features
	vectors  []int16       // vectors.Size values for each word, of activations
	project  *kernel.Matrix
	convolve *kernel.Matrix
	layers   [Layers]layer
}

// layer is a recurrent layer: what the state should become, and how much of the
// way it goes at a word.
type layer struct {
	candidate, gate *kernel.Matrix
}

// Batch is sentences that are encoded together: the weights are fetched once
// for all. The zero value is an empty batch; its memory is kept.
type Batch struct {
	Words  []words.Word
	Starts []int32 // number of the first word of each sentence in Words

	// Rows has kernel.Width values for each row: a row of zeros, then, for each
	// sentence, a row for each word and a row of zeros.
	Rows []int16

	given, next, gate []int16
}

// Reset empties the batch.
func (b *Batch) Reset() {
	b.Words, b.Starts = b.Words[:0], b.Starts[:0]
}

// Extend adds a sentence of n words, which the caller fills.
func (b *Batch) Extend(n int) []words.Word {
	first := len(b.Words)
	b.Starts = append(b.Starts, int32(first))
	b.Words = slices.Grow(b.Words, n)[:first+n]
	return b.Words[first:]
}

// Sentence is the number of the first word of sentence i and of the word after
// its last.
func (b *Batch) Sentence(i int) (first, end int) {
	first, end = int(b.Starts[i]), len(b.Words)
	if i+1 < len(b.Starts) {
		end = int(b.Starts[i+1])
	}
	return first, end
}

// Row is the number of the row of the first word of sentence i.
func (b *Batch) Row(i int) int { return int(b.Starts[i]) + i + 1 }

// NumRows is the number of rows, those of zeros included.
func (b *Batch) NumRows() int { return len(b.Words) + len(b.Starts) + 1 }

const width = kernel.Width

// Encode fills the rows.
func (m *Model) Encode(b *Batch) {
	n := b.NumRows()
	for _, rows := range []*[]int16{&b.Rows, &b.next, &b.gate} {
		*rows = slices.Grow((*rows)[:0], n*width)[:n*width]
	}
	m.embed(b)
	m.convolve.Mul(b.next[width:], width, b.Rows, width, n-2)
	b.Rows, b.next = b.next, b.Rows
	b.clearBorders()
	for _, l := range m.layers {
		l.candidate.Mul(b.next, width, b.Rows, width, n)
		l.gate.Mul(b.gate, width, b.Rows, width, n)
		for i := range b.Starts {
			first, end := b.Sentence(i)
			at, back := b.Row(i)*width, b.Row(i)*width+width/2
			kernel.Recur(b.Rows[at:], b.Rows[at:], b.next[at:], b.gate[at:], end-first, false)
			kernel.Recur(b.Rows[back:], b.Rows[back:], b.next[back:], b.gate[back:], end-first, true)
		}
	}
}

// embed fills the rows with what is known of each word alone.
func (m *Model) embed(b *Batch) {
	n := b.NumRows()
	b.given = slices.Grow(b.given[:0], n*vectors.Size)[:n*vectors.Size]
	for i := range b.Starts {
		first, end := b.Sentence(i)
		given := b.given[(b.Row(i)-1)*vectors.Size:] // one row before the first word
		clear(given[:vectors.Size])
		for k := range b.Words[first:end] {
			row := given[(k+1)*vectors.Size:][:vectors.Size]
			if v := int(b.Words[first+k].Entry.Vector); v > 0 {
				copy(row, m.vectors[(v-1)*vectors.Size:])
			} else {
				clear(row)
			}
		}
	}
	clear(b.given[(n-1)*vectors.Size:])
	m.project.Mul(b.Rows, width, b.given, vectors.Size, n)
	var f Features
	var found [NumFeatures]int32
	for i := range b.Starts {
		first, end := b.Sentence(i)
		row := b.Row(i) - first
		for k := first; k < end; k++ {
			f.Fill(&b.Words[k], k == first)
			m.rows.Add((*kernel.Row)(b.Rows[(row+k)*width:]), m.features.find(&found, &f))
		}
	}
	b.clearBorders()
}

// clearBorders makes the rows between sentences zero.
func (b *Batch) clearBorders() {
	clear(b.Rows[:width])
	for i := range b.Starts {
		_, end := b.Sentence(i)
		clear(b.Rows[(end+i+1)*width:][:width])
	}
}

// index finds the row of a feature.
type index struct {
	slots []slot
	mask  uint32
	size  int
}

type slot struct {
	key uint32
	row int32
}

func newIndex(keys []uint32) index {
	size := 16
	for size < 2*len(keys) {
		size *= 2
	}
	x := index{make([]slot, size), uint32(size - 1), len(keys)}
	for r, key := range keys {
		i := key >> 1 & x.mask
		for x.slots[i].key != 0 && x.slots[i].key != key {
			i = (i + 1) & x.mask
		}
		x.slots[i] = slot{key, int32(r)}
	}
	return x
}

// find lists the rows of those features that have one. It fetches all slots
// before it looks at one, so that the processor need not wait for each.
func (x *index) find(found *[NumFeatures]int32, f *Features) []int32 {
	var home [NumFeatures]slot
	for j, key := range f {
		home[j] = x.slots[key>>1&x.mask]
	}
	n := 0
	for j, key := range f {
		s := home[j]
		for i := key >> 1 & x.mask; s.key != key && s.key != 0; {
			i = (i + 1) & x.mask
			s = x.slots[i]
		}
		if s.key != 0 {
			found[n] = s.row
			n++
		}
	}
	return found[:n]
}
