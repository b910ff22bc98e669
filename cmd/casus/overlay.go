package main

import (
	"errors"
	"fmt"
	"io/fs"

	"casus/lexicon"
	"casus/pipeline"
)

// overlayFlag is the flag of the verbs that code.
type overlayFlag struct {
	Lexicon string `help:"File or folder with actors, aliases and predicates of your own, which win over those of the program (docs/lexicon.md)." placeholder:"PATH"`
}

// pipeline loads what to code with.
func (o overlayFlag) pipeline() (*pipeline.Pipeline, error) {
	lex, err := loadLexicon(o.Lexicon)
	if err != nil {
		return nil, err
	}
	return pipeline.New(pipeline.Options{Lexicon: lex})
}

// arguments are those that a run was given by the flag.
func (o overlayFlag) arguments() []string {
	if o.Lexicon == "" {
		return nil
	}
	return []string{"--lexicon", o.Lexicon}
}

// loadLexicon reads the embedded lexicon, with an overlay where one is named.
// That there is none of the name is wrong use.
func loadLexicon(overlay string) (*lexicon.Lexicon, error) {
	if overlay == "" {
		return lexicon.Load()
	}
	lex, err := lexicon.LoadOverlay(overlay)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &useError{fmt.Sprintf("%s: no such file or folder", overlay)}
	}
	return lex, err
}
