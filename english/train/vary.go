package train

import (
	"math/rand/v2"
	"unicode"
	"unicode/utf8"

	"casus/english/internal/words"
	"casus/ud"
)

// variation shows sentences in other dress, for news has headlines and the
// treebanks hardly any: in the capitals of headlines, all in capitals, or
// without the mark at the end.
type variation struct {
	lexicon *words.Lexicon
}

// The shares of sentences that are changed.
const (
	titleShare = 0.03
	upperShare = 0.01
	bareShare  = 0.05
)

// vary returns the sentence or a changed copy.
func (v variation) vary(s *sentence, rng *rand.Rand) *sentence {
	if rng.Float64() < bareShare && s.hasTree() {
		s = withoutEnd(s)
	}
	switch x := rng.Float64(); {
	case x < titleShare:
		return v.recast(s, title)
	case x < titleShare+upperShare:
		return v.recast(s, upper)
	}
	return s
}

// withoutEnd leaves out a full stop at the end.
func withoutEnd(s *sentence) *sentence {
	n := len(s.tokens) - 1
	if n < 1 || s.tokens[n].form != "." {
		return s
	}
	for _, t := range s.tokens {
		if t.head == n+1 {
			return s
		}
	}
	c := *s
	c.tokens, c.words, c.class = s.tokens[:n], s.words[:n], s.class[:n]
	if s.labels != nil {
		c.labels = s.labels[:n]
	}
	return &c
}

func (v variation) recast(s *sentence, form func(*token) string) *sentence {
	c := *s
	c.words = make([]words.Word, len(s.words))
	for i := range s.tokens {
		v.lexicon.Describe(form(&s.tokens[i]), &c.words[i])
	}
	return &c
}

// title gives words of meaning a capital letter.
func title(t *token) string {
	switch t.upos {
	case ud.ADP, ud.DET, ud.CCONJ, ud.PART:
		return t.form
	}
	r, size := utf8.DecodeRuneInString(t.form)
	return string(unicode.ToUpper(r)) + t.form[size:]
}

func upper(t *token) string {
	list := []rune(t.form)
	for i, r := range list {
		list[i] = unicode.ToUpper(r)
	}
	return string(list)
}
