package english

import (
	"casus/doc"
	"casus/ud"
)

// News puts a month before the subject without a comma: "In September Burma closed
// the border", "Last May Zambian police". The month is then read as a part of the
// name behind it, and the name as a phrase of "in".

var months = map[string]bool{
	"January": true, "February": true, "March": true, "April": true, "May": true, "June": true, "July": true, "August": true, "September": true,
	"October": true, "November": true, "December": true,
}

// hangMonths gives such a clause its time and its subject.
func hangMonths(tokens []doc.Token) {
	for k := 1; k+1 < len(tokens); k++ {
		if !months[tokens[k].Form] || tokens[k].UPOS != ud.PROPN {
			continue
		}
		before := &tokens[k-1]
		last := before.Lemma == "last" && before.UPOS == ud.ADJ
		j := int(tokens[k].Head) - 1
		if !last && before.Lemma != "in" || j <= k || tokens[k].Deprel != ud.Compound && tokens[k].Deprel != ud.NmodUnmarked && tokens[k].Deprel != ud.NmodDesc && tokens[k].Deprel != ud.Amod {
			continue
		}
		v := int(tokens[j].Head) - 1
		if v <= j || tokens[v].UPOS != ud.VERB || int(before.Head)-1 != j {
			continue
		}
		switch subject := hasChild(tokens, v, ud.Nsubj) || hasChild(tokens, v, ud.NsubjPass); {
		case tokens[j].Deprel == ud.Nsubj, tokens[j].Deprel == ud.NsubjPass:
		case tokens[j].Deprel == ud.Obl && !subject:
			tokens[j].Deprel = subjectOf(tokens, v)
		default:
			continue
		}
		before.Head = int32(k + 1)
		tokens[k].Head, tokens[k].Deprel = int32(v+1), ud.Obl
		if last {
			tokens[k].Deprel = ud.OblUnmarked
		}
	}
}

// hangRulers takes the name behind a title into the phrase that the title was read
// as the end of, so that the noun above is the subject: "The government of
// President Avril declared a state of siege".
func hangRulers(tokens []doc.Token) {
	for k := 1; k+1 < len(tokens); k++ {
		title, name := &tokens[k], &tokens[k+1]
		g := int(title.Head) - 1
		if title.UPOS != ud.PROPN || title.Deprel != ud.Nmod || tokens[k-1].Lemma != "of" || g < 0 || g >= k || int(tokens[g].Head)-1 != k+1 ||
			name.UPOS != ud.PROPN || name.Deprel != ud.Nsubj && name.Deprel != ud.NsubjPass {
			continue
		}
		tokens[g].Head, tokens[g].Deprel = name.Head, name.Deprel
		name.Head, name.Deprel = int32(g+1), ud.Nmod
		title.Head, title.Deprel = int32(k+2), ud.NmodDesc
		if int(tokens[k-1].Head)-1 == k {
			tokens[k-1].Head = int32(k + 2)
		}
	}
}

// subjectOf is the relation of a subject to verb v.
func subjectOf(tokens []doc.Token, v int) ud.Deprel {
	if hasChild(tokens, v, ud.AuxPass) {
		return ud.NsubjPass
	}
	return ud.Nsubj
}

// hangAfter makes a clause of a phrase with "after", "before" or "since" that a
// finite verb without a subject follows: "halted trade after New Delhi revoked the
// status of Kashmir".
func hangAfter(tokens []doc.Token) {
	for p := range tokens {
		switch tokens[p].Lemma {
		case "after", "before", "since":
		default:
			continue
		}
		n := int(tokens[p].Head) - 1
		if tokens[p].Deprel != ud.Case || n <= p || tokens[n].Deprel != ud.Obl && tokens[n].Deprel != ud.Nmod || tokens[n].UPOS != ud.NOUN && tokens[n].UPOS != ud.PROPN {
			continue
		}
		v := finiteBehind(tokens, n)
		if v < 0 {
			continue
		}
		top := int(tokens[v].Head) - 1
		if !under(tokens, n, top) || top == n {
			top = int(tokens[n].Head) - 1
		}
		for steps := 0; top >= 0 && tokens[top].UPOS != ud.VERB && steps < 8; steps++ {
			top = int(tokens[top].Head) - 1
		}
		if top < 0 || top >= p || tokens[top].UPOS != ud.VERB {
			continue
		}
		tokens[v].Head, tokens[v].Deprel = int32(top+1), ud.Advcl
		tokens[n].Head, tokens[n].Deprel = int32(v+1), subjectOf(tokens, v)
		tokens[p].Head, tokens[p].Deprel, tokens[p].UPOS = int32(v+1), ud.Mark, ud.SCONJ
	}
}

// finiteBehind is the finite verb without subject and mark that stands right
// behind the phrase of noun n, −1 if there is none.
func finiteBehind(tokens []doc.Token, n int) int {
	for v := n + 1; v < min(len(tokens), n+window); v++ {
		t := &tokens[v]
		switch {
		case t.UPOS == ud.PUNCT:
			return -1
		case t.UPOS == ud.AUX && int(t.Head)-1 > v, t.UPOS == ud.ADV && int(t.Head)-1 > n:
			continue
		case t.XPOS == ud.VBD || t.XPOS == ud.VBZ, t.XPOS == ud.VBN && hasChild(tokens, v, ud.AuxPass), t.XPOS == ud.VBN && hasChild(tokens, v, ud.Aux):
			if t.UPOS != ud.VERB || t.Deprel != ud.Advcl && t.Deprel != ud.Acl && t.Deprel != ud.Ccomp && t.Deprel != ud.Xcomp && t.Deprel != ud.Parataxis && t.Deprel != ud.Dep {
				return -1
			}
			if hasChild(tokens, v, ud.Nsubj) || hasChild(tokens, v, ud.NsubjPass) || hasChild(tokens, v, ud.Mark) {
				return -1
			}
			return v
		case !under(tokens, v, n):
			return -1
		}
	}
	return -1
}

// readNouns makes nouns of forms in -ing behind an article that were read as verbs:
// "called the shooting a stab in the back".
func readNouns(tokens []doc.Token) {
	for i := 1; i < len(tokens); i++ {
		t := &tokens[i]
		if t.XPOS != ud.VBG || t.UPOS != ud.VERB || tokens[i-1].Deprel != ud.Det || int(tokens[i-1].Head)-1 != i || hasChild(tokens, i, ud.Aux) {
			continue
		}
		if t.Deprel != ud.Xcomp && t.Deprel != ud.Csubj && t.Deprel != ud.Ccomp {
			continue
		}
		t.UPOS, t.XPOS, t.Feats = ud.NOUN, ud.NN, "Number=Sing"
		if t.Deprel == ud.Csubj {
			t.Deprel = ud.Nsubj
			continue
		}
		for k := i + 1; k < min(len(tokens), i+window); k++ {
			if int(tokens[k].Head)-1 == i && tokens[k].Deprel == ud.Obj {
				tokens[k].Head, tokens[k].Deprel = t.Head, ud.Xcomp
			}
		}
		t.Deprel = ud.Obj
	}
}
