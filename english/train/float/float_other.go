//go:build !amd64 || purego

package float

// vector is false: there is only the plain form.
var vector = false

func mulAddVector([]float32, int, []float32, int, int, []float32, int, int, int, int) {}
func axpyVector([]float32, []float32, float32)                                        {}
func adamVector(_, _, _, _ []float32, _ Rates)                                        {}
