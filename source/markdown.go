package source

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"casus/doc"
)

// markdownSigns are marks that plain text does not have by chance.
var markdownSigns = regexp.MustCompile(`(?m)^#{1,6} \S|\]\([^)\n]*\)|\*\*[^*\n]+\*\*|^ {0,3}(?:> |[*+-] )\S|^\[[^\]\n]+\]: \S|^ {0,3}(?:===+|---+)\s*$|<https?://`)

// looksMarkdown reports whether text has marks of Markdown.
func looksMarkdown(s string) bool { return markdownSigns.MatchString(s) && tame(s) }

// The bounds of tame. No article comes near them.
const (
	maxMarks   = 500 // in one run of lines, of marks that may open something inline
	maxNesting = 20  // of lists and quotations at the beginning of a line
	maxTargets = 500 // link reference definitions
)

// tame reports whether Markdown has the proportions of an article. The parser
// takes the square of the number of marks that are opened and never closed, so
// text beyond the bounds is read as plain text.
func tame(s string) bool {
	marks, targets := 0, 0
	for line := range strings.Lines(s) {
		line = strings.TrimSpace(line)
		if line == "" {
			marks = 0
			continue
		}
		for i := range len(line) {
			if strings.IndexByte("[]`<*_&\\", line[i]) >= 0 {
				marks++
			}
		}
		if line[0] == '[' && strings.Contains(line, "]:") {
			targets++
		}
		if marks > maxMarks || targets > maxTargets || nesting(line) > maxNesting {
			return false
		}
	}
	return true
}

// opener is a mark that opens a quotation or a list item.
var opener = regexp.MustCompile(`^(?:>|[-+*][ \t]|\d{1,9}[.)][ \t])[ \t]*`)

// nesting is how many quotations and list items a line opens.
func nesting(line string) int {
	n := 0
	for ; n <= maxNesting; n++ {
		m := opener.FindString(line)
		if m == "" {
			break
		}
		line = line[len(m):]
	}
	return n
}

// markdownParser reads CommonMark without indented code: news has none, and
// converters indent paragraphs.
var markdownParser = parser.NewParser(
	parser.WithBlockParsers(
		util.Prioritized(parser.NewSetextHeadingParser(), 100),
		util.Prioritized(parser.NewThematicBreakParser(), 200),
		util.Prioritized(parser.NewListParser(), 300),
		util.Prioritized(parser.NewListItemParser(), 400),
		util.Prioritized(parser.NewATXHeadingParser(), 600),
		util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
		util.Prioritized(parser.NewBlockquoteParser(), 800),
		util.Prioritized(parser.NewHTMLBlockParser(), 900),
		util.Prioritized(parser.NewParagraphParser(), 1000),
	),
	parser.WithInlineParsers(parser.DefaultInlineParsers()...),
	parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...),
)

// markdownChunks reads Markdown into the chunks of its layout.
func markdownChunks(source string) []chunk {
	src := []byte(source)
	m := &markdownReader{src: src}
	m.blocks(markdownParser.Parse(text.NewReader(src)), doc.Paragraph)
	return m.chunks
}

type markdownReader struct {
	src    []byte
	chunks []chunk
	number string // of a list of one item, due before its words
}

// blocks reads the children of a container; kind is what a paragraph is there.
func (m *markdownReader) blocks(parent ast.Node, kind doc.BlockKind) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Heading:
			m.add(n, doc.Heading, n.Level)
		case *ast.Paragraph, *ast.TextBlock:
			m.add(n, kind, 0)
		case *ast.Blockquote:
			m.blocks(n, doc.Quotation)
		case *ast.List:
			m.list(n)
		case *ast.HTMLBlock:
			m.chunks = append(m.chunks, htmlChunks(string(n.Lines().Value(m.src)))...)
		case *ast.FencedCodeBlock:
			m.plain(string(n.Lines().Value(m.src)), kind)
		}
	}
}

// list reads the items of a list. A numbered list of one item is a paragraph
// that begins with a number ("1984. The year …").
func (m *markdownReader) list(n *ast.List) {
	if n.IsOrdered() && n.ChildCount() == 1 {
		m.number = fmt.Sprintf("%d%c ", n.Start, n.Marker)
		m.blocks(n.FirstChild(), doc.Paragraph)
		m.number = ""
		return
	}
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		m.blocks(item, doc.ListItem)
	}
}

func (m *markdownReader) plain(s string, kind doc.BlockKind) {
	for _, p := range paragraphs(s) {
		var w writer
		w.write(p.Of(s))
		w.out.kind = kind
		m.chunks = append(m.chunks, w.chunk())
	}
}

// add reads one leaf block. A paragraph of several lines that were not put in
// to wrap is several chunks.
func (m *markdownReader) add(n ast.Node, kind doc.BlockKind, level int) {
	var w writer
	w.out.kind, w.out.level = kind, level
	w.write(m.number)
	m.number = ""
	breaks := map[ast.Node]bool{}
	if kind == doc.Paragraph {
		breaks = m.lineEnds(n)
	}
	flush := func() {
		if c := w.chunk(); c.text != "" || c.image {
			m.chunks = append(m.chunks, c)
		}
		w = writer{out: chunk{kind: kind, level: level}}
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		m.inline(&w, c)
		if breaks[c] {
			flush()
		}
	}
	flush()
}

// lineEnds finds the line breaks of a paragraph that end a paragraph of their
// own, as the text nodes before them.
func (m *markdownReader) lineEnds(n ast.Node) map[ast.Node]bool {
	ends := map[ast.Node]bool{}
	var parts []string
	var nodes []ast.Node
	var line strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		var w writer
		m.inline(&w, c)
		if line.Len() > 0 {
			line.WriteByte(' ')
		}
		line.WriteString(w.b.String())
		if t, ok := c.(*ast.Text); ok && (t.SoftLineBreak() || t.HardLineBreak()) {
			parts, nodes = append(parts, line.String()), append(nodes, c)
			line.Reset()
		}
	}
	if len(nodes) == 0 {
		return ends
	}
	all := strings.Join(append(parts, line.String()), "\n")
	starts := map[int]bool{}
	for _, p := range paragraphs(all) {
		starts[p.Start] = true
	}
	at := 0
	for i, part := range parts {
		at += len(part) + 1
		rest := all[at:]
		ends[nodes[i]] = starts[at+len(rest)-len(strings.TrimLeft(rest, " \t\n"))] || metaLine(part)
	}
	return ends
}

// inline writes one inline node.
func (m *markdownReader) inline(w *writer, n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		w.write(string(util.UnescapePunctuations(util.ResolveEntityNames(util.ResolveNumericReferences(n.Value(m.src))))))
		if n.SoftLineBreak() || n.HardLineBreak() {
			w.write("\n")
		}
	case *ast.String:
		w.write(string(n.Value))
	case *ast.CodeSpan:
		m.children(w, n)
	case *ast.Emphasis:
		start := w.at()
		m.children(w, n)
		w.emphasis(start)
	case *ast.Link:
		start := w.at()
		m.children(w, n)
		w.link(start, address(string(n.Destination)))
	case *ast.AutoLink:
		start := w.at()
		w.write(string(n.Label(m.src)))
		w.link(start, string(n.URL(m.src)))
	case *ast.Image:
		w.out.image = true
	case *ast.RawHTML:
		if strings.HasPrefix(strings.ToLower(string(n.Segments.Value(m.src))), "<br") {
			w.write("\n")
		}
	default:
		m.children(w, n)
	}
}

func (m *markdownReader) children(w *writer, n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		m.inline(w, c)
	}
}

// address is a link's target, empty for one that leads nowhere ("#").
func address(target string) string {
	target = strings.TrimSpace(target)
	if strings.HasPrefix(target, "#") || strings.HasPrefix(strings.ToLower(target), "javascript:") {
		return ""
	}
	return target
}
