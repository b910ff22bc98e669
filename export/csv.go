package export

import (
	"encoding/csv"
	"fmt"
	"strconv"
)

// csvFile is a table as CSV: UTF-8 without a mark, a header, quoting by RFC
// 4180, lines that end with a line feed. An absent value and an empty one are
// both an empty cell.
type csvFile struct {
	file  *file
	csv   *csv.Writer
	cells []string
	rows  int
}

func newCSVFile(f *folder, t *table) (*csvFile, error) {
	on, err := f.create(t.name + ".csv")
	if err != nil {
		return nil, err
	}
	c := &csvFile{file: on, csv: csv.NewWriter(on), cells: make([]string, len(t.columns))}
	for i := range t.columns {
		c.cells[i] = t.columns[i].name
	}
	return c, c.csv.Write(c.cells)
}

func (c *csvFile) write(r row) error {
	for i, v := range r {
		c.cells[i] = cell(v)
	}
	c.rows++
	return c.csv.Write(c.cells)
}

func (c *csvFile) close() error {
	if c.csv.Flush(); c.csv.Error() != nil {
		return c.csv.Error()
	}
	return c.file.close(c.rows)
}

// cell is a value as text.
func cell(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case int:
		return strconv.Itoa(v)
	case bool:
		return strconv.FormatBool(v)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	panic(fmt.Sprintf("export: a cell of type %T", v))
}
