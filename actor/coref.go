package actor

import (
	"strings"

	"casus/doc"
	"casus/ud"
)

// reach is how many mentions back a noun may refer.
const reach = 160

// antecedent is the entity that a definite or bare phrase of common words
// refers back to: the last one described by the same noun, or holding the same
// office, whose country does not speak against it. doc.None if there is none.
func (w *work) antecedent(k int, found bool) int32 {
	u := &w.units[k]
	if u.counted || u.unlocal || u.new || !u.definite && u.class == agentUnit && !found {
		return doc.None
	}
	lemma := w.nounOf(u)
	key := ""
	if u.alias != nil {
		key = u.alias.Key
	}
	for i := len(w.seen) - 1; i >= 0 && i >= len(w.seen)-reach; i-- {
		id := w.seen[i].entity
		e, a := &w.entities[id], &w.about[id]
		if u.country != "" && e.Country != u.country || a.many != u.plural || a.former != u.former {
			continue
		}
		switch u.class {
		case officeUnit:
			if u.plural && u.definite && !found && a.noun == lemma {
				return id
			}
			if lemma == "leader" && found && u.definite && !u.plural && e.Kind == doc.PersonEntity && heads[a.office] {
				return id // "the Turkish leader"
			}
			if lemma == "diplomat" && found && u.definite && !u.plural && (a.office == "foreign-minister" || a.office == "secretary-of-state") {
				return id // "the top U.S. diplomat"
			}
			if e.Kind == doc.PersonEntity && (key != "" && (a.office == key || a.title == key) || a.noun == lemma && (a.office == "" || lemma != "president")) && (u.definite || found) {
				return id
			}
		case organUnit:
			if (e.Kind == doc.OrganEntity || e.Kind == doc.GroupEntity) && (a.noun == lemma && a.office == key || !found && u.definite && hasWord(a.fold, lemma)) {
				return id
			}
		case agentUnit:
			if !found && u.definite && (a.noun == lemma || e.Kind == doc.GroupEntity && hasWord(a.fold, lemma)) {
				return id
			}
		}
	}
	if u.definite && !u.plural && nouns[lemma] == groupNoun && u.tail == u.end {
		return w.groupBefore(lemma, u) // "the separatist group"
	}
	return doc.None
}

// hasWord reports whether the folded name contains the word.
func hasWord(fold, word string) bool {
	for from := 0; ; {
		i := strings.Index(fold[from:], word)
		if i < 0 {
			return false
		}
		i += from
		end := i + len(word)
		if (i == 0 || fold[i-1] == ' ') && (end == len(fold) || fold[end] == ' ') {
			return true
		}
		from = end
	}
}

// processNoun reads a noun that points back: "the country", "the group",
// "both sides".
func (w *work) processNoun(k int) {
	u := &w.units[k]
	if n := w.howMany(u); n > 1 && !w.modified(u) && w.processMany(k, n) {
		return
	}
	lemma := w.nounOf(u)
	if u.noun == manyNoun && (lemma != "side" || u.plural || !w.modified(u)) || w.counts(k) {
		return
	}
	found := w.compose(k)
	u = &w.units[k]
	if u.name >= 0 {
		w.process(int(u.name))
		u = &w.units[k]
		u.entity = w.units[u.name].entity
		w.mentionOf(k, u.left, u.tail)
		return
	}
	if u.parts[1] > u.parts[0] {
		w.processParts(k)
		return
	}
	if j := k + 1; u.noun == stateNoun && j < w.hi && w.units[j].class == stateUnit && w.units[j].first == u.end {
		w.process(j) // "host country Canada"
		u = &w.units[k]
		u.entity = w.units[j].entity
		w.mentionOf(k, u.left, u.tail)
		return
	}
	if u.noun == stateNoun {
		w.processCountry(k, found)
		return
	}
	if u.definite && !u.plural && u.tail == u.end {
		if e := w.groupBefore(lemma, u); e >= 0 {
			u.entity = e
			w.mentionOf(k, u.left, u.tail)
			return
		}
	}
	if lemma == "party" && u.plural && !found && !w.modified(u) && (u.definite || w.is(int(u.first)-1, "warring", "rival", "opposing")) {
		// the parties to a conflict
		u.sector = ""
		u.country, u.why = w.local(k)
		found = u.country != ""
	}
	if !found && u.sector == "" {
		return
	}
	if u.sector == "" || u.sector == "GOV" || u.sector == "LEG" && lemma == "party" {
		if s := nounSector[lemma]; s != "" {
			u.sector = s
		}
	}
	u.entity = w.commonEntity(k, u.country, u.sector)
	w.mentionOf(k, u.left, u.tail)
}

// modified reports whether another unit stands in the phrase before u.
func (w *work) modified(u *unit) bool {
	for i := u.left; i < u.first; i++ {
		if k := w.at[i]; k >= 0 && (w.units[k].class.ofState() || !w.units[k].class.describes()) {
			return true
		}
	}
	return false
}

// counts reports whether the noun only counts the people after "of", whose
// mention it heads: "a group of soldiers".
func (w *work) counts(k int) bool {
	j, prep := w.phraseAfter(k)
	if j < 0 || prep != "of" {
		return false
	}
	v := &w.units[j]
	return v.class == agentUnit && v.plural && w.quantity(int(v.head)) == int(w.units[k].head)
}

// processCountry reads "the country", "the kingdom", "European countries".
func (w *work) processCountry(k int, found bool) {
	u := &w.units[k]
	if u.plural {
		if !worldBody(u.country) {
			u.sector, u.country, u.source = "GOV", "", -1 // "European countries"
		}
		u.entity = w.commonEntity(k, u.country, u.sector)
		w.entities[u.entity].Plural = true
		w.mentionOf(k, u.left, u.tail)
		return
	}
	if !u.definite || found && u.country != "" && w.nounOf(u) == "state" {
		return
	}
	if e := w.stateBefore(k); e >= 0 {
		u.entity = e
		w.mentionOf(k, u.left, u.tail)
	}
}

// stateBefore is the state that "the country" means: the one that the sentence
// or the one before it speaks of, the story's main one where there are
// several.
func (w *work) stateBefore(k int) int32 {
	s := w.units[k].sent
	home := w.nounOf(&w.units[k]) == "state"
	last := doc.None
	for i := len(w.seen) - 1; i >= 0 && i >= len(w.seen)-reach; i-- {
		e := &w.entities[w.seen[i].entity]
		if e.Kind != doc.StateEntity || e.Country == "" || e.Actor == "" {
			continue
		}
		if last < 0 {
			last = w.seen[i].entity
		}
		if e.Country == w.main {
			return w.seen[i].entity
		}
		if s-w.seen[i].sent > 2 && !home {
			break
		}
	}
	return last
}

// groupBefore is the last organisation that the noun can mean: first by a word
// of its name, then by its sort.
func (w *work) groupBefore(lemma string, u *unit) int32 {
	inArms := akin(u.sector, u.sector) || w.armedBefore(u)
	for pass := 0; pass < 2; pass++ {
		for i := len(w.seen) - 1; i >= 0 && i >= len(w.seen)-reach; i-- {
			id := w.seen[i].entity
			e, a := &w.entities[id], &w.about[id]
			if e.Kind != doc.GroupEntity && e.Kind != doc.OrganEntity || e.Plural {
				continue
			}
			if u.country != "" && u.country != e.Country || u.sector != "" && e.Sector != "" && u.sector != e.Sector && pass == 1 && !akin(u.sector, e.Sector) {
				continue
			}
			if inArms && e.Sector != "" && !akin(e.Sector, e.Sector) {
				continue // "the separatist group" is no firm, whatever its name ends in
			}
			if pass == 0 && (a.noun == lemma || hasWord(a.fold, lemma) || hasWord(foldName(e.Name), lemma)) || pass == 1 && sortOf(lemma, e) {
				return id
			}
		}
	}
	return doc.None
}

// inArmsWords are words before a noun that make its group an armed one.
var inArmsWords = set("separatist", "rebel", "militant", "insurgent", "armed", "extremist", "jihadist", "terrorist", "guerrilla", "secessionist")

// armedBefore reports whether such a word stands in the phrase before the noun of
// u, or is part of its words.
func (w *work) armedBefore(u *unit) bool {
	for i := u.left; i < u.end; i++ {
		if inArmsWords[lower(w.token(int(i)).Lemma)] {
			return true
		}
	}
	return false
}

// akin are sectors that the words of an article use for one another.
func akin(a, b string) bool {
	armed := func(s string) bool { return s == "REB" || s == "PRM" || s == "CRM" || s == "PTY" }
	return armed(a) && armed(b)
}

// sortOf reports whether a noun is used of entities such as e.
func sortOf(lemma string, e *doc.Entity) bool {
	switch lemma {
	case "group", "movement", "organization", "organisation", "outfit":
		return e.Kind == doc.GroupEntity && e.Sector != "MED" && e.Sector != "BUS"
	case "militia", "faction":
		return e.Sector == "REB" || e.Sector == "PRM"
	case "party":
		return e.Sector == "PTY" || e.Sector == "OPP"
	case "company", "firm", "bank":
		return e.Sector == "BUS"
	case "union", "bloc", "alliance":
		return e.Sector == "IGO"
	case "body", "agency":
		return e.Sector == "IGO" || e.Kind == doc.OrganEntity
	case "newspaper", "network", "broadcaster", "outlet":
		return e.Sector == "MED"
	case "court", "tribunal":
		return e.Sector == "JUD"
	case "charity", "foundation", "institute", "watchdog", "association":
		return e.Sector == "NGO" || e.Sector == "HRI"
	case "university", "school":
		return e.Sector == "EDU"
	}
	return false
}

// nounSector is the sector of groups that only a modifier tells more of.
var nounSector = map[string]string{
	"party": "PTY", "court": "JUD", "company": "BUS", "firm": "BUS", "bank": "BUS", "newspaper": "MED", "broadcaster": "MED",
	"university": "EDU", "tank": "NGO", "watchdog": "NGO", "association": "NGO", "website": "MED", "outlet": "MED", "school": "EDU", "militia": "PRM", "tribunal": "JUD", "charity": "NGO", "institute": "NGO", "foundation": "NGO",
}

// holder is the unit of the person who holds the office of unit k: in
// apposition to it ("Iran's foreign minister, Abbas Araghchi,"), or said to be
// it ("Araghchi is Iran's foreign minister"); −1 if there is none.
func (w *work) holder(k int) int {
	u := &w.units[k]
	if u.name >= 0 {
		return int(u.name)
	}
	if u.plural || u.noun != noNoun || u.class == organUnit {
		return -1
	}
	copula := w.tree.Has(int(u.head), ud.Cop)
	for _, c := range w.tree.Children(int(u.head)) {
		j := w.at[c]
		if j < 0 || int(j) == k || w.units[j].class != personUnit {
			continue
		}
		switch w.token(int(c)).Deprel {
		case ud.Appos, ud.Flat:
			if c > u.head {
				return int(j)
			}
		case ud.Nsubj:
			if copula {
				return int(j)
			}
		}
	}
	if j := w.innerApposition(k); j >= 0 {
		return j
	}
	// "a spokesman for the ministry, Esmail Baghaei, said"
	i := int(u.tail)
	for k := 0; k < 4 && i < len(w.tree.Tokens) && !w.is(i, ","); k++ {
		// "deputy minister for information and culture, Zia Haqmal,"
		if p := w.token(i).UPOS; p != ud.CCONJ && p != ud.NOUN && p != ud.PROPN && p != ud.ADJ {
			break
		}
		i++
	}
	at := i + 1
	for at < len(w.tree.Tokens)-1 && w.isTitleWord(at) {
		at++
	}
	if j := w.unitAt(at); j >= 0 && w.is(i, ",") && w.units[j].class == personUnit && int(w.units[j].left) > i {
		if w.is(int(w.units[j].end), ",") && !w.is(int(w.units[j].end)+1, "and") {
			return j
		}
	}
	// "A lecturer at a university in Sarajevo, Hadzic also noted that …"
	if u.left <= 1 && u.outer < 0 {
		for j := k + 1; j < w.hi; j++ {
			v := &w.units[j]
			if v.class == personUnit && v.left > 0 && w.is(int(v.left)-1, ",") && w.token(int(v.head)).Deprel == ud.Nsubj {
				if !w.has(int(u.end), int(v.left), ud.VERB) && !w.has(int(u.end), int(v.left), ud.AUX) {
					return j
				}
				return -1
			}
		}
	}
	return -1
}

// innerApposition is the person's name between commas that the tree hangs on a
// noun inside the phrase of unit k, −1 for none: on the army in "a spokesman for
// the army, Nabil Osman, said".
func (w *work) innerApposition(k int) int {
	u := &w.units[k]
	for j := k + 1; j < w.hi; j++ {
		v := &w.units[j]
		first := int(v.left)
		for first > 0 && w.isTitleWord(first-1) {
			first--
		}
		if v.class != personUnit || w.token(int(v.head)).Deprel != ud.Appos || first < 1 || !w.is(first-1, ",") || !w.is(int(v.end), ",") {
			continue
		}
		noun := w.tree.Head(int(v.head))
		for steps := 0; noun > int(u.head) && steps < 4; steps++ {
			if rel := w.token(noun).Deprel; rel != ud.Nmod && rel != ud.Conj {
				break
			}
			noun = w.tree.Head(noun)
		}
		if noun == int(u.head) {
			return j
		}
	}
	return -1
}

// unitAt is the unit that begins at token i, −1 for none.
func (w *work) unitAt(i int) int {
	if i < 0 || i >= len(w.at) || w.at[i] < 0 || int(w.units[w.at[i]].first) != i {
		return -1
	}
	return int(w.at[i])
}
