package actor

import (
	"strings"

	"casus/doc"
	"casus/lexicon"
	"casus/ud"
)

// weight is how much the article speaks of one country.
type weight struct {
	country string
	n       int
	first   int32 // the sentence that names it first
}

// weigh counts the countries that the article names, those of the title and
// of the first sentences more, and finds the one that stands out: with at
// least two fifths of all and well above the second.
func (w *work) weigh() {
	body := 0
	for s := range w.d.Sentences {
		n := 2
		switch {
		case w.d.FieldAt(w.d.Sentences[s].Span.Start) == doc.FieldTitle:
			n = 8
		case body < 3:
			n, body = 5, body+1
		default:
			body++
		}
		only := ""
		for k := w.bounds[s]; k < w.bounds[s+1]; k++ {
			c := w.stateOf(&w.units[k])
			if !w.count(c, n, s) {
				continue
			}
			if only != "" && only != c {
				c = several
			}
			only = c
		}
		w.only = append(w.only, only)
	}
	w.main = w.outstanding()
	w.seat = w.datelineCountry()
}

// datelineCountry is the country of the city that opens the body as agencies
// do ("MOSCOW, March 2 (Reuters) —"), empty without a dateline.
func (w *work) datelineCountry() string {
	d := w.d
	for s := range d.Sentences {
		sent := &d.Sentences[s]
		if d.FieldAt(sent.Span.Start) != doc.FieldText {
			continue
		}
		if !isDash(d.Tokens[sent.End-1].Form) {
			return ""
		}
		for k := w.bounds[s]; k < w.bounds[s+1]; k++ {
			c := w.stateOf(&w.units[k])
			if w.units[k].end == 1 && strings.EqualFold(d.Tokens[sent.First].Form, "Brussels") {
				c = brussels
			}
			if c != "" && w.lex.State(c) != nil {
				return c
			}
		}
		return ""
	}
	return ""
}

// count adds to the weight of a country that sentence s names; it reports whether
// it is one.
func (w *work) count(country string, n, s int) bool {
	if len(country) != 3 || w.lex.State(country) == nil {
		return false
	}
	if country == "USA" {
		n-- // commented on everywhere
	}
	for i := range w.weights {
		if w.weights[i].country == country {
			w.weights[i].n += n
			return true
		}
	}
	w.weights = append(w.weights, weight{country, n, int32(s)})
	return true
}

// several stands for the country of a sentence that names more than one.
const several = "*"

// enough is the weight that a country needs before people of whom nothing is
// said are taken for its own: a title and some sentences.
const enough = 16

// outstanding is the country that the weights single out, empty if there is
// none.
func (w *work) outstanding() string {
	var best, second weight
	total := 0
	for _, x := range w.weights {
		total += x.n
		switch {
		case x.n > best.n:
			best, second = x, best
		case x.n > second.n:
			second = x
		}
	}
	w.alone = best.n >= enough && 2*best.n >= total && best.n >= 2*second.n
	w.single = best.n > 0 && second.n == 0
	if 5*best.n >= 2*total && 4*best.n >= 5*second.n {
		return best.country
	}
	return ""
}

// dropWeak takes back readings of a word as a state that the lexicon calls
// weak, unless the article speaks of that state by other words too, and
// readings that have a rival which the article speaks for: a "Constitutional
// Court" that is not of the state which calls its so, "Georgia" in the United
// States.
func (w *work) dropWeak() {
	for k := range w.units {
		u := &w.units[k]
		if plain := u.plain; plain != nil {
			u.plain = nil
			switch {
			case w.supported(w.ownCountry(u)):
			case u.class == actorUnit && plain.Kind == lexicon.OrganWords && u.alias.Actor.Kind == lexicon.Organ:
				u.class, u.alias = organUnit, plain
			case u.class == stateUnit && plain.Kind == lexicon.Part && w.supported(plain.Country):
				u.class, u.alias = placeUnit, plain
			}
			continue
		}
		if !u.class.ofState() || u.alias == nil || !u.alias.Weak || u.alias.Kind == lexicon.Part || u.alias.Kind == lexicon.Region {
			continue
		}
		if !w.supported(u.alias.Country) {
			u.class, u.alias, u.country = wordUnit, nil, ""
		}
	}
}

// supported reports whether some word that is not weak names the country.
func (w *work) supported(country string) bool {
	for _, c := range w.strong {
		if c == country {
			return true
		}
	}
	return false
}

// support notes the countries that words name which are not weak.
func (w *work) support() {
	w.strong = w.strong[:0]
	for k := range w.units {
		u := &w.units[k]
		if u.alias == nil || u.alias.Weak || u.plain != nil {
			continue
		}
		if c := w.stateOf(u); c != "" && !w.supported(c) {
			w.strong = append(w.strong, c)
		}
	}
}

// stateOf is the country that the words of a unit speak of, empty for units
// that take theirs from elsewhere.
func (w *work) stateOf(u *unit) string {
	switch u.class {
	case stateUnit, adjUnit, peopleUnit, placeUnit, actorUnit:
		if u.proxy || u.behind || u.ethnic || u.plain != nil {
			return ""
		}
		return w.ownCountry(u)
	case personUnit:
		if u.alias != nil && u.alias.Kind == lexicon.ActorName {
			return w.ownCountry(u)
		}
	}
	return ""
}

// settings are prepositions before a place where something happens.
var settings = set("in", "near", "across", "inside")

// isDash reports whether a token is a dash such as ends a dateline.
func isDash(form string) bool {
	switch form {
	case "—", "–", "-", "--":
		return true
	}
	return false
}

// brussels is the state of a dateline that most often stands for the European
// Union: only the police there are that state's.
const brussels = "BEL"

// local is the country of people who act in sentence s and of whom the text
// does not say more, with the reason: the country of the story where one
// stands out, else the only one that the sentence, or the sentence before,
// names.
func (w *work) local(k int) (country, why string) {
	if w.seat != "" && w.units[k].class == organUnit && (w.main == "" || w.seatNamed() || w.laterNamed(k, w.main)) && (w.seat != brussels || w.sector(&w.units[k]) == "COP") {
		return w.seat, "the country of the dateline"
	}
	if c := w.clausePlace(k); c != "" && c != w.main {
		return c, placeNamed
	}
	foe := w.foeOf(k)
	if w.main != "" && w.main != foe && !w.contrasted(k, w.main) && !w.laterNamed(k, w.main) {
		return w.main, "the country that the article is about"
	}
	s := int(w.units[k].sent)
	for back := 0; back < 4 && s-back >= 0; back++ {
		switch only := w.only[s-back]; only {
		case "":
		case several:
			return w.nearest(s-back, k, foe, back > 0)
		default:
			if only == foe || w.contrasted(k, only) {
				return "", ""
			}
			return only, "the only country named near it"
		}
	}
	return "", ""
}

// contrasted reports whether the sentence of unit k, an office before a name or
// the name, says of another holder of such an office that he is of the country:
// in "Prime Minister Silva met Kenyan President Ruto" the first is no Kenyan.
func (w *work) contrasted(k int, country string) bool {
	if t := w.units[k].title; t >= 0 {
		k = int(t)
	}
	u := &w.units[k]
	if !u.asTitle || u.alias == nil || w.alone {
		return false
	}
	for j := w.bounds[u.sent]; j < w.bounds[u.sent+1]; j++ {
		v := &w.units[j]
		if int(j) == k || !v.asTitle || v.alias == nil || v.alias.Key != u.alias.Key && !(heads[v.alias.Key] && heads[u.alias.Key]) {
			continue
		}
		if j > w.bounds[u.sent] && w.units[j-1].class.ofState() && w.units[j-1].end == v.first && w.stateOf(&w.units[j-1]) == country {
			return true
		}
	}
	return false
}

// doerOf is the country of the subject of the verb whose object unit k is, in the
// sentence at hand: who is hit is not of the country of whoever hits, where the
// sentence names another. Empty if there is none.
func (w *work) doerOf(s, k int) string {
	if s != w.tree.Index || int(w.units[k].sent) != s {
		return ""
	}
	i := w.tree.FirstConjunct(int(w.units[k].head))
	verb := w.tree.Head(i)
	if verb < 0 || w.token(i).Deprel != ud.Obj || ofTheState[w.units[k].sector] || ofTheState[w.sector(&w.units[k])] {
		return ""
	}
	subject := w.tree.Child(verb, ud.Nsubj)
	if subject < 0 {
		return ""
	}
	return w.namedIn(subject)
}

// guests are people and houses of one state that are in another.
var guests = set("ambassador", "embassy", "consulate", "residence", "diplomat", "tourist", "peacekeeper", "expatriate", "visitor", "consul")

// ofGuest reports whether the words of u say whose a guest is: "the Japanese
// ambassador's residence" is not in Japan.
func (w *work) ofGuest(u *unit) bool {
	if u.class != adjUnit && !w.genitive(u) {
		return false
	}
	base := w.d.Sentences[u.sent].First
	n := w.d.Sentences[u.sent].End - base
	for i := u.end; i < n && i < u.end+4; i++ {
		if guests[w.d.Tokens[base+i].Lemma] {
			return true
		}
	}
	return false
}

// laterNamed reports whether the article, with a dateline elsewhere, names the
// country only behind unit k, and does not speak of it all the time.
func (w *work) laterNamed(k int, country string) bool {
	if w.alone || w.seat == "" || w.seat == country {
		return false
	}
	for _, x := range w.weights {
		if x.country == country {
			return x.first > w.units[k].sent
		}
	}
	return false
}

// clausePlace is the country of the place at which the clause of unit k, in the
// sentence at hand, says that it happens: "In Bangkok, police fired". Empty if it
// names none.
func (w *work) clausePlace(k int) string {
	if int(w.units[k].sent) != w.tree.Index {
		return ""
	}
	verb := w.tree.Head(w.tree.FirstConjunct(int(w.units[k].head)))
	if verb < 0 || w.token(verb).UPOS != ud.VERB || w.lex.Cue(w.token(verb).Lemma) != 0 {
		return ""
	}
	for _, c := range w.tree.Children(verb) {
		j := w.at[c]
		if w.tree.Rel(int(c)) != ud.Obl || j < 0 || w.tree.Marker(int(c)) != "in" {
			continue
		}
		if v := &w.units[j]; v.class == stateUnit || v.class == placeUnit {
			if c := w.stateOf(v); w.lex.State(c) != nil {
				return c
			}
		}
	}
	return ""
}

// byForce are verbs of force against people.
var byForce = set("kill", "shoot", "murder", "ambush", "attack", "kidnap", "abduct", "wound", "injure", "bomb", "hold", "behead", "execute", "capture", "gun", "fire", "threaten", "seize", "slaughter", "free", "rescue")

// abroad are the sectors of armed people who may be of any state.
var abroad = set("UAF", "REB", "PRM", "CRM", "MIL")

// foeOf is the country of the other side of an act of force that unit k takes part
// in, where nothing else says that k is of it: that of German journalists for the
// sniper who kills them, of British forces for the policeman whom they shoot.
// Empty if there is none.
func (w *work) foeOf(k int) string {
	u := &w.units[k]
	if int(u.sent) != w.tree.Index || w.alone || u.class != agentUnit && u.class != officeUnit {
		return ""
	}
	i := w.tree.FirstConjunct(int(u.head))
	verb := w.tree.Head(i)
	if verb < 0 || !byForce[w.token(verb).Lemma] {
		return ""
	}
	other := -1
	sector := w.sector(u)
	switch rel := w.tree.Rel(i); rel {
	case ud.Nsubj, ud.OblAgent:
		at := verb
		if x := w.tree.Child(verb, ud.Xcomp); x >= 0 && rel == ud.Nsubj && w.token(verb).Lemma == "threaten" {
			at = x
		}
		other = w.tree.Child(at, ud.Obj, ud.NsubjPass)
		if other < 0 || !abroad[sector] || sector == "REB" && w.at[other] >= 0 && ofTheState[w.sector(&w.units[w.at[other]])] {
			return "" // rebels fight their own state
		}
	case ud.Obj, ud.NsubjPass:
		other = w.tree.Child(verb, ud.Nsubj, ud.OblAgent)
		if other < 0 && w.tree.Rel(verb) == ud.Conj {
			other = w.tree.Child(w.tree.FirstConjunct(verb), ud.Nsubj)
		}
		if other < 0 || w.at[other] < 0 || w.sector(&w.units[w.at[other]]) != "MIL" || !ofTheState[sector] && w.nounOf(u) != "pirate" {
			return ""
		}
	}
	if other < 0 {
		return ""
	}
	if c := w.namedIn(other); !w.rooted(c) {
		return c
	}
	return ""
}

// namedIn is the first country that the phrase of token i names.
func (w *work) namedIn(i int) string {
	first, last := w.tree.Extent(i)
	for j := w.lo; j < w.hi; j++ {
		if u := &w.units[j]; int(u.first) >= first && int(u.first) <= last {
			if c := w.stateOf(u); c != "" {
				return c
			}
		}
	}
	return ""
}

// rooted reports whether the article names the country itself, and not only what
// is of it.
func (w *work) rooted(country string) bool {
	for k := range w.units {
		u := &w.units[k]
		if (u.class == stateUnit || u.class == placeUnit) && w.stateOf(u) == country && !w.genitive(u) {
			return true
		}
	}
	return false
}

// genitive reports whether "'s" follows the words of u, in any sentence.
func (w *work) genitive(u *unit) bool {
	sent := &w.d.Sentences[u.sent]
	i := sent.First + u.end
	return i < sent.End && w.d.Tokens[i].XPOS == ud.POS
}

// datelineWeight is what a dateline alone adds to its country.
const datelineWeight = 5

// seatNamed reports whether the article names the country of its dateline again:
// correspondents in Nairobi write about Somalia, where "the army" is Somalia's.
func (w *work) seatNamed() bool {
	for _, x := range w.weights {
		if x.country == w.seat {
			return x.n > datelineWeight
		}
	}
	return false
}

// nearest is the country of the place that an "in" phrase of sentence s names,
// else the last country named before unit k, where the article says much of
// it.
func (w *work) nearest(s, k int, foe string, whole bool) (country, why string) {
	base := w.d.Sentences[s].First
	last, lastSpoken, speaker, other := "", false, "", false
	doer := w.doerOf(s, k)
	if w.bounds[s+1]-w.bounds[s] > 500 {
		return "", "" // no sentence, and this is not read in quadratic time
	}
	for j := w.bounds[s]; j < w.bounds[s+1]; j++ {
		u := &w.units[j]
		c := w.stateOf(u)
		if c == "" || w.lex.State(c) == nil || c == foe || w.ofGuest(u) {
			continue
		}
		spoken, told := w.besideSpeaker(s, u)
		if told {
			continue
		}
		other = other || !spoken
		if (whole || int(j) < k) && (whole || c != doer) && (!spoken || last == "" || lastSpoken) {
			last, lastSpoken = c, spoken
		}
		if u.class != stateUnit && u.class != placeUnit || u.left == 0 {
			continue
		}
		if settings[w.d.Tokens[base+u.left-1].Lemma] {
			if !spoken {
				return c, placeNamed
			}
			speaker = c
		}
	}
	total, n := 0, 0
	for _, x := range w.weights {
		total += x.n
		if x.country == last {
			n = x.n
		}
	}
	if 4*n >= total && n > 0 {
		return last, "the country named before it"
	}
	if speaker != "" && !other {
		return speaker, placeNamed
	}
	return "", ""
}

const placeNamed = "the place that the sentence names"

// besideSpeaker reports whether the unit, in the sentence at hand, stands in the
// phrase of those who speak ("aid officials in Nairobi said"), or of those who
// are told ("told Spanish radio").
func (w *work) besideSpeaker(s int, u *unit) (speaks, told bool) {
	if s != w.tree.Index {
		return false, false
	}
	for k, steps := int(u.head), 0; k >= 0 && steps < 4; steps++ {
		h := w.tree.Head(k)
		switch w.tree.Rel(k) {
		case ud.Nmod, ud.NmodPoss, ud.NmodDesc, ud.Amod, ud.Compound, ud.Appos, ud.Flat, ud.Conj:
			k = h
		case ud.Nsubj:
			return h >= 0 && w.lex.Cue(w.tree.Lemma(h)) != 0, false
		case ud.Obj, ud.Iobj:
			return false, h >= 0 && w.lex.Cue(w.tree.Lemma(h))&lexicon.TellCue != 0
		default:
			return false, false
		}
	}
	return false, false
}
