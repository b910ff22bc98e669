package train

import (
	_ "embed"
	"fmt"
	"sort"
	"strings"

	"casus/english/internal/words"
)

// clusters has a line for each word class: the number of its coarse class and
// its words. mkclusters makes it.
//
//go:embed clusters.txt
var clusters string

const (
	minSeen  = 4   // a word must be this frequent for its tags to be listed
	minShare = 0.1 // and a tag this frequent among them

	minSure   = 20 // a word must be this frequent to have a sure tag
	sureShare = 0.998
)

// buildLexicon lists the words of the clusters and of the treebanks, whose
// sentences have their classes.
func buildLexicon(sentences []*sentence) (*words.Lexicon, error) {
	entries := make(map[uint32]words.Entry)
	if err := readClusters(entries); err != nil {
		return nil, err
	}
	seen := seenTags(sentences)
	hashes := make([]uint32, 0, len(seen))
	for h := range seen {
		hashes = append(hashes, h)
	}
	sort.Slice(hashes, func(i, j int) bool { return hashes[i] < hashes[j] })
	numbers := make(map[string]uint16)
	for _, h := range hashes {
		e := entries[h]
		if numbers[seen[h]] == 0 {
			numbers[seen[h]] = uint16(len(numbers) + 1)
		}
		e.Seen = numbers[seen[h]]
		entries[h] = e
	}
	for h, class := range sureTags(sentences) {
		e := entries[h]
		e.Sure = class + 1
		entries[h] = e
	}
	l := words.NewLexicon(len(entries))
	all := make([]uint32, 0, len(entries))
	for h := range entries {
		all = append(all, h)
	}
	sort.Slice(all, func(i, j int) bool { return all[i] < all[j] })
	for _, h := range all {
		l.Put(h, entries[h])
	}
	return l, nil
}

func readClusters(entries map[uint32]words.Entry) error {
	for i, line := range strings.Split(strings.TrimSpace(clusters), "\n") {
		fields := strings.Fields(line)
		var coarse uint16
		if _, err := fmt.Sscan(fields[0], &coarse); err != nil {
			return fmt.Errorf("clusters.txt:%d: class %q is not a number", i+1, fields[0])
		}
		for _, f := range fields[1:] {
			var w words.Word
			(*words.Lexicon)(nil).Describe(f, &w)
			if _, ok := entries[w.Lower]; !ok { // numbers of the same shape: the most frequent one
				entries[w.Lower] = words.Entry{Fine: uint16(i + 1), Coarse: coarse + 1}
			}
		}
	}
	return nil
}

// seenTags names, for each frequent word, the pairs of tags that it has, the
// most frequent first.
func seenTags(sentences []*sentence) map[uint32]string {
	counts := make(map[uint32]map[string]int)
	for _, s := range sentences {
		for _, t := range s.tokens {
			var w words.Word
			(*words.Lexicon)(nil).Describe(t.form, &w)
			if counts[w.Lower] == nil {
				counts[w.Lower] = make(map[string]int)
			}
			counts[w.Lower][t.upos.String()+"|"+t.xpos.String()]++
		}
	}
	seen := make(map[uint32]string)
	for h, tags := range counts {
		total := 0
		for _, n := range tags {
			total += n
		}
		if total < minSeen {
			continue
		}
		var list []string
		for tag, n := range tags {
			if float64(n) >= minShare*float64(total) {
				list = append(list, tag)
			}
		}
		sort.Slice(list, func(i, j int) bool {
			if a, b := tags[list[i]], tags[list[j]]; a != b {
				return a > b
			}
			return list[i] < list[j]
		})
		seen[h] = strings.Join(list[:min(3, len(list))], " ")
	}
	return seen
}

// sureTags finds the frequent words that have all but always one class of tag.
func sureTags(sentences []*sentence) map[uint32]uint16 {
	counts := make(map[uint32]map[uint16]int)
	for _, s := range sentences {
		for i, t := range s.tokens {
			var w words.Word
			(*words.Lexicon)(nil).Describe(t.form, &w)
			if counts[w.Lower] == nil {
				counts[w.Lower] = make(map[uint16]int)
			}
			counts[w.Lower][s.class[i]]++
		}
	}
	sure := make(map[uint32]uint16)
	for h, classes := range counts {
		total := 0
		for _, n := range classes {
			total += n
		}
		for class, n := range classes {
			if n >= minSure && float64(n) >= sureShare*float64(total) {
				sure[h] = class
			}
		}
	}
	return sure
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
