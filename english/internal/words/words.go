// Package words describes single words to the models: hashes of the form, of
// its beginning and end and of its shape, its word classes and the tags that it
// was seen with.
//
// It reads forms and fills Word values; it knows nothing of sentences beyond
// them. Describe is safe for concurrent use.
package words

import (
	"unicode"
	"unicode/utf8"
)

// Longest prefixes and suffixes, in bytes.
const (
	MaxPrefix = 4
	MaxSuffix = 5
)

// maxBytes bounds the part of a form that is looked at. A longer form counts
// as its beginning and its end.
const maxBytes = 64

// Flags are what the letters of a form look like.
type Flags uint8

// The flags of a form.
const (
	Initial Flags = 1 << iota // begins with a capital letter
	Capital                   // all letters are capital, and there are at least two
	Lower                     // has a lower-case letter
	Digit                     // has a digit
	Hyphen                    // has a hyphen or dash
	Dot                       // has a full stop
	Other                     // has a byte beyond ASCII
	Punct                     // has neither letter nor digit
)

// Word is what the templates of the models look at. Zero values of hashes mean
// that the form is too short.
type Word struct {
	Form   uint32 // of the form as printed, quotation marks made plain
	Lower  uint32 // in lower case, digits as 0
	Shape  uint32
	Prefix [MaxPrefix]uint32 // of 1, 2, … bytes
	Suffix [MaxSuffix]uint32
	Entry  Entry
	Flags  Flags
	Known  Known // filled by WholeNames.Mark
}

// Describe fills w for the form. It reads the lexicon, which may be nil, and
// allocates nothing.
func (l *Lexicon) Describe(form string, w *Word) {
	var buf [maxBytes]byte
	lower, shape, flags := normalise(buf[:0], form)
	*w = Word{Form: Hash(form), Shape: shape, Flags: flags}
	if flags&Other != 0 {
		w.Form = HashBytes(lower) ^ uint32(flags)*0x9E3779B1
	}
	w.Lower = HashBytes(lower)
	for i := range min(MaxPrefix, len(lower)) {
		w.Prefix[i] = HashBytes(lower[:i+1])
	}
	for i := range min(MaxSuffix, len(lower)) {
		w.Suffix[i] = HashBytes(lower[len(lower)-i-1:])
	}
	if l != nil {
		w.Entry = l.Find(w.Lower)
	}
}

// normalise appends the form in lower case with digits as 0 and typographic
// quotation marks as ASCII, and works out shape and flags on the way.
func normalise(buf []byte, form string) ([]byte, uint32, Flags) {
	var s shaper
	letters, capitals := 0, 0
	for i := 0; i < len(form); {
		if len(form) > maxBytes && i >= maxBytes/2 && i < len(form)-maxBytes/2+utf8.UTFMax {
			i++ // the middle of a form that is too long
			continue
		}
		c := form[i]
		switch {
		case 'a' <= c && c <= 'z':
			s.add('x')
			letters++
			s.flags |= Lower
		case 'A' <= c && c <= 'Z':
			s.add('X')
			if i == 0 {
				s.flags |= Initial
			}
			letters++
			capitals++
			c += 'a' - 'A'
		case '0' <= c && c <= '9':
			s.add('d')
			s.flags |= Digit
			c = '0'
		case c >= utf8.RuneSelf:
			r, size := utf8.DecodeRuneInString(form[i:])
			if upper := unicode.IsUpper(r); upper || unicode.IsLetter(r) {
				letters++
				if upper {
					s.add('X')
					capitals++
					if i == 0 {
						s.flags |= Initial
					}
				} else {
					s.add('x')
					s.flags |= Lower
				}
				s.flags |= Other
			} else {
				r = plain(r)
				s.add(byte(r))
				s.flags |= Other
			}
			if len(buf)+utf8.UTFMax <= cap(buf) {
				buf = utf8.AppendRune(buf, unicode.ToLower(r))
			}
			i += size
			continue
		default:
			s.add(c)
			if c == '-' {
				s.flags |= Hyphen
			} else if c == '.' {
				s.flags |= Dot
			}
		}
		if len(buf) < cap(buf) {
			buf = append(buf, c)
		}
		i++
	}
	if letters == capitals && capitals > 1 {
		s.flags |= Capital
	}
	if letters == 0 && s.flags&Digit == 0 {
		s.flags |= Punct
	}
	return buf, uint32(s.hash>>32) | 1, s.flags
}

// plain maps typographic quotation marks to ASCII.
func plain(r rune) rune {
	switch r {
	case '‘', '’', '‚', '‛', 'ʼ':
		return '\''
	case '“', '”', '„', '‟', '«', '»':
		return '"'
	}
	return r
}

// shaper hashes the sequence of character classes, runs cut to two.
type shaper struct {
	hash  uint64
	last  byte
	run   int
	flags Flags
}

func (s *shaper) add(class byte) {
	if class != s.last {
		s.last, s.run = class, 0
	}
	if s.run < 2 {
		s.hash = (s.hash ^ uint64(class)) * prime
	}
	s.run++
}

const prime = 0x9E3779B97F4A7C15

// Hash is the hash of a string; never 0.
func Hash(s string) uint32 {
	h := uint64(len(s))
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * prime
		h ^= h >> 29
	}
	return uint32(h>>32) | 1
}

// HashBytes is Hash of a byte slice.
func HashBytes(s []byte) uint32 {
	h := uint64(len(s))
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * prime
		h ^= h >> 29
	}
	return uint32(h>>32) | 1
}

// Key is the hash of a template with up to three values; never 0. The constants
// are odd and without a pattern.
func Key(template, a, b, c uint32) uint32 {
	h := uint64(template)*0xFF51AFD7ED558CCD + uint64(a)*0x9E3779B97F4A7C15 + uint64(b)*0xC2B2AE3D27D4EB4F + uint64(c)*0x165667B19E3779F9
	h ^= h >> 31
	h *= 0xD6E8FEB86659FD93
	return uint32(h>>32) | 1
}
