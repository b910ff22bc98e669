package linear

import (
	"cmp"
	"slices"

	"casus/english/internal/pack"
)

// Triples is a table for three classes, each slot holding key and weights in
// one word.
type Triples struct {
	slots []uint64 // key, then three signed bytes
	mask  uint32
}

// NewTriples makes a table of rows whose classes are 0, 1 and 2.
func NewTriples(rows []Row) *Triples {
	t := emptyTriples(len(rows))
	for _, row := range rows {
		var weights [3]byte
		for _, c := range row.Cells {
			weights[c.Class%3] = byte(c.Weight)
		}
		t.put(row.Key, weights[0], weights[1], weights[2])
	}
	return t
}

func emptyTriples(rows int) *Triples {
	size := 16
	for 2*size < 3*rows {
		size *= 2
	}
	return &Triples{slots: make([]uint64, size), mask: uint32(size - 1)}
}

func (t *Triples) put(key uint32, a, b, c byte) {
	i := key >> 1 & t.mask
	for t.slots[i] != 0 {
		i = (i + 1) & t.mask
	}
	t.slots[i] = uint64(key)<<32 | uint64(c)<<16 | uint64(b)<<8 | uint64(a)
}

// Sum adds the rows of all keys up.
func (t *Triples) Sum(keys []uint32) (scores [3]int32) {
	slots, mask := t.slots, t.mask
	if len(slots) == 0 {
		return scores
	}
	var home [MaxKeys]uint64 // fetched without waiting for one another
	keys = keys[:min(len(keys), MaxKeys)]
	for j, key := range keys {
		home[j] = slots[key>>1&mask]
	}
	for j, key := range keys {
		s := home[j]
		for i := key >> 1 & mask; uint32(s>>32) != key && s != 0; {
			i = (i + 1) & mask
			s = slots[i]
		}
		scores[0] += int32(int8(s))
		scores[1] += int32(int8(s >> 8))
		scores[2] += int32(int8(s >> 16))
	}
	return scores
}

// WriteTriples packs rows whose classes are 0, 1 and 2, which it sorts by key.
func WriteTriples(w *pack.Writer, rows []Row) {
	slices.SortFunc(rows, func(a, b Row) int { return cmp.Compare(a.Key, b.Key) })
	keys := make([]uint32, len(rows))
	for i, row := range rows {
		keys[i] = row.Key
	}
	w.Keys(keys)
	for class := range uint16(3) {
		for _, row := range rows {
			var weight int8
			for _, c := range row.Cells {
				if c.Class == class {
					weight = int8(c.Weight)
				}
			}
			w.Int8(weight)
		}
	}
}

// ReadTriples unpacks what WriteTriples wrote.
func ReadTriples(r *pack.Reader) *Triples {
	keys := r.Keys()
	weights := r.Take(3 * len(keys))
	t := emptyTriples(len(keys))
	if r.Err() != nil {
		return t
	}
	n := len(keys)
	for i, key := range keys {
		t.put(key, weights[i], weights[n+i], weights[2*n+i])
	}
	return t
}
