package warc

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/http/httputil"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"
)

// Response is the head of an HTTP response that an archive holds.
type Response struct {
	Status      int
	ContentType string // as the server sent it
	fields      map[string]string
	in          *bufio.Reader
}

// ErrNotHTTP is a block that is no HTTP response.
var ErrNotHTTP = errors.New("the record says it is an HTTP response and is none")

// ErrTooLarge is a body longer than the caller wants.
var ErrTooLarge = errors.New("the page is too large")

// EncodingError is a Content-Encoding that is not read.
type EncodingError struct{ Name string }

func (e *EncodingError) Error() string { return fmt.Sprintf("Content-Encoding %q is not read", e.Name) }

// ReadResponse reads the head of a response (RFC 9112) from the block of a
// record.
func ReadResponse(block io.Reader) (*Response, error) {
	in := bufio.NewReaderSize(block, lineLen)
	if head, _ := in.Peek(5); string(head) != "HTTP/" {
		return nil, ErrNotHTTP
	}
	fields, err := readFields(in)
	if err != nil {
		return nil, fmt.Errorf("the head of the response: %w", err)
	}
	words := strings.Fields(fields[""])
	r := &Response{ContentType: fields["content-type"], fields: fields, in: in}
	if len(words) > 1 {
		r.Status, _ = strconv.Atoi(words[1])
	}
	return r, nil
}

// Body reads the body as the server meant it: chunks joined (RFC 9112, 7.1),
// Content-Encoding undone. Crawlers often undo one or both and leave the
// fields; so the bytes decide. A body that ends too early, or is damaged, comes
// back as far as it can be read with cut true. One of more than limit bytes is
// ErrTooLarge; no more than that is ever held.
func (r *Response) Body(limit int64) (body []byte, cut bool, err error) {
	in := r.in
	if strings.Contains(strings.ToLower(r.fields["transfer-encoding"]), "chunked") && beginsChunk(in) {
		in = bufio.NewReaderSize(httputil.NewChunkedReader(in), lineLen)
	}
	plain, err := Decode(r.fields["content-encoding"], in)
	if err != nil {
		return nil, false, err
	}
	body, err = io.ReadAll(io.LimitReader(plain, limit+1))
	if int64(len(body)) > limit {
		return nil, false, ErrTooLarge
	}
	return body, err != nil, nil
}

// Decode undoes the encodings that a Content-Encoding field names (RFC 9110,
// 8.4): gzip, deflate, br, zstd. Bytes that are not so encoded, as where they
// were decoded before, are left as they are. An encoding that is not read is an
// *EncodingError. How much comes out is the caller's to bound.
func Decode(contentEncoding string, in *bufio.Reader) (*bufio.Reader, error) {
	encodings := strings.Split(strings.ToLower(contentEncoding), ",")
	for i := len(encodings) - 1; i >= 0; i-- {
		out, err := decoder(strings.TrimSpace(encodings[i]), in)
		if err != nil {
			return nil, err
		}
		if out != nil {
			in = bufio.NewReaderSize(out, lineLen)
		}
	}
	return in, nil
}

// beginsChunk reports a line with the size of a chunk.
func beginsChunk(in *bufio.Reader) bool {
	head, _ := in.Peek(64)
	line, _, found := strings.Cut(string(head), "\n")
	size, _, _ := strings.Cut(strings.TrimSpace(line), ";")
	_, err := strconv.ParseUint(strings.TrimSpace(size), 16, 32)
	return found && err == nil
}

// decoder undoes one Content-Encoding; nil where the bytes are not so encoded.
func decoder(name string, in *bufio.Reader) (io.Reader, error) {
	head, _ := in.Peek(4)
	switch name {
	case "", "identity":
		return nil, nil
	case "gzip", "x-gzip":
		if !strings.HasPrefix(string(head), string(gzipMagic)) {
			return nil, nil
		}
		return gzip.NewReader(in)
	case "br":
		if beginsText(in) {
			return nil, nil
		}
		return brotli.NewReader(in), nil
	case "zstd":
		if string(head) != string(zstdMagic) {
			return nil, nil
		}
		z, err := newZstd(in)
		if err != nil {
			return nil, err
		}
		return z.IOReadCloser(), nil
	case "deflate":
		switch {
		case len(head) > 1 && head[0]&0x0f == 8 && (int(head[0])<<8|int(head[1]))%31 == 0:
			return zlib.NewReader(in)
		case beginsText(in):
			return nil, nil
		}
		return flate.NewReader(in), nil
	}
	if beginsText(in) {
		return nil, nil
	}
	return nil, &EncodingError{name}
}

// beginsText reports a body that begins as a page does, so that nothing is left
// to undo.
func beginsText(in *bufio.Reader) bool {
	head, _ := in.Peek(64)
	return strings.HasPrefix(strings.TrimLeft(strings.TrimPrefix(string(head), "\xef\xbb\xbf"), " \t\r\n"), "<")
}
