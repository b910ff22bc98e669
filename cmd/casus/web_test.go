package main

import (
	"bytes"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"casus/fetch"
	"casus/fetch/fetchtest"
)

// callWeb is call where a server of the test plays the web.
func callWeb(t *testing.T, web fetch.Options, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, problems bytes.Buffer
	st := &stage{ctx: t.Context(), stdin: strings.NewReader(""), stdout: &out, stderr: &problems, web: web}
	code = st.execute(args)
	return code, out.String(), problems.String()
}

// TestAddWeb brings in a feed with its pages twice: the second pass asks only
// for what changed, and what was removed is not asked for.
func TestAddWeb(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "store")
	version := 1
	asked := map[string]int{}
	web := fetchtest.New(t, func(w http.ResponseWriter, r *http.Request) {
		asked[r.URL.Path]++
		tag := fmt.Sprintf(`"%s-%d"`, r.URL.Path, version)
		if r.URL.Path == "/2" {
			tag = `"always"`
		}
		w.Header().Set("ETag", tag)
		switch {
		case r.Header.Get("If-None-Match") == tag:
			w.WriteHeader(http.StatusNotModified)
		case r.URL.Path == "/rss":
			fmt.Fprintf(w, `<?xml version="1.0"?><rss version="2.0"><channel><title>Tarn, issue %d</title>`, version)
			for i := range 4 {
				fmt.Fprintf(w, `<item><title>Page %d</title><link>http://tarn.example/%[1]d</link><pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate></item>`, i+1)
			}
			fmt.Fprint(w, `</channel></rss>`)
		case r.URL.Path == "/1", r.URL.Path == "/2", r.URL.Path == "/3":
			fmt.Fprint(w, webPage(version*10))
		default:
			w.WriteHeader(http.StatusNotFound)
		}
	})
	add := func(paths ...string) (int, string, string) {
		clear(asked)
		return callWeb(t, web.Options(), append([]string{"add", "--store", dir}, paths...)...)
	}
	code, stdout, stderr := add("http://tarn.example/rss")
	if code != exitProblems || !strings.Contains(stdout, ": 4 articles added;") || !strings.Contains(stdout, "; 5 addresses asked for: 4 fetched, 0 unchanged, 1 not to be had") ||
		!strings.Contains(stderr, "http://tarn.example/4: the server answers 404 Not Found") {
		t.Errorf("first pass: exit %d\n%s%s", code, stdout, stderr)
	}
	rows := rowsOf(t, dir)
	for _, want := range []string{`"document":"http://tarn.example/1"`, `"published":"2026-03-02T10:00:00Z"`, "published date from the feed", "this is what the feed has of it"} {
		if !strings.Contains(rows, want) {
			t.Errorf("the rows have no %s:\n%s", want, rows)
		}
	}
	code, stdout, stderr = add("http://tarn.example/rss")
	if code != exitDone || !strings.Contains(stdout, ": 0 articles added;") || !strings.Contains(stdout, "; 1 address asked for: 0 fetched, 1 unchanged, 0 not to be had") ||
		asked["/1"] != 0 || rowsOf(t, dir) != rows {
		t.Errorf("second pass: exit %d, asked for %v\n%s%s", code, asked, stdout, stderr)
	}
	if code, stdout, stderr = call(t.Context(), nil, "remove", "--store", dir, "http://tarn.example/3", "--why", "asked for"); code != exitDone {
		t.Errorf("remove: exit %d\n%s%s", code, stdout, stderr)
	}
	version = 2
	code, stdout, stderr = add("http://tarn.example/rss")
	if code != exitProblems || !strings.Contains(stdout, ": 0 articles added, 1 with a new text, 1 known and passed over") ||
		!strings.Contains(stdout, "; 4 addresses asked for: 2 fetched, 1 unchanged, 1 not to be had; 1 not asked for again") || asked["/3"] != 0 {
		t.Errorf("third pass: exit %d, asked for %v\n%s%s", code, asked, stdout, stderr)
	}
	if _, stdout, _ = call(t.Context(), nil, "show", "--store", dir); !strings.Contains(stdout, "addresses asked for: fetched 2, http-status 1, unchanged 1") {
		t.Errorf("overview:\n%s", stdout)
	}
}

// TestAddPages brings in the pages that a feed on disk points to, only where that
// is wanted.
func TestAddPages(t *testing.T) {
	asked := 0
	web := fetchtest.New(t, func(w http.ResponseWriter, r *http.Request) {
		asked++
		if r.URL.Path != "/1" {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		fmt.Fprint(w, webPage(5))
	})
	file := filepath.Join(t.TempDir(), "feed.json")
	feed := `{"version":"https://jsonfeed.org/version/1.1","title":"Tarn","items":[{"id":"1","url":"http://tarn.example/1","title":"Envoy summoned"},{"id":"2","url":"http://tarn.example/2","title":"Envoy expelled"}]}`
	if err := os.WriteFile(file, []byte(feed), 0o600); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "store")
	if code, stdout, stderr := callWeb(t, web.Options(), "add", "--store", dir, file); code != exitDone || asked != 0 || !strings.Contains(stdout, ": 2 articles added, ") {
		t.Errorf("without pages: exit %d, %d requests\n%s%s", code, asked, stdout, stderr)
	}
	code, stdout, stderr := callWeb(t, web.Options(), "add", "--store", dir, "--pages", file)
	if code != exitProblems || !strings.Contains(stdout, ": 0 articles added, 1 with a new text, 1 known and passed over") ||
		!strings.Contains(stdout, "2 addresses asked for: 1 fetched, 0 unchanged, 1 not to be had") || !strings.Contains(stderr, "http://tarn.example/2: the server answers 404") {
		t.Errorf("with pages: exit %d\n%s%s", code, stdout, stderr)
	}
}

// TestAddHostile holds that an address that means harm costs itself: a message,
// exit code 1, and what stands beside it is there.
func TestAddHostile(t *testing.T) {
	web := fetchtest.New(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/robots.txt":
			w.WriteHeader(http.StatusNotFound)
		case "/page":
			fmt.Fprint(w, webPage(7))
		case "/home":
			http.Redirect(w, r, "http://127.0.0.1:80/secret", http.StatusFound)
		case "/cloud":
			http.Redirect(w, r, "http://169.254.169.254/latest/meta-data/", http.StatusFound)
		case "/deep":
			fmt.Fprint(w, "<!doctype html><html><body>"+strings.Repeat("<div>", 100_000)+"text")
		case "/menu":
			fmt.Fprint(w, `<!doctype html><html><head><title>Tarn News</title><link rel="alternate" type="application/rss+xml" href="/rss.xml"></head><body><p>Home</p></body></html>`)
		case "/drip":
			for r.Context().Err() == nil {
				fmt.Fprint(w, "<")
				w.(http.Flusher).Flush()
				time.Sleep(20 * time.Millisecond)
			}
		default:
			fmt.Fprint(w, `<?xml version="1.0"?><rss version="2.0"><channel>`)
			item := strings.Repeat("<item><title>More talks</title></item>\n", 1000)
			for r.Context().Err() == nil {
				if _, err := fmt.Fprint(w, item); err != nil {
					return
				}
			}
		}
	})
	web.Names["inside.example"] = []string{"192.168.1.1"}
	opts := web.Options()
	opts.Timeout, opts.MaxBytes = 2*time.Second, 1<<20
	for address, want := range map[string]string{
		"http://tarn.example/home":    ": 127.0.0.1, port 80: only addresses that everybody can reach are fetched",
		"http://tarn.example/cloud":   "169.254.169.254, port 80: only addresses",
		"http://inside.example/":      "inside.example is 192.168.1.1",
		"http://localhost/":           "only addresses",
		"http://[::1]:8080/":          "only addresses",
		"http://tarn.example/deep":    "nested too deep",
		"http://tarn.example/menu":    "no article in this HTML page; want a page with paragraphs of running text (front pages, galleries and pages that scripts fill have none; the page names a feed: http://tarn.example/rss.xml)",
		"http://tarn.example/drip":    "no whole answer within 2s",
		"http://tarn.example/endless": "more than the 1048576 bytes that one answer may have",
	} {
		dir := filepath.Join(t.TempDir(), "store")
		web.Names["localhost"] = []string{"127.0.0.1", "::1"}
		code, stdout, stderr := callWeb(t, opts, "add", "--store", dir, address, "http://tarn.example/page")
		if code != exitProblems || !strings.Contains(stderr, "casus: "+address+": ") || !strings.Contains(stderr, want) || strings.Count(stderr, "\n") != 1 ||
			!strings.Contains(stdout, ": 1 article added") {
			t.Errorf("%s: exit %d\n%s%swant %q", address, code, stdout, stderr, want)
		}
		rowsOf(t, dir)
	}
	if code, _, stderr := call(t.Context(), nil, "code", "https://tarn.example/"); code != exitUse || !strings.Contains(stderr, "only casus add asks the web") {
		t.Errorf("code: exit %d, %s", code, stderr)
	}
}
