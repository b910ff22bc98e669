// Package linear has the weights of the models: tables from hashed features to
// sparse rows of class weights, and scoring by adding rows up.
//
// All arithmetic is on integers, so scores are the same on every machine. A
// table is read-only after it was made and safe for concurrent use.
package linear

import (
	"cmp"
	"slices"

	"casus/english/internal/pack"
)

// MaxClasses bounds the number of classes of a table; scores are arrays of
// that length so that the compiler can leave bounds checks out.
const MaxClasses = 512

// Scores has one sum for each class.
type Scores [MaxClasses]int32

// Cell is the weight of one class in the row of a feature.
type Cell struct {
	Class  uint16
	Weight int16
}

// Row is the weights that one feature has, for the classes where it has any.
type Row struct {
	Key   uint32
	Cells []Cell
}

// Table is a hash table of rows. In cells, each row begins with a cell whose
// Class is the number of cells that follow.
type Table struct {
	slots []Slot
	cells []Cell
	mask  uint32
}

// NewTable makes a table of rows with distinct keys other than 0.
func NewTable(rows []Row) *Table {
	size := 16
	for 2*size < 3*len(rows) {
		size *= 2
	}
	t := &Table{slots: make([]Slot, size), mask: uint32(size - 1)}
	n := 1
	for _, row := range rows {
		n += 1 + len(row.Cells)
	}
	t.cells = make([]Cell, 1, n)
	for _, row := range rows {
		s := &t.slots[t.place(row.Key)]
		*s = Slot{row.Key, uint32(len(t.cells))}
		t.cells = append(t.cells, Cell{Class: uint16(len(row.Cells))})
		t.cells = append(t.cells, row.Cells...)
	}
	return t
}

func (t *Table) place(key uint32) uint32 {
	i := key >> 1 & t.mask
	for t.slots[i].Key != key && t.slots[i].Key != 0 {
		i = (i + 1) & t.mask
	}
	return i
}

// Add adds the rows of all keys to the scores. It first finds all rows and then
// reads them, so that the processor fetches many at a time.
func (t *Table) Add(scores *Scores, keys []uint32) {
	var found [MaxKeys]uint32
	rows := found[:Find(found[:], t.slots, t.mask, keys)]
	for _, at := range rows {
		n := uint32(t.cells[at].Class)
		for _, c := range t.cells[at+1 : at+1+n] {
			scores[c.Class%MaxClasses] += int32(c.Weight)
		}
	}
}

// MaxKeys bounds the number of keys of one decision; more are not looked at.
const MaxKeys = 256

// Slot is a place of a hash table: a key, 0 if it is free, and what is kept of
// it, which is not 0.
type Slot struct {
	Key, At uint32
}

// Find writes what is kept of those keys that are there to found and returns
// their number. The length of slots is mask+1, and some are free.
func Find(found []uint32, slots []Slot, mask uint32, keys []uint32) int {
	var home [MaxKeys]Slot // fetched without waiting for one another
	keys = keys[:min(len(keys), len(found), MaxKeys)]
	for j, key := range keys {
		home[j] = slots[key>>1&mask]
	}
	n := 0
	for j, key := range keys {
		s := home[j]
		for i := key >> 1 & mask; s.Key != key && s.Key != 0; {
			i = (i + 1) & mask
			s = slots[i]
		}
		found[n] = s.At
		if s.At != 0 {
			n++
		}
	}
	return n
}

// Best is the class of the highest score among the first n, the lowest of
// equals.
func (s *Scores) Best(n int) int {
	best := 0
	for c, x := range s[:n] {
		if x > s[best] {
			best = c
		}
	}
	return best
}

// Quantise turns rows of learned sums into rows of weights from −127 to 127,
// the largest becoming ±127, and leaves out what becomes zero. (Clipping at a
// quantile instead costs accuracy: the largest weights are the most needed.)
// What is faint is left out as well: it is much and adds little but noise.
func Quantise(keys []uint32, cells [][]Sum, faint Faint) []Row {
	var largest float64
	for _, row := range cells {
		for _, c := range row {
			largest = max(largest, c.Weight, -c.Weight)
		}
	}
	var rows []Row
	for i, key := range keys {
		var row []Cell
		strong := false
		for _, c := range cells[i] {
			w := round(c.Weight * 127 / largest)
			if w > faint.Cell || w < -faint.Cell {
				row = append(row, Cell{c.Class, w})
			}
			strong = strong || w > faint.Row || w < -faint.Row
		}
		if strong {
			rows = append(rows, Row{key, row})
		}
	}
	return rows
}

// Thin leaves out the cells within ±faint, and rows that have no other.
func Thin(rows []Row, faint int16) []Row {
	var thin []Row
	for _, row := range rows {
		var cells []Cell
		for _, c := range row.Cells {
			if c.Weight > faint || c.Weight < -faint {
				cells = append(cells, c)
			}
		}
		if cells != nil {
			thin = append(thin, Row{row.Key, cells})
		}
	}
	return thin
}

// Faint says which weights are left out: those within ±Cell, and rows that
// have none beyond ±Row, which is not less than Cell.
type Faint struct {
	Cell, Row int16
}

// Sum is a weight before quantisation.
type Sum struct {
	Class  uint16
	Weight float64
}

func round(x float64) int16 {
	if x < 0 {
		return -int16(0.5 - x)
	}
	return int16(x + 0.5)
}

// WriteRows packs rows, which it sorts by key.
func WriteRows(w *pack.Writer, rows []Row) {
	slices.SortFunc(rows, func(a, b Row) int { return cmp.Compare(a.Key, b.Key) })
	keys := make([]uint32, len(rows))
	for i, row := range rows {
		keys[i] = row.Key
	}
	w.Keys(keys)
	for _, row := range rows {
		w.Uint(uint64(len(row.Cells)))
	}
	for _, row := range rows {
		for _, c := range row.Cells {
			w.Uint(uint64(c.Class))
		}
	}
	for _, row := range rows {
		for _, c := range row.Cells {
			w.Int8(int8(c.Weight))
		}
	}
}

// ReadTable unpacks what WriteRows wrote.
func ReadTable(r *pack.Reader) *Table {
	keys := r.Keys()
	counts := make([]int, len(keys))
	total := 0
	for i := range counts {
		counts[i] = r.Len() % MaxClasses
		total += counts[i]
	}
	if r.Err() != nil {
		return NewTable(nil)
	}
	cells := make([]Cell, min(total, 1<<26))
	for i := range cells {
		cells[i].Class = uint16(r.Uint() % MaxClasses)
	}
	for i := range cells {
		cells[i].Weight = int16(r.Int8())
	}
	rows := make([]Row, 0, len(keys))
	for i, k := range keys {
		if k != 0 && counts[i] <= len(cells) {
			rows = append(rows, Row{k, cells[:counts[i]]})
			cells = cells[counts[i]:]
		}
	}
	return NewTable(rows)
}
