package english

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"casus/doc"
	"casus/ud"
)

// completeNames mends the ends of list[first:]: a name does not end in "of"
// ("Department of"), it goes on with the proper nouns behind it as far as no other
// name has them, or ends before. tokens are those of the document, whose sentence
// ends before token end.
func completeNames(list []doc.Name, first int, tokens []doc.Token, end int32) {
	for i := first; i < len(list); i++ {
		n := &list[i]
		if n.End-n.First < 2 || tokens[n.End-1].Form != "of" {
			continue
		}
		limit := end
		if i+1 < len(list) {
			limit = list[i+1].First
		}
		last := n.End
		for last < limit && tokens[last].UPOS == ud.PROPN {
			last++
		}
		if last == n.End {
			last--
		}
		n.End = last
	}
}

// completePersons takes a foreign first name that was read as a word of English into
// the name of a person behind it: "Mithat Rende", read as a pronoun. The sentence
// begins at token start.
func completePersons(list []doc.Name, first int, tokens []doc.Token, start int32) {
	for i := first; i < len(list); i++ {
		n := &list[i]
		at := n.First - 1
		if n.Kind != doc.Person || at <= start || i > first && list[i-1].End > at {
			continue
		}
		t := &tokens[at]
		switch t.UPOS {
		case ud.PRON, ud.SCONJ, ud.VERB, ud.INTJ, ud.X:
			if capital(t.Form) && t.Head == n.First-start+1 {
				n.First = at
				t.UPOS, t.XPOS, t.Feats = ud.PROPN, ud.NNP, "Number=Sing"
			}
		}
	}
}

// addServices adds services of broadcasters and authorities that no name of
// list[first:] touches: "Persian Service". The names stay in order.
func addServices(list []doc.Name, first int, tokens []doc.Token, start, end int32) []doc.Name {
	at := first
	for i := start + 1; i < end; i++ {
		for at < len(list) && list[at].End < i {
			at++
		}
		if tokens[i].Form != "Service" || !capital(tokens[i-1].Form) || tokens[i-1].UPOS != ud.PROPN && tokens[i-1].UPOS != ud.ADJ {
			continue
		}
		if at < len(list) && list[at].First <= i {
			continue
		}
		list = slices.Insert(list, at, doc.Name{First: i - 1, End: i + 1, Kind: doc.Organisation})
	}
	return list
}

// capital reports whether a form begins with a capital letter and goes on.
func capital(form string) bool {
	r, size := utf8.DecodeRuneInString(form)
	return unicode.IsUpper(r) && size < len(form)
}
