package coder

import (
	"casus/doc"
	"casus/lexicon"
	"casus/ontology"
	"casus/ud"
)

// spoken codes what a speaker says of somebody else without a word that says so
// by itself: that they must do something ("The council must act, the U.S.
// statement said") is a REQUEST, that they do wrong ("said Kabul was failing to
// rein in the militants") an ACCUSE, that harm will come to them ("the Taliban
// will be crushed, he said") a THREATEN, that what is wanted of him cannot be ("a
// truce with the rebels is out of the question, he said") a REJECT, each of the
// speaker towards them.
func (r *run) spoken() {
	t := &r.tree
	for i := range t.Tokens {
		switch t.Tokens[i].UPOS {
		case ud.VERB, ud.ADJ, ud.NOUN:
		default:
			continue
		}
		subject := t.Child(i, ud.Nsubj, ud.NsubjPass, ud.NsubjOuter)
		if r.ruledOut(i) {
			r.refuse(i, t.Child(i, ud.Nsubj, ud.Csubj))
			continue
		}
		entry, target := (*lexicon.Predicate)(nil), subject
		switch {
		case subject >= 0 && r.obliging(i) >= 0:
			entry = duty
		case subject >= 0 && r.blames(i):
			entry = blame
		case r.menaces(i):
			entry, target = menace, r.victim(i)
		}
		if entry == nil || target < 0 {
			continue
		}
		st := r.statementAt(i)
		if st == nil || !r.official(st.Speaker) {
			continue
		}
		speaker := []doc.Ref{st.Speaker}
		refs := without(r.mentionsAt(nil, target), speaker)
		if len(refs) == 0 || !r.anyPolitical(refs) || r.sameCountry(refs, st.Speaker) {
			continue
		}
		if entry != duty && !r.toBlame(i) && r.coded(i) {
			continue
		}
		r.dropAt(i)
		r.found = append(r.found, reading{
			frame:  frame{head: i, verb: i, rule: "spoken"},
			entry:  entry,
			actors: speaker, recipients: refs,
		})
	}
}

// ruledOut reports whether a predicate says that its subject cannot be: "is
// unacceptable", "is out of the question", "is not an option".
func (r *run) ruledOut(i int) bool {
	t := &r.tree
	if !t.Has(i, ud.Cop) {
		return false
	}
	switch t.Lemma(i) {
	case "unacceptable", "unthinkable", "inconceivable", "inadmissible", "non-starter":
		return !r.negated(i)
	case "question":
		return r.preposed(i, "out")
	case "table":
		return r.preposed(i, "off")
	case "option":
		return r.negated(i)
	}
	return false
}

// preposed reports whether a preposition, or a part of one, stands before the
// noun i.
func (r *run) preposed(i int, preposition string) bool {
	for _, k := range r.tree.Children(i) {
		if r.tree.Rel(int(k)) == ud.Case && r.tree.Lemma(int(k)) == preposition {
			return true
		}
	}
	return false
}

// refuse codes that a speaker says of the event at subject, by predicate i, that
// it cannot be.
func (r *run) refuse(i, subject int) {
	if subject < 0 {
		return
	}
	st := r.statementAt(i)
	ended := r.tree.Child(subject, ud.Obj) // "removing the sanctions is unthinkable"
	for k := range r.found {
		rd := &r.found[k]
		f := &rd.frame
		if f.head != subject && f.verb != subject && f.head != ended {
			continue
		}
		if st == nil || !r.official(st.Speaker) {
			if rd.entry.Type.Quad() != ontology.MaterialConflict {
				rd.drop("topic", "it cannot be: \""+r.tree.Tokens[i].Form+"\"")
			}
			return
		}
		speaker := []doc.Ref{st.Speaker}
		entry, refs := refusal, without(append(append([]doc.Ref(nil), rd.recipients...), rd.actors...), speaker)
		if rd.entry.Type.Quad() == ontology.MaterialConflict && f.head != ended {
			entry, refs = blame, without(rd.actors, speaker)
		}
		if len(refs) == 0 {
			refs = r.below(rd, subject)
		}
		if entry == refusal {
			rd.drop("same act", "told by \""+r.tree.Tokens[i].Form+"\"")
		}
		if refs = without(refs, speaker); len(refs) == 0 || r.sameCountry(refs, st.Speaker) {
			return
		}
		r.found = append(r.found, reading{frame: frame{head: i, verb: i, rule: "spoken"}, entry: entry, actors: speaker, recipients: refs})
		return
	}
}

// Entries that stand for the constructions, where one of the lexicon would.
var (
	duty    = spokenEntry("must", ontology.Request, "change", "100")
	blame   = spokenEntry("blame", ontology.Accuse, "disapprove", "111")
	menace  = spokenEntry("menace", ontology.Threaten, "", "130")
	refusal = spokenEntry("refuse", ontology.Reject, "", "120")
)

func spokenEntry(lemma string, t ontology.Type, mode, cameo string) *lexicon.Predicate {
	return &lexicon.Predicate{ID: lemma, Lemma: lemma, POS: 'v', Type: t, Mode: mode, CAMEO: cameo, Embeds: true, Line: "construction"}
}

// isSpoken reports whether an entry stands for one of the constructions.
func isSpoken(e *lexicon.Predicate) bool {
	return e == duty || e == blame || e == menace || e == refusal
}

// blames reports whether a word says that its subject does wrong: a verb of
// misdeed that is neither negated nor to come, or a bad name after "is".
func (r *run) blames(i int) bool {
	t := &r.tree
	if r.toBlame(i) {
		return true
	}
	if t.Tokens[i].UPOS == ud.VERB {
		o := t.Child(i, ud.Obj)
		commits := t.Lemma(i) == "commit" && o >= 0 && (r.classes.crime[t.Lemma(o)] || r.classes.violence[t.Lemma(o)])
		if !commits && !r.classes.misdeed[t.Lemma(i)] || t.Passive(i) {
			return false
		}
	} else if behind := t.Tokens[i].UPOS == ud.NOUN && t.Marker(i) == "behind"; !t.Has(i, ud.Cop) || !behind && !r.classes.bad[t.Lemma(i)] {
		return false // "Britain was behind the attack"
	}
	var m mood
	r.local(&m, i)
	return !m.negated && !m.future && !m.conditional && !m.obliged && m.aside == ""
}

// toBlame reports whether a verb says of its subject that it is to blame.
func (r *run) toBlame(i int) bool {
	return r.tree.Lemma(i) == "blame" && r.infinitive(i) && r.isTo(i, i-1) && !r.negated(i)
}

// menaces reports whether a verb says that harm will come.
func (r *run) menaces(i int) bool {
	t := &r.tree
	if t.Tokens[i].UPOS != ud.VERB || !r.classes.harm[t.Lemma(i)] {
		return false
	}
	var m mood
	r.local(&m, i)
	if h := t.Head(i); h >= 0 && t.Rel(i) == ud.Xcomp && t.Lemma(h) == "go" {
		m.future = true // "we are going to crush them"
	}
	return m.future && !m.negated && !m.conditional && m.aside == ""
}

// victim is the object of verb i, in whatever voice; −1 if there is none.
func (r *run) victim(i int) int {
	t := &r.tree
	if t.Passive(i) {
		return t.Child(i, ud.NsubjPass, ud.Nsubj)
	}
	return t.Child(i, ud.Obj)
}

// coded reports whether the lexicon reads an event at a token.
func (r *run) coded(i int) bool {
	for k := range r.found {
		if f := &r.found[k].frame; (f.head == i || f.verb == i) && r.found[k].dropped == "" {
			return true
		}
	}
	return false
}

// obliging is the auxiliary of the verb that makes it a duty: "must", "has to";
// −1 if there is none.
func (r *run) obliging(i int) int {
	t := &r.tree
	for _, k := range t.Children(i) {
		if t.Rel(int(k)) == ud.Aux && t.Lemma(int(k)) == "must" {
			return int(k)
		}
	}
	if t.Rel(i) == ud.Xcomp {
		if h := t.Head(i); h >= 0 && (t.Lemma(h) == "have" || t.Lemma(h) == "need") && r.infinitive(i) {
			return h
		}
	}
	return -1
}

// dropAt sets aside what the lexicon reads at a token that is only a duty.
func (r *run) dropAt(i int) {
	for k := range r.found {
		if f := &r.found[k].frame; f.head == i || f.rule == "light verb" && f.verb == i {
			r.found[k].drop("only due", "a duty that the speaker imposes")
		}
	}
}

// statementAt is the innermost statement of the sentence that holds a token.
func (r *run) statementAt(i int) *doc.Statement {
	at := r.tree.Tokens[i].Span
	var best *doc.Statement
	for k := range r.d.Statements {
		st := &r.d.Statements[k]
		if st.Sentence == int32(r.tree.Index) && st.Content.Contains(at) && (best == nil || st.Content.Len() < best.Content.Len()) {
			best = st
		}
	}
	return best
}

// official reports whether a speaker speaks for a state, an armed group, a
// party or a body; analysts' advice is no request.
func (r *run) official(ref doc.Ref) bool {
	if ref.Entity == doc.None {
		return false
	}
	switch r.d.Entities[ref.Entity].Sector {
	case "GOV", "MIL", "LEG", "IGO", "REB", "PRM", "PTY", "OPP", "HRI", "JUD":
		return true
	}
	return false
}

// sameCountry reports whether somebody of the refs belongs to the speaker's own
// side.
func (r *run) sameCountry(refs []doc.Ref, speaker doc.Ref) bool {
	s := &r.d.Entities[speaker.Entity]
	for _, ref := range refs {
		if e := &r.d.Entities[ref.Entity]; e.Country != "" && e.Country == s.Country && e.Sector == s.Sector {
			return true
		}
	}
	return false
}
