// Package english is the language model of casus: it cuts English text into
// sentences and tokens and gives every token its part of speech, features,
// lemma and place in a dependency tree by Universal Dependencies, and marks the
// names of persons, organisations and places.
//
// It reads Document.Text and Document.Blocks and fills Sentences, Tokens and
// Names; it looks at nothing else and changes nothing else. The weights are
// part of the program; docs/model-card.md says what they were trained on and
// how good they are. The labels are those of the UD English treebanks EWT and
// GUM 2.17 (https://universaldependencies.org/en/).
package english

import (
	"crypto/sha256"
	_ "embed"
	"fmt"
	"sync"

	"casus/english/internal/modelfile"
	"casus/english/segment"
)

// The weights that training makes; the word vectors, which it is given, are in
// internal/vectors.
//
//go:embed model.bin
var weights []byte

// Name is the name of the embedded model.
const Name = "casus-en-2"

// Model is a loaded model. It is read-only and safe for concurrent use.
type Model struct {
	parts    *modelfile.Model
	splitter *segment.Splitter
	version  string
	scratch  sync.Pool // of *scratch
}

// Load reads the weights that are part of the program. It takes a fraction of
// a second: load once and share the model. An error means that the program was
// built from files that do not fit together.
func Load() (*Model, error) {
	m, err := Read(weights)
	if err != nil {
		return nil, fmt.Errorf("load English model: %w", err)
	}
	return m, nil
}

// Read reads a model from the bytes of a file that training made.
func Read(file []byte) (*Model, error) {
	parts, err := modelfile.Decode(file)
	if err != nil {
		return nil, err
	}
	return &Model{
		parts:    parts,
		splitter: segment.New(),
		version:  fmt.Sprintf("%s sha256:%x", Name, sha256.Sum256(file)),
		scratch:  sync.Pool{New: func() any { return new(scratch) }},
	}, nil
}

// Version is the name of the model and the SHA-256 of its file.
func (m *Model) Version() string { return m.version }
