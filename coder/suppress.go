package coder

import (
	"casus/doc"
	"casus/lexicon"
	"casus/ontology"
	"casus/ud"
)

// suppress drops readings that another reading of the sentence makes
// superfluous: what is demanded, promised or refused is no event by itself; a
// light verb and its noun are one.
func (r *run) suppress() {
	for i := range r.found {
		a := &r.found[i]
		if a.dropped != "" {
			continue
		}
		for j := range r.found {
			b := &r.found[j]
			if i == j || b.dropped != "" {
				continue
			}
			switch {
			case a.entry.Embeds && r.content(a, b) && !r.denies(a, b):
				r.inherit(a, b)
				b.drop("content", "it is what \""+r.tree.Tokens[a.frame.head].Form+"\" speaks of")
			case r.oneAct(a, b), r.inDefiance(a, b), r.inRaid(a, b):
				b.drop("same act", "told by \""+r.tree.Tokens[a.frame.head].Form+"\"")
			}
		}
		if r.backed(a) {
			a.drop("topic", "who stands behind a force, told by the way")
		}
	}
}

// inRaid reports whether b is the raid in which the act of force a was done:
// "captured two soldiers in a raid that left eight others dead".
func (r *run) inRaid(a, b *reading) bool {
	t := &r.tree
	k := b.frame.head
	if a.entry.Type != ontology.Assault || a.entry.POS != 'v' || b.entry.POS != 'n' || len(b.actors) > 0 || b.entry.Type != ontology.Assault && b.entry.Type != ontology.Coerce {
		return false
	}
	if m := t.Marker(k); t.Rel(k) != ud.Obl || m != "in" && m != "during" || t.Has(k, ud.NmodPoss) {
		return false
	}
	return t.Head(k) >= 0 && t.FirstConjunct(t.Head(k)) == t.FirstConjunct(a.frame.top())
}

// backed reports whether a reading is a participle that says by the way who
// supports a force: "rebels backed by Rwandan troops marched into Goma".
func (r *run) backed(a *reading) bool {
	t := &r.tree
	k := a.frame.head
	if a.frame.rule != "participle" || t.Rel(k) != ud.Acl || !t.Passive(k) || a.entry.Type != ontology.Cooperate && a.entry.Type != ontology.Support {
		return false
	}
	h := t.Head(k)
	return (t.Rel(h) == ud.Nsubj || t.Rel(h) == ud.NsubjPass || t.Rel(h) == ud.OblAgent) && r.actorKinds(h)&lexicon.ArmedFiller != 0
}

// rescues makes help of what is coded as a release where others than those who
// free held the captives, or where soldiers and police used force for it: "stormed
// the building and freed 71 hostages".
func (r *run) rescues() {
	for i := range r.found {
		rd := &r.found[i]
		if rd.dropped != "" || rd.entry.Type != ontology.Retreat || rd.entry.Mode != "release" || rd.entry.POS != 'v' || len(rd.actors) == 0 {
			continue
		}
		if !r.heldByOthers(rd) && !r.withForce(rd) {
			continue
		}
		for _, e := range r.word(rd.frame.head).folded.Predicates('v') {
			if e.Type == ontology.Aid {
				rd.entry = e
				break
			}
		}
	}
}

// holding are verbs of those who have captives.
var holding = map[string]bool{"hold": true, "kidnap": true, "abduct": true, "seize": true, "capture": true, "take": true, "imprison": true, "detain": true}

// heldByOthers reports whether somebody else than those who free is said to have
// held or taken them: "freed four hostages held by Hamas".
func (r *run) heldByOthers(rd *reading) bool {
	t := &r.tree
	o := rd.frame.get("obj")
	if o < 0 {
		return false
	}
	for _, k32 := range t.Children(o) {
		k := int(k32)
		if t.Rel(k) != ud.Acl && t.Rel(k) != ud.AclRelcl || !holding[t.Lemma(k)] {
			continue
		}
		clause := r.verbFrame(k)
		if s := clause.get("subj"); s >= 0 && s != o {
			captors := r.refs(nil, s)
			return len(captors) > 0 && !r.sideFits(captors, rd.actors, false) && r.bands(captors)
		}
	}
	return false
}

// bands reports whether all of a side are bands: rebels, militias, pirates.
func (r *run) bands(refs []doc.Ref) bool {
	for _, ref := range refs {
		switch r.d.Entities[ref.Entity].Sector {
		case "REB", "PRM", "UAF", "CRM":
		default:
			return false
		}
	}
	return true
}

// withForce reports whether soldiers or police who free somebody use force in the
// same sentence.
func (r *run) withForce(rd *reading) bool {
	armed := false
	for _, ref := range rd.actors {
		switch r.d.Entities[ref.Entity].Sector {
		case "MIL", "COP", "SPY":
			armed = true
		}
	}
	if !armed {
		return false
	}
	for i := range r.found {
		b := &r.found[i]
		if b == rd || b.dropped != "" || b.entry.Type != ontology.Assault && (b.entry.Type != ontology.Coerce || r.tree.Lemma(b.frame.head) != "raid") {
			continue
		}
		for _, ref := range b.actors {
			if holds(rd.actors, ref.Entity) {
				return true
			}
		}
	}
	return false
}

// inherit gives a promise or threat that nothing else gave a recipient that of
// the act it speaks of: "is prepared to lift the ban on the party".
func (r *run) inherit(a, b *reading) {
	if len(a.recipients) > 0 || len(a.actors) == 0 || !speaksOfAct[a.entry.Type] || r.mutual(a) || r.tree.Rel(b.frame.top()) != ud.Xcomp {
		return
	}
	refs := without(append([]doc.Ref(nil), b.recipients...), a.actors)
	if a.entry.Type == ontology.Agree {
		refs = r.abroad(refs, a.actors)
	}
	if r.anyPolitical(refs) {
		a.recipients = refs
	}
}

// sport drops all readings of a sentence about a game: there states beat, meet
// and attack one another as teams. Where a minister, the police or a body takes
// part it is no game alone.
func (r *run) sport() {
	if len(r.found) == 0 || !r.aboutSport() {
		return
	}
	for i := range r.found {
		r.found[i].drop("sport", "a game and those who play it")
	}
}

func (r *run) aboutSport() bool {
	t := &r.tree
	any := false
	for i := range t.Tokens {
		any = any || r.classes.sporting[t.Lemma(i)]
	}
	if !any {
		return false
	}
	for i := range t.Tokens {
		for m := r.mentions.First(t.Base + int32(i)); m != doc.None; m = r.mentions.Next(m) {
			if e := r.d.Mentions[m].Entity; e != doc.None && int(e) < r.given && r.d.Entities[e].Kind != doc.StateEntity {
				switch r.d.Entities[e].Sector {
				case "GOV", "MIL", "COP", "SPY", "JUD", "LEG", "REB", "PRM", "UAF", "IGO", "HRI", "OPP":
					return false
				}
			}
		}
	}
	return true
}

// denies reports whether a denies the event b: both are told, the denial as an
// act and the event as one that is denied.
func (r *run) denies(a, b *reading) bool {
	return r.lex.Operator(r.tree.Lemma(a.frame.head)) == lexicon.DenyOperator && (!verbal(b.entry.Type) || b.entry.Type == ontology.Consult) && b.entry.POS == 'v'
}

// content reports whether b stands in what a demands, promises or refuses:
// below it, but not in its subject, its recipient or a clause about time.
func (r *run) content(a, b *reading) bool {
	t := &r.tree
	k := b.frame.head
	top := a.frame.top()
	if !t.Dominates(top, k) || k == top {
		return false
	}
	for steps := 0; k != top && steps < 40; steps++ {
		switch t.Rel(k) {
		case ud.Nsubj, ud.NsubjPass, ud.Parataxis, ud.AclRelcl, ud.OblAgent:
			return false
		case ud.Conj:
			if t.Head(k) == top && t.Tokens[k].UPOS == ud.VERB {
				return false
			}
		case ud.Advcl:
			if k < top && t.Tokens[k].XPOS == ud.VBG && t.Mark(k) == "" {
				return false // "threatening to kill them, the rebels demanded"
			}
			switch t.Mark(k) {
			case "after", "as", "because", "while", "when", "since", "before", "although", "though", "despite", "amid", "until", "once":
				return false
			}
		case ud.Obl:
			switch t.Marker(k) {
			case "after", "amid", "during", "following", "despite", "since", "before", "because", "in", "at", "over", "on":
				return a.entry.Rest != "" && t.Marker(k) == a.entry.Rest && t.Head(k) == top
			}
		}
		k = t.Head(k)
		if k < 0 {
			return false
		}
	}
	return true
}

// oneAct reports whether b only repeats a: the noun under a verb entry that
// asks for this noun, or the verb over a light-verb noun of the same type.
func (r *run) oneAct(a, b *reading) bool {
	if isSpoken(b.entry) {
		return false
	}
	if a.frame.rule == "light verb" && b.frame.head == a.frame.verb {
		return a.entry.Type == b.entry.Type || len(b.entry.Conditions) == 0
	}
	if b.frame.rule == "light verb" && b.frame.verb == a.frame.head && len(a.entry.Conditions) > 0 {
		return true
	}
	if a.entry.POS == 'v' && b.entry.POS == 'n' {
		for _, s := range a.frame.slots {
			if s.token == b.frame.head && (s.name == "obj" || s.name == a.entry.Rest) && r.asksFor(a, s.name) {
				return true
			}
		}
	}
	return false
}

// inDefiance reports whether b is the noun that says against whom the protest a is:
// "marched in defiance of the government".
func (r *run) inDefiance(a, b *reading) bool {
	k := b.frame.head
	return a.entry.Type == ontology.Protest && defiances[r.tree.Lemma(k)] && r.tree.Marker(k) == "in" && r.tree.Dominates(a.frame.top(), k)
}

// asksFor reports whether the entry has a condition on the words of the slot.
func (r *run) asksFor(a *reading, name string) bool {
	for i := range a.entry.Conditions {
		if c := &a.entry.Conditions[i]; !c.Not && c.Slot == name && !c.Any() {
			return true
		}
	}
	return false
}
