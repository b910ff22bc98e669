package export

import (
	"strings"
	"unicode/utf8"

	"casus/record"
	"casus/span"
)

// points counts code points in the fields of one story.
type points struct {
	fields map[string]string
	runes  map[string]*span.Runes
}

func newPoints(s *record.Story) *points {
	return &points{
		fields: map[string]string{"title": s.Title, "text": s.Text, "caption": record.Value(s.Caption)},
		runes:  map[string]*span.Runes{},
	}
}

// before is the code points of a field before the byte at.
func (p *points) before(field string, at int) int {
	if p.runes[field] == nil {
		p.runes[field] = span.NewRunes(p.fields[field])
	}
	return p.runes[field].Before(at)
}

// holds reports whether a quotation stands where it is said to stand, in bytes
// and in code points.
func (p *points) holds(e *record.Evidence) bool {
	text, ok := p.fields[e.Field]
	return ok && 0 <= e.Start && e.Start <= e.End && e.End <= len(text) && text[e.Start:e.End] == e.Quote &&
		p.before(e.Field, e.Start) == e.CharStart && p.before(e.Field, e.End) == e.CharEnd
}

// aroundLength is how many code points of text are given before and after a
// quotation, so that it can be found again in another copy of the text.
const aroundLength = 32

// around is the text before and after a quotation (prefix and suffix of a
// TextQuoteSelector of the Web Annotation Data Model).
func (p *points) around(e *record.Evidence) (prefix, suffix string) {
	text := p.fields[e.Field]
	from, to := e.Start, e.End
	for range aroundLength {
		_, n := utf8.DecodeLastRuneInString(text[:from])
		from -= n
		_, n = utf8.DecodeRuneInString(text[to:])
		to += n
	}
	return text[from:e.Start], text[e.End:to]
}

// dayOf is a date to the day, empty if it is less exact or absent.
func dayOf(date *string) string {
	if date == nil || len(*date) < len("2006-01-02") {
		return ""
	}
	return (*date)[:len("2006-01-02")]
}

// separator stands between the values of a cell with several; one inside of a
// value becomes a comma, so that lists of one row keep their order.
const separator = ";"

func joined(list []string) string { return join(list, separator) }

// join is the values with what stands between them, none of it inside of one.
func join(list []string, between string) string {
	var b strings.Builder
	for i, value := range list {
		if i > 0 {
			b.WriteString(between)
		}
		b.WriteString(strings.ReplaceAll(value, separator, ","))
	}
	return b.String()
}
