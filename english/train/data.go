package train

import (
	_ "embed"
	"slices"
	"strings"

	"casus/conllu"
	"casus/english/internal/names"
	"casus/english/internal/tagger"
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
	class  []tagger.Class // tag of each token; nil if the sentence has only names
	labels []names.Label  // of names; nil if they are not annotated
	opens  bool           // begins a document, where the names of a file say so
}

// upos is the part of speech of a word, none if the sentence has only names.
func (s *sentence) upos(i int) ud.UPOS { return s.tokens[i].upos }

// hasTree reports whether the sentence has tags and a tree.
func (s *sentence) hasTree() bool { return s.class != nil }

// fromTreebank takes sentences over; those without a complete tree are an
// error of the treebank and have no tokens.
func fromTreebank(list []conllu.Sentence) []*sentence {
	out := make([]*sentence, len(list))
	for i := range list {
		s := &sentence{}
		for _, w := range list[i].Words {
			s.tokens = append(s.tokens, token{
				form: w.Form, lemma: w.Lemma, upos: ud.ParseUPOS(w.UPOS), xpos: ud.ParseXPOS(w.XPOS),
				feats: w.Feats, head: w.Head, deprel: ud.ParseDeprel(w.Deprel),
			})
			if w.Head < 0 {
				s.tokens = nil
				break
			}
		}
		out[i] = s
	}
	return out
}

// The sentences written for casus. The treebanks hardly have sentences such as
// "Washington eased sanctions on Venezuela", of which news is full.
var (
	// examplesFile has the examples of the predicate lexicon, with the trees of
	// the model before the first network, a quarter of them read again by hand.
	//
	//go:embed examples.conllu
	examplesFile string

	// newsFile has sentences in the manner of agencies, with trees put right by
	// hand.
	//
	//go:embed news.conllu
	newsFile string

	// titlesFile has some of these sentences with an official and his title in
	// the place of a state, of whom the treebanks have few.
	//
	//go:embed titles.conllu
	titlesFile string
)

// readOwn reads the sentences written for casus.
func readOwn() ([]*sentence, error) {
	var all []*sentence
	for _, f := range []struct{ name, text string }{{"examples.conllu", examplesFile}, {"news.conllu", newsFile}, {"titles.conllu", titlesFile}} {
		list, err := conllu.ReadAll(f.name, strings.NewReader(f.text))
		if err != nil {
			return nil, err
		}
		all = append(all, withTokens(fromTreebank(list))...)
	}
	return all, nil
}

// withTokens leaves out sentences that have none.
func withTokens(list []*sentence) []*sentence {
	return slices.DeleteFunc(list, func(s *sentence) bool { return len(s.tokens) == 0 })
}
