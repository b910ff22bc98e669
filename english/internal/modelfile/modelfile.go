// Package modelfile writes and reads the file that holds all weights of the
// English model.
//
// The file is, in this order: the eight bytes "casus-en"; the version of the
// layout and a fingerprint of the feature templates, as little-endian 32 and
// 64 bit numbers; the SHA-256 of the rest; the rest, compressed with
// Zstandard: lexicon, encoder, tagger, lemmas, parser, names. A file whose
// templates are not those of the program cannot be used and is refused.
package modelfile

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/klauspost/compress/zstd"

	"casus/english/internal/encoder"
	"casus/english/internal/lemma"
	"casus/english/internal/names"
	"casus/english/internal/pack"
	"casus/english/internal/parser"
	"casus/english/internal/tagger"
	"casus/english/internal/vectors"
	"casus/english/internal/words"
)

// Version is the version of the layout.
const Version = 5

const (
	magic  = "casus-en"
	header = len(magic) + 4 + 8 + sha256.Size

	// maxSize bounds what a damaged file can make the reader allocate.
	maxSize = 1 << 28
)

// The errors of Decode.
var (
	ErrMagic     = errors.New("not a casus model file")
	ErrVersion   = errors.New("model file has another layout version")
	ErrTemplates = errors.New("model file was trained with other feature templates")
	ErrChecksum  = errors.New("model file is damaged: checksum differs")
)

// Model is everything in a file.
type Model struct {
	Lexicon *words.Lexicon
	Encoder *encoder.Model
	Tagger  *tagger.Model
	Lemmas  *lemma.Model
	Parser  *parser.Model
	Names   *names.Model
}

// Weights is what training makes.
type Weights struct {
	Lexicon *words.Lexicon
	Encoder *encoder.Weights
	Tagger  *tagger.Weights
	Lemmas  *lemma.Model
	Parser  *parser.Weights
	Names   *names.Weights
}

// Encode makes the bytes of a file; the same weights make the same bytes.
func Encode(weights *Weights) ([]byte, error) {
	z, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1))
	if err != nil {
		return nil, err
	}
	body := z.EncodeAll(weights.write(), nil)
	sum := sha256.Sum256(body)

	file := []byte(magic)
	file = binary.LittleEndian.AppendUint32(file, Version)
	file = binary.LittleEndian.AppendUint64(file, fingerprint())
	file = append(file, sum[:]...)
	return append(file, body...), nil
}

// write packs the body of a file.
func (weights *Weights) write() []byte {
	var w pack.Writer
	weights.Lexicon.Write(&w)
	weights.Encoder.Write(&w)
	weights.Tagger.Write(&w)
	weights.Lemmas.Write(&w)
	weights.Parser.Write(&w)
	weights.Names.Write(&w)
	return w.Bytes
}

// Decode reads a file. Its errors wrap ErrMagic, ErrVersion, ErrTemplates,
// ErrChecksum or pack.ErrFormat.
func Decode(file []byte) (*Model, error) {
	if len(file) < header || string(file[:len(magic)]) != magic {
		return nil, ErrMagic
	}
	rest := file[len(magic):]
	if v := binary.LittleEndian.Uint32(rest); v != Version {
		return nil, fmt.Errorf("%w: %d, want %d", ErrVersion, v, Version)
	}
	if f := binary.LittleEndian.Uint64(rest[4:]); f != fingerprint() {
		return nil, fmt.Errorf("%w: %016x, want %016x", ErrTemplates, f, fingerprint())
	}
	body := file[header:]
	if sum := sha256.Sum256(body); !bytes.Equal(sum[:], file[header-sha256.Size:header]) {
		return nil, ErrChecksum
	}
	z, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxSize))
	if err != nil {
		return nil, err
	}
	defer z.Close()
	raw, err := z.DecodeAll(body, nil)
	if err != nil {
		return nil, fmt.Errorf("decompress model: %w", err)
	}
	set, err := vectors.Load()
	if err != nil {
		return nil, err
	}
	return read(raw, set)
}

// read unpacks the body of a file for the given word vectors.
func read(raw []byte, set *vectors.Set) (*Model, error) {
	r := pack.NewReader(raw)
	m := &Model{
		Lexicon: words.ReadLexicon(r, len(set.Words)),
		Encoder: encoder.Read(r, set),
		Tagger:  tagger.ReadModel(r),
		Lemmas:  lemma.ReadModel(r),
		Parser:  parser.ReadModel(r),
		Names:   names.ReadModel(r),
	}
	return m, r.Err()
}
