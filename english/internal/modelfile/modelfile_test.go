package modelfile

import (
	"bytes"
	"errors"
	"slices"
	"testing"

	"casus/english/internal/lemma"
	"casus/english/internal/linear"
	"casus/english/internal/network"
	"casus/english/internal/parser"
	"casus/english/internal/tagger"
	"casus/english/internal/words"
	"casus/ud"
)

// small is a model that has little of everything.
func small() *Weights {
	lexicon := words.NewLexicon(2)
	lexicon.Put(words.Hash("iran"), words.Entry{Fine: 3, Coarse: 1, Seen: 2})
	lexicon.Put(words.Hash("the"), words.Entry{Sure: 1})
	row := func(key uint32, class uint16, weight int16) linear.Row {
		return linear.Row{Key: key, Cells: []linear.Cell{{Class: class, Weight: weight}}}
	}
	net := &network.Weights{Keys: []uint32{5, 9}, Rows: make([][network.Hidden]int8, 2), Outputs: parser.Outputs, Out: make([]int8, network.Hidden*parser.Outputs)}
	net.Rows[1][7], net.Bias[3], net.Out[11] = -9, -300, 4
	return &Weights{
		Lexicon: lexicon,
		Tagset:  tagger.NewTagset([]string{"DET|DT|Definite=Def|PronType=Art", "PROPN|NNP|Number=Sing"}),
		Tags:    []linear.Row{row(7, 1, 100), row(11, 0, -3)},
		Lemmas:  lemma.New([]lemma.Rule{{Case: lemma.Fold, Strip: 1, Add: "y"}}, map[uint32]uint16{3: 0}, map[uint32]string{5: "go"}, []string{"go"}),
		Parser:  &parser.Weights{Actions: []linear.Row{row(3, 2, 5)}, Relations: []linear.Row{row(9, uint16(ud.Nsubj), 7)}, Net: net, ActionUnit: 3, RelationUnit: 4},
		Labels:  []linear.Row{row(13, 2, 1)},
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
	if e := m.Lexicon.Find(words.Hash("iran")); e != (words.Entry{Fine: 3, Coarse: 1, Seen: 2}) {
		t.Errorf("lexicon has %v for iran", e)
	}
	if got := m.Tagger.Tagset.Tags[0].Name(); got != "DET|DT|Definite=Def|PronType=Art" {
		t.Errorf("first tag is %s", got)
	}
	var scores linear.Scores
	m.Tagger.Table.Add(&scores, []uint32{7, 11})
	if scores[0] != -3 || scores[1] != 100 {
		t.Errorf("tagger scores %v, want -3 and 100", scores[:2])
	}
	if m.Parser.ActionUnit != 3 || m.Parser.RelationUnit != 4 || m.Parser.Actions.Sum([]uint32{3}) != [3]int32{0, 0, 5} {
		t.Errorf("parser is not what was written")
	}
	var h network.Layer
	m.Parser.Net.Activate(&h, []uint32{9})
	if h != (network.Layer{}) {
		t.Errorf("hidden layer %v, want nothing: both weights are negative", h)
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
	f.Add(small().write())
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, raw []byte) {
		if len(raw) > 1<<16 {
			return
		}
		m, err := read(raw)
		if err == nil && m == nil {
			t.Error("neither model nor error")
		}
	})
}
