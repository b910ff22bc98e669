package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"net/url"
	"strings"
	"time"

	"casus/doc"
	"casus/record"
)

// Article is one article to take in.
type Article struct {
	Document  *doc.Document // coded; with Origin.Raw where the raw bytes are to be kept
	Story     *record.Story // its row
	Retrieved time.Time     // zero if not known
}

// Intake says what became of an article.
type Intake string

// The ways of an article.
const (
	Added   Intake = "added"   // it was not in the store
	Updated Intake = "updated" // its text is new
	Recoded Intake = "recoded" // the text was there, coded by another version of the program
	Known   Intake = "known"   // nothing new; passed over
	Removed Intake = "removed" // removed before; passed over

	// Of Run.Recode and Run.Restore alone.

	Restored Intake = "restored" // a coding that the program had made before holds again
	Same     Intake = "same"     // coded again, with the same result
)

// Outcome says what came of reading an article. Inputs that gave none have the
// codes of source.Error.
type Outcome string

// The outcomes.
const (
	CodedOutcome Outcome = "coded"      // at least one report
	NoReports    Outcome = "no-reports" // read, and nothing was coded
	NotEnglish   Outcome = "not-english"
)

// The kinds of article, as what was read shows them.
const (
	ArticleKind = "article"
	SummaryKind = "summary" // what a feed has of an article, and no more
	// Else a code of package source: stub, gallery, live-blog.
)

// KindOf is the kind of an article, told from the remarks on it.
func KindOf(s *record.Story) string {
	kind := ArticleKind
	for _, r := range s.Remarks {
		switch r.Code {
		case "stub", "gallery", "live-blog":
			return r.Code
		case "feed-summary", "feed-only":
			kind = SummaryKind
		}
	}
	return kind
}

func outcome(s *record.Story) Outcome {
	for _, r := range s.Remarks {
		if r.Code == "not-english" {
			return NotEnglish
		}
	}
	if len(s.Reports) == 0 {
		return NoReports
	}
	return CodedOutcome
}

// Plan says what Add would do with a document under a program of the given
// versions, before any time is spent on coding it. It sees what has been
// acknowledged; Add itself decides.
func (s *Store) Plan(ctx context.Context, d *doc.Document, v record.Versions) (Intake, error) {
	text, err := programText(v)
	if err != nil {
		return "", err
	}
	stmt, err := s.planning(ctx)
	if err != nil {
		return "", s.explain("read", err)
	}
	in, _, err := plan(d, text, func(args []any, into ...any) error { return stmt.QueryRowContext(ctx, args...).Scan(into...) })
	return in, s.explain("read", err)
}

// planning is the statement of Plan, prepared once.
func (s *Store) planning(ctx context.Context) (*sql.Stmt, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var err error
	if s.planned == nil {
		s.planned, err = s.db.PrepareContext(ctx, planQuery)
	}
	return s.planned, err
}

// known is the row numbers of what the store has of a document; 0 for nothing.
type known struct {
	document, version int64
}

// planQuery asks what the store has of a document: tombstones, rows, and whether
// the program has coded the text.
const planQuery = `SELECT (SELECT count(*) FROM tombstones WHERE kind = 'document' AND target = ?1 OR kind = 'source' AND target IN (?2, ?3)),
	coalesce(d.id, 0), coalesce(v.id, 0), EXISTS (SELECT 1 FROM codings WHERE version = v.id AND program = (SELECT id FROM programs WHERE versions = ?5))
	FROM (SELECT 1) LEFT JOIN documents d ON d.document = ?1 LEFT JOIN versions v ON v.document = d.id AND v.sha256 = ?4`

// plan decides by a function that reads the row of planQuery.
func plan(d *doc.Document, program string, row func(args []any, into ...any) error) (Intake, known, error) {
	var k known
	var removed int
	var coded bool
	err := row([]any{d.ID, strings.ToLower(d.Publisher), Host(d.CanonicalURL), record.Version(d), program}, &removed, &k.document, &k.version, &coded)
	switch {
	case err != nil:
		return "", known{}, err
	case removed > 0:
		return Removed, known{}, nil
	case k.document == 0:
		return Added, k, nil
	case k.version == 0:
		return Updated, k, nil
	case coded:
		return Known, k, nil
	}
	return Recoded, k, nil
}

// Host is the host of an address, without "www."; empty for none.
func Host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}

// Add takes in one article and says what became of it. It is on the disk once
// the batch is full, or after Flush or End. A text that is known keeps the
// publisher, date and language that it first came with.
func (r *Run) Add(ctx context.Context, a *Article) (Intake, error) {
	var in Intake
	err := r.inTransaction(ctx, func() error {
		// A statement that is interrupted halfway would cost the whole batch.
		ctx := context.WithoutCancel(ctx)
		var k known
		var err error
		in, k, err = plan(a.Document, r.text, func(args []any, into ...any) error {
			return r.w.row(ctx, planQuery, args, into...)
		})
		if err != nil {
			return err
		}
		return r.take(ctx, a, in, k)
	})
	return in, err
}

// Skip counts an article that Plan found to be Known or Removed.
func (r *Run) Skip(ctx context.Context, in Intake) error {
	return r.inTransaction(ctx, func() error {
		r.count(in, nil)
		return nil
	})
}

// take writes what is new of an article.
func (r *Run) take(ctx context.Context, a *Article, in Intake, k known) error {
	var err error
	switch in {
	case Added:
		k.document, err = r.w.exec(ctx, "INSERT INTO documents (document, host, publisher) VALUES (?, ?, ?)",
			a.Document.ID, Host(a.Document.CanonicalURL), a.Document.Publisher)
		if err != nil {
			return err
		}
		fallthrough
	case Updated:
		if k.version, err = r.version(ctx, a, k.document); err != nil {
			return err
		}
		fallthrough
	case Recoded:
		if in == Recoded {
			// This program may take the same text for another kind of article.
			if _, err := r.w.exec(ctx, "UPDATE versions SET kind = ? WHERE id = ?", KindOf(a.Story), k.version); err != nil {
				return err
			}
		}
		if err := r.coding(ctx, a, k, r.program, in != Recoded); err != nil {
			return err
		}
	}
	r.count(in, a.Story)
	return nil
}

func (r *Run) count(in Intake, s *record.Story) {
	switch in {
	case Added:
		r.counts.Added++
	case Updated:
		r.counts.Updated++
	case Recoded:
		r.counts.Recoded++
	case Known:
		r.counts.Known++
		return
	case Removed:
		r.counts.Removed++
		return
	case Restored:
		r.counts.Restored++
		return
	case Same:
		r.counts.Same++
		return
	}
	r.counts.Reports += len(s.Reports)
	r.counts.Statements += len(s.Statements)
	r.counts.SetAside += len(s.SetAside)
	if outcome(s) == NotEnglish {
		r.counts.NotEnglish++
	}
	if s.Published == nil {
		r.counts.NoDate++
	}
}

// version writes a new text of a document with its raw bytes and sentences.
func (r *Run) version(ctx context.Context, a *Article, document int64) (int64, error) {
	d := a.Document
	extra, err := packExtra(a.Story.Extra)
	if err != nil {
		return 0, err
	}
	var retrieved any
	if !a.Retrieved.IsZero() {
		retrieved = a.Retrieved.UTC().Format(time.RFC3339)
	}
	id, err := r.w.exec(ctx, `INSERT INTO versions (document, sha256, run, story, url, publisher, title, author, published, day,
		language, format, charset, path, line, retrieved, raw_sha256, extra, kind) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		document, a.Story.Version, r.id, a.Story.ID, d.URL, d.Publisher, a.Story.Title, d.Author, d.Published.String(), d.Published.Date.String(),
		d.Language, d.Origin.Format, d.Origin.Charset, d.Origin.Path, d.Origin.Line, retrieved, d.Origin.SHA256, extra, KindOf(a.Story))
	if err != nil {
		return 0, err
	}
	regions, err := json.Marshal(regionsOf(d))
	if err != nil {
		return 0, err
	}
	if _, err := r.w.exec(ctx, "INSERT INTO texts (version, regions, text, blocks) VALUES (?, ?, ?, ?)", id, string(regions), d.Text, packBlocks(d.Blocks)); err != nil {
		return 0, err
	}
	if d.Origin.Raw != nil {
		if _, err := r.w.exec(ctx, "INSERT INTO raws (version, raw) VALUES (?, ?)", id, r.w.pack.pack(d.Origin.Raw)); err != nil {
			return 0, err
		}
	}
	_, err = r.w.exec(ctx, "DELETE FROM failures WHERE path = ? AND line = ?", d.Origin.Path, d.Origin.Line)
	if err != nil {
		return 0, err
	}
	return id, r.sentences(ctx, d, id)
}

// regionsOf is where the fields lie in the text.
func regionsOf(d *doc.Document) [][2]int {
	var list [][2]int
	for _, s := range d.Regions {
		list = append(list, [2]int{s.Start, s.End})
	}
	return list
}

// sentences writes the sentences; Flush makes them searchable. An article that
// was not parsed is searched by its paragraphs.
func (r *Run) sentences(ctx context.Context, d *doc.Document, version int64) error {
	var rows []any
	for _, s := range d.Sentences {
		rows = append(rows, version, s.Span.Start, s.Span.End)
	}
	if len(rows) == 0 {
		for _, b := range d.Blocks {
			if b.Kind.Coded() {
				rows = append(rows, version, b.Span.Start, b.Span.End)
			}
		}
	}
	if len(rows) > 0 && r.sentence == 0 {
		if err := r.w.row(ctx, "SELECT coalesce(max(id), 0) + 1 FROM sentences", nil, &r.sentence); err != nil {
			return err
		}
	}
	return r.w.insert(ctx, "INSERT INTO sentences (version, start, finish) VALUES (?, ?, ?)", "", rows)
}

// coding writes what a program coded and makes it the coding that holds; anew
// says that it is of another text than the one before. Events are brought up to
// date by Merge.
func (r *Run) coding(ctx context.Context, a *Article, k known, program int64, anew bool) error {
	s := a.Story
	body, err := r.w.pack.coded(s)
	if err != nil {
		return err
	}
	id, err := r.w.exec(ctx, `INSERT INTO codings (version, program, run, outcome, reports, statements, set_aside, sentences, words, record)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		k.version, program, r.id, string(outcome(s)), len(s.Reports), len(s.Statements), len(s.SetAside), s.Counts.Sentences, s.Counts.Words, body)
	if err != nil {
		return err
	}
	if err := r.index(ctx, a, id); err != nil {
		return err
	}
	day := a.Document.Published.Date.String()
	rows, err := r.hold(ctx, k.document, id, day, anew)
	if err != nil || !anew {
		return err
	}
	r.handOver(s, k.document, rows)
	_, err = r.w.exec(ctx, "INSERT INTO to_compare (day, document) VALUES (?, ?)", day, k.document)
	return err
}

// hold makes a coding the one that holds, in the place of the one before, and
// marks its reports to be merged; day is that of publication. It returns the
// rows of the reports where they are merged early.
func (r *Run) hold(ctx context.Context, document, coding int64, day string, anew bool) ([]int64, error) {
	if err := r.replace(ctx, document, anew); err != nil {
		return nil, err
	}
	if _, err := r.w.exec(ctx, "UPDATE documents SET coding = ? WHERE id = ?", coding, document); err != nil {
		return nil, err
	}
	if _, err := r.w.exec(ctx, "INSERT INTO history (document, run, coding) VALUES (?, ?, ?)", document, r.id, coding); err != nil {
		return nil, err
	}
	if _, err := r.w.exec(ctx, "INSERT INTO to_merge (day, report) SELECT day, id FROM reports WHERE coding = ?", coding); err != nil {
		return nil, err
	}
	return r.arrive(ctx, document, coding, day)
}

// Failure is an input that gave no article.
type Failure struct {
	Path    string
	Line    int    // 0 where the fault is the file's
	Code    string // of source.Error
	Message string
	Read    bool // it could be read, and holds no article

	// What is known of a page; all may be empty.
	URL, Publisher, Day, Language string
}

// Fail writes down an input that gave no article. The same again is counted and
// not written twice; of one input the last is kept.
func (r *Run) Fail(ctx context.Context, f Failure) error {
	return r.inTransaction(ctx, func() error {
		if f.Read {
			r.counts.NoArticle++
		} else {
			r.counts.Failed++
		}
		ctx := context.WithoutCancel(ctx)
		_, err := r.w.exec(ctx, "DELETE FROM failures WHERE path = ? AND line = ? AND code <> ?", f.Path, f.Line, f.Code)
		if err != nil {
			return err
		}
		_, err = r.w.exec(ctx, `INSERT INTO failures (path, line, code, message, run, read, url, publisher, day, language)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
			f.Path, f.Line, f.Code, f.Message, r.id, f.Read, f.URL, f.Publisher, f.Day, f.Language)
		return err
	})
}
