package actor

import (
	"casus/doc"
	"casus/lexicon"
	"casus/ud"
)

// processPerson reads a person's name. The first name of a person makes the
// entity; each later one may add what the words around it say, as long as it
// is not known.
func (w *work) processPerson(k int) {
	u := &w.units[k]
	if u.cluster < 0 {
		return
	}
	p := &w.persons[u.cluster]
	if p.entity < 0 {
		e := doc.Entity{Kind: doc.PersonEntity, Name: p.full}
		a := about{gender: p.gender, unit: int32(k), titled: u.title >= 0}
		if p.actor != nil {
			e.Actor = p.actor.ID
			if u.alias != nil {
				e.Steps = append(e.Steps, u.alias.Line+" \""+u.alias.Words+"\" → "+p.actor.ID)
			} else {
				e.Steps = append(e.Steps, "\""+w.words(u.first, u.end)+"\" → "+p.actor.ID)
			}
			w.giveRole(&e, p.actor)
			a.office = e.Role.Office
		}
		p.entity = w.newEntity(e, a)
	}
	u.entity = p.entity
	w.describe(k)
	u = &w.units[k]
	first, end := u.first, u.end
	head := u.head
	if u.title >= 0 && w.units[u.title].asTitle {
		first = min(w.units[u.title].left, w.units[u.title].first)
		h := w.top(int(first), int(end))
		switch j := w.at[h]; {
		case j == u.title:
			head = int32(h)
		case j >= 0 && w.units[j].class.ofState() && !w.modifies(h):
			// "Somalian President …" with the adjective on top of the tree
			head = int32(h)
			w.unsay(h)
		}
	}
	kind := doc.NameMention
	if w.modifies(int(head)) {
		kind = doc.ModifierMention
	}
	w.mention(kind, first, end, head, u.first, u.end, u.entity)
}

// unsay takes back the mention with the head at token h that was noted before
// the words turned out to be part of another.
func (w *work) unsay(h int) {
	for i := len(w.mentions) - 1; i >= 0 && i >= len(w.mentions)-8; i-- {
		if w.mentions[i].Head == w.tree.Base+int32(h) {
			w.mentions = append(w.mentions[:i], w.mentions[i+1:]...)
			return
		}
	}
}

// describe fills the country and sector of a person from the title before the
// name, the apposition after it, and the words that hang on it.
func (w *work) describe(k int) {
	u := &w.units[k]
	id := u.entity
	known := w.entities[id].Actor != ""
	if t := u.title; t >= 0 {
		w.compose(int(t))
		w.describedBy(k, int(t))
	}
	w.americanTitle(k)
	if j := w.apposition(k); j >= 0 {
		if w.units[j].name < 0 {
			w.units[j].name = int32(k)
		}
		w.compose(j)
		w.describedBy(k, j)
		w.describedAlso(k, j)
	}
	if known {
		return
	}
	w.describedByNoun(k)
	e := &w.entities[id]
	if e.Country == "" || e.Sector == "" {
		w.compose(k)
		u = &w.units[k]
		e = &w.entities[id]
		if e.Country == "" && u.country != "" {
			e.Country = u.country
			e.Steps = append(e.Steps, w.reasons(u)...)
		}
		if e.Sector == "" && !w.about[id].former {
			e.Sector = u.sector
		}
	}
}

// americanTitle reads the titles of members of the Congress, which the country
// need not be named with.
func (w *work) americanTitle(k int) {
	u := &w.units[k]
	e := &w.entities[u.entity]
	if e.Actor != "" || e.Country != "" {
		return
	}
	for i := u.first - 1; i >= 0 && i >= u.first-2; i-- {
		form := w.token(int(i)).Form
		switch {
		case congress[form], senators[form] && w.supported("USA") && !senates[w.main]:
			e.Country, e.Sector = "USA", "LEG"
			e.Steps = append(e.Steps, "country USA from the title \""+form+"\"")
			return
		}
	}
}

// describedAlso reads what is coordinated with the apposition j: "co-founder
// and director of the Center".
func (w *work) describedAlso(k, j int) {
	for _, c := range w.tree.Children(int(w.units[j].head)) {
		i := w.at[c]
		if w.token(int(c)).Deprel != ud.Conj || i < 0 || !w.describer(int(i)) {
			continue
		}
		if w.units[i].name < 0 {
			w.units[i].name = int32(k)
		}
		w.compose(int(i))
		w.describedBy(k, int(i))
	}
}

// describedBy gives the person of unit k what the office or the like of unit j
// says.
func (w *work) describedBy(k, j int) {
	id := w.units[k].entity
	v := &w.units[j]
	e, a := &w.entities[id], &w.about[id]
	lemma := w.nounOf(v)
	if a.gender == 0 {
		a.gender = nounGender(lemma)
	}
	key := ""
	if v.alias != nil {
		key = v.alias.Key
	}
	if a.title == "" {
		a.title = key
	}
	if e.Actor != "" {
		if v.former && (key == e.Role.Office || e.Sector == "") && !a.former {
			e.Sector, a.former = "", true
			e.Steps = append(e.Steps, "the text says \"former\"")
		}
		if e.Sector == "" && !v.former && !a.former && v.sector != "" {
			// The text gives an office that the lexicon does not date.
			e.Sector = v.sector
			e.Steps = append(e.Steps, w.reasons(v)...)
		}
		return
	}
	if a.office == "" {
		a.office = key
	}
	if a.noun == "" {
		a.noun = lemma
	}
	added := false
	if e.Country == "" && v.country != "" {
		e.Country, added = v.country, true
	}
	switch {
	case v.former:
		a.former = true
	case e.Sector == "" && !a.former && v.sector != "":
		e.Sector, added = v.sector, true
		if e.Country == "" && (e.Sector == "NGO" || e.Sector == "HRI") && v.class == orgUnit {
			e.Country = "NGO"
		}
	}
	if added {
		e.Steps = append(e.Steps, "described as \""+w.printed(j)+"\"")
		e.Steps = append(e.Steps, w.reasons(v)...)
	}
}

// describedByNoun reads an apposition whose head is no word of the lexicon
// ("railway controller in Quetta") for the first organisation or else the
// first state in it.
func (w *work) describedByNoun(k int) {
	u := &w.units[k]
	id := u.entity
	for _, c := range w.tree.Children(int(u.head)) {
		if w.token(int(c)).Deprel != ud.Appos || c < u.end || w.at[c] >= 0 {
			continue
		}
		w.about[id].noun = w.token(int(c)).Lemma
		first, last := w.tree.Extent(int(c))
		state := -1
		for j := k + 1; j < w.hi; j++ {
			v := &w.units[j]
			if int(v.first) > last {
				break
			}
			if int(v.first) < first || v.proxy || !v.class.ofState() && v.class != actorUnit && v.class != orgUnit && v.class != organUnit {
				continue
			}
			w.process(j)
			s, ok := w.sourceOf(j)
			switch {
			case !ok || s.country == "" && s.sector == "":
			case s.state && state < 0:
				state = j
			case !s.state && (w.entities[id].Country == "" || w.entities[id].Sector == ""):
				w.learn(id, s.country, s.sector, j)
			}
		}
		if state >= 0 && w.entities[id].Country == "" {
			s, _ := w.sourceOf(state)
			w.learn(id, s.country, "", state)
		}
		return
	}
}

// learn fills what is not known of entity id with what unit j says.
func (w *work) learn(id int32, country, sector string, j int) {
	e := &w.entities[id]
	if e.Country == "" {
		e.Country = country
	}
	if e.Sector == "" && !w.about[id].former {
		e.Sector = sector
	}
	e.Steps = append(e.Steps, "described with \""+w.words(w.units[j].first, w.units[j].end)+"\"")
}

// apposition is the unit that stands in apposition after the name of unit k
// and says what the person is; −1 if there is none.
func (w *work) apposition(k int) int {
	u := &w.units[k]
	for _, c := range w.tree.Children(int(u.head)) {
		if w.token(int(c)).Deprel != ud.Appos || c < u.end {
			continue
		}
		if j := w.at[c]; j >= 0 && w.describer(int(j)) {
			return int(j)
		}
	}
	i := int(u.end)
	if i >= len(w.tree.Tokens) {
		return -1
	}
	switch w.token(i).Form {
	case ",", "—", "–", "--", "(":
	default:
		return -1
	}
	// An age may stand between: "Smith, 45, a farmer".
	if i+2 < len(w.tree.Tokens) && w.token(i+1).UPOS == ud.NUM && w.is(i+2, ",") {
		i += 2
	}
	for j := k + 1; j < w.hi; j++ {
		v := &w.units[j]
		if int(v.left) > i+1 && int(v.first) > i+1 {
			break
		}
		if !w.describer(j) || v.outer >= 0 && w.describer(int(v.outer)) || w.modifies(int(v.head)) {
			continue
		}
		switch w.token(int(v.head)).Deprel {
		case ud.Nsubj, ud.NsubjPass:
			return -1
		}
		return j
	}
	return -1
}

// describer reports whether unit j may say what a person is.
func (w *work) describer(j int) bool {
	v := &w.units[j]
	switch v.class {
	case officeUnit, agentUnit:
		return !v.asTitle && !v.plural
	case nounUnit:
		return false
	case actorUnit:
		return v.alias.Actor.Kind != lexicon.Outlet && v.outer < 0
	}
	return v.class == orgUnit || v.class == organUnit
}
