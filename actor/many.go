package actor

import (
	"casus/doc"
	"casus/ud"
)

// howMany is the number in "both countries", "the two leaders", "the trio"; 0
// if the words do not count.
func (w *work) howMany(u *unit) int {
	lemma := w.nounOf(u)
	switch lemma {
	case "trio", "three":
		return 3
	case "duo", "pair", "both", "two":
		return 2
	case "four":
		return 4
	}
	if !u.plural && lemma != "side" {
		return 0
	}
	for i := max(u.left-1, 0); i < u.head; i++ {
		switch w.token(int(i)).Lemma {
		case "both", "two":
			return 2
		case "three":
			return 3
		case "four":
			return 4
		}
	}
	return 0
}

// counting reports whether the words of u count those who were named before:
// "both", "the two".
func (w *work) counting(u *unit) bool {
	return u.definite || w.is(int(u.left), "both", "Both") || w.is(int(u.first), "both", "Both") || u.left > 0 && w.is(int(u.left)-1, "the", "The", "both", "Both")
}

// processMany reads a noun for the last n actors of its sort, with a mention
// of each.
func (w *work) processMany(k, n int) bool {
	u := &w.units[k]
	if !w.counting(u) {
		return false
	}
	var found [4]int32
	if lemma := w.nounOf(u); n == 2 && (lemma == "neighbour" || lemma == "neighbor") {
		if m := w.titlePair(found[:0:3]); len(m) == n {
			return w.stand(k, m)
		}
	}
	for _, sort := range sortsOf(w.nounOf(u)) {
		m := w.lastOf(found[:0:n], u, sort)
		if len(m) < n {
			continue
		}
		return w.stand(k, m)
	}
	return false
}

// stand notes a mention of unit k for each of the entities; it is true, as the
// unit is read then.
func (w *work) stand(k int, list []int32) bool {
	u := &w.units[k]
	first, end := w.print(k)
	u.many[0] = int32(len(w.several))
	w.several = append(w.several, list...)
	u.many[1] = int32(len(w.several))
	for _, e := range list {
		u.entity = e
		w.mention(doc.NominalMention, u.left, u.end, u.head, first, end, e)
	}
	return true
}

// titlePair fills dst with the states that the title names.
func (w *work) titlePair(dst []int32) []int32 {
	for i := range w.seen {
		s := &w.seen[i]
		if w.d.FieldAt(w.d.Sentences[s.sent].Span.Start) != doc.FieldTitle || len(dst) == cap(dst) {
			break
		}
		if e := &w.entities[s.entity]; e.Kind == doc.StateEntity && e.Actor != "" && !contains(dst, s.entity) {
			dst = append(dst, s.entity)
		}
	}
	return dst
}

// processEach reads "both armies", "the two foreign ministers" as those of the
// last n states.
func (w *work) processEach(k, n int) bool {
	u := &w.units[k]
	if u.class != organUnit && u.class != officeUnit && !rulers[w.nounOf(u)] || w.modified(u) || !w.counting(u) {
		return false
	}
	var found [4]int32
	if m := w.lastOf(found[:0:n], u, states); len(m) < n || !w.ofEach(u, m, u.end) {
		return false
	}
	w.processParts(k)
	return true
}

// ofEach makes a part of u of each of the entities, if all have a country; its
// words end at token end.
func (w *work) ofEach(u *unit, list []int32, end int32) bool {
	for _, e := range list {
		if w.entities[e].Country == "" {
			return false
		}
	}
	u.parts[0] = int32(len(w.parts))
	for _, e := range list {
		w.parts = append(w.parts, part{country: w.entities[e].Country, sector: w.sectorOf(u, true), first: u.first, end: end})
	}
	u.parts[1] = int32(len(w.parts))
	return true
}

// ofSeveral makes a part of u of each of those whom the counting noun of unit j
// stands for, up to token end; it reports whether there are several.
func (w *work) ofSeveral(u *unit, j int, end int32) bool {
	v := &w.units[j]
	return v.many[1]-v.many[0] > 1 && (u.plural || u.class == officeUnit || u.class == organUnit) && w.ofEach(u, w.several[v.many[0]:v.many[1]], end)
}

// sorts is a set of kinds of entity.
type sorts uint8

const (
	states sorts = 1 << doc.StateEntity
	people sorts = 1 << doc.PersonEntity
	groups sorts = 1 << doc.GroupEntity
	organs sorts = 1 << doc.OrganEntity
)

// sortsOf are the sorts of entity that a counting noun may mean, the likeliest
// first.
func sortsOf(lemma string) []sorts {
	switch lemma {
	case "country", "nation", "state", "neighbor", "neighbour", "government":
		return []sorts{states}
	case "leader", "man", "president", "minister", "premier", "duo":
		return []sorts{people}
	case "group", "organization", "organisation", "company", "party", "militia", "faction", "agency":
		return []sorts{groups}
	case "two", "three", "four":
		return []sorts{states | people | groups | organs}
	case "side", "rival", "trio":
		return []sorts{states | groups | organs, states, groups}
	}
	return []sorts{states, people, groups}
}

// farBack is how many sentences back a counting noun may refer.
const farBack = 4

// lastOf fills dst with distinct entities of the sorts, in the order of the
// text: those of the last sentence that names just so many, else the last ones
// named, no farther back than four sentences.
func (w *work) lastOf(dst []int32, u *unit, of sorts) []int32 {
	for back := int32(0); back <= farBack; back++ {
		var room [5]int32
		if here := w.partiesIn(room[:0:cap(dst)+1], u, of, u.sent-back, u.sent-back); len(here) == cap(dst) {
			return append(dst, here...)
		}
	}
	return w.partiesIn(dst, u, of, u.sent-farBack, u.sent)
}

// partiesIn fills dst with the last distinct entities of the sorts that the
// sentences from one to another name, in the order of the text. Places, bodies
// of the world, outlets, and those who act on u in its own clause are no parties.
func (w *work) partiesIn(dst []int32, u *unit, of sorts, from, to int32) []int32 {
	for i := len(w.seen) - 1; i >= 0 && len(dst) < cap(dst) && w.seen[i].sent >= from; i-- {
		s := &w.seen[i]
		e := &w.entities[s.entity]
		switch {
		case s.sent > to, s.place, of&(1<<e.Kind) == 0, e.Plural, contains(dst, s.entity):
			continue
		case e.Kind == doc.StateEntity && e.Actor == "", e.Sector == "MED", e.Sector == "IGO":
			continue
		case s.speaker && bystanders[e.Sector]:
			continue
		case s.subject && s.sent == u.sent && (w.coargument(int(s.token-w.tree.Base), int(u.head)) || w.coargument(int(s.token-w.tree.Base), w.phraseHead(int(u.head)))):
			continue
		}
		dst = append(dst, s.entity)
	}
	for i, j := 0, len(dst)-1; i < j; i, j = i+1, j-1 {
		dst[i], dst[j] = dst[j], dst[i]
	}
	return dst
}

// bystanders are the sectors of those who speak of the sides and are none.
var bystanders = set("LAB", "NGO", "HRI", "EDU", "CVL")

// goBetweens are verbs whose subject is not among those who stand deeper in the
// object: "brokered a truce between the two countries".
var goBetweens = set("broker", "mediate", "arbitrate", "facilitate", "host", "sponsor", "urge", "invite", "ask", "call")

// phraseHead is the word in the phrase around token i that hangs on a verb: "leaders"
// for "both" in "invited both leaders". Behind a preposition this holds only under
// those who go between.
func (w *work) phraseHead(i int) int {
	from := i
	for steps := 0; steps < 6; steps++ {
		h := w.tree.Head(i)
		if h < 0 {
			return from
		}
		switch w.tree.Rel(i) {
		case ud.Det, ud.DetPredet, ud.Nummod, ud.Amod, ud.Compound, ud.NmodPoss:
			from = h
		case ud.Nmod:
		default:
			if goBetweens[w.token(h).Lemma] {
				return i
			}
			return from
		}
		i = h
	}
	return from
}

func contains(list []int32, x int32) bool {
	for _, y := range list {
		if x == y {
			return true
		}
	}
	return false
}
