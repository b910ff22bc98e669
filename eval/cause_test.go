package eval

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// shelling is an annotated story of one sentence with one report.
const shelling = `{"type":"ASSAULT","actors":[{"text":"Ugandan army","country":"UGA","sector":"MIL"}],"recipients":[{"text":"the camp","country":"KEN","sector":"REF"}],` +
	`"trigger":"shelled the camp","sentences":["The Ugandan army shelled the camp near Busia on Monday, Kenya said."],"date":"2026-11-16","place":{"text":"Busia","country":"KEN"},` +
	`"status":"occurred","attribution":{"text":"Kenya","country":"KEN","sector":"GOV"},"killed":{"min":3},"sure":true}`

// aLine is a story with reports and what was set aside; empty for no such list.
func aLine(reports, aside string) string {
	if aside != "" {
		aside = `,"set_aside":[` + strings.TrimSpace(aside) + `]`
	}
	return `{"id":"a","reports":[` + reports + `]` + aside + "}\n"
}

// with replaces words of a report; what is not there is a fault of the test.
func with(t *testing.T, report string, oldnew ...string) string {
	t.Helper()
	for i := 0; i < len(oldnew); i += 2 {
		if !strings.Contains(report, oldnew[i]) {
			t.Fatalf("%q is not in %s", oldnew[i], report)
		}
		report = strings.Replace(report, oldnew[i], oldnew[i+1], 1)
	}
	return report
}

func read(t *testing.T, name, text string) []Story {
	t.Helper()
	stories, err := Read(name, strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return stories
}

func causesOf(r *Result) []string {
	var list []string
	for _, d := range r.Differences {
		list = append(list, d.Type+" "+d.Cause)
	}
	return list
}

// TestCauses explains one annotated report, or two, against what was coded.
func TestCauses(t *testing.T) {
	const aside = `{"sentence":"The Ugandan army shelled the camp near Busia on Monday, Kenya said.","trigger":"shelled","reason":"no-actor","detail":"nobody is said to do it"}`
	change := func(oldnew ...string) string { return with(t, shelling, oldnew...) }
	unsure := change(`"sure":true`, `"sure":false`)
	elsewhere := `"sentences":["Nothing of the kind was told at the market."]`
	here := `"sentences":["The Ugandan army shelled the camp near Busia on Monday, Kenya said."]`
	accusal := change(`"ASSAULT"`, `"ACCUSE"`, "shelled the camp", "said", "Ugandan army", "Kenya", "UGA", "KEN")
	tests := []struct {
		name, gold, coded, aside string
		want                     []string
	}{
		{"as annotated", shelling, shelling, " ", nil},
		{"no entry", shelling, "", " ", []string{"ASSAULT missed: no entry for the trigger"}},
		{"no list of what was set aside", shelling, "", "", []string{"ASSAULT missed: no report for the trigger"}},
		{"set aside", shelling, "", aside, []string{"ASSAULT missed: set aside: no-actor"}},
		{"set aside in the headline, in another form", shelling, "", strings.Replace(aside, `"shelled"`, `"shelling"`, 1), []string{"ASSAULT missed: set aside: no-actor"}},
		{"another word set aside", shelling, "", strings.Replace(aside, `"shelled"`, `"said"`, 1), []string{"ASSAULT missed: no entry for the trigger"}},
		{"set aside in another sentence", shelling, "", strings.Replace(aside, "The Ugandan army shelled the camp near Busia", "They had never shelled it before", 1), []string{"ASSAULT missed: no entry for the trigger"}},
		{"its empty words set aside", change("shelled the camp", "did it to the camp"), "", strings.Replace(aside, `"shelled"`, `"did"`, 1), []string{"ASSAULT missed: no entry for the trigger"}},
		{"another type", shelling, change(`"ASSAULT"`, `"COERCE"`), aside, []string{"ASSAULT missed: coded as another type: COERCE", "COERCE false: another type in gold: ASSAULT"}},
		{"its first word counts", shelling, change(`"ASSAULT"`, `"COERCE"`, "shelled the camp", "camp"), aside, []string{"ASSAULT missed: set aside: no-actor", "COERCE false: another type in gold: ASSAULT"}},
		{"joined", shelling + "," + change("Ugandan army", "Sudanese army", "UGA", "SDN"), shelling, " ", []string{"ASSAULT missed: joined with another report"}},
		{"joined before nothing", shelling + "," + accusal, accusal, " ", []string{"ASSAULT missed: no entry for the trigger"}},
		{"nothing there", "", shelling, " ", []string{"ASSAULT false: nothing there in gold"}},
		{"unsure and of its type", unsure, shelling, " ", nil},
		{"unsure and missed", unsure, "", " ", nil},
		{"unsure and of another type", unsure, change(`"ASSAULT"`, `"COERCE"`), " ", []string{"COERCE false: gold has it unsure"}},
		{"another event", shelling, shelling + "," + accusal, " ", []string{"ACCUSE false: another event there in gold"}},
		{"told twice", shelling, shelling + "," + shelling, " ", []string{"ASSAULT false: told twice"}},
		{"told twice, by another word", shelling, shelling + "," + change("shelled the camp", "fired"), " ", []string{"ASSAULT false: told twice"}},
		{"false elsewhere", shelling, shelling + "," + change(here, elsewhere), " ", []string{"ASSAULT false: nothing there in gold"}},
		{"another event paired", shelling, change("shelled the camp", "near", "UGA", "SDN", "KEN", "SDN"), " ", []string{"ASSAULT paired: another event of the sentence"}},
		{"two sides wrong, the word right", shelling, change("Ugandan army", "Sudan", "UGA", "SDN", "the camp", "village", "KEN", "SDN"), " ", []string{"ASSAULT actor: somebody else", "ASSAULT recipient: somebody else"}},
		{"fields", shelling, change("occurred", "planned", "2026-11-16", "2026-11", `"place":{"text":"Busia","country":"KEN"}`, `"place":null`, `{"min":3}`, `4`, `"sure"`, `"background":true,"mode":"aerial","sure"`), " ", []string{
			"ASSAULT status: planned for occurred", "ASSAULT mode: added", "ASSAULT background: added", "ASSAULT date: less exact", "ASSAULT place: missing", "ASSAULT killed: other",
		}},
		{"other values", shelling, change("2026-11-16", "2026-11-15", `"Busia","country":"KEN"`, `"Busia","country":"UGA"`, `"Kenya","country":"KEN"`, `"Sudan","country":"SDN"`), " ", []string{
			"ASSAULT date: other", "ASSAULT place: other", "ASSAULT attribution: other source",
		}},
		{"left out", shelling, change(`"2026-11-16"`, "null", `{"text":"Kenya","country":"KEN","sector":"GOV"}`, "null"), " ", []string{"ASSAULT date: missing", "ASSAULT attribution: missing"}},
		{"made up", change(`"2026-11-16"`, "null", `{"text":"Kenya","country":"KEN","sector":"GOV"}`, "null", `{"text":"Busia","country":"KEN"}`, "null"), shelling, " ", []string{
			"ASSAULT date: added", "ASSAULT place: added", "ASSAULT attribution: added",
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := Score(read(t, "coded", aLine(test.coded, test.aside)), read(t, "gold", aLine(test.gold, "")))
			if diff := cmp.Diff(test.want, causesOf(r)); diff != "" {
				t.Errorf("causes: -want +got\n%s", diff)
			}
			accounts(t, r)
		})
	}
}

// TestSideCauses compares one side of a pair.
func TestSideCauses(t *testing.T) {
	entity := func(text, country, sector string) Entity {
		e := Entity{Text: text}
		if country != "" {
			e.Country = &country
		}
		if sector != "" {
			e.Sector = &sector
		}
		return e
	}
	army, kenya, sudan, men := entity("Ugandan army", "UGA", "MIL"), entity("Kenya", "KEN", "GOV"), entity("Sudan", "SDN", "GOV"), entity("armed men", "", "UAF")
	side := func(list ...Entity) []Entity { return list }
	tests := []struct {
		name        string
		coded, gold []Entity
		want        []string
	}{
		{"nobody", nil, nil, nil},
		{"missing", nil, side(army), []string{"actor: missing"}},
		{"added", side(army), nil, []string{"actor: added"}},
		{"the same", side(army), side(army), nil},
		{"somebody else", side(kenya), side(army), []string{"actor: somebody else"}},
		{"other men", side(entity("gunmen", "", "")), side(men), []string{"actor: somebody else"}},
		{"men of a country", side(entity("the armed men", "MLI", "UAF")), side(men), []string{"actor: extra country"}},
		{"wrong country", side(entity("the army", "KEN", "MIL")), side(army), []string{"actor: wrong country"}},
		{"no country", side(entity("army", "", "MIL")), side(army), []string{"actor: no country"}},
		{"extra country", side(army, kenya), side(army), []string{"actor: extra country"}},
		{"country left out", side(army), side(army, kenya), []string{"actor: country left out"}},
		{"both", side(army, sudan), side(army, kenya), []string{"actor: extra country", "actor: country left out"}},
		{"sector", side(entity("Uganda", "UGA", "GOV")), side(army), []string{"actor: sector"}},
		{"too many", side(army, army, army, army), side(army), []string{"actor: too many"}},
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.want, sideCauses("actor", test.coded, test.gold)); diff != "" {
			t.Errorf("%s: -want +got\n%s", test.name, diff)
		}
		if right := sameSide(test.coded, test.gold) && sameSector(test.coded, test.gold); right && slices.ContainsFunc(test.want, func(c string) bool {
			return c != "actor: extra country" && c != "actor: country left out"
		}) {
			t.Errorf("%s: the measure holds it to be right, the causes %v", test.name, test.want)
		}
	}
}

// accounts holds that every difference that the measure counts has its cause:
// one for each missed and each false report, and only causes of CauseNames.
func accounts(t *testing.T, r *Result) {
	t.Helper()
	kinds := map[string]int{}
	for _, d := range r.Differences {
		kind, _, _ := strings.Cut(d.Cause, ":")
		kinds[kind]++
		if !named(d.Cause) {
			t.Errorf("cause %q is not in CauseNames", d.Cause)
		}
	}
	if kinds["missed"] != r.Gold-r.Reports || kinds["false"] != r.Coded-r.Reports {
		t.Errorf("%d missed and %d false have a cause, want %d and %d", kinds["missed"], kinds["false"], r.Gold-r.Reports, r.Coded-r.Reports)
	}
	all := r.Causes(0)[0]
	sum := 0
	for _, c := range all.Causes {
		sum += c.Count
	}
	if all.Count != len(r.Differences) || sum != all.Count {
		t.Errorf("%d differences, %d said to be, %d in the causes", len(r.Differences), all.Count, sum)
	}
}

// named reports whether a cause is one of CauseNames, filled in.
func named(cause string) bool {
	for _, name := range CauseNames() {
		pattern := regexp.MustCompile(`\b[A-Z]{4,}\b`).ReplaceAllString(regexp.QuoteMeta(name), ".+")
		if regexp.MustCompile("^" + pattern + "$").MatchString(cause) {
			return true
		}
	}
	return false
}

// TestCausesCount holds order, numbers and examples over stories of random
// words, and that they are the same twice.
func TestCausesCount(t *testing.T) {
	pred, gold := readFile(t, "testdata/many-coded.jsonl"), readFile(t, "testdata/many-gold.jsonl")
	r := Score(pred, gold)
	accounts(t, r)
	list := r.Causes(2)
	if diff := cmp.Diff(list, Score(pred, gold).Causes(2)); diff != "" {
		t.Errorf("twice: %s", diff)
	}
	sum := 0
	for _, ty := range list[1:] {
		sum += ty.Count
		for i, c := range ty.Causes {
			if len(c.Examples) != min(c.Count, 2) {
				t.Errorf("%s %s: %d examples of %d", ty.Type, c.Name, len(c.Examples), c.Count)
			}
			if i > 0 && (c.Count > ty.Causes[i-1].Count || c.Count == ty.Causes[i-1].Count && c.Name <= ty.Causes[i-1].Name) {
				t.Errorf("%s: %d %s stands behind %d %s", ty.Type, c.Count, c.Name, ty.Causes[i-1].Count, ty.Causes[i-1].Name)
			}
		}
	}
	if list[0].Type != "all" || list[0].Count == 0 || sum != list[0].Count {
		t.Errorf("%d of %s, the types have %d", list[0].Count, list[0].Type, sum)
	}
}

// TestCausesAbsent explains a story that the coded file lacks.
func TestCausesAbsent(t *testing.T) {
	r := Score(nil, read(t, "gold", aLine(shelling, "")))
	if diff := cmp.Diff([]string{"ASSAULT missed: story not in the coded file"}, causesOf(r)); diff != "" || r.Unexplained != 0 {
		t.Errorf("-want +got\n%s%d unexplained, want 0", diff, r.Unexplained)
	}
}

func TestPrintCauses(t *testing.T) {
	coded := aLine(with(t, shelling, "occurred", "planned"), "")
	var b strings.Builder
	r := Score(read(t, "coded", coded), read(t, "gold", aLine(shelling+","+with(t, shelling, "ASSAULT", "AID", "shelled the camp", "gave\\n  bread", "occurred", "ongoing"), "")))
	r.PrintCauses(&b, r.Causes(1)[:1])
	const want = `1 missed, 0 false, 1 in pairs: 2 differences
of 1 missed reports the coded file does not say what was set aside; "casus code --json" prints it as set_aside

all 2
    1  missed: no report for the trigger
       a AID [gave bread] “The Ugandan army shelled the camp near Busia on Monday, Kenya said.”
         coded —
         want  Ugandan army (UGA) → the camp (KEN), ongoing
    1  status: planned for occurred
       a ASSAULT [shelled the camp] “The Ugandan army shelled the camp near Busia on Monday, Kenya said.”
         coded planned
         want  occurred
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestStem(t *testing.T) {
	for _, same := range []string{"kill kills killed killing", "bomb bombing bombings", "ban bans banned banning", "urge urges urged urging", "sanction sanctions sanctioned", "press pressed"} {
		list := strings.Fields(same)
		for _, w := range list {
			if stem(w) != stem(list[0]) {
				t.Errorf("stem(%q) = %q, stem(%q) = %q; want the same", w, stem(w), list[0], stem(list[0]))
			}
		}
	}
	for _, pair := range [][2]string{{"met", "meet"}, {"strike", "stroke"}, {"red", "re"}, {"passes", "pass on"}, {"ing", "s"}} {
		if a, b := stem(pair[0]), stem(pair[1]); a == b || a == "" {
			t.Errorf("stem(%q) = %q, stem(%q) = %q; want two", pair[0], a, pair[1], b)
		}
	}
}
