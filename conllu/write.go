package conllu

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"casus/doc"
	"casus/span"
)

// FromDocument is the sentences of d as the english package left them. Words
// joined to the one before make a multiword token; a sentence that begins a
// block gets "newpar", the first one "newdoc". Fields that are not filled are
// written as "_"; a name is noted in MISC as NER=B-PER or NER=I-PER.
func FromDocument(d *doc.Document) []Sentence {
	names := nameLabels(d)
	all := make([]Sentence, 0, len(d.Sentences))
	for i := range d.Sentences {
		ds := &d.Sentences[i]
		if ds.First >= ds.End {
			continue
		}
		var s Sentence
		switch {
		case len(all) == 0 && d.ID != "":
			s.Comments = append(s.Comments, "newdoc id = "+oneLine(d.ID))
		case len(all) == 0:
			s.Comments = append(s.Comments, "newdoc")
		}
		if i == 0 || d.Sentences[i-1].Block != ds.Block {
			s.Comments = append(s.Comments, "newpar")
		}
		s.Comments = append(s.Comments, "sent_id = "+strconv.Itoa(len(all)+1), "text = "+oneLine(ds.Span.Of(d.Text)))
		appendTokens(&s, d, ds, names)
		all = append(all, s)
	}
	return all
}

// appendTokens turns the tokens of one sentence into words and surface tokens.
func appendTokens(s *Sentence, d *doc.Document, ds *doc.Sentence, names map[int32]string) {
	for t := ds.First; t < ds.End; {
		end := t + 1
		for end < ds.End && d.Tokens[end].Joined {
			end++
		}
		first := len(s.Words)
		for k := t; k < end; k++ {
			s.Words = append(s.Words, newWord(&d.Tokens[k], names[k]))
		}
		surface := span.Span{Start: d.Tokens[t].Span.Start, End: d.Tokens[end-1].Span.End}
		token := Token{Form: oneLine(surface.Of(d.Text)), First: first, End: len(s.Words), SpaceAfter: " ", Misc: "_"}
		if int(end) < len(d.Tokens) && d.Tokens[end].Span.Start == surface.End {
			token.SpaceAfter = ""
		}
		s.Tokens = append(s.Tokens, token)
		t = end
	}
}

func newWord(t *doc.Token, name string) Word {
	w := Word{
		Form: oneLine(t.Form), Lemma: orBlank(oneLine(t.Lemma)), UPOS: t.UPOS.String(), XPOS: t.XPOS.String(),
		Feats: orBlank(t.Feats), Head: int(t.Head), Deprel: t.Deprel.String(), Misc: orBlank(name),
	}
	if w.Head < 0 {
		w.Head, w.Deprel = -1, "_"
	}
	return w
}

// nameLabels is the NER attribute of each token that is part of a name.
func nameLabels(d *doc.Document) map[int32]string {
	labels := make(map[int32]string, 2*len(d.Names))
	for _, n := range d.Names {
		for t := n.First; t < n.End; t++ {
			prefix := "NER=I-"
			if t == n.First {
				prefix = "NER=B-"
			}
			labels[t] = prefix + n.Kind.String()
		}
	}
	return labels
}

func orBlank(s string) string {
	if s == "" {
		return "_"
	}
	return s
}

// oneLine keeps a text from breaking the file.
func oneLine(s string) string {
	if strings.ContainsAny(s, "\t\r\n") {
		return strings.Join(strings.Fields(s), " ")
	}
	return s
}

// Write writes sentences in CoNLL-U. MISC gets SpaceAfter=No from the spacing
// of the token; white space other than one space is written as SpacesAfter.
func Write(w io.Writer, sentences []Sentence) error {
	b := bufio.NewWriter(w)
	for i := range sentences {
		s := &sentences[i]
		for _, c := range s.Comments {
			fmt.Fprintf(b, "# %s\n", c)
		}
		for j := range s.Tokens {
			t := &s.Tokens[j]
			if t.Multiword() {
				fmt.Fprintf(b, "%d-%d\t%s\t_\t_\t_\t_\t_\t_\t_\t%s\n", t.First+1, t.End, t.Form, withSpacing(t.Misc, t))
			}
			for k := t.First; k < t.End; k++ {
				writeWord(b, k+1, &s.Words[k], t)
			}
		}
		b.WriteByte('\n')
	}
	return b.Flush()
}

func writeWord(b *bufio.Writer, id int, w *Word, t *Token) {
	head, misc := "_", w.Misc
	if w.Head >= 0 {
		head = strconv.Itoa(w.Head)
	}
	if !t.Multiword() {
		misc = withSpacing(misc, t)
	}
	fmt.Fprintf(b, "%d\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t_\t%s\n", id, w.Form, w.Lemma, w.UPOS, w.XPOS, w.Feats, head, w.Deprel, misc)
}

// withSpacing is the MISC column with the token's spacing, and without what it
// said about spacing before.
func withSpacing(misc string, t *Token) string {
	var fields []string
	for _, f := range strings.Split(misc, "|") {
		if f != "_" && f != "" && !strings.HasPrefix(f, "SpaceAfter=") && !strings.HasPrefix(f, "SpacesAfter=") {
			fields = append(fields, f)
		}
	}
	switch t.SpaceAfter {
	case " ":
	case "":
		fields = append(fields, "SpaceAfter=No")
	default:
		fields = append(fields, "SpacesAfter="+escape.Replace(t.SpaceAfter))
	}
	return orBlank(strings.Join(fields, "|"))
}

var escape = strings.NewReplacer(" ", `\s`, "\t", `\t`, "\n", `\n`, "\r", `\r`, "|", `\p`, `\`, `\\`)
