package english

import (
	"slices"
	"strings"
	"unicode"

	"casus/doc"
	"casus/english/internal/encoder"
	"casus/english/internal/lemma"
	"casus/english/internal/names"
	"casus/english/internal/parser"
	"casus/english/internal/tagger"
	"casus/english/internal/words"
	"casus/english/segment"
	"casus/span"
	"casus/ud"
)

// scratch is the working memory of one document.
type scratch struct {
	blocks    []span.Span
	index     []int32 // position in Document.Blocks of each of blocks
	pieces    []piece
	batch     encoder.Batch
	tags      []tagger.Class // by row of the batch
	lemmas    lemma.Scratch
	tagger    tagger.Scratch
	parser    parser.Scratch
	names     names.Scratch
	agreement names.Agreement
}

// piece is tokens that are parsed as one tree: a sentence, or part of one that
// is longer than any sentence should be.
type piece struct {
	sentence   int
	first, end int // tokens of the sentence
}

const (
	// longest bounds the tokens of a piece, and so the memory of a parse.
	longest = 1000

	// batchWords is how many words are encoded together, unless a piece alone
	// has more: enough to use the weights well that were fetched, and so few
	// that the rows stay near the processor.
	batchWords = 256
)

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

// ParseText parses text whose paragraphs are parted by blank lines. Spans are
// positions in the text.
func (m *Model) ParseText(text string) *doc.Document {
	d := &doc.Document{Text: text}
	for _, p := range segment.Paragraphs(text, nil) {
		d.Blocks = append(d.Blocks, doc.Block{Span: p})
	}
	m.Parse(d)
	return d
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
	s.pieces = cut(d, s.pieces[:0])
	for rest := s.pieces; len(rest) > 0; {
		n := m.encode(d, rest, s)
		for i, p := range rest[:n] {
			m.finish(d, p, i, s)
		}
		rest = rest[n:]
	}
	s.agreement.Agree(d)
}

// cut lists the pieces of all sentences.
func cut(d *doc.Document, list []piece) []piece {
	for i, s := range d.Sentences {
		n := int(s.End - s.First)
		for first := 0; first < n; first += longest {
			list = append(list, piece{i, first, min(first+longest, n)})
		}
	}
	return list
}

// encode encodes and tags as many pieces as make a batch, and returns how many
// these are.
func (m *Model) encode(d *doc.Document, pieces []piece, s *scratch) int {
	s.batch.Reset()
	n := 0
	for _, p := range pieces {
		if n > 0 && len(s.batch.Words)+p.end-p.first > batchWords {
			break
		}
		tokens := d.SentenceTokens(p.sentence)[p.first:p.end]
		w := s.batch.Extend(len(tokens))
		for i := range w {
			m.parts.Lexicon.Describe(tokens[i].Form, &w[i])
			if tokens[i].Form == namedIS && mixed(tokens) {
				m.parts.Lexicon.Describe(knownIS, &w[i])
			}
		}
		m.parts.Lexicon.Whole.Mark(w)
		n++
	}
	m.parts.Encoder.Encode(&s.batch)
	rows := s.batch.NumRows()
	s.tags = slices.Grow(s.tags[:0], rows)[:rows]
	m.parts.Tagger.Tag(s.batch.Rows, rows, s.tags, &s.tagger)
	m.parts.Parser.Prepare(s.batch.Rows, rows, &s.parser)
	m.parts.Names.Prepare(&s.batch, s.tags, m.parts.Tagger.Tagset, &s.names)
	return n
}

// The Islamic State is called IS in news, a word that the treebanks have for
// nothing but the verb; where a sentence is not all in capitals it is read as if
// another name of the group stood there.
const (
	namedIS = "IS"
	knownIS = "ISIS"
)

// mixed reports whether some token has a lower-case letter.
func mixed(tokens []doc.Token) bool {
	for i := range tokens {
		if strings.IndexFunc(tokens[i].Form, unicode.IsLower) >= 0 {
			return true
		}
	}
	return false
}

// finish fills the tokens of piece p, number i of the batch, and appends its
// names.
func (m *Model) finish(d *doc.Document, p piece, i int, s *scratch) {
	sentence := d.SentenceTokens(p.sentence)
	tokens := sentence[p.first:p.end]
	first, end := s.batch.Sentence(i)
	ws, row := s.batch.Words[first:end], s.batch.Row(i)
	tags := s.tags[row : row+len(ws)]
	m.morphology(tokens, ws, tags, s)
	m.parts.Parser.Parse(ws, row, &s.parser)
	st := &s.parser.State
	for k := range tokens {
		tokens[k].Head, tokens[k].Deprel = st.Head[k+1]+int32(p.first), st.Deprel[k+1]
		if st.Head[k+1] == st.Root() {
			tokens[k].Head = 0
		}
	}
	if p.first > 0 {
		hang(sentence, p)
	}
	if p.end == len(sentence) {
		mend(sentence)
	}
	labels := m.parts.Names.Find(&s.batch, i, &s.names)
	start := d.Sentences[p.sentence].First
	last := len(d.Names)
	d.Names = appendNames(d.Names, labels, start+int32(p.first))
	cutDays(d.Names, last, d.Tokens)
	d.Names = joinNames(d.Names, last, sentence, start)
	d.Names = properNames(d.Names, last, d.Tokens)
	completeNames(d.Names, last, d.Tokens, start+int32(p.end))
	completePersons(d.Names, last, d.Tokens, start)
	d.Names = addServices(d.Names, last, d.Tokens, start+int32(p.first), start+int32(p.end))
}

func (m *Model) morphology(tokens []doc.Token, ws []words.Word, tags []tagger.Class, s *scratch) {
	for i := range tokens {
		t, tag := &tokens[i], &m.parts.Tagger.Tagset.Tags[tags[i]]
		t.UPOS, t.XPOS, t.Feats = tag.UPOS, tag.XPOS, tag.Feats
		t.Lemma = m.parts.Lemmas.Lemma(t.Form, &ws[i], tag.POS, &s.lemmas)
	}
}

// hang makes the root of a later piece depend on that of the first one.
func hang(sentence []doc.Token, p piece) {
	root := int32(0)
	for k, t := range sentence[:p.first] {
		if t.Head == 0 {
			root = int32(k + 1)
			break
		}
	}
	for k := p.first; k < p.end; k++ {
		if sentence[k].Head == 0 {
			sentence[k].Head, sentence[k].Deprel = root, ud.Parataxis
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

// properNames leaves names out of list[first:] that have no proper noun.
func properNames(list []doc.Name, first int, tokens []doc.Token) []doc.Name {
	kept := list[:first]
	for _, n := range list[first:] {
		for _, t := range tokens[n.First:n.End] {
			if t.UPOS == ud.PROPN || t.XPOS.Proper() {
				kept = append(kept, n)
				break
			}
		}
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
