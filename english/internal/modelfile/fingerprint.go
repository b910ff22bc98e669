package modelfile

import (
	"sync"

	"casus/english/internal/encoder"
	"casus/english/internal/names"
	"casus/english/internal/parser"
	"casus/english/internal/vectors"
	"casus/english/internal/words"
	"casus/ud"
)

// fingerprint is a hash of the word vectors and of all features of a made-up
// parse: it changes when the weights would not fit any more.
var fingerprint = sync.OnceValue(func() uint64 {
	forms := []string{"Ärzte", "\"", "said", "U.S.", "--", "talks", ",", "1,200", "fell", "."}
	ws := make([]words.Word, len(forms))
	lexicon := words.NewLexicon(len(forms))
	for i, form := range forms {
		lexicon.Describe(form, &ws[i])
		ws[i].Entry = words.Entry{Vector: uint32(i), Common: uint16(2 * i), Names: words.Names(3 * i)}
		ws[i].Known = words.Known(5 * i)
	}
	h := hasher(vectors.Checksum())
	for i := range ws {
		var f encoder.Features
		f.Fill(&ws[i], i == 0)
		for _, key := range f {
			h.add(key)
		}
		for _, row := range names.Extra(ws, i) {
			h.add(uint32(row))
		}
	}
	var st parser.State
	st.Read(ws)
	for step := 0; !st.Done(); step++ {
		for _, token := range st.Roles() {
			h.add(uint32(token))
		}
		for _, row := range st.Structure() {
			h.add(uint32(row))
		}
		a := parser.Action(step % 3)
		for !st.Allowed(a) {
			a = (a + 1) % 3
		}
		st.Take(a, ud.Deprel(step%ud.NumDeprel))
	}
	return uint64(h)
})

type hasher uint64

func (h *hasher) add(x uint32) { *h = (*h ^ hasher(x)) * 0x100000001B3 }
