package source

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"casus/doc"
	"casus/span"
)

// article finds out what part each chunk plays: title, byline, date, address,
// caption, credit, related link or text.
type article struct {
	doc     *doc.Document
	title   chunk
	pieces  []chunk
	dropped int  // chunks that are no part of the article
	joined  int  // paragraphs that a page break had cut
	begun   bool // a paragraph of the body has come
	page    bool // from a page: layout tells headings, the head tells the title

	declared bool // the page says that it is an article

	awaitURL     bool // a label such as "Original url:" stands before
	awaitRelated bool // a heading such as "Related articles" stands before
	afterImage   bool // the chunk before is a picture
}

var (
	relatedLabel = regexp.MustCompile(`(?i)^(?:related|related (?:article|articles|story|stories|coverage|news|reading|content|posts?|video|topics)|read (?:more|also|next|on)|also read|see also|more (?:on this(?: story)?|from this)|more|recommended(?: reading)?|don['’]t miss|further reading|you may also like|editor['’]s picks?|most read|must read|in case you missed it|up next|explore more|watch|listen)\s*(?::|»|→|>|$)\s*`)
	addressLabel = regexp.MustCompile(`(?i)^(?:original (?:url|link|article|source|story)|source(?: url| link)?|url|link|permalink|web|(?:article|story|page) (?:url|link)|(?:originally )?published (?:at|on)|retrieved from|available (?:at|from|online)|read the (?:original|full)(?: article| story)?(?: at| here)?|from)\s*:?\s*$`)
	addressLine  = regexp.MustCompile(`(?i)^(?:([a-z ]{0,40}?)\s*:?\s*)?<?(https?://[^\s<>]+)>?$`)
	authorLine   = regexp.MustCompile(`^(?:(?i:by|reported by|written by|story by))\s*:?\s+(\p{Lu}.*)$`)
	labelLine    = regexp.MustCompile(`(?i)^(author|authors|byline|writer|source|publisher|publication|outlet|newspaper|url|link|language)\s*:\s+(\S.*[^.!?])$`)
	dateLabel    = regexp.MustCompile(`(?i)^(?:first )?(?:published|posted|date|issued|released|publication date|created|filed)(?: on| at)?\s*:?\s+`)
	updateLabel  = regexp.MustCompile(`(?i)^(?:last )?(?:updated|modified|edited|revised)(?: on| at)?\s*:?\s+`)
	creditLine   = regexp.MustCompile(`(?i)^(?:(?:(?:photo|photos|photograph|photography|image|images|picture|pictures|graphic|video|illustration|map)(?: (?:credit|by|courtesy(?: of)?|source))?|credit|credits)\s*(?::|/)\s*\S|(?:photo|image|picture|photograph|illustration)s? (?:by|courtesy(?: of)?) \S|(?:image|photo|media) (?:copyright|source|credit)\b|©)`)
	creditLabel  = regexp.MustCompile(`(?i)^(?:(?:photo|image|picture) )?credits?\s*:?\s+`)
	captionLabel = regexp.MustCompile(`(?i)^(?:(?:(?:photo |image |picture )?caption|pictured)\s*:\s*|(?:image|media|video) caption\s+|file\s+(?:photo\s*)?(?:[:\-–—]+)\s*)`)
	// "Photo: Delegates arrive in Arlen / Tarn News"
	labelledCaption = regexp.MustCompile(`(?i)^(?:photo|image|picture)\s*:\s*(.{20,300}?)\s*[/|]\s*([^/|]{2,60})$`)
	// "(AP Photo/Ana Reyes)", "[Handout via Reuters]", "REUTERS/Ana Reyes"
	creditTail = regexp.MustCompile(`\s*[\[(]([^()\[\]]{0,60}(?:\b(?i:photos?|getty|handout|courtesy|screenshot|via|pool)\b|\p{L}\s?/\s?\p{Lu})[^()\[\]]{0,60})[\])]\s*$|\s+((?:REUTERS|AFP|AP Photo|EPA|Getty Images|TASS|Sputnik|Xinhua|Anadolu)\s*/\s*[^.]{2,60})$`)
	creditWord = regexp.MustCompile(`(?i)\b(?:photo|photos|getty|reuters|afp|ap|epa|tass|sputnik|xinhua|anadolu|agency|agence|news|images|handout|courtesy|pool|via|press|ria novosti|shutterstock|flickr|wikimedia|x\.com|telegram|service|ministry|office|kremlin\.ru|archive)\b`)
	furniture  = regexp.MustCompile(`(?i)^(?:advertisement|advertising|sponsored(?: content)?|share(?: this)?(?: article| story| page| on .{1,30})?|print(?: this)?(?: page| article)?|e-?mail(?: this)?|tweet|copy link|save|comments?(?: \(\d+\))?|\d+ comments?|leave a (?:comment|reply)|follow us(?: on .{1,60})?|subscribe(?: now| today)?|sign in|sign up|log in|loading\W*|skip to (?:main )?content|back to top|click here.{0,40}|facebook|twitter|linkedin|whatsapp|telegram|listen to (?:this )?article|\d+ min(?:ute)?s? read|(?:sign up|subscribe) (?:for|to) .{1,120}|get (?:our|the) .{0,60}newsletter.{0,60}|follow .{1,60} on (?:facebook|twitter|x|telegram|instagram).{0,40}|all rights reserved\.?|(?:copyright\s+)?(?:copyright|©|\(c\))\s*(?:©|\(c\)|\d{4}|by\b).{0,100}|(?:continue|keep) reading.{0,40}|(?:story|article) continues (?:below|after).{0,40}|scroll (?:down )?to continue.{0,40}|terms (?:of use|and conditions)|privacy policy|cookie policy|page \d+(?: of \d+)?|-? ?\d+ ?-?|tags?:.{0,120}|topics?:.{0,120}|-30-|###|ends?)$`)
)

// metaLine reports a line that says something about the article rather than
// being part of it, and so stands for itself.
func metaLine(s string) bool {
	s = strings.Trim(s, "*_ ")
	if s == "" || len(s) > 300 {
		return false
	}
	_, date := dateOf(s)
	return date || authorLine.MatchString(s) && looksName(authorLine.FindStringSubmatch(s)[1]) || addressLabel.MatchString(s) || addressLine.MatchString(s) || labelLine.MatchString(s) && len(s) < 150 ||
		len(s) < 200 && (creditLine.MatchString(s) || relatedLabel.MatchString(s) && strings.ContainsAny(s, ":»→>") || captionLabel.MatchString(s))
}

// titleLine reports a line that can be a headline.
func titleLine(s string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, closers))
	return s != "" && len(s) <= 250 && last != '.' && last != ',' && last != ';' && len(strings.Fields(s)) <= 35
}

// dateOf reads a line that is a date and nothing else but a label.
func dateOf(s string) (words string, ok bool) {
	if len(s) > 100 {
		return "", false
	}
	s = updateLabel.ReplaceAllString(dateLabel.ReplaceAllString(s, ""), "")
	_, reading := parseInstant(s)
	return s, reading != noDate && len(s) >= 8
}

// clipped is s, or nothing where s is longer than limit: what is too long for
// a label is not looked at.
func clipped(s string, limit int) string {
	if len(s) > limit {
		return ""
	}
	return s
}

// beginning is s, or nothing where it begins with none of the letters, which are
// those that a label begins with: most paragraphs need no look.
func beginning(s, letters string) string {
	if s == "" || strings.IndexByte(letters, s[0]|0x20) < 0 && strings.IndexByte(letters, s[0]) < 0 {
		return ""
	}
	return s
}

func isDate(s string) bool {
	_, ok := dateOf(s)
	return ok
}

// looksName reports words that name one or several persons.
func looksName(s string) bool {
	words := strings.Fields(s)
	return len(words) > 0 && len(words) <= 14 && len(s) <= 120 && !strings.HasSuffix(strings.TrimRight(s, closers), ".") && !strings.Contains(s, ". ") ||
		len(words) > 0 && len(words) <= 8 && !endsSentence(s)
}

// read gives every chunk its part, in order.
func (a *article) read(chunks []chunk) {
	a.findTitle(chunks)
	for i := range chunks {
		c := &chunks[i]
		if c.kind != doc.Title {
			a.chunk(c, chunks[i+1:])
		}
	}
	a.join()
}

// findTitle takes the first heading before the body, else the first line if it
// can be a headline, and marks it.
func (a *article) findTitle(chunks []chunk) {
	if a.page && a.title.text == "" {
		return
	}
	if a.title.text != "" {
		for i := range chunks {
			if chunks[i].text == a.title.text {
				chunks[i].kind = doc.Title
				break
			}
		}
		return
	}
	best := -1
	for i := range chunks {
		if chunks[i].kind == doc.Heading && (best < 0 || chunks[i].level < chunks[best].level) {
			best = i
		}
		if chunks[i].kind == doc.Paragraph && len(chunks[i].text) > 150 && endsSentence(chunks[i].text) {
			break
		}
	}
	for i := 0; best < 0 && i < len(chunks) && i < 6; i++ {
		c := &chunks[i]
		if c.text == "" || metaLine(c.text) || furniture.MatchString(c.text) {
			continue
		}
		if c.kind != doc.Paragraph || !titleLine(c.text) || i+1 == len(chunks) {
			return
		}
		best = i
	}
	if best >= 0 {
		a.title = chunks[best]
		a.title.level = 0
		chunks[best].kind = doc.Title
		a.title.kind = doc.Title
	}
}

// chunk gives one chunk its part.
func (a *article) chunk(c *chunk, rest []chunk) {
	afterImage := a.afterImage || c.image && c.text != ""
	a.afterImage = c.image && c.text == ""
	if c.text == "" || c.text == a.title.text && !a.begun {
		return
	}
	if a.address(c, rest) || a.about(c) || a.label(c) || a.related(c) || a.picture(c, afterImage) {
		return
	}
	if len(c.text) <= 200 && furniture.MatchString(c.text) {
		a.dropped++
		return
	}
	if c.kind == doc.Heading && len(strings.Fields(c.text)) >= 8 && strings.HasSuffix(strings.TrimRight(c.text, closers), ".") {
		c.kind = doc.Paragraph // a lead in the shape of a heading
	}
	if c.kind == doc.Paragraph {
		if !a.page && len(rest) > 0 && a.begun && looksHeading(c.text) && !startsLower(rest[0].text) && a.sectionWords(c) {
			c.kind = doc.Heading
		} else {
			a.begun = true
		}
	}
	a.pieces = append(a.pieces, *c)
}

// sectionWords reports whether a short line without closing mark reads as the
// heading of a section rather than as a cut-off sentence.
func (a *article) sectionWords(c *chunk) bool {
	n := len(a.pieces)
	return n > 0 && !cutInTwo(a.pieces[n-1].text, c.text)
}

func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

// address takes lines that are the address of the article.
func (a *article) address(c *chunk, rest []chunk) bool {
	if len(c.text) <= 60 && len(rest) > 0 && addressLabel.MatchString(c.text) && addressLine.MatchString(rest[0].text) {
		a.awaitURL = true
		return true
	}
	if !strings.Contains(c.text, "://") {
		a.awaitURL = false
		return false
	}
	m := addressLine.FindStringSubmatch(c.text)
	if m == nil {
		a.awaitURL = false
		return false
	}
	labelled := a.awaitURL || m[1] != "" && addressLabel.MatchString(m[1])
	a.awaitURL = false
	if m[1] != "" && !labelled {
		return false
	}
	if a.doc.URL == "" && (labelled || !a.begun || len(rest) == 0) {
		a.doc.URL = m[2]
		return true
	}
	if labelled {
		return true
	}
	c.kind = doc.RelatedLink
	a.pieces = append(a.pieces, *c)
	return true
}

// about takes lines with the author, the date, or both.
func (a *article) about(c *chunk) bool {
	if c.kind == doc.ListItem || len(c.text) > 200 {
		return false
	}
	var author, date string
	for part := range strings.FieldsFuncSeq(c.text, func(r rune) bool { return r == '|' || r == '•' || r == '·' || r == '–' || r == '—' }) {
		part = strings.Trim(part, " *_")
		if part == "" {
			continue
		}
		words, isDate := dateOf(part)
		m := authorLine.FindStringSubmatch(part)
		switch {
		case isDate && (date == "" || updateLabel.MatchString(date)):
			date = part
			_ = words
		case isDate:
		case m != nil && looksName(m[1]) && !a.begun:
			author = m[1]
		default:
			return false
		}
	}
	if date != "" && (!a.begun || dateLabel.MatchString(date) || updateLabel.MatchString(date)) {
		words, _ := dateOf(date)
		if a.doc.Published.IsZero() {
			setPublished(a.doc, words, "a line of its own")
		}
	} else if date != "" {
		return false
	}
	if author != "" && a.doc.Author == "" {
		a.doc.Author = byline(author)
	}
	return author != "" || date != ""
}

// label takes "name: value" lines before the body. Behind it begins, a source
// is the credit of an agency.
func (a *article) label(c *chunk) bool {
	m := labelLine.FindStringSubmatch(clipped(c.text, 150))
	if m == nil || c.kind == doc.Heading {
		return false
	}
	name := fieldName(m[1])
	if a.begun {
		if name != "publisher" {
			return false
		}
		c.kind = doc.Credit
		a.pieces = append(a.pieces, *c)
		return true
	}
	value := m[2]
	if name == "url" || name == "publisher" {
		if len(c.links) == 1 && parseAddress(c.links[0].URL) != nil && a.doc.URL == "" {
			a.doc.URL = c.links[0].URL
		}
		if name == "url" {
			return a.doc.URL != ""
		}
	}
	a.field(name, value)
	return true
}

// related takes links to other articles. The label before them is left out.
func (a *article) related(c *chunk) bool {
	if c.kind == doc.Heading {
		a.awaitRelated = relatedLabel.MatchString(c.text) && len(relatedLabel.FindString(c.text)) == len(c.text)
		return a.awaitRelated
	}
	label := ""
	if len(c.text) <= 300 && (len(c.links) > 0 || !strings.HasSuffix(c.text, ".") || len(strings.Fields(c.text)) < 12) {
		label = relatedLabel.FindString(c.text)
	}
	switch {
	case label != "" && len(label) == len(c.text):
		a.awaitRelated = true
		return true
	case label != "" && (strings.ContainsAny(label, ":»→>") || len(c.links) > 0 && c.links[0].Span.Start <= len(label)+1):
		*c = c.cut(len(label), len(c.text))
	case a.awaitRelated && (c.wholeLink() != nil || c.kind == doc.ListItem && len(c.text) <= 200):
	case c.wholeLink() != nil && a.begun && c.kind != doc.Quotation && len(strings.Fields(c.text)) >= 3:
	default:
		a.awaitRelated = false
		return false
	}
	if c.text == "" {
		return true
	}
	if len(c.links) == 0 {
		c.links = []doc.Link{{Words: c.text, Span: span.Span{End: len(c.text)}}}
	}
	c.kind = doc.RelatedLink
	a.pieces = append(a.pieces, *c)
	return true
}

// picture takes captions and credits.
func (a *article) picture(c *chunk, afterImage bool) bool {
	if c.kind != doc.Paragraph && c.kind != doc.Caption && c.kind != doc.Credit {
		return false
	}
	if m := labelledCaption.FindStringSubmatchIndex(beginning(clipped(c.text, maxCaption), "pi")); m != nil {
		caption, credit := c.cut(m[2], m[3]), c.cut(m[4], m[5])
		if len(strings.Fields(caption.text)) >= 5 && looksCredit(credit.text, true) {
			caption.kind, credit.kind = doc.Caption, doc.Credit
			a.pieces = append(a.pieces, caption, credit)
			return true
		}
	}
	if c.kind == doc.Credit {
		*c = c.cut(len(creditLabel.FindString(c.text)), len(c.text))
	}
	if c.kind == doc.Credit || len(c.text) <= 200 && creditLine.MatchString(beginning(c.text, "cgimpv\xc2")) && len(strings.Fields(c.text)) <= 20 {
		c.kind = doc.Credit
		a.pieces = append(a.pieces, *c)
		return true
	}
	label := captionLabel.FindString(beginning(clipped(c.text, maxCaption), "cfimpv"))
	at := a.creditStart(c)
	emphasised := len(c.strong) == 1 && c.strong[0].Len() == len(c.text)
	switch {
	case c.kind == doc.Caption, label != "", afterImage && (at < len(c.text) || emphasised):
	case at < len(c.text) && (!a.begun || len(c.strong) > 0):
	default:
		return false
	}
	caption, credit := c.cut(len(label), at), c.cut(at, len(c.text))
	caption.kind, credit.kind = doc.Caption, doc.Credit
	credit.text = strings.Trim(credit.text, "()[] ")
	if credit.text != "" && len(credit.links) > 0 {
		credit.links = nil
	}
	for _, part := range []chunk{caption, credit} {
		if part.text != "" {
			a.pieces = append(a.pieces, part)
		}
	}
	return true
}

// The most bytes that a caption with its credit, and the credit, may have.
const (
	maxCaption = 600
	maxCredit  = 150
)

// creditStart is where the credit at the end of a caption begins, the length
// of the text for none: emphasised words after the last sentence, or an agency
// in brackets.
func (a *article) creditStart(c *chunk) int {
	if n := len(c.strong); n > 0 {
		s := c.strong[n-1]
		words := s.Of(c.text)
		before := strings.TrimSpace(c.text[:s.Start])
		if s.End == len(c.text) && (before == "" || endsSentence(before)) && looksCredit(words, before != "" && !a.begun) {
			return s.Start
		}
	}
	from := max(0, len(c.text)-maxCredit)
	for !utf8.RuneStart(c.text[from]) {
		from++
	}
	tail := c.text[from:]
	if !strings.HasSuffix(tail, ")") && !strings.HasSuffix(tail, "]") && !strings.Contains(tail, "/") || len(c.text) > maxCaption {
		return len(c.text)
	}
	if m := creditTail.FindStringIndex(tail); m != nil && creditWord.MatchString(tail[m[0]:]) {
		return from + m[0]
	}
	return len(c.text)
}

// looksCredit reports a photographer's or an agency's name. Before the body
// begins, a name alone will do.
func looksCredit(s string, nameWillDo bool) bool {
	words := strings.Fields(s)
	if len(words) == 0 || len(words) > 14 || strings.HasSuffix(s, ".") && !strings.HasSuffix(s, "Inc.") {
		return false
	}
	if strings.Contains(s, "/") || creditWord.MatchString(s) || strings.HasPrefix(s, "©") {
		return true
	}
	for _, w := range words {
		if startsLower(w) {
			return false
		}
	}
	return nameWillDo && len(words) <= 5
}

// join puts paragraphs together again that a page break cut in two.
func (a *article) join() {
	last := -1 // the paragraph before, captions and links passed over
	kept := a.pieces[:0]
	for _, c := range a.pieces {
		if field(c.kind) != doc.FieldText {
			kept = append(kept, c)
			continue
		}
		if c.kind == doc.Paragraph && last >= 0 && kept[last].kind == doc.Paragraph && cutInTwo(kept[last].text, c.text) {
			p := &kept[last]
			shift := len(p.text) + 1
			p.text += " " + c.text
			for _, l := range c.links {
				l.Span = l.Span.Shift(shift)
				p.links = append(p.links, l)
			}
			a.joined++
			continue
		}
		kept = append(kept, c)
		last = len(kept) - 1
	}
	a.pieces = kept
}

// lay writes title and pieces into the document.
func (a *article) lay() *Error {
	pieces := make([]piece, 0, len(a.pieces))
	words := 0
	for _, c := range a.pieces {
		pieces = append(pieces, piece{c.kind, c.text, realLinks(c)})
		if field(c.kind) == doc.FieldText {
			words += len(strings.Fields(c.text))
		}
	}
	if words == 0 {
		return &Error{Code: NoArticle, Found: "no text of an article in it", Wanted: "a headline and at least a sentence"}
	}
	lay(a.doc, piece{text: a.title.text, links: realLinks(a.title)}, pieces)
	note := func(n int, code, message string) {
		if n > 0 {
			a.doc.Notes = append(a.doc.Notes, doc.Note{Code: code, Message: message})
		}
	}
	note(a.joined, "paragraphs-joined", count(a.joined, "paragraph")+" cut by a page break joined again")
	note(a.dropped, "left-out", count(a.dropped, "line")+" of page furniture left out")
	return nil
}

// realLinks is the links of a chunk that lead somewhere; those of a related
// article stay, with or without an address.
func realLinks(c chunk) []doc.Link {
	var out []doc.Link
	for _, l := range c.links {
		if l.URL != "" || c.kind == doc.RelatedLink {
			out = append(out, l)
		}
	}
	return out
}
