package coder

import (
	"slices"
	"strings"

	"casus/doc"
	"casus/ontology"
	"casus/ud"
)

// mode is the mode of a report whose entry gives none: the first line of the
// type's word lists that a word near the trigger fits. Near is the clause of
// the trigger; the sentence's other clauses tell of other events.
func (r *run) mode(t ontology.Type, f *frame) string {
	lists := r.lex.Modes(t)
	if len(lists) == 0 {
		return ""
	}
	first, last := r.clauseExtent(f)
	for _, list := range lists {
		for i := first; i <= last; i++ {
			tok := &r.tree.Tokens[i]
			if list.Words[tok.Lemma] || list.Words[strings.ToLower(tok.Form)] {
				return list.Mode
			}
		}
	}
	return ""
}

// clauseExtent is the tokens of the smallest clause around the frame's head.
func (r *run) clauseExtent(f *frame) (first, last int) {
	t := &r.tree
	c := f.head
	if f.verb >= 0 {
		c = f.verb
	}
	if t.Tokens[c].UPOS == ud.VERB || t.Tokens[c].UPOS == ud.AUX {
		return t.Extent(c)
	}
	return t.Extent(f.head)
}

// maxContexts is the codebook's bound on the contexts of a report.
const maxContexts = 3

// contexts are the fields of life that the words of the evidence sentence name,
// those named most often first, in the codebook's order between equals.
func (r *run) contexts(t ontology.Type, mode string) []string {
	if len(r.contextCounts) == 0 {
		r.countContexts()
	}
	count := func(context string) int {
		n := r.contextCounts[context]
		if context == mode && t == ontology.Coerce && (mode == "cyber" || mode == "misinformation") {
			n += 3 // the manual gives these modes the context of their name
		}
		return n
	}
	var names []string
	for _, c := range r.allContexts {
		if count(c) > 0 {
			names = append(names, c)
		}
	}
	slices.SortStableFunc(names, func(a, b string) int { return count(b) - count(a) })
	return names[:min(len(names), maxContexts)]
}

// countContexts counts, once a sentence, how often each field of life is named.
func (r *run) countContexts() {
	tokens := r.tree.Tokens
	r.contextCounts[""] = 0 // counted, even if there is none
	for i := range tokens {
		for _, cue := range r.word(i).folded.Contexts {
			if runs(tokens[i:], cue.Lemmas) {
				r.contextCounts[cue.Context]++
			}
		}
	}
}

// runs reports whether the tokens begin with the lemmas, the first of which is
// known to fit.
func runs(tokens []doc.Token, lemmas []string) bool {
	for i, lemma := range lemmas[1:] {
		if i+1 >= len(tokens) || !strings.EqualFold(tokens[i+1].Lemma, lemma) {
			return false
		}
	}
	return true
}
