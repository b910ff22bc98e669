package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"casus/doc"
	"casus/record"
	"casus/span"
)

// Kind is what is wrong.
type Kind string

// The kinds of problem. All but UnfinishedRun are damage.
const (
	BadFile        Kind = "file"            // SQLite's own check of the file
	BadReference   Kind = "reference"       // a row points to one that is not there
	NoVersion      Kind = "no-version"      // reports without the text that they were coded from
	NoCoding       Kind = "no-coding"       // a document without anything coded, or a pointer to another's
	BadHash        Kind = "hash"            // a text or raw bytes that do not fit their SHA-256
	BadText        Kind = "text"            // fields or sentences that do not lie in their text
	BadRecord      Kind = "record"          // a record that cannot be read
	BadEvidence    Kind = "evidence"        // a quotation that is not the text at its place
	BadIndex       Kind = "index"           // what is looked up differs from the record
	MissingSearch  Kind = "search"          // a sentence that the search does not know, or the reverse
	DuplicateID    Kind = "duplicate-id"    // one report id twice, in one coding or over documents
	BadEvent       Kind = "event"           // an event that is not what its reports make, or a report or article without its place among them
	NotRemoved     Kind = "not-removed"     // a document that has a tombstone and is there
	UnfinishedRun  Kind = "unfinished-run"  // a run that is not at its end; after a crash, adding again goes on
	BadDescription Kind = "bad-description" // a run or program that cannot be read
)

// Damage reports whether such a problem means that something is lost or wrong.
func (k Kind) Damage() bool { return k != UnfinishedRun }

// Problem is one inconsistency.
type Problem struct {
	Kind    Kind
	Where   string // document, report, run or table
	Message string // what was found, what was wanted
}

// String prints the problem in one line.
func (p Problem) String() string { return p.Where + ": " + p.Message + " (" + string(p.Kind) + ")" }

// Check reads the whole store in the folder dir on a fresh connection and lists
// every inconsistency, none for a sound store. It changes nothing. The error is
// for what kept it from reading to the end; the problems found until then are
// valid.
func Check(ctx context.Context, dir string) ([]Problem, error) {
	s := &Store{dir: dir}
	if _, err := os.Stat(s.file()); errors.Is(err, fs.ErrNotExist) {
		return nil, &MissingError{Dir: dir}
	}
	version, err := s.connect(ctx)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	if version != schemaVersion {
		if version > schemaVersion {
			return nil, &VersionError{Dir: dir, Version: version}
		}
		return nil, fmt.Errorf("%s: the store has version %d, this program writes %d; open it once to migrate it", dir, version, schemaVersion)
	}
	c := &checker{Store: s}
	for _, step := range []func(context.Context) error{c.file, c.references, c.runs, c.tombstones, c.search, c.ids, c.documents, c.versions, c.codings, c.days, c.origins, c.members, c.events} {
		err := s.explain("check", step(ctx))
		if errors.Is(err, ErrDamaged) {
			c.add(BadFile, fileName, "cannot be read to the end: %v", err)
			return c.found, nil
		}
		if err != nil {
			return c.found, err
		}
	}
	return c.found, nil
}

// Check reads the whole store again; see the function Check.
func (s *Store) Check(ctx context.Context) ([]Problem, error) { return Check(ctx, s.dir) }

type checker struct {
	*Store
	found []Problem
}

func (c *checker) add(k Kind, where, format string, args ...any) {
	c.found = append(c.found, Problem{k, where, fmt.Sprintf(format, args...)})
}

// each calls row for every row of a query.
func (c *checker) each(ctx context.Context, query string, row func(*sql.Rows) error) error {
	rows, err := c.db.QueryContext(ctx, query)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := row(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// list notes a problem for every row of a query that gives where and message.
func (c *checker) list(ctx context.Context, k Kind, query string) error {
	return c.each(ctx, query, func(rows *sql.Rows) error {
		var where, message string
		if err := rows.Scan(&where, &message); err != nil {
			return err
		}
		c.add(k, where, "%s", message)
		return nil
	})
}

func (c *checker) file(ctx context.Context) error {
	return c.each(ctx, "PRAGMA integrity_check", func(rows *sql.Rows) error {
		var message string
		if err := rows.Scan(&message); err != nil {
			return err
		}
		if message != "ok" {
			c.add(BadFile, fileName, "%s", message)
		}
		return nil
	})
}

func (c *checker) references(ctx context.Context) error {
	return c.each(ctx, "PRAGMA foreign_key_check", func(rows *sql.Rows) error {
		var table, parent string
		var row sql.NullInt64
		var key int
		if err := rows.Scan(&table, &row, &parent, &key); err != nil {
			return err
		}
		kind := BadReference
		if table == "codings" && parent == "versions" {
			kind = NoVersion
		}
		c.add(kind, table, "row %d points to a row of %s that is not there", row.Int64, parent)
		return nil
	})
}

func (c *checker) runs(ctx context.Context) error {
	err := c.list(ctx, UnfinishedRun, "SELECT 'run-' || id, 'begun ' || started || ' and not at its end: its process works still or is dead' FROM runs WHERE state = 'running' ORDER BY id")
	if err != nil {
		return err
	}
	if _, err := c.Runs(ctx); err != nil {
		c.add(BadDescription, "runs", "%v", err)
	}
	return nil
}

func (c *checker) tombstones(ctx context.Context) error {
	return c.list(ctx, NotRemoved, `SELECT d.document, 'has a tombstone of ' || t.removed || ' and is there' FROM documents d
		JOIN tombstones t ON t.kind = 'document' AND t.target = d.document OR t.kind = 'source' AND t.target IN (lower(d.publisher), d.host) ORDER BY 1`)
}

// search compares the sentences with what the index has counted.
func (c *checker) search(ctx context.Context) error {
	err := c.list(ctx, MissingSearch, `SELECT d.document, 'the sentence at byte ' || s.start || ' cannot be searched' FROM sentences s
		JOIN versions v ON v.id = s.version JOIN documents d ON d.id = v.document
		WHERE NOT EXISTS (SELECT 1 FROM search_docsize x WHERE x.id = s.id) ORDER BY s.id`)
	if err != nil {
		return err
	}
	return c.list(ctx, MissingSearch, `SELECT 'search', 'row ' || x.id || ' is no sentence' FROM search_docsize x
		WHERE NOT EXISTS (SELECT 1 FROM sentences s WHERE s.id = x.id) ORDER BY x.id`)
}

func (c *checker) ids(ctx context.Context) error {
	err := c.list(ctx, DuplicateID, `SELECT report, count(*) || ' times in one coding' FROM reports GROUP BY coding, report HAVING count(*) > 1 ORDER BY 1`)
	if err != nil {
		return err
	}
	return c.list(ctx, DuplicateID, `SELECT r.report, 'in ' || count(DISTINCT v.document) || ' documents' FROM reports r
		JOIN codings c ON c.id = r.coding JOIN versions v ON v.id = c.version GROUP BY r.report HAVING count(DISTINCT v.document) > 1 ORDER BY 1`)
}

func (c *checker) documents(ctx context.Context) error {
	err := c.list(ctx, NoCoding, "SELECT document, 'nothing coded holds' FROM documents WHERE coding IS NULL ORDER BY 1")
	if err != nil {
		return err
	}
	err = c.list(ctx, NoCoding, `SELECT d.document, 'points to a coding of another document' FROM documents d JOIN codings c ON c.id = d.coding
		JOIN versions v ON v.id = c.version WHERE v.document <> d.id ORDER BY 1`)
	if err != nil {
		return err
	}
	err = c.list(ctx, NoCoding, `SELECT d.document, 'its history has a coding of another document' FROM history h JOIN documents d ON d.id = h.document
		JOIN codings c ON c.id = h.coding JOIN versions v ON v.id = c.version WHERE v.document <> d.id ORDER BY 1`)
	if err != nil {
		return err
	}
	return c.list(ctx, NoCoding, `SELECT d.document, 'the last coding of its history is not the one that holds' FROM documents d
		WHERE d.coding IS NOT NULL AND d.coding IS NOT (SELECT coding FROM history WHERE document = d.id ORDER BY id DESC LIMIT 1) ORDER BY 1`)
}

// versions checks the texts, raw bytes and sentences.
func (c *checker) versions(ctx context.Context) error {
	return c.each(ctx, `SELECT d.document, v.sha256, v.title, v.raw_sha256, coalesce(t.text, ''), coalesce(t.regions, ''), coalesce(t.blocks, '[]'), t.version IS NOT NULL, r.raw,
			coalesce((SELECT json_group_array(json_array(start, finish)) FROM (SELECT start, finish FROM sentences WHERE version = v.id ORDER BY id)), '[]')
		FROM versions v JOIN documents d ON d.id = v.document LEFT JOIN texts t ON t.version = v.id LEFT JOIN raws r ON r.version = v.id ORDER BY v.id`,
		func(rows *sql.Rows) error {
			var document, hash, title, rawHash, text, regions, blocks, sentences string
			var has bool
			var raw []byte
			if err := rows.Scan(&document, &hash, &title, &rawHash, &text, &regions, &blocks, &has, &raw, &sentences); err != nil {
				return err
			}
			if !has {
				c.add(BadText, document, "version %s has no text", short(hash))
				return nil
			}
			c.text(document, hash, title, text, regions, sentences)
			if _, err := unpackBlocks(blocks, text); err != nil {
				c.add(BadText, document, "version %s: %v", short(hash), err)
			}
			if raw == nil {
				return nil
			}
			if b, err := c.unpack(raw); err != nil {
				c.add(BadHash, document, "raw bytes of version %s: %v", short(hash), err)
			} else if got := hashOf(b); got != rawHash {
				c.add(BadHash, document, "raw bytes of version %s have SHA-256 %s, want %s", short(hash), short(got), short(rawHash))
			}
			return nil
		})
}

func (c *checker) text(document, hash, title, text, regions, sentences string) {
	if got := hashOf([]byte(text)); got != hash {
		c.add(BadHash, document, "text has SHA-256 %s, want %s", short(got), short(hash))
	}
	d := doc.Document{Text: text}
	if err := setRegions(&d, regions); err != nil {
		c.add(BadText, document, "version %s: %v", short(hash), err)
		return
	}
	if d.Region(doc.FieldTitle) != title {
		c.add(BadText, document, "version %s: title %q is not that of the text", short(hash), title)
	}
	var list [][2]int
	if err := json.Unmarshal([]byte(sentences), &list); err != nil {
		c.add(BadText, document, "version %s: sentences: %v", short(hash), err)
	}
	for _, s := range list {
		if !(span.Span{Start: s[0], End: s[1]}).Inside(text) {
			c.add(BadText, document, "version %s: sentence [%d:%d] is not in the text of %d bytes", short(hash), s[0], s[1], len(text))
		}
	}
}

func hashOf(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// short is enough of a hash to find it again.
func short(hash string) string { return hash[:min(12, len(hash))] }

// codings checks every record against its text and against what is looked up.
func (c *checker) codings(ctx context.Context) error {
	return c.each(ctx, `SELECT d.document, v.day, t.regions, t.text, c.id, c.record, c.reports, c.statements, c.set_aside, d.coding IS c.id
		FROM codings c JOIN versions v ON v.id = c.version JOIN documents d ON d.id = v.document JOIN texts t ON t.version = v.id ORDER BY c.id`,
		func(rows *sql.Rows) error {
			var document, day, regions, text string
			var id int64
			var packed []byte
			var reports, statements, setAside int
			var holds bool
			if err := rows.Scan(&document, &day, &regions, &text, &id, &packed, &reports, &statements, &setAside, &holds); err != nil {
				return err
			}
			body, err := c.unpackCoded(packed)
			if err != nil {
				c.add(BadRecord, document, "coding %d: %v", id, err)
				return nil
			}
			if len(body.Reports) != reports || len(body.Statements) != statements || len(body.SetAside) != setAside {
				c.add(BadIndex, document, "coding %d has %d reports, %d statements, %d set aside; counted as %d, %d, %d",
					id, len(body.Reports), len(body.Statements), len(body.SetAside), reports, statements, setAside)
			}
			d := doc.Document{Text: text}
			if setRegions(&d, regions) == nil {
				c.evidence(&d, document, &body)
			}
			return c.indexed(ctx, document, day, id, holds, &body)
		})
}

// evidence holds every quotation against the text at its place, in bytes and
// in code points.
func (c *checker) evidence(d *doc.Document, document string, body *coded) {
	var runes [doc.NumFields]*span.Runes
	check := func(where string, e record.Evidence) {
		for f := doc.FieldTitle; f < doc.NumFields; f++ {
			if f.String() != e.Field {
				continue
			}
			field, at := d.Region(f), span.Span{Start: e.Start, End: e.End}
			if !at.Inside(field) || at.Of(field) != e.Quote {
				c.add(BadEvidence, where, "%s: %q is not the %s at bytes [%d:%d]", document, e.Quote, e.Field, e.Start, e.End)
				return
			}
			if runes[f] == nil {
				runes[f] = span.NewRunes(field)
			}
			if a, b := runes[f].Before(e.Start), runes[f].Before(e.End); a != e.CharStart || b != e.CharEnd {
				c.add(BadEvidence, where, "%s: code points [%d:%d], want [%d:%d]", document, e.CharStart, e.CharEnd, a, b)
			}
			return
		}
		c.add(BadEvidence, where, "%s: no field %q", document, e.Field)
	}
	for i := range body.Reports {
		r := &body.Reports[i]
		if len(r.Evidence) == 0 {
			c.add(BadEvidence, r.ID, "%s: no evidence", document)
		}
		for _, e := range r.Evidence {
			check(r.ID, e)
		}
	}
	for i := range body.Statements {
		check(fmt.Sprintf("statement %d", i+1), body.Statements[i].Evidence)
	}
}

// indexed holds what is looked up of a coding against its record; parties and
// pairs are looked up of the one that holds alone.
func (c *checker) indexed(ctx context.Context, document, day string, coding int64, holds bool, body *coded) error {
	rows, err := c.db.QueryContext(ctx, `SELECT r.n, r.report, r.type, r.mode, r.status, r.background, r.date, r.date_end, r.day, r.country, r.attribution, r.source_kind,
		(SELECT json_group_array(json_array(code, sides, day, coding)) FROM (SELECT code, sides, day, coding FROM parties WHERE report = r.id ORDER BY 1)),
		(SELECT json_group_array(json_array(one, other, ways, day, coding)) FROM (SELECT one, other, ways, day, coding FROM dyads WHERE report = r.id ORDER BY 1, 2))
		FROM reports r WHERE r.coding = ? ORDER BY r.n`, coding)
	if err != nil {
		return err
	}
	defer rows.Close()
	next := 0
	for rows.Next() {
		var n int
		var x columns
		var parties, dyads string
		err := rows.Scan(&n, &x.report, &x.kind, &x.mode, &x.status, &x.background, &x.date, &x.dateEnd, &x.day, &x.country, &x.attribution, &x.sourceKind, &parties, &dyads)
		if err != nil {
			return err
		}
		if n != next || n >= len(body.Reports) {
			c.add(BadIndex, x.report, "%s: stands at %d of coding %d, want %d", document, n, coding, next)
			return nil
		}
		next++
		r := &body.Reports[n]
		if want := columnsOf(r, day); x != want {
			c.add(BadIndex, r.ID, "%s: looked up as %+v, the record has %+v", document, x, want)
		}
		wantParties, wantDyads := "[]", "[]"
		if holds {
			wantParties, wantDyads = lookedUp(r, x.day, coding)
		}
		if parties != wantParties {
			c.add(BadIndex, r.ID, "%s: parties %s, the record has %s", document, parties, wantParties)
		}
		if dyads != wantDyads {
			c.add(BadIndex, r.ID, "%s: dyads %s, the record has %s", document, dyads, wantDyads)
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	if next != len(body.Reports) {
		c.add(BadIndex, document, "%d of %d reports of coding %d can be looked up", next, len(body.Reports), coding)
	}
	return nil
}

// lookedUp is the parties and pairs of a report as SQLite writes them in JSON.
func lookedUp(r *record.Report, day string, coding int64) (parties, pairs string) {
	codes, dyads := [][]any{}, [][]any{}
	for _, p := range partiesOf(r) {
		codes = append(codes, []any{p.code, p.sides, day, coding})
	}
	for _, p := range pairsOf(r) {
		dyads = append(dyads, []any{p.one, p.other, p.ways, day, coding})
	}
	return jsonList(codes), jsonList(dyads)
}

// days holds the counts by day against the reports.
func (c *checker) days(ctx context.Context) error {
	return c.list(ctx, BadIndex, `SELECT 'days', kind || ' ' || key || ' on ' || day || ': counts differ from those of the reports by ' || sum(n) || ', of what happened by ' || sum(happened)
		FROM (SELECT kind, key, day, reports AS n, happened FROM days
			UNION ALL SELECT kind, key, day, -1, -happened FROM (`+dayRows("EXISTS (SELECT 1 FROM documents d WHERE d.coding = r.coding)")+`))
		GROUP BY kind, key, day HAVING sum(n) <> 0 OR sum(happened) <> 0 OR max(n = 0) ORDER BY kind, key, day`)
}
