package coder

import (
	"sort"
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
	counts := r.contextCounts
	clear(counts)
	if t == ontology.Coerce && (mode == "cyber" || mode == "misinformation") {
		counts[mode] += 3 // the manual gives these modes the context of their name
	}
	tokens := r.tree.Tokens
	for i := range tokens {
		for _, cue := range r.lex.ContextCues(strings.ToLower(tokens[i].Lemma)) {
			context, words, _ := strings.Cut(cue, "\t")
			if n := len(strings.Fields(words)); n == 1 || runs(tokens[i:], words) {
				counts[context]++
			}
		}
	}
	var names []string
	for _, c := range r.allContexts {
		if counts[c] > 0 {
			names = append(names, c)
		}
	}
	sort.SliceStable(names, func(i, j int) bool { return counts[names[i]] > counts[names[j]] })
	if len(names) > maxContexts {
		names = names[:maxContexts]
	}
	return names
}

// runs reports whether the tokens begin with the lemmas of words.
func runs(tokens []doc.Token, words string) bool {
	for i, w := range strings.Fields(words) {
		if i >= len(tokens) || !strings.EqualFold(tokens[i].Lemma, w) {
			return false
		}
	}
	return true
}
