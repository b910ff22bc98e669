package coder

import (
	"strconv"
	"strings"

	"casus/doc"
	"casus/ontology"
	"casus/tree"
	"casus/ud"
)

var (
	killing = map[string]bool{
		"kill": true, "die": true, "slay": true, "massacre": true, "execute": true, "murder": true, "slaughter": true, "assassinate": true, "behead": true,
		"butcher": true, "lynch": true, "perish": true,
	}
	injuring = map[string]bool{"injure": true, "wound": true, "hurt": true, "maim": true}
	// deadly are verbs that kill with a particle, as "gun down" does.
	deadly = map[string]string{"gun": "down", "blow": "up", "mow": "down", "cut": "down"}
	// deaths are nouns whose "of" says who died.
	deaths = map[string]bool{"death": true, "killing": true, "murder": true, "execution": true, "massacre": true, "assassination": true}
	// sentencing are verbs before "to death" of which nobody dies at once.
	sentencing = map[string]bool{"sentence": true, "condemn": true, "doom": true, "scare": true, "lead": true, "react": true, "respond": true}
)

// casualties fills the numbers of killed and injured of an ASSAULT from the
// verbs of its sentence that belong to it.
func (r *run) casualties(rep *doc.Report, f *frame) {
	if rep.Type != ontology.Assault {
		return
	}
	t := &r.tree
	for i := range t.Tokens {
		lemma := t.Lemma(i)
		dead := killing[lemma] || lemma == "dead" || deaths[lemma] && t.Tokens[i].UPOS == ud.NOUN || r.killsBy(i)
		hurt := injuring[lemma]
		if !dead && !hurt || !r.sameEvent(f, i) {
			continue
		}
		c := r.counted(i)
		if c == nil {
			continue
		}
		if dead && rep.Killed == nil {
			rep.Killed = c
		}
		if hurt && rep.Injured == nil {
			rep.Injured = c
		}
	}
}

// killsBy reports whether a verb kills by the words beside it: "shot dead",
// "gunned down", "hacked to death".
func (r *run) killsBy(i int) bool {
	t := &r.tree
	if t.Tokens[i].UPOS != ud.VERB {
		return false
	}
	for _, k32 := range t.Children(i) {
		k := int(k32)
		if t.Lemma(k) == "death" && t.Marker(k) == "to" && !sentencing[t.Lemma(i)] {
			return true
		}
		if k == i+1 && t.Lemma(k) == "dead" && t.Lemma(i) == "shoot" && t.Tokens[k].UPOS != ud.NOUN {
			return true
		}
		if t.Rel(k) == ud.CompoundPrt || t.Rel(k) == ud.Advmod {
			if p, ok := deadly[t.Lemma(i)]; ok && p == t.Lemma(k) {
				return true
			}
		}
	}
	return false
}

// sameEvent reports whether the verb i tells of the outcome of the frame: it
// is its verb, above it or below it.
func (r *run) sameEvent(f *frame, i int) bool {
	t := &r.tree
	top := f.head
	if f.verb >= 0 {
		top = f.verb
	}
	return i == top || t.Dominates(top, i) || t.Dominates(i, f.head) || t.FirstConjunct(i) == t.FirstConjunct(top)
}

// counted is the number of people at the object or passive subject of a verb
// of killing, or beside "dead".
func (r *run) counted(i int) *doc.Casualties {
	t := &r.tree
	var people int
	switch {
	case t.Tokens[i].UPOS == ud.NOUN:
		for _, k := range t.Children(i) {
			if t.Rel(int(k)) == ud.Nmod && t.Marker(int(k)) == "of" {
				return r.sum(int(k))
			}
		}
		return nil
	case t.Lemma(i) == "die", t.Lemma(i) == "perish", t.Tokens[i].UPOS == ud.ADJ:
		people = t.Child(i, ud.Nsubj)
		if people < 0 && t.Rel(i) == ud.Xcomp {
			people = t.Child(t.Head(i), ud.Obj)
		}
		if people < 0 && t.Tokens[i].UPOS == ud.VERB {
			clause := r.verbFrame(i)
			people = clause.get("subj")
		}
	default:
		people = t.Child(i, ud.NsubjPass, ud.Obj)
		if people < 0 {
			people = max(r.bareNumber(i), t.Child(i, ud.Nummod)) // "12 dead and 30 wounded"
		}
	}
	if people < 0 && t.Rel(i) == ud.Acl {
		people = t.Head(i)
	}
	if people < 0 || deadly[t.Lemma(i)] == "up" && !r.people(people) {
		return nil
	}
	return r.sum(people)
}

// bareNumber is the number behind a verb that the parser took for anything but
// its object: "wounding more than 50"; −1 if there is none.
func (r *run) bareNumber(i int) int {
	t := &r.tree
	for _, k := range t.Children(i) {
		if int(k) > i && t.Tokens[k].UPOS == ud.NUM && (t.Rel(int(k)) == ud.Obl || t.Rel(int(k)) == ud.OblUnmarked) && !r.timeWord(int(k)) && !t.Has(int(k), ud.Case) {
			return int(k)
		}
	}
	return -1
}

// people reports whether somebody with a body is mentioned at a noun: no state
// and no organisation.
func (r *run) people(noun int) bool {
	for m := r.mentions.First(r.tree.Base + int32(noun)); m != doc.None; m = r.mentions.Next(m) {
		if e := r.d.Mentions[m].Entity; e != doc.None && (r.d.Entities[e].Kind == doc.GenericEntity || r.d.Entities[e].Kind == doc.PersonEntity) {
			return true
		}
	}
	return false
}

// sum is the number of a noun phrase with all that is coordinated with it: "a
// judge and two guards" are three. Where one of them has no number it is that of
// the first.
func (r *run) sum(noun int) *doc.Casualties {
	t := &r.tree
	total := r.number(noun)
	if total == nil || t.Tokens[noun].UPOS != ud.NOUN {
		return total
	}
	added, last := *total, noun
	for _, k := range r.beside(noun) {
		c := r.number(k)
		if c == nil || total.Min < 0 || c.Min < 0 || t.Has(k, ud.Acl) || t.Tokens[k].UPOS != ud.NOUN || r.classes.animal[t.Lemma(k)] {
			return total
		}
		added.Min += c.Min
		if added.Max >= 0 && c.Max >= 0 {
			added.Max += c.Max
		} else {
			added.Max = -1
		}
		last = k
	}
	if last != noun {
		first, _ := t.Extent(noun)
		added.Text = t.Span(first, last).Of(r.d.Text)
	}
	return &added
}

// beside is what a noun is coordinated with, where the parser saw it and where it
// took each for a subject of its own.
func (r *run) beside(noun int) []int {
	t := &r.tree
	all := t.Conjuncts(nil, noun)[1:]
	h, rel := t.Head(noun), t.Rel(noun)
	if h < 0 || rel != ud.Nsubj && rel != ud.NsubjPass {
		return all
	}
	for _, k := range t.Children(h) {
		if t.Rel(int(k)) == rel && int(k) > noun && int(k) < h {
			all = append(all, int(k))
		}
	}
	return all
}

// number is numberAt, and one for "a girl".
func (r *run) number(noun int) *doc.Casualties {
	t := &r.tree
	if c := numberAt(t, r.d.Text, noun); c != nil {
		return c
	}
	d := t.Child(noun, ud.Det)
	if d < 0 || t.Tokens[noun].XPOS != ud.NN || t.Lemma(d) != "a" && t.Lemma(d) != "another" || r.word(noun).lemma.Transparent || bodies[t.Lemma(noun)] || !r.people(noun) {
		return nil
	}
	return &doc.Casualties{Text: t.Tokens[d].Form, Min: 1, Max: 1}
}

// bodies are singular nouns for several people that do not measure.
var bodies = map[string]bool{
	"family": true, "army": true, "unit": true, "brigade": true, "regiment": true, "battalion": true, "patrol": true, "militia": true, "police": true,
	"staff": true, "delegation": true, "household": true, "mob": true, "gang": true, "force": true, "crew": true, "party": true, "garrison": true,
	"platoon": true, "company": true, "generation": true, "population": true, "community": true, "people": true, "tribe": true, "clan": true, "village": true,
}

// numberAt reads the number of a noun phrase: its numeral with what limits it,
// or a measuring noun ("dozens of officials").
func numberAt(t *tree.Tree, text string, noun int) *doc.Casualties {
	if vagueNumbers[t.Lemma(noun)] {
		return &doc.Casualties{Text: strings.ToLower(t.Tokens[noun].Form), Min: -1, Max: -1}
	}
	k := t.Child(noun, ud.Nummod)
	if k < 0 && t.Tokens[noun].UPOS == ud.NUM {
		k = noun
	}
	if k < 0 {
		return nil
	}
	n, ok := parseNumber(t.Tokens[k].Form)
	if !ok {
		return nil
	}
	c := &doc.Casualties{Text: t.Tokens[k].Form, Min: n, Max: n}
	first := k
	for i := k - 1; i >= 0 && i >= k-3; i-- {
		switch strings.ToLower(t.Tokens[i].Form) {
		case "at", "least", "more", "than", "over", "about", "around", "some", "nearly", "almost", "up", "to", "as", "many", "fewer", "less", "most":
			first = i
			continue
		}
		break
	}
	c.Text = t.Span(first, k).Of(text)
	limit := strings.ToLower(c.Text)
	switch {
	case strings.HasPrefix(limit, "at least"), strings.HasPrefix(limit, "more than"), strings.HasPrefix(limit, "over"):
		c.Max = -1
	case strings.HasPrefix(limit, "up to"), strings.HasPrefix(limit, "as many as"), strings.HasPrefix(limit, "nearly"),
		strings.HasPrefix(limit, "almost"), strings.HasPrefix(limit, "fewer"), strings.HasPrefix(limit, "less"), strings.HasPrefix(limit, "at most"):
		c.Min = -1
	}
	return c
}

var vagueNumbers = map[string]bool{"dozen": true, "hundred": true, "score": true, "thousand": true, "several": true, "many": true}

var numberWords = map[string]int{
	"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
	"twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
	"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}

// parseNumber reads "12", "1,200" and number words up to ninety.
func parseNumber(s string) (int, bool) {
	if n, ok := numberWords[strings.ToLower(s)]; ok {
		return n, true
	}
	n, err := strconv.Atoi(strings.ReplaceAll(s, ",", ""))
	return n, err == nil && n >= 0 && n < 10_000_000
}
