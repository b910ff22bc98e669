package train

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"

	"casus/conllu"
	"casus/doc"
	"casus/english/internal/names"
)

// namesFile has the names in the training parts of UD English EWT and GUM, judged
// for casus sentence by sentence under the rules of Universal NER: the identifier
// of a document, and
// below it, behind a tab, the number of each of its sentences that has names, and
// the names: P for a person's, O for an organisation's, L for a place's, with the
// first and the last of its words, counted from 1, or the only one ("P4-5 L9").
//
//go:embed names.txt
var namesFile string

// nameSpan is a name in a sentence: words [first, end), counted from 0.
type nameSpan struct {
	kind       doc.NameKind
	first, end int
}

var kindOfLetter = map[byte]doc.NameKind{'P': doc.Person, 'O': doc.Organisation, 'L': doc.Location}

// readAnnotation reads names by the identifier of their sentence.
func readAnnotation() (map[string][]nameSpan, error) {
	all := make(map[string][]nameSpan)
	document := ""
	for i, line := range strings.Split(strings.TrimSpace(namesFile), "\n") {
		entry, ok := strings.CutPrefix(line, "\t")
		if !ok {
			document = line
			continue
		}
		fields := strings.Fields(entry)
		var list []nameSpan
		for _, f := range fields[1:] {
			n, ok := parseSpan(f)
			if !ok {
				return nil, fmt.Errorf("names.txt:%d: %q is not P, O or L and the numbers of the first and the last word", i+1, f)
			}
			list = append(list, n)
		}
		all[document+"-"+fields[0]] = list
	}
	return all, nil
}

func parseSpan(s string) (n nameSpan, ok bool) {
	kind, ok := kindOfLetter[s[0]]
	first, last, isRun := strings.Cut(s[1:], "-")
	if !isRun {
		last = first
	}
	from, err1 := strconv.Atoi(first)
	to, err2 := strconv.Atoi(last)
	return nameSpan{kind, from - 1, to}, ok && err1 == nil && err2 == nil && 0 < from && from <= to
}

// annotate labels the sentences of a treebank; list is what they were made of. A name
// beyond the end of its sentence is an error: the treebank is another version.
func annotate(list []conllu.Sentence, sentences []*sentence, spans map[string][]nameSpan) error {
	for i, s := range sentences {
		s.labels = make([]names.Label, len(s.tokens))
		id, _ := list[i].Comment("sent_id")
		for _, n := range spans[id] {
			if n.end > len(s.tokens) {
				return fmt.Errorf("names.txt: sentence %s has %d words, and a name up to word %d", id, len(s.tokens), n.end)
			}
			for k := n.first; k < n.end; k++ {
				s.labels[k] = names.Inside(n.kind)
			}
			s.labels[n.first] = names.Begin(n.kind)
		}
	}
	return nil
}
