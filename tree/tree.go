// Package tree looks at one sentence as a dependency tree: children, subtrees,
// chains of coordination, the words that a relation is marked by. It reads the
// tokens of a doc.Document and changes nothing.
//
// Positions are those of the sentence, from 0; −1 is nowhere. A Tree is reused
// from sentence to sentence so that it allocates nothing after warm-up; it
// belongs to one goroutine.
package tree

import (
	"iter"

	"casus/doc"
	"casus/span"
	"casus/ud"
)

// Tree is the tree of one sentence.
type Tree struct {
	Tokens []doc.Token // of the sentence, shared with the document
	Base   int32       // index of the sentence's first token in the document
	Index  int         // index of the sentence in the document

	start []int32 // start[i] is where the children of i begin in kids
	kids  []int32
	first []int32 // leftmost and rightmost token of each subtree
	last  []int32
	order []int32 // scratch: tokens from the leaves up
}

// Reset makes t the tree of sentence s. Children are in text order. Heads that
// do not form a tree (not parsed, out of range) count as the root.
func (t *Tree) Reset(d *doc.Document, s int) {
	t.Tokens = d.SentenceTokens(s)
	t.Base = d.Sentences[s].First
	t.Index = s
	n := len(t.Tokens)
	t.start = resize(t.start, n+2)
	t.kids = resize(t.kids, n)
	t.first, t.last = resize(t.first, n), resize(t.last, n)
	for i := range t.start {
		t.start[i] = 0
	}
	for i := range t.Tokens {
		if h := t.Head(i); h >= 0 {
			t.start[h+2]++
		}
	}
	for i := 2; i < len(t.start); i++ {
		t.start[i] += t.start[i-1]
	}
	for i := range t.Tokens {
		if h := t.Head(i); h >= 0 {
			t.kids[t.start[h+1]] = int32(i)
			t.start[h+1]++
		}
	}
	t.extents()
}

// extents fills first and last, children before parents.
func (t *Tree) extents() {
	n := len(t.Tokens)
	t.order = t.order[:0]
	for i := range t.Tokens {
		t.first[i], t.last[i] = int32(i), int32(i)
		if t.Head(i) < 0 {
			t.order = append(t.order, int32(i))
		}
	}
	for k := 0; k < len(t.order) && k < n; k++ {
		t.order = append(t.order, t.Children(int(t.order[k]))...)
	}
	for k := min(len(t.order), n) - 1; k >= 0; k-- {
		i := int(t.order[k])
		if h := t.Head(i); h >= 0 {
			t.first[h] = min(t.first[h], t.first[i])
			t.last[h] = max(t.last[h], t.last[i])
		}
	}
}

func resize(s []int32, n int) []int32 {
	if cap(s) < n {
		return make([]int32, n, n+n/2)
	}
	return s[:n]
}

// Head is the head of i, −1 for a root.
func (t *Tree) Head(i int) int {
	h := int(t.Tokens[i].Head)
	if h <= 0 || h > len(t.Tokens) || h == i+1 {
		return -1
	}
	return h - 1
}

// Children are the dependents of i in text order; the slice is shared.
func (t *Tree) Children(i int) []int32 { return t.kids[t.start[i]:t.start[i+1]] }

// Rel is the relation of i to its head.
func (t *Tree) Rel(i int) ud.Deprel { return t.Tokens[i].Deprel }

// Child is the first dependent of i that has one of the relations, −1 if there
// is none.
func (t *Tree) Child(i int, rels ...ud.Deprel) int {
	for _, k := range t.Children(i) {
		for _, r := range rels {
			if t.Tokens[k].Deprel == r {
				return int(k)
			}
		}
	}
	return -1
}

// Phrases are the nominal modifiers and obliques under i in text order, each
// with its preposition ([Tree.Marker]).
func (t *Tree) Phrases(i int) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		for _, k := range t.Children(i) {
			if r := t.Tokens[k].Deprel; (r == ud.Nmod || r == ud.Obl) && !yield(int(k), t.Marker(int(k))) {
				return
			}
		}
	}
}

// Has reports whether i has a dependent with the relation.
func (t *Tree) Has(i int, rel ud.Deprel) bool { return t.Child(i, rel) >= 0 }

// Extent is the leftmost and rightmost token of the subtree of i.
func (t *Tree) Extent(i int) (first, last int) { return int(t.first[i]), int(t.last[i]) }

// Dominates reports whether i is above or equal to j.
func (t *Tree) Dominates(i, j int) bool {
	for steps := 0; j >= 0 && steps <= len(t.Tokens); steps++ {
		if i == j {
			return true
		}
		j = t.Head(j)
	}
	return false
}

// Lemma is the lemma of i.
func (t *Tree) Lemma(i int) string { return t.Tokens[i].Lemma }

// Span is the bytes from token first to token last, both included.
func (t *Tree) Span(first, last int) span.Span {
	return span.Span{Start: t.Tokens[first].Span.Start, End: t.Tokens[last].Span.End}
}

// Conjuncts appends to dst i and all that is coordinated with it.
func (t *Tree) Conjuncts(dst []int, i int) []int {
	dst = append(dst, i)
	for _, k := range t.Children(i) {
		if t.Tokens[k].Deprel == ud.Conj && len(dst) < 64 {
			dst = t.Conjuncts(dst, int(k))
		}
	}
	return dst
}

// FirstConjunct follows conj relations up to the first member of a
// coordination.
func (t *Tree) FirstConjunct(i int) int {
	for steps := 0; t.Tokens[i].Deprel == ud.Conj && t.Head(i) >= 0 && steps < 64; steps++ {
		i = t.Head(i)
	}
	return i
}

// Marker is the lemma of the preposition of a nominal i ("with", "in"), the
// first word of a fixed one ("because", "according"); empty if there is none.
// Where the parser hung it on a title before the name ("to President Rashid"),
// it is found there.
func (t *Tree) Marker(i int) string {
	if m := t.caseOf(i); m != "" {
		return m
	}
	for _, k := range t.Children(i) {
		if int(k) < i && t.Tokens[k].Deprel == ud.NmodDesc {
			return t.caseOf(int(k))
		}
	}
	return ""
}

func (t *Tree) caseOf(i int) string {
	out := false
	for _, k := range t.Children(i) {
		if t.Tokens[k].Deprel != ud.Case || t.Tokens[k].XPOS == ud.POS {
			continue
		}
		if lemma := t.Tokens[k].Lemma; lemma != "out" {
			return lemma
		}
		out = true // "out of Mali": "of", as in "pulled out of Mali"
	}
	if out {
		return "out"
	}
	return ""
}

// Mark is the lemma of the word that opens a clause i: "that", "if", "to",
// "of" in "accused of shelling"; empty if there is none.
func (t *Tree) Mark(i int) string {
	for _, k := range t.Children(i) {
		if r := t.Tokens[k].Deprel; r == ud.Mark || r == ud.Case {
			return t.Tokens[k].Lemma
		}
	}
	return ""
}

// Passive reports whether the verb i is in the passive voice: it has a passive
// auxiliary or subject, or is a bare past participle under a noun or an
// adverbial clause without a subject of its own.
func (t *Tree) Passive(i int) bool {
	for range 64 { // heads may run in a circle
		if p := t.Tokens[i].XPOS; p != ud.VBN && p != ud.VBD {
			return false
		}
		aux, agent, perfect := false, false, false
		for _, k := range t.Children(i) {
			switch t.Tokens[k].Deprel {
			case ud.AuxPass, ud.NsubjPass, ud.CsubjPass:
				return true
			case ud.OblAgent:
				agent = true
			case ud.Aux, ud.Nsubj:
				aux = true
				perfect = perfect || t.Tokens[k].Lemma == "have"
			}
		}
		if perfect {
			return false // "had spoken by telephone"
		}
		if agent && !(aux && t.Tokens[i].XPOS == ud.VBD) { // "Hungary stuck by Serbia" has no agent
			return true
		}
		if aux || t.Tokens[i].XPOS != ud.VBN {
			return false
		}
		switch t.Tokens[i].Deprel {
		case ud.Acl, ud.Advcl, ud.Amod, ud.Xcomp:
			return true
		case ud.Conj:
		default:
			return false
		}
		// "was arrested and charged": the auxiliary stands with the first.
		if i = t.Head(i); i < 0 || t.Tokens[i].XPOS != ud.VBN {
			return false
		}
	}
	return false
}

// Clause is the nearest verb or predicate at or above i that heads a clause:
// what is related to its head by a clausal relation, or the root.
func (t *Tree) Clause(i int) int {
	for steps := 0; steps <= len(t.Tokens); steps++ {
		switch t.Tokens[i].Deprel {
		case ud.Root, ud.Ccomp, ud.Advcl, ud.AdvclRelcl, ud.AclRelcl, ud.Csubj, ud.CsubjPass, ud.Parataxis:
			return i
		case ud.Conj:
			if p := t.Tokens[i].UPOS; p == ud.VERB || p == ud.AUX {
				return i
			}
		}
		h := t.Head(i)
		if h < 0 {
			return i
		}
		i = h
	}
	return i
}
