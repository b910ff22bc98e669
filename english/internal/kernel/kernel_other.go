//go:build !amd64 || purego

package kernel

var vector = false

func (m *Matrix) mulVector([]int16, int, []int16, int, int) {}
func (t *Table) addVector(*Row, []int32)                    {}
func addRowsVector(*Row, []int16, []int32)                  {}
func recurVector(_, _, _, _ []int16, _, _ int)              {}
