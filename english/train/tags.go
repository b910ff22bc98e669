package train

import (
	"math/rand/v2"
	"sort"
	"strings"

	"casus/english/internal/linear"
	"casus/english/internal/tagger"
)

// minTag is how often a joint tag must occur to be a class of its own.
const minTag = 4

// tagFaint is what the tables of taggers leave out; the one that is written
// leaves out cells within ±tagCell as well.
var tagFaint = linear.Faint{Row: 2}

const tagCell = 1

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

// trainTagger learns from the sentences; progress hears of each epoch.
func trainTagger(set *tagger.Tagset, sentences []*sentence, epochs int, rng *rand.Rand, progress func(epoch int, wrong float64)) []linear.Row {
	p := newPerceptron(2)
	n := len(set.Tags)
	var keys linear.Keys
	var scores linear.Scores
	order := rng.Perm(len(sentences))
	for epoch := range epochs {
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		wrong, total := 0, 0
		for _, o := range order {
			s := sentences[o]
			var tag1, tag2 uint16
			for i := range s.words {
				p.step++
				total++
				got, want := 0, int(s.class[i])
				if sure, ok := tagger.Sure(&s.words[i], n); ok {
					got = int(sure)
				} else {
					tagger.Templates(&keys, s.words, i, tag1, tag2)
					clear(scores[:n])
					p.add(&scores, keys.List())
					if got = scores.Best(n); got != want {
						p.update(keys.List(), want, got)
					}
				}
				if got != want {
					wrong++
				}
				tag1, tag2 = set.Tags[got].POS, tag1
			}
		}
		progress(epoch+1, float64(wrong)/float64(total))
	}
	return p.average(tagFaint)
}

// tagAll fills auto with the tags that a model predicts.
func tagAll(m *tagger.Model, sentences []*sentence) {
	var scratch tagger.Scratch
	for _, s := range sentences {
		s.auto = make([]uint16, len(s.words))
		m.Tag(s.words, s.auto, &scratch)
	}
}
