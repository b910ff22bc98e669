package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"casus/record"
)

// The bounds of one transaction, which is what an interruption can cost.
const (
	DefaultBatch = 64          // articles
	DefaultEvery = time.Second // age at which it is written though it is not full
)

// Writer is a store opened for writing. It holds the lock of the store; its
// reading methods are safe for concurrent use, the writing ones are not.
type Writer struct {
	Store
	held   *os.File
	conn   *sql.Conn // the one connection that writes
	pool   *sql.DB
	pack   *packer
	stmts  map[string]*sql.Stmt
	merger *merger // nil until something is to be merged
	since  int64   // the row of events from which on they count as new or changed; 0 before merging begins
}

// OpenWriter opens the store in the folder dir for writing, makes it where
// there is none and migrates an older one. Where another process is writing
// the error is a *LockedError; a lock left by a dead process is no obstacle.
// Runs that a dead process left unfinished are marked as interrupted.
func OpenWriter(ctx context.Context, dir string, opts Options) (*Writer, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("make store: %w", err)
	}
	held, err := lock(dir, writerLock, "")
	if err != nil {
		var locked *LockedError
		if errors.As(err, &locked) {
			return nil, err
		}
		return nil, fmt.Errorf("%s: open store: %w", dir, err)
	}
	w := &Writer{Store: Store{dir: dir, opts: opts}, held: held, stmts: map[string]*sql.Stmt{}}
	if err := w.prepare(ctx); err != nil {
		w.Close()
		return nil, err
	}
	return w, nil
}

// prepare opens both connections and brings the schema up to date.
func (w *Writer) prepare(ctx context.Context) error {
	var err error
	if w.pack, err = newPacker(); err != nil {
		return err
	}
	// FULL: a batch that was acknowledged outlives a power cut, too.
	dsn := w.dsn("mode=rwc") + "&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=secure_delete(1)&_pragma=cache_size(-65536)&_pragma=wal_autocheckpoint(16384)"
	if w.pool, err = sql.Open("sqlite", dsn); err != nil {
		return err
	}
	w.pool.SetMaxOpenConns(1)
	if w.conn, err = w.pool.Conn(ctx); err != nil {
		return w.explain("open store", err)
	}
	version, err := readVersion(ctx, w.conn)
	if err != nil {
		return w.explain("open store", err)
	}
	if version > schemaVersion {
		return &VersionError{Dir: w.dir, Version: version}
	}
	if err := migrate(ctx, w.conn); err != nil {
		return w.explain("migrate store", err)
	}
	if _, err := w.conn.ExecContext(ctx, "UPDATE runs SET state = 'interrupted' WHERE state = 'running'"); err != nil {
		return w.explain("open store", err)
	}
	_, err = w.connect(ctx)
	return err
}

// Close gives the lock back. A run that was not finished is lost from its last
// batch on.
func (w *Writer) Close() error {
	var errs []error
	for _, stmt := range w.stmts {
		errs = append(errs, stmt.Close())
	}
	errs = append(errs, w.Store.Close())
	if w.conn != nil {
		errs = append(errs, w.conn.Close())
	}
	if w.pool != nil {
		errs = append(errs, w.pool.Close())
	}
	errs = append(errs, w.held.Close())
	return errors.Join(errs...)
}

// exec runs a statement that is prepared once.
func (w *Writer) exec(ctx context.Context, query string, args ...any) (int64, error) {
	stmt, err := w.stmt(ctx, query)
	if err != nil {
		return 0, err
	}
	res, err := stmt.ExecContext(ctx, args...)
	if err != nil {
		return 0, err
	}
	return res.LastInsertId()
}

// rowsAtOnce is how many rows one statement inserts: calling SQLite costs about
// as much as a row.
const rowsAtOnce = 40

// insert runs a statement that inserts one row for as many rows as there are
// values; tail comes after them.
func (w *Writer) insert(ctx context.Context, one, tail string, values []any) error {
	columns := strings.Count(one, "?")
	row := one[strings.LastIndex(one, "("):]
	for chunk := range slices.Chunk(values, columns*rowsAtOnce) {
		if _, err := w.exec(ctx, one+strings.Repeat(", "+row, len(chunk)/columns-1)+tail, chunk...); err != nil {
			return err
		}
	}
	return nil
}

// row reads one row by a statement that is prepared once.
func (w *Writer) row(ctx context.Context, query string, args []any, into ...any) error {
	stmt, err := w.stmt(ctx, query)
	if err != nil {
		return err
	}
	return stmt.QueryRowContext(ctx, args...).Scan(into...)
}

func (w *Writer) stmt(ctx context.Context, query string) (*sql.Stmt, error) {
	if stmt, ok := w.stmts[query]; ok {
		return stmt, nil
	}
	stmt, err := w.conn.PrepareContext(ctx, query)
	if err == nil {
		w.stmts[query] = stmt
	}
	return stmt, err
}

// begin opens a transaction.
func (w *Writer) begin(ctx context.Context) error {
	_, err := w.conn.ExecContext(ctx, "BEGIN IMMEDIATE")
	return err
}

// end commits the transaction, or takes it back where err is not nil. It does
// so even when ctx is done.
func (w *Writer) end(ctx context.Context, err error) error {
	ctx = context.WithoutCancel(ctx)
	if err == nil {
		if _, err = w.conn.ExecContext(ctx, "COMMIT"); err == nil {
			return nil
		}
	}
	w.merger = nil // it may know rows that are not there now
	// SQLite may have rolled back by itself; that is no error.
	w.conn.ExecContext(ctx, "ROLLBACK")
	return err
}

// RunOptions says what a run is.
type RunOptions struct {
	Versions  record.Versions // of the program that codes
	Arguments []string        // of the command, for the reader of the record
	Batch     int             // articles a transaction; 0 is DefaultBatch
	Every     time.Duration   // the longest that one stays open; 0 is DefaultEvery
	// Merge brings events up to date between the batches, as far as articles come
	// in the order of time. Writer.Merge does the rest at the end.
	Merge bool
}

// Run is one intake. Articles are written in batches: Add acknowledges nothing
// before the batch is on the disk.
type Run struct {
	w       *Writer
	id      int64
	program int64
	text    string // versions as JSON
	batch   int
	every   time.Duration
	open    int       // articles in the open transaction
	since   time.Time // when it was opened
	inside  bool      // a transaction is open
	// sentence is the first one of the open transaction that cannot be searched
	// yet, 0 for none.
	sentence int64
	days     tally      // of the open transaction, not written yet
	early    *meanwhile // nil where nothing is merged before the end
	failed   error      // once writing has failed the run is over
	counts   Totals
	saved    Totals
}

// Totals counts what a run did.
type Totals struct {
	Added      int `json:"added"`                // articles that were not in the store
	Updated    int `json:"updated"`              // known articles with a new text
	Recoded    int `json:"recoded"`              // known texts, coded by another version of the program
	Known      int `json:"known"`                // passed over: nothing new
	Removed    int `json:"removed"`              // passed over: removed before, with a tombstone
	NoArticle  int `json:"no_article,omitempty"` // inputs that were read and hold no article
	Failed     int `json:"failed"`               // inputs that could not be read
	NotEnglish int `json:"not_english"`
	NoDate     int `json:"no_date"`
	Reports    int `json:"reports"`
	Statements int `json:"statements"`
	SetAside   int `json:"set_aside"`

	// Articles of the store, coded again from their texts.
	Restored int `json:"restored,omitempty"` // an earlier coding by the same program holds again
	Same     int `json:"same,omitempty"`     // the result was the same

	// Addresses on the web.
	Fetched    int `json:"fetched,omitempty"`
	Unchanged  int `json:"unchanged,omitempty"`   // since the last pass, as the server says
	NotAsked   int `json:"not_asked,omitempty"`   // asked a short time ago, or removed before
	NotFetched int `json:"not_fetched,omitempty"` // that gave nothing
}

// Articles is the number of articles that were written.
func (t Totals) Articles() int { return t.Added + t.Updated + t.Recoded }

// Begin starts a run and writes that it has begun.
func (w *Writer) Begin(ctx context.Context, opts RunOptions) (*Run, error) {
	text, err := programText(opts.Versions)
	if err != nil {
		return nil, err
	}
	arguments, err := json.Marshal(append([]string{}, opts.Arguments...))
	if err != nil {
		return nil, err
	}
	r := &Run{w: w, days: tally{}, text: text, batch: opts.Batch, every: opts.Every}
	if r.batch <= 0 {
		r.batch = DefaultBatch
	}
	if r.every <= 0 {
		r.every = DefaultEvery
	}
	err = w.begin(ctx)
	if err == nil {
		err = w.end(ctx, r.register(ctx, string(arguments)))
	}
	if opts.Merge && err == nil {
		r.early = &meanwhile{}
		err = w.countEvents(ctx)
	}
	if err != nil {
		return nil, w.explain("begin run", err)
	}
	return r, nil
}

func (r *Run) register(ctx context.Context, arguments string) error {
	if _, err := r.w.exec(ctx, "INSERT INTO programs (versions) VALUES (?) ON CONFLICT DO NOTHING", r.text); err != nil {
		return err
	}
	if err := r.w.row(ctx, "SELECT id FROM programs WHERE versions = ?", []any{r.text}, &r.program); err != nil {
		return err
	}
	counts, err := json.Marshal(r.counts)
	if err != nil {
		return err
	}
	r.id, err = r.w.exec(ctx, "INSERT INTO runs (program, started, state, arguments, counts) VALUES (?, ?, 'running', ?, ?)",
		r.program, r.w.opts.now(), arguments, string(counts))
	return err
}

// programText is the versions as the store compares them.
func programText(v record.Versions) (string, error) {
	b, err := json.Marshal(v)
	return string(b), err
}

// ID is the id of the run.
func (r *Run) ID() string { return runID(r.id) }

func runID(id int64) string { return fmt.Sprintf("run-%d", id) }

// Totals is what the run has done so far, the open batch included.
func (r *Run) Totals() Totals { return r.counts }

// Saved is what is known to be on the disk.
func (r *Run) Saved() Totals { return r.saved }

// Flush writes the open batch and acknowledges it.
func (r *Run) Flush(ctx context.Context) error {
	if r.failed != nil || !r.inside {
		return r.failed
	}
	ctx = context.WithoutCancel(ctx)
	counts, err := json.Marshal(r.counts)
	if err == nil {
		_, err = r.w.exec(ctx, "UPDATE runs SET counts = ? WHERE id = ?", string(counts), r.id)
	}
	if err == nil {
		err = r.w.writeDays(ctx, r.days)
	}
	if err == nil && r.sentence > 0 {
		// Of a whole batch at once: each statement that writes to the index
		// makes a segment of it, which costs later merges.
		_, err = r.w.exec(ctx, "INSERT INTO search (rowid, words) SELECT id, words FROM sentence_words WHERE id >= ? ORDER BY id", r.sentence)
	}
	return r.finish(ctx, err)
}

// finish ends the open transaction.
func (r *Run) finish(ctx context.Context, err error) error {
	r.inside, r.open, r.sentence = false, 0, 0
	clear(r.days)
	if err = r.w.end(ctx, err); err != nil {
		r.counts = r.saved
		r.failed = r.w.explain("write", err)
		return r.failed
	}
	r.saved = r.counts
	return nil
}

// End writes what is left and closes the run. cause is why it ends: nil for
// done, an error of a context for interrupted, else failed. Events are brought
// up to date by Writer.Merge, which is to follow. After a failed write it returns
// that error; the batches before it are in the store.
func (r *Run) End(ctx context.Context, cause error) error {
	ctx = context.WithoutCancel(ctx)
	state := "done"
	switch {
	case errors.Is(cause, context.Canceled), errors.Is(cause, context.DeadlineExceeded):
		state = "interrupted"
	case cause != nil:
		state = "failed"
	}
	err := r.Flush(ctx)
	if err != nil {
		state = "failed"
	}
	_, closing := r.w.exec(ctx, "UPDATE runs SET finished = ?, state = ? WHERE id = ?", r.w.opts.now(), state, r.id)
	if err == nil && closing != nil {
		return r.w.explain("end run", closing)
	}
	return err
}

// inTransaction does the work in the open batch, opening one where needed. An
// error takes the whole batch back and ends the run.
func (r *Run) inTransaction(ctx context.Context, work func() error) error {
	if r.failed != nil {
		return r.failed
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if !r.inside {
		if err := r.w.begin(ctx); err != nil {
			r.failed = r.w.explain("write", err)
			return r.failed
		}
		r.inside, r.since = true, time.Now()
	}
	if err := work(); err != nil {
		return r.finish(ctx, err)
	}
	r.open++
	if r.open < r.batch && time.Since(r.since) < r.every {
		return nil
	}
	if err := r.Flush(ctx); err != nil {
		return err
	}
	if r.failed = r.mergeEarly(ctx); r.failed != nil {
		return r.failed
	}
	return nil
}
