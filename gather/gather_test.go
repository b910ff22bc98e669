package gather_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"casus/fetch"
	"casus/fetch/fetchtest"
	"casus/gather"
	"casus/source"
)

const words = "Delegates from Norland said on Tuesday that they had returned to the table in the town of Arlen, where talks broke off two years ago over fishing rights. "

// page is a page with an article. Its title is all that tells it from others.
func page(title string) string {
	return `<!doctype html><html lang="en"><head><title>` + title + `</title></head><body><article><h1>` + title + `</h1><p>` +
		words + `</p><p>` + words + words + `</p></article></body></html>`
}

// entries is an RSS feed that points to the addresses.
func entries(addresses ...string) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><rss version="2.0"><channel><title>Tarn</title><link>http://tarn.example/</link>`)
	for _, a := range addresses {
		fmt.Fprintf(&b, `<item><title>Entry %s</title><link>%s</link><pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate><description>In short: %s</description></item>`, a, a, words)
	}
	return b.String() + `</channel></rss>`
}

// site is a web whose answers can change between two passes.
type site struct {
	*fetchtest.Web
	mu      sync.Mutex
	answers map[string]http.HandlerFunc // by host and path
	asked   []string                    // in the order in which it came, robots.txt left out
	visits  map[string]gather.Visit     // what a store would remember
}

func newSite(t *testing.T) *site {
	s := &site{answers: map[string]http.HandlerFunc{}, visits: map[string]gather.Visit{}}
	s.Web = fetchtest.New(t, func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		answer := s.answers[r.Host+r.URL.Path]
		if r.URL.Path != "/robots.txt" {
			s.asked = append(s.asked, r.Host+r.URL.Path)
		}
		s.mu.Unlock()
		if answer == nil {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		answer(w, r)
	})
	return s
}

// give makes an address answer with a body of a version, which is its ETag.
func (s *site) give(address, contentType, version, body string) {
	s.answers[address] = func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", contentType)
		if version != "" {
			w.Header().Set("ETag", `"`+version+`"`)
			if r.Header.Get("If-None-Match") == `"`+version+`"` {
				w.WriteHeader(http.StatusNotModified)
				return
			}
		}
		io.WriteString(w, body)
	}
}

// pass gathers and returns what came, one line each.
func (s *site) pass(t *testing.T, addresses ...string) []string {
	t.Helper()
	var got []string
	s.asked = nil
	opts := gather.Options{
		Fetch: s.Options(), Source: source.Options{MaxBytes: 1 << 20},
		Known: func(_ context.Context, address string) (gather.Visit, error) {
			s.mu.Lock()
			defer s.mu.Unlock()
			return s.visits[address], nil
		},
	}
	opts.Fetch.Timeout, opts.Fetch.MaxBytes = time.Second, 1<<20
	p := gather.NewPass(opts)
	defer p.Close()
	err := p.Each(t.Context(), addresses, func(f gather.Found) error {
		var reading *source.Error
		var fetching *fetch.Error
		switch {
		case f.Document != nil:
			line := "article " + f.Document.Title + " " + f.Document.URL
			for _, n := range f.Document.Notes {
				if n.Code == "feed-only" {
					line += " " + n.Code
				}
			}
			got = append(got, line)
		case errors.As(f.Err, &reading):
			got = append(got, "unread "+reading.Code+" "+reading.File)
		case errors.As(f.Err, &fetching):
			got = append(got, "unfetched "+fetching.Code+" "+fetching.URL)
		case f.Visit != nil:
			v := *f.Visit
			got = append(got, "visit "+v.Outcome+" "+v.Address)
			s.mu.Lock()
			if !v.At.IsZero() {
				s.visits[v.Address] = v
			}
			s.mu.Unlock()
		default:
			t.Errorf("found %+v", f)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func check(t *testing.T, when string, got []string, want string) {
	t.Helper()
	if lines := strings.Split(strings.TrimSpace(want), "\n"); !slices.Equal(got, lines) {
		t.Errorf("%s:\n%s\nwant\n%s", when, strings.Join(got, "\n"), strings.TrimSpace(want))
	}
}

// TestFeed gathers a feed with its pages in several passes.
func TestFeed(t *testing.T) {
	const html = "text/html"
	s := newSite(t)
	s.give("tarn.example/robots.txt", "text/plain", "", "User-agent: *\nDisallow: /closed\n")
	s.give("tarn.example/rss", "application/rss+xml", "f1", entries("http://tarn.example/1", "http://tarn.example/2", "http://tarn.example/closed/3",
		"http://tarn.example/menu", "http://tarn.example/1?utm_source=rss", "http://tarn.example/gone", "http://127.0.0.1/admin", "http://tarn.example/moved"))
	s.give("tarn.example/1", html, "p1", page("First talks"))
	s.give("tarn.example/2", html, "", page("Second talks"))
	s.give("tarn.example/menu", html, "m1", "<!doctype html><title>Menu</title><p>Home</p>")
	s.answers["tarn.example/moved"] = http.RedirectHandler("http://other.example/4", http.StatusMovedPermanently).ServeHTTP
	s.give("other.example/4", html, "p4", page("Fourth talks"))
	check(t, "first pass", s.pass(t, "http://tarn.example/rss"), `
article First talks http://tarn.example/1
visit fetched http://tarn.example/1
article Second talks http://tarn.example/2
visit fetched http://tarn.example/2
unfetched robots http://tarn.example/closed/3
article Entry http://tarn.example/closed/3 http://tarn.example/closed/3 feed-only
visit robots http://tarn.example/closed/3
article Entry http://tarn.example/menu http://tarn.example/menu feed-only
visit no-article http://tarn.example/menu
unfetched http-status http://tarn.example/gone
article Entry http://tarn.example/gone http://tarn.example/gone feed-only
visit http-status http://tarn.example/gone
unfetched inward http://127.0.0.1/admin
article Entry http://127.0.0.1/admin http://127.0.0.1/admin feed-only
visit inward http://127.0.0.1/admin
article Fourth talks http://other.example/4
visit fetched http://tarn.example/moved
visit fetched http://tarn.example/rss`)
	check(t, "second pass", s.pass(t, "http://tarn.example/rss"), `visit unchanged http://tarn.example/rss`)
	if want := []string{"tarn.example/rss"}; !slices.Equal(s.asked, want) {
		t.Errorf("asked for %v, want %v", s.asked, want)
	}

	// The feed is new; of its pages one has changed, one gives nothing to ask
	// by, one fails that was there before.
	s.give("tarn.example/rss", "application/rss+xml", "f2", entries("http://tarn.example/1", "http://tarn.example/2", "http://tarn.example/moved", "http://tarn.example/5"))
	s.give("tarn.example/1", html, "p2", page("First talks, corrected"))
	s.answers["other.example/4"] = func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusServiceUnavailable) }
	s.answers["tarn.example/5"] = s.answers["other.example/4"]
	check(t, "third pass", s.pass(t, "http://tarn.example/rss"), `
article First talks, corrected http://tarn.example/1
visit fetched http://tarn.example/1
visit passed-over http://tarn.example/2
unfetched http-status http://tarn.example/moved
visit http-status http://tarn.example/moved
unfetched http-status http://tarn.example/5
article Entry http://tarn.example/5 http://tarn.example/5 feed-only
visit http-status http://tarn.example/5
visit fetched http://tarn.example/rss`)

	// Pages that were busy are asked for again though the feed has not changed.
	s.give("tarn.example/5", html, "p5", page("Fifth talks"))
	s.give("other.example/4", html, "p4", page("Fourth talks"))
	check(t, "fourth pass", s.pass(t, "http://tarn.example/rss"), `
visit unchanged http://tarn.example/1
visit passed-over http://tarn.example/2
visit unchanged http://tarn.example/moved
article Fifth talks http://tarn.example/5
visit fetched http://tarn.example/5
visit fetched http://tarn.example/rss`)
	s.visits["http://tarn.example/5"] = gather.Visit{Removed: true}
	check(t, "a page that was removed", s.pass(t, "http://tarn.example/5"), `visit passed-over http://tarn.example/5`)
}

// TestAddresses gathers addresses of all kinds: what is wrong with one costs
// that one.
func TestAddresses(t *testing.T) {
	s := newSite(t)
	endless := func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, `<?xml version="1.0"?><rss version="2.0"><channel><title>Tarn</title>`)
		item := strings.Repeat("<item><title>More talks</title></item>\n", 1000)
		for r.Context().Err() == nil {
			if _, err := io.WriteString(w, item); err != nil {
				return
			}
		}
	}
	s.answers["a.example/endless"] = endless
	s.answers["a.example/gigabyte"] = func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", fmt.Sprint(1<<30))
		endless(w, r)
	}
	s.answers["b.example/drip"] = func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			fmt.Fprint(w, "<")
			w.(http.Flusher).Flush()
			time.Sleep(20 * time.Millisecond)
		}
	}
	var bomb bytes.Buffer
	z := gzip.NewWriter(&bomb)
	io.WriteString(z, `<rss version="2.0"><channel>`)
	z.Write(make([]byte, 4<<20))
	z.Close()
	s.answers["a.example/bomb"] = func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		w.Write(bomb.Bytes())
	}
	s.answers["a.example/home"] = http.RedirectHandler("http://127.0.0.1/", http.StatusFound).ServeHTTP
	s.answers["a.example/cloud"] = http.RedirectHandler("http://169.254.169.254/latest/meta-data/", http.StatusFound).ServeHTTP
	s.give("a.example/picture", "text/html", "", "\x89PNG\r\n\x1a\n\x00\x00")
	s.give("a.example/plain", "text/plain; charset=utf-8", "", "Talks resume in Arlen\n\n"+words+"\n")
	s.give("a.example/stories", "application/x-ndjson", "", `{"title":"One","text":"`+words+`"}`+"\n"+`{"title":"Two","text":"`+words+`"}`+"\n")
	s.give("a.example/wrong", "text/html; charset=utf-16", "", strings.Replace(page("Caf\xe9 talks"), "<head>", `<head><meta charset="windows-1252">`, 1))
	s.give("a.example/page", "text/html", "", page("Talks"))
	for address, want := range map[string]string{
		"http://a.example/endless":  "unfetched too-large",
		"http://a.example/gigabyte": "unfetched too-large",
		"http://b.example/drip":     "unfetched timeout",
		"http://a.example/bomb":     "unfetched too-large",
		"http://a.example/home":     "unfetched inward",
		"http://a.example/cloud":    "unfetched inward",
		"http://localhost.invalid":  "unfetched unreachable",
		"http://a.example/picture":  "unread unsupported",
		"http://a.example/plain":    "article Talks resume in Arlen",
		"http://a.example/stories":  "article One",
		"http://a.example/wrong":    "article Café talks",
		"http://a.example/page":     "article Talks",
	} {
		got := s.pass(t, address, address, "http://a.example/page")
		if !slices.ContainsFunc(got, func(line string) bool { return strings.HasPrefix(line, want) }) {
			t.Errorf("%s: got\n%s\nwant %s", address, strings.Join(got, "\n"), want)
		}
		if !slices.Contains(got, "article Talks http://a.example/page") {
			t.Errorf("%s: the page after it is lost", address)
		}
		if n := len(slices.DeleteFunc(got, func(line string) bool { return !strings.HasPrefix(line, "visit") })); n != 2 && address != "http://a.example/page" {
			t.Errorf("%s: %d visits, want 2", address, n)
		}
	}
}

// TestStop holds that an error of yield, or the end of the context, ends all.
func TestStop(t *testing.T) {
	s := newSite(t)
	s.give("tarn.example/rss", "text/xml", "", entries("http://tarn.example/1", "http://tarn.example/2"))
	s.give("tarn.example/1", "text/html", "", page("First"))
	stop := errors.New("stop")
	n := 0
	p := gather.NewPass(gather.Options{Fetch: s.Options(), Workers: 1})
	defer p.Close()
	err := p.Each(t.Context(), []string{"http://tarn.example/rss", "http://tarn.example/1"}, func(gather.Found) error {
		n++
		return stop
	})
	if err != stop || n != 1 {
		t.Errorf("error %v after %d, want %v after 1", err, n, stop)
	}
	ctx, cancel := context.WithCancel(t.Context())
	p = gather.NewPass(gather.Options{Fetch: s.Options()})
	defer p.Close()
	err = p.Each(ctx, []string{"http://tarn.example/rss"}, func(gather.Found) error {
		cancel()
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want %v", err, context.Canceled)
	}
}

func TestIsAddress(t *testing.T) {
	for path, want := range map[string]bool{
		"https://tarn.example/": true, "HTTP://tarn.example": true, "articles/": false, "-": false, "ftp://tarn.example/": false, "https:": false, "./http:/x": false,
	} {
		if got := gather.IsAddress(path); got != want {
			t.Errorf("%s: %v, want %v", path, got, want)
		}
	}
}
