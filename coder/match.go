package coder

import (
	"slices"
	"strings"

	"casus/doc"
	"casus/lexicon"
	"casus/ontology"
	"casus/ud"
)

// reading is a predicate entry taken for a frame, with who takes part.
type reading struct {
	frame      frame
	entry      *lexicon.Predicate
	actors     []doc.Ref
	partners   []doc.Ref // those of actors whom the mutual slot gave
	recipients []doc.Ref
	rejected   []doc.Reading
	dropped    string // reason code when the reading is set aside
	detail     string
}

// word is what the lexicon knows of a token's lemma, as it is and in lower case.
type word struct {
	lemma, folded *lexicon.Lexeme
	kinds         lexicon.FillerKinds // of the actors that the token stands for
	judged        bool                // kinds is known
}

// word looks a token of the sentence up, once.
func (r *run) word(i int) *word {
	w := &r.words[i]
	if w.lemma == nil {
		lemma := r.tree.Tokens[i].Lemma
		w.lemma = r.lex.Lexeme(lemma)
		w.folded = w.lemma
		if folded := strings.ToLower(lemma); folded != lemma {
			w.folded = r.lex.Lexeme(folded)
		}
	}
	return w
}

// readings finds what every verb, noun and adjective of the sentence may
// report. One token gives at most one reading.
func (r *run) readings() {
	t := &r.tree
	r.found = r.found[:0]
	for i := range t.Tokens {
		tok := &t.Tokens[i]
		switch tok.UPOS {
		case ud.VERB:
			if t.Rel(i) == ud.Amod {
				continue // "the banned group": an attribute reports nothing
			}
			r.tryVerb(i, 'v')
			r.tryHyphenated(i)
			if tok.XPOS == ud.VBN || tok.XPOS == ud.VBG {
				r.tryNounOrAdjective(i)
			}
		case ud.AUX:
			if t.Rel(i) != ud.Aux && t.Rel(i) != ud.AuxPass && t.Rel(i) != ud.Cop {
				r.tryVerb(i, 'v')
			}
		case ud.NOUN, ud.PROPN:
			r.tryNoun(i)
		case ud.ADJ:
			r.tryVerb(i, 'a')
			r.tryCompound(i)
		}
	}
}

// tryNounOrAdjective gives a participle that no verb entry takes a second
// chance: "is concerned", "the bombing of".
func (r *run) tryNounOrAdjective(i int) {
	if n := len(r.found); n > 0 && r.found[n-1].frame.head == i {
		return
	}
	n := len(r.found)
	if r.tryVerb(i, 'a'); len(r.found) == n && r.tree.Tokens[i].XPOS == ud.VBG {
		r.tryNoun(i)
	}
}

func (r *run) tryVerb(i int, pos byte) {
	x := r.word(i).lemma
	if pos == 'a' && r.tree.Tokens[i].UPOS == ud.VERB {
		x = r.lex.Lexeme(strings.ToLower(r.tree.Tokens[i].Form)) // "concerned" is its own adjective
	}
	entries := x.Predicates(pos)
	if len(entries) == 0 {
		return
	}
	f := r.verbFrame(i)
	if pos == 'a' {
		f.rule = "adjective"
		if h := r.tree.Head(i); f.get("subj") < 0 && r.tree.Rel(i) == ud.Amod && h >= 0 && h < i {
			f.fill("subj", h) // "academics critical of its policy"
		}
		if f.get("subj") < 0 {
			f.fill("subj", f.get("obj")) // "is displeased", read as a passive
		}
	}
	r.choose(f, entries)
}

func (r *run) tryNoun(i int) {
	t := &r.tree
	if strings.EqualFold(t.Tokens[i].Form, "according") {
		return // "according to": no accord
	}
	entries := r.word(i).folded.Predicates('n')
	if len(entries) == 0 || r.inName(i) {
		return
	}
	head := r.compoundHead(i, entries)
	if head != i {
		var compound []*lexicon.Predicate
		for _, e := range entries {
			if e.Rest != "" {
				compound = append(compound, e)
			}
		}
		r.choose(r.nounFrame(head), compound)
		return
	}
	if n := len(r.found); n > 0 && r.found[n-1].frame.head == i {
		return // the head of a compound that is coded already
	}
	r.choose(r.nounFrame(i), entries)
}

// inName reports whether a token ends the name of an actor of the lexicon: the
// "Rally" of the National Rally is no rally.
func (r *run) inName(i int) bool {
	at := r.tree.Base + int32(i)
	for m := r.mentions.First(at); m != doc.None; m = r.mentions.Next(m) {
		mention := &r.d.Mentions[m]
		if mention.Kind == doc.NominalMention || mention.Entity == doc.None || mention.End-mention.First < 2 || int(mention.Entity) >= r.given {
			continue
		}
		if e := &r.d.Entities[mention.Entity]; e.Actor != "" && e.Kind != doc.StateEntity && e.Kind != doc.PersonEntity && r.tree.Tokens[i].UPOS == ud.PROPN {
			return true
		}
	}
	return false
}

// tryHyphenated reads a verb of two words whose first the tagger took for a
// noun: "North Korea test-fired a missile". What stands before that noun is then
// the subject.
func (r *run) tryHyphenated(i int) {
	t := &r.tree
	if i < 3 || t.Tokens[i-1].Form != "-" || t.Tokens[i-2].UPOS == ud.VERB || t.Head(i-2) != i {
		return
	}
	entries := r.lex.Lexeme(strings.ToLower(t.Lemma(i-2)) + "-" + t.Lemma(i)).Predicates('v')
	if len(entries) == 0 {
		return
	}
	if n := len(r.found); n > 0 && r.found[n-1].frame.head == i {
		r.found = r.found[:n-1]
	}
	f := r.verbFrame(i)
	if f.get("subj") < 0 {
		f.fill("subj", t.Child(i-2, ud.Compound))
	}
	r.choose(f, entries)
}

// tryCompound reads a compound whose first word the tagger took for an
// adjective: "a flash mob".
func (r *run) tryCompound(i int) {
	if r.compoundHead(i, r.word(i).folded.Predicates('n')) != i {
		r.tryNoun(i)
	}
}

// compoundHead is the last word of the longest compound entry that begins at
// i, i itself if there is none.
func (r *run) compoundHead(i int, entries []*lexicon.Predicate) int {
	head := i
	for _, e := range entries {
		if e.Rest == "" {
			continue
		}
		if end := r.follows(i, e.Tail()); end > head {
			head = end
		}
	}
	return head
}

// follows is the token of the last of the words when they follow token i one by
// one, hyphens aside; −1 when they do not.
func (r *run) follows(i int, words []string) int {
	t := &r.tree
	at := i
	for _, w := range words {
		at++
		for at < len(t.Tokens) && t.Tokens[at].Form == "-" {
			at++
		}
		if at >= len(t.Tokens) || !strings.EqualFold(t.Tokens[at].Lemma, w) && !strings.EqualFold(t.Tokens[at].Form, w) {
			return -1
		}
	}
	return at
}

// choose takes the entry whose conditions hold, the one with most conditions
// first, and fills its roles. The entries that lose are kept with the reason.
func (r *run) choose(f frame, entries []*lexicon.Predicate) {
	best, lost := reading{frame: f}, r.lost[:0]
	for _, e := range entries {
		if e.POS == 'n' && (e.Rest == "") == (f.head > 0 && r.isCompound(f.head, e)) {
			continue
		}
		if why := r.fails(&f, e); why != "" {
			lost = append(lost, doc.Reading{Entry: e.ID, Why: why})
			continue
		}
		if best.entry == nil || e.Specificity() > best.entry.Specificity() {
			if best.entry != nil {
				lost = append(lost, doc.Reading{Entry: best.entry.ID, Why: "less specific"})
			}
			best.entry = e
			continue
		}
		lost = append(lost, doc.Reading{Entry: e.ID, Why: "less specific"})
	}
	r.lost = lost
	if best.entry == nil {
		return
	}
	best.rejected = slices.Clone(lost)
	r.assign(&best)
	r.found = append(r.found, best)
}

// isCompound reports whether the words of a compound entry end at the head.
func (r *run) isCompound(head int, e *lexicon.Predicate) bool {
	if e.Rest == "" {
		return false
	}
	for i := head - 1; i >= 0 && i >= head-6; i-- {
		if strings.EqualFold(r.tree.Lemma(i), e.Lemma) && r.follows(i, e.Tail()) == head {
			return true
		}
	}
	return false
}

// fails is the first condition of the entry that does not hold, in words;
// empty when all hold.
func (r *run) fails(f *frame, e *lexicon.Predicate) string {
	if e.POS != 'n' {
		for _, w := range e.Tail() {
			if !r.accompanied(f, w) {
				return "no \"" + w + "\" beside it"
			}
		}
	}
	for i := range e.Conditions {
		if c := &e.Conditions[i]; r.holds(f, c) == c.Not {
			return c.Unmet()
		}
	}
	return ""
}

// accompanied reports whether word w of a phrasal entry stands with the verb:
// as a particle, a preposition, an object or the word after it.
func (r *run) accompanied(f *frame, w string) bool {
	t := &r.tree
	for _, s := range f.slots {
		if s.name == w && w != "of" && w != "in" && w != "at" {
			return true
		}
		if s.name == w && r.directly(f, s.token) {
			return true
		}
		if (s.name == "prt" || s.name == "obj" || s.name == "xcomp") && (t.Lemma(s.token) == w || t.Tokens[s.token].Form == w) {
			return true
		}
	}
	for i := f.head + 1; i < len(t.Tokens) && i <= f.head+3; i++ {
		if t.Lemma(i) == w || strings.EqualFold(t.Tokens[i].Form, w) {
			return true
		}
		if t.Tokens[i].UPOS == ud.PUNCT || t.Tokens[i].UPOS == ud.VERB {
			break
		}
	}
	return false
}

// directly reports whether a prepositional phrase hangs on the verb or on its
// object.
func (r *run) directly(f *frame, token int) bool {
	h := r.tree.Head(token)
	return h == f.head || h == f.verb || h >= 0 && h == f.get("obj")
}

// holds evaluates one condition without its negation.
func (r *run) holds(f *frame, c *lexicon.Condition) bool {
	if c.Slot == "neg" {
		x := f.get("xcomp") // "pleaded not guilty"
		return r.negated(f.verb) || x >= 0 && r.tree.Tokens[x].UPOS == ud.ADJ && r.negated(x)
	}
	if f.filled&c.SlotBit() == 0 {
		return false
	}
	for _, s := range f.slots {
		if s.name == c.Slot && r.fits(s.token, c) {
			return true
		}
	}
	return false
}

// fits reports whether a filler, or what it is coordinated with or measures,
// is one of the words or kinds of the condition.
func (r *run) fits(token int, c *lexicon.Condition) bool {
	if c.Any() {
		return true
	}
	t := &r.tree
	var room [8]int
	for _, k := range t.Conjuncts(room[:0], token) {
		if of := r.measuredBy(k); of >= 0 && r.fits(of, c) {
			return true
		}
		if c.Words.Has(r.word(k).lemma.ID) || c.Words.Has(r.word(k).folded.ID) || r.compoundFits(k, c) {
			return true
		}
		if c.Slot == "for" && t.Tokens[k].XPOS == ud.VBG && c.Words.Has(r.lex.Lexeme(strings.ToLower(t.Tokens[k].Form)).ID) {
			return true // "for questioning"
		}
		if r.isKind(k, c.Kinds) {
			return true
		}
	}
	return false
}

// compoundFits lets "peace talks" fit where "talks" is wanted and "cease-fire"
// where "ceasefire" is.
func (r *run) compoundFits(k int, c *lexicon.Condition) bool {
	t := &r.tree
	if k < 2 || t.Tokens[k-1].Form != "-" {
		return false
	}
	first, second := strings.ToLower(t.Tokens[k-2].Form), strings.ToLower(t.Lemma(k))
	return c.Words.Has(r.lex.Lexeme(first+second).ID) || c.Words.Has(r.lex.Lexeme(first+"-"+second).ID)
}

// isKind reports whether the token stands for somebody or something of one of
// the kinds.
func (r *run) isKind(token int, kinds lexicon.FillerKinds) bool {
	t := &r.tree
	if kinds&lexicon.NumberFiller != 0 && (t.Tokens[token].UPOS == ud.NUM || t.Has(token, ud.Nummod)) {
		return true
	}
	if kinds&lexicon.PlaceFiller != 0 && r.placeAt(token) != doc.None {
		return true
	}
	return kinds&^lexicon.NumberFiller != 0 && r.actorKinds(token)&kinds != 0
}

// actorKinds is the kinds of the actors that the token stands for.
func (r *run) actorKinds(token int) lexicon.FillerKinds {
	w := r.word(token)
	if w.judged {
		return w.kinds
	}
	w.judged = true
	r.scratch = r.kindRefs(r.scratch[:0], token)
	for _, ref := range r.scratch {
		w.kinds |= kindsOf(&r.d.Entities[ref.Entity])
	}
	return w.kinds
}

func kindsOf(e *doc.Entity) (kinds lexicon.FillerKinds) {
	if e.Country != "" || e.Sector != "" {
		kinds |= lexicon.ActorFiller
	}
	switch e.Kind {
	case doc.PersonEntity, doc.GenericEntity:
		kinds |= lexicon.PersonFiller
	case doc.StateEntity:
		kinds |= lexicon.StateFiller | lexicon.PlaceFiller
	}
	switch e.Sector {
	case "REB", "UAF", "PRM":
		kinds |= lexicon.RebelFiller | lexicon.ArmedFiller
	case "MIL", "COP", "SPY":
		kinds |= lexicon.ArmedFiller
	case "GOV", "IGO":
		kinds |= lexicon.OfficialFiller
	}
	return kinds
}

// kindRefs is refs without those who only own what the token names through a
// pronoun: "their hands" are no actor.
func (r *run) kindRefs(dst []doc.Ref, token int) []doc.Ref {
	if k := r.tree.Child(token, ud.NmodPoss); k >= 0 && r.pronoun(k) && r.mentions.First(r.tree.Base+int32(token)) == doc.None {
		return dst
	}
	return r.refs(dst, token)
}

// abroad removes the state of the actors: who promises to reform it promises that
// to nobody in particular.
func (r *run) abroad(refs, actors []doc.Ref) []doc.Ref {
	kept := refs[:0]
	for _, ref := range refs {
		if e := &r.d.Entities[ref.Entity]; e.Kind != doc.StateEntity || !r.ofCountry(actors, e.Country) {
			kept = append(kept, ref)
		}
	}
	return kept
}

// speechNouns are the types of speech act whose nouns need somebody who speaks:
// "concerns about the threat" are a topic. (A trial is nobody's word.)
var speechNouns = map[ontology.Type]bool{ontology.Accuse: true, ontology.Request: true, ontology.Support: true}

// assign fills the sides of a reading and drops it where nobody political
// takes part.
func (r *run) assign(rd *reading) {
	f, e := &rd.frame, rd.entry
	r.acting = e.POS == 'v'
	actors, actorFiller := r.side(f, e.Actor)
	r.acting = false
	if len(actors) == 0 && actorFiller >= 0 {
		actors = r.attackers(f, actorFiller)
	}
	if e.Type == ontology.Assault {
		r.forces(actors)
	}
	rd.actors = actors
	if e.Type == ontology.Assault && len(actors) == 0 {
		rd.actors = r.foughtWith(f)
	}
	if e.Mutual != nil {
		partners, _ := r.side(f, e.Mutual)
		rd.partners = without(partners, rd.actors)
		if offer := r.offerers(rd); len(offer) > 0 {
			rd.partners, rd.recipients = nil, offer
		}
		rd.actors = appendNew(rd.actors, rd.partners)
	}
	r.struck = e.Type == ontology.Assault
	if len(rd.recipients) == 0 {
		rd.recipients, _ = r.side(f, e.Recipient)
	}
	r.struck = false
	rd.recipients = without(rd.recipients, rd.actors)
	r.whoWithdraws(rd)
	r.whoIsHeld(rd)
	if e.Type == ontology.Protest && len(rd.recipients) == 0 {
		rd.recipients = r.defied(rd)
	}
	if len(rd.recipients) == 0 && len(rd.actors) > 0 && (e.Recipient != nil || e.Mutual != nil) {
		rd.recipients = r.contentRecipients(rd)
		if e.Type == ontology.Agree {
			rd.recipients = r.abroad(rd.recipients, rd.actors)
		}
	}
	switch {
	case e.POS == 'n' && r.commemorated(f.head):
		rd.drop("topic", "it is remembered, not told")
	case e.POS == 'n' && e.Mutual != nil && !f.known && len(rd.actors) < 2 && !r.plural(rd.actors):
		rd.drop("topic", "only one side of it is named, and nobody is said to do it")
	case e.Type == ontology.Consult && e.Mode != "visit" && (e.Mode != "third-party" || f.rule == "participle") && len(rd.actors) == 1 && len(rd.recipients) == 0 && !r.plural(rd.actors):
		rd.drop("one-sided", "with whom is not said")
	case e.POS == 'n' && !f.known && len(rd.actors) == 0 && (len(rd.recipients) == 0 || !r.happens(f)):
		rd.drop("topic", "the noun names a subject; nobody is said to do it")
	case e.POS == 'n' && len(rd.actors) == 0 && speechNouns[e.Type] && (e.Type != ontology.Accuse || e.Mode == "disapprove") && f.rule != "state":
		rd.drop("topic", "nobody is said to say it")
	case !r.anyPolitical(rd.actors) && !r.anyPolitical(rd.recipients) && !r.unrest(rd):
		rd.drop("no-actor", "nobody political takes part")
	case amongThemselves[e.Type] && !r.anyPublic(rd.actors) && !r.anyPublic(rd.recipients):
		rd.drop("no-actor", "private persons among themselves")
	case len(rd.actors) == 0 && e.POS == 'v' && e.Actor != nil && f.rule == "active" && actorFiller < 0:
		rd.drop("no-actor", "nobody is said to do it")
	case len(rd.actors) == 0 && actorFiller >= 0 && !r.pronoun(actorFiller) && !r.weapon(actorFiller):
		rd.drop("unknown-actor", "\""+r.tree.Tokens[actorFiller].Form+"\" is nobody that acts")
	}
}

// foughtWith is with whom somebody was killed fighting: "were killed in a fight with
// Chinese troops".
func (r *run) foughtWith(f *frame) []doc.Ref {
	t := &r.tree
	if f.verb != f.head || !t.Passive(f.head) && t.Lemma(f.head) != "die" {
		return nil
	}
	in := r.obliqueOf(f.head, "in")
	if in < 0 {
		in = r.obliqueOf(f.head, "during")
	}
	if in < 0 || !r.classes.combat[t.Lemma(in)] {
		return nil
	}
	for k, m := range t.Phrases(in) {
		if t.Rel(k) == ud.Nmod && (m == "with" || m == "against") {
			return r.refs(nil, k)
		}
	}
	return nil
}

// commemorated reports whether an event noun names what a day is remembered for:
// "the anniversary of the attacks".
func (r *run) commemorated(noun int) bool {
	t := &r.tree
	h := t.Head(noun)
	if h < 0 || t.Rel(noun) != ud.Nmod || t.Marker(noun) != "of" {
		return false
	}
	switch t.Lemma(h) {
	case "anniversary", "commemoration", "remembrance":
		return true
	}
	return false
}

// offerers are those whose offer is agreed to: "agreed to American mediation in
// talks with the rebels" is no deal with the rebels.
func (r *run) offerers(rd *reading) []doc.Ref {
	to := rd.frame.get("to")
	if rd.entry.Type != ontology.Agree || to < 0 || r.tree.Tokens[to].UPOS != ud.NOUN {
		return nil
	}
	if refs := without(r.modifiers(nil, to), rd.actors); r.anyPolitical(refs) {
		return refs
	}
	return nil
}

// powers are the sectors of those who hold others more often than they are held.
var powers = map[string]bool{"GOV": true, "MIL": true, "COP": true, "SPY": true, "JUD": true, "REB": true, "PRM": true, "UAF": true, "IGO": true, "LEG": true}

// whoIsHeld makes the person whose arrest or murder a noun tells of the one who
// undergoes it.
func (r *run) whoIsHeld(rd *reading) {
	f := &rd.frame
	p := f.get("poss")
	if rd.entry.POS != 'n' || p < 0 || f.get("of") >= 0 || len(rd.recipients) > 0 || !r.classes.undergone[r.tree.Lemma(f.head)] {
		return
	}
	refs := r.refs(nil, p)
	for _, ref := range refs {
		e := &r.d.Entities[ref.Entity]
		if e.Kind == doc.StateEntity || powers[e.Sector] && e.Kind != doc.PersonEntity {
			return
		}
	}
	rd.actors = without(rd.actors, refs)
	rd.recipients = without(refs, rd.actors)
}

// whoWithdraws mends the actors of a withdrawal: forces that are pulled out act
// where nobody else does, and forces without a country of their own ("sped up the
// withdrawal of some forces from Panama") are those of the one who withdraws them.
func (r *run) whoWithdraws(rd *reading) {
	f, e := &rd.frame, rd.entry
	if e.Type != ontology.Retreat || e.Mode != "withdraw" {
		return
	}
	if o := f.get("obj"); len(rd.actors) == 0 && o >= 0 && f.get("subj") < 0 && r.asksFor(rd, "obj") {
		rd.actors = without(r.refs(nil, o), rd.recipients)
		return
	}
	by := f.get("by")
	if f.rule != "light verb" || by < 0 || len(rd.actors) != 1 || len(rd.recipients) == 0 {
		return
	}
	forces := &r.d.Entities[rd.actors[0].Entity]
	if (forces.Kind == doc.GenericEntity || forces.Kind == doc.OrganEntity) && r.ofCountry(rd.recipients, forces.Country) {
		if refs := r.others(rd, by); len(refs) > 0 && !r.ofCountry(refs, forces.Country) {
			rd.actors = refs
		}
	}
}

// unrest reports whether a crowd without a country protests in a place that the
// clause names: "riots broke out in Cairo".
func (r *run) unrest(rd *reading) bool {
	if rd.entry.Type != ontology.Protest {
		return false
	}
	for _, s := range rd.frame.slots {
		switch s.name {
		case "in", "at", "outside", "near", "through", "across", "on":
			if r.placeAt(s.token) != doc.None {
				return true
			}
		case "subj", "by":
			for _, k := range r.tree.Children(s.token) {
				if r.tree.Rel(int(k)) == ud.Nmod && r.placeAt(int(k)) != doc.None {
					return true // "workers in Gdansk"
				}
			}
		}
	}
	return false
}

// attackers mends a relative clause that the parser hung on the wrong noun: in
// "communication amid attacks by Israel that have killed dozens" the attacks
// have killed. It returns who is behind the attack named last before the clause.
func (r *run) attackers(f *frame, filler int) []doc.Ref {
	t := &r.tree
	that := t.Rel(f.head) == ud.Ccomp && r.pronoun(filler) && t.Lemma(filler) == "that" // "amid attacks by Israel that have killed"
	if !that && (t.Rel(f.head) != ud.AclRelcl || r.weapon(filler) || r.pronoun(filler)) {
		return nil
	}
	if that {
		filler = max(0, filler-reachBack)
	}
	for i := f.head - 1; i > filler; i-- {
		if t.Tokens[i].UPOS == ud.NOUN && r.weapon(i) {
			inner := r.nounFrame(i)
			refs, _ := r.side(&inner, []string{"by", "poss", "mod", "of"})
			return refs
		}
	}
	return nil
}

// reachBack is how many words before "that" the attack may stand which it means.
const reachBack = 12

// weapon reports whether a token names a weapon or an attack: what it does, it
// does for somebody who is not named.
func (r *run) weapon(token int) bool {
	if r.classes.weapon[strings.ToLower(r.tree.Lemma(token))] {
		return true
	}
	for _, e := range r.word(token).folded.Predicates('n') {
		if e.Type == ontology.Assault {
			return true
		}
	}
	return false
}

// plural reports whether one of a side is several people ("both leaders") or a
// body of many ("the Security Council"), who can meet by themselves.
func (r *run) plural(refs []doc.Ref) bool {
	for _, ref := range refs {
		switch e := &r.d.Entities[ref.Entity]; {
		case e.Plural, e.Sector == "IGO", e.Sector == "LEG", e.Sector == "PTY", e.Sector == "NGO":
			return true
		}
	}
	return false
}

func (rd *reading) drop(reason, detail string) {
	if rd.dropped == "" {
		rd.dropped, rd.detail = reason, detail
	}
}

func appendNew(refs, more []doc.Ref) []doc.Ref {
	for _, ref := range more {
		if !holds(refs, ref.Entity) {
			refs = append(refs, ref)
		}
	}
	return refs
}

func (r *run) pronoun(token int) bool { return r.tree.Tokens[token].UPOS == ud.PRON }

// happens reports whether an event noun without an actor is still said to have
// taken place: it is the subject, object or circumstance of a verb, not the
// topic of a noun or a title.
func (r *run) happens(f *frame) bool {
	t := &r.tree
	top := t.FirstConjunct(r.measured(f.head))
	switch t.Rel(top) {
	case ud.Obj, ud.Nsubj, ud.NsubjPass, ud.Obl, ud.Root:
		return true
	}
	return false
}
