package actor

import (
	"strings"

	"casus/doc"
	"casus/lexicon"
	"casus/ud"
)

// entityKey tells actors of one article apart. Persons are told apart by their
// cluster instead.
type entityKey struct {
	class         class
	word, country string
}

// about is what later words may refer to an entity by.
type about struct {
	gender  byte   // 'm', 'f' or 0
	office  string // key of the office that a person holds
	noun    string // lemma of the noun that described it
	fold    string // its name folded, of organisations
	short   string // an acronym that the article gives it
	many    bool   // "they"
	former  bool
	unit    int32 // of a person: the first unit that names him
	titled  bool  // of a person: that unit has an office before it
	guessed bool  // the country is only that of the story
}

// sighting is one mention in the order of reading.
type sighting struct {
	entity, sent, token int32
	subject             bool
	speaker             bool // subject of a verb of saying
	modifier            bool
}

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

// entity is the entity with the key, made by fill if it is new.
func (w *work) entity(key entityKey, fill func() (doc.Entity, about)) int32 {
	if e, ok := w.byKey[key]; ok {
		return e
	}
	e := w.newEntity(fill())
	w.byKey[key] = e
	return e
}

func (w *work) newEntity(e doc.Entity, a about) int32 {
	e.First = doc.None
	w.entities = append(w.entities, e)
	w.about = append(w.about, a)
	return int32(len(w.entities) - 1)
}

func (w *work) processState(k int) {
	u := &w.units[k]
	country := w.ownCountry(u)
	if u.class == placeUnit && (country == "" || u.alias == nil) {
		return
	}
	if u.class == peopleUnit && !w.modifies(int(u.head)) {
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

// processPeople reads "Iranians" and "the Chinese": the people in the one
// form, most often the government or its forces in the other.
func (w *work) processPeople(k int) {
	u := &w.units[k]
	country, sector := w.ownCountry(u), "CVL"
	name := w.words(u.first, u.end)
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

func (w *work) processActor(k int) {
	u := &w.units[k]
	u.entity = w.actorEntity(u.alias, w.words(u.first, u.end))
	w.nameLonger(u.entity, w.words(u.first, u.end))
	w.mentionOf(k, u.first, u.end)
	w.acronym(k)
}

// actorEntity is the entity of an actor of the lexicon that is no person.
func (w *work) actorEntity(alias *lexicon.Alias, words string) int32 {
	a := alias.Actor
	return w.entity(entityKey{actorUnit, a.ID, ""}, func() (doc.Entity, about) {
		e := doc.Entity{Kind: doc.GroupEntity, Actor: a.ID, Name: words}
		if a.Kind == lexicon.Organ {
			e.Kind = doc.OrganEntity
		}
		w.giveRole(&e, a)
		e.Steps = append(e.Steps, alias.Line+" \""+alias.Words+"\" → "+a.ID)
		return e, about{fold: foldName(a.Name)}
	})
}

// giveRole fills what the actor was on the day of publication. An actor whose
// last role had ended by then keeps the country of that role and has no
// sector.
func (w *work) giveRole(e *doc.Entity, a *lexicon.Actor) {
	role, ok := a.On(w.d.Published.Date)
	if !ok && role.To.Month == 0 && role.To.Year != 0 && role.To.Year == w.d.Published.Year {
		ok = true // some day of the year is the last
	}
	e.Country = role.Country
	if !ok && a.Kind == lexicon.Person {
		e.Steps = append(e.Steps, "no role on "+w.d.Published.Date.String()+"; country of "+role.Line)
		return
	}
	e.Sector = role.Sector
	e.Role = doc.Role{ID: role.Country + "-" + role.Office, Office: role.Office, From: role.From, To: role.To, Line: role.Line}
	if role.Office != "" {
		e.Steps = append(e.Steps, "role "+e.Role.ID+" "+role.From.String()+"–"+role.To.String()+" ("+role.Line+")")
	}
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

// nameLonger keeps the fullest name of an entity.
func (w *work) nameLonger(e int32, words string) {
	if len(words) > len(w.entities[e].Name) {
		w.entities[e].Name = words
	}
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

// processCommon reads organs, offices and generic agents.
func (w *work) processCommon(k int) {
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
	if n := w.howMany(u); n > 1 && !found && nouns[w.nounOf(u)] == manyNoun && w.processMany(k, n) {
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
	if u.country != "" || u.unlocal || u.proxy {
		return
	}
	lemma := w.nounOf(u)
	if (u.sector == "NGO" || u.sector == "IGO") && u.class != personUnit {
		u.country, u.why = u.sector, "an organisation of no state"
		return
	}
	if unplaced[lemma] && !settled[u.sector] || worldly[u.sector] && (u.class != organUnit || u.sector != "") {
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
		a := about{noun: lemma, many: u.plural, gender: nounGender(lemma), former: u.former, guessed: u.guessed}
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

// processParts makes a mention of each actor that a phrase names together, all
// with the phrase's head.
func (w *work) processParts(k int) {
	from, to := w.units[k].parts[0], w.units[k].parts[1]
	for i := from; i < to; i++ {
		p := w.parts[i]
		u := &w.units[k]
		var e int32
		if p.alone {
			name := w.words(p.first, p.end)
			e = w.entity(entityKey{u.class, w.nounOf(u), p.country + " " + p.sector}, func() (doc.Entity, about) {
				return doc.Entity{Kind: doc.GenericEntity, Name: name, Country: p.country, Sector: p.sector, Plural: true, Anonymous: true, Steps: []string{"\"" + name + "\" with \"" + w.token(int(u.head)).Form + "\""}}, about{many: true}
			})
		} else {
			e = w.commonEntity(k, p.country, p.sector)
		}
		w.units[k].entity = e
		w.mention(doc.NominalMention, p.first, p.end, u.head, p.first, p.end, e)
	}
}

// reasons are the steps for the trace of a new entity.
func (w *work) reasons(u *unit) []string {
	steps := make([]string, 0, 2)
	if u.alias != nil {
		steps = append(steps, u.alias.Line+" \""+u.alias.Words+"\"")
	}
	switch {
	case u.country == "":
	case u.source >= 0:
		steps = append(steps, "country "+u.country+" from \""+w.token(int(u.source)).Form+"\"")
	case u.why != "":
		steps = append(steps, "country "+u.country+": "+u.why)
	}
	return steps
}
