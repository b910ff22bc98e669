package warc

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/andybalholm/brotli"
	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// record is one record as a crawler writes it.
func record(kind, url, contentType, block string) string {
	return fmt.Sprintf("WARC/1.1\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2026-03-02T10:00:00.5Z\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
		kind, url, contentType, len(block), block)
}

func member(t testing.TB, s string) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(s)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func frame(t testing.TB, s string, opts ...zstd.EOption) []byte {
	w, err := zstd.NewWriter(nil, opts...)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	return w.EncodeAll([]byte(s), nil)
}

// skippable is the frame with a dictionary that a zstd archive begins with.
func skippable(payload []byte) []byte {
	return append(binary.LittleEndian.AppendUint32(bytes.Clone(dictMagic), uint32(len(payload))), payload...)
}

// list reads an archive to its end and prints a line a record or fault.
func list(t *testing.T, archive io.Reader) string {
	t.Helper()
	r, err := NewReader(archive)
	if err != nil {
		return "! " + err.Error() + "\n"
	}
	defer r.Close()
	var b strings.Builder
	for range 1000 {
		rec, err := r.Next()
		var fault *Fault
		switch {
		case err == io.EOF:
			return b.String()
		case errors.As(err, &fault):
			fmt.Fprintf(&b, "! %v cut=%v\n", fault, fault.Cut)
			continue
		case err != nil:
			fmt.Fprintf(&b, "! %v\n", err)
			return b.String()
		}
		block, err := io.ReadAll(rec.Body)
		if len(block) > 20 {
			block = fmt.Appendf(nil, "%d bytes", len(block))
		}
		fmt.Fprintf(&b, "%d %s %s %q\n", rec.Number, rec.Type, rec.URL, block)
		if err != nil {
			fmt.Fprintf(&b, "! %v\n", err)
		}
	}
	t.Fatal("reading does not end")
	return ""
}

func TestRecords(t *testing.T) {
	info := record("warcinfo", "", "application/warc-fields", "software: x")
	one := record("response", "<https://a.example/1>", "application/http", "one")
	two := record("response", "https://a.example/2", "application/http", "two\r\n\r\nWARC/1.1")
	three := record("response", "https://a.example/3", "application/http", "three")
	const all = "1 warcinfo  \"software: x\"\n2 response https://a.example/1 \"one\"\n3 response https://a.example/2 \"two\\r\\n\\r\\nWARC/1.1\"\n"
	history := strings.Repeat(one+two, 20)
	dict, err := zstd.BuildDict(zstd.BuildDictOptions{ID: 7, Contents: [][]byte{[]byte(one), []byte(two), []byte(info)}, History: []byte(history), Offsets: [3]int{1, 4, 8}})
	if err != nil {
		t.Fatal(err)
	}
	withDict := func(d []byte) string {
		return string(skippable(d)) + string(frame(t, info, zstd.WithEncoderDict(dict))) + string(frame(t, one, zstd.WithEncoderDict(dict))) + string(frame(t, two, zstd.WithEncoderDict(dict)))
	}
	damaged := member(t, record("response", "https://a.example/d", "application/http", strings.Repeat("abcdefgh0123", 400)))
	damaged[len(damaged)-6] ^= 0xff // the checksum
	garbled := bytes.Clone(damaged)
	copy(garbled[30:], "\xff\xff\xff\xff\xff\xff\xff\xff")
	members := string(member(t, info)) + string(member(t, one)) + string(member(t, two))
	tests := []struct{ name, archive, want string }{
		{"plain", info + one + two, all},
		{"gzip members", members, all},
		{"one gzip member", string(member(t, info+one+two)), all},
		{"zstd frames", string(frame(t, info)) + string(frame(t, one)) + string(frame(t, two)), all},
		{"zstd dictionary", withDict(dict), all},
		{"compressed zstd dictionary", withDict(frame(t, string(dict))), all},
		{"header continued, names in any case", "WARC/1.0\nwarc-type: Response\nWARC-Target-URI: https://a.example/\n 1\ncontent-length: 3\n\none\n", "1 response https://a.example/ 1 \"one\"\n"},
		{"no records", "WARC/1.0\r\n", "! record 1: the archive ends inside the record cut=true\n"},
		{"no length", "WARC/1.0\r\nWARC-Type: response\r\n\r\nx\r\n\r\n" + one, "! record 1: Content-Length \"\" cut=false\n2 response https://a.example/1 \"one\"\n"},
		{"negative length", "WARC/1.0\r\nContent-Length: -5\r\n\r\n" + one, "! record 1: Content-Length \"-5\" cut=false\n2 response https://a.example/1 \"one\"\n"},
		{"length too short", one + strings.Replace(two, "Content-Length: 15", "Content-Length: 2", 1) + three, "1 response https://a.example/1 \"one\"\n2 response https://a.example/2 \"tw\"\n! record 3: \"o\\r\\n\\r\\n\" where a record should begin cut=false\n! record 4: Content-Length \"\" cut=false\n5 response https://a.example/3 \"three\"\n"},
		{"length beyond the end", one + strings.Replace(two, "Content-Length: 15", "Content-Length: 9000000000000000000", 1), "1 response https://a.example/1 \"one\"\n2 response https://a.example/2 \"two\\r\\n\\r\\nWARC/1.1\\r\\n\\r\\n\"\n! record 2: the archive ends inside the record\n"},
		{"header without end", "WARC/1.0\r\n" + strings.Repeat("x: y\r\n", 60000) + "\r\n" + one, "! record 1: its header is too long cut=false\n2 response https://a.example/1 \"one\"\n"},
		{"plain, cut in a block", one + two[:len(two)-10], "1 response https://a.example/1 \"one\"\n2 response https://a.example/2 \"two\\r\\n\\r\\nWA\"\n! record 2: the archive ends inside the record\n"},
		{"gzip, cut", members[:len(members)-20], "1 warcinfo  \"software: x\"\n2 response https://a.example/1 \"one\"\n! record 3: the archive ends inside the record cut=true\n"},
		{"gzip, checksum", members + string(damaged) + string(member(t, three)), all + "4 response https://a.example/d \"4800 bytes\"\n! record 4: damaged gzip data: gzip: invalid checksum\n5 response https://a.example/3 \"three\"\n"},
		{"gzip, rubbish between", string(member(t, one)) + "rubbish \x1f\x8b\x08 rubbish" + string(member(t, three)), "1 response https://a.example/1 \"one\"\n! record 2: damaged gzip data: gzip: invalid header cut=false\n3 response https://a.example/3 \"three\"\n"},
		{"zstd, cut", string(frame(t, one)) + string(frame(t, two))[:30], "1 response https://a.example/1 \"one\"\n! record 2: the archive ends inside the record cut=true\n"},
		{"dictionary too large", string(dictMagic) + "\xff\xff\xff\x7f", "! the zstd dictionary of the archive has 2147483647 bytes, at most 16777216 are read\n"},
		{"dictionary that is none", string(skippable([]byte("none"))) + string(frame(t, one)), "! the zstd dictionary of the archive: unexpected EOF\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, list(t, strings.NewReader(test.archive))); diff != "" {
				t.Errorf("records (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.want, list(t, iotest.OneByteReader(strings.NewReader(test.archive)))); diff != "" {
				t.Errorf("records read byte by byte (-want +got):\n%s", diff)
			}
		})
	}
	t.Run("gzip, garbled", func(t *testing.T) {
		got := list(t, strings.NewReader(string(garbled)+string(member(t, three))))
		if !strings.Contains(got, "damaged gzip data") || !strings.HasSuffix(got, "response https://a.example/3 \"three\"\n") {
			t.Errorf("a garbled member does not cost only itself:\n%s", got)
		}
	})
}

// zeros is n zero bytes without holding them.
type zeros struct{ n int64 }

func (z *zeros) Read(p []byte) (int, error) {
	if z.n <= 0 {
		return 0, io.EOF
	}
	p = p[:min(int64(len(p)), z.n)]
	clear(p)
	z.n -= int64(len(p))
	return len(p), nil
}

// A record that expands to a gigabyte is given up, and the next one is read.
func TestBombs(t *testing.T) {
	const size = 1 << 30
	head := fmt.Sprintf("WARC/1.1\r\nWARC-Type: response\r\nContent-Length: %d\r\n\r\n", int64(size))
	one := record("response", "https://a.example/1", "application/http", "one")
	var gz, z bytes.Buffer
	gzw, _ := gzip.NewWriterLevel(&gz, gzip.BestSpeed)
	zw, err := zstd.NewWriter(&z, zstd.WithEncoderConcurrency(1))
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range []io.WriteCloser{gzw, zw} {
		io.WriteString(w, head)
		if _, err := io.Copy(w, &zeros{size}); err != nil {
			t.Fatal(err)
		}
		w.Close()
	}
	for name, test := range map[string]struct {
		archive []byte
		want    []string
	}{
		"gzip": {append(gz.Bytes(), member(t, one)...), []string{"grow more than 200-fold", "2 response"}},
		"zstd": {append(z.Bytes(), frame(t, one)...), []string{"grow more than 200-fold"}},
	} {
		r, err := NewReader(bytes.NewReader(test.archive))
		if err != nil {
			t.Fatal(err)
		}
		var got strings.Builder
		var read int64
		for {
			rec, err := r.Next()
			if err == io.EOF {
				break
			}
			if err != nil {
				fmt.Fprintln(&got, err)
				continue
			}
			fmt.Fprintln(&got, rec.Number, rec.Type)
			n, err := io.Copy(io.Discard, rec.Body)
			if read += n; err != nil {
				fmt.Fprintln(&got, err)
			}
		}
		r.Close()
		for _, want := range test.want {
			if !strings.Contains(got.String(), want) {
				t.Errorf("%s: got\n%s want %q", name, got.String(), want)
			}
		}
		if read > 2*freeGrowth {
			t.Errorf("%s: %d bytes came out of a bomb", name, read)
		}
	}
}

func TestSniff(t *testing.T) {
	one := record("response", "https://a.example/1", "application/http", "one")
	for name, test := range map[string]struct {
		head string
		want bool
	}{
		"plain": {one, true}, "gzip": {string(member(t, one)), true}, "zstd": {string(frame(t, one)), true},
		"dictionary": {string(skippable([]byte("x"))), true}, "other gzip": {string(member(t, "text")), false},
		"other zstd": {string(frame(t, "text")), false}, "text": {"WARC is a format", false}, "cut": {"\x1f\x8b\x08", false}, "empty": {"", false},
	} {
		if got := Sniff([]byte(test.head)); got != test.want {
			t.Errorf("%s: %v, want %v", name, got, test.want)
		}
	}
}

func TestResponse(t *testing.T) {
	const page = "<p>Talks in Arlen.</p>"
	deflated := func(raw bool) string {
		z := member(t, page)
		body := z[10 : len(z)-8] // the deflate stream without gzip's head and tail
		if raw {
			return string(body)
		}
		return "\x78\x9c" + string(body) + adler(page)
	}
	chunked := "8;name=value\r\n<p>Talks\r\ne\r\n in Arlen.</p>\r\n0\r\n\r\n"
	tests := []struct {
		name, block, body string
		status            int
		cut               bool
		err               string
	}{
		{"plain", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page, page, 200, false, ""},
		{"line feeds alone", "HTTP/1.0 200\nContent-Type: text/html\n\n" + page, page, 200, false, ""},
		{"chunked", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunked, page, 200, false, ""},
		{"chunked in name only", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + page, page, 200, false, ""},
		{"chunks cut", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunked[:30], "<p>Talks in A", 200, true, ""},
		{"gzip", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + string(member(t, page)), page, 200, false, ""},
		{"gzip in name only", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + page, page, 200, false, ""},
		{"gzip cut", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + string(member(t, page))[:30], "", 200, true, ""},
		{"deflate", "HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\n\r\n" + deflated(false), page, 200, false, ""},
		{"raw deflate", "HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\n\r\n" + deflated(true), page, 200, false, ""},
		{"zstd", "HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\n\r\n" + string(frame(t, page)), page, 200, false, ""},
		{"brotli in name only", "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n" + page, page, 200, false, ""},
		{"brotli", "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n" + brotlied(t, page), page, 200, false, ""},
		{"brotli cut", "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n" + brotlied(t, page)[:8], "", 200, true, ""},
		{"brotli that expands", "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n" + brotlied(t, strings.Repeat(" ", 5000)), "", 200, false, "the page is too large"},
		{"compress", "HTTP/1.1 200 OK\r\nContent-Encoding: compress\r\n\r\n\x1f\x9d\x80", "", 200, false, `Content-Encoding "compress" is not read`},
		{"both", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n" + fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(member(t, page)), member(t, page)), page, 200, false, ""},
		{"too large", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + string(member(t, strings.Repeat(" ", 5000))), "", 200, false, "the page is too large"},
		{"not found", "HTTP/1.1 404 Not Found\r\n\r\n", "", 404, false, ""},
		{"no HTTP", page, "", 0, false, ErrNotHTTP.Error()},
		{"head too long", "HTTP/1.1 200 OK\r\nx: " + strings.Repeat("y", maxHeader), "", 0, false, "the head of the response: its header is too long"},
	}
	for _, test := range tests {
		resp, err := ReadResponse(strings.NewReader(test.block))
		var body []byte
		var cut bool
		status := 0
		if err == nil {
			status = resp.Status
			body, cut, err = resp.Body(4096)
		}
		message := ""
		if err != nil {
			message = err.Error()
		}
		if status != test.status || cut != test.cut || message != test.err || !test.cut && string(body) != test.body || !strings.HasPrefix(page, string(body)) {
			t.Errorf("%s: status %d, %q, cut %v, error %q; want %d, %q, %v, %q", test.name, status, body, cut, message, test.status, test.body, test.cut, test.err)
		}
	}
}

func brotlied(t *testing.T, text string) string {
	t.Helper()
	var b bytes.Buffer
	w := brotli.NewWriter(&b)
	io.WriteString(w, text)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// adler is the checksum at the end of zlib data.
func adler(s string) string {
	a, b := uint32(1), uint32(0)
	for i := range len(s) {
		a = (a + uint32(s[i])) % 65521
		b = (b + a) % 65521
	}
	return string(binary.BigEndian.AppendUint32(nil, b<<16|a))
}

func FuzzReader(f *testing.F) {
	one := record("response", "https://a.example/1", "application/http", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n0\r\n\r\n")
	f.Add([]byte(one + one))
	f.Add(append(member(f, one), member(f, one)...))
	f.Add(append(frame(f, one), frame(f, one)...))
	f.Add(append(skippable([]byte("dictionary")), frame(f, one)...))
	f.Fuzz(func(t *testing.T, in []byte) {
		Sniff(in)
		r, err := NewReader(bytes.NewReader(in))
		if err != nil {
			return
		}
		defer r.Close()
		for last := 0; ; {
			rec, err := r.Next()
			var fault *Fault
			if err == io.EOF {
				return
			}
			if err != nil && !errors.As(err, &fault) {
				t.Fatalf("a file in memory fails: %v", err)
			}
			number := 0
			if err != nil {
				number = fault.Number
			} else {
				number = rec.Number
			}
			if number < last || number > len(in)+1 {
				t.Fatalf("record %d after %d", number, last)
			}
			last = number
			if err != nil {
				continue
			}
			if resp, err := ReadResponse(rec.Body); err == nil {
				body, _, err := resp.Body(1000)
				if err == nil && len(body) > 1000 {
					t.Errorf("%d bytes, the bound is 1000", len(body))
				}
			}
		}
	})
}
