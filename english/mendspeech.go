package english

import (
	"casus/doc"
	"casus/ud"
)

// Who says something of a thing and then asks for something is the subject of
// both: "said the move violated the treaty and called on Chile to withdraw". The
// second verb is then read as what the thing did.

// uttering are verbs that only people, or those who speak for them, are the
// subjects of.
var uttering = map[string]bool{
	"accuse": true, "add": true, "announce": true, "appeal": true, "ask": true, "blame": true, "call": true, "condemn": true, "criticise": true, "criticize": true,
	"demand": true, "denounce": true, "deny": true, "insist": true, "invite": true, "pledge": true, "promise": true, "reject": true, "reiterate": true,
	"repeat": true, "thank": true, "urge": true, "vow": true, "warn": true, "welcome": true,
}

// things are nouns, and words in their place, that say nothing themselves.
var things = map[string]bool{
	"act": true, "action": true, "agreement": true, "allegation": true, "arrest": true, "attack": true, "bill": true, "blockade": true, "bombing": true, "conflict": true,
	"deal": true, "decision": true, "drill": true, "embargo": true, "exercise": true, "incident": true, "incursion": true, "invasion": true, "killing": true, "launch": true,
	"law": true, "measure": true, "move": true, "operation": true, "plan": true, "policy": true, "proposal": true, "raid": true, "remark": true, "ruling": true,
	"sanction": true, "sentence": true, "shelling": true, "situation": true, "statement": true, "step": true, "strike": true, "test": true, "treaty": true,
	"verdict": true, "violence": true, "visit": true, "vote": true, "war": true, "it": true, "that": true, "this": true, "these": true,
}

// hangSpeech gives such a verb back to who says it.
func hangSpeech(tokens []doc.Token) {
	for v := range tokens {
		t := &tokens[v]
		c := int(t.Head) - 1
		if t.Deprel != ud.Conj || !uttering[t.Lemma] || c < 0 || c > v || tokens[c].Deprel != ud.Ccomp || hasChild(tokens, v, ud.Nsubj) || hasChild(tokens, v, ud.Aux) {
			continue
		}
		s := int(tokens[c].Head) - 1
		if s < 0 || s > c || !saying[tokens[s].Lemma] || tokens[s].XPOS != t.XPOS || t.XPOS != ud.VBD && t.XPOS != ud.VBZ {
			continue
		}
		for k := s + 1; k < c; k++ {
			if r := tokens[k].Deprel; int(tokens[k].Head)-1 == c && (r == ud.Nsubj || r == ud.NsubjPass) && things[tokens[k].Lemma] {
				t.Head = int32(s + 1)
			}
		}
	}
}

// "Gunmen in a car shot dead a judge": behind a phrase "shot" is read as its noun.

// readShots makes verbs of such nouns.
func readShots(tokens []doc.Token) {
	for i := 2; i+1 < len(tokens); i++ {
		t := &tokens[i]
		above, before := int(t.Head)-1, &tokens[i-1]
		if t.Form != "shot" || t.UPOS != ud.NOUN || tokens[i+1].Form != "dead" || above < 0 || above >= i || before.Deprel != ud.Compound || int(before.Head)-1 != i {
			continue
		}
		subject := above
		if k := childOf(tokens, above, ud.Nsubj); k >= 0 && k < above { // "a man armed with a rifle"
			subject = k
		}
		if u := tokens[subject].UPOS; u != ud.NOUN && u != ud.PROPN && u != ud.PRON {
			continue
		}
		top := tokens[above] // its place is that of the verb
		before.Head, before.Deprel = t.Head, t.Deprel
		for k := range tokens {
			switch h := int(tokens[k].Head) - 1; {
			case h == i && k < i-1:
				tokens[k].Head = int32(i)
			case h == above && k > i && tokens[k].Deprel == ud.Nsubj && int(top.Head)-1 > k: // of the verb of saying
				tokens[k].Head = top.Head
			case h == above && k > i, h == i+1 && k > i:
				tokens[k].Head = int32(i + 1)
			}
		}
		if above != subject {
			tokens[above].Head, tokens[above].Deprel = int32(subject+1), ud.Acl
		}
		t.Head, t.Deprel, t.UPOS, t.XPOS, t.Lemma, t.Feats = top.Head, top.Deprel, ud.VERB, ud.VBD, "shoot", "Mood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin"
		tokens[subject].Head, tokens[subject].Deprel = int32(i+1), ud.Nsubj
		tokens[i+1].Head, tokens[i+1].Deprel = int32(i+1), ud.Xcomp
	}
}
