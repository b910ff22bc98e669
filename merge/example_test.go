package merge_test

import (
	"encoding/json"
	"fmt"
	"log"

	"casus/merge"
	"casus/record"
)

// Two outlets tell of one strike, with figures that do not agree.
func Example() {
	var stories []*record.Story
	for _, line := range []string{
		`{"document":"a","publisher":"Herald","published":"2026-11-04T09:00:00Z","reports":[{"id":"r_01","type":"ASSAULT","status":"occurred","trigger":"struck",
		  "actors":[{"text":"Israeli jets","country":"ISR","sector":"MIL"}],"date":"2026-11-03","place":{"text":"Tyre","name":"Tyre","level":"city","id":"267008"},
		  "killed":{"text":"12","min":12,"max":12},"sentences":["Israeli jets struck a vegetable market in Tyre on Tuesday, killing 12."]}]}`,
		`{"document":"b","publisher":"Post","published":"2026-11-04T11:00:00Z","reports":[{"id":"r_02","type":"ASSAULT","status":"occurred","trigger":"hit",
		  "actors":[{"text":"Israel","country":"ISR","sector":"MIL"}],"date":"2026-11-03","place":{"text":"Tyre","name":"Tyre","level":"city","id":"267008"},
		  "killed":{"text":"at least 20","min":20},"sentences":["At least 20 people died when Israel hit a market in Tyre on Tuesday."]}]}`,
	} {
		s := new(record.Story)
		if err := json.Unmarshal([]byte(line), s); err != nil {
			log.Fatal(err)
		}
		stories = append(stories, s)
	}
	r := merge.Stories(stories, nil)
	fmt.Printf("%d events / %d reports / %d sources\n", r.Counts.Events, r.Counts.Reports, r.Counts.Sources)
	e := r.Events[0]
	for _, m := range e.Members[1:] {
		fmt.Printf("%s: %s with %s: %s\n", e.ID, m.Report.ID, m.With, m.Why)
	}
	for _, f := range e.Killed {
		fmt.Println("killed", f.Text, f.Reports, f.Disputed)
	}
	// Output:
	// 1 events / 2 reports / 2 sources
	// e_01: r_02 with r_01: the same day; in Tyre; ISR MIL; words market; killed disputed
	// killed 12 [r_01] true
	// killed at least 20 [r_02] true
}
