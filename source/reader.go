package source

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"casus/doc"
	"casus/source/warc"
)

// Reader reads files, folders and streams. It is safe for concurrent use
// unless Options.Stdin is shared.
type Reader struct {
	opts Options
}

// NewReader returns a Reader with the options.
func NewReader(opts Options) *Reader { return &Reader{opts.withDefaults()} }

// Each reads path and calls yield for every document in input order: "-" is
// standard input; a folder is walked in the order of its names, hidden files
// and the "…_files" folders beside saved pages left out. Its own error is
// either that of yield or that of ctx.
func (r *Reader) Each(ctx context.Context, path string, yield Yield) error {
	if path == "-" {
		in := r.opts.Stdin
		if in == nil {
			in = os.Stdin
		}
		return r.Stream(ctx, "-", in, yield)
	}
	st, err := os.Stat(path)
	if err != nil {
		return yield(nil, openError(path, err))
	}
	if st.IsDir() {
		return r.folder(ctx, path, yield)
	}
	return r.file(ctx, path, yield)
}

func (r *Reader) file(ctx context.Context, path string, yield Yield) error {
	f, err := os.Open(path)
	if err != nil {
		return yield(nil, openError(path, err))
	}
	defer f.Close()
	return r.Stream(ctx, path, f, yield)
}

func openError(path string, err error) *Error {
	if errors.Is(err, fs.ErrNotExist) {
		return &Error{Code: NoSuchFile, File: path, Found: "no such file or folder", Err: err}
	}
	var pe *fs.PathError
	if errors.As(err, &pe) {
		err = pe.Err
	}
	return &Error{Code: Unreadable, File: path, Found: "cannot be read: " + err.Error(), Err: err}
}

func (r *Reader) folder(ctx context.Context, root string, yield Yield) error {
	root += string(filepath.Separator) // so that a link to a folder is followed
	files, found := 0, 0
	count := func(d *doc.Document, err error) error {
		if d != nil {
			found++
		}
		return yield(d, err)
	}
	var stop error
	walk := func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			stop = yield(nil, openError(path, err))
			if stop == nil && e != nil && e.IsDir() {
				return fs.SkipDir
			}
			return stop
		}
		if path != root && strings.HasPrefix(e.Name(), ".") || e.IsDir() && besidePage(path) {
			if e.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		st, err := os.Stat(path)
		if err != nil || !st.Mode().IsRegular() {
			return nil
		}
		files++
		stop = r.file(ctx, path, count)
		return stop
	}
	if err := filepath.WalkDir(root, walk); err != nil {
		return err
	}
	if found > 0 {
		return nil
	}
	e := &Error{Code: NoFolderText, File: filepath.Clean(root), Found: "no files in this folder"}
	if files > 0 {
		e.Found = fmt.Sprintf("none of the %d files in this folder is an article", files)
	}
	e.Wanted = wantedFormats
	return yield(nil, e)
}

// besidePage reports whether the folder holds the pictures and scripts that a
// browser saved beside a page.
func besidePage(folder string) bool {
	page, ok := strings.CutSuffix(folder, "_files")
	if !ok {
		return false
	}
	for _, ext := range []string{".html", ".htm"} {
		if _, err := os.Stat(page + ext); err == nil {
			return true
		}
	}
	return false
}

const wantedFormats = "Markdown, plain text, an HTML page, stories as JSON Lines, CSV with a header, a feed, or a WARC archive"

// sniffLen is how much of a file is looked at to tell its format.
const sniffLen = 64 << 10

// Stream reads documents from in, which is called name in errors. Stories and
// rows are read one at a time; memory is bounded by MaxBytes.
func (r *Reader) Stream(ctx context.Context, name string, in io.Reader, yield Yield) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	kept := &rawKeeper{in: &contextReader{ctx, in}}
	br := bufio.NewReaderSize(kept, sniffLen)
	head, err := br.Peek(sniffLen)
	if err != nil && err != io.EOF && err != bufio.ErrBufferFull {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return yield(nil, openError(name, err))
	}
	s := &stream{ctx: ctx, name: name, opts: r.opts, in: br, kept: kept, yield: yield}
	if warc.Sniff(head) {
		kept.drop()
		return s.archive()
	}
	if enc := wide(head); enc != nil {
		s.widen(enc)
		head, _ = s.in.Peek(sniffLen)
	}
	head = bytes.TrimPrefix(head, utf8BOM)
	format, e := sniff(head)
	if s.opts.Columns != nil && (format == formatText || format == formatMarkdown) {
		if _, ok := guessTable(head, s.opts.Columns); ok {
			format = formatTable
		}
	}
	if e != nil {
		e.File = name
		return yield(nil, e)
	}
	switch format {
	case formatJSON:
		kept.drop()
		return s.jsonLines()
	case formatTable:
		kept.drop()
		return s.table(head)
	case formatFeed:
		kept.drop()
		return s.feed()
	}
	return s.whole(format)
}

// stream is one input while it is read.
type stream struct {
	ctx     context.Context
	name    string
	opts    Options
	in      *bufio.Reader
	kept    *rawKeeper
	charset string // of the whole input where it is not told line by line
	yield   Yield

	retrieved time.Time // when the input was fetched; zero for a file
}

// whole reads an input that is one document.
func (s *stream) whole(format string) error {
	limit, what := s.opts.MaxBytes, "file"
	if format != formatHTML && s.opts.MaxText < limit {
		limit, what = s.opts.MaxText, "text"
	}
	text, err := io.ReadAll(io.LimitReader(s.in, limit+1))
	if err != nil {
		if s.ctx.Err() != nil {
			return s.ctx.Err()
		}
		return s.yield(nil, openError(s.name, err))
	}
	if int64(len(text)) > limit {
		return s.yield(nil, s.tooLarge(0, what, limit))
	}
	d, e := s.article(format, text)
	if e != nil {
		e.File, e.Page = s.name, described(d)
		return s.yield(nil, e)
	}
	return s.done(d, s.kept.raw)
}

// article reads one document that takes a whole file.
func (s *stream) article(format string, raw []byte) (*doc.Document, *Error) {
	d := &doc.Document{Origin: doc.Origin{Format: format}}
	text, e := decode(d, raw, format == formatHTML)
	if e != nil {
		return nil, e
	}
	if s.charset != "" {
		d.Origin.Charset = s.charset
	}
	if format == formatHTML {
		e = readHTML(d, text)
	} else {
		e = readText(d, text)
	}
	return d, e
}

// done completes a document and hands it on.
func (s *stream) done(d *doc.Document, raw []byte) error {
	if int64(len(d.Text)) > s.opts.MaxText {
		return s.yield(nil, s.tooLarge(d.Origin.Line, "text", s.opts.MaxText))
	}
	d.Origin.Path = s.name
	d.Origin.SHA256 = hash(raw)
	if s.opts.KeepRaw {
		d.Origin.Raw = bytes.Clone(raw)
	}
	finish(d)
	return s.yield(d, nil)
}

func (s *stream) tooLarge(line int, what string, limit int64) *Error {
	return &Error{
		Code: TooLarge, File: s.name, Line: line,
		Found:  "too large for one article",
		Wanted: fmt.Sprintf("a %s of at most %s", what, size(limit)),
		Hint:   "many articles belong in JSON Lines, one story a line",
	}
}

func size(n int64) string {
	switch {
	case n >= 1<<20 && n%(1<<20) == 0:
		return fmt.Sprintf("%d MiB", n>>20)
	case n >= 1<<10 && n%(1<<10) == 0:
		return fmt.Sprintf("%d KiB", n>>10)
	}
	return fmt.Sprintf("%d bytes", n)
}

// rawKeeper keeps what it passes on, until it is told that nobody needs it.
type rawKeeper struct {
	in      io.Reader
	raw     []byte
	dropped bool
}

func (k *rawKeeper) Read(p []byte) (int, error) {
	n, err := k.in.Read(p)
	if !k.dropped {
		k.raw = append(k.raw, p[:n]...)
	}
	return n, err
}

func (k *rawKeeper) drop() { k.raw, k.dropped = nil, true }

// contextReader stops reading when ctx is done.
type contextReader struct {
	ctx context.Context
	in  io.Reader
}

func (c *contextReader) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.in.Read(p)
}

// faultList joins errors without the line breaks of a single one.
type faultList []error

func (l faultList) err() error {
	if len(l) == 1 {
		return l[0]
	}
	return errors.Join(l...)
}

// count is a number with its noun: "1 line", "2 lines".
func count(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}
