package actor

import (
	"strings"

	"casus/doc"
	"casus/lexicon"
	"casus/ud"
)

func (w *work) processActor(k int) {
	u := &w.units[k]
	u.entity = w.actorEntity(u.alias, w.words(u.first, u.end))
	w.nameLonger(u.entity, w.words(u.first, u.end))
	w.mentionOf(k, u.first, u.end)
	w.acronym(k)
}

// processOrg reads the name of an organisation that the lexicon does not know.
func (w *work) processOrg(k int) {
	words := w.words(w.units[k].first, w.units[k].end)
	fold := foldName(words)
	if e := w.sameOrg(fold); e >= 0 {
		w.units[k].entity = e
		w.nameLonger(e, words)
		w.mentionOf(k, w.units[k].first, w.units[k].end)
		return
	}
	sector := w.nameSector(&w.units[k])
	w.compose(k)
	u := &w.units[k]
	if t := u.title; t >= 0 {
		w.compose(int(t))
		v := &w.units[t]
		if v.country == "" {
			w.settle(int(t))
		}
		if u = &w.units[k]; u.country == "" {
			u.country, u.source, u.why = v.country, v.source, v.why
		}
		if s := v.sector; s != "" {
			sector = s
		} else if s := nounSector[w.nounOf(v)]; s != "" {
			sector = s
		}
	}
	if sector != "" {
		u.sector = sector
	}
	if u.country == "" && !worldly[u.sector] {
		u.country, u.why = w.local(k)
	}
	switch {
	case u.country == "" && (u.sector == "NGO" || u.sector == "HRI"):
		u.country = "NGO"
	}
	kind := doc.GroupEntity
	switch u.sector {
	case "GOV", "MIL", "COP", "JUD", "LEG", "SPY":
		kind = doc.OrganEntity
	}
	u.entity = w.newEntity(doc.Entity{Kind: kind, Name: words, Country: u.country, Sector: u.sector, Steps: w.reasons(u)}, about{fold: fold, noun: w.nounOf(u)})
	w.mentionOf(k, u.first, u.end)
	w.acronym(k)
}

// nameSector is what the words of an organisation's name say of its sort: the
// last that says anything, before "of" or "for".
func (w *work) nameSector(u *unit) string {
	sector := ""
	for i := u.first; i < u.end; i++ {
		t := w.token(int(i))
		if sector != "" && (t.UPOS == ud.ADP || t.Form == "of") {
			break
		}
		if relief[t.Form] {
			return "NGO"
		}
		if s, ok := nameClass[t.Form]; ok {
			sector = s
		}
	}
	return sector
}

// sameOrg is an organisation whose name ends with the words, or the other way
// round ("Central Command" after "U.S. Central Command"); doc.None if none.
func (w *work) sameOrg(fold string) int32 {
	for i := len(w.seen) - 1; i >= 0 && i >= len(w.seen)-400; i-- {
		e := w.seen[i].entity
		if k := w.entities[e].Kind; k != doc.GroupEntity && k != doc.OrganEntity {
			continue
		}
		a := &w.about[e]
		if a.fold == "" {
			continue
		}
		if a.fold == fold || endsWith(a.fold, fold) && len(fold) > 5 || endsWith(fold, a.fold) && strings.IndexByte(a.fold, ' ') > 0 || a.short != "" && a.short == fold {
			return e
		}
	}
	return doc.None
}

// acronym reads "(BLA)" after the name of unit k.
func (w *work) acronym(k int) {
	u := &w.units[k]
	i := int(u.end)
	if i+2 >= len(w.tree.Tokens) || w.token(i).Form != "(" || w.token(i+2).Form != ")" || !allCapitals(w.token(i+1).Form) {
		return
	}
	w.about[u.entity].short = foldName(w.token(i + 1).Form)
}

// processWord reads capitalised words of unknown sort: an acronym of a name
// that stands elsewhere, or a lexicon actor that was named in full before.
func (w *work) processWord(k int) {
	u := &w.units[k]
	if u.alias != nil && u.alias.Kind == lexicon.ActorName {
		if e, ok := w.byKey[entityKey{actorUnit, u.alias.Actor.ID, ""}]; ok {
			u.entity = e
			w.mentionOf(k, u.first, u.end)
			return
		}
	}
	if w.owned(u) {
		u.class = actorUnit
		w.processActor(k)
		return
	}
	fold := foldName(w.words(u.first, u.end))
	if e := w.sameOrg(fold); e >= 0 {
		u.entity = e
		w.mentionOf(k, u.first, u.end)
		return
	}
	if u.end-u.first == 1 && allCapitals(w.token(int(u.first)).Form) && len(fold) > 2 {
		for i := len(w.entities) - 1; i >= 0 && i >= len(w.entities)-200; i-- {
			e := &w.entities[i]
			if (e.Kind == doc.GroupEntity || e.Kind == doc.OrganEntity) && initials(e.Name, w.token(int(u.first)).Form) {
				u.entity = int32(i)
				w.about[i].short = fold
				w.mentionOf(k, u.first, u.end)
				return
			}
		}
	}
}

// ownerNear is how many words may stand between a state and a weak name that it
// makes sure: "India's opposition Congress party".
const ownerNear = 3

// owned reports whether the state of the group or organ that a weak name may
// stand for is named right before it ("Turkey's MHP"), or is what the article is
// about and the name an acronym.
func (w *work) owned(u *unit) bool {
	if u.alias == nil || u.alias.Kind != lexicon.ActorName || u.alias.Actor.Kind == lexicon.Person || u.alias.Actor.Kind == lexicon.Outlet {
		return false
	}
	role, _ := u.alias.Actor.On(w.d.Published.Date)
	if w.lex.State(role.Country) == nil {
		return false
	}
	if role.Country == w.main && u.end-u.first == 1 && len(w.token(int(u.first)).Form) > 2 && allCapitals(w.token(int(u.first)).Form) {
		return true
	}
	for j := w.lo; j < w.hi && w.units[j].first < u.first; j++ {
		v := &w.units[j]
		if v.class.ofState() && (w.possessive(v) || v.class == adjUnit) && u.first-v.end <= ownerNear+1 && w.ownCountry(v) == role.Country && !w.has(int(v.end), int(u.first), ud.VERB) {
			return true
		}
	}
	return false
}

// initials reports whether the capitals that begin words of the name spell the
// acronym.
func initials(name, acronym string) bool {
	i, start := 0, true
	for k := 0; k < len(name); k++ {
		c := name[k]
		if start && 'A' <= c && c <= 'Z' {
			if i >= len(acronym) || acronym[i] != c {
				return false
			}
			i++
		}
		start = c == ' ' || c == '-'
	}
	return i == len(acronym) && i > 1
}
