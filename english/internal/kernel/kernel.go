// Package kernel has the few loops of whole numbers in which the English model
// spends its time: products of matrices, sums of table rows and a gated
// recurrence.
//
// Every function has two forms, vector instructions (AVX2, chosen when the
// program starts) and plain Go, which give the same bits. The build tag purego
// leaves the vector form out. Nothing here allocates after a Matrix is made,
// and everything is safe for concurrent use.
package kernel

import "math"

// Width is the number of units of a row: every row of activations, of a table
// and of the recurrence has as many.
const Width = 128

// Row is the activations of one word or decision.
type Row = [Width]int16

// The numbers of outputs that are computed together: as many as there are
// registers for.
const (
	panel = 16
	strip = 8 // in plain Go
)

// maxIn bounds the inputs of a map.
const maxIn = 4 * Width

// Dense is the weights of a linear map: from rows of In values to rows of Out
// values, by W[in*Out+out], and a bias in units of the sums. The sums are shifted
// right by Shift, rounded, cut to 16 bits and raised to Floor. In is a
// multiple of 4 and at most 4·Width, Out a multiple of 16.
type Dense struct {
	In, Out int
	W       []int16
	Bias    []int32
	Shift   uint
	Floor   int16
}

// NoFloor is a floor for results that may be anything; Rectify makes a layer of
// rectified linear units.
const (
	NoFloor = math.MinInt16
	Rectify = 0
)

// Matrix is a linear map ready for use.
type Matrix struct {
	in, out int
	w       []int16            // panels of outputs; in each, pairs of inputs; in each, both weights of every output
	swar    [][strip / 2]int64 // the same for plain Go, by strip and input: two outputs to a number
	bias    []int32            // with what rounds
	shift   uint
	floor   int16
}

// NewMatrix makes a map of its weights, which must have the right shape.
func NewMatrix(d *Dense) *Matrix {
	if d.In%4 != 0 || d.In > maxIn || d.Out%panel != 0 || len(d.W) != d.In*d.Out || len(d.Bias) != d.Out {
		panic("kernel: matrix of a wrong shape")
	}
	m := &Matrix{in: d.In, out: d.Out, bias: make([]int32, d.Out), shift: d.Shift, floor: d.Floor}
	for i, b := range d.Bias {
		m.bias[i] = b
		if d.Shift > 0 {
			m.bias[i] += 1 << (d.Shift - 1)
		}
	}
	if vector {
		m.w = make([]int16, 0, d.In*d.Out)
		for p := 0; p < d.Out; p += panel {
			for i := 0; i < d.In; i += 2 {
				for o := p; o < p+panel; o++ {
					m.w = append(m.w, d.W[i*d.Out+o], d.W[(i+1)*d.Out+o])
				}
			}
		}
		return m
	}
	for p := 0; p < d.Out; p += strip {
		for i := range d.In {
			var pairs [strip / 2]int64
			for k, w := 0, d.W[i*d.Out+p:]; k < len(pairs); k++ {
				pairs[k] = int64(w[2*k]) + int64(w[2*k+1])<<32
			}
			m.swar = append(m.swar, pairs)
		}
	}
	return m
}

// Mul maps n rows. The rows of x begin ldX values apart and may overlap; those
// of y, ldY apart, may not.
func (m *Matrix) Mul(y []int16, ldY int, x []int16, ldX, n int) {
	if n == 0 {
		return
	}
	_, _ = y[(n-1)*ldY+m.out-1], x[(n-1)*ldX+m.in-1]
	if vector {
		m.mulVector(y, ldY, x, ldX, n)
		return
	}
	m.mulPlain(y, ldY, x, ldX, n)
}

// mulPlain lists the inputs of a row that are not zero, for about half of them
// are, and adds two outputs up in one number: the lower sum carries into the
// upper one, which is made good in the end.
func (m *Matrix) mulPlain(y []int16, ldY int, x []int16, ldX, n int) {
	var list [maxIn]int32
	for r := range n {
		in, out := x[r*ldX:][:m.in], y[r*ldY:][:m.out]
		k := 0
		for i, v := range in {
			list[k] = int32(i)<<16 | int32(uint16(v))
			if v != 0 {
				k++
			}
		}
		for p := 0; p < m.out; p += strip {
			a, b, c, d := stripSums(m.swar[p/strip*m.in:][:m.in], list[:k])
			for i, sum := range [strip / 2]int64{a, b, c, d} {
				low := int32(sum)
				high := int32((sum - int64(low)) >> 32)
				o := p + 2*i
				out[o] = m.finish(low + m.bias[o])
				out[o+1] = m.finish(high + m.bias[o+1])
			}
		}
	}
}

// stripSums is the sums of a strip, in pairs. An input is its number and, in
// the lower half, its value. (Part of the caller it would not keep the sums in
// registers.)
//
//go:noinline
func stripSums(weights [][strip / 2]int64, inputs []int32) (a, b, c, d int64) {
	for _, x := range inputs {
		v, w := int64(int16(x)), &weights[x>>16]
		a += v * w[0]
		b += v * w[1]
		c += v * w[2]
		d += v * w[3]
	}
	return a, b, c, d
}

func (m *Matrix) finish(sum int32) int16 {
	return max(m.floor, int16(max(math.MinInt16, min(math.MaxInt16, sum>>m.shift))))
}

// Table is rows of bytes that are added up.
type Table struct {
	bytes []int8
	shift uint // of the sums to the left
}

// NewTable makes a table of rows of Width bytes each.
func NewTable(rows []int8, shift uint) *Table {
	if len(rows)%Width != 0 {
		panic("kernel: table of a wrong shape")
	}
	return &Table{rows, shift}
}

// Rows is the number of rows.
func (t *Table) Rows() int { return len(t.bytes) / Width }

// Add adds the rows of the given numbers to sum and rectifies it: what is
// negative becomes zero.
func (t *Table) Add(sum *Row, rows []int32) {
	checkRows(rows, t.Rows())
	if vector {
		t.addVector(sum, rows)
		return
	}
	t.addPlain(sum, rows)
}

func (t *Table) addPlain(sum *Row, rows []int32) {
	var s Row
	for _, r := range rows {
		row := (*[Width]int8)(t.bytes[int(r)*Width:])
		for i := range s {
			s[i] += int16(row[i])
		}
	}
	for i := range sum {
		sum[i] = max(0, sum[i]+s[i]<<t.shift)
	}
}

// AddRows adds rows of table, whose rows have Width values each, to sum.
func AddRows(sum *Row, table []int16, rows []int32) {
	checkRows(rows, len(table)/Width)
	if vector {
		addRowsVector(sum, table, rows)
		return
	}
	addRowsPlain(sum, table, rows)
}

func addRowsPlain(sum *Row, table []int16, rows []int32) {
	for _, r := range rows {
		row := (*Row)(table[int(r)*Width:])
		for i := range sum {
			sum[i] += row[i]
		}
	}
}

// checkRows panics as an index out of range would: the vector forms do not
// look.
func checkRows(rows []int32, n int) {
	for _, r := range rows {
		if uint(r) >= uint(n) {
			panic("kernel: row out of range")
		}
	}
}

// Units of the recurrence. States and candidates are in units of 2^-14, from
// −1 to 1, gates in units of 2^-15, from 0 to 1, activations in units of 2^-10.
const (
	UnitBits  = 10
	StateBits = 14
	GateBits  = 15

	most = 1<<StateBits - 1
)

// Recur runs n steps of half a row of recurrent units over rows that begin
// Width values apart, from the first row or, backwards, from the last: the
// state moves towards the candidate z by the share that the gate says, and out
// becomes x plus the state. The slices begin at the first unit of the first row.
func Recur(out, x, z, gate []int16, n int, backwards bool) {
	if n == 0 {
		return
	}
	last := (n - 1) * Width
	_, _, _, _ = out[last+Width/2-1], x[last+Width/2-1], z[last+Width/2-1], gate[last+Width/2-1]
	first, step := 0, Width
	if backwards {
		first, step = last, -Width
	}
	if vector {
		recurVector(out[first:], x[first:], z[first:], gate[first:], n, step)
		return
	}
	recurPlain(out, x, z, gate, n, first, step)
}

func recurPlain(out, x, z, gate []int16, n, first, step int) {
	var h [Width / 2]int16
	for at := first; n > 0; n, at = n-1, at+step {
		out, x, z, gate := out[at:][:len(h)], x[at:][:len(h)], z[at:][:len(h)], gate[at:][:len(h)]
		for i := range h {
			c := max(-most, min(most, z[i]))
			h[i] += share(c-h[i], max(0, gate[i]))
			out[i] = x[i] + share(h[i], 1<<(GateBits-StateBits+UnitBits))
		}
	}
}

// share is a·b / 2^15, rounded.
func share(a, b int16) int16 { return int16((int32(a)*int32(b) + 1<<14) >> 15) }
