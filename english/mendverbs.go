package english

import (
	"casus/doc"
	"casus/ud"
)

// In news a verb whose past and present look alike is mostly in the past: "Police
// shot dead two students on Tuesday".

// likePresent are the forms of such verbs; the value says that the form is never
// a present.
var likePresent = map[string]bool{
	"shot": true, "beat": false, "bid": false, "burst": false, "cast": false, "cut": false, "hit": false, "hurt": false, "put": false, "quit": false,
	"set": false, "shut": false, "split": false, "spread": false, "thrust": false,
}

// readPasts makes pasts of such forms that were read as presents, where another
// word of the sentence says that it tells of the past.
func readPasts(tokens []doc.Token) {
	for i := range tokens {
		t := &tokens[i]
		if t.XPOS != ud.VBP && t.XPOS != ud.VB {
			continue
		}
		sure, ok := likePresent[t.Form]
		if !ok || hasChild(tokens, i, ud.Aux) || hasChild(tokens, i, ud.Mark) || t.Deprel == ud.Aux || !hasChild(tokens, i, ud.Nsubj) && t.Deprel != ud.Conj {
			continue
		}
		if !sure && !tellsPast(tokens) {
			continue
		}
		t.XPOS = ud.VBD
		switch t.Feats {
		case "Mood=Ind|Number=Sing|Person=1|Tense=Pres|VerbForm=Fin":
			t.Feats = "Mood=Ind|Number=Sing|Person=1|Tense=Past|VerbForm=Fin"
		case "Mood=Ind|Number=Sing|Person=2|Tense=Pres|VerbForm=Fin":
			t.Feats = "Mood=Ind|Number=Sing|Person=2|Tense=Past|VerbForm=Fin"
		case "Mood=Ind|Number=Plur|Person=1|Tense=Pres|VerbForm=Fin":
			t.Feats = "Mood=Ind|Number=Plur|Person=1|Tense=Past|VerbForm=Fin"
		default:
			t.Feats = "Mood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin"
		}
	}
}

// readParticiples makes participles of verbs under a noun that were read as pasts:
// "an opposition leader jailed for plotting". Only what is not finite can hang
// there.
func readParticiples(tokens []doc.Token) {
	for i := range tokens {
		t := &tokens[i]
		if t.Deprel == ud.Acl && t.XPOS == ud.VBD && !hasChild(tokens, i, ud.Nsubj) && !hasChild(tokens, i, ud.Obj) && !hasChild(tokens, i, ud.Aux) && !hasChild(tokens, i, ud.Mark) {
			t.XPOS, t.Feats = ud.VBN, "Tense=Past|VerbForm=Part|Voice=Pass"
		}
	}
}

// tellsPast reports whether a sentence has a verb in the past or a day that is
// over when it is named: "on Tuesday", "last week".
func tellsPast(tokens []doc.Token) bool {
	past := false
	for i := range tokens {
		t := &tokens[i]
		switch {
		case t.XPOS == ud.MD, t.Lemma == "every", t.Lemma == "each", t.Lemma == "often":
			return false
		case t.XPOS == ud.VBD, weekdays[t.Form], t.Lemma == "yesterday", t.Lemma == "ago", t.Lemma == "last" && t.UPOS == ud.ADJ:
			past = true
		}
	}
	return past
}

// hangConjuncts makes a finite verb that was coordinated with an infinitive, or
// with what a modal verb governs, go with the finite verb above: in "Peru called on
// Chile to withdraw and accused it of aggression", Peru accused.
func hangConjuncts(tokens []doc.Token) {
	for i := range tokens {
		c := &tokens[i]
		h := int(c.Head) - 1
		if c.Deprel != ud.Conj || h < 0 || h >= i || tokens[h].XPOS != ud.VB || c.UPOS != ud.VERB || c.XPOS != ud.VBD && c.XPOS != ud.VBZ && c.XPOS != ud.VBN {
			continue
		}
		if hasChild(tokens, i, ud.Nsubj) || hasChild(tokens, i, ud.AuxPass) || hasChild(tokens, i, ud.Aux) || c.XPOS == ud.VBN && !hasChild(tokens, i, ud.Obj) && !hasChild(tokens, i, ud.Obl) {
			continue
		}
		v := int(tokens[h].Head) - 1
		for steps := 0; v >= 0 && steps < 8 && !finite(tokens, v); steps++ {
			if tokens[v].UPOS != ud.VERB {
				v = -1
				break
			}
			v = int(tokens[v].Head) - 1
		}
		if v < 0 || v >= h || !finite(tokens, v) {
			continue
		}
		c.Head = int32(v + 1)
		if c.XPOS == ud.VBN {
			c.XPOS, c.Feats = ud.VBD, tokens[v].Feats
		}
	}
}

// finite reports whether a token is a verb in the past or present by itself.
func finite(tokens []doc.Token, v int) bool {
	return tokens[v].UPOS == ud.VERB && (tokens[v].XPOS == ud.VBD || tokens[v].XPOS == ud.VBZ || tokens[v].XPOS == ud.VBP)
}
