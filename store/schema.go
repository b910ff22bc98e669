package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
)

// migrations are the steps of the schema in the order of their names; step n
// makes a store of version n out of one of version n−1. A step that was
// published is never edited.
//
//go:embed schema/*.sql
var migrations embed.FS

// schemaVersion is the version of the schema that this program reads and
// writes: the number of steps.
const schemaVersion = 3

// applicationID marks the file as a store of casus ("casu"), for file(1).
const applicationID = 0x63617375

// querier is what reads: a pool, a connection or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// readVersion is the version of the schema, 0 for a new file.
func readVersion(ctx context.Context, q querier) (int, error) {
	var version int
	err := q.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version)
	return version, err
}

// migrate brings the store up to the version of this program, one step a
// transaction.
func migrate(ctx context.Context, conn *sql.Conn) error {
	version, err := readVersion(ctx, conn)
	if err != nil {
		return err
	}
	steps, err := fs.Glob(migrations, "schema/*.sql")
	if err != nil {
		return err
	}
	for ; version < len(steps); version++ {
		step, err := migrations.ReadFile(steps[version])
		if err != nil {
			return err
		}
		script := fmt.Sprintf("BEGIN IMMEDIATE;\n%s\nPRAGMA application_id = %d;\nPRAGMA user_version = %d;\nCOMMIT;", step, applicationID, version+1)
		if _, err := conn.ExecContext(ctx, script); err != nil {
			conn.ExecContext(context.WithoutCancel(ctx), "ROLLBACK")
			return fmt.Errorf("step %s: %w", steps[version], err)
		}
	}
	return nil
}
