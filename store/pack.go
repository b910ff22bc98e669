package store

import (
	"encoding/json"
	"fmt"

	"github.com/klauspost/compress/zstd"

	"casus/doc"
	"casus/record"
	"casus/span"
)

// maxUnpacked bounds what one compressed value may unfold to.
const maxUnpacked = 256 << 20

// packer compresses. The writer has one; it is not safe for concurrent use.
type packer struct {
	enc *zstd.Encoder
}

func newPacker() (*packer, error) {
	// The next level makes 4 % less of a page, in three times the time: its tables
	// do not fit into the caches of a processor that codes meanwhile.
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderLevel(zstd.SpeedFastest))
	return &packer{enc}, err
}

func (p *packer) pack(b []byte) []byte { return p.enc.EncodeAll(b, nil) }

// newDecoder returns a decoder that several goroutines may share.
func newDecoder() (*zstd.Decoder, error) {
	return zstd.NewReader(nil, zstd.WithDecoderConcurrency(4), zstd.WithDecoderMaxMemory(maxUnpacked))
}

func (s *Store) unpack(b []byte) ([]byte, error) { return s.dec.DecodeAll(b, nil) }

// coded is the part of a row that a coding makes; the rest belongs to the
// version of the document.
type coded struct {
	Reports    []record.Report    `json:"reports"`
	Statements []record.Statement `json:"statements"`
	SetAside   []record.SetAside  `json:"set_aside"`
	Remarks    []record.Remark    `json:"remarks"`
	Counts     record.Counts      `json:"counts"`
}

// codedJSON is the part of a row that a coding makes, before compression.
func codedJSON(s *record.Story) ([]byte, error) {
	b, err := json.Marshal(coded{s.Reports, s.Statements, s.SetAside, s.Remarks, s.Counts})
	if err != nil {
		return nil, fmt.Errorf("record of %s: %w", s.ID, err)
	}
	return b, nil
}

func (p *packer) coded(s *record.Story) ([]byte, error) {
	b, err := codedJSON(s)
	if err != nil {
		return nil, err
	}
	return p.pack(b), nil
}

func (s *Store) unpackCoded(b []byte) (coded, error) {
	var c coded
	b, err := s.unpack(b)
	if err == nil {
		err = json.Unmarshal(b, &c)
	}
	return c, err
}

// extraField keeps a field that passes through byte for byte; as raw JSON it
// would lose its white space.
type extraField struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

func packExtra(list []record.Extra) (string, error) {
	fields := make([]extraField, len(list))
	for i, x := range list {
		fields[i] = extraField{x.Name, string(x.Value)}
	}
	b, err := json.Marshal(fields)
	return string(b), err
}

func unpackExtra(s string) ([]record.Extra, error) {
	var fields []extraField
	if err := json.Unmarshal([]byte(s), &fields); err != nil || len(fields) == 0 {
		return nil, err
	}
	list := make([]record.Extra, len(fields))
	for i, f := range fields {
		list[i] = record.Extra{Name: f.Name, Value: json.RawMessage(f.Value)}
	}
	return list, nil
}

// packBlocks is the layout of a text as JSON.
func packBlocks(blocks []doc.Block) string {
	list := make([][3]int, len(blocks))
	for i, b := range blocks {
		list[i] = [3]int{int(b.Kind), b.Span.Start, b.Span.End}
	}
	b, err := json.Marshal(list)
	if err != nil {
		panic(err) // numbers
	}
	return string(b)
}

// unpackBlocks reads the layout of a text and checks that it lies in it.
func unpackBlocks(packed, text string) ([]doc.Block, error) {
	var list [][3]int
	if err := json.Unmarshal([]byte(packed), &list); err != nil {
		return nil, fmt.Errorf("layout: %w", err)
	}
	blocks := make([]doc.Block, len(list))
	end := 0
	for i, b := range list {
		at := span.Span{Start: b[1], End: b[2]}
		if b[0] < 0 || b[0] > int(doc.RelatedLink) || at.Start < end || !at.Inside(text) {
			return nil, fmt.Errorf("layout: block %d is %d at [%d:%d], the text has %d bytes", i, b[0], b[1], b[2], len(text))
		}
		blocks[i], end = doc.Block{Kind: doc.BlockKind(b[0]), Span: at}, at.End
	}
	return blocks, nil
}
