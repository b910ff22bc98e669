// Package fetch gets pages from the web, politely and without being led inward.
//
// Politely: robots.txt is kept (RFC 9309), a host is asked once a second at
// most, what has not changed is not sent again (RFC 9110, conditional
// requests), a server that is busy is given time. Safely: only http and https
// on their ports, only to addresses that are reachable by everybody — every
// address that a name stands for is checked before anything is dialled, at
// every redirect anew —, with bounds on time, size and redirects. No cookies
// are kept, no proxy is used.
//
// Encodings of bodies are undone by package warc, under the bound on size. It
// reads and writes nothing but the network; what is remembered between two
// passes is the caller's.
package fetch

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"casus/source/warc"
)

// The defaults of Options.
const (
	DefaultMaxBytes = 16 << 20
	DefaultTimeout  = 30 * time.Second
	DefaultPause    = time.Second
	DefaultTries    = 3
	DefaultBackoff  = 2 * time.Second
)

// The bounds that are not options.
const (
	maxRedirects  = 5
	maxPause      = 30 * time.Second // that a robots.txt may ask for
	maxRetryAfter = time.Minute      // that a busy server may ask for
	maxHead       = 256 << 10
	maxFailures   = 3 // in a row, before a host is left alone
)

// Options says how to fetch. The zero value is the default.
type Options struct {
	Agent    string        // as User-Agent; what stands before "/" is the name in robots.txt. Empty is "casus"
	MaxBytes int64         // of a body, encodings undone; 0 is DefaultMaxBytes
	Timeout  time.Duration // of one request with its body; 0 is DefaultTimeout
	Pause    time.Duration // between two requests to a host; 0 is DefaultPause
	Tries    int           // at a request; 0 is DefaultTries
	Backoff  time.Duration // before the second try, doubled before each further one; 0 is DefaultBackoff

	// Resolve gives the addresses of a host; nil asks the system.
	Resolve func(ctx context.Context, host string) ([]netip.Addr, error)
	// Dial connects to an address that was checked; nil is a net.Dialer.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)
}

func (o Options) withDefaults() Options {
	if o.Agent == "" {
		o.Agent = "casus"
	}
	if o.MaxBytes <= 0 {
		o.MaxBytes = DefaultMaxBytes
	}
	if o.Timeout <= 0 {
		o.Timeout = DefaultTimeout
	}
	if o.Pause <= 0 {
		o.Pause = DefaultPause
	}
	if o.Tries <= 0 {
		o.Tries = DefaultTries
	}
	if o.Backoff <= 0 {
		o.Backoff = DefaultBackoff
	}
	if o.Resolve == nil {
		o.Resolve = func(ctx context.Context, host string) ([]netip.Addr, error) {
			return net.DefaultResolver.LookupNetIP(ctx, "ip", host)
		}
	}
	if o.Dial == nil {
		o.Dial = (&net.Dialer{Timeout: 10 * time.Second}).DialContext
	}
	return o
}

// Request is what to fetch. ETag and LastModified are those of the Response
// that the caller has; empty for none.
type Request struct {
	URL          string
	ETag         string
	LastModified string

	cut int64 // read no more of the body than this, and do not mind; 0 minds MaxBytes
}

// Response is what came.
type Response struct {
	URL          string // after redirects
	NotModified  bool   // what the caller has still holds; there is no body
	ContentType  string // as the server sent it
	ETag         string
	LastModified string
	Body         []byte // encodings undone
	At           time.Time
}

// The codes of an Error. They are stable.
const (
	BadAddress  = "bad-address" // no address of a page on the web
	Inward      = "inward"      // an address inside the machine or its network
	Refused     = "robots"      // robots.txt asks not to
	BadStatus   = "http-status" // the server says that there is nothing, or nothing now
	BadBody     = "bad-body"    // the answer cannot be decoded
	TooLarge    = "too-large"   // more than MaxBytes
	TimedOut    = "timeout"     // longer than Timeout
	Unreachable = "unreachable" // no connection, or one that broke
	TooFar      = "too-many-redirects"
)

// Error is a page that could not be fetched.
type Error struct {
	URL    string // asked for, without a password
	Code   string // one of the constants of this package
	Found  string // for people
	Status int    // of HTTP; 0 where none came
	Err    error  // the cause; may be nil

	begun bool // the answer had begun to come
}

// Error names the address and what was met there.
func (e *Error) Error() string { return e.URL + ": " + e.Found }

// Unwrap is the cause.
func (e *Error) Unwrap() error { return e.Err }

// Lasting reports that asking again soon is of no use: the page is gone, or may
// not be had.
func (e *Error) Lasting() bool {
	switch e.Code {
	case BadAddress, Inward, Refused, BadBody, TooLarge, TooFar:
		return true
	case BadStatus:
		return e.Status >= 400 && e.Status < 500 && e.Status != http.StatusTooManyRequests && e.Status != http.StatusRequestTimeout
	}
	return false
}

// Client fetches. It is safe for concurrent use.
type Client struct {
	opts Options
	http *http.Client

	mu     sync.Mutex           // guards what follows
	turns  map[string]time.Time // by host: when it may be asked next
	failed map[string]int       // by host: requests in a row that brought nothing
	rules  map[string]*rulesOf  // by scheme and host
}

// rulesOf is the robots.txt of one host.
type rulesOf struct {
	once  sync.Once
	rules *robots
	err   error
}

// NewClient returns a Client with the options. Close it in the end.
func NewClient(opts Options) *Client {
	c := &Client{opts: opts.withDefaults(), turns: map[string]time.Time{}, failed: map[string]int{}, rules: map[string]*rulesOf{}}
	c.http = &http.Client{
		Transport: &http.Transport{
			DialContext:            c.dial,
			TLSHandshakeTimeout:    10 * time.Second,
			ForceAttemptHTTP2:      true,
			MaxResponseHeaderBytes: maxHead,
			MaxIdleConnsPerHost:    1,
			IdleConnTimeout:        30 * time.Second,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return c
}

// Close closes connections that are kept open.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// Get fetches one page. The error is an *Error, or that of ctx.
func (c *Client) Get(ctx context.Context, r Request) (*Response, error) {
	resp, err := c.follow(ctx, r, c.allowed)
	if err == nil || ctx.Err() != nil {
		return resp, ctx.Err()
	}
	var e *Error
	if !errors.As(err, &e) {
		e = &Error{Code: Unreachable, Found: err.Error(), Err: err}
	}
	named := *e // rules are shared by all pages of a host, and so is what was wrong with them
	named.URL = shown(r.URL)
	return nil, &named
}

// shown is an address without a password.
func shown(address string) string {
	if u, err := url.Parse(address); err == nil {
		return u.Redacted()
	}
	return address
}

// follow fetches r and what it redirects to, as far as allowed lets it.
func (c *Client) follow(ctx context.Context, r Request, allowed func(context.Context, *url.URL) error) (*Response, error) {
	u, err := url.Parse(strings.TrimSpace(r.URL))
	if err != nil {
		return nil, &Error{Code: BadAddress, Found: "this is no address", Err: err}
	}
	for range maxRedirects + 1 {
		if u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
			return nil, &Error{Code: BadAddress, Found: fmt.Sprintf("%q is no http address of a host", shown(u.String()))}
		}
		if c.down(u) {
			return nil, &Error{Code: Unreachable, Found: fmt.Sprintf("%s gave no answer %d times in a row and is left alone for now", u.Hostname(), maxFailures)}
		}
		if err := allowed(ctx, u); err != nil {
			return nil, err
		}
		resp, next, err := c.retry(ctx, u, r)
		c.note(u, err)
		if err != nil || next == nil {
			return resp, err
		}
		next.User = nil
		u = next
	}
	return nil, &Error{Code: TooFar, Found: fmt.Sprintf("more than %d redirects, the last to %s", maxRedirects, shown(u.String()))}
}

// down reports a host that is left alone.
func (c *Client) down(u *url.URL) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.failed[u.Hostname()] >= maxFailures
}

// note counts the requests in a row to which a host gave no answer.
func (c *Client) note(u *url.URL, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	var e *Error
	if errors.As(err, &e) && (e.Code == TimedOut || e.Code == Unreachable) {
		c.failed[u.Hostname()]++
	} else {
		c.failed[u.Hostname()] = 0
	}
}

// retry asks one address until an answer comes that is worth something.
func (c *Client) retry(ctx context.Context, u *url.URL, r Request) (*Response, *url.URL, error) {
	wait := c.opts.Backoff
	for try := 1; ; try++ {
		resp, next, after, err := c.once(ctx, u, r)
		var e *Error
		if err == nil || ctx.Err() != nil || !errors.As(err, &e) || e.Lasting() || e.begun || noSuchHost(e) || try == c.opts.Tries {
			return resp, next, err
		}
		if after > maxRetryAfter {
			e.Found += fmt.Sprintf("; it wants to be left alone for %v", after)
			return nil, nil, e
		}
		if err := sleep(ctx, max(wait, after)); err != nil {
			return nil, nil, err
		}
		wait *= 2
	}
}

// noSuchHost reports a name that the domain name system does not know.
func noSuchHost(e *Error) bool {
	var dns *net.DNSError
	return errors.As(e, &dns) && dns.IsNotFound
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// once sends one request. next is where the answer redirects to, after how long
// the server wants to be left alone.
func (c *Client) once(ctx context.Context, u *url.URL, r Request) (_ *Response, next *url.URL, after time.Duration, _ error) {
	if err := c.turn(ctx, u); err != nil {
		return nil, nil, 0, err
	}
	ctx, cancel := context.WithTimeout(ctx, c.opts.Timeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, nil, 0, &Error{Code: BadAddress, Found: "this is no address", Err: err}
	}
	req.Header.Set("User-Agent", c.opts.Agent)
	req.Header.Set("Accept-Encoding", "gzip, br, zstd")
	req.Header.Set("Accept", "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.1")
	if r.ETag != "" {
		req.Header.Set("If-None-Match", r.ETag)
	}
	if r.LastModified != "" {
		req.Header.Set("If-Modified-Since", r.LastModified)
	}
	at := time.Now().UTC()
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, nil, 0, c.broken(err)
	}
	defer resp.Body.Close()
	if next, err := redirect(u, resp); next != nil || err != nil {
		return nil, next, 0, err
	}
	out := &Response{
		URL: u.String(), At: at, ContentType: resp.Header.Get("Content-Type"),
		ETag: resp.Header.Get("ETag"), LastModified: resp.Header.Get("Last-Modified"),
	}
	switch {
	case resp.StatusCode == http.StatusNotModified && (r.ETag != "" || r.LastModified != ""):
		out.NotModified = true
		return out, nil, 0, nil
	case resp.StatusCode != http.StatusOK:
		e := &Error{Code: BadStatus, Status: resp.StatusCode, Found: "the server answers " + strings.TrimSpace(resp.Status)}
		return nil, nil, retryAfter(resp.Header.Get("Retry-After"), at), e
	}
	out.Body, err = c.body(resp, r.cut)
	if err != nil {
		return nil, nil, 0, err
	}
	return out, nil, 0, nil
}

// body reads a body with its encodings undone; cut is that of the Request.
func (c *Client) body(resp *http.Response, cut int64) ([]byte, error) {
	limit := c.opts.MaxBytes
	tooLarge := &Error{Code: TooLarge, Found: fmt.Sprintf("more than the %d bytes that one answer may have", limit)}
	if cut > 0 {
		limit = cut
	} else if resp.ContentLength > limit {
		return nil, tooLarge
	}
	in, err := warc.Decode(resp.Header.Get("Content-Encoding"), bufio.NewReader(resp.Body))
	var unknown *warc.EncodingError
	if errors.As(err, &unknown) {
		return nil, &Error{Code: BadBody, Found: unknown.Error(), Err: err}
	}
	if err != nil {
		return nil, c.brokenBody(err)
	}
	body, err := io.ReadAll(io.LimitReader(in, limit+1))
	switch {
	case cut > 0 && len(body) > 0:
		return body[:min(len(body), int(limit))], nil
	case int64(len(body)) > limit:
		return nil, tooLarge
	case err != nil:
		return nil, c.brokenBody(err)
	}
	return body, nil
}

// brokenBody is the Error for an answer that began and did not end. One that
// drips is not asked for again: a server that lets people wait on purpose would
// hold up the pass.
func (c *Client) brokenBody(err error) *Error {
	e := c.broken(err)
	e.begun = e.Code == TimedOut
	return e
}

// redirect is where an answer leads, nil for nowhere else.
func redirect(u *url.URL, resp *http.Response) (*url.URL, error) {
	switch resp.StatusCode {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
	default:
		return nil, nil
	}
	next, err := u.Parse(resp.Header.Get("Location"))
	if err != nil || resp.Header.Get("Location") == "" {
		return nil, &Error{Code: BadStatus, Status: resp.StatusCode, Found: "the server redirects to nowhere", Err: err}
	}
	return next, nil
}

// broken is the Error for a request that got no answer.
func (c *Client) broken(err error) *Error {
	var e *Error
	if errors.As(err, &e) {
		return &Error{Code: e.Code, Found: e.Found, Err: err}
	}
	var wait interface{ Timeout() bool }
	if errors.As(err, &wait) && wait.Timeout() || errors.Is(err, context.DeadlineExceeded) {
		return &Error{Code: TimedOut, Found: fmt.Sprintf("no whole answer within %v", c.opts.Timeout), Err: err}
	}
	var inner *url.Error
	if errors.As(err, &inner) {
		err = inner.Err
	}
	return &Error{Code: Unreachable, Found: err.Error(), Err: err}
}

// retryAfter reads how long a server wants to be left alone: seconds or a date.
func retryAfter(s string, now time.Time) time.Duration {
	if n, err := strconv.Atoi(strings.TrimSpace(s)); err == nil && n >= 0 {
		return time.Duration(min(n, 1<<30)) * time.Second
	}
	if t, err := http.ParseTime(s); err == nil {
		return max(0, t.Sub(now).Round(time.Second))
	}
	return 0
}

// turn waits until the host may be asked.
func (c *Client) turn(ctx context.Context, u *url.URL) error {
	host, pause := u.Hostname(), c.opts.Pause
	c.mu.Lock()
	if known := c.rules[site(u)]; known != nil && known.rules != nil {
		pause = max(pause, min(known.rules.delay, maxPause))
	}
	now := time.Now()
	at := c.turns[host]
	if at.Before(now) {
		at = now
	}
	c.turns[host] = at.Add(pause)
	c.mu.Unlock()
	if at.Equal(now) {
		return ctx.Err()
	}
	return sleep(ctx, at.Sub(now))
}

func site(u *url.URL) string { return u.Scheme + "://" + strings.ToLower(u.Host) }
