package tagger

import (
	"casus/english/internal/linear"
	"casus/english/internal/pack"
	"casus/english/internal/words"
)

// Model is a trained tagger.
type Model struct {
	Tagset *Tagset
	Table  *linear.Table
}

// Scratch is the working memory of one tagging. The zero value is ready to
// use; it must not be shared.
type Scratch struct {
	keys   linear.Keys
	scores linear.Scores
}

// Tag writes the class of each word. out must be as long as ws.
func (m *Model) Tag(ws []words.Word, out []Class, s *Scratch) {
	n := len(m.Tagset.Tags)
	var tag1, tag2 uint16
	for i := range ws {
		if sure, ok := Sure(&ws[i], n); ok {
			out[i] = sure
		} else {
			Templates(&s.keys, ws, i, tag1, tag2)
			clear(s.scores[:n])
			m.Table.Add(&s.scores, s.keys.List())
			out[i] = Class(s.scores.Best(n))
		}
		tag1, tag2 = m.Tagset.Tags[out[i]].POS, tag1
	}
}

// Sure is the class of a word that has no other. classes is the number of
// classes there are.
func Sure(w *words.Word, classes int) (Class, bool) {
	sure := int(w.Entry.Sure)
	return Class(sure - 1), sure != 0 && sure <= classes
}

// ReadModel unpacks tag set and weights.
func ReadModel(r *pack.Reader) *Model {
	return &Model{Tagset: ReadTagset(r), Table: linear.ReadTable(r)}
}
