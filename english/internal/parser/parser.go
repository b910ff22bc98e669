package parser

import (
	"math"

	"casus/english/internal/linear"
	"casus/english/internal/network"
	"casus/english/internal/pack"
	"casus/english/internal/tagger"
	"casus/english/internal/words"
	"casus/ud"
)

// Model is a trained parser. The score of an action or relation is that of
// its table, times the table's unit, plus that of the network.
type Model struct {
	Actions      *linear.Triples
	Relations    *linear.Table
	Net          *network.Net
	ActionUnit   int32
	RelationUnit int32
}

// Weights is a parser as training makes it.
type Weights struct {
	Actions, Relations       []linear.Row
	Net                      *network.Weights
	ActionUnit, RelationUnit int32
}

// Scratch is the working memory of one parse. The zero value is ready to use;
// it must not be shared.
type Scratch struct {
	State  State
	keys   linear.Keys
	layer  network.Layer
	scores linear.Scores
}

// Parse finds the tree of a sentence. The result is in s.State.Head and
// s.State.Deprel at the words' numbers from 1, the root as State.Root; it
// stays until the next Parse.
func (m *Model) Parse(ws []words.Word, tags []tagger.Class, set *tagger.Tagset, s *Scratch) {
	s.State.Read(ws, tags, set)
	for !s.State.Done() {
		a := m.action(s)
		var r ud.Deprel
		if a != Shift {
			r = m.relation(s, a)
		}
		s.State.Take(a, r)
	}
}

// action chooses a transition. It leaves the hidden layer as relation needs it.
func (m *Model) action(s *Scratch) Action {
	if a, ok := s.State.forced(); ok {
		return a
	}
	s.State.AtomTemplates(&s.keys)
	m.Net.Activate(&s.layer, s.keys.List())
	s.State.ActionTemplates(&s.keys)
	scores := m.Actions.Sum(s.keys.List())
	for a, deep := range m.Net.Three(&s.layer) {
		scores[a] = scores[a]*m.ActionUnit + deep
	}
	return s.State.Best(scores)
}

// forced is the only action that there is, unless its relation has to be found
// as well.
func (s *State) forced() (Action, bool) {
	switch {
	case len(s.Stack) == 0:
		return Shift, true
	case len(s.Stack) == 1 && s.Next > s.n:
		return Left, true
	}
	return 0, false
}

// Best is the allowed action with the highest score, the lowest of equals.
func (s *State) Best(scores [3]int32) Action {
	best, found := Shift, false
	for a := Shift; a <= Right; a++ {
		if s.Allowed(a) && (!found || scores[a] > scores[best]) {
			best, found = a, true
		}
	}
	return best
}

func (m *Model) relation(s *Scratch, a Action) ud.Deprel {
	if a == Left && s.State.Next == s.State.Root() {
		return ud.Root
	}
	s.State.RelationTemplates(&s.keys, a)
	scores := s.scores[:ud.NumDeprel]
	clear(scores)
	m.Relations.Add(&s.scores, s.keys.List())
	for r := range scores {
		scores[r] *= m.RelationUnit
	}
	m.Net.Add(scores, &s.layer, RelationOutput(a))
	scores[ud.Root] = math.MinInt32
	return ud.Deprel(s.scores.Best(ud.NumDeprel))
}

// Read begins the parse of a sentence.
func (s *State) Read(ws []words.Word, tags []tagger.Class, set *tagger.Tagset) {
	s.Reset(len(ws))
	var marks, commas, verbs, quotes, quote uint32
	for i := range ws {
		w, tag := &ws[i], &set.Tags[tags[i]]
		isQuote := tag.UPOS == ud.PUNCT && w.Lower == plainQuote
		if isQuote && quote != 0 {
			quote = 0
		} else if isQuote {
			quotes++
			quote = quotes
		}
		s.Nodes[i+1] = Node{
			Word: w.Lower, Suffix: w.Suffix[2], Form: w.Form,
			POS: uint32(tag.POS), Tag: uint32(tags[i]) + 1,
			Fine: uint32(w.Entry.Fine), Coarse: uint32(w.Entry.Coarse),
			Quote: quote, Marks: marks, Commas: commas, Verbs: verbs,
		}
		switch tag.UPOS {
		case ud.PUNCT:
			marks++
			if w.Lower == comma {
				commas++
			}
		case ud.VERB, ud.AUX:
			verbs++
		}
	}
	s.Nodes[len(ws)+1] = Node{Word: rootWord, POS: rootPOS, Tag: rootPOS, Marks: marks, Commas: commas, Verbs: verbs}
}

// What the root node looks like.
const (
	rootWord = 2 // no hash is even
	rootPOS  = 1 << 16
)

var (
	plainQuote = words.Hash(`"`)
	comma      = words.Hash(",")
)

// New makes a parser of its weights.
func New(w *Weights) *Model {
	return &Model{linear.NewTriples(w.Actions), linear.NewTable(w.Relations), network.New(w.Net), w.ActionUnit, w.RelationUnit}
}

// Write packs the weights.
func (w *Weights) Write(p *pack.Writer) {
	linear.WriteTriples(p, w.Actions)
	linear.WriteRows(p, w.Relations)
	w.Net.Write(p)
	p.Uint(uint64(w.ActionUnit))
	p.Uint(uint64(w.RelationUnit))
}

// ReadModel unpacks what Write wrote.
func ReadModel(p *pack.Reader) *Model {
	return &Model{linear.ReadTriples(p), linear.ReadTable(p), network.Read(p, Outputs), int32(p.Uint()), int32(p.Uint())}
}
