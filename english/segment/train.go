package segment

import (
	"math/rand/v2"
	"unicode"

	"casus/conllu"
	"casus/doc"
)

// TrainOptions say how the boundaries are learned. The zero value is what the
// weights of the package were made with.
type TrainOptions struct {
	Epochs int    // passes over the text; 0 means 12
	Seed   uint64 // of the order of the documents
}

// Train learns where sentences end from the raw text of treebanks and returns
// a file of weights for Load. The same sentences in the same order and the
// same options give the same bytes on every machine. Between epochs it calls
// progress, if that is not nil, with the number of epochs done and of all.
func Train(treebanks [][]conllu.Sentence, o TrainOptions, progress func(done, all int)) []byte {
	if o.Epochs == 0 {
		o.Epochs = 12
	}
	var texts []trainingText
	for _, sentences := range treebanks {
		texts = append(texts, documents(sentences)...)
	}
	p := newPerceptron()
	random := rand.New(rand.NewPCG(o.Seed, 1))
	for epoch := range o.Epochs {
		random.Shuffle(len(texts), func(i, j int) { texts[i], texts[j] = texts[j], texts[i] })
		for _, t := range texts {
			p.learn(t)
		}
		if progress != nil {
			progress(epoch+1, o.Epochs)
		}
	}
	return encodeWeights(p.averaged())
}

// trainingText is a document with its sentence ends as byte offsets.
type trainingText struct {
	text string
	ends map[int]bool
}

// documents cuts a treebank into its documents.
func documents(sentences []conllu.Sentence) []trainingText {
	var all []trainingText
	first := 0
	for i := 1; i <= len(sentences); i++ {
		if i == len(sentences) || sentences[i].NewDoc() {
			all = append(all, newTrainingText(sentences[first:i]))
			first = i
		}
	}
	return all
}

// newTrainingText makes the raw text and finds the sentence ends in it by
// counting the characters that are not white space.
func newTrainingText(sentences []conllu.Sentence) trainingText {
	visible := make(map[int]bool, len(sentences))
	n := 0
	for i := range sentences {
		for _, t := range sentences[i].Tokens {
			n += countVisible(t.Form)
		}
		visible[n] = true
	}
	t := trainingText{text: conllu.Text(sentences, 0), ends: make(map[int]bool, len(sentences))}
	n = 0
	for i, r := range t.text {
		if unicode.IsSpace(r) {
			continue
		}
		n++
		if visible[n] {
			t.ends[i+len(string(r))] = true
		}
	}
	return t
}

func countVisible(form string) (n int) {
	for _, r := range form {
		if !unicode.IsSpace(r) {
			n++
		}
	}
	return n
}

// perceptron is an averaged perceptron with two classes. All arithmetic is in
// integers, so that it does not depend on the machine.
type perceptron struct {
	weights, totals []int64
	steps           int64
	tokens          []doc.Token
	sentences       []doc.Sentence
}

func newPerceptron() *perceptron {
	return &perceptron{weights: make([]int64, 1<<tableBits), totals: make([]int64, 1<<tableBits)}
}

// margin is the score that an example must reach on its side.
const margin = 3

// learn goes through a text with the true boundaries and corrects the weights
// wherever the score is on the wrong side or too near to zero.
func (p *perceptron) learn(t trainingText) {
	s := &Splitter{teacher: func(g *gap) bool {
		truth := t.ends[g.tokens[g.r].Span.End]
		p.correct(g, truth)
		return truth
	}}
	p.sentences, p.tokens = s.Split(t.text, Paragraphs(t.text, nil), p.sentences[:0], p.tokens[:0])
}

func (p *perceptron) correct(g *gap, truth bool) {
	var f [numFeatures]uint32
	g.features(&f)
	score := int64(0)
	for _, i := range f {
		score += p.weights[i]
	}
	step := int64(1)
	if !truth {
		step, score = -1, -score
	}
	p.steps++
	if score > margin {
		return
	}
	for _, i := range f {
		p.weights[i] += step
		p.totals[i] += step * p.steps
	}
}

// averaged is the weights averaged over all steps, scaled so that the largest
// takes the whole range of a byte.
func (p *perceptron) averaged() []int8 {
	largest := int64(1)
	average := make([]int64, len(p.weights)) // times steps
	for i := range average {
		average[i] = p.weights[i]*p.steps - p.totals[i]
		largest = max(largest, average[i], -average[i])
	}
	table := make([]int8, len(average))
	for i, a := range average {
		table[i] = int8(round(a, largest))
	}
	return table
}

// round is 127·a/largest to the nearest integer, halves away from zero.
func round(a, largest int64) int64 {
	unit := largest/127 + 1
	if a < 0 {
		return -((-a + unit/2) / unit)
	}
	return (a + unit/2) / unit
}
