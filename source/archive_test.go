package source

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"casus/doc"
)

// newsPage is a page with an article about the day.
func newsPage(head, day string) string {
	return `<!doctype html><html lang="en"><head><title>Talks resume in Arlen on ` + day + `</title>` + head + `</head><body><article><h1>Talks resume in Arlen on ` + day + `</h1>
<p>Delegates from Norland and Velmar returned to the table in the town of Arlen on ` + day + `, the foreign ministry of Norland said.</p>
<p>The talks had been broken off a month ago after soldiers of Velmar shelled the bridge over the Tarn.</p></article></body></html>`
}

// warcRecord is a record of an archive.
func warcRecord(kind, url, contentType, block string) string {
	return fmt.Sprintf("WARC/1.1\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2026-03-02T10:00:00Z\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
		kind, url, contentType, len(block), block)
}

// response is the record of an HTTP response.
func response(url, head, body string) string {
	return warcRecord("response", url, "application/http; msgtype=response", "HTTP/1.1 "+head+"\r\n\r\n"+body)
}

const okHTML = "200 OK\r\nContent-Type: text/html; charset=utf-8"

func gzipped(t testing.TB, s string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	io.WriteString(w, s)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func zstded(t testing.TB, s string) string {
	w, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	return string(w.EncodeAll([]byte(s), nil))
}

// TestArchive reads one archive plain and compressed in both ways.
func TestArchive(t *testing.T) {
	records := []string{
		warcRecord("warcinfo", "", "application/warc-fields", "software: x"),
		warcRecord("request", "https://tarn.example/a", "application/http; msgtype=request", "GET /a HTTP/1.1\r\n\r\n"),
		response("https://www.tarn.example/2026/03/01/a?utm_source=x", okHTML, newsPage(`<link rel="canonical" href="https://tarn.example/2026/03/01/a">`, "Monday")),
		response("https://tarn.example/b", okHTML, newsPage(`<link rel="canonical" href="https://elsewhere.example/b"><meta property="article:published_time" content="2026-03-02">`, "Tuesday")),
		response("https://tarn.example/c", okHTML, newsPage(`<link rel="canonical" href="https://tarn.example/">`, "Friday")),
		response("https://tarn.example/a.png", "200 OK\r\nContent-Type: image/png", "\x89PNG"),
		response("https://tarn.example/moved", "301 Moved\r\nContent-Type: text/html", newsPage("", "Sunday")),
		response("https://tarn.example/gone", "404 Not Found\r\nContent-Type: text/html", newsPage("", "Sunday")),
		response("https://tarn.example/menu", okHTML, `<!doctype html><title>Menu</title><nav><a href="/">Home</a></nav>`),
		response("https://tarn.example/untyped", "200 OK", newsPage("", "Saturday")),
		response("https://tarn.example/api", "200 OK", `{"a":1}`),
		warcRecord("revisit", "https://tarn.example/a", "application/http; msgtype=response", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"),
		warcRecord("resource", "https://tarn.example/r", "text/html", newsPage("", "Thursday")),
	}
	const want = `3 https://tarn.example/2026/03/01/a 2026-03-01 Talks resume in Arlen on Monday
4 https://tarn.example/b 2026-03-02 Talks resume in Arlen on Tuesday
5 https://tarn.example/c  Talks resume in Arlen on Friday
! no-article a.warc:9: https://tarn.example/menu
10 https://tarn.example/untyped  Talks resume in Arlen on Saturday
13 https://tarn.example/r  Talks resume in Arlen on Thursday
`
	var plain, gz, z string
	for _, r := range records {
		plain, gz, z = plain+r, gz+gzipped(t, r), z+zstded(t, r)
	}
	for name, archive := range map[string]string{"plain": plain, "gzip": gz, "zstd": z} {
		docs, err := Parse("a.warc", []byte(archive), Options{KeepRaw: true})
		var got strings.Builder
		next := func(line int) {
			var list []error
			if many, ok := err.(interface{ Unwrap() []error }); ok {
				list = many.Unwrap()
			} else if err != nil {
				list = []error{err}
			}
			for _, one := range list {
				var e *Error
				if errors.As(one, &e) && e.Line < line {
					fmt.Fprintf(&got, "! %s %s:%d: %s\n", e.Code, e.File, e.Line, e.URL)
					if !e.NoPage() {
						t.Errorf("%s: %v is a fault", name, e)
					}
					err = nil
				}
			}
		}
		for _, d := range docs {
			checkDocument(t, d)
			next(d.Origin.Line)
			fmt.Fprintf(&got, "%d %s %s %s\n", d.Origin.Line, d.ID, d.Published, d.Title)
			if want := time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC); !d.Origin.Retrieved.Equal(want) || d.Origin.URL == "" || !hasNote(d, "captured") {
				t.Errorf("%s: record %d: captured %v from %q, notes %v", name, d.Origin.Line, d.Origin.Retrieved, d.Origin.URL, d.Notes)
			}
			if !bytes.HasPrefix(d.Origin.Raw, []byte("<!doctype html>")) || d.Origin.SHA256 != hash(d.Origin.Raw) {
				t.Errorf("%s: record %d: raw bytes %.20q", name, d.Origin.Line, d.Origin.Raw)
			}
		}
		if diff := cmp.Diff(want, got.String()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// TestArchiveFaults holds that what is wrong with one record costs that record.
func TestArchiveFaults(t *testing.T) {
	good := response("https://tarn.example/good", okHTML, newsPage("", "Monday"))
	other := response("https://tarn.example/other", okHTML, newsPage("", "Tuesday"))
	deep := response("https://tarn.example/deep", okHTML, newsPage("", "x")+strings.Repeat("<div>", 100_000))
	bomb := response("https://tarn.example/bomb", okHTML+"\r\nContent-Encoding: gzip", gzipped(t, strings.Repeat(" ", 20<<20)))
	broken := gzipped(t, other)
	broken = broken[:len(broken)-6] + "\x00\x00" + broken[len(broken)-4:]
	cut := strings.Replace(response("https://tarn.example/cut", okHTML, newsPage("", "Monday")), "WARC-Type", "WARC-Truncated: length\r\nWARC-Type", 1)
	tests := []struct {
		name, archive string
		docs          int
		codes         string
		words         string // of the messages
	}{
		{"cut in the middle", gzipped(t, good) + gzipped(t, other)[:150], 1, CutArchive, "a.warc:2: the archive ends inside the record"},
		{"wrong checksum", gzipped(t, good) + broken + gzipped(t, good), 2, BadArchive, "a.warc:2: damaged gzip data"},
		{"nested deep", good + deep + good, 2, TooDeep, "a.warc:2: https://tarn.example/deep: HTML elements are nested too deep"},
		{"page that expands", good + bomb + good, 2, TooLarge, "a.warc:2: https://tarn.example/bomb: too large"},
		{"an encoding that nobody uses", good + response("https://tarn.example/z", okHTML+"\r\nContent-Encoding: compress", "\x1f\x9d\x80") + good, 2, Unsupported, `Content-Encoding "compress" is not read`},
		{"a picture called a page", response("https://tarn.example/p", okHTML, "\x89PNG\x00\x00\x00"), 0, Unsupported, "a PNG picture"},
		{"record that lies about its length", good + strings.Replace(other, "Content-Length: ", "Content-Length: 99999", 1), 1, CutArchive, "a.warc:2:"},
		{"no page", warcRecord("warcinfo", "", "application/warc-fields", "x"), 0, NoArticle, "no web page in this archive of 1 record"},
		{"cut by the crawler", cut, 1, "", ""},
		{"empty page", good + response("https://tarn.example/empty", okHTML, "") + good, 2, Empty, "a.warc:2: https://tarn.example/empty"},
	}
	for _, test := range tests {
		docs, err := Parse("a.warc", []byte(test.archive), Options{})
		var codes []string
		for _, one := range unjoin(err) {
			var e *Error
			if errors.As(one, &e) {
				codes = append(codes, e.Code)
			}
		}
		if len(docs) != test.docs || strings.Join(codes, " ") != test.codes || err != nil && !strings.Contains(err.Error(), test.words) {
			t.Errorf("%s: %d documents, %q: %v; want %d, %q: %s", test.name, len(docs), codes, err, test.docs, test.codes, test.words)
		}
	}
	docs, err := Parse("a.warc", []byte(cut), Options{})
	if err != nil || !hasNote(docs[0], "cut-page") {
		t.Errorf("a page that the crawler cut: %v, %v", docs, err)
	}
}

func unjoin(err error) []error {
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		return many.Unwrap()
	}
	if err == nil {
		return nil
	}
	return []error{err}
}

// TestArchiveCharsets reads pages whose encoding the server names, names
// wrongly, or leaves to the page.
func TestArchiveCharsets(t *testing.T) {
	cyrillic := func(shift int) string { // windows-1251 has the alphabet at C0
		var b strings.Builder
		for _, r := range "Переговоры в Осло" {
			if r >= 'А' && r <= 'я' {
				b.WriteByte(byte(int(r) - 'А' + shift))
			} else {
				b.WriteByte(byte(r))
			}
		}
		return b.String()
	}
	with := func(meta, word string) string {
		return strings.Replace(newsPage(meta, "Monday"), "soldiers of Velmar", "soldiers of "+word, 1)
	}
	russian := with("", strings.Repeat(cyrillic(0xC0)+" ", 200))
	tests := []struct{ name, contentType, page, words, charset string }{
		{"named by the server", "text/html; charset=iso-8859-2", with("", "Wa\xb3\xeasa"), "Wałęsa", "iso-8859-2"},
		{"UTF-8 called latin 1", "text/html; charset=iso-8859-1", with("", "Wałęsa"), "Wałęsa", "utf-8"},
		{"latin 1 called UTF-8", "text/html; charset=utf-8", with("", "caf\xe9"), "café", "windows-1252"},
		{"the page knows better", "text/html; charset=iso-8859-1", with(`<meta charset="iso-8859-2">`, "Wa\xb3\xeasa"), "Wałęsa", "iso-8859-2"},
		{"cyrillic called latin 1", "text/html; charset=iso-8859-1", russian, "Переговоры в Осло", "windows-1251"},
		{"unknown name", "text/html; charset=klingon", with("", "caf\xe9"), "café", "windows-1252"},
		{"UTF-16", "text/html", string(utf16Bytes(with("", "Wałęsa"), true, false)), "Wałęsa", "utf-16le"},
	}
	for _, test := range tests {
		docs, err := Parse("a.warc", []byte(response("https://tarn.example/a", "200 OK\r\nContent-Type: "+test.contentType, test.page)), Options{})
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		if d := docs[0]; !strings.Contains(d.Text, test.words) || d.Origin.Charset != test.charset {
			t.Errorf("%s: read as %s: %q; want %s, %q", test.name, d.Origin.Charset, d.Text, test.charset, test.words)
		}
	}
}

// TestArchiveStreams reads an archive with a film of 300 MB and one page.
func TestArchiveStreams(t *testing.T) {
	const film = 300 << 20
	head := fmt.Sprintf("WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://tarn.example/film\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n", film)
	block := "HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\n\r\n"
	in := io.MultiReader(strings.NewReader(head+block), io.LimitReader(zeros{}, film-int64(len(block))), strings.NewReader("\r\n\r\n"+response("https://tarn.example/a", okHTML, newsPage("", "Monday"))))
	found := 0
	err := NewReader(Options{}).Stream(context.Background(), "a.warc", in, func(d *doc.Document, err error) error {
		if err != nil {
			return err
		}
		found++
		return nil
	})
	if err != nil || found != 1 {
		t.Errorf("%d documents, %v", found, err)
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { return len(p), nil }

// TestArchiveStops holds that the caller's error, a cancelled context and a
// failing disk end the reading.
func TestArchiveStops(t *testing.T) {
	archive := strings.Repeat(response("https://tarn.example/a", okHTML, newsPage("", "Monday")), 50)
	mine := errors.New("mine")
	calls := 0
	err := NewReader(Options{}).Stream(context.Background(), "a", strings.NewReader(archive), func(*doc.Document, error) error { calls++; return mine })
	if err != mine || calls != 1 {
		t.Errorf("yield's error: %v after %d calls", err, calls)
	}
	ctx, cancel := context.WithCancel(context.Background())
	err = NewReader(Options{}).Stream(ctx, "a", strings.NewReader(archive), func(*doc.Document, error) error { cancel(); return nil })
	if err != context.Canceled {
		t.Errorf("cancelled: %v", err)
	}
	broken := io.MultiReader(strings.NewReader(archive), failing{})
	var last error
	err = NewReader(Options{}).Stream(context.Background(), "a", broken, func(_ *doc.Document, err error) error { last = err; return nil })
	var e *Error
	if err != nil || !errors.As(last, &e) || e.Code != Unreadable {
		t.Errorf("failing disk: %v, %v", err, last)
	}
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errors.New("the disk is broken") }

func TestArchiveFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "pages.dat") // the name says nothing
	if err := os.WriteFile(file, []byte(gzipped(t, response("https://tarn.example/a", okHTML, newsPage("", "Monday")))), 0o600); err != nil {
		t.Fatal(err)
	}
	n := 0
	err := NewReader(Options{}).Each(context.Background(), filepath.Dir(file), func(d *doc.Document, err error) error { n++; return err })
	if err != nil || n != 1 {
		t.Errorf("%d documents, %v", n, err)
	}
}

func FuzzArchive(f *testing.F) {
	one := response("https://tarn.example/a", okHTML, newsPage("", "Monday"))
	f.Add([]byte(one))
	f.Add([]byte(gzipped(f, one)))
	f.Add([]byte(zstded(f, one)))
	f.Fuzz(func(t *testing.T, in []byte) {
		parse(t, in)
		parse(t, append([]byte("WARC/1.0\r\n"), in...))
	})
}
