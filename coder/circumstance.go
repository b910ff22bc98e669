package coder

import (
	"casus/doc"
	"casus/ontology"
	"casus/ud"
)

// attribute finds on whose word a report stands: the speaker of the innermost
// statement that holds its trigger. A speech act stands on its own word unless
// somebody else relays it.
func (r *run) attribute(rep *doc.Report) {
	trigger := r.d.Tokens[rep.Head].Span
	best := doc.None
	for i := range r.d.Statements {
		st := &r.d.Statements[i]
		if st.Sentence != int32(r.tree.Index) || !st.Content.Contains(trigger) || st.Cue == rep.Head {
			continue
		}
		if best == doc.None || st.Content.Len() < r.d.Statements[best].Content.Len() {
			best = int32(i)
		}
	}
	for best != doc.None {
		st := &r.d.Statements[best]
		if st.Speaker.Entity != doc.None && !(verbal(rep.Type) && rep.Type != ontology.Consult && holds(rep.Actors, st.Speaker.Entity)) {
			rep.Attribution = doc.Attribution{Source: st.Speaker, Kind: st.Kind}
			rep.Trace.Steps = append(rep.Trace.Steps, "on the word of \""+r.name(st.Speaker)+"\": "+st.Rule)
			return
		}
		best = st.Parent
	}
	rep.Attribution = doc.Attribution{Source: doc.NoRef}
}

// name is the words for whom a reference stands.
func (r *run) name(ref doc.Ref) string {
	if ref.Entity == doc.None {
		return ""
	}
	return r.d.Entities[ref.Entity].Name
}

// topToken is the token of [first, end) of the document whose head lies
// outside, as a position in the sentence.
func (r *run) topToken(first, end int32) int {
	t := &r.tree
	for i := first; i < end; i++ {
		k := int(i - t.Base)
		if h := t.Head(k); h < int(first-t.Base) || h >= int(end-t.Base) {
			return k
		}
	}
	return int(first - t.Base)
}

// date gives a report the expression of time that belongs to its clause: below
// its verb or noun, else on a clause above that it shares its time with.
func (r *run) date(rep *doc.Report, f *frame) {
	best, bestRank := doc.None, 100
	for i := range r.d.Times {
		tm := &r.d.Times[i]
		if tm.Sentence != int32(r.tree.Index) || tm.From.IsZero() {
			continue
		}
		if rank := r.distance(f, r.topToken(tm.First, tm.End), rep); rank < bestRank {
			best, bestRank = int32(i), rank
		}
	}
	if best == doc.None {
		return
	}
	tm := &r.d.Times[best]
	rep.Date, rep.DateEnd, rep.Precision = tm.From, tm.To, tm.Precision
	rep.Trace.Steps = append(rep.Trace.Steps, "date \""+tm.Span.Of(r.d.Text)+"\": "+tm.Rule)
}

// unrelated is the rank of a circumstance that belongs to another event.
const unrelated = 100

// distance ranks how closely the token of a circumstance belongs to the frame:
// 0 on its own noun, 1 in its own clause, more on the clauses above that pass
// their circumstances down, unrelated otherwise.
func (r *run) distance(f *frame, k int, rep *doc.Report) int {
	t := &r.tree
	owner := r.ownerClause(k)
	if t.Dominates(f.head, k) && (owner == f.head || !t.Dominates(f.head, owner) || owner == f.verb) {
		return 0
	}
	cur := f.verb
	if cur < 0 {
		cur = f.head
	}
	for rank := 1; cur >= 0 && rank < 8; rank++ {
		if owner == cur {
			return rank
		}
		h := t.Head(cur)
		if h < 0 {
			return unrelated
		}
		switch t.Rel(cur) {
		case ud.Xcomp, ud.Obj, ud.Obl, ud.Nmod, ud.Nsubj, ud.NsubjPass, ud.OblAgent, ud.Compound, ud.NmodPoss, ud.Appos, ud.Acl:
			cur = h
		case ud.Conj:
			cur = h
			rank++
		case ud.Advcl:
			cur = h
			rank += 2
		case ud.Ccomp, ud.Parataxis:
			// What is said today of something that goes on is true today.
			if rep.Status != ontology.Ongoing {
				return unrelated
			}
			cur = h
			rank += 3
		default:
			return unrelated
		}
	}
	return unrelated
}

// ownerClause is the verb or event noun that a circumstance hangs on.
func (r *run) ownerClause(k int) int {
	t := &r.tree
	for steps := 0; steps < 12; steps++ {
		h := t.Head(k)
		if h < 0 {
			return k
		}
		switch t.Tokens[h].UPOS {
		case ud.VERB, ud.AUX:
			return h
		case ud.NOUN:
			if rel := t.Rel(k); rel == ud.Nmod || rel == ud.NmodUnmarked || rel == ud.NmodPoss || rel == ud.Compound || rel == ud.Acl {
				if len(r.lex.PredicatesOf(t.Lemma(h), 'n')) > 0 || t.Child(h, ud.Cop) >= 0 {
					return h
				}
			}
		case ud.ADJ:
			return h
		}
		k = h
	}
	return k
}

// locative are prepositions before the place where something happens.
var locative = map[string]bool{
	"in": true, "at": true, "near": true, "on": true, "outside": true, "inside": true, "across": true, "around": true, "off": true, "over": true,
	"from": false, "to": false, "through": true, "throughout": true, "along": true, "within": true, "between": false, "against": false,
}

// place gives a report the place of its clause: a place in a locative phrase
// that belongs to the event.
func (r *run) place(rep *doc.Report, f *frame) {
	t := &r.tree
	rep.Place = doc.None
	bestRank := unrelated
	for i := range r.d.Places {
		p := &r.d.Places[i]
		if p.Sentence != int32(t.Index) || p.Dateline {
			continue
		}
		k := r.topToken(p.First, p.End)
		holder := k
		for steps := 0; steps < 4 && !locative[t.Marker(holder)]; steps++ {
			switch t.Rel(holder) {
			case ud.Compound, ud.NmodPoss, ud.Appos, ud.Amod, ud.Flat, ud.Nmod, ud.Conj, ud.NmodDesc, ud.NmodUnmarked:
				holder = t.Head(holder)
			default:
				steps = 4
			}
			if holder < 0 {
				break
			}
		}
		if holder < 0 || !locative[t.Marker(holder)] {
			continue
		}
		rank := r.distance(f, holder, rep)
		if p.Level == doc.CountryLevel {
			rank = 2*rank + 1
		} else {
			rank *= 2
		}
		if rank < bestRank {
			rep.Place, bestRank = int32(i), rank
		}
	}
	if rep.Place != doc.None {
		p := &r.d.Places[rep.Place]
		rep.Trace.Steps = append(rep.Trace.Steps, "place \""+p.Span.Of(r.d.Text)+"\": "+p.Rule)
	}
}
