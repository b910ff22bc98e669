package store

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// Health is what can be said of a store without reading it: its version, its
// size, and who works in it.
type Health struct {
	Version  int   // of its schema
	Known    int   // the version that this program writes
	Bytes    int64 // of the file
	Log      int64 // bytes that SQLite has not folded into the file yet
	Writable bool  // the file can be written by this user
	Writer   int   // the process that is writing; 0 for none, -1 for one without a number
}

// Look says how the store in the folder dir is, without migrating or changing
// it. A folder without a store is a *MissingError. Where the file cannot be
// read the error is ErrDamaged, and what is known without it is valid.
func Look(ctx context.Context, dir string) (Health, error) {
	s := &Store{dir: dir}
	h := Health{Known: schemaVersion}
	info, err := os.Stat(s.file())
	if errors.Is(err, fs.ErrNotExist) {
		return h, &MissingError{Dir: dir}
	} else if err != nil {
		return h, s.explain("look at store", err)
	}
	h.Bytes = info.Size()
	if log, err := os.Stat(s.file() + "-wal"); err == nil {
		h.Log = log.Size()
	}
	if f, err := os.OpenFile(s.file(), os.O_RDWR, 0); err == nil {
		h.Writable = true
		f.Close()
	}
	h.Writer = writing(dir)
	if h.Version, err = s.connect(ctx); err != nil {
		return h, err
	}
	return h, s.Close()
}

// writing is the process that holds the lock of the writer.
func writing(dir string) int {
	f, err := os.OpenFile(filepath.Join(dir, writerLock), os.O_RDWR, 0)
	if err != nil {
		return 0
	}
	defer f.Close() // gives the lock back
	if !errors.Is(tryLock(f), errHeld) {
		return 0
	}
	if pid := readPID(f); pid > 0 {
		return pid
	}
	return -1
}

// After is how many articles that hold were published after a day, and the id
// of one of them.
func (s *Store) After(ctx context.Context, day string) (number int, document string, err error) {
	err = s.db.QueryRowContext(ctx, "SELECT count(*), coalesce(min(d.document), '')"+held+"WHERE v.day > ?", day).Scan(&number, &document)
	return number, document, s.explain("count articles", err)
}

// Failures is how many inputs gave no article, by the code that says why, the
// most frequent first.
func (s *Store) Failures(ctx context.Context) ([]Count, error) {
	list, err := s.counts(ctx, "SELECT code, count(*) FROM failures GROUP BY code ORDER BY 2 DESC, 1")
	return list, s.explain("count failures", err)
}
