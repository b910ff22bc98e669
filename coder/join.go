package coder

import (
	"slices"

	"casus/doc"
	"casus/ontology"
	"casus/ud"
)

// maxEvidence bounds the evidence sentences of one report.
const maxEvidence = 12

// join makes one report of several that tell of the same event, in the order of
// the article. The report that knows most stays and takes the sentences of the
// others.
func (r *run) join() {
	reports := r.d.Reports
	var kept []doc.Report
	for i := range reports {
		if k := r.tollOf(kept, &reports[i]); k >= 0 {
			r.absorb(&kept[k], &reports[i])
			continue
		}
		joined := false
		for k := range kept {
			same := r.sameReport(&kept[k], &reports[i])
			if !same && !r.headlineOf(&kept[k], &reports[i]) {
				continue
			}
			joined = true
			if same && !r.inHeadline(&kept[k], &reports[i]) {
				r.absorb(&kept[k], &reports[i])
				break
			}
			told := reports[i] // a headline wins nothing by being first
			r.absorb(&told, &kept[k])
			kept[k] = told
			break
		}
		if !joined {
			kept = append(kept, reports[i])
		}
	}
	r.addTolls(kept)
	r.d.Reports = append(reports[:0], kept...)
}

// sameReport decides whether b tells again what a tells.
func (r *run) sameReport(a, b *doc.Report) bool {
	if a.Type != b.Type || !statusFits(a.Status, b.Status) || !modesFit(a, b) || !datesFit(a, b) {
		return false
	}
	if r.pointsBack(b) && len(a.Actors)+len(a.Recipients) > 0 {
		return true
	}
	sameSentence := a.Sentences[0] == b.Sentences[0]
	if sameSentence && a.Type == ontology.Assault && r.outcome(a, b) {
		return r.countriesMeet(a.Actors, b.Actors) // whom a bombing killed are those whom it hit
	}
	if sameSentence && r.entangled(a, b) {
		return r.countriesMeet(a.Actors, b.Actors) && r.countriesMeet(a.Recipients, b.Recipients)
	}
	if a.Type == ontology.Consult && !r.sameParty(a.Actors, b.Actors) {
		return false
	}
	open := !verbal(a.Type) && r.sideFits(a.Recipients, b.Recipients, false)
	if verbal(a.Type) && r.otherPerson(a.Actors, b.Actors) {
		return false
	}
	if !r.sideFits(a.Actors, b.Actors, open) || !r.sideFits(a.Recipients, b.Recipients, true) {
		return false
	}
	// Another ban, on nobody in particular, is another act.
	if !sameSentence && (len(a.Recipients) == 0) != (len(b.Recipients) == 0) && a.Lemma != b.Lemma && a.Type.Quad() == ontology.MaterialConflict && a.Type != ontology.Assault {
		return false
	}
	// Words of one speaker to nobody in particular are as many acts as sentences.
	if verbal(a.Type) && a.Type != ontology.Consult && (len(a.Recipients) == 0 || len(b.Recipients) == 0) {
		return false
	}
	return true
}

// pointsBack reports whether a killing by nobody in particular is placed in an
// attack that was told before: "nine soldiers were killed in the attack".
func (r *run) pointsBack(b *doc.Report) bool {
	if b.Type != ontology.Assault || len(b.Actors) > 0 || r.inTitle(b) {
		return false
	}
	r.read(int(b.Sentences[0]))
	t := &r.tree
	for _, k32 := range t.Children(int(b.Head - t.Base)) {
		k := int(k32)
		if t.Rel(k) != ud.Obl {
			continue
		}
		if m := t.Marker(k); m != "in" && m != "during" {
			continue
		}
		if d := t.Child(k, ud.Det); d >= 0 && (t.Lemma(d) == "the" || t.Lemma(d) == "this" || t.Lemma(d) == "that") && r.ofType(ontology.Assault, k) && t.Child(k, ud.Nmod, ud.NmodPoss, ud.Acl, ud.AclRelcl) < 0 {
			return true
		}
	}
	return false
}

// ofType reports whether a noun can tell of an event of a type.
func (r *run) ofType(t ontology.Type, noun int) bool {
	for _, e := range r.word(noun).folded.Predicates('n') {
		if e.Type == t {
			return true
		}
	}
	return false
}

// headlineOf reports whether a is told in the headline alone and b tells it in
// the article: of the type, and of people who may be the same. Headlines leave
// out who, whom and when.
func (r *run) headlineOf(a, b *doc.Report) bool {
	return a.Type == b.Type && r.inHeadline(a, b) &&
		r.countriesMeet(a.Actors, b.Actors) && (r.countriesMeet(a.Recipients, b.Recipients) || a.Lemma == b.Lemma && r.sameNoun(a.Recipients, b.Recipients))
}

// sameNoun reports whether two sides are called by the same noun: "32 fishermen"
// of a headline are the "32 Burmese fishermen" of the text.
func (r *run) sameNoun(a, b []doc.Ref) bool {
	if len(a) != 1 || len(b) != 1 || a[0].Mention == doc.None || b[0].Mention == doc.None {
		return false
	}
	x, y := &r.d.Mentions[a[0].Mention], &r.d.Mentions[b[0].Mention]
	return x.Kind == doc.NominalMention && y.Kind == doc.NominalMention && r.d.Tokens[x.Head].Lemma == r.d.Tokens[y.Head].Lemma
}

// inHeadline reports whether a is told in the headline alone and b in the
// article.
func (r *run) inHeadline(a, b *doc.Report) bool {
	return len(a.Sentences) == 1 && r.inTitle(a) && !r.inTitle(b)
}

func (r *run) inTitle(rep *doc.Report) bool {
	return r.d.FieldAt(r.d.Sentences[rep.Sentences[0]].Span.Start) == doc.FieldTitle
}

func statusFits(a, b ontology.Status) bool {
	happened := func(s ontology.Status) bool { return s == ontology.Occurred || s == ontology.Ongoing }
	return a == b || happened(a) && happened(b)
}

func modesFit(a, b *doc.Report) bool {
	return a.Mode == b.Mode || a.Mode == "" || b.Mode == "" || a.Type == ontology.Assault
}

// datesFit reports whether two dates may be of one event: one is unknown, or
// one lies in the other.
func datesFit(a, b *doc.Report) bool {
	if a.Date.IsZero() || b.Date.IsZero() {
		return true
	}
	x, y := a.Date.String(), b.Date.String()
	n := min(len(x), len(y))
	return x[:n] == y[:n]
}

// entangled reports whether the triggers of two reports of one sentence lie in
// one phrase: a verb and its noun, a killing and the attack that did it.
func (r *run) entangled(a, b *doc.Report) bool {
	r.read(int(a.Sentences[0]))
	x, y := int(a.Head-r.tree.Base), int(b.Head-r.tree.Base)
	return r.tree.Dominates(x, y) || r.tree.Dominates(y, x) || r.tree.FirstConjunct(x) == r.tree.FirstConjunct(y)
}

// outcome reports whether one of two reports of a sentence is the subject of the
// other: "the bombing of Kharkiv killed four".
func (r *run) outcome(a, b *doc.Report) bool {
	r.read(int(a.Sentences[0]))
	t := &r.tree
	x, y := int(a.Head-t.Base), int(b.Head-t.Base)
	return t.Rel(x) == ud.Nsubj && t.Head(x) == y || t.Rel(y) == ud.Nsubj && t.Head(y) == x
}

// sideFits reports whether two sides can be the same people: a shared entity,
// a shared country with a sector in common, or (where open) one side empty.
func (r *run) sideFits(a, b []doc.Ref, open bool) bool {
	if len(a) == 0 || len(b) == 0 {
		return open || len(a) == len(b)
	}
	for _, x := range a {
		for _, y := range b {
			if x.Entity == y.Entity || r.alike(x.Entity, y.Entity) {
				return true
			}
		}
	}
	return false
}

// otherPerson reports whether two sides are one person each, with a name, and
// not the same: what a general says is not said by his president.
func (r *run) otherPerson(a, b []doc.Ref) bool {
	if len(a) != 1 || len(b) != 1 || a[0].Entity == b[0].Entity {
		return false
	}
	for _, ref := range [...]doc.Ref{a[0], b[0]} {
		if e := &r.d.Entities[ref.Entity]; e.Kind != doc.PersonEntity {
			return false
		}
	}
	return true
}

// sameParty reports whether two meetings are of the same people: at least two
// countries in common, or all those of the smaller one.
func (r *run) sameParty(a, b []doc.Ref) bool {
	common, one, other := 0, r.countries(a), r.countries(b)
	for _, c := range one {
		for _, d := range other {
			if c == d {
				common++
			}
		}
	}
	return common > 1 || common == len(one) && common == len(other)
}

// countries lists the countries of a side, each once; who has none counts by
// name.
func (r *run) countries(refs []doc.Ref) []string {
	var list []string
	for _, ref := range refs {
		c := r.d.Entities[ref.Entity].Country
		if c == "" {
			c = r.d.Entities[ref.Entity].Name
		}
		seen := false
		for _, x := range list {
			seen = seen || x == c
		}
		if !seen {
			list = append(list, c)
		}
	}
	return list
}

// countriesMeet reports whether two sides of one phrase can be the same people:
// one is empty, or a country or an entity is in both.
func (r *run) countriesMeet(a, b []doc.Ref) bool {
	if r.sideFits(a, b, true) {
		return true
	}
	for _, x := range a {
		for _, y := range b {
			if c := r.d.Entities[x.Entity].Country; c != "" && c == r.d.Entities[y.Entity].Country {
				return true
			}
		}
	}
	return false
}

func (r *run) alike(a, b int32) bool {
	x, y := &r.d.Entities[a], &r.d.Entities[b]
	return x.Country != "" && x.Country == y.Country && (x.Sector == y.Sector || x.Sector == "" || y.Sector == "" || state(x.Sector) && state(y.Sector))
}

// state are the sectors through which a state acts.
func state(sector string) bool {
	switch sector {
	case "GOV", "MIL", "SPY":
		return true
	}
	return false
}

// absorb takes the sentences of b, and what a does not know.
func (r *run) absorb(a, b *doc.Report) {
	if r.inTitle(a) && len(a.Sentences) == 1 {
		a.Attribution = b.Attribution // headlines leave out who says it
	}
	for _, s := range b.Sentences {
		if len(a.Sentences) < maxEvidence && !hasSentence(a.Sentences, s) {
			a.Sentences = append(a.Sentences, s)
		}
	}
	if len(a.Actors) == 0 {
		a.Actors = b.Actors
	}
	if len(a.Recipients) == 0 || r.inTitle(b) && r.amongCountries(a.Recipients, b.Recipients) {
		a.Recipients = without(append([]doc.Ref(nil), b.Recipients...), a.Actors)
	}
	if a.Type == ontology.Assault && r.onlyPlaces(a.Recipients) && len(b.Recipients) > 0 && !r.onlyPlaces(b.Recipients) && r.countriesMeet(a.Recipients, b.Recipients) {
		a.Recipients = without(append([]doc.Ref(nil), b.Recipients...), a.Actors) // who was hit, not only where
	}
	if a.Type == ontology.Consult && a.Mode == "" && b.Mode == "third-party" && len(b.Actors) > len(a.Actors) {
		a.Actors = b.Actors // with whoever mediates
	}
	if a.Mode == "" {
		a.Mode = b.Mode
	}
	goesOn := a.Status == ontology.Ongoing && b.Status != ontology.Ongoing && b.Precision == doc.ByDay && !r.inTitle(a) // a campaign has not the day of one act of it
	if len(b.Date.String()) > len(a.Date.String()) && !goesOn {
		a.Date, a.DateEnd, a.Precision = b.Date, b.DateEnd, b.Precision
	}
	if near := r.inTitle(b) || a.Sentences[0] == b.Sentences[0]; a.Place == doc.None || near && r.ownPlace(b) && !r.ownPlace(a) {
		a.Place = b.Place
	}
	if a.Killed == nil {
		a.Killed = b.Killed
	}
	if a.Injured == nil {
		a.Injured = b.Injured
	}
	a.Trace.Steps = append(a.Trace.Steps, "joined with \""+b.Trigger.Of(r.d.Text)+"\" of sentence "+itoa(int(b.Sentences[0])+1))
}

// ownPlace reports whether the place of a report stands in its own sentences, and
// is no guess from the article.
func (r *run) ownPlace(rep *doc.Report) bool {
	return rep.Place != doc.None && hasSentence(rep.Sentences, r.d.Places[rep.Place].Sentence)
}

// amongCountries reports whether the countries of a side are some, but not all, of
// those of another.
func (r *run) amongCountries(some, all []doc.Ref) bool {
	x, y := r.countries(some), r.countries(all)
	for _, c := range x {
		if !slices.Contains(y, c) {
			return false
		}
	}
	return len(x) > 0 && len(x) < len(y)
}

// onlyPlaces reports whether a side names nobody but states and places.
func (r *run) onlyPlaces(refs []doc.Ref) bool {
	for _, ref := range refs {
		if r.d.Entities[ref.Entity].Kind != doc.StateEntity {
			return false
		}
	}
	return true
}

func hasSentence(list []int32, s int32) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}
