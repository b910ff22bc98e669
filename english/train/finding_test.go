package train

import (
	"math/rand/v2"
	"slices"
	"testing"

	"casus/doc"
	"casus/english/internal/encoder"
	"casus/english/internal/names"
	"casus/english/internal/pack"
	"casus/english/internal/tagger"
	"casus/english/internal/words"
	"casus/ud"
)

// toyFinder is a net of random weights, sentences of capitalised words with
// random labels, and random rows for them.
func toyFinder(rng *rand.Rand, n int) (*finder, []*sentence, map[*sentence][]float32) {
	var list []*sentence
	rows := make(map[*sentence][]float32)
	for range n {
		s := &sentence{}
		last := names.Outside
		for range 6 {
			s.tokens = append(s.tokens, token{form: "Rebels", upos: ud.PROPN})
			last = reachable(names.Label(rng.IntN(labels)), last)
			s.labels = append(s.labels, last)
		}
		describe(words.NewLexicon(1), []*sentence{s})
		r := make([]float32, 8*width)
		for i := range 6 * width {
			r[width+i] = rng.Float32()
		}
		list, rows[s] = append(list, s), r
	}
	net := newFinderNet(newNameNet(&network{rng: rng}), rng)
	copy(net.follow.w, net.random(len(net.follow.w), 1))
	return newFinder(net), list, rows
}

// TestFinderLearns shows a net the same sentences again and again: it knows them.
func TestFinderLearns(t *testing.T) {
	f, list, rows := toyFinder(rand.New(rand.NewPCG(3, 3)), 8)
	f.g, f.rng = f.net.gradients(), f.net.rng
	for range 200 {
		f.net.turn()
		f.learn(list, rows)
		f.net.update(f.g, 0.002)
	}
	f.g = nil
	for i, s := range list {
		if got := f.find(s, rows); !slices.Equal(got, s.labels) {
			t.Errorf("sentence %d: labels %d, want %d", i, got, s.labels)
		}
	}
}

// TestFinderInWholeNumbers compares the labels of a net with those of its weights
// in whole numbers: roundings may change few.
func TestFinderInWholeNumbers(t *testing.T) {
	f, list, rows := toyFinder(rand.New(rand.NewPCG(4, 4)), 40)
	var p pack.Writer
	f.net.weights().Write(&p)
	m := names.ReadModel(pack.NewReader(p.Bytes))
	set := tagger.NewTagset([]string{"PROPN|NNP|_"})
	equal, total := 0, 0
	kinds := make(map[doc.NameKind]bool)
	for _, s := range list {
		var b encoder.Batch
		copy(b.Extend(len(s.words)), s.words)
		b.Rows = fixed(rows[s], actBits)
		var scratch names.Scratch
		m.Prepare(&b, make([]tagger.Class, b.NumRows()), set, &scratch)
		got := m.Find(&b, 0, &scratch)
		for i, l := range f.find(s, rows) {
			kinds[l.Kind()] = true
			if total++; l == got[i] {
				equal++
			}
		}
	}
	if equal < total*95/100 || len(kinds) < 3 {
		t.Errorf("%d of %d labels are equal, want 95 %%; %d kinds, want 3", equal, total, len(kinds))
	}
}
