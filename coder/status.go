package coder

import (
	"strings"

	"casus/doc"
	"casus/lexicon"
	"casus/ontology"
	"casus/ud"
)

// mood is what the words around a predicate say about whether the event took
// place.
type mood struct {
	negated, future, conditional, obliged bool
	ongoing                               bool
	progressive                           bool   // ongoing for no other reason than "is doing"
	continues                             bool   // under a verb of going on
	wasDoing                              bool   // the progressive of the past, in a main clause
	will                                  bool   // a future auxiliary, not a plan
	lasts                                 bool   // has been done for so long, or since then
	unless                                bool   // on a condition that a clause below names
	failed                                bool   // negated by a verb of failing or preventing
	denied                                bool   // somebody denies it
	within                                bool   // the climb began at a noun
	pending                               string // a condition that stands before the event
	aside                                 string
	steps                                 []string
}

func (m *mood) note(step string) { m.steps = append(m.steps, step) }

// moodOf climbs from the predicate to the main clause of the sentence, or to
// the verb of saying, and gathers what lies on the way.
func (r *run) moodOf(f *frame) mood {
	var m mood
	cur := f.verb
	if cur < 0 {
		cur = f.head
	}
	if f.verb >= 0 && f.verb != f.head {
		r.lightMood(&m, f)
	}
	r.determined(&m, f.head)
	if f.rule == "state" {
		m.ongoing = true
	}
	for steps := 0; cur >= 0 && steps < 12; steps++ {
		if r.local(&m, cur); cur != f.head && r.rulesOut(cur) {
			m.negated = false // "has not ruled out sending"
		}
		if r.again(cur) && r.tree.Tokens[cur].UPOS == ud.VERB {
			m.ongoing = true
			m.note("one more time in a row")
		}
		if cur != f.head && r.goingOn(cur) {
			m.ongoing = true
			m.note("going on by \"" + r.tree.Tokens[cur].Form + "\"")
		}
		next, stop := r.above(&m, cur)
		if stop || next < 0 {
			break
		}
		cur = next
	}
	if m.pending != "" && !m.unless && (m.future || m.conditional) {
		m.unless = true
		m.note("on condition: \"" + m.pending + "\"")
	}
	if f.head < r.inverse {
		m.aside = "condition"
		m.note("in a condition by the order of words")
	}
	if m.aside == "condition" && m.continues {
		// "if he continues to refuse": that he refuses is taken for granted.
		m.aside, m.ongoing = "", true
	}
	if r.question(f.head) {
		m.aside = "question"
	}
	return m
}

// scheduled makes an event in the present that has a day to come one that is
// planned: "deports the two diplomats on Thursday".
func (r *run) scheduled(rd *reading, m *mood) {
	f := &rd.frame
	i := f.verb
	if i < 0 || m.future || m.conditional || m.negated || isSpoken(rd.entry) || r.tree.Tokens[i].UPOS != ud.VERB || !r.present(i) {
		return
	}
	rep := doc.Report{Type: rd.entry.Type, Status: ontology.Occurred, Head: r.tree.Base + int32(f.head), Actors: rd.actors, Recipients: rd.recipients, Place: doc.None}
	r.date(&rep, f)
	if now := r.d.Published.Date; !now.IsZero() && rep.Date.Month != 0 && now.Before(rep.Date) {
		m.future, m.ongoing, m.progressive = true, false, false
		m.note("in the present, with a day to come")
	}
}

// lightMood reads a light verb that itself plans, stops or fails.
func (r *run) lightMood(m *mood, f *frame) {
	if f.rule == "light verb" || f.rule == "event noun happens" {
		if r.lex.Operator(r.tree.Lemma(f.verb)) == lexicon.ContinueOperator {
			m.ongoing = true
		}
		return
	}
	if top := r.tree.FirstConjunct(r.measured(f.head)); r.tree.Head(top) == f.verb && (r.tree.Rel(top) == ud.Obj || r.tree.Rel(top) == ud.NsubjPass) {
		switch r.lex.Operator(r.tree.Lemma(f.verb)) {
		case lexicon.FailOperator, lexicon.AttemptOperator:
			r.operate(m, f.verb) // "prevented an attack"
		case lexicon.ContinueOperator:
			m.ongoing = true // "intensified its attacks"
		}
	}
}

// determined reads "no attack", "no sign of".
func (r *run) determined(m *mood, head int) {
	t := &r.tree
	if d := t.Child(head, ud.Det); d >= 0 && (t.Lemma(d) == "no" || t.Lemma(d) == "neither") {
		m.negated = true
		m.note("\"no\" before the noun")
	}
	if top := t.FirstConjunct(r.measured(head)); t.Head(top) >= 0 {
		if noun := r.spokenUnder(top, t.Head(top)); noun >= 0 {
			m.aside = "only spoken of"
			m.note("under \"" + t.Lemma(noun) + "\"")
		}
	}
	if h := t.Head(head); h >= 0 && t.Rel(head) == ud.Nmod && t.Marker(head) == "of" {
		if d := t.Child(h, ud.Det); d >= 0 && t.Lemma(d) == "no" {
			m.negated = true
			m.note("\"no " + t.Lemma(h) + " of\"")
		}
	}
	for _, k := range t.Children(head) {
		if l := t.Lemma(int(k)); l == "possible" || l == "potential" || l == "planned" || l == "would-be" || l == "future" || l == "upcoming" || l == "proposed" {
			if l == "planned" || l == "upcoming" || l == "future" || l == "proposed" {
				m.future = true
			} else {
				m.conditional = true
			}
			m.note("\"" + l + "\" before the noun")
		}
		if l := t.Lemma(int(k)); l == "ongoing" || l == "continued" || l == "continuing" {
			m.ongoing = true
		}
	}
}

// local reads the auxiliaries, adverbs and marks of one clause.
func (r *run) local(m *mood, i int) {
	t := &r.tree
	progressive, been := false, false
	condition, before := "", false
	for _, k32 := range t.Children(i) {
		k := int(k32)
		lemma := t.Lemma(k)
		if lemma == "due" && k < i && k+1 < len(t.Tokens) && t.Lemma(k+1) == "to" {
			m.future = true // "are due to meet": the parser may hang "due" on the verb
			m.note("under \"due\"")
		}
		switch t.Rel(k) {
		case ud.Aux:
			r.auxiliary(m, lemma, t.Tokens[k].Form)
			if x := t.Tokens[k].XPOS; lemma == "be" && (x == ud.VBZ || x == ud.VBP) && r.beingDone(i) {
				m.ongoing = true
				m.note("\"is being\"")
			}
			if x := t.Tokens[k].XPOS; lemma == "have" && (x == ud.VBZ || x == ud.VBP) && r.lasting(i) {
				m.lasts = true
				m.note("present perfect with how long")
			}
			if lemma == "be" && t.Tokens[i].XPOS == ud.VBG {
				progressive = true
				been = been || t.Tokens[k].XPOS == ud.VBN
				m.wasDoing = m.wasDoing || t.Tokens[k].XPOS == ud.VBD && r.mainClause(i)
				if t.Tokens[k].XPOS == ud.VBZ || t.Tokens[k].XPOS == ud.VBP || been {
					m.progressive = !m.ongoing && !been
					m.ongoing = true
				}
			}
		case ud.Advmod:
			if negative[lemma] && !r.notOnly(k) {
				m.negated = true
				m.note("\"" + lemma + "\"")
			}
			if lemma == "still" {
				m.ongoing = true
			}
			if customary[lemma] && r.present(i) {
				m.aside = "told of anybody"
				m.note("\"" + lemma + "\"")
			}
		case ud.Mark, ud.Case:
			if lemma == "instead" || lemma == "rather" || lemma == "of" && k > 0 && t.Lemma(k-1) == "instead" {
				m.aside = "not done"
				m.note("under \"" + lemma + "\"")
			}
			if t.Rel(k) == ud.Case {
				continue
			}
			switch lemma {
			case "to":
				if r.toCome(i, k) {
					m.future, m.will = true, true
					m.note("infinitive in a title")
				}
				if t.Rel(i) != ud.Xcomp && t.Child(i, ud.Nsubj, ud.NsubjPass, ud.NsubjOuter) >= 0 && r.isTo(i, k) {
					m.future = true
					m.note("\"is to\"")
				}
			case "if", "unless", "whether", "lest":
				m.aside = "condition"
				m.note("under \"" + lemma + "\"")
			case "without":
				m.negated = true
				m.note("under \"without\"")
			}
		case ud.Advcl:
			if mark := t.Mark(k); mark == "if" || mark == "unless" {
				condition, before = mark, k < i
			}
		case ud.Nsubj, ud.NsubjPass:
			if r.noneAt(k) {
				m.negated = true
				m.note("negative subject")
			}
		case ud.Obj:
			if r.noneAt(k) && t.Tokens[i].UPOS == ud.VERB && !hurt[t.Lemma(k)] {
				m.negated = true
				m.note("negative object")
			}
		}
	}
	if r.inverse >= 0 && i > r.inverse {
		condition, before = "inverted clause", true
	}
	if r.subjectTo(i) && !m.conditional {
		m.conditional = true
		m.note("\"subject to\"")
	}
	if condition != "" && !m.unless {
		m.pending = condition
		if !before {
			m.unless = true
			m.note("on condition: \"" + condition + "\"")
		}
	}
	if progressive && been {
		m.note("progressive perfect")
	}
}

// mainClause reports whether i is the verb of the sentence, or of what somebody
// says in it.
func (r *run) mainClause(i int) bool {
	switch r.tree.Rel(i) {
	case ud.Root, ud.Parataxis:
		return true
	case ud.Ccomp:
		h := r.tree.Head(i)
		return r.lex.Cue(r.tree.Lemma(h)) != 0 && r.tree.Rel(h) == ud.Root
	}
	return false
}

// hurt are objects of whose absence news says nothing more than that all went
// well: "caused no casualties".
var hurt = map[string]bool{"casualty": true, "injury": true, "death": true, "damage": true, "victim": true, "harm": true, "loss": true}

// toCome reports whether the infinitive i with its "to" is the verb of a title:
// "Canada to send troops to Latvia".
func (r *run) toCome(i, to int) bool {
	t := &r.tree
	if r.d.FieldAt(t.Tokens[i].Span.Start) != doc.FieldTitle {
		return false
	}
	for k := range t.Tokens[:to] {
		switch t.Tokens[k].UPOS {
		case ud.VERB, ud.AUX:
			return false
		}
	}
	return to > 0
}

// noneAt reports whether a token stands for nobody: "nobody", "no one", "none of
// them", "no civilians".
func (r *run) noneAt(k int) bool {
	t := &r.tree
	switch t.Lemma(k) {
	case "nobody", "none", "no-one":
		return true
	}
	d := t.Child(k, ud.Det)
	return d >= 0 && t.Lemma(d) == "no"
}

// inversion is the comma after a condition that opens the sentence and shows only
// by the order of its words ("should Russia attack, Finland would", "were it to
// lose", "had they fired"), −1 if there is none. It reads the words, for the tree
// seldom has it.
func (r *run) inversion() int {
	t := &r.tree
	n := len(t.Tokens)
	if n < 6 || t.Tokens[n-1].Form == "?" {
		return -1
	}
	first := 0
	if t.Tokens[0].UPOS == ud.PUNCT {
		first = 1
	}
	switch t.Tokens[first].Form {
	case "Should", "Were", "Had":
	default:
		return -1
	}
	for i := first + 2; i < n && i < first+25; i++ {
		if t.Tokens[i].Form != "," {
			continue
		}
		for k := i + 1; k < n && k < i+15; k++ {
			switch t.Lemma(k) {
			case "would", "will", "could", "might", "may":
				return i
			case ",", "say":
				return -1
			}
		}
	}
	return -1
}

// subjectTo reports whether the clause of verb i is bound to a condition by
// "subject to": "subject to a judge's consent, police will search".
func (r *run) subjectTo(i int) bool {
	t := &r.tree
	for k := max(0, i-12); k+1 < len(t.Tokens) && k < i+12; k++ {
		if t.Tokens[k].Form != "Subject" && (t.Lemma(k) != "subject" || k == 0 || t.Tokens[k-1].Form != ",") {
			continue
		}
		if t.Lemma(k+1) == "to" && (k < i || t.Dominates(i, k)) {
			return true
		}
	}
	return false
}

// notOnly reports whether "not" at token k belongs to "not only", which negates
// nothing.
func (r *run) notOnly(k int) bool {
	if k+1 >= len(r.tree.Tokens) {
		return false
	}
	switch r.tree.Lemma(k + 1) {
	case "only", "merely", "just", "simply":
		return true
	}
	return false
}

// beingDone reports whether verb i is in the passive of the progressive: "are
// being held".
func (r *run) beingDone(i int) bool {
	for _, k := range r.tree.Children(i) {
		if r.tree.Rel(int(k)) == ud.AuxPass && strings.EqualFold(r.tree.Tokens[k].Form, "being") {
			return true
		}
	}
	return false
}

// spans are nouns that measure how long something lasts.
var spans = map[string]bool{"hour": true, "day": true, "night": true, "week": true, "month": true, "year": true, "decade": true}

// lasting reports whether words below verb i say since when or how long: "since
// October", "for three months".
func (r *run) lasting(i int) bool {
	t := &r.tree
	for _, k32 := range t.Children(i) {
		k := int(k32)
		switch t.Rel(k) {
		case ud.Obl:
			if m := t.Marker(k); m == "since" || m == "for" && spans[t.Lemma(k)] {
				return true
			}
		case ud.OblUnmarked:
			if r.after(k) {
				return true
			}
		case ud.Advcl:
			if t.Mark(k) == "since" {
				return true
			}
		}
	}
	return false
}

// after reports whether a token begins "night after night", "day after day".
func (r *run) after(k int) bool {
	t := &r.tree
	return spans[t.Lemma(k)] && k+2 < len(t.Tokens) && t.Lemma(k+1) == "after" && t.Lemma(k+2) == t.Lemma(k)
}

// counted are words before a span of time that count how often in a row.
var counted = map[string]bool{"straight": true, "consecutive": true, "successive": true, "running": true}

// again reports whether words below verb i say that it is the second time in a row
// or a later one: "for a third day", "for the fifth straight week".
func (r *run) again(i int) bool {
	t := &r.tree
	for _, k32 := range t.Children(i) {
		k := int(k32)
		if t.Rel(k) != ud.Obl || t.Marker(k) != "for" || !spans[t.Lemma(k)] {
			continue
		}
		for _, a := range t.Children(k) {
			l := t.Lemma(int(a))
			if counted[l] || (l == "second" || l == "third" || strings.HasSuffix(l, "th")) && t.Tokens[a].UPOS == ud.ADJ {
				return true
			}
		}
	}
	return false
}

// goingOn reports whether a word above an event says that it has not ended:
// talks are under way, a siege enters its third month, fighting rages, a power
// keeps up its strikes or goes on bombing.
func (r *run) goingOn(i int) bool {
	t := &r.tree
	switch t.Lemma(i) {
	case "underway", "rage", "persist", "linger":
		return true
	case "way":
		return t.Marker(i) == "under"
	case "drag", "press", "go", "keep":
		for _, k := range t.Children(i) {
			switch t.Rel(int(k)) {
			case ud.CompoundPrt, ud.Advmod, ud.Case:
				if f := t.Lemma(int(k)); f == "on" || f == "up" && t.Lemma(i) == "keep" || f == "ahead" && t.Lemma(i) == "press" {
					return true
				}
			}
		}
	case "enter", "be":
		return r.nth(t.Child(i, ud.Obj, ud.OblUnmarked, ud.Obl))
	}
	return r.nth(i) && t.Marker(i) == "in"
}

// nth reports whether a token is a span of time counted from the beginning of
// something: "its third month".
func (r *run) nth(i int) bool {
	t := &r.tree
	return i >= 0 && spans[t.Lemma(i)] && t.Has(i, ud.NmodPoss) && t.Has(i, ud.Amod)
}

// customary are adverbs that make of an event in the present what happens as a
// rule: "the person is usually deported".
var customary = map[string]bool{"usually": true, "typically": true, "normally": true, "generally": true, "ordinarily": true}

// present reports whether the clause of verb i is in the present.
func (r *run) present(i int) bool {
	t := &r.tree
	finite := i
	if aux := t.Child(i, ud.Aux, ud.AuxPass, ud.Cop); aux >= 0 {
		finite = aux
	}
	switch t.Tokens[finite].XPOS {
	case ud.VBZ, ud.VBP, ud.MD:
		return true
	}
	return false
}

// isTo reports whether the "to" before verb i follows a form of "be": "is to
// open on Friday".
func (r *run) isTo(i, to int) bool {
	t := &r.tree
	return to > 0 && t.Lemma(to-1) == "be" && (t.Head(to-1) == i || t.Head(i) == to-1)
}

var negative = map[string]bool{"not": true, "never": true, "n't": true, "neither": true, "nor": true, "hardly": true, "scarcely": true, "cannot": true, "nt": true}

func (r *run) auxiliary(m *mood, lemma, form string) {
	switch lemma {
	case "will", "shall", "'ll", "wo":
		if strings.EqualFold(form, "would") || strings.EqualFold(form, "'d") {
			m.future, m.will = true, true
			m.note("\"would\"")
			return
		}
		m.future, m.will = true, true
		m.note("\"will\"")
	case "would", "'d":
		m.future, m.will = true, true
		m.note("\"would\"")
	case "may", "might", "could", "can":
		m.conditional = true
		m.note("\"" + lemma + "\"")
	case "should", "must", "ought":
		m.obliged = true
		m.note("\"" + lemma + "\"")
	}
}

// above reads the relation of a clause to the one above it and returns that
// one; stop is true where what is above says nothing more of the event.
func (r *run) above(m *mood, i int) (next int, stop bool) {
	t := &r.tree
	h := t.Head(i)
	if h < 0 {
		return -1, true
	}
	if !m.within && r.disproved(i, h) {
		m.denied = true
		m.note("denied with \"" + t.Lemma(h) + "\"")
		return -1, true
	}
	switch t.Rel(i) {
	case ud.Xcomp, ud.Csubj:
		if t.Tokens[i].XPOS == ud.VBG && r.goingOn(h) {
			m.ongoing = true
			return h, false
		}
		r.operate(m, h)
		if r.lex.Operator(t.Lemma(h)) == lexicon.NoOperator && r.infinitive(i) && m.aside == "" && !r.inContact(h, i) {
			m.aside = "not said to happen"
			m.note("under \"" + t.Lemma(h) + " to\"")
		}
		return h, false
	case ud.Ccomp:
		op := r.lex.Operator(t.Lemma(h))
		if op == lexicon.DenyOperator || op == lexicon.WishOperator {
			r.operate(m, h)
		}
		if r.lex.Cue(t.Lemma(h)) != 0 || op == lexicon.DenyOperator {
			return -1, true
		}
		r.operate(m, h)
		return h, false
	case ud.Advcl:
		r.adverbial(m, i)
		if t.Tokens[i].XPOS == ud.VBG && t.Mark(i) == "" && r.goesOn(h) {
			m.ongoing = true // "has been fighting the state, accusing it of"
			m.note("beside what has been going on")
		}
		if r.infinitive(i) && r.lex.Operator(t.Lemma(h)) == lexicon.FactOperator {
			return h, false // "have gathered to protest"
		}
		return -1, true
	case ud.Acl:
		if r.infinitive(i) || t.Mark(i) == "of" && plannedNouns[t.Lemma(h)] {
			r.nounAbove(m, h)
		}
		return -1, true
	case ud.Conj:
		if t.Has(i, ud.Nsubj) || t.Has(i, ud.NsubjPass) {
			return -1, true
		}
		return h, false
	case ud.Obj, ud.Obl, ud.Nmod, ud.Nsubj, ud.NsubjPass, ud.Compound, ud.Appos, ud.NmodPoss:
		// An event noun: the verb above may plan, want or deny it.
		m.within = true
		if t.Rel(i) == ud.Obj || t.Rel(i) == ud.NsubjPass {
			if t.Tokens[h].UPOS == ud.VERB && r.lex.Operator(t.Lemma(h)) != lexicon.NoOperator {
				r.operate(m, h)
				return h, false
			}
		}
		if t.Tokens[h].UPOS == ud.VERB && t.Rel(i) != ud.Nmod {
			return h, false
		}
		if rel := t.Rel(i); (rel == ud.Nsubj || rel == ud.NsubjPass) && r.goingOn(h) {
			m.ongoing = true // "talks are under way"
			m.note("going on by \"" + t.Tokens[h].Form + "\"")
		}
		return -1, true
	}
	return -1, true
}

var (
	// claimNouns are nouns for what others say.
	claimNouns = map[string]bool{
		"claim": true, "allegation": true, "accusation": true, "charge": true, "report": true, "suggestion": true, "assertion": true, "rumour": true, "rumor": true,
		"complaint": true,
	}
	// proofs are nouns for what shows that something is so.
	proofs = map[string]bool{"evidence": true, "proof": true, "sign": true, "indication": true, "trace": true, "basis": true}
)

// disproved reports whether the clause i is what the noun h says and that is
// denied: "rejected allegations that", "found no evidence that".
func (r *run) disproved(i, h int) bool {
	t := &r.tree
	if rel := t.Rel(i); rel != ud.Acl && rel != ud.AclRelcl && rel != ud.Ccomp || t.Tokens[h].UPOS != ud.NOUN || t.Mark(i) != "that" {
		return false
	}
	if proofs[t.Lemma(h)] {
		d := t.Child(h, ud.Det)
		return d >= 0 && t.Lemma(d) == "no"
	}
	v := t.Head(t.FirstConjunct(h))
	return claimNouns[t.Lemma(h)] && v >= 0 && t.Rel(t.FirstConjunct(h)) == ud.Obj && r.lex.Operator(t.Lemma(v)) == lexicon.DenyOperator
}

// spokenUnder is the noun that makes the event i on h something only spoken of,
// also with a participle between them: "the deadline set for the release"; −1 if
// there is none.
func (r *run) spokenUnder(i, h int) int {
	t := &r.tree
	if !abouts[t.Marker(i)] {
		return -1
	}
	if t.Rel(i) == ud.Obl && t.Rel(h) == ud.Acl {
		h = t.Head(h)
	} else if t.Rel(i) != ud.Nmod {
		return -1
	}
	if h >= 0 && r.classes.hypothetical[t.Lemma(h)] {
		return h
	}
	return -1
}

// abouts are prepositions between such a noun and the event.
var abouts = map[string]bool{"of": true, "for": true, "about": true, "over": true, "on": true}

// goesOn reports whether a verb is in the progressive perfect.
func (r *run) goesOn(i int) bool {
	t := &r.tree
	for _, k := range t.Children(i) {
		if t.Rel(int(k)) == ud.Aux && strings.EqualFold(t.Tokens[k].Form, "been") && t.Tokens[i].XPOS == ud.VBG {
			return true
		}
	}
	return false
}

func (r *run) infinitive(i int) bool {
	t := &r.tree
	for _, k := range t.Children(i) {
		if t.Rel(int(k)) == ud.Mark && t.Lemma(int(k)) == "to" {
			return true
		}
	}
	return false
}

// adverbial reads an adverbial clause: a purpose is not said to be reached.
func (r *run) adverbial(m *mood, i int) {
	t := &r.tree
	h := t.Head(i)
	if t.Tokens[i].XPOS == ud.VBG && t.Mark(i) == "" && r.goingOn(h) {
		m.ongoing = true // "go on bombing"
	}
	switch mark := t.Mark(i); {
	case mark == "" && t.Tokens[i].XPOS == ud.VBG && i == h+1:
		switch r.lex.Operator(t.Lemma(h)) {
		case lexicon.DenyOperator, lexicon.FailOperator, lexicon.StopOperator:
			r.operate(m, h) // "again denied sending weapons"
		}
	case mark == "of" && (t.Lemma(h) == "accuse" || t.Lemma(h) == "suspect"):
		m.aside = "only spoken of" // "politicians accused of backing gangs"
		m.note("under \"accused of\"")
	case mark == "of" && t.Lemma(h) == "stop":
		m.negated, m.failed = true, true // "stopped short of condemning"
	case r.infinitive(i):
		if op := r.lex.Operator(t.Lemma(h)); op != lexicon.NoOperator {
			r.operate(m, h)
			return
		}
		if r.inContact(h, i) {
			return
		}
		m.aside = "purpose"
		m.note("infinitive of purpose")
	case mark == "from":
		m.negated = true
	case mark == "about" && t.Tokens[i].XPOS == ud.VBG:
		m.aside = "only spoken of" // "was talking to the rebels about freeing them"
		m.note("under \"about\"")
	case mark == "until":
		var over mood
		if r.local(&over, h); over.future || over.negated || r.infinitive(h) || r.rulesOut(h) {
			m.aside = "condition" // "would last until the government gave way"
			m.note("under \"until\"")
		}
	}
}

// inContact reports whether somebody makes contact, by verb h, to say what verb i
// says, and so says it: "phoned Modi to congratulate him".
func (r *run) inContact(h, i int) bool {
	return r.classes.contact[r.tree.Lemma(h)] && r.classes.courtesy[r.tree.Lemma(i)]
}

// operate applies the verb or adjective h to the event below it.
func (r *run) operate(m *mood, h int) {
	t := &r.tree
	lemma := t.Lemma(h)
	op := r.lex.Operator(lemma)
	if r.rulesOut(h) {
		if r.negated(h) {
			m.conditional = true
			m.note("not ruled out")
		} else {
			m.aside = "ruled out"
		}
		return
	}
	if op == lexicon.NoOperator {
		return
	}
	if op != lexicon.FactOperator {
		m.note("under \"" + lemma + "\"")
	}
	switch op {
	case lexicon.PlanOperator:
		m.future = true
	case lexicon.AttemptOperator:
		m.aside = "attempt"
	case lexicon.WishOperator:
		m.aside = "wish"
	case lexicon.FailOperator:
		m.negated, m.failed = true, true
	case lexicon.DenyOperator:
		m.denied = true
	case lexicon.ContinueOperator:
		m.ongoing, m.continues = true, true
	case lexicon.WeighOperator:
		m.aside = "only considered"
	case lexicon.PossibleOperator:
		m.conditional = true
	case lexicon.StopOperator:
		m.aside = "ended"
	case lexicon.FactOperator:
	}
}

// rulesOut reports whether the verb h is "rule out".
func (r *run) rulesOut(h int) bool {
	return r.tree.Lemma(h) == "rule" && h+1 < len(r.tree.Tokens) && r.tree.Lemma(h+1) == "out"
}

var plannedNouns = map[string]bool{
	"plan": true, "intention": true, "pledge": true, "promise": true, "vow": true, "agreement": true, "deal": true,
	"order": true, "readiness": true, "willingness": true, "commitment": true, "proposal": true,
}

// nounAbove reads "a plan to attack", "its decision to withdraw".
func (r *run) nounAbove(m *mood, noun int) {
	lemma := r.tree.Lemma(noun)
	m.note("under \"" + lemma + " to\"")
	if plannedNouns[lemma] {
		r.determined(m, noun) // "had no intention of withdrawing"
	}
	switch {
	case r.refused(noun):
		m.aside = "refused"
	case lemma == "decision" || lemma == "move":
	case plannedNouns[lemma]:
		m.future = true
	case lemma == "failure" || lemma == "refusal":
		m.negated = true
	default:
		m.aside = "not said to happen"
	}
}

// refused reports whether a plan is the object of a verb of refusing: "vetoed a
// plan to let workers cross".
func (r *run) refused(noun int) bool {
	t := &r.tree
	top := t.FirstConjunct(noun)
	v := t.Head(top)
	return v >= 0 && (t.Rel(top) == ud.Obj || t.Rel(top) == ud.NsubjPass) && r.classes.refusal[t.Lemma(v)]
}

// negated reports whether a word negates the clause of verb i.
func (r *run) negated(i int) bool {
	if i < 0 {
		return false
	}
	var m mood
	r.local(&m, i)
	if r.tree.Rel(i) == ud.Xcomp {
		if h := r.tree.Head(i); h >= 0 && r.lex.Operator(r.tree.Lemma(h)) == lexicon.PlanOperator {
			r.local(&m, h)
		}
	}
	return m.negated
}

// question reports whether the token stands in a question of the article's own
// voice or of a speaker.
func (r *run) question(i int) bool {
	t := &r.tree
	last := t.Tokens[len(t.Tokens)-1].Form
	if len(t.Tokens) > 1 && (last == "\"" || last == "”") {
		last = t.Tokens[len(t.Tokens)-2].Form
	}
	return last == "?" && i >= 0
}

// settle gives a reading its type and status by the mood, or drops it. What
// somebody announces for the future is a speech act of its own: cooperation to
// come is AGREE, a withdrawal to come CONCEDE, force or sanctions to come
// THREATEN (docs/codebook.md).
func (r *run) settle(rd *reading, m mood) (t ontology.Type, mode string, status ontology.Status) {
	t, mode, status = rd.entry.Type, rd.entry.Mode, ontology.Occurred
	if r.uncommitted(rd) {
		rd.drop("no answer", "neither confirmed nor denied")
	}
	if isSpoken(rd.entry) {
		return t, mode, status
	}
	if wantsNegation(rd.entry) {
		m.negated = false
	}
	if m.aside == "attempt" && mode == "third-party" {
		m.aside = "" // who tries to mediate does
	}
	if t == ontology.Mobilize && r.classes.drill[r.tree.Lemma(rd.frame.head)] && len(r.countries(rd.actors)) > 1 {
		t, mode = ontology.Cooperate, "" // what several countries exercise, they exercise together
	}
	if f := &rd.frame; f.rule == "light verb" && (m.future || m.conditional) && r.lex.Operator(r.tree.Lemma(f.verb)) == lexicon.StopOperator {
		m.aside = "to be ended" // "may halt its mediation"
	}
	switch {
	case m.aside != "" && !(m.aside == "ended"):
		rd.drop(m.aside, strings.Join(m.steps, ", "))
	case m.denied:
		return t, mode, ontology.Denied
	case m.negated:
		if m.future && t.Quad() <= ontology.MaterialCooperation {
			if len(rd.recipients) == 0 {
				// "would not bargain with terrorists"
				rd.actors, rd.recipients = without(rd.actors, rd.partners), rd.partners
			}
			return ontology.Reject, rejectMode(t), ontology.Occurred
		}
		if !m.future && !m.conditional && !m.obliged && !m.failed && (!verbal(t) || t == ontology.Concede || t == ontology.Consult) && (r.told(rd) || r.corrects(rd)) {
			return t, mode, ontology.Denied // "did not seize a tanker, the ministry said"
		}
		rd.drop("negated", strings.Join(m.steps, ", "))
	case m.future && (m.conditional || m.unless):
		return r.promised(rd, m, ontology.Conditional)
	case m.future:
		return r.promised(rd, m, ontology.Planned)
	case m.unless && verbal(t) && !m.conditional:
		return t, mode, status // "threatened to … unless": the threat was made
	case m.conditional || m.unless:
		switch t {
		case ontology.Consult, ontology.Aid, ontology.Cooperate:
			return ontology.Agree, "", ontology.Conditional // cooperation to come, if it comes
		}
		if verbal(t) && t != ontology.Concede && !(t == ontology.Accuse && r.court(rd.actors)) {
			rd.drop("only possible", strings.Join(m.steps, ", "))
		}
		if t == ontology.Sanction && m.conditional && r.saysOfSelf(rd) {
			return threat(ontology.Threaten, sanctionThreat[mode], ontology.Occurred) // "said that it might suspend aid"
		}
		return t, mode, ontology.Conditional
	case m.obliged:
		rd.drop("only due", strings.Join(m.steps, ", "))
	case m.ongoing && m.progressive && verbal(t) && t != ontology.Consult && rd.frame.rule != "adjective" && !r.classes.conduct[r.tree.Lemma(rd.frame.head)]:
		// "is calling for": said once; "is courting", "is pressuring" goes on.
	case m.wasDoing && (!verbal(t) || t == ontology.Consult):
		status = ontology.Ongoing
	case m.lasts && !verbal(t) && !(t == ontology.Assault && rd.frame.verb >= 0 && r.tree.Passive(rd.frame.verb)):
		status = ontology.Ongoing
	case m.ongoing || (!verbal(t) || t == ontology.Consult) && r.habitual(&rd.frame) || (t == ontology.Coerce || t == ontology.Sanction) && r.heldDown(&rd.frame) || r.attitude(rd):
		status = ontology.Ongoing
	}
	if rd.entry.Status != "" && status == ontology.Occurred {
		status = rd.entry.Status
	}
	return t, mode, status
}

// uncommitted reports whether a denial is none: "would neither confirm nor deny".
func (r *run) uncommitted(rd *reading) bool {
	t := &r.tree
	i := rd.frame.head
	if t.Lemma(i) != "deny" || rd.entry.POS != 'v' {
		return false
	}
	for k := max(0, i-4); k < i; k++ {
		if t.Lemma(k) == "confirm" && (k+1 < i && (t.Lemma(k+1) == "or" || t.Lemma(k+1) == "nor")) {
			return true
		}
	}
	return false
}

// attitude reports whether a reading is what somebody thinks of another, told
// in the article's own voice and in the present: "are critical of the
// agreement". In somebody's words it is what he said on that day.
func (r *run) attitude(rd *reading) bool {
	t, f := &r.tree, &rd.frame
	if f.rule != "adjective" || r.d.FieldAt(t.Tokens[f.head].Span.Start) == doc.FieldTitle {
		return false
	}
	cop := t.Child(t.FirstConjunct(f.head), ud.Cop)
	if cop < 0 || t.Tokens[cop].XPOS != ud.VBZ && t.Tokens[cop].XPOS != ud.VBP {
		return false
	}
	switch rd.entry.Type {
	case ontology.Accuse, ontology.Reject, ontology.Support:
		return r.statementAt(f.head) == nil
	}
	return false
}

// told reports whether somebody says of an event in a clause of its own that it
// did not happen. That nobody was hurt is no denial.
func (r *run) told(rd *reading) bool {
	f := &rd.frame
	if f.verb >= 0 && r.tree.Rel(f.verb) == ud.AclRelcl || len(rd.actors) == 0 && rd.entry.Type == ontology.Assault && (rd.entry.POS != 'n' || r.tree.Rel(f.head) != ud.Nsubj) {
		return false
	}
	st := r.statementAt(f.head)
	return st != nil && st.Speaker.Entity != doc.None
}

// corrects reports whether the article itself says of two sides that something did
// not happen between them: "troops have not attacked the town".
func (r *run) corrects(rd *reading) bool {
	t, f := &r.tree, &rd.frame
	return rd.entry.POS == 'v' && f.verb >= 0 && t.Rel(f.verb) == ud.Root && r.anyPolitical(rd.actors) && (r.anyPolitical(rd.recipients) || len(rd.actors) > 1)
}

// habitual reports whether a verb in the plain present tells of what goes on:
// "gives military support to". In a headline it tells of what happened.
func (r *run) habitual(f *frame) bool {
	t := &r.tree
	i := f.verb
	if i < 0 || t.Tokens[i].UPOS != ud.VERB || r.d.FieldAt(t.Tokens[i].Span.Start) == doc.FieldTitle {
		return false
	}
	if i != f.head && f.rule != "light verb" {
		switch t.Rel(t.FirstConjunct(f.head)) {
		case ud.Obl, ud.Obj:
			return false // "remains in touch amid attacks": the verb is of something else
		}
	}
	finite := i
	if aux := t.Child(i, ud.Aux, ud.AuxPass); aux >= 0 {
		if t.Lemma(aux) != "do" {
			return false
		}
		finite = aux // "does not allow"
	}
	if h := t.Head(i); t.Rel(i) == ud.Conj && h >= 0 && t.Tokens[h].XPOS == ud.VBD {
		return false // "arrested him and froze his assets": the past, whatever the tag
	}
	x := t.Tokens[finite].XPOS
	return x == ud.VBZ || x == ud.VBP
}

// heldDown reports whether a passive in the present tells of what holds: "are
// banned". In a headline it tells of what happened.
func (r *run) heldDown(f *frame) bool {
	t := &r.tree
	i := f.verb
	if i < 0 || r.d.FieldAt(t.Tokens[i].Span.Start) == doc.FieldTitle || t.Has(i, ud.Aux) {
		return false
	}
	aux := t.Child(i, ud.AuxPass)
	return aux >= 0 && (t.Tokens[aux].XPOS == ud.VBZ || t.Tokens[aux].XPOS == ud.VBP)
}

// wantsNegation reports whether an entry is about what is not done: "does not
// allow".
func wantsNegation(e *lexicon.Predicate) bool {
	for _, c := range e.Conditions {
		if c.Slot == "neg" && !c.Not {
			return true
		}
	}
	return false
}

func verbal(t ontology.Type) bool {
	return t.Quad() == ontology.VerbalConflict || t.Quad() == ontology.VerbalCooperation
}

// promised is the speech act that an announced event amounts to. Force or
// sanctions to come are a threat only where they are announced against
// somebody; a plan to use them stays what it is, planned.
func (r *run) promised(rd *reading, m mood, status ontology.Status) (ontology.Type, string, ontology.Status) {
	t, mode := rd.entry.Type, rd.entry.Mode
	if t.Quad() == ontology.MaterialConflict && (!m.will || r.court(rd.actors) || len(rd.actors) == 0 || !r.anyPolitical(rd.recipients) && !r.warned(rd)) {
		return t, mode, status
	}
	if m.will && m.unless && !m.conditional && t.Quad() == ontology.MaterialConflict {
		status = ontology.Planned // "will strike if": the threat is made now
	}
	switch t {
	case ontology.Consult:
		return ontology.Agree, "", status
	case ontology.Aid, ontology.Cooperate, ontology.Support:
		if status == ontology.Planned {
			status = ontology.Occurred
		}
		return ontology.Agree, "", status
	case ontology.Retreat:
		if status == ontology.Planned {
			status = ontology.Occurred
		}
		return ontology.Concede, "", status
	case ontology.Agree, ontology.Concede:
		if status == ontology.Planned && m.will {
			status = ontology.Occurred // "said it would resume cooperation"
		}
		return t, mode, status
	case ontology.Mobilize:
		if r.onlyAnnounced(rd, m) {
			return t, mode, status
		}
		r.speakersThreat(rd)
		return threat(ontology.Threaten, "violence", status)
	case ontology.Assault:
		if r.foretold(rd) {
			return t, mode, status
		}
		r.speakersThreat(rd)
		return threat(ontology.Threaten, "violence", status)
	case ontology.Sanction:
		if status == ontology.Planned && !m.unless && r.announced(&rd.frame) || r.onlyAnnounced(rd, m) {
			return t, mode, status // the decision to punish is taken
		}
		return threat(ontology.Threaten, sanctionThreat[mode], status)
	case ontology.Coerce:
		if r.onlyAnnounced(rd, m) {
			return t, mode, status
		}
		return threat(ontology.Threaten, coerceThreat[mode], status)
	}
	return t, mode, status
}

// onlyAnnounced reports whether a measure to come is announced and not held over
// anybody: no condition, no warning, and not in the words of those who will take
// it ("we will").
func (r *run) onlyAnnounced(rd *reading, m mood) bool {
	if m.unless || r.warned(rd) {
		return false
	}
	st := r.statementAt(rd.frame.head)
	if st == nil || st.Speaker.Entity == doc.None {
		return true
	}
	return !holds(rd.actors, st.Speaker.Entity) && !st.Direct
}

// foretold reports whether force to come is told by somebody of another country than
// those who are to use it: a fear, and no threat.
func (r *run) foretold(rd *reading) bool {
	st := r.statementAt(rd.frame.head)
	if st == nil || st.Speaker.Entity == doc.None {
		return false
	}
	c := r.d.Entities[st.Speaker.Entity].Country
	return len(c) == 3 && !r.ofCountry(rd.actors, c)
}

// announced reports whether a predicate stands in what somebody announces.
func (r *run) announced(f *frame) bool {
	t := &r.tree
	i := f.verb
	if i < 0 {
		i = f.head
	}
	for steps := 0; steps < maxControl && t.Head(i) >= 0; steps++ {
		switch t.Rel(i) {
		case ud.Ccomp:
			return t.Lemma(t.Head(i)) == "announce"
		case ud.Conj, ud.Xcomp:
			i = t.Head(i)
		default:
			return false
		}
	}
	return false
}

// warnings are verbs of saying that make what will be done a threat.
var warnings = map[string]bool{"warn": true, "threaten": true, "vow": true, "swear": true, "caution": true}

// warned reports whether somebody of the actors' country warns of what they will
// do.
func (r *run) warned(rd *reading) bool {
	st := r.statementAt(rd.frame.head)
	if st == nil || st.Cue == doc.None || st.Speaker.Entity == doc.None || !warnings[r.d.Tokens[st.Cue].Lemma] {
		return false
	}
	c := r.d.Entities[st.Speaker.Entity].Country
	return c != "" && r.ofCountry(rd.actors, c)
}

// speakersThreat makes a threat with the country's forces that of the official
// who utters it: "the president said the rebels will be crushed by the army".
func (r *run) speakersThreat(rd *reading) {
	st := r.statementAt(rd.frame.head)
	if st == nil || !r.official(st.Speaker) || len(rd.actors) == 0 {
		return
	}
	c := r.d.Entities[st.Speaker.Entity].Country
	for _, ref := range rd.actors {
		if e := &r.d.Entities[ref.Entity]; len(c) != 3 || e.Country != c || !state(e.Sector) {
			return
		}
	}
	rd.actors = []doc.Ref{st.Speaker}
}

// saysOfSelf reports whether those who act say themselves what they may do.
func (r *run) saysOfSelf(rd *reading) bool {
	st := r.statementAt(rd.frame.head)
	if st == nil || st.Speaker.Entity == doc.None || st.Kind == doc.OutletSource || !r.anyPolitical(rd.recipients) {
		return false
	}
	return holds(rd.actors, st.Speaker.Entity) || r.ofCountry(rd.actors, r.d.Entities[st.Speaker.Entity].Country)
}

// court reports whether a court acts: its sentence to come is no threat.
func (r *run) court(refs []doc.Ref) bool {
	return len(refs) > 0 && r.d.Entities[refs[0].Entity].Sector == "JUD"
}

func threat(t ontology.Type, mode string, status ontology.Status) (ontology.Type, string, ontology.Status) {
	if status == ontology.Planned {
		status = ontology.Occurred
	}
	return t, mode, status
}

var sanctionThreat = map[string]string{"discontinue": "restrict", "expel": "expel", "withdraw": "relations", "": "relations", "convict": "arrest"}

var coerceThreat = map[string]string{"arrest": "arrest", "deport": "expel", "restrict": "restrict", "": "restrict", "seize": "territory"}

func rejectMode(t ontology.Type) string {
	switch t {
	case ontology.Consult:
		return "meet"
	case ontology.Aid, ontology.Cooperate:
		return "assist"
	case ontology.Retreat, ontology.Concede:
		return "yield"
	}
	return "change"
}
