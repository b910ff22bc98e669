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
	killing  = map[string]bool{"kill": true, "die": true, "slay": true, "massacre": true, "execute": true}
	injuring = map[string]bool{"injure": true, "wound": true, "hurt": true, "maim": true}
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
		dead := killing[lemma] || lemma == "dead"
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
	case t.Lemma(i) == "die", t.Tokens[i].UPOS == ud.ADJ:
		people = t.Child(i, ud.Nsubj)
		if people < 0 && t.Rel(i) == ud.Xcomp {
			people = t.Child(t.Head(i), ud.Obj)
		}
	default:
		people = t.Child(i, ud.NsubjPass, ud.Obj)
	}
	if people < 0 && t.Rel(i) == ud.Acl {
		people = t.Head(i)
	}
	if people < 0 {
		return nil
	}
	return numberAt(&r.tree, r.d.Text, people)
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
