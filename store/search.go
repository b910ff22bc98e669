package store

import (
	"context"
	"errors"
	"strings"
	"unicode"

	"casus/doc"
	"casus/record"
	"casus/span"
)

// ErrNoWords says that a search has no letter or digit in it.
var ErrNoWords = errors.New("no words to search for")

// Sentence is a sentence of an article with where it stands.
type Sentence struct {
	Document  string          `json:"document"`
	Version   string          `json:"document_version"`
	URL       string          `json:"url"`
	Publisher string          `json:"publisher"`
	Title     string          `json:"title"`
	Published string          `json:"published"`
	Evidence  record.Evidence `json:"evidence"`
}

// Found is what a search found.
type Found struct {
	// Sentences are of the newest article first; where more than MaxCounted
	// match, of the article that was taken in last.
	Sentences []Sentence
	Total     int // sentences that match
	Articles  int // that they stand in; NotCounted above MaxCounted sentences
	Read      int // articles in the store
}

// Search finds the sentences that have all the words, in any order, without
// regard to capitals and accents. Only the version of an article that holds
// now is searched. limit bounds what is returned; 0 is all.
func (s *Store) Search(ctx context.Context, words string, limit int) (*Found, error) {
	match := matchAll(words)
	if match == "" {
		return nil, ErrNoWords
	}
	f := &Found{Sentences: []Sentence{}}
	order := " ORDER BY v.day DESC, v.id DESC, s.id"
	if err := s.countFound(ctx, match, f); err != nil {
		return nil, s.explain("search", err)
	}
	if f.Total > MaxCounted {
		order = " ORDER BY f.rowid DESC"
	}
	if limit <= 0 {
		limit = -1
	}
	rows, err := s.db.QueryContext(ctx, `SELECT d.document, v.sha256, v.url, v.publisher, v.title, v.published, s.start, s.finish,
		(SELECT regions FROM texts WHERE version = v.id), (SELECT text FROM texts WHERE version = v.id)`+searchFrom+order+" LIMIT ?", match, limit)
	if err != nil {
		return nil, s.explain("search", err)
	}
	defer rows.Close()
	for rows.Next() {
		var x Sentence
		var at span.Span
		var regions, text string
		if err := rows.Scan(&x.Document, &x.Version, &x.URL, &x.Publisher, &x.Title, &x.Published, &at.Start, &at.End, &regions, &text); err != nil {
			return nil, s.explain("search", err)
		}
		if x.Evidence, err = evidence(text, regions, at); err != nil {
			return nil, s.explain("search", err)
		}
		f.Sentences = append(f.Sentences, x)
	}
	return f, s.explain("search", rows.Err())
}

// searchFrom are the sentences that match and stand in a version that holds.
// CROSS JOIN keeps the order: first what matches.
const searchFrom = ` FROM search f CROSS JOIN sentences s ON s.id = f.rowid CROSS JOIN versions v ON v.id = s.version
	CROSS JOIN documents d ON d.id = v.document CROSS JOIN codings c ON c.id = d.coding AND c.version = v.id WHERE search MATCH ?`

// countFound counts the sentences that match, and their articles up to the
// bound. Where every version holds the index says the first alone.
func (s *Store) countFound(ctx context.Context, match string, f *Found) error {
	n, err := s.sizes(ctx)
	if err != nil {
		return err
	}
	f.Read = n.documents
	query := "SELECT count(*)" + searchFrom
	if n.versions == n.documents {
		query = "SELECT count(*) FROM search WHERE search MATCH ?"
	}
	if err := s.db.QueryRowContext(ctx, query, match).Scan(&f.Total); err != nil {
		return err
	}
	if f.Articles = NotCounted; f.Total > MaxCounted {
		return nil
	}
	return s.db.QueryRowContext(ctx, "SELECT count(DISTINCT d.id)"+searchFrom, match).Scan(&f.Articles)
}

// matchAll asks the index for all the words. Each stands in quotation marks,
// so that none is taken for an operator; what is no letter or digit separates
// words, as it does in the index.
func matchAll(words string) string {
	list := strings.FieldsFunc(words, func(r rune) bool { return !unicode.In(r, unicode.L, unicode.N, unicode.M, unicode.Co) })
	for i, w := range list {
		list[i] = `"` + w + `"`
	}
	return strings.Join(list, " ")
}

// evidence is a span of the whole text inside the field that holds it.
func evidence(text, regions string, at span.Span) (record.Evidence, error) {
	d := doc.Document{Text: text}
	if err := setRegions(&d, regions); err != nil {
		return record.Evidence{}, err
	}
	f := d.FieldAt(at.Start)
	in := at.Shift(-d.Regions[f].Start)
	field := d.Region(f)
	if !in.Inside(field) {
		return record.Evidence{}, errors.New("a sentence reaches out of its text")
	}
	runes := span.NewRunes(field)
	return record.Evidence{
		Field: f.String(), Start: in.Start, End: in.End, CharStart: runes.Before(in.Start), CharEnd: runes.Before(in.End), Quote: in.Of(field),
	}, nil
}
