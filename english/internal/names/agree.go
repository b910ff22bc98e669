package names

import (
	"slices"

	"casus/doc"
	"casus/english/internal/words"
	"casus/ud"
)

// Agreement is the working memory of Agree. The zero value is ready to use; it
// must not be shared.
type Agreement struct {
	kinds    map[uint32]kindCounts // of names by the hash of their words
	surnames map[uint32]bool       // last words of persons' names of several words
	more     []doc.Name
}

type kindCounts [doc.NumNameKinds]uint16

// often is how often a word must be a name, or the last one of a person's, before
// it is one wherever it is a proper noun. (Measured on the documents of GUM dev:
// 1 finds more names that are none.)
const often = 3

// Agree makes the names of a document agree with one another: a name that is of
// one kind more often than of another is of that kind everywhere, and a proper
// noun that is often a name is one. The surname of a person is his, and no place of the
// name, except behind a preposition. It reads the forms and tags of tokens and changes
// Document.Names, which it keeps in the order of the text.
func (a *Agreement) Agree(d *doc.Document) {
	if a.kinds == nil {
		a.kinds, a.surnames = make(map[uint32]kindCounts), make(map[uint32]bool)
	}
	clear(a.kinds)
	clear(a.surnames)
	a.more = a.more[:0]
	for _, n := range d.Names {
		a.count(hashTokens(d.Tokens[n.First:n.End]), n.Kind)
		if n.Kind == doc.Person && n.End-n.First > 1 {
			last := hashTokens(d.Tokens[n.End-1 : n.End])
			a.count(last, n.Kind)
			a.surnames[last] = true
		}
	}
	for i := range d.Names {
		n := &d.Names[i]
		hash := hashTokens(d.Tokens[n.First:n.End])
		c := a.kinds[hash]
		if k := c.most(); c[k] > c[n.Kind] {
			n.Kind = k
		}
		if n.Kind == doc.Location && n.End-n.First == 1 && a.surnames[hash] && (n.First == 0 || d.Tokens[n.First-1].UPOS != ud.ADP) {
			n.Kind = doc.Person // "Aydin said", where Burak Aydin was named
		}
	}
	at := 0
	for i := int32(0); i < int32(len(d.Tokens)); i++ {
		for at < len(d.Names) && d.Names[at].End <= i {
			at++
		}
		if at < len(d.Names) && d.Names[at].First <= i || d.Tokens[i].UPOS != ud.PROPN {
			continue
		}
		c := a.kinds[hashTokens(d.Tokens[i:i+1])]
		if k := c.most(); c[k] >= often {
			a.more = append(a.more, doc.Name{First: i, End: i + 1, Kind: k})
		}
	}
	if len(a.more) > 0 {
		d.Names = append(d.Names, a.more...)
		slices.SortFunc(d.Names, func(x, y doc.Name) int { return int(x.First - y.First) })
	}
}

func (a *Agreement) count(hash uint32, k doc.NameKind) {
	c := a.kinds[hash]
	c[k]++
	a.kinds[hash] = c
}

// most is the most frequent kind, the first of equals.
func (c *kindCounts) most() doc.NameKind {
	best := doc.NameKind(0)
	for k, n := range c {
		if n > c[best] {
			best = doc.NameKind(k)
		}
	}
	return best
}

func hashTokens(tokens []doc.Token) uint32 {
	h := uint32(len(tokens))
	for i := range tokens {
		h = words.Key(h, words.Hash(tokens[i].Form), 0, 0)
	}
	return h
}
