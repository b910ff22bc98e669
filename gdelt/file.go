package gdelt

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	_ "modernc.org/sqlite" // the driver
)

// FileName is the file inside the folder of a store.
const FileName = "gdelt.db"

const schema = `
CREATE TABLE IF NOT EXISTS files (
  id     INTEGER PRIMARY KEY,
  name   TEXT NOT NULL,
  sha256 TEXT NOT NULL UNIQUE,
  rows   INTEGER NOT NULL,
  faults INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS events (
  event     TEXT PRIMARY KEY,
  file      INTEGER NOT NULL REFERENCES files,
  day       TEXT NOT NULL,
  actor     TEXT NOT NULL,
  recipient TEXT NOT NULL,
  actor_code     TEXT NOT NULL,
  recipient_code TEXT NOT NULL,
  code      TEXT NOT NULL,
  type      TEXT NOT NULL,
  quad      INTEGER NOT NULL,
  place     TEXT NOT NULL,
  mentions  INTEGER NOT NULL,
  sources   INTEGER NOT NULL,
  articles  INTEGER NOT NULL,
  url       TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS events_pair ON events (actor, recipient, day, type);
CREATE INDEX IF NOT EXISTS events_day ON events (day);
`

// File is the rows of GDELT beside a store.
type File struct {
	path string
	db   *sql.DB
}

// ErrNone says that nothing of GDELT lies beside a store.
var ErrNone = errors.New("nothing of GDELT is here")

// Open opens the file in the folder of a store; make says to make it where
// there is none, else that is ErrNone.
func Open(ctx context.Context, dir string, make bool) (*File, error) {
	f := &File{path: filepath.Join(dir, FileName)}
	if _, err := os.Stat(f.path); errors.Is(err, os.ErrNotExist) && !make {
		return nil, ErrNone
	}
	path, err := filepath.Abs(f.path)
	if err != nil {
		return nil, err
	}
	u := url.URL{Scheme: "file", Path: "/" + strings.TrimPrefix(filepath.ToSlash(path), "/")}
	if f.db, err = sql.Open("sqlite", u.String()+"?_pragma=journal_mode(WAL)&_pragma=busy_timeout(10000)&_pragma=foreign_keys(1)"); err != nil {
		return nil, err
	}
	f.db.SetMaxOpenConns(1)
	if _, err := f.db.ExecContext(ctx, schema); err != nil {
		f.db.Close()
		return nil, fmt.Errorf("%s: %w", f.path, err)
	}
	return f, nil
}

// Close ends the use of the file.
func (f *File) Close() error { return f.db.Close() }

// Imported is what came of one file.
type Imported struct {
	Rows   int  // new
	Again  int  // rows whose id was there
	Faults int  // lines that are no event
	Known  bool // the whole file was there; nothing was read
}

// Import takes a file in, or nothing of it: an import that is broken off leaves
// nothing. A file that was taken in before is passed over, by its content.
// fault is called for every line that is no event.
func (f *File) Import(ctx context.Context, name string, fault func(error)) (done Imported, err error) {
	hash, err := hashFile(name)
	if err != nil {
		return done, err
	}
	tx, err := f.db.BeginTx(ctx, nil)
	if err != nil {
		return done, fmt.Errorf("%s: %w", f.path, err)
	}
	defer tx.Rollback() // nothing once it is committed
	var n int
	if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM files WHERE sha256 = ?", hash).Scan(&n); err != nil || n > 0 {
		return Imported{Known: n > 0}, err
	}
	res, err := tx.ExecContext(ctx, "INSERT INTO files (name, sha256, rows, faults) VALUES (?, ?, 0, 0)", name, hash)
	if err != nil {
		return done, fmt.Errorf("%s: %w", f.path, err)
	}
	id, err := res.LastInsertId()
	if err != nil {
		return done, err
	}
	if err := f.rows(ctx, tx, id, name, &done, fault); err != nil {
		return Imported{Faults: done.Faults}, err
	}
	if _, err := tx.ExecContext(ctx, "UPDATE files SET rows = ?, faults = ? WHERE id = ?", done.Rows, done.Faults, id); err != nil {
		return done, fmt.Errorf("%s: %w", f.path, err)
	}
	return done, tx.Commit()
}

func (f *File) rows(ctx context.Context, tx *sql.Tx, file int64, name string, done *Imported, fault func(error)) error {
	insert, err := tx.PrepareContext(ctx, "INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
	if err != nil {
		return fmt.Errorf("%s: %w", f.path, err)
	}
	defer insert.Close()
	return ReadFile(name, Handler{
		Event: func(e *Event) error {
			res, err := insert.ExecContext(ctx, e.ID, file, e.Day, e.Actor.Country, e.Recipient.Country, e.Actor.Code, e.Recipient.Code, e.Code, e.Type, e.Quad,
				e.Place, e.Mentions, e.Sources, e.Articles, e.URL)
			if err != nil {
				return fmt.Errorf("%s: %w", f.path, err)
			}
			if n, err := res.RowsAffected(); err != nil || n == 0 {
				done.Again++
				return err
			}
			done.Rows++
			return nil
		},
		Fault: func(err error) { done.Faults++; fault(err) },
	})
}

func hashFile(name string) (string, error) {
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// Extent is how much there is.
type Extent struct {
	Files    int
	Rows     int
	FirstDay string // empty where no row has a day
	LastDay  string
}

// Extent counts files, rows and days.
func (f *File) Extent(ctx context.Context) (Extent, error) {
	var x Extent
	err := f.db.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM files), count(*), coalesce(min(nullif(day, '')), ''), coalesce(max(day), '') FROM events`).
		Scan(&x.Files, &x.Rows, &x.FirstDay, &x.LastDay)
	return x, err
}

// Query says which rows are counted: those between two different countries
// that have an event type and meet every field that is not empty.
type Query struct {
	Pair         [2]string // in both directions
	Country      string    // on either side
	Type         string
	Since, Until string // days
}

// By is what rows are counted by.
type By string

// The ways of counting.
const (
	ByPair By = "dyad"
	ByDay  By = "day"
	ByType By = "type"
)

var keys = map[By]string{ByPair: "min(actor, recipient) || '-' || max(actor, recipient)", ByDay: "day", ByType: "type"}

// Counts is how many rows there are by key.
func (f *File) Counts(ctx context.Context, q Query, by By) (map[string]int, error) {
	cond, args := []string{"actor <> ''", "recipient <> ''", "actor <> recipient", "type <> ''"}, []any{}
	and := func(c string, values ...any) { cond, args = append(cond, c), append(args, values...) }
	if q.Since != "" || q.Until != "" || by == ByDay {
		and("day <> '' AND day >= ?", q.Since)
	}
	if q.Until != "" {
		and("day <= ?", q.Until)
	}
	if q.Type != "" {
		and("type = ?", q.Type)
	}
	if q.Country != "" {
		and("? IN (actor, recipient)", q.Country)
	}
	if q.Pair[0] != "" {
		and("(actor, recipient) IN (VALUES (?, ?), (?, ?))", q.Pair[0], q.Pair[1], q.Pair[1], q.Pair[0])
	}
	rows, err := f.db.QueryContext(ctx, "SELECT "+keys[by]+", count(*) FROM events WHERE "+strings.Join(cond, " AND ")+" GROUP BY 1", args...)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.path, err)
	}
	defer rows.Close()
	counts := map[string]int{}
	for rows.Next() {
		var key string
		var n int
		if err := rows.Scan(&key, &n); err != nil {
			return nil, err
		}
		counts[key] = n
	}
	return counts, rows.Err()
}
