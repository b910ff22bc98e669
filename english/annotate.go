package english

import (
	"casus/conllu"
	"casus/doc"
)

// Annotate gives the words of given sentences new tags, lemmas, features and
// trees; sentences, tokens and comments stay as they are.
func (m *Model) Annotate(given []conllu.Sentence) []conllu.Sentence {
	d := &doc.Document{}
	for i := range given {
		first := int32(len(d.Tokens))
		for _, w := range given[i].Words {
			d.Tokens = append(d.Tokens, doc.Token{Form: w.Form})
		}
		d.Sentences = append(d.Sentences, doc.Sentence{First: first, End: int32(len(d.Tokens))})
	}
	m.ParseTokens(d)
	out := make([]conllu.Sentence, len(given))
	for i := range given {
		out[i] = given[i]
		out[i].Words = make([]conllu.Word, len(given[i].Words))
		for j, t := range d.SentenceTokens(i) {
			out[i].Words[j] = conllu.Word{
				Form: t.Form, Lemma: t.Lemma, UPOS: t.UPOS.String(), XPOS: t.XPOS.String(),
				Feats: t.Feats, Head: int(t.Head), Deprel: t.Deprel.String(), Misc: given[i].Words[j].Misc,
			}
		}
	}
	return out
}
