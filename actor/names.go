package actor

import (
	"casus/doc"
	"casus/lexicon"
	"casus/ud"
)

// nameAt is the end and kind of the model's name that begins at token i.
func (w *work) nameAt(i int) (end int, kind doc.NameKind) {
	k := w.nameStart[int(w.tree.Base)+i]
	if k == 0 {
		return 0, doc.NoName
	}
	name := w.d.Names[k-1]
	end = min(int(name.End-w.tree.Base), len(w.tree.Tokens))
	for end > i && (w.token(end-1).XPOS == ud.POS || w.token(end-1).UPOS == ud.ADP || w.token(end-1).UPOS == ud.DET || w.token(end-1).UPOS == ud.PUNCT && w.token(end-1).Form != ".") {
		end--
	}
	for k := i; k < end; k++ {
		if capital(w.token(k).Form) {
			return end, name.Kind
		}
	}
	return 0, doc.NoName
}

// installed reports whether the name is that of somebody who gets an office, which
// no place does: "Hassan Dere was named foreign minister".
func (w *work) installed(i, end int) bool {
	h := w.top(i, end)
	verb := w.tree.Head(h)
	if verb < 0 || w.tree.Rel(h) != ud.NsubjPass && w.tree.Rel(h) != ud.Obj {
		return false
	}
	switch w.token(verb).Lemma {
	case "name", "appoint", "elect", "nominate", "swear":
		return w.tree.Child(verb, ud.Xcomp) >= 0
	}
	return false
}

// findName reads the model's name over [i, end) and returns where to go on.
func (w *work) findName(i, end int, kind doc.NameKind) int {
	start := i
	for i < end-1 && (w.token(i).UPOS == ud.DET || !capital(w.token(i).Form) && (w.token(i).UPOS == ud.ADP || relations[w.token(i).Lemma])) {
		i++ // "archrival India"
	}
	for k := i + 1; k < end; k++ {
		if w.is(k, ",") && kind != doc.Location || w.token(k).UPOS == ud.VERB && !capital(w.token(k).Form) {
			end = k // "Anwar al-Bunni, co-founder"
		}
	}
	alias, to := w.lookup(i)
	if alias != nil && to >= end && w.givenName(alias, i, to) {
		return w.findPerson(i, w.extendName(i, to))
	}
	if alias != nil && to >= end && !(kind == doc.Person && alias.Kind != lexicon.ActorName && to == end && w.likelyPerson(i, end)) {
		w.addAlias(alias, i, to)
		return to
	}
	if title := w.titleEnd(i, end); title > i {
		kind = doc.Person
	}
	if kind == doc.Location && i > 0 && i+2 < end && w.is(i+1, "of") && crowned[w.token(i-1).Form] {
		kind = doc.Person // "King Hassan of Morocco", read as a place
	}
	if kind == doc.Location && end-i > 1 && w.installed(i, end) {
		kind = doc.Person
	}
	if kind == doc.Person {
		end = w.withoutRealm(i, end)
	}
	switch kind {
	case doc.Person:
		return w.findPerson(i, end)
	case doc.Organisation:
		return w.findOrganisation(i, end)
	case doc.Location:
		if end-i > 1 && nameClass[w.token(end-1).Form] != "" {
			return w.findOrganisation(i, end) // "Koya University"
		}
		return w.findLocation(i, end)
	}
	if alias != nil {
		w.addAlias(alias, i, to)
		return to
	}
	return max(w.findWord(i), start+1)
}

// withoutRealm is the end of a person's name before the state of which he is
// something: "Haitham of Oman".
func (w *work) withoutRealm(i, end int) int {
	for k := i + 1; k+1 < end; k++ {
		if a, to := w.lookup(k + 1); w.is(k, "of") && a != nil && a.Kind == lexicon.StateName && to == end {
			return k
		}
	}
	return end
}

// crowned are titles that stand before a first name.
var crowned = map[string]bool{
	"King": true, "Queen": true, "Prince": true, "Princess": true, "Emperor": true, "Empress": true, "Sultan": true, "Emir": true, "Sheikh": true, "Grand": true, "Duke": true, "Pope": true, "Patriarch": true,
}

// likelyPerson reports whether a name that is also a state's or a place's
// ("Jordan") is a person here, as the model says: it has a title, or more
// than one word.
func (w *work) likelyPerson(i, end int) bool {
	if end-i > 1 {
		return false
	}
	if i > 0 {
		if _, ok := titleGender[w.token(i-1).Form]; ok {
			return true
		}
	}
	return len(w.units) > 0 && w.units[len(w.units)-1].class == officeUnit && int(w.units[len(w.units)-1].end) == i && w.units[len(w.units)-1].sent == int32(w.tree.Index)
}

// givenName reports whether the one word that the lexicon has as somebody's
// surname begins a longer name here: "Petro Hrytsenko" is not Gustavo Petro.
func (w *work) givenName(alias *lexicon.Alias, i, to int) bool {
	return alias.Kind == lexicon.ActorName && alias.Actor.Kind == lexicon.Person && to == i+1 && w.extendName(i, to) > to
}

// titleEnd is the end of the office that stands in a name of the model before
// the name proper, perhaps after other words of the lexicon ("Hezbollah
// commander Ali Mansour") or one unknown word; 0 if none does.
func (w *work) titleEnd(i, end int) int {
	if nameClass[w.token(end-1).Form] != "" {
		return 0
	}
	unknown := 0
	for k := i; k < end-1; {
		a, to := w.lookup(k)
		switch {
		case a == nil:
			unknown++
			if unknown > 1 {
				return 0
			}
			k++
			continue
		case to >= end:
			return 0
		case (a.Kind == lexicon.OfficeWords || a.Kind == lexicon.AgentWords) && !a.Plural && w.token(to).UPOS == ud.PROPN:
			if next, _ := w.lookup(to); next == nil || next.Kind == lexicon.ActorName {
				return to
			}
		}
		k = to
	}
	return 0
}

// findPerson reads a person's name, leaving titles at its beginning apart.
func (w *work) findPerson(i, end int) int {
	for title := w.titleEnd(i, end); i < title; {
		alias, to := w.lookup(i)
		if alias == nil {
			i++
			continue
		}
		w.addAlias(alias, i, to)
		i = to
	}
	for i < end-1 {
		if _, ok := titleGender[w.token(i).Form]; !ok {
			break
		}
		i++
	}
	if i >= end {
		return end
	}
	if alias, to := w.lookup(i); alias != nil && alias.Kind == lexicon.ActorName && to >= end {
		w.addAlias(alias, i, to)
		return to
	}
	if nameClass[w.token(end-1).Form] != "" {
		return w.findOrganisation(i, end)
	}
	end = w.extendName(i, end)
	i = w.extendBefore(i)
	w.add(unit{class: personUnit, first: int32(i), end: int32(end)})
	return end
}

// extendBefore takes in the words before a person's name that the model left
// out: "Omar" before "Osman Alasow", "Zia-ul" before "Haq Haqmal". It takes
// back the units that they were.
func (w *work) extendBefore(i int) int {
	for i > 0 {
		k := len(w.units) - 1
		if k >= 0 && w.units[k].sent == int32(w.tree.Index) && int(w.units[k].end) == i {
			p := &w.units[k]
			hyphen := isHyphen(w.token(i).Form)
			if p.alias != nil && !p.alias.Weak || p.class != wordUnit && p.class != personUnit && (p.class != orgUnit || !hyphen) || p.end-p.first > 3 || allCapitals(w.token(i-1).Form) {
				return i
			}
			i = int(p.first)
			w.units = w.units[:k]
			continue
		}
		// "Zia-ul": a hyphen between words that touch, or the word after one
		if t := w.token(i - 1); !isHyphen(t.Form) && (i < 2 || !isHyphen(w.token(i-2).Form) || t.UPOS == ud.PUNCT) {
			return i
		}
		if t := w.token(i - 1); isHyphen(t.Form) && t.Span.End != w.token(i).Span.Start {
			return i
		}
		i--
	}
	return i
}

// extendName takes in the parts of a name that the model cut off: words that
// hang on it as flat, and what is joined to it by a hyphen.
func (w *work) extendName(first, end int) int {
	n := len(w.tree.Tokens)
	for end < n {
		t := w.token(end)
		touches := t.Span.Start == w.token(end-1).Span.End
		switch {
		case touches && isHyphen(t.Form) && end+1 < n && w.token(end+1).Span.Start == t.Span.End && w.token(end+1).UPOS == ud.PROPN:
			end += 2
		case t.UPOS == ud.PROPN && t.Deprel == ud.Flat && capital(t.Form) && !months[t.Form] && w.tree.Head(end) >= 0 && w.tree.Head(end) < end:
			if alias, _ := w.lookup(end); alias != nil && commonWords(alias) {
				return end
			}
			end++
		default:
			return end
		}
	}
	return end
}

// findOrganisation reads an organisation's name. A lexicon actor that makes up
// most of it is that actor; words of the lexicon that end it, or begin it
// before "of", are read one by one; anything else is a name of its own.
func (w *work) findOrganisation(i, end int) int {
	from := len(w.units)
	known, last := false, i
	for k := i; k < end; {
		alias, to := w.lookup(k)
		if alias == nil || to > end {
			k++
			continue
		}
		switch {
		case alias.Kind == lexicon.ActorName && alias.Actor.Kind != lexicon.Person && 2*(to-k) >= end-i:
			h := w.top(i, end)
			known = k <= h && h < to && (k == last || w.token(k-1).UPOS != ud.PROPN)
		case commonWords(alias):
			// "Kenyan Foreign Ministry", but not "Koya University"
			known = known || k == last && (to == end || w.is(to, "of", "for"))
		}
		w.addAlias(alias, k, to)
		k, last = to, to
	}
	if known && (last == end || !w.headless(last, end)) {
		return end
	}
	country := ""
	for k := from; k < len(w.units); k++ {
		u := &w.units[k]
		if c := w.ownCountry(u); c != "" && (u.class.ofState() || u.class == actorUnit) {
			country = c
		}
	}
	w.units = w.units[:from]
	if country == "" && w.flatName(i, w.extendName(i, end)) {
		end = w.extendName(i, end)
		i = w.extendBefore(i)
		w.add(unit{class: personUnit, first: int32(i), end: int32(end)})
		return end
	}
	w.add(unit{class: orgUnit, first: int32(i), end: int32(end), country: country, why: "the name itself"})
	return end
}

// extendOrganisations takes into the names of organisations what follows after
// "for", "of" or "on": "Center for Legal Studies and Research".
func (w *work) extendOrganisations(from int) {
	for k := from; k < len(w.units); k++ {
		u := &w.units[k]
		if u.class != orgUnit || nameClass[w.token(int(u.end)-1).Form] == "" {
			continue
		}
		end := w.nameAfter(int(u.end))
		whose := w.is(int(u.end), "of", "for") // and not the topic
		to := k + 1
		for to < len(w.units) && int(w.units[to].first) < end {
			v := &w.units[to]
			if v.class == personUnit || v.class == officeUnit || v.class == actorUnit || int(v.end) > end {
				break
			}
			if c := w.ownCountry(v); u.country == "" && whose && v.class.ofState() && c != "" {
				u.country, u.why = c, "the name itself"
			}
			to++
		}
		if end == int(u.end) || to < len(w.units) && int(w.units[to].first) < end {
			continue
		}
		u.end, u.tail = int32(end), int32(end)
		w.units = append(w.units[:k+1], w.units[to:]...)
	}
}

// nameAfter is the end of the capitalised words after a preposition at token
// i; i where there are none.
func (w *work) nameAfter(i int) int {
	switch {
	case i >= len(w.tree.Tokens):
		return i
	case !w.is(i, "for", "of", "on", "against"):
		return i
	}
	end := i
	for j := i + 1; j < len(w.tree.Tokens) && j < i+8; j++ {
		t := w.token(j)
		switch {
		case capital(t.Form) && (t.UPOS == ud.PROPN || t.UPOS == ud.ADJ || t.UPOS == ud.NOUN):
			end = j + 1
		case t.UPOS == ud.CCONJ && end == j, t.UPOS == ud.DET && j == i+1, w.is(j, "of", "for") && end == j:
		default:
			return end
		}
	}
	return end
}

// flatName reports whether the words [i, end) hang together as those of a
// person's name do, and say nothing of an organisation.
func (w *work) flatName(i, end int) bool {
	if end-i < 2 {
		return false
	}
	for k := i; k < end; k++ {
		t := w.token(k)
		if k > i && t.Deprel != ud.Flat && t.UPOS != ud.PUNCT || nameClass[t.Form] != "" || allCapitals(t.Form) {
			return false
		}
	}
	return true
}

// headless reports whether the words that the lexicon does not know at the end
// of a name hold its head, so that the words it knows are only modifiers.
func (w *work) headless(last, end int) bool {
	h := w.top(last, end)
	g := w.tree.Head(h)
	return g < 0 || g >= end
}

// findLocation reads a place's name. A state's name inside a longer one says
// nothing ("Gulf of Oman").
func (w *work) findLocation(i, end int) int {
	alias, to := w.lookup(i)
	if alias != nil && to < end && w.is(to, ",") {
		w.addAlias(alias, i, to)
		return to
	}
	if alias != nil && to < end && alias.Kind == lexicon.StateAdj && !capital(w.token(to).Form) {
		w.addAlias(alias, i, to) // "the Azerbaijani republic of Nakhichevan"
		return to
	}
	country := ""
	if alias != nil && to < end && alias.Kind == lexicon.StateAdj && !shared[w.token(end-1).Form] {
		country = alias.Country // "the Syrian Golan Heights"
	}
	for k := i; k < end; k++ {
		if a, to := w.lookup(k); a != nil && to == end && (a.Kind == lexicon.StateName || a.Kind == lexicon.Part) && !w.is(k-1, "of", "New") {
			if !w.has(i, k, ud.PROPN) {
				w.addAlias(a, k, to)
				return end
			}
			if k > i && w.is(k-1, ",") {
				country = a.Country
			}
		}
	}
	w.add(unit{class: placeUnit, first: int32(i), end: int32(end), country: country})
	return end
}

// endsName takes a capitalised word such as "Group" or "University" into the
// name right before it ("Eurasia Group").
func (w *work) endsName(alias *lexicon.Alias, i, end int) bool {
	k := len(w.units) - 1
	if !commonWords(alias) || end != i+1 || k < 0 || nameClass[w.token(i).Form] == "" {
		return false
	}
	p := &w.units[k]
	if p.sent != int32(w.tree.Index) || int(p.end) != i || p.class != wordUnit && p.class != placeUnit && p.class != stateUnit && p.class != orgUnit {
		return false
	}
	p.country = w.ownCountry(p)
	p.class, p.alias, p.end, p.why = orgUnit, nil, int32(end), "the name itself"
	p.head = int32(w.top(int(p.first), end))
	return true
}
