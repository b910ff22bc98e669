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
	Epochs int    // passes over the text; 0 means 20
	Runs   int    // models that are averaged, each with another order of the documents; 0 means 4
	Seed   uint64 // of the orders
}

// Train learns where sentences end from the raw text of treebanks and returns
// a file of weights for Load. The same sentences in the same order and the
// same options give the same bytes on every machine. Between epochs it calls
// progress, if that is not nil, with the number of epochs done and of all.
func Train(treebanks [][]conllu.Sentence, o TrainOptions, progress func(done, all int)) []byte {
	if o.Epochs == 0 {
		o.Epochs = 20
	}
	if o.Runs == 0 {
		o.Runs = 4
	}
	var texts []trainingText
	for _, sentences := range treebanks {
		texts = append(texts, documents(sentences)...)
	}
	sum := make([]int64, 1<<tableBits)
	for run := range o.Runs {
		p := newPerceptron()
		random := rand.New(rand.NewPCG(o.Seed, uint64(run)))
		for epoch := range o.Epochs {
			random.Shuffle(len(texts), func(i, j int) { texts[i], texts[j] = texts[j], texts[i] })
			for _, t := range texts {
				p.learn(t)
			}
			if progress != nil {
				progress(run*o.Epochs+epoch+1, o.Runs*o.Epochs)
			}
		}
		p.addAverage(sum)
	}
	return encodeWeights(quantized(sum))
}

// trainingText is a document with its sentence ends as byte offsets.
type trainingText struct {
	text string
	ends map[int]bool
}

// documents cuts a treebank into its documents. Each is there twice: with its
// paragraphs, and as one block, so that the splitter does not come to rely on
// paragraphs that a text may have lost.
func documents(sentences []conllu.Sentence) []trainingText {
	var all []trainingText
	first := 0
	for i := 1; i <= len(sentences); i++ {
		if i == len(sentences) || sentences[i].NewDoc() {
			all = append(all, newTrainingText(sentences[first:i]), newTrainingText(unbroken(sentences[first:i])))
			first = i
		}
	}
	return all
}

// unbroken is the sentences without the marks of paragraphs.
func unbroken(sentences []conllu.Sentence) []conllu.Sentence {
	bare := make([]conllu.Sentence, len(sentences))
	for i := range sentences {
		bare[i] = conllu.Sentence{Tokens: sentences[i].Tokens, Words: sentences[i].Words}
	}
	return bare
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

// teacher says whether a sentence ends at the byte offset of a gap.
type teacher func(f features, end int) bool

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
	s := &Splitter{teacher: func(f features, end int) bool {
		truth := t.ends[end]
		p.correct(f, truth)
		return truth
	}}
	p.sentences, p.tokens = s.Split(t.text, Paragraphs(t.text, nil), p.sentences[:0], p.tokens[:0])
}

func (p *perceptron) correct(f features, truth bool) {
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

// addAverage adds the weights averaged over all steps, in units of 1/1024.
func (p *perceptron) addAverage(sum []int64) {
	for i := range sum {
		sum[i] += (p.weights[i]*p.steps - p.totals[i]) * 1024 / p.steps
	}
}

// quantized scales the weights so that the largest takes the whole range of a
// byte.
func quantized(sum []int64) []int8 {
	largest := int64(1)
	for _, a := range sum {
		largest = max(largest, a, -a)
	}
	table := make([]int8, len(sum))
	for i, a := range sum {
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
