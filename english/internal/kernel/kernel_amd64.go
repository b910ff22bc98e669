//go:build !purego

package kernel

import (
	"unsafe"

	"golang.org/x/sys/cpu"
)

// vector reports whether the vector forms can be used.
var vector = cpu.X86.HasAVX2

//go:noescape
func tiles(out *int16, ldOut uintptr, x *int16, ldX uintptr, w *int16, bias *int32, pairs, shift, fours uintptr, floor int16)

//go:noescape
func tile1(out *int16, x *int16, w *int16, bias *int32, pairs, shift uintptr, floor int16)

//go:noescape
func addBytes(sum *int16, table *int8, rows *int32, n, shift uintptr)

//go:noescape
func addWords(sum *int16, table *int16, rows *int32, n uintptr)

//go:noescape
func recur(out, x, z, gate *int16, stride, n uintptr)

func (m *Matrix) mulVector(y []int16, ldY int, x []int16, ldX, n int) {
	pairs, shift := uintptr(m.in/2), uintptr(m.shift)
	for p := 0; p < m.out; p += panel {
		w, bias := &m.w[p*m.in], &m.bias[p]
		r := n &^ 3
		if r > 0 {
			tiles(&y[p], uintptr(2*ldY), &x[0], uintptr(2*ldX), w, bias, pairs, shift, uintptr(r/4), m.floor)
		}
		for ; r < n; r++ {
			tile1(&y[r*ldY+p], &x[r*ldX], w, bias, pairs, shift, m.floor)
		}
	}
}

func (t *Table) addVector(sum *Row, rows []int32) {
	addBytes(&sum[0], unsafe.SliceData(t.bytes), unsafe.SliceData(rows), uintptr(len(rows)), uintptr(t.shift))
}

func addRowsVector(sum *Row, table []int16, rows []int32) {
	addWords(&sum[0], unsafe.SliceData(table), unsafe.SliceData(rows), uintptr(len(rows)))
}

func recurVector(out, x, z, gate []int16, n, step int) {
	recur(&out[0], &x[0], &z[0], &gate[0], uintptr(2*step), uintptr(n))
}
