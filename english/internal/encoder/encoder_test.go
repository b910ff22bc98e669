package encoder

import (
	"math/rand/v2"
	"slices"
	"testing"

	"casus/english/internal/kernel"
	"casus/english/internal/pack"
	"casus/english/internal/vectors"
	"casus/english/internal/words"
)

// Random makes an encoder of random weights with rows for the words given.
func random(rng *rand.Rand, set *vectors.Set, forms []string) *Model {
	dense := func(in, out int, floor int16) *kernel.Dense {
		d := &kernel.Dense{In: in, Out: out, W: make([]int16, in*out), Bias: make([]int32, out), Shift: 12, Floor: floor}
		for i := range d.W {
			d.W[i] = int16(rng.IntN(1001) - 500)
		}
		return d
	}
	var w Weights
	for _, form := range forms {
		word := describe(form)
		var f Features
		f.Fill(&word, false)
		w.Keys = append(w.Keys, f[:]...)
	}
	slices.Sort(w.Keys)
	w.Keys = slices.Compact(w.Keys)
	w.Rows = kernel.Rows{Bytes: make([]int8, len(w.Keys)*width), Shift: 3}
	for i := range w.Rows.Bytes {
		w.Rows.Bytes[i] = int8(rng.IntN(255) - 127)
	}
	w.Project, w.Convolve = dense(vectors.Size, width, kernel.NoFloor), dense(3*width, width, kernel.Rectify)
	for i := range w.Layers {
		w.Layers[i] = LayerWeights{dense(width, width, kernel.NoFloor), dense(width, width, kernel.NoFloor)}
	}
	var p pack.Writer
	w.Write(&p)
	return Read(pack.NewReader(p.Bytes), set)
}

func describe(form string) words.Word {
	var w words.Word
	(*words.Lexicon)(nil).Describe(form, &w)
	return w
}

var (
	forms = []string{"Rebels", "attacked", "a", "base", "."}
	set   = &vectors.Set{Words: []string{"rebels"}, Values: slices.Repeat([]int8{9}, vectors.Size)}
)

func batch(sentences ...[]string) *Batch {
	b := &Batch{}
	for _, s := range sentences {
		ws := b.Extend(len(s))
		for i, form := range s {
			ws[i] = describe(form)
			if form == "Rebels" {
				ws[i].Entry.Vector = 1
			}
		}
	}
	return b
}

// TestBatchIsNoContext encodes a sentence alone and among others: its rows are
// the same, and those between sentences are zero.
func TestBatchIsNoContext(t *testing.T) {
	m := random(rand.New(rand.NewPCG(1, 1)), set, forms)
	alone := batch(forms)
	m.Encode(alone)
	want := alone.Rows[width : width*(1+len(forms))]
	if slices.Max(want) == 0 {
		t.Fatal("the sentence is all zeros")
	}
	among := batch([]string{"base", "a"}, forms, []string{"Rebels"})
	m.Encode(among)
	at := among.Row(1) * width
	if !slices.Equal(among.Rows[at:at+len(want)], want) {
		t.Error("a sentence among others has other rows than alone")
	}
	for _, row := range []int{0, among.Row(1) - 1, among.Row(2) - 1, among.NumRows() - 1} {
		if border := among.Rows[row*width : (row+1)*width]; slices.Max(border) != 0 || slices.Min(border) != 0 {
			t.Errorf("row %d between sentences is not zero", row)
		}
	}
}

// TestContextReachesAcross changes the last word: the first word's row changes.
func TestContextReachesAcross(t *testing.T) {
	m := random(rand.New(rand.NewPCG(2, 2)), set, forms)
	a, b := batch(forms), batch([]string{"Rebels", "attacked", "a", "base", "attacked"})
	m.Encode(a)
	m.Encode(b)
	if slices.Equal(a.Rows[width:2*width], b.Rows[width:2*width]) {
		t.Error("the first word does not know of the last")
	}
}

// TestVectorCounts takes the vector of a word away.
func TestVectorCounts(t *testing.T) {
	m := random(rand.New(rand.NewPCG(3, 3)), set, forms)
	a, b := batch(forms), batch(forms)
	b.Words[0].Entry.Vector = 0
	m.Encode(a)
	m.Encode(b)
	if slices.Equal(a.Rows[width:2*width], b.Rows[width:2*width]) {
		t.Error("the row of a word does not depend on its vector")
	}
}

func TestEncodeAllocatesNothing(t *testing.T) {
	m := random(rand.New(rand.NewPCG(4, 4)), set, forms)
	b := batch(forms, forms)
	if n := testing.AllocsPerRun(10, func() { m.Encode(b) }); n > 0 {
		t.Errorf("%v allocations, want 0", n)
	}
}

func TestFeatures(t *testing.T) {
	same := func(what string, a, b *Features, template int, want bool) {
		t.Helper()
		if (a[template] == b[template]) != want {
			t.Errorf("%s: features equal is %v, want %v", what, !want, want)
		}
	}
	fill := func(form string, first bool) *Features {
		w, f := describe(form), new(Features)
		f.Fill(&w, first)
		return f
	}
	same("word in capitals", fill("Attack", false), fill("attack", false), Word, true)
	same("two words", fill("attack", false), fill("raid", false), Word, false)
	same("shape at the beginning", fill("Attack", true), fill("Attack", false), 7, false)
	same("shape of two names", fill("Tehran", false), fill("Kyiv", false), 7, true)
}
