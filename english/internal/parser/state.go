// Package parser builds dependency trees by arc-hybrid transitions (Kuhlmann,
// Gómez-Rodríguez and Satta 2011) with the root at the end of the buffer
// (Ballesteros and Nivre 2013): first one of three actions is chosen, then, at
// an arc, its relation.
//
// It reads nodes, which are words with their tags, and fills heads and
// relations. Every input gets a tree with one root. Models are read-only and
// safe for concurrent use.
package parser

import "casus/ud"

// Action is a transition.
type Action uint8

// The transitions.
const (
	Shift Action = iota // the next word goes onto the stack
	Left                // the next word governs the top of the stack
	Right               // the word below governs the top of the stack
)

// Node is a word as the structure features see it.
type Node struct {
	Common uint16 // number among the most frequent words, 0 for any other
	Quote  uint16 // number of the quotation that the word is in, 0 outside
	Commas uint16 // before the word in the sentence, a counter
}

// State is a parse under way. Words are numbered from 1; n+1 is the root, 0
// and everything else that does not exist is an empty node. Reset makes it
// ready; the memory is kept between sentences.
type State struct {
	Nodes []Node // the sentence, with an empty node before and the root after it
	Stack []int32
	Next  int32 // front of the buffer
	n     int32

	Head   []int32
	Deprel []ud.Deprel
	links  []links
}

// links are the outermost dependents of a word on each side and what they are.
type links struct {
	left1, left2, right1, right2 int32
	lefts, rights                uint8
	leftSet, rightSet            uint64 // sets of relations
}

// Reset begins a sentence of n words. The caller fills Nodes[1:n+1].
func (s *State) Reset(n int) {
	s.n = int32(n)
	s.Nodes = resize(s.Nodes, n+2)
	s.Head = resize(s.Head, n+2)
	s.Deprel = resize(s.Deprel, n+2)
	s.links = resize(s.links, n+2)
	s.Stack = s.Stack[:0]
	s.Next = 1
}

func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2)
	}
	s = s[:n]
	clear(s)
	return s
}

// Root is the number of the root node.
func (s *State) Root() int32 { return s.n + 1 }

// Done reports whether every word has a head.
func (s *State) Done() bool { return s.Next > s.n && len(s.Stack) == 0 }

// Allowed reports whether the action can be taken. The root takes the last word of the
// stack alone, so that a tree has one root.
func (s *State) Allowed(a Action) bool {
	switch a {
	case Shift:
		return s.Next <= s.n
	case Left:
		return len(s.Stack) == 1 || len(s.Stack) > 1 && s.Next <= s.n
	default:
		return len(s.Stack) > 1
	}
}

// top is the i-th word from the top of the stack, 0 if there is none.
func (s *State) top(i int) int32 {
	if i >= len(s.Stack) {
		return 0
	}
	return s.Stack[len(s.Stack)-1-i]
}

// Arc is the head and the dependent that Left or Right would join.
func (s *State) Arc(a Action) (head, dependent int32) {
	if a == Left {
		return s.Next, s.top(0)
	}
	return s.top(1), s.top(0)
}

// Take carries an action out; r is the relation of the arc that it makes.
func (s *State) Take(a Action, r ud.Deprel) {
	if a == Shift {
		s.Stack = append(s.Stack, s.Next)
		s.Next++
		return
	}
	head, dependent := s.Arc(a)
	s.Head[dependent], s.Deprel[dependent] = head, r
	s.Stack = s.Stack[:len(s.Stack)-1]
	l := &s.links[head]
	if a == Left {
		l.left2, l.left1 = l.left1, dependent
		l.lefts++
		l.leftSet |= 1 << r
		return
	}
	l.right2, l.right1 = l.right1, dependent
	l.rights++
	l.rightSet |= 1 << r
}
