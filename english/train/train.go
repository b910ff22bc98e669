// Package train makes the weights of package english from annotated data.
//
// It reads the treebanks and name lists of a data folder, learns tags, lemmas,
// trees and names one after the other, writes the model file and measures it
// on the development sets. The same data and seed give the same bytes on every
// machine: all learning is in whole numbers, in a fixed order. docs/model-card.md
// says which data.
package train

import (
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"time"

	"casus/conllu"
	"casus/english/internal/linear"
	"casus/english/internal/modelfile"
	"casus/english/internal/tagger"
)

// Options say what to learn from and how long. The zero value of each field is
// the default given with it.
type Options struct {
	Data   string    // folder with ud-ewt, ud-gum, propbank, uner-ewt and wikigold; "../shared/data"
	Out    string    // file to write; "english/model.bin"
	Seed   uint64    // of the order of sentences and of exploration; 0
	Epochs int       // passes of the parser over the treebanks; 6
	Log    io.Writer // progress; none
}

const (
	defaultData   = "../shared/data"
	defaultOut    = "english/model.bin"
	defaultEpochs = 6

	folds      = 5 // of jackknifing
	foldEpochs = 5
	foldRun    = 10 // sentences in a row that go to the same fold
	tagEpochs  = 8
	nameEpochs = 8
)

func (o *Options) setDefaults() {
	if o.Data == "" {
		o.Data = defaultData
	}
	if o.Out == "" {
		o.Out = defaultOut
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
	trainFiles = []string{"ud-ewt/en_ewt-ud-train.conllu", gumFile}
	gumFile    = "ud-gum/en_gum-free-train.conllu"
	verbFile   = "propbank/frames.tar.gz"
	devFiles   = []string{"ud-ewt/en_ewt-ud-dev.conllu", "ud-gum/en_gum-free-dev.conllu"}
)

// Run trains a model, writes it and returns its figures on the development
// sets.
func Run(o Options) (*Card, error) {
	o.setDefaults()
	t := &trainer{Options: o, start: time.Now()}
	file, err := t.train()
	if err != nil {
		return nil, fmt.Errorf("train: %w", err)
	}
	if err := os.WriteFile(o.Out, file, 0o644); err != nil {
		return nil, err
	}
	t.say("wrote %s, %d bytes", o.Out, len(file))
	card, err := Measure(file, o.Data)
	if err != nil {
		return nil, fmt.Errorf("measure: %w", err)
	}
	card.NamesF1 = t.namesF1
	return card, nil
}

type trainer struct {
	Options
	start     time.Time
	sentences []*sentence
	gum       []*named // with the names of GUM
	set       *tagger.Tagset
	namesF1   float64
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
	tagPart = iota
	treePart
	namePart
	foldPart // and one for each fold
)

func (t *trainer) train() ([]byte, error) {
	var w modelfile.Weights
	for _, name := range trainFiles {
		list, err := conllu.ReadFile(filepath.Join(t.Data, name))
		if err != nil {
			return nil, err
		}
		t.sentences = append(t.sentences, fromTreebank(list)...)
		if name == gumFile {
			t.gum = gumNames(list)
		}
	}
	t.set = buildTagset(t.sentences)
	setClasses(t.set, t.sentences)
	var err error
	if w.Lexicon, err = buildLexicon(t.sentences); err != nil {
		return nil, err
	}
	describe(w.Lexicon, t.sentences)
	w.Tagset = t.set
	t.say("%d sentences, %d joint tags", len(t.sentences), len(t.set.Tags))

	verbs, err := readVerbs(filepath.Join(t.Data, verbFile))
	if err != nil {
		return nil, err
	}
	w.Lemmas = trainLemmas(t.set, t.sentences, verbs)
	t.jackknife()
	w.Tags = trainTagger(t.set, t.sentences, tagEpochs, t.rng(tagPart), t.progress("tags", tagEpochs))
	model := &tagger.Model{Tagset: t.set, Table: linear.NewTable(w.Tags)}
	if w.Labels, err = t.learnNames(w.Lexicon, model); err != nil {
		return nil, err
	}
	w.Tags = linear.Thin(w.Tags, tagCell)
	w.Parser = trainParser(t.set, t.sentences, t.Epochs, t.rng(treePart), t.progress("trees", t.Epochs)).weights()
	t.say("rows: %d tags, %d names, %d actions, %d relations, %d of the network",
		len(w.Tags), len(w.Labels), len(w.Parser.Actions), len(w.Parser.Relations), len(w.Parser.Net.Keys))
	return modelfile.Encode(&w)
}

func (t *trainer) progress(what string, epochs int) func(int, float64) {
	return func(epoch int, wrong float64) {
		t.say("%s, epoch %d of %d: %.2f%% wrong in training", what, epoch, epochs, 100*wrong)
	}
}
