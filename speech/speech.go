// Package speech finds who said what: direct quotations, reported speech,
// "according to", names that somebody gives to something, and quotations that
// run on over sentences and paragraphs.
//
// It reads sentences, tokens, mentions and entities, fills Document.Statements
// in text order, and lets "I" and "we" inside a quotation stand for its
// speaker. A speaker whom package actor did not take for an actor ("analysts",
// "a neighbour") is added to the mentions, so that every statement can say who
// spoke. It decides nothing about events.
package speech

import (
	"sort"
	"strings"
	"sync"
	"unicode"

	"casus/doc"
	"casus/lexicon"
	"casus/span"
	"casus/tree"
	"casus/ud"
)

// Finder finds statements. It is read-only after New and safe for concurrent
// use.
type Finder struct {
	lex  *lexicon.Lexicon
	pool sync.Pool
}

// New returns a finder that takes its verbs of saying from lex.
func New(lex *lexicon.Lexicon) *Finder {
	f := &Finder{lex: lex}
	f.pool.New = func() any { return new(run) }
	return f
}

// Find fills d.Statements.
func (f *Finder) Find(d *doc.Document) {
	r := f.pool.Get().(*run)
	r.reset(f.lex, d)
	for s := range d.Sentences {
		if !d.Blocks[d.Sentences[s].Block].Kind.Coded() {
			continue
		}
		r.tree.Reset(d, s)
		r.sentence()
	}
	r.continued()
	r.nest()
	r.sameMind()
	r.firstPerson()
	r.d = nil
	f.pool.Put(r)
}

// run is the work on one document.
type run struct {
	lex     *lexicon.Lexicon
	d       *doc.Document
	tree    tree.Tree
	closing int // speaker of the statement at work whom only the order of words shows; −1
	quotes  []quotation

	mentions doc.MentionIndex
}

func (r *run) reset(lex *lexicon.Lexicon, d *doc.Document) {
	r.lex, r.d = lex, d
	d.Statements = d.Statements[:0]
	r.quotes = quotations(r.quotes[:0], d)
	r.mentions.Reset(d)
}

// sentence looks at every verb of saying and every "according to".
func (r *run) sentence() {
	t := &r.tree
	for i := range t.Tokens {
		tok := &t.Tokens[i]
		switch {
		case strings.EqualFold(tok.Form, "according"):
			r.according(i)
		case tok.UPOS == ud.VERB:
			if kind := r.lex.Cue(tok.Lemma); kind != 0 {
				r.verb(i, kind)
			}
		}
	}
}

// add keeps a statement unless it has no content or says what another one of
// the same cue already says.
func (r *run) add(s doc.Statement) {
	s.Content = trimContent(r.d.Text, s.Content)
	if !s.Direct {
		s.Content.End = s.Content.Start + len(strings.TrimRight(s.Content.Of(r.d.Text), ","))
	}
	if strings.IndexFunc(s.Content.Of(r.d.Text), unicode.IsLetter) < 0 {
		return
	}
	for i := range r.d.Statements {
		old := &r.d.Statements[i]
		if old.Sentence == s.Sentence && old.Content == s.Content && (old.Cue != s.Cue || old.Speaker.Entity == s.Speaker.Entity) {
			return
		}
	}
	s.Parent = doc.None
	r.d.Statements = append(r.d.Statements, s)
}

// trimContent takes commas, dashes and quotation marks off the ends, but
// leaves what closes the words inside a quotation.
func trimContent(text string, s span.Span) span.Span {
	s = s.Trim(text)
	words := strings.TrimLeft(s.Of(text), " ,:;—–-\"“”'‘\u00a0")
	s.Start = s.End - len(words)
	words = strings.TrimRight(words, " :;—–-\"“”\u00a0")
	s.End = s.Start + len(words)
	return s
}

// nest sorts the statements into text order and finds for each the smallest
// one whose content holds its cue.
func (r *run) nest() {
	st := r.d.Statements
	sort.SliceStable(st, func(i, j int) bool {
		if st[i].Sentence != st[j].Sentence {
			return st[i].Sentence < st[j].Sentence
		}
		return st[i].Content.Start < st[j].Content.Start
	})
	for i := range st {
		if st[i].Cue == doc.None {
			continue
		}
		cue := r.d.Tokens[st[i].Cue].Span
		for j := range st {
			if j == i || !st[j].Content.Contains(cue) {
				continue
			}
			if p := st[i].Parent; p == doc.None || st[j].Content.Len() < st[p].Content.Len() {
				st[i].Parent = int32(j)
			}
		}
	}
}

// sameMind drops what somebody only holds inside what he says himself: "Rubio
// said he believes that they will meet" is one statement.
func (r *run) sameMind() {
	st := r.d.Statements
	place := make([]int32, len(st)) // of each statement among those kept, doc.None if it is not
	kept := int32(0)
	for i := range st {
		if r.heldBySpeaker(&st[i]) {
			place[i] = doc.None
			continue
		}
		place[i] = kept
		kept++
	}
	if int(kept) == len(st) {
		return
	}
	out := make([]doc.Statement, 0, kept)
	for i := range st {
		if place[i] == doc.None {
			continue
		}
		s := st[i]
		for s.Parent != doc.None && place[s.Parent] == doc.None {
			s.Parent = st[s.Parent].Parent
		}
		if s.Parent != doc.None {
			s.Parent = place[s.Parent]
		}
		out = append(out, s)
	}
	r.d.Statements = append(st[:0], out...)
}

// heldBySpeaker reports whether a statement only gives an opinion of the one in
// whose reported words it stands.
func (r *run) heldBySpeaker(s *doc.Statement) bool {
	if s.Cue == doc.None || s.Parent == doc.None || s.Direct || r.lex.Cue(r.d.Tokens[s.Cue].Lemma) != lexicon.HoldCue {
		return false
	}
	p := &r.d.Statements[s.Parent]
	return !p.Direct && p.Speaker.Entity == s.Speaker.Entity && p.Sentence == s.Sentence
}

// firstPerson lets "I" and "we" inside a direct quotation stand for the one
// who speaks.
func (r *run) firstPerson() {
	d := r.d
	for m := range d.Mentions {
		mention := &d.Mentions[m]
		if mention.Kind != doc.PronounMention || mention.Entity != doc.None || !firstPerson[d.Tokens[mention.Head].Lemma] {
			continue
		}
		for i := range d.Statements {
			s := &d.Statements[i]
			if s.Direct && s.Speaker.Entity != doc.None && s.Content.Contains(d.Tokens[mention.Head].Span) {
				mention.Entity = s.Speaker.Entity
				break
			}
		}
	}
}

var firstPerson = map[string]bool{"I": true, "i": true, "we": true, "my": true, "our": true, "me": true, "us": true, "mine": true, "ours": true}
