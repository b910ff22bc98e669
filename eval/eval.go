// Package eval scores coded stories against annotated ones, both in the shape
// of docs/record.md, by the measure of the codebook: reports paired by type and
// evidence sentence, then dyads, then sectors and status, the fields of what is
// paired, the types of each story, and statements with their speakers. Every
// difference has a cause, found from what the two files say.
//
// It reads two JSON Lines files and fills a Result; it knows nothing of how a
// row was coded. An annotated report that is not sure is neither owed nor
// charged.
package eval

import (
	"encoding/json"
	"sort"
)

// Entity is a participant as the measure reads it.
type Entity struct {
	Text    string  `json:"text"`
	Country *string `json:"country"`
	Sector  *string `json:"sector"`
}

// Report is a report as the measure reads it.
type Report struct {
	Type        string          `json:"type"`
	Mode        *string         `json:"mode"`
	Actors      []Entity        `json:"actors"`
	Recipients  []Entity        `json:"recipients"`
	Trigger     string          `json:"trigger"`
	Sentences   []string        `json:"sentences"`
	Date        *string         `json:"date"`
	Place       *Entity         `json:"place"`
	Status      string          `json:"status"`
	Background  bool            `json:"background"`
	Attribution *Entity         `json:"attribution"`
	Killed      json.RawMessage `json:"killed"`
	Sure        bool            `json:"sure"`
	Trace       json.RawMessage `json:"trace"`
	Evidence    []struct {
		Field string `json:"field"`
	} `json:"evidence"`
}

// Statement is a statement as the measure reads it.
type Statement struct {
	Speaker  *Entity `json:"speaker"`
	Direct   bool    `json:"direct"`
	Content  string  `json:"content"`
	Sentence string  `json:"sentence"`
}

// SetAside is a reading that gave no report, as the causes read it.
type SetAside struct {
	Sentence string `json:"sentence"`
	Trigger  string `json:"trigger"`
	Reason   string `json:"reason"`
	Detail   string `json:"detail"`
}

// Story is one line of either file. SetAside is nil where the line has no such
// list, and empty where nothing was set aside; it is not read of gold.
type Story struct {
	ID         string      `json:"id"`
	Reports    []Report    `json:"reports"`
	Statements []Statement `json:"statements"`
	SetAside   []SetAside  `json:"set_aside"`
	absent     bool        // stands in for a story that the coded file lacks
}

// pair is a coded report held to be an annotated one.
type pair struct {
	pred, gold int
	dyad, full bool
	rank       float64 // the higher, the better they agree
}

// pairing is the outcome of one story.
type pairing struct {
	pred, gold prepared
	pairs      []pair
	usedPred   []bool
	usedGold   []bool
	statements []pair
}

// prepared is the words of a story's sentences, cut once.
type prepared struct {
	sentences [][][]string // of each report
	triggers  [][]string
	said      [][]string // sentence of each statement
	content   [][]string
}

func prepare(s *Story, limit int) prepared {
	var p prepared
	for _, r := range s.Reports {
		var list [][]string
		for i, sentence := range r.Sentences {
			if limit > 0 && i == limit {
				break
			}
			list = append(list, words(sentence))
		}
		p.sentences = append(p.sentences, list)
		p.triggers = append(p.triggers, words(r.Trigger))
	}
	for _, st := range s.Statements {
		p.said = append(p.said, words(st.Sentence))
		p.content = append(p.content, words(st.Content))
	}
	return p
}

// maxEvidence is how many evidence sentences of a coded report count.
const maxEvidence = 6

// pairUp pairs the reports and statements of one story, one to one, best
// agreement first.
func pairUp(pred, gold *Story) pairing {
	p, g := prepare(pred, maxEvidence), prepare(gold, 0)
	var found []pair
	for i := range pred.Reports {
		for j := range gold.Reports {
			a, b := &pred.Reports[i], &gold.Reports[j]
			if a.Type != b.Type || !shareSentence(p.sentences[i], g.sentences[j]) {
				continue
			}
			found = append(found, agree(a, b, i, j, p.triggers[i], g.triggers[j]))
		}
	}
	out := pairing{pred: p, gold: g, usedPred: make([]bool, len(pred.Reports)), usedGold: make([]bool, len(gold.Reports))}
	out.pairs = oneToOne(found, out.usedPred, out.usedGold)
	out.statements = pairStatements(&p, &g)
	return out
}

func shareSentence(x, y [][]string) bool {
	for _, a := range x {
		for _, b := range y {
			if sameSentence(a, b) {
				return true
			}
		}
	}
	return false
}

// agree says on which levels two reports agree, and how well.
func agree(a, b *Report, i, j int, ta, tb []string) pair {
	actors, recipients := sameSide(a.Actors, b.Actors), sameSide(a.Recipients, b.Recipients)
	sides := count(actors) + count(recipients)
	full := count(sameSector(a.Actors, b.Actors)) + count(sameSector(a.Recipients, b.Recipients)) + count(a.Status == b.Status)
	rank := float64(4*sides + full + 2*count(shareWord(ta, tb)))
	if b.Sure {
		rank += 0.5
	}
	return pair{pred: i, gold: j, dyad: sides == 2, full: sides == 2 && full == 3, rank: rank}
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}

func shareWord(x, y []string) bool {
	in := counts(y)
	for _, w := range x {
		if in[w] > 0 {
			return true
		}
	}
	return false
}

// sameSide reports whether two sides agree: both empty, or a country shared, or
// a name shared with one that has no country; and not more than two entities
// above gold's number.
func sameSide(p, g []Entity) bool {
	if len(p) == 0 || len(g) == 0 {
		return len(p) == len(g)
	}
	return !tooMany(p, g) && meet(p, g)
}

func tooMany(p, g []Entity) bool { return len(p) > len(g)+2 }

// meet reports whether a country is shared, or a name with one that has no
// country.
func meet(p, g []Entity) bool {
	for _, e := range g {
		for _, f := range p {
			if e.Country != nil && f.Country != nil && *e.Country == *f.Country {
				return true
			}
			if e.Country == nil && sameName(e.Text, f.Text) {
				return true
			}
		}
	}
	return false
}

// sameSector reports whether a sector is shared, where gold has one.
func sameSector(p, g []Entity) bool {
	owed := false
	for _, e := range g {
		if e.Sector == nil {
			continue
		}
		owed = true
		for _, f := range p {
			if f.Sector != nil && *f.Sector == *e.Sector {
				return true
			}
		}
	}
	return !owed
}

// oneToOne takes the pairs with the best rank first, each side once.
func oneToOne(found []pair, usedPred, usedGold []bool) []pair {
	sort.SliceStable(found, func(i, j int) bool {
		a, b := found[i], found[j]
		if a.rank != b.rank {
			return a.rank > b.rank
		}
		if a.pred != b.pred {
			return a.pred < b.pred
		}
		return a.gold < b.gold
	})
	var kept []pair
	for _, p := range found {
		if !usedPred[p.pred] && !usedGold[p.gold] {
			usedPred[p.pred], usedGold[p.gold] = true, true
			kept = append(kept, p)
		}
	}
	return kept
}

// pairStatements pairs statements by sentence and content.
func pairStatements(p, g *prepared) []pair {
	var found []pair
	for i := range p.said {
		for j := range g.said {
			if !sameSentence(p.said[i], g.said[j]) || len(p.said[i]) > 2*len(g.said[j])+10 {
				continue
			}
			if c := overlap(p.content[i], g.content[j]); c >= 0.5 {
				found = append(found, pair{pred: i, gold: j, rank: c})
			}
		}
	}
	return oneToOne(found, make([]bool, len(p.said)), make([]bool, len(g.said)))
}
