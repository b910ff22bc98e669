package train

import (
	"casus/conllu"
	"casus/english/internal/words"
	"casus/ud"
)

// token is a word with its annotation in the treebank.
type token struct {
	form, lemma string
	upos        ud.UPOS
	xpos        ud.XPOS
	feats       string
	head        int // from 1, 0 is the root
	deprel      ud.Deprel
}

// sentence is a sentence of a treebank with what the models see of it.
type sentence struct {
	tokens []token
	words  []words.Word
	class  []uint16 // gold tag of each token
	auto   []uint16 // tag predicted by a tagger that did not see the sentence
}

// fromTreebank takes over sentences whose trees are complete.
func fromTreebank(list []conllu.Sentence) []*sentence {
	var out []*sentence
	for i := range list {
		s := &sentence{}
		for _, w := range list[i].Words {
			s.tokens = append(s.tokens, token{
				form: w.Form, lemma: w.Lemma, upos: ud.ParseUPOS(w.UPOS), xpos: ud.ParseXPOS(w.XPOS),
				feats: w.Feats, head: w.Head, deprel: ud.ParseDeprel(w.Deprel),
			})
		}
		if s.parsed() {
			out = append(out, s)
		}
	}
	return out
}

func (s *sentence) parsed() bool {
	for _, t := range s.tokens {
		if t.head < 0 {
			return false
		}
	}
	return len(s.tokens) > 0
}
