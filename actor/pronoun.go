package actor

import (
	"strings"

	"casus/doc"
	"casus/ud"
)

// pronounKind is what a pronoun may stand for.
type pronounKind uint8

const (
	noPronoun pronounKind = iota
	speaker               // I, we: left to whoever knows who speaks
	male                  // he
	female                // she
	neuter                // it
	plural                // they
	relative              // who, which, that, whose
)

var pronouns = map[string]pronounKind{
	"i": speaker, "me": speaker, "my": speaker, "we": speaker, "us": speaker, "our": speaker, "mine": speaker, "ours": speaker,
	"he": male, "him": male, "his": male, "she": female, "her": female, "hers": female,
	"it": neuter, "its": neuter, "they": plural, "them": plural, "their": plural, "theirs": plural,
	"who": relative, "whom": relative, "whose": relative, "which": relative, "that": relative,
}

// pronoun reads token i, if it is a pronoun, and notes its mention.
func (w *work) pronoun(i int) {
	t := w.token(i)
	if others[t.Form] {
		w.others(i)
		return
	}
	if t.UPOS != ud.PRON && t.XPOS != ud.PRPS {
		return
	}
	kind := pronouns[t.Form]
	if kind == noPronoun && capital(t.Form) {
		kind = pronouns[strings.ToLower(t.Form)]
	}
	if kind == noPronoun || t.Deprel == ud.Expl {
		return
	}
	e := doc.None
	switch kind {
	case speaker:
	case relative:
		if e = w.relativeOf(i); e < 0 && t.Form != "that" {
			e = w.wordBefore(i)
		}
		if e < 0 || lower(t.Form) == "which" && w.isHuman(e) {
			return
		}
	default:
		if e = w.refersTo(i, kind); e < 0 && kind == neuter {
			return
		}
	}
	if e >= 0 {
		w.refs[i] = e
		if kind == male || kind == female {
			w.about[e].gender = "mf"[kind-male]
		}
	}
	at := int32(i)
	w.mention(doc.PronounMention, at, at+1, at, at, at+1, e)
}

var others = set("Others", "others", "Some", "some", "Many", "many", "Both", "Several")

// others reads "Others argue that", people of whom nothing more is said.
func (w *work) others(i int) {
	t := w.token(i)
	h := w.tree.Head(i)
	if t.Deprel != ud.Nsubj || h < 0 || w.lex.Cue(w.token(h).Lemma) == 0 {
		return
	}
	e := w.newEntity(doc.Entity{Kind: doc.GenericEntity, Name: t.Form, Plural: true, Anonymous: true, Steps: []string{"nothing but \"" + t.Form + "\""}}, about{many: true})
	at := int32(i)
	w.mention(doc.NominalMention, at, at+1, at, at, at+1, e)
}

// relativeOf is the entity of the noun that a relative pronoun goes with.
func (w *work) relativeOf(i int) int32 {
	if w.token(i).UPOS != ud.PRON {
		return doc.None
	}
	at := i
	for steps := 0; steps < 12; steps++ {
		h := w.tree.Head(at)
		if h < 0 {
			return doc.None
		}
		if d := w.token(at).Deprel; d == ud.AclRelcl || d == ud.AdvclRelcl || d == ud.Acl {
			if h > i {
				return doc.None
			}
			return w.entityAt(h)
		}
		at = h
	}
	return doc.None
}

// isHuman reports whether the entity is people, whom "which" is not said of.
func (w *work) isHuman(e int32) bool {
	k := w.entities[e].Kind
	return k == doc.PersonEntity || k == doc.GenericEntity && w.about[e].many
}

// wordBefore is the entity of the unit that ends right before token i, a comma
// between them left out.
func (w *work) wordBefore(i int) int32 {
	i--
	if w.is(i, ",") {
		i--
	}
	if i < 0 || w.at[i] < 0 || int(w.units[w.at[i]].end) != i+1 {
		return doc.None
	}
	return w.entityAt(i)
}

// entityAt is the entity of the unit over token i, or of the person whose
// title or name hangs on it.
func (w *work) entityAt(i int) int32 {
	k := w.at[i]
	if k < 0 {
		if !quantities[w.token(i).Lemma] {
			return doc.None
		}
		for _, c := range w.tree.Children(i) {
			if j := w.at[c]; j >= 0 && w.quantity(int(c)) == i {
				k = j
			}
		}
		if k < 0 {
			return doc.None
		}
	}
	u := &w.units[k]
	if u.asTitle && u.name >= 0 {
		u = &w.units[u.name]
	}
	return u.entity
}

// place is where a personal pronoun stands.
type place struct {
	kind    pronounKind
	at      int   // token of the sentence
	token   int32 // of the document
	inside  bool  // a quotation
	subject bool
	saying  bool // subject of a verb of saying
}

// refersTo is the entity that a personal pronoun most likely stands for: near,
// the subject of its clause, the one who speaks; doc.None where nobody fits.
func (w *work) refersTo(i int, kind pronounKind) int32 {
	p := place{kind: kind, at: i, token: w.tree.Base + int32(i)}
	p.inside = w.quoted[p.token]
	p.subject = w.token(i).Deprel == ud.Nsubj || w.token(i).Deprel == ud.NsubjPass
	p.saying = p.subject && w.tree.Head(i) >= 0 && w.lex.Cue(w.token(w.tree.Head(i)).Lemma) != 0
	best, high := doc.None, -1000
	for k := len(w.seen) - 1; k >= 0 && k >= len(w.seen)-reach; k-- {
		g := &w.seen[k]
		if int32(w.tree.Index)-g.sent > p.reach() {
			break
		}
		if g.token >= p.token || !w.agrees(g, kind) {
			continue
		}
		if s, ok := w.score(g, &p); ok && s > high {
			best, high = g.entity, s
		}
	}
	return best
}

// reach is how many sentences back the pronoun may refer.
func (p *place) reach() int32 {
	switch {
	case p.kind == male || p.kind == female || p.saying:
		return 4
	case p.kind == plural:
		return 2
	case p.inside:
		return 0
	}
	return 1
}

// score is how well the mention g suits the pronoun at p; ok is false where it
// cannot be meant. The weights were set by hand on stories that are not part
// of the tests.
func (w *work) score(g *sighting, p *place) (score int, ok bool) {
	back := w.tree.Index - int(g.sent)
	if back == 0 && w.token(p.at).XPOS != ud.PRPS && w.coargument(int(g.token-w.tree.Base), p.at) {
		return 0, false
	}
	score = -4 * back
	if w.d.FieldAt(w.d.Sentences[g.sent].Span.Start) != w.d.FieldAt(w.d.Sentences[w.tree.Index].Span.Start) {
		score -= 6 // the headline names people again in the body
	}
	if g.subject {
		score += 4
	}
	if g.subject && back == 0 {
		score += 3
	}
	if !p.subject && back == 0 {
		score += 3
	}
	if g.speaker {
		score += 2
	}
	if g.speaker && p.saying {
		score += 3
	}
	if g.modifier {
		score -= 2
	}
	quoted := w.quoted[g.token]
	if p.inside && !quoted && g.speaker && back == 0 && p.kind != neuter {
		score -= 5 // people do not call themselves "he"
	}
	if quoted && !p.inside {
		score -= 4
	}
	if quoted && !p.inside && p.saying {
		score -= 5 // whoever is quoted does not speak inside the quotation
	}
	if (p.kind == male || p.kind == female) && w.about[g.entity].gender == 0 && w.entities[g.entity].Kind != doc.PersonEntity {
		score -= 3
	}
	return score, true
}

// coargument reports whether tokens i and j hang on the same verb, so that one
// cannot be the other: also where i is the subject that the verb of j takes over
// from the one above it ("has fought the state, accusing it of").
func (w *work) coargument(i, j int) bool {
	if i < 0 {
		return false
	}
	first := w.tree.FirstConjunct(i)
	a, b := w.tree.Head(first), w.tree.Head(j)
	if a < 0 || w.token(a).UPOS != ud.VERB {
		return false
	}
	if rel := w.token(first).Deprel; rel != ud.Nsubj && rel != ud.NsubjPass {
		return a == b
	}
	for steps := 0; steps < 4 && b >= 0; steps++ {
		if a == b {
			return true
		}
		if w.tree.Has(b, ud.Nsubj) || w.tree.Has(b, ud.NsubjPass) {
			return false
		}
		switch w.token(b).Deprel {
		case ud.Advcl, ud.Xcomp, ud.Conj:
			b = w.tree.Head(b)
		default:
			return false
		}
	}
	return false
}

// agrees reports whether a pronoun of the kind can stand for what g mentions.
func (w *work) agrees(g *sighting, kind pronounKind) bool {
	e, a := &w.entities[g.entity], &w.about[g.entity]
	switch kind {
	case male, female:
		if a.gender != 0 && a.gender != "mf"[kind-male] {
			return false
		}
		return e.Kind == doc.PersonEntity && !e.Plural || e.Kind == doc.GenericEntity && !e.Plural && !a.many && a.noun != "" && a.noun != "police"
	case neuter:
		switch e.Kind {
		case doc.StateEntity:
			return !g.modifier && !a.many
		case doc.OrganEntity, doc.GroupEntity:
			return !e.Plural
		}
		return false
	case plural:
		return e.Plural || a.many || e.Kind == doc.GroupEntity || e.Kind == doc.OrganEntity
	}
	return false
}
