package actor

import (
	"slices"

	"casus/doc"
	"casus/span"
	"casus/ud"
)

// maxWords is the longest text that a mention prints.
const maxWords = 12

// mentionOf notes the mention of unit k over the tokens [first, end).
func (w *work) mentionOf(k int, first, end int32) {
	u := &w.units[k]
	if u.entity < 0 || w.onlyCounts(k) {
		return
	}
	head := u.head
	kind := doc.NameMention
	switch u.class {
	case organUnit, officeUnit, agentUnit, nounUnit, peopleUnit:
		kind = doc.NominalMention
		if h := w.quantity(int(head)); h >= 0 {
			head = int32(h)
			first = min(first, head)
		}
	case adjUnit:
		kind = doc.ModifierMention
	}
	if u.outer >= 0 || u.proxy || w.modifies(int(head)) {
		kind = doc.ModifierMention
	}
	from, to := w.print(k)
	w.mention(kind, first, end, head, from, to, u.entity)
}

// measures are words for people that mean those named after them.
var measures = set("group", "number", "handful", "couple", "crowd")

// onlyCounts reports whether unit k only counts the people named after it: the
// "group" of "a group of diplomats".
func (w *work) onlyCounts(k int) bool {
	u := &w.units[k]
	if u.class != agentUnit && u.class != nounUnit || !measures[w.nounOf(u)] {
		return false
	}
	for j := k + 1; j < w.hi && w.units[j].first < u.head+8; j++ {
		switch v := &w.units[j]; v.class {
		case organUnit, officeUnit, agentUnit, peopleUnit:
			if w.quantity(int(v.head)) == int(u.head) {
				return true
			}
		}
	}
	return false
}

// quantity is the token that counts the people of noun i, "thousands" in
// "thousands of people"; −1 if none does.
func (w *work) quantity(i int) int {
	h := w.tree.Head(i)
	if h < 0 || h > i || w.token(i).Deprel != ud.Nmod || w.tree.Marker(i) != "of" || !quantities[w.token(h).Lemma] {
		return -1
	}
	return h
}

var quantities = set("thousand", "hundred", "dozen", "score", "million", "ten", "number", "majority", "one", "two", "three", "four", "five", "some", "many", "most",
	"several", "all", "part", "rest", "half", "third", "crowd", "handful", "couple", "pair", "few", "kind", "lot", "wave", "stream", "both", "none", "any", "each", "group")

// print is the words of unit k that a record shows: without determiner, with
// the modifiers before it, and with the phrase after it that says whose it is.
func (w *work) print(k int) (first, end int32) {
	u := &w.units[k]
	first, end = u.first, u.end
	switch u.class {
	case organUnit, officeUnit, agentUnit, nounUnit:
		first, end = min(u.left, u.first), u.tail
		for first > 0 && first < u.first && (isHyphen(w.token(int(first)).Form) || isHyphen(w.token(int(first)-1).Form)) {
			first++ // the rest of "Jakarta-based"
		}
		for first < u.first {
			t := w.token(int(first))
			next := w.token(int(first) + 1)
			number := next.UPOS == ud.NUM || next.Form == "than" || next.Form == "to"
			if t.UPOS != ud.DET && t.UPOS != ud.PUNCT && t.UPOS != ud.ADV && t.UPOS != ud.CCONJ && t.UPOS != ud.ADP && (t.UPOS != ud.ADJ || !number) {
				break
			}
			first++
		}
	}
	if end-first > maxWords {
		end = u.end
	}
	if end-first > maxWords {
		first = max(u.first, end-maxWords)
	}
	return first, end
}

// printed is the text of print.
func (w *work) printed(k int) string { return w.words(w.print(k)) }

// mention appends a mention of the sentence at hand.
func (w *work) mention(kind doc.MentionKind, first, end, head, from, to, entity int32) {
	base := w.tree.Base
	t := w.tree.Tokens
	m := doc.Mention{
		Kind: kind, Sentence: int32(w.tree.Index), First: base + min(first, from), End: base + max(end, to), Head: base + head,
		Span: span.Span{Start: t[from].Span.Start, End: t[to-1].Span.End}, Entity: entity,
	}
	w.mentions = append(w.mentions, m)
	if entity >= 0 {
		w.sight(entity, int(head), kind == doc.ModifierMention)
	}
}

// sight notes that the entity was spoken of.
func (w *work) sight(entity int32, head int, modifier bool) {
	i := w.tree.FirstConjunct(head)
	s := sighting{entity: entity, sent: int32(w.tree.Index), token: w.tree.Base + int32(head), modifier: modifier}
	switch w.token(i).Deprel {
	case ud.Nsubj, ud.NsubjPass, ud.NsubjOuter:
		s.subject = true
		if h := w.tree.Head(i); h >= 0 && w.lex.Cue(w.token(h).Lemma) != 0 {
			s.speaker = true
		}
	}
	switch w.tree.Marker(i) {
	case "in", "at", "near", "inside", "around", "across":
		s.place = true
	}
	if w.is(head-1, "like", "unlike", "Like", "Unlike") {
		s.subject, s.speaker, s.modifier = false, false, true
	}
	if w.about[entity].first == 0 {
		w.about[entity].first = s.token
	}
	w.seen = append(w.seen, s)
}

// emit sorts the mentions and numbers the entities by their first mention.
func (w *work) emit() {
	d := w.d
	slices.SortStableFunc(w.mentions, func(a, b doc.Mention) int {
		if a.Head != b.Head {
			return int(a.Head - b.Head)
		}
		return int(a.First - b.First)
	})
	for i := range w.mentions {
		if e := w.mentions[i].Entity; e >= 0 && w.about[e].same > 0 {
			w.mentions[i].Entity = w.about[e].same - 1
		}
	}
	d.Mentions = append(d.Mentions[:0], w.mentions...)
	d.Entities = d.Entities[:0]
	for i := range w.entities {
		w.entities[i].First = doc.None
	}
	w.order = w.order[:0]
	for range w.entities {
		w.order = append(w.order, doc.None)
	}
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if m.Entity < 0 {
			continue
		}
		if w.order[m.Entity] < 0 {
			w.order[m.Entity] = int32(len(d.Entities))
			e := w.entities[m.Entity]
			e.First = int32(i)
			d.Entities = append(d.Entities, e)
		}
		m.Entity = w.order[m.Entity]
	}
	for i := range w.entities {
		w.entities[i] = doc.Entity{}
	}
}

// markQuotes notes which tokens stand inside quotation marks. A quotation may
// go on over sentences, but not over the end of a block.
func (w *work) markQuotes() {
	w.quoted = w.quoted[:0]
	open, block := false, int32(-1)
	for s := range w.d.Sentences {
		if b := w.d.Sentences[s].Block; b != block {
			open, block = false, b
		}
		tokens := w.d.SentenceTokens(s)
		for i := range tokens {
			switch tokens[i].Form {
			case "“", "``":
				open = true
			case "”", "''":
				open = false
			case "\"":
				open = !open
			}
			w.quoted = append(w.quoted, open)
		}
	}
}
