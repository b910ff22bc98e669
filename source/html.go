package source

import (
	"strings"

	"golang.org/x/net/html"

	"casus/doc"
)

func readHTML(d *doc.Document, s string) *Error { return &Error{Code: NoArticle, Found: "HTML"} }

// htmlChunks reads a piece of HTML inside Markdown: its words, without tags.
func htmlChunks(s string) []chunk {
	var w writer
	z := html.NewTokenizer(strings.NewReader(s))
	for {
		switch z.Next() {
		case html.ErrorToken:
			if c := w.chunk(); c.text != "" {
				return []chunk{c}
			}
			return nil
		case html.TextToken:
			w.write(string(z.Text()))
		}
	}
}
