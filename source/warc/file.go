package warc

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// The beginnings of the three kinds of archive. dictMagic is the skippable
// frame with the dictionary of a zstd archive.
var (
	plainMagic = []byte("WARC/")
	gzipMagic  = []byte{0x1f, 0x8b, 0x08}
	zstdMagic  = []byte{0x28, 0xb5, 0x2f, 0xfd}
	dictMagic  = []byte{0x5d, 0x2a, 0x4d, 0x18}
)

// The bounds of decompression. Text seldom shrinks to a twentieth; what grows
// two hundredfold over so much is there to fill a disk.
const (
	maxWindow  = 128 << 20
	maxDict    = 16 << 20
	freeGrowth = 64 << 20
	maxGrowth  = 200
)

// Sniff reports whether a file that begins with head, some kilobytes of it, is
// a web archive.
func Sniff(head []byte) bool {
	switch {
	case bytes.HasPrefix(head, plainMagic):
		return true
	case bytes.HasPrefix(head, dictMagic):
		return true
	case bytes.HasPrefix(head, gzipMagic):
		return beginsRecord(head)
	case bytes.HasPrefix(head, zstdMagic):
		z, err := newZstd(bytes.NewReader(head))
		if err != nil {
			return false
		}
		defer z.Close()
		return startsRecord(z)
	}
	return false
}

// beginsRecord reports whether head begins a gzip member that begins a record.
func beginsRecord(head []byte) bool {
	z, err := gzip.NewReader(bytes.NewReader(head))
	return err == nil && startsRecord(z)
}

func startsRecord(in io.Reader) bool {
	start := make([]byte, len(plainMagic))
	_, err := io.ReadFull(in, start)
	return err == nil && bytes.Equal(start, plainMagic)
}

func newZstd(in io.Reader, opts ...zstd.DOption) (*zstd.Decoder, error) {
	opts = append(opts, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(maxWindow))
	return zstd.NewReader(in, opts...)
}

// file is the compressed archive.
type file struct {
	in     *bufio.Reader
	failed error // of the reader below, not the end of it
	read   int64 // compressed bytes
	zstd   *zstd.Decoder
}

// Read reads compressed bytes and remembers a failure.
func (f *file) Read(p []byte) (int, error) {
	n, err := f.in.Read(p)
	return n, f.note(n, err)
}

// ReadByte lets gzip read no further than its member.
func (f *file) ReadByte() (byte, error) {
	c, err := f.in.ReadByte()
	return c, f.note(1, err)
}

func (f *file) note(n int, err error) error {
	if err != nil && err != io.EOF {
		f.failed = err
	}
	f.read += int64(n)
	return err
}

// open tells the compression and returns the records.
func (f *file) open() (io.Reader, error) {
	head, err := f.in.Peek(4)
	if len(head) < 4 && err != nil && err != io.EOF {
		return nil, err
	}
	switch {
	case bytes.HasPrefix(head, gzipMagic):
		return &members{f: f}, nil
	case bytes.Equal(head, dictMagic):
		dict, err := f.dictionary()
		if err != nil {
			return nil, err
		}
		return f.frames(zstd.WithDecoderDicts(dict))
	case bytes.Equal(head, zstdMagic):
		return f.frames()
	}
	return f, nil
}

func (f *file) frames(opts ...zstd.DOption) (io.Reader, error) {
	z, err := newZstd(f, opts...)
	if err != nil {
		return nil, fmt.Errorf("the zstd dictionary of the archive: %w", err)
	}
	f.zstd = z
	return &frames{f: f, z: z}, nil
}

func (f *file) close() {
	if f.zstd != nil {
		f.zstd.Close()
	}
}

// dictionary reads the frame with the dictionary, which may itself be
// compressed.
func (f *file) dictionary() ([]byte, error) {
	var head [8]byte
	if _, err := io.ReadFull(f, head[:]); err != nil {
		return nil, fmt.Errorf("the zstd dictionary of the archive: %w", err)
	}
	size := binary.LittleEndian.Uint32(head[4:])
	if size > maxDict {
		return nil, fmt.Errorf("the zstd dictionary of the archive has %d bytes, at most %d are read", size, maxDict)
	}
	dict, err := io.ReadAll(io.LimitReader(f, int64(size)))
	if err != nil {
		return nil, err
	}
	if !bytes.HasPrefix(dict, zstdMagic) {
		return dict, nil
	}
	z, err := newZstd(bytes.NewReader(dict))
	if err != nil {
		return nil, err
	}
	defer z.Close()
	if dict, err = io.ReadAll(io.LimitReader(z, maxDict+1)); err == nil && len(dict) > maxDict {
		err = errors.New("too large")
	}
	if err != nil {
		return nil, fmt.Errorf("the zstd dictionary of the archive: %w", err)
	}
	return dict, nil
}

// errGrows is a gzip bomb, or one of zstd.
var errGrows = fmt.Errorf("its compressed data grow more than %d-fold", maxGrowth)

// grown reports that out bytes came of in compressed ones, too many.
func grown(in, out int64) bool { return out > freeGrowth && out > maxGrowth*in }

// frames reads concatenated zstd frames. Damage ends them: there is no telling
// where the next one begins.
type frames struct {
	f   *file
	z   *zstd.Decoder
	out int64
	err error
}

func (r *frames) Read(p []byte) (int, error) {
	if r.err != nil {
		return 0, io.EOF
	}
	n, err := r.z.Read(p)
	r.out += int64(n)
	switch {
	case grown(r.f.read, r.out):
		err = errGrows
	case err != nil && err != io.EOF && !errors.Is(err, io.ErrUnexpectedEOF):
		err = fmt.Errorf("damaged zstd data: %w", err)
	}
	if err != nil && err != io.EOF {
		// A frame gives nothing before its checksum was held against it.
		r.err = &openError{err}
		return n, r.err
	}
	return n, err
}

// members reads gzip members one after another. A damaged one is an error once;
// the next Read goes on with the next member that begins a record.
type members struct {
	f    *file
	gz   *gzip.Reader
	open bool
	lost bool
	from int64 // of the compressed bytes, where the member begins
	out  int64 // of the member
}

func (m *members) Read(p []byte) (int, error) {
	for {
		if !m.open {
			if err := m.next(); err != nil {
				return 0, err
			}
		}
		n, err := m.gz.Read(p)
		m.out += int64(n)
		if err == nil && grown(m.f.read-m.from, m.out) {
			err = errGrows
		}
		switch {
		case err == io.EOF:
			m.open = false
			if n == 0 {
				continue
			}
			return n, nil
		case err != nil:
			m.open, m.lost = false, true
			return n, damage(err)
		}
		return n, nil
	}
}

// next opens the next member.
func (m *members) next() error {
	if m.lost {
		if err := m.seek(); err != nil {
			return err
		}
		m.lost = false
	}
	if _, err := m.f.in.Peek(1); err != nil {
		return m.f.note(0, err)
	}
	m.from, m.out = m.f.read, 0
	var err error
	if m.gz == nil {
		m.gz, err = gzip.NewReader(m.f)
	} else {
		err = m.gz.Reset(m.f)
	}
	if err != nil {
		m.lost = true
		return &openError{damage(err)}
	}
	m.gz.Multistream(false)
	m.open = true
	return nil
}

// openError is data that never began: what came before them is sound.
type openError struct{ err error }

func (e *openError) Error() string { return e.err.Error() }
func (e *openError) Unwrap() error { return e.err }

func damage(err error) error {
	if errors.Is(err, io.ErrUnexpectedEOF) || err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	if errors.Is(err, errGrows) {
		return err
	}
	return fmt.Errorf("damaged gzip data: %w", err)
}

// seek passes over compressed bytes up to a member that begins a record.
func (m *members) seek() error {
	for {
		head, err := m.f.in.Peek(4096)
		if len(head) < len(gzipMagic) {
			if err == nil {
				err = io.EOF
			}
			return m.f.note(0, err)
		}
		at := bytes.Index(head, gzipMagic)
		switch {
		case at == 0 && beginsRecord(head):
			return nil
		case at == 0:
			at = 1
		case at < 0:
			at = len(head) - len(gzipMagic) + 1
		}
		k, _ := m.f.in.Discard(at)
		m.f.read += int64(k)
	}
}
