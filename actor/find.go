package actor

import (
	"casus/doc"
	"casus/lexicon"
	"casus/ud"
)

// find appends the units of the sentence in the tree, from left to right,
// none over another. Where the model and the lexicon disagree on where a name
// ends, the longer reading wins; inside an organisation's name the lexicon's
// words are kept apart when they say whose organ it is ("Kenyan Foreign
// Ministry").
func (w *work) find() {
	from := len(w.units)
	n := len(w.tree.Tokens)
	for i := 0; i < n; {
		t := w.token(i)
		if t.UPOS == ud.PUNCT || t.UPOS == ud.SYM {
			i++
			continue
		}
		if end, kind := w.nameAt(i); end > i {
			i = w.findName(i, end, kind)
			continue
		}
		if alias, end := w.lookup(i); alias != nil {
			if w.givenName(alias, i, end) {
				i = w.findPerson(i, w.extendName(i, end))
				continue
			}
			w.addAlias(alias, i, end)
			i = end
			continue
		}
		i = w.findWord(i)
	}
	w.extendOrganisations(from)
	for k := from; k < len(w.units); k++ {
		w.phrase(k)
	}
	w.findTitles(from)
}

// findWord reads a word that neither the model nor the lexicon knows as a
// name: a capitalised name, or a noun that points back.
func (w *work) findWord(i int) int {
	t := w.token(i)
	if t.UPOS == ud.PROPN && capital(t.Form) {
		if g, ok := titleGender[t.Form]; ok && g != 0 {
			return i + 1
		}
		return w.findRun(i)
	}
	if w.theTwo(i) {
		w.add(unit{class: nounUnit, first: int32(i), end: int32(i + 1), noun: manyNoun, plural: true})
		return i + 1
	}
	if w.crowd(i) {
		first, end := i, i+1
		if w.is(i-1, "several", "Several") {
			first--
		}
		if w.is(end, "of") {
			end += 2 // "tens of thousands"
		}
		w.add(unit{class: agentUnit, first: int32(first), end: int32(end), sector: "CVL", plural: true, counted: true})
		return end
	}
	if kind := nouns[t.Lemma]; kind != noNoun && (t.UPOS == ud.NOUN || t.UPOS == ud.PROPN || t.UPOS == ud.NUM || t.UPOS == ud.DET || t.UPOS == ud.PRON || t.UPOS == ud.ADJ) {
		w.add(unit{class: nounUnit, first: int32(i), end: int32(i + 1), noun: kind})
	}
	return i + 1
}

// findRun reads a run of capitalised names.
func (w *work) findRun(i int) int {
	end := i + 1
	for end < len(w.tree.Tokens) {
		t := w.token(end)
		if t.UPOS != ud.PROPN || !capital(t.Form) {
			break
		}
		if e, _ := w.nameAt(end); e > end {
			break
		}
		if alias, to := w.lookup(end); alias != nil && alias.Kind != lexicon.AgentWords {
			if to != end+1 || alias.Kind != lexicon.OrganWords || nameClass[t.Form] == "" {
				break
			}
		}
		end++
	}
	if end-i > 1 && nameClass[w.token(end-1).Form] != "" {
		w.add(unit{class: orgUnit, first: int32(i), end: int32(end)})
		return end
	}
	end = w.extendName(i, end)
	if k := len(w.units) - 1; k >= 0 && w.units[k].sent == int32(w.tree.Index) && int(w.units[k].end) == i {
		p := &w.units[k]
		h := w.tree.Head(w.top(int(p.first), int(p.end)))
		switch {
		case p.class == stateUnit && h >= i && h < end:
			// "Kenya Airways"
			p.country = w.ownCountry(p)
			p.why = "the name itself"
			p.class, p.alias, p.end = orgUnit, nil, int32(end)
			p.head = int32(w.top(int(p.first), end))
			return end
		case (p.class == officeUnit || p.class == agentUnit) && w.sector(p) != "":
			w.add(unit{class: personUnit, first: int32(i), end: int32(end)})
			return end
		}
	}
	if w.flatName(i, end) {
		w.add(unit{class: personUnit, first: int32(i), end: int32(end)})
		return end
	}
	w.add(unit{class: wordUnit, first: int32(i), end: int32(end)})
	return end
}

// theTwo reports whether token i is "two" or the like in "the two signed", which
// points back to those just named.
func (w *work) theTwo(i int) bool {
	if t := w.token(i); t.UPOS != ud.NUM || i == 0 || !w.is(i-1, "the", "The") || w.is(i+1, "of") {
		return false
	}
	switch w.token(i).Lemma {
	case "two", "three", "four":
	default:
		return false
	}
	switch w.tree.Rel(i) {
	case ud.Nsubj, ud.NsubjPass, ud.Obj, ud.Iobj:
		return true
	}
	return false
}

// rallies are verbs of which so many without a noun are people.
var rallies = set("rally", "march", "protest", "demonstrate", "gather", "riot", "picket", "parade", "chant", "strike", "assemble", "converge")

// crowd reports whether token i is a number that stands for people who rally:
// "thousands marched", "at least 200 demonstrated".
func (w *work) crowd(i int) bool {
	t := w.token(i)
	if t.UPOS != ud.NUM && !hundreds[t.Lemma] {
		return false
	}
	for _, c := range w.tree.Children(i) {
		if w.tree.Rel(int(c)) == ud.Nmod && w.tree.Marker(int(c)) == "of" && (!hundreds[w.token(int(c)).Lemma] || int(c) != i+2) {
			return false // "thousands of soldiers"
		}
		if w.tree.Rel(int(c)) == ud.AclRelcl && w.token(int(c)).UPOS == ud.VERB && rallies[w.token(int(c)).Lemma] {
			return true
		}
	}
	h := w.tree.Head(i)
	return h >= 0 && w.tree.Rel(i) == ud.Nsubj && w.token(h).UPOS == ud.VERB && rallies[w.token(h).Lemma]
}

// hundreds are numbers that stand for people without a noun.
var hundreds = set("thousand", "hundred", "dozen", "score", "ten", "million")

func (w *work) add(u unit) {
	u.sent = int32(w.tree.Index)
	u.head = int32(w.top(int(u.first), int(u.end)))
	u.left, u.tail = u.first, u.end
	u.outer, u.name, u.title, u.entity, u.cluster, u.source = -1, -1, -1, doc.None, -1, -1
	if u.class != personUnit && (u.alias == nil || !commonWords(u.alias)) {
		u.plural = u.plural || isPlural(w.token(int(u.head)))
	}
	w.units = append(w.units, u)
}

// figure reports whether "army" or "legion" only stands for a great number of
// people: "an army of volunteers".
func (w *work) figure(i, end int) bool {
	if l := w.token(i).Lemma; end != i+1 || l != "army" && l != "legion" || !w.is(end, "of") {
		return false
	}
	for k := end + 1; k < len(w.tree.Tokens) && k < end+4; k++ {
		switch t := w.token(k); {
		case t.XPOS == ud.NNS:
			return t.Lemma != "soldier" && t.Lemma != "fighter"
		case t.UPOS != ud.ADJ && t.UPOS != ud.NOUN:
			return false
		}
	}
	return false
}

// addAlias appends the unit for the words [i, end) of the lexicon.
func (w *work) addAlias(alias *lexicon.Alias, i, end int) {
	for i < end-1 && w.token(i).UPOS == ud.DET {
		i++
	}
	if alias.Kind == lexicon.ActorName && months[w.token(i).Form] {
		return // "November 17" is a day much more often than a group
	}
	u := unit{first: int32(i), end: int32(end), alias: alias}
	if w.endsName(alias, i, end) || alias.Kind == lexicon.OrganWords && w.figure(i, end) {
		return
	}
	if lemma := w.token(end - 1).Lemma; (end == i+1 || end == i+2 && (w.token(i).UPOS == ud.NUM || w.token(i).UPOS == ud.DET)) && pointing[lemma] && commonWords(alias) {
		kind := nouns[lemma]
		u.class, u.noun, u.plural = nounUnit, kind, alias.Plural
		w.add(u)
		return
	}
	switch alias.Kind {
	case lexicon.ActorName:
		u.class, u.plain = actorUnit, w.plain
		if alias.Actor.Kind == lexicon.Person {
			u.class = personUnit
			if end-i == 1 {
				u.end = int32(end)
			}
		}
		if alias.Weak {
			u.class = wordUnit
		}
	case lexicon.StateName, lexicon.Capital, lexicon.Seat, lexicon.Region:
		u.class = stateUnit
		if alias.Kind == lexicon.StateName && w.plain != nil && w.plain.Kind == lexicon.Part {
			u.plain = w.plain // Georgia
		}
		if i > 1 && w.is(i-1, "of") && waters[w.token(i-2).Form] {
			u.class, u.alias = placeUnit, nil // "Gulf of Oman"
		}
	case lexicon.StateAdj:
		u.class = adjUnit
	case lexicon.StateDemonym:
		u.class, u.plural = peopleUnit, alias.Plural
	case lexicon.OrganWords:
		u.class, u.plural = organUnit, alias.Plural
	case lexicon.OfficeWords:
		u.class, u.plural = officeUnit, alias.Plural
	case lexicon.AgentWords:
		u.class, u.plural = agentUnit, alias.Plural
	case lexicon.NoActor:
		u.class, u.alias = placeUnit, nil
	default:
		u.class = placeUnit
	}
	w.add(u)
}
