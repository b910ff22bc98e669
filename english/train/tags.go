package train

import (
	"sort"
	"strings"

	"casus/english/internal/tagger"
)

// minTag is how often a joint tag must occur to be a class of its own.
const minTag = 20

// buildTagset lists the frequent joint tags and sets the gold class of every
// token. A rare tag counts as the most frequent one that shares parts of speech
// and most features with it.
func buildTagset(sentences []*sentence) *tagger.Tagset {
	counts := make(map[string]int)
	for _, s := range sentences {
		for i := range s.tokens {
			counts[s.tokens[i].tagName()]++
		}
	}
	var names []string
	for name, n := range counts {
		if n >= minTag {
			names = append(names, name)
		}
	}
	sort.Slice(names, func(i, j int) bool {
		if a, b := counts[names[i]], counts[names[j]]; a != b {
			return a > b
		}
		return names[i] < names[j]
	})
	return tagger.NewTagset(names)
}

func setClasses(set *tagger.Tagset, sentences []*sentence) {
	known := make(map[string]tagger.Class)
	for _, s := range sentences {
		s.class = make([]uint16, len(s.tokens))
		for i := range s.tokens {
			name := s.tokens[i].tagName()
			c, ok := known[name]
			if !ok {
				c = nearest(set, &s.tokens[i])
				known[name] = c
			}
			s.class[i] = c
		}
	}
}

// tagName leaves out features that say how a word is spelled.
func (t *token) tagName() string {
	feats := "_"
	if t.feats != "_" {
		var kept []string
		for _, f := range strings.Split(t.feats, "|") {
			switch f[:strings.IndexByte(f, '=')] {
			case "Typo", "Style", "CorrectForm":
			default:
				kept = append(kept, f)
			}
		}
		if kept != nil {
			feats = strings.Join(kept, "|")
		}
	}
	return t.upos.String() + "|" + t.xpos.String() + "|" + feats
}

func nearest(set *tagger.Tagset, t *token) tagger.Class {
	if c, ok := set.Find(t.tagName()); ok {
		return c
	}
	best, most := tagger.Class(0), -1
	feats := strings.Split(t.feats, "|")
	for c, tag := range set.Tags {
		score := 0
		if tag.UPOS == t.upos {
			score += 100
		}
		if tag.XPOS == t.xpos {
			score += 50
		}
		for _, f := range strings.Split(tag.Feats, "|") {
			score -= 2
			for _, g := range feats {
				if f == g {
					score += 5
				}
			}
		}
		if score > most {
			best, most = tagger.Class(c), score
		}
	}
	return best
}
