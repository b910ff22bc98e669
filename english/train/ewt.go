package train

import (
	_ "embed"
	"fmt"
	"strings"

	"casus/doc"
	"casus/english/internal/names"
	"casus/ud"
)

// kindsFile has the runs of proper nouns in UD English EWT, train, with the
// kinds of names that they are, judged by hand for casus: a run and, for each of
// its words, P and p for the first and the other words of a person's name, O and
// o for an organisation's, L and l for a place's, - for none.
//
//go:embed kinds.txt
var kindsFile string

// readKinds reads the kinds of runs.
func readKinds() (map[string]string, error) {
	kinds := make(map[string]string)
	for i, line := range strings.Split(strings.TrimSpace(kindsFile), "\n") {
		run, code, ok := strings.Cut(line, "\t")
		if !ok || len(strings.Fields(run)) != len(code) || strings.Trim(code, "PpOoLl-") != "" {
			return nil, fmt.Errorf("kinds.txt:%d: %q is not a run and a letter for each of its words", i+1, line)
		}
		kinds[run] = code
	}
	return kinds, nil
}

// ewtNames labels sentences of EWT by the kinds of their runs of proper nouns.
func ewtNames(sentences []*sentence, kinds map[string]string) {
	for _, s := range sentences {
		s.labels = make([]names.Label, len(s.tokens))
		for i := 0; i < len(s.tokens); i++ {
			if s.tokens[i].upos != ud.PROPN {
				continue
			}
			end := s.runEnd(i)
			forms := make([]string, 0, end-i)
			for _, t := range s.tokens[i:end] {
				forms = append(forms, t.form)
			}
			for k, c := range []byte(kinds[strings.Join(forms, " ")]) {
				s.labels[i+k] = labelOfLetter[c]
			}
			s.beginEarlier(i)
			i = end
		}
	}
}

// beginEarlier makes a name that a run begins with begin at the words before it
// whose Penn tag is that of a proper noun: "Saudi" and "United" are adjectives.
func (s *sentence) beginEarlier(run int) {
	kind := s.labels[run].Kind()
	if kind == doc.NoName {
		return
	}
	first := run
	for first > 0 && s.tokens[first-1].xpos.Proper() && s.labels[first-1] == names.Outside {
		first--
	}
	for i := first; i <= run; i++ {
		s.labels[i] = names.Inside(kind)
	}
	s.labels[first] = names.Begin(kind)
}

// gapInRun is how many words that are no proper nouns may stand between two
// that are.
const gapInRun = 3

// runEnd is the end of the run of proper nouns that begins at word first.
func (s *sentence) runEnd(first int) int {
	last := first
	for k := first; k < len(s.tokens) && k-last <= gapInRun; k++ {
		t := &s.tokens[k]
		switch {
		case t.upos == ud.PROPN:
			last = k
		case t.xpos.String() == "HYPH" || linksNames[strings.ToLower(t.form)]:
		default:
			return last + 1
		}
	}
	return last + 1
}

// linksNames are the words that may stand inside a run.
var linksNames = map[string]bool{
	"of": true, "&": true, "-": true, "–": true, "and": true, "for": true, "the": true, "de": true, "al": true, "bin": true,
	"'s": true, "in": true, "on": true,
}

var labelOfLetter = map[byte]names.Label{
	'P': names.Begin(doc.Person), 'p': names.Inside(doc.Person),
	'O': names.Begin(doc.Organisation), 'o': names.Inside(doc.Organisation),
	'L': names.Begin(doc.Location), 'l': names.Inside(doc.Location),
}
