package source

import (
	"fmt"
	"strings"

	"casus/doc"
)

// The codes of an Error. They are stable: programs may compare them.
const (
	NoSuchFile    = "no-such-file"          // the path names nothing
	Unreadable    = "unreadable"            // the system refused to open or read it
	Empty         = "empty"                 // no bytes, or white space alone
	Binary        = "binary"                // not text in any encoding
	Unsupported   = "unsupported"           // a known format that casus does not read
	TooLarge      = "too-large"             // longer than one article may be
	TooDeep       = "too-deep"              // HTML nested beyond what the parser accepts
	NoArticle     = "no-article"            // text, but none that is an article
	NoFolderText  = "no-articles-in-folder" // no file below the folder gave a document
	BadJSON       = "bad-json"              // a line that is not one JSON object
	BadField      = "bad-field"             // a field whose value has the wrong type
	NoText        = "no-text"               // a story or row without text
	BadCSV        = "bad-csv"               // a row that breaks the rules of quoting
	BadFieldCount = "bad-field-count"       // a row with more fields than the header
	NoTextColumn  = "no-text-column"        // a table without a column that can be the text
	NoColumn      = "no-column"             // a table without a column that Options.Columns names
	BadFeed       = "bad-feed"              // a feed that cannot be read
	BadArchive    = "bad-archive"           // a record of an archive that cannot be read
	CutArchive    = "cut-archive"           // an archive that ends inside a record
)

// Error is an input that gave no document: a whole file, or one line or row of
// it. The rest of the input remains valid and is read.
type Error struct {
	Code   string // one of the constants of this package
	File   string // the path as given, "-" for standard input
	Line   int    // from 1, of an archive the record; 0 where the fault is the file's
	URL    string // of the page, where the input holds several; may be empty
	Column int    // from 1, in bytes; 0 where not known
	Found  string // what is there
	Wanted string // what should be; empty where Found says enough
	Hint   string // what to do about it; may be empty
	Err    error  // the cause; may be nil

	// Page is what a page without an article says of itself: address,
	// publisher, day and language, and no text. Nil where nothing is known.
	Page *doc.Document
}

// Error prints place, what was found and what was wanted:
// "stories.jsonl:17:9: found …; want …".
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.File)
	if e.Line > 0 {
		fmt.Fprintf(&b, ":%d", e.Line)
		if e.Column > 0 {
			fmt.Fprintf(&b, ":%d", e.Column)
		}
	}
	if e.URL != "" && e.URL != e.File {
		b.WriteString(": " + clip(e.URL, 200))
	}
	b.WriteString(": " + e.Found)
	if e.Wanted != "" {
		b.WriteString("; want " + e.Wanted)
	}
	if e.Hint != "" {
		b.WriteString(" (" + e.Hint + ")")
	}
	return b.String()
}

// NoPage reports a page out of an archive that is no article. Archives are full
// of them: what it means is a count, not a fault.
func (e *Error) NoPage() bool { return e.URL != "" && e.Line > 0 && (e.Code == Empty || e.Read()) }

// Read reports an input that was read and holds no article: a count among what
// was read, not among what could not be.
func (e *Error) Read() bool {
	switch e.Code {
	case NoArticle, NoText, Stub, Gallery, LiveBlog, IndexPage:
		return true
	}
	return false
}

// Unwrap is the cause.
func (e *Error) Unwrap() error { return e.Err }
