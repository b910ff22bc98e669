package tagger

import (
	"testing"

	"casus/english/internal/linear"
	"casus/english/internal/pack"
	"casus/english/internal/words"
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

// TestSureWordsNeedNoScores tags with an empty table: the sure word has its
// tag, the other the first class.
func TestSureWordsNeedNoScores(t *testing.T) {
	m := &Model{NewTagset([]string{"NOUN|NN|_", "DET|DT|_"}), linear.NewTable(nil)}
	ws := make([]words.Word, 2)
	ws[0].Entry.Sure = 2
	got := make([]Class, 2)
	m.Tag(ws, got, new(Scratch))
	if got[0] != 1 || got[1] != 0 {
		t.Errorf("classes %v, want 1 and 0", got)
	}
}
