package source

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"casus/doc"
)

// TestPageKinds tells pages that are no plain article from those that are.
func TestPageKinds(t *testing.T) {
	const p = "<p>Delegates from Norland said on Tuesday that they had returned to the table in the town of Arlen, where talks broke off two years ago over fishing rights.</p>\n"
	page := func(head, body string) string {
		return `<!doctype html><html lang="en"><head><title>Talks resume in Arlen</title>` + head + `</head><body><article><h1>Talks resume in Arlen</h1>` + body + `</article></body></html>`
	}
	ld := func(object string) string { return `<script type="application/ld+json">` + object + `</script>` }
	address := func(path string) string { return `<link rel="canonical" href="https://tarn.example` + path + `">` }
	news := ld(`{"@type":"NewsArticle","headline":"Talks resume in Arlen","isAccessibleForFree":false}`)
	full := strings.Repeat(p, 16)
	var hours, figures, list, teaser strings.Builder
	for i := range 12 {
		fmt.Fprintf(&hours, "<h3>%d:%02d GMT</h3>%s", 9+i/2, 30*(i%2), p)
		fmt.Fprintf(&figures, `<figure><img src="%d.jpg"><figcaption>Boats of the fishing fleet lie in the harbour of Arlen on day %[1]d of the strike, which keeps markets empty.</figcaption></figure>`, i)
		fmt.Fprintf(&list, `<li><a href="/news/%d">Talks on fishing rights resume in Arlen, day %[1]d</a></li>`, i)
		fmt.Fprintf(&teaser, `<div><h2><a href="/news/%d">Talks on fishing rights resume in Arlen, day %[1]d</a></h2><p>The delegates returned to the table on Tuesday, two years after they had left it in anger.</p></div>`, i)
	}
	tests := []struct {
		name, in, kind string
		document       bool
	}{
		{"an article", page("", full), "", true},
		{"a short article", page("", p+p), "", true},
		{"an article to be paid for, whole", page(news, full), "", true},
		{"an article to be paid for, its beginning", page(news, p+p), Stub, true},
		{"words of a wall", page("", p+p+"<p>Subscribe to continue reading this story.</p>"), Stub, true},
		{"words of a wall outside the text", page("", p+p) + `<section>Already a subscriber? <a href="/login">Log in</a></section>`, Stub, true},
		{"an offer below a whole article", page("", full+"<p>Want to read more? Start your free trial.</p>"), "", true},
		{"a box of the wall", page("", p+p+`<div class="paywall">Offers</div>`), Stub, true},
		{"a text that breaks off", page("", p+strings.Replace(p, " over fishing rights.", "…", 1)), Stub, true},
		{"a locked tier", page(`<meta property="article:content_tier" content="locked">`, p), Stub, true},
		{"a live blog that says so", page(ld(`{"@type":"LiveBlogPosting","headline":"Talks resume in Arlen"}`), full), LiveBlog, true},
		{"a live blog by its address", page(address("/news/live/arlen-talks"), hours.String()), LiveBlog, true},
		{"hours in an article", page(address("/news/arlen-talks"), hours.String()), "", true},
		{"a town called Live Oak", page(address("/news/live-oak-talks"), full), "", true},
		{"a gallery that says so", page(ld(`{"@type":"ImageGallery"}`), p+p+figures.String()), Gallery, true},
		{"a gallery by its pictures", page("", p+figures.String()), Gallery, true},
		{"an article with many pictures", page("", full+full+figures.String()), "", true},
		{"a list of links", page("", "<ul>"+list.String()+"</ul>"), IndexPage, false},
		{"a section with teasers", `<!doctype html><html><head><title>World news</title>` + address("/world") + `</head><body><main>` + teaser.String() + `</main></body></html>`, IndexPage, false},
		{"a front page", `<!doctype html><html><head><title>Tarn News</title>` + address("/") + `</head><body><div>` + full + "<ul>" + list.String() + `</ul></div></body></html>`, IndexPage, false},
		{"an article with a list of others", page(address("/news/1"), full) + "<ul>" + list.String() + "</ul>", "", true},
		{"nothing", page("", "<p>Loading</p>"), NoArticle, false},
	}
	for _, test := range tests {
		docs, err := Parse("page", []byte(test.in), Options{})
		kind := ""
		var e *Error
		if errors.As(err, &e) {
			kind = e.Code
			if !e.Read() {
				t.Errorf("%s: %v is not taken for read", test.name, e)
			}
		}
		for _, d := range docs {
			for _, n := range d.Notes {
				switch n.Code {
				case Stub, Gallery, LiveBlog, IndexPage:
					kind = n.Code
				}
			}
			if kind == Stub && wallWords.MatchString(d.Region(doc.FieldText)) {
				t.Errorf("%s: the wall is in the text: %q", test.name, d.Text)
			}
		}
		if kind != test.kind || test.document != (len(docs) == 1) {
			t.Errorf("%s: %d documents, %q, %v; want %q", test.name, len(docs), kind, err, test.kind)
		}
	}
}

// TestPageWithoutArticle holds that what a page says of itself is known though
// it holds no article.
func TestPageWithoutArticle(t *testing.T) {
	in := `<!doctype html><html lang="de"><head><title>x</title><link rel="canonical" href="https://www.tarn.example/2026/03/02/menu"><meta property="og:site_name" content="Tarn News"><link rel="alternate" type="application/rss+xml" href="/rss.xml"></head><body><p>Home</p></body></html>`
	_, err := Parse("page", []byte(in), Options{})
	var e *Error
	if !errors.As(err, &e) || e.Page == nil {
		t.Fatalf("error %v without a page", err)
	}
	if p := e.Page; p.CanonicalURL != "https://www.tarn.example/2026/03/02/menu" || p.Publisher != "Tarn News" || p.Published.Date.String() != "2026-03-02" || p.Language != "de" {
		t.Errorf("page %+v", p)
	}
	if want := "the page names a feed: https://www.tarn.example/rss.xml"; !strings.HasSuffix(e.Hint, want) {
		t.Errorf("hint %q, want %q", e.Hint, want)
	}
}
