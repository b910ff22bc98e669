// Package pack writes and reads the numbers and strings of a model file in a
// compact form: variable-length integers, sorted keys as differences.
//
// A Reader never panics on bad bytes: it remembers that something was wrong,
// gives zeros from then on, and says so in Err.
package pack

import (
	"encoding/binary"
	"errors"
	"slices"
)

// Writer collects packed values. The zero value is ready to use.
type Writer struct {
	Bytes []byte
}

// Uint writes a number that is mostly small.
func (w *Writer) Uint(n uint64) { w.Bytes = binary.AppendUvarint(w.Bytes, n) }

// Int writes a signed number that is mostly small.
func (w *Writer) Int(n int64) { w.Bytes = binary.AppendVarint(w.Bytes, n) }

// Int8 writes one signed byte.
func (w *Writer) Int8(n int8) { w.Bytes = append(w.Bytes, byte(n)) }

// String writes a string with its length.
func (w *Writer) String(s string) {
	w.Uint(uint64(len(s)))
	w.Bytes = append(w.Bytes, s...)
}

// Strings writes a list of strings with its length.
func (w *Writer) Strings(list []string) {
	w.Uint(uint64(len(list)))
	for _, s := range list {
		w.String(s)
	}
}

// Keys sorts keys in place and writes them with their number.
func (w *Writer) Keys(keys []uint32) {
	slices.Sort(keys)
	w.Uint(uint64(len(keys)))
	last := uint32(0)
	for _, k := range keys {
		w.Uint(uint64(k - last))
		last = k
	}
}

// ErrFormat is the error of a Reader whose bytes end too early or do not make
// sense.
var ErrFormat = errors.New("packed data is damaged")

// Reader takes packed values in the order in which they were written.
type Reader struct {
	bytes []byte
	bad   bool
}

// NewReader reads from b.
func NewReader(b []byte) *Reader { return &Reader{bytes: b} }

// Err is ErrFormat if anything read so far was damaged.
func (r *Reader) Err() error {
	if r.bad {
		return ErrFormat
	}
	return nil
}

// Uint reads a number.
func (r *Reader) Uint() uint64 {
	n, size := binary.Uvarint(r.bytes)
	if size <= 0 {
		r.Fail()
		return 0
	}
	r.bytes = r.bytes[size:]
	return n
}

// Int reads a signed number.
func (r *Reader) Int() int64 {
	n, size := binary.Varint(r.bytes)
	if size <= 0 {
		r.Fail()
		return 0
	}
	r.bytes = r.bytes[size:]
	return n
}

// Len reads a number of values of at least one byte each that follow.
func (r *Reader) Len() int {
	n := r.Uint()
	if n > uint64(len(r.bytes)) {
		r.Fail()
		return 0
	}
	return int(n)
}

// Int8 reads one signed byte.
func (r *Reader) Int8() int8 {
	if len(r.bytes) == 0 {
		r.Fail()
		return 0
	}
	b := r.bytes[0]
	r.bytes = r.bytes[1:]
	return int8(b)
}

// Take reads n bytes, which it shares with the reader's input; nil if there
// are not as many.
func (r *Reader) Take(n int) []byte {
	if n < 0 || n > len(r.bytes) {
		r.Fail()
		return nil
	}
	b := r.bytes[:n]
	r.bytes = r.bytes[n:]
	return b
}

// String reads a string.
func (r *Reader) String() string {
	n := r.Len()
	s := string(r.bytes[:n])
	r.bytes = r.bytes[n:]
	return s
}

// Strings reads a list of strings.
func (r *Reader) Strings() []string {
	list := make([]string, r.Len())
	for i := range list {
		list[i] = r.String()
	}
	return list
}

// Keys reads sorted keys.
func (r *Reader) Keys() []uint32 {
	keys := make([]uint32, r.Len())
	last := uint32(0)
	for i := range keys {
		last += uint32(r.Uint())
		keys[i] = last
	}
	return keys
}

// Fail notes that the values read make no sense; everything from here on is
// zero.
func (r *Reader) Fail() { r.bytes, r.bad = nil, true }
