package segment

import (
	"bytes"
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
)

// tableBits is the logarithm of the number of weights.
const tableBits = 17

// magic begins a file of weights. The number is that of the features: weights
// of other features are refused.
const magic = "casus segment weights 1\n"

// ErrWeights is the error of a file that does not hold weights for this
// version of the features, or that is damaged.
var ErrWeights = errors.New("not the weights of this splitter")

//go:embed segment.weights
var embedded []byte

// A file of weights is the magic line, the pairs of non-zero weights, each the
// distance to the one before as an unsigned varint and the weight as a byte,
// and the CRC-32 (IEEE) of all that, four bytes, the lowest first.

// encodeWeights writes a table of weights as a file.
func encodeWeights(weights []int8) []byte {
	b := []byte(magic)
	last := -1
	for i, w := range weights {
		if w != 0 {
			b = binary.AppendUvarint(b, uint64(i-last))
			b = append(b, byte(w))
			last = i
		}
	}
	return binary.LittleEndian.AppendUint32(b, crc32.ChecksumIEEE(b))
}

// decodeWeights reads a file of weights.
func decodeWeights(file []byte) ([]int8, error) {
	if len(file) < len(magic)+4 || !bytes.HasPrefix(file, []byte(magic)) {
		return nil, fmt.Errorf("read weights: %w", ErrWeights)
	}
	body, sum := file[:len(file)-4], binary.LittleEndian.Uint32(file[len(file)-4:])
	if crc32.ChecksumIEEE(body) != sum {
		return nil, fmt.Errorf("read weights: checksum: %w", ErrWeights)
	}
	weights := make([]int8, 1<<tableBits)
	last := -1
	for body = body[len(magic):]; len(body) > 0; {
		gap, n := binary.Uvarint(body)
		if n <= 0 || n >= len(body) || gap == 0 || gap > uint64(len(weights)-1-last) {
			return nil, fmt.Errorf("read weights: entry behind %d: %w", last, ErrWeights)
		}
		last += int(gap)
		weights[last] = int8(body[n])
		body = body[n+1:]
	}
	return weights, nil
}
