package modelfile

import (
	"sync"

	"casus/english/internal/linear"
	"casus/english/internal/names"
	"casus/english/internal/parser"
	"casus/english/internal/tagger"
	"casus/english/internal/words"
	"casus/ud"
)

// fingerprint is a hash of all features of a made-up parse: it changes when a
// template does.
var fingerprint = sync.OnceValue(func() uint64 {
	forms := []string{"Ärzte", "\"", "said", "U.S.", "--", "talks", ",", "1,200", "fell", "."}
	set := tagger.NewTagset([]string{"NOUN|NN|_", "VERB|VBD|Tense=Past", "PUNCT|.|_"})
	lexicon := words.NewLexicon(len(forms))
	ws := make([]words.Word, len(forms))
	tags := make([]tagger.Class, len(forms))
	for i, form := range forms {
		lexicon.Describe(form, &ws[i])
		ws[i].Entry = words.Entry{Fine: uint16(i), Coarse: uint16(2 * i), Seen: uint16(3 * i)}
		tags[i] = tagger.Class(i % len(set.Tags))
	}
	var h hasher
	var tagKeys, nameKeys linear.Keys
	for i := range ws {
		tagger.Templates(&tagKeys, ws, i, uint16(i), uint16(i/2))
		h.add(tagKeys.List())
		names.Templates(&nameKeys, ws, tags, set, i, names.Label(i%names.NumLabels), names.Outside)
		h.add(nameKeys.List())
	}
	var st parser.State
	var keys linear.Keys
	st.Read(ws, tags, set)
	for step := 0; !st.Done(); step++ {
		st.AtomTemplates(&keys)
		h.add(keys.List())
		st.ActionTemplates(&keys)
		h.add(keys.List())
		a := st.Best([3]int32{int32(step % 3), 1, int32(step % 2)})
		if a != parser.Shift {
			st.RelationTemplates(&keys, a)
			h.add(keys.List())
		}
		st.Take(a, ud.Deprel(step%ud.NumDeprel))
	}
	return uint64(h)
})

type hasher uint64

func (h *hasher) add(keys []uint32) {
	for _, k := range keys {
		*h = (*h ^ hasher(k)) * 0x100000001B3
	}
}
