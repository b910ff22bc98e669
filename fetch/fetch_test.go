package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/andybalholm/brotli"
)

// web is a server that plays every host. Names are resolved to an address on
// the web, and connections to it end at the server.
type web struct {
	*httptest.Server
	mu    sync.Mutex
	asked []string // paths, robots.txt left out
	names map[string][]string
	dials []string
}

const public = "93.184.216.34"

func newWeb(t *testing.T, handler http.HandlerFunc) *web {
	w := &web{names: map[string][]string{}}
	w.Server = httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/robots.txt" {
			w.mu.Lock()
			w.asked = append(w.asked, r.Host+r.URL.String())
			w.mu.Unlock()
		}
		handler(rw, r)
	}))
	t.Cleanup(w.Server.Close)
	return w
}

func (w *web) client(t *testing.T, opts Options) *Client {
	opts.Resolve = func(_ context.Context, host string) ([]netip.Addr, error) {
		list := w.names[host]
		if list == nil {
			if strings.HasSuffix(host, ".invalid") {
				return nil, &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
			}
			list = []string{public}
		}
		var out []netip.Addr
		for _, s := range list {
			out = append(out, netip.MustParseAddr(s))
		}
		return out, nil
	}
	opts.Dial = func(ctx context.Context, network, address string) (net.Conn, error) {
		w.mu.Lock()
		w.dials = append(w.dials, address)
		w.mu.Unlock()
		return (&net.Dialer{}).DialContext(ctx, network, w.Listener.Addr().String())
	}
	if opts.Pause == 0 {
		opts.Pause = time.Microsecond
	}
	if opts.Backoff == 0 {
		opts.Backoff = time.Millisecond
	}
	c := NewClient(opts)
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
	w.names["inside.example"] = []string{"10.0.0.7"}
	w.names["both.example"] = []string{public, "127.0.0.1"}
	w.names["mapped.example"] = []string{"::ffff:192.168.1.1"}
	w.names["six.example"] = []string{"::1"}
	w.names["local.example"] = []string{"fe80::1"}
	w.names["2130706433"] = []string{"127.0.0.1"} // as some systems read it
	w.names["none.example"] = []string{}
	c := w.client(t, Options{Agent: "casus/1", MaxBytes: 1 << 20, Timeout: 300 * time.Millisecond})
	tests := []struct {
		request Request
		code    string // of the error, empty for none
		words   string // of the body or the error
		final   string // address of the answer; empty is that asked for
		tries   int    // at the path; 0 is not held
	}{
		{Request{URL: "http://tarn.example/page"}, "", "<p>page</p>", "", 1},
		{Request{URL: "http://tarn.example/page", ETag: `"v1"`}, "", "not modified", "", 0},
		{Request{URL: "http://tarn.example/page", LastModified: "Mon, 02 Mar 2026 10:00:00 GMT"}, "", "not modified", "", 0},
		{Request{URL: "http://tarn.example/page", ETag: `"v0"`}, "", "<p>page</p>", "", 0},
		{Request{URL: "http://tarn.example/busy"}, "", "ok", "", 3},
		{Request{URL: "http://tarn.example/broken"}, "", "ok", "", 2},
		{Request{URL: "http://tarn.example/later"}, BadStatus, "429 Too Many Requests; it wants to be left alone for 1h0m0s", "", 1},
		{Request{URL: "http://tarn.example/down"}, BadStatus, "500", "", 3},
		{Request{URL: "http://tarn.example/gone"}, BadStatus, "410", "", 1},
		{Request{URL: "http://tarn.example/to/other.example"}, "", "<p>page</p>", "http://other.example/page", 1},
		{Request{URL: "http://tarn.example/to/closed.example"}, Refused, "robots.txt of the site asks not to", "", 1},
		{Request{URL: "http://closed.example/page"}, Refused, "asks not to", "", 0},
		{Request{URL: "http://broken.example/page"}, Refused, "cannot be had", "", 0},
		{Request{URL: "http://tarn.example/home"}, Inward, "127.0.0.1, port 80: only addresses that everybody can reach", "", 1},
		{Request{URL: "http://tarn.example/cloud"}, Inward, "169.254.169.254", "", 1},
		{Request{URL: "http://tarn.example/to/inside.example"}, Inward, "inside.example is 10.0.0.7", "", 1},
		{Request{URL: "http://tarn.example/file"}, BadAddress, `"file:///etc/passwd" is no http address`, "", 1},
		{Request{URL: "http://tarn.example/port"}, Inward, "port 22", "", 1},
		{Request{URL: "http://tarn.example/loop"}, TooFar, "more than 5 redirects", "", 0},
		{Request{URL: "http://tarn.example/nowhere"}, BadStatus, "redirects to nowhere", "", 0},
		{Request{URL: "http://tarn.example/endless"}, TooLarge, "more than the 1048576 bytes", "", 1},
		{Request{URL: "http://tarn.example/huge"}, TooLarge, "more than the 1048576 bytes", "", 1},
		{Request{URL: "http://tarn.example/br"}, "", "<p>page</p>", "", 1},
		{Request{URL: "http://tarn.example/odd"}, BadBody, `Content-Encoding "compress" is not read`, "", 1},
		{Request{URL: "http://tarn.example/bomb"}, TooLarge, "more than the 1048576 bytes", "", 1},
		{Request{URL: "http://silent.example/silent"}, TimedOut, "no whole answer within 300ms", "", 0},
		{Request{URL: "http://tarn.example/drip"}, TimedOut, "no whole answer within 300ms", "", 1},
		{Request{URL: "http://inside.example/page"}, Inward, "10.0.0.7", "", 0},
		{Request{URL: "http://both.example/page"}, Inward, "127.0.0.1", "", 0},
		{Request{URL: "http://mapped.example/page"}, Inward, "192.168.1.1", "", 0},
		{Request{URL: "http://six.example/page"}, Inward, "::1", "", 0},
		{Request{URL: "http://local.example/page"}, Inward, "fe80::1", "", 0},
		{Request{URL: "http://[::1]/page"}, Inward, "::1", "", 0},
		{Request{URL: "http://127.0.0.1/page"}, Inward, "127.0.0.1", "", 0},
		{Request{URL: "http://0.0.0.0/page"}, Inward, "0.0.0.0", "", 0},
		{Request{URL: "http://2130706433/page"}, Inward, "127.0.0.1", "", 0},
		{Request{URL: "http://169.254.169.254/latest/meta-data/"}, Inward, "169.254.169.254", "", 0},
		{Request{URL: "http://[fd00:ec2::254]/latest/"}, Inward, "fd00:ec2::254", "", 0},
		{Request{URL: "http://[64:ff9b::7f00:1]/"}, Inward, "64:ff9b::", "", 0},
		{Request{URL: "http://[2002:7f00:1::]/"}, Inward, "2002:7f00:1::", "", 0},
		{Request{URL: "http://224.0.0.1/"}, Inward, "224.0.0.1", "", 0},
		{Request{URL: "http://100.64.0.1/page"}, Inward, "100.64.0.1", "", 0},
		{Request{URL: "http://none.example/page"}, Unreachable, "has no address", "", 0},
		{Request{URL: "http://nobody.invalid/page"}, Unreachable, "no such host", "", 0},
		{Request{URL: "ftp://tarn.example/page"}, BadAddress, "no http address", "", 0},
		{Request{URL: "http:///page"}, BadAddress, "no http address", "", 0},
		{Request{URL: "http://a b/"}, BadAddress, "no address", "", 0},
		{Request{URL: "http://jo:secret@closed.example/page"}, Refused, "http://jo:xxxxx@closed.example/page", "", 0},
	}
	for _, test := range tests {
		resp, err := c.Get(t.Context(), test.request)
		code, words, final := "", "", ""
		var e *Error
		switch {
		case errors.As(err, &e):
			code, words = e.Code, e.Error()
		case err != nil:
			t.Errorf("%s: %v is no *Error", test.request.URL, err)
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
	for _, address := range w.dials {
		if address != public+":80" {
			t.Errorf("connected to %s", address)
		}
	}
}

func clipped(s string) string { return s[:min(len(s), 200)] }

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

// TestPause holds that a host is asked no oftener than it should be, and that
// another host need not wait for it. The clock is that of the test.
func TestPause(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := NewClient(Options{Pause: 2 * time.Second})
		defer c.Close()
		pauses := map[string]time.Duration{"a.example": 2 * time.Second, "b.example": 2 * time.Second, "slow.example": 5 * time.Second, "endless.example": maxPause}
		c.rules["http://slow.example"] = &rulesOf{rules: &robots{delay: 5 * time.Second}}
		c.rules["http://endless.example"] = &rulesOf{rules: &robots{delay: 24 * time.Hour}}
		var mu sync.Mutex
		at := map[string][]time.Duration{}
		begun := time.Now()
		var wg sync.WaitGroup
		for range 4 {
			for host := range pauses {
				wg.Go(func() {
					if err := c.turn(t.Context(), &url.URL{Scheme: "http", Host: host}); err != nil {
						t.Error(err)
					}
					mu.Lock()
					defer mu.Unlock()
					at[host] = append(at[host], time.Since(begun))
				})
			}
		}
		wg.Wait()
		for host, pause := range pauses {
			if want := []time.Duration{0, pause, 2 * pause, 3 * pause}; !slices.Equal(at[host], want) {
				t.Errorf("%s was asked at %v, want %v", host, at[host], want)
			}
		}
	})
}

// TestDown holds that a host that gives no answer is left alone after a while,
// and that one answer is enough to go on.
func TestDown(t *testing.T) {
	w := newWeb(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" || r.URL.Path == "/ok" {
			return
		}
		<-r.Context().Done()
	})
	c := w.client(t, Options{Timeout: 30 * time.Millisecond, Tries: 1})
	get := func(path string) string {
		_, err := c.Get(t.Context(), Request{URL: "http://tarn.example/" + path})
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
	if len(w.asked) != 6 {
		t.Errorf("asked for %v, want 6 pages", w.asked)
	}
}

// TestCancel holds that an interrupted request returns at once, with the
// context's error.
func TestCancel(t *testing.T) {
	w := newWeb(t, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	c := w.client(t, Options{})
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(50*time.Millisecond, cancel)
	if _, err := c.Get(ctx, Request{URL: "http://tarn.example/"}); !errors.Is(err, context.Canceled) {
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
	c := w.client(t, Options{})
	if _, err := c.Get(t.Context(), Request{URL: "http://tarn.example/page"}); err != nil {
		t.Error(err)
	}
	var e *Error
	if _, err := c.Get(t.Context(), Request{URL: "http://tarn.example/private/1"}); !errors.As(err, &e) || e.Code != Refused {
		t.Errorf("a private page: %v", err)
	}
}

func TestRetryAfter(t *testing.T) {
	now := time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)
	for s, want := range map[string]time.Duration{
		"": 0, "120": 2 * time.Minute, "-1": 0, "soon": 0, "Mon, 02 Mar 2026 10:00:30 GMT": 30 * time.Second, "Mon, 02 Mar 2020 10:00:30 GMT": 0,
		"99999999999999999999": 0,
	} {
		if got := retryAfter(s, now); got != want {
			t.Errorf("%q: %v, want %v", s, got, want)
		}
	}
}
