package coder

import (
	"slices"
	"strings"

	"casus/doc"
	"casus/lexicon"
	"casus/ontology"
	"casus/ud"
)

// slot is a filled place of a frame: a name of docs/lexicon.md and the token
// of the sentence that fills it.
type slot struct {
	name  string
	token int
}

// frame is a predicate with the tokens that take part in it, written for the
// active voice whatever the text has.
type frame struct {
	head   int    // token that carries the event
	verb   int    // verb of its clause: head itself, the light verb over a noun, or −1
	rule   string // the construction, for the trace
	slots  []slot
	filled uint64 // bits of the slots' names
	known  bool   // a noun: the sentence says that it happens
}

// top is the token above all that the frame speaks of: the light verb over a
// noun, else the head.
func (f *frame) top() int {
	if f.rule == "light verb" && f.verb >= 0 {
		return f.verb
	}
	return f.head
}

// fill adds a slot.
func (f *frame) fill(name string, token int) {
	if token >= 0 {
		f.slots = append(f.slots, slot{name, token})
		f.filled |= lexicon.SlotBit(name)
	}
}

// lead adds a slot before the others of its name.
func (f *frame) lead(name string, token int) {
	f.slots = slices.Insert(f.slots, 0, slot{name, token})
	f.filled |= lexicon.SlotBit(name)
}

// get is the first token in a slot, −1 if it is empty.
func (f *frame) get(name string) int {
	for _, s := range f.slots {
		if s.name == name {
			return s.token
		}
	}
	return -1
}

// maxControl bounds the climb to the clause that an omitted subject is taken
// from.
const maxControl = 6

// verbFrame reads the frame of the verb or predicate adjective i.
func (r *run) verbFrame(i int) frame {
	t := &r.tree
	f := frame{head: i, verb: i, rule: "active", slots: r.slotSpace()}
	subject := r.misread(i)
	f.fill("subj", subject)
	passive := subject < 0 && (t.Passive(i) || r.bareAddressed(i))
	if passive {
		f.rule = "passive"
	}
	if r.ordered(&f, i) {
		return f
	}
	if r.heldHostage(&f, i) {
		passive = true
	}
	r.arguments(&f, i, passive)
	r.gap(&f, i, passive)
	if f.get("subj") < 0 && (!passive || f.get("obj") < 0) {
		if subject := r.controller(i, 0); subject >= 0 {
			if passive {
				f.fill("obj", subject)
			} else {
				f.fill("subj", subject)
			}
		}
	}
	r.receiver(&f)
	r.directive(&f)
	r.particles(&f)
	if o := f.get("obj"); o >= 0 && (t.Tokens[o].UPOS == ud.NOUN || t.Tokens[o].UPOS == ud.ADJ) {
		r.prepositions(&f, o)
	}
	r.onName(&f)
	return f
}

// travels reports whether the noun of a frame is somebody's journey to a place, and
// nothing says whose.
func (r *run) travels(f *frame, noun int) bool {
	switch r.tree.Lemma(noun) {
	case "visit", "trip", "tour", "mission":
		return noun == f.head && f.get("to") >= 0 && f.get("by") < 0 && f.get("poss") < 0 && f.get("mod") < 0
	}
	return false
}

// bareAddressed reports whether a verb that needs an object has none, as in
// headlines: "Laos accused of abuses", "Burundi urged to free journalists".
func (r *run) bareAddressed(i int) bool {
	t := &r.tree
	if x := t.Tokens[i].XPOS; x != ud.VBD && x != ud.VBN || t.Has(i, ud.Obj) || t.Has(i, ud.Iobj) || t.Has(i, ud.Aux) {
		return false
	}
	switch t.Lemma(i) {
	case "accuse":
		return i+1 < len(t.Tokens) && t.Lemma(i+1) == "of"
	case "urge", "tell", "order", "warn", "pressure", "advise":
		return i+1 < len(t.Tokens) && t.Lemma(i+1) == "to" && t.Tokens[i+1].UPOS == ud.PART
	}
	return false
}

// ordered fills the frame of a participle that says what somebody orders done to
// somebody: "ordered the journalist detained". Who orders it does it.
func (r *run) ordered(f *frame, i int) bool {
	t := &r.tree
	if x := t.Tokens[i].XPOS; x != ud.VBN && x != ud.VBD || t.Head(i) < 0 {
		return false
	}
	verb, whom := t.Head(i), -1
	switch t.Rel(i) {
	case ud.Xcomp:
		whom = t.Child(verb, ud.Obj)
	case ud.Ccomp:
		whom = t.Child(i, ud.Nsubj, ud.NsubjPass)
	case ud.Acl:
		whom, verb = verb, t.Head(verb)
	}
	if whom < 0 || verb < 0 || t.Lemma(verb) != "order" || t.Tokens[verb].UPOS != ud.VERB || r.infinitive(i) || t.Has(i, ud.Aux) || t.Has(i, ud.AuxPass) ||
		!r.isKind(whom, lexicon.ActorFiller|lexicon.PersonFiller) {
		return false
	}
	f.fill("subj", t.Child(verb, ud.Nsubj))
	f.fill("obj", whom)
	r.arguments(f, i, true)
	f.rule = "ordered"
	return true
}

// captivities are what those are who are "held hostage".
var captivities = map[string]bool{"hostage": true, "captive": true, "prisoner": true}

// heldHostage fills the frame of a participle whose bare object says what became
// of those who are held: "a captain held hostage by pirates".
func (r *run) heldHostage(f *frame, i int) bool {
	t := &r.tree
	o := t.Child(i, ud.Obj)
	if o < 0 || t.Tokens[i].XPOS == ud.VBG || !captivities[t.Lemma(o)] || t.Has(o, ud.Det) || t.Has(o, ud.Nummod) || t.Has(o, ud.Amod) {
		return false
	}
	by := -1
	for _, above := range [...]int{o, i} {
		for _, k := range t.Children(above) {
			if t.Marker(int(k)) == "by" && by < 0 {
				by = int(k)
			}
		}
	}
	switch {
	case t.Rel(i) == ud.Acl:
		f.fill("obj", t.Head(i))
	case by < 0:
		return false // "militants held hostages"
	}
	f.rule = "participle"
	f.fill("xcomp", o)
	f.fill("subj", by)
	return true
}

// onName gives the verb the things that the parser hung on a name under it:
// "warned the United States of consequences".
func (r *run) onName(f *frame) {
	t := &r.tree
	o := f.get("obj")
	if o < 0 || t.Tokens[o].UPOS != ud.PROPN || t.Rel(o) != ud.Obj {
		return
	}
	for _, k := range t.Children(o) {
		if m := t.Marker(int(k)); m != "" && t.Rel(int(k)) == ud.Nmod && t.Tokens[k].UPOS == ud.NOUN {
			f.fill(m, int(k))
		}
	}
}

// particles lets a particle and a preposition stand for one another, for the
// parser takes one for the other: the object of "called on all sides" is whom
// they called on, what stands behind "wrote off" is written off.
func (r *run) particles(f *frame) {
	t := &r.tree
	o := f.get("obj")
	if o < 0 {
		for _, s := range f.slots {
			if detachable[s.name] && t.Head(s.token) == f.head {
				f.fill("obj", s.token)
				return
			}
		}
		return
	}
	if p := f.get("prt"); p == f.head+1 && p < o && t.Rel(p) == ud.CompoundPrt {
		f.fill(t.Lemma(p), o)
	}
}

// detachable are particles that hardly ever are prepositions behind a verb.
var detachable = map[string]bool{"off": true, "aside": true, "away": true, "back": true}

// misread is the subject of a finite verb i in a sentence that the parser took
// for a noun phrase, −1 if it is no such verb. In "police used tear gas", "used"
// is no passive participle, as it has an object and no agent; nor is "called" in
// "Egypt, which depends on the canal, called on all parties".
func (r *run) misread(i int) int {
	t := &r.tree
	rel := t.Rel(i)
	if rel != ud.Acl && rel != ud.Advcl || t.Has(i, ud.AuxPass) || t.Has(i, ud.OblAgent) {
		return -1
	}
	top, relative := i, false
	for steps := 0; t.Head(top) >= 0 && steps < maxControl; steps++ {
		relative = relative || t.Rel(top) == ud.AclRelcl
		top = t.Head(top)
	}
	nominal := t.Tokens[top].UPOS == ud.NOUN || t.Tokens[top].UPOS == ud.PROPN
	if t.Head(top) >= 0 || top >= i || !nominal || t.Has(top, ud.Cop) {
		return -1
	}
	relative = relative || t.Head(i) == top && t.Has(top, ud.AclRelcl)
	if t.Head(i) == top && t.Has(i, ud.Obj) || relative && t.Tokens[i-1].Form == "," {
		return top
	}
	return -1
}

// giving are verbs with two objects, to whom and what.
var giving = map[string]bool{
	"give": true, "offer": true, "send": true, "sell": true, "lend": true, "grant": true, "award": true, "pay": true, "loan": true, "supply": true, "deny": true,
}

// receiver mends the frame of a verb with two objects where the parser sees
// one: it may take the first for a part of the second ("gave Chad ten million
// dollars") or the second for something else ("sold China 50 fighters"). Who is to
// do something is the object ("allowed Palestinians to leave").
func (r *run) receiver(f *frame) {
	t := &r.tree
	o := f.get("obj")
	if o < 0 && f.rule == "active" && f.get("xcomp") >= 0 {
		f.fill("obj", f.get("iobj"))
		return
	}
	if f.rule != "active" || o < 0 || f.get("iobj") >= 0 || !giving[t.Lemma(f.head)] || t.Rel(o) != ud.Obj {
		return
	}
	for _, k32 := range t.Children(o) {
		k := int(k32)
		if t.Rel(k) == ud.Compound && t.Tokens[k].XPOS != ud.JJ && k < o && f.get("to") < 0 && r.isKind(k, lexicon.StateFiller) && !strings.HasSuffix(t.Tokens[k].Form, ".") {
			f.fill("iobj", k)
			return
		}
	}
	if !r.isKind(o, lexicon.ActorFiller) {
		return
	}
	for k := o + 1; k < len(t.Tokens); k++ {
		second := t.Head(k) == f.head && (t.Rel(k) == ud.Obl || t.Rel(k) == ud.OblUnmarked || t.Rel(k) == ud.Xcomp) && t.Marker(k) == "" || t.Head(k) == o && t.Rel(k) == ud.Appos
		if second && t.Tokens[k].UPOS == ud.NOUN && !r.timeWord(k) {
			f.fill("iobj", o)
			f.lead("obj", k)
			return
		}
	}
}

// directive mends the frame of "ordered the ministry to pay": the parser may
// take the one who is told for an indirect object, and the infinitive for a
// clause on it or beside it.
func (r *run) directive(f *frame) {
	t := &r.tree
	if f.get("obj") < 0 {
		f.fill("obj", f.get("iobj"))
	}
	if f.get("xcomp") >= 0 {
		return
	}
	if o := f.get("obj"); o >= 0 {
		if a := t.Child(o, ud.Appos); a >= 0 && t.Tokens[a].UPOS == ud.X {
			f.fill("xcomp", a) // "declared the ambassador persona non grata"
			return
		}
	}
	for _, s := range f.slots {
		switch s.name {
		case "advcl":
			if r.infinitive(s.token) && t.Head(s.token) == f.head {
				f.fill("xcomp", s.token)
				return
			}
		case "obj", "iobj", "on", "for", "to":
			if s.name == "to" && t.Tokens[s.token].UPOS == ud.ADJ && t.Marker(s.token) == "to" && s.token > f.get("obj") {
				f.fill("xcomp", s.token) // "ordered a church to close"
				return
			}
			if a := t.Child(s.token, ud.Acl); a >= 0 && r.infinitive(a) {
				f.fill("xcomp", a)
				return
			}
		}
	}
}

// arguments fills the slots from the dependents of the verb.
func (r *run) arguments(f *frame, i int, passive bool) {
	t := &r.tree
	for _, k32 := range t.Children(i) {
		k := int(k32)
		switch rel := t.Rel(k); rel {
		case ud.Nsubj, ud.NsubjOuter, ud.Csubj:
			switch {
			case k < r.inverse && i > r.inverse: // "should Russia attack, Finland would"
			case passive:
				f.fill("obj", r.antecedent(i, k))
			case r.tornOff(f, k):
				// "bodyguards of rebel leader Foday Sankoh": one subject
			default:
				f.fill("subj", r.antecedent(i, k))
			}
		case ud.NsubjPass, ud.CsubjPass:
			f.fill("obj", r.antecedent(i, k))
		case ud.Aux, ud.AuxPass:
			// "Soldiers have shot a man": the subject hangs on the auxiliary.
			if s := t.Child(k, ud.Nsubj, ud.NsubjPass); s >= 0 && passive {
				f.fill("obj", s)
			} else if s >= 0 {
				f.fill("subj", s)
			}
		case ud.Obj:
			if passive && f.get("obj") >= 0 {
				f.fill("xcomp", k) // "was taken hostage"
				if giving[t.Lemma(i)] {
					f.fill("iobj", f.get("obj")) // "was granted asylum"
				}
			}
			m := t.Marker(k)
			if a := t.Child(k, ud.Appos); m == "as" && a > k {
				k, m = a, "" // "denounced as a crime Serbia's conduct"
			}
			f.fill("obj", r.antecedent(i, k))
			if m != "" {
				f.fill(m, k) // "let in refugees"
			}
		case ud.Iobj:
			f.fill("iobj", k)
		case ud.OblAgent:
			if passive {
				f.fill("subj", k)
			} else {
				r.oblique(f, i, k, passive)
			}
		case ud.Obl:
			r.oblique(f, i, k, passive)
		case ud.Xcomp:
			f.fill("xcomp", k)
			if obj := t.Child(k, ud.Obj); obj >= 0 {
				r.prepositions(f, obj) // "threatened to sever ties with Egypt"
			}
			if by := t.Child(k, ud.OblAgent, ud.Obl); passive && by >= 0 && t.Marker(by) == "by" {
				f.fill("subj", by) // "shot dead by police": the agent may hang on the result
			}
			r.markedClause(f, k)
		case ud.Ccomp:
			f.fill("ccomp", k)
			r.markedClause(f, k)
		case ud.Advcl, ud.AdvclRelcl:
			f.fill("advcl", k)
			r.markedClause(f, k)
		case ud.CompoundPrt:
			f.fill("prt", k)
		case ud.Advmod:
			// "pulled out of": the parser may take the particle for an adverb.
			if x := t.Tokens[k].XPOS; x == ud.RP || x == ud.IN || adverbParticle[t.Lemma(k)] {
				f.fill("prt", k)
			}
		}
	}
}

var adverbParticle = map[string]bool{
	"out": true, "down": true, "up": true, "back": true, "off": true, "away": true, "over": true, "in": true, "on": true, "together": true,
	"apart": true, "aside": true, "forward": true, "ahead": true, "open": true, "home": true, "through": true,
}

func (r *run) oblique(f *frame, i, k int, passive bool) {
	t := &r.tree
	m := t.Marker(k)
	if m == "" {
		return
	}
	if passive && m == "by" && f.get("subj") < 0 {
		f.fill("subj", k)
		return
	}
	f.fill(m, r.antecedent(i, k))
	if a := t.Child(k, ud.Appos); m == "as" && !passive && a > k && f.get("obj") < 0 {
		f.fill("obj", a) // "denounced as a crime Serbia's conduct"
	}
	if !setting[m] && !r.classes.backdrop[t.Lemma(k)] {
		r.prepositions(f, k)
	}
}

// setting are prepositions of time and cause: what hangs on their nouns belongs to
// another event ("imposed a curfew following the deaths of two soldiers").
var setting = map[string]bool{
	"after": true, "following": true, "follow": true, "since": true, "until": true, "during": true, "amid": true, "despite": true, "because": true,
}

// markedClause fills the slot of the preposition before a clause: "accused of
// shelling" fills "of".
func (r *run) markedClause(f *frame, k int) {
	if m := r.tree.Mark(k); m != "" && (m != "to" || r.tree.Tokens[k].XPOS == ud.VBG) {
		f.fill(m, k)
	}
}

// prepositions fills the slots of the phrases that hang on a noun, after the
// verb's own: "imposed sanctions on Iran".
func (r *run) prepositions(f *frame, noun int) {
	t := &r.tree
	for _, k := range t.Children(noun) {
		// obl where the tagger took the noun for an adjective: "a warm welcome to"
		if rel := t.Rel(int(k)); rel == ud.Nmod || rel == ud.Obl && t.Tokens[noun].UPOS == ud.ADJ {
			if m := t.Marker(int(k)); m != "" {
				f.fill(m, int(k))
			}
		}
	}
}

// antecedent is k, or the noun that a relative pronoun k stands for.
func (r *run) antecedent(clause, k int) int {
	t := &r.tree
	if !relative(&t.Tokens[k]) {
		return k
	}
	for steps := 0; steps < maxControl; steps++ {
		switch t.Rel(clause) {
		case ud.AclRelcl:
			if h := t.Head(clause); h >= 0 {
				return h
			}
			return k
		case ud.Conj, ud.Xcomp, ud.Ccomp:
			clause = t.Head(clause)
			if clause < 0 {
				return k
			}
		default:
			return k
		}
	}
	return k
}

func relative(tok *doc.Token) bool {
	return tok.XPOS == ud.WP || tok.XPOS == ud.WDT || tok.Lemma == "that" && tok.UPOS == ud.PRON
}

// gap fills the slot that a noun above a relative or participial clause takes
// in it.
func (r *run) gap(f *frame, i int, passive bool) {
	t := &r.tree
	h := t.Head(i)
	if h < 0 {
		return
	}
	switch t.Rel(i) {
	case ud.AclRelcl:
		for _, k := range t.Children(i) {
			if relative(&t.Tokens[k]) {
				return // antecedent has put the noun into the pronoun's place
			}
		}
		if f.get("subj") < 0 && !passive {
			f.fill("subj", h)
		} else if f.get("obj") < 0 {
			f.fill("obj", h)
		}
	case ud.Acl:
		switch {
		case passive:
			f.fill("obj", h)
			f.rule = "participle"
		case t.Tokens[i].XPOS == ud.VBG || t.Tokens[i].XPOS == ud.VBN || t.Tokens[i].XPOS == ud.VBD:
			if f.get("subj") < 0 {
				f.fill("subj", r.phraseTop(i, r.issuer(i, h)))
			}
			f.rule = "participle"
		}
	case ud.Amod:
		if t.Tokens[i].XPOS == ud.VBN {
			f.fill("obj", h)
			f.rule = "participle"
		}
	}
}

// issuer is who does what a participle under a noun says, where that is not the
// noun: in "Iran issued a statement accusing Iraq" it is Iran that accuses, and
// so with "had no intention of accusing".
func (r *run) issuer(clause, noun int) int {
	if l := r.tree.Lemma(noun); !papers[l] && (r.tree.Mark(clause) != "of" || !plannedNouns[l]) {
		return noun
	}
	if a := r.nounAgent(r.measured(noun), 0); a >= 0 {
		return a
	}
	return noun
}

// papers are nouns for words that somebody gives out.
var papers = map[string]bool{
	"statement": true, "declaration": true, "communique": true, "communiqué": true, "letter": true, "message": true, "note": true, "warning": true,
	"resolution": true, "petition": true, "memorandum": true, "decree": true, "motion": true, "manifesto": true, "telegram": true, "report": true, "order": true, "law": true, "bill": true, "directive": true,
}

// phraseTop is the noun that a clause on noun h belongs to. A finite verb that
// the parser took for a participle belongs to the whole phrase: in "a strike on
// Odesa killed two" it is the strike that killed.
func (r *run) phraseTop(clause, h int) int {
	t := &r.tree
	if t.Tokens[clause].XPOS == ud.VBG {
		return h
	}
	for steps := 0; steps < maxControl && t.Rel(h) == ud.Nmod && t.Head(h) >= 0; steps++ {
		h = t.Head(h)
	}
	return h
}

// controller is the token that the omitted subject of verb i stands for.
func (r *run) controller(i, depth int) int {
	t := &r.tree
	h := t.Head(i)
	if h < 0 || depth > maxControl {
		return -1
	}
	switch t.Rel(i) {
	case ud.Conj:
		if s := r.afterClause(i, h); s >= 0 {
			return s
		}
		return r.subjectOf(h, depth+1)
	case ud.Xcomp, ud.Ccomp:
		if o := t.Child(h, ud.Obj, ud.Iobj); o >= 0 && o < i && t.Rel(i) == ud.Xcomp && !subjectControl[t.Lemma(h)] && !r.inContact(h, i) {
			return o
		}
		if o := t.Child(h, ud.Obj); o > h && o < i && t.Rel(i) == ud.Ccomp && t.Mark(i) == "" && (t.Tokens[i].XPOS == ud.VBD || t.Has(i, ud.Aux)) && r.lex.Cue(t.Lemma(h))&lexicon.SayCue != 0 {
			return o // "said their forces in the north came under attack": nobody says forces
		}
		return r.subjectOf(h, depth+1)
	case ud.Advcl:
		if o := t.Child(h, ud.Obj); o >= 0 && o < i && (t.Mark(i) == "for" || t.Mark(i) == "with" && entrusts[t.Lemma(h)]) {
			return o // "thanked Russia for reopening the border", "entrusted him with mediating"
		}
		if g := t.Head(h); g >= 0 && t.Rel(h) == ud.Parataxis && r.lex.Cue(t.Lemma(h)) != 0 && i < h {
			return r.subjectOf(g, depth+1) // "overran a camp, killing 40, the BBC reported"
		}
		return r.subjectOf(h, depth+1)
	case ud.Acl:
		if t.Tokens[i].XPOS == ud.VBG && i > 0 && t.Tokens[i-1].Form == "," && t.Rel(h) != ud.Nsubj {
			if c := t.Clause(h); c >= 0 && c < h {
				return r.subjectOf(c, depth+1) // "attack a hotel in Somalia, killing five"
			}
		}
		return r.nounAgent(h, depth+1)
	case ud.Parataxis:
		if t.Tokens[i].XPOS == ud.VBG {
			return r.subjectOf(h, depth+1)
		}
	}
	return -1
}

// entrusts are verbs whose object does what the clause with "with" says.
var entrusts = map[string]bool{"entrust": true, "task": true, "charge": true}

// tornOff reports whether subject k is a name right behind the last word of the
// subject that the frame has, with which the parser ought to have joined it.
func (r *run) tornOff(f *frame, k int) bool {
	t := &r.tree
	before := f.get("subj")
	if before < 0 || t.Tokens[k].UPOS != ud.PROPN {
		return false
	}
	_, last := t.Extent(before)
	first, _ := t.Extent(k)
	return first == last+1 && t.Tokens[last].UPOS == ud.NOUN
}

// afterClause is the subject of a clause with "after", "before" or "since" that
// the parser took for a phrase beside verb h, so that its finite verb i seems
// coordinated with h: "broke out after Iran and Syria carried out attacks".
func (r *run) afterClause(i, h int) int {
	t := &r.tree
	if i == 0 || t.Tokens[i].XPOS != ud.VBD && t.Tokens[i].XPOS != ud.VBZ || t.Child(i, ud.Cc) >= 0 {
		return -1
	}
	for _, k := range t.Children(h) {
		if t.Rel(int(k)) != ud.Obl {
			continue
		}
		switch t.Marker(int(k)) {
		case "after", "before", "since", "until":
			if _, last := t.Extent(int(k)); last == i-1 {
				return int(k)
			}
		}
	}
	return -1
}

// subjectControl are verbs with an object whose infinitive is done by the
// subject: "promised Iran to lift".
var subjectControl = map[string]bool{"promise": true, "threaten": true, "use": true, "take": true, "have": true, "hold": true, "make": true}

// subjectOf is the subject of the verb h as written, or the one that it shares.
func (r *run) subjectOf(h, depth int) int {
	t := &r.tree
	if k := t.Child(h, ud.Nsubj, ud.NsubjPass, ud.NsubjOuter); k >= 0 {
		return r.antecedent(h, k)
	}
	if t.Tokens[h].UPOS == ud.NOUN && t.Rel(h) != ud.Root && t.Rel(h) != ud.Conj {
		return r.nounAgent(h, depth)
	}
	if t.Rel(h) == ud.AclRelcl || t.Rel(h) == ud.Acl && t.Tokens[h].XPOS == ud.VBG {
		return t.Head(h)
	}
	return r.controller(h, depth)
}

// nounAgent is who does what an infinitive under a noun says: "Iran's decision
// to withdraw", "made a pledge to withdraw".
func (r *run) nounAgent(noun, depth int) int {
	t := &r.tree
	if k := t.Child(noun, ud.NmodPoss); k >= 0 {
		return k
	}
	for _, k := range t.Children(noun) {
		if t.Rel(int(k)) == ud.Nmod && (t.Marker(int(k)) == "by" || t.Marker(int(k)) == "of") {
			return int(k)
		}
	}
	if h := t.Head(noun); h >= 0 && depth <= maxControl && t.Tokens[h].UPOS == ud.VERB {
		switch t.Rel(noun) {
		case ud.Obj, ud.Obl:
			return r.subjectOf(h, depth+1)
		}
	}
	return -1
}

// nounFrame reads the frame of the event noun i.
func (r *run) nounFrame(i int) frame {
	t := &r.tree
	f := frame{head: i, verb: -1, rule: "event noun", slots: r.slotSpace()}
	for _, k32 := range t.Children(i) {
		k := int(k32)
		switch t.Rel(k) {
		case ud.NmodPoss:
			if !r.timeWord(k) && !r.classes.day[t.Lemma(k)] { // "Friday's bombing" is nobody's
				f.fill("poss", k)
			}
		case ud.Nsubj:
			// The tagger took the noun for a verb; or "they are in contact".
			if s := t.Child(k, ud.Nsubj); s >= 0 && r.light(k) == lexicon.ActorSide {
				f.fill("by", s) // "Putin [held] [phone calls]" as subject and verb
				f.known = true
			} else if t.Tokens[i].UPOS == ud.VERB {
				f.fill("by", k)
			} else if t.Has(i, ud.Cop) {
				r.state(&f, i, k)
			} else if k == i-1 && t.Rel(i) == ud.Nsubj {
				f.fill("mod", k) // "a police swoop took place": nobody is the subject of a subject
			}
		case ud.Nmod, ud.Obl: // obl where the tagger took the noun for a verb
			if m := t.Marker(k); m != "" {
				f.fill(m, k)
			}
		case ud.Amod, ud.Compound, ud.NmodDesc, ud.NmodUnmarked, ud.Nummod:
			f.fill("mod", k)
			r.innerModifiers(&f, k)
		case ud.Acl, ud.AclRelcl:
			r.nounClause(&f, i, k)
		}
	}
	for _, k := range t.Children(i) {
		if m := t.Marker(int(k)); t.Rel(int(k)) == ud.Nmod && (m == "of" || m == "by") {
			r.prepositions(&f, int(k)) // "the release of hostages by Hamas"
		}
	}
	r.behind(&f, i)
	if b := r.broker(i); b >= 0 {
		f.fill("mod", b)
	}
	r.govern(&f, i)
	return f
}

// behindNouns are prepositions whose phrase right behind an event noun belongs
// to it, wherever the tree hangs it: "came during a visit by the premier".
var behindNouns = map[string]bool{"by": true, "with": true, "between": true, "against": true}

// behind fills the slots of phrases that stand right behind the event noun i, or
// behind an expression of time after it, and that the tree hangs on the verb.
func (r *run) behind(f *frame, i int) {
	t := &r.tree
	for _, k := range t.Children(i) {
		if t.Rel(int(k)) != ud.Advmod || int(k) < i {
			continue
		}
		for _, n := range t.Children(int(k)) { // "a meeting earlier this month with farmers"
			if m := t.Marker(int(n)); t.Rel(int(n)) == ud.Obl && behindNouns[m] && f.get(m) < 0 {
				f.fill(m, int(n))
			}
		}
	}
	h := t.Head(i)
	if rel := t.Rel(i); h < 0 || rel != ud.Obl && rel != ud.Nmod || t.Tokens[h].UPOS != ud.VERB && t.Tokens[h].UPOS != ud.PROPN {
		return
	}
	for steps := 0; steps < 2 && t.Tokens[h].UPOS == ud.PROPN && t.Head(h) >= 0; steps++ {
		h = t.Head(h) // "the governor, after a meeting with farmers, told"
	}
	_, end := t.Extent(i)
	for _, k32 := range t.Children(h) {
		k := int(k32)
		m := t.Marker(k)
		if k < i || t.Rel(k) != ud.Obl && t.Rel(k) != ud.OblAgent || !behindNouns[m] || m == "by" && t.Passive(h) {
			continue
		}
		first, _ := t.Extent(k)
		for at := end + 1; at <= first && r.timeWord(at); at++ {
			end = at
		}
		if first == end+1 && f.get(m) < 0 {
			f.fill(m, k)
			r.prepositions(f, k)
		}
	}
}

// state reads the subject of a state: "is in contact", "remains in custody",
// "is on hunger strike". Who is in contact or on strike acts, who is in custody
// or on trial undergoes it.
func (r *run) state(f *frame, noun, subject int) {
	slot := "by"
	switch r.tree.Marker(noun) {
	case "in", "on":
	case "under":
		slot = "of" // "is under threat"
	default:
		return
	}
	for _, e := range r.word(noun).folded.Predicates('n') {
		if e.Mutual != nil || e.Type == ontology.Protest {
			slot = "by"
			break
		}
		if e.Type == ontology.Accuse || e.Type.Quad() == ontology.MaterialConflict {
			slot = "of"
		}
	}
	if r.compoundOf(ontology.Protest, noun) {
		slot = "by"
	}
	f.fill(slot, subject)
	f.rule, f.known = "state", true
}

// compoundOf reports whether a noun is the end of a compound of a type ("hunger
// strike").
func (r *run) compoundOf(t ontology.Type, noun int) bool {
	if noun == 0 {
		return false
	}
	for _, e := range r.word(noun - 1).folded.Predicates('n') {
		if e.Type == t && e.Rest == strings.ToLower(r.tree.Lemma(noun)) {
			return true
		}
	}
	return false
}

// broker is the name before a hyphenated participle that says who arranged the
// event noun i ("Oman-brokered talks"), −1 if there is none. It reads the words,
// for the parser takes the participle for many things.
func (r *run) broker(i int) int {
	t := &r.tree
	for k := i - 1; k >= 2 && k >= i-4; k-- {
		if t.Tokens[k].UPOS == ud.PUNCT || t.Tokens[k].UPOS == ud.ADP {
			return -1
		}
		if arranging[strings.ToLower(t.Tokens[k].Form)] && t.Tokens[k-1].Form == "-" {
			return k - 2
		}
	}
	return -1
}

// arranging are participles for what a third party does for an event.
var arranging = map[string]bool{
	"brokered": true, "mediated": true, "led": true, "sponsored": true, "hosted": true, "facilitated": true, "organized": true, "organised": true,
	"chaired": true, "convened": true, "proposed": true,
}

// innerModifiers adds the modifiers of a modifier: "U.S." of "U.S.-brokered".
func (r *run) innerModifiers(f *frame, k int) {
	t := &r.tree
	for _, j := range t.Children(k) {
		switch t.Rel(int(j)) {
		case ud.Compound, ud.Obl, ud.OblUnmarked, ud.Nsubj, ud.Conj, ud.NmodUnmarked, ud.Nmod, ud.Amod, ud.Advmod, ud.OblAgent:
			f.fill("mod", int(j))
		}
	}
}

// nounClause reads a clause on the noun: "attacks carried out by Israel",
// "a raid targeting rebels", "the attack that Israel launched".
func (r *run) nounClause(f *frame, noun, verb int) {
	t := &r.tree
	if r.infinitive(verb) {
		f.fill("xcomp", verb) // "its call to repeal the law"
	}
	side := r.light(verb)
	inner := frame{head: verb, verb: verb, slots: r.slotSpace()}
	passive := t.Passive(verb)
	r.arguments(&inner, verb, passive)
	if passive || side == lexicon.ActorSide {
		if s := inner.get("subj"); s >= 0 && s != noun {
			if passive && arranging[strings.ToLower(t.Tokens[verb].Form)] {
				f.fill("mod", s) // "an agreement brokered by Kenya" is not Kenya's
				return
			}
			f.fill("by", s)
			f.verb, f.known = verb, true
			for _, x := range inner.slots {
				if !slotOfVerb[x.name] {
					f.fill(x.name, x.token)
				}
			}
		}
		return
	}
	if o := inner.get("obj"); o >= 0 && (side == lexicon.HappenSide || aims[t.Lemma(verb)]) {
		f.fill("on", o)
	}
	if a := inner.get("against"); a >= 0 {
		f.fill("against", a)
	}
}

// aims are participles whose object an event noun is directed at.
var aims = map[string]bool{"target": true, "hit": true, "kill": true, "strike": true, "involve": true, "include": true}

// govern looks at the verb over the noun: a light verb lends its subject, a
// verb of happening says that the event took place.
func (r *run) govern(f *frame, noun int) {
	t := &r.tree
	top := r.measured(noun)
	top = t.FirstConjunct(top)
	v := t.Head(top)
	if v < 0 || t.Tokens[v].UPOS != ud.VERB && t.Tokens[v].UPOS != ud.AUX {
		if t.Child(top, ud.Cop) >= 0 || t.Rel(top) == ud.Root {
			f.verb = top
		}
		return
	}
	side := r.light(v)
	verb := r.verbFrame(v)
	switch t.Rel(top) {
	case ud.Obj, ud.NsubjPass, ud.CompoundPrt: // "held a sit-in": the parser may take "in" for a particle
		if side == lexicon.NoSide || verb.get("obj") != top && t.Rel(top) == ud.Obj {
			break
		}
		r.lend(f, &verb, v, side, "light verb")
		return
	case ud.Obl:
		if s := verb.get("subj"); s >= 0 && r.lex.Operator(t.Lemma(v)) == lexicon.ContinueOperator {
			r.state(f, noun, s) // "remains in custody"
			if f.rule == "state" {
				f.verb = v
				return
			}
		}
		if side := r.light2(v, t.Marker(top)); side == lexicon.RecipientSide || side == lexicon.ActorSide {
			r.lend(f, &verb, v, side, "light verb")
			return
		}
		if r.aheadWith(v, top) {
			r.lend(f, &verb, v, lexicon.ActorSide, "light verb")
			return
		}
		if m := t.Marker(top); (t.Lemma(v) == "die" || t.Lemma(v) == "perish") && (m == "in" || m == "during" || m == "from") {
			f.fill("on", verb.get("subj")) // "35 civilians died in the strikes"
			f.known = true
		}
		if s := verb.get("subj"); s >= 0 && f.get("with") >= 0 && f.get("by") < 0 && f.get("poss") < 0 && occasion[t.Marker(top)] {
			f.fill("by", s) // "after talks with Ankara, Moscow said"
			f.known = true
		}
		if s := verb.get("subj"); s >= 0 && r.travels(f, top) && (occasion[t.Marker(top)] || t.Marker(top) == "on") {
			f.fill("by", s) // "praised Rwanda during a visit to Kigali"
			f.known = true
		}
	case ud.Nsubj:
		if side == lexicon.HappenSide {
			f.rule, f.verb, f.known = "event noun happens", v, true
			if o := verb.get("obj"); o >= 0 {
				f.fill("on", o)
			}
			for _, s := range verb.slots {
				if s.name == "between" || s.name == "with" || s.name == "in" || s.name == "against" {
					f.fill(s.name, s.token)
				}
			}
			return
		}
	}
	if f.verb < 0 {
		f.verb = v
	}
	if t.Rel(top) == ud.Obj {
		// "condemned the attack by Israel on Lebanon": the parser may hang the
		// last phrase on the verb.
		for _, s := range verb.slots {
			if (s.name == "on" || s.name == "against") && s.token > top && f.get(s.name) < 0 {
				f.fill(s.name, s.token)
			}
		}
	}
}

// aheadWith reports whether a verb says that its subject goes on with the event of
// the noun: "pressed ahead with the deportation", "carried on with the strikes".
func (r *run) aheadWith(v, noun int) bool {
	t := &r.tree
	first, _ := t.Extent(noun)
	for k := max(first-1, 0); k <= first+2 && k < noun; k++ {
		if t.Lemma(k) != "with" || k == 0 {
			continue
		}
		switch t.Lemma(k - 1) {
		case "ahead", "forward", "on":
			return pushing[t.Lemma(v)]
		}
		return k-1 == v && (t.Lemma(v) == "proceed" || t.Lemma(v) == "persist")
	}
	return false
}

// pushing are verbs before "ahead with".
var pushing = map[string]bool{
	"go": true, "press": true, "push": true, "move": true, "forge": true, "plough": true, "plow": true, "carry": true, "charge": true, "get": true,
}

// occasion are prepositions that make an event noun the occasion of what its
// clause tells: the subject of the clause took part.
var occasion = map[string]bool{"after": true, "following": true, "follow": true, "during": true, "in": true, "at": true, "amid": true}

// lend gives the subject and the phrases of a light verb to its noun.
func (r *run) lend(f, verb *frame, v int, side lexicon.Side, rule string) {
	f.rule, f.verb, f.known = rule, v, true
	if a := verb.get("advcl"); a > f.head && f.get("xcomp") < 0 && r.infinitive(a) && papers[r.tree.Lemma(f.head)] {
		f.fill("xcomp", a) // "issued an order to stop"
	}
	for _, s := range verb.slots {
		switch s.name {
		case "subj":
			switch side {
			case lexicon.ActorSide:
				f.slots = slices.DeleteFunc(f.slots, func(p slot) bool { return p.name == "poss" && r.pronoun(p.token) }) // "held their meeting"
				f.lead("by", s.token)
			case lexicon.RecipientSide:
				f.fill("on", s.token)
			}
		default:
			if !slotOfVerb[s.name] {
				f.fill(s.name, s.token)
			}
		}
	}
}

// slotOfVerb are the slots that a noun does not take over from its light verb.
var slotOfVerb = map[string]bool{"subj": true, "obj": true, "iobj": true, "xcomp": true, "ccomp": true, "advcl": true, "prt": true, "that": true}

// measured climbs from a noun to the one that measures it: from "airstrikes"
// to "series" in "a series of airstrikes".
func (r *run) measured(noun int) int {
	t := &r.tree
	for steps := 0; steps < 3; steps++ {
		h := t.Head(noun)
		if h < 0 || t.Rel(noun) != ud.Nmod || t.Marker(noun) != "of" || !r.word(h).lemma.Transparent {
			return noun
		}
		noun = h
		if h >= 2 && t.Marker(h) == "after" && t.Lemma(h-2) == t.Lemma(h) {
			noun = h - 2 // "wave after wave of attacks"
		}
	}
	return noun
}

// light is the side of verb v with its particle.
func (r *run) light(v int) lexicon.Side {
	t := &r.tree
	particle := ""
	if p := t.Child(v, ud.CompoundPrt); p >= 0 && !t.Has(p, ud.Det) {
		particle = t.Lemma(p)
	}
	return r.lex.Light(t.Lemma(v), particle)
}

// light2 is the side of verb v with a preposition: "come under".
func (r *run) light2(v int, preposition string) lexicon.Side {
	if preposition == "" {
		return lexicon.NoSide
	}
	lemma := r.tree.Lemma(v)
	with := r.lex.Light(lemma, preposition)
	if with == r.lex.Light(lemma, "") {
		return lexicon.NoSide
	}
	return with
}

// slotSpace hands out room for the slots of one frame from the run's scratch.
func (r *run) slotSpace() []slot {
	const room = 16
	if len(r.space)+room > cap(r.space) {
		r.space = make([]slot, 0, 4096)
	}
	n := len(r.space)
	r.space = r.space[:n+room]
	return r.space[n : n : n+room]
}
