package coder

import (
	"strings"

	"casus/doc"
	"casus/ontology"
	"casus/ud"
)

// unreal drops readings whose words tell of no act in the world: what beasts
// and the weather do, what happens in a story, what a firm or a private person
// does to nobody public, what a team does in a match.
func (r *run) unreal() {
	contest := r.holdsNoun(r.classes.contest)
	for i := range r.found {
		rd := &r.found[i]
		if rd.dropped != "" {
			continue
		}
		switch {
		case rd.entry.Type.Quad() == ontology.MaterialConflict && r.byNature(&rd.frame):
			rd.drop("no-actor", "a beast or the weather does it")
		case r.inStory(rd.frame.top()):
			rd.drop("story", "it happens in a work of fiction")
		case force[rd.entry.Type] && r.onlyFirms(rd.actors) && !r.anyPublic(rd.recipients):
			rd.drop("no-actor", "a firm, and nobody public")
		case rd.entry.Type == ontology.Reject && r.onlyFirms(rd.actors) && len(rd.recipients) > 0 && !r.anyPublic(rd.recipients):
			rd.drop("no-actor", "firms among themselves")
		case r.onlyPrivate(rd.actors) && (r.onlyPrivate(rd.recipients) || len(rd.actors) > 1 && len(rd.recipients) == 0):
			rd.drop("no-actor", "private persons among themselves")
		case contest && force[rd.entry.Type] && r.onlyTeams(rd.actors) && r.onlyTeams(rd.recipients):
			rd.drop("sport", "a match and those who play it")
		}
	}
}

// force are the types of what armies, crowds and authorities do, and players
// and firms in the words of these.
var force = map[ontology.Type]bool{
	ontology.Assault: true, ontology.Coerce: true, ontology.Mobilize: true, ontology.Threaten: true, ontology.Retreat: true, ontology.Cooperate: true,
}

// holdsNoun reports whether one of the words is a noun of the sentence.
func (r *run) holdsNoun(words map[string]bool) bool {
	for i := range r.tree.Tokens {
		if u := r.tree.Tokens[i].UPOS; (u == ud.NOUN || u == ud.PROPN) && words[strings.ToLower(r.tree.Lemma(i))] {
			return true
		}
	}
	return false
}

// nature reports whether a token is a beast or the weather: what it does,
// nobody does.
func (r *run) nature(token int) bool {
	if token < 0 || r.tree.Tokens[token].UPOS != ud.NOUN && token > 0 {
		return false
	}
	lemma := strings.ToLower(r.tree.Lemma(token))
	return r.classes.nature[lemma] || (lemma == "explosion" || lemma == "blast") && r.modified(token, r.classes.fuel) // "a gas explosion"
}

// byNature reports whether a beast or the weather is the subject of the clause,
// or the owner of an event noun by a pronoun: "the blizzard lifted its siege".
func (r *run) byNature(f *frame) bool {
	t := &r.tree
	if f.rule == "active" && r.nature(f.get("subj")) {
		return true
	}
	p := f.get("poss")
	if p < 0 || !r.pronoun(p) || f.verb < 0 || t.Tokens[f.verb].UPOS != ud.VERB {
		return false
	}
	return r.nature(t.Child(f.verb, ud.Nsubj))
}

// inStory reports whether a token stands in a clause whose subject is a work of
// fiction ("the thriller opens with the killing of a minister"), or in a part of
// one ("in the third season the king signs a treaty"). What is done to the work
// itself is done in the world.
func (r *run) inStory(token int) bool {
	t := &r.tree
	for steps := 0; token >= 0 && steps < maxControl; steps++ {
		s := t.Child(token, ud.Nsubj)
		if s >= 0 && s != token && t.Tokens[s].UPOS == ud.NOUN && r.classes.fiction[t.Lemma(s)] {
			return true
		}
		for _, k := range t.Children(token) {
			if r.partOfStory(int(k)) {
				return true
			}
		}
		switch t.Rel(token) {
		case ud.Nsubj, ud.NsubjPass, ud.Parataxis:
			return false
		}
		token = t.Head(token)
	}
	return false
}

// partOfStory reports whether a token is "in the last act", "in the third
// season": a numbered part of a play, a book or a series.
func (r *run) partOfStory(token int) bool {
	t := &r.tree
	if t.Rel(token) != ud.Obl || t.Marker(token) != "in" || !r.classes.chapter[t.Lemma(token)] {
		return false
	}
	for _, k := range t.Children(token) {
		switch t.Rel(int(k)) {
		case ud.Amod, ud.Nummod:
			switch t.Lemma(int(k)) {
			case "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "last", "final", "opening", "closing", "penultimate":
				return true
			}
		}
	}
	return false
}

// onlyFirms reports whether there is a side and all of it are firms.
func (r *run) onlyFirms(refs []doc.Ref) bool {
	for _, ref := range refs {
		if r.d.Entities[ref.Entity].Sector != "BUS" {
			return false
		}
	}
	return len(refs) > 0
}

// onlyPrivate reports whether there is a side and all of it are single private
// persons or criminals without a name and a country: "the landlord", "a burglar".
func (r *run) onlyPrivate(refs []doc.Ref) bool {
	for _, ref := range refs {
		e := &r.d.Entities[ref.Entity]
		if e.Kind != doc.GenericEntity && (e.Sector != "EDU" || e.Actor != "") || e.Plural || e.Country != "" || e.Sector != "CRM" && !private[e.Sector] {
			return false
		}
	}
	return len(refs) > 0
}

// onlyTeams reports whether all of a side are states, as teams are named, or
// people without an office.
func (r *run) onlyTeams(refs []doc.Ref) bool {
	for _, ref := range refs {
		if e := &r.d.Entities[ref.Entity]; e.Kind != doc.StateEntity && (e.Kind != doc.PersonEntity || e.Sector != "") {
			return false
		}
	}
	return true
}
