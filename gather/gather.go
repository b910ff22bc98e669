// Package gather brings in what addresses on the web stand for: a page, or a
// feed with the pages that its entries point to, in one polite pass.
//
// It reads by package source what package fetch gets, and remembers nothing by
// itself: what was seen at an address on the last pass comes from Options.Known
// and goes back in Found.Visit, so that the next pass asks only for what has
// changed.
//
// Of an entry whose page cannot be had, or holds no article, the words of the
// feed are taken. An address is asked for once a pass, however many feeds name
// it.
package gather

import (
	"context"
	"errors"
	"strings"
	"sync"
	"time"

	"casus/doc"
	"casus/fetch"
	"casus/source"
)

// DefaultWorkers is how many addresses are worked on at the same time. Each
// host is asked one thing after the other all the same.
const DefaultWorkers = 8

// fresh is how long a page whose server says nothing to ask by is not asked for
// again on account of a feed.
const fresh = 24 * time.Hour

// Options says how to gather. The zero value is the default.
type Options struct {
	Fetch   fetch.Options
	Source  source.Options
	Workers int // addresses worked on at the same time; 0 is DefaultWorkers

	// Known is what is remembered of an address; the zero Visit for nothing.
	// It is called from several goroutines. Nil remembers nothing.
	Known func(ctx context.Context, address string) (Visit, error)
}

// The outcomes of a visit. Else it is a code of fetch.Error.
const (
	Fetched    = "fetched"     // something came, and was read
	NoArticle  = "no-article"  // something came, and no article was in it
	Unchanged  = "unchanged"   // the server says that what came last time still holds
	PassedOver = "passed-over" // not asked: removed before, or too short a time ago
)

// Visit is what is to be remembered of an address.
type Visit struct {
	Address      string    // as asked for
	Feed         string    // address or file of the feed that names it; empty for none
	Outcome      string    // one of the constants above, or a code of fetch.Error
	ETag         string    // to ask by on the next pass; empty for none
	LastModified string    // likewise
	At           time.Time // of the request; zero where none was made
	Took         bool      // on this visit or one before, something was read there
	Removed      bool      // by Known: never to be asked for

	again bool // what did not come may come on the next pass
}

// Found is what gathering yields: a document, an error, or neither. The error is
// an *Error of package fetch or source. Visit says that its address is done; it
// comes after all that was found there.
type Found struct {
	Document *doc.Document
	Err      error
	Visit    *Visit
}

// IsAddress reports whether a path that somebody gives is an address on the web.
func IsAddress(path string) bool {
	scheme, _, ok := strings.Cut(path, "://")
	return ok && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https"))
}

// Pass asks for addresses, each once. What it knows of hosts (their robots.txt,
// when they were asked last, which give no answer) holds for all of it. It is
// safe for concurrent use.
type Pass struct {
	opts   Options
	client *fetch.Client
	reader *source.Reader

	mu   sync.Mutex // guards seen
	seen map[string]bool
}

// NewPass begins a pass. Close it in the end.
func NewPass(opts Options) *Pass {
	return &Pass{opts: opts, client: fetch.NewClient(opts.Fetch), reader: source.NewReader(opts.Source), seen: map[string]bool{}}
}

// Close closes connections that are kept open.
func (p *Pass) Close() { p.client.Close() }

// Yield takes what gathering finds. An error that it returns ends the gathering
// and comes back unchanged.
type Yield func(Found) error

// Each visits the addresses and calls yield, from one goroutine at a time, for
// everything found. What one address brings comes in the order in which it
// stands there; several addresses are worked on at the same time. The error is
// that of yield, Known or ctx.
func (p *Pass) Each(ctx context.Context, addresses []string, yield Yield) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var mu sync.Mutex // guards yield
	one := func(f Found) error {
		mu.Lock()
		defer mu.Unlock()
		if err := context.Cause(ctx); err != nil {
			return err
		}
		return yield(f)
	}
	workers := p.opts.Workers
	if workers <= 0 {
		workers = DefaultWorkers
	}
	turns := make(chan struct{}, workers)
	var wg sync.WaitGroup
	for _, address := range addresses {
		turns <- struct{}{}
		if ctx.Err() != nil {
			break
		}
		wg.Go(func() {
			defer func() { <-turns }()
			if err := p.address(ctx, address, one); err != nil {
				cancel(err)
			}
		})
	}
	wg.Wait()
	return context.Cause(ctx)
}

// Entry brings in the page that an entry of a feed points to, else the entry
// itself, as Each does for the feeds that it fetches. feed is where the feed
// lies.
func (p *Pass) Entry(ctx context.Context, d *doc.Document, feed string, yield Yield) error {
	_, err := p.entry(ctx, d, feed, yield)
	return err
}

// first reports whether an address was not asked for in this pass, and notes
// that it is now.
func (p *Pass) first(address string) bool {
	id := source.Canonical(address)
	if id == "" {
		id = address
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	seen := p.seen[id]
	p.seen[id] = true
	return !seen
}

func (p *Pass) known(ctx context.Context, address string) (Visit, error) {
	if p.opts.Known == nil {
		return Visit{}, nil
	}
	return p.opts.Known(ctx, address)
}

// address brings in what one address stands for.
func (p *Pass) address(ctx context.Context, address string, yield Yield) error {
	if !p.first(address) {
		return nil
	}
	v, resp, err := p.visit(ctx, address, "", yield)
	if err != nil {
		return err
	}
	if resp == nil {
		return yield(Found{Visit: v})
	}
	v.Outcome = NoArticle
	whole := true
	err = p.reader.Fetched(ctx, fetched(resp, nil), func(d *doc.Document, fault error) error {
		if fault != nil {
			return yield(Found{Err: fault})
		}
		v.Outcome, v.Took = Fetched, true
		if !IsEntry(d) {
			return yield(Found{Document: d})
		}
		again, err := p.entry(ctx, d, address, yield)
		whole = whole && !again
		return err
	})
	if err != nil {
		return err
	}
	if v.Outcome != Fetched || !whole {
		// The next pass has to see the whole of it again.
		v.ETag, v.LastModified = "", ""
	}
	return yield(Found{Visit: v})
}

// IsEntry reports a document that is an entry of a feed.
func IsEntry(d *doc.Document) bool { return d.Origin.Format == "feed" }

func fetched(r *fetch.Response, entry *doc.Document) source.Fetched {
	return source.Fetched{URL: r.URL, ContentType: r.ContentType, Body: r.Body, At: r.At, Entry: entry}
}

// visit asks for one address. resp is nil where nothing new came; what kept it
// from coming has been yielded.
func (p *Pass) visit(ctx context.Context, address, feed string, yield Yield) (*Visit, *fetch.Response, error) {
	last, err := p.known(ctx, address)
	if err != nil {
		return nil, nil, err
	}
	v := &Visit{Address: address, Feed: feed, Outcome: PassedOver, ETag: last.ETag, LastModified: last.LastModified, Took: last.Took}
	nothing := last.ETag == "" && last.LastModified == ""
	since := time.Since(last.At) // below 0 where the clock was set back
	if last.Removed || feed != "" && nothing && last.Outcome == Fetched && since >= 0 && since < fresh {
		return v, nil, nil
	}
	v.At = time.Now().UTC()
	resp, err := p.client.Get(ctx, fetch.Request{URL: address, ETag: last.ETag, LastModified: last.LastModified})
	var e *fetch.Error
	switch {
	case errors.As(err, &e):
		v.Outcome, v.again = e.Code, !e.Lasting()
		return v, nil, yield(Found{Err: e})
	case err != nil:
		return nil, nil, err
	case resp.NotModified:
		v.Outcome = Unchanged
		return v, nil, nil
	}
	v.Outcome, v.ETag, v.LastModified, v.At = Fetched, resp.ETag, resp.LastModified, resp.At
	return v, resp, nil
}

// entry brings in the page that an entry points to; where it gives nothing and
// never has, the entry itself. again is true where the next pass may bring more.
func (p *Pass) entry(ctx context.Context, d *doc.Document, feed string, yield Yield) (again bool, _ error) {
	address := d.URL
	if !IsAddress(address) {
		return false, yield(Found{Document: d})
	}
	if !p.first(address) {
		return false, nil
	}
	v, resp, err := p.visit(ctx, address, feed, yield)
	if err != nil {
		return true, err
	}
	why := "the page could not be had: " + v.Outcome
	if resp != nil {
		took, err := p.page(ctx, resp, d, yield)
		if err != nil {
			return true, err
		}
		if !took {
			v.Outcome, v.ETag, v.LastModified = NoArticle, "", ""
			why = "the page holds no article"
		}
		v.Took = v.Took || took
	}
	if !v.Took && v.Outcome != PassedOver {
		d.Notes = append(d.Notes, doc.Note{Code: "feed-only", Message: why + "; this is what the feed has of it"})
		if err := yield(Found{Document: d}); err != nil {
			return true, err
		}
	}
	return v.again, yield(Found{Visit: v})
}

// page reads a page that an entry points to. took is false where it gave no
// document. That it holds no article is no error: the entry stands for it.
func (p *Pass) page(ctx context.Context, resp *fetch.Response, entry *doc.Document, yield Yield) (took bool, _ error) {
	err := p.reader.Fetched(ctx, fetched(resp, entry), func(d *doc.Document, fault error) error {
		if fault == nil && IsEntry(d) {
			return nil // the entry points to another feed
		}
		var e *source.Error
		if errors.As(fault, &e) && (e.NoPage() || e.Read()) {
			return nil
		}
		if fault != nil {
			return yield(Found{Err: fault})
		}
		took = true
		return yield(Found{Document: d})
	})
	return took, err
}
