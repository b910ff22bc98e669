package actor

import (
	"casus/lexicon"
	"casus/ud"
)

// before are the relations of words that stand before a noun and belong to its
// phrase.
var before = [ud.NumDeprel]bool{
	ud.Det: true, ud.DetPredet: true, ud.Amod: true, ud.Compound: true, ud.Nummod: true, ud.NmodPoss: true,
	ud.NmodDesc: true, ud.NmodUnmarked: true, ud.Flat: true, ud.Advmod: true, ud.Conj: true, ud.Cc: true,
	ud.Punct: true, ud.Dep: true, ud.Goeswith: true, ud.Nmod: true, ud.Case: true, ud.CcPreconj: true, ud.Fixed: true,
}

// maxPhrase bounds a noun phrase, in tokens, so that no sentence is read in
// quadratic time.
const maxPhrase = 40

// phrase finds where the noun phrase of unit k begins and what the words
// before the unit say of it.
func (w *work) phrase(k int) {
	u := &w.units[k]
	u.left = int32(w.leftEdge(int(u.first), int(u.end)))
	w.joinBefore(k)
	if i := int(u.left) - 1; i >= 0 && u.plural && u.class.describes() && w.token(i).UPOS == ud.NUM && len(w.token(i).Form) != 4 {
		u.left--
	}
	u.proxy = w.isProxy(int(u.end))
	u.ethnic = w.is(int(u.first)-1, "ethnic", "Ethnic")
	u.behind = w.standsBehind(u)
	for i := int(u.left); i < int(u.first); i++ {
		t := w.token(i)
		inner := w.tree.Head(i) >= 0 && w.tree.Head(i) < int(u.first) && t.UPOS != ud.DET
		switch {
		case t.UPOS == ud.NUM:
			u.counted = true
		case t.XPOS == ud.PRPS, t.XPOS == ud.POS:
			u.definite = true
		case t.UPOS == ud.DET && (t.Lemma == "the" || t.Lemma == "this" || t.Lemma == "these" || t.Lemma == "that" || t.Lemma == "both"):
			u.definite = true
		case t.UPOS == ud.DET && (t.Lemma == "a" || t.Lemma == "an" || t.Lemma == "another"):
			u.new = true
		case inner && t.XPOS != ud.JJ:
			// belongs to a modifier
		case t.Lemma == "former" || t.Lemma == "ex" || t.Lemma == "ousted" || t.Lemma == "deposed" || t.Lemma == "ex-" || t.Lemma == "late" && u.class != agentUnit:
			u.former = true
		case unlocal[t.Lemma]:
			u.unlocal = true
		}
	}
	if i := int(u.left) - 1; i >= 0 && (w.is(i, "ex", "ex-", "Ex", "former", "Former") || w.is(i, "-") && w.is(i-1, "ex", "Ex")) {
		u.former = true
	}
	if u.left > 0 && w.is(int(u.left)-1, "the", "The", "this", "This", "these", "These", "both", "Both") {
		u.definite = true
	}
	if t := w.token(int(u.first)); u.class == officeUnit && (hasPrefix(t.Form, "ex-") || hasPrefix(t.Form, "Ex-")) {
		u.former = true
	}
}

// joinBefore takes the name right before common words into their phrase where
// the tree does not: "a White House official", "the Israeli military". An
// outlet is left alone, as it is told more often than it modifies.
func (w *work) joinBefore(k int) {
	u := &w.units[k]
	if !u.class.describes() || u.class == orgUnit {
		return
	}
	j := k - 1
	for j >= 0 && w.units[j].sent == u.sent && w.units[j].end > u.left {
		j--
	}
	if j < 0 {
		return
	}
	p := &w.units[j]
	if p.sent == u.sent && p.end+1 == u.left && w.token(int(p.end)).XPOS == ud.POS {
		u.left = min(p.left, p.first) // "to Lebanon's new president"
		return
	}
	if p.sent != u.sent || p.end != u.left || p.class != stateUnit && p.class != adjUnit && p.class != actorUnit && (p.class != peopleUnit || p.plural) {
		return
	}
	if p.class == actorUnit && p.alias.Actor.Kind == lexicon.Outlet {
		return
	}
	u.left = min(p.left, p.first)
}

func hasPrefix(s, p string) bool { return len(s) >= len(p) && s[:len(p)] == p }

// leftEdge is the first token of the noun phrase whose words are [first, end):
// as far to the left as every token hangs, directly or through other words of
// the phrase, on one that is already in it.
func (w *work) leftEdge(first, end int) int {
	edge := first
	for i := first - 1; i >= max(0, first-maxPhrase); i-- {
		if i > 2 && w.is(i, ")") && w.is(i-2, "(") && allCapitals(w.token(i-1).Form) {
			i -= 3 // "World Health Organization (WHO) officials"
		}
		up, ok := i, false
		for steps := 0; steps < 6; steps++ {
			if !before[w.token(up).Deprel] || w.token(up).Deprel == ud.Case && w.token(up).XPOS != ud.POS {
				break
			}
			h := w.tree.Head(up)
			if h < 0 || h >= end {
				break
			}
			if h >= edge {
				ok = true
				break
			}
			up = h
		}
		if !ok {
			break
		}
		// A modifier can only be of the phrase if it hangs on it from the
		// left, not through a verb in between.
		if t := w.token(up); t.UPOS == ud.VERB && (t.XPOS != ud.VBN && t.XPOS != ud.VBG || w.lex.Cue(t.Lemma) != 0 && i > 0 && !isHyphen(w.token(i-1).Form)) {
			break
		}
		if t := w.token(i); (t.Deprel == ud.Punct || t.Deprel == ud.Cc) && i == 0 {
			break
		}
		if w.is(i, ",", ";") && !(i > 0 && capital(w.token(i-1).Form) && capital(w.token(i+1).Form)) {
			break
		}
		edge = i
	}
	for edge < first && (w.token(edge).Deprel == ud.Cc || w.token(edge).Deprel == ud.Punct && !isHyphen(w.token(edge).Form)) {
		edge++
	}
	return edge
}

// isProxy reports whether the words from token end on say that somebody only
// stands behind what follows: "Moscow-backed separatists", "U.S.-brokered
// talks".
func (w *work) isProxy(end int) bool {
	n := len(w.tree.Tokens)
	if end > 0 && end <= n {
		// One token: "Iran-backed".
		if form := w.token(end - 1).Form; len(form) > 7 {
			for i := len(form) - 1; i > 0; i-- {
				if form[i] == '-' {
					return proxies[form[i+1:]]
				}
			}
		}
	}
	return end+1 < n && isHyphen(w.token(end).Form) && proxies[w.token(end+1).Form]
}

// standsBehind reports whether the words before u say that it only stands behind
// somebody: "fighters backed by the United States".
func (w *work) standsBehind(u *unit) bool {
	by := int(u.first) - 1
	if by > 0 && w.token(by).UPOS == ud.DET {
		by--
	}
	return by > 0 && w.is(by, "by") && proxies[w.token(by-1).Form]
}

// nest finds for each unit of the sentence the nearest unit in whose noun
// phrase it is a modifier. A modifier shares the words to its left with that
// unit: in "Turkey's defence ministry spokesman" the ministry is Turkey's too.
func (w *work) nest() {
	for k := w.hi - 1; k >= w.lo; k-- {
		u := &w.units[k]
		if !w.owns(u) {
			continue
		}
		for j := k - 1; j >= w.lo && w.units[j].end > u.left; j-- {
			v := &w.units[j]
			v.left = min(v.left, max(u.left, w.boundary(v, u)))
		}
	}
	for k := w.lo; k < w.hi; k++ {
		u := &w.units[k]
		if !w.owns(u) {
			continue
		}
		for j := k - 1; j >= w.lo && w.units[j].end > u.left; j-- {
			if v := &w.units[j]; v.outer < 0 {
				v.outer = int32(k)
			}
		}
	}
}

// owns reports whether the modifiers before u are its own: not where u is a
// name, or part of the office after it.
func (w *work) owns(u *unit) bool {
	if !u.class.describes() && u.class != personUnit {
		return false
	}
	return u.class != officeUnit && u.class != agentUnit || !ranks[w.nounOf(u)] || !w.modifies(int(u.head))
}

// boundary is how far to the left the phrase of a modifier v of u may reach:
// to the beginning, or to a conjunction between them.
func (w *work) boundary(v, u *unit) int32 {
	for i := v.first - 1; i >= u.left; i-- {
		if t := w.token(int(i)); t.UPOS == ud.CCONJ || t.Form == "," {
			return i + 1
		}
	}
	return u.left
}
