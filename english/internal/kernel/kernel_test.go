package kernel

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// values makes n numbers of both signs, many of them 0.
func values[T int8 | int16](rng *rand.Rand, n, most int) []T {
	list := make([]T, n)
	for i := range list {
		if rng.IntN(3) > 0 {
			list[i] = T(rng.IntN(2*most+1) - most)
		}
	}
	return list
}

// TestMul holds both forms against sums in 64 bits.
func TestMul(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for _, c := range []struct {
		in, out, n, ldX, ldY int
		shift                uint
		floor                int16
	}{
		{4, 16, 1, 4, 16, 0, NoFloor},
		{100, 128, 7, 112, 128, 11, Rectify},
		{384, 128, 9, 128, 128, 11, NoFloor}, // rows that overlap
		{128, 48, 5, 128, 64, 13, -20},
		{128, 336, 4, 128, 336, 3, NoFloor}, // results that do not fit
	} {
		x := values[int16](rng, (c.n-1)*c.ldX+c.in, 3000)
		w := values[int16](rng, c.in*c.out, 3000)
		bias := make([]int32, c.out)
		for i := range bias {
			bias[i] = int32(rng.IntN(2000) - 1000)
		}
		want := make([]int16, (c.n-1)*c.ldY+c.out)
		for r := range c.n {
			for o := range c.out {
				sum := int64(bias[o])
				for i := range c.in {
					sum += int64(x[r*c.ldX+i]) * int64(w[i*c.out+o])
				}
				if c.shift > 0 {
					sum += 1 << (c.shift - 1)
				}
				sum >>= c.shift
				want[r*c.ldY+o] = int16(max(int64(c.floor), min(32767, max(-32768, sum))))
			}
		}
		eachForm(t, func(t *testing.T) {
			got := make([]int16, len(want))
			NewMatrix(&Dense{c.in, c.out, w, bias, c.shift, c.floor}).Mul(got, c.ldY, x, c.ldX, c.n)
			if !slices.Equal(got, want) {
				t.Errorf("%+v: other results", c)
			}
		})
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

func TestTable(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	bytes := values[int8](rng, 9*Width, 127)
	for _, rows := range [][]int32{nil, {8}, {0, 3, 3, 7, 1}} {
		var want Row
		for i := range want {
			want[i] = int16(i - 9)
			for _, r := range rows {
				want[i] += int16(bytes[int(r)*Width+i]) * 8
			}
			want[i] = max(0, want[i])
		}
		eachForm(t, func(t *testing.T) {
			var got Row
			for i := range got {
				got[i] = int16(i - 9)
			}
			NewTable(bytes, 3).Add(&got, rows)
			if got != want {
				t.Errorf("rows %v: got %v, want %v", rows, got, want)
			}
		})
	}
}

func TestAddRows(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	table := values[int16](rng, 4*Width, 9000)
	rows := []int32{3, 0, 0, 2}
	var want Row
	for i := range want {
		want[i] = 5 + table[3*Width+i] + 2*table[i] + table[2*Width+i]
	}
	eachForm(t, func(t *testing.T) {
		var got Row
		for i := range got {
			got[i] = 5
		}
		AddRows(&got, table, rows)
		if got != want {
			t.Errorf("got %v, want %v", got, want)
		}
	})
}

func TestRowsOutOfRange(t *testing.T) {
	eachForm(t, func(t *testing.T) {
		defer func() {
			if recover() == nil {
				t.Error("row 1 of 1 was added")
			}
		}()
		var sum Row
		NewTable(make([]int8, Width), 0).Add(&sum, []int32{1})
	})
}

// TestRecur holds both forms against the recurrence in floating point, within
// what rounding explains, and against each other.
func TestRecur(t *testing.T) {
	const n = 7
	rng := rand.New(rand.NewPCG(7, 8))
	x := values[int16](rng, n*Width, 2000)
	z := values[int16](rng, n*Width, 30000)
	gate := values[int16](rng, n*Width, 32767)
	for _, backwards := range []bool{false, true} {
		want := make([]float64, n*Width)
		for u := range Width / 2 {
			h := 0.0
			for k := range n {
				at := k*Width + u
				if backwards {
					at = (n-1-k)*Width + u
				}
				c := max(-1, min(1, float64(z[at])/(1<<StateBits)))
				h += (c - h) * max(0, float64(gate[at])/(1<<GateBits))
				want[at] = float64(x[at]) + h*(1<<UnitBits)
			}
		}
		var first []int16
		eachForm(t, func(t *testing.T) {
			got := make([]int16, n*Width)
			Recur(got, x, z, gate, n, backwards)
			for i, v := range want {
				if d := float64(got[i]) - v; d > 2 || d < -2 {
					t.Fatalf("backwards %t, value %d: got %d, want about %.1f", backwards, i, got[i], v)
				}
			}
			if first != nil && !slices.Equal(first, got) {
				t.Errorf("backwards %t: the forms differ", backwards)
			}
			first = got
		})
	}
}

func BenchmarkMul(b *testing.B) {
	const n = 128
	rng := rand.New(rand.NewPCG(1, 2))
	m := NewMatrix(&Dense{3 * Width, Width, values[int16](rng, 3*Width*Width, 3000), make([]int32, Width), 11, Rectify})
	x, y := values[int16](rng, (n+2)*Width, 3000), make([]int16, n*Width)
	for b.Loop() {
		m.Mul(y, Width, x, Width, n)
	}
	b.ReportMetric(float64(n*3*Width*Width)*float64(b.N)/b.Elapsed().Seconds()/1e9, "GMAC/s")
}
