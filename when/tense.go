package when

import (
	"casus/doc"
	"casus/ud"
)

// comes reports whether the clause that token i stands in speaks of what is to
// come: "will meet on Friday", "is expected to visit on Friday".
func (w *run) comes(i int) bool {
	t := &w.tree
	limit := w.lower(i-1) == "until" || w.lower(i-1) == "till" || w.lower(i-1) == "by"
	for steps := 0; i >= 0 && steps < 10; steps++ {
		tok := &t.Tokens[i]
		if tok.UPOS == ud.VERB || tok.UPOS == ud.AUX || t.Has(i, ud.Cop) {
			switch {
			case w.futureVerb(i):
				return true
			case w.scheduled(i):
				return true
			case limit && (tok.XPOS == ud.VBZ || tok.XPOS == ud.VBP):
				return true // "the truce lasts until Saturday"
			case tok.XPOS == ud.VBD || tok.XPOS == ud.VBZ && !planning[tok.Lemma]:
				return false
			}
		}
		if tok.UPOS == ud.ADJ && (tok.Lemma == "due" || tok.Lemma == "ready") {
			return true
		}
		i = t.Head(i)
	}
	return false
}

// scheduled reports whether verb i is in the present, outside titles, and no verb
// of saying: with a day it tells of what is to come ("meets the king on Friday",
// "is sending frigates on Monday").
func (w *run) scheduled(i int) bool {
	t := &w.tree
	if telling[t.Lemma(i)] || t.Tokens[i].UPOS != ud.VERB || w.d.FieldAt(t.Tokens[i].Span.Start) == doc.FieldTitle {
		return false
	}
	switch t.Rel(t.FirstConjunct(i)) {
	case ud.Root, ud.Ccomp, ud.Parataxis:
	default:
		return false // "chanted as they march on Thursday"
	}
	finite := i
	for _, k := range t.Children(i) {
		if rel := t.Rel(int(k)); rel == ud.Aux || rel == ud.AuxPass {
			if t.Lemma(int(k)) != "be" {
				return false
			}
			finite = int(k)
		}
	}
	if x := t.Tokens[i].XPOS; finite != i && x != ud.VBG {
		return false // "is held since Friday"
	}
	x := t.Tokens[finite].XPOS
	return x == ud.VBZ || x == ud.VBP
}

// telling are verbs whose present tells of the past in news: "says on Friday".
var telling = map[string]bool{
	"say": true, "tell": true, "write": true, "report": true, "warn": true, "add": true, "show": true, "stand": true, "walk": true, "look": true,
	"sit": true, "attend": true, "hold": true, "pass": true, "be": true, "remain": true, "continue": true, "follow": true, "come": true,
}

// futureVerb reports whether the verb itself points forward: by an auxiliary,
// by an infinitive under a verb of planning, or because it is such a verb.
func (w *run) futureVerb(i int) bool {
	t := &w.tree
	past := t.Tokens[i].XPOS == ud.VBD
	for _, k := range t.Children(i) {
		switch t.Rel(int(k)) {
		case ud.Aux:
			switch t.Lemma(int(k)) {
			case "will", "shall", "would", "'ll", "may", "might":
				return true
			case "could":
				if w.mayCome(i) {
					return true
				}
			case "have":
				return false
			}
		case ud.Mark:
			if t.Lemma(int(k)) == "to" && !past {
				h := t.Head(i)
				return h < 0 || t.Tokens[h].XPOS != ud.VBD || planning[t.Lemma(h)]
			}
		}
	}
	return planning[t.Lemma(i)] && !past
}

// mayCome reports whether "could" before verb i speaks of what may come, and not of
// what somebody was able to do: "could free hostages on Tuesday", but not "could
// not be reached", "could hear shots".
func (w *run) mayCome(i int) bool {
	t := &w.tree
	switch t.Lemma(i) {
	case "see", "hear", "feel", "smell", "reach", "confirm", "verify", "watch", "tell":
		return false
	}
	for _, k := range t.Children(i) {
		if l := t.Lemma(int(k)); l == "not" || l == "never" || l == "only" {
			return false
		}
	}
	return true
}

// planning are verbs whose complement is still to come.
var planning = map[string]bool{
	"plan": true, "expect": true, "schedule": true, "intend": true, "set": true, "slate": true, "prepare": true, "agree": true, "begin": false,
	"vow": true, "promise": true, "threaten": true, "invite": true, "urge": true, "await": true,
}
