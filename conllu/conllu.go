// Package conllu reads, writes and scores files in the CoNLL-U format of
// Universal Dependencies (https://universaldependencies.org/format.html).
//
// It keeps sentences with their comments, words, multiword tokens and spacing.
// Empty nodes, which belong to the enhanced graph, are checked for their form
// and passed over; so is the DEPS column. Whether labels belong to the
// inventories of package ud is not asked here.
package conllu

import "strings"

// Sentence is one sentence of a file.
type Sentence struct {
	Comments []string // without "#" and the space behind it
	Tokens   []Token  // surface tokens in order
	Words    []Word   // syntactic words in order; word i has ID i+1
	Line     int      // line of its first token or word
}

// Token is a surface token: one word, or a multiword token such as "don't".
type Token struct {
	Form       string
	First, End int    // its words are Sentence.Words[First:End]
	SpaceAfter string // the white space behind it; "" if it touches the next
	NewPar     bool   // a paragraph begins here, inside the sentence
	Misc       string // the MISC column, "_" if empty
}

// Multiword reports whether the token was written as a range of words.
func (t *Token) Multiword() bool { return t.End-t.First > 1 }

// Word is a syntactic word, its columns as in the file.
type Word struct {
	Form   string
	Lemma  string
	UPOS   string
	XPOS   string
	Feats  string
	Head   int // position from 1; 0 the root; −1 for "_"
	Deprel string
	Misc   string
}

// Comment is the value of the comment "# key = value", and whether there is
// one. The comment may have no value ("# newdoc").
func (s *Sentence) Comment(key string) (value string, ok bool) {
	for _, c := range s.Comments {
		name, value, _ := strings.Cut(c, "=")
		if strings.TrimSpace(name) == key {
			return strings.TrimSpace(value), true
		}
		if fields := strings.Fields(name); len(fields) > 0 && fields[0] == key {
			return strings.TrimSpace(value), true // newdoc id = …
		}
	}
	return "", false
}

// NewDoc reports whether a document begins with the sentence.
func (s *Sentence) NewDoc() bool {
	_, ok := s.Comment("newdoc")
	return ok
}

// NewPar reports whether a paragraph begins with the sentence; a new document
// begins one too.
func (s *Sentence) NewPar() bool {
	_, ok := s.Comment("newpar")
	return ok || s.NewDoc()
}

// Attribute is the value of name in a FEATS or MISC column, and whether it is
// there.
func Attribute(column, name string) (value string, ok bool) {
	for len(column) > 0 {
		var field string
		field, column, _ = strings.Cut(column, "|")
		if rest, found := strings.CutPrefix(field, name); found && strings.HasPrefix(rest, "=") {
			return rest[1:], true
		}
	}
	return "", false
}
