package conllu

import (
	"slices"
	"strings"
)

// alignment pairs words of the gold file with words of the system's.
type alignment struct {
	gold, system []scoredWord
	pairs        []pair
	goldOf       []int // index of the gold word aligned to a system word; notAligned
}

type pair struct{ gold, system int }

const notAligned = -3

func newAlignment(gold, system []scoredWord) *alignment {
	a := &alignment{gold: gold, system: system, goldOf: make([]int, len(system))}
	for i := range a.goldOf {
		a.goldOf[i] = notAligned
	}
	for gi, si := 0, 0; gi < len(gold) && si < len(system); {
		g, s := &gold[gi], &system[si]
		switch {
		case g.multiword || s.multiword:
			gs, ss := 0, 0
			gs, ss, gi, si = a.multiwordSpan(gi, si)
			a.alignForms(gs, gi, ss, si)
		case g.extent == s.extent:
			a.add(gi, si)
			gi++
			si++
		case g.start <= s.start:
			gi++
		default:
			si++
		}
	}
	return a
}

func (a *alignment) add(g, s int) {
	a.pairs = append(a.pairs, pair{g, s})
	a.goldOf[s] = g
}

// multiwordSpan finds the smallest stretch of both files, from words gi and si
// on, that no multiword token sticks out of.
func (a *alignment) multiwordSpan(gi, si int) (goldFrom, systemFrom, goldTo, systemTo int) {
	end := 0
	if g, s := &a.gold[gi], &a.system[si]; g.multiword {
		end = g.end
		if !s.multiword && s.start < g.start {
			si++
		}
	} else {
		end = s.end
		if g.start < s.start {
			gi++
		}
	}
	goldFrom, systemFrom = gi, si
	for !beyond(a.gold, gi, end) || !beyond(a.system, si, end) {
		if gi < len(a.gold) && (si >= len(a.system) || a.gold[gi].start <= a.system[si].start) {
			end = extend(&a.gold[gi], end)
			gi++
		} else {
			end = extend(&a.system[si], end)
			si++
		}
	}
	return goldFrom, systemFrom, gi, si
}

// beyond reports whether word i lies behind a stretch with the given end.
func beyond(words []scoredWord, i, end int) bool {
	if i >= len(words) {
		return true
	}
	if words[i].multiword {
		return words[i].start >= end
	}
	return words[i].end > end
}

func extend(w *scoredWord, end int) int {
	if w.multiword {
		return max(end, w.end)
	}
	return end
}

// alignForms aligns the words of a stretch by the longest common subsequence
// of their forms, without regard to case.
func (a *alignment) alignForms(goldFrom, goldTo, systemFrom, systemTo int) {
	n, m := goldTo-goldFrom, systemTo-systemFrom
	same := func(g, s int) bool {
		return strings.EqualFold(a.gold[goldFrom+g].Form, a.system[systemFrom+s].Form)
	}
	width := m + 1
	longest := make([]int, (n+1)*width) // longest[g*width+s] for the words from g and s on
	for g := n - 1; g >= 0; g-- {
		for s := m - 1; s >= 0; s-- {
			best := max(longest[(g+1)*width+s], longest[g*width+s+1])
			if same(g, s) {
				best = max(best, 1+longest[(g+1)*width+s+1])
			}
			longest[g*width+s] = best
		}
	}
	for g, s := 0, 0; g < n && s < m; {
		switch {
		case same(g, s):
			a.add(goldFrom+g, systemFrom+s)
			g++
			s++
		case longest[g*width+s] == longest[(g+1)*width+s]:
			g++
		default:
			s++
		}
	}
}

func (a *alignment) scores(gold, system *scored) Scores {
	var all Scores
	all[Tokens] = extentScore(gold.tokens, system.tokens)
	all[Sentences] = extentScore(gold.sentences, system.sentences)
	for m := Words; m < NumMetrics; m++ {
		all[m] = Score{Gold: len(a.gold), System: len(a.system), Aligned: len(a.pairs)}
		if m >= CLAS {
			all[m] = Score{Gold: content(a.gold), System: content(a.system)}
		}
	}
	all[Words].Correct, all[Words].Aligned = len(a.pairs), -1
	for _, p := range a.pairs {
		a.count(&all, p)
	}
	return all
}

func content(words []scoredWord) (n int) {
	for i := range words {
		if words[i].kind == contentRelation {
			n++
		}
	}
	return n
}

// count compares one pair of words by every metric.
func (a *alignment) count(all *Scores, p pair) {
	g, s := &a.gold[p.gold], &a.system[p.system]
	tick := func(m Metric, ok bool) {
		if ok {
			all[m].Correct++
		}
	}
	upos, xpos, feats := g.UPOS == s.UPOS, g.XPOS == s.XPOS, g.feats == s.feats
	lemma := g.Lemma == "_" || g.Lemma == s.Lemma
	head := g.parent != noParent && g.parent == a.goldParent(s)
	las := head && g.deprel == s.deprel
	tick(UPOS, upos)
	tick(XPOS, xpos)
	tick(UFeats, feats)
	tick(AllTags, upos && xpos && feats)
	tick(Lemmas, lemma)
	tick(UAS, head)
	tick(LAS, las)
	if g.kind != contentRelation {
		return
	}
	for m := CLAS; m < NumMetrics; m++ {
		all[m].Aligned++
	}
	tick(CLAS, las)
	tick(MLAS, las && upos && feats && a.sameFunctional(g, s))
	tick(BLEX, las && lemma)
}

// goldParent is the gold word that stands for the head of a system word.
func (a *alignment) goldParent(s *scoredWord) int {
	if s.parent < 0 {
		return s.parent
	}
	return a.goldOf[s.parent]
}

// sameFunctional reports whether the function words of both words are the same.
func (a *alignment) sameFunctional(g, s *scoredWord) bool {
	return slices.EqualFunc(g.functional, s.functional, func(i, j int) bool {
		gc, sc := &a.gold[i], &a.system[j]
		return a.goldOf[j] == i && gc.deprel == sc.deprel && gc.UPOS == sc.UPOS && gc.feats == sc.feats
	})
}

// extentScore counts the extents that are in both lists.
func extentScore(gold, system []extent) Score {
	score := Score{Gold: len(gold), System: len(system), Aligned: -1}
	for g, s := 0, 0; g < len(gold) && s < len(system); {
		switch {
		case system[s].start < gold[g].start:
			s++
		case gold[g].start < system[s].start:
			g++
		default:
			if gold[g].end == system[s].end {
				score.Correct++
			}
			g++
			s++
		}
	}
	return score
}
