package source

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"golang.org/x/net/html"

	"casus/doc"
)

// The kinds of page that are no plain article. A document of such a page has a
// note with the code; a page that gives no document an Error with it.
const (
	Stub      = "stub"       // the beginning of an article, the rest is for subscribers
	Gallery   = "gallery"    // pictures with captions
	LiveBlog  = "live-blog"  // many short entries with their hours
	IndexPage = "index-page" // links to articles
)

var (
	wallWords = regexp.MustCompile(`(?i)\b(?:subscribe|sign ?in|log ?in|sign up|register|create (?:an?|your) (?:free )?account)(?: now| today| or \w+(?: \w+)?)? (?:to|and) (?:continue|keep|finish|unlock|read|get unlimited)\b|` +
		`\b(?:to|want to) (?:continue|keep) reading\b|\b(?:article|content|story|page) is (?:only )?(?:available )?(?:only )?(?:exclusive(?:ly)? |reserved )?(?:for|to) (?:our )?(?:paid |paying |premium |registered )?(?:subscribers|members|users)\b|` +
		`\balready (?:a|have an?) (?:subscriber|member|subscription|account)\b|\b(?:unlock|read) the (?:full|rest of (?:the|this)) (?:article|story)\b|` +
		`\byou(?:['’]ve| have) (?:reached|used|read) (?:your|all|\d+)(?: \w+)* (?:limit|articles?)\b|\bfor subscribers only\b|\bsubscribers?[ -]only\b|\bstart (?:your|a) free trial\b`)
	wallClass   = regexp.MustCompile(`(?i)(?:^|[\s_-])(?:paywall(?:ed)?|regwall|meter(?:ed)?-?(?:wall|content)?|piano-(?:inline|offer)|subscriber-only|premium-wall|gateway-content|tp-modal)(?:$|[\s_-])`)
	galleryPath = regexp.MustCompile(`(?i)/(?:photo-?|image-?|picture-?)?(?:galler(?:y|ies)|slideshows?|photos|pictures|photo-essays?|in-pictures|pictures-of-the-(?:day|week))(?:/|$|-)`)
	galleryHead = regexp.MustCompile(`(?i)^(?:in (?:pictures|photos|images)\b|photos?\s*[:|]|gallery\s*[:|]|pictures? of the (?:day|week)\b)|[(\[|:–—-]\s*(?:in pictures|photo(?:s| gallery)|gallery)\s*[)\]]?$`)
	livePath    = regexp.MustCompile(`(?i)(?:^|[/_-])live(?:-?blog|-?updates?|-?coverage|-?news|-?ticker)?(?:[/_-]|$)`)
	liveHead    = regexp.MustCompile(`(?i)^live\s*[:|–—-]|\blive (?:updates|blog|coverage)\b|[–—|:-]\s*live\b.{0,20}$|\bas it happened\b`)
	liveClock   = regexp.MustCompile(`(?i)^\W*(?:[01]?\d|2[0-3])[:.h][0-5]\d\s*(?:[ap]\.?m\.?)?\s*(?:\(?(?:GMT|BST|UTC|CET|CEST|EET|MSK|E[SD]?T|P[SD]?T)\)?)?(?:\W|$)`)
)

// The most letters that a text may have to be taken for the beginning of a
// longer one, where the page says that the rest is to be paid for and where
// only its words say so.
const (
	maxStub     = 1500
	maxCutShort = 1000
)

// maxTeaser is the most bytes that the words beside the link to an article have.
const maxTeaser = 250

// pageKind tells what a page is, and why; empty for a plain article. It is asked
// before and after the text was found to be enough.
func (a *article) pageKind(m *metadata, root *html.Node) (kind, why string) {
	paragraphs, longest, links, clocks, captions, inCaptions := 0, 0, 0, 0, 0, 0
	for _, c := range a.pieces {
		switch {
		case c.kind == doc.Caption:
			captions++
			inCaptions += textSize(c.text)
		case c.wholeLink() != nil && len(strings.Fields(c.text)) >= 4:
			links++
		case c.kind == doc.Paragraph:
			paragraphs++
			longest = max(longest, len(c.text))
		}
		if liveClock.MatchString(clip(c.text, 40)) {
			clocks++
		}
	}
	path := a.path()
	letters := a.letters()
	switch {
	case m.is("LiveBlogPosting"):
		return LiveBlog, "the page says so (JSON-LD)"
	case clocks >= 3 && (livePath.MatchString(path) || liveHead.MatchString(a.title.text)):
		return LiveBlog, fmt.Sprintf("%d entries begin with an hour", clocks)
	case m.is("ImageGallery", "MediaGallery") && (m.article == nil || inCaptions > letters):
		return Gallery, "the page says so (JSON-LD)"
	case captions >= 3 && inCaptions > letters && (galleryPath.MatchString(path) || galleryHead.MatchString(a.title.text)),
		captions >= 6 && inCaptions > 2*letters:
		return Gallery, count(captions, "picture") + " and little text"
	case !a.declared && links >= 10 && links >= paragraphs && longest < maxTeaser && letters < maxTeaser*links:
		return IndexPage, count(links, "link") + " to articles and little text"
	case !a.declared && (m.is("CollectionPage", "ItemList", "SearchResultsPage") || a.front()) && teasers(root) >= 8:
		return IndexPage, "the page is a list of articles"
	case letters < maxStub:
		return a.stub(m, root, letters)
	}
	return "", ""
}

// stub tells the beginning of an article that has to be paid for.
func (a *article) stub(m *metadata, root *html.Node, letters int) (kind, why string) {
	tier := strings.ToLower(m.any("article:content_tier"))
	switch {
	case m.paid, tier == "locked", tier == "metered" && letters < maxCutShort:
		return Stub, "the page says that the article has to be paid for, and there is little of it"
	case walled(root):
		return Stub, "the page asks to subscribe, and there is little of the article"
	}
	for i := len(a.pieces) - 1; i >= 0; i-- {
		c := &a.pieces[i]
		if c.kind != doc.Paragraph {
			continue
		}
		end := strings.TrimRight(c.text, " ])»")
		if letters < maxCutShort && len(end) > 80 && (strings.HasSuffix(end, "…") || strings.HasSuffix(end, "...")) {
			return Stub, "the text breaks off with dots"
		}
		break
	}
	return "", ""
}

// walled reports a page that asks to pay or to register before one reads on.
func walled(root *html.Node) bool {
	seen := 0
	for n := range root.Descendants() {
		if seen++; seen > 20_000 {
			return false
		}
		switch {
		case n.Type == html.ElementNode && (n.Data == "div" || n.Data == "section" || n.Data == "aside"):
			if wallClass.MatchString(attr(n, "class")+" "+attr(n, "id")) && !isHidden(n) && len(words(n)) > 0 {
				return true
			}
		case n.Type == html.TextNode && len(n.Data) < 2000 && !hidden(n.Parent) && wallWords.MatchString(n.Data):
			return true
		}
	}
	return false
}

// withoutWall takes the words of the wall out of the text.
func (a *article) withoutWall() {
	kept := a.pieces[:0]
	for _, c := range a.pieces {
		if len(c.text) <= 300 && c.kind != doc.Caption && wallWords.MatchString(c.text) {
			a.dropped++
			continue
		}
		kept = append(kept, c)
	}
	a.pieces = kept
}

// path is the path of the page's address.
func (a *article) path() string {
	if u := a.pageURL(); u != nil {
		return u.Path
	}
	return ""
}

func (a *article) pageURL() *url.URL {
	if u := parseAddress(a.doc.Origin.URL); u != nil {
		return u
	}
	return parseAddress(a.doc.URL)
}

// front reports the front page of a site.
func (a *article) front() bool {
	u := a.pageURL()
	return u != nil && isRoot(u)
}

// teasers counts the links of a page, menus left out, whose words can be
// headlines.
func teasers(root *html.Node) int {
	found := map[string]bool{}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode || n.Data != "a" || attr(n, "href") == "" || len(found) > 100 {
			continue
		}
		if len(strings.Fields(wordsUpTo(n, 300))) >= 4 && !inMenu(n) {
			found[attr(n, "href")] = true
		}
	}
	return len(found)
}

func inMenu(n *html.Node) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if p.Data == "nav" || p.Data == "footer" {
			return true
		}
	}
	return false
}

// noArticle is the Error for a page whose text is not enough for an article.
func (a *article) noArticle(m *metadata, root *html.Node) *Error {
	e := &Error{
		Code: NoArticle, Found: "no article in this HTML page", Wanted: "a page with paragraphs of running text",
		Hint: "front pages, galleries and pages that scripts fill have none",
	}
	kind, why := a.pageKind(m, root)
	if n := teasers(root); kind == "" && n >= 8 {
		kind, why = IndexPage, count(n, "link")+" to articles and no text"
	}
	if kind != "" {
		e.Code, e.Hint = kind, why
		e.Found = map[string]string{
			Stub: "the article has to be paid for", Gallery: "a gallery of pictures without an article",
			LiveBlog: "a live blog without text", IndexPage: "a list of articles, not an article",
		}[kind]
	}
	if feed := a.feedOf(root); feed != "" {
		e.Hint += "; the page names a feed: " + feed
	}
	return e
}

// feedOf is the address of the feed that a page names, empty for none.
func (a *article) feedOf(root *html.Node) string {
	for n := range root.Descendants() {
		if n.Type != html.ElementNode || n.Data != "link" || !strings.EqualFold(attr(n, "rel"), "alternate") {
			continue
		}
		switch mediaType(attr(n, "type")) {
		case "application/rss+xml", "application/atom+xml", "application/feed+json":
			href := strings.TrimSpace(attr(n, "href"))
			if base := a.pageURL(); base != nil {
				if u, err := base.Parse(href); err == nil {
					href = u.String()
				}
			}
			return clip(href, 300)
		}
	}
	return ""
}
