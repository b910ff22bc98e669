// Package demo has the articles that "casus demo" codes: two invented weeks of
// news, 3 to 16 November 2026, as fourteen invented outlets would have told
// them. States, offices and organisations are real, the outlets, the events
// and the people named are not.
//
// The articles are written as agencies write and were not changed to suit the
// program. They tell of the same events more than once: copies with the
// agency's credit, follow-ups, a correction, denials and figures that do not
// agree. The files have the layouts that package source reads: Markdown as a
// converter leaves it or with a head in YAML, plain text, saved web pages, and
// stories as JSON Lines.
//
// The package only carries the files; it reads and codes nothing.
package demo

import (
	"embed"
	"io/fs"
)

//go:embed articles
var articles embed.FS

// File is one file of articles. Most hold one article, a file of JSON Lines
// holds several.
type File struct {
	Name string // without a folder, such as "2026-11-12-meridian-wire-accord.txt"
	Data []byte
}

// Files returns the files in the order of their names, which is that of their
// days. The caller owns the bytes.
func Files() ([]File, error) {
	entries, err := fs.ReadDir(articles, "articles")
	if err != nil {
		return nil, err
	}
	files := make([]File, 0, len(entries))
	for _, e := range entries {
		data, err := fs.ReadFile(articles, "articles/"+e.Name())
		if err != nil {
			return nil, err
		}
		files = append(files, File{Name: e.Name(), Data: data})
	}
	return files, nil
}
