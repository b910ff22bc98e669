package source

import (
	"strings"

	"casus/doc"
)

// readText fills d from Markdown or plain text.
func readText(d *doc.Document, s string) *Error {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\f", "\n\n", "\x00", "").Replace(s)
	d.Origin.Format = formatText
	a := article{doc: d}
	s = a.head(s)
	var chunks []chunk
	if looksMarkdown(s) {
		d.Origin.Format = formatMarkdown
		chunks = markdownChunks(s)
	} else {
		chunks = plainChunks(s)
	}
	a.read(chunks)
	return a.lay()
}

// plainChunks reads plain text: paragraphs and short lines. Lines that carry
// the date, the author or an address stand for themselves even without a
// blank line after them.
func plainChunks(s string) []chunk {
	var chunks []chunk
	var run []string
	flush := func() {
		all := strings.Join(run, "\n")
		for _, p := range paragraphs(all) {
			var w writer
			w.write(p.Of(all))
			if c := w.chunk(); c.text != "" {
				c.kind = doc.Paragraph
				chunks = append(chunks, c)
			}
		}
		run = run[:0]
	}
	first := true
	for line := range strings.Lines(s) {
		line = strings.TrimRight(line, " \t\n")
		words := strings.TrimSpace(line)
		alone := metaLine(words) || first && titleLine(words)
		if alone {
			flush()
		}
		run = append(run, line)
		if alone {
			flush()
		}
		first = first && words == ""
	}
	flush()
	return chunks
}
