package actor

import (
	"casus/doc"
	"casus/lexicon"
	"casus/ud"
)

// process finds out whom unit k stands for and notes the mention. Units that
// others depend on may be processed ahead of their turn; each is processed
// once.
func (w *work) process(k int) {
	u := &w.units[k]
	if u.done || u.reading {
		return
	}
	u.reading = true
	switch u.class {
	case stateUnit, adjUnit, peopleUnit, placeUnit:
		w.processState(k)
	case actorUnit:
		w.processActor(k)
	case personUnit:
		w.processPerson(k)
	case orgUnit:
		w.processOrg(k)
	case wordUnit:
		w.processWord(k)
	case nounUnit:
		w.processNoun(k)
	default:
		w.processCommon(k)
	}
	u = &w.units[k]
	u.reading, u.done = false, true
}

func (w *work) processState(k int) {
	u := &w.units[k]
	country := w.ownCountry(u)
	if u.class == placeUnit && (country == "" || u.alias == nil) || u.class == adjUnit && u.ethnic {
		return
	}
	if u.class == peopleUnit && !w.modifies(int(u.head)) && (u.plural || !w.nounFollows(int(u.end))) || u.class == adjUnit && w.countsPeople(u) {
		w.processPeople(k)
		return
	}
	key := entityKey{stateUnit, "", country}
	name := w.words(u.first, u.end)
	if u.class == placeUnit || country == "" {
		key.word = u.alias.Words
	}
	u.entity = w.entity(key, func() (doc.Entity, about) {
		e := doc.Entity{Kind: doc.StateEntity, Name: name, Country: country, Sector: "GOV", Steps: []string{u.alias.Line + " \"" + u.alias.Words + "\""}}
		if key.word == "" {
			e.Actor = country
		}
		if key.word == "" && u.alias.Kind != lexicon.StateName {
			e.Name = w.lex.StateName(country)
		}
		return e, about{many: country == "" && u.plural}
	})
	w.mentionOf(k, u.first, u.end)
}

// fewOrMany are words before an adjective of a state that stands for people.
var fewOrMany = set("many", "some", "most", "several", "few", "more", "other", "ordinary", "fellow", "young")

// countsPeople reports whether an adjective stands for so many people: "tens of
// thousands of Sudanese", "many Chinese".
func (w *work) countsPeople(u *unit) bool {
	if w.modifies(int(u.head)) || w.nounFollows(int(u.end)) || u.first == 0 {
		return false
	}
	before := int(u.first) - 1
	if w.token(before).UPOS == ud.NUM || fewOrMany[lower(w.token(before).Lemma)] {
		return true
	}
	return before > 0 && w.is(before, "of") && quantities[w.token(before-1).Lemma]
}

// nounFollows reports whether a noun or another adjective stands at token i.
func (w *work) nounFollows(i int) bool {
	if i >= len(w.tree.Tokens) {
		return false
	}
	switch w.token(i).UPOS {
	case ud.NOUN, ud.PROPN, ud.ADJ:
		return true
	}
	return false
}

// processPeople reads "Iranians" and "the Chinese": the people in the one
// form, most often the government or its forces in the other.
func (w *work) processPeople(k int) {
	u := &w.units[k]
	country, sector := w.ownCountry(u), "CVL"
	name := w.words(u.first, u.end)
	if u.ethnic {
		country, _ = w.local(k) // "ethnic Albanians protested in Skopje"
	}
	if u.left < u.first && w.is(int(u.first)-1, "the", "The") && !isPlural(w.token(int(u.head))) {
		sector = "GOV"
	}
	if u.counted || !u.alias.Plural && !u.definite {
		u.entity = w.newEntity(doc.Entity{Kind: doc.GenericEntity, Name: name, Country: country, Sector: "CVL", Plural: u.plural, Steps: []string{u.alias.Line + " \"" + u.alias.Words + "\""}}, about{many: u.plural})
	} else {
		u.entity = w.entity(entityKey{peopleUnit, sector, country}, func() (doc.Entity, about) {
			return doc.Entity{Kind: doc.GenericEntity, Name: name, Country: country, Sector: sector, Plural: true, Steps: []string{u.alias.Line + " \"" + u.alias.Words + "\""}}, about{many: true}
		})
	}
	w.mentionOf(k, u.first, u.end)
}
