package main

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"casus/conllu"
)

// drawTrees draws each sentence as an indented tree, a word a line, heads above
// their dependents, names marked.
func drawTrees(out io.Writer, sentences []conllu.Sentence, v *view) {
	for i := range sentences {
		s := &sentences[i]
		kids := make([][]int, len(s.Words)+1)
		for k := range s.Words {
			if h := s.Words[k].Head; h >= 0 && h <= len(s.Words) {
				kids[h] = append(kids[h], k+1)
			}
		}
		if i > 0 {
			fmt.Fprintln(out)
		}
		var words []string
		for k := range s.Words {
			words = append(words, s.Words[k].Form)
		}
		io.WriteString(out, v.wrap(v.dim(strings.Join(words, " ")), 0))
		for n, k := range kids[0] {
			drawBranch(out, s, kids, k, "", n == len(kids[0])-1, v)
		}
	}
}

// column is where the facts about a word begin.
const column = 44

func drawBranch(out io.Writer, s *conllu.Sentence, kids [][]int, id int, indent string, last bool, v *view) {
	branch, below := "├─ ", "│  "
	if last {
		branch, below = "└─ ", "   "
	}
	w := &s.Words[id-1]
	left := indent + branch + w.Form
	pad := max(1, column-utf8.RuneCountInString(left))
	name := ""
	if label, ok := conllu.Attribute(w.Misc, "NER"); ok {
		name = "  " + v.paint("33", label)
	}
	fmt.Fprintf(out, "%s%s%s%s  %s%s\n", v.dim(indent+branch), v.bold(w.Form), strings.Repeat(" ", pad), w.Deprel, v.dim(w.UPOS+" "+w.Lemma), name)
	for n, k := range kids[id] {
		drawBranch(out, s, kids, k, indent+below, n == len(kids[id])-1, v)
	}
}
