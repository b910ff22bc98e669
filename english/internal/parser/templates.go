package parser

import "casus/english/internal/linear"

// join makes one value of two.
func join(a, b uint32) uint32 { return (a*0x9E3779B1 ^ b) * 0x85EBCA77 }

// bits makes one value of a set of relations.
func bits(set uint64) uint32 { return uint32(set) ^ uint32(set>>32)*0x9E3779B1 }

// distance puts distances into classes.
func distance(a, b int32) uint32 {
	d := b - a
	switch {
	case d < 0:
		return 0
	case d <= 5:
		return uint32(d)
	case d <= 10:
		return 6
	case d <= 20:
		return 7
	}
	return 8
}

// between describes the words between two nodes: punctuation, commas, verbs
// and whether one stands in a quotation and the other not.
func between(a, b *Node) uint32 {
	v := min(b.Marks-a.Marks, 3) | min(b.Commas-a.Commas, 3)<<2 | min(b.Verbs-a.Verbs, 3)<<4
	if a.Quote != b.Quote {
		v |= 64
	}
	return v
}

// ActionTemplates fills k with the features that choose an action.
func (s *State) ActionTemplates(k *linear.Keys) {
	k.Reset()
	i0, i1, i2, j0 := s.top(0), s.top(1), s.top(2), s.Next
	j1, j2 := min(j0+1, s.n+1), min(j0+2, s.n+1)
	s0, s1, s2 := &s.Nodes[i0], &s.Nodes[i1], &s.Nodes[i2]
	b0, b1, b2 := &s.Nodes[j0], &s.Nodes[j1], &s.Nodes[j2]
	l0, l1, m0 := &s.links[i0], &s.links[i1], &s.links[j0]
	s0wp, s1wp, b0wp := join(s0.Word, s0.POS), join(s1.Word, s1.POS), join(b0.Word, b0.POS)

	// top and front
	k.Add(s0wp, b0wp, 0)
	k.Add(s0wp, b0.Tag, 0)
	k.Add(s0.Tag, b0wp, 0)
	k.Add(s0.Word, b0.Word, 0)
	k.Add(s0.Fine, b0.Fine, 0)
	k.Add(s0.Fine, b0.POS, s0.POS)
	k.Add(s0.POS, b0.Fine, b0.POS)

	// top and the one below
	k.Add(s0wp, s1wp, 0)
	k.Add(s0wp, s1.Tag, 0)
	k.Add(s0.Tag, s1wp, 0)
	k.Add(s0.Word, s1.Word, 0)
	k.Add(s0.Fine, s1.Fine, 0)
	k.Add(s1.Fine, s0.POS, s1.POS)
	k.Add(s1.POS, s0.Fine, s0.POS)

	// three and more
	k.Add(s0wp, b0.POS, b1.POS)
	k.Add(s0.POS, b0wp, b1.POS)
	k.Add(s0.POS, join(b0.POS, b1.POS), b2.POS)
	k.Add(s1wp, s0.POS, b0.POS)
	k.Add(s1.POS, s0wp, b0.POS)
	k.Add(s1.POS, s0.POS, b0wp)
	k.Add(s1.POS, s0.POS, join(b0.POS, b1.POS))
	k.Add(s1.Word, s0.Word, b0.POS)
	k.Add(s2.POS, s1.POS, join(s0.POS, b0.POS))
	k.Add(s0.Coarse, s1.Coarse, join(b0.Coarse, b0.POS))

	// their dependents
	sl, sr, bl := &s.Nodes[l0.left1], &s.Nodes[l0.right1], &s.Nodes[m0.left1]
	tr := &s.Nodes[l1.right1]
	k.Add(s0.POS, sl.POS, b0.POS)
	k.Add(s0.POS, sr.POS, b0.POS)
	k.Add(s1.POS, s0.POS, tr.POS)
	k.Add(sl.Word, s0.POS, b0.POS)
	k.Add(sl.Word, s0.Word, s1.Word)
	k.Add(sl.Word, s1wp, s0.POS)
	k.Add(bl.Word, b0.POS, s0.POS)
	k.Add(bits(l0.leftSet), s1.POS, join(s0.POS, b0.POS))
	k.Add(bits(l0.rightSet), s0.POS, b0.POS)
	k.Add(bits(m0.leftSet), s0.POS, b0.POS)
	k.Add(bits(l0.rightSet), s0wp, b0.POS)
	k.Add(bits(l1.rightSet), s1wp, s0.POS)
	k.Add(bits(m0.leftSet), b0wp, s0.POS)

	// distances and what lies between
	k.Add(distance(i0, j0), s0.POS, b0.POS)
	k.Add(distance(i1, i0), s1.POS, s0.POS)
	k.Add(between(s0, b0), s0.POS, b0.POS)
	k.Add(between(s1, s0), s1.POS, s0.POS)
	k.Add(between(s1, b0), s1.POS, join(s0.POS, b0.POS))
}

// RelationTemplates fills k with the features that choose the relation of the
// arc that an action makes.
func (s *State) RelationTemplates(k *linear.Keys, a Action) {
	k.Reset()
	head, dependent := s.Arc(a)
	h, d := &s.Nodes[head], &s.Nodes[dependent]
	lh, ld := &s.links[head], &s.links[dependent]
	way := uint32(a) << 8
	hwp, dwp := join(h.Word, h.POS), join(d.Word, d.POS)
	before, after := &s.Nodes[dependent-1], &s.Nodes[min(dependent+1, s.n+1)]
	dl, dr := &s.Nodes[ld.left1], &s.Nodes[ld.right1]
	dl2 := &s.Nodes[ld.left2]
	hl, hr := &s.Nodes[lh.left1], &s.Nodes[lh.right1]
	gap := way | distance(min(head, dependent), max(head, dependent))

	k.Add(way, d.Word, d.Tag)
	k.Add(way, h.Word, h.Tag)
	k.Add(way, hwp, dwp)
	k.Add(way, h.Word, d.Word)
	k.Add(way, hwp, d.Tag)
	k.Add(way, h.Tag, dwp)
	k.Add(way, h.Tag, d.Tag)
	k.Add(way, h.Fine, d.Fine)
	k.Add(way, h.Fine, join(h.POS, d.POS))
	k.Add(way, d.Fine, join(h.POS, d.POS))
	k.Add(way, hwp, d.Fine)
	k.Add(way, dwp, h.Fine)
	k.Add(gap, h.POS, d.POS)
	k.Add(gap, dwp, h.POS)

	k.Add(way, dl.Word, join(h.POS, d.POS))
	k.Add(way, dl.Word, join(h.Word, d.POS))
	k.Add(way, dl.Word, d.Word)
	k.Add(way, dl.Word, join(d.Fine, h.POS))
	k.Add(way, dl.Word, join(h.Fine, d.POS))
	k.Add(way, join(dl.POS, dl2.POS), join(h.POS, d.POS))
	k.Add(way, join(dl.Word, dl2.Word), join(h.POS, d.POS))
	k.Add(way, dr.POS, join(h.POS, d.POS))
	k.Add(way, hl.Word, join(h.POS, d.POS))
	k.Add(way, hr.Word, join(h.POS, d.POS))

	k.Add(way, bits(ld.leftSet), join(h.POS, d.POS))
	k.Add(way, bits(ld.leftSet), dwp)
	k.Add(way, bits(ld.rightSet), join(h.POS, d.POS))
	k.Add(way, bits(lh.leftSet), join(h.POS, d.POS))
	k.Add(way, bits(lh.leftSet), join(hwp, d.POS))
	k.Add(way, bits(lh.rightSet), join(hwp, d.POS))
	k.Add(way, join(bits(lh.leftSet), bits(lh.rightSet)), join(h.POS, d.POS))
	k.Add(way, join(bits(lh.leftSet), dl.Word), join(h.Tag, d.POS))

	k.Add(way, before.Word, join(h.POS, d.POS))
	k.Add(way, after.Word, join(h.POS, d.POS))
	k.Add(way, join(before.POS, after.POS), join(h.POS, d.POS))
	k.Add(way, join(between(&s.Nodes[min(head, dependent)], &s.Nodes[max(head, dependent)]), bits(lh.rightSet)), join(h.POS, d.POS))
}
