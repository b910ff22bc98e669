package eval

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// words cuts a string into the words that the measure compares: NFKC, lower
// case, without quotation marks; letters, digits and "_", with inner points and
// hyphens.
func words(s string) []string {
	s = strings.ToLower(norm.NFKC.String(s))
	s = strings.Map(func(r rune) rune {
		switch r {
		case '"', '“', '”', '„', '«', '»', '‘', '’', '\'', '`':
			return -1
		}
		return r
	}, s)
	var list []string
	start, end := -1, 0 // of the word being read; end lies after its last letter
	for i, r := range s {
		switch {
		case unicode.IsLetter(r) || unicode.IsNumber(r) || r == '_':
			if start < 0 {
				start = i
			}
			end = i + len(string(r))
		case r == '.' || r == '-':
			if start < 0 {
				start, end = i, i
			}
		default:
			if start >= 0 && end > start {
				list = append(list, s[start:end])
			}
			start = -1
		}
	}
	if start >= 0 && end > start {
		list = append(list, s[start:end])
	}
	return list
}

// counts is how often each word occurs.
func counts(list []string) map[string]int {
	m := make(map[string]int, len(list))
	for _, w := range list {
		m[w]++
	}
	return m
}

// overlap is the words in common over the length of the longer list, in [0,1].
func overlap(x, y []string) float64 {
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	cx, common := counts(x), 0
	for w, n := range counts(y) {
		common += min(n, cx[w])
	}
	return float64(common) / float64(max(len(x), len(y)))
}

// sameSentence reports whether two sentences are the same one: three fifths of
// the longer one's words in common, or one of at least three words inside the
// other and that not longer than ninety words.
func sameSentence(x, y []string) bool {
	if overlap(x, y) >= 0.6 {
		return true
	}
	if len(x) > len(y) {
		x, y = y, x
	}
	return len(x) >= 3 && len(y) <= 90 && strings.Contains(strings.Join(y, " "), strings.Join(x, " "))
}

// maxName is the most words that a name may have to be compared.
const maxName = 12

// sameName reports whether the words of one name all stand in the other.
func sameName(a, b string) bool {
	x, y := words(a), words(b)
	if len(x) == 0 || len(y) == 0 || len(x) > maxName {
		return false
	}
	return subset(x, y) || subset(y, x)
}

func subset(x, y []string) bool {
	in := counts(y)
	for _, w := range x {
		if in[w] == 0 {
			return false
		}
	}
	return true
}
