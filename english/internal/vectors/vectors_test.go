package vectors

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestRoundTrip(t *testing.T) {
	want := &Set{Words: []string{"the", "kyiv"}, Values: make([]int8, 2*Size)}
	for i := range want.Values {
		want.Values[i] = int8(i)
	}
	file, err := Encode(want)
	if err != nil {
		t.Fatal(err)
	}
	got, err := decode(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("after a round trip (-want +got):\n%s", diff)
	}
	if _, err := decode(file[:len(file)-3]); err == nil {
		t.Error("a file that is cut off is read")
	}
}

// TestNeighbours checks that the words and the vectors of the file belong
// together: capitals are like capitals.
func TestNeighbours(t *testing.T) {
	s, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	row := make(map[string][]int8)
	for i, w := range s.Words {
		row[w] = s.Values[i*Size:][:Size]
	}
	for _, c := range [][3]string{{"paris", "london", "eat"}, {"attacked", "bombed", "blue"}, {"january", "february", "talks"}} {
		near, far := cosine(row[c[0]], row[c[1]]), cosine(row[c[0]], row[c[2]])
		if near < far+0.2 {
			t.Errorf("%s is like %s by %.2f, like %s by %.2f", c[0], c[1], near, c[2], far)
		}
	}
}

func cosine(a, b []int8) float64 {
	var ab, aa, bb float64
	for i := range a {
		x, y := float64(a[i]), float64(b[i])
		ab, aa, bb = ab+x*y, aa+x*x, bb+y*y
	}
	return ab / math.Sqrt(aa*bb)
}
