package export_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"casus/export"
	"casus/store"
)

// told is invented news in which several outlets tell of one event, with a
// copy, a correction, a denial and a plan that comes true.
func told() string {
	var b strings.Builder
	add := func(id, publisher, published, title, text string) {
		fmt.Fprintf(&b, `{"id":%q,"url":"https://%s.example/%s","publisher":%q,"title":%q,"published":%q,"language":"en","text":%q}`+"\n",
			id, strings.ToLower(publisher), id, publisher, title, published, text)
	}
	for i, town := range []string{"Tyre", "Sidon", "Beirut"} {
		day := fmt.Sprintf("2026-03-%02d", 4+7*i) // a Wednesday
		tail := []string{
			"\n\nThe river port was closed at dawn after a barge ran into the old bridge and sank. Divers searched the muddy water until noon and brought up a crate of onions.",
			"\n\nBakers had opened late since flour was short in all mills of the plain. A queue of carts waited by the silo gate while clerks counted sacks by lamplight.",
			"\n\nSnow lay on the pass and the bus from the hills did not come that morning. Children built a white lion in the yard behind the school and named it after a king.",
		}[i]
		topic := []string{"the border", "water from the lake", "cattle and tea"}[i]
		add(fmt.Sprint(i, "a"), "Reuters", day+"T10:00:00Z", "Strike on market", "Israeli jets struck a vegetable market in "+town+" in Lebanon on Wednesday, killing 12 people."+tail)
		add(fmt.Sprint(i, "b"), "Post", day+"T11:00:00Z", "Market hit", "Israeli jets struck a vegetable market in "+town+" in Lebanon on Wednesday, killing 12 people."+tail)
		add(fmt.Sprint(i, "c"), "Herald", day+"T12:00:00Z", "In the south", []string{"At least 20 people were killed when Israeli jets bombed a vegetable market in ", "Israeli jets hit the vegetable market of ", "Israeli jets shelled the vegetable market in "}[i]+town+[]string{"", " and killed at least 20 people", ", killing at least 20 people,"}[i]+" in Lebanon on Wednesday.\n\n"+[]string{"Shops stayed shut in the evening.", "A boy sold ice by the gate of the castle.", "Nobody came to the concert at the old mill."}[i])
		add(fmt.Sprint(i, "d"), "Herald", fmt.Sprintf("2026-03-%02dT12:00:00Z", 5+7*i), "Word from Jerusalem", "Israel denied on Thursday that its jets had struck a vegetable market in "+town+".\n\nThe weather was fine.")
		add(fmt.Sprint(i, "e"), "Reuters", fmt.Sprintf("2026-03-%02dT09:00:00Z", 5+7*i), "CORRECTED: Strike on market", "Israeli jets struck a vegetable market in "+town+" in Lebanon on Wednesday, killing nine people.\n\nSailors slept on the quay.")
		add(fmt.Sprint(i, "f"), "Star", fmt.Sprintf("2026-03-%02dT09:00:00Z", 3+7*i), "Talks", "The foreign ministers of Kenya and Ethiopia will meet in Nairobi on Friday to talk about "+topic+".")
		add(fmt.Sprint(i, "g"), "Star", fmt.Sprintf("2026-03-%02dT19:00:00Z", 6+7*i), "Talks", "The foreign ministers of Kenya and Ethiopia met in Nairobi on Friday to talk about "+topic+".")
	}
	return b.String()
}

// In whatever order and runs the articles came, merged after each run or at
// the end, the release is the same, byte for byte, in all formats.
func TestEventsOrder(t *testing.T) {
	var want map[string]string
	for seed := range 4 {
		articles := code(t, told())
		r := rand.New(rand.NewPCG(uint64(seed), 1))
		if seed > 0 {
			r.Shuffle(len(articles), func(i, j int) { articles[i], articles[j] = articles[j], articles[i] })
		}
		dir := t.TempDir()
		w, err := store.OpenWriter(t.Context(), dir, store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for len(articles) > 0 {
			n := min(len(articles), []int{100, 1, 4, 9}[seed])
			run, err := w.Begin(t.Context(), store.RunOptions{Versions: articles[0].Story.Versions})
			if err != nil {
				t.Fatal(err)
			}
			for _, a := range articles[:n] {
				if _, err := run.Add(t.Context(), a); err != nil {
					t.Fatal(err)
				}
			}
			if err := run.End(t.Context(), nil); err != nil {
				t.Fatal(err)
			}
			if _, err := w.Merge(t.Context(), nil); err != nil {
				t.Fatal(err)
			}
			articles = articles[n:]
		}
		release, _ := write(t, &w.Store, export.Options{Text: true, Formats: export.Formats()})
		got := content(t, release)
		if want == nil {
			want = got
		}
		for _, name := range slices.Sorted(maps.Keys(want)) {
			if got[name] != want[name] {
				t.Errorf("order %d: %s differs", seed, name)
			}
		}
		w.Close()
	}
}

// The counts of events are the same in the store, in every table and under
// every filter.
func TestEvents(t *testing.T) {
	s := fill(t, code(t, told()), 5)
	page, err := s.Events(t.Context(), store.Query{})
	if err != nil {
		t.Fatal(err)
	}
	if page.Events < 9 || page.Denied != 3 || page.Corrections != 3 || page.Reports <= page.All() {
		t.Fatalf("the articles are too plain: %+v", page.EventCounts)
	}
	for _, tt := range []struct {
		name   string
		filter export.Filter
		query  store.Query
	}{
		{"all", export.Filter{}, store.Query{}},
		{"dyad", export.Filter{Dyads: [][2]string{{"LBN", "ISR"}}}, store.Query{Dyad: [2]string{"ISR", "LBN"}}},
		{"actor", export.Filter{Actors: []string{"KEN"}}, store.Query{Code: "KEN"}},
		{"source", export.Filter{Sources: []string{"Herald"}}, store.Query{Limit: -1}},
		{"type", export.Filter{Types: []string{"CONSULT"}}, store.Query{Type: "CONSULT"}},
		{"place", export.Filter{Places: []string{"KEN"}}, store.Query{Place: "KEN"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir, done := write(t, s, export.Options{Filter: tt.filter, Formats: export.Formats()})
			agree(t, dir, done)
			if tt.query.Limit < 0 {
				return
			}
			page, err := s.Events(t.Context(), tt.query)
			if err != nil {
				t.Fatal(err)
			}
			if done.Events != page.Events || done.Denied != page.Denied || done.Corrections != page.Corrections || done.Events == 0 {
				t.Errorf("%d events, %d denied, %d corrections; the store counts %+v", done.Events, done.Denied, done.Corrections, page.EventCounts)
			}
		})
	}
	dir, _ := write(t, s, export.Options{})
	strikes := 0
	for _, e := range table(t, dir, "events") {
		if e["kind"] != "event" || e["type"] != "ASSAULT" {
			continue
		}
		strikes++
		for column, want := range map[string]string{
			"reports": "3", "articles": "3", "independent_sources": "2", "sources": "herald;reuters", "killed": "12;at least 20", "killed_min": "12", "killed_max": "",
			"killed_disputed": "true", "actor_countries": "ISR", "recipient_countries": "LBN", "status": "occurred", "date_precision": "day", "place_country": "LBN",
		} {
			if !strings.EqualFold(e[column], want) {
				t.Errorf("%s of %s is %q, want %q", column, e["event_id"], e[column], want)
			}
		}
	}
	kinds := map[string]int{}
	for _, l := range table(t, dir, "links") {
		kinds[l["kind"]]++
	}
	if strikes != 3 || kinds["corrects"] != 3 || kinds["denies"] < 3 || kinds["fulfils"] != 3 {
		t.Errorf("%d strikes, links %v", strikes, kinds)
	}
	copies := 0
	for _, m := range table(t, dir, "event_reports") {
		if m["copy_of"] != "" {
			copies++
		}
		if (m["position"] == "1") != (m["why"] == "") {
			t.Errorf("%s stands at %s because %q", m["report_id"], m["position"], m["why"])
		}
	}
	if copies != 3 {
		t.Errorf("%d copies, want 3", copies)
	}
}

// agree holds the tables of a release against one another.
func agree(t *testing.T, dir string, done *export.Summary) {
	t.Helper()
	reports, evidence := map[string]map[string]bool{}, 0
	for _, r := range table(t, dir, "reports") {
		if r["event_id"] == "" {
			t.Errorf("%s stands in no event", r["report_id"])
		}
		if reports[r["event_id"]] == nil {
			reports[r["event_id"]] = map[string]bool{}
		}
		reports[r["event_id"]][r["report_id"]] = true
		evidence++
	}
	events := table(t, dir, "events")
	if len(events) != len(reports) || len(events) != done.Events+done.Denied+done.Corrections {
		t.Errorf("%d events, reports of %d, the summary has %d, %d and %d", len(events), len(reports), done.Events, done.Denied, done.Corrections)
	}
	members := map[string]int{}
	for _, m := range table(t, dir, "event_reports") {
		members[m["event_id"]]++
		if !reports[m["event_id"]][m["report_id"]] {
			t.Errorf("%s is not of %s", m["report_id"], m["event_id"])
		}
	}
	days, dated := map[string]int{}, 0
	for _, e := range events {
		id := e["event_id"]
		if n := atoi(t, e["reports"]); n != len(reports[id]) || n != members[id] || !reports[id][e["report_id"]] {
			t.Errorf("%s counts %d reports, reports.csv has %d, event_reports.csv %d", id, n, len(reports[id]), members[id])
		}
		if n := len(strings.Split(e["sources"], ";")); n != atoi(t, e["independent_sources"]) || n > len(reports[id]) {
			t.Errorf("%s: %s sources, %q", id, e["independent_sources"], e["sources"])
		}
		if e["kind"] == "correction" || e["date_precision"] != "day" {
			continue
		}
		for _, a := range countriesOf(e["actor_countries"]) {
			for _, b := range countriesOf(e["recipient_countries"]) {
				days[a+b+e["date"]]++
				dated++
			}
		}
	}
	for _, row := range table(t, dir, "dyad_day") {
		n, parts := atoi(t, row["events"]), 0
		for _, c := range []string{"events_verbal_cooperation", "events_material_cooperation", "events_verbal_conflict", "events_material_conflict", "events_not_occurred"} {
			parts += atoi(t, row[c])
		}
		want := days[row["actor"]+row["recipient"]+row["day"]]
		if n != parts || n < want || n > atoi(t, row["reports"]) && want == 0 {
			t.Errorf("%v: %d events, the parts make %d, events.csv has %d", row, n, parts, want)
		}
	}
	mentions := map[string]int{}
	for _, m := range tabs(t, dir, "gdelt.mentions.CSV", 16) {
		mentions[m[0]]++
	}
	for _, e := range tabs(t, dir, "gdelt.export.CSV", 61) {
		if atoi(t, e[31]) != mentions[e[0]] {
			t.Errorf("GDELT: %s mentions, the table has %d", e[31], mentions[e[0]])
		}
	}
	for _, f := range done.Files {
		if f.Name == "events.parquet" && f.Rows != len(events) || f.Name == "polecat.tsv" && f.Rows > done.Events {
			t.Errorf("%s has %d rows", f.Name, f.Rows)
		}
	}
}

func countriesOf(cell string) []string {
	list := slices.DeleteFunc(strings.Split(cell, ";"), func(s string) bool { return s == "" })
	slices.Sort(list)
	return slices.Compact(list)
}

// What is not merged yet is exported, without an event, and said to be so.
func TestUnmerged(t *testing.T) {
	dir := t.TempDir()
	w, err := store.OpenWriter(t.Context(), dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	articles := code(t, told())
	run, err := w.Begin(t.Context(), store.RunOptions{Versions: articles[0].Story.Versions})
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range articles {
		if _, err := run.Add(t.Context(), a); err != nil {
			t.Fatal(err)
		}
	}
	if err := run.End(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	release, done := write(t, &w.Store, export.Options{})
	if len(table(t, release, "events")) != 0 || done.Events != 0 || done.Reports == 0 || !strings.Contains(fmt.Sprint(done.Notes), fmt.Sprintf("%d reports are not merged yet", done.Reports)) {
		t.Errorf("%+v", done)
	}
}
