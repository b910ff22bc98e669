// Package pipeline is the way of one article: Process names every stage in
// order, Each runs it over many documents. A stage that is not named here does
// not exist.
//
//	p, err := pipeline.New(pipeline.Options{})
//	…
//	docs, err := source.Parse("article.txt", data, source.Options{})
//	for _, d := range docs {
//		p.Process(d)
//		line, err := record.Line(p.Record(d))
//		…
//	}
package pipeline

import (
	"fmt"

	"casus/actor"
	"casus/coder"
	"casus/doc"
	"casus/english"
	"casus/lexicon"
	"casus/record"
	"casus/speech"
	"casus/when"
	"casus/where"
)

// Version is the version of the program that rows name. It changes whenever
// the coding changes.
const Version = "0.1.0"

// Options says what to code with. The zero value takes what is part of the
// program.
type Options struct {
	Lexicon *lexicon.Lexicon // nil: the embedded one
	Model   *english.Model   // nil: the embedded one
}

// Pipeline is the stages with their model and lexicon. It is read-only after
// New and safe for concurrent use.
type Pipeline struct {
	english  *english.Model
	actor    *actor.Resolver
	when     *when.Resolver
	where    *where.Resolver
	speech   *speech.Finder
	coder    *coder.Coder
	versions record.Versions
}

// New loads what the options leave open. It takes a fraction of a second: make
// one and share it.
func New(opts Options) (*Pipeline, error) {
	var err error
	lex := opts.Lexicon
	if lex == nil {
		if lex, err = lexicon.Load(); err != nil {
			return nil, fmt.Errorf("start pipeline: %w", err)
		}
	}
	model := opts.Model
	if model == nil {
		if model, err = english.Load(); err != nil {
			return nil, fmt.Errorf("start pipeline: %w", err)
		}
	}
	places, err := where.New(lex)
	if err != nil {
		return nil, fmt.Errorf("start pipeline: %w", err)
	}
	return &Pipeline{
		english: model,
		actor:   actor.New(lex),
		when:    when.New(),
		where:   places,
		speech:  speech.New(lex),
		coder:   coder.New(lex),
		versions: record.Versions{
			Casus: Version, Model: model.Version(), Lexicon: "sha256:" + lex.Version(), Places: places.Version(),
		},
	}, nil
}

// Process codes one document. What is not in English is left uncoded; source
// has noted it.
func (p *Pipeline) Process(d *doc.Document) {
	if d.Language != "" && d.Language != "en" {
		return
	}
	p.english.Parse(d) // sentences, tokens, trees, names
	p.actor.Resolve(d) // mentions and who they stand for
	p.when.Resolve(d)  // expressions of time
	p.where.Resolve(d) // names of places
	p.speech.Find(d)   // statements and their speakers
	p.coder.Code(d)    // reports, and what was set aside
}

// Record is the published row of a coded document.
func (p *Pipeline) Record(d *doc.Document) *record.Story { return record.From(d, p.versions) }

// Versions names everything that has a hand in a row.
func (p *Pipeline) Versions() record.Versions { return p.versions }
