package source

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"casus/doc"
)

// rowsOf makes a table of articles of the cells that line gives.
func rowsOf(n int, line func(i int) string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(line(i) + "\n")
	}
	return b.String()
}

const longText = "Delegates from Norland said on Tuesday that they had returned to the table in the town of Arlen, where talks broke off two years ago."

// TestGuess tells the columns of tables, and prose from tables.
func TestGuess(t *testing.T) {
	german := func(sep string) string {
		return strings.Join([]string{"Überschrift", "Inhalt", "Datum", "Rubrik"}, sep) + "\n" + rowsOf(5, func(i int) string {
			return strings.Join([]string{fmt.Sprintf("Talks resume on day %d", i), `"` + longText + ` He said ""no"".` + "\n" + `The end."`, fmt.Sprintf("0%d.03.2026", i+1), "Politics"}, sep)
		})
	}
	tests := []struct {
		name, in string
		columns  map[string]string
		want     string // as Table.Map; empty for no table
		sure     bool
	}{
		{"names", "title,text,published,url\na,b,2026-03-02,https://tarn.example/1\n", nil, "text=text,title=title,date=published,url=url", true},
		{"names in capitals", "Headline;Body;Publication Date;Outlet\na;b;2026-03-02;Tarn\n", nil, "text=Body,title=Headline,date=Publication Date,source=Outlet", true},
		{"content, semicolons", german(";"), nil, "text=Inhalt,title=Überschrift,date=Datum", false},
		{"content, tabs", german("\t"), nil, "text=Inhalt,title=Überschrift,date=Datum", false},
		{"content, bars", german("|"), nil, "text=Inhalt,title=Überschrift,date=Datum", false},
		{"content, byte order mark", "\ufeff" + german(";"), nil, "text=Inhalt,title=Überschrift,date=Datum", false},
		{"content, UTF-16", string(utf16Bytes(german(";"), true, false)), nil, "text=Inhalt,title=Überschrift,date=Datum", false},
		{"content, windows-1252", strings.ReplaceAll(german(";"), "Ü", "\xdc"), nil, "text=Inhalt,title=Überschrift,date=Datum", false},
		{"no header", rowsOf(4, func(i int) string { return fmt.Sprintf(`https://tarn.example/%d,2026-03-0%d,"%s"`, i, i+1, longText) }), nil, "text=3,date=2,url=1", false},
		{"outlets", "wo,was\n" + rowsOf(4, func(int) string { return "reuters.com,\"" + longText + "\"" }), nil, "text=was,source=wo", false},
		{"a date of another kind", "body,crawled\n" + rowsOf(4, func(i int) string { return fmt.Sprintf(`"%s",2026-03-0%d`, longText, i+1) }), nil, "text=body", true},
		{"row numbers", ",text,date\n0,a,2026-03-02\n1,b,2026-03-02\n", nil, "text=text,date=date", true},
		{"a map", german(";"), map[string]string{"text": "inhalt", "date": "3", "title": ""}, "text=Inhalt,date=Datum", true},
		{"a map over names", "title,text,summary\na,b,c\n", map[string]string{"text": "summary"}, "text=summary,title=title", true},
		{"a map of a strange table", "x,y\n1,2\n", map[string]string{"text": "y"}, "text=y", true},
		{"prose with commas", rowsOf(6, func(int) string { return "On Tuesday, the delegates from Norland came back, tired and late." }), nil, "", false},
		{"a list of names", "Ana Reyes, Tarn\nJo Pell, Velmar\nMia Ode, Karsia\n", nil, "", false},
		{"numbers", "a,b\n1,2\n3,4\n5,6\n", nil, "", false},
	}
	for _, test := range tests {
		var got *Table
		docs, err := Parse("table", []byte(test.in), Options{Columns: test.columns, Table: func(t *Table) error {
			got = t
			return nil
		}})
		if got == nil {
			if test.want != "" {
				t.Errorf("%s: no table, %v", test.name, err)
			}
			continue
		}
		if got.Map() != test.want || got.Sure() != test.sure {
			t.Errorf("%s: %s, sure %v; want %q, %v", test.name, got.Map(), got.Sure(), test.want, test.sure)
		}
		if err != nil || len(docs) == 0 {
			t.Errorf("%s: %d documents, %v", test.name, len(docs), err)
		}
		for _, d := range docs {
			checkDocument(t, d)
		}
		if n := len(got.Rows); n > 3 || n < min(3, len(docs)) {
			t.Errorf("%s: %d rows shown of %d", test.name, n, len(docs))
		}
	}
}

// TestDateOrder reads dates that may be day or month first as the other rows of
// the table show, and not at all where they do not.
func TestDateOrder(t *testing.T) {
	for _, test := range []struct{ dates, want string }{
		{"03/04/2026 25/04/2026 05/04/2026", "2026-04-03 2026-04-25 2026-04-05"},
		{"03/04/2026 04/25/2026 05/04/2026", "2026-03-04 2026-04-25 2026-05-04"},
		{"03/04/2026 25/04/2026 04/25/2026", " 2026-04-25 2026-04-25"},
		{"03/04/2026 05/05/2026", " 2026-05-05"},
		{"03-04-2026 2026-05-06 13-04-2026", "2026-04-03 2026-05-06 2026-04-13"},
		{"03.04.2026 04/25/2026 01/02/2026", "2026-04-03 2026-04-25 2026-01-02"},
	} {
		in := "text,date\n"
		for date := range strings.FieldsSeq(test.dates) {
			in += "A story.," + date + "\n"
		}
		docs, err := Parse("t.csv", []byte(in), Options{})
		var got []string
		for _, d := range docs {
			got = append(got, d.Published.Date.String())
		}
		if err != nil || strings.Join(got, " ") != test.want {
			t.Errorf("%s: %q, %v; want %q", test.dates, got, err, test.want)
		}
	}
}

// TestTableRefused holds that nothing of a table is read that nobody confirmed,
// and that a column that is not there is named.
func TestTableRefused(t *testing.T) {
	in := "title,text\na,A story.\n"
	no := errors.New("no")
	docs, err := Parse("t.csv", []byte(in), Options{Table: func(*Table) error { return no }})
	if len(docs) != 0 || !errors.Is(err, no) || !strings.HasPrefix(err.Error(), "t.csv: ") {
		t.Errorf("refused: %d documents, %v", len(docs), err)
	}
	docs, err = Parse("t.csv", []byte(in), Options{Columns: map[string]string{"text": "body"}})
	var e *Error
	if len(docs) != 0 || !errors.As(err, &e) || e.Code != NoColumn || !strings.Contains(e.Error(), "title, text; want those of text=body") {
		t.Errorf("no such column: %d documents, %v", len(docs), err)
	}
}

// TestHugeRow passes over a row of a gigabyte, keeps little of it, and reads the
// next one.
func TestHugeRow(t *testing.T) {
	const size = 1 << 30
	in := io.MultiReader(strings.NewReader("title,text\nfirst,One.\nhuge,"), io.LimitReader(letters{}, size), strings.NewReader("\nlast,Two.\n"))
	var titles, codes []string
	err := NewReader(Options{MaxBytes: 1 << 20}).Stream(t.Context(), "x", in, func(d *doc.Document, err error) error {
		var e *Error
		if errors.As(err, &e) {
			codes = append(codes, fmt.Sprintf("%s:%d", e.Code, e.Line))
			return nil
		}
		titles = append(titles, d.Title)
		return nil
	})
	if err != nil || strings.Join(titles, " ") != "first last" || strings.Join(codes, " ") != "too-large:3" {
		t.Errorf("titles %q, errors %q, %v", titles, codes, err)
	}
}

// letters never ends.
type letters struct{}

func (letters) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	return len(p), nil
}
