package source

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"regexp"
	"strings"

	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html"

	"casus/doc"
)

// jsonFeed is the version that a JSON feed begins with.
var jsonFeed = regexp.MustCompile(`"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org\\?/version\\?/`)

// xmlHead is the declaration of an XML file, with its encoding.
var xmlHead = regexp.MustCompile(`^\s*<\?xml\b[^>]{0,200}?(?:encoding\s*=\s*["']([A-Za-z0-9_.:\-]{1,40})["'][^>]{0,100}?)?\?>`)

// feed reads an RSS, Atom or JSON feed, one document an entry.
func (s *stream) feed() error {
	raw, err := io.ReadAll(io.LimitReader(s.in, s.opts.MaxBytes+1))
	if err != nil {
		return s.brokenOff(openError(s.name, err))
	}
	if int64(len(raw)) > s.opts.MaxBytes {
		e := s.tooLarge(0, "feed", s.opts.MaxBytes)
		e.Found, e.Hint = "too large for a feed", ""
		return s.yield(nil, e)
	}
	return s.entries(raw, "")
}

// entries reads the entries of a feed that came from the address at.
func (s *stream) entries(raw []byte, at string) error {
	var head doc.Document
	declared := xmlHead.FindSubmatch(raw)
	contentType := "text/xml"
	if declared != nil {
		contentType += "; charset=" + string(declared[1])
	}
	text, e := decodePage(&head, raw, contentType)
	if e != nil {
		e.File = s.name
		return s.yield(nil, e)
	}
	if s.charset != "" {
		head.Origin.Charset = s.charset
	}
	// The words are UTF-8 now, whatever the declaration says.
	f, err := parseFeed(strings.TrimPrefix(text, xmlHead.FindString(text)))
	if err != nil {
		return s.yield(nil, &Error{Code: BadFeed, File: s.name, Found: "not a feed: " + clip(err.Error(), 200), Wanted: "RSS, Atom or a JSON feed", Err: err})
	}
	if len(f.Items) == 0 {
		return s.yield(nil, &Error{Code: NoArticle, File: s.name, Found: "the feed has no entries"})
	}
	base := parseAddress(at)
	if base == nil {
		base = parseAddress(f.Link)
	}
	for i, item := range f.Items {
		if s.ctx.Err() != nil {
			return s.ctx.Err()
		}
		d := &doc.Document{Origin: doc.Origin{Format: formatFeed, Line: i + 1, Charset: head.Origin.Charset, URL: at, Retrieved: s.retrieved}}
		d.Notes = append(d.Notes, head.Notes...)
		if err := s.entry(d, f, item, base); err != nil {
			return err
		}
	}
	return nil
}

// parseFeed reads a feed. That the library never panics is not ours to promise.
func parseFeed(text string) (f *gofeed.Feed, err error) {
	defer func() {
		if r := recover(); r != nil {
			f, err = nil, fmt.Errorf("the reader of feeds gave up: %v", r)
		}
	}()
	// What stands before the root element may be longer than the library looks.
	return gofeed.NewParser().Parse(strings.NewReader(strings.TrimSpace(text)))
}

// entry reads one entry and yields its document.
func (s *stream) entry(d *doc.Document, f *gofeed.Feed, item *gofeed.Item, base *url.URL) error {
	raw, err := json.Marshal(item)
	if err == nil {
		if e := readEntry(d, f, item, base); e != nil {
			e.File, e.Line = s.name, d.Origin.Line
			return s.yield(nil, e)
		}
		return s.done(d, raw)
	}
	return s.yield(nil, &Error{Code: BadFeed, File: s.name, Line: d.Origin.Line, Found: "the entry cannot be kept: " + err.Error(), Err: err})
}

// readEntry fills d from one entry.
func readEntry(d *doc.Document, f *gofeed.Feed, item *gofeed.Item, base *url.URL) *Error {
	d.URL = entryAddress(item, base)
	d.StoryID = item.GUID
	d.Language = f.Language
	if d.URL == "" {
		d.Publisher = flat(f.Title)
	}
	var names []string
	for _, p := range item.Authors {
		if p != nil && p.Name != "" {
			names = append(names, flat(p.Name))
		}
	}
	d.Author = byline(strings.Join(names, ", "))
	if !setPublished(d, item.Published, "the feed") {
		setPublished(d, item.Updated, "the feed's day of change")
	}
	words := item.Content
	if strings.TrimSpace(words) == "" {
		words = item.Description
	}
	chunks, e := entryChunks(words, base)
	if e != nil {
		return e
	}
	a := article{doc: d, page: true}
	var w writer
	w.write(flat(item.Title))
	a.title = w.chunk()
	a.read(chunks)
	if a.summary() {
		d.Notes = append(d.Notes, doc.Note{Code: "feed-summary", Message: "the feed has only a summary of the article"})
	}
	if a.letters() > 0 {
		return a.lay()
	}
	if a.title.text == "" {
		return &Error{Code: NoText, Found: "the entry has neither title nor text", Wanted: "at least a headline"}
	}
	layStory(d, a.title.text, "")
	return nil
}

// entryAddress is the address of the article that an entry stands for.
func entryAddress(item *gofeed.Item, base *url.URL) string {
	if original := item.Extensions["feedburner"]["origLink"]; len(original) > 0 && parseAddress(original[0].Value) != nil {
		return strings.TrimSpace(original[0].Value)
	}
	link := strings.TrimSpace(item.Link)
	if link == "" && parseAddress(item.GUID) != nil {
		return strings.TrimSpace(item.GUID)
	}
	if link == "" || base == nil || len(link) > 4096 {
		return link
	}
	u, err := base.Parse(link)
	if err != nil {
		return link
	}
	return u.String()
}

// flat is the words of a line in which feeds may have left marks of HTML.
func flat(s string) string {
	if len(s) > 64<<10 {
		s = clip(s, 64<<10)
	}
	if strings.ContainsAny(s, "<&") {
		if root, err := html.Parse(strings.NewReader(s)); err == nil {
			s = words(root)
		}
	}
	return strings.Join(strings.Fields(s), " ")
}

// appeared is the line that publishing programs put below an entry.
var appeared = regexp.MustCompile(`(?i)^the (?:post|article) .{1,300} (?:appeared first|first appeared) on .{1,200}$`)

// entryChunks reads the text of an entry: HTML, or plain text in paragraphs.
func entryChunks(s string, base *url.URL) ([]chunk, *Error) {
	var chunks []chunk
	if strings.ContainsAny(s, "<&") {
		root, err := html.Parse(strings.NewReader(s))
		if err != nil {
			return nil, &Error{Code: TooDeep, Found: "the entry's HTML cannot be read: " + err.Error(), Err: err}
		}
		b := blockReader{base: base}
		b.read(root)
		b.flush()
		chunks = b.chunks
	} else {
		chunks = plainChunks(s)
	}
	kept := chunks[:0]
	for _, c := range chunks {
		if !appeared.MatchString(c.text) {
			kept = append(kept, c)
		}
	}
	return kept, nil
}

// letters is the size of the body.
func (a *article) letters() int {
	n := 0
	for _, c := range a.pieces {
		if field(c.kind) == doc.FieldText {
			n += textSize(c.text)
		}
	}
	return n
}

// fullEntry is how many letters an entry has that is surely the whole article,
// and fewEntry how many one of several paragraphs has at least.
const (
	fullEntry = 1500
	fewEntry  = 400
)

// summary reports an entry that only announces its article: short, or broken
// off with dots.
func (a *article) summary() bool {
	paragraphs, last := 0, ""
	for _, c := range a.pieces {
		if field(c.kind) == doc.FieldText {
			paragraphs++
			last = c.text
		}
	}
	last = strings.TrimRight(last, " ])»")
	if strings.HasSuffix(last, "…") || strings.HasSuffix(last, "...") {
		return true
	}
	n := a.letters()
	return n < fewEntry || n < fullEntry && paragraphs < 3
}

// isJSONFeed reports a JSON feed by its version.
func isJSONFeed(head []byte) bool {
	return bytes.HasPrefix(head, []byte("{")) && jsonFeed.Match(head[:min(len(head), 4096)])
}
