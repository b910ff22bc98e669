package actor

import (
	"casus/doc"
	"casus/lexicon"
	"casus/ud"
)

// source is what one modifier says about the unit that it belongs to.
type source struct {
	unit            int32 // −1 for a pronoun
	country, sector string
	state           bool  // says only which country
	person          bool  // is a person
	word            int32 // the token that says it
}

// ownCountry is the country that the words of a unit carry by themselves.
func (w *work) ownCountry(u *unit) string {
	switch {
	case u.country != "":
		return u.country
	case u.alias == nil:
		return ""
	case u.alias.Kind == lexicon.ActorName:
		role, _ := u.alias.Actor.On(w.d.Published.Date)
		return role.Country
	}
	return u.alias.Country
}

// sector is the sector that the words of a unit carry by themselves.
func (w *work) sector(u *unit) string {
	switch {
	case u.sector != "":
		return u.sector
	case u.alias == nil:
		return ""
	case u.alias.Kind == lexicon.ActorName:
		role, _ := u.alias.Actor.On(w.d.Published.Date)
		return role.Sector
	}
	return u.alias.Sector
}

// compose gives a unit of common words its country and sector from the
// modifiers of its phrase: first those before it, then an "of", "for", "from",
// "at" or "in" phrase after it. It reports whether anything was found.
func (w *work) compose(k int) bool {
	u := &w.units[k]
	if u.composed {
		return u.country != ""
	}
	u.composed = true
	var list [8]source
	pre := w.modifiersBefore(list[:0], k)
	post, hasPost := w.modifierAfter(k)
	u = &w.units[k]
	if hasPost && post.state && post.country == "" {
		u.unlocal, hasPost = true, false // "leaders of the West"
	}
	if len(pre) == 1 && pre[0].unit >= 0 && w.ofSeveral(u, int(pre[0].unit), u.end) {
		return true // "the two countries' coast guards"
	}
	if len(pre) == 1 && u.plural {
		pre = w.alsoBefore(pre, u)
	}
	if len(pre) > 1 && w.together(u, pre) {
		u.country, u.source = pre[0].country, pre[0].word
		u.sector = w.sectorOf(u, true)
		return true
	}
	lend := lends[w.nounOf(u)] || u.class == officeUnit || u.class == nounUnit || u.class == personUnit
	state, org := pick(u, pre)
	found := w.takeBefore(u, state, org, lend)
	if hasPost {
		found = w.takeAfter(u, &post, found, lend)
	}
	if c, word := w.installer(u); c != "" {
		u.country, u.source, found = c, word, true
	}
	u.sector = w.sectorOf(u, state != nil || hasPost && post.state)
	return found
}

// installer is the state that installed or backs the holder of an office in a part
// of another state, which it rules then, and the word that names it: "the
// Kremlin-backed governor of Kherson". Empty where the office is that of a state.
func (w *work) installer(u *unit) (country string, word int32) {
	if u.class != officeUnit || !local[w.nounOf(u)] || u.source >= 0 && (w.at[u.source] < 0 || w.units[w.at[u.source]].class != placeUnit) {
		return "", -1
	}
	for i := u.left; i < u.first; i++ {
		if j := w.at[i]; j >= 0 && w.units[j].proxy && w.units[j].class.ofState() {
			return w.ownCountry(&w.units[j]), i
		}
	}
	return "", -1
}

// pick chooses among the modifiers before u the first that names a state and
// the last that names an organisation, nil for none.
func pick(u *unit, pre []source) (state, org *source) {
	for i := range pre {
		s := &pre[i]
		switch {
		case s.state && s.country == "":
			u.unlocal = true // "African leaders"
		case s.state && state == nil:
			state = s
		case !s.state:
			org = s
		}
	}
	if state != nil && org != nil && org.word > state.word && worldBody(org.country) {
		org = nil // "Iran's U.N. ambassador"
	}
	return state, org
}

// takeBefore gives u what the modifiers before it say.
func (w *work) takeBefore(u *unit, state, org *source, lend bool) bool {
	switch {
	case org != nil && (lend || org.country != ""):
		w.take(u, org, lend)
		if state != nil && u.country == "" {
			u.country, u.source = state.country, state.word
		}
	case state != nil:
		u.country, u.source = state.country, state.word
		if state.person && w.sector(u) == "" {
			u.sector = state.sector // "the Trump team"
		}
	default:
		return false
	}
	return true
}

// takeAfter gives u what the phrase after it says, as far as the modifiers
// before it left it open.
func (w *work) takeAfter(u *unit, post *source, found, lend bool) bool {
	switch {
	case u.country == "":
		w.take(u, post, lend)
		return true
	case !post.state && lend && w.sector(u) == "":
		u.sector = post.sector
	}
	return found
}

// sectorOf is the sector of u, the government's for an office without one of
// which only the state is named.
func (w *work) sectorOf(u *unit, ofState bool) string {
	s := w.sector(u)
	if s == "" && u.class != personUnit && ofState && governs[w.nounOf(u)] {
		return "GOV"
	}
	return s
}

// take gives u what s says. The sector of an actor goes over to those who
// belong to it, not to those who only happen to be named with it.
func (w *work) take(u *unit, s *source, lend bool) {
	u.country, u.source = s.country, s.word
	if s.state || s.sector == "" {
		return
	}
	own := w.sector(u)
	switch {
	case own == "" && nounSector[w.nounOf(u)] == "PTY" && w.creed(s):
		u.sector = "PTY" // "the Maoist party"
	case own == "":
		u.sector = s.sector
	case w.creed(s) && (s.sector != "REB" || own == "PTY"):
		// "the populist president" is of no party, "Druze fighters" fight
	case observing[w.nounOf(u)] && worldBody(s.country):
		u.sector = s.sector
	case !lend:
	case s.sector == "GOV" && own != "GOV" && own != "CVL":
		// "government soldiers" stay soldiers
	case s.sector == "CVL":
		// "Tamil rebels"
	case worldBody(s.country) && own != "GOV" && own != "CVL":
		// "African Union troops"
	case advocates[w.nounOf(u)] && !ofTheState[s.sector]:
		// "lawyers for the journalist"
	default:
		u.sector = s.sector
	}
}

// creed reports whether a modifier is a word for people by what they believe or
// are, "populist", "Maoist", "Druze", and no organ and nobody in arms.
func (w *work) creed(s *source) bool {
	if s.unit < 0 {
		return false
	}
	v := &w.units[s.unit]
	if v.class != agentUnit && (v.class != organUnit || !w.is(int(v.end)-1, "right", "left", "wing")) {
		return false
	}
	switch s.sector {
	case "PTY", "REL", "CVL", "REB":
		return true
	}
	return false
}

func worldBody(country string) bool {
	switch country {
	case "UNO", "IGO", "EUR":
		return true
	}
	return false
}

// modifiersBefore appends to dst what the modifiers of unit k say, from left to
// right.
func (w *work) modifiersBefore(dst []source, k int) []source {
	left, first := int(w.units[k].left), int(w.units[k].first)
	head := w.nounOf(&w.units[k])
	for i := left; i < first && len(dst) < cap(dst); i++ {
		if w.token(i).XPOS == ud.PRPS && w.refs[i] >= 0 && !relational[head] {
			if e := &w.entities[w.refs[i]]; e.Country != "" {
				dst = append(dst, source{unit: -1, country: e.Country, state: true, word: int32(i)})
			}
		}
		j := w.at[i]
		if j < 0 || int(w.units[j].first) != i && i > left {
			continue
		}
		v := &w.units[j]
		if (v.class == agentUnit || v.class == officeUnit) && ranks[w.nounOf(v)] {
			continue
		}
		if v.class == actorUnit && v.alias.Actor.Kind == lexicon.Outlet && !reportersOf[head] && !w.possessive(v) {
			continue
		}
		if v.outer != int32(k) || v.proxy || v.ethnic || v.asTitle || v.class == stateUnit && topical[head] && !w.possessive(v) {
			continue
		}
		w.process(int(j))
		if s, ok := w.sourceOf(int(j)); ok {
			dst = append(dst, s)
		}
	}
	return dst
}

// possessive reports whether "'s" follows the words of v.
func (w *work) possessive(v *unit) bool {
	return int(v.end) < len(w.tree.Tokens) && w.token(int(v.end)).XPOS == ud.POS
}

// sourceOf is what the processed unit j says about a phrase that it modifies.
func (w *work) sourceOf(j int) (source, bool) {
	v := &w.units[j]
	s := source{unit: int32(j), country: w.ownCountry(v), sector: w.sector(v), state: v.class.ofState() && !isSeat(v) || v.noun == stateNoun, word: v.first}
	if v.entity >= 0 {
		e := &w.entities[v.entity]
		s.country = e.Country
		if w.about[v.entity].guessed && v.class != personUnit {
			s.country = ""
		}
		if e.Sector != "" && (v.class != personUnit || s.sector == "") {
			s.sector = e.Sector
		}
		if v.class == personUnit {
			s.state, s.person = true, true
		}
		if v.class == nounUnit {
			s.state = e.Kind == doc.StateEntity
		}
	}
	if s.state && s.country == "" {
		return s, v.class == stateUnit
	}
	return s, s.country != "" || s.sector != ""
}

// isSeat reports whether the words are a seat of government, which stands for
// an organ: "a White House official".
func isSeat(u *unit) bool { return u.alias != nil && u.alias.Kind == lexicon.Seat }
