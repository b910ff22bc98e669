// Package ud has the inventories of Universal Dependencies that English
// treebanks use: part-of-speech tags, Penn tags and relations as small
// integers with their names. CoNLL-U files are read and written by package
// conllu.
//
// The lists are those of UD English EWT and GUM 2.17 (https://universaldependencies.org).
// A label outside the lists reads as the zero value, whose name is "_" or
// "dep". Everything here is constant and safe for concurrent use.
package ud

// UPOS is a universal part-of-speech tag. The zero value means not tagged.
type UPOS uint8

// The universal part-of-speech tags.
const (
	NoUPOS UPOS = iota
	ADJ
	ADP
	ADV
	AUX
	CCONJ
	DET
	INTJ
	NOUN
	NUM
	PART
	PRON
	PROPN
	PUNCT
	SCONJ
	SYM
	VERB
	X
)

var uposNames = [...]string{
	"_", "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X",
}

// NumUPOS is the number of tags, the zero value included.
const NumUPOS = len(uposNames)

// String is the tag as CoNLL-U writes it.
func (t UPOS) String() string { return uposNames[t] }

// ParseUPOS is the tag of that name, NoUPOS for any other string.
func ParseUPOS(name string) UPOS { return uposByName[name] }

// XPOS is a Penn Treebank tag as UD English uses it. The zero value means not
// tagged.
type XPOS uint8

var xposNames = [...]string{
	"_", "NN", "NNS", "NNP", "NNPS", "PRP", "PRP$", "WP", "WP$", "EX", "DT", "PDT", "WDT", "CD", "JJ", "JJR", "JJS", "RB", "RBR", "RBS",
	"WRB", "RP", "IN", "TO", "CC", "MD", "VB", "VBD", "VBP", "VBZ", "VBN", "VBG", "POS", "UH", "FW", "GW", "ADD", "AFX", "LS", "SYM",
	"NFP", "HYPH", "$", ".", ",", ":", "``", "''", "-LRB-", "-RRB-", "XX",
}

// The Penn tags that rules look at.
const (
	NN XPOS = iota + 1
	NNS
	NNP
	NNPS
	PRP
	PRPS
	WP
	WPS
	EX
	DT
	PDT
	WDT
	CD
	JJ
	JJR
	JJS
	RB
	RBR
	RBS
	WRB
	RP
	IN
	TO
	CC
	MD
	VB
	VBD
	VBP
	VBZ
	VBN
	VBG
	POS
)

// Proper reports whether the tag is that of a proper noun; UPOS may differ, as
// "United" in "United Nations" is an adjective.
func (t XPOS) Proper() bool { return t == NNP || t == NNPS }

// NumXPOS is the number of Penn tags, the zero value included.
const NumXPOS = len(xposNames)

// String is the tag as CoNLL-U writes it.
func (t XPOS) String() string { return xposNames[t] }

// ParseXPOS is the tag of that name, the zero value for any other string.
func ParseXPOS(name string) XPOS { return xposByName[name] }

// Deprel is a universal dependency relation with its subtype. The zero value
// is "dep".
type Deprel uint8

// The relations of UD English.
const (
	Dep Deprel = iota
	Root
	Nsubj
	NsubjPass
	NsubjOuter
	Csubj
	CsubjPass
	CsubjOuter
	Obj
	Iobj
	Ccomp
	Xcomp
	Obl
	OblAgent
	OblUnmarked
	Advcl
	AdvclRelcl
	Advmod
	Nmod
	NmodPoss
	NmodUnmarked
	NmodDesc
	Appos
	Nummod
	Amod
	Acl
	AclRelcl
	Det
	DetPredet
	Case
	Mark
	Aux
	AuxPass
	Cop
	Compound
	CompoundPrt
	Flat
	Fixed
	Conj
	Cc
	CcPreconj
	Parataxis
	Vocative
	Discourse
	Dislocated
	Expl
	List
	Orphan
	Goeswith
	Reparandum
	Punct
)

var deprelNames = [...]string{
	"dep", "root", "nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass", "csubj:outer", "obj", "iobj", "ccomp", "xcomp",
	"obl", "obl:agent", "obl:unmarked", "advcl", "advcl:relcl", "advmod", "nmod", "nmod:poss", "nmod:unmarked", "nmod:desc", "appos",
	"nummod", "amod", "acl", "acl:relcl", "det", "det:predet", "case", "mark", "aux", "aux:pass", "cop", "compound", "compound:prt",
	"flat", "fixed", "conj", "cc", "cc:preconj", "parataxis", "vocative", "discourse", "dislocated", "expl", "list", "orphan",
	"goeswith", "reparandum", "punct",
}

// NumDeprel is the number of relations.
const NumDeprel = len(deprelNames)

// String is the relation as CoNLL-U writes it.
func (r Deprel) String() string { return deprelNames[r] }

// ParseDeprel is the relation of that name. An unknown subtype falls back to
// its universal relation, an unknown relation to Dep.
func ParseDeprel(name string) Deprel {
	if r, ok := deprelByName[name]; ok {
		return r
	}
	for i := 0; i < len(name); i++ {
		if name[i] == ':' {
			return deprelByName[name[:i]]
		}
	}
	return Dep
}

var (
	uposByName   = index[UPOS](uposNames[:])
	xposByName   = index[XPOS](xposNames[:])
	deprelByName = index[Deprel](deprelNames[:])
)

func index[T ~uint8](names []string) map[string]T {
	m := make(map[string]T, len(names))
	for i, name := range names {
		m[name] = T(i)
	}
	return m
}
