package source

import (
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"
	"time"

	"casus/doc"
	"casus/source/warc"
)

// archive reads the web pages of a WARC archive: responses with status 200, and
// resources, that are HTML. Other records are passed over.
func (s *stream) archive() error {
	r, err := warc.NewReader(s.in)
	if err != nil {
		return s.brokenOff(&Error{Code: BadArchive, Found: err.Error(), Wanted: "a WARC archive", Err: err})
	}
	defer r.Close()
	given, records := false, 0
	for {
		rec, err := r.Next()
		if s.ctx.Err() != nil {
			return s.ctx.Err()
		}
		if err == io.EOF {
			break
		}
		records++
		if err == nil {
			var took bool
			took, err = s.record(rec)
			given = given || took
			if err == nil {
				continue
			}
		}
		if stop, err := s.archiveFault(err); stop || err != nil {
			return err
		}
		given = true
	}
	if given {
		return nil
	}
	return s.yield(nil, &Error{
		Code: NoArticle, File: s.name, Found: "no web page in this archive of " + count(records, "record"),
		Wanted: "responses with status 200 that are HTML",
	})
}

// stopped is an error of yield, which ends the reading as it is.
type stopped struct{ err error }

func (e *stopped) Error() string { return e.err.Error() }

// archiveFault hands on what is wrong with a record. stop is true where nothing
// more can be read.
func (s *stream) archiveFault(err error) (stop bool, _ error) {
	var end *stopped
	var fault *warc.Fault
	switch {
	case errors.As(err, &end):
		return true, end.err
	case !errors.As(err, &fault):
		return true, s.brokenOff(openError(s.name, err))
	}
	e := &Error{Code: BadArchive, File: s.name, Line: fault.Number, Found: fault.Found, Err: err}
	if fault.Cut {
		e.Code, e.Hint = CutArchive, "what stands before it was read; get the archive again"
	}
	return false, s.yield(nil, e)
}

// brokenOff reports that reading the input has ended for good.
func (s *stream) brokenOff(e *Error) error {
	if s.ctx.Err() != nil {
		return s.ctx.Err()
	}
	e.File = s.name
	return s.yield(nil, e)
}

// record reads one record of an archive and reports whether it is a page. The
// error is a *stopped, or that of the archive.
func (s *stream) record(rec *warc.Record) (page bool, err error) {
	p := &capture{url: rec.URL, at: rec.Date, record: rec.Number}
	if rec.Truncated != "" {
		p.cut = "the crawler cut the page off (" + clip(rec.Truncated, 40) + ")"
	}
	fault := s.load(p, rec)
	if rec.Body.Err() != nil {
		return false, rec.Body.Err()
	}
	if !p.html {
		return false, nil
	}
	if fault != nil {
		fault.File, fault.Line, fault.URL = s.name, rec.Number, rec.URL
		err = s.yield(nil, fault)
	} else {
		err = s.page(p)
	}
	if err != nil {
		return true, &stopped{err}
	}
	return true, nil
}

// load takes the bytes of a page out of a record; p.html tells whether it holds
// one.
func (s *stream) load(p *capture, rec *warc.Record) *Error {
	switch kind := mediaType(rec.ContentType); {
	case rec.Type == "response" && kind == "application/http":
		resp, err := warc.ReadResponse(rec.Body)
		if err != nil || resp.Status != 200 || !isPage(resp.ContentType) {
			return nil
		}
		p.html, p.contentType = true, resp.ContentType
		body, cut, err := resp.Body(s.opts.MaxBytes)
		if err != nil {
			return s.bodyFault(err)
		}
		if p.body = body; cut && p.cut == "" {
			p.cut = "the page is damaged or ends too early"
		}
	case rec.Type == "resource" && isPage(kind) && kind != "":
		p.html, p.contentType = true, rec.ContentType
		body, err := io.ReadAll(io.LimitReader(rec.Body, s.opts.MaxBytes+1))
		if err == nil && int64(len(body)) > s.opts.MaxBytes {
			return s.bodyFault(warc.ErrTooLarge)
		}
		p.body = body
	}
	if mediaType(p.contentType) == "" {
		p.html = p.html && looksPage(p.body)
	}
	return nil
}

// looksPage reports a body that begins as an HTML page does.
func looksPage(body []byte) bool {
	format, e := sniff(body[:min(len(body), sniffLen)])
	return e == nil && format == formatHTML
}

func (s *stream) bodyFault(err error) *Error {
	if errors.Is(err, warc.ErrTooLarge) {
		return s.tooLarge(0, "page", s.opts.MaxBytes)
	}
	return &Error{Code: Unsupported, Found: err.Error(), Err: err}
}

// mediaType is a content type without its parameters, in lower case.
func mediaType(contentType string) string {
	kind, _, _ := strings.Cut(contentType, ";")
	return strings.ToLower(strings.TrimSpace(kind))
}

// isPage reports the media types of HTML. A server that gives none may well
// have sent a page.
func isPage(contentType string) bool {
	switch mediaType(contentType) {
	case "text/html", "application/xhtml+xml", "":
		return true
	}
	return false
}

// capture is a page as a crawler or a request brought it.
type capture struct {
	url         string    // asked for
	at          time.Time // when; zero if not known
	contentType string    // as the server sent it
	body        []byte    // as it was meant: encodings undone
	cut         string    // why it is not whole; empty if it is
	record      int       // of the archive; 0 for none
	html        bool
	entry       *doc.Document // of the feed that names the page; nil for none
}

// page reads the document of a captured page.
func (s *stream) page(p *capture) error {
	d := &doc.Document{Origin: doc.Origin{Format: formatHTML, Line: p.record, URL: p.url, Retrieved: p.at}}
	d.Notes = append(d.Notes, p.notes()...)
	_, e := sniff(p.body[:min(len(p.body), sniffLen)])
	if e != nil && wide(p.body[:min(len(p.body), sniffLen)]) != nil {
		e = nil
	}
	if e == nil {
		var text string
		if text, e = decodePage(d, p.body, p.contentType); e == nil {
			e = readHTML(d, text)
		}
	}
	p.fill(d)
	if e != nil {
		e.File, e.Line, e.URL, e.Page = s.name, p.record, p.url, described(d)
		return s.yield(nil, e)
	}
	return s.done(d, p.body)
}

// fill gives d what its page does not say and the feed that names it does.
func (p *capture) fill(d *doc.Document) {
	if p.entry == nil {
		return
	}
	if d.Published.IsZero() && !p.entry.Published.IsZero() {
		d.Published = p.entry.Published
		d.Notes = append(d.Notes, doc.Note{Code: "date-from", Message: "published date from the feed"})
	}
	if d.Author == "" {
		d.Author = p.entry.Author
	}
	if d.Language == "" {
		d.Language = p.entry.Language
	}
}

func (p *capture) notes() []doc.Note {
	var notes []doc.Note
	if p.record > 0 && !p.at.IsZero() {
		notes = append(notes, doc.Note{Code: "captured", Message: fmt.Sprintf("captured %s from %s", p.at.Format(time.RFC3339), clip(p.url, 200))})
	}
	if p.cut != "" {
		notes = append(notes, doc.Note{Code: "cut-page", Message: p.cut})
	}
	return notes
}

// pageAddress is the address by which a captured page is known: the one that it
// names itself, if that is on the host it was captured from and not merely the
// front page; else the one it was captured from. Copies of an article on
// another site so stay apart from it.
func pageAddress(own, captured string) string {
	o, c := parseAddress(own), parseAddress(captured)
	switch {
	case c == nil:
		return own
	case o == nil, siteHost(o) != siteHost(c), isRoot(o) && !isRoot(c):
		return captured
	}
	return own
}

// siteHost is the host of an address without the names that sites put before
// it for the web and for telephones.
func siteHost(u *url.URL) string {
	host := strings.ToLower(u.Hostname())
	for _, prefix := range []string{"www.", "m.", "mobile.", "amp."} {
		host = strings.TrimPrefix(host, prefix)
	}
	return host
}

func isRoot(u *url.URL) bool { return (u.Path == "" || u.Path == "/") && u.RawQuery == "" }
