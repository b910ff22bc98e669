package source

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"casus/doc"
)

// separators are tried in this order.
var separators = []byte{',', '\t', ';', '|'}

// columnSet says what each column of a table is: one of the names that
// headNames maps to, or empty for a column that passes through.
type columnSet struct {
	separator byte
	header    bool     // the first row has the names
	names     []string // as printed; numbers without a header
	means     []string
	guessed   []bool
	known     int        // columns whose name tells what they are
	order     dateOrder  // of its dates
	rows      [][]string // the first behind the header
}

// readHeader tells the columns from the names in the first row.
func readHeader(row []string) columnSet {
	c := columnSet{names: row}
	taken := map[string]bool{}
	for _, name := range row {
		mean := fieldName(name)
		if taken[mean] || len(name) > 40 {
			mean = ""
		}
		if mean != "" {
			taken[mean] = true
			c.known++
		}
		c.means = append(c.means, mean)
	}
	c.prefer("text", "text")
	return c
}

// prefer gives the meaning to the column of that very name, if there is one,
// rather than to the first that may have it.
func (c *columnSet) prefer(mean, name string) {
	for i := range c.names {
		if !strings.EqualFold(strings.TrimSpace(c.names[i]), name) {
			continue
		}
		for j := range c.means {
			if c.means[j] == mean {
				c.means[j] = ""
			}
		}
		c.means[i] = mean
		return
	}
}

func (c *columnSet) hasText() bool { return slices.Contains(c.means, "text") }

// looksTable reports the beginning of a table of articles.
func looksTable(body []byte) bool {
	_, ok := guessTable(body, nil)
	return ok
}

// maxUnclosed is how often a row with a quotation mark that is never closed is
// given up and reading goes on behind its first line.
const maxUnclosed = 100

// table reads rows, one article each.
func (s *stream) table(head []byte) error {
	if bom, _ := s.in.Peek(len(utf8BOM)); bytes.Equal(bom, utf8BOM) {
		s.in.Discard(len(utf8BOM))
	}
	cols, ok := guessTable(head, s.opts.Columns)
	if !ok {
		return s.yield(nil, s.columnFault(head))
	}
	if !cols.hasText() {
		return s.yield(nil, &Error{
			Code: NoTextColumn, File: s.name, Line: 1,
			Found:  "the table has the columns " + clip(strings.Join(cols.names, ", "), 120),
			Wanted: "a column with the text, called text, body, content or article",
		})
	}
	if err := s.confirm(&cols); err != nil {
		return err
	}
	line, header, unclosed := 1, cols.header, 0
	for {
		if s.ctx.Err() != nil {
			return s.ctx.Err()
		}
		raw, err := s.row(cols.separator)
		if err != nil && !errors.Is(err, errRow) {
			if err != io.EOF {
				return s.stopped(line, err)
			}
			if len(raw) == 0 {
				return nil
			}
		}
		at := line
		line += bytes.Count(raw, []byte("\n"))
		switch {
		case errors.Is(err, errRow):
			first, rest, _ := bytes.Cut(raw, []byte("\n"))
			fault := s.unclosed(at, first, err)
			if err := s.yield(nil, fault); err != nil {
				return err
			}
			if unclosed++; unclosed > maxUnclosed {
				return nil
			}
			line = at + 1
			if len(first) == len(raw) {
				if err := s.skipLine(); err != nil {
					return s.stopped(line, err)
				}
				continue
			}
			s.in = bufio.NewReaderSize(io.MultiReader(bytes.NewReader(rest), s.in), sniffLen)
			continue
		case len(bytes.TrimSpace(raw)) == 0:
			continue
		case header:
			header = false
			continue
		}
		if err := s.cells(cols, raw, at); err != nil {
			return err
		}
	}
}

// skipLine passes over the rest of a line.
func (s *stream) skipLine() error {
	for {
		_, err := s.in.ReadSlice('\n')
		if err == nil || err == io.EOF {
			return nil
		}
		if err != bufio.ErrBufferFull {
			return err
		}
	}
}

var (
	errRow      = errors.New("row")
	errUnclosed = fmt.Errorf("%w with a quotation mark that is never closed", errRow)
	errLongRow  = fmt.Errorf("%w too long", errRow)
)

func (s *stream) unclosed(line int, first []byte, err error) *Error {
	if errors.Is(err, errLongRow) {
		return s.tooLarge(line, "row", s.opts.MaxBytes)
	}
	return &Error{
		Code: BadCSV, File: s.name, Line: line, Column: bytes.IndexByte(first, '"') + 1,
		Found: "a quotation mark is opened and never closed", Wanted: "quoted fields with inner quotation marks doubled",
	}
}

// row reads one row with its line end; line breaks inside quotation marks
// belong to it. A row that does not end comes back whole with an error.
func (s *stream) row(sep byte) ([]byte, error) {
	var row []byte
	quoted, fieldStart := false, true
	for {
		part, err := s.in.ReadSlice('\n')
		for i, c := range part {
			switch {
			case c == '"' && quoted:
				quoted = false
				// A doubled mark opens again at once.
			case c == '"' && (fieldStart || i > 0 && part[i-1] == '"' || i == 0 && len(row) > 0 && row[len(row)-1] == '"'):
				quoted = true
			}
			fieldStart = c == sep && !quoted
		}
		row = append(row, part...)
		switch {
		case int64(len(row)) > s.opts.MaxBytes:
			return row, errLongRow
		case err == bufio.ErrBufferFull:
			continue
		case err == io.EOF && quoted:
			return row, errUnclosed
		case err != nil, !quoted:
			return row, err
		}
	}
}

// splitRow divides one row into its fields. A mark inside an unquoted field,
// and what follows the closing mark, are taken as they are.
func splitRow(row string, sep byte) []string {
	var fields []string
	for {
		var f strings.Builder
		rest, quoted := strings.CutPrefix(row, `"`)
		for quoted {
			i := strings.IndexByte(rest, '"')
			if i < 0 {
				f.WriteString(rest)
				rest, quoted = "", false
				break
			}
			f.WriteString(rest[:i])
			rest = rest[i+1:]
			if !strings.HasPrefix(rest, `"`) {
				break
			}
			f.WriteByte('"')
			rest = rest[1:]
		}
		i := strings.IndexByte(rest, sep)
		if i < 0 {
			f.WriteString(rest)
			return append(fields, f.String())
		}
		f.WriteString(rest[:i])
		fields = append(fields, f.String())
		row = rest[i+1:]
	}
}

// cells makes a document of one row.
func (s *stream) cells(cols columnSet, raw []byte, line int) error {
	d := &doc.Document{Origin: doc.Origin{Format: formatTable, Line: line}}
	text, e := decode(d, raw, false)
	if s.charset != "" {
		d.Origin.Charset = s.charset
	}
	if e == nil {
		e = cols.read(d, strings.TrimRight(text, "\r\n"))
	}
	if e != nil {
		e.File, e.Line = s.name, line
		return s.yield(nil, e)
	}
	return s.done(d, raw)
}

// read fills d from one row.
func (c *columnSet) read(d *doc.Document, row string) *Error {
	fields := splitRow(row, c.separator)
	if len(fields) > len(c.names) {
		first := "first row"
		if c.header {
			first = "header"
		}
		return &Error{
			Code: BadFieldCount, Found: fmt.Sprintf("the row has %s", count(len(fields), "field")),
			Wanted: fmt.Sprintf("at most %d, as the %s", len(c.names), first), Hint: "put fields with separators into quotation marks",
		}
	}
	var title, body string
	a := article{doc: d}
	for i, value := range fields {
		switch c.means[i] {
		case "title":
			title = value
		case "text":
			body = value
		case "published":
			if clear := ordered(value, c.order); clear != value {
				setPublished(d, clear, publishedField+", day and month in the order of other rows")
			} else {
				setPublished(d, value, publishedField)
			}
		case "":
			if c.names[i] == "" {
				continue // the row numbers that some programs write
			}
			printed, err := json.Marshal(value)
			if err == nil {
				d.Extra = append(d.Extra, doc.ExtraField{Name: c.names[i], Value: printed})
			}
		default:
			a.field(c.means[i], strings.TrimSpace(value))
		}
	}
	if strings.TrimSpace(body) == "" && strings.TrimSpace(title) == "" {
		return &Error{Code: NoText, Found: "the row has no text", Wanted: "the article's text"}
	}
	if parseAddress(d.Publisher) != nil {
		d.Publisher = outlet(d.Publisher)
	}
	layStory(d, title, body)
	return nil
}
