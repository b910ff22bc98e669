package store

import (
	"errors"
	"fmt"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// Errors that a caller may test for with errors.Is.
var (
	// ErrFull says that the disk, or the space allowed, is full. What was
	// acknowledged before remains.
	ErrFull = errors.New("no space left on the disk")
	// ErrRefused says that the disk did not take what was written. What was
	// acknowledged before remains.
	ErrRefused = errors.New("the disk takes no more: a quota or a limit on files is reached, or it is failing")
	// ErrReadOnly says that the store or its folder cannot be written.
	ErrReadOnly = errors.New("the store cannot be written")
	// ErrDamaged says that the file is no store or is damaged.
	ErrDamaged = errors.New("the file is damaged or no store")
	// ErrNotFound says that the store has nothing under that id.
	ErrNotFound = errors.New("not in the store")
)

// MissingError says that there is no store in a folder.
type MissingError struct {
	Dir string
}

// Error says what to do.
func (e *MissingError) Error() string {
	return fmt.Sprintf("%s: there is no store here; \"casus add --store %s PATH\" makes one", e.Dir, e.Dir)
}

// VersionError says that a newer program made the store.
type VersionError struct {
	Dir     string
	Version int // of its schema
}

// Error says what was found and what is known.
func (e *VersionError) Error() string {
	return fmt.Sprintf("%s: the store has version %d, this program knows up to %d; use a newer casus", e.Dir, e.Version, schemaVersion)
}

// LockedError says that another process is at work in the store.
type LockedError struct {
	Dir   string
	PID   int    // 0 where it is not known
	Doing string // what it does there; empty is writing
}

// Error names the process.
func (e *LockedError) Error() string {
	who := "another process"
	if e.PID > 0 {
		who = fmt.Sprintf("another process (%d)", e.PID)
	}
	doing := e.Doing
	if doing == "" {
		doing = "writing to the store"
	}
	return fmt.Sprintf("%s: %s is %s; try again when it is done", e.Dir, who, doing)
}

// primary is the primary result code of SQLite, 0 for other errors.
func primary(err error) int {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return 0
	}
	return e.Code() & 0xff
}

// unwritable reports whether SQLite wanted to write where it may not.
func unwritable(err error) bool {
	switch primary(err) {
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM:
		return true
	}
	return false
}

// refused reports whether the disk did not take what SQLite wrote, though it
// did not say that it is full.
func refused(err error) bool {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return false
	}
	switch e.Code() {
	case sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_FSYNC, sqlite3.SQLITE_IOERR_DIR_FSYNC, sqlite3.SQLITE_IOERR_TRUNCATE, sqlite3.SQLITE_IOERR_SHMSIZE:
		return true
	}
	return false
}

// explain says in plain words what SQLite reports, and what was being done.
func (s *Store) explain(doing string, err error) error {
	if err == nil {
		return nil
	}
	switch code := primary(err); {
	case code == sqlite3.SQLITE_FULL:
		err = fmt.Errorf("%w (%w)", ErrFull, err)
	case refused(err):
		err = fmt.Errorf("%w (%w)", ErrRefused, err)
	case unwritable(err):
		err = fmt.Errorf("%w (%w)", ErrReadOnly, err)
	case code == sqlite3.SQLITE_CORRUPT, code == sqlite3.SQLITE_NOTADB:
		err = fmt.Errorf("%w (%w)", ErrDamaged, err)
	}
	return fmt.Errorf("%s: %s: %w", s.dir, doing, err)
}
