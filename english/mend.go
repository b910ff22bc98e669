package english

import (
	"casus/doc"
	"casus/ud"
)

// window bounds how far from a word its dependents are looked for, in tokens, so
// that no sentence is read in quadratic time.
const window = 40

// mend puts right in a sentence's tree what news writes and treebanks hardly
// have.
func mend(tokens []doc.Token) {
	hangDays(tokens)
	hangAcronyms(tokens)
	hangRuling(tokens)
	hangSpeakers(tokens)
	hangReady(tokens)
	hangPerfect(tokens)
	hangSaid(tokens)
	hangMonths(tokens)
	hangRulers(tokens)
	hangAfter(tokens)
	readNouns(tokens)
	readShots(tokens)
	readPasts(tokens)
	readParticiples(tokens)
	hangConjuncts(tokens)
	hangSpeech(tokens)
}

// American agencies put the day between subject and verb without a comma:
// "Israel Friday reimposed a curfew". The day is then read as the last word of a
// name, or as the subject.

var weekdays = map[string]bool{
	"Monday": true, "Tuesday": true, "Wednesday": true, "Thursday": true, "Friday": true, "Saturday": true, "Sunday": true,
}

// dayNames are the words before a day that make a name of it: "Good Friday".
var dayNames = map[string]bool{
	"Ash": true, "Black": true, "Bloody": true, "Cyber": true, "Easter": true, "Giving": true, "Good": true,
	"Holy": true, "Palm": true, "Super": true,
}

// bareDay reports whether tokens[k] is a day of the week that belongs to the
// clause and not to the name before it.
func bareDay(tokens []doc.Token, k int) bool {
	if k == 0 || !weekdays[tokens[k].Form] {
		return false
	}
	t := &tokens[k-1]
	return t.UPOS == ud.PROPN && !dayNames[t.Form] || t.UPOS == ud.NOUN
}

// hangDays makes days of the week in tokens, a sentence, depend on the verb
// where they were taken into the noun before it.
func hangDays(tokens []doc.Token) {
	for k := range tokens {
		if !bareDay(tokens, k) {
			continue
		}
		h := int(tokens[k].Head) - 1
		switch day := &tokens[k]; {
		case h > k && (day.Deprel == ud.Nsubj || day.Deprel == ud.NsubjPass) && int(tokens[k-1].Head)-1 == k:
			hangSubject(tokens, k, h)
		case h >= 0 && h < k && (day.Deprel == ud.Flat || day.Deprel == ud.NmodUnmarked || day.Deprel == ud.Appos):
			v := int(tokens[h].Head) - 1
			for v >= 0 && tokens[v].UPOS != ud.VERB {
				v = int(tokens[v].Head) - 1
			}
			if v >= 0 {
				day.Head, day.Deprel = int32(v+1), ud.OblUnmarked
			}
		}
	}
}

// hangSubject makes the word before the day at k the subject of the verb v, in
// the place of the day.
func hangSubject(tokens []doc.Token, k, v int) {
	for i := max(0, k-window); i < min(len(tokens), k+window); i++ {
		switch {
		case int(tokens[i].Head)-1 != k || i == k-1:
		case i < k:
			tokens[i].Head = int32(k)
		default:
			tokens[i].Head = int32(v + 1)
		}
	}
	tokens[k-1].Head, tokens[k-1].Deprel = int32(v+1), tokens[k].Deprel
	tokens[k].Head, tokens[k].Deprel = int32(v+1), ud.OblUnmarked
}

// cutDays takes days off the ends of list[first:].
func cutDays(list []doc.Name, first int, tokens []doc.Token) {
	for i := first; i < len(list); i++ {
		n := &list[i]
		if n.End-n.First > 1 && bareDay(tokens[n.First:n.End], int(n.End-n.First)-1) {
			n.End--
		}
	}
}

// hangAcronyms makes acronyms in brackets between a name and its noun stand
// beside the name, and the name before the noun: "World Health Organization
// (WHO) officials". The noun may be read as coordinated with the name.
func hangAcronyms(tokens []doc.Token) {
	for k := 2; k+2 < len(tokens); k++ {
		if tokens[k-1].Form != "(" || tokens[k+1].Form != ")" || !acronym(tokens[k].Form) {
			continue
		}
		name, noun := k-2, k+2
		if tokens[name].UPOS != ud.PROPN || tokens[noun].UPOS != ud.NOUN {
			continue
		}
		switch {
		case int(tokens[noun].Head)-1 == name:
			tokens[noun].Head, tokens[noun].Deprel = tokens[name].Head, tokens[name].Deprel
			tokens[name].Head, tokens[name].Deprel = int32(noun+1), ud.Compound
		case int(tokens[name].Head)-1 != noun:
			continue
		}
		tokens[k].UPOS, tokens[k].XPOS = ud.PROPN, ud.NNP
		tokens[k].Head, tokens[k].Deprel = int32(name+1), ud.Appos
		tokens[k-1].Head, tokens[k-1].Deprel = int32(k+1), ud.Punct
		tokens[k+1].Head, tokens[k+1].Deprel = int32(k+1), ud.Punct
		for i := max(0, k-window); i < min(len(tokens), k+window); i++ {
			if h := int(tokens[i].Head) - 1; h == k && i != k-1 && i != k+1 || h == name && i > k {
				tokens[i].Head = int32(noun + 1)
			}
		}
	}
}

// acronym reports whether a word is two to eight capitals.
func acronym(s string) bool {
	for i := range len(s) {
		if s[i] < 'A' || s[i] > 'Z' {
			return false
		}
	}
	return 2 <= len(s) && len(s) <= 8
}

var saying = map[string]bool{"say": true, "tell": true, "report": true, "warn": true, "announce": true, "confirm": true, "claim": true}

// farthest is how many tokens the words for a speaker may have.
const farthest = 16

// hangSpeakers gives a verb of saying behind a comma its subject back where what
// describes the speaker was read as a clause: ", people familiar with the matter
// said", ", residents reached by telephone said".
func hangSpeakers(tokens []doc.Token) {
	for s := range tokens {
		if !saying[tokens[s].Lemma] || tokens[s].XPOS != ud.VBD && tokens[s].XPOS != ud.VBZ || hasChild(tokens, s, ud.Nsubj) {
			continue
		}
		comma := s - 1
		for comma >= 0 && tokens[comma].Form != "," && s-comma < farthest {
			comma--
		}
		if comma < 0 || tokens[comma].Form != "," {
			continue
		}
		if beforeVerb(tokens, comma, s) {
			continue
		}
		for n := comma + 1; n < s; n++ {
			x := int(tokens[n].Head) - 1
			if tokens[n].Deprel != ud.Nsubj && tokens[n].Deprel != ud.NsubjPass || x <= n || x >= s || !describes(tokens, x) {
				continue
			}
			if under(tokens, s, x) {
				tokens[s].Head, tokens[s].Deprel = tokens[x].Head, tokens[x].Deprel
			}
			tokens[n].Head, tokens[n].Deprel = int32(s+1), ud.Nsubj
			tokens[x].Head, tokens[x].Deprel = int32(n+1), ud.Acl
			break
		}
	}
}

// beforeVerb makes a noun phrase that stands alone between a comma and the verb of
// saying s its subject, wherever the tree hangs it: ", Foreign Minister Ana Kovac
// told reporters". It reports whether it did.
func beforeVerb(tokens []doc.Token, comma, s int) bool {
	top := -1
	for n := comma + 1; n < s; n++ {
		switch tokens[n].UPOS {
		case ud.VERB, ud.AUX, ud.ADP, ud.SCONJ, ud.CCONJ:
			return false
		}
		if h := int(tokens[n].Head) - 1; h <= comma || h > s {
			if top >= 0 || h < 0 {
				return false
			}
			top = n
		} else if h == s {
			return false
		}
	}
	if top < 0 || tokens[top].UPOS != ud.PROPN && tokens[top].UPOS != ud.NOUN || tokens[top].Deprel != ud.Conj && tokens[top].Deprel != ud.Appos && tokens[top].Deprel != ud.Nmod {
		return false
	}
	if under(tokens, s, top) {
		return false
	}
	tokens[top].Head, tokens[top].Deprel = int32(s+1), ud.Nsubj
	return true
}

// describes reports whether tokens[x] can follow a noun that it describes: an
// adjective or participle without an auxiliary.
func describes(tokens []doc.Token, x int) bool {
	switch tokens[x].XPOS {
	case ud.JJ, ud.VBN, ud.VBG, ud.VBD:
		return !hasChild(tokens, x, ud.Aux) && !hasChild(tokens, x, ud.AuxPass) && !hasChild(tokens, x, ud.Cop) && !hasChild(tokens, x, ud.Obj)
	}
	return false
}

func hasChild(tokens []doc.Token, h int, rel ud.Deprel) bool {
	return childOf(tokens, h, rel) >= 0
}

// childOf is the first child of a token with a relation, −1 if there is none.
func childOf(tokens []doc.Token, h int, rel ud.Deprel) int {
	for k := max(0, h-window); k < min(len(tokens), h+window); k++ {
		if int(tokens[k].Head)-1 == h && tokens[k].Deprel == rel {
			return k
		}
	}
	return -1
}

// under reports whether tokens[i] stands below tokens[top] in the tree.
func under(tokens []doc.Token, i, top int) bool {
	for steps := 0; i >= 0 && steps < window; steps++ {
		if i == top {
			return true
		}
		i = int(tokens[i].Head) - 1
	}
	return false
}

// inclined are adjectives of which somebody is said to be who will act.
var inclined = map[string]bool{
	"ready": true, "prepared": true, "willing": true, "unwilling": true, "able": true, "unable": true, "eager": true, "determined": true, "set": true,
}

// hangReady makes the "it" of "it was ready to resume ties" the subject, where it is
// taken for the "it" of "it was good to see".
func hangReady(tokens []doc.Token) {
	for i := range tokens {
		h := int(tokens[i].Head) - 1
		if tokens[i].Deprel != ud.Expl || h <= i || !inclined[tokens[h].Lemma] {
			continue
		}
		tokens[i].Deprel = ud.Nsubj
		for k := h + 1; k < min(len(tokens), h+window); k++ {
			if int(tokens[k].Head)-1 == h && tokens[k].Deprel == ud.Csubj {
				tokens[k].Deprel = ud.Xcomp
			}
		}
	}
}

// hangRuling makes "ruling" and "governing" before the name of a party depend on
// the name: in "Angola's ruling MPLA rejected" the word may be read as the
// subject, with the name beside it, and in "South Africa's governing African
// National Congress criticized" as a verb that South Africa is the subject of.
func hangRuling(tokens []doc.Token) {
	for k := 1; k+1 < len(tokens); k++ {
		if f := tokens[k].Form; f != "ruling" && f != "governing" || tokens[k-1].XPOS != ud.POS {
			continue
		}
		n := nameUnder(tokens, k)
		if n < 0 {
			continue
		}
		rel := tokens[k].Deprel
		switch rel {
		case ud.Nsubj, ud.NsubjPass, ud.Obj, ud.Obl, ud.OblAgent, ud.Nmod, ud.Conj, ud.Root, ud.Appos, ud.NmodPoss, ud.Iobj:
		default:
			if h := int(tokens[k].Head) - 1; h <= n || tokens[h].UPOS != ud.VERB {
				continue
			}
			rel = ud.Nsubj
		}
		tokens[n].Head, tokens[n].Deprel = tokens[k].Head, rel
		for i := max(0, k-window); i < min(len(tokens), k+window); i++ {
			if int(tokens[i].Head)-1 != k || i == n {
				continue
			}
			tokens[i].Head = int32(n + 1)
			if d := tokens[i].Deprel; i < k && (d == ud.Nsubj || d == ud.NsubjPass || d == ud.Obj) {
				tokens[i].Deprel = ud.NmodPoss
			}
		}
		tokens[k].Head, tokens[k].Deprel = int32(n+1), ud.Amod
		tokens[k].UPOS, tokens[k].XPOS = ud.VERB, ud.VBG
	}
}

// nameUnder is the word at the head of the capitalised name right behind token k
// that depends on k, or of the noun that the name stands before; −1 if there is
// none.
func nameUnder(tokens []doc.Token, k int) int {
	n := -1
	for i := k + 1; i < min(len(tokens), k+window); i++ {
		t := &tokens[i]
		switch t.UPOS {
		case ud.PROPN, ud.NOUN, ud.ADJ, ud.CCONJ:
		default:
			if t.Form != "-" {
				return n
			}
		}
		if i == k+1 && (t.Form == "" || t.Form[0] < 'A' || t.Form[0] > 'Z') {
			return -1
		}
		if int(t.Head)-1 == k && (t.UPOS == ud.PROPN || t.UPOS == ud.NOUN) {
			n = i
		}
	}
	return n
}

// hangPerfect makes "has" an auxiliary again where words between it and its
// participle had it read as a verb: "has for two years turned down requests".
func hangPerfect(tokens []doc.Token) {
	for i := range tokens {
		if tokens[i].Lemma != "have" || tokens[i].UPOS != ud.VERB || hasChild(tokens, i, ud.Obj) {
			continue
		}
		for k := i + 2; k < min(len(tokens), i+window); k++ {
			t := &tokens[k]
			if int(t.Head)-1 != i || t.Deprel != ud.Xcomp && t.Deprel != ud.Ccomp || t.XPOS != ud.VBN && t.XPOS != ud.VBD {
				continue
			}
			if hasChild(tokens, k, ud.Mark) || hasChild(tokens, k, ud.Nsubj) || hasChild(tokens, k, ud.Aux) {
				continue
			}
			tokens[k].Head, tokens[k].Deprel = tokens[i].Head, tokens[i].Deprel
			tokens[i].Head, tokens[i].Deprel, tokens[i].UPOS = int32(k+1), ud.Aux, ud.AUX
			for j := max(0, i-window); j < min(len(tokens), k+window); j++ {
				if int(tokens[j].Head)-1 == i {
					tokens[j].Head = int32(k + 1)
				}
			}
			break
		}
	}
}

// hangSaid makes a clause of what stands behind "said" and a day without "that",
// where its subject is taken for what was said: "sources said Wednesday an
// operation rescued 190 passengers and killed 30".
func hangSaid(tokens []doc.Token) {
	for s := range tokens {
		if tokens[s].Lemma != "say" || tokens[s].UPOS != ud.VERB {
			continue
		}
		for n := s + 1; n < min(len(tokens), s+window); n++ {
			if int(tokens[n].Head)-1 != s || tokens[n].Deprel != ud.Obj || tokens[n].UPOS != ud.NOUN && tokens[n].UPOS != ud.PROPN {
				continue
			}
			x := clauseOn(tokens, n)
			if x < 0 {
				continue
			}
			tokens[x].Head, tokens[x].Deprel = int32(s+1), ud.Ccomp
			tokens[n].Head, tokens[n].Deprel = int32(x+1), ud.Nsubj
			for k := x + 1; k < min(len(tokens), x+window); k++ {
				if int(tokens[k].Head)-1 == s && tokens[k].Deprel == ud.Conj && tokens[k].XPOS == ud.VBD && !hasChild(tokens, k, ud.Nsubj) {
					tokens[k].Head = int32(x + 1)
				}
			}
			break
		}
	}
}

// clauseOn is the past participle with an object of its own that hangs on the noun
// n, −1 if there is none: more likely a finite verb.
func clauseOn(tokens []doc.Token, n int) int {
	for x := n + 1; x < min(len(tokens), n+window); x++ {
		if int(tokens[x].Head)-1 == n && tokens[x].Deprel == ud.Acl && (tokens[x].XPOS == ud.VBN || tokens[x].XPOS == ud.VBD) && hasChild(tokens, x, ud.Obj) {
			return x
		}
	}
	return -1
}
