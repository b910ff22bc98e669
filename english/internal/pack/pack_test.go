package pack

import (
	"errors"
	"slices"
	"testing"
)

func TestReaderGivesBackWhatWasWritten(t *testing.T) {
	var w Writer
	w.Uint(300)
	w.Int8(-5)
	w.String("Kyiv")
	w.Strings([]string{"a", "", "bc"})
	w.Keys([]uint32{9, 1, 1 << 31})
	r := NewReader(w.Bytes)
	if n := r.Uint(); n != 300 {
		t.Errorf("Uint is %d, want 300", n)
	}
	if n := r.Int8(); n != -5 {
		t.Errorf("Int8 is %d, want -5", n)
	}
	if s := r.String(); s != "Kyiv" {
		t.Errorf("String is %q, want Kyiv", s)
	}
	if l := r.Strings(); !slices.Equal(l, []string{"a", "", "bc"}) {
		t.Errorf("Strings is %q", l)
	}
	if k := r.Keys(); !slices.Equal(k, []uint32{1, 9, 1 << 31}) {
		t.Errorf("Keys is %v", k)
	}
	if r.Err() != nil {
		t.Errorf("Err is %v", r.Err())
	}
	if r.Uint(); !errors.Is(r.Err(), ErrFormat) {
		t.Errorf("Err at the end is %v, want ErrFormat", r.Err())
	}
}

// FuzzReader checks that damaged bytes neither panic nor allocate more than
// the input allows.
func FuzzReader(f *testing.F) {
	f.Add([]byte{2, 1, 'x', 200, 200})
	f.Fuzz(func(t *testing.T, b []byte) {
		r := NewReader(b)
		r.Strings()
		r.Keys()
		r.Take(int(r.Uint() % 1000))
		_ = r.String()
		r.Int8()
		_ = r.Err()
	})
}
