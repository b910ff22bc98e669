package english

import (
	"casus/doc"
	"casus/ud"
)

// mend puts right in a sentence's tree what news writes and treebanks hardly
// have.
func mend(tokens []doc.Token) {
	hangDays(tokens)
	hangAcronyms(tokens)
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
	for i := range tokens {
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
		for i := range tokens {
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
