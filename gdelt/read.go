package gdelt

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"casus/span"
)

// maxLine bounds a row, in bytes; those of GDELT have less than 4 KB.
const maxLine = 1 << 20

// Handler takes what a file has.
type Handler struct {
	Event func(*Event) error // an error ends the reading and comes back unchanged
	Fault func(error)        // a *span.Error for a line that is no event; reading goes on
}

// ReadFile reads one file: text, gzip, or every member of a zip.
func ReadFile(name string, h Handler) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	in := bufio.NewReaderSize(f, 1<<16)
	switch magic, _ := in.Peek(4); {
	case bytes.HasPrefix(magic, []byte("PK\x03\x04")):
		return readZip(name, f, h)
	case bytes.HasPrefix(magic, []byte("\x1f\x8b")):
		z, err := gzip.NewReader(in)
		if err != nil {
			return &span.Error{File: name, Message: "damaged gzip: " + err.Error()}
		}
		return read(name, z, h)
	}
	return read(name, in, h)
}

func readZip(name string, f *os.File, h Handler) error {
	info, err := f.Stat()
	if err != nil {
		return err
	}
	z, err := zip.NewReader(f, info.Size())
	if err != nil {
		return &span.Error{File: name, Message: "damaged zip: " + err.Error()}
	}
	for _, member := range z.File {
		if strings.HasSuffix(member.Name, "/") {
			continue
		}
		r, err := member.Open()
		if err != nil {
			return &span.Error{File: name + "/" + member.Name, Message: err.Error()}
		}
		if err := errors.Join(read(name+"/"+member.Name, r, h), r.Close()); err != nil {
			return err
		}
	}
	return nil
}

// Read reads the rows of a table; name stands in faults.
func Read(name string, r io.Reader, h Handler) error { return read(name, r, h) }

func read(name string, r io.Reader, h Handler) error {
	in := bufio.NewReaderSize(r, 1<<16)
	for n := 1; ; n++ {
		line, err := readLine(in)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil && !errors.Is(err, errLong) {
			return &span.Error{File: name, Line: n, Message: "cannot be read on: " + err.Error()}
		}
		if err == nil && (line == "" || n == 1 && strings.HasPrefix(strings.ToUpper(line), "GLOBALEVENTID\t")) {
			continue
		}
		var e *Event
		if err == nil {
			e, err = parse(line)
		}
		if err != nil {
			h.Fault(&span.Error{File: name, Line: n, Message: err.Error()})
			continue
		}
		if err := h.Event(e); err != nil {
			return err
		}
	}
}

var errLong = fmt.Errorf("the line is longer than %d bytes; want a row of an event table", maxLine)

// readLine is the next line without its end; errLong for one that is too long,
// which is passed over.
func readLine(in *bufio.Reader) (string, error) {
	var line []byte
	long := false
	for {
		part, more, err := in.ReadLine()
		if err != nil {
			return "", err
		}
		if long = long || len(line)+len(part) > maxLine; !long {
			line = append(line, part...)
		}
		if !more {
			break
		}
	}
	if long {
		return "", errLong
	}
	return strings.ToValidUTF8(string(line), "\uFFFD"), nil
}

// parse reads one row.
func parse(line string) (*Event, error) {
	f := strings.Split(line, "\t")
	at, ok := layouts[len(f)]
	if !ok {
		return nil, fmt.Errorf("%d columns between tabs, want 61 (GDELT 2.0), 58 or 57 (1.0)", len(f))
	}
	p := parser{fields: f}
	e := &Event{
		ID: f[colID], Day: p.day(), Actor: partyOf(f[colActor:]), Recipient: partyOf(f[colOther:]), Code: p.code(), Quad: p.number("QuadClass", colQuad),
		Place: f[at.place], Mentions: p.number("NumMentions", colMentions), Sources: p.number("NumSources", colMentions+1), Articles: p.number("NumArticles", colMentions+2),
	}
	if _, err := strconv.ParseUint(e.ID, 10, 64); err != nil {
		p.fail("GLOBALEVENTID %q, want a number", e.ID)
	}
	if e.Quad > 4 {
		p.fail("QuadClass %d, want 1 to 4", e.Quad)
	}
	e.Type = typeOf(e.Code)
	if at.url >= 0 {
		e.URL = f[at.url]
	}
	return e, p.err
}

// partyOf reads the columns of an actor.
func partyOf(f []string) Party {
	return Party{Code: f[0], Name: f[1], Country: country(f[2], f[3])}
}

// parser reads fields and keeps the first fault.
type parser struct {
	fields []string
	err    error
}

func (p *parser) fail(format string, args ...any) {
	if p.err == nil {
		p.err = fmt.Errorf(format, args...)
	}
}

// day is SQLDATE; empty is allowed, as some write it for dates that are less
// exact.
func (p *parser) day() string {
	s := p.fields[colDay]
	day, ok := dayOf(s)
	if s != "" && !ok {
		p.fail("SQLDATE %q, want a day as YYYYMMDD", s)
	}
	return day
}

// code is EventCode: two to four digits with a root from 01 to 20.
func (p *parser) code() string {
	s := p.fields[colCode]
	root, err := strconv.Atoi(s[:min(2, len(s))])
	if s != "" && (len(s) < 2 || len(s) > 4 || strings.Trim(s, "0123456789") != "" || err != nil || root < 1 || root > 20) {
		p.fail("EventCode %q, want a code of CAMEO", s)
	}
	return s
}

// number is a field that counts; empty is 0.
func (p *parser) number(name string, column int) int {
	s := p.fields[column]
	if s == "" {
		return 0
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 {
		p.fail("%s %q, want a number", name, s)
	}
	return n
}
