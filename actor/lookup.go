package actor

import (
	"strings"

	"casus/lexicon"
	"casus/ud"
)

// has reports whether a token of [i, end) has the tag.
func (w *work) has(i, end int, tag ud.UPOS) bool {
	for ; i < end; i++ {
		if w.token(i).UPOS == tag {
			return true
		}
	}
	return false
}

// commonWords reports whether the alias is of the lexicon's common words.
func commonWords(a *lexicon.Alias) bool {
	return a.Kind == lexicon.OrganWords || a.Kind == lexicon.OfficeWords || a.Kind == lexicon.AgentWords
}

// lookup is the best reading of the longest words of the lexicon that begin at
// token i, nil if there are none.
func (w *work) lookup(i int) (*lexicon.Alias, int) {
	t := w.token(i)
	if t.UPOS == ud.PUNCT || t.UPOS == ud.ADP && !capital(t.Form) {
		return nil, 0
	}
	w.matches = w.lex.Match(w.matches[:0], w.d.Text, t.Span.Start)
	for k := 0; k < len(w.matches); {
		to := k
		for to < len(w.matches) && w.matches[to].End == w.matches[k].End {
			to++
		}
		if end := w.tokenEnd(i, w.matches[k].End); end > i {
			if alias := w.choose(w.matches[k:to], i, end); alias != nil {
				return alias, end
			}
		}
		k = to
	}
	return nil, 0
}

// tokenEnd is the end of the tokens from i that the bytes up to offset fill; 0
// when the offset lies inside a token, other than before its last full stop.
func (w *work) tokenEnd(i, offset int) int {
	for ; i < len(w.tree.Tokens); i++ {
		t := w.token(i)
		switch {
		case t.Span.End == offset:
			return i + 1
		case t.Span.Start >= offset:
			return 0
		case t.Span.End > offset:
			rest := w.d.Text[offset:t.Span.End]
			if rest == "." || strings.HasPrefix(rest, "-") && i >= 0 {
				return i + 1
			}
			return 0
		}
	}
	return 0
}

// choose is the likeliest of the readings of the words [i, end), nil when none
// fits the sentence.
func (w *work) choose(readings []lexicon.Match, i, end int) *lexicon.Alias {
	var best *lexicon.Alias
	high := 0
	w.plain = nil
	for _, m := range readings {
		if m.Alias.Kind == lexicon.OrganWords || m.Alias.Kind == lexicon.Part {
			w.plain = m.Alias
		}
		if s := w.fits(m.Alias, i, end); s > high || s == high && w.rather(m.Alias, best) {
			best, high = m.Alias, s
		}
	}
	return best
}

// rather reports whether, of two actors of one name, a has a role on the day
// of publication and b has none: "Powell" of 2003 and of 2023.
func (w *work) rather(a, b *lexicon.Alias) bool {
	if a.Kind != lexicon.ActorName || b == nil || b.Kind != lexicon.ActorName || a.Actor == b.Actor {
		return false
	}
	_, now := a.Actor.On(w.d.Published.Date)
	_, then := b.Actor.On(w.d.Published.Date)
	return now && !then
}

// fits scores a reading; 0 rules it out. A proper name beats common words, an
// adjective is read as such before a noun and as a people else, and what the
// tagger calls a verb is no office.
func (w *work) fits(a *lexicon.Alias, i, end int) int {
	h := w.top(i, end)
	t := w.token(h)
	switch a.Kind {
	case lexicon.ActorName:
		if t.UPOS == ud.VERB && end-i == 1 || !capital(w.token(i).Form) && capital(a.Words) {
			return 0
		}
		if a.Weak {
			return 5
		}
		return 9
	case lexicon.StateName, lexicon.Seat:
		return 8
	case lexicon.Capital:
		return 7
	case lexicon.StateAdj:
		if w.modifies(h) || t.UPOS == ud.ADJ && !w.argument(h) {
			return 8
		}
		return 6
	case lexicon.StateDemonym:
		if a.Plural != (isPlural(t) || w.is(i-1, "the", "The")) && end-i == 1 {
			return 5
		}
		return 7
	case lexicon.NoActor:
		return 9
	case lexicon.Part:
		return 6
	case lexicon.Region:
		if end-i == 1 && w.modifies(h) && !capital(w.token(i).Form) {
			return 0
		}
		return 6
	}
	if end-i > 1 && !w.has(i, end, ud.ADP) {
		t = w.token(end - 1)
	}
	switch t.UPOS {
	case ud.VERB, ud.AUX, ud.ADV, ud.ADP, ud.PRON, ud.DET, ud.INTJ:
		return 0
	case ud.ADJ:
		if a.Kind == lexicon.OfficeWords && end-i == 1 {
			return 0
		}
		return 2
	}
	switch a.Kind {
	case lexicon.OrganWords:
		return 4
	case lexicon.OfficeWords:
		if end < len(w.tree.Tokens) && w.token(end).UPOS == ud.PROPN {
			return 5
		}
		return 3
	}
	return 3
}

// modifies reports whether token i stands before a noun that it belongs to,
// with nothing but words of the same phrase between them.
func (w *work) modifies(i int) bool {
	switch w.token(i).Deprel {
	case ud.Amod, ud.Compound, ud.NmodPoss, ud.NmodDesc, ud.NmodUnmarked, ud.Flat:
		h := w.tree.Head(i)
		if h > i+maxPhrase || h > i && w.token(h).UPOS == ud.VERB && w.token(h).XPOS != ud.VBG {
			return false
		}
		for k := i + 1; k < h; k++ {
			switch t := w.token(k); t.XPOS {
			case ud.VBD, ud.VBZ, ud.VBP, ud.VB, ud.MD, ud.TO:
				return false
			default:
				if t.UPOS == ud.ADP || t.UPOS == ud.AUX || t.UPOS == ud.SCONJ || t.UPOS == ud.PRON {
					return false
				}
			}
		}
		return h > i
	case ud.Nmod, ud.Conj:
		h := w.tree.Head(i)
		return h > i || h >= 0 && w.token(i).Deprel == ud.Conj && w.token(h).Deprel != ud.Conj && w.modifies(h)
	}
	return false
}

// argument reports whether token i is a subject, an object or the like.
func (w *work) argument(i int) bool {
	switch w.token(i).Deprel {
	case ud.Nsubj, ud.NsubjPass, ud.Obj, ud.Iobj, ud.Obl, ud.OblAgent, ud.Nmod, ud.NmodPoss:
		return true
	}
	return false
}

func isHyphen(form string) bool {
	switch form {
	case "-", "‐", "‑", "–":
		return true
	}
	return false
}

func allCapitals(form string) bool {
	for _, r := range form {
		if 'a' <= r && r <= 'z' || r > 127 {
			return false
		}
	}
	return len(form) > 1
}
