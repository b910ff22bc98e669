// Package warc reads web archives: WARC files (ISO 28500, version 1.1 at
// https://iipc.github.io/warc-specifications/), plain, with gzip members or
// with zstd frames (WARC compression with Zstandard 1.0), and the HTTP
// responses in them.
//
// An archive is read as a stream: memory does not depend on its size nor on
// what its records claim. A record that is damaged costs itself; reading goes
// on with the next one that can be found. Nothing is decided here about what a
// page is.
package warc

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

// maxHeader is the most that the header of a record or a response may take, and
// lineLen the most that one line of it may.
const (
	maxHeader = 256 << 10
	lineLen   = 64 << 10
)

// Record is one record of an archive.
type Record struct {
	Number      int       // of the record in the archive, from 1; damaged ones count
	Type        string    // such as "response", in lower case
	URL         string    // WARC-Target-URI without angle brackets; empty if none
	Date        time.Time // WARC-Date, UTC; zero if there is none or it is none
	ContentType string    // of the block, such as "application/http; msgtype=response"
	Length      int64     // of the block in bytes
	Truncated   string    // WARC-Truncated: why the crawler cut the block; empty if it did not
	Body        *Body     // the block; valid until the next call of Next
}

// Fault is a place in the archive that cannot be read. Reading may go on after
// it: Next then finds the next record or the end.
type Fault struct {
	Number int    // of the record
	Found  string // what is there, for people
	Cut    bool   // the archive ends inside the record
}

func (f *Fault) Error() string { return fmt.Sprintf("record %d: %s", f.Number, f.Found) }

// Reader reads the records of one archive in order. It is not safe for
// concurrent use.
type Reader struct {
	in     *bufio.Reader // the records, uncompressed
	file   *file
	number int
	body   *Body
	held   error // met behind the last record, and not its own
	lost   bool  // the last record was damaged: the next has to be looked for
}

// NewReader reads an archive from in, which Sniff knows.
func NewReader(in io.Reader) (*Reader, error) {
	f := &file{in: bufio.NewReaderSize(in, lineLen)}
	plain, err := f.open()
	if err != nil {
		return nil, err
	}
	return &Reader{in: bufio.NewReaderSize(plain, lineLen), file: f}, nil
}

// Close frees what decompression holds. It does not close what is read from.
func (r *Reader) Close() { r.file.close() }

// Next is the next record; what is left of the one before is passed over. At
// the end the error is io.EOF; a *Fault costs one record; any other error is
// that of the reader below and ends the archive.
func (r *Reader) Next() (*Record, error) {
	if err := r.finish(); err != nil {
		return nil, err
	}
	if err := r.seek(); err != nil {
		return nil, err
	}
	r.number++
	fields, err := r.header()
	if err != nil {
		return nil, r.damaged(err)
	}
	length, err := strconv.ParseInt(fields["content-length"], 10, 64)
	if err != nil || length < 0 {
		return nil, r.fault(fmt.Sprintf("Content-Length %q", clip(fields["content-length"])), false)
	}
	rec := &Record{
		Number: r.number, Type: strings.ToLower(fields["warc-type"]), URL: strings.Trim(fields["warc-target-uri"], "<>"),
		ContentType: fields["content-type"], Length: length, Truncated: strings.ToLower(fields["warc-truncated"]),
	}
	if t, err := time.Parse(time.RFC3339Nano, fields["warc-date"]); err == nil {
		rec.Date = t.UTC()
	}
	rec.Body = &Body{r: r, left: length}
	r.body = rec.Body
	return rec, nil
}

// finish passes over what is left of the record before.
func (r *Reader) finish() error {
	b := r.body
	r.body = nil
	if b == nil || b.err != nil {
		return nil // the end, or a fault that its reader has seen
	}
	if _, err := io.Copy(io.Discard, b); err != nil {
		return err
	}
	return b.Err()
}

// seek comes to the beginning of the next record. Only white space lies between
// two records; anything else is passed over, and is a fault.
func (r *Reader) seek() error {
	for {
		head, err := r.peek(1)
		if err == nil && isSpace(head[0]) {
			r.in.Discard(1)
			continue
		}
		if err == nil {
			head, err = r.peek(5)
		}
		switch {
		case string(head) == "WARC/":
			r.lost = false
			return nil
		case len(head) == 0 && err == io.EOF:
			return io.EOF
		case err != nil && err != io.EOF:
			r.number++
			return r.damaged(err)
		}
		if !r.lost {
			r.number++
			return r.fault(fmt.Sprintf("%q where a record should begin", clip(string(head))), false)
		}
		if _, err := r.in.ReadSlice('\n'); err != nil && err != bufio.ErrBufferFull && err != io.EOF {
			return r.damaged(err)
		}
	}
}

// peek is Peek of the records; an error that was held back comes first.
func (r *Reader) peek(n int) ([]byte, error) {
	if err := r.held; err != nil {
		r.held = nil
		return nil, err
	}
	return r.in.Peek(n)
}

// trail reads the white space behind a block, so that a compressed record whose
// checksum is wrong is told from a sound one before anybody uses it. What is
// wrong with the next record is held back for it.
func (r *Reader) trail() error {
	for range len("\r\n\r\n") + 1 {
		head, err := r.in.Peek(1)
		var opening *openError
		switch {
		case err == io.EOF:
			return nil
		case errors.As(err, &opening):
			r.held = err
			return nil
		case err != nil:
			return err
		case !isSpace(head[0]):
			return nil
		}
		r.in.Discard(1)
	}
	return nil
}

func isSpace(c byte) bool { return c == '\r' || c == '\n' || c == ' ' || c == '\t' || c == 0 }

// header reads the version line and the fields of a record; names in lower
// case, of equal ones the first.
func (r *Reader) header() (map[string]string, error) { return readFields(r.in) }

// errHeader is a header that breaks its bounds.
var errHeader = errors.New("its header is too long")

// readFields reads a first line and "name: value" lines up to an empty one. The
// first line comes back under the empty name.
func readFields(in *bufio.Reader) (map[string]string, error) {
	fields := map[string]string{}
	size, last := 0, ""
	for first := true; ; first = false {
		line, err := in.ReadSlice('\n')
		if size += len(line); size > maxHeader || err == bufio.ErrBufferFull {
			return nil, errHeader
		}
		if err != nil {
			return nil, err
		}
		text := string(bytes.TrimRight(line, "\r\n"))
		if first {
			fields[""] = text
			continue
		}
		if text == "" {
			return fields, nil
		}
		if (text[0] == ' ' || text[0] == '\t') && last != "" {
			fields[last] += " " + strings.TrimSpace(text)
			continue
		}
		name, value, _ := strings.Cut(text, ":")
		last = strings.ToLower(strings.TrimSpace(name))
		if _, have := fields[last]; have || last == "" {
			last = ""
			continue
		}
		fields[last] = strings.TrimSpace(value)
	}
}

// damaged is the fault that an error of reading stands for; an error of the
// file below comes back as it is.
func (r *Reader) damaged(err error) error {
	if r.file.failed != nil {
		return r.file.failed
	}
	if err == io.EOF || errors.Is(err, io.ErrUnexpectedEOF) {
		return r.fault("the archive ends inside the record", true)
	}
	return r.fault(err.Error(), false)
}

func (r *Reader) fault(found string, cut bool) *Fault {
	r.lost = true
	return &Fault{Number: r.number, Found: found, Cut: cut}
}

func clip(s string) string {
	if len(s) > 40 {
		s = s[:40]
	}
	return strings.ToValidUTF8(s, "?")
}

// Body is the block of a record. After a fault Err has it, and reading has
// ended.
type Body struct {
	r    *Reader
	left int64
	err  error
}

// Err is the *Fault or the error of the file that ended the block too early;
// nil for none.
func (b *Body) Err() error {
	if b.err == io.EOF {
		return nil
	}
	return b.err
}

// Read reads from the block.
func (b *Body) Read(p []byte) (int, error) {
	if b.err != nil {
		return 0, b.err
	}
	if b.left == 0 {
		b.err = io.EOF
		if err := b.r.trail(); err != nil {
			b.err = b.r.damaged(err)
		}
		return 0, b.err
	}
	if int64(len(p)) > b.left {
		p = p[:b.left]
	}
	n, err := b.r.in.Read(p)
	b.left -= int64(n)
	if err != nil && (err != io.EOF || b.left > 0) {
		b.err = b.r.damaged(err)
		return n, b.err
	}
	return n, nil
}
