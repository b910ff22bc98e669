package store

import "context"

// Exec runs a statement on the connection that writes.
func (w *Writer) Exec(query string) error {
	_, err := w.conn.ExecContext(context.Background(), query)
	return err
}

// SchemaVersion is what this program writes.
var SchemaVersion = schemaVersion
