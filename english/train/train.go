// Package train makes the weights of package english from annotated data.
//
// It reads the treebanks and name lists of a data folder, learns where sentences
// end (package segment), the encoder together with tags, trees and names, then
// names alone, rounds everything to whole numbers, writes the two files of
// weights and measures them on the development sets.
// docs/model-card.md says which data.
//
// The same data and seed give the same bytes on every amd64 processor with FMA
// and AVX2, whatever the number of cores: sums are made in a fixed order. Other
// processors round sums of products differently.
package train

import (
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"time"

	"casus/conllu"
	"casus/english/internal/modelfile"
	"casus/english/internal/tagger"
	"casus/english/internal/vectors"
	"casus/english/segment"
)

// Options say what to learn from and how long. The zero value of each field is
// the default given with it.
type Options struct {
	Data   string    // folder with ud-ewt, ud-gum, propbank, uner-ewt and wikigold; "../shared/data"
	Out    string    // file to write; "english/model.bin"
	Bounds string    // file to write with the weights of sentence ends; "english/segment/segment.weights"
	Seed   uint64    // of the order of sentences and of exploration; 0
	Epochs int       // passes over the sentences; 18
	Log    io.Writer // progress; none
}

const (
	defaultData   = "../shared/data"
	defaultOut    = "english/model.bin"
	defaultBounds = "english/segment/segment.weights"
	defaultEpochs = 18
)

func (o *Options) setDefaults() {
	if o.Data == "" {
		o.Data = defaultData
	}
	if o.Out == "" {
		o.Out = defaultOut
	}
	if o.Bounds == "" {
		o.Bounds = defaultBounds
	}
	if o.Epochs == 0 {
		o.Epochs = defaultEpochs
	}
	if o.Log == nil {
		o.Log = io.Discard
	}
}

// The files of a data folder, besides those with names.
var (
	trainFiles = []string{"ud-ewt/en_ewt-ud-train.conllu", "ud-gum/en_gum-free-train.conllu"}
	verbFile   = "propbank/frames.tar.gz"
	devFiles   = []string{"ud-ewt/en_ewt-ud-dev.conllu", gumDev}
	gumDev     = "ud-gum/en_gum-free-dev.conllu"
)

// Run trains a model, writes its two files and returns its figures on the
// development sets.
func Run(o Options) (*Card, error) {
	o.setDefaults()
	t := &trainer{Options: o, start: time.Now()}
	file, bounds, err := t.train()
	if err != nil {
		return nil, fmt.Errorf("train: %w", err)
	}
	if err := t.write(o.Bounds, bounds); err != nil {
		return nil, err
	}
	if err := t.write(o.Out, file); err != nil {
		return nil, err
	}
	card, err := Measure(file, bounds, o.Data)
	if err != nil {
		return nil, fmt.Errorf("measure: %w", err)
	}
	card.NamesF1 = t.namesF1
	return card, nil
}

func (t *trainer) write(path string, file []byte) error {
	if err := os.WriteFile(path, file, 0o644); err != nil {
		return err
	}
	t.say("wrote %s, %d bytes", path, len(file))
	return nil
}

type trainer struct {
	Options
	start   time.Time
	set     *tagger.Tagset
	namesF1 float64
}

// say prints a line of progress. The clock is for the reader's patience and
// has no part in the result.
func (t *trainer) say(format string, args ...any) {
	fmt.Fprintf(t.Log, "%6.0fs  %s\n", time.Since(t.start).Seconds(), fmt.Sprintf(format, args...))
}

// rng is the generator of one part of the training; each part has its own, so
// that a change to one leaves the others as they were.
func (t *trainer) rng(part uint64) *rand.Rand { return rand.New(rand.NewPCG(t.Seed, part)) }

// The parts of training that draw random numbers.
const (
	weightPart = iota
	orderPart
	shardPart                      // and one for each shard
	namePart  = shardPart + shards // and one for each fold, and for the whole

	renamePart = namePart + folds + 1
)

// train makes the two files.
func (t *trainer) train() (file, bounds []byte, err error) {
	lists, err := t.readTreebanks()
	if err != nil {
		return nil, nil, err
	}
	bounds = segment.Train(lists, segment.TrainOptions{Seed: t.Seed}, nil)
	t.say("sentence ends learned")
	file, err = t.trainModel(lists)
	return file, bounds, err
}

func (t *trainer) trainModel(lists [][]conllu.Sentence) ([]byte, error) {
	treebanks, err := withNames(lists)
	if err != nil {
		return nil, err
	}
	uner, others, err := t.readNameFiles()
	if err != nil {
		return nil, err
	}
	verbs, err := readVerbs(filepath.Join(t.Data, verbFile))
	if err != nil {
		return nil, err
	}
	set, err := vectors.Load()
	if err != nil {
		return nil, err
	}
	own, err := readOwn()
	if err != nil {
		return nil, err
	}
	t.set = buildTagset(treebanks)
	setClasses(t.set, treebanks)
	setClasses(t.set, own)
	lexicon, err := buildLexicon(set, treebanks)
	if err != nil {
		return nil, err
	}
	sentences := slices.Concat(treebanks, own, others)
	describe(lexicon, sentences)
	describe(lexicon, uner)
	t.say("%d sentences of treebanks, %d of our own, %d with names alone, %d joint tags", len(treebanks), len(own), len(others)+len(uner), len(t.set.Tags))

	n := newNets(set, frequentFeatures(sentences), len(t.set.Tags), t.rng(weightPart))
	n.learn(sentences, t.Epochs, t.rng, variation{lexicon}.vary, t.progress)
	pool, err := newNamePool(lexicon, sentences)
	if err != nil {
		return nil, err
	}
	finder := t.learnNames(n, uner, slices.Concat(treebanks, others), pool, lexicon)
	w := modelfile.Weights{
		Lexicon: lexicon,
		Encoder: n.encoder.weights(),
		Tagger:  n.tags.weights(t.set),
		Lemmas:  trainLemmas(t.set, treebanks, verbs),
		Parser:  n.trees.weights(),
		Names:   finder.weights(),
	}
	return modelfile.Encode(&w)
}

// readTreebanks reads the treebanks.
func (t *trainer) readTreebanks() ([][]conllu.Sentence, error) {
	var lists [][]conllu.Sentence
	for _, name := range trainFiles {
		list, err := conllu.ReadFile(filepath.Join(t.Data, name))
		if err != nil {
			return nil, err
		}
		lists = append(lists, list)
	}
	return lists, nil
}

// withNames is the sentences of the treebanks with trees and names.
func withNames(lists [][]conllu.Sentence) ([]*sentence, error) {
	spans, err := readAnnotation()
	if err != nil {
		return nil, err
	}
	var all []*sentence
	for _, list := range lists {
		sentences := fromTreebank(list)
		if err := annotate(list, sentences, spans); err != nil {
			return nil, err
		}
		all = append(all, withTokens(sentences)...)
	}
	return all, nil
}

// readNameFiles reads the sentences that have only names: those of UNER EWT
// dev, and all others.
func (t *trainer) readNameFiles() (uner, others []*sentence, err error) {
	for i, f := range nameFiles {
		list, err := readNames(filepath.Join(t.Data, f.path), f.form, f.label)
		if err != nil {
			return nil, nil, err
		}
		if i == 0 {
			uner = list
		} else {
			others = append(others, list...)
		}
	}
	return uner, others, nil
}

// progress tells of a pass over the sentences and of the time that is left.
func (t *trainer) progress(epoch int, tags, actions, labels float64) {
	left := time.Since(t.start) * time.Duration(t.Epochs-epoch) / time.Duration(epoch)
	t.say("pass %d of %d: %.2f%% of tags, %.2f%% of actions, %.2f%% of labels wrong in training; about %s left",
		epoch, t.Epochs, 100*tags, 100*actions, 100*labels, left.Round(time.Second))
}
