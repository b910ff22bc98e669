package source

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"

	"casus/doc"
)

// readHTML fills d from a saved page. Which part of it is the article, the
// readability algorithm finds; what it says of itself, and what plays which
// part in it, is read here.
func readHTML(d *doc.Document, s string) *Error {
	root, err := html.Parse(strings.NewReader(s))
	if err != nil {
		if strings.Contains(err.Error(), "exceeds") {
			return &Error{Code: TooDeep, Found: "HTML elements are nested too deep", Wanted: "a page nested at most 512 deep", Err: err}
		}
		return &Error{Code: NoArticle, Found: "the HTML cannot be read: " + err.Error(), Err: err}
	}
	meta := readMetadata(root)
	if meta.elements > maxElements {
		return &Error{
			Code: TooLarge, Found: fmt.Sprintf("the page has %d elements, too many for one article", meta.elements),
			Wanted: fmt.Sprintf("at most %d", maxElements),
		}
	}
	a := article{doc: d, page: true}
	a.fromMetadata(meta)
	dates := visibleDates(root)
	body, author := extract(root, parseAddress(d.URL))
	if d.Author == "" {
		d.Author = author
	}
	base := parseAddress(d.URL)
	if b, err := url.Parse(meta.base); err == nil && meta.base != "" {
		base = b
		if u := parseAddress(d.URL); u != nil {
			base = u.ResolveReference(b)
		}
	}
	b := blockReader{base: base}
	if body != nil {
		b.read(body)
		b.flush()
	}
	a.read(b.chunks)
	if full, _ := meta.article["articleBody"].(string); !a.enough() && len(full) > 200 {
		a.pieces = nil
		a.read(plainChunks(full))
	}
	if !a.enough() {
		return a.noArticle(meta, root)
	}
	kind, why := a.pageKind(meta, root)
	switch kind {
	case "":
	case IndexPage:
		return a.noArticle(meta, root)
	case Stub:
		a.withoutWall()
		fallthrough
	default:
		d.Notes = append(d.Notes, doc.Note{Code: kind, Message: why})
	}
	a.around(root, base)
	for _, date := range dates {
		if d.Published.IsZero() {
			setPublished(d, date.words, date.from)
		}
	}
	return a.lay()
}

// maxElements is how many elements a page may have. The longest news pages
// have some ten thousand.
const maxElements = 100_000

// fromMetadata takes over what the page's head says.
func (a *article) fromMetadata(m *metadata) {
	d := a.doc
	d.URL = pageAddress(m.address(), d.Origin.URL)
	d.Publisher = m.publisher()
	if name := knownOutlet(d.URL); name != "" && d.Publisher == "" {
		d.Publisher = name
	}
	d.Author = m.author()
	d.Language = m.language()
	var w writer
	w.write(m.headline())
	a.title = w.chunk()
	a.declared = m.article != nil || strings.EqualFold(m.any("og:type"), "article")
	setPublished(d, m.ld("datePublished"), "JSON-LD datePublished")
	for _, name := range dateNames {
		setPublished(d, m.any(name), "meta "+name)
	}
	setPublished(d, m.ld("dateCreated"), "JSON-LD dateCreated")
}

// extract finds the part of the page that is the article, and the byline
// beside it. It leaves root as it is.
func extract(root *html.Node, address *url.URL) (body *html.Node, author string) {
	p := readability.NewParser()
	p.KeepClasses = true
	found, err := p.ParseDocument(root, address)
	if err != nil || found.Node == nil {
		return nil, ""
	}
	author = withoutDate(byline(found.Byline()))
	if !looksName(author) || strings.ContainsAny(author, "0123456789") {
		author = ""
	}
	return found.Node, author
}

// withoutDate takes a date off the end of a byline.
func withoutDate(s string) string {
	words := strings.Fields(s)
	for i := range words {
		if isDate(strings.Join(words[i:], " ")) {
			return strings.Join(words[:i], " ")
		}
	}
	return s
}

// foundDate is a date on the page with where it stands.
type foundDate struct{ words, from string }

// visibleDates finds dates that the page shows: time elements, those marked as
// publication first, then short lines in boxes named after the date. Lists of
// other articles are left out.
func visibleDates(root *html.Node) []foundDate {
	var marked, times, lines []foundDate
	for n := range root.Descendants() {
		if n.Type != html.ElementNode || len(times)+len(lines) > 50 {
			continue
		}
		if n.Data == "time" || attr(n, "itemprop") == "datePublished" {
			if inside(n, relatedClass) {
				continue
			}
			s := attr(n, "datetime")
			if s == "" {
				s = attr(n, "content")
			}
			if s == "" {
				s = words(n)
			}
			if _, reading := parseInstant(s); reading != goodDate {
				continue
			}
			at := foundDate{s, "a time element"}
			if attr(n, "itemprop") == "datePublished" || attr(n, "pubdate") != "" {
				marked = append(marked, at)
			} else {
				times = append(times, at)
			}
			continue
		}
		class := attr(n, "class") + " " + attr(n, "id")
		if dateClass(class) && !inside(n, relatedClass) {
			w := words(n)
			for part := range strings.SplitSeq(w, "|") {
				if s, ok := dateOf(strings.TrimSpace(part)); ok {
					lines = append(lines, foundDate{s, "a date line"})
				}
			}
		}
	}
	return append(append(marked, times...), lines...)
}

func dateClass(class string) bool {
	class = strings.ToLower(class)
	for _, part := range []string{"date", "time", "publish", "posted", "byline", "meta"} {
		if strings.Contains(class, part) {
			return true
		}
	}
	return false
}

// inside reports whether n lies in a box whose class or id matches.
func inside(n *html.Node, class interface{ MatchString(string) bool }) bool {
	for p := n; p != nil && p.Type == html.ElementNode && p.Data != "body"; p = p.Parent {
		if class.MatchString(attr(p, "class")+" "+attr(p, "id")) || p.Data == "aside" || p.Data == "nav" || p.Data == "footer" {
			return true
		}
	}
	return false
}

// enough reports whether the pieces are an article: a paragraph that is a
// sentence, some words beside, and not mostly links.
func (a *article) enough() bool {
	letters, links, sentence := 0, 0, false
	for _, c := range a.pieces {
		if field(c.kind) != doc.FieldText {
			continue
		}
		n := textSize(c.text)
		letters += n
		for _, l := range c.links {
			links += textSize(l.Words)
		}
		sentence = sentence || n >= 30 && endsSentence(c.text) || n >= 200
	}
	least := 100
	if a.declared {
		least = 30
	}
	return sentence && letters >= least && links*2 <= letters
}

// textSize is the number of letters of s; a Chinese, Japanese or Korean one
// counts for four.
func textSize(s string) int {
	n := 0
	for _, r := range s {
		switch {
		case r >= 0x2E80 && unicode.IsLetter(r):
			n += 4
		case unicode.IsLetter(r):
			n++
		}
	}
	return n
}

// maxRelated is how many links a box of related articles gives at most.
const maxRelated = 20

// around adds what stands in the article's element but outside its running
// text: the caption of the picture at the top, the boxes of related articles.
func (a *article) around(root *html.Node, base *url.URL) {
	box := a.box(root)
	if box == nil {
		return
	}
	have := map[string]bool{}
	for _, c := range a.pieces {
		have[c.text] = true
	}
	add := func(c chunk) {
		if !have[c.text] {
			have[c.text] = true
			a.pieces = append(a.pieces, c)
		}
	}
	var seen *html.Node // the last box of related articles
	related := 0
	for n := range box.Descendants() {
		if n.Type != html.ElementNode || nested(n, box) {
			continue
		}
		if n.Data == "figcaption" && !inside(n, relatedClass) && linked(n.Parent) <= 0.5 {
			for _, c := range captionOf(n, base) {
				add(c)
			}
		}
		if within(n, seen) || related >= maxRelated || !relatedClass.MatchString(attr(n, "class")+" "+attr(n, "id")) || linked(n) <= 0.5 {
			continue
		}
		seen = n
		for _, c := range linksOf(n, base) {
			if related++; related <= maxRelated {
				add(c)
			}
		}
	}
}

// captionOf reads a figcaption into its caption and credit.
func captionOf(n *html.Node, base *url.URL) []chunk {
	b := blockReader{base: base, kind: doc.Caption}
	b.read(n)
	b.flush()
	var a article
	a.page = true
	a.doc = &doc.Document{}
	a.read(b.chunks)
	return slices.DeleteFunc(a.pieces, func(c chunk) bool {
		return c.kind == doc.Caption && c.wholeLink() != nil || c.kind != doc.Caption && c.kind != doc.Credit
	})
}

// linksOf reads the links of a box of related articles.
func linksOf(n *html.Node, base *url.URL) []chunk {
	b := blockReader{base: base, related: true}
	b.read(n)
	b.flush()
	var out []chunk
	for _, c := range b.chunks {
		for _, l := range c.links {
			if len(strings.Fields(l.Words)) >= 3 {
				link := c.cut(l.Span.Start, l.Span.End)
				link.kind, link.image = doc.RelatedLink, false
				out = append(out, link)
			}
		}
	}
	return out
}

// within reports whether n is box or lies below it.
func within(n, box *html.Node) bool {
	for ; n != nil && box != nil; n = n.Parent {
		if n == box {
			return true
		}
	}
	return false
}

// box is the article or main element that holds the first paragraph.
func (a *article) box(root *html.Node) *html.Node {
	start := ""
	for _, c := range a.pieces {
		if c.kind == doc.Paragraph && len(c.text) >= 40 {
			start = clip(c.text, 60)
			break
		}
	}
	start = strings.TrimSuffix(start, "…")
	if start == "" {
		return nil
	}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && (n.Data == "article" || n.Data == "main") && strings.Contains(words(n), start) {
			return n
		}
	}
	return nil
}

// nested reports whether n lies in an article, a link or a list of its own
// inside box.
func nested(n, box *html.Node) bool {
	for p := n.Parent; p != nil && p != box; p = p.Parent {
		if p.Data == "article" || p.Data == "a" || p.Data == "li" {
			return true
		}
	}
	return false
}

// htmlChunks reads a piece of HTML inside Markdown.
func htmlChunks(s string) []chunk {
	root, err := html.Parse(strings.NewReader(s))
	if err != nil {
		return nil
	}
	var b blockReader
	b.read(root)
	b.flush()
	return b.chunks
}
