package train

import (
	"fmt"
	"io"
	"path/filepath"

	"casus/conllu"
	"casus/doc"
	"casus/english"
	"casus/english/internal/names"
	"casus/english/segment"
)

// Card is what a model reaches on the development sets.
type Card struct {
	Version string // of the model
	Size    int    // of its file, in bytes
	Sets    []SetScores
	NamesF1 float64 // over persons, organisations, places; cross-validated on UNER EWT dev
	GUMF1   float64 // the same on the documents of GUM dev, whose names are those of its entities
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
	fmt.Fprintf(w, "names F1 %.2f on UNER EWT dev by cross-validation, %.2f on GUM dev\n", 100*c.NamesF1, 100*c.GUMF1)
}

// Measure scores a model file and the weights of sentence ends on the
// development sets of a data folder, names on GUM alone: their other development
// set is also training data.
func Measure(file, bounds []byte, data string) (*Card, error) {
	m, err := english.Read(file)
	if err != nil {
		return nil, err
	}
	splitter, err := segment.Load(bounds)
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
		if s.Raw, err = conllu.Evaluate(gold, parseText(m, splitter, gold)); err != nil {
			return nil, err
		}
		if s.Gold, err = conllu.Evaluate(gold, m.Annotate(gold)); err != nil {
			return nil, err
		}
		card.Sets = append(card.Sets, s)
		if name == gumDev {
			card.GUMF1 = measureNames(m, gold)
		}
	}
	return card, nil
}

// measureNames scores the names found in the documents of GUM.
func measureNames(m *english.Model, list []conllu.Sentence) float64 {
	sentences := fromTreebank(list)
	gumNames(list, sentences)
	var score nameScore
	for first := 0; first < len(list); {
		end := first + 1
		for end < len(list) && !list[end].NewDoc() {
			end++
		}
		d := &doc.Document{}
		var want []names.Label
		for i := first; i < end; i++ {
			start := int32(len(d.Tokens))
			for _, t := range sentences[i].tokens {
				d.Tokens = append(d.Tokens, doc.Token{Form: t.form})
			}
			d.Sentences = append(d.Sentences, doc.Sentence{First: start, End: int32(len(d.Tokens))})
			want = append(want, sentences[i].labels...)
		}
		m.ParseTokens(d)
		score.add(labelsOf(d), want)
		first = end
	}
	return score.f1()
}

func parseText(m *english.Model, splitter *segment.Splitter, gold []conllu.Sentence) []conllu.Sentence {
	d := &doc.Document{Text: conllu.Text(gold, 0)}
	d.Sentences, d.Tokens = splitter.Split(d.Text, segment.Paragraphs(d.Text, nil), nil, nil)
	m.ParseTokens(d)
	return conllu.FromDocument(d)
}
