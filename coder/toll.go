package coder

import (
	"casus/doc"
	"casus/ontology"
	"casus/ud"
)

// toll is a sentence that gives only how many were killed or injured: "At least
// 117 hostages died." It is one more sentence of the attack told before it.
type toll struct {
	sentence        int32
	verb            int32 // token of the document
	killed, injured *doc.Casualties
}

// tollSentences is how many sentences after an attack its toll may stand.
const tollSentences = 2

// tollOnly keeps the toll of the sentence where no report tells it.
func (r *run) tollOnly() {
	t := &r.tree
	for i := range t.Tokens {
		if !r.tollVerb(i) || r.reportedAt(i) {
			continue
		}
		c := toll{sentence: int32(t.Index), verb: t.Base + int32(i)}
		if killing[t.Lemma(i)] {
			c.killed = r.counted(i)
		} else {
			c.injured = r.counted(i)
		}
		for _, k := range t.Conjuncts(nil, i)[1:] {
			if n := r.counted(k); injuring[t.Lemma(k)] && c.injured == nil {
				c.injured = n
			}
		}
		if c.killed != nil || c.injured != nil {
			r.tolls = append(r.tolls, c)
		}
		return
	}
}

// reportedAt reports whether a report of the sentence has its head at or above
// a token.
func (r *run) reportedAt(i int) bool {
	for k := len(r.d.Reports) - 1; k >= 0 && r.d.Reports[k].Sentences[0] == int32(r.tree.Index); k-- {
		if r.tree.Dominates(int(r.d.Reports[k].Head-r.tree.Base), i) || r.d.Reports[k].Type == ontology.Assault {
			return true
		}
	}
	return false
}

// tollVerb reports whether verb i is the main verb of what the sentence tells,
// or of what somebody in it says, and says no more than that people died or
// were hurt: not why, not since when.
func (r *run) tollVerb(i int) bool {
	t := &r.tree
	lemma := t.Lemma(i)
	suffers := lemma == "die" || lemma == "perish" || (killing[lemma] || injuring[lemma]) && t.Passive(i)
	if !suffers || t.Tokens[i].UPOS != ud.VERB || r.negated(i) {
		return false
	}
	switch t.Rel(i) {
	case ud.Root:
	case ud.Ccomp, ud.Parataxis:
		if h := t.Head(i); h < 0 || t.Rel(h) != ud.Root || r.lex.Cue(t.Lemma(h)) == 0 {
			return false
		}
	default:
		return false
	}
	for _, k32 := range t.Children(i) {
		k := int(k32)
		switch t.Rel(k) {
		case ud.Aux:
			if t.Tokens[k].XPOS == ud.MD {
				return false
			}
		case ud.OblAgent, ud.Advcl, ud.Xcomp, ud.AdvclRelcl:
			return false
		case ud.Obl, ud.OblUnmarked:
			if !r.timeWord(k) && r.placeAt(k) == doc.None && t.Lemma(k) != "scene" && t.Lemma(k) != "spot" && t.Lemma(k) != "place" && t.Tokens[k].UPOS != ud.NUM {
				return false
			}
			if m := t.Marker(k); m == "since" || m == "over" || m == "during" || m == "between" || m == "by" {
				return false
			}
		}
	}
	return true
}

// tollOf is the attack among the reports whose toll the report b is, −1 if it
// tells more than a toll or there is no such attack.
func (r *run) tollOf(reports []doc.Report, b *doc.Report) int {
	if b.Type != ontology.Assault || len(b.Actors) > 0 || b.Status != ontology.Occurred || b.Killed == nil && b.Injured == nil || r.inTitle(b) {
		return -1
	}
	r.read(int(b.Sentences[0]))
	if !r.tollVerb(int(b.Head - r.tree.Base)) {
		return -1
	}
	k := r.attackBefore(reports, b.Sentences[0])
	if k < 0 || !datesFit(&reports[k], b) || !r.mayBeVictims(&reports[k], b.Recipients) || reports[k].Killed != nil && b.Killed != nil {
		return -1
	}
	return k
}

// mayBeVictims reports whether people can be those whom an attack hit: they are
// not those who attacked, nor of another country than those who were hit.
func (r *run) mayBeVictims(a *doc.Report, victims []doc.Ref) bool {
	return (len(a.Actors) == 0 || !r.sideFits(a.Actors, victims, false)) && (r.countriesMeet(a.Recipients, victims) || r.onlyPlaces(a.Recipients) || r.nowhere(a.Recipients))
}

// nowhere reports whether a side is of no known country.
func (r *run) nowhere(refs []doc.Ref) bool {
	for _, ref := range refs {
		if r.d.Entities[ref.Entity].Country != "" {
			return false
		}
	}
	return true
}

// attackBefore is the attack that was told last before a sentence, in one of the
// sentences right before it; −1 if there is none or several are told there.
func (r *run) attackBefore(reports []doc.Report, sentence int32) int {
	best, at, several := -1, sentence-tollSentences-1, false
	for k := range reports {
		a := &reports[k]
		if a.Type != ontology.Assault || a.Status != ontology.Occurred && a.Status != ontology.Ongoing || a.Background {
			continue
		}
		for _, s := range a.Sentences {
			switch {
			case s >= sentence || s < at:
			case s == at && best >= 0 && best != k:
				several = true
			default:
				best, several = k, several && s == at
				at = s
			}
		}
	}
	if several {
		return -1
	}
	return best
}

// addTolls gives the attacks the tolls that no report tells.
func (r *run) addTolls(reports []doc.Report) {
	for _, c := range r.tolls {
		k := r.attackBefore(reports, c.sentence)
		if k < 0 || len(reports[k].Sentences) >= maxEvidence || reports[k].Killed != nil && c.killed != nil || hasSentence(reports[k].Sentences, c.sentence) {
			continue
		}
		a := &reports[k]
		if a.Killed == nil {
			a.Killed = c.killed
		}
		if a.Injured == nil {
			a.Injured = c.injured
		}
		a.Sentences = append(a.Sentences, c.sentence)
		a.Trace.Steps = append(a.Trace.Steps, "toll of sentence "+itoa(int(c.sentence)+1)+": \""+r.d.Tokens[c.verb].Span.Of(r.d.Text)+"\"")
	}
}
