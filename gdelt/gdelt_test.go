package gdelt_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"casus/gdelt"
)

// row is a row of an event table with so many columns; fields are given as
// "column=value", from 0.
func row(columns int, fields map[int]string) string {
	cells := make([]string, columns)
	cells[0], cells[1], cells[26], cells[29], cells[31], cells[32], cells[33] = "1234567", "20261104", "010", "1", "4", "1", "2"
	for i, v := range fields {
		cells[i] = v
	}
	return strings.Join(cells, "\t")
}

// parse reads text and returns what came of it.
func parse(t *testing.T, text string) (events []gdelt.Event, faults []string) {
	t.Helper()
	err := gdelt.Read("table.CSV", strings.NewReader(text), gdelt.Handler{
		Event: func(e *gdelt.Event) error { events = append(events, *e); return nil },
		Fault: func(err error) { faults = append(faults, err.Error()) },
	})
	if err != nil {
		t.Errorf("read: %v", err)
	}
	return events, faults
}

func TestRead(t *testing.T) {
	text := strings.Join([]string{
		row(61, map[int]string{5: "RUSGOV", 6: "MOSCOW", 7: "RUS", 15: "UKR", 16: "KYIV", 17: "UKR", 26: "190", 29: "4", 53: "UP", 60: "https://example.org/a"}),
		row(58, map[int]string{0: "7", 7: "ROM", 17: "NAM", 26: "0842", 29: "2", 51: "WA", 57: "https://example.org/b"}),
		row(57, map[int]string{0: "8", 1: "", 5: "IGOUNO", 8: "UNO", 15: "EUR", 17: "EUR", 26: "020"}),
		row(61, map[int]string{0: "9", 8: "EEC", 7: "EUR", 26: "", 29: ""}),
		"",
	}, "\n")
	events, faults := parse(t, text)
	if len(faults) > 0 {
		t.Errorf("faults %q", faults)
	}
	want := []gdelt.Event{
		{
			ID: "1234567", Day: "2026-11-04", Actor: gdelt.Party{Code: "RUSGOV", Name: "MOSCOW", Country: "RUS"}, Recipient: gdelt.Party{Code: "UKR", Name: "KYIV", Country: "UKR"},
			Code: "190", Type: "ASSAULT", Quad: 4, Place: "UP", Mentions: 4, Sources: 1, Articles: 2, URL: "https://example.org/a",
		},
		{
			ID: "7", Day: "2026-11-04", Actor: gdelt.Party{Country: "ROU"}, Recipient: gdelt.Party{Country: "NAM"}, Code: "0842", Type: "RETREAT", Quad: 2, Place: "WA",
			Mentions: 4, Sources: 1, Articles: 2, URL: "https://example.org/b",
		},
		{ID: "8", Actor: gdelt.Party{Code: "IGOUNO", Country: "UNO"}, Recipient: gdelt.Party{Code: "EUR"}, Code: "020", Type: "REQUEST", Quad: 1, Mentions: 4, Sources: 1, Articles: 2},
		{ID: "9", Day: "2026-11-04", Actor: gdelt.Party{Country: "EUR"}, Mentions: 4, Sources: 1, Articles: 2},
	}
	if !slices.Equal(events, want) {
		t.Errorf("got  %+v\nwant %+v", events, want)
	}
}

// A bad line costs itself, and says where it is, what was found and wanted.
func TestFaults(t *testing.T) {
	tests := []struct{ line, want string }{
		{"1\t2\t3", "table.CSV:2: 3 columns between tabs, want 61 (GDELT 2.0), 58 or 57 (1.0)"},
		{row(61, map[int]string{0: "x"}), `table.CSV:2: GLOBALEVENTID "x", want a number`},
		{row(61, map[int]string{1: "20260230"}), `table.CSV:2: SQLDATE "20260230", want a day as YYYYMMDD`},
		{row(61, map[int]string{26: "10"}), ""},
		{row(61, map[int]string{26: "1"}), `table.CSV:2: EventCode "1", want a code of CAMEO`},
		{row(61, map[int]string{26: "213"}), `table.CSV:2: EventCode "213", want a code of CAMEO`},
		{row(61, map[int]string{26: "-1"}), `table.CSV:2: EventCode "-1", want a code of CAMEO`},
		{row(61, map[int]string{29: "5"}), `table.CSV:2: QuadClass 5, want 1 to 4`},
		{row(61, map[int]string{31: "many"}), `table.CSV:2: NumMentions "many", want a number`},
		{strings.Repeat("a", 2<<20), "table.CSV:2: the line is longer than 1048576 bytes"},
		{"GLOBALEVENTID\tSQLDATE", "table.CSV:2: 2 columns"},
	}
	for _, tt := range tests {
		events, faults := parse(t, row(61, nil)+"\r\n"+tt.line+"\n"+row(61, map[int]string{0: "3"}))
		good := 2
		if tt.want == "" {
			good = 3
		}
		if len(events) != good || tt.want == "" && len(faults) > 0 || tt.want != "" && (len(faults) != 1 || !strings.HasPrefix(faults[0], tt.want)) {
			t.Errorf("%.60q: %d events, faults %q; want %d and %q", tt.line, len(events), faults, good, tt.want)
		}
	}
}

// packed writes files in the ways that GDELT does.
func packed(t *testing.T, dir, text string) []string {
	t.Helper()
	var z, g bytes.Buffer
	zw := zip.NewWriter(&z)
	member, err := zw.Create("20261104.export.CSV")
	if err != nil {
		t.Fatal(err)
	}
	member.Write([]byte(text))
	gw := gzip.NewWriter(&g)
	gw.Write([]byte(text))
	if err := zw.Close(); err != nil {
		t.Fatal(err)
	}
	if err := gw.Close(); err != nil {
		t.Fatal(err)
	}
	var names []string
	for name, data := range map[string][]byte{"a.CSV": []byte(text), "b.CSV.zip": z.Bytes(), "c.CSV.gz": g.Bytes(), "d.zip": z.Bytes()[:z.Len()/2], "e.gz": g.Bytes()[:g.Len()/2]} {
		names = append(names, filepath.Join(dir, name))
		if err := os.WriteFile(names[len(names)-1], data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	slices.Sort(names)
	return names
}

func TestImport(t *testing.T) {
	dir := t.TempDir()
	if _, err := gdelt.Open(t.Context(), dir, false); err != gdelt.ErrNone {
		t.Errorf("open nothing: %v, want ErrNone", err)
	}
	text := strings.Join([]string{
		row(61, map[int]string{0: "1", 7: "RUS", 17: "UKR", 26: "190"}),
		row(61, map[int]string{0: "2", 7: "UKR", 17: "RUS", 26: "112", 1: "20261105"}),
		row(61, map[int]string{0: "3", 7: "RUS", 17: "RUS", 26: "190"}),
		row(61, map[int]string{0: "4", 7: "RUS", 17: "UKR", 26: "010"}),
		row(61, map[int]string{0: "5", 7: "NAM", 26: "145"}),
		row(61, map[int]string{0: "6", 7: "NAM", 17: "AGO", 26: "040", 1: ""}),
		"broken",
	}, "\n")
	names := packed(t, dir, text)
	f, err := gdelt.Open(t.Context(), dir, true)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	ignore := func(error) {}
	for i, want := range []gdelt.Imported{{Rows: 6, Faults: 1}, {Again: 6, Faults: 1}, {Again: 6, Faults: 1}} {
		if done, err := f.Import(t.Context(), names[i], ignore); err != nil || done != want {
			t.Errorf("%s: %+v, %v; want %+v", names[i], done, err, want)
		}
	}
	for _, name := range names[3:] {
		if done, err := f.Import(t.Context(), name, ignore); err == nil || done.Rows > 0 {
			t.Errorf("%s, cut in the middle: %+v, %v; want an error", name, done, err)
		}
	}
	if done, err := f.Import(t.Context(), names[0], ignore); err != nil || !done.Known {
		t.Errorf("again: %+v, %v; want known", done, err)
	}
	if x, err := f.Extent(t.Context()); err != nil || x != (gdelt.Extent{Files: 3, Rows: 6, FirstDay: "2026-11-04", LastDay: "2026-11-05"}) {
		t.Errorf("extent %+v, %v", x, err)
	}
	tests := []struct {
		q    gdelt.Query
		by   gdelt.By
		want map[string]int
	}{
		{gdelt.Query{}, gdelt.ByPair, map[string]int{"RUS-UKR": 2, "AGO-NAM": 1}},
		{gdelt.Query{}, gdelt.ByDay, map[string]int{"2026-11-04": 1, "2026-11-05": 1}},
		{gdelt.Query{}, gdelt.ByType, map[string]int{"ASSAULT": 1, "ACCUSE": 1, "CONSULT": 1}},
		{gdelt.Query{Since: "2026-11-05", Until: "2026-11-05"}, gdelt.ByPair, map[string]int{"RUS-UKR": 1}},
		{gdelt.Query{Country: "NAM"}, gdelt.ByPair, map[string]int{"AGO-NAM": 1}},
		{gdelt.Query{Pair: [2]string{"UKR", "RUS"}, Type: "ASSAULT"}, gdelt.ByDay, map[string]int{"2026-11-04": 1}},
	}
	for _, tt := range tests {
		if got, err := f.Counts(t.Context(), tt.q, tt.by); err != nil || !maps.Equal(got, tt.want) {
			t.Errorf("%+v by %s: %v, %v; want %v", tt.q, tt.by, got, err, tt.want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(row(61, nil))
	f.Add(row(58, nil) + "\n" + row(57, nil) + "\r\n\x00\xff\t")
	f.Fuzz(func(t *testing.T, text string) {
		lines := 0
		err := gdelt.Read("x", strings.NewReader(text), gdelt.Handler{
			Event: func(e *gdelt.Event) error {
				if lines++; e.ID == "" {
					t.Error("an event without an id")
				}
				return nil
			},
			Fault: func(error) { lines++ },
		})
		if err != nil || lines > strings.Count(text, "\n")+1 {
			t.Errorf("%d events and faults, %v", lines, err)
		}
	})
}
