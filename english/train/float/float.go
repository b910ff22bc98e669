// Package float has the loops of floating point in which training spends its
// time: products of matrices, sums of rows, and the steps of Adam.
//
// On amd64 with AVX2 and FMA they are vector instructions, else plain Go. The
// two round differently, so that weights trained by one are not those of the
// other, bit for bit. Nothing allocates; slices must not overlap where they are
// written.
package float

import "math"

// MulAdd adds the product of an n by k and a k by cols matrix to c, whose rows
// begin ldC values apart. Value (i, j) of the first is a[i*rowA+j*colA], so that
// it may be transposed and its rows may overlap; the rows of b begin ldB values
// apart. n must be a multiple of 4, cols one of 16.
func MulAdd(c []float32, ldC int, a []float32, rowA, colA int, b []float32, ldB int, n, k, cols int) {
	if n%4 != 0 || cols%16 != 0 {
		panic("float: matrix of a wrong shape")
	}
	if n == 0 || k == 0 || cols == 0 {
		return
	}
	_, _, _ = c[(n-1)*ldC+cols-1], a[(n-1)*rowA+(k-1)*colA], b[(k-1)*ldB+cols-1]
	if vector {
		mulAddVector(c, ldC, a, rowA, colA, b, ldB, n, k, cols)
		return
	}
	for i := range n {
		row := c[i*ldC:][:cols]
		for j := range k {
			axpyPlain(row, b[j*ldB:][:cols], a[i*rowA+j*colA])
		}
	}
}

// Axpy adds a times x to y. The length must be a multiple of 8.
func Axpy(y, x []float32, a float32) {
	x = x[:len(y)]
	if vector && len(y) > 0 {
		axpyVector(y, x, a)
		return
	}
	axpyPlain(y, x, a)
}

func axpyPlain(y, x []float32, a float32) {
	for i, v := range x {
		y[i] += float32(a * v)
	}
}

// Dot is the sum of the products. The length must be a multiple of 4.
func Dot(x, y []float32) float32 {
	var a, b, c, d float32
	y = y[:len(x)]
	for i := 0; i+4 <= len(x); i += 4 {
		a += float32(x[i] * y[i])
		b += float32(x[i+1] * y[i+1])
		c += float32(x[i+2] * y[i+2])
		d += float32(x[i+3] * y[i+3])
	}
	return (a + b) + (c + d)
}

// Rates are the settings of a step of Adam: how much of the mean of the
// gradients and of their squares is kept, the length of a step, and what keeps
// it finite.
type Rates struct {
	Mean, Power, Step, Tiny float32
}

// Adam takes a step of w against the gradient g, with the means that it keeps,
// and makes g zero. The lengths must be equal and a multiple of 8.
func Adam(w, g, mean, power []float32, r Rates) {
	g, mean, power = g[:len(w)], mean[:len(w)], power[:len(w)]
	if vector && len(w) > 0 {
		adamVector(w, g, mean, power, r)
		return
	}
	for i, x := range g {
		mean[i] = float32(r.Mean*(mean[i]-x)) + x
		power[i] = float32(r.Power*(power[i]-x*x)) + x*x
		w[i] -= r.Step * mean[i] / (float32(math.Sqrt(float64(power[i]))) + r.Tiny)
	}
	clear(g)
}
