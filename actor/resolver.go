// Package actor finds who is mentioned in an article and whom each mention
// stands for. It reads Text, Blocks, Sentences, Tokens with their trees, Names
// and Published of a doc.Document, Places where another stage has filled them,
// and the lexicon; it fills Mentions, sorted by Head and then First, and
// Entities, in the order of their first mention. It leaves everything else
// alone.
//
// A mention is found as a unit: a run of words that names an actor ("the
// Kremlin"), a state or its people ("Iranian"), a kind of organ, an office, a
// sort of people ("police"), or that points back ("the group", "they"). Then
// each unit takes a country and a sector from the words around it (compose.go,
// describe.go), from what it stands for earlier in the article (coref.go,
// pronoun.go), and at last, for people who act at the place of the story, from
// the country that the story is about (focus.go). What none of these gives
// stays empty.
//
// The country of "Iranian officials" is that of the words; the role of a
// person in the lexicon is the one held on the day of publication, unless the
// text says "former". A stage that knows the day of an event may read the role
// again through Entity.Actor.
package actor

import (
	"sync"

	"casus/doc"
	"casus/lexicon"
	"casus/tree"
)

// Resolver fills in the mentions and entities of documents. It is safe for
// concurrent use.
type Resolver struct {
	lex  *lexicon.Lexicon
	pool sync.Pool
}

// New makes a resolver that knows what lex knows.
func New(lex *lexicon.Lexicon) *Resolver {
	r := &Resolver{lex: lex}
	r.pool.New = func() any {
		return &work{lex: lex, byKey: map[entityKey]int32{}}
	}
	return r
}

// Resolve fills d.Mentions and d.Entities. What they held before is dropped.
func (r *Resolver) Resolve(d *doc.Document) {
	w := r.pool.Get().(*work)
	w.resolve(d)
	w.d = nil
	r.pool.Put(w)
}

// work is the state of one Resolve, kept for the next.
type work struct {
	lex  *lexicon.Lexicon
	d    *doc.Document
	tree tree.Tree

	units     []unit
	bounds    []int32 // units [bounds[s], bounds[s+1]) are those of sentence s
	parts     []part
	several   []int32 // entities that counting nouns stand for
	quoted    []bool  // per token of the document: inside quotation marks
	nameStart []int32 // per token of the document: 1 + the name that begins here, 0 for none
	matches   []lexicon.Match
	plain     *lexicon.Alias // common words among the readings that were last chosen from

	persons  []person
	byKey    map[entityKey]int32
	entities []doc.Entity
	about    []about // what only this package wants to know, by entity
	mentions []doc.Mention
	seen     []sighting // mentions that later words may refer to, in the order of reading
	strong   []string   // the countries that words which are not weak name
	only     []string   // by sentence: the country that it names, several for more than one
	weights  []weight   // how much the article speaks of each country
	order    []int32    // scratch: entities renumbered
	main     string     // the country that the story is about, empty if none stands out
	alone    bool       // main has half of the weight and twice that of the next
	single   bool       // no other country is named
	seat     string     // the country of the dateline, empty without one

	// Of the sentence at hand.
	lo, hi int     // its units
	at     []int32 // unit over each token, −1 for none
	refs   []int32 // entity of each possessive pronoun, doc.None for none
}

func (w *work) resolve(d *doc.Document) {
	w.reset(d)
	w.markQuotes()
	for s := range d.Sentences {
		w.bounds = append(w.bounds, int32(len(w.units)))
		if !w.coded(s) {
			continue
		}
		w.tree.Reset(d, s)
		w.find()
	}
	w.bounds = append(w.bounds, int32(len(w.units)))
	w.clusterPersons()
	w.support()
	w.dropWeak()
	w.weigh()
	for s := range d.Sentences {
		w.lo, w.hi = int(w.bounds[s]), int(w.bounds[s+1])
		if !w.coded(s) {
			continue
		}
		w.tree.Reset(d, s)
		w.index()
		w.read()
	}
	w.conclude()
	w.emit()
}

func (w *work) reset(d *doc.Document) {
	w.d = d
	w.nameStart = w.nameStart[:0]
	for range d.Tokens {
		w.nameStart = append(w.nameStart, 0)
	}
	for k, name := range d.Names {
		if name.First >= 0 && int(name.First) < len(d.Tokens) && name.End > name.First {
			w.nameStart[name.First] = int32(k + 1)
		}
	}
	w.units, w.bounds, w.parts, w.several = w.units[:0], w.bounds[:0], w.parts[:0], w.several[:0]
	w.persons, w.about, w.seen = w.persons[:0], w.about[:0], w.seen[:0]
	w.weights, w.only, w.main = w.weights[:0], w.only[:0], ""
	w.mentions, w.entities = w.mentions[:0], w.entities[:0]
	clear(w.byKey)
}

// coded reports whether sentence s is read for events at all.
func (w *work) coded(s int) bool {
	b := w.d.Sentences[s].Block
	return b < 0 || int(b) >= len(w.d.Blocks) || w.d.Blocks[b].Kind.Coded()
}

// index notes which unit lies over each token of the sentence and which unit
// belongs to which.
func (w *work) index() {
	w.at, w.refs = w.at[:0], w.refs[:0]
	for range w.tree.Tokens {
		w.at, w.refs = append(w.at, -1), append(w.refs, doc.None)
	}
	for k := w.lo; k < w.hi; k++ {
		u := &w.units[k]
		for i := u.first; i < u.end; i++ {
			w.at[i] = int32(k)
		}
	}
	w.nest()
}

// read goes through the sentence from left to right: units in the order of
// their first word, pronouns between them.
func (w *work) read() {
	for i := range w.tree.Tokens {
		if k := w.at[i]; k >= 0 {
			if int(w.units[k].first) == i {
				w.process(int(k))
			}
			continue
		}
		w.pronoun(i)
	}
}
