package coder

import (
	"slices"

	"casus/doc"
	"casus/lexicon"
	"casus/ontology"
	"casus/ud"
)

// addressed are the types whose acts are directed at somebody even where the
// sentence puts them into what is said: "demanded that Ottawa drop", "alleges
// the group has broken".
var addressed = map[ontology.Type]bool{
	ontology.Request: true, ontology.Accuse: true, ontology.Threaten: true, ontology.Reject: true, ontology.Agree: true, ontology.Support: true,
	ontology.Aid: true, ontology.Sanction: true, ontology.Concede: true, ontology.Cooperate: true, ontology.Coerce: true, ontology.Retreat: true,
}

// contentRecipients looks for the recipient of a speech act in its content:
// the subject of the clause first, then whoever is named below it in the order
// of the text, up to the first one.
func (r *run) contentRecipients(rd *reading) []doc.Ref {
	t := &r.tree
	f := &rd.frame
	if rd.entry.Mode == "access" && rd.entry.Type == ontology.Retreat {
		return r.letIn(rd)
	}
	if !r.addresses(rd) || rd.entry.Type == ontology.Retreat {
		return nil // one withdraws one's own: only approach finds from whom
	}
	top := f.top()
	for _, k := range t.Children(top) {
		switch t.Rel(int(k)) {
		case ud.Ccomp, ud.Xcomp, ud.Advcl, ud.Acl:
			if t.Rel(int(k)) == ud.Advcl && int(k) < top {
				continue // "threatening to kill them, the rebels demanded"
			}
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

// defiedPressure is whose pressure a refusal withstands: "refused to resign despite
// calls by the opposition".
func (r *run) defiedPressure(rd *reading, f *frame) []doc.Ref {
	if rd.entry.Type != ontology.Reject {
		return nil
	}
	for _, verb := range [...]int{f.top(), f.get("xcomp")} {
		if verb < 0 {
			continue
		}
		if d := r.obliqueOf(verb, "despite"); d >= 0 && (askedNouns[r.tree.Lemma(d)] || r.tree.Lemma(d) == "pressure") {
			return r.below(rd, d)
		}
	}
	return nil
}

// letIn is to whom what is let through goes: "opened the crossing to allow aid into
// Gaza".
func (r *run) letIn(rd *reading) []doc.Ref {
	t := &r.tree
	for _, k32 := range t.Children(rd.frame.top()) {
		k := int(k32)
		if rel := t.Rel(k); rel != ud.Advcl && rel != ud.Xcomp || !r.infinitive(k) {
			continue
		}
		switch t.Lemma(k) {
		case "allow", "let", "permit", "enable", "admit":
		default:
			continue
		}
		for _, above := range [...]int{k, t.Child(k, ud.Obj)} {
			if above < 0 {
				continue
			}
			if refs := r.headed(rd, above, 0); len(refs) > 0 {
				return refs
			}
		}
	}
	return nil
}

// headed is to whom something goes by a phrase under a word, however deep: "the
// delivery of 1,000 tons of grain to Mali".
func (r *run) headed(rd *reading, above, depth int) []doc.Ref {
	for k, m := range r.tree.Phrases(above) {
		var refs []doc.Ref
		switch {
		case m == "to", m == "into", m == "for":
			refs = r.others(rd, k)
		case m == "of" && depth < 3:
			refs = r.headed(rd, k, depth+1)
		}
		if len(refs) > 0 {
			return refs
		}
	}
	return nil
}

// approach gives acts that nothing else gave a recipient the nearest one.
func (r *run) approach() {
	for i := range r.found {
		rd := &r.found[i]
		if len(rd.recipients) > 0 || len(rd.actors) == 0 || !r.addresses(rd) {
			continue
		}
		if e := rd.entry; e.Recipient == nil && e.Mutual == nil && !(e.Embeds && speaksOfAct[e.Type]) {
			continue // it says that there is none
		}
		if rd.recipients = r.condition(rd); len(rd.recipients) > 0 {
			continue
		}
		rd.recipients = r.nearest(rd, rd.frame.top())
		r.notTheVictims(rd)
	}
}

// condition is who has to do what a threat depends on: "threatened to strike
// unless the government raises wages".
func (r *run) condition(rd *reading) []doc.Ref {
	if rd.entry.Type != ontology.Threaten {
		return nil
	}
	t := &r.tree
	top := rd.frame.top()
	for i := top + 1; i < len(t.Tokens); i++ {
		if m := t.Mark(i); t.Rel(i) != ud.Advcl || m != "if" && m != "unless" && m != "until" || !t.Dominates(top, i) {
			continue
		}
		if s := t.Child(i, ud.Nsubj, ud.NsubjPass); s >= 0 {
			return r.others(rd, s)
		}
	}
	return nil
}

// defiances are nouns after "in" that say against whom a protest is.
var defiances = map[string]bool{"protest": true, "defiance": true, "opposition": true, "anger": true}

// defied is against whom a protest is by the words around it: "in defiance of the
// authorities", "in protest at the army's raids", "to protest the killings by the
// police".
func (r *run) defied(rd *reading) []doc.Ref {
	t := &r.tree
	top := rd.frame.top()
	kids := t.Children(top)
	if h := rd.frame.head; h != top {
		kids = slices.Concat(kids, t.Children(h))
	}
	for _, k32 := range kids {
		k := int(k32)
		if refs := r.unwanted(rd, k); len(refs) > 0 {
			return refs
		}
		switch {
		case (t.Rel(k) == ud.Obl || t.Rel(k) == ud.Nmod) && t.Marker(k) == "in" && defiances[t.Lemma(k)]:
			for _, n := range t.Children(k) {
				if t.Rel(int(n)) != ud.Nmod {
					continue
				}
				refs := r.others(rd, int(n))
				if len(refs) == 0 {
					refs = r.below(rd, int(n))
				}
				if len(refs) > 0 {
					return refs
				}
			}
		case (t.Rel(k) == ud.Advcl || t.Rel(k) == ud.Xcomp) && (t.Lemma(k) == "protest" || t.Lemma(k) == "defy"):
			if o := t.Child(k, ud.Obj, ud.Obl); o >= 0 {
				refs := r.others(rd, o)
				if len(refs) == 0 {
					refs = r.below(rd, o)
				}
				if by := r.obliqueOf(k, "by"); len(refs) == 0 && by >= 0 {
					refs = r.others(rd, by) // "to protest violations by the police": the tree may hang it on the verb
				}
				if len(refs) > 0 {
					return refs
				}
			}
		}
	}
	return nil
}

// unwanted is whom a crowd wants gone by the clause k beside the protest:
// "rallied to demand the resignation of the premier", "a march calling for the
// president to step down".
func (r *run) unwanted(rd *reading, k int) []doc.Ref {
	t := &r.tree
	switch t.Rel(k) {
	case ud.Advcl, ud.Acl, ud.Xcomp, ud.Conj:
	default:
		return nil
	}
	if r.lex.Cue(t.Lemma(k)) == 0 && !wants[t.Lemma(k)] {
		return nil
	}
	for _, n32 := range t.Children(k) {
		n := int(n32)
		switch rel := t.Rel(n); {
		case (rel == ud.Obj || rel == ud.Obl) && r.classes.parting[t.Lemma(n)]:
			if refs := r.others(rd, n); len(refs) > 0 {
				return refs
			}
		case rel == ud.Xcomp || rel == ud.Ccomp || rel == ud.Advcl:
			who := t.Child(n, ud.Nsubj)
			if who < 0 {
				who = t.Child(k, ud.Obj, ud.Obl)
			}
			if r.classes.parting[t.Lemma(n)] && who >= 0 {
				return r.others(rd, who)
			}
		}
	}
	return nil
}

// wants are verbs of a demand.
var wants = map[string]bool{"demand": true, "call": true, "urge": true, "seek": true, "ask": true, "want": true, "press": true}

// speaksOfAct are the types whose recipient is that of the act they speak of:
// "threatened to impose restrictions on German goods".
var speaksOfAct = map[ontology.Type]bool{ontology.Threaten: true, ontology.Agree: true}

// addresses reports whether an act is directed at somebody who may stand
// anywhere in what it says.
func (r *run) addresses(rd *reading) bool {
	if rd.entry.Type == ontology.Accuse && r.asksFor(rd, "obj") {
		return false // "expressed anger": the frame says at whom, if at anybody
	}
	return addressed[rd.entry.Type] && !r.mutual(rd)
}

// passed are the relations through which an act reaches somebody: what it is
// about and what that is of, but not when, why and under which circumstances.
var passed = map[ud.Deprel]bool{
	ud.Obj: true, ud.Iobj: true, ud.Xcomp: true, ud.Ccomp: true, ud.Acl: true, ud.Nmod: true, ud.NmodPoss: true, ud.Amod: true, ud.Compound: true,
	ud.Conj: true, ud.Obl: true, ud.NmodDesc: true, ud.NmodUnmarked: true,
}

// maxDepth bounds how far below the predicate a recipient is looked for.
const maxDepth = 5

// nearest is the political entity of another country than the actors' that
// stands nearest to the predicate in what it says: "has refused to commit to
// any direct assistance to the US-led war". Levels of the tree are searched one
// by one, each in the order of the text.
func (r *run) nearest(rd *reading, top int) []doc.Ref {
	t := &r.tree
	level, below := []int{top}, []int(nil)
	for range maxDepth {
		below = below[:0]
		for _, i := range level {
			for _, k32 := range t.Children(i) {
				k := int(k32)
				// "threatened on Tuesday to close": the tree may take what is threatened
				// for a purpose.
				spokenOf := i == top && k > top && t.Rel(k) == ud.Advcl && rd.entry.Embeds && r.infinitive(k)
				if !passed[t.Rel(k)] && !spokenOf || t.Rel(k) == ud.Conj && t.Tokens[k].UPOS == ud.VERB && i == top {
					continue
				}
				if rel := t.Rel(k); (rel == ud.Obl || rel == ud.Nmod) && !reaches(rd.entry.Type, t.Marker(k)) || r.timeWord(k) {
					continue
				}
				refs := r.foreign(rd, k)
				if by := r.leader(k); len(refs) == 0 && by >= 0 {
					refs = r.foreign(rd, by) // "assistance to the U.S.-led war against Iraq"
				}
				if len(refs) > 0 {
					return refs
				}
				below = append(below, k)
			}
		}
		level, below = below, level
	}
	return nil
}

// reaches reports whether an act of a type reaches somebody through a
// preposition. Help for those in a country reaches the country; a request for
// funds for somebody is not addressed to them.
func reaches(t ontology.Type, preposition string) bool {
	switch preposition {
	case "in":
		return t == ontology.Aid || t == ontology.Agree || t == ontology.Concede
	case "for":
		return t != ontology.Request
	}
	return directed[preposition]
}

// foreign is who is mentioned at a token, if somebody political of another
// country than the actors'.
func (r *run) foreign(rd *reading, token int) []doc.Ref {
	refs := r.mentionsAt(nil, token)
	if len(refs) == 0 {
		refs = r.placeRef(refs, token)
	}
	kept := refs[:0]
	for _, ref := range refs {
		e := &r.d.Entities[ref.Entity]
		if c := e.Country; c != "" && !r.ofCountry(rd.actors, c) && (e.Sector != "CVL" || rd.entry.Type == ontology.Aid) {
			kept = append(kept, ref)
		}
	}
	return kept
}

// ofCountry reports whether one of the entities is of a country.
func (r *run) ofCountry(refs []doc.Ref, country string) bool {
	for _, ref := range refs {
		if r.d.Entities[ref.Entity].Country == country {
			return true
		}
	}
	return false
}

// mutual reports whether several countries do something together that has no
// recipient.
func (r *run) mutual(rd *reading) bool {
	switch rd.entry.Type {
	case ontology.Agree, ontology.Cooperate, ontology.Consult:
		return len(rd.actors) > 1 && !r.ofCountry(rd.actors[1:], r.d.Entities[rd.actors[0].Entity].Country)
	}
	return false
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
	told := r.lex.Cue(t.Lemma(clause))&lexicon.TellCue != 0 // "rejected the ruling, telling reporters that"
	for _, rel := range rels {
		if told && (rel == ud.Obj || rel == ud.Obl) && t.Rel(clause) == ud.Advcl {
			continue
		}
		for _, k32 := range t.Children(clause) {
			k := int(k32)
			is := t.Rel(k)
			if is == ud.Obl && k > clause && detachable[t.Marker(k)] && t.Lemma(clause+1) == t.Marker(k) {
				is = ud.Obj // "break off relations with Congo"
			}
			if is != rel || rel == ud.Obl && (!directed[t.Marker(k)] || r.classes.backdrop[t.Lemma(k)]) || rel == ud.Obj && r.classes.sending[t.Lemma(clause)] {
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
			if rel == ud.Obj && speaksOfAct[rd.entry.Type] {
				if refs := r.aimed(rd, k); len(refs) > 0 {
					return refs
				}
			}
		}
	}
	return nil
}

// obliqueOf is the phrase with the preposition that hangs on a verb, −1 if there
// is none.
func (r *run) obliqueOf(verb int, preposition string) int {
	t := &r.tree
	for _, k := range t.Children(verb) {
		if rel := t.Rel(int(k)); (rel == ud.Obl || rel == ud.OblAgent) && t.Marker(int(k)) == preposition {
			return int(k)
		}
	}
	return -1
}

// aimed is at whom a noun is directed: "relations with Kenya", "sanctions on Iran".
func (r *run) aimed(rd *reading, noun int) []doc.Ref {
	for k, m := range r.tree.Phrases(noun) {
		switch m {
		case "with", "on", "against", "to":
			if refs := r.others(rd, k); len(refs) > 0 && r.tree.Rel(k) == ud.Nmod {
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
	if o := f.get("obj"); o >= 0 && rd.entry.Type == ontology.Agree && !r.asksFor(rd, "obj") {
		if refs := without(r.modifiers(nil, o), rd.actors); r.anyPolitical(refs) {
			return refs // "accepted Russian mediation in talks with Azerbaijan"
		}
	}
	for _, s := range f.slots {
		if reaches(rd.entry.Type, s.name) && s.name != "by" && s.name != "of" && s.name != "in" {
			if refs := r.others(rd, s.token); len(refs) > 0 {
				return refs
			}
		}
	}
	if refs := r.defiedPressure(rd, f); len(refs) > 0 {
		return refs
	}
	asked := r.asksFor(rd, "obj") // "expressed anger": what qualifies the object says nothing
	for _, s := range f.slots {
		if s.name == "obj" || s.name == "of" || s.name == "xcomp" {
			if refs := r.others(rd, s.token); len(refs) > 0 && !asked {
				return refs
			}
			if refs := r.below(rd, s.token); len(refs) > 0 {
				return refs
			}
		}
		if s.name == "for" && rd.entry.Mode == "meet" {
			if refs := r.below(rd, s.token); len(refs) > 0 {
				return refs // "its call for dialogue between Russia and Ukraine"
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
		if rel := t.Rel(int(k)); rel == ud.NmodPoss || rel == ud.Nmod && (t.Marker(int(k)) != "in" || reaches(rd.entry.Type, "in")) {
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
		if !answered[a.entry.Type] || len(a.actors) == 0 || a.dropped != "" {
			continue
		}
		r.notTheVictims(a)
		if len(a.recipients) > 0 {
			continue
		}
		for _, s := range a.frame.slots {
			if s.name == "subj" || s.name == "poss" || s.name == "mod" {
				continue
			}
			if s.name == "by" {
				// "rejected calls by Egypt for a truce": the tree may have it on the verb.
				if o := a.frame.get("obj"); o >= 0 && o < s.token && r.tree.Marker(s.token) == "by" {
					a.recipients = r.others(a, s.token)
				}
				continue
			}
			if b := r.readingAt(s.token); b != nil && b != a && b.entry.POS == 'n' {
				a.recipients = without(append([]doc.Ref(nil), b.actors...), a.actors)
			}
			if len(a.recipients) > 0 {
				break
			}
		}
		if len(a.recipients) == 0 && a.entry.Type == ontology.Reject {
			if a.recipients = r.asker(a); len(a.recipients) > 0 {
				r.sameOffer(a)
			}
		}
	}
}

// takeUp gives what answers to an act that was told before the one who did it.
func (r *run) takeUp() {
	for i := range r.found {
		a := &r.found[i]
		if answered[a.entry.Type] && len(a.actors) > 0 && len(a.recipients) == 0 && a.dropped == "" {
			a.recipients = r.doerBefore(a)
		}
	}
}

// decided are the types of act that the press calls a move, a step or a decision.
var decided = map[ontology.Type]bool{
	ontology.Sanction: true, ontology.Coerce: true, ontology.Concede: true, ontology.Retreat: true, ontology.Mobilize: true, ontology.Aid: true, ontology.Agree: true,
}

// doerBefore is who did what an act answers to, where the object only points to
// it: "France expelled a diplomat. Brazil condemned the move"; "expelled him, a step
// that Brazil condemned".
func (r *run) doerBefore(a *reading) []doc.Ref {
	o := a.frame.get("obj")
	if o < 0 || r.tree.Tokens[o].UPOS != ud.NOUN || !r.takesUp(a, o) {
		return nil
	}
	var fits func(ontology.Type) bool
	switch lemma := r.tree.Lemma(o); {
	case r.classes.deed[lemma]:
		fits = func(t ontology.Type) bool { return decided[t] }
	case r.classes.remark[lemma]:
		fits = func(t ontology.Type) bool { return verbal(t) && t != ontology.Consult }
	default:
		return nil
	}
	for i := len(r.found) - 1; i >= 0; i-- {
		c := &r.found[i]
		if c.dropped == "" && c.frame.head < min(o, a.frame.head) && fits(c.entry.Type) {
			if refs := r.apart(c.actors, a.actors); len(refs) > 0 {
				return refs
			}
		}
	}
	for rep := range r.justBefore {
		if fits(rep.Type) {
			return r.apart(rep.Actors, a.actors)
		}
	}
	return nil
}

// apart is refs if they are political and not of those who act: nobody condemns
// his own side.
func (r *run) apart(refs, actors []doc.Ref) []doc.Ref {
	if !r.anyPolitical(refs) || r.countriesMeet(refs, actors) {
		return nil
	}
	return slices.Clone(refs)
}

// takesUp reports whether a noun takes up what was told before: it is definite,
// or stands beside the clause, and nothing says whose or which it is but the clause
// of the act itself.
func (r *run) takesUp(a *reading, noun int) bool {
	t := &r.tree
	for _, k := range t.Children(noun) {
		switch t.Rel(int(k)) {
		case ud.NmodPoss, ud.Nmod, ud.Compound:
			return false
		case ud.Acl, ud.AclRelcl:
			if !t.Dominates(int(k), a.frame.head) {
				return false
			}
		case ud.Det:
			if d := t.Lemma(int(k)); d == "a" && t.Rel(noun) != ud.Appos && t.Rel(noun) != ud.Parataxis {
				return false
			}
		}
	}
	return true
}

// notTheVictims takes those who suffered from the recipients of a word on an act
// of force: who "condemned the journalist's arrest" has nothing against him.
func (r *run) notTheVictims(a *reading) {
	o := a.frame.get("obj")
	if a.entry.Type != ontology.Accuse || o < 0 || len(a.recipients) == 0 || !slices.Contains(a.entry.Recipient, "obj") {
		return
	}
	if b := r.readingAt(o); b != nil && b != a && b.entry.POS == 'n' && b.entry.Type.Quad() == ontology.MaterialConflict && len(b.recipients) > 0 {
		kept := a.recipients[:0]
		for _, ref := range a.recipients {
			if c := r.d.Entities[ref.Entity].Country; holds(b.recipients, ref.Entity) || c != "" && r.ofCountry(b.recipients, c) && !r.ofCountry(b.actors, c) {
				continue
			}
			kept = append(kept, ref)
		}
		a.recipients = kept
	}
}

// shareProtest gives a crowd whose protest is told in two words what the second
// one says: "threw stones during demonstrations against the army".
func (r *run) shareProtest() {
	for i := range r.found {
		a := &r.found[i]
		if a.entry.Type != ontology.Protest || len(a.actors) == 0 || len(a.recipients) > 0 || a.dropped != "" {
			continue
		}
		for j := range r.found {
			b := &r.found[j]
			if i == j || b.entry.Type != ontology.Protest || len(b.actors) > 0 || len(b.recipients) == 0 || !r.tree.Dominates(a.frame.top(), b.frame.head) {
				continue
			}
			if b.frame.get("against") >= 0 || b.frame.get("xcomp") >= 0 || b.entry.POS == 'n' && b.frame.get("of") < 0 {
				a.recipients = without(append([]doc.Ref(nil), b.recipients...), a.actors)
				b.drop("same act", "told by \""+r.tree.Tokens[a.frame.head].Form+"\"")
				break
			}
		}
	}
}

// askedNouns are what is rejected of something said before.
var askedNouns = map[string]bool{
	"charge": true, "claim": true, "allegation": true, "accusation": true, "request": true, "demand": true, "offer": true, "proposal": true, "call": true,
	"appeal": true, "criticism": true, "warrant": true, "ruling": true, "verdict": true, "indictment": true, "summons": true, "order": true, "ultimatum": true,
}

// justBeforeSentences is how many sentences back what a noun takes up may stand:
// who asked, what was decided.
const justBeforeSentences = 2

// justBefore yields the reports of the sentences just before, the last first.
func (r *run) justBefore(yield func(*doc.Report) bool) {
	for i := len(r.d.Reports) - 1; i >= 0; i-- {
		rep := &r.d.Reports[i]
		if int(rep.Sentences[0]) < r.tree.Index-justBeforeSentences || !yield(rep) {
			return
		}
	}
}

// asker is who said to the actors of a refusal what they refuse, where the
// refusal only points to it: "Trump denied the request".
func (r *run) asker(a *reading) []doc.Ref {
	o := a.frame.get("obj")
	if o < 0 || !askedNouns[r.tree.Lemma(o)] {
		return nil
	}
	if refs := r.ownOffer(a, o); len(refs) > 0 {
		return refs
	}
	if r.tree.Child(o, ud.Nmod, ud.NmodPoss, ud.Acl) >= 0 {
		return nil
	}
	for rep := range r.justBefore {
		switch rep.Type {
		case ontology.Accuse, ontology.Request, ontology.Agree, ontology.Threaten, ontology.Sanction:
			if r.countriesMeet(rep.Recipients, a.actors) && len(rep.Recipients) > 0 {
				return without(append([]doc.Ref(nil), rep.Actors...), a.actors)
			}
		}
	}
	return nil
}

// sameOffer drops the event of the noun that is refused: the tree gives it to
// those who refuse it.
func (r *run) sameOffer(a *reading) {
	if b := r.readingAt(a.frame.get("obj")); b != nil && b != a && b.dropped == "" && b.entry.POS == 'n' {
		b.drop("same act", "told by \""+r.tree.Tokens[a.frame.head].Form+"\"")
	}
}

// ownOffer is whose offer is refused where the text says "its" and means nobody
// of those who refuse: the subject of the clause above. "The United States warned
// Iran as Tehran rejected its offer."
func (r *run) ownOffer(a *reading, noun int) []doc.Ref {
	t := &r.tree
	if p := t.Child(noun, ud.NmodPoss); p < 0 || t.Tokens[p].UPOS != ud.PRON {
		return nil
	}
	for c, steps := a.frame.top(), 0; c >= 0 && steps < maxControl; steps++ {
		if s := t.Child(c, ud.Nsubj); s >= 0 {
			if refs := r.others(a, s); len(refs) > 0 {
				return refs
			}
		}
		c = t.Head(c)
	}
	return nil
}

// shareRecipients gives an act without a recipient that of the verb it is
// coordinated with: "denied Pyongyang's request and asked for full disarmament".
func (r *run) shareRecipients() {
	t := &r.tree
	for i := range r.found {
		b := &r.found[i]
		top := b.frame.top()
		if len(b.recipients) > 0 || b.dropped != "" || !addressed[b.entry.Type] || !verbal(b.entry.Type) || r.mutual(b) || t.Rel(top) != ud.Conj || t.Has(top, ud.Nsubj) {
			continue
		}
		for k := range r.found {
			a := &r.found[k]
			if a.frame.top() == t.Head(top) && a.dropped == "" && verbal(a.entry.Type) && len(a.recipients) > 0 {
				b.recipients = without(append([]doc.Ref(nil), a.recipients...), b.actors)
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
