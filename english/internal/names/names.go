// Package names marks the names of persons, organisations and places in a
// sentence: of all ways to label its words it takes the one with the highest sum
// of scores, of each word's label and of each pair of neighbouring labels.
//
// It reads the rows of the encoder and the tags and fills labels: outside,
// beginning of a name of some kind, or inside one. Models are read-only and
// safe for concurrent use.
package names

import (
	"math"
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

// CanFollow reports whether the label can stand behind another: a name does not go
// on inside where none of its kind is open.
func (l Label) CanFollow(before Label) bool {
	return l == Outside || l%2 == 1 || l.Kind() == before.Kind()
}

// Model is a trained name finder: a layer of rectified units over the rows of a
// word and its two neighbours, and rows of what else matters at the word; the
// labels' scores are linear in it.
type Model struct {
	window *kernel.Matrix
	rows   *kernel.Table
	scores *kernel.Matrix
	follow Follow
}

// Follow is the scores of pairs of labels, a row for each label of what can stand
// behind it, in the units of the labels' scores. Before the first and behind the
// last of a run of scored words is Outside.
type Follow [NumLabels][NumLabels]int16

// Outputs is the number of labels, made a multiple of what a matrix wants.
const Outputs = 16

// Scratch is the working memory of one search. The zero value is ready to use;
// it must not be shared.
type Scratch struct {
	labels   []Label
	possible []bool
	place    []int32 // of each row of the batch in scores, −1 if it has none
	given    []int16 // rows of scored words, with their neighbours
	hidden   []int16
	scores   []int16
	from     [][NumLabels]Label // the best label before each label of a word
}

const windowValues = 3 * kernel.Width

// Prepare scores those words of a batch that can be in a name. tags are the
// classes of the batch's rows.
func (m *Model) Prepare(b *encoder.Batch, tags []tagger.Class, set *tagger.Tagset, s *Scratch) {
	n := b.NumRows()
	s.place, s.given = slices.Grow(s.place[:0], n)[:n], s.given[:0]
	count := 0
	for i := range b.Starts {
		first, end := b.Sentence(i)
		ws, row := b.Words[first:end], b.Row(i)
		s.possible = slices.Grow(s.possible[:0], len(ws))[:len(ws)]
		for k := range ws {
			s.possible[k] = Possible(ws, k, set.Tags[tags[row+k]].UPOS)
		}
		for k := range ws {
			s.place[row+k] = -1
			if InReach(s.possible, k) {
				s.given = append(s.given, b.Rows[(row+k-1)*kernel.Width:][:windowValues]...)
				s.place[row+k] = int32(count)
				count++
			}
		}
	}
	s.hidden = slices.Grow(s.hidden[:0], count*kernel.Width)[:count*kernel.Width]
	s.scores = slices.Grow(s.scores[:0], count*Outputs)[:count*Outputs]
	m.window.Mul(s.hidden, kernel.Width, s.given, windowValues, count)
	for i := range b.Starts {
		first, end := b.Sentence(i)
		ws, row := b.Words[first:end], b.Row(i)
		for k := range ws {
			if at := int(s.place[row+k]); at >= 0 {
				extra := Extra(ws, k)
				m.rows.Add((*kernel.Row)(s.hidden[at*kernel.Width:]), extra[:])
			}
		}
	}
	m.scores.Mul(s.scores, Outputs, s.hidden, kernel.Width, count)
}

// Find labels the words of sentence i of the batch that was prepared last. The
// result stays until the next Find.
func (m *Model) Find(b *encoder.Batch, i int, s *Scratch) []Label {
	first, end := b.Sentence(i)
	place := s.place[b.Row(i):][:end-first]
	s.labels = slices.Grow(s.labels[:0], len(place))[:len(place)]
	for k := 0; k < len(place); {
		s.labels[k] = Outside
		n := 0
		for k+n < len(place) && place[k+n] >= 0 {
			n++
		}
		if n > 0 {
			m.follow.best(s.labels[k:k+n], s.scores[int(place[k])*Outputs:], s)
		}
		k += max(1, n)
	}
	return s.labels
}

// best labels a run of words, Outputs scores for each (Viterbi 1967).
func (f *Follow) best(labels []Label, scores []int16, s *Scratch) {
	const never = math.MinInt32 / 2
	s.from = slices.Grow(s.from[:0], len(labels))[:len(labels)]
	sums := [NumLabels]int32{}
	for l := Label(1); l < NumLabels; l++ {
		sums[l] = never // Outside is before the run
	}
	for i := range labels {
		row, next := (*[Outputs]int16)(scores[i*Outputs:]), [NumLabels]int32{}
		for l := range Label(NumLabels) {
			next[l] = never
			for before := range Label(NumLabels) {
				if sum := sums[before] + int32(f[before][l]); sum > next[l] && l.CanFollow(before) {
					next[l], s.from[i][l] = sum, before
				}
			}
			next[l] = max(never, next[l]+int32(row[l]))
		}
		sums = next
	}
	last := Outside
	for l := range Label(NumLabels) {
		if sums[l]+int32(f[l][Outside]) > sums[last]+int32(f[last][Outside]) {
			last = l
		}
	}
	for i := len(labels) - 1; i >= 0; i-- {
		labels[i] = last
		last = s.from[i][last]
	}
}

// frequent bounds the words that are so frequent that a capital letter at the
// beginning of a sentence says nothing of them.
const frequent = 300

// Possible reports whether word i of a sentence, tagged as upos, is likely enough
// to be in a name: it is tagged as a proper noun, begins with a capital letter, or
// the gazetteer has it, in a name of several words or, unless it is a frequent
// word, as a place. Pronouns and, at the beginning, frequent words need more than
// one capital letter.
func Possible(ws []words.Word, i int, upos ud.UPOS) bool {
	w := &ws[i]
	switch {
	case upos == ud.PROPN || w.Flags&words.Capital != 0:
		return true
	case upos == ud.PRON || i == 0 && 0 < w.Entry.Common && w.Entry.Common <= frequent && w.Known == 0:
		return false
	}
	known := w.Known != 0 || w.Entry.Names&words.Place != 0
	return w.Flags&words.Initial != 0 || w.Known.Inner() || known && w.Entry.Common == 0
}

// InReach reports whether a word is scored, given which words of its sentence are
// possible: it is, or stands behind one, or second in a gap of two words between
// such ones ("Bank of the West").
func InReach(possible []bool, i int) bool {
	at := func(k int) bool { return 0 <= k && k < len(possible) && possible[k] }
	return at(i) || at(i-1) || at(i-2) && at(i+1)
}

// The parts of the table of rows.
const (
	knownRows   = 0 // two words before to two after
	knownWindow = 5
	numKnown    = 1 << words.NumNames
	shapeRows   = knownRows + knownWindow*numKnown
	numShapes   = 1 << 8
	wholeRows   = shapeRows + numShapes // the word before to the one after
	wholeWindow = 3
	NumExtra    = knownWindow + 1 + wholeWindow
	ExtraRows   = wholeRows + wholeWindow*words.NumKnown

	// EarlyRows are the rows before those of whole names, which only the learning of
	// names alone sees; NumEarly of them are at a word.
	EarlyRows = wholeRows
	NumEarly  = NumExtra - wholeWindow
)

// Extra lists the rows of word i: the names that it and its neighbours are known
// in, as single words and as parts of whole names, and its letters.
func Extra(ws []words.Word, i int) (rows [NumExtra]int32) {
	for k := range knownWindow {
		row := knownRows + k*numKnown
		if j := i + k - knownWindow/2; j >= 0 && j < len(ws) {
			row += int(ws[j].Entry.Names) % numKnown
		}
		rows[k] = int32(row)
	}
	rows[knownWindow] = shapeRows + int32(ws[i].Flags)
	for k := range wholeWindow {
		row := wholeRows + k*words.NumKnown
		if j := i + k - wholeWindow/2; j >= 0 && j < len(ws) {
			row += int(ws[j].Known) % words.NumKnown
		}
		rows[NumEarly+k] = int32(row)
	}
	return rows
}

// Weights is a name finder as training makes it.
type Weights struct {
	Window *kernel.Dense // 3·Width to Width
	Rows   kernel.Rows   // ExtraRows
	Scores *kernel.Dense
	Follow Follow
}

// Write packs the weights.
func (w *Weights) Write(p *pack.Writer) {
	w.Window.Write(p)
	w.Rows.Write(p)
	w.Scores.Write(p)
	for _, row := range w.Follow {
		for _, x := range row {
			p.Int(int64(x))
		}
	}
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
	for i := range m.follow {
		for k := range m.follow[i] {
			m.follow[i][k] = int16(r.Int())
		}
	}
	return m
}
