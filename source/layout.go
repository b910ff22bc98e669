package source

import (
	"strings"

	"casus/doc"
	"casus/span"
)

// piece is one block before its place in the text is known. Positions of links
// are bytes of text.
type piece struct {
	kind  doc.BlockKind
	text  string
	links []doc.Link
}

// field is the region of the text to which blocks of the kind belong.
func field(k doc.BlockKind) doc.Field {
	switch k {
	case doc.Title:
		return doc.FieldTitle
	case doc.Caption:
		return doc.FieldCaption
	case doc.Credit, doc.RelatedLink:
		return doc.FieldApart
	}
	return doc.FieldText
}

const blank = "\n\n"

// lay writes the title and the pieces into d: Text, Regions, Blocks and Links.
func lay(d *doc.Document, title piece, pieces []piece) {
	var b strings.Builder
	title.kind = doc.Title
	all := pieces
	if title.text != "" {
		all = append([]piece{title}, pieces...)
	}
	for f := doc.FieldTitle; f < doc.NumFields; f++ {
		region := span.Span{Start: b.Len(), End: b.Len()}
		for _, p := range all {
			if field(p.kind) != f || p.text == "" {
				continue
			}
			if b.Len() > 0 {
				b.WriteString(blank)
			}
			at := span.Span{Start: b.Len(), End: b.Len() + len(p.text)}
			if region.Empty() {
				region.Start = at.Start
			}
			region.End = at.End
			b.WriteString(p.text)
			d.Blocks = append(d.Blocks, doc.Block{Kind: p.kind, Span: at})
			for _, l := range p.links {
				l.Span = l.Span.Shift(at.Start)
				l.Related = l.Related || p.kind == doc.RelatedLink
				d.Links = append(d.Links, l)
			}
		}
		d.Regions[f] = region
	}
	d.Title = title.text
	d.Text = b.String()
}

// layStory writes a title and a body into d byte for byte, and finds the
// paragraphs of the body.
func layStory(d *doc.Document, title, body string) {
	d.Title, d.Text = title, body
	if title != "" {
		d.Text = title
		if body != "" {
			d.Text += blank + body
		}
		d.Regions[doc.FieldTitle] = span.Span{End: len(title)}
		if t := d.Regions[doc.FieldTitle].Trim(d.Text); !t.Empty() {
			d.Blocks = append(d.Blocks, doc.Block{Kind: doc.Title, Span: t})
		}
	}
	region := span.Span{Start: len(d.Text) - len(body), End: len(d.Text)}
	d.Regions[doc.FieldText] = region
	end := span.Span{Start: region.End, End: region.End}
	d.Regions[doc.FieldCaption], d.Regions[doc.FieldApart] = end, end
	for _, p := range bodyBlocks(body) {
		p.Span = p.Span.Shift(region.Start)
		d.Blocks = append(d.Blocks, p)
	}
}

// bodyBlocks finds the paragraphs and headings of a body whose bytes stay as
// they are. A paragraph that a page break cut in two is one block.
func bodyBlocks(body string) []doc.Block {
	var blocks []doc.Block
	paragraphs := paragraphs(body)
	for i, p := range paragraphs {
		words := p.Of(body)
		if n := len(blocks); n > 0 && blocks[n-1].Kind == doc.Paragraph && cutInTwo(blocks[n-1].Span.Of(body), words) {
			blocks[n-1].Span.End = p.End
			continue
		}
		kind := doc.Paragraph
		if i+1 < len(paragraphs) && looksHeading(words) && !cutInTwo(words, paragraphs[i+1].Of(body)) {
			kind = doc.Heading
		}
		blocks = append(blocks, doc.Block{Kind: kind, Span: p})
	}
	return blocks
}
