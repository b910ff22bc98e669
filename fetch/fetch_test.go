package fetch_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/andybalholm/brotli"

	"casus/fetch"
	"casus/fetch/fetchtest"
)

// web plays every host and notes what is asked of it.
type web struct {
	*fetchtest.Web
	mu    sync.Mutex
	asked []string // addresses, robots.txt left out
	dials []string
}

func newWeb(t *testing.T, handler http.HandlerFunc) *web {
	w := &web{}
	w.Web = fetchtest.New(t, func(rw http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/robots.txt" {
			w.mu.Lock()
			w.asked = append(w.asked, r.Host+r.URL.String())
			w.mu.Unlock()
		}
		handler(rw, r)
	})
	return w
}

func (w *web) client(t *testing.T, opts fetch.Options) *fetch.Client {
	test := w.Options()
	opts.Resolve, opts.Pause, opts.Backoff = test.Resolve, test.Pause, test.Backoff
	opts.Dial = func(ctx context.Context, network, address string) (net.Conn, error) {
		w.mu.Lock()
		w.dials = append(w.dials, address)
		w.mu.Unlock()
		return test.Dial(ctx, network, address)
	}
	c := fetch.NewClient(opts)
	t.Cleanup(c.Close)
	return c
}

// endless sends bytes until the reader goes away.
func endless(w http.ResponseWriter, r *http.Request) {
	line := bytes.Repeat([]byte("<item></item>\n"), 1000)
	for r.Context().Err() == nil {
		if _, err := w.Write(line); err != nil {
			return
		}
	}
}

// TestGet asks for pages of a server that answers in many ways.
func TestGet(t *testing.T) {
	var mu sync.Mutex
	tries := map[string]int{}
	var bomb bytes.Buffer
	z := gzip.NewWriter(&bomb)
	io.CopyN(z, zeros{}, 8<<20)
	z.Close()
	var brotlied bytes.Buffer
	br := brotli.NewWriter(&brotlied)
	fmt.Fprint(br, "<p>page</p>")
	br.Close()
	w := newWeb(t, func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		tries[r.URL.Path]++
		try := tries[r.URL.Path]
		mu.Unlock()
		path := r.URL.Path
		switch {
		case path == "/robots.txt" && r.Host == "closed.example":
			fmt.Fprint(w, "User-agent: casus\nDisallow: /\n")
		case path == "/robots.txt" && r.Host == "broken.example":
			w.WriteHeader(500)
		case path == "/robots.txt":
			w.WriteHeader(404)
		case path == "/page":
			w.Header().Set("ETag", `"v1"`)
			w.Header().Set("Last-Modified", "Mon, 02 Mar 2026 10:00:00 GMT")
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			if r.Header.Get("If-None-Match") == `"v1"` || r.Header.Get("If-Modified-Since") == "Mon, 02 Mar 2026 10:00:00 GMT" {
				w.WriteHeader(304)
				return
			}
			fmt.Fprint(w, "<p>page</p>")
		case path == "/busy" && try < 3:
			w.WriteHeader(503)
		case path == "/later":
			w.Header().Set("Retry-After", "3600")
			w.WriteHeader(429)
		case path == "/broken" && try < 2:
			w.Header().Set("Content-Length", "100")
			fmt.Fprint(w, "half")
		case path == "/down":
			w.WriteHeader(500)
		case path == "/gone":
			w.WriteHeader(410)
		case strings.HasPrefix(path, "/to/"):
			http.Redirect(w, r, "http://"+strings.TrimPrefix(path, "/to/")+"/page", http.StatusFound)
		case path == "/home":
			http.Redirect(w, r, "http://127.0.0.1/page", http.StatusMovedPermanently)
		case path == "/cloud":
			http.Redirect(w, r, "http://169.254.169.254/latest/meta-data/", http.StatusFound)
		case path == "/file":
			http.Redirect(w, r, "file:///etc/passwd", http.StatusFound)
		case path == "/port":
			http.Redirect(w, r, "http://tarn.example:22/", http.StatusFound)
		case path == "/loop":
			http.Redirect(w, r, "/loop", http.StatusFound)
		case path == "/nowhere":
			w.WriteHeader(302)
		case path == "/endless":
			endless(w, r)
		case path == "/bomb":
			w.Header().Set("Content-Encoding", "gzip")
			w.Write(bomb.Bytes())
		case path == "/br":
			w.Header().Set("Content-Encoding", "br")
			w.Write(brotlied.Bytes())
		case path == "/odd":
			w.Header().Set("Content-Encoding", "compress")
			w.Write([]byte("\x1f\x9d\x80"))
		case path == "/huge":
			w.Header().Set("Content-Length", "1073741824")
			endless(w, r)
		case path == "/silent":
			<-r.Context().Done()
		case path == "/drip":
			for r.Context().Err() == nil {
				fmt.Fprint(w, "x")
				w.(http.Flusher).Flush()
				time.Sleep(10 * time.Millisecond)
			}
		default:
			fmt.Fprint(w, "ok")
		}
	})
	w.Names["inside.example"] = []string{"10.0.0.7"}
	w.Names["both.example"] = []string{fetchtest.Public, "127.0.0.1"}
	w.Names["mapped.example"] = []string{"::ffff:192.168.1.1"}
	w.Names["six.example"] = []string{"::1"}
	w.Names["local.example"] = []string{"fe80::1"}
	w.Names["2130706433"] = []string{"127.0.0.1"} // as some systems read it
	w.Names["none.example"] = []string{}
	c := w.client(t, fetch.Options{Agent: "casus/1", MaxBytes: 1 << 20, Timeout: time.Second})
	tests := []struct {
		request fetch.Request
		code    string // of the error, empty for none
		words   string // of the body or the error
		final   string // address of the answer; empty is that asked for
		tries   int    // at the path; 0 is not held
	}{
		{fetch.Request{URL: "http://tarn.example/page"}, "", "<p>page</p>", "", 1},
		{fetch.Request{URL: "http://tarn.example/page", ETag: `"v1"`}, "", "not modified", "", 0},
		{fetch.Request{URL: "http://tarn.example/page", LastModified: "Mon, 02 Mar 2026 10:00:00 GMT"}, "", "not modified", "", 0},
		{fetch.Request{URL: "http://tarn.example/page", ETag: `"v0"`}, "", "<p>page</p>", "", 0},
		{fetch.Request{URL: "http://tarn.example/busy"}, "", "ok", "", 3},
		{fetch.Request{URL: "http://tarn.example/broken"}, "", "ok", "", 2},
		{fetch.Request{URL: "http://tarn.example/later"}, fetch.BadStatus, "429 Too Many Requests; it wants to be left alone for 1h0m0s", "", 1},
		{fetch.Request{URL: "http://tarn.example/down"}, fetch.BadStatus, "500", "", 3},
		{fetch.Request{URL: "http://tarn.example/gone"}, fetch.BadStatus, "410", "", 1},
		{fetch.Request{URL: "http://tarn.example/to/other.example"}, "", "<p>page</p>", "http://other.example/page", 1},
		{fetch.Request{URL: "http://tarn.example/to/closed.example"}, fetch.Refused, "robots.txt of the site asks not to", "", 1},
		{fetch.Request{URL: "http://closed.example/page"}, fetch.Refused, "asks not to", "", 0},
		{fetch.Request{URL: "http://broken.example/page"}, fetch.Refused, "cannot be had", "", 0},
		{fetch.Request{URL: "http://tarn.example/home"}, fetch.Inward, "127.0.0.1, port 80: only addresses that everybody can reach", "", 1},
		{fetch.Request{URL: "http://tarn.example/cloud"}, fetch.Inward, "169.254.169.254", "", 1},
		{fetch.Request{URL: "http://tarn.example/to/inside.example"}, fetch.Inward, "inside.example is 10.0.0.7", "", 1},
		{fetch.Request{URL: "http://tarn.example/file"}, fetch.BadAddress, `"file:///etc/passwd" is no http address`, "", 1},
		{fetch.Request{URL: "http://tarn.example/port"}, fetch.Inward, "port 22", "", 1},
		{fetch.Request{URL: "http://tarn.example/loop"}, fetch.TooFar, "more than 5 redirects", "", 0},
		{fetch.Request{URL: "http://tarn.example/nowhere"}, fetch.BadStatus, "redirects to nowhere", "", 0},
		{fetch.Request{URL: "http://tarn.example/endless"}, fetch.TooLarge, "more than the 1048576 bytes", "", 1},
		{fetch.Request{URL: "http://tarn.example/huge"}, fetch.TooLarge, "more than the 1048576 bytes", "", 1},
		{fetch.Request{URL: "http://tarn.example/br"}, "", "<p>page</p>", "", 1},
		{fetch.Request{URL: "http://tarn.example/odd"}, fetch.BadBody, `Content-Encoding "compress" is not read`, "", 1},
		{fetch.Request{URL: "http://tarn.example/bomb"}, fetch.TooLarge, "more than the 1048576 bytes", "", 1},
		{fetch.Request{URL: "http://silent.example/silent"}, fetch.TimedOut, "no whole answer within 1s", "", 0},
		{fetch.Request{URL: "http://tarn.example/drip"}, fetch.TimedOut, "no whole answer within 1s", "", 1},
		{fetch.Request{URL: "http://inside.example/page"}, fetch.Inward, "10.0.0.7", "", 0},
		{fetch.Request{URL: "http://both.example/page"}, fetch.Inward, "127.0.0.1", "", 0},
		{fetch.Request{URL: "http://mapped.example/page"}, fetch.Inward, "192.168.1.1", "", 0},
		{fetch.Request{URL: "http://six.example/page"}, fetch.Inward, "::1", "", 0},
		{fetch.Request{URL: "http://local.example/page"}, fetch.Inward, "fe80::1", "", 0},
		{fetch.Request{URL: "http://[::1]/page"}, fetch.Inward, "::1", "", 0},
		{fetch.Request{URL: "http://127.0.0.1/page"}, fetch.Inward, "127.0.0.1", "", 0},
		{fetch.Request{URL: "http://0.0.0.0/page"}, fetch.Inward, "0.0.0.0", "", 0},
		{fetch.Request{URL: "http://2130706433/page"}, fetch.Inward, "127.0.0.1", "", 0},
		{fetch.Request{URL: "http://169.254.169.254/latest/meta-data/"}, fetch.Inward, "169.254.169.254", "", 0},
		{fetch.Request{URL: "http://[fd00:ec2::254]/latest/"}, fetch.Inward, "fd00:ec2::254", "", 0},
		{fetch.Request{URL: "http://[64:ff9b::7f00:1]/"}, fetch.Inward, "64:ff9b::", "", 0},
		{fetch.Request{URL: "http://[2002:7f00:1::]/"}, fetch.Inward, "2002:7f00:1::", "", 0},
		{fetch.Request{URL: "http://224.0.0.1/"}, fetch.Inward, "224.0.0.1", "", 0},
		{fetch.Request{URL: "http://100.64.0.1/page"}, fetch.Inward, "100.64.0.1", "", 0},
		{fetch.Request{URL: "http://none.example/page"}, fetch.Unreachable, "has no address", "", 0},
		{fetch.Request{URL: "http://nobody.invalid/page"}, fetch.Unreachable, "no such host", "", 0},
		{fetch.Request{URL: "ftp://tarn.example/page"}, fetch.BadAddress, "no http address", "", 0},
		{fetch.Request{URL: "http:///page"}, fetch.BadAddress, "no http address", "", 0},
		{fetch.Request{URL: "http://a b/"}, fetch.BadAddress, "no address", "", 0},
		{fetch.Request{URL: "http://jo:secret@closed.example/page"}, fetch.Refused, "http://jo:xxxxx@closed.example/page", "", 0},
	}
	for _, test := range tests {
		resp, err := c.Get(t.Context(), test.request)
		code, words, final := "", "", ""
		var e *fetch.Error
		switch {
		case errors.As(err, &e):
			code, words = e.Code, e.Error()
		case err != nil:
			t.Errorf("%s: %v is no *fetch.Error", test.request.URL, err)
			continue
		case resp.NotModified:
			words, final = "not modified", resp.URL
		default:
			words, final = string(resp.Body), resp.URL
		}
		if test.final == "" && test.code == "" {
			test.final = test.request.URL
		}
		if code != test.code || !strings.Contains(words, test.words) || final != test.final {
			t.Errorf("%s: %s %q at %q; want %s %q at %q", test.request.URL, code, clipped(words), final, test.code, test.words, test.final)
		}
		if code != "" && !strings.HasPrefix(words, "http") && !strings.HasPrefix(words, "ftp") {
			t.Errorf("%q does not name the address", words)
		}
		mu.Lock()
		path := strings.TrimPrefix(strings.TrimPrefix(test.request.URL, "http://tarn.example"), "http://")
		if test.tries > 0 && tries[path] != test.tries {
			t.Errorf("%s: asked %d times, want %d", test.request.URL, tries[path], test.tries)
		}
		mu.Unlock()
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, address := range w.dials {
		if address != fetchtest.Public+":80" {
			t.Errorf("connected to %s", address)
		}
	}
}

func clipped(s string) string { return s[:min(len(s), 200)] }

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

// TestDown holds that a host that gives no answer is left alone after a while,
// and that one answer is enough to go on.
func TestDown(t *testing.T) {
	w := newWeb(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" || r.URL.Path == "/ok" {
			return
		}
		<-r.Context().Done()
	})
	c := w.client(t, fetch.Options{Timeout: 300 * time.Millisecond, Tries: 1})
	get := func(path string) string {
		_, err := c.Get(t.Context(), fetch.Request{URL: "http://tarn.example/" + path})
		if err == nil {
			return ""
		}
		return err.Error()
	}
	for i, path := range []string{"1", "2", "ok", "3", "4", "5"} {
		if message := get(path); strings.Contains(message, "left alone") {
			t.Errorf("request %d: %s", i+1, message)
		}
	}
	if message := get("6"); !strings.Contains(message, "tarn.example gave no answer 3 times in a row and is left alone") {
		t.Errorf("after three in a row: %q", message)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.asked) != 6 {
		t.Errorf("asked for %v, want 6 pages", w.asked)
	}
}

// TestCancel holds that an interrupted request returns at once, with the
// context's error.
func TestCancel(t *testing.T) {
	w := newWeb(t, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	c := w.client(t, fetch.Options{})
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(50*time.Millisecond, cancel)
	if _, err := c.Get(ctx, fetch.Request{URL: "http://tarn.example/"}); !errors.Is(err, context.Canceled) {
		t.Errorf("interrupted: %v", err)
	}
}

// TestHugeRobots holds that a robots.txt without end is read to its bound.
func TestHugeRobots(t *testing.T) {
	w := newWeb(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			fmt.Fprint(w, "User-agent: *\nDisallow: /private\n")
			endless(w, r)
		}
	})
	c := w.client(t, fetch.Options{})
	if _, err := c.Get(t.Context(), fetch.Request{URL: "http://tarn.example/page"}); err != nil {
		t.Error(err)
	}
	var e *fetch.Error
	if _, err := c.Get(t.Context(), fetch.Request{URL: "http://tarn.example/private/1"}); !errors.As(err, &e) || e.Code != fetch.Refused {
		t.Errorf("a private page: %v", err)
	}
}
