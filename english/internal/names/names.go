// Package names marks the names of persons, organisations and places in a
// sentence, greedily from left to right.
//
// It reads the rows of the encoder and the tags and fills labels: outside,
// beginning of a name of some kind, or inside one. Models are read-only and
// safe for concurrent use.
package names

import (
	"slices"

	"casus/doc"
	"casus/english/internal/encoder"
	"casus/english/internal/kernel"
	"casus/english/internal/pack"
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

// Model is a trained name finder: a layer of rectified units over the rows of a
// word and its two neighbours, and rows of what else matters at the word; the
// labels' scores are linear in it.
type Model struct {
	window *kernel.Matrix
	rows   *kernel.Table
	scores *kernel.Matrix
}

// Outputs is the number of labels, made a multiple of what a matrix wants.
const Outputs = 16

// Scratch is the working memory of one search. The zero value is ready to use;
// it must not be shared.
type Scratch struct {
	labels []Label
	place  []int32 // of each row of the batch in sums, −1 if it has none
	given  []int16 // rows of words that can begin a name, with their neighbours
	sums   []int16
	hidden kernel.Row
	scores [Outputs]int16
}

const windowValues = 3 * kernel.Width

// Prepare computes what the words of a batch that can begin a name give to the
// layer. tags are the classes of the batch's rows.
func (m *Model) Prepare(b *encoder.Batch, tags []tagger.Class, set *tagger.Tagset, s *Scratch) {
	n := b.NumRows()
	s.place, s.given = slices.Grow(s.place[:0], n)[:n], s.given[:0]
	count := 0
	for i := range b.Starts {
		first, end := b.Sentence(i)
		for k := first; k < end; k++ {
			row := k + i + 1
			s.place[row] = -1
			if Possible(&b.Words[k], set.Tags[tags[row]].UPOS, Outside) {
				s.given = append(s.given, b.Rows[(row-1)*kernel.Width:][:windowValues]...)
				s.place[row] = int32(count)
				count++
			}
		}
	}
	s.sums = slices.Grow(s.sums[:0], count*kernel.Width)[:count*kernel.Width]
	m.window.Mul(s.sums, kernel.Width, s.given, windowValues, count)
}

// Find labels the words of sentence i of the batch that was prepared last. The
// result stays until the next Find.
func (m *Model) Find(b *encoder.Batch, i int, s *Scratch) []Label {
	first, end := b.Sentence(i)
	ws, row := b.Words[first:end], b.Row(i)
	s.labels = slices.Grow(s.labels[:0], len(ws))[:len(ws)]
	last, previous := Outside, Outside
	for k := range ws {
		s.labels[k] = Outside
		if at := int(s.place[row+k]); at >= 0 || last != Outside {
			if at >= 0 {
				s.hidden = kernel.Row(s.sums[at*kernel.Width:])
			} else {
				m.window.Mul(s.hidden[:], kernel.Width, b.Rows[(row+k-1)*kernel.Width:], kernel.Width, 1)
			}
			extra := Extra(ws, k, last, previous)
			m.rows.Add(&s.hidden, extra[:])
			m.scores.Mul(s.scores[:], Outputs, s.hidden[:], kernel.Width, 1)
			s.labels[k] = Best(&s.scores, last)
		}
		previous, last = last, s.labels[k]
	}
	return s.labels
}

// Possible reports whether a word can be in a name at all: it begins with a
// capital letter or is tagged as a proper noun, a name was open before it, or the
// gazetteer has it: as a place, unless it is a frequent word, or in a name of
// several words.
func Possible(w *words.Word, upos ud.UPOS, last Label) bool {
	return Plain(w, upos, last) || w.Known.Inner() || w.Entry.Names&words.Place != 0 && w.Entry.Common == 0
}

// Plain is Possible without the gazetteer.
func Plain(w *words.Word, upos ud.UPOS, last Label) bool {
	return last != Outside || upos == ud.PROPN || w.Flags&words.Initial != 0
}

// Best is the label with the highest score that can stand after last: a name
// does not go on inside where none of its kind is open.
func Best[T int16 | float32](scores *[Outputs]T, last Label) Label {
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

// The parts of the table of rows.
const (
	lastRows    = 0
	pairRows    = lastRows + NumLabels
	knownRows   = pairRows + NumLabels*NumLabels // two words before to two after
	knownWindow = 5
	numKnown    = 1 << words.NumNames
	shapeRows   = knownRows + knownWindow*numKnown
	numShapes   = 1 << 8
	wholeRows   = shapeRows + numShapes // the word before to the one after
	wholeWindow = 3
	NumExtra    = 2 + knownWindow + 1 + wholeWindow
	ExtraRows   = wholeRows + wholeWindow*words.NumKnown

	// EarlyRows are the rows before those of whole names, which only the learning of
	// names alone sees.
	EarlyRows = wholeRows
	NumEarly  = NumExtra - wholeWindow
)

// Extra lists the rows of word i: the labels before it, the names that it and
// its neighbours are known in, as single words and as parts of whole names, and
// its letters.
func Extra(ws []words.Word, i int, last, previous Label) (rows [NumExtra]int32) {
	rows[0] = lastRows + int32(last)
	rows[1] = pairRows + int32(last)*NumLabels + int32(previous)
	for k := range knownWindow {
		row := knownRows + k*numKnown
		if j := i + k - knownWindow/2; j >= 0 && j < len(ws) {
			row += int(ws[j].Entry.Names) % numKnown
		}
		rows[2+k] = int32(row)
	}
	rows[2+knownWindow] = shapeRows + int32(ws[i].Flags)
	for k := range wholeWindow {
		row := wholeRows + k*words.NumKnown
		if j := i + k - wholeWindow/2; j >= 0 && j < len(ws) {
			row += int(ws[j].Known) % words.NumKnown
		}
		rows[NumExtra-wholeWindow+k] = int32(row)
	}
	return rows
}

// Weights is a name finder as training makes it.
type Weights struct {
	Window *kernel.Dense // 3·Width to Width
	Rows   kernel.Rows   // ExtraRows
	Scores *kernel.Dense
}

// Write packs the weights.
func (w *Weights) Write(p *pack.Writer) {
	w.Window.Write(p)
	w.Rows.Write(p)
	w.Scores.Write(p)
}

// ReadModel unpacks what Write wrote.
func ReadModel(r *pack.Reader) *Model {
	m := &Model{
		window: kernel.ReadMatrix(r, windowValues, kernel.Width),
		rows:   kernel.ReadTable(r),
		scores: kernel.ReadMatrix(r, kernel.Width, Outputs),
	}
	if m.rows.Rows() != ExtraRows {
		r.Fail()
	}
	return m
}
