package source

import (
	"strings"

	"casus/doc"
)

// headNames are the names of fields that stand before a text, in e-mail and in
// front matter, and in the header of a table, with what they mean here.
var headNames = map[string]string{
	"title": "title", "headline": "title", "subject": "title", "header": "title",
	"text": "text", "body": "text", "content": "text", "article": "text", "full_text": "text", "fulltext": "text",
	"article_text": "text", "maintext": "text", "story": "text", "article_body": "text", "articlebody": "text",
	"date": "published", "published": "published", "publish_date": "published", "published_at": "published",
	"publication_date": "published", "date_published": "published", "datepublished": "published", "pubdate": "published", "pub_date": "published",
	"published_date": "published", "publishedat": "published", "time": "published", "timestamp": "published", "datetime": "published",
	"url": "url", "link": "url", "permalink": "url", "web_url": "url", "source_url": "url", "original_url": "url", "article_url": "url",
	"canonical_url": "url",
	"outlet":        "publisher", "source": "publisher", "publisher": "publisher", "publication": "publisher", "newspaper": "publisher",
	"site_name": "publisher", "source_name": "publisher", "media": "publisher", "agency": "publisher",
	"author": "author", "authors": "author", "byline": "author", "writer": "author", "creator": "author",
	"id": "id", "article_id": "id", "story_id": "id", "doc_id": "id", "docid": "id", "uid": "id", "guid": "id",
	"language": "language", "lang": "language",
}

// fieldName is what a name of a field means, empty for no known one.
func fieldName(name string) string {
	name = strings.ToLower(strings.Trim(strings.TrimSpace(name), `"'*_`))
	name = strings.NewReplacer(" ", "_", "-", "_").Replace(name)
	return headNames[name]
}

// head reads front matter and the header of an e-mail, and returns what
// follows them.
func (a *article) head(s string) string {
	body := strings.TrimLeft(s, " \t\n")
	if rest, ok := strings.CutPrefix(body, "---\n"); ok {
		if block, after, ok := strings.Cut(rest, "\n---"); ok && a.headLines(block+"\n") != block+"\n" {
			_, after, _ = strings.Cut(after, "\n")
			return after
		}
		return s
	}
	block, _, _ := strings.Cut(body, "\n\n")
	known := 0
	if name, _, _ := strings.Cut(block, ":"); fieldName(name) == "title" {
		known++ // "Title: …" is enough
	}
	for line := range strings.Lines(block) {
		if name, _, ok := strings.Cut(line, ":"); ok && fieldName(name) != "" {
			known++
		}
	}
	if known < 2 {
		return s
	}
	return a.headLines(body)
}

// headLines reads "name: value" lines from the beginning of s until the first
// line that is none, and returns the rest.
func (a *article) headLines(s string) string {
	for s != "" {
		line, rest, _ := strings.Cut(s, "\n")
		if strings.TrimSpace(line) == "" {
			return rest
		}
		name, value, ok := strings.Cut(line, ":")
		if !ok || len(name) > 30 || strings.Count(name, " ") > 2 {
			return s
		}
		a.field(fieldName(name), strings.Trim(strings.TrimSpace(value), `"'`))
		s = rest
	}
	return s
}

// field takes over one value that the input names. Unknown names ("To",
// "Message-ID") are passed over.
func (a *article) field(name, value string) {
	d := a.doc
	if value == "" {
		return
	}
	switch name {
	case "title":
		if a.title.text == "" {
			var w writer
			w.write(value)
			a.title = w.chunk()
			a.title.kind = doc.Title
		}
	case "published":
		setPublished(d, value, "the header")
	case "url":
		d.URL = value
	case "publisher":
		d.Publisher = value
	case "author":
		d.Author = byline(value)
	case "language":
		d.Language = value
	case "id":
		d.StoryID = value
	}
}
