package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"casus/doc"
	"casus/record"
	"casus/span"
)

// Version is one text of a document as it came in.
type Version struct {
	Document  string  `json:"document"`
	SHA256    string  `json:"document_version"` // of the extracted text
	Story     string  `json:"id"`               // the id that it came with
	URL       string  `json:"url"`
	Publisher string  `json:"publisher"`
	Title     string  `json:"title"`
	Author    string  `json:"author"`
	Published string  `json:"published"`
	Language  string  `json:"language"`
	Format    string  `json:"format"`
	Charset   string  `json:"charset"`
	Path      string  `json:"path"`
	Line      int     `json:"line"`
	Retrieved string  `json:"retrieved_at"` // empty if the input did not say
	RawSHA256 string  `json:"raw_sha256"`
	Run       string  `json:"run"` // that took it in
	Outcome   Outcome `json:"outcome"`
	Holds     bool    `json:"holds"` // the document's reports are of this version
}

// Find returns the id of the document that is meant: by its id, its address as
// printed, or the id of the story that it came as. The error is ErrNotFound
// where there is none.
func (s *Store) Find(ctx context.Context, words string) (string, error) {
	for _, query := range []string{
		"SELECT document FROM documents WHERE document = ?",
		"SELECT d.document FROM versions v JOIN documents d ON d.id = v.document WHERE v.url = ? ORDER BY v.id DESC LIMIT 1",
		"SELECT d.document FROM versions v JOIN documents d ON d.id = v.document WHERE v.story = ? ORDER BY v.id DESC LIMIT 1",
	} {
		var id string
		err := s.db.QueryRowContext(ctx, query, words).Scan(&id)
		if errors.Is(err, sql.ErrNoRows) {
			continue
		}
		return id, s.explain("find document", err)
	}
	return "", ErrNotFound
}

// Versions is all texts of a document, the oldest first.
func (s *Store) Versions(ctx context.Context, document string) ([]Version, error) {
	rows, err := s.db.QueryContext(ctx, `
		SELECT d.document, v.sha256, v.story, v.url, v.publisher, v.title, v.author, v.published, v.language, v.format, v.charset,
			v.path, v.line, coalesce(v.retrieved, ''), v.raw_sha256, v.run, c.outcome, c.id = d.coding
		FROM documents d JOIN versions v ON v.document = d.id JOIN codings c ON c.version = v.id
		WHERE d.document = ? AND c.id = (SELECT max(id) FROM codings WHERE version = v.id) ORDER BY v.id`, document)
	if err != nil {
		return nil, s.explain("read versions", err)
	}
	defer rows.Close()
	var list []Version
	for rows.Next() {
		var v Version
		var run int64
		err := rows.Scan(&v.Document, &v.SHA256, &v.Story, &v.URL, &v.Publisher, &v.Title, &v.Author, &v.Published, &v.Language, &v.Format, &v.Charset,
			&v.Path, &v.Line, &v.Retrieved, &v.RawSHA256, &run, &v.Outcome, &v.Holds)
		if err != nil {
			return nil, s.explain("read versions", err)
		}
		v.Run = runID(run)
		list = append(list, v)
	}
	if err := rows.Err(); err != nil {
		return nil, s.explain("read versions", err)
	}
	if len(list) == 0 {
		return nil, ErrNotFound
	}
	return list, nil
}

// Raw is the raw bytes of one version; ErrNotFound where none were kept.
func (s *Store) Raw(ctx context.Context, document, sha256 string) ([]byte, error) {
	var packed []byte
	err := s.db.QueryRowContext(ctx, `SELECT r.raw FROM raws r JOIN versions v ON v.id = r.version JOIN documents d ON d.id = v.document
		WHERE d.document = ? AND v.sha256 = ?`, document, sha256).Scan(&packed)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, ErrNotFound
	} else if err != nil {
		return nil, s.explain("read raw bytes", err)
	}
	raw, err := s.unpack(packed)
	return raw, s.explain("read raw bytes", err)
}

// storyColumns is what a row of the record is put together from.
const storyColumns = `d.document, v.sha256, v.story, v.url, v.publisher, v.author, v.published, v.language, v.extra,
	t.regions, t.text, c.record, p.versions`

const storyTables = ` FROM documents d JOIN codings c ON c.id = d.coding JOIN versions v ON v.id = c.version
	JOIN texts t ON t.version = v.id JOIN programs p ON p.id = c.program`

const storyQuery = "SELECT " + storyColumns + storyTables + " WHERE d.document = ?"

// scanner is a row to read.
type scanner interface {
	Scan(into ...any) error
}

// story puts the row of the record together, exactly as it was coded.
func (s *Store) story(row scanner) (*record.Story, error) {
	var st record.Story
	var url, publisher, author, published, language, extra, regions, text, versions string
	var packed []byte
	err := row.Scan(&st.Document, &st.Version, &st.ID, &url, &publisher, &author, &published, &language, &extra, &regions, &text, &packed, &versions)
	if err != nil {
		return nil, err
	}
	d := doc.Document{Text: text}
	if err := setRegions(&d, regions); err != nil {
		return nil, fmt.Errorf("document %s: %w", st.Document, err)
	}
	c, err := s.unpackCoded(packed)
	if err != nil {
		return nil, fmt.Errorf("document %s: record: %w", st.Document, err)
	}
	if st.Extra, err = unpackExtra(extra); err != nil {
		return nil, fmt.Errorf("document %s: further fields: %w", st.Document, err)
	}
	if err := json.Unmarshal([]byte(versions), &st.Versions); err != nil {
		return nil, fmt.Errorf("document %s: versions: %w", st.Document, err)
	}
	st.URL, st.Publisher, st.Author, st.Published, st.Language = orNil(url), orNil(publisher), orNil(author), orNil(published), orNil(language)
	st.Title, st.Text, st.Caption = d.Region(doc.FieldTitle), d.Region(doc.FieldText), orNil(d.Region(doc.FieldCaption))
	st.Reports, st.Statements, st.SetAside, st.Remarks, st.Counts = c.Reports, c.Statements, c.SetAside, c.Remarks, c.Counts
	return &st, nil
}

// setRegions reads where the fields lie and checks that they lie in the text.
func setRegions(d *doc.Document, regions string) error {
	var list [][2]int
	if err := json.Unmarshal([]byte(regions), &list); err != nil {
		return fmt.Errorf("regions: %w", err)
	}
	if len(list) != doc.NumFields {
		return fmt.Errorf("regions: %d fields, want %d", len(list), doc.NumFields)
	}
	for i, r := range list {
		d.Regions[i] = span.Span{Start: r[0], End: r[1]}
		if !d.Regions[i].Inside(d.Text) {
			return fmt.Errorf("region %d is [%d:%d], the text has %d bytes", i, r[0], r[1], len(d.Text))
		}
	}
	return nil
}

func orNil(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// Story is the row of a document as it holds now: byte for byte what coding
// the article printed.
func (s *Store) Story(ctx context.Context, document string) (*record.Story, error) {
	st, err := s.story(s.db.QueryRowContext(ctx, storyQuery, document))
	if errors.Is(err, sql.ErrNoRows) {
		return nil, ErrNotFound
	}
	return st, s.explain("read document", err)
}

// Stories calls yield with the row of every document in the order of their
// ids. An error of yield ends it and comes back unchanged.
func (s *Store) Stories(ctx context.Context, yield func(*record.Story) error) error {
	rows, err := s.db.QueryContext(ctx, "SELECT "+storyColumns+storyTables+" ORDER BY d.document")
	if err != nil {
		return s.explain("read documents", err)
	}
	defer rows.Close()
	for rows.Next() {
		st, err := s.story(rows)
		if err != nil {
			return s.explain("read documents", err)
		}
		if err := yield(st); err != nil {
			return err
		}
	}
	return s.explain("read documents", rows.Err())
}
