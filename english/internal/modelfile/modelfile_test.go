package modelfile

import (
	"bytes"
	"errors"
	"slices"
	"testing"

	"casus/english/internal/encoder"
	"casus/english/internal/kernel"
	"casus/english/internal/lemma"
	"casus/english/internal/names"
	"casus/english/internal/parser"
	"casus/english/internal/tagger"
	"casus/english/internal/vectors"
	"casus/english/internal/words"
	"casus/ud"
)

// small is a model that has little of everything.
func small() *Weights {
	lexicon := words.NewLexicon(2)
	lexicon.Put(words.Hash("iran"), words.Entry{Vector: 3, Names: words.Place})
	lexicon.Put(words.Hash("the"), words.Entry{Common: 1})
	dense := func(in, out int) *kernel.Dense {
		return &kernel.Dense{In: in, Out: out, W: make([]int16, in*out), Bias: make([]int32, out), Floor: kernel.NoFloor}
	}
	rows := func(n int) kernel.Rows { return kernel.Rows{Bytes: make([]int8, n*kernel.Width), Shift: 1} }
	const width = kernel.Width
	e := &encoder.Weights{Keys: []uint32{5, 9}, Rows: rows(2), Project: dense(vectors.Size, width), Convolve: dense(3*width, width)}
	for i := range e.Layers {
		e.Layers[i] = encoder.LayerWeights{Candidate: dense(width, width), Gate: dense(width, width)}
	}
	relations := dense(width, parser.RelationOutputs)
	relations.Bias[ud.Nsubj] = 7
	return &Weights{
		Lexicon: lexicon,
		Encoder: e,
		Tagger: &tagger.Weights{
			Tagset: tagger.NewTagset([]string{"DET|DT|Definite=Def|PronType=Art", "PROPN|NNP|Number=Sing"}),
			Scores: dense(width, tagger.Outputs(2)),
		},
		Lemmas: lemma.New([]lemma.Rule{{Case: lemma.Fold, Strip: 1, Add: "y"}}, map[uint32]uint16{3: 0}, map[uint32]string{5: "go"}, []string{"go"}),
		Parser: &parser.Weights{
			Roles: dense(width, parser.NumRoles*width), Missing: make([]int16, 2*parser.NumRoles*width), Structure: rows(parser.StructureRows),
			Actions: dense(width, parser.ActionOutputs), Relations: [2]*kernel.Dense{relations, relations},
		},
		Names: &names.Weights{Window: dense(3*width, width), Rows: rows(names.ExtraRows), Scores: dense(width, names.Outputs)},
	}
}

func TestRoundTrip(t *testing.T) {
	file, err := Encode(small())
	if err != nil {
		t.Fatal(err)
	}
	again, err := Encode(small())
	if err != nil || !bytes.Equal(file, again) {
		t.Fatalf("the same weights make different files (%v)", err)
	}
	m, err := Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	if e := m.Lexicon.Find(words.Hash("iran")); e != (words.Entry{Vector: 3, Names: words.Place}) {
		t.Errorf("lexicon has %v for iran", e)
	}
	if got := m.Tagger.Tagset.Tags[0].Name(); got != "DET|DT|Definite=Def|PronType=Art" {
		t.Errorf("first tag is %s", got)
	}
	var s parser.Scratch
	ws := make([]words.Word, 3)
	m.Parser.Prepare(make([]int16, 5*kernel.Width), 5, &s)
	m.Parser.Parse(ws, 1, &s)
	if got := s.State.Deprel[3]; got != ud.Nsubj {
		t.Errorf("relation of the last word is %s, want nsubj, which has the only weight", got)
	}
}

func TestDecodeRefuses(t *testing.T) {
	good, err := Encode(small())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		at   int // byte to change; −1 cuts the file short
		want error
	}{
		{"magic", 0, ErrMagic},
		{"version", 8, ErrVersion},
		{"templates", 12, ErrTemplates},
		{"checksum", 20, ErrChecksum},
		{"body", len(good) - 1, ErrChecksum},
		{"length", -1, ErrMagic},
	} {
		file := slices.Clone(good)
		if c.at < 0 {
			file = file[:10]
		} else {
			file[c.at] ^= 0x55
		}
		if _, err := Decode(file); !errors.Is(err, c.want) {
			t.Errorf("%s: error %v, want %v", c.name, err, c.want)
		}
	}
}

// FuzzRead checks that a damaged body neither panics nor loops.
func FuzzRead(f *testing.F) {
	f.Add(small().write()[:1<<10])
	f.Add([]byte{})
	set := &vectors.Set{Words: make([]string, 9), Values: make([]int8, 9*vectors.Size)}
	f.Fuzz(func(t *testing.T, raw []byte) {
		if len(raw) > 1<<16 {
			return
		}
		m, err := read(raw, set)
		if err == nil && m == nil {
			t.Error("neither model nor error")
		}
	})
}
