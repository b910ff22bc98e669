package actor

import (
	"strings"

	"casus/doc"
	"casus/ud"
)

// processCommon reads organs, offices and generic agents.
func (w *work) processCommon(k int) {
	if w.processNamed(k) {
		return
	}
	found := w.compose(k)
	u := &w.units[k]
	if u.asTitle {
		return
	}
	if p := w.holder(k); p >= 0 {
		u.name = int32(p)
		w.process(p)
		u = &w.units[k]
		if e := w.units[p].entity; e >= 0 {
			w.describedBy(p, k)
			u.entity = e
			w.mentionOf(k, u.left, u.tail)
			return
		}
	}
	if u.parts[1] > u.parts[0] {
		w.processParts(k)
		return
	}
	if !found {
		found = w.shared(k)
		u = &w.units[k]
	}
	if n := w.howMany(u); n > 1 && !found && (nouns[w.nounOf(u)] == manyNoun && w.processMany(k, n) || w.processEach(k, n)) {
		return
	}
	if e := w.antecedent(k, found); e >= 0 {
		u.entity = e
		w.mentionOf(k, u.left, u.tail)
		return
	}
	w.settle(k)
	u = &w.units[k]
	u.entity = w.commonEntity(k, u.country, u.sector)
	w.mentionOf(k, u.left, u.tail)
}

// relations are nouns that may stand before the name of the state they mean.
var relations = set("member", "ally", "neighbour", "neighbor", "rival", "archrival", "host", "guest", "partner", "foe", "adversary", "power", "giant", "nation", "country")

// processNamed reads a noun before the names of those it means: "council members
// Greece, Panama and South Korea", "NATO ally Turkey", "host country Canada".
func (w *work) processNamed(k int) bool {
	u := &w.units[k]
	next := k + 1
	if !relations[w.nounOf(u)] || next >= len(w.units) || w.units[next].sent != u.sent || w.units[next].first != u.end || w.units[next].class != stateUnit {
		return false
	}
	for _, c := range w.tree.Conjuncts(nil, int(w.units[next].head)) {
		j := w.at[c]
		if j < 0 || w.units[j].class != stateUnit {
			continue
		}
		w.process(int(j))
		if e := w.units[j].entity; e >= 0 {
			first, end := w.print(int(j))
			w.units[k].entity = e
			w.mention(doc.NominalMention, first, end, u.head, first, end, e)
		}
	}
	return w.units[k].entity >= 0
}

// shared gives a bare noun the country that stands before the noun it is
// coordinated with: "Israeli helicopters and tanks".
func (w *work) shared(k int) bool {
	u := &w.units[k]
	first := w.tree.FirstConjunct(int(u.head))
	if w.token(int(u.head)).Deprel != ud.Conj || u.left != u.first || u.definite || first >= int(u.first) || w.at[first] < 0 {
		return false
	}
	v := &w.units[w.at[first]]
	if !v.class.describes() || v.country == "" || v.source < 0 || v.source >= v.first {
		return false
	}
	u.country, u.source = v.country, v.source
	return true
}

// settle gives a unit without a country of its own the country of the story,
// if it is of a sort that acts there.
func (w *work) settle(k int) {
	u := &w.units[k]
	if u.country != "" {
		return
	}
	if w.nameless(k) {
		return
	}
	if c := w.ofSpeaker(k); c != "" {
		u.country, u.why = c, "the state of the official who speaks of it"
		return
	}
	if c := w.ofTheirState(k); c != "" {
		u = &w.units[k]
		u.country, u.why = c, "the state whose forces do it to them"
		return
	}
	if c := w.fledFrom(k); c != "" {
		u.country, u.why = c, "the country that they flee"
		return
	}
	switch u.sector {
	case "NGO", "HRI":
		u.country, u.why = "NGO", "an organisation of no state"
		return
	case "IGO":
		u.country, u.why = "IGO", "an organisation of states"
		return
	}
	lemma := w.nounOf(u)
	if u.unlocal || u.proxy || lemma == "foreigner" || lemma == "expatriate" {
		return
	}
	if unplaced[lemma] && !settled[u.sector] || worldly[u.sector] && (u.class != organUnit || u.sector != "") && !w.retired(u) {
		return
	}
	if u.class != organUnit && !u.definite && u.plural {
		if c := w.countryOf(lemma); c != "" {
			u.country, u.why, u.guessed = c, "the same people before", true
			return
		}
	}
	if u.plural && rulers[lemma] && (u.sector == "GOV" || u.sector == "") {
		return
	}
	u.country, u.why = w.local(k)
	u.guessed = u.country != ""
	if u.country != "USA" && !federations[u.country] && w.is(int(u.left), "federal", "Federal") && w.supported("USA") {
		u.country, u.why = "USA", "the word \"federal\""
	}
}

// ofTheirState is the country of those who do something to the people of unit k
// that stand with it under one noun: "the bombing of demonstrators by forces loyal
// to Gaddafi". Empty where nothing is said, or the people need not be of it.
func (w *work) ofTheirState(k int) string {
	u := &w.units[k]
	noun := w.tree.Head(int(u.head))
	if noun < 0 || u.class != agentUnit || u.sector != "CVL" && u.sector != "OPP" || w.tree.Rel(int(u.head)) != ud.Nmod || w.tree.Marker(int(u.head)) != "of" {
		return ""
	}
	for _, c := range w.tree.Children(noun) {
		j := w.at[c]
		if w.tree.Rel(int(c)) != ud.Nmod || j < 0 || int(j) == k || w.tree.Marker(int(c)) != "by" || !w.units[j].class.describes() {
			continue
		}
		w.process(int(j))
		if v := &w.units[j]; v.entity >= 0 && ofTheState[w.entities[v.entity].Sector] && !w.about[v.entity].guessed {
			return w.entities[v.entity].Country
		}
	}
	return ""
}

// fledFrom is the country that people flee: "refugees fleeing the war in Syria",
// "families displaced by fighting in Mali". Empty if nothing is said.
func (w *work) fledFrom(k int) string {
	u := &w.units[k]
	for _, c := range w.tree.Children(int(u.head)) {
		clause := int(c)
		if rel := w.tree.Rel(clause); rel != ud.Acl && rel != ud.AclRelcl {
			continue
		}
		switch w.token(clause).Lemma {
		case "flee", "escape", "displace", "uproot":
		default:
			continue
		}
		first, last := w.tree.Extent(clause)
		for j := w.lo; j < w.hi; j++ {
			v := &w.units[j]
			if v.left == 0 || int(v.first) < max(first, clause) || int(v.end) > last+1 || v.class != stateUnit && v.class != placeUnit {
				continue
			}
			before := w.token(int(v.left) - 1)
			if before.Lemma == "in" || before.Lemma == "from" || w.tree.Head(int(v.head)) == clause && w.tree.Rel(int(v.head)) == ud.Obj {
				return w.stateOf(v)
			}
		}
	}
	return ""
}

// nameless reports whether unit k is officials or sources without a name who
// speak of several countries, so that nothing says whose they are: "Iran and
// Russia signed a deal, officials said".
func (w *work) nameless(k int) bool {
	u := &w.units[k]
	if w.is(int(u.end), "familiar", "briefed", "knowledgeable") || w.is(int(u.end), "with") && w.is(int(u.end)+1, "knowledge", "direct") {
		return u.class != organUnit // "people familiar with the matter"
	}
	if w.main != "" || w.seat != "" || w.only[u.sent] != several || u.class == organUnit || u.definite && !u.new {
		return false
	}
	if lemma := w.nounOf(u); lemma != "official" && lemma != "source" && lemma != "officer" && lemma != "authority" && lemma != "people" && lemma != "person" {
		return false
	}
	h := w.tree.Head(w.tree.FirstConjunct(int(u.head)))
	return h >= 0 && w.lex.Cue(w.token(h).Lemma) != 0
}

// retired reports whether the words are an office that somebody held before,
// "the former president": of the place of the story, though of no sector.
func (w *work) retired(u *unit) bool {
	return u.class == officeUnit && u.alias != nil && !u.plural && (u.former || u.alias.Key == "former-official") && !distant[w.nounOf(u)]
}

// ofSpeaker is the state of the official who says what an organ of the state did:
// "a Pakistani official said the air force had struck". Empty if there is none.
func (w *work) ofSpeaker(k int) string {
	u := &w.units[k]
	i := w.tree.FirstConjunct(int(u.head))
	if u.class != organUnit || !u.definite || !ofTheState[u.sector] || w.token(i).Deprel != ud.Nsubj {
		return ""
	}
	verb := w.tree.Head(i)
	if verb < 0 || w.token(verb).Deprel != ud.Ccomp {
		return ""
	}
	say := w.tree.Head(verb)
	if say < 0 || w.lex.Cue(w.token(say).Lemma) == 0 {
		return ""
	}
	s := w.tree.Child(say, ud.Nsubj)
	if s < 0 {
		return ""
	}
	e := w.entityAt(s)
	if e < 0 || !ofTheState[w.entities[e].Sector] || w.about[e].guessed || w.lex.State(w.entities[e].Country) == nil {
		return ""
	}
	return w.entities[e].Country
}

// countryOf is the country of the last people described by the noun; empty if
// there is none.
func (w *work) countryOf(lemma string) string {
	for i := len(w.seen) - 1; i >= 0 && i >= len(w.seen)-reach; i-- {
		id := w.seen[i].entity
		if w.about[id].noun == lemma && w.entities[id].Country != "" {
			return w.entities[id].Country
		}
	}
	return ""
}

// commonEntity is the entity of common words: the same for the same words and
// country, except where the words count people.
func (w *work) commonEntity(k int, country, sector string) int32 {
	u := &w.units[k]
	lemma := w.nounOf(u)
	fill := func() (doc.Entity, about) {
		e := doc.Entity{Kind: doc.GenericEntity, Name: w.printed(k), Country: country, Sector: sector, Plural: u.plural, Steps: w.reasons(u)}
		a := about{noun: lemma, many: u.plural, gender: nounGender(lemma), former: u.former, guessed: u.guessed, definite: u.definite && !u.new}
		switch u.class {
		case organUnit:
			e.Kind = doc.OrganEntity
			a.fold = foldName(e.Name)
			if u.alias != nil {
				a.office = u.alias.Key
			}
		case officeUnit:
			if !u.plural {
				e.Kind = doc.PersonEntity
				a.office = u.alias.Key
			}
			e.Anonymous = u.plural || !u.definite && u.country == "" || strings.HasPrefix(lemma, "spokes")
		case nounUnit:
			e.Kind = doc.GroupEntity
			if u.plural {
				e.Kind = doc.GenericEntity
			}
		default:
			e.Anonymous = lemma != "police"
		}
		if u.former {
			e.Sector = ""
		}
		return e, a
	}
	if u.counted || u.class == agentUnit && !u.plural && !u.definite {
		return w.newEntity(fill())
	}
	word := lemma
	if u.alias != nil {
		word = u.alias.Words
	}
	return w.entity(entityKey{u.class, word, country + " " + sector}, fill)
}
