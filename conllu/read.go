package conllu

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"casus/span"
)

// maxLine bounds the length of a line in bytes.
const maxLine = 1 << 20

// maxErrors is the number of faults after which a file is given up.
const maxErrors = 100

// Reader reads sentences one by one. It is not safe for concurrent use.
type Reader struct {
	file    string
	scanner *bufio.Scanner
	line    int
	done    bool
	errs    span.Errors
}

// NewReader returns a reader of r; file is its name in errors.
func NewReader(file string, r io.Reader) *Reader {
	s := bufio.NewScanner(r)
	s.Buffer(make([]byte, 0, 64<<10), maxLine)
	return &Reader{file: file, scanner: s}
}

// ReadFile reads all sentences of the file at path.
func ReadFile(path string) ([]Sentence, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read treebank: %w", err)
	}
	defer f.Close()
	return ReadAll(path, f)
}

// ReadAll reads all sentences of r. With an error it returns the sentences
// without fault; the error holds every fault of the file as a *span.Error.
func ReadAll(file string, r io.Reader) ([]Sentence, error) {
	var all []Sentence
	reader := NewReader(file, r)
	for {
		s, err := reader.Next()
		if errors.Is(err, io.EOF) {
			return all, reader.Err()
		}
		if err == nil {
			all = append(all, *s)
		}
	}
}

// Next returns the next sentence. At the end of the input it returns io.EOF. A
// sentence with faults is returned as an error that holds them; reading may go
// on behind it. After a hundred faults the input counts as ended.
func (r *Reader) Next() (*Sentence, error) {
	before := r.errs.Len()
	if r.done || before >= maxErrors {
		return nil, io.EOF
	}
	p := sentenceParser{reader: r}
	for r.scanner.Scan() {
		r.line++
		line := strings.TrimSuffix(r.scanner.Text(), "\r")
		switch {
		case line == "":
			if !p.started {
				continue
			}
			return p.finish(before)
		case line[0] == '#' && !p.started:
			p.s.Comments = append(p.s.Comments, strings.TrimSpace(line[1:]))
		default:
			p.started = true
			p.row(line)
		}
	}
	r.done = true
	if err := r.scanner.Err(); err != nil {
		r.errs.Add(r.file, r.line+1, 0, "%v", err)
	}
	if p.started {
		return p.finish(before)
	}
	return nil, io.EOF
}

// Err is nil or holds all faults found so far, each a *span.Error.
func (r *Reader) Err() error { return r.errs.Err() }

// sentenceParser collects the rows of one sentence.
type sentenceParser struct {
	reader  *Reader
	s       Sentence
	started bool
	last    span.Errors // faults of this sentence alone
}

func (p *sentenceParser) fault(format string, args ...any) {
	p.reader.errs.Add(p.reader.file, p.reader.line, 0, format, args...)
	p.last.Add(p.reader.file, p.reader.line, 0, format, args...)
}

func (p *sentenceParser) row(line string) {
	if p.s.Line == 0 {
		p.s.Line = p.reader.line
	}
	var columns [10]string
	n := 0
	for rest, more := line, true; more; n++ {
		var field string
		field, rest, more = strings.Cut(rest, "\t")
		if n < len(columns) {
			columns[n] = field
		}
	}
	if n != len(columns) {
		p.fault("%d columns, want %d separated by tabs", n, len(columns))
		return
	}
	for i, c := range columns {
		if c == "" {
			p.fault("column %d (%s) is empty, want a value or _", i+1, columnNames[i])
			return
		}
	}
	switch id := columns[0]; {
	case strings.Contains(id, "."):
		p.emptyNode(id)
	case strings.Contains(id, "-"):
		p.multiword(&columns)
	default:
		p.word(&columns)
	}
}

var columnNames = [...]string{"ID", "FORM", "LEMMA", "UPOS", "XPOS", "FEATS", "HEAD", "DEPREL", "DEPS", "MISC"}

func (p *sentenceParser) emptyNode(id string) {
	major, minor, _ := strings.Cut(id, ".")
	_, errMajor := strconv.ParseUint(major, 10, 31)
	_, errMinor := strconv.ParseUint(minor, 10, 31)
	if errMajor != nil || errMinor != nil {
		p.fault("ID %q, want a number, a range or an empty node such as 8.1", id)
	}
}

func (p *sentenceParser) multiword(columns *[10]string) {
	from, to, _ := strings.Cut(columns[0], "-")
	first, err1 := strconv.Atoi(from)
	last, err2 := strconv.Atoi(to)
	switch {
	case err1 != nil || err2 != nil || last <= first:
		p.fault("ID %q, want a range such as 3-4", columns[0])
		return
	case first != len(p.s.Words)+1:
		p.fault("multiword token begins at word %d, want %d", first, len(p.s.Words)+1)
		return
	case p.open():
		p.fault("multiword token %q begins inside another", columns[0])
		return
	case last-first > maxLine:
		p.fault("multiword token of %d words", last-first+1)
		return
	}
	p.s.Tokens = append(p.s.Tokens, newToken(columns, first-1, last))
}

// open reports whether the last token still waits for words.
func (p *sentenceParser) open() bool {
	n := len(p.s.Tokens)
	return n > 0 && p.s.Tokens[n-1].End > len(p.s.Words)
}

func newToken(columns *[10]string, first, end int) Token {
	misc := columns[9]
	t := Token{Form: columns[1], First: first, End: end, SpaceAfter: " ", Misc: misc}
	if misc == "_" {
		return t
	}
	if v, _ := Attribute(misc, "SpaceAfter"); v == "No" {
		t.SpaceAfter = ""
	}
	if v, ok := Attribute(misc, "SpacesAfter"); ok {
		t.SpaceAfter = unescape.Replace(v)
	}
	if v, _ := Attribute(misc, "NewPar"); v == "Yes" {
		t.NewPar = true
	}
	return t
}

// unescape reads the values of SpacesAfter.
var unescape = strings.NewReplacer(`\s`, " ", `\t`, "\t", `\n`, "\n", `\r`, "\r", `\p`, "|", `\\`, `\`)

func (p *sentenceParser) word(columns *[10]string) {
	id, err := strconv.Atoi(columns[0])
	if want := len(p.s.Words) + 1; err != nil || id != want {
		p.fault("ID %q, want %d", columns[0], want)
		return
	}
	head := -1
	if columns[6] != "_" {
		head, err = strconv.Atoi(columns[6])
		if err != nil || head < 0 {
			p.fault("HEAD %q, want a word's number, 0 or _", columns[6])
			return
		}
	}
	if !p.open() {
		p.s.Tokens = append(p.s.Tokens, newToken(columns, id-1, id))
	}
	p.s.Words = append(p.s.Words, Word{
		Form: columns[1], Lemma: columns[2], UPOS: columns[3], XPOS: columns[4],
		Feats: columns[5], Head: head, Deprel: columns[7], Misc: columns[9],
	})
}

// finish checks the sentence as a whole.
func (p *sentenceParser) finish(before int) (*Sentence, error) {
	if p.reader.errs.Len() == before {
		p.check()
	}
	if p.reader.errs.Len() > before {
		return nil, p.last.Err()
	}
	return &p.s, nil
}

func (p *sentenceParser) check() {
	if p.open() {
		t := &p.s.Tokens[len(p.s.Tokens)-1]
		p.fault("multiword token %d-%d ends behind the sentence of %d words", t.First+1, t.End, len(p.s.Words))
	}
	if len(p.s.Words) == 0 {
		p.fault("sentence without words")
	}
	for i := range p.s.Words {
		if h := p.s.Words[i].Head; h > len(p.s.Words) {
			p.fault("word %d: HEAD %d is outside the sentence of %d words", i+1, h, len(p.s.Words))
		}
	}
}
