package actor

import (
	"casus/doc"
)

// conclude gives persons of whom the article says only what they do the
// country of the story, and persons of whom it says nothing what it says of
// the unnamed holder of an office just before ("The U.N. envoy for Syria said
// … Geir Pedersen told reporters").
func (w *work) conclude() {
	for i := range w.persons {
		p := &w.persons[i]
		if p.entity < 0 || p.actor != nil {
			continue
		}
		e, a := &w.entities[p.entity], &w.about[p.entity]
		if e.Country == "" && e.Sector == "" && a.noun == "" && !a.former {
			w.fromOfficeBefore(p.entity)
		}
		if e.Country == "" && a.titled && w.main == "" {
			if c, why := w.local(int(a.unit)); c != "" {
				e.Country = c
				e.Steps = append(e.Steps, "country "+c+": "+why)
			}
		}
		if e.Country == "" && w.atHome(e, a) {
			e.Country = w.main
			e.Steps = append(e.Steps, "country "+w.main+": the country that the article is about")
		}
	}
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
	return w.main != "" && !distant[a.noun] && (!holding[a.noun] || w.alone)
}

// fromOfficeBefore looks at the sentence before the first mention of the
// person for an office whose holder has no name.
func (w *work) fromOfficeBefore(id int32) {
	first := 0
	for first < len(w.seen) && w.seen[first].entity != id {
		first++
	}
	if first == len(w.seen) {
		return
	}
	for i := first - 1; i >= 0 && w.seen[first].sent-w.seen[i].sent <= 1; i-- {
		o := &w.entities[w.seen[i].entity]
		if o.Kind != doc.PersonEntity || o.Actor != "" || !w.seen[i].speaker || !w.seen[first].speaker || w.about[w.seen[i].entity].office == "" || w.named(w.seen[i].entity) {
			continue
		}
		if o.Country == "" && o.Sector == "" {
			continue
		}
		e := &w.entities[id]
		e.Country, e.Sector = o.Country, o.Sector
		e.Steps = append(e.Steps, "taken for the \""+o.Name+"\" of the text just before")
		return
	}
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
