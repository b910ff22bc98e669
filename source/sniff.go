package source

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"
)

// The formats, as doc.Origin names them.
const (
	formatText     = "text"
	formatMarkdown = "markdown"
	formatHTML     = "html"
	formatJSON     = "jsonl"
	formatTable    = "csv"
	formatFeed     = "feed"
)

// magic lists beginnings of files that are no text or no article; text means
// that such a file may be all text.
var magic = []struct {
	prefix, what string
	text         bool
}{
	{"%PDF-", "a PDF file", true},
	{"PK\x03\x04", "a ZIP archive or an office document", false},
	{"\x1f\x8b", "a gzip file", false},
	{"\x28\xb5\x2f\xfd", "a zstd file", false},
	{"BZh", "a bzip2 file", false},
	{"\xfd7zXZ", "an xz file", false},
	{"{\\rtf", "a rich text (RTF) file", true},
	{"\x89PNG", "a PNG picture", false},
	{"\xff\xd8\xff", "a JPEG picture", false},
	{"GIF8", "a GIF picture", false},
	{"RIFF", "a RIFF media file", false},
	{"SQLite format 3", "an SQLite database", false},
	{"PAR1", "a Parquet file", false},
	{"\x7fELF", "a program", false},
	{"\xd0\xcf\x11\xe0", "an old office document", false},
}

// sniff tells the format from the beginning of a file, already free of a byte
// order mark and of UTF-16.
func sniff(head []byte) (string, *Error) {
	for _, m := range magic {
		if bytes.HasPrefix(head, []byte(m.prefix)) && (m.text || !isText(head)) {
			return "", &Error{Code: Unsupported, Found: "this is " + m.what, Wanted: wantedFormats}
		}
	}
	body := bytes.TrimLeft(head, " \t\r\n\f\v")
	if len(body) == 0 {
		if len(head) == sniffLen {
			return formatText, nil
		}
		return "", &Error{Code: Empty, Found: "the input is empty", Wanted: wantedFormats}
	}
	if bytesAreBinary(head) {
		return "", &Error{Code: Binary, Found: "this is a binary file, not text", Wanted: wantedFormats}
	}
	switch {
	case isJSONFeed(body), looksFeed(body):
		return formatFeed, nil
	case looksJSON(body):
		return formatJSON, nil
	case looksHTML(body):
		return formatHTML, nil
	case xmlKind(body) != "":
		return "", &Error{Code: Unsupported, Found: "this is " + xmlKind(body), Wanted: wantedFormats}
	case looksTable(body):
		return formatTable, nil
	}
	return formatText, nil
}

// isText reports UTF-8 without control characters, but for a sequence that the
// end of the sample cuts.
func isText(head []byte) bool {
	return !bytesAreBinary(head) && utf8.Valid(head[:len(head)-cutEnd(head)])
}

// bytesAreBinary reports zero bytes or many control characters.
func bytesAreBinary(head []byte) bool {
	control := 0
	for _, c := range head {
		switch {
		case c == 0:
			return true
		case c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\v' && c != 0x1b, c == 0x7f:
			control++
		}
	}
	return control*20 > len(head)
}

// looksJSON reports an object or an array of objects at the beginning, or
// lines most of which begin an object.
func looksJSON(body []byte) bool {
	if opensObject(body) {
		return true
	}
	if body[0] == '[' {
		rest := bytes.TrimLeft(body[1:], " \t\r\n")
		return len(rest) > 0 && (rest[0] == '{' || rest[0] == ']' && len(bytes.TrimSpace(rest)) == 1)
	}
	lines, objects := 0, 0
	for line := range bytes.Lines(body) {
		line = bytes.TrimSpace(line)
		if len(line) == 0 {
			continue
		}
		lines++
		if opensObject(line) {
			objects++
		}
	}
	return objects > 0 && objects*2 >= lines
}

func opensObject(b []byte) bool {
	if b[0] != '{' {
		return false
	}
	rest := bytes.TrimLeft(b[1:], " \t\r\n")
	return len(rest) == 0 || rest[0] == '"' || rest[0] == '}'
}

// htmlStarts are the tags with which a page, or the fragment of one, begins.
var htmlStarts = []string{
	"!doctype html", "html", "head", "body", "title", "meta", "script", "style", "link", "div", "p", "article",
	"section", "main", "header", "h1", "h2", "span", "table", "figure", "nav", "br", "!--",
}

func looksHTML(body []byte) bool {
	low := strings.ToLower(string(body[:min(len(body), 4096)]))
	if strings.HasPrefix(low, "<?xml") {
		return strings.Contains(low, "<html") || strings.Contains(low, "<!doctype html")
	}
	if low[0] == '<' {
		for _, tag := range htmlStarts {
			if rest, ok := strings.CutPrefix(low[1:], tag); ok {
				return tag == "!--" || rest == "" || !isWordByte(rest[0])
			}
		}
	}
	return strings.Contains(low, "<!doctype html") || strings.Contains(low, "<html") && strings.Contains(low, "<head")
}

func isWordByte(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || c == '-'
}

// feedRoot is the first element of RSS 0.9 to 2.0 or Atom, behind declarations and
// comments.
var feedRoot = regexp.MustCompile(`(?is)^(?:\s*<(?:\?[^>]*\?|!DOCTYPE[^>\[]*(?:\[[^\]]*\][^>]*)?|!--.*?--)>)*\s*<(?:rss\b|rdf:RDF\b|(?:atom:)?feed\b)`)

// looksFeed reports a feed in XML.
func looksFeed(body []byte) bool {
	return body[0] == '<' && feedRoot.Match(body[:min(len(body), 8192)])
}

// xmlKind names other XML, else is empty.
func xmlKind(body []byte) string {
	if body[0] != '<' {
		return ""
	}
	low := strings.ToLower(string(body[:min(len(body), 2048)]))
	switch {
	case strings.Contains(low, "<svg"):
		return "an SVG picture"
	case strings.HasPrefix(low, "<?xml"):
		return "an XML file"
	}
	return ""
}
