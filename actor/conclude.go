package actor

import (
	"casus/doc"
)

// conclude settles what only the whole article can: who holds an office that
// is named before its holder, which attackers are the rebels of the story, and
// the country of persons of whom the article says only what they do.
func (w *work) conclude() {
	w.joinHolders()
	w.nameAttackers()
	for i := range w.persons {
		p := &w.persons[i]
		if p.entity >= 0 && p.actor != nil {
			w.undated(p)
		}
		if p.entity < 0 || p.actor != nil {
			continue
		}
		e, a := &w.entities[p.entity], &w.about[p.entity]
		if e.Country == "" && a.titled && w.main == "" {
			if c, why := w.local(int(a.unit)); c != "" {
				e.Country = c
				e.Steps = append(e.Steps, "country "+c+": "+why)
			}
		}
		if e.Country == "" && w.atHome(e, a) && !w.contrasted(int(a.unit), w.main) {
			e.Country = w.main
			e.Steps = append(e.Steps, "country "+w.main+": the country that the article is about")
		}
	}
}

// undated gives a person of the lexicon in an article without a date the sector
// that he had in all his roles.
func (w *work) undated(p *person) {
	e, a := &w.entities[p.entity], &w.about[p.entity]
	if e.Sector != "" || a.former || !w.d.Published.Date.IsZero() {
		return
	}
	if e.Sector = onlySector(p.actor); e.Sector != "" {
		e.Steps = append(e.Steps, "the article has no date; sector "+e.Sector+" of all roles")
	}
}

// joinHolders makes one of the holder of an office whom the article names only
// afterwards: "The head of the aid group told the council … said Christopher
// Lockyear". The office must be definite and speak, the person come within two
// sentences and speak too, and what is known of both agree.
func (w *work) joinHolders() {
	for i := range w.seen {
		s := &w.seen[i]
		a := &w.about[s.entity]
		e := &w.entities[s.entity]
		if !s.speaker || !a.definite || a.same > 0 || e.Kind != doc.PersonEntity || e.Actor != "" || w.named(s.entity) {
			continue
		}
		for j := i + 1; j < len(w.seen) && w.seen[j].sent-s.sent <= 2; j++ {
			id := w.seen[j].entity
			p := &w.entities[id]
			if !w.seen[j].speaker || p.Kind != doc.PersonEntity || !w.named(id) || w.about[id].first != w.seen[j].token {
				continue
			}
			if agree(e.Country, p.Country) && agree(e.Sector, p.Sector) && (w.about[id].noun == "" || w.about[id].office == a.office || p.Country == e.Country) {
				w.joinTo(s.entity, id)
			}
			break
		}
	}
}

// nameAttackers takes unidentified armed people for rebels where the article
// speaks of a rebel group of the same country, or of no country.
func (w *work) nameAttackers() {
	rebels := map[string]string{} // a group by its country
	for i := range w.entities {
		if g := &w.entities[i]; g.Kind == doc.GroupEntity && g.Sector == "REB" && rebels[g.Country] == "" {
			rebels[g.Country] = g.Name
		}
	}
	for i := range w.entities {
		e := &w.entities[i]
		if e.Kind != doc.GenericEntity || e.Sector != "UAF" || e.Country == "" || len(rebels) == 0 {
			continue
		}
		name := rebels[e.Country]
		if name == "" {
			name = rebels["IMG"]
		}
		if name != "" {
			e.Sector = "REB"
			e.Steps = append(e.Steps, "sector REB as "+name+" in the same article")
		}
	}
}

// agree reports whether two codes are equal or one is not known.
func agree(a, b string) bool { return a == b || a == "" || b == "" }

// joinTo makes entity e the same as the person id.
func (w *work) joinTo(e, id int32) {
	p, o := &w.entities[id], &w.entities[e]
	w.about[e].same = id + 1
	if p.Country == "" {
		p.Country = o.Country
	}
	if p.Sector == "" && !w.about[id].former {
		p.Sector = o.Sector
	}
	if w.about[id].noun == "" {
		w.about[id].noun = w.about[e].noun
	}
	p.Steps = append(p.Steps, "taken for the \""+o.Name+"\" of the text just before")
}

// atHome reports whether a person of no known country may be taken for one of
// the country that the story is about: by what he does, or, of whom nothing is
// said, where no other country comes near it.
func (w *work) atHome(e *doc.Entity, a *about) bool {
	switch e.Sector {
	case "NGO", "IGO", "HRI":
		return false
	}
	if a.noun == "" {
		return w.alone && e.Sector == ""
	}
	return w.main != "" && !distant[a.noun] && (!holding[a.noun] || w.alone || w.single)
}

// named reports whether the entity is a person whose name the article gives.
func (w *work) named(id int32) bool {
	for i := range w.persons {
		if w.persons[i].entity == id {
			return true
		}
	}
	return false
}
