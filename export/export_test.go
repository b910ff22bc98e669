package export_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"casus/export"
	"casus/record"
	"casus/store"
)

// Every quotation is exactly the words at its span, in bytes and in code
// points, of the text that is exported beside it.
func TestQuotes(t *testing.T) {
	s := fill(t, code(t, news(24)), 100)
	dir, done := write(t, s, export.Options{Text: true})
	articles := map[string]map[string]string{}
	for _, row := range rawTable(t, dir, "articles") {
		articles[row["article_id"]] = row
	}
	for _, name := range []string{"reports", "statements"} {
		rows := rawTable(t, dir, name)
		if len(rows) < 10 {
			t.Fatalf("%s has %d rows", name, len(rows))
		}
		for _, row := range rows {
			text := articles[row["article_id"]][row["field"]]
			runes := []rune(text)
			if got := text[atoi(t, row["start"]):atoi(t, row["end"])]; got != row["quote"] {
				t.Errorf("%s: bytes [%s:%s] of %s are %q, the quotation is %q", name, row["start"], row["end"], row["article_id"], got, row["quote"])
			}
			if got := string(runes[atoi(t, row["char_start"]):atoi(t, row["char_end"])]); got != row["quote"] {
				t.Errorf("%s: code points [%s:%s] of %s are %q, the quotation is %q", name, row["char_start"], row["char_end"], row["article_id"], got, row["quote"])
			}
			if name == "reports" && !strings.Contains(text, row["prefix"]+row["quote"]+row["suffix"]) {
				t.Errorf("%s: %q, %q and %q do not stand side by side", row["report_id"], row["prefix"], row["quote"], row["suffix"])
			}
		}
	}
	if all := reportsOf(t, s); len(all) != done.Reports || done.Articles != 26 || done.Read != 25 {
		t.Errorf("%d reports, %d articles, %d read; want %d, 26, 25", done.Reports, done.Articles, done.Read, len(all))
	}
	without, _ := write(t, s, export.Options{})
	if strings.Contains(content(t, without)["articles.csv"], "Çelik") {
		t.Error("articles.csv has texts that nobody asked for")
	}
}

// rawTable reads a CSV file without the repair of line ends inside of cells
// that encoding/csv does.
func rawTable(t *testing.T, dir, name string) []map[string]string {
	t.Helper()
	lines := [][]string{{}}
	var b strings.Builder
	quoted := false
	for _, c := range content(t, dir)[name+".csv"] {
		last := &lines[len(lines)-1]
		switch {
		case c == '"':
			quoted = !quoted
			b.WriteRune(c)
		case !quoted && (c == ',' || c == '\n'):
			value := b.String()
			if strings.HasPrefix(value, `"`) {
				value = strings.ReplaceAll(value[1:len(value)-1], `""`, `"`)
			}
			*last = append(*last, value)
			b.Reset()
			if c == '\n' {
				lines = append(lines, nil)
			}
		default:
			b.WriteRune(c)
		}
	}
	var list []map[string]string
	for _, line := range lines[1 : len(lines)-1] {
		row := map[string]string{}
		for i, name := range lines[0] {
			row[name] = line[i]
		}
		list = append(list, row)
	}
	return list
}

func atoi(t *testing.T, s string) int {
	t.Helper()
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// The same articles in any order, in any number of runs, give the same bytes.
func TestOrder(t *testing.T) {
	var want map[string]string
	for seed := range 4 {
		articles := code(t, news(24))
		r := rand.New(rand.NewPCG(uint64(seed), 1))
		r.Shuffle(len(articles), func(i, j int) { articles[i], articles[j] = articles[j], articles[i] })
		dir, _ := write(t, fill(t, articles, 1+seed*7), export.Options{Text: true})
		got := content(t, dir)
		if want == nil {
			want = got
			continue
		}
		for _, name := range slices.Sorted(maps.Keys(want)) {
			if got[name] != want[name] {
				t.Errorf("order %d: %s differs", seed, name)
			}
		}
		if len(got) != len(want) {
			t.Errorf("order %d: %d files, want %d", seed, len(got), len(want))
		}
	}
}

// Codes that look like numbers or missing values, and names in other scripts,
// come back unchanged, from CSV and from Parquet.
func TestUnchanged(t *testing.T) {
	articles := code(t, news(1))[:1]
	country, actor := "NAM", "010"
	const name = "أحمد بن سالم، \"الوزير\"\n=1+1"
	for i := range articles[0].Story.Reports {
		r := &articles[0].Story.Reports[i]
		r.CAMEO = "010"
		r.Actors = []record.Entity{{Text: name, Country: &country, Actor: &actor}, {Text: "NA"}}
	}
	dir, _ := write(t, fill(t, articles, 1), export.Options{States: func(code string) export.State {
		if code == "NAM" {
			return export.State{Name: "Namibia", COW: "565", GW: "0565"}
		}
		return export.State{}
	}})
	rows := rawTable(t, dir, "reports")
	_, typed := parquetTable(t, filepath.Join(dir, "reports.parquet"))
	if len(rows) == 0 || len(typed) != len(rows) {
		t.Fatalf("%d reports in CSV, %d in Parquet", len(rows), len(typed))
	}
	for _, row := range append(rows, typed...) {
		for column, want := range map[string]string{
			"cameo": "010", "goldstein": "0", "actors": name + ";NA", "actor_countries": "NAM;", "actor_ids": "010;", "actor_cow": "565;", "actor_gw": "0565;",
		} {
			if row[column] != want {
				t.Errorf("%s is %q, want %q", column, row[column], want)
			}
		}
	}
	_, typed = parquetTable(t, filepath.Join(dir, "participants.parquet"))
	for _, row := range []map[string]string{rawTable(t, dir, "participants")[0], typed[0]} {
		if row["words"] != name || row["country"] != "NAM" || row["actor"] != "010" || row["actor_id"] != "010" || row["gw"] != "0565" {
			t.Errorf("participant %v", row)
		}
	}
	python(t, dir, `
import csv
row = next(csv.DictReader(open("participants.csv", encoding="utf-8", newline="")))
assert row["words"] == "أحمد بن سالم، \"الوزير\"\n=1+1", row
assert row["country"] == "NAM" and row["actor_id"] == "010", row
`)
}

// python runs a script where there is a Python.
func python(t *testing.T, dir, script string) string {
	t.Helper()
	return tool(t, dir, "python3", "-c", script)
}

// tool runs a program in a folder and wants it to succeed; where there is no
// such program it does nothing.
func tool(t *testing.T, dir, name string, args ...string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Logf("no %s here", name)
		return ""
	}
	cmd := exec.CommandContext(t.Context(), path, args...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Errorf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
	return string(out)
}

// The scripts run and count what was written.
func TestScripts(t *testing.T) {
	dir, done := write(t, fill(t, code(t, news(12)), 100), export.Options{Text: true})
	for _, x := range []struct{ name, arguments, want string }{
		{"python3", "start.py", fmt.Sprintf("%d reports, %d pieces of evidence, %d articles\n", done.Reports, done.Evidence, done.Articles)},
		{"python3", "start.py", " 0 wrong\n"},
		{"Rscript", "start.R", fmt.Sprintf("%d reports, %d pieces of evidence, %d articles", done.Reports, done.Evidence, done.Articles)},
		{"sqlite3", "-init start.sqlite.sql -batch :memory: .quit", fmt.Sprintf("%d|%d|", done.Reports, done.Evidence)},
		{"duckdb", "-csv -init start.sql -c .quit", fmt.Sprintf("%d,%d,", done.Reports, done.Evidence)},
	} {
		got := tool(t, dir, x.name, strings.Fields(x.arguments)...)
		if got != "" && !strings.Contains(got, x.want) {
			t.Errorf("%s %s prints\n%s\nwant %q in it", x.name, x.arguments, got, x.want)
		}
	}
	// Where the programs are missing: the tables that start.sql reads are there.
	for _, ending := range []string{"csv", "parquet"} {
		dir, _ := write(t, fill(t, code(t, news(2)), 100), export.Options{Formats: []export.Format{export.Format(ending)}})
		files := content(t, dir)
		named := regexp.MustCompile(`'(\w+\.\w+)'`).FindAllStringSubmatch(files["start.sql"], -1)
		if len(named) != 4 {
			t.Errorf("%s: start.sql reads %v", ending, named)
		}
		for _, m := range named {
			if files[m[1]] == "" || !strings.HasSuffix(m[1], ending) {
				t.Errorf("%s: start.sql reads %s", ending, m[1])
			}
		}
	}
}

// The denominators make up what is counted as read, by source and in all.
func TestCoverage(t *testing.T) {
	s := fill(t, code(t, news(24)), 100)
	dir, done := write(t, s, export.Options{})
	all, read, bySource := 0, 0, map[string]int{}
	for _, row := range table(t, dir, "coverage") {
		n := atoi(t, row["articles"])
		all += n
		if row["outcome"] == "coded" || row["outcome"] == "no-reports" {
			read += n
			bySource[row["publisher"]] += n
		}
		if row["kind"] == "" && row["outcome"] != "index-page" {
			t.Errorf("no kind: %v", row)
		}
	}
	if all != done.Articles || read != done.Read {
		t.Errorf("%d articles and %d read, want %d and %d", all, read, done.Articles, done.Read)
	}
	for _, row := range table(t, dir, "sources") {
		if got := bySource[row["publisher"]]; got != atoi(t, row["articles_read"]) {
			t.Errorf("%q: %d read, sources has %s", row["publisher"], got, row["articles_read"])
		}
	}
}

// Explicit zeros: every pair has every day, and what is counted is what the
// record has.
func TestDyadDay(t *testing.T) {
	s := fill(t, code(t, news(24)), 100)
	dir, done := write(t, s, export.Options{})
	days, sum, zeros, read := map[string]map[string]bool{}, 0, 0, 0
	for _, row := range table(t, dir, "dyad_day") {
		pair := row["actor"] + "-" + row["recipient"]
		if days[pair] == nil {
			days[pair] = map[string]bool{}
		}
		days[pair][row["day"]] = true
		n := atoi(t, row["reports"])
		parts := 0
		for _, c := range []string{"verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict", "not_occurred"} {
			parts += atoi(t, row[c])
		}
		if n != parts {
			t.Errorf("%v: the parts make %d", row, parts)
		}
		sum += n
		if n == 0 {
			zeros++
		}
		if pair == "RUS-UKR" {
			read += atoi(t, row["articles_read"])
		}
	}
	if read != done.Read-1 || done.Read != done.Articles-1 {
		t.Errorf("%d articles read on all days, want %d: all but the Russian one and the one without a date", read, done.Read-1)
	}
	want := 0
	for _, r := range reportsOf(t, s) {
		if r.DatePrecision == nil || *r.DatePrecision != "day" {
			continue
		}
		pairs := map[string]bool{}
		for _, a := range r.Actors {
			others := r.Recipients
			if len(others) == 0 {
				others = r.Actors
			}
			for _, b := range others {
				if a.Country != nil && b.Country != nil && (len(r.Recipients) > 0 || *a.Country != *b.Country) {
					pairs[*a.Country+*b.Country] = true
				}
			}
		}
		want += len(pairs)
	}
	if sum != want || want == 0 {
		t.Errorf("dyad_day counts %d reports, the record has %d", sum, want)
	}
	if zeros == 0 || len(days) < 4 {
		t.Errorf("%d zeros, %d pairs", zeros, len(days))
	}
	for pair, seen := range days {
		for day := 1; day <= 28; day++ {
			if d := fmt.Sprintf("2026-03-%02d", day); !seen[d] {
				t.Errorf("%s has no row for %s", pair, d)
			}
		}
	}
}

// The release says of itself what is true: checksums, rows, columns, keys.
func TestPackage(t *testing.T) {
	dir, done := write(t, fill(t, code(t, news(12)), 100), export.Options{Text: true, Release: "2026-11-22", Authors: []string{`A. "B" Name`}})
	files := content(t, dir)
	for line := range strings.Lines(files["SHA256SUMS"]) {
		sum, name, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
		got := sha256.Sum256([]byte(files[name]))
		if hex.EncodeToString(got[:]) != sum {
			t.Errorf("%s: checksum differs", name)
		}
	}
	if n := strings.Count(files["SHA256SUMS"], "\n"); n != len(files)-1 || n != len(done.Files) {
		t.Errorf("%d checksums, %d files", n, len(files))
	}
	var p struct {
		Version   string
		Resources []struct {
			Name, Path, Profile, Hash string
			Bytes, Rows               int
			Schema                    *struct {
				Fields []struct {
					Name, Type  string
					Constraints struct{ Required bool }
				}
				PrimaryKey  []string
				ForeignKeys []struct {
					Fields    string
					Reference struct{ Resource, Fields string }
				}
			}
		}
	}
	if err := json.Unmarshal([]byte(files["datapackage.json"]), &p); err != nil {
		t.Fatal(err)
	}
	if p.Version != "2026-11-22" || len(p.Resources) < 10 {
		t.Errorf("version %s, %d resources", p.Version, len(p.Resources))
	}
	for _, r := range p.Resources {
		if got := sha256.Sum256([]byte(files[r.Path])); "sha256:"+hex.EncodeToString(got[:]) != r.Hash || len(files[r.Path]) != r.Bytes {
			t.Errorf("%s: hash or size differs", r.Path)
		}
		if r.Profile != "tabular-data-resource" {
			continue
		}
		rows := table(t, dir, r.Name)
		if len(rows) != r.Rows {
			t.Errorf("%s: %d rows, want %d", r.Name, len(rows), r.Rows)
		}
		header, _, _ := strings.Cut(files[r.Path], "\n")
		var names []string
		for _, f := range r.Schema.Fields {
			names = append(names, f.Name)
			for _, row := range rows {
				if fault := valueFault(f.Type, row[f.Name], f.Constraints.Required); fault != "" {
					t.Errorf("%s.%s: %q %s", r.Name, f.Name, row[f.Name], fault)
				}
			}
		}
		if header != strings.Join(names, ",") {
			t.Errorf("%s: header %s, schema %v", r.Name, header, names)
		}
		seen := map[string]bool{}
		for _, row := range rows {
			key := ""
			for _, k := range r.Schema.PrimaryKey {
				key += row[k] + "\x00"
			}
			if seen[key] && key != "" {
				t.Errorf("%s: key %q twice", r.Name, key)
			}
			seen[key] = true
		}
		for _, f := range r.Schema.ForeignKeys {
			known := map[string]bool{"": true}
			for _, row := range table(t, dir, f.Reference.Resource) {
				known[row[f.Reference.Fields]] = true
			}
			for _, row := range rows {
				if !known[row[f.Fields]] {
					t.Errorf("%s: %s %q is not in %s", r.Name, f.Fields, row[f.Fields], f.Reference.Resource)
				}
			}
		}
	}
	for _, want := range []string{`  - name: "A. \"B\" Name"`, `version: "2026-11-22"`, `date-released: "2026-11-22"`} {
		if !strings.Contains(files["CITATION.cff"], want+"\n") {
			t.Errorf("CITATION.cff has no %s:\n%s", want, files["CITATION.cff"])
		}
	}
}

// valueFault says what is wrong with a cell of a type; empty if nothing is.
func valueFault(kind, cell string, required bool) string {
	if cell == "" {
		if required {
			return "is required"
		}
		return ""
	}
	var err error
	switch kind {
	case "integer":
		_, err = strconv.Atoi(cell)
	case "number":
		_, err = strconv.ParseFloat(cell, 64)
	case "boolean":
		if cell != "true" && cell != "false" {
			return "is no boolean"
		}
	case "string":
	default:
		return "is of the unknown type " + kind
	}
	if err != nil {
		return err.Error()
	}
	return ""
}

// The codebook has every code with what it means, and sentences.
func TestCodebook(t *testing.T) {
	dir, _ := write(t, fill(t, code(t, news(4)), 100), export.Options{})
	type coded struct{ Code, About string }
	var c struct {
		Types []struct {
			coded
			Modes           []coded
			Examples        []string
			CounterExamples []struct{ Sentence string } `json:"counter_examples"`
		}
		Contexts, Sectors, Statuses []coded
		NonState                    []coded `json:"codes_of_no_single_state"`
		Kinds                       []coded `json:"attribution_kinds"`
		Tables                      []struct {
			Name    string
			Columns []struct{ Name, About string }
		}
	}
	if err := json.Unmarshal([]byte(content(t, dir)["codebook.json"]), &c); err != nil {
		t.Fatal(err)
	}
	if len(c.Types) != 16 || len(c.Contexts) != 32 || len(c.Sectors) != 22 || len(c.Statuses) != 5 || len(c.NonState) != 6 || len(c.Kinds) != 4 || len(c.Tables) != 14 {
		t.Errorf("%d types, %d contexts, %d sectors, %d statuses, %d codes, %d kinds, %d tables", len(c.Types), len(c.Contexts), len(c.Sectors),
			len(c.Statuses), len(c.NonState), len(c.Kinds), len(c.Tables))
	}
	codes := slices.Concat(c.Contexts, c.Sectors, c.Statuses, c.NonState, c.Kinds)
	for _, x := range c.Types {
		codes = append(append(codes, x.coded), x.Modes...)
		if len(x.Examples) == 0 || len(x.CounterExamples) == 0 {
			t.Errorf("%s has %d examples, %d counter-examples", x.Code, len(x.Examples), len(x.CounterExamples))
		}
	}
	for _, x := range codes {
		if x.Code == "" || x.About == "" {
			t.Errorf("code %q means %q", x.Code, x.About)
		}
	}
	for _, x := range c.Tables {
		for _, column := range x.Columns {
			if column.About == "" {
				t.Errorf("%s.%s is not explained", x.Name, column.Name)
			}
		}
	}
}

func TestFilter(t *testing.T) {
	s := fill(t, code(t, news(24)), 100)
	all := reportsOf(t, s)
	best := 0.0
	for _, r := range all {
		best = max(best, r.Confidence)
	}
	tests := []struct {
		name   string
		filter export.Filter
		want   func(r map[string]string) bool
	}{
		{"actor", export.Filter{Actors: []string{"UKR"}}, func(r map[string]string) bool {
			return has(r["actor_countries"], "UKR") || has(r["recipient_countries"], "UKR")
		}},
		{"type", export.Filter{Types: []string{"ASSAULT", "ACCUSE"}}, func(r map[string]string) bool { return r["type"] == "ASSAULT" || r["type"] == "ACCUSE" }},
		{"status", export.Filter{Statuses: []string{"occurred"}}, func(r map[string]string) bool { return r["status"] == "occurred" }},
		{"place", export.Filter{Places: []string{"NAM"}}, func(r map[string]string) bool { return r["place_country"] == "NAM" }},
		{"place by name", export.Filter{Places: []string{"windhoek"}}, func(r map[string]string) bool { return r["place_name"] == "Windhoek" }},
		{"confidence", export.Filter{Confidence: best}, func(r map[string]string) bool { return r["confidence"] == strconv.FormatFloat(best, 'f', -1, 64) }},
		{"source", export.Filter{Sources: []string{"outlet 1"}}, func(r map[string]string) bool { return strings.HasPrefix(r["article_id"], "https://two.example/") }},
		{"host", export.Filter{Sources: []string{"www.three.example"}}, func(r map[string]string) bool { return strings.Contains(r["article_id"], "three.example/") }},
		{"since", export.Filter{Since: "2026-03-15"}, func(r map[string]string) bool { return max(whenOf(r), r["date_end"]) >= "2026-03-15" }},
		{"until", export.Filter{Until: "2026-03-15"}, func(r map[string]string) bool { return whenOf(r) != "" && whenOf(r) <= "2026-03-15" }},
		{"dyad", export.Filter{Dyads: [][2]string{{"UKR", "RUS"}}}, func(r map[string]string) bool {
			return has(r["actor_countries"]+";"+r["recipient_countries"], "RUS") && has(r["actor_countries"]+";"+r["recipient_countries"], "UKR")
		}},
		{"two at once", export.Filter{Types: []string{"ASSAULT"}, Actors: []string{"IRN"}}, func(r map[string]string) bool {
			return r["type"] == "ASSAULT" && (has(r["actor_countries"], "IRN") || has(r["recipient_countries"], "IRN"))
		}},
	}
	every, _ := write(t, s, export.Options{})
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir, done := write(t, s, export.Options{Filter: tt.filter})
			want, got := map[string]bool{}, map[string]bool{}
			for _, row := range table(t, every, "reports") {
				if tt.want(row) {
					want[row["report_id"]] = true
				}
			}
			for _, row := range table(t, dir, "reports") {
				got[row["report_id"]] = true
			}
			if !maps.Equal(got, want) || len(want) == 0 || len(want) == len(all) || done.Reports != len(want) {
				t.Errorf("%d reports (%d by the summary), want %d of %d", len(got), done.Reports, len(want), len(all))
			}
			articles := map[string]bool{}
			for _, row := range table(t, dir, "articles") {
				articles[row["article_id"]] = true
			}
			for _, row := range table(t, dir, "statements") {
				if !articles[row["article_id"]] {
					t.Errorf("a statement of %s, which is not exported", row["article_id"])
				}
			}
		})
	}
	for _, bad := range []export.Filter{
		{Types: []string{"WAR"}}, {Statuses: []string{"done"}}, {Since: "yesterday"}, {Until: "2026-02-30"}, {Since: "2026-03-02", Until: "2026-03-01"}, {Confidence: 2},
	} {
		_, err := export.Write(t.Context(), s, filepath.Join(t.TempDir(), "x"), export.Options{Filter: bad})
		var wrong *export.OptionError
		if !errors.As(err, &wrong) {
			t.Errorf("%+v: error %v", bad, err)
		}
	}
}

func has(list, code string) bool { return slices.Contains(strings.Split(list, ";"), code) }

// whenOf is the day of a report, else of its publication.
func whenOf(r map[string]string) string {
	if r["date"] != "" {
		return r["date"]
	}
	return r["published"]
}

// A folder is replaced whole, and only if a release made it.
func TestFolder(t *testing.T) {
	s := fill(t, code(t, news(4)), 100)
	dir := filepath.Join(t.TempDir(), "release")
	again := func() error {
		_, err := export.Write(t.Context(), s, dir, export.Options{})
		return err
	}
	if err := again(); err != nil {
		t.Fatal(err)
	}
	want := content(t, dir)
	if err := again(); err != nil {
		t.Errorf("over a release: %v", err)
	}
	// What an interruption leaves: a half-written folder, and the old release
	// moved aside.
	part, old := filepath.Join(filepath.Dir(dir), ".release.casus-part"), filepath.Join(filepath.Dir(dir), ".release.casus-old")
	if err := errors.Join(os.Mkdir(part, 0o755), os.WriteFile(filepath.Join(part, "reports.csv"), []byte("cut"), 0o644), os.Rename(dir, old)); err != nil {
		t.Fatal(err)
	}
	if err := again(); err != nil {
		t.Errorf("after an interruption: %v", err)
	}
	if !maps.Equal(content(t, dir), want) {
		t.Error("after an interruption the release differs")
	}
	if entries, _ := os.ReadDir(filepath.Dir(dir)); len(entries) != 1 {
		t.Errorf("left beside the release: %v", entries)
	}
	if err := os.WriteFile(filepath.Join(dir, "notes.txt"), []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	var occupied *export.OccupiedError
	if err := again(); !errors.As(err, &occupied) || occupied.File != "notes.txt" {
		t.Errorf("over a file of somebody's: %v", err)
	}
	if got := content(t, dir)["notes.txt"]; got != "mine" {
		t.Errorf("notes.txt is %q", got)
	}
}

// A store whose quotations are wrong is not handed over.
func TestDamaged(t *testing.T) {
	for name, damage := range map[string]func(r *record.Report){
		"not the quotation":  func(r *record.Report) { r.Evidence[0].Quote += "!" },
		"bytes":              func(r *record.Report) { r.Evidence[0].Start++ },
		"code points":        func(r *record.Report) { r.Evidence[0].CharEnd-- },
		"outside":            func(r *record.Report) { r.Evidence[0].End = 1 << 20 },
		"field":              func(r *record.Report) { r.Evidence[0].Field = "lead" },
		"there is no eviden": func(r *record.Report) { r.Evidence = nil },
	} {
		articles := code(t, news(1))
		damage(&articles[0].Story.Reports[0])
		dir := filepath.Join(t.TempDir(), "release")
		_, err := export.Write(t.Context(), fill(t, articles, 1), dir, export.Options{})
		if err == nil || !strings.Contains(err.Error(), "the store is damaged") || !strings.Contains(err.Error(), articles[0].Story.Reports[0].ID) {
			t.Errorf("%s: error %v", name, err)
		}
		if _, err := os.Stat(dir); err == nil {
			t.Errorf("%s: the folder was made", name)
		}
	}
}

func TestGeoJSON(t *testing.T) {
	s := fill(t, code(t, news(12)), 100)
	dir, _ := write(t, s, export.Options{Formats: []export.Format{export.GeoJSON}})
	var g struct {
		Type     string
		Features []struct {
			ID         string
			Geometry   *struct{ Coordinates []float64 }
			Properties struct {
				Level string `json:"place_level"`
				Name  string `json:"place_name"`
			}
		}
	}
	if err := json.Unmarshal([]byte(content(t, dir)["reports.geojson"]), &g); err != nil {
		t.Fatal(err)
	}
	places := 0
	for _, r := range reportsOf(t, s) {
		if r.Place != nil {
			places++
		}
	}
	if g.Type != "FeatureCollection" || len(g.Features) != places || places == 0 {
		t.Errorf("%s with %d features, want %d", g.Type, len(g.Features), places)
	}
	for _, f := range g.Features {
		if f.Properties.Level == "country" && f.Geometry != nil {
			t.Errorf("%s: a country is a point", f.ID)
		}
		if f.Geometry != nil && fmt.Sprintf("%.0f", f.Geometry.Coordinates) != map[string]string{"Windhoek": "[17 -23]", "Ankara": "[33 40]"}[f.Properties.Name] {
			t.Errorf("%s: %v is not longitude and latitude of %s", f.ID, f.Geometry.Coordinates, f.Properties.Name)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "reports.csv")); err == nil {
		t.Error("tables were written that nobody asked for")
	}
}

// What was removed is named, and the times of runs only where they are asked
// for.
func TestRemovedAndTimes(t *testing.T) {
	articles := code(t, news(4))
	s := fill(t, articles, 2)
	w, err := store.OpenWriter(t.Context(), s.Dir(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	id := articles[0].Story.Document
	if _, err := w.Remove(t.Context(), store.Target{Document: id}, "asked, by letter"); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	dir, _ := write(t, s, export.Options{Times: true})
	if rows := table(t, dir, "withdrawn"); len(rows) != 1 || rows[0]["target"] != id || rows[0]["why"] != "asked, by letter" || rows[0]["removed"] == "" {
		t.Errorf("withdrawn: %v", rows)
	}
	if strings.Contains(content(t, dir)["reports.csv"], id) {
		t.Error("a removed article is exported")
	}
	if !strings.Contains(content(t, dir)["runs.json"], `"started"`) {
		t.Error("no times of runs")
	}
	dir, _ = write(t, s, export.Options{})
	if strings.Contains(content(t, dir)["runs.json"], `"started"`) {
		t.Error("times of runs that nobody asked for")
	}
}
