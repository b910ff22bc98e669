package coder

import (
	"slices"

	"casus/doc"
	"casus/ontology"
	"casus/ud"
)

// maxActors bounds the actors of one side, against a list that never ends.
const maxActors = 16

// refs is who a token stands for: the mentions at it and at what is
// coordinated with it; for a noun that only measures, those of what it
// measures; for any other noun, its owner ("Iranian nuclear sites").
func (r *run) refs(dst []doc.Ref, token int) []doc.Ref {
	return r.refsTo(dst, token, 0)
}

func (r *run) refsTo(dst []doc.Ref, token, depth int) []doc.Ref {
	t := &r.tree
	if depth > 4 || r.timeWord(token) || r.classes.backdrop[t.Lemma(token)] {
		return dst
	}
	for _, c := range t.Conjuncts(nil, token) {
		if len(dst) >= maxActors {
			break
		}
		before := len(dst)
		if r.struck {
			dst = r.aboard(dst, c, depth)
		}
		if len(dst) == before {
			dst = r.mentionsAt(dst, c)
		}
		if len(dst) > before || r.heldAt(dst, c) {
			continue
		}
		if of := r.measuredBy(c); of >= 0 {
			dst = r.refsTo(dst, of, depth+1)
		}
		if len(dst) == before && r.struck {
			dst = r.inside(dst, c, depth)
		}
		if len(dst) == before {
			if dst = r.ownerOf(dst, c, depth); r.struck && len(dst) == before+1 {
				dst = append(dst[:before], r.thing(c, dst[before]))
			}
		}
		if len(dst) == before {
			dst = r.placeRef(dst, c)
		}
		if len(dst) == before && r.struck {
			dst = r.placeCalled(dst, c)
		}
		for _, k := range r.tree.Children(c) {
			if len(dst) == before && r.tree.Rel(int(k)) == ud.Flat {
				dst = r.mentionsAt(dst, int(k)) // "archrival India", read as one name
			}
		}
		if len(dst) == before {
			dst = r.unknownRef(dst, c)
		}
	}
	return dst
}

// inDateline reports whether a token is the place of a dateline: "VIENNA — Iran
// has allowed" is no act of Vienna.
func (r *run) inDateline(token int) bool {
	p := r.placeAt(token)
	return p != doc.None && r.d.Places[p].Dateline
}

// timeWord reports whether a token belongs to an expression of time: "Tuesday's
// attack" was not Tuesday's doing.
func (r *run) timeWord(token int) bool { return r.d.TimeAt(r.tree.Base+int32(token)) != doc.None }

// mentionsAt appends the entities that are mentioned at a token, each once.
func (r *run) mentionsAt(dst []doc.Ref, token int) []doc.Ref {
	if r.inDateline(token) || r.timeWord(token) {
		return dst
	}
	for m := r.mentions.First(r.tree.Base + int32(token)); m != doc.None; m = r.mentions.Next(m) {
		if e := r.d.Mentions[m].Entity; e != doc.None && !holds(dst, e) {
			dst = append(dst, doc.Ref{Mention: m, Entity: e})
		}
	}
	return dst
}

// heldAt reports whether somebody who is mentioned at a token is held already.
func (r *run) heldAt(refs []doc.Ref, token int) bool {
	for m := r.mentions.First(r.tree.Base + int32(token)); m != doc.None; m = r.mentions.Next(m) {
		if e := r.d.Mentions[m].Entity; e != doc.None && holds(refs, e) {
			return true
		}
	}
	return false
}

func holds(refs []doc.Ref, entity int32) bool {
	for _, ref := range refs {
		if ref.Entity == entity {
			return true
		}
	}
	return false
}

// measuredBy is what a measuring noun measures, −1 for any other word.
func (r *run) measuredBy(token int) int {
	t := &r.tree
	if !r.word(token).lemma.Transparent {
		return -1
	}
	for _, k := range t.Children(token) {
		if t.Rel(int(k)) == ud.Nmod && t.Marker(int(k)) == "of" {
			return int(k)
		}
	}
	return -1
}

// ownerOf appends who owns or qualifies a noun that is no actor itself.
func (r *run) ownerOf(dst []doc.Ref, token, depth int) []doc.Ref {
	t := &r.tree
	before := len(dst)
	if dst = r.modifiers(dst, token); len(dst) > before || depth > 2 {
		return dst
	}
	for _, k := range t.Children(token) {
		if t.Rel(int(k)) == ud.NmodPoss {
			dst = r.ownerOf(dst, int(k), depth+1)
		}
	}
	if len(dst) > before {
		return dst
	}
	for _, k32 := range t.Children(token) {
		k := int(k32)
		if t.Rel(k) != ud.Nmod || r.acting && t.Marker(k) == "in" && t.Tokens[token].XPOS == ud.NN && !r.weapon(token) {
			continue // the museum in Oslo is not Norway's government
		}
		if r.acting && t.Marker(k) == "of" && r.undergoes(token) {
			continue // "the bombing of the embassy killed ten": the embassy did not
		}
		switch t.Marker(k) {
		case "of", "by", "in", "from", "belonging":
			dst = r.refsTo(dst, k, depth+2)
		}
		if len(dst) > before {
			return dst
		}
	}
	for _, k := range t.Children(token) {
		if t.Rel(int(k)) == ud.Acl && t.Passive(int(k)) && !leaving[t.Lemma(int(k))] { // "crimes committed by soldiers"
			if by := t.Child(int(k), ud.OblAgent); by >= 0 {
				return r.refsTo(dst, by, depth+2)
			}
		}
	}
	if by := r.doer(token); by >= 0 {
		dst = r.refsTo(dst, by, depth+2)
	}
	return dst
}

// leaving are verbs whose agent is no longer at the place: "areas abandoned by the
// army" are not the army's.
var leaving = map[string]bool{"abandon": true, "vacate": true, "leave": true, "desert": true, "evacuate": true}

// undergoes reports whether what stands behind an event noun with "of" suffers
// the event: "the shelling of Kharkiv".
func (r *run) undergoes(noun int) bool {
	for _, e := range r.word(noun).folded.Predicates('n') {
		if e.Type == ontology.Assault && slices.Contains(e.Recipient, "of") && !slices.Contains(e.Actor, "of") {
			return true
		}
	}
	return false
}

// modifiers appends who stands before a noun: "Iranian", "Iran's". In "a Cambodian
// refugee camp" these are the refugees, not Cambodia too.
func (r *run) modifiers(dst []doc.Ref, token int) []doc.Ref {
	t := &r.tree
	before := len(dst)
	for _, k := range t.Children(token) {
		switch t.Rel(int(k)) {
		case ud.NmodPoss, ud.Amod, ud.Compound, ud.NmodDesc, ud.NmodUnmarked:
			for _, c := range t.Conjuncts(nil, int(k)) {
				if !r.acting || !r.struckCity(token, c) {
					dst = r.mentionsAt(dst, c)
				}
			}
			if by := r.leader(int(k)); by >= 0 {
				dst = r.mentionsAt(dst, by)
			}
		}
	}
	if len(dst) < before+2 {
		return dst
	}
	found := slices.Clone(dst[before:])
	dst = dst[:before]
	for _, a := range found {
		if !slices.ContainsFunc(found, func(b doc.Ref) bool { return r.within(a, b) }) {
			dst = append(dst, a)
		}
	}
	return dst
}

// leader is the name before a participle that says who leads: "the U.S.-led war"; −1
// if there is none.
func (r *run) leader(participle int) int {
	by := r.tree.Child(participle, ud.OblUnmarked, ud.Compound, ud.Obl)
	if by > participle || r.tree.Lemma(participle) != "lead" {
		return -1
	}
	return by
}

// within reports whether the words of one mention are a part of another's.
func (r *run) within(part, whole doc.Ref) bool {
	if part.Mention == doc.None || whole.Mention == doc.None {
		return false
	}
	p, w := &r.d.Mentions[part.Mention], &r.d.Mentions[whole.Mention]
	return p.Sentence == w.Sentence && w.First <= p.First && p.End <= w.End && w.End-w.First > p.End-p.First
}

// doer is the phrase with "by" right behind a noun that the tree hangs on the
// verb above ("protested against abuses by the police"), −1 if there is none.
func (r *run) doer(noun int) int {
	t := &r.tree
	v := noun
	for steps := 0; steps < 3 && v >= 0 && t.Tokens[v].UPOS != ud.VERB; steps++ {
		v = t.Head(v)
	}
	if v < 0 || t.Tokens[v].UPOS != ud.VERB || t.Passive(v) {
		return -1
	}
	_, end := t.Extent(noun)
	for _, k := range t.Children(v) {
		if rel := t.Rel(int(k)); rel != ud.Obl && rel != ud.OblAgent || t.Marker(int(k)) != "by" {
			continue
		}
		if first, _ := t.Extent(int(k)); first == end+1 {
			return int(k)
		}
	}
	return -1
}

// aboard appends who is in a vehicle that was struck: "a bus carrying soldiers".
func (r *run) aboard(dst []doc.Ref, token, depth int) []doc.Ref {
	t := &r.tree
	for _, k := range t.Children(token) {
		if t.Rel(int(k)) != ud.Acl {
			continue
		}
		switch t.Lemma(int(k)) {
		case "carry", "transport", "ferry":
			if o := t.Child(int(k), ud.Obj); o >= 0 && !t.Passive(int(k)) {
				return r.refsTo(dst, o, depth+1)
			}
		}
	}
	return dst
}

// housing are verbs after a building that say who is in it.
var housing = map[string]bool{"house": true, "hold": true, "shelter": true, "host": true}

// inside appends who is in a building that was struck, or for whom it is: "a
// hotel where elders were meeting", "a camp for refugees".
func (r *run) inside(dst []doc.Ref, token, depth int) []doc.Ref {
	t := &r.tree
	before := len(dst)
	for _, k32 := range t.Children(token) {
		k := int(k32)
		who := -1
		switch t.Rel(k) {
		case ud.Acl, ud.AclRelcl:
			switch {
			case housing[t.Lemma(k)] && !t.Passive(k):
				who = t.Child(k, ud.Obj)
			case t.Rel(k) == ud.AclRelcl && r.whereIn(k):
				who = t.Child(k, ud.Nsubj, ud.NsubjPass)
			}
		case ud.Nmod:
			if m := t.Marker(k); m == "for" || m == "full" || m == "with" {
				who = k
			}
		}
		if who < 0 {
			continue
		}
		if dst = r.refsTo(dst, who, depth+1); len(dst) > before {
			return dst
		}
	}
	return dst
}

// whereIn reports whether a relative clause begins with "where".
func (r *run) whereIn(clause int) bool {
	for _, k := range r.tree.Children(clause) {
		if r.tree.Lemma(int(k)) == "where" {
			return true
		}
	}
	return false
}

// thing makes an entity of what was struck, of the country of its owner or its
// place: "a hospital in Kyiv" is nobody's government. The owner itself is meant
// where the noun is no thing ("Israeli positions" are the army's).
func (r *run) thing(token int, owner doc.Ref) doc.Ref {
	t, d := &r.tree, r.d
	e := &d.Entities[owner.Entity]
	if t.Tokens[token].UPOS != ud.NOUN || e.Country == "" || e.Kind != doc.StateEntity {
		return owner
	}
	sector := "CVL"
	if lemma := t.Lemma(token); r.classes.military[lemma] || r.modified(token, r.classes.military) {
		sector = "MIL"
	} else if r.classes.public[lemma] {
		return owner
	}
	first, last := token, token
	for _, k := range t.Children(token) {
		switch t.Rel(int(k)) {
		case ud.Amod, ud.Compound, ud.NmodPoss:
			from, _ := t.Extent(int(k))
			first = min(first, from)
		}
	}
	words := t.Span(first, last)
	return r.introduce(doc.Entity{
		Kind: doc.GenericEntity, Name: words.Of(d.Text), Country: e.Country, Sector: sector,
		Steps: []string{"what was struck, of " + e.Country + " by \"" + r.name(owner) + "\""},
	}, doc.Mention{
		Kind: doc.NominalMention, Sentence: int32(t.Index), First: t.Base + int32(first), End: t.Base + int32(last) + 1,
		Head: t.Base + int32(token), Span: words,
	})
}

// forces puts the armed forces of a state in the place of the state where it only
// qualifies what they do: "a Turkish offensive", "American air strikes".
func (r *run) forces(refs []doc.Ref) {
	for i, ref := range refs {
		if ref.Mention == doc.None || r.d.Mentions[ref.Mention].Kind != doc.ModifierMention {
			continue
		}
		e := r.d.Entities[ref.Entity]
		if e.Kind != doc.StateEntity || len(e.Country) != 3 {
			continue
		}
		id, ok := r.forceEntities[e.Country]
		if !ok {
			m := r.d.Mentions[ref.Mention]
			id = r.introduce(doc.Entity{
				Kind: doc.OrganEntity, Name: m.Span.Of(r.d.Text), Country: e.Country, Sector: "MIL",
				Steps: []string{"the armed forces that \"" + m.Span.Of(r.d.Text) + "\" means before an act of force"},
			}, m).Entity
			r.forceEntities[e.Country] = id
		}
		refs[i].Entity = id
	}
}

// introduce adds an entity with its first mention, to the document and to the
// index of mentions, which counts along.
func (r *run) introduce(e doc.Entity, m doc.Mention) doc.Ref {
	ref := doc.Ref{Mention: int32(len(r.d.Mentions)), Entity: int32(len(r.d.Entities))}
	e.First, m.Entity = ref.Mention, ref.Entity
	r.d.Entities = append(r.d.Entities, e)
	r.d.Mentions = append(r.d.Mentions, m)
	r.mentions.Add(m.Head)
	return ref
}

// modified reports whether a modifier of a noun is one of the words.
func (r *run) modified(token int, words map[string]bool) bool {
	for _, k := range r.tree.Children(token) {
		switch r.tree.Rel(int(k)) {
		case ud.Amod, ud.Compound:
			if words[r.tree.Lemma(int(k))] {
				return true
			}
		}
	}
	return false
}

// placeRef appends the country of a place that nobody mentions as an actor:
// the city that was shelled.
func (r *run) placeRef(dst []doc.Ref, token int) []doc.Ref {
	p := r.placeAt(token)
	if p == doc.None {
		return dst
	}
	place := &r.d.Places[p]
	if place.Country == "" {
		return dst
	}
	e, ok := r.placeEntities[p]
	if !ok {
		words := place.Span.Of(r.d.Text)
		e = r.introduce(doc.Entity{
			Kind: doc.StateEntity, Name: words, Country: place.Country,
			Steps: []string{"place \"" + words + "\" lies in " + place.Country},
		}, doc.Mention{
			Kind: doc.NameMention, Sentence: place.Sentence, First: place.First, End: place.End, Head: r.tree.Base + int32(token),
			Span: place.Span,
		}).Entity
		r.placeEntities[p] = e
	}
	return append(dst, doc.Ref{Mention: r.d.Entities[e].First, Entity: e})
}

// placeCalled appends the country of the place whose name stands behind a common
// noun: "the regional capital Juba".
func (r *run) placeCalled(dst []doc.Ref, token int) []doc.Ref {
	t := &r.tree
	for _, k := range t.Children(token) {
		switch t.Rel(int(k)) {
		case ud.Appos, ud.Flat, ud.NmodDesc, ud.Compound, ud.NmodUnmarked:
			if int(k) > token {
				dst = r.placeRef(dst, int(k))
			}
		}
	}
	return dst
}

// unknownRef makes an entity of a proper name that the lexicon does not know
// and the words around do not explain: it is kept as text, without codes.
func (r *run) unknownRef(dst []doc.Ref, token int) []doc.Ref {
	t := &r.tree
	if t.Tokens[token].UPOS != ud.PROPN {
		return dst
	}
	at := t.Base + int32(token)
	for i := range r.d.Names {
		n := &r.d.Names[i]
		if n.First > at || at >= n.End || n.Kind != doc.Person && n.Kind != doc.Organisation {
			continue
		}
		words := t.Span(int(n.First-t.Base), int(n.End-1-t.Base))
		kind := doc.GroupEntity
		if n.Kind == doc.Person {
			kind = doc.PersonEntity
		}
		name := words.Of(r.d.Text)
		return append(dst, r.introduce(
			doc.Entity{Kind: kind, Name: name, Steps: []string{"name \"" + name + "\" is not in the lexicon"}},
			doc.Mention{Kind: doc.NameMention, Sentence: int32(t.Index), First: n.First, End: n.End, Head: at, Span: words},
		))
	}
	return dst
}

// placeAt is the place whose words hold the token, None if there is none.
func (r *run) placeAt(token int) int32 {
	at := r.tree.Base + int32(token)
	for p := range r.d.Places {
		if place := &r.d.Places[p]; place.First <= at && at < place.End {
			return int32(p)
		}
	}
	return doc.None
}

// political reports whether an entity is somebody whose acts are coded: it has
// a country, or a sector other than that of private persons.
func (r *run) political(ref doc.Ref) bool {
	if ref.Entity == doc.None {
		return false
	}
	e := &r.d.Entities[ref.Entity]
	return e.Country != "" || e.Sector != "" && e.Sector != "CVL"
}

func (r *run) anyPolitical(refs []doc.Ref) bool {
	for _, ref := range refs {
		if r.political(ref) {
			return true
		}
	}
	return false
}

// private are the sectors of those who act for themselves.
var private = map[string]bool{"CVL": true, "BUS": true, "EDU": true}

// amongThemselves are the types that are no politics where private persons do
// them among themselves.
var amongThemselves = map[ontology.Type]bool{
	ontology.Agree: true, ontology.Consult: true, ontology.Support: true, ontology.Concede: true, ontology.Request: true,
}

// anyPublic reports whether somebody of the refs does not act for himself
// alone.
func (r *run) anyPublic(refs []doc.Ref) bool {
	for _, ref := range refs {
		e := &r.d.Entities[ref.Entity]
		if r.political(ref) && !private[e.Sector] && (e.Sector != "" || e.Kind != doc.GenericEntity) {
			return true
		}
	}
	return false
}

// side fills one side of a report from the first slot that stands for
// somebody. filler is the first token in any of the slots, −1 if all are
// empty.
func (r *run) side(f *frame, names []string) (refs []doc.Ref, filler int) {
	filler = -1
	for _, name := range names {
		for _, s := range f.slots {
			if s.name != name || r.struck && (name == "near" || name == "outside") && r.classes.settlement[r.tree.Lemma(s.token)] {
				continue // "a blast near the town of Kalat" hits nobody's town
			}
			if filler < 0 && name != "mod" {
				filler = s.token
			}
			if name == "mod" && r.struckCity(f.head, s.token) {
				continue
			}
			if name == "mod" {
				refs = r.mentionsAt(refs, s.token)
			} else if s.token != f.head {
				refs = r.refs(refs, s.token)
			}
			if len(refs) > 0 && !shared[name] {
				return refs, filler
			}
		}
		if len(refs) > 0 {
			return refs, filler
		}
	}
	return refs, filler
}

// struckCity reports whether a modifier is the city where an attack was: what
// the article speaks of as a place, with "the Kabul bombing", did not bomb.
func (r *run) struckCity(noun, modifier int) bool {
	tok := &r.tree.Tokens[modifier]
	if tok.UPOS != ud.PROPN || !r.ofType(ontology.Assault, noun) {
		return false
	}
	for p := range r.d.Places {
		if place := &r.d.Places[p]; place.Level == doc.CityLevel && place.Span.Of(r.d.Text) == tok.Form {
			return true
		}
	}
	return false
}

// shared are the slots that several tokens may fill: modifiers, those between
// whom something is, and subjects that the parser did not coordinate.
var shared = map[string]bool{"mod": true, "between": true, "subj": true}

// without removes from refs the entities that other holds too.
func without(refs, other []doc.Ref) []doc.Ref {
	kept := refs[:0]
	for _, ref := range refs {
		if !holds(other, ref.Entity) {
			kept = append(kept, ref)
		}
	}
	return kept
}
