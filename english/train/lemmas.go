package train

import (
	"slices"
	"sort"

	"casus/english/internal/lemma"
	"casus/english/internal/tagger"
	"casus/english/internal/words"
	"casus/ud"
)

// minKnown is how often a lemma must occur to be stored for sharing.
const minKnown = 2

// wordType is a form with its tags and the lemma that the treebanks give it
// most often.
type wordType struct {
	form, lemma string
	word        words.Word
	pos         uint16
	count       int
}

// trainLemmas learns endings from word types, so that frequent irregular words
// do not outvote regular ones, and lists as exceptions what they get wrong: of
// the treebanks' words, and of the forms of verbs, for news has more verbs than
// the treebanks.
func trainLemmas(set *tagger.Tagset, sentences []*sentence, verbs []string) *lemma.Model {
	types := wordTypes(set, sentences)
	rules, endings := learnEndings(types)
	m := lemma.New(rules, endings, nil, nil)
	exceptions := make(map[uint32]string)
	settled := make(map[uint32]bool)
	known := make(map[string]bool)
	for _, v := range verbs {
		known[v] = true
	}
	var scratch lemma.Scratch
	sure, doubtful := sift(set, types, known)
	for _, t := range slices.Concat(irregularTypes(set, known), sure, verbTypes(set, verbs), doubtful) { // the first of a key decides
		key := lemma.ExceptionKey(&t.word, t.pos)
		if t.word.Flags&words.Digit != 0 || settled[key] {
			continue
		}
		settled[key] = true
		got := m.Lemma(t.form, &t.word, t.pos, &scratch)
		if got != t.lemma && !(t.count == 0 && known[got]) {
			exceptions[key] = t.lemma
		}
	}
	return lemma.New(rules, endings, exceptions, knownLemmas(types))
}

// rare is how often a form must have a lemma that no list of verbs knows before
// it is believed: below, it may be a slip of the annotators ("fre" for "freed").
const rare = 3

// sift parts the types whose lemma can be believed from rare forms of verbs
// that no list knows.
func sift(set *tagger.Tagset, types []wordType, known map[string]bool) (sure, doubtful []wordType) {
	verb := make(map[uint16]bool)
	for _, xpos := range []ud.XPOS{ud.VB, ud.VBD, ud.VBG, ud.VBN, ud.VBP, ud.VBZ} {
		verb[set.POSOf(ud.VERB, xpos)] = true
	}
	for _, t := range types {
		if verb[t.pos] && t.count < rare && !known[t.lemma] {
			doubtful = append(doubtful, t)
		} else {
			sure = append(sure, t)
		}
	}
	return sure, doubtful
}

func wordTypes(set *tagger.Tagset, sentences []*sentence) []wordType {
	type key struct {
		form string
		pos  uint16
	}
	counts := make(map[key]map[string]int)
	example := make(map[key]words.Word)
	for _, s := range sentences {
		for i, t := range s.tokens {
			if t.lemma == "_" {
				continue
			}
			k := key{t.form, set.Tags[s.class[i]].POS}
			if counts[k] == nil {
				counts[k] = make(map[string]int)
				example[k] = s.words[i]
			}
			counts[k][t.lemma]++
		}
	}
	var types []wordType
	for k, lemmas := range counts {
		t := wordType{form: k.form, pos: k.pos, word: example[k]}
		most := 0
		for l, n := range lemmas {
			t.count += n
			if n > most || n == most && l < t.lemma {
				t.lemma, most = l, n
			}
		}
		types = append(types, t)
	}
	sort.Slice(types, func(i, j int) bool {
		a, b := &types[i], &types[j]
		if a.count != b.count {
			return a.count > b.count
		}
		if a.form != b.form {
			return a.form < b.form
		}
		return a.pos < b.pos
	})
	return types
}

// learnEndings keeps an ending where its rule is another than that of the next
// shorter ending.
func learnEndings(types []wordType) ([]lemma.Rule, map[uint32]uint16) {
	var rules []lemma.Rule
	number := make(map[lemma.Rule]uint16)
	votes := make([]map[uint32]map[uint16]int, words.MaxSuffix+1)
	shorter := make(map[uint32]uint32)
	for length := range votes {
		votes[length] = make(map[uint32]map[uint16]int)
	}
	for i := range types {
		t := &types[i]
		r := lemma.RuleFor(t.form, t.lemma)
		n, ok := number[r]
		if !ok {
			n = uint16(len(rules))
			number[r] = n
			rules = append(rules, r)
		}
		for length := range votes {
			if length > 0 && t.word.Suffix[length-1] == 0 {
				break
			}
			k := lemma.EndingKey(&t.word, t.pos, length)
			if votes[length][k] == nil {
				votes[length][k] = make(map[uint16]int)
			}
			votes[length][k][n]++
			if length > 0 {
				shorter[k] = lemma.EndingKey(&t.word, t.pos, length-1)
			}
		}
	}
	endings := make(map[uint32]uint16)
	effective := make(map[uint32]uint16)
	for length := range votes {
		for k, v := range votes[length] {
			best, most := winner(v)
			if length > 0 && (most < 2 || effective[shorter[k]] == best) {
				effective[k] = effective[shorter[k]]
				continue
			}
			effective[k], endings[k] = best, best
		}
	}
	return rules, endings
}

func winner(votes map[uint16]int) (best uint16, most int) {
	for r, n := range votes {
		if n > most || n == most && r < best {
			best, most = r, n
		}
	}
	return best, most
}

func knownLemmas(types []wordType) []string {
	counts := make(map[string]int)
	for _, t := range types {
		if t.form != t.lemma {
			counts[t.lemma] += t.count
		}
	}
	var known []string
	for l, n := range counts {
		if n >= minKnown {
			known = append(known, l)
		}
	}
	sort.Strings(known)
	return known
}
