package source

import (
	"net/url"
	"regexp"
	"strings"

	"golang.org/x/net/html"

	"casus/doc"
)

// Elements by what they do to the text.
var (
	skipped = set("script style noscript template nav form button input select textarea iframe object embed svg canvas math head dialog video audio menu map progress meter")
	breaks  = set("address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr li main ol p pre section summary table tbody td tfoot th thead tr ul caption html")
)

func set(words string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// Classes and ids by the part that a box plays. They are matched against class
// and id joined by a space.
var (
	captionClass = regexp.MustCompile(`(?i)(?:^|[\s_-])(?:wp-)?(?:image|img|photo|media|figure|picture|lead|gallery)?[_-]?caption(?:[_-]?text)?(?:$|[\s_-])|figcaption`)
	creditClass  = regexp.MustCompile(`(?i)(?:^|[\s_-])(?:photo|image|img|media|figure|picture|caption)?[_-]*(?:credits?|copyright|photographer|attribution)(?:$|[\s_-])`)
	relatedClass = regexp.MustCompile(`(?i)(?:^|[\s_-])(?:related|recommend(?:ed|ations?)?|read-?more|readmore|more-?on|see-?also|also-?read|most-?(?:read|popular|viewed)|trending|outbrain|taboola|teasers?|promo(?:box)?|further-reading)(?:$|[\s_-])`)
	clutterClass = regexp.MustCompile(`(?i)(?:^|[\s_-])(?:share|sharing|social|sharebar|addthis|sharedaddy|newsletter|subscribe|subscription|signup|sign-up|comments?|disqus|cookie|consent|paywall|advert(?:isement)?|ads?|sponsor(?:ed)?|breadcrumbs?|pagination|skip-?link|screen-reader-text|sr-only|visually-?hidden|toolbar|login|modal|popup)(?:$|[\s_-])`)
)

// blockReader reads the layout of a page into chunks.
type blockReader struct {
	base    *url.URL
	chunks  []chunk
	w       writer
	kind    doc.BlockKind
	level   int
	related bool // inside a box of related articles
	breaks  int  // br elements since the last word
}

// read reads the children of n.
func (b *blockReader) read(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		b.node(c)
	}
}

func (b *blockReader) node(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		if strings.TrimSpace(n.Data) != "" {
			b.breaks = 0
		}
		b.w.write(n.Data)
	case html.ElementNode:
		b.element(n)
	case html.DocumentNode:
		b.read(n)
	}
}

func (b *blockReader) element(n *html.Node) {
	switch {
	case skipped[n.Data] || n.Namespace != "" || isHidden(n):
		return
	case n.Data == "br":
		b.w.write("\n")
		if b.breaks++; b.breaks == 2 {
			b.flush()
		}
		return
	case n.Data == "img" || n.Data == "picture":
		b.w.out.image = true
		return
	case n.Data == "wbr":
		return
	case n.Data == "pre":
		b.pre(n)
		return
	}
	class := attr(n, "class") + " " + attr(n, "id")
	if breaks[n.Data] {
		b.block(n, class)
		return
	}
	if creditClass.MatchString(class) && (b.kind == doc.Caption || n.Data == "small" || n.Data == "cite" || n.Data == "span") && len(wordsUpTo(n, 200)) < 200 {
		b.flush()
		b.inside(n, doc.Credit, 0)
		return
	}
	switch n.Data {
	case "a":
		start := b.w.at()
		count := len(b.chunks)
		b.read(n)
		if len(b.chunks) == count {
			b.w.link(start, b.target(attr(n, "href")))
		}
	case "b", "strong", "i", "em", "cite":
		start := b.w.at()
		count := len(b.chunks)
		b.read(n)
		if len(b.chunks) == count {
			b.w.emphasis(start)
		}
	default:
		b.read(n)
	}
}

// block reads an element that stands for itself.
func (b *blockReader) block(n *html.Node, class string) {
	b.flush()
	kind, level := b.kind, 0
	switch n.Data {
	case "h1", "h2", "h3", "h4", "h5", "h6":
		kind, level = doc.Heading, int(n.Data[1]-'0')
	case "blockquote":
		kind = doc.Quotation
	case "li", "dd", "dt":
		kind = doc.ListItem
	case "figcaption":
		kind = doc.Caption
	}
	was := b.related
	switch {
	case b.kind == doc.Caption || b.kind == doc.Credit:
		kind = b.kind
		if creditClass.MatchString(class) {
			kind = doc.Credit
		}
	case captionClass.MatchString(class) && len(wordsUpTo(n, 1000)) < 1000 && !has(n, "p", 3):
		kind = doc.Caption
	case creditClass.MatchString(class) && len(wordsUpTo(n, 200)) < 200:
		kind = doc.Credit
	case !b.related && relatedClass.MatchString(class) && linked(n) > 0.5:
		b.related = true
	case clutterClass.MatchString(class) && len(wordsUpTo(n, 400)) < 400:
		b.related = was
		return
	case n.Data == "footer" && len(wordsUpTo(n, 600)) < 600:
		return
	}
	b.inside(n, kind, level)
	b.related = was
}

// inside reads the children of n as chunks of a kind.
func (b *blockReader) inside(n *html.Node, kind doc.BlockKind, level int) {
	was, wasLevel := b.kind, b.level
	b.flush()
	b.kind, b.level = kind, level
	b.read(n)
	b.flush()
	b.kind, b.level = was, wasLevel
}

// pre reads text whose line breaks count.
func (b *blockReader) pre(n *html.Node) {
	b.flush()
	var s strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			s.WriteString(c.Data)
		}
	}
	for _, p := range paragraphs(s.String()) {
		b.w.write(p.Of(s.String()))
		b.flush()
	}
}

// flush ends a chunk.
func (b *blockReader) flush() {
	b.breaks = 0
	c := b.w.chunk()
	b.w = writer{}
	c.kind, c.level = b.kind, b.level
	if b.related && c.text != "" && c.kind != doc.Caption && c.kind != doc.Credit {
		if len(c.links) == 0 {
			return
		}
		c.kind, c.level = doc.RelatedLink, 0
	}
	if c.text != "" || c.image {
		b.chunks = append(b.chunks, c)
	}
}

// target is a link's address made absolute.
func (b *blockReader) target(href string) string {
	href = address(href)
	if href == "" || b.base == nil || len(href) > 4096 {
		return href
	}
	u, err := b.base.Parse(href)
	if err != nil {
		return href
	}
	return u.String()
}

// isHidden reports an element that browsers do not show.
func isHidden(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "aria-hidden":
			if a.Val == "true" && n.Data != "span" {
				return true
			}
		case "style":
			s := strings.ReplaceAll(strings.ToLower(a.Val), " ", "")
			if strings.Contains(s, "display:none") || strings.Contains(s, "visibility:hidden") {
				return true
			}
		}
	}
	return false
}

// linked is the share of the words below n that are links, told from its first
// five thousand nodes.
func linked(n *html.Node) float64 {
	all, in, seen := 0, 0, 0
	for c := range n.Descendants() {
		if seen++; seen > 5000 {
			break
		}
		if c.Type != html.TextNode {
			continue
		}
		k := len(strings.Fields(c.Data))
		all += k
		for p := c.Parent; p != nil && p != n.Parent; p = p.Parent {
			if p.Data == "a" {
				in += k
				break
			}
		}
	}
	if all == 0 {
		return 0
	}
	return float64(in) / float64(all)
}

// has reports whether at least count elements of a name lie below n.
func has(n *html.Node, name string, count int) bool {
	for c := range n.Descendants() {
		if c.Type == html.ElementNode && c.Data == name {
			if count--; count == 0 {
				return true
			}
		}
	}
	return false
}
