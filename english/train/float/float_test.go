package float

import (
	"math"
	"math/rand/v2"
	"testing"
)

func values(rng *rand.Rand, n int) []float32 {
	list := make([]float32, n)
	for i := range list {
		list[i] = float32(rng.NormFloat64())
	}
	return list
}

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-4*(1+math.Abs(want)) {
		t.Fatalf("%s: got %g, want %g", what, got, want)
	}
}

// eachForm runs a test with vector instructions, where there are any, and
// without.
func eachForm(t *testing.T, test func(*testing.T)) {
	t.Helper()
	was := vector
	defer func() { vector = was }()
	if was {
		t.Run("vector", test)
	}
	vector = false
	t.Run("plain", test)
}

func TestMulAdd(t *testing.T) {
	const n, k, cols, ldC, ldB = 8, 37, 32, 48, 40
	eachForm(t, func(t *testing.T) {
		rng := rand.New(rand.NewPCG(1, 1))
		for _, shape := range [][2]int{{k, 1}, {1, n}, {4, 1}} { // rows, columns, rows that overlap
			a, b, c := values(rng, (n-1)*shape[0]+(k-1)*shape[1]+1), values(rng, k*ldB), values(rng, n*ldC)
			want := make([]float64, n*ldC)
			for i := range want {
				want[i] = float64(c[i])
			}
			for i := range n {
				for j := range cols {
					for x := range k {
						want[i*ldC+j] += float64(a[i*shape[0]+x*shape[1]]) * float64(b[x*ldB+j])
					}
				}
			}
			MulAdd(c, ldC, a, shape[0], shape[1], b, ldB, n, k, cols)
			for i, v := range c {
				near(t, "product", float64(v), want[i])
			}
		}
	})
}

func TestVectors(t *testing.T) {
	eachForm(t, func(t *testing.T) {
		rng := rand.New(rand.NewPCG(2, 2))
		x, y := values(rng, 24), values(rng, 24)
		sum, dot := make([]float64, 24), 0.0
		for i := range x {
			sum[i] = float64(y[i]) + 0.3*float64(x[i])
			dot += float64(x[i]) * float64(y[i])
		}
		near(t, "dot", float64(Dot(x, y)), dot)
		Axpy(y, x, 0.3)
		for i := range y {
			near(t, "axpy", float64(y[i]), sum[i])
		}
	})
}

func TestAdam(t *testing.T) {
	eachForm(t, func(t *testing.T) {
		rng := rand.New(rand.NewPCG(3, 3))
		w, g, mean, power := values(rng, 16), values(rng, 16), values(rng, 16), make([]float32, 16)
		for i := range power {
			power[i] = float32(i)
		}
		var want [3][16]float64
		for i := range w {
			m := 0.9*float64(mean[i]) + 0.1*float64(g[i])
			p := 0.99*float64(power[i]) + 0.01*float64(g[i])*float64(g[i])
			want[0][i], want[1][i], want[2][i] = m, p, float64(w[i])-0.01*m/(math.Sqrt(p)+1e-8)
		}
		Adam(w, g, mean, power, Rates{0.9, 0.99, 0.01, 1e-8})
		for i := range w {
			near(t, "mean", float64(mean[i]), want[0][i])
			near(t, "power", float64(power[i]), want[1][i])
			near(t, "weight", float64(w[i]), want[2][i])
			near(t, "gradient", float64(g[i]), 0)
		}
	})
}

func BenchmarkMulAdd(b *testing.B) {
	const n, k, cols = 256, 384, 128
	rng := rand.New(rand.NewPCG(1, 2))
	x, y, z := values(rng, n*k), values(rng, k*cols), make([]float32, n*cols)
	for b.Loop() {
		MulAdd(z, cols, x, k, 1, y, cols, n, k, cols)
	}
	b.ReportMetric(float64(n*k*cols)*float64(b.N)/b.Elapsed().Seconds()/1e9, "GMAC/s")
}
