package tagger

import (
	"slices"
	"testing"

	"casus/english/internal/kernel"
	"casus/english/internal/pack"
	"casus/ud"
)

func TestTagset(t *testing.T) {
	names := []string{"VERB|VBD|Mood=Ind|Tense=Past|VerbForm=Fin", "NOUN|NN|Number=Sing", "VERB|VBD|_"}
	var w pack.Writer
	NewTagset(names).Write(&w)
	s := ReadTagset(pack.NewReader(w.Bytes))
	for i, name := range names {
		if got := s.Tags[i].Name(); got != name {
			t.Errorf("tag %d is %s, want %s", i, got, name)
		}
		if c, ok := s.Find(name); !ok || int(c) != i {
			t.Errorf("Find(%s) is %d, %v", name, c, ok)
		}
	}
	if s.Tags[0].POS != s.Tags[2].POS || s.Tags[0].POS == s.Tags[1].POS || s.NumPOS != 3 {
		t.Errorf("pairs of tags are %d, %d, %d of %d", s.Tags[0].POS, s.Tags[1].POS, s.Tags[2].POS, s.NumPOS)
	}
	if got := s.POSOf(ud.NOUN, ud.NN); got != s.Tags[1].POS {
		t.Errorf("POSOf(NOUN, NN) is %d, want %d", got, s.Tags[1].POS)
	}
}

// TestTag gives each class one unit of the rows: the highest unit decides, the
// first of equals.
func TestTag(t *testing.T) {
	set := NewTagset([]string{"NOUN|NN|_", "DET|DT|_", "VERB|VB|_"})
	d := &kernel.Dense{In: kernel.Width, Out: Outputs(3), W: make([]int16, kernel.Width*Outputs(3)), Bias: make([]int32, Outputs(3)), Floor: kernel.NoFloor}
	for class := range 3 {
		d.W[class*Outputs(3)+class] = 1
	}
	var w pack.Writer
	(&Weights{set, d}).Write(&w)
	r := pack.NewReader(w.Bytes)
	m := ReadModel(r)
	if r.Err() != nil {
		t.Fatal(r.Err())
	}
	rows := make([]int16, 3*kernel.Width)
	rows[2] = 5               // a verb
	rows[kernel.Width+1] = -3 // anything but a determiner
	rows[2*kernel.Width] = -1 // anything but a noun
	rows[2*kernel.Width+1] = 2
	got := make([]Class, 3)
	m.Tag(rows, 3, got, new(Scratch))
	if want := []Class{2, 0, 1}; !slices.Equal(got, want) {
		t.Errorf("classes %v, want %v", got, want)
	}
}

// TestReadModelRefuses reads a tagger without classes.
func TestReadModelRefuses(t *testing.T) {
	var w pack.Writer
	NewTagset(nil).Write(&w)
	r := pack.NewReader(w.Bytes)
	if ReadModel(r); r.Err() == nil {
		t.Error("a tagger without classes is read")
	}
}
