package export

import (
	"fmt"
	"reflect"
	"strconv"

	"github.com/parquet-go/parquet-go"
)

// Bounds of a row group, which is what is held in memory of a table.
const (
	groupRows  = 100_000
	groupBytes = 32 << 20 // of text, before compression
)

// parquetFile is a table as Parquet, compressed with Zstandard. Columns stand
// in the order of the table; an absent value is null, and so is an empty text,
// as in CSV. Columns that must be there are required, the others optional.
type parquetFile struct {
	file    *file
	columns []column
	writer  *parquet.GenericWriter[any]
	values  parquet.Row
	rows    int // in all
	inGroup int // rows of the open row group
	bytes   int // of text in it
}

func newParquetFile(f *folder, t *table, program string) (*parquetFile, error) {
	on, err := f.create(t.name + ".parquet")
	if err != nil {
		return nil, err
	}
	return &parquetFile{
		file: on, columns: t.columns, values: make(parquet.Row, len(t.columns)),
		writer: parquet.NewGenericWriter[any](on, parquetSchema(t), parquet.Compression(&parquet.Zstd), parquet.CreatedBy("casus", program, "")),
	}, nil
}

// parquetTypes are the Go types of the columns.
var parquetTypes = map[kind]reflect.Type{
	text: reflect.TypeFor[string](), integer: reflect.TypeFor[int64](), number: reflect.TypeFor[float64](), boolean: reflect.TypeFor[bool](),
}

// parquetSchema is the schema of a table. It is made from a struct, whose
// fields keep their order; a group made from a map would be sorted by name.
func parquetSchema(t *table) *parquet.Schema {
	var fields []reflect.StructField
	for i, c := range t.columns {
		tag := c.name
		if !c.required {
			tag += ",optional"
		}
		fields = append(fields, reflect.StructField{
			Name: "F" + strconv.Itoa(i), Type: parquetTypes[c.kind], Tag: reflect.StructTag(`parquet:"` + tag + `"`),
		})
	}
	return parquet.SchemaOf(reflect.New(reflect.StructOf(fields)).Interface())
}

func (p *parquetFile) write(r row) error {
	for i, v := range r {
		value, level := parquetValue(v), 0
		if s, ok := v.(string); ok {
			p.bytes += len(s)
		}
		if p.columns[i].required {
			if value.IsNull() {
				value = parquet.ByteArrayValue(nil) // an empty text
			}
		} else if !value.IsNull() {
			level = 1
		}
		p.values[i] = value.Level(0, level, i)
	}
	if _, err := p.writer.WriteRows([]parquet.Row{p.values}); err != nil {
		return err
	}
	p.rows++
	p.inGroup++
	if p.inGroup < groupRows && p.bytes < groupBytes {
		return nil
	}
	p.inGroup, p.bytes = 0, 0
	return p.writer.Flush()
}

// parquetValue is a value of a row.
func parquetValue(v any) parquet.Value {
	switch v := v.(type) {
	case nil:
		return parquet.NullValue()
	case string:
		if v == "" {
			return parquet.NullValue()
		}
		return parquet.ByteArrayValue([]byte(v))
	case int:
		return parquet.Int64Value(int64(v))
	case bool:
		return parquet.BooleanValue(v)
	case float64:
		return parquet.DoubleValue(v)
	}
	panic(fmt.Sprintf("export: a cell of type %T", v))
}

func (p *parquetFile) close() error {
	if err := p.writer.Close(); err != nil {
		return err
	}
	return p.file.close(p.rows)
}
