package actor

import (
	"casus/ud"
)

// after are the prepositions whose phrase may say whose an actor is.
var after = map[string]bool{"of": true, "for": true, "from": true, "at": true, "in": true, "with": true, "within": true, "inside": true}

// aides are people to somebody: "an aide to the president".
var aides = set("aide", "adviser", "advisor", "assistant", "counsel", "confidant", "consultant")

// modifierAfter is what the prepositional phrase after unit k says; ok is false
// if there is none or it says nothing.
func (w *work) modifierAfter(k int) (s source, ok bool) {
	j, prep := w.phraseAfter(k)
	if j < 0 {
		return s, false
	}
	w.process(j)
	u, v := &w.units[k], &w.units[j]
	lemma := w.nounOf(u)
	s, ok = w.sourceOf(j)
	if adj := j - 1; !ok && v.class == placeUnit && adj > k && w.units[adj].class == adjUnit && w.units[adj].end == v.first && !w.units[adj].proxy {
		s, ok = w.sourceOf(adj) // "the Syrian Golan Heights"
	}
	if !ok {
		return s, false
	}
	switch prep {
	case "in", "within", "inside":
		if u.class == personUnit {
			return s, false
		}
		if !s.state && v.class != placeUnit && !(lends[lemma] && v.class != personUnit) {
			return s, false
		}
	case "for", "at", "with":
		if u.class == agentUnit && !lends[lemma] || u.class == organUnit && prep != "at" {
			return s, false
		}
		if s.state && prep != "at" && (lemma == "envoy" || lemma == "ambassador") {
			return s, false
		}
	}
	if v.class == personUnit && prep != "of" && prep != "for" && prep != "to" || prep == "from" && w.leaves(u) {
		return s, false
	}
	if v.class == agentUnit && prep != "from" && prep != "of" {
		return s, false
	}
	if v.class == stateUnit && w.beforeNoun(j) {
		return s, false // "negotiators in the Iran talks"
	}
	u.tail = max(u.tail, v.tail, v.end)
	if v.class == adjUnit {
		u.tail = max(u.tail, v.end+1) // the noun behind it
	}
	if prep != "in" && prep != "at" && w.ofSeveral(u, j, u.tail) {
		return s, true // "the leaders of both countries"
	}
	if s.state && u.plural && v.class == stateUnit {
		w.each(u, j, s)
	}
	return s, true
}

// leaves reports whether u are said to leave, so that "from" tells what: "the
// withdrawal of forces from Panama".
func (w *work) leaves(u *unit) bool {
	h := w.tree.Head(int(u.head))
	return h >= 0 && leaving[w.token(h).Lemma] && !w.is(int(u.left)-1, "together")
}

// beforeNoun reports whether the state of unit j, or the last of the states
// coordinated with it, stands right before a common noun.
func (w *work) beforeNoun(j int) bool {
	for j+1 < w.hi && w.units[j+1].class == stateUnit && w.joined(int(w.units[j].end), int(w.units[j+1].first)) {
		j++
	}
	i := int(w.units[j].end)
	return i < len(w.tree.Tokens) && (w.token(i).XPOS == ud.NN || w.token(i).XPOS == ud.NNS)
}

// phraseAfter is the unit in the prepositional phrase that follows unit k, and
// the preposition; −1 if there is none.
func (w *work) phraseAfter(k int) (int, string) {
	u := &w.units[k]
	i := int(u.end)
	if i+1 < len(w.tree.Tokens) && w.token(i).UPOS == ud.ADP && (after[w.token(i).Lemma] || w.is(i, "to") && aides[w.nounOf(u)]) {
		j := w.outermost(k+1, i+1)
		if j < 0 {
			j = w.beyondDirections(k+1, i+1)
		}
		if j >= 0 && w.units[j].class != adjUnit && (!w.modifies(int(w.units[j].head)) || w.tree.Has(int(w.units[j].head), ud.Case)) {
			return j, w.token(i).Lemma
		}
		if j >= 0 && w.units[j].class == adjUnit && w.beforePlace(int(w.units[j].end)) {
			return j, w.token(i).Lemma
		}
	}
	if w.is(i, "loyal", "faithful", "allied", "answerable") && w.is(i+1, "to", "with") {
		if j := w.outermost(k+1, i+2); j >= 0 {
			return j, "of" // "forces loyal to Gaddafi"
		}
	}
	if u.name >= 0 {
		return -1, ""
	}
	for _, c := range w.tree.Children(int(u.head)) {
		if c < u.end || w.token(int(c)).Deprel != ud.Nmod {
			continue
		}
		if prep := w.tree.Marker(int(c)); after[prep] && prep != "with" {
			if j := w.at[c]; j >= 0 && w.units[j].head == c {
				return int(j), prep
			}
		}
	}
	return w.phraseBeyond(k)
}

// localities are nouns for a part of a country, whose people are the country's.
var localities = set("town", "city", "village", "port", "province", "region", "capital", "island", "enclave", "exclave", "district", "coast", "side", "part",
	"territory", "area", "peninsula", "republic", "suburb", "state", "county", "countryside", "hamlet", "settlement")

// beforePlace reports whether a part of a country is named at token i: "the
// Ukrainian town of Avdiivka", "the Syrian Golan Heights".
func (w *work) beforePlace(i int) bool {
	if i >= len(w.tree.Tokens) {
		return false
	}
	return localities[w.token(i).Lemma]
}

// beyondDirections is the state or place after words such as "north and east"
// that begin at token i; −1 if there is none.
func (w *work) beyondDirections(j, i int) int {
	if j >= w.hi || w.units[j].class != stateUnit && w.units[j].class != placeUnit || int(w.units[j].first) > i+4 {
		return -1
	}
	for ; i < int(w.units[j].first); i++ {
		switch w.token(i).UPOS {
		case ud.ADJ, ud.NOUN, ud.CCONJ, ud.DET, ud.ADV:
		default:
			return -1
		}
	}
	return j
}

// phraseBeyond looks past a phrase that names nobody: "professor of philosophy
// at Koya University".
func (w *work) phraseBeyond(k int) (int, string) {
	u := &w.units[k]
	if u.class != officeUnit && u.class != agentUnit || u.plural {
		return -1, ""
	}
	for i := int(u.end); i+1 < len(w.tree.Tokens) && i < int(u.end)+8; i++ {
		switch t := w.token(i); {
		case t.UPOS == ud.PUNCT, t.UPOS == ud.VERB, t.UPOS == ud.AUX, t.UPOS == ud.PRON:
			return -1, ""
		case t.UPOS == ud.ADP && (t.Form == "at" || t.Form == "with" || t.Form == "of"):
			j := w.outermost(k+1, i+1)
			if j < 0 {
				continue
			}
			if c := w.units[j].class; c == orgUnit || c == actorUnit || c == organUnit {
				return j, t.Form
			}
			return -1, ""
		}
	}
	return -1, ""
}

// outermost is the unit, j or one after it, whose phrase begins at token i and
// reaches farthest; −1 if none begins there.
func (w *work) outermost(j, i int) int {
	best, bare := -1, i
	if w.token(i).UPOS == ud.DET {
		bare++
	}
	for ; j < w.hi; j++ {
		u := &w.units[j]
		if from := int(u.left); from == i || from == bare || int(u.first) == i || int(u.first) == bare {
			best = j
			continue
		}
		if int(u.left) > bare {
			break
		}
	}
	if best >= 0 && w.units[best].asTitle && w.units[best].name >= 0 {
		best = int(w.units[best].name)
	}
	if best >= 0 && w.units[best].class.ofState() && w.possessive(&w.units[best]) {
		return w.possessed(best)
	}
	return best
}

// possessed is the name that the state of unit j possesses, if it is one of an
// organisation: "members of Uganda's ruling National Resistance Movement"; else j.
func (w *work) possessed(j int) int {
	n := j + 1
	if n >= w.hi {
		return j
	}
	u, v := &w.units[j], &w.units[n]
	if v.class != actorUnit && v.class != orgUnit || v.first-u.end > ownerNear+1 || !w.tree.Dominates(int(v.head), int(u.head)) {
		return j
	}
	return n
}
