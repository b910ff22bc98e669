package coder

import (
	"casus/doc"
	"casus/ontology"
	"casus/ud"
)

// addressed are the types whose acts are directed at somebody even where the
// sentence puts them into what is said: "demanded that Ottawa drop", "alleges
// the group has broken".
var addressed = map[ontology.Type]bool{
	ontology.Request: true, ontology.Accuse: true, ontology.Threaten: true, ontology.Reject: true, ontology.Agree: true, ontology.Support: true,
	ontology.Aid: true, ontology.Sanction: true, ontology.Concede: true, ontology.Cooperate: true,
}

// contentRecipients looks for the recipient of a speech act in its content:
// the subject of the clause first, then whoever is named below it in the order
// of the text, up to the first one.
func (r *run) contentRecipients(rd *reading) []doc.Ref {
	t := &r.tree
	f := &rd.frame
	if !addressed[rd.entry.Type] {
		return nil
	}
	if r.asksFor(rd, "obj") {
		return nil // "expressed anger": the frame says at whom, if at anybody
	}
	top := f.head
	if f.rule == "light verb" && f.verb >= 0 {
		top = f.verb
	}
	for _, k := range t.Children(top) {
		switch t.Rel(int(k)) {
		case ud.Ccomp, ud.Xcomp, ud.Advcl, ud.Acl:
			if refs := r.clauseRecipients(rd, int(k)); len(refs) > 0 {
				return refs
			}
		}
	}
	if f.head != top {
		for _, k := range t.Children(f.head) {
			if rel := t.Rel(int(k)); rel == ud.Acl || rel == ud.Ccomp {
				if refs := r.clauseRecipients(rd, int(k)); len(refs) > 0 {
					return refs
				}
			}
		}
	}
	return r.phraseRecipients(rd, f)
}

// clauseRecipients is the first political entity of a content clause that is
// not an actor of the reading: its subject, then its objects.
func (r *run) clauseRecipients(rd *reading, clause int) []doc.Ref {
	t := &r.tree
	if t.Rel(clause) == ud.Advcl {
		switch t.Mark(clause) {
		case "of", "for", "that", "with", "to", "over", "":
		default:
			return nil
		}
	}
	rels := [...]ud.Deprel{ud.Nsubj, ud.NsubjPass, ud.Obj, ud.OblAgent, ud.Obl, ud.Xcomp, ud.Ccomp}
	for _, rel := range rels {
		for _, k32 := range t.Children(clause) {
			k := int(k32)
			if t.Rel(k) != rel || rel == ud.Obl && !directed[t.Marker(k)] {
				continue
			}
			if rel == ud.Xcomp || rel == ud.Ccomp {
				if refs := r.clauseRecipients(rd, k); len(refs) > 0 {
					return refs
				}
				continue
			}
			if refs := r.others(rd, k); len(refs) > 0 {
				return refs
			}
		}
	}
	return nil
}

// directed are prepositions before somebody that an act is directed at.
var directed = map[string]bool{
	"with": true, "to": true, "on": true, "against": true, "for": true, "from": true, "between": true, "of": true, "by": true, "toward": true, "towards": true,
}

// phraseRecipients looks in the phrases of the predicate and of its object:
// "a deal with Iran", "rejected the court's ruling".
func (r *run) phraseRecipients(rd *reading, f *frame) []doc.Ref {
	for _, s := range f.slots {
		if directed[s.name] && s.name != "by" && s.name != "of" {
			if refs := r.others(rd, s.token); len(refs) > 0 {
				return refs
			}
		}
	}
	for _, s := range f.slots {
		if s.name == "obj" || s.name == "of" || s.name == "xcomp" {
			if refs := r.others(rd, s.token); len(refs) > 0 {
				return refs
			}
			if refs := r.below(rd, s.token); len(refs) > 0 {
				return refs
			}
		}
	}
	return nil
}

// below is the first phrase under a noun that names somebody: "the delay in
// the withdrawal of Ethiopian troops".
func (r *run) below(rd *reading, noun int) []doc.Ref {
	t := &r.tree
	for _, k := range t.Children(noun) {
		if t.Rel(int(k)) == ud.Nmod || t.Rel(int(k)) == ud.NmodPoss {
			if refs := r.others(rd, int(k)); len(refs) > 0 {
				return refs
			}
		}
	}
	return nil
}

// others is who a token stands for, without the actors of the reading and
// without those who are nobody political.
func (r *run) others(rd *reading, token int) []doc.Ref {
	refs := without(r.refs(nil, token), rd.actors)
	if !r.anyPolitical(refs) {
		return nil
	}
	return refs
}

// answered are the types of act that answer an act of somebody else.
var answered = map[ontology.Type]bool{ontology.Accuse: true, ontology.Support: true, ontology.Reject: true}

// answer gives an act that is directed at another act the one who did that:
// "condemned the attack that Russia launched" is directed at Russia.
func (r *run) answer() {
	for i := range r.found {
		a := &r.found[i]
		if !answered[a.entry.Type] || len(a.recipients) > 0 || len(a.actors) == 0 || a.dropped != "" {
			continue
		}
		for _, s := range a.frame.slots {
			if s.name == "subj" || s.name == "by" || s.name == "poss" || s.name == "mod" {
				continue
			}
			if b := r.readingAt(s.token); b != nil && b != a && b.entry.POS == 'n' {
				a.recipients = without(append([]doc.Ref(nil), b.actors...), a.actors)
			}
			if len(a.recipients) > 0 {
				break
			}
		}
	}
}

// readingAt is the reading whose event the token carries, nil if there is none.
func (r *run) readingAt(token int) *reading {
	for k := range r.found {
		if r.found[k].frame.head == token {
			return &r.found[k]
		}
	}
	return nil
}
