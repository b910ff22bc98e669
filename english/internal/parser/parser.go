package parser

import (
	"slices"

	"casus/english/internal/kernel"
	"casus/english/internal/words"
	"casus/ud"
)

// Model is a trained parser. A decision is a layer of rectified units, whose
// sums are those of the rows of the words at work, each as its role wants it,
// and of rows of the structure table; actions and relations are linear in it.
type Model struct {
	roles     *kernel.Matrix // a word's row to its rows in each role
	missing   []int16        // the rows of no word and of the root, by role
	bias      kernel.Row
	structure *kernel.Table
	actions   *kernel.Matrix
	relations [2]*kernel.Matrix // at Left and at Right
}

// Lengths of the outputs, made multiples of what a matrix wants.
const (
	ActionOutputs   = 16
	RelationOutputs = (ud.NumDeprel + 15) / 16 * 16

	roleValues = NumRoles * kernel.Width
)

// Scratch is the working memory of one parse. The zero value is ready to use;
// it must not be shared.
type Scratch struct {
	State  State
	roles  []int16 // rows of each token of a batch in each role
	hidden kernel.Row
	out    [max(ActionOutputs, RelationOutputs)]int16
}

// Prepare computes what the words of a batch are in each role. rows are n rows
// of an encoder.Batch, of which row 0 belongs to no word, nor does the last.
func (m *Model) Prepare(rows []int16, n int, s *Scratch) {
	s.roles = slices.Grow(s.roles[:0], n*roleValues)[:n*roleValues]
	m.roles.Mul(s.roles, roleValues, rows, kernel.Width, n)
	copy(s.roles, m.missing[:roleValues])
	copy(s.roles[(n-1)*roleValues:], m.missing[roleValues:])
}

// Parse finds the tree of a sentence whose first word has row first in the
// batch that was prepared last. The result is in s.State.Head and
// s.State.Deprel at the words' numbers from 1, the root as State.Root; it stays
// until the next Parse.
func (m *Model) Parse(ws []words.Word, first int, s *Scratch) {
	st := &s.State
	st.Read(ws)
	for !st.Done() {
		a, ok := st.Forced()
		if !ok {
			m.activate(s, first)
			a = m.action(s)
		}
		var r ud.Deprel
		switch {
		case a == Left && st.Next == st.Root():
			r = ud.Root
		case a != Shift:
			r = m.relation(s, a)
		}
		st.Take(a, r)
	}
}

// activate computes the layer of a decision.
func (m *Model) activate(s *Scratch, first int) {
	st := &s.State
	var rows [NumRoles]int32
	for role, token := range st.Roles() {
		row := first + int(token) - 1
		switch token {
		case 0:
			row = 0
		case st.Root():
			row = len(s.roles)/roleValues - 1
		}
		rows[role] = int32(row*NumRoles + role)
	}
	s.hidden = m.bias
	kernel.AddRows(&s.hidden, s.roles, rows[:])
	structure := st.Structure()
	m.structure.Add(&s.hidden, structure[:])
}

// Forced is the only action that there is, unless its relation has to be found
// as well.
func (s *State) Forced() (Action, bool) {
	switch {
	case len(s.Stack) == 0:
		return Shift, true
	case len(s.Stack) == 1 && s.Next > s.n:
		return Left, true
	}
	return 0, false
}

func (m *Model) action(s *Scratch) Action {
	m.actions.Mul(s.out[:], ActionOutputs, s.hidden[:], kernel.Width, 1)
	best, found := Shift, false
	for a := Shift; a <= Right; a++ {
		if s.State.Allowed(a) && (!found || s.out[a] > s.out[best]) {
			best, found = a, true
		}
	}
	return best
}

func (m *Model) relation(s *Scratch, a Action) ud.Deprel {
	m.relations[a-Left].Mul(s.out[:], RelationOutputs, s.hidden[:], kernel.Width, 1)
	taken := s.State.taken(a)
	best := ud.Dep
	for r, x := range s.out[:ud.NumDeprel] {
		if x > s.out[best] && taken>>r&1 == 0 {
			best = ud.Deprel(r)
		}
	}
	return best
}

// The relations of which a word has no more than one, by the guidelines of UD:
// sets of those that rule one another out.
var single = [...]uint64{
	1 << ud.Obj,
	1 << ud.Iobj,
}

// taken is the set of relations that the arc of an action cannot have: the
// root's, and those of which the head has its only one.
func (s *State) taken(a Action) uint64 {
	head, _ := s.Arc(a)
	has := s.links[head].leftSet | s.links[head].rightSet
	set := uint64(1) << ud.Root
	for _, group := range single {
		if has&group != 0 {
			set |= group
		}
	}
	return set
}

// Read begins the parse of a sentence.
func (s *State) Read(ws []words.Word) {
	s.Reset(len(ws))
	var commas, quotes, quote uint16
	for i := range ws {
		w := &ws[i]
		switch {
		case w.Lower != plainQuote:
		case quote != 0:
			quote = 0
		default:
			quotes++
			quote = quotes
		}
		s.Nodes[i+1] = Node{Common: w.Entry.Common, Quote: quote, Commas: commas}
		if w.Lower == comma {
			commas++
		}
	}
	s.Nodes[len(ws)+1] = Node{Commas: commas}
}

var (
	plainQuote = words.Hash(`"`)
	comma      = words.Hash(",")
)
