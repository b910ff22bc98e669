package conllu

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
)

// Metric is one of the measures of the CoNLL 2018 shared task.
type Metric uint8

// The metrics, in the order in which the task prints them.
const (
	Tokens    Metric = iota // surface tokens with the same characters
	Sentences               // sentences with the same characters
	Words                   // words that can be aligned
	UPOS
	XPOS
	UFeats  // universal features
	AllTags // UPOS, XPOS and UFeats together
	Lemmas
	UAS
	LAS  // head and universal relation
	CLAS // LAS of content words
	MLAS // CLAS with UPOS, UFeats and the function words that depend on the word
	BLEX // CLAS with lemmas

	NumMetrics = iota
)

var metricNames = [...]string{"Tokens", "Sentences", "Words", "UPOS", "XPOS", "UFeats", "AllTags", "Lemmas", "UAS", "LAS", "CLAS", "MLAS", "BLEX"}

// String is the name as the shared task prints it.
func (m Metric) String() string { return metricNames[m] }

// Score is the counts behind one metric.
type Score struct {
	Correct, Gold, System int
	Aligned               int // aligned words that were compared; −1 where nothing is
}

// Precision is Correct of System, in [0,1].
func (s Score) Precision() float64 { return ratio(s.Correct, s.System) }

// Recall is Correct of Gold, in [0,1].
func (s Score) Recall() float64 { return ratio(s.Correct, s.Gold) }

// F1 is the harmonic mean of precision and recall, in [0,1].
func (s Score) F1() float64 { return ratio(2*s.Correct, s.Gold+s.System) }

// AlignedAccuracy is Correct of Aligned, in [0,1]; −1 where nothing is aligned.
func (s Score) AlignedAccuracy() float64 {
	if s.Aligned < 0 {
		return -1
	}
	return ratio(s.Correct, s.Aligned)
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// Scores has one score a metric.
type Scores [NumMetrics]Score

// Print writes the table of the shared task, in per cent.
func (s *Scores) Print(w io.Writer) error {
	var b strings.Builder
	b.WriteString("Metric     | Precision |    Recall |  F1 Score | AligndAcc\n")
	b.WriteString("-----------+-----------+-----------+-----------+-----------\n")
	for m := Tokens; m < NumMetrics; m++ {
		score := s[m]
		fmt.Fprintf(&b, "%-11s|%10.2f |%10.2f |%10.2f |", m, 100*score.Precision(), 100*score.Recall(), 100*score.F1())
		if acc := score.AlignedAccuracy(); acc >= 0 {
			fmt.Fprintf(&b, "%10.2f", 100*acc)
		}
		b.WriteByte('\n')
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// Evaluate scores system against gold by the rules of the CoNLL 2018 shared
// task (conll18_ud_eval.py 1.2): both must have the same characters apart from
// spaces; tokens, sentences and words are the same when they cover the same
// characters, words of multiword tokens are aligned by their forms; relations
// are compared without subtypes, features as far as they are universal. Words
// without head (HEAD "_") are allowed and never attached rightly.
func Evaluate(gold, system []Sentence) (Scores, error) {
	g, err := load(gold)
	if err != nil {
		return Scores{}, fmt.Errorf("gold: %w", err)
	}
	s, err := load(system)
	if err != nil {
		return Scores{}, fmt.Errorf("system: %w", err)
	}
	if err := sameCharacters(g.characters, s.characters); err != nil {
		return Scores{}, err
	}
	return newAlignment(g.words, s.words).scores(g, s), nil
}

// extent is a range of bytes of the characters of a file.
type extent struct{ start, end int }

// scored is a file as the metrics look at it.
type scored struct {
	characters string
	tokens     []extent
	sentences  []extent
	words      []scoredWord
}

// scoredWord is a word with what is compared of it.
type scoredWord struct {
	*Word
	extent                  // of its token
	multiword  bool         // one of several words of a token
	parent     int          // index of its head; rootParent or noParent
	deprel     string       // without subtype
	feats      string       // universal features, sorted
	functional []int        // indices of function words that depend on it
	kind       relationKind // of deprel
}

const (
	rootParent = -1
	noParent   = -2
)

type relationKind uint8

const (
	otherRelation relationKind = iota
	contentRelation
	functionRelation
)

func kindOf(deprel string) relationKind {
	switch deprel {
	case "nsubj", "obj", "iobj", "csubj", "ccomp", "xcomp", "obl", "vocative", "expl", "dislocated", "advcl", "advmod", "discourse", "nmod",
		"appos", "nummod", "acl", "amod", "conj", "fixed", "flat", "compound", "list", "parataxis", "orphan", "goeswith", "reparandum", "root", "dep":
		return contentRelation
	case "aux", "cop", "mark", "det", "clf", "case", "cc":
		return functionRelation
	}
	return otherRelation
}

func load(sentences []Sentence) (*scored, error) {
	f := &scored{}
	var characters strings.Builder
	for i := range sentences {
		s := &sentences[i]
		begin, first := characters.Len(), len(f.words)
		for j := range s.Tokens {
			t := &s.Tokens[j]
			start := characters.Len()
			writeVisible(&characters, t.Form)
			e := extent{start, characters.Len()}
			if e.start == e.end {
				return nil, fmt.Errorf("sentence at line %d: token %d has no visible character", s.Line, j+1)
			}
			f.tokens = append(f.tokens, e)
			for k := t.First; k < t.End; k++ {
				f.words = append(f.words, newScoredWord(&s.Words[k], e, t.Multiword(), first))
			}
		}
		f.sentences = append(f.sentences, extent{begin, characters.Len()})
		if err := checkTree(s); err != nil {
			return nil, fmt.Errorf("sentence at line %d: %w", s.Line, err)
		}
		for k := first; k < len(f.words); k++ {
			if w := &f.words[k]; w.kind == functionRelation && w.parent >= 0 {
				p := &f.words[w.parent]
				p.functional = append(p.functional, k)
			}
		}
	}
	f.characters = characters.String()
	return f, nil
}

func newScoredWord(w *Word, e extent, multiword bool, first int) scoredWord {
	deprel, _, _ := strings.Cut(w.Deprel, ":")
	parent := noParent
	switch {
	case w.Head == 0:
		parent = rootParent
	case w.Head > 0:
		parent = first + w.Head - 1
	}
	return scoredWord{Word: w, extent: e, multiword: multiword, parent: parent, deprel: deprel, feats: universal(w.Feats), kind: kindOf(deprel)}
}

// writeVisible writes the form without the characters of category Zs.
func writeVisible(b *strings.Builder, form string) {
	for _, r := range form {
		if !unicode.Is(unicode.Zs, r) {
			b.WriteRune(r)
		}
	}
}

// universal keeps the features that all languages share, sorted.
func universal(feats string) string {
	if feats == "_" {
		return ""
	}
	var kept []string
	for _, f := range strings.Split(feats, "|") {
		name, _, _ := strings.Cut(f, "=")
		switch name {
		case "PronType", "NumType", "Poss", "Reflex", "Foreign", "Abbr", "Gender", "Animacy", "Number", "Case", "Definite", "Degree",
			"VerbForm", "Mood", "Tense", "Aspect", "Voice", "Evident", "Polarity", "Person", "Polite":
			kept = append(kept, f)
		}
	}
	slices.Sort(kept)
	return strings.Join(kept, "|")
}

var (
	errRoots = errors.New("not exactly one root")
	errCycle = errors.New("heads make a cycle")
)

// checkTree reports a sentence whose heads make no tree. One without any heads
// passes.
func checkTree(s *Sentence) error {
	roots, heads := 0, 0
	for i := range s.Words {
		switch h := s.Words[i].Head; {
		case h == 0:
			roots++
			heads++
		case h > len(s.Words):
			return fmt.Errorf("word %d: head %d is outside the sentence", i+1, h)
		case h > 0:
			heads++
		}
	}
	if heads == 0 {
		return nil
	}
	if roots != 1 {
		return errRoots
	}
	return checkAcyclic(s.Words)
}

// checkAcyclic follows each word to a word already known to be sound.
func checkAcyclic(words []Word) error {
	seen := make([]int, len(words)+1) // number of the walk that came by
	for i := range words {
		for j := i + 1; j > 0 && seen[j] == 0; j = words[j-1].Head {
			seen[j] = i + 1
			if h := words[j-1].Head; h > 0 && seen[h] == i+1 {
				return errCycle
			}
		}
	}
	return nil
}

func sameCharacters(gold, system string) error {
	if gold == system {
		return nil
	}
	i := 0
	for i < len(gold) && i < len(system) && gold[i] == system[i] {
		i++
	}
	return fmt.Errorf("the characters differ from byte %d: gold %q, system %q", i, excerpt(gold[i:]), excerpt(system[i:]))
}

func excerpt(s string) string { return s[:min(len(s), 30)] }
