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
	after, hasAfter := w.modifierAfter(k)
	var post *source
	u = &w.units[k]
	switch {
	case hasAfter && after.state && after.country == "":
		u.unlocal = true
	case hasAfter:
		post = &after
	}
	lemma := w.nounOf(u)
	lend := lends[lemma] || u.class == officeUnit || u.class == nounUnit || u.class == personUnit

	if len(pre) == 1 && u.plural {
		pre = w.alsoBefore(pre, u)
	}
	if len(pre) > 1 && w.together(u, pre) {
		u.country, u.source = pre[0].country, pre[0].word
		u.sector = w.sectorOf(u, true)
		return true
	}
	found := false
	var org, state *source
	for i := range pre {
		s := &pre[i]
		if s.state && s.country == "" {
			u.unlocal = true // "African leaders"
			continue
		}
		switch {
		case s.state && state == nil:
			state = s
		case !s.state:
			org = s // the nearest to the head
		}
	}
	if state != nil && org != nil && state.unit >= 0 && org.unit > state.unit && worldBody(org.country) {
		org = nil // "Iran's U.N. ambassador"
	}
	switch {
	case org != nil && (lend || org.country != ""):
		found = true
		w.take(u, org, lend)
		if state != nil && u.country == "" {
			u.country, u.source = state.country, state.word
		}
	case state != nil:
		found = true
		u.country, u.source = state.country, state.word
	}
	if post != nil && (!found || u.country == "" || u.sector == "" && !post.state) {
		if u.country == "" {
			w.take(u, post, lend)
		} else if !post.state && lend && u.sector == "" {
			u.sector = post.sector
		}
		found = true
	} else if post != nil && !post.state && lend && w.sector(u) == "" {
		u.sector = post.sector
	}
	u.sector = w.sectorOf(u, state != nil || post != nil && post.state)
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

// alsoBefore puts before the only modifier the state that is coordinated with
// it, where the tree has it elsewhere: "with U.S. and Iranian officials".
func (w *work) alsoBefore(pre []source, u *unit) []source {
	j := int(pre[0].unit)
	if j <= w.lo || !pre[0].state || w.units[j].class != adjUnit {
		return pre
	}
	p, v := &w.units[j-1], &w.units[j]
	if int(p.end)+1 != int(v.first) || w.token(int(p.end)).UPOS != ud.CCONJ {
		return pre
	}
	form := w.token(int(p.first)).Form
	if p.class != adjUnit && (p.class != stateUnit || p.end-p.first > 1 || len(form) > 4 || !allCapitals(form) || p.first > 0 && w.token(int(p.first)-1).UPOS == ud.DET) {
		return pre
	}
	w.process(j - 1)
	if s, ok := w.sourceOf(j - 1); ok && s.country != pre[0].country {
		pre = append(pre, pre[0])
		pre[0] = s
	}
	return pre
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
	case own == "":
		u.sector = s.sector
	case !lend:
	case s.sector == "GOV" && own != "GOV" && own != "CVL":
		// "government soldiers" stay soldiers
	default:
		u.sector = s.sector
	}
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
				dst = append(dst, source{-1, e.Country, "", true, int32(i)})
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
		if v.outer != int32(k) || v.proxy || v.asTitle || v.class == stateUnit && topical[head] && !w.possessive(v) {
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
			s.state = true
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

// together notes that the modifiers before a noun name several states at once
// ("U.S. and Iranian officials") and makes a part of each.
func (w *work) together(u *unit, pre []source) bool {
	if !u.plural && u.class != officeUnit {
		return false
	}
	for i := range pre {
		if !pre[i].state || pre[i].unit < 0 {
			return false
		}
		if i > 0 && !w.joined(int(w.units[pre[i-1].unit].end), int(w.units[pre[i].unit].first)) {
			return false
		}
	}
	u.parts[0] = int32(len(w.parts))
	for i := range pre {
		v := &w.units[pre[i].unit]
		p := part{country: pre[i].country, sector: w.sectorOf(u, true), first: v.first, end: v.end, alone: true}
		if i == len(pre)-1 {
			p.end, p.alone = u.end, false
		}
		w.parts = append(w.parts, p)
	}
	u.parts[1] = int32(len(w.parts))
	return true
}

// joined reports whether the tokens [i, j) are only a conjunction or commas,
// with articles.
func (w *work) joined(i, j int) bool {
	if i >= j {
		return false
	}
	link := false
	for ; i < j; i++ {
		t := w.token(i)
		switch {
		case t.UPOS == ud.CCONJ, t.Form == ",", isHyphen(t.Form):
			link = true
		case t.UPOS == ud.DET:
		default:
			return false
		}
	}
	return link
}

// after are the prepositions whose phrase may say whose an actor is.
var after = map[string]bool{"of": true, "for": true, "from": true, "at": true, "in": true, "with": true, "within": true, "inside": true}

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
	if v.class == personUnit && prep != "of" && prep != "for" {
		return s, false
	}
	if v.class == agentUnit && prep != "from" && prep != "of" {
		return s, false
	}
	if v.class == stateUnit && w.beforeNoun(j) {
		return s, false // "negotiators in the Iran talks"
	}
	u.tail = max(u.tail, v.tail, v.end)
	if s.state && u.plural && v.class == stateUnit {
		w.each(u, j, s)
	}
	return s, true
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
	if i+1 < len(w.tree.Tokens) && w.token(i).UPOS == ud.ADP && after[w.token(i).Lemma] {
		if j := w.outermost(k+1, i+1); j >= 0 && w.units[j].class != adjUnit && (!w.modifies(int(w.units[j].head)) || w.tree.Has(int(w.units[j].head), ud.Case)) {
			return j, w.token(i).Lemma
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
	return best
}

// each makes parts of the states after "leaders of", if there are several.
func (w *work) each(u *unit, j int, s source) {
	n := len(w.parts)
	w.parts = append(w.parts, part{country: s.country, sector: w.sectorOf(u, true), first: u.first, end: w.units[j].end})
	for at := j; ; {
		next := at + 1
		if next >= w.hi || w.units[next].class != stateUnit || !w.joined(int(w.units[at].end), int(w.units[next].first)) {
			break
		}
		if o := w.units[next].outer; o >= 0 && o != u.outer {
			break
		}
		w.process(next)
		v := &w.units[next]
		first := v.first
		if first > 0 && w.token(int(first-1)).UPOS == ud.DET {
			first--
		}
		w.parts = append(w.parts, part{country: w.ownCountry(v), sector: w.sectorOf(u, true), first: first, end: v.end, alone: true})
		at = next
	}
	if len(w.parts) == n+1 {
		w.parts = w.parts[:n]
		return
	}
	u.parts = [2]int32{int32(n), int32(len(w.parts))}
}
