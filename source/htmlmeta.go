package source

import (
	"encoding/json"
	"html"
	"regexp"
	"strings"

	xhtml "golang.org/x/net/html"
)

// metadata is what a page says about its article outside the running text.
type metadata struct {
	meta    map[string]string // content by lower-case name, property or itemprop, dots as colons; the first counts
	article map[string]any    // the JSON-LD object of the article, nil for none
	site    string            // name of the JSON-LD publisher or web site
	link    string            // rel=canonical
	saved   string            // address in the comment that browsers leave in saved pages
	lang    string            // of the html element
	base    string            // href of the base element
	title   string            // of the title element
	heads   []string          // texts of h1 elements

	types map[string]bool // of JSON-LD objects
	paid  bool            // some JSON-LD object says that it is not for free

	elements int // of the page
}

// savedFrom is the comment that browsers put into a saved page.
var savedFrom = regexp.MustCompile(`saved from url=\(\d+\)(\S+)`)

// readMetadata collects the metadata of a page.
func readMetadata(root *xhtml.Node) *metadata {
	m := &metadata{meta: map[string]string{}, types: map[string]bool{}}
	for n := range root.Descendants() {
		switch n.Type {
		case xhtml.CommentNode:
			if s := savedFrom.FindStringSubmatch(n.Data); s != nil && m.saved == "" {
				m.saved = s[1]
			}
		case xhtml.ElementNode:
			m.elements++
			m.element(n)
		}
	}
	return m
}

func (m *metadata) element(n *xhtml.Node) {
	switch n.Data {
	case "html":
		m.lang = attr(n, "lang")
	case "base":
		setOnce(&m.base, attr(n, "href"))
	case "title":
		if n.Namespace == "" {
			setOnce(&m.title, words(n))
		}
	case "h1":
		if w := words(n); w != "" && len(m.heads) < 20 {
			m.heads = append(m.heads, w)
		}
	case "link":
		if strings.EqualFold(attr(n, "rel"), "canonical") {
			setOnce(&m.link, attr(n, "href"))
		}
	case "meta":
		content := strings.TrimSpace(attr(n, "content"))
		for _, key := range []string{"property", "name", "itemprop", "http-equiv"} {
			for name := range strings.FieldsSeq(strings.ToLower(attr(n, key))) {
				name = strings.ReplaceAll(name, ".", ":")
				if content != "" && m.meta[name] == "" {
					m.meta[name] = content
				}
			}
		}
	case "script":
		if strings.EqualFold(strings.TrimSpace(attr(n, "type")), "application/ld+json") && n.FirstChild != nil {
			m.linkedData(n.FirstChild.Data)
		}
	}
}

// is reports whether some JSON-LD object of the page has one of the types.
func (m *metadata) is(types ...string) bool {
	for _, t := range types {
		if m.types[t] {
			return true
		}
	}
	return false
}

func setOnce(p *string, s string) {
	if *p == "" {
		*p = strings.TrimSpace(s)
	}
}

// articleTypes are the types of schema.org that are articles.
var articleTypes = regexp.MustCompile(`(?:Article|Posting|Report|Report(?:age)?NewsArticle)$`)

// linkedData reads one JSON-LD script. Broken ones are passed over: pages have
// many, and nothing depends on them.
func (m *metadata) linkedData(s string) {
	s = strings.TrimSpace(s)
	for _, wrap := range []string{"<!--", "//<![CDATA[", "<![CDATA["} {
		s = strings.TrimPrefix(s, wrap)
	}
	for _, wrap := range []string{"-->", "//]]>", "]]>"} {
		s = strings.TrimSuffix(s, wrap)
	}
	var v any
	if json.Unmarshal([]byte(s), &v) == nil {
		m.object(v, 0)
	}
}

func (m *metadata) object(v any, depth int) {
	if depth > 6 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			m.object(e, depth+1)
		}
	case map[string]any:
		kind := first(v["@type"])
		m.types[kind] = true
		switch free := v["isAccessibleForFree"].(type) {
		case bool:
			m.paid = m.paid || !free
		case string:
			m.paid = m.paid || strings.EqualFold(strings.TrimSpace(free), "false")
		}
		if articleTypes.MatchString(kind) && m.article == nil {
			m.article = v
		}
		if kind == "WebSite" || kind == "NewsMediaOrganization" {
			setOnce(&m.site, nameOf(v))
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage", "itemListElement"} {
			if _, ok := v[key].(string); !ok {
				m.object(v[key], depth+1)
			}
		}
	}
}

// first is a string of JSON-LD, or the first of a list of them.
func first(v any) string {
	switch v := v.(type) {
	case string:
		return clean(v)
	case []any:
		if len(v) > 0 {
			return first(v[0])
		}
	}
	return ""
}

// nameOf is the name of a person or an organisation, or of several.
func nameOf(v any) string {
	switch v := v.(type) {
	case string:
		return clean(v)
	case map[string]any:
		return first(v["name"])
	case []any:
		var names []string
		for _, e := range v {
			if n := nameOf(e); n != "" {
				names = append(names, n)
			}
		}
		return strings.Join(names, ", ")
	}
	return ""
}

// clean undoes the entities that some pages put into JSON, and collapses white
// space.
func clean(s string) string {
	return strings.Join(strings.Fields(html.UnescapeString(s)), " ")
}

// ld is a string member of the JSON-LD article.
func (m *metadata) ld(name string) string { return first(m.article[name]) }

// any is the content of the first name that the page has.
func (m *metadata) any(names ...string) string {
	for _, n := range names {
		if s := clean(m.meta[n]); s != "" {
			return s
		}
	}
	return ""
}

// publisher is the outlet as the page names it.
func (m *metadata) publisher() string {
	for _, s := range []string{
		nameOf(m.article["publisher"]), m.any("og:site_name"), m.site,
		m.any("dc:publisher", "dcterms:publisher", "publisher", "application-name", "twitter:app:name:iphone"),
	} {
		if s != "" && len(s) <= 80 && !strings.HasPrefix(s, "http") {
			return s
		}
	}
	return ""
}

// author is the byline as the page's head gives it.
func (m *metadata) author() string {
	for _, s := range []string{
		nameOf(m.article["author"]), nameOf(m.article["creator"]),
		m.any("dc:creator", "dcterm:creator", "dcterms:creator", "author", "byl", "parsely-author", "sailthru:author"), m.any("article:author"),
	} {
		if s != "" && len(s) <= 200 && !strings.Contains(s, "://") && !strings.HasPrefix(s, "@") && !isDate(s) {
			return byline(s)
		}
	}
	return ""
}

// address is the address of the page as it names itself.
func (m *metadata) address() string {
	main := m.ld("mainEntityOfPage")
	if o, ok := m.article["mainEntityOfPage"].(map[string]any); ok {
		main = first(o["@id"])
	}
	for _, s := range []string{m.link, m.any("og:url"), m.ld("url"), main, m.any("twitter:url", "parsely-link"), m.saved} {
		if parseAddress(s) != nil {
			return s
		}
	}
	return ""
}

// language is the declared language.
func (m *metadata) language() string {
	for _, s := range []string{m.ld("inLanguage"), m.lang, m.any("content-language", "og:locale", "language", "dc:language")} {
		if len(s) >= 2 && len(s) <= 12 {
			return s
		}
	}
	return ""
}

// headline is the title of the article: where the page's head adds the name of
// the site to it, the words of its h1 element alone.
func (m *metadata) headline() string {
	tag := withoutTail(clean(m.title))
	title := m.any("dc:title", "dcterm:title", "dcterms:title", "og:title", "twitter:title", "parsely-title", "title")
	if h := m.ld("headline"); h != "" {
		title = h
		// Some sites put a description there and the title into the name.
		if name := m.ld("name"); name != "" && !m.isSite(name) && !strings.Contains(m.title, h) && strings.Contains(m.title, name) {
			title = name
		}
	}
	switch {
	case title == "" && tag != "":
		title = tag
	case title == "" && len(m.heads) > 0:
		return m.heads[0]
	}
	for _, h := range m.heads {
		if len(h) < len(title) && len(h)*3 >= len(title) && strings.HasPrefix(title, h) {
			return h
		}
	}
	title = withoutSite(title, m.publisher())
	if m.isSite(title) {
		for _, other := range append([]string{tag}, m.heads...) {
			if len(strings.Fields(other)) >= 3 && !m.isSite(other) {
				return other
			}
		}
	}
	return title
}

// isSite reports the name of the site in place of a headline.
func (m *metadata) isSite(s string) bool {
	return strings.EqualFold(s, m.publisher()) || strings.EqualFold(s, m.site) || outletNames()[strings.ToLower(s)]
}

// bars stand between a headline and the name of the site.
var bars = []string{" | ", " - ", " – ", " — ", " :: ", " · ", " » "}

// withoutTail takes what follows the last bar off a title element, which has
// the name of the site there, unless too little would be left.
func withoutTail(title string) string {
	for _, bar := range bars {
		if i := strings.LastIndex(title, bar); i > 0 && len(strings.Fields(title[:i])) >= 4 && i > len(title)-i {
			return title[:i]
		}
	}
	return title
}

// withoutSite takes the name of the site off the end of a title.
func withoutSite(title, site string) string {
	for _, bar := range bars {
		i := strings.LastIndex(title, bar)
		if i <= 0 {
			continue
		}
		rest := title[i+len(bar):]
		if bar == " | " && i > len(rest) || site != "" && strings.Contains(strings.ToLower(rest), strings.ToLower(site)) ||
			site != "" && strings.Contains(strings.ToLower(site), strings.ToLower(rest)) {
			return strings.TrimSpace(title[:i])
		}
	}
	return title
}

// dateNames are meta elements with the date of publication.
var dateNames = []string{
	"article:published_time", "og:article:published_time", "og:published_time", "datepublished", "article:published",
	"parsely-pub-date", "sailthru:date", "dc:date:issued", "dcterms:issued", "dcterms:created", "dc:date", "dcterms:date", "dc:date:created",
	"pubdate", "publishdate", "publish-date", "publish_date", "date_published", "publication_date", "article_date_original",
	"originalpublicationdate", "ptime", "pdate", "date", "cxenseparse:recs:publishtime", "bt:pubdate", "rnews:datepublished",
}

// attr is the value of an attribute, empty for none.
func attr(n *xhtml.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// words is the text below n with white space collapsed.
func words(n *xhtml.Node) string { return wordsUpTo(n, 1<<30) }

// wordsUpTo is words, cut off somewhere behind limit bytes. It keeps looking at
// nested boxes from costing the square of the page.
func wordsUpTo(n *xhtml.Node, limit int) string {
	var w writer
	seen := 0
	for c := range n.Descendants() {
		if seen++; w.b.Len() > limit || seen > 4*limit {
			break
		}
		if c.Type == xhtml.TextNode && !hidden(c.Parent) {
			w.write(c.Data)
		}
	}
	return w.b.String()
}

func hidden(n *xhtml.Node) bool {
	return n != nil && n.Type == xhtml.ElementNode && (n.Data == "script" || n.Data == "style" || n.Data == "noscript" || n.Data == "template")
}
