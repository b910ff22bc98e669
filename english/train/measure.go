package train

import (
	"fmt"
	"io"
	"path/filepath"

	"casus/conllu"
	"casus/doc"
	"casus/english"
	"casus/english/segment"
)

// Card is what a model reaches on the development sets.
type Card struct {
	Version string // of the model
	Size    int    // of its file, in bytes
	Sets    []SetScores
	NamesF1 float64 // over persons, organisations, places; cross-validated on UNER EWT dev
}

// SetScores is the scores on one treebank by the rules of CoNLL 2018.
type SetScores struct {
	Name      string
	Raw, Gold conllu.Scores // from running text; from the treebank's own tokens
}

// Print writes the card as a table.
func (c *Card) Print(w io.Writer) {
	fmt.Fprintf(w, "%s, %d bytes\n", c.Version, c.Size)
	fmt.Fprintf(w, "%-12s %-6s %9s %6s %6s %6s %6s %6s %6s\n", "set", "input", "sentences", "words", "UPOS", "XPOS", "lemma", "UAS", "LAS")
	for _, s := range c.Sets {
		for _, input := range []struct {
			name   string
			scores *conllu.Scores
		}{{"raw", &s.Raw}, {"tokens", &s.Gold}} {
			fmt.Fprintf(w, "%-12s %-6s", s.Name, input.name)
			for i, m := range []conllu.Metric{conllu.Sentences, conllu.Words, conllu.UPOS, conllu.XPOS, conllu.Lemmas, conllu.UAS, conllu.LAS} {
				width := 6
				if i == 0 {
					width = 9
				}
				fmt.Fprintf(w, " %*.2f", width, 100*input.scores[m].F1())
			}
			fmt.Fprintln(w)
		}
	}
	fmt.Fprintf(w, "names F1 %.2f\n", 100*c.NamesF1)
}

// Measure reads a model file and scores it on the development sets of a data
// folder. Names are not measured: their only development set is also training
// data.
func Measure(file []byte, data string) (*Card, error) {
	m, err := english.Read(file)
	if err != nil {
		return nil, err
	}
	card := &Card{Version: m.Version(), Size: len(file)}
	for _, name := range devFiles {
		gold, err := conllu.ReadFile(filepath.Join(data, name))
		if err != nil {
			return nil, err
		}
		s := SetScores{Name: filepath.Dir(name)}
		if s.Raw, err = conllu.Evaluate(gold, parseText(m, gold)); err != nil {
			return nil, err
		}
		if s.Gold, err = conllu.Evaluate(gold, m.Annotate(gold)); err != nil {
			return nil, err
		}
		card.Sets = append(card.Sets, s)
	}
	return card, nil
}

func parseText(m *english.Model, gold []conllu.Sentence) []conllu.Sentence {
	d := &doc.Document{Text: conllu.Text(gold, 0)}
	for _, p := range segment.Paragraphs(d.Text, nil) {
		d.Blocks = append(d.Blocks, doc.Block{Span: p})
	}
	m.Parse(d)
	return conllu.FromDocument(d)
}
