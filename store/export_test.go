package store

import "context"

// Exec runs a statement on the connection that writes.
func (w *Writer) Exec(query string) error {
	_, err := w.conn.ExecContext(context.Background(), query)
	return err
}

// Row reads one value on the connection that writes.
func (w *Writer) Row(query string, into any) error {
	return w.conn.QueryRowContext(context.Background(), query).Scan(into)
}

// MergeBy is Merge in smaller transactions.
func (w *Writer) MergeBy(ctx context.Context, articles, reports int, step func(left int)) (Merged, error) {
	return w.mergeBy(ctx, articles, reports, step)
}

// SchemaVersion is what this program writes.
var SchemaVersion = schemaVersion
