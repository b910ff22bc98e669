package store

import (
	"encoding/json"
	"fmt"

	"github.com/klauspost/compress/zstd"

	"casus/record"
)

// maxUnpacked bounds what one compressed value may unfold to.
const maxUnpacked = 256 << 20

// packer compresses. The writer has one; it is not safe for concurrent use.
type packer struct {
	enc *zstd.Encoder
}

func newPacker() (*packer, error) {
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderLevel(zstd.SpeedDefault))
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

func (p *packer) coded(s *record.Story) ([]byte, error) {
	b, err := json.Marshal(coded{s.Reports, s.Statements, s.SetAside, s.Remarks, s.Counts})
	if err != nil {
		return nil, fmt.Errorf("record of %s: %w", s.ID, err)
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
