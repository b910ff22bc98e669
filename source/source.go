// Package source turns bytes into documents: Markdown, plain text, saved HTML
// pages, stories as JSON Lines, tables as CSV or TSV, entries of feeds and the
// pages of WARC archives. What a file is, it tells from the content; the name
// decides nothing.
//
// It fills the first group of fields of a doc.Document (see there) and leaves
// the rest alone. Text is made here once and never edited afterwards: title,
// body, captions and what stands apart, each field separated by a blank line.
// For a JSON story and a CSV row the title and body are the given strings byte
// for byte; for the other formats layout is taken out (marks, hard line breaks,
// navigation, share buttons) and body paragraphs are joined by blank lines.
//
// Nothing is invented: a date, publisher or language that the input does not
// give stays empty, and a doc.Note says where each date came from. An input
// that cannot be read costs that input only: it is reported as an *Error and
// reading goes on.
//
// Formats followed: RFC 8259 (JSON), RFC 4180 (CSV), RFC 3339 (time),
// CommonMark 0.31, the WHATWG HTML and Encoding standards, schema.org JSON-LD,
// OpenGraph; RSS 0.9 to 2.0, Atom (RFC 4287), JSON Feed 1.1 and WARC 1.1.
package source

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"

	"casus/doc"
)

// DefaultMaxBytes is the most that one article may take before it is read: a
// page, a story's line, a row.
const DefaultMaxBytes = 16 << 20

// DefaultMaxText is the most that the text of one article may take, some
// 350,000 words. What is longer is a book or a log, not an article.
const DefaultMaxText = 2 << 20

// Options says how to read. The zero value is the default.
type Options struct {
	KeepRaw  bool      // keep the bytes of each document in Origin.Raw
	MaxBytes int64     // of one document as it comes in; 0 is DefaultMaxBytes
	MaxText  int64     // of the text of one document; 0 is DefaultMaxText
	Stdin    io.Reader // what the path "-" reads; nil is standard input

	// Columns says which column of a table means what: names of Meanings to
	// names or numbers of columns. It wins over what is guessed; an empty name
	// of a column says that there is none.
	Columns map[string]string
	// Table is asked before the first row of a table is read; an error ends the
	// reading and comes back wrapped. Nil takes every table as it is guessed.
	Table func(*Table) error
}

func (o Options) withDefaults() Options {
	if o.MaxBytes <= 0 {
		o.MaxBytes = DefaultMaxBytes
	}
	if o.MaxText <= 0 {
		o.MaxText = DefaultMaxText
	}
	return o
}

// Yield takes one document, or an *Error for an input that gave none; exactly
// one of the two is nil. An error that it returns ends the reading and comes
// back unchanged.
type Yield func(*doc.Document, error) error

// Parse reads data, which came from the file called name, and returns its
// documents in input order. The error joins the *Error of every part that gave
// no document; the documents are valid all the same.
func Parse(name string, data []byte, opts Options) ([]*doc.Document, error) {
	var docs []*doc.Document
	var faults faultList
	err := NewReader(opts).Stream(context.Background(), name, bytes.NewReader(data),
		func(d *doc.Document, err error) error {
			if err != nil {
				faults = append(faults, err)
				return nil
			}
			docs = append(docs, d)
			return nil
		})
	if err != nil {
		faults = append(faults, err)
	}
	return docs, faults.err()
}

// Version names the version of a document to which its spans belong: the
// SHA-256 of Text, hexadecimal.
func Version(d *doc.Document) string { return hash([]byte(d.Text)) }

func hash(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}
