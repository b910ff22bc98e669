package actor

import (
	"casus/doc"
	"casus/lexicon"
)

// entityKey tells actors of one article apart. Persons are told apart by their
// cluster instead.
type entityKey struct {
	class         class
	word, country string
}

// about is what later words may refer to an entity by.
type about struct {
	gender   byte   // 'm', 'f' or 0
	office   string // key of the office that a person holds
	title    string // key of the office that the words around the name gave
	noun     string // lemma of the noun that described it
	fold     string // its name folded, of organisations
	short    string // an acronym that the article gives it
	many     bool   // "they"
	former   bool
	unit     int32 // of a person: the first unit that names him
	titled   bool  // of a person: that unit has an office before it
	definite bool  // first named as "the …"
	first    int32 // token of the first mention
	same     int32 // 1 + the entity that it turned out to be, 0 for none
	guessed  bool  // the country is only that of the story
}

// sighting is one mention in the order of reading.
type sighting struct {
	entity, sent, token int32
	subject             bool
	speaker             bool // subject of a verb of saying
	modifier            bool
	place               bool // in a phrase of place: "in Brussels"
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

// onlySector is the sector that all roles of an actor have, empty if they differ.
func onlySector(a *lexicon.Actor) string {
	for _, r := range a.Roles {
		if r.Sector != a.Roles[0].Sector {
			return ""
		}
	}
	return a.Roles[0].Sector
}

// nameLonger keeps the fullest name of an entity.
func (w *work) nameLonger(e int32, words string) {
	if len(words) > len(w.entities[e].Name) {
		w.entities[e].Name = words
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
