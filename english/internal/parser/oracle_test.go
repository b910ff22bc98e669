package parser

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"casus/ud"
)

// TestCostsAgainstBruteForce walks at random through parses of random trees and
// compares the oracle with the best result that any continuation can reach.
func TestCostsAgainstBruteForce(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 7))
	for round := range 400 {
		n := 1 + rng.IntN(6)
		head := randomTree(rng, n)
		var s State
		s.Reset(n)
		for !s.Done() {
			costs := s.Costs(head)
			before := reach(&s, head)
			var allowed []Action
			for a := Shift; a <= Right; a++ {
				if !s.Allowed(a) {
					if costs[a] != Never {
						t.Fatalf("round %d: forbidden action %d costs %d", round, a, costs[a])
					}
					continue
				}
				allowed = append(allowed, a)
				next, gain := step(&s, a, head)
				if want := before - gain - reach(next, head); costs[a] != want {
					t.Fatalf("round %d: heads %v stack %v next %d: action %d costs %d, want %d", round, head[1:n+1], s.Stack, s.Next, a, costs[a], want)
				}
			}
			s.Take(allowed[rng.IntN(len(allowed))], ud.Dep)
		}
	}
}

// reach is the largest number of gold arcs that a state can still make.
func reach(s *State, head []int32) int {
	memo := make(map[string]int)
	var future func(s *State) int
	future = func(s *State) int {
		if s.Done() {
			return 0
		}
		key := fmt.Sprint(s.Next, s.Stack)
		if best, ok := memo[key]; ok {
			return best
		}
		best := -1
		for a := Shift; a <= Right; a++ {
			if !s.Allowed(a) {
				continue
			}
			next, gain := step(s, a, head)
			best = max(best, gain+future(next))
		}
		memo[key] = best
		return best
	}
	return future(s)
}

// step is the state after an action, and 1 if that made a gold arc.
func step(s *State, a Action, head []int32) (next *State, gain int) {
	if a != Shift {
		if h, d := s.Arc(a); head[d] == h {
			gain = 1
		}
	}
	next = clone(s)
	next.Take(a, ud.Dep)
	return next, gain
}

func clone(s *State) *State {
	c := &State{n: s.n, Next: s.Next}
	c.Stack = append(c.Stack, s.Stack...)
	c.Head = append(c.Head, s.Head...)
	c.Deprel = append(c.Deprel, s.Deprel...)
	c.links = append(c.links, s.links...)
	return c
}

// randomTree gives each of n words a head; projective because it is made by
// the transitions themselves.
func randomTree(rng *rand.Rand, n int) []int32 {
	var s State
	s.Reset(n)
	for !s.Done() {
		if a := Action(rng.IntN(3)); s.Allowed(a) {
			s.Take(a, ud.Dep)
		}
	}
	return s.Head
}
