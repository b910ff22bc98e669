package train

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"casus/english/internal/parser"
	"casus/english/internal/vectors"
	"casus/english/internal/words"
)

// gazetteer has the words of known names; mkgazetteer makes it.
//
//go:embed gazetteer.txt
var gazetteer string

// buildLexicon lists the words that have a vector, those that are frequent in
// the treebanks, and those of known names.
func buildLexicon(set *vectors.Set, sentences []*sentence) (*words.Lexicon, error) {
	entries := make(map[uint32]words.Entry)
	for i, w := range set.Words {
		h := lower(w)
		if _, ok := entries[h]; !ok { // numbers of the same shape: the most frequent one
			entries[h] = words.Entry{Vector: uint32(i + 1)}
		}
	}
	for i, line := range strings.Split(strings.TrimSpace(gazetteer), "\n") {
		var word string
		var names words.Names
		if _, err := fmt.Sscan(line, &word, &names); err != nil {
			return nil, fmt.Errorf("gazetteer.txt:%d: %q is not a word and a number", i+1, line)
		}
		h := lower(word)
		e := entries[h]
		e.Names |= names
		entries[h] = e
	}
	for i, h := range commonWords(sentences) {
		e := entries[h]
		e.Common = uint16(i + 1)
		entries[h] = e
	}
	l := words.NewLexicon(len(entries))
	for h, e := range entries {
		l.Put(h, e)
	}
	return l, nil
}

func lower(form string) uint32 {
	var w words.Word
	(*words.Lexicon)(nil).Describe(form, &w)
	return w.Lower
}

// commonWords are the most frequent words, the most frequent first.
func commonWords(sentences []*sentence) []uint32 {
	counts := make(map[uint32]int)
	for _, s := range sentences {
		for _, t := range s.tokens {
			counts[lower(t.form)]++
		}
	}
	list := make([]uint32, 0, len(counts))
	for h := range counts {
		list = append(list, h)
	}
	slices.SortFunc(list, func(a, b uint32) int {
		if counts[a] != counts[b] {
			return counts[b] - counts[a]
		}
		return int(int64(a) - int64(b))
	})
	return list[:min(len(list), parser.Common)]
}

// describe fills the words of each sentence.
func describe(l *words.Lexicon, sentences []*sentence) {
	for _, s := range sentences {
		s.words = make([]words.Word, len(s.tokens))
		for i, t := range s.tokens {
			l.Describe(t.form, &s.words[i])
		}
	}
}
