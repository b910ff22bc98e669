package store

import (
	"context"

	"casus/doc"
	"casus/span"
)

// Stretch is where a sentence stands: half-open bytes inside a field.
type Stretch struct {
	Field      string // title, text or caption; what stands apart is not coded
	Start, End int
}

// Sentences is the sentences of one version of a document, in the order of the
// text; of one that was not parsed its paragraphs. It is empty where the store
// does not have the version.
func (s *Store) Sentences(ctx context.Context, document, sha256 string) ([]Stretch, error) {
	rows, err := s.db.QueryContext(ctx, `SELECT x.start, x.finish, t.regions, t.text FROM documents d JOIN versions v ON v.document = d.id
		JOIN texts t ON t.version = v.id JOIN sentences x ON x.version = v.id WHERE d.document = ? AND v.sha256 = ? ORDER BY x.id`, document, sha256)
	if err != nil {
		return nil, s.explain("read sentences", err)
	}
	defer rows.Close()
	var d doc.Document
	var list []Stretch
	for rows.Next() {
		var at span.Span
		var regions, text string
		if err := rows.Scan(&at.Start, &at.End, &regions, &text); err != nil {
			return nil, s.explain("read sentences", err)
		}
		if list == nil {
			d.Text = text
			if err := setRegions(&d, regions); err != nil {
				return nil, s.explain("read sentences", err)
			}
		}
		f := d.FieldAt(at.Start)
		in := at.Shift(-d.Regions[f].Start)
		list = append(list, Stretch{f.String(), in.Start, in.End})
	}
	return list, s.explain("read sentences", rows.Err())
}
