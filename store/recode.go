package store

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"casus/doc"
	"casus/record"
)

// Kept is an article of the store as it was read, to be coded again.
type Kept struct {
	// Document is as source made it, without links and raw bytes, and with
	// nothing coded. Blocks is nil where an older store did not keep them.
	Document *doc.Document
	// Coded says that the program has coded this text already and that another
	// coding holds: Run.Restore makes that of the program hold again.
	Coded bool
}

// keptPage is how many articles are read at a time, so that no reader holds on to
// an old state while a run writes.
const keptPage = 64

// EachKept calls yield with the text that holds of every article, in the order in
// which they were first taken in: those that another program coded than that of
// the versions, or with all every one. It returns how many were passed over since
// the coding that holds is by that program. A run may write what comes of it
// meanwhile. An error of yield ends it and comes back unchanged.
func (s *Store) EachKept(ctx context.Context, v record.Versions, all bool, yield func(*Kept) error) (passed int, err error) {
	same, err := s.programsOf(ctx, v)
	if err != nil {
		return 0, err
	}
	var after int64
	for {
		page, last, skipped, err := s.keptAfter(ctx, after, jsonList(same), all)
		if err != nil {
			return passed, s.explain("read documents", err)
		}
		passed += skipped
		for _, k := range page {
			if err := yield(k); err != nil {
				return passed, err
			}
		}
		if last == after {
			return passed, nil
		}
		after = last
	}
}

// programsOf is the row numbers of the programs with these versions.
func (s *Store) programsOf(ctx context.Context, v record.Versions) ([]int64, error) {
	rows, err := s.db.QueryContext(ctx, "SELECT id, versions FROM programs ORDER BY id")
	if err != nil {
		return nil, s.explain("read programs", err)
	}
	defer rows.Close()
	list := []int64{}
	for rows.Next() {
		var id int64
		var text string
		if err := rows.Scan(&id, &text); err != nil {
			return nil, s.explain("read programs", err)
		}
		found, err := versionsOf(text)
		if err != nil {
			return nil, fmt.Errorf("%s: program: %w", s.dir, err)
		}
		if found == v {
			list = append(list, id)
		}
	}
	return list, s.explain("read programs", rows.Err())
}

// versionsOf reads the versions of a program.
func versionsOf(text string) (record.Versions, error) {
	var v record.Versions
	err := json.Unmarshal([]byte(text), &v)
	return v, err
}

// keptAfter reads the documents of up to keptPage rows after one; programs is a
// list in JSON. last is the row that it came to.
func (s *Store) keptAfter(ctx context.Context, after int64, programs string, all bool) (page []*Kept, last int64, skipped int, err error) {
	const by = "IN (SELECT value FROM json_each(?1))"
	rows, err := s.db.QueryContext(ctx, `SELECT d.id, c.program `+by+`, EXISTS (SELECT 1 FROM codings o WHERE o.version = v.id AND o.program `+by+`),
			d.document, v.story, v.url, v.publisher, v.author, v.published, v.language, v.format, v.charset, v.path, v.line, coalesce(v.retrieved, ''), v.raw_sha256,
			v.extra, t.regions, t.text, t.blocks, c.record
		FROM documents d JOIN codings c ON c.id = d.coding JOIN versions v ON v.id = c.version JOIN texts t ON t.version = v.id
		WHERE d.id > ?2 ORDER BY d.id LIMIT ?3`, programs, after, keptPage)
	if err != nil {
		return nil, after, 0, err
	}
	defer rows.Close()
	last = after
	for rows.Next() {
		k, holds, err := s.scanKept(rows, &last)
		if err != nil {
			return nil, last, 0, err
		}
		if holds && !all {
			skipped++
			continue
		}
		k.Coded = k.Coded && !all
		page = append(page, k)
	}
	return page, last, skipped, rows.Err()
}

// scanKept reads one row of keptAfter; holds says that the program made the
// coding that holds.
func (s *Store) scanKept(rows *sql.Rows, id *int64) (k *Kept, holds bool, err error) {
	d := &doc.Document{}
	k = &Kept{Document: d}
	var published, retrieved, extra, regions string
	var blocks sql.NullString
	var packed []byte
	err = rows.Scan(id, &holds, &k.Coded, &d.ID, &d.StoryID, &d.URL, &d.Publisher, &d.Author, &published, &d.Language,
		&d.Origin.Format, &d.Origin.Charset, &d.Origin.Path, &d.Origin.Line, &retrieved, &d.Origin.SHA256, &extra, &regions, &d.Text, &blocks, &packed)
	if err != nil {
		return nil, false, err
	}
	for _, step := range []func() error{
		func() error { return setRegions(d, regions) },
		func() (err error) { d.Published, err = doc.ParseInstant(published); return err },
		func() (err error) {
			if retrieved != "" {
				d.Origin.Retrieved, err = time.Parse(time.RFC3339, retrieved)
			}
			return err
		},
		func() (err error) {
			if blocks.Valid {
				d.Blocks, err = unpackBlocks(blocks.String, d.Text)
			}
			return err
		},
		func() error { return s.setRest(d, extra, packed) },
	} {
		if err := step(); err != nil {
			return nil, false, fmt.Errorf("document %s: %w", d.ID, err)
		}
	}
	d.Title = d.Region(doc.FieldTitle)
	if !isHash(d.ID) {
		d.CanonicalURL = d.ID
	}
	return k, holds, nil
}

// isHash reports whether the id of a document is made of its content and not its
// address.
func isHash(id string) bool { return len(id) > 7 && id[:7] == "sha256:" }

// setRest reads the further fields, and the remarks: source makes all of them.
func (s *Store) setRest(d *doc.Document, extra string, packed []byte) error {
	list, err := unpackExtra(extra)
	if err != nil {
		return fmt.Errorf("further fields: %w", err)
	}
	for _, x := range list {
		d.Extra = append(d.Extra, doc.ExtraField(x))
	}
	c, err := s.unpackCoded(packed)
	if err != nil {
		return fmt.Errorf("record: %w", err)
	}
	for _, r := range c.Remarks {
		d.Notes = append(d.Notes, doc.Note(r))
	}
	return nil
}

// Recode writes what came of coding a text of the store again. It becomes the
// coding that holds, and the one before stays. A result that the same program has
// had before of this text is Same where it holds, else Restored; one that differs
// from what the same program had before is kept too, as Recoded. A document or
// text that is not there is ErrNotFound.
func (r *Run) Recode(ctx context.Context, a *Article) (Intake, error) {
	var in Intake
	err := r.inTransaction(ctx, func() error {
		ctx := context.WithoutCancel(ctx)
		x, err := r.find(ctx, a.Document.ID, a.Story.Version)
		if err == nil {
			in, err = r.again(ctx, a, x)
		}
		if err == nil {
			r.count(in, a.Story)
		}
		return err
	})
	return in, err
}

// Restore makes the newest coding of the program of the run hold again, of the
// text that holds. It is ErrNotFound where there is none.
func (r *Run) Restore(ctx context.Context, document string) error {
	return r.inTransaction(ctx, func() error {
		ctx := context.WithoutCancel(ctx)
		x, err := r.find(ctx, document, "")
		if err != nil {
			return err
		}
		if x.coding == 0 {
			return fmt.Errorf("document %s, coding by this program: %w", document, ErrNotFound)
		}
		r.count(Restored, nil)
		return r.restore(ctx, x.document, x.coding)
	})
}

// earlier is what the store has of a document and of its coding by the program
// of a run.
type earlier struct {
	known
	holds  int64  // the coding that holds
	coding int64  // the newest by the program, of the text; 0 for none
	record []byte // of that, packed
}

// find looks for the text of a document; an empty hash is that of the coding that
// holds.
func (r *Run) find(ctx context.Context, document, sha256 string) (earlier, error) {
	var x earlier
	err := r.w.row(ctx, `SELECT d.id, v.id, d.coding FROM documents d JOIN codings c ON c.id = d.coding JOIN versions v ON v.id = c.version
		WHERE d.document = ?1 AND (?2 = '' OR v.sha256 = ?2)`, []any{document, sha256}, &x.document, &x.version, &x.holds)
	if errors.Is(err, sql.ErrNoRows) {
		return x, fmt.Errorf("document %s with the text %s: %w", document, short(sha256), ErrNotFound)
	} else if err != nil {
		return x, err
	}
	programs, err := r.programs(ctx)
	if err != nil {
		return x, err
	}
	err = r.w.row(ctx, "SELECT id, record FROM codings WHERE version = ? AND program IN (SELECT value FROM json_each(?)) ORDER BY id DESC LIMIT 1",
		[]any{x.version, programs}, &x.coding, &x.record)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return x, err
}

// programs is the row numbers of the programs with the versions of the run, as
// JSON; the first is the run's own.
func (r *Run) programs(ctx context.Context) (string, error) {
	var list string
	err := r.w.row(ctx, `SELECT json_group_array(id) FROM (SELECT id FROM programs WHERE versions = ?1
		OR json_extract(versions, '$.again') IS NOT NULL AND json_remove(versions, '$.again') = ?1 ORDER BY id)`, []any{r.text}, &list)
	return list, err
}

// again writes a coding of a text that was coded before.
func (r *Run) again(ctx context.Context, a *Article, x earlier) (Intake, error) {
	program := r.program
	if x.coding != 0 {
		same, err := r.sameAs(a.Story, x.record)
		switch {
		case err != nil:
			return "", err
		case same && x.coding == x.holds:
			return Same, nil
		case same:
			return Restored, r.restore(ctx, x.document, x.coding)
		}
		if program, err = r.numbered(ctx, x.version); err != nil {
			return "", err
		}
	}
	return Recoded, r.coding(ctx, a, x.known, program, false)
}

// sameAs reports whether a story was coded as a record has it.
func (r *Run) sameAs(s *record.Story, packed []byte) (bool, error) {
	before, err := r.w.unpack(packed)
	if err != nil {
		return false, err
	}
	now, err := codedJSON(s)
	return bytes.Equal(before, now), err
}

// numbered is a program with the versions of the run that has not coded a text
// yet: one is made where every one has.
func (r *Run) numbered(ctx context.Context, version int64) (int64, error) {
	for n := 2; ; n++ {
		text := fmt.Sprintf(`%s,"again":%d}`, r.text[:len(r.text)-1], n)
		if _, err := r.w.exec(ctx, "INSERT INTO programs (versions) VALUES (?) ON CONFLICT DO NOTHING", text); err != nil {
			return 0, err
		}
		var id int64
		var coded bool
		err := r.w.row(ctx, "SELECT id, EXISTS (SELECT 1 FROM codings WHERE version = ? AND program = p.id) FROM programs p WHERE versions = ?", []any{version, text}, &id, &coded)
		if err != nil || !coded {
			return id, err
		}
	}
}
