// Package names marks the names of persons, organisations and places in a
// sentence, greedily from left to right.
//
// It reads words and tags and fills labels: outside, beginning of a name of
// some kind, or inside one. Models are read-only and safe for concurrent use.
package names

import (
	"casus/doc"
	"casus/english/internal/linear"
	"casus/english/internal/tagger"
	"casus/english/internal/words"
	"casus/ud"
)

// Label is the place of a word in a name.
type Label uint8

// NumLabels is the number of labels: Outside, and two for each kind.
const NumLabels = 7

// Outside is the label of a word that is not in a name.
const Outside Label = 0

// Begin is the label of the first word of a name.
func Begin(k doc.NameKind) Label { return Label(2*k - 1) }

// Inside is the label of its other words.
func Inside(k doc.NameKind) Label { return Label(2 * k) }

// Kind is the kind of name that a label belongs to, NoName for Outside.
func (l Label) Kind() doc.NameKind { return doc.NameKind((l + 1) / 2) }

// Begins reports whether a name begins at the label, given the one before it.
func (l Label) Begins(before Label) bool {
	return l != Outside && (l%2 == 1 || l.Kind() != before.Kind())
}

// Model is a trained name finder.
type Model struct {
	Table *linear.Table
}

// Scratch is the working memory of one search. The zero value is ready to use;
// it must not be shared.
type Scratch struct {
	keys   linear.Keys
	scores linear.Scores
	labels []Label
}

// Find labels the words of a sentence. The result stays until the next Find.
func (m *Model) Find(ws []words.Word, tags []tagger.Class, set *tagger.Tagset, s *Scratch) []Label {
	if cap(s.labels) < len(ws) {
		s.labels = make([]Label, len(ws), 2*len(ws))
	}
	s.labels = s.labels[:len(ws)]
	last, previous := Outside, Outside
	for i := range ws {
		s.labels[i] = Outside
		if Possible(&ws[i], set.Tags[tags[i]].UPOS, last) {
			Templates(&s.keys, ws, tags, set, i, last, previous)
			clear(s.scores[:NumLabels])
			m.Table.Add(&s.scores, s.keys.List())
			s.labels[i] = Best(&s.scores, last)
		}
		previous, last = last, s.labels[i]
	}
	return s.labels
}

// Possible reports whether a word can be in a name at all: it begins with a
// capital letter or is tagged as a proper noun, or a name was open before it.
func Possible(w *words.Word, upos ud.UPOS, last Label) bool {
	return last != Outside || upos == ud.PROPN || w.Flags&words.Initial != 0
}

// Best is the label with the highest score that can stand after last: a name
// does not go on inside where none of its kind is open.
func Best(scores *linear.Scores, last Label) Label {
	best := Outside
	for l := Label(1); l < NumLabels; l++ {
		if l%2 == 0 && l.Kind() != last.Kind() {
			continue
		}
		if scores[l] > scores[best] {
			best = l
		}
	}
	return best
}
