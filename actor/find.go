package actor

import (
	"strings"

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
			w.addAlias(alias, i, end)
			i = end
			continue
		}
		i = w.findWord(i)
	}
	for k := from; k < len(w.units); k++ {
		w.phrase(k)
	}
	w.findTitles(from)
}

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

// findName reads the model's name over [i, end) and returns where to go on.
func (w *work) findName(i, end int, kind doc.NameKind) int {
	start := i
	for i < end-1 && w.token(i).UPOS == ud.DET {
		i++
	}
	for k := i + 1; k < end; k++ {
		if w.is(k, ",") && kind != doc.Location || w.token(k).UPOS == ud.VERB && !capital(w.token(k).Form) {
			end = k // "Anwar al-Bunni, co-founder"
		}
	}
	alias, to := w.lookup(i)
	if alias != nil && to >= end && !(kind == doc.Person && alias.Kind != lexicon.ActorName && to == end && w.likelyPerson(i, end)) {
		w.addAlias(alias, i, to)
		return to
	}
	if title := w.titleEnd(i, end); title > i && kind != doc.Location {
		kind = doc.Person
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
	w.add(unit{class: personUnit, first: int32(i), end: int32(end)})
	return end
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
		case t.UPOS == ud.PROPN && t.Deprel == ud.Flat && capital(t.Form) && w.tree.Head(end) >= first && w.tree.Head(end) < end:
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
	if country == "" && w.flatName(i, end) {
		w.add(unit{class: personUnit, first: int32(i), end: int32(end)})
		return end
	}
	w.add(unit{class: orgUnit, first: int32(i), end: int32(end), country: country, why: "the name itself"})
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
	country := ""
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

// has reports whether a token of [i, end) has the tag.
func (w *work) has(i, end int, tag ud.UPOS) bool {
	for ; i < end; i++ {
		if w.token(i).UPOS == tag {
			return true
		}
	}
	return false
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

// findTitles notes which offices stand directly before a person's name.
func (w *work) findTitles(from int) {
	for k := from; k+1 < len(w.units); k++ {
		u, p := &w.units[k], &w.units[k+1]
		if u.class != officeUnit && u.end == p.first && !u.plural && u.class.describes() && groupWords[w.nounOf(u)] {
			w.nameGroup(k)
			continue
		}
		if u.class != officeUnit && u.class != agentUnit || u.plural && !p.plural {
			continue
		}
		next := int(u.end)
		for next < int(p.first) && w.isTitleWord(next) {
			next++
		}
		if next != int(p.first) {
			continue
		}
		if p.class == orgUnit && p.alias == nil && p.country == "" && w.nameSector(p) == "" && u.class == officeUnit && !allCapitals(w.token(int(p.first)).Form) {
			p.class = personUnit // the model took it for an organisation
		}
		if p.class == wordUnit && w.token(int(p.first)).UPOS == ud.PROPN && !allCapitals(w.token(int(p.first)).Form) {
			p.class = personUnit
		}
		if p.class == personUnit {
			u.asTitle, p.title, u.name = true, int32(k), int32(k+1)
			u.left, p.left = min(p.left, u.left), u.end
			if p.former = p.former || u.former; p.former {
				u.former = true
			}
		}
	}
}

// nameGroup notes that the name after unit k is that of the group which it
// speaks of: "the Islamist militant group al-Shabab".
func (w *work) nameGroup(k int) {
	u, p := &w.units[k], &w.units[k+1]
	switch p.class {
	case personUnit, wordUnit:
		if p.alias != nil && p.alias.Actor.Kind == lexicon.Person {
			return
		}
		if p.alias == nil {
			p.class = orgUnit
		} else {
			p.class = actorUnit
		}
	case actorUnit, orgUnit:
	default:
		return
	}
	u.name, p.title = int32(k+1), int32(k)
}

func (w *work) isTitleWord(i int) bool {
	_, ok := titleGender[w.token(i).Form]
	return ok
}

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

// addAlias appends the unit for the words [i, end) of the lexicon.
func (w *work) addAlias(alias *lexicon.Alias, i, end int) {
	for i < end-1 && w.token(i).UPOS == ud.DET {
		i++
	}
	if alias.Kind == lexicon.ActorName && months[w.token(i).Form] {
		return // "November 17" is a day much more often than a group
	}
	u := unit{first: int32(i), end: int32(end), alias: alias}
	if w.endsName(alias, i, end) {
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
	default:
		u.class = placeUnit
	}
	w.add(u)
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

// commonWords reports whether the alias is of the lexicon's common words.
func commonWords(a *lexicon.Alias) bool {
	return a.Kind == lexicon.OrganWords || a.Kind == lexicon.OfficeWords || a.Kind == lexicon.AgentWords
}

// lookup is the best reading of the longest words of the lexicon that begin at
// token i, nil if there are none.
func (w *work) lookup(i int) (*lexicon.Alias, int) {
	t := w.token(i)
	if t.UPOS == ud.PUNCT || t.UPOS == ud.ADP && !capital(t.Form) {
		return nil, 0
	}
	w.matches = w.lex.Match(w.matches[:0], w.d.Text, t.Span.Start)
	for k := 0; k < len(w.matches); {
		to := k
		for to < len(w.matches) && w.matches[to].End == w.matches[k].End {
			to++
		}
		if end := w.tokenEnd(i, w.matches[k].End); end > i {
			if alias := w.choose(w.matches[k:to], i, end); alias != nil {
				return alias, end
			}
		}
		k = to
	}
	return nil, 0
}

// tokenEnd is the end of the tokens from i that the bytes up to offset fill; 0
// when the offset lies inside a token, other than before its last full stop.
func (w *work) tokenEnd(i, offset int) int {
	for ; i < len(w.tree.Tokens); i++ {
		t := w.token(i)
		switch {
		case t.Span.End == offset:
			return i + 1
		case t.Span.Start >= offset:
			return 0
		case t.Span.End > offset:
			rest := w.d.Text[offset:t.Span.End]
			if rest == "." || strings.HasPrefix(rest, "-") && i >= 0 {
				return i + 1
			}
			return 0
		}
	}
	return 0
}

// choose is the likeliest of the readings of the words [i, end), nil when none
// fits the sentence.
func (w *work) choose(readings []lexicon.Match, i, end int) *lexicon.Alias {
	var best *lexicon.Alias
	high := 0
	w.plain = nil
	for _, m := range readings {
		if m.Alias.Kind == lexicon.OrganWords {
			w.plain = m.Alias
		}
		if s := w.fits(m.Alias, i, end); s > high {
			best, high = m.Alias, s
		}
	}
	return best
}

// fits scores a reading; 0 rules it out. A proper name beats common words, an
// adjective is read as such before a noun and as a people else, and what the
// tagger calls a verb is no office.
func (w *work) fits(a *lexicon.Alias, i, end int) int {
	h := w.top(i, end)
	t := w.token(h)
	switch a.Kind {
	case lexicon.ActorName:
		if t.UPOS == ud.VERB && end-i == 1 || !capital(w.token(i).Form) && capital(a.Words) {
			return 0
		}
		if a.Weak {
			return 5
		}
		return 9
	case lexicon.StateName, lexicon.Seat:
		return 8
	case lexicon.Capital:
		return 7
	case lexicon.StateAdj:
		if w.modifies(h) || t.UPOS == ud.ADJ && !w.argument(h) {
			return 8
		}
		return 6
	case lexicon.StateDemonym:
		if a.Plural != (isPlural(t) || w.is(i-1, "the", "The")) && end-i == 1 {
			return 5
		}
		return 7
	case lexicon.Part:
		return 6
	case lexicon.Region:
		if end-i == 1 && w.modifies(h) && !capital(w.token(i).Form) {
			return 0
		}
		return 6
	}
	if end-i > 1 && !w.has(i, end, ud.ADP) {
		t = w.token(end - 1)
	}
	switch t.UPOS {
	case ud.VERB, ud.AUX, ud.ADV, ud.ADP, ud.PRON, ud.DET, ud.INTJ:
		return 0
	case ud.ADJ:
		if a.Kind == lexicon.OfficeWords && end-i == 1 {
			return 0
		}
		return 2
	}
	switch a.Kind {
	case lexicon.OrganWords:
		return 4
	case lexicon.OfficeWords:
		if end < len(w.tree.Tokens) && w.token(end).UPOS == ud.PROPN {
			return 5
		}
		return 3
	}
	return 3
}

// modifies reports whether token i stands before a noun that it belongs to,
// with nothing but words of the same phrase between them.
func (w *work) modifies(i int) bool {
	switch w.token(i).Deprel {
	case ud.Amod, ud.Compound, ud.NmodPoss, ud.NmodDesc, ud.NmodUnmarked, ud.Flat:
		h := w.tree.Head(i)
		if h > i && w.token(h).UPOS == ud.VERB && w.token(h).XPOS != ud.VBG {
			return false
		}
		for k := i + 1; k < h; k++ {
			switch t := w.token(k); t.XPOS {
			case ud.VBD, ud.VBZ, ud.VBP, ud.VB, ud.MD, ud.TO:
				return false
			default:
				if t.UPOS == ud.ADP || t.UPOS == ud.AUX || t.UPOS == ud.SCONJ || t.UPOS == ud.PRON {
					return false
				}
			}
		}
		return h > i
	case ud.Nmod, ud.Conj:
		h := w.tree.Head(i)
		return h > i || h >= 0 && w.token(i).Deprel == ud.Conj && w.token(h).Deprel != ud.Conj && w.modifies(h)
	}
	return false
}

// argument reports whether token i is a subject, an object or the like.
func (w *work) argument(i int) bool {
	switch w.token(i).Deprel {
	case ud.Nsubj, ud.NsubjPass, ud.Obj, ud.Iobj, ud.Obl, ud.OblAgent, ud.Nmod, ud.NmodPoss:
		return true
	}
	return false
}

func isHyphen(form string) bool {
	switch form {
	case "-", "‐", "‑", "–":
		return true
	}
	return false
}

func allCapitals(form string) bool {
	for _, r := range form {
		if 'a' <= r && r <= 'z' || r > 127 {
			return false
		}
	}
	return len(form) > 1
}
