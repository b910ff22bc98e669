package parser

import "casus/english/internal/linear"

// AtomTemplates fills k with the features of the hidden layer: single
// properties of the words around the decision, which the layer combines.
func (s *State) AtomTemplates(k *linear.Keys) {
	k.Reset()
	i0, i1, i2, j0 := s.top(0), s.top(1), s.top(2), s.Next
	j1, j2, j3 := min(j0+1, s.n+1), min(j0+2, s.n+1), min(j0+3, s.n+1)
	l0, l1, m0 := &s.links[i0], &s.links[i1], &s.links[j0]
	words := [...]int32{i0, i1, i2, j0, j1, j2, l0.left1, l0.right1, m0.left1, l1.left1, l1.right1}
	for _, i := range words {
		n := &s.Nodes[i]
		k.Add(n.Word, 1, 0)
		k.Add(n.Tag, 2, 0)
		k.Add(n.Fine, 3, 0)
	}
	tags := [...]int32{
		j3, s.top(3), l0.left2, l0.right2, m0.left2, l1.left2, l1.right2, j0 - 1, min(i0+1, s.n+1), max(i0-1, 0),
		min(i1+1, s.n+1), s.links[l0.right1].right1, s.links[l0.left1].left1, s.links[i2].right1,
	}
	for _, i := range tags {
		k.Add(s.Nodes[i].Tag, 4, 0)
	}
	for _, i := range [...]int32{i0, i1, j0, j1} {
		n := &s.Nodes[i]
		k.Add(n.Suffix, 5, 0)
		k.Add(n.Coarse, n.POS, 6)
	}
	for _, i := range [...]int32{l0.left1, l0.left2, l0.right1, l0.right2, m0.left1, m0.left2, l1.left1, l1.right1, l1.right2, s.links[i2].right1} {
		k.Add(uint32(s.Deprel[i]), 7, 0)
	}
	for _, i := range [...]int32{l0.left2, l0.right2, m0.left2, l1.right2, j0 - 1} {
		k.Add(s.Nodes[i].Word, 8, 0)
	}
	s0, s1, b0, b1 := &s.Nodes[i0], &s.Nodes[i1], &s.Nodes[j0], &s.Nodes[j1]
	k.Add(bits(l0.leftSet), 9, 0)
	k.Add(bits(l0.rightSet), 9, 0)
	k.Add(bits(m0.leftSet), 9, 0)
	k.Add(bits(l1.leftSet), 9, 0)
	k.Add(bits(l1.rightSet), 9, 0)
	k.Add(distance(i0, j0), uint32(l0.lefts), uint32(l0.rights))
	k.Add(distance(i1, i0), uint32(l1.rights), 0)
	k.Add(between(s0, b0), 10, 0)
	k.Add(between(s1, s0), 10, 0)
	k.Add(s0.POS, b0.POS, 11)
	k.Add(s1.POS, s0.POS, 11)
	k.Add(b0.POS, b1.POS, 11)
	k.Add(s1.POS, b0.POS, 11)
	k.Add(uint32(min(len(s.Stack), 4)), s.Nodes[s.n].Word, 12)
}
