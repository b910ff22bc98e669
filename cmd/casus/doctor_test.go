package main

import (
	"database/sql"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	_ "modernc.org/sqlite"

	"casus/store"
)

// spoil runs SQL on the file of a store, past everything that keeps it whole.
func spoil(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, !neg && len(args) == 2, "sql DIR STATEMENT")
	db, err := sql.Open("sqlite", "file:"+ts.MkAbs(args[0])+"/casus.db?_pragma=foreign_keys(0)")
	ts.Check(err)
	_, err = db.Exec(args[1])
	ts.Check(err)
	ts.Check(db.Close())
}

func TestRoomFor(t *testing.T) {
	tests := []struct {
		free, size uint64
		want       string
	}{
		{50e9, 1e9, stateOK},
		{900e6, 1e9, stateNote},
		{100e6, 10e6, stateWrong},
		{0, 0, stateWrong},
	}
	for _, tt := range tests {
		if got := roomFor(tt.free, tt.size); got.State != tt.want {
			t.Errorf("%d free for %d: %+v, want %s", tt.free, tt.size, got, tt.want)
		}
	}
}

// Times that go back or lie ahead are found, small differences are not.
func TestClockOf(t *testing.T) {
	now := time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)
	run := func(id, started, finished string) store.Made {
		return store.Made{ID: id, Started: "2026-03-" + started + ":00Z", Finished: "2026-03-" + finished + ":00Z"}
	}
	tests := []struct {
		name string
		runs []store.Made
		want []string
	}{
		{"none", nil, nil},
		{"in order", []store.Made{run("run-1", "01T10:00", "01T11:00"), run("run-2", "02T10:00", "02T11:00")}, nil},
		{"three minutes back", []store.Made{run("run-1", "01T10:00", "01T11:00"), run("run-2", "01T10:57", "01T11:30")}, nil},
		{"an hour back", []store.Made{run("run-1", "01T10:00", "01T11:00"), run("run-2", "01T10:00", "01T12:00")}, []string{"run-2 has the time 2026-03-01T10:00:00Z, before that of run-1"}},
		{"ends before it begins", []store.Made{run("run-1", "01T10:00", "01T09:00")}, []string{"before that of run-1"}},
		{"to come", []store.Made{run("run-1", "05T10:00", "05T11:00")}, []string{"run-1 has the time 2026-03-05T10:00:00Z, which is still to come", "05T11:00:00Z"}},
		{"not finished", []store.Made{{ID: "run-1", Started: "2026-03-01T10:00:00Z"}}, nil},
	}
	for _, tt := range tests {
		f := clockOf(tt.runs, now)
		if (f.State == stateWrong) != (len(tt.want) > 0) || len(f.Where) != len(tt.want) {
			t.Errorf("%s: %+v, want %d", tt.name, f, len(tt.want))
			continue
		}
		for i, want := range tt.want {
			if !strings.Contains(f.Where[i], want) {
				t.Errorf("%s: %q, want %q", tt.name, f.Where[i], want)
			}
		}
	}
}
