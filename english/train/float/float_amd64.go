//go:build !purego

package float

import "golang.org/x/sys/cpu"

// vector reports whether the vector forms can be used.
var vector = cpu.X86.HasAVX2 && cpu.X86.HasFMA

//go:noescape
func tile(c *float32, ldC uintptr, a *float32, rowA, colA uintptr, b *float32, ldB uintptr, k int)

//go:noescape
func axpy(y, x *float32, a float32, n int)

//go:noescape
func adam(w, grad, mean, power *float32, n int, keepMean, keepPower, step, tiny float32)

func mulAddVector(c []float32, ldC int, a []float32, rowA, colA int, b []float32, ldB int, n, k, cols int) {
	for j := 0; j < cols; j += 16 {
		for i := 0; i < n; i += 4 {
			tile(&c[i*ldC+j], uintptr(4*ldC), &a[i*rowA], uintptr(4*rowA), uintptr(4*colA), &b[j], uintptr(4*ldB), k)
		}
	}
}

func axpyVector(y, x []float32, a float32) { axpy(&y[0], &x[0], a, len(y)) }

func adamVector(w, g, mean, power []float32, r Rates) {
	adam(&w[0], &g[0], &mean[0], &power[0], len(w), r.Mean, r.Power, r.Step, r.Tiny)
}
