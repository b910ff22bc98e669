package train

import (
	"slices"
	"strings"

	"casus/conllu"
	"casus/doc"
	"casus/english/internal/names"
)

// gumKinds are GUM's types of entity that proper names may have.
var gumKinds = map[string]doc.NameKind{
	"person": doc.Person, "organization": doc.Organisation, "place": doc.Location,
}

// entity is an entity of GUM over words [first, end).
type entity struct {
	id, kind   string
	first, end int
}

// gumNames labels sentences of GUM by the entities in the MISC column, which
// cover whole phrases: the name is the run of proper nouns in a phrase whose
// first such run is not a modifier of something else. sentences[i] is list[i].
func gumNames(list []conllu.Sentence, sentences []*sentence) {
	for i, s := range sentences {
		s.labels = make([]names.Label, len(s.tokens))
		for _, e := range entities(list[i].Words) {
			if k, ok := gumKinds[e.kind]; ok {
				s.mark(list[i].Words, e, k)
			}
		}
	}
}

// entities reads marks such as "(6-person-new" and "6)"; the longest first, as
// names stand in the outer of two phrases.
func entities(ws []conllu.Word) []entity {
	var list []entity
	var open []entity
	for i := range ws {
		marks, _ := conllu.Attribute(ws[i].Misc, "Entity")
		for len(marks) > 0 {
			if marks[0] == '(' {
				end := strings.IndexAny(marks[1:], "()") + 1
				if end == 0 {
					end = len(marks)
				}
				id, rest, _ := strings.Cut(marks[1:end], "-")
				kind, _, _ := strings.Cut(rest, "-")
				open = append(open, entity{id, kind, i, 0})
				marks = marks[end:]
				if strings.HasPrefix(marks, ")") {
					marks = marks[1:]
					list = append(list, closed(&open, id, i)...)
				}
				continue
			}
			id, rest, _ := strings.Cut(marks, ")")
			list = append(list, closed(&open, id, i)...)
			marks = rest
		}
	}
	slices.SortStableFunc(list, func(a, b entity) int { return (b.end - b.first) - (a.end - a.first) })
	return list
}

func closed(open *[]entity, id string, at int) []entity {
	for k := len(*open) - 1; k >= 0; k-- {
		if e := (*open)[k]; e.id == id {
			*open = slices.Delete(*open, k, k+1)
			e.end = at + 1
			return []entity{e}
		}
	}
	return nil
}

// mark labels the name in a phrase, unless part of it has a label.
func (s *sentence) mark(ws []conllu.Word, e entity, k doc.NameKind) {
	first := e.first
	for first < e.end && !strings.HasPrefix(ws[first].XPOS, "NNP") {
		first++
	}
	for k == doc.Person && first+1 < e.end && titles[strings.ToLower(strings.TrimSuffix(ws[first].Form, "."))] {
		first++
	}
	end, last := first, first
	for ; end < e.end && s.labels[end] == names.Outside; end++ {
		switch {
		case strings.HasPrefix(ws[end].XPOS, "NNP"):
			last = end + 1
		case ws[end].XPOS == "HYPH", ws[end].Form == "of", ws[end].Form == "&", ws[end].Form == "for":
		default:
			end = e.end
		}
	}
	if last <= first || !governs(ws, first, last, e) {
		return
	}
	for i := first; i < last; i++ {
		s.labels[i] = names.Inside(k)
	}
	s.labels[first] = names.Begin(k)
}

// titles stand before a person's name and are no part of it.
var titles = map[string]bool{
	"mr": true, "mrs": true, "ms": true, "dr": true, "president": true, "prof": true, "professor": true, "sen": true, "senator": true, "sir": true,
	"king": true, "queen": true, "prince": true, "princess": true, "general": true, "justice": true, "judge": true, "minister": true, "governor": true,
}

// governs reports whether the head of the phrase is in [first, last).
func governs(ws []conllu.Word, first, last int, e entity) bool {
	for i := first; i < last; i++ {
		if h := ws[i].Head - 1; h < e.first || h >= e.end {
			return true
		}
	}
	return false
}
