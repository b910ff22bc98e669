package names

import (
	"slices"
	"testing"

	"casus/doc"
	"casus/english/internal/words"
	"casus/ud"
)

func TestLabels(t *testing.T) {
	for _, k := range []doc.NameKind{doc.Person, doc.Organisation, doc.Location} {
		if Begin(k).Kind() != k || Inside(k).Kind() != k {
			t.Errorf("%v: labels %d and %d are of kinds %v and %v", k, Begin(k), Inside(k), Begin(k).Kind(), Inside(k).Kind())
		}
		if !Begin(k).Begins(Inside(k)) || Inside(k).Begins(Begin(k)) || !Inside(k).Begins(Outside) {
			t.Errorf("%v: a name begins in the wrong place", k)
		}
	}
	if Outside.Kind() != doc.NoName || Outside.Begins(Begin(doc.Person)) {
		t.Error("Outside is no name and begins none")
	}
}

// TestBest labels runs of words.
func TestBest(t *testing.T) {
	const p, o = doc.Person, doc.Organisation
	score := func(list ...map[Label]int16) []int16 {
		scores := make([]int16, len(list)*Outputs)
		for i, m := range list {
			for l, x := range m {
				scores[i*Outputs+int(l)] = x
			}
		}
		return scores
	}
	var f Follow
	f[Begin(p)][Inside(p)], f[Begin(p)][Outside] = 3, -3
	sure := map[Label]int16{Outside: 9}
	for _, c := range []struct {
		name   string
		scores []int16
		want   []Label
	}{
		{"nothing", score(nil, sure), []Label{Outside, Outside}},
		{"no inside without a beginning", score(map[Label]int16{Inside(o): 9, Begin(o): 5}), []Label{Begin(o)}},
		{"no inside of another kind", score(map[Label]int16{Begin(p): 9}, map[Label]int16{Inside(o): 5}), []Label{Begin(p), Inside(p)}},
		{"the later word decides", score(map[Label]int16{Begin(p): 6, Begin(o): 5}, map[Label]int16{Inside(o): 9}), []Label{Begin(o), Inside(o)}},
		{"pairs count", score(map[Label]int16{Begin(p): 2}, nil, sure), []Label{Begin(p), Inside(p), Outside}},
		{"the end counts", score(map[Label]int16{Begin(p): 2}), []Label{Outside}},
	} {
		got := make([]Label, len(c.want))
		s := Scratch{from: [][NumLabels]Label{{1, 2, 3, 4, 5, 6, 6}, {1, 2, 3, 4, 5, 6, 6}}}
		f.best(got, c.scores, &s)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: labels %d, want %d", c.name, got, c.want)
		}
	}
}

func TestPossible(t *testing.T) {
	word := func(f words.Flags, common uint16, known words.Known) words.Word {
		return words.Word{Flags: f, Entry: words.Entry{Common: common}, Known: known}
	}
	const title, upper = words.Initial | words.Lower, words.Initial | words.Capital
	for _, c := range []struct {
		name string
		i    int // in the sentence
		w    words.Word
		upos ud.UPOS
		want bool
	}{
		{"common noun in lower case", 1, word(words.Lower, 0, 0), ud.NOUN, false},
		{"proper noun in lower case", 1, word(words.Lower, 0, 0), ud.PROPN, true},
		{"capital letter", 1, word(title, 1, 0), ud.NOUN, true},
		{"frequent word at the beginning", 0, word(title, 1, 0), ud.DET, false},
		{"the same in capitals", 0, word(upper, 1, 0), ud.DET, true},
		{"rare word at the beginning", 0, word(title, 0, 0), ud.NOUN, true},
		{"pronoun", 1, word(words.Initial, 0, 0), ud.PRON, false},
	} {
		ws := make([]words.Word, 2)
		ws[c.i] = c.w
		if got := Possible(ws, c.i, c.upos); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestInReach(t *testing.T) {
	possible := []bool{false, true, false, false, true, false, false, false, true, false, false}
	want := []bool{false, true, true, true, true, true, false, false, true, true, false} // words 5 to 7 are too many
	for i := range possible {
		if got := InReach(possible, i); got != want[i] {
			t.Errorf("word %d of %v: %v, want %v", i, possible, got, want[i])
		}
	}
}
