package merge

import (
	"strings"
)

const (
	shingle = 3  // words
	bands   = 64 // of the signature; two articles whose words are a fifth alike share one with 93 %
	rows    = 2  // values in a band
	fewest  = 20 // shingles outside quotations, below which quotations count too
)

// Sketch is the words of an article for comparing it with others: its runs of
// three words, quotations left out, since two reporters who heard one speech
// write the same words, and the MinHash signature of these. The zero value is
// an article without words.
type Sketch struct {
	Shingles  []uint32 // sorted hashes
	Signature [bands * rows]uint32
}

// NewSketch reads a text.
func NewSketch(text string) Sketch {
	s := Sketch{Shingles: shingles(unquoted(text))}
	if len(s.Shingles) < fewest {
		s.Shingles = shingles(text)
	}
	for i := range s.Signature {
		least := ^uint32(0)
		for _, x := range s.Shingles {
			least = min(least, uint32(mix(uint64(x)+seeds[i])))
		}
		s.Signature[i] = least
	}
	return s
}

var seeds = func() (s [bands * rows]uint64) {
	for i := range s {
		s[i] = mix(uint64(i)+1) &^ 0xffffffff
	}
	return s
}()

func shingles(text string) []uint32 {
	var words []string
	for w := range fields(text) {
		words = append(words, strings.ToLower(w))
	}
	var out []uint32
	for i := shingle; i <= len(words); i++ {
		out = append(out, uint32(hash(words[i-shingle:i]...)))
	}
	return set(out)
}

// unquoted is a text with a full stop for each quotation. A mark that nothing
// closes in its paragraph opens none.
func unquoted(text string) string {
	var b strings.Builder
	for _, p := range strings.SplitAfter(text, "\n") {
		for {
			open := strings.IndexAny(p, "\"“")
			if open < 0 {
				break
			}
			mark := 1
			if p[open] != '"' {
				mark = len("“")
			}
			end := strings.IndexAny(p[open+mark:], "\"”")
			if end < 0 {
				break
			}
			b.WriteString(p[:open])
			b.WriteString(". ")
			rest := p[open+mark+end:]
			if rest[0] == '"' {
				p = rest[1:]
			} else {
				p = strings.TrimPrefix(rest, "”")
			}
		}
		b.WriteString(p)
	}
	return b.String()
}

// percent is how much of the shorter of two texts stands word for word in the
// other, and how much of both together they share.
func (s *Sketch) percent(t *Sketch) (ofShorter, ofBoth int) {
	least := min(len(s.Shingles), len(t.Shingles))
	if least == 0 {
		return 0, 0
	}
	n := shared(s.Shingles, t.Shingles)
	return n * 100 / least, n * 100 / (len(s.Shingles) + len(t.Shingles) - n)
}
