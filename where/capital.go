package where

import (
	"casus/doc"
	"casus/lexicon"
	"casus/ud"
)

// capitalOf reads a capital that is named by its state: "the Turkish capital",
// "Somalia's capital", "the capital of Somalia". The words begin at token i,
// without the article, and stop before token end; end is 0 if there are none.
// Where the city is named beside them ("Zimbabwe's capital, Harare") it is the
// place, and ok is false. Other capitals ("the commercial capital of Nigeria",
// "the Chechen capital") are not read.
func (w *run) capitalOf(i int) (p doc.Place, end int, ok bool) {
	state, end := w.whoseCapital(i)
	if state == nil || w.isCompound(end) {
		return p, 0, false
	}
	at, known := w.gaz.capitals[state.Country]
	if !known {
		return p, 0, false
	}
	if w.cityAfter(end, state.Country) || w.cityBefore(i, state.Country) {
		return p, end, false
	}
	return w.place(&w.gaz.entries[at], "capital of "+w.lex.StateName(state.Country)+" ("+state.Line+")"), end, true
}

// whoseCapital is the state's name or adjective in such words, and the token
// after them; nil if token i begins none.
func (w *run) whoseCapital(i int) (state *lexicon.Alias, end int) {
	t := &w.tree
	if t.Tokens[i].Form == "capital" {
		k := w.afterCapital(i)
		if !w.afterThe(i) || w.form(k) != "of" {
			return nil, 0
		}
		if k++; w.form(k) == "the" {
			k++
		}
		if k >= len(t.Tokens) {
			return nil, 0
		}
		return w.state(k, lexicon.StateName)
	}
	if !w.capitalNear(i) {
		return nil, 0
	}
	state, k := w.state(i, lexicon.StateName)
	if state == nil || k < len(t.Tokens) && t.Tokens[k].XPOS != ud.POS {
		// "in Chinese capital" may be money.
		if state, k = w.state(i, lexicon.StateAdj); state == nil || !w.afterThe(i) {
			return nil, 0
		}
	} else {
		k++
	}
	if w.form(k) != "capital" {
		return nil, 0
	}
	return state, w.afterCapital(k)
}

// capitalNear reports whether the word "capital" stands close behind token i.
func (w *run) capitalNear(i int) bool {
	for k := i + 1; k < len(w.tree.Tokens) && k < i+9; k++ {
		if w.tree.Tokens[k].Form == "capital" {
			return true
		}
	}
	return false
}

// afterCapital is the token after "capital" or "capital city" at token i.
func (w *run) afterCapital(i int) int {
	if w.form(i+1) == "city" {
		return i + 2
	}
	return i + 1
}

// isCompound reports whether the word before token end only modifies what
// follows: "Britain's capital spending".
func (w *run) isCompound(end int) bool {
	if end >= len(w.tree.Tokens) {
		return false
	}
	next := &w.tree.Tokens[end]
	return next.UPOS == ud.NOUN || next.Form == "-" && next.Span.Start == w.tree.Tokens[end-1].Span.End
}

// afterThe reports whether the article stands before token i.
func (w *run) afterThe(i int) bool {
	before := w.form(i - 1)
	return before == "the" || before == "The"
}

// cityAfter reports whether a city of the country is named from token end on:
// "the Kenyan capital, Nairobi", "the capital city of Harare".
func (w *run) cityAfter(end int, country string) bool {
	if f := w.form(end); f == "," || f == "of" || f == "(" {
		end++
	}
	if end >= len(w.tree.Tokens) {
		return false
	}
	first, _ := w.longest(end)
	return w.hasCity(first, country)
}

// cityBefore reports whether the place before token i is a city of the country:
// "Tripoli, Libya's capital", "Ankara, the Turkish capital".
func (w *run) cityBefore(i int, country string) bool {
	if w.afterThe(i) {
		i--
	}
	if n := len(w.d.Places); n > 0 && w.form(i-1) == "," {
		p := &w.d.Places[n-1]
		return p.End == w.tree.Base+int32(i-1) && p.Level == doc.CityLevel && p.Country == country
	}
	return false
}

// hasCity reports whether one of the entries from the given one on is a city of
// the country.
func (w *run) hasCity(first int32, country string) bool {
	for i := first; i >= 0; i = w.gaz.entries[i].next {
		if e := &w.gaz.entries[i]; e.level == doc.CityLevel && e.country == country {
			return true
		}
	}
	return false
}
