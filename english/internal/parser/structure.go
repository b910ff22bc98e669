package parser

import "casus/ud"

// The tokens whose rows make a decision, by their place in the state.
const (
	top    = iota // of the stack
	second        // below it
	next          // front of the buffer
	after         // behind it
	third         // in the stack
	NumRoles
)

// Roles lists the tokens of the roles, 0 for none.
func (s *State) Roles() [NumRoles]int32 {
	return [NumRoles]int32{
		top:    s.top(0),
		second: s.top(1),
		next:   s.Next,
		after:  min(s.Next+1, s.Root()),
		third:  s.top(2),
	}
}

// Sizes of the parts of the structure table.
const (
	// Common is how many words have a number of their own.
	Common = 500

	setBits   = 9 // of the hash of a set of relations
	numSets   = 1 << setBits
	numGaps   = 9
	numCounts = 4
	numMarks  = 8
	numDepths = 5
)

// NumStructure is the number of structure features of a state.
const NumStructure = relationSlots + wordSlots + setSlots + 6

const (
	relationSlots = 10
	wordSlots     = 8
	setSlots      = 5
)

// Offsets of the parts of the structure table.
const (
	wordRows   = relationSlots * ud.NumDeprel
	setRows    = wordRows + wordSlots*(Common+1)
	gapRows    = setRows + setSlots*numSets
	secondRows = gapRows + numGaps*numCounts*numCounts
	markRows   = secondRows + numGaps*numCounts
	depthRows  = markRows + 2*numMarks
	quoteRows  = depthRows + numDepths

	// StructureRows is the number of rows of the structure table.
	StructureRows = quoteRows + 2
)

// Structure lists the rows of what the tokens' rows do not tell: the
// dependents that the words at work have by now, distances, and the marks in
// between.
func (s *State) Structure() (rows [NumStructure]int32) {
	i0, i1, i2, j0 := s.top(0), s.top(1), s.top(2), s.Next
	l0, l1, m0 := &s.links[i0], &s.links[i1], &s.links[j0]
	n := 0
	add := func(row int) {
		rows[n] = int32(row)
		n++
	}
	for slot, i := range [relationSlots]int32{
		l0.left1, l0.left2, l0.right1, l0.right2, m0.left1, m0.left2, l1.left1, l1.right1, l1.right2, s.links[i2].right1,
	} {
		add(slot*ud.NumDeprel + int(s.Deprel[i]))
	}
	for slot, i := range [wordSlots]int32{l0.left1, l0.right1, m0.left1, l1.right1, l1.left1, l0.left2, m0.left2, s.n} {
		add(wordRows + slot*(Common+1) + int(min(s.Nodes[i].Common, Common)))
	}
	for slot, set := range [setSlots]uint64{l0.leftSet, l0.rightSet, m0.leftSet, l1.leftSet, l1.rightSet} {
		add(setRows + slot*numSets + int(set*0x9E3779B97F4A7C15>>(64-setBits)))
	}
	s0, s1, b0 := &s.Nodes[i0], &s.Nodes[i1], &s.Nodes[j0]
	add(gapRows + (gap(i0, j0)*numCounts+count(l0.lefts))*numCounts + count(l0.rights))
	add(secondRows + gap(i1, i0)*numCounts + count(l1.rights))
	add(markRows + marks(s0, b0))
	add(markRows + numMarks + marks(s1, s0))
	add(depthRows + min(len(s.Stack), numDepths-1))
	add(quoteRows + int(min(b0.Quote, 1)))
	return rows
}

// gap puts distances into classes.
func gap(a, b int32) int {
	switch d := int(b - a); {
	case d <= 5:
		return max(0, d)
	case d <= 10:
		return 6
	case d <= 20:
		return 7
	}
	return 8
}

func count(n uint8) int { return int(min(n, numCounts-1)) }

// marks describes what lies between two words: commas, and whether one stands
// in a quotation and the other not.
func marks(a, b *Node) int {
	v := int(min(b.Commas-a.Commas, 3))
	if a.Quote != b.Quote {
		v += numMarks / 2
	}
	return v
}
