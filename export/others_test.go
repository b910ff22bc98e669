package export_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"casus/export"
	"casus/lexicon"
	"casus/record"
	"casus/store"
)

// tabs reads a file of values between tabs and wants so many in each line.
func tabs(t *testing.T, dir, name string, columns int) [][]string {
	t.Helper()
	text := content(t, dir)[name]
	if strings.ContainsAny(text, "\r") {
		t.Errorf("%s has carriage returns", name)
	}
	var list [][]string
	for i, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		cells := strings.Split(line, "\t")
		if len(cells) != columns {
			t.Fatalf("%s:%d: %d columns, want %d: %q", name, i+1, len(cells), columns, cells)
		}
		list = append(list, cells)
	}
	return list
}

// one is a store with one article whose reports are set by hand.
func one(t *testing.T, change func(r *record.Report)) *store.Store {
	t.Helper()
	articles := code(t, news(1))[:1]
	s := articles[0].Story
	s.Reports = s.Reports[:1]
	change(&s.Reports[0])
	return fill(t, articles, 1)
}

func str(s string) *string { return &s }

var others = []export.Format{export.GDELT, export.POLECAT, export.PLOVER}

func statesOf(t *testing.T) func(string) export.State {
	t.Helper()
	lex, err := lexicon.Load()
	if err != nil {
		t.Fatal(err)
	}
	return func(code string) export.State {
		if x := lex.State(code); x != nil {
			return export.State{Name: x.Name, COW: x.COW, GW: x.GW}
		}
		return export.State{}
	}
}

// Cells are numbered from 1, as the codebook of GDELT numbers its columns.
func TestGDELT(t *testing.T) {
	lat, lon := -22.56, 17.08
	windhoek := &record.Place{Text: "Windhoek", Name: "Windhoek", Country: str("NAM"), Level: "city", ID: str("3352136"), Lat: &lat, Lon: &lon}
	romania := record.Entity{Text: "Romania\tand\nmore", Country: str("ROU"), Sector: str("GOV")}
	tests := []struct {
		name   string
		change func(r *record.Report)
		rows   int
		want   map[int]string
	}{
		{"a code with a zero", func(r *record.Report) { r.CAMEO, r.Type, r.Quad = "0211", "REQUEST", 3 }, 1, map[int]string{
			2: "20260301", 3: "202603", 4: "2026", 5: "2026.1616", 27: "0211", 28: "021", 29: "02", 30: "1", 31: "3.4", 32: "2", 33: "1", 34: "1", 35: "",
			60: "20260301000000", 61: "https://one.example/0",
		}},
		{"no code, one root", func(r *record.Report) { r.CAMEO, r.Type, r.Quad = "", "REJECT", 3 }, 1, map[int]string{27: "120", 28: "120", 29: "12", 30: "3", 31: "-4"}},
		{"no code, the mode decides", func(r *record.Report) {
			r.CAMEO, r.Type, r.Mode, r.Quad = "", "ACCUSE", str("investigate"), 3
		}, 1, map[int]string{27: "090", 28: "090", 29: "09", 30: "3", 31: "-2"}},
		{"no code, no mode", func(r *record.Report) { r.CAMEO, r.Type, r.Mode, r.Quad = "", "ACCUSE", nil, 3 }, 1, map[int]string{27: "", 28: "", 29: "", 30: "3"}},
		{"countries that CAMEO calls otherwise", func(r *record.Report) {
			r.Actors = []record.Entity{{Text: "Kosovo", Country: str("XKX"), Sector: str("GOV")}}
			r.Recipients = []record.Entity{{Text: "Montenegro", Country: str("MNE")}}
		}, 1, map[int]string{6: "KSVGOV", 8: "KSV", 16: "MTN", 18: "MTN", 23: ""}},
		{"no code, several roots", func(r *record.Report) { r.CAMEO, r.Type, r.Quad = "", "ASSAULT", 4 }, 1, map[int]string{27: "", 28: "", 29: "", 30: "4", 31: ""}},
		{"states and bodies", func(r *record.Report) {
			r.Actors = []record.Entity{romania}
			r.Recipients = []record.Entity{{Text: "UN", Country: str("UNO"), Sector: str("IGO")}}
		}, 1, map[int]string{
			6: "ROMGOV", 7: "Romania and more", 8: "ROM", 9: "", 13: "GOV", 16: "IGOUNO", 17: "UN", 18: "", 19: "UNO", 23: "IGO", 24: "",
		}},
		{"a body and a company", func(r *record.Report) {
			r.Actors = []record.Entity{{Text: "EU", Country: str("EUR"), Sector: str("IGO")}}
			r.Recipients = []record.Entity{{Text: "a firm", Country: str("MNC"), Sector: str("BUS")}}
		}, 1, map[int]string{6: "IGOEUREEC", 8: "EUR", 9: "EEC", 13: "IGO", 14: "", 16: "MNCBUS", 18: "", 23: "MNC", 24: "BUS"}},
		{"each on each other", func(r *record.Report) {
			r.Actors, r.Recipients = []record.Entity{{Text: "A"}, {Text: "B"}, {Text: "C"}}, nil
		}, 6, map[int]string{6: "", 7: "A", 17: "B"}},
		{"each with each", func(r *record.Report) {
			r.Actors, r.Recipients = []record.Entity{{Text: "A"}, {Text: "B"}}, []record.Entity{{Text: "C"}, {Text: "D"}}
		}, 4, map[int]string{7: "A", 17: "C"}},
		{"nobody", func(r *record.Report) { r.Actors, r.Recipients = nil, nil }, 1, map[int]string{6: "", 7: "", 16: "", 17: ""}},
		{"a town", func(r *record.Report) { r.Place = windhoek }, 1, map[int]string{
			36: "", 44: "", 52: "4", 53: "Windhoek, Namibia", 54: "WA", 55: "", 57: "-22.56", 58: "17.08", 59: "",
		}},
		{"a country", func(r *record.Report) {
			r.Place = &record.Place{Text: "Iraqi", Name: "Iraq", Country: str("IRQ"), Level: "country"}
		}, 1, map[int]string{
			52: "1", 53: "Iraq", 54: "IZ", 57: "", 58: "",
		}},
		{"a state of the United States", func(r *record.Report) { r.Place = &record.Place{Name: "Idaho", Country: str("USA"), Level: "division"} }, 1, map[int]string{52: "2", 54: "US"}},
		{"a month", func(r *record.Report) { r.Date, r.DatePrecision = str("2026-02"), str("month") }, 1, map[int]string{2: "", 3: "202602", 4: "2026", 5: ""}},
		{"no date", func(r *record.Report) { r.Date, r.DatePrecision = nil, nil }, 1, map[int]string{2: "", 3: "", 4: "", 5: ""}},
		{"planned", func(r *record.Report) { r.Status = "planned" }, 0, nil},
		{"denied", func(r *record.Report) { r.Status = "denied" }, 0, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := one(t, func(r *record.Report) {
				r.Date, r.DatePrecision, r.Status = str("2026-03-01"), str("day"), "occurred"
				r.Evidence = append(r.Evidence, r.Evidence[0])
				tt.change(r)
			})
			dir, done := write(t, s, export.Options{Formats: others, States: statesOf(t)})
			if tt.rows == 0 {
				if content(t, dir)["gdelt.export.CSV"] != "" || len(done.Notes) != 2 || !strings.Contains(done.Notes[0], "1 events that did not occur") {
					t.Errorf("what did not occur is in the file, or not counted: %q", done.Notes)
				}
				return
			}
			events, mentions := tabs(t, dir, "gdelt.export.CSV", 61), tabs(t, dir, "gdelt.mentions.CSV", 16)
			if len(events) != tt.rows || len(mentions) != 2*tt.rows {
				t.Fatalf("%d events, %d mentions, want %d, %d", len(events), len(mentions), tt.rows, 2*tt.rows)
			}
			for column, want := range tt.want {
				if got := events[0][column-1]; got != want {
					t.Errorf("column %d is %q, want %q", column, got, want)
				}
			}
		})
	}
}

// Every mention belongs to an event, and its positions are those of the text.
func TestMentions(t *testing.T) {
	s := fill(t, code(t, news(24)), 100)
	dir, _ := write(t, s, export.Options{Formats: others})
	stories := map[string]*record.Story{}
	if err := s.Stories(t.Context(), func(st *record.Story) error { stories[st.Document] = st; return nil }); err != nil {
		t.Fatal(err)
	}
	events := map[string][]string{}
	for _, row := range tabs(t, dir, "gdelt.export.CSV", 61) {
		if _, err := strconv.ParseInt(row[0], 10, 64); err != nil || events[row[0]] != nil {
			t.Errorf("id %s twice, or no integer", row[0])
		}
		events[row[0]] = row
	}
	extras := regexp.MustCompile(`^report_id:(r_[0-9a-f]{20});field:(title|text)$`)
	found := 0
	for _, row := range tabs(t, dir, "gdelt.mentions.CSV", 16) {
		event, story, m := events[row[0]], stories[row[5]], extras.FindStringSubmatch(row[15])
		if event == nil || m == nil {
			t.Fatalf("mention %q", row)
		}
		if story == nil { // without an address it is named by its id
			t.Fatalf("no article %s", row[5])
		}
		if kind := map[bool]string{true: "1", false: "2"}[story.URL != nil]; row[3] != kind || row[10] != "1" {
			t.Errorf("kind %s, raw text %s: %q", row[3], row[10], row)
		}
		if n := atoi(t, row[6]); n < 1 || n > story.Counts.Sentences {
			t.Errorf("sentence %d of %d", n, story.Counts.Sentences)
		}
		runes := []rune(map[string]string{"title": story.Title, "text": story.Text}[m[2]])
		if at := atoi(t, row[7]); at >= 0 && event[6] != "" {
			found++
			if !strings.HasPrefix(string(runes[at:]), event[6]) {
				t.Errorf("%q does not stand at %d", event[6], at)
			}
		}
	}
	if found == 0 {
		t.Error("no actor was found in its sentence")
	}
}

func TestPOLECAT(t *testing.T) {
	s := one(t, func(r *record.Report) {
		r.Date, r.DatePrecision, r.Status, r.Type, r.Mode = str("2026-03-01"), str("day"), "occurred", "ASSAULT", str("drone")
		r.Quad = 4
		r.Contexts = []string{"military", "terrorism"}
		r.Actors = []record.Entity{{Text: "Namibian\tpolice", Country: str("NAM"), Sector: str("COP")}, {Text: "men; boys"}}
		r.Recipients = nil
		r.Place = &record.Place{Text: "Windhoek", Name: "Windhoek", Country: str("NAM"), Level: "city", ID: str("3352136")}
	})
	dir, _ := write(t, s, export.Options{Formats: others, States: statesOf(t)})
	rows := tabs(t, dir, "polecat.tsv", 40)
	header := "Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts|Actor Name|Actor Country|Actor COW|Primary Actor Sector|Actor Sectors|Actor Title|" +
		"Actor Name Raw|Wikipedia Actor ID|Recipient Name|Recipient Country|Recipient COW|Primary Recipient Sector|Recipient Sectors|Recipient Title|Recipient Name Raw|" +
		"Wikipedia Recipient ID|Placename|City|District|Province|Country|Latitude|Longitude|GeoNames ID|Raw Placename|Feature Type|Source|Publication Date|Story People|" +
		"Story Organizations|Story Locations|Language|Version"
	if strings.Join(rows[0], "|") != header {
		t.Errorf("header %q", rows[0])
	}
	want := map[string]string{
		"Event Date": "2026-03-01", "Event Type": "ASSAULT", "Event Mode": "drone", "Quad Code": "MATERIAL CONFLICT", "Contexts": "military; terrorism",
		"Actor Name": "Namibian police; men, boys", "Actor Country": "NAM; None", "Actor COW": "565; None", "Primary Actor Sector": "COP", "Actor Sectors": "COP; None", "Recipient Name": "None", "Recipient Country": "None", "City": "Windhoek",
		"Province": "None", "Country": "Namibia", "Latitude": "None", "GeoNames ID": "3352136", "Source": "Outlet 0", "Publication Date": "2026-03-01", "Language": "en",
	}
	for name, value := range want {
		if got := rows[1][slices.Index(rows[0], name)]; got != value {
			t.Errorf("%s is %q, want %q", name, got, value)
		}
	}
}

func TestPLOVER(t *testing.T) {
	s := fill(t, code(t, news(24)), 100)
	dir, done := write(t, s, export.Options{Formats: others})
	all := reportsOf(t, s)
	order := strings.Fields("id has_event date time enddate endtime actor recipient event event_loc event_text quad_code event_scale mode context size " +
		"link text text_info cite_info coder coded_date coded_time comment")
	lines := strings.Split(strings.TrimSuffix(content(t, dir)["plover.jsonl"], "\n"), "\n")
	if len(lines) != len(all) || done.Reports != len(all) {
		t.Fatalf("%d records, want %d", len(lines), len(all))
	}
	future := 0
	for _, line := range lines {
		var p struct {
			ID, Text    string
			Date        *string
			Actor       []struct{ Code, Entity_text string }
			Event, Mode []string
			Quad_code   int
			Text_info   struct {
				Sequence, Start, End int
				Text_story           []string
			}
		}
		if err := json.Unmarshal([]byte(line), &p); err != nil {
			t.Fatal(err)
		}
		r := all[p.ID]
		if r == nil || p.Event[0] != r.Type || p.Quad_code != r.Quad || p.Actor == nil || len(p.Actor) != len(r.Actors) || p.Text != r.Evidence[0].Quote ||
			p.Text_info.Start != r.Evidence[0].CharStart || p.Text_info.Sequence < 1 || len(p.Text_info.Text_story) != len(r.Evidence) {
			t.Errorf("record %s", line)
			continue
		}
		if planned := r.Status == "planned"; planned != slices.Contains(p.Mode, "future") {
			t.Errorf("%s is %s and has the modes %v", p.ID, r.Status, p.Mode)
		} else if planned {
			future++
		}
		last := -1
		for _, name := range keys(t, line) {
			at := slices.Index(order, name)
			if at <= last {
				t.Errorf("%s: field %s is unknown or out of order", p.ID, name)
			}
			last = at
		}
	}
	if future == 0 {
		t.Error("no record of something planned")
	}
}

// keys is the names of the fields of an object, in order.
func keys(t *testing.T, line string) []string {
	t.Helper()
	dec := json.NewDecoder(strings.NewReader(line))
	if _, err := dec.Token(); err != nil {
		t.Fatal(err)
	}
	var names []string
	for dec.More() {
		name, err := dec.Token()
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, name.(string))
		var value json.RawMessage
		if err := dec.Decode(&value); err != nil {
			t.Fatal(err)
		}
	}
	return names
}

// Every state of the lexicon has a code of FIPS of its own, but for two parts
// of states that never had one.
func TestFIPS(t *testing.T) {
	source, err := os.ReadFile("fips.go")
	if err != nil {
		t.Fatal(err)
	}
	table, err := os.ReadFile(filepath.Join("..", "lexicon", "data", "states.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]string{}
	for _, m := range regexp.MustCompile(`\b([A-Z]{3}):([A-Z]{2})\b`).FindAllStringSubmatch(string(source), -1) {
		if seen[m[1]] != "" || slices.Contains([]string{"ALA", "BES"}, m[1]) {
			t.Errorf("%s stands twice, or has no code", m[1])
		}
		seen[m[1]] = m[2]
	}
	taken := map[string]string{}
	for line := range strings.Lines(string(table)) {
		state, _, _ := strings.Cut(line, "\t")
		if strings.HasPrefix(line, "#") || state == "ALA" || state == "BES" {
			continue
		}
		code := seen[state]
		if code == "" || taken[code] != "" {
			t.Errorf("%s has the code %q, which is that of %q", state, code, taken[code])
		}
		taken[code] = state
	}
}
