package kernel

import "casus/english/internal/pack"

// Write packs the weights: the high bytes of all, then the low ones.
func (d *Dense) Write(w *pack.Writer) {
	w.Uint(uint64(d.In))
	w.Uint(uint64(d.Out))
	for _, x := range d.W {
		w.Int8(int8(x >> 8))
	}
	for _, x := range d.W {
		w.Int8(int8(x))
	}
	for _, b := range d.Bias {
		w.Int(int64(b))
	}
	w.Uint(uint64(d.Shift))
	w.Int(int64(d.Floor))
}

// ReadMatrix unpacks what Write wrote. The shape must be the one given.
func ReadMatrix(r *pack.Reader, in, out int) *Matrix {
	if r.Uint() != uint64(in) || r.Uint() != uint64(out) {
		r.Fail()
	}
	d := &Dense{In: in, Out: out, W: make([]int16, in*out), Bias: make([]int32, out)}
	high, low := r.Take(in*out), r.Take(in*out)
	if r.Err() == nil {
		for i := range d.W {
			d.W[i] = int16(high[i])<<8 | int16(low[i])
		}
	}
	for i := range d.Bias {
		d.Bias[i] = int32(r.Int())
	}
	d.Shift, d.Floor = uint(r.Uint()%31), int16(r.Int())
	return NewMatrix(d)
}

// Rows is the weights of a Table: Width bytes for each row.
type Rows struct {
	Bytes []int8
	Shift uint
}

// Write packs the weights, unit by unit.
func (t *Rows) Write(w *pack.Writer) {
	n := len(t.Bytes) / Width
	w.Uint(uint64(n))
	for unit := range Width {
		for r := range n {
			w.Int8(t.Bytes[r*Width+unit])
		}
	}
	w.Uint(uint64(t.Shift))
}

// ReadTable unpacks what Write wrote.
func ReadTable(r *pack.Reader) *Table {
	n := r.Len()
	columns := r.Take(n * Width)
	bytes := make([]int8, len(columns))
	if len(columns) > 0 {
		for unit := range Width {
			for k := range n {
				bytes[k*Width+unit] = int8(columns[unit*n+k])
			}
		}
	}
	return NewTable(bytes, uint(r.Uint()%16))
}
