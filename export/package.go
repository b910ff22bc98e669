package export

import (
	"path"
	"strings"
)

// dataPackage is datapackage.json (Data Package 1).
type dataPackage struct {
	Profile   string     `json:"profile"`
	Name      string     `json:"name"`
	Title     string     `json:"title"`
	Version   string     `json:"version"`
	About     string     `json:"description"`
	Resources []resource `json:"resources"`
}

// resource is one file of data.
type resource struct {
	Profile  string   `json:"profile"`
	Name     string   `json:"name"`
	Path     string   `json:"path"`
	Title    string   `json:"title"`
	About    string   `json:"description,omitempty"`
	Format   string   `json:"format"`
	Media    string   `json:"mediatype"`
	Encoding string   `json:"encoding,omitempty"`
	Bytes    int64    `json:"bytes"`
	Hash     string   `json:"hash"`
	Rows     int      `json:"rows"`
	Dialect  *dialect `json:"dialect,omitempty"`
	Schema   *schema  `json:"schema,omitempty"`
}

// dialect is the CSV Dialect.
type dialect struct {
	Delimiter   string `json:"delimiter"`
	Terminator  string `json:"lineTerminator"`
	Quote       string `json:"quoteChar"`
	DoubleQuote bool   `json:"doubleQuote"`
	Header      bool   `json:"header"`
}

// schema is a Table Schema.
type schema struct {
	Fields  []field      `json:"fields"`
	Missing []string     `json:"missingValues"`
	Key     []string     `json:"primaryKey,omitempty"`
	Foreign []foreignKey `json:"foreignKeys,omitempty"`
}

type field struct {
	Name        string       `json:"name"`
	Kind        kind         `json:"type"`
	About       string       `json:"description"`
	Constraints *constraints `json:"constraints,omitempty"`
}

type constraints struct {
	Required bool `json:"required"`
}

type foreignKey struct {
	Fields    string          `json:"fields"`
	Reference foreignResource `json:"reference"`
}

type foreignResource struct {
	Resource string `json:"resource"`
	Fields   string `json:"fields"`
}

// medium is what the files of an ending are.
type medium struct {
	format, mediatype, encoding, title string
}

var media = map[string]medium{
	".csv":     {"csv", "text/csv", "utf-8", ""},
	".parquet": {"parquet", "application/vnd.apache.parquet", "", ""},
	".geojson": {"geojson", "application/geo+json", "utf-8", "Reports with a place"},
	".CSV":     {"tsv", "text/tab-separated-values", "utf-8", "Table of GDELT 2.0, without a header"},
	".tsv":     {"tsv", "text/tab-separated-values", "utf-8", "Events as in POLECAT"},
	".jsonl":   {"jsonl", "application/jsonl", "utf-8", "Records of PLOVER 2.0"},
}

// writePackage describes the files of data.
func (e *exporter) writePackage() error {
	p := dataPackage{
		Profile: "data-package", Name: "casus-release", Title: e.title(), Version: e.summary.Release,
		About: "Who said or did what to whom, when, where, and on whose word: every row leads to the words of an article.",
	}
	for _, f := range e.folder.list() {
		m, ok := media[path.Ext(f.Name)]
		if !ok || f.Rows < 0 {
			continue
		}
		p.Resources = append(p.Resources, e.resource(f, m))
	}
	return e.writeJSON("datapackage.json", p)
}

func (e *exporter) resource(f File, m medium) resource {
	base := strings.TrimSuffix(f.Name, path.Ext(f.Name))
	r := resource{
		Profile: "data-resource", Name: base + "-" + m.format, Path: f.Name, Title: m.title, Format: m.format, Media: m.mediatype, Encoding: m.encoding,
		Bytes: f.Bytes, Hash: "sha256:" + f.SHA256, Rows: f.Rows,
	}
	for _, o := range e.outputs() {
		if o.name != base || m.title != "" {
			continue
		}
		r.Title, r.About, r.Schema = o.title, o.about, schemaOf(o.table)
		if m.format == string(CSV) {
			r.Name, r.Profile = base, "tabular-data-resource"
			r.Dialect = &dialect{",", "\n", "\"", true, true}
		}
	}
	return r
}

func schemaOf(t *table) *schema {
	s := &schema{Missing: []string{""}, Key: t.key}
	for _, c := range t.columns {
		f := field{Name: c.name, Kind: c.kind, About: c.about}
		if c.required {
			f.Constraints = &constraints{Required: true}
		}
		s.Fields = append(s.Fields, f)
	}
	for _, r := range t.refs {
		s.Foreign = append(s.Foreign, foreignKey{r.column, foreignResource{r.table, r.other}})
	}
	return s
}
