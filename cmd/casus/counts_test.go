package main

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"

	"casus/record"
	"casus/store"
)

// What is counted on the screen, in CSV, in Parquet and from Go is the same, of
// all and of a pair of countries, and every quotation is exactly the words at
// its span.
func TestCountsAgree(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	desk := filepath.Join(dir, "desk")
	binary(t, "add", "--store", desk, wireFile(t, dir, 100))
	s, err := store.Open(t.Context(), desk, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	pairs, err := s.Dyads(t.Context())
	if err != nil || len(pairs) == 0 {
		t.Fatalf("%v, %v; want pairs of countries", pairs, err)
	}
	pair := pairs[0].Name
	a, b, _ := strings.Cut(pair, "-")
	for _, tt := range []struct {
		name  string
		query store.Query
		args  []string // of the filter of export
		what  []string // of show
	}{
		{"all", store.Query{}, nil, nil},
		{pair, store.Query{Dyad: [2]string{a, b}}, []string{"--dyad", pair}, []string{pair}},
	} {
		page, err := s.Reports(t.Context(), tt.query)
		if err != nil {
			t.Fatal(err)
		}
		events, err := s.Events(t.Context(), tt.query)
		if err != nil {
			t.Fatal(err)
		}
		want := page.Reports
		if want == 0 || events.Reports < want || page.Events != events.All() || len(page.Hits) != want || len(events.Hits) != events.All() {
			t.Errorf("%s: from Go %d reports of %d events, %d of %d; %d and %d read",
				tt.name, want, page.Events, events.Reports, events.All(), len(page.Hits), len(events.Hits))
		}
		happened := happenings(events.Events, events.Denied, events.Corrections)
		// Events of a pair come with all their reports, also those of others.
		hasAll(t, binary(t, append([]string{"events", "--store", desk, "--limit", "0"}, tt.what...)...),
			"\n"+happened+" in "+number(events.Reports, "report")+" from ")
		shown := binary(t, append([]string{"show", "--store", desk, "--limit", "0"}, tt.what...)...)
		if tt.what == nil {
			hasAll(t, shown, fmt.Sprintf("events: %d (and %d denied) in %d reports from ", events.Events, events.Denied, want), fmt.Sprintf("reports: %d;", want))
		} else {
			hasAll(t, shown, number(want, "report")+" of "+number(page.Events, "event"))
		}
		out := filepath.Join(t.TempDir(), "release")
		printed := binary(t, append([]string{"export", "--text", "--store", desk, "--out", out}, tt.args...)...)
		hasAll(t, printed, ": "+happened+" in "+number(want, "report")+" with ")
		if rows := events.All(); !strings.Contains(printed, fmt.Sprintf("events.csv               %s\n", number(rows, "row"))) {
			t.Errorf("%s: %d events, but\n%s", tt.name, rows, printed)
		}
		for kind, read := range map[string]func(*testing.T, string) []map[string]string{".csv": csvRows, ".parquet": parquetRows} {
			reports := read(t, filepath.Join(out, "reports"+kind))
			if n := distinct(reports, "report_id"); n != want {
				t.Errorf("%s: %d reports in reports%s, want %d", tt.name, n, kind, want)
			}
			if n := distinct(reports, "event_id"); n != events.All() {
				t.Errorf("%s: %d events in reports%s, want %d", tt.name, n, kind, events.All())
			}
			if n := len(read(t, filepath.Join(out, "events"+kind))); n != events.All() {
				t.Errorf("%s: %d events in events%s, want %d", tt.name, n, kind, events.All())
			}
			exactQuotes(t, append(reports, read(t, filepath.Join(out, "statements"+kind))...), read(t, filepath.Join(out, "articles"+kind)))
		}
	}
	stories, reports := 0, 0
	err = s.Stories(t.Context(), func(st *record.Story) error {
		stories, reports = stories+1, reports+len(st.Reports)
		return nil
	})
	if o, failed := s.Overview(t.Context()); err != nil || failed != nil || o.Articles != stories || o.Reports != reports {
		t.Errorf("the overview has %d articles and %d reports, there are %d and %d; %v, %v", o.Articles, o.Reports, stories, reports, err, failed)
	}
}

// exactQuotes holds quotations to the texts of their articles.
func exactQuotes(t *testing.T, rows, articles []map[string]string) {
	t.Helper()
	byID := map[string]map[string]string{}
	for _, a := range articles {
		byID[a["article_id"]] = a
	}
	for _, r := range rows {
		text := byID[r["article_id"]][r["field"]]
		var start, end, charStart, charEnd int
		if _, err := fmt.Sscan(r["start"]+" "+r["end"]+" "+r["char_start"]+" "+r["char_end"], &start, &end, &charStart, &charEnd); err != nil {
			t.Fatal(err)
		}
		if got := text[start:end]; got != r["quote"] || r["quote"] == "" {
			t.Errorf("%s: bytes [%d:%d] are %q, the quotation is %q", r["article_id"], start, end, got, r["quote"])
		}
		if got := string([]rune(text)[charStart:charEnd]); got != r["quote"] {
			t.Errorf("%s: code points [%d:%d] are %q, the quotation is %q", r["article_id"], charStart, charEnd, got, r["quote"])
		}
	}
}

// distinct is the number of values in a column.
func distinct(rows []map[string]string, column string) int {
	seen := map[string]bool{}
	for _, r := range rows {
		seen[r[column]] = true
	}
	return len(seen)
}

// csvRows reads a table as maps from column to cell.
func csvRows(t *testing.T, name string) []map[string]string {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, line := range lines[1:] {
		row := map[string]string{}
		for i, column := range lines[0] {
			row[column] = line[i]
		}
		rows = append(rows, row)
	}
	return rows
}

// parquetRows is csvRows for Parquet.
func parquetRows(t *testing.T, name string) []map[string]string {
	t.Helper()
	list, err := parquet.ReadFile[any](name)
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, values := range list {
		row := map[string]string{}
		for column, v := range values.(map[string]any) {
			switch v := v.(type) {
			case nil:
				row[column] = ""
			case []byte:
				row[column] = string(v)
			default:
				row[column] = fmt.Sprint(v)
			}
		}
		rows = append(rows, row)
	}
	return rows
}
