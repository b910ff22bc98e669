package parser

// Costs are how many arcs of the gold tree each action puts out of reach, more
// than were out of reach before (the dynamic oracle of Goldberg and Nivre
// 2013, for a root that takes only the last word of the stack). head[i] is the
// gold head of word i, the root being Root(). An action that is not allowed
// costs Never.
//
// Time is linear in the length of the sentence; only training calls it.
func (s *State) Costs(head []int32) (costs [3]int) {
	for a := Shift; a <= Right; a++ {
		if !s.Allowed(a) {
			costs[a] = Never
		}
	}
	if costs[Shift] != Never {
		costs[Shift] = s.shiftCost(head)
	}
	if len(s.Stack) == 0 {
		return costs
	}
	top, below := s.top(0), s.top(1)
	lostDependents := 0 // of the top, in the buffer
	for d := s.Next; d <= s.n; d++ {
		if head[d] == top {
			lostDependents++
		}
	}
	inBuffer := head[top] >= s.Next && (head[top] != s.Root() || len(s.Stack) == 1)
	if costs[Left] != Never {
		costs[Left] = lostDependents
		if head[top] != s.Next && (inBuffer || below != 0 && head[top] == below) {
			costs[Left]++
		}
	}
	if costs[Right] != Never {
		costs[Right] = lostDependents
		if inBuffer {
			costs[Right]++
		}
	}
	return costs
}

// Never is the cost of an action that is not allowed.
const Never = 1 << 30

func (s *State) shiftCost(head []int32) int {
	cost := 0
	next := s.Next
	for i, w := range s.Stack {
		if head[w] == next {
			cost++
		}
		if head[next] == w && i < len(s.Stack)-1 {
			cost++
		}
	}
	if head[next] == s.Root() && len(s.Stack) > 0 {
		cost++
	}
	return cost
}
