package newsgen

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"strings"
	"time"
)

// invented is what every page and line says of itself.
const invented = "Invented by a program for tests; nothing of it happened."

// Line is the article as one line of JSON Lines.
func (a *Article) Line() ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(struct {
		ID        string `json:"id"`
		URL       string `json:"url"`
		Publisher string `json:"publisher"`
		Title     string `json:"title"`
		Author    string `json:"author,omitempty"`
		Published string `json:"published"`
		Language  string `json:"language"`
		Note      string `json:"note"`
		Text      string `json:"text"`
	}{fmt.Sprintf("n%d", a.Number), a.URL, a.Publisher, a.Title, a.Author, a.Published.Format(time.RFC3339), a.Language, invented, a.Text()})
	return b.Bytes(), err
}

// page is the article in one of four layouts, as an outlet's server sends it:
// navigation, styles and scripts around the text, and the date in the way of
// the outlet.
type page struct {
	bytes.Buffer
	*Article
}

// layouts is the number of ways in which pages are made.
const layouts = 4

// HTML is the article as a web page of about 12 KB.
func (a *Article) HTML() []byte {
	p := &page{Article: a}
	p.Grow(16 << 10)
	p.head()
	p.around(true)
	switch a.layout {
	case 0, 1:
		p.article()
	default:
		p.divs()
	}
	p.around(false)
	p.WriteString("</body>\n</html>\n")
	return p.Bytes()
}

func (p *page) line(format string, args ...any) {
	for i, a := range args {
		if s, ok := a.(string); ok {
			args[i] = html.EscapeString(s)
		}
	}
	fmt.Fprintf(p, format+"\n", args...)
}

func (p *page) head() {
	p.line("<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n<title>%s - %s</title>", p.Language, p.Title, p.Publisher)
	p.line(`<meta name="generator" content="casus newsgen: %s">`, invented)
	p.line(`<link rel="canonical" href="%s">`, p.URL)
	at := p.Published.Format(time.RFC3339)
	if p.layout != 3 {
		p.line(`<meta property="og:site_name" content="%s">`, p.Publisher)
		p.line(`<meta property="og:title" content="%s">`, p.Title)
		p.line(`<meta property="og:type" content="article">`)
	}
	switch p.layout {
	case 0, 1:
		p.jsonLD(at)
	case 2:
		p.line(`<meta property="article:published_time" content="%s">`, at)
		p.line(`<meta name="author" content="%s">`, p.Author)
	case 3:
		p.line(`<meta name="date" content="%s">`, at)
	}
	p.WriteString(styles)
	p.line("</head>")
}

func (p *page) jsonLD(at string) {
	type thing struct {
		Type string `json:"@type"`
		Name string `json:"name"`
	}
	ld := map[string]any{
		"@context": "https://schema.org", "@type": "NewsArticle", "headline": p.Title, "datePublished": at, "dateModified": at,
		"mainEntityOfPage": p.URL, "publisher": thing{"NewsMediaOrganization", p.Publisher}, "inLanguage": p.Language,
	}
	if p.Author != "" {
		ld["author"] = []thing{{"Person", p.Author}}
	}
	b, err := json.Marshal(ld) // strings and maps of them
	if err != nil {
		panic(err)
	}
	fmt.Fprintf(p, "<script type=\"application/ld+json\">%s</script>\n", b)
}

var sections = []string{"Home", "World", "Politics", "Business", "Opinion", "Science", "Health", "Sport", "Culture", "Travel", "Weather", "Video", "Newsletters", "Archive"}

// around is what stands above and below the article on every page of an outlet.
func (p *page) around(above bool) {
	if above {
		p.line("<body class=\"story layout-%d\">\n<a class=\"skip\" href=\"#main\">Skip to content</a>\n<header><div class=\"brand\"><a href=\"/\">%s</a></div>\n<nav aria-label=\"Sections\"><ul>", p.layout, p.Publisher)
		for _, s := range sections {
			p.line(`<li class="nav-item"><a class="nav-link" href="/%s">%s</a></li>`, strings.ToLower(s), s)
		}
		p.WriteString("</ul></nav></header>\n" + script)
		return
	}
	p.line("<aside class=\"related\"><h2>More on this</h2><ul>")
	for i, s := range p.related {
		p.line(`<li class="card"><a href="/%d/%s"><img src="/img/%d.jpg" alt="" width="320" height="180" loading="lazy"><h3>%s</h3></a><time>%d hours ago</time></li>`, 100+i, slug(s), i, s, i+2)
	}
	p.line("</ul></aside>\n<section class=\"newsletter\"><h2>Sign up</h2><p>The best of %s in your inbox, every morning. No spam.</p><form><input type=\"email\" name=\"email\"><button>Subscribe</button></form></section>", p.Publisher)
	p.line("<footer><ul><li><a href=\"/about\">About us</a></li><li><a href=\"/terms\">Terms</a></li><li><a href=\"/privacy\">Privacy</a></li><li><a href=\"/jobs\">Jobs</a></li><li><a href=\"/contact\">Contact</a></li></ul><p>© %d %s. %s</p></footer>", p.Published.Year(), p.Publisher, invented)
}

func (p *page) byline() {
	if p.Author != "" {
		p.line(`<p class="byline">By <span class="author">%s</span></p>`, p.Author)
	}
}

const share = `<div class="share"><button>Share</button><button>Save</button><button>Print</button></div>`

// article is the text as a page of today has it.
func (p *page) article() {
	p.line("<main id=\"main\"><article>\n<h1>%s</h1>", p.Title)
	p.byline()
	p.line("<time datetime=\"%s\">%s</time>\n%s", p.Published.Format(time.RFC3339), p.Published.Format("2 January 2006, 15:04"), rawHTML(share))
	for i, s := range p.Paragraphs {
		p.line("<p>%s</p>", s)
		if i == 2 && len(p.Paragraphs) > 5 {
			p.line("<figure><img src=\"/img/main.jpg\" alt=\"\" width=\"1200\" height=\"675\"><figcaption>%s</figcaption></figure>", p.Title)
		}
		if i == 5 && p.layout == 1 {
			p.line("<aside class=\"inline\"><a href=\"/x\">Read more: %s</a></aside>", p.related[0])
		}
	}
	p.line("</article></main>")
}

// divs is the text as older pages have it.
func (p *page) divs() {
	p.line("<div id=\"main\" class=\"content\"><div class=\"story-body\">\n<h1 class=\"headline\">%s</h1>", p.Title)
	p.byline()
	p.line("<div class=\"date\">%s</div>\n%s", p.Published.Format("January 2, 2006"), rawHTML(share))
	for i, s := range p.Paragraphs {
		p.line("<p class=\"par\">%s</p>", s)
		if i == 3 {
			p.line("<div class=\"advert\"><span>Advertisement</span><div id=\"ad-%d\"></div></div>", i)
		}
	}
	p.line("</div></div>")
}

// rawHTML is not escaped by line.
type rawHTML string

const styles = `<style>
:root{--ink:#1a1a1a;--paper:#fff;--rule:#ddd;--accent:#a1261c}*{box-sizing:border-box}body{margin:0;font:18px/1.6 Georgia,serif;color:var(--ink);background:var(--paper)}
header{border-bottom:1px solid var(--rule);padding:1rem 2rem}.brand a{font-size:2rem;text-decoration:none;color:inherit}nav ul{display:flex;gap:1rem;list-style:none;margin:0;padding:0;flex-wrap:wrap}
main,.content{max-width:42rem;margin:2rem auto;padding:0 1rem}h1{font-size:2.2rem;line-height:1.2}.byline{color:#555}.share button{border:1px solid var(--rule);background:none;padding:.3rem .8rem}
figure{margin:2rem 0}figcaption{font-size:.8rem;color:#666}.related{background:#f5f5f2;padding:2rem}.related ul{display:grid;grid-template-columns:repeat(4,1fr);gap:1rem;list-style:none;padding:0}
.card h3{font-size:1rem}.newsletter{padding:2rem;border-top:1px solid var(--rule)}footer{font-size:.8rem;color:#666;padding:2rem}@media(max-width:40rem){.related ul{grid-template-columns:1fr}}
</style>
`

const script = `<script>
(function(){var q=[];window.track=function(n,v){q.push([n,v,Date.now()])};document.addEventListener("DOMContentLoaded",function(){track("view",location.pathname);
document.querySelectorAll(".share button").forEach(function(b){b.addEventListener("click",function(){track("share",b.textContent)})})});
window.consent={ad:false,stats:false,set:function(k,v){this[k]=v;try{localStorage.setItem("consent",JSON.stringify(this))}catch(e){}}};
setInterval(function(){if(q.length){navigator.sendBeacon("/t",JSON.stringify(q));q=[]}},5000)})();
</script>
`
