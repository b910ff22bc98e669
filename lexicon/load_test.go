package lexicon

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"casus/doc"
	"casus/span"
)

// files makes a file system of names and contents, with spaces for tabs where
// a line is written with " | " between its fields.
func files(pairs ...string) fstest.MapFS {
	m := fstest.MapFS{}
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i]] = &fstest.MapFile{Data: []byte(strings.ReplaceAll(pairs[i+1], "|", "\t"))}
	}
	return m
}

const (
	twoStates = "GBR|GB|826|200|200|United Kingdom|member|unverified\nIRN|IR|364|630|630|Iran|member|unverified\n"
	someWords = "minister|GOV|minister|unverified\npresident|GOV|president|unverified\n"
	person    = "ali-rezaei|person|Ali Rezaei|IRN|GOV|president|2019|2021-06|unverified\n"
)

func TestLoad(t *testing.T) {
	lex, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	if got := lex.Adjective("IRN"); got != "Iranian" {
		t.Errorf("adjective of IRN is %q, want Iranian", got)
	}
	if len(lex.Version()) != 64 {
		t.Errorf("version is %q, want a SHA-256", lex.Version())
	}
	again, err := Load()
	if err != nil || again.Version() != lex.Version() {
		t.Errorf("second load: version %s, error %v; want %s", again.Version(), err, lex.Version())
	}
}

func TestLoadFaults(t *testing.T) {
	const persons, aliases, names = "actors/persons.tsv", "en/aliases/persons.tsv", "en/state-names.tsv"
	tests := []struct {
		name, file, text string
		want             string // beginning of the message
	}{
		{"too few columns", "states.tsv", "IRN|IR\n", `states.tsv:1:1: 2 columns, want 8`},
		{"too many columns", names, "IRN|name|Iran|-|unverified|x\n", names + `:1:1: 6 columns, want 5`},
		{"comments and blank lines count", "states.tsv", "# head\n\nIRN|IR\n", `states.tsv:3:1: 2 columns`},
		{"lower-case state code", "states.tsv", "irn|IR|364|||Iran|member|unverified\n", `states.tsv:1:1: code "irn"`},
		{"bad alpha-2", "states.tsv", "IRN|I|364|||Iran|member|unverified\n", `states.tsv:1:5: code "I"`},
		{"bad numeric", "states.tsv", "IRN|IR|36|||Iran|member|unverified\n", `states.tsv:1:8: number "36"`},
		{"bad COW number", "states.tsv", "IRN|IR|364|x||Iran|member|unverified\n", `states.tsv:1:12: number "x"`},
		{"state without name", "states.tsv", "IRN|IR|364||||member|unverified\n", `states.tsv:1:14: no name`},
		{"state of unknown kind", "states.tsv", "IRN|IR|364|||Iran|empire|unverified\n", `states.tsv:1:19: kind "empire"`},
		{"state given twice", "states.tsv", "IRN|IR|364|||Iran|member|unverified\nIRN|IR|364|||Persia|member|unverified\n", `states.tsv:2:1: country code "IRN" given twice`},
		{"no source", names, "IRN|name|Iran|-|\n", names + `:1:17: no source`},
		{"source not listed", names, "IRN|name|Iran|-|atlas\n", names + `:1:17: source "atlas" not in SOURCES.md`},
		{"duplicate line", names, "IRN|name|Iran|-|unverified\nIRN|name|Iran|-|unverified\n", names + `:2:1: duplicate line`},
		{"not sorted", names, "IRN|name|Iran|-|unverified\nGBR|name|Britain|-|unverified\n", names + `:2:1: not sorted`},
		{"unknown country", names, "UKX|name|Britain|-|unverified\n", names + `:1:1: country code "UKX" not in states.tsv`},
		{"unknown kind of name", names, "IRN|nick|Iran|-|unverified\n", names + `:1:5: kind "nick"`},
		{"name without a country", names, "-|name|Iran|-|unverified\n", names + `:1:1: a name without a country`},
		{"nobody with a country", names, "IRN|not|Gulf of Iran|-|unverified\n", names + `:1:1: words that stand for nobody`},
		{"unknown flag", names, "IRN|name|Iran|loud|unverified\n", names + `:1:15: flag "loud"`},
		{"flag twice", names, "IRN|name|Iran|weak weak|unverified\n", names + `:1:15: flag "weak" twice`},
		{"no words", names, "IRN|name||-|unverified\n", names + `:1:10: words "": no words`},
		{"words too long", names, "IRN|name|" + strings.Repeat("a", 60) + "|-|unverified\n", names + `:1:10: words`},
		{"space at an end", names, "IRN|name| Iran|-|unverified\n", names + `:1:10: field " Iran" has white space at an end`},
		{"carriage return", names, "IRN|name|Iran|-|unverified\r\n", names + `:1:17: field "unverified\r"`},
		{"not UTF-8", names, "IRN|name|Ir\xffn|-|unverified\n", names + `:1:1: line is not UTF-8`},
		{"key of two sectors", "en/offices.tsv", "aide|-|helper|unverified\naide|GOV|aide|unverified\n", `en/offices.tsv:2:6: key "aide" has sector`},
		{"key with a space", "en/organs.tsv", "the army|MIL|army|unverified\n", `en/organs.tsv:1:1: key "the army"`},
		{"unknown sector", "en/agents.tsv", "XYZ|police|=|unverified\n", `en/agents.tsv:1:1: sector "XYZ" not in the codebook`},
		{"unknown kind of actor", persons, "a|alien|A|IRN|GOV||||unverified\n", persons + `:1:3: kind "alien"`},
		{"unknown office", persons, "a|person|A|IRN|GOV|wizard|||unverified\n", persons + `:1:20: office "wizard" not a key`},
		{"no such day", persons, "a|person|A|IRN|GOV||2021-02-30||unverified\n", persons + `:1:21: date "2021-02-30" has no such day`},
		{"date in another form", persons, "a|person|A|IRN|GOV|||1.2.2021|unverified\n", persons + `:1:22: date "1.2.2021": want`},
		{"from not before to", persons, "a|person|A|IRN|GOV||2021|2021-01-01|unverified\n", persons + `:1:26: to 2021-01-01 is not after from 2021`},
		{"bad id", persons, "a b|person|A|IRN|GOV||||unverified\n", persons + `:1:1: id "a b"`},
		{"person without name", persons, "a|person||IRN|GOV||||unverified\n", persons + `:1:10: no name`},
		{"another name", persons, "a|person|A|IRN|GOV||||unverified\na|person|B|GBR|GOV||||unverified\n", persons + `:2:1: id "a" is another kind or name at ` + persons + ":1"},
		{"another kind", persons, "a|person|A|IRN|GOV||||unverified\na|group|A|GBR|GOV||||unverified\n", persons + `:2:1: id "a" is another kind or name`},
		{"id of a state", persons, "IRN|person|Iran|IRN|GOV||||unverified\n", persons + `:1:1: id "IRN" is another kind or name`},
		{"same role twice", persons, person + "ali-rezaei|person|Ali Rezaei|IRN|GOV|president|2019|2021-06|phoenix\n", persons + `:2:61: source "phoenix" not in`},
		{"roles out of order", persons, person + "ali-rezaei|person|Ali Rezaei|IRN|GOV|minister|2015|2017|unverified\n", persons + `:2:47: not sorted: from 2015 after 2019`},
		{"actors out of order", persons, "b|person|B|IRN|GOV||||unverified\na|person|A|IRN|GOV||||unverified\n", persons + `:2:1: not sorted: "a" after "b"`},
		{"alias of nobody", aliases, "nobody|Nobody|-|unverified\n", aliases + `:1:1: alias of unknown actor "nobody"`},
		{"alias with a flag of names", aliases, "GBR|Albion|singular|unverified\n", aliases + `:1:12: flag "singular"`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			fsys := files("states.tsv", twoStates, "en/offices.tsv", someWords, test.file, test.text)
			_, err := LoadFS(fsys)
			if err == nil {
				t.Fatalf("no error for\n%s", test.text)
			}
			var fault *span.Error
			if !errors.As(err, &fault) {
				t.Fatalf("error %v holds no *span.Error", err)
			}
			if !strings.Contains(err.Error(), test.want) {
				t.Errorf("got  %v\nwant %s", err, test.want)
			}
		})
	}
}

func TestLoadCollectsFaults(t *testing.T) {
	_, err := LoadFS(files(
		"states.tsv", twoStates,
		"en/agents.tsv", "COP|police|=\nXYZ|rebel||unverified\n",
		"actors/persons.tsv", "a|person|A|XXX|GOV|||bad|unverified\n",
	))
	var places []string
	for _, line := range strings.Split(strings.TrimPrefix(err.Error(), "read lexicon: "), "\n") {
		place, _, _ := strings.Cut(line, ": ")
		places = append(places, place)
	}
	want := []string{"en/agents.tsv:1:1", "en/agents.tsv:2:1", "actors/persons.tsv:1:12", "actors/persons.tsv:1:22"}
	if !slices.Equal(places, want) {
		t.Errorf("faults at %q, want %q", places, want)
	}
}

func TestActorInTwoFiles(t *testing.T) {
	_, err := LoadFS(files("states.tsv", twoStates, "en/offices.tsv", someWords,
		"actors/a.tsv", person, "actors/b.tsv", strings.Replace(person, "2021-06", "2022", 1)))
	if err == nil || !strings.Contains(err.Error(), "actors/b.tsv:1:1: id \"ali-rezaei\" is in two files, the other is at actors/a.tsv:1") {
		t.Errorf("got %v, want a fault about two files", err)
	}
}

func TestLookUps(t *testing.T) {
	lex, err := LoadFS(files(
		"states.tsv", twoStates,
		"SOURCES.md", "# Sources\n\n## atlas\n\nAn atlas.\n",
		"en/state-names.tsv", "GBR|adjective|British|-|atlas\nGBR|adjective|UK|exact|atlas\nGBR|name|Britain|-|atlas\n",
		"en/offices.tsv", someWords+"spokesman|-|spokesman|unverified\n",
		"en/organs.tsv", "army|MIL|army|unverified\n",
		"actors/persons.tsv", person+"ali-rezaei|person|Ali Rezaei|IRN|GOV|minister|2023||unverified\n",
		"en/aliases/persons.tsv", "ali-rezaei|Rezaei|weak|unverified\n",
	))
	if err != nil {
		t.Fatal(err)
	}
	if c := lex.State("GBR"); c == nil || c.Name != "United Kingdom" || c.ISO2 != "GB" || c.Numeric != "826" || c.COW != "200" || c.Kind != "member" {
		t.Errorf("GBR is %+v", c)
	}
	if lex.State("UKX") != nil || lex.StateName("UKX") != "UKX" || lex.Adjective("UKX") != "" {
		t.Error("UKX is known")
	}
	if got := lex.Adjective("GBR"); got != "British" {
		t.Errorf("adjective of GBR %q", got)
	}
	if s, ok := lex.OfficeSector("president"); s != "GOV" || !ok {
		t.Errorf("president: %q %v", s, ok)
	}
	if s, ok := lex.OfficeSector("spokesman"); s != "" || !ok {
		t.Errorf("spokesman: %q %v", s, ok)
	}
	if _, ok := lex.OfficeSector("wizard"); ok {
		t.Error("wizard is an office")
	}
	if s, ok := lex.OrganSector("army"); s != "MIL" || !ok {
		t.Errorf("army: %q %v", s, ok)
	}
	var ids []string
	for a := range lex.Actors() {
		ids = append(ids, a.ID)
	}
	if want := []string{"GBR", "IRN", "ali-rezaei"}; !slices.Equal(ids, want) {
		t.Errorf("actors %q, want %q", ids, want)
	}
	a := lex.Actor("ali-rezaei")
	for _, test := range []struct {
		day    doc.Date
		office string
		ok     bool
	}{
		{doc.Date{Year: 2020, Month: 5, Day: 1}, "president", true},
		{doc.Date{Year: 2021, Month: 5, Day: 31}, "president", true},
		{doc.Date{Year: 2021, Month: 6, Day: 1}, "minister", false},
		{doc.Date{Year: 2024}, "minister", true},
	} {
		if role, ok := a.On(test.day); role.Office != test.office || ok != test.ok {
			t.Errorf("on %s: %s %v, want %s %v", test.day, role.Office, ok, test.office, test.ok)
		}
	}
	if got := a.Roles[1].Line; got != "actors/persons.tsv:2" {
		t.Errorf("line %q", got)
	}
}

// FuzzLoad feeds bytes to each reader: no panic, and what loads matches its
// own words.
func FuzzLoad(f *testing.F) {
	f.Add("states.tsv", twoStates)
	f.Add("en/state-names.tsv", "GBR\tdemonym\tBriton\t-\tunverified\nIRN\tname\tIran\tweak exact\tunverified\n")
	f.Add("en/offices.tsv", "chief-of-staff\t-\tchief of staff\tunverified\n")
	f.Add("en/agents.tsv", "COP\tpolice\t=\tunverified\nMIL\tsoldier\t\tunverified\n")
	f.Add("actors/persons.tsv", strings.ReplaceAll(person, "|", "\t"))
	f.Add("en/aliases/persons.tsv", "IRN\tIR.I.-Łódź’s\t-\tunverified\n")
	f.Add("SOURCES.md", "## a\n## \n")
	f.Add("en/predicates/a.txt", "= attack/v ASSAULT 190\n  + Rebels attacked.\n  - He did not.\n")
	f.Fuzz(func(t *testing.T, name, text string) {
		m := files("states.tsv", twoStates, "en/offices.tsv", someWords)
		m[name] = &fstest.MapFile{Data: []byte(text)}
		if !fstestValid(name) {
			return
		}
		lex, err := LoadFS(m)
		if err != nil {
			return
		}
		checkSelf(t, lex)
	})
}

// fstestValid keeps the fuzzer to names that a file system can have.
func fstestValid(name string) bool {
	for _, known := range []string{"states.tsv", "en/state-names.tsv", "en/offices.tsv", "en/organs.tsv", "en/agents.tsv", "actors/persons.tsv", "en/aliases/persons.tsv", "SOURCES.md", "en/predicates/a.txt"} {
		if name == known {
			return true
		}
	}
	return false
}

// checkSelf asserts that every alias matches at the start of its own words and
// to their end.
func checkSelf(t *testing.T, lex *Lexicon) {
	t.Helper()
	var found []Match
	for a := range lex.Aliases() {
		ok := false
		text := "the " + a.Words
		found = lex.Match(found[:0], text, max(skip(text, len("the ")), 0))
		for _, m := range found {
			ok = ok || m.Alias == a && strings.Trim(text[m.End:], " -") == ""
		}
		if !ok {
			t.Errorf("%s: %q does not match itself", a.Line, a.Words)
		}
	}
}

func TestEveryAliasMatchesItself(t *testing.T) {
	lex, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	checkSelf(t, lex)
}

func BenchmarkLoad(b *testing.B) {
	size := int64(0)
	err := fs.WalkDir(embedded, ".", func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			size += info.Size()
		}
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Load(); err != nil {
			b.Fatal(err)
		}
	}
}
