package lexicon

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"casus/doc"
	"casus/span"
)

// overlayDir writes pairs of name and text into a folder, with "|" for tabs.
func overlayDir(t *testing.T, pairs ...string) string {
	t.Helper()
	dir := t.TempDir()
	for name, f := range files(pairs...) {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, f.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// overlaid reads a small lexicon with an overlay on it.
func overlaid(t *testing.T, base []string, over ...string) (*Lexicon, error) {
	t.Helper()
	errs := &span.Errors{}
	l, err := readOverlay(overlayDir(t, over...), errs)
	if err != nil {
		t.Fatal(err)
	}
	return load(errs, baseLayer(files(base...), errs), l)
}

var smallBase = []string{
	"states.tsv", twoStates, "en/offices.tsv", someWords,
	"en/state-names.tsv", "IRN|name|Persia|-|unverified\n",
	"en/agents.tsv", "CVL|settler||unverified\n",
	"en/aliases/persons.tsv", "ali-rezaei|Big Ali|-|unverified\nali-rezaei|Rezaei|-|unverified\n",
	"en/predicates/a.txt", "= attack/v ASSAULT 190\n  + Rebels attacked.\n  - He did not.\n= attack/v ACCUSE 112\n  has obj:plan\n  + He attacked the plan.\n  - He did.\n",
	"actors/persons.tsv", person + "ali-rezaei|person|Ali Rezaei|IRN|GOV|minister|2023||unverified\n",
}

func TestOverlayRoles(t *testing.T) {
	const head = "ali-rezaei|person|Ali Rezaei|IRN|GOV|"
	tests := []struct {
		name, rows string
		want       string // the roles, in order
	}{
		{"a later role is added", head + "president|2025-02||my notes\n", "president 2019-2021-06, minister 2023-, president 2025-02-"},
		{"an earlier role is put in its place", head + "president|2015|2017|x\n", "president 2015-2017, president 2019-2021-06, minister 2023-"},
		{"the same first day replaces", head + "minister|2023|2024-05-01|x\n", "president 2019-2021-06, minister 2023-2024-05-01"},
		{"line ends of another system", strings.ReplaceAll(head+"minister|2023|2024-05-01|x\n", "\n", "\r\n"), "president 2019-2021-06, minister 2023-2024-05-01"},
		{"the rows need no order", "zed|person|Zed Zed|IRN|GOV|minister|||x\n" + head + "minister|2024||x\n" + head + "minister|2022||x\n", "president 2019-2021-06, minister 2022-, minister 2023-, minister 2024-"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			lex, err := overlaid(t, smallBase, "actors/mine.tsv", test.rows)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, r := range lex.Actor("ali-rezaei").Roles {
				got = append(got, r.Office+" "+r.From.String()+"-"+r.To.String())
			}
			if s := strings.Join(got, ", "); s != test.want {
				t.Errorf("got  %s\nwant %s", s, test.want)
			}
		})
	}
}

func TestOverlayWords(t *testing.T) {
	lex, err := overlaid(t, smallBase,
		"actors/mine.tsv", "new-one|person|New One|IRN|GOV|minister|2020||x\nali-rezaei|person|Ali Rezaii|IRN|GOV|minister|2023||x\n",
		"en/aliases/mine.tsv", "ali-rezaei|Rezaei|weak|x\nali-rezaei|Big Ali|drop|x\nnew-one|Novus|-|x\nnew-one|Nobody|drop|x\n",
		"en/state-names.tsv", "IRN|name|Persia|drop|x\n",
		"en/agents.tsv", "REB|settler||x\n",
		"notes.md", "free text\n",
	)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		text, want string
	}{
		{"Rezaei", "ali-rezaei weak overlay:en/aliases/mine.tsv:1"},
		{"Big Ali", ""},
		{"Ali Rezaii", "ali-rezaei overlay:actors/mine.tsv:2"},
		{"Ali Rezaei", "ali-rezaei actors/persons.tsv:1"},
		{"Novus", "new-one overlay:en/aliases/mine.tsv:3"},
		{"Persia", ""},
		{"settlers", "REB overlay:en/agents.tsv:1"},
	} {
		got := ""
		for _, m := range lex.Match(nil, test.text, 0) {
			if m.Alias.Actor != nil {
				got += m.Alias.Actor.ID
			} else {
				got += m.Alias.Sector
			}
			if m.Alias.Weak {
				got += " weak"
			}
			got += " " + m.Alias.Line
		}
		if got != test.want {
			t.Errorf("%s: got %q, want %q", test.text, got, test.want)
		}
	}
	if got := lex.Actor("ali-rezaei").Name; got != "Ali Rezaii" {
		t.Errorf("name %q, want that of the overlay", got)
	}
	if len(lex.idle) != 1 || lex.idle[0].Lines[0] != "overlay:en/aliases/mine.tsv:4" {
		t.Errorf("idle %+v, want the line that drops nothing", lex.idle)
	}
}

func TestOverlayPredicates(t *testing.T) {
	lex, err := overlaid(t, smallBase, "en/predicates/mine.txt",
		"= attack/v -\n  has obj:plan\n= attack/v ASSAULT 195\n  + They attacked.\n  - No.\n= shell/v ASSAULT 194\n  + They shelled it.\n  - No.\n= praise/v -\n")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range lex.Predicates() {
		got = append(got, p.ID+" "+p.CAMEO+" "+p.Line)
	}
	want := "attack/v 195 overlay:en/predicates/mine.txt:3, shell/v 194 overlay:en/predicates/mine.txt:6"
	if s := strings.Join(got, ", "); s != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
	if len(lex.predicates.idle) != 1 || lex.predicates.idle[0].Lines[0] != "overlay:en/predicates/mine.txt:9" {
		t.Errorf("idle %+v, want the entry that drops nothing", lex.predicates.idle)
	}
}

// TestOverlayFirst holds that of two entries with as many conditions the
// overlay's comes first, and that the ids of the others do not move.
func TestOverlayFirst(t *testing.T) {
	lex, err := overlaid(t, smallBase, "en/predicates/mine.txt", "= attack/v THREATEN 130\n  has obj:village\n  + They attacked the village.\n  - No.\n")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range lex.Lexeme("attack").Predicates('v') {
		got = append(got, p.ID+" "+p.Type.String())
	}
	if s, want := strings.Join(got, ", "), "attack/v#3 THREATEN, attack/v ASSAULT, attack/v#2 ACCUSE"; s != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
}

func TestOverlayFaults(t *testing.T) {
	tests := []struct {
		name, file, text string
		want             string
	}{
		{"actor of another kind", "actors/a.tsv", "ali-rezaei|group|Ali Rezaei|IRN|REB||||x\n", `actors/a.tsv:1:1: id "ali-rezaei" is of another kind at actors/persons.tsv:1`},
		{"two names", "actors/a.tsv", "ali-rezaei|person|Ali R|IRN|GOV|minister|2023||x\nali-rezaei|person|Ali Q|IRN|GOV|minister|2024||x\n", `actors/a.tsv:2:19: id "ali-rezaei" has the name "Ali R" too`},
		{"unknown office", "actors/a.tsv", "b|person|B|IRN|GOV|wizard|||x\n", `actors/a.tsv:1:20: office "wizard"`},
		{"from after to", "actors/a.tsv", "b|person|B|IRN|GOV|minister|2021|2020|x\n", `actors/a.tsv:1:34: to 2020 is not after from 2021`},
		{"no source", "actors/a.tsv", "b|person|B|IRN|GOV|minister|||\n", `actors/a.tsv:1:31: no source`},
		{"unknown actor", "en/aliases/a.tsv", "nobody|B|-|x\n", `en/aliases/a.tsv:1:1: alias of unknown actor "nobody"`},
		{"no example", "en/predicates/a.txt", "= shell/v ASSAULT 190\n", `entry "shell/v"`},
		{"file in the wrong place", "persons.tsv", "x\n", `persons.tsv: no file of a lexicon, want states.tsv`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := overlayDir(t, test.file, test.text, "en/agents.tsv", "REB|raider||x\n")
			errs := &span.Errors{}
			l, err := readOverlay(dir, errs)
			if err != nil {
				t.Fatal(err)
			}
			_, err = load(errs, baseLayer(files(smallBase...), errs), l)
			if err == nil || !strings.Contains(filepath.ToSlash(err.Error()), test.want) || !strings.Contains(err.Error(), dir) {
				t.Errorf("got  %v\nwant %s under %s", err, test.want, dir)
			}
		})
	}
}

// TestOverlayFile holds how the kind of a single file is told.
func TestOverlayFile(t *testing.T) {
	for _, test := range []struct {
		text, want string // the name in the layout, or the error
	}{
		{"# mine\n\na|person|A|IRN|GOV||||x\n", "actors/mine.tsv"},
		{"\ufeff# mine\r\n\r\na|person|A|IRN|GOV||||x\r\n", "actors/mine.tsv"},
		{"vladimir-putin|Vova|-|x\n", "en/aliases/mine.tsv"},
		{"= shell/v ASSAULT 190\n", "en/predicates/mine.txt"},
		{"a|b\n", "mine:1:1: 2 columns, want nine"},
		{"# nothing\n", "mine: empty"},
	} {
		dir := overlayDir(t, "mine", test.text)
		l, err := readOverlay(filepath.Join(dir, "mine"), &span.Errors{})
		got := ""
		if err != nil {
			got = err.Error()
		} else {
			got = l.names[0]
		}
		if !strings.Contains(got, test.want) {
			t.Errorf("%q: got %s, want %s", test.text, got, test.want)
		}
	}
}

// TestOverlayVersion holds that the version is that of the program's lexicon
// with the overlay's after it, wherever the overlay lies.
func TestOverlayVersion(t *testing.T) {
	base, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	const text = "new-one|person|New One|IRN|GOV|minister|2020||x\n"
	var versions []string
	for _, row := range []string{text, text, strings.Replace(text, "2020", "2021", 1)} {
		lex, err := LoadOverlay(overlayDir(t, "actors/mine.tsv", row))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(lex.Version(), base.Version()+"+") {
			t.Errorf("version %s does not begin with %s", lex.Version(), base.Version())
		}
		if role, ok := lex.Actor("new-one").On(doc.Date{Year: 2022}); !ok || role.Line != "overlay:actors/mine.tsv:1" {
			t.Errorf("role %+v, %v", role, ok)
		}
		versions = append(versions, lex.Version())
	}
	if versions[0] != versions[1] || versions[0] == versions[2] {
		t.Errorf("versions %q, want the first two equal and the third not", versions)
	}
}
