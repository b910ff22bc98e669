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
	"unicode/utf8"

	"casus/doc"
)

// jsonLines reads stories, one JSON object a line. A file that is one array of
// objects, or objects over several lines, is read as well.
func (s *stream) jsonLines() error {
	if spread, array := s.spread(); spread {
		return s.jsonValues(array)
	}
	line := 0
	for {
		raw, long, err := s.line()
		if err != nil && err != io.EOF {
			return s.stopped(line+1, err)
		}
		if err == io.EOF && len(raw) == 0 && !long {
			return nil
		}
		line++
		if s.ctx.Err() != nil {
			return s.ctx.Err()
		}
		if line == 1 {
			raw = bytes.TrimPrefix(raw, utf8BOM)
		}
		switch {
		case long:
			err = s.yield(nil, s.tooLarge(line, "line", s.opts.MaxBytes))
		case len(bytes.TrimSpace(raw)) == 0:
			continue
		default:
			err = s.story(raw, line)
		}
		if err != nil {
			return err
		}
	}
}

// spread reports whether the values lie over several lines rather than one a
// line: the file is an array, or no object ends on its first line.
func (s *stream) spread() (spread, array bool) {
	head, _ := s.in.Peek(sniffLen)
	head = bytes.TrimLeft(bytes.TrimPrefix(head, utf8BOM), " \t\r\n")
	if len(head) == 0 {
		return false, false
	}
	if head[0] == '[' {
		return true, true
	}
	first, _, more := bytes.Cut(head, []byte("\n"))
	first = bytes.TrimSpace(first)
	return more && (len(first) == 1 || bytes.HasSuffix(first, []byte(",")) && !json.Valid(first)), false
}

// stopped reports that reading broke off.
func (s *stream) stopped(line int, err error) error {
	if s.ctx.Err() != nil {
		return s.ctx.Err()
	}
	e := openError(s.name, err)
	e.Line = line
	return s.yield(nil, e)
}

// line reads one line without its end. A line longer than MaxBytes is passed
// over, and long is true.
func (s *stream) line() (line []byte, long bool, err error) {
	for {
		part, err := s.in.ReadSlice('\n')
		if !long {
			line = append(line, part...)
		}
		if int64(len(line)) > s.opts.MaxBytes+1 {
			line, long = nil, true
		}
		if err == bufio.ErrBufferFull {
			continue
		}
		if err == nil {
			line = bytes.TrimSuffix(line, []byte("\n"))
		}
		return line, long, err
	}
}

// jsonValues reads objects that lie over several lines, or an array of them.
// After a syntax error the rest cannot be told apart.
func (s *stream) jsonValues(array bool) error {
	if head, _ := s.in.Peek(len(utf8BOM)); bytes.Equal(head, utf8BOM) {
		s.in.Discard(len(utf8BOM))
	}
	in := &lineCounter{in: s.in, budget: s.opts.MaxBytes}
	dec := json.NewDecoder(in)
	if array {
		if _, err := dec.Token(); err != nil {
			return s.yield(nil, s.badJSON(1, err))
		}
	}
	for !array || dec.More() {
		in.budget = s.opts.MaxBytes
		var raw json.RawMessage
		err := dec.Decode(&raw)
		switch {
		case err == io.EOF && !array:
			return nil
		case s.ctx.Err() != nil:
			return s.ctx.Err()
		case errors.Is(err, errBudget):
			return s.yield(nil, s.tooLarge(in.lineAt(dec.InputOffset()), "story", s.opts.MaxBytes))
		case err != nil:
			line := in.lineAt(dec.InputOffset())
			var se *json.SyntaxError
			if errors.As(err, &se) {
				line = in.lineAt(se.Offset)
			}
			return s.yield(nil, s.badJSON(line, err))
		}
		if err := s.story(raw, in.lineAt(dec.InputOffset()-int64(len(raw)))); err != nil {
			return err
		}
	}
	return nil
}

var errBudget = errors.New("value too large")

// lineCounter remembers where lines end in what it passes on, and stops when
// one value takes more than its budget.
type lineCounter struct {
	in     io.Reader
	read   int64
	ends   []int64 // offsets of line ends not yet passed by lineAt
	passed int     // line ends before ends
	budget int64
}

func (c *lineCounter) Read(p []byte) (int, error) {
	if c.budget <= 0 {
		return 0, errBudget
	}
	n, err := c.in.Read(p)
	c.budget -= int64(n)
	for i, b := range p[:n] {
		if b == '\n' {
			c.ends = append(c.ends, c.read+int64(i))
		}
	}
	c.read += int64(n)
	return n, err
}

// lineAt is the line of the offset; offsets must not go down.
func (c *lineCounter) lineAt(offset int64) int {
	n := 0
	for n < len(c.ends) && c.ends[n] < offset {
		n++
	}
	c.passed += n
	c.ends = c.ends[n:]
	return c.passed + 1
}

func (s *stream) badJSON(line int, err error) *Error {
	e := &Error{Code: BadJSON, File: s.name, Line: line, Found: "not JSON: " + err.Error(), Wanted: "one JSON object a line", Err: err}
	var se *json.SyntaxError
	if errors.As(err, &se) && line > 0 {
		e.Found = "not JSON: " + se.Error()
	}
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		e.Found = "the JSON object ends too early"
	}
	return e
}

// story reads one JSON object and yields its document.
func (s *stream) story(raw []byte, line int) error {
	d := &doc.Document{Origin: doc.Origin{Format: formatJSON, Line: line}}
	text, e := decode(d, raw, false)
	if e == nil {
		if s.charset != "" {
			d.Origin.Charset = s.charset
		}
		e = readStory(d, []byte(text))
	}
	if e != nil {
		e.File, e.Line = s.name, line
		return s.yield(nil, e)
	}
	return s.done(d, raw)
}

// member is one name and value of an object, in input order.
type member struct {
	name  string
	value json.RawMessage
}

// members reads the members of one object. Of members with one name the last
// counts; repeated lists the first ten names that came more than once.
func members(text []byte) (list []member, repeated []string, err error) {
	dec := json.NewDecoder(bytes.NewReader(text))
	t, err := dec.Token()
	if err != nil {
		return nil, nil, err
	}
	if t != json.Delim('{') {
		return nil, nil, errNotObject
	}
	place := make(map[string]int)
	for dec.More() {
		t, err := dec.Token()
		if err != nil {
			return nil, nil, err
		}
		name := t.(string) // the decoder accepts nothing else here
		var value json.RawMessage
		if err := dec.Decode(&value); err != nil {
			return nil, nil, err
		}
		if i, ok := place[name]; ok {
			list[i].value = value
			if !slices.Contains(repeated, name) && len(repeated) < 10 {
				repeated = append(repeated, name)
			}
			continue
		}
		place[name] = len(list)
		list = append(list, member{name, value})
	}
	if _, err := dec.Token(); err != nil {
		return nil, nil, err
	}
	if rest := bytes.TrimSpace(text[dec.InputOffset():]); len(rest) > 0 {
		return nil, nil, fmt.Errorf("%q after the object", clip(string(rest), 20))
	}
	return list, repeated, nil
}

var errNotObject = errors.New("not an object")

// readStory fills d from one JSON object: id, url, publisher, title, author,
// published, language and text are read; reports and statements are thrown
// away; everything else passes through in d.Extra.
func readStory(d *doc.Document, text []byte) *Error {
	list, repeated, err := members(text)
	if err != nil {
		e := &Error{Code: BadJSON, Found: "not JSON: " + err.Error(), Wanted: "one JSON object a line", Err: err}
		var se *json.SyntaxError
		switch {
		case errors.Is(err, errNotObject):
			e.Found = "JSON, but no object"
		case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
			e.Found = "the JSON object ends too early"
		case errors.As(err, &se):
			e.Column = int(se.Offset)
		}
		return e
	}
	for _, name := range repeated {
		d.Notes = append(d.Notes, doc.Note{Code: "duplicate-field", Message: fmt.Sprintf("field %q comes more than once; the last one counts", clip(name, 40))})
	}
	var title, body, published string
	hasText := false
	for _, m := range list {
		var e *Error
		switch m.name {
		case "id":
			d.StoryID, e = idValue(m)
		case "url":
			d.URL, e = stringValue(m)
		case "publisher":
			d.Publisher, e = stringValue(m)
		case "title":
			title, e = stringValue(m)
		case "author":
			d.Author, e = authorValue(m)
		case "published":
			published, e = stringValue(m)
		case "language":
			d.Language, e = stringValue(m)
		case "text":
			body, e = stringValue(m)
			hasText = string(m.value) != "null"
		case "reports", "statements":
		default:
			d.Extra = append(d.Extra, doc.ExtraField{Name: m.name, Value: oneLine(m.value)})
		}
		if e != nil {
			return e
		}
	}
	if !hasText {
		return &Error{Code: NoText, Found: `the story has no "text"` + alsoHas(list), Wanted: "a string with the article's text"}
	}
	if strings.TrimSpace(body) == "" && strings.TrimSpace(title) == "" {
		return &Error{Code: NoText, Found: `the story's "text" is empty`, Wanted: "the article's text"}
	}
	setPublished(d, published, publishedField)
	layStory(d, title, body)
	return nil
}

// alsoHas names a field that may be the text under another name.
func alsoHas(list []member) string {
	for _, m := range list {
		switch strings.ToLower(m.name) {
		case "body", "content", "article", "fulltext", "full_text", "maintext", "story":
			return fmt.Sprintf(" (but %q)", m.name)
		}
	}
	return ""
}

func stringValue(m member) (string, *Error) {
	var s *string
	if err := json.Unmarshal(m.value, &s); err != nil {
		return "", &Error{Code: BadField, Found: fmt.Sprintf("field %q is %s", m.name, kindOf(m.value)), Wanted: "a string or null", Err: err}
	}
	if s == nil {
		return "", nil
	}
	return *s, nil
}

// idValue takes a number as well, as it is printed.
func idValue(m member) (string, *Error) {
	if k := kindOf(m.value); k == "a number" {
		return string(m.value), nil
	}
	return stringValue(m)
}

// authorValue takes a list of names as well.
func authorValue(m member) (string, *Error) {
	var names []string
	if kindOf(m.value) == "an array" && json.Unmarshal(m.value, &names) == nil {
		return byline(strings.Join(names, ", ")), nil
	}
	s, e := stringValue(m)
	return byline(s), e
}

func kindOf(value json.RawMessage) string {
	switch value[0] {
	case '{':
		return "an object"
	case '[':
		return "an array"
	case '"':
		return "a string"
	case 't', 'f':
		return "true or false"
	case 'n':
		return "null"
	}
	return "a number"
}

// oneLine is the value without line breaks between its tokens; numbers and
// strings stay as they are printed.
func oneLine(value json.RawMessage) json.RawMessage {
	if !bytes.ContainsAny(value, "\n\r") {
		return value
	}
	var b bytes.Buffer
	if json.Compact(&b, value) != nil || !utf8.Valid(b.Bytes()) {
		return value
	}
	return b.Bytes()
}

// byline is the author's name without "By".
func byline(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if len(s) > 3 && strings.EqualFold(s[:3], "by ") {
		s = s[3:]
	}
	return strings.TrimSpace(s)
}
