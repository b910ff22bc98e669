package train

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"casus/english/internal/parser"
	"casus/english/internal/vectors"
	"casus/english/internal/words"
)

// gazetteer has the words of known names; mkgazetteer makes it.
//
//go:embed gazetteer.txt
var gazetteer string

// knownWord is a line of gazetteer.txt.
type knownWord struct {
	word  string // in lower case
	names words.Names
}

func readGazetteer() ([]knownWord, error) {
	var list []knownWord
	for i, line := range strings.Split(strings.TrimSpace(gazetteer), "\n") {
		var k knownWord
		if _, err := fmt.Sscan(line, &k.word, &k.names); err != nil {
			return nil, fmt.Errorf("gazetteer.txt:%d: %q is not a word and a number", i+1, line)
		}
		list = append(list, k)
	}
	return list, nil
}

// wholeNames has names of several words, and those of firms; mkwholenames makes
// it.
//
//go:embed wholenames.txt
var wholeNames string

// ownNames has more of them, written for casus: firms, papers, authorities, parties,
// universities, clubs, states by their letters, sights.
//
//go:embed ownnames.txt
var ownNames string

// wholeName is a line of these.
type wholeName struct {
	kinds words.Kinds
	words []string // in lower case
}

func readWholeNames() ([]wholeName, error) {
	var list []wholeName
	for _, f := range []struct{ name, text string }{{"wholenames.txt", wholeNames}, {"ownnames.txt", ownNames}} {
		for i, line := range strings.Split(strings.TrimSpace(f.text), "\n") {
			number, name, ok := strings.Cut(line, " ")
			kinds, err := strconv.ParseUint(number, 10, 4)
			if !ok || err != nil {
				return nil, fmt.Errorf("%s:%d: %q is not a number of kinds and a name", f.name, i+1, line)
			}
			list = append(list, wholeName{words.Kinds(kinds), strings.Fields(name)})
		}
	}
	return list, nil
}

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
	known, err := readGazetteer()
	if err != nil {
		return nil, err
	}
	for _, k := range known {
		h := lower(k.word)
		e := entries[h]
		e.Names |= k.names
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
	whole, err := readWholeNames()
	if err != nil {
		return nil, err
	}
	forms, kinds := make([][]string, len(whole)), make([]words.Kinds, len(whole))
	for i, n := range whole {
		forms[i], kinds[i] = n.words, n.kinds
	}
	l.Whole = words.NewWholeNames(forms, kinds)
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
		l.Whole.Mark(s.words)
	}
}
