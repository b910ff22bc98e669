package segment

import "strings"

// lexical reads a word that begins with a letter and does not end plainly:
// one with an apostrophe, a hyphen, a full stop, an ampersand or a letter
// beyond ASCII.
func (s *scanner) lexical(start int) {
	i := s.segmentEnd(start)
	for {
		if end := s.hyphenated(start, i); end > 0 {
			i = end
			continue
		}
		break
	}
	if s.at(i) == '$' && !upperAt(s.text[:s.end], i+1) && !lowerAt(s.text[:s.end], i+1) && i-start <= 3 && upperAt(s.text, start) {
		i++ // US$, HK$
	}
	if c, width := s.classAt(i); c == hyphen && i-start <= 2 && s.spaceBefore(start) {
		if next, _ := s.classAt(i + width); next == space && !s.coordinated(i+width) {
			s.take(start, i+width) // a word broken off
			return
		}
	}
	s.words(start, i)
	s.i = i
	s.possessive(start, i)
}

// coordinated reports whether "and", "or" or "to" follows the white space at i,
// as in "on- and off-duty officers".
func (s *scanner) coordinated(i int) bool {
	rest := s.text[i:min(i+5, s.end)]
	return strings.HasPrefix(rest, " and ") || strings.HasPrefix(rest, " or ") || strings.HasPrefix(rest, " to ")
}

// segmentEnd finds the end of a run of letters and digits with inner
// apostrophes, the dots of an acronym and the ampersand of a firm.
func (s *scanner) segmentEnd(start int) int {
	i := start
	for {
		c, width := s.classAt(i)
		switch c {
		case letter, digit:
			i += width
			continue
		case apostrophe:
			if next, _ := s.classAt(i + width); next == letter && s.text[i] != '`' || s.backtickS(i) {
				i += width
				continue
			}
		case symbol:
			if next, _ := s.classAt(i + width); next == letter && i > start && s.text[i:i+width] == "‘" {
				i += width // the ain of Arabic names: "Ka‘bah"
				continue
			}
		}
		switch s.at(i) {
		case ',':
			if digitAt(s.text, i-1) && s.thousands(i+1) {
				i++
				continue
			}
		case '.':
			if digitAt(s.text, i-1) && digitAt(s.text[:s.end], i+1) {
				i++
				continue
			}
			if end := s.acronymPart(start, i); end > 0 {
				i = end
				continue
			}
		case '&':
			if i-start <= 4 && upperAt(s.text, start) && s.wordAt(i+1) || i-start == 1 && s.wordAt(i+1) {
				i++
				continue
			}
		}
		return i
	}
}

// backtickS reports whether a grave accent at i stands for the apostrophe of
// a clitic.
func (s *scanner) backtickS(i int) bool {
	return s.at(i) == '`' && s.at(i+1) == 's' && !s.wordAt(i+2)
}

// acronymPart reads ".S" of "U.S." or ".D" of "Ph.D." at the full stop i and
// returns its end, 0 if there is no such part.
func (s *scanner) acronymPart(start, i int) int {
	if s.at(i+1) >= 0x80 || byteClass[s.at(i+1)] != letter {
		return 0
	}
	end := i + 1
	for end < s.end && byteClass[s.text[end]] == letter {
		end++
	}
	part := s.text[i+1 : end]
	lone := len(part) == 1 && s.singleBefore(start, i)
	if lone || degree.has(part) && i-start <= 5 {
		return end
	}
	return 0
}

var degree = setOf("d", "sc", "phil", "eng", "ed")

// singleBefore reports whether the part before the full stop i is one letter
// or, at the beginning of the word, the first part of a degree.
func (s *scanner) singleBefore(start, i int) bool {
	if i-start == 1 {
		return true
	}
	return i-start >= 2 && s.text[i-2] == '.'
}

// words emits a word as one token or as the parts of a contraction.
func (s *scanner) words(start, end int) {
	cut := fusedCut(s.text[start:end])
	if cut == 0 && end-start == 3 && s.text[start+1:end] == "ts" && s.text[start]|0x20 == 'i' && s.predicate(end) {
		cut = 2 // its a mistake
	}
	if cut > 0 {
		s.emit(start, start+cut, false)
		s.emit(start+cut, end, true)
		return
	}
	var cuts [4]int
	n, right := 0, end
	for n < len(cuts) {
		cut := cliticCut(s.text[start:right])
		if cut == 0 {
			break
		}
		right = start + cut
		cuts[n] = right
		n++
	}
	s.emit(start, right, false)
	for ; n > 0; n-- {
		next := end
		if n > 1 {
			next = cuts[n-2]
		}
		s.emit(cuts[n-1], next, true)
	}
}

// predicate reports whether the word behind i makes "its" a slip for "it's".
func (s *scanner) predicate(i int) bool {
	if s.at(i) != ' ' {
		return false
	}
	end := i + 1
	for end < s.end && end-i <= longestEntry && wordByte[s.text[end]] {
		end++
	}
	return predicates.has(s.text[i+1 : end])
}

// predicates follow "it's" and hardly ever a possessive.
var predicates = setOf("a", "an", "the", "not", "been", "just", "also", "called", "nothing", "simply", "really", "like", "in", "for", "from", "between", "as", "getting", "gonna", "too", "so")

// cliticCut finds where the last clitic of a word begins: 's, n't, 'll and
// their kin. It is 0 where the word has none.
func cliticCut(word string) int {
	i := len(word)
	for i > 0 && len(word)-i < 3 && byteClass[word[i-1]] == letter {
		i--
	}
	suffix := word[i:]
	ap := i - apostropheWidth(word[:i])
	if ap == i || ap <= 0 {
		return allCut(word)
	}
	switch len(suffix) {
	case 1:
		switch suffix[0] | 0x20 {
		case 's', 'm', 'd':
			return ap
		case 't':
			if n := word[ap-1]; n|0x20 == 'n' && ap > 1 {
				return ap - 1
			}
		}
	case 2:
		switch suffix {
		case "ll", "ve", "re", "LL", "VE", "RE":
			return ap
		}
	}
	return allCut(word)
}

// allCut cuts "y'all" behind its apostrophe.
func allCut(word string) int {
	if len(word) < 5 || word[0]|0x20 != 'y' || word[len(word)-3:] != "all" {
		return 0
	}
	if cut := len(word) - 3; apostropheWidth(word[:cut]) == cut-1 {
		return cut
	}
	return 0
}

// apostropheWidth is the width of the apostrophe that ends the string, 0 if
// none does.
func apostropheWidth(s string) int {
	n := len(s)
	switch {
	case n == 0:
		return 0
	case s[n-1] == '\'' || s[n-1] == '`':
		return 1
	case n >= 3 && (s[n-3:] == "’" || s[n-3:] == "‘" || s[n-3:] == "＇"):
		return 3
	case n >= 2 && (s[n-2:] == "ʼ" || s[n-2:] == "´"):
		return 2
	}
	return 0
}

// fusedCut finds where the second word begins in contractions that are written
// without an apostrophe ("cannot", "gonna", "dont"); 0 if there is none.
func fusedCut(word string) int {
	n := len(word)
	if n < 2 || n > 8 || !fusedEnd[word[n-2]&0x1f][word[n-1]&0x1f] {
		return 0
	}
	var buffer [8]byte
	lower, _ := lowerInto(buffer[:0], word)
	return fused[string(lower)]
}

// fused are the words that UD English EWT splits, with the length of their
// first part.
var fused = map[string]int{
	"cannot": 3, "gonna": 3, "gotta": 3, "wanna": 3, "gimme": 3, "lemme": 3, "outta": 3,
	"dont": 2, "wont": 2, "cant": 2, "didnt": 3, "doesnt": 4, "isnt": 2, "wasnt": 3, "arent": 3, "werent": 4, "aint": 2,
	"couldnt": 5, "wouldnt": 5, "shouldnt": 6, "havent": 4, "hasnt": 3, "hadnt": 3, "arnt": 2,
	"im": 1, "ive": 1, "youre": 3, "theyre": 4, "youve": 3, "theyve": 4, "youll": 3, "theyll": 4, "itll": 2,
	"thats": 4, "theres": 5, "whats": 4, "hes": 2,
}

var fusedEnd = func() (t [32][32]bool) {
	for w := range fused {
		t[w[len(w)-2]&0x1f][w[len(w)-1]&0x1f] = true
	}
	return t
}()

// possessive reads the apostrophe right behind the word [start, end): that of
// "the parties' leaders" is a word joined to it, that of "goin'" has been left
// out by the writer, any other closes a quotation and is left where it is.
func (s *scanner) possessive(start, end int) {
	c, width := s.classAt(end)
	if c != apostrophe || s.text[end] == '`' || s.wordAt(end+width) || s.quoting(end) || s.at(end) == s.at(end+1) {
		return
	}
	if next, _ := s.classAt(end + width); next == apostrophe {
		return
	}
	switch s.text[end-1] {
	case 's', 'S', 'z', 'x':
		s.emit(end, end+width, true)
		s.i = end + width
	case 'n':
		if end-start >= 4 && s.text[end-2] == 'i' && s.tokens[len(s.tokens)-1].Span.Start == start {
			t := &s.tokens[len(s.tokens)-1]
			t.Span.End = end + width
			t.Form = s.text[start:t.Span.End]
			s.i = end + width
		}
	}
}

// quoting reports whether a single quotation mark is open at i.
func (s *scanner) quoting(i int) bool {
	return s.quote > 0 && i-s.quote < quoteReach
}
