package source

import (
	"bytes"
	"context"
	"time"

	"casus/doc"
)

// Fetched is what an address on the web gave.
type Fetched struct {
	URL         string        // that it came from, after redirects
	ContentType string        // as the server sent it
	Body        []byte        // encodings undone
	At          time.Time     // when it was asked for
	Entry       *doc.Document // of the feed that names the page: gives what the page does not say; may be nil
}

// Fetched reads what came from the web: a page, the entries of a feed, or what
// any file may hold. Documents and errors name the address as their file.
func (r *Reader) Fetched(ctx context.Context, f Fetched, yield Yield) error {
	s := &stream{ctx: ctx, name: f.URL, opts: r.opts, yield: yield, retrieved: f.At}
	if int64(len(f.Body)) > s.opts.MaxBytes {
		return yield(nil, s.tooLarge(0, "page", s.opts.MaxBytes))
	}
	format, e := sniff(bytes.TrimPrefix(f.Body[:min(len(f.Body), sniffLen)], utf8BOM))
	page := f.ContentType != "" && isPage(f.ContentType)
	switch {
	case e == nil && format == formatFeed:
		return s.entries(f.Body, f.URL)
	case e == nil && format == formatHTML, page && (e != nil || format == formatText || format == formatMarkdown):
		return s.page(&capture{url: f.URL, at: f.At, contentType: f.ContentType, body: f.Body, html: true, entry: f.Entry})
	}
	return r.Stream(ctx, f.URL, bytes.NewReader(f.Body), yield)
}
