package english

import (
	"casus/doc"
	"casus/english/internal/names"
	"casus/english/internal/parser"
	"casus/english/internal/tagger"
	"casus/english/internal/words"
	"casus/span"
)

// scratch is the working memory of one document.
type scratch struct {
	blocks []span.Span
	index  []int32 // position in Document.Blocks of each of blocks
	words  []words.Word
	tags   []tagger.Class
	bytes  []byte
	tagger tagger.Scratch
	parser parser.Scratch
	names  names.Scratch
}

// Parse fills Sentences, Tokens and Names from Text and those Blocks that are
// coded. Every sentence gets a tree with one root, whatever the bytes are.
func (m *Model) Parse(d *doc.Document) {
	s := m.scratch.Get().(*scratch)
	defer m.scratch.Put(s)
	s.blocks, s.index = s.blocks[:0], s.index[:0]
	for i, b := range d.Blocks {
		if b.Kind.Coded() {
			s.blocks = append(s.blocks, b.Span)
			s.index = append(s.index, int32(i))
		}
	}
	d.Sentences, d.Tokens = m.splitter.Split(d.Text, s.blocks, d.Sentences[:0], d.Tokens[:0])
	for i := range d.Sentences {
		d.Sentences[i].Block = s.index[d.Sentences[i].Block]
	}
	m.parse(d, s)
}

// ParseTokens fills tags, lemmas, trees and Names of sentences and tokens that
// are there already.
func (m *Model) ParseTokens(d *doc.Document) {
	s := m.scratch.Get().(*scratch)
	defer m.scratch.Put(s)
	m.parse(d, s)
}

func (m *Model) parse(d *doc.Document, s *scratch) {
	d.Names = d.Names[:0]
	for i := range d.Sentences {
		tokens := d.SentenceTokens(i)
		s.describe(m.parts.Lexicon, tokens)
		m.parts.Tagger.Tag(s.words, s.tags, &s.tagger)
		m.morphology(tokens, s)
		m.tree(tokens, s)
		labels := m.parts.Names.Find(s.words, s.tags, m.parts.Tagger.Tagset, &s.names)
		first := len(d.Names)
		d.Names = appendNames(d.Names, labels, d.Sentences[i].First)
		d.Names = joinNames(d.Names, first, tokens, d.Sentences[i].First)
	}
}

// describe makes room for the words of a sentence and fills them.
func (s *scratch) describe(l *words.Lexicon, tokens []doc.Token) {
	if cap(s.words) < len(tokens) {
		s.words = make([]words.Word, len(tokens), 2*len(tokens))
		s.tags = make([]tagger.Class, len(tokens), 2*len(tokens))
	}
	s.words, s.tags = s.words[:len(tokens)], s.tags[:len(tokens)]
	for i := range tokens {
		l.Describe(tokens[i].Form, &s.words[i])
	}
}

func (m *Model) morphology(tokens []doc.Token, s *scratch) {
	for i := range tokens {
		t, tag := &tokens[i], &m.parts.Tagger.Tagset.Tags[s.tags[i]]
		t.UPOS, t.XPOS, t.Feats = tag.UPOS, tag.XPOS, tag.Feats
		t.Lemma = m.parts.Lemmas.Lemma(t.Form, &s.words[i], tag.POS, &s.bytes)
	}
}

func (m *Model) tree(tokens []doc.Token, s *scratch) {
	m.parts.Parser.Parse(s.words, s.tags, m.parts.Tagger.Tagset, &s.parser)
	st := &s.parser.State
	for i := range tokens {
		tokens[i].Head, tokens[i].Deprel = st.Head[i+1], st.Deprel[i+1]
		if tokens[i].Head == st.Root() {
			tokens[i].Head = 0
		}
	}
}

// appendNames turns the labels of a sentence that begins at token first into
// names.
func appendNames(list []doc.Name, labels []names.Label, first int32) []doc.Name {
	last := names.Outside
	for i, l := range labels {
		at := first + int32(i)
		switch {
		case l.Begins(last):
			list = append(list, doc.Name{First: at, End: at + 1, Kind: l.Kind()})
		case l != names.Outside:
			list[len(list)-1].End = at + 1
		}
		last = l
	}
	return list
}

// joinNames makes one name of two from list[first:] that touch and that the
// tree holds together ("Saudi" and "Arabia"); it is of the kind of the second.
// tokens is the sentence, which begins at token start of the document.
func joinNames(list []doc.Name, first int, tokens []doc.Token, start int32) []doc.Name {
	kept := list[:first]
	for _, n := range list[first:] {
		if last := len(kept) - 1; last >= first && kept[last].End == n.First && joined(kept[last], n, tokens, start) {
			kept[last].End, kept[last].Kind = n.End, n.Kind
			continue
		}
		kept = append(kept, n)
	}
	return kept
}

// joined reports whether a word of one name governs a word of the other.
func joined(a, b doc.Name, tokens []doc.Token, start int32) bool {
	for i := a.First; i < b.End; i++ {
		head := tokens[i-start].Head - 1 + start
		if i < a.End && b.First <= head && head < b.End || i >= b.First && a.First <= head && head < a.End {
			return true
		}
	}
	return false
}
