package export_test

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"

	"casus/export"
)

// Parquet has the tables of CSV: the same columns in the same order, the same
// rows, the same values.
func TestParquet(t *testing.T) {
	dir, done := write(t, fill(t, code(t, news(24)), 100), export.Options{Text: true, Formats: []export.Format{export.CSV, export.Parquet}})
	tables, rows := 0, map[string]int{}
	for _, f := range done.Files {
		rows[f.Name] = f.Rows
		name, ok := strings.CutSuffix(f.Name, ".csv")
		if !ok {
			continue
		}
		tables++
		header, _, _ := strings.Cut(content(t, dir)[f.Name], "\n")
		want := rawTable(t, dir, name)
		columns, got := parquetTable(t, filepath.Join(dir, name+".parquet"))
		if strings.Join(columns, ",") != header {
			t.Errorf("%s: columns %v, want %s", name, columns, header)
		}
		if len(got) != len(want) {
			t.Errorf("%s: %d rows, want %d", name, len(got), len(want))
			continue
		}
		for i := range want {
			for _, c := range columns {
				if got[i][c] != want[i][c] {
					t.Errorf("%s: row %d, %s: %q, want %q", name, i+1, c, got[i][c], want[i][c])
				}
			}
		}
	}
	if tables != 14 {
		t.Errorf("%d tables", tables)
	}
	for name, n := range rows {
		if csv, ok := strings.CutSuffix(name, ".parquet"); ok && n != rows[csv+".csv"] {
			t.Errorf("%s: %d rows, want %d", name, n, rows[csv+".csv"])
		}
	}
	python := tool(t, dir, "python3", "-c", `
try:
    import duckdb
except ImportError:
    raise SystemExit
for statement in open("start.sql").read().split(";"):
    if statement.strip():
        print(duckdb.execute(statement).fetchall())
`)
	if python != "" && !strings.Contains(python, "("+strconv.Itoa(done.Reports)+", "+strconv.Itoa(done.Evidence)+", ") {
		t.Errorf("start.sql in DuckDB prints %s", python)
	}
}

// parquetTable reads a file with its columns; values as CSV has them.
func parquetTable(t *testing.T, path string) (columns []string, list []map[string]string) {
	t.Helper()
	rows, err := parquet.ReadFile[any](path)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		row := map[string]string{}
		for name, v := range r.(map[string]any) {
			switch v := v.(type) {
			case nil:
				row[name] = ""
			case string:
				row[name] = v
			case []byte:
				row[name] = string(v)
			case int64:
				row[name] = strconv.FormatInt(v, 10)
			case float64:
				row[name] = strconv.FormatFloat(v, 'f', -1, 64)
			case bool:
				row[name] = strconv.FormatBool(v)
			default:
				t.Fatalf("%s: %s is a %T", path, name, v)
			}
		}
		list = append(list, row)
	}
	return columnsOf(t, path), list
}

// columnsOf is the names of the columns of a file, in order.
func columnsOf(t *testing.T, path string) []string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	st, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	p, err := parquet.OpenFile(f, st.Size())
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, c := range p.Schema().Columns() {
		names = append(names, c[0])
	}
	return names
}
