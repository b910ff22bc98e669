package coder

import (
	"casus/doc"
	"casus/lexicon"
	"casus/ontology"
	"casus/ud"
)

// obligations codes what a speaker says that somebody else must do ("The
// council must act, the U.S. statement said") as a REQUEST of the speaker to
// the one who must: no verb of the lexicon carries it, the auxiliary does.
func (r *run) obligations() {
	t := &r.tree
	for i := range t.Tokens {
		if t.Tokens[i].UPOS != ud.VERB && t.Tokens[i].UPOS != ud.ADJ {
			continue
		}
		aux := r.obliging(i)
		if aux < 0 {
			continue
		}
		st := r.statementAt(i)
		if st == nil || !r.official(st.Speaker) {
			continue
		}
		subject := t.Child(i, ud.Nsubj, ud.NsubjPass)
		if subject < 0 {
			continue
		}
		speaker := []doc.Ref{st.Speaker}
		refs := without(r.mentionsAt(nil, subject), speaker)
		if len(refs) == 0 || !r.anyPolitical(refs) || r.sameCountry(refs, st.Speaker) {
			continue
		}
		r.dropAt(i)
		r.found = append(r.found, reading{
			frame:  frame{head: i, verb: i, rule: "obligation"},
			entry:  obligation,
			actors: speaker, recipients: refs,
		})
	}
}

// obligation stands for the construction where an entry of the lexicon would.
var obligation = &lexicon.Predicate{
	ID: "must", Lemma: "must", POS: 'v', Type: ontology.Request, Mode: "change", CAMEO: "100", Embeds: true, Line: "construction",
}

// obliging is the auxiliary of the verb that makes it a duty: "must", "has to";
// −1 if there is none.
func (r *run) obliging(i int) int {
	t := &r.tree
	for _, k := range t.Children(i) {
		if t.Rel(int(k)) == ud.Aux && t.Lemma(int(k)) == "must" {
			return int(k)
		}
	}
	if t.Rel(i) == ud.Xcomp {
		if h := t.Head(i); h >= 0 && (t.Lemma(h) == "have" || t.Lemma(h) == "need") && r.infinitive(i) {
			return h
		}
	}
	return -1
}

// dropAt sets aside what the lexicon reads at a token that is only a duty.
func (r *run) dropAt(i int) {
	for k := range r.found {
		if r.found[k].frame.head == i {
			r.found[k].drop("only due", "a duty that the speaker imposes")
		}
	}
}

// statementAt is the innermost statement of the sentence that holds a token.
func (r *run) statementAt(i int) *doc.Statement {
	at := r.tree.Tokens[i].Span
	var best *doc.Statement
	for k := range r.d.Statements {
		st := &r.d.Statements[k]
		if st.Sentence == int32(r.tree.Index) && st.Content.Contains(at) && (best == nil || st.Content.Len() < best.Content.Len()) {
			best = st
		}
	}
	return best
}

// official reports whether a speaker speaks for a state, an armed group, a
// party or a body; analysts' advice is no request.
func (r *run) official(ref doc.Ref) bool {
	if ref.Entity == doc.None {
		return false
	}
	switch r.d.Entities[ref.Entity].Sector {
	case "GOV", "MIL", "LEG", "IGO", "REB", "PRM", "PTY", "OPP", "HRI", "JUD":
		return true
	}
	return false
}

// sameCountry reports whether somebody of the refs belongs to the speaker's own
// side.
func (r *run) sameCountry(refs []doc.Ref, speaker doc.Ref) bool {
	s := &r.d.Entities[speaker.Entity]
	for _, ref := range refs {
		if e := &r.d.Entities[ref.Entity]; e.Country != "" && e.Country == s.Country && e.Sector == s.Sector {
			return true
		}
	}
	return false
}
