package actor

import (
	"casus/lexicon"
	"casus/ud"
)

// findTitles notes which offices stand directly before a person's name.
func (w *work) findTitles(from int) {
	for k := from; k+1 < len(w.units); k++ {
		u, p := &w.units[k], &w.units[k+1]
		if u.class != officeUnit && u.end == p.first && !u.plural && u.class.describes() && groupWords[w.nounOf(u)] {
			w.nameGroup(k)
			continue
		}
		if u.class != officeUnit && u.class != agentUnit || u.plural && !p.plural {
			continue
		}
		next := int(u.end)
		for next < int(p.first) && w.isTitleWord(next) {
			next++
		}
		if next == int(p.first)-1 && p.class == personUnit && w.firstName(next, p) {
			p.first = int32(next)
		}
		if next != int(p.first) {
			continue
		}
		if p.class == orgUnit && p.alias == nil && p.country == "" && w.nameSector(p) == "" && u.class == officeUnit && !allCapitals(w.token(int(p.first)).Form) {
			p.class = personUnit // the model took it for an organisation
		}
		if p.class == wordUnit && w.token(int(p.first)).UPOS == ud.PROPN && !allCapitals(w.token(int(p.first)).Form) {
			p.class = personUnit
		}
		if p.class == personUnit {
			u.asTitle, p.title, u.name = true, int32(k), int32(k+1)
			u.left, p.left = min(p.left, u.left), u.end
			if p.former = p.former || u.former; p.former {
				u.former = true
			}
		}
	}
}

// firstName reports whether the word before a person's name is a part of it that the
// English model left out: the first of "ambassador Mithat Rende".
func (w *work) firstName(i int, p *unit) bool {
	h := w.tree.Head(i)
	if h < int(p.first) || h >= int(p.end) || !capital(w.token(i).Form) {
		return false
	}
	switch w.token(i).UPOS {
	case ud.PROPN, ud.PRON, ud.X, ud.SCONJ, ud.VERB:
		return true
	}
	return false
}

// nameGroup notes that the name after unit k is that of the group which it
// speaks of: "the Islamist militant group al-Shabab".
func (w *work) nameGroup(k int) {
	u, p := &w.units[k], &w.units[k+1]
	switch p.class {
	case personUnit, wordUnit:
		if p.alias != nil && p.alias.Actor.Kind == lexicon.Person {
			return
		}
		if p.alias == nil {
			p.class = orgUnit
		} else {
			p.class = actorUnit
		}
	case actorUnit, orgUnit:
	default:
		return
	}
	u.name, p.title = int32(k+1), int32(k)
}

func (w *work) isTitleWord(i int) bool {
	_, ok := titleGender[w.token(i).Form]
	return ok
}
