package source

import (
	"strings"

	"casus/doc"
	"casus/span"
)

// chunk is one block of a page or text as it lies there, before it is known
// what part it plays in the article. Positions are bytes of text.
type chunk struct {
	kind   doc.BlockKind
	level  int // of a heading; 0 for others
	text   string
	links  []doc.Link
	strong []span.Span // emphasised words
	image  bool        // stands beside a picture
}

// wholeLink is the link that takes the whole of the chunk, else nil.
func (c *chunk) wholeLink() *doc.Link {
	if len(c.links) == 1 && c.links[0].Span.Len() == len(c.text) {
		return &c.links[0]
	}
	return nil
}

// cut is the part of the chunk from start on, with the links in it.
func (c *chunk) cut(start, end int) chunk {
	part := span.Span{Start: start, End: end}.Trim(c.text)
	out := chunk{kind: c.kind, level: c.level, text: part.Of(c.text), image: c.image}
	for _, l := range c.links {
		if part.Contains(l.Span) {
			l.Span = l.Span.Shift(-part.Start)
			out.links = append(out.links, l)
		}
	}
	for _, s := range c.strong {
		if part.Contains(s) {
			out.strong = append(out.strong, s.Shift(-part.Start))
		}
	}
	return out
}

// writer collects the words of one chunk: white space collapsed to single
// spaces, invisible characters left out.
type writer struct {
	b     strings.Builder
	space bool // white space is due before the next word
	out   chunk
}

// write adds words as they are printed.
func (w *writer) write(s string) {
	for _, r := range s {
		switch r {
		case ' ', '\t', '\n', '\r', '\f', '\v', '\u00a0', '\u2028', '\u2029', '\u202f', '\u2009', '\u3000':
			w.space = true
		case '\u00ad', '\u200b', '\u2060', '\ufeff', 0:
		default:
			w.due()
			w.b.WriteRune(r)
		}
	}
}

func (w *writer) due() {
	if w.space && w.b.Len() > 0 {
		w.b.WriteByte(' ')
	}
	w.space = false
}

// at is where the next word begins.
func (w *writer) at() int {
	w.due()
	return w.b.Len()
}

// link notes that the words since start are a link.
func (w *writer) link(start int, url string) {
	s := span.Span{Start: start, End: w.b.Len()}.Trim(w.b.String())
	if !s.Empty() {
		w.out.links = append(w.out.links, doc.Link{URL: url, Words: s.Of(w.b.String()), Span: s})
	}
}

// emphasis notes that the words since start are emphasised.
func (w *writer) emphasis(start int) {
	if s := (span.Span{Start: start, End: w.b.Len()}); !s.Empty() {
		w.out.strong = append(w.out.strong, s)
	}
}

// chunk is what was written.
func (w *writer) chunk() chunk {
	w.out.text = w.b.String()
	return w.out
}
