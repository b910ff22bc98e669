// Package store keeps the record in one SQLite file: articles with all their
// versions and compressed raw bytes, what was coded from each by which program
// in which run, what could not be coded, what was removed, and the events that
// package merge makes of the reports.
//
// A store is a folder with the file casus.db; copying the folder while nothing
// writes is a backup. Reports are append-only: a newer program adds a coding of
// the same version beside the older one, a document points to the coding that
// holds, and a history says which held from which run on. Texts can be coded again
// as they were read (EachKept, Run.Recode). Ids are text everywhere; row numbers
// and the syntax of the search index stay inside.
//
// It reads doc.Document and record.Story and changes neither; it never codes.
// What a Run or Remove changes is marked; Writer.Merge brings the events up to
// date with it, a Run does so for a part as it goes on, and what merge.Stories
// would give of everything is what the store has then. What people judged of events is kept apart from them.
// There is one writer at a time, held by a lock that ends with its process;
// readers are never blocked and see whole batches. What a Run has acknowledged
// is on the disk. This package and its times of runs are the only place of
// casus where a clock has a say.
//
// SQLite 3 in WAL mode with FTS5 (https://sqlite.org).
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/klauspost/compress/zstd"
	_ "modernc.org/sqlite" // the driver
)

// DefaultDir is the folder of a store that is not named.
const DefaultDir = "./casus-store"

// fileName is the file inside the folder.
const fileName = "casus.db"

// Options says how to open a store. The zero value is the default.
type Options struct {
	Now func() time.Time // the clock for the times of runs and tombstones; nil is time.Now
}

func (o Options) now() string {
	now := time.Now
	if o.Now != nil {
		now = o.Now
	}
	return now().UTC().Format(time.RFC3339)
}

// Store is an open store for reading. It is safe for concurrent use.
type Store struct {
	dir  string
	opts Options
	db   *sql.DB
	dec  *zstd.Decoder

	mu      sync.Mutex // of those below
	counted state      // when known was counted
	known   sizes
	planned *sql.Stmt // of Plan; nil before the first
}

// Open opens the store in the folder dir for reading and never makes one: a
// folder without a store is a *MissingError. A store of an older version is
// migrated first, one of a newer version is a *VersionError.
func Open(ctx context.Context, dir string, opts Options) (*Store, error) {
	s := &Store{dir: dir, opts: opts}
	if _, err := os.Stat(s.file()); errors.Is(err, fs.ErrNotExist) {
		return nil, &MissingError{Dir: dir}
	} else if err != nil {
		return nil, fmt.Errorf("open store: %w", err)
	}
	version, err := s.connect(ctx)
	if err != nil {
		return nil, err
	}
	if version == schemaVersion {
		return s, nil
	}
	s.Close()
	if version > schemaVersion {
		return nil, &VersionError{Dir: dir, Version: version}
	}
	w, err := OpenWriter(ctx, dir, opts)
	if err != nil {
		return nil, fmt.Errorf("migrate from version %d: %w", version, err)
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	_, err = s.connect(ctx)
	return s, err
}

// connect opens the file for reading and returns the version of its schema.
func (s *Store) connect(ctx context.Context) (int, error) {
	var first error
	for _, how := range []string{"mode=rw&_pragma=query_only(1)", "mode=ro", "immutable=1"} {
		db, err := sql.Open("sqlite", s.dsn(how))
		if err != nil {
			return 0, fmt.Errorf("open store: %w", err)
		}
		version, err := readVersion(ctx, db)
		if err == nil {
			s.db = db
			s.dec, err = newDecoder()
			return version, err
		}
		db.Close()
		if first == nil {
			first = err
		}
		// In a folder that cannot be written, and on a full disk, SQLite finds no
		// place for the index of its log; without a log the file can be read as
		// it is.
		if st, err := os.Stat(s.file() + "-wal"); err == nil && st.Size() > 0 && how == "mode=ro" || !unwritable(first) && !refused(first) {
			break
		}
	}
	return 0, s.explain("open store", first)
}

func (s *Store) file() string { return filepath.Join(s.dir, fileName) }

// dsn is the data source name of the store's file, opened as how says.
func (s *Store) dsn(how string) string {
	path, err := filepath.Abs(s.file())
	if err != nil {
		path = s.file()
	}
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	u := url.URL{Scheme: "file", Path: path}
	return u.String() + "?" + how + "&_pragma=busy_timeout(10000)&_pragma=foreign_keys(1)"
}

// Dir is the folder of the store.
func (s *Store) Dir() string { return s.dir }

// Close ends the use of the store.
func (s *Store) Close() error {
	if s.db == nil {
		return nil
	}
	s.dec.Close()
	var err error
	if s.planned != nil {
		err = s.planned.Close()
	}
	err = errors.Join(err, s.db.Close())
	s.db = nil
	return err
}
