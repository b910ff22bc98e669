package lexicon

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"
	"unicode/utf8"
)

// traps are aliases for the table of TestMatch, beside the files of states and
// words.
const traps = `
al-qaida|group|al-Qaida|-|REB||||unverified
al-shabab|group|al-Shabab|SOM|REB||||unverified
farc|group|FARC|COL|REB||||unverified
is-group|group|Islamic State|IMG|REB||||unverified
kim-jong-un|person|Kim Jong Un|PRK|GOV|president|||unverified
nato|body|NATO|IGO|IGO||||unverified
recep-tayyip-erdogan|person|Recep Tayyip Erdoğan|TUR|GOV|president|||unverified
sinn-fein|group|Sinn Féin|IRL|PTY||||unverified
theresa-may|person|Theresa May|GBR|GOV||||unverified
un|body|United Nations|UNO|IGO||||unverified
who|body|World Health Organization|UNO|IGO||||unverified
zanu-pf|group|ZANU-PF|ZWE|PTY||||unverified
`

const trapAliases = `
is-group|IS|exact|unverified
kim-jong-un|Kim|weak|unverified
recep-tayyip-erdogan|Erdoğan|-|unverified
theresa-may|May|weak|unverified
un|U.N.|-|unverified
un|UN|exact|unverified
who|WHO|exact|unverified
`

// wordLists loads the project's own states, names, organs, offices and agents,
// and the traps.
func wordLists(t testing.TB) *Lexicon {
	t.Helper()
	m := files("actors/traps.tsv", traps, "en/aliases/traps.tsv", trapAliases)
	for _, name := range []string{"SOURCES.md", "states.tsv", "en/state-names.tsv", "en/organs.tsv", "en/offices.tsv", "en/agents.tsv"} {
		data, err := os.ReadFile("data/" + name)
		if err != nil {
			t.Fatal(err)
		}
		m[name] = &fstest.MapFile{Data: data}
	}
	lex, err := LoadFS(m)
	if err != nil {
		t.Fatal(err)
	}
	return lex
}

var kindNames = [...]string{"actor", "name", "adj", "demonym", "capital", "seat", "organ", "office", "agent", "region", "part", "not"}

// brief prints a match as "words=kind:code", with "+" after a plural.
func brief(text string, start int, m Match) string {
	what := ""
	switch m.Alias.Kind {
	case ActorName:
		what = m.Alias.Actor.ID
	case OrganWords, OfficeWords:
		what = m.Alias.Key
	case AgentWords:
		what = m.Alias.Sector
	default:
		what = m.Alias.Country
	}
	plural := ""
	if m.Alias.Plural {
		plural = "+"
	}
	return fmt.Sprintf("%s=%s:%s%s", text[start:m.End], kindNames[m.Alias.Kind], what, plural)
}

func TestMatch(t *testing.T) {
	lex := wordLists(t)
	tests := []struct {
		text string // the match begins at ^, or at the beginning
		want string // the first match, empty for none
	}{
		// Names and capitals.
		{"Iran said", "Iran=name:IRN"},
		{"iran said", ""},
		{"IRAN SAYS", "IRAN=name:IRN"},
		{"CHAD ARMY", "CHAD=name:TCD"},
		{"chad", ""},
		{"Turkey", "Turkey=name:TUR"},
		{"turkey farm", ""},
		{"Jordan", "Jordan=name:JOR"},
		{"Georgia", "Georgia=name:GEO"},
		{"Georgian", "Georgian=adj:GEO"},
		{"US troops", "US=adj:USA"},
		{"us all", ""},
		{"Us", ""},
		{"U.S. troops", "U.S.=adj:USA"},
		{"U.S.-led", "U.S.=adj:USA"},
		{"U. S. troops", "U. S.=adj:USA"},
		{"u.s. troops", ""},
		{"USA", "USA=name:USA"},
		{"United States", "United States=name:USA"},
		{"United States of America", "United States of America=name:USA"},
		{"UNITED STATES", "UNITED STATES=name:USA"},
		{"united states", ""},
		{"UAE", "UAE=adj:ARE"},
		{"uae", ""},
		{"IS claimed", "IS=actor:is-group"},
		{"Is it", ""},
		{"is it", ""},
		{"May said", "May=actor:theresa-may"},
		{"may say", ""},
		{"MAY DAY", ""},
		{"Theresa May", "Theresa May=actor:theresa-may"},
		{"THERESA MAY", "THERESA MAY=actor:theresa-may"},
		{"WHO said", "WHO=actor:who"},
		{"Who said", ""},
		{"UN envoy", "UN=actor:un"},
		{"Un", ""},
		{"U.N. envoy", "U.N.=actor:un"},
		{"Kim Jong Un", "Kim Jong Un=actor:kim-jong-un"},
		{"Kim Jong-un", "Kim=actor:kim-jong-un"},
		{"NATO", "NATO=actor:nato"},
		{"Nato", "Nato=actor:nato"},
		{"nato", ""},
		{"Farc rebels", "Farc=actor:farc"},
		{"ZANU PF", "ZANU PF=actor:zanu-pf"},
		{"Zanu-PF", "Zanu-PF=actor:zanu-pf"},

		// Diacritics, apostrophes, spaces, hyphens.
		{"Erdogan", "Erdogan=actor:recep-tayyip-erdogan"},
		{"Erdoğan", "Erdoğan=actor:recep-tayyip-erdogan"},
		{"Erdog\u0306an", "Erdog\u0306an=actor:recep-tayyip-erdogan"},
		{"ERDOĞAN", "ERDOĞAN=actor:recep-tayyip-erdogan"},
		{"Sinn Fein", "Sinn Fein=actor:sinn-fein"},
		{"Côte d’Ivoire", "Côte d’Ivoire=name:CIV"},
		{"Cote d'Ivoire", "Cote d'Ivoire=name:CIV"},
		{"N’Djamena", "N’Djamena=capital:TCD"},
		{"Sana’a", "Sana’a=capital:YEM"},
		{"Al-Shabab", "Al-Shabab=actor:al-shabab"},
		{"al Shabab", "al Shabab=actor:al-shabab"},
		{"al-shabab", ""},
		{"al‑Qaida", "al‑Qaida=actor:al-qaida"},
		{"North\u00a0Korea", "North\u00a0Korea=name:PRK"},
		{"North\nKorea", "North\nKorea=name:PRK"},
		{"North\n\nKorea", ""},
		{"South  Korean", "South  Korean=adj:KOR"},
		{"Guinea Bissau", "Guinea Bissau=name:GNB"},
		{"São Tomé and Príncipe", "São Tomé and Príncipe=name:STP"},
		{"Timor–Leste", "Timor–Leste=name:TLS"},

		// Ends of words.
		{"Iran's", "Iran=name:IRN"},
		{"Iran’s", "Iran=name:IRN"},
		{"Houses", ""},
		{"Irans", ""},
		{"Iranian", "Iranian=adj:IRN"},
		{"Iranians'", "Iranians=demonym:IRN+"},
		{"Iran-backed", "Iran=name:IRN"},
		{"Iran,", "Iran=name:IRN"},
		{"anti-^Iran", "Iran=name:IRN"},
		{"Nigerien", "Nigerien=adj:NER"},
		{"Niger", "Niger=name:NER"},
		{"Nigerian", "Nigerian=adj:NGA"},
		{"Guinea-Bissau", "Guinea-Bissau=name:GNB"},
		{"Republic of the Congo", "Republic of the Congo=name:COG"},
		{"Democratic Republic of the Congo", "Democratic Republic of the Congo=name:COD"},
		{"Burma", "Burma=name:MMR"},
		{"Swaziland", "Swaziland=name:SWZ"},
		{"Zaire", "Zaire=name:COD"},

		// Demonyms.
		{"Frenchmen", "Frenchmen=demonym:FRA+"},
		{"Chinese", "Chinese=adj:CHN"},
		{"Swedes", "Swedes=demonym:SWE+"},
		{"Kyrgyz", "Kyrgyz=adj:KGZ"},

		// Seats, capitals, parts, regions.
		{"Kremlin", "Kremlin=seat:RUS"},
		{"the ^Kremlin", "Kremlin=seat:RUS"},
		{"Downing Street", "Downing Street=seat:GBR"},
		{"No. 10", "No. 10=seat:GBR"},
		{"Élysée", "Élysée=seat:FRA"},
		{"White House", "White House=seat:USA"},
		{"white house", ""},
		{"Texas governor", "Texas=part:USA"},
		{"Chechen", "Chechen=part:RUS"},
		{"Gulf states", "Gulf states=region:"},
		{"the ^West", "West=region:"},
		{"the ^West Bank", "West Bank=part:PSE"},
		{"the ^west", ""},
		{"South China Sea", "South China Sea=not:"},
		{"Paris Agreement", "Paris Agreement=not:"},
		{"Paris agreed", "Paris=capital:FRA"},
		{"the ^North said", "North=name:PRK"},
		{"^North said", ""},
		{"bathe ^North", ""},
		{"THE ^SOUTH", "SOUTH=name:KOR"},
		{"^South", ""},
		{"Ramallah", "Ramallah=capital:PSE"},

		// Organs, offices and agents match in any case.
		{"foreign ministry", "foreign ministry=organ:foreign-ministry"},
		{"Foreign Ministry", "Foreign Ministry=organ:foreign-ministry"},
		{"MINISTRY OF FOREIGN AFFAIRS", "MINISTRY OF FOREIGN AFFAIRS=organ:foreign-ministry"},
		{"foreign ministries", "foreign ministries=organ:foreign-ministry+"},
		{"prosecutor’s office", "prosecutor’s office=organ:prosecutors-office"},
		{"prime minister", "prime minister=office:prime-minister"},
		{"Prime Minister's", "Prime Minister=office:prime-minister"},
		{"foreign ministers", "foreign ministers=office:foreign-minister+"},
		{"chiefs of staff", "chiefs of staff=office:chief-of-staff+"},
		{"Sen. Smith", "Sen.=office:senator"},
		{"top spokesman", "top spokesman=office:spokesman"},
		{"special envoys", "special envoys=office:special-envoy+"},
		{"Police", "Police=organ:police+"},
		{"gunmen", "gunmen=agent:UAF+"},
		{"protesters", "protesters=agent:CVL+"},
		{"asylum-seekers", "asylum-seekers=agent:REF+"},
		{"zebra", ""},
		{"", ""},
		{" Iran", ""},
		{"—", ""},
	}
	for _, test := range tests {
		start := max(strings.Index(test.text, "^"), 0)
		text := strings.Replace(test.text, "^", "", 1)
		got := ""
		if found := lex.Match(nil, text, start); len(found) > 0 {
			got = brief(text, start, found[0])
		}
		if got != test.want {
			t.Errorf("%q: got %q, want %q", test.text, got, test.want)
		}
	}
}

func TestMatchLongestFirst(t *testing.T) {
	lex := wordLists(t)
	const text = "Republic of Korea's army"
	var got []string
	for _, m := range lex.Match(nil, text, 0) {
		got = append(got, brief(text, 0, m))
	}
	if want := []string{"Republic of Korea=name:KOR"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	got = nil
	const phrase = "foreign minister of France"
	for _, m := range lex.Match(nil, phrase, 0) {
		got = append(got, brief(phrase, 0, m))
	}
	if len(got) == 0 || got[0] != "foreign minister=office:foreign-minister" {
		t.Errorf("got %q", got)
	}
	ends := lex.Match(nil, "Democratic People's Republic of Korea", 0)
	if !slices.IsSortedFunc(ends, func(a, b Match) int { return b.End - a.End }) {
		t.Errorf("ends %v not descending", ends)
	}
}

func TestMatchAppends(t *testing.T) {
	lex := wordLists(t)
	first := lex.Match(nil, "Iran", 0)
	both := lex.Match(first, "Iraq", 0)
	if len(both) <= len(first) || both[0] != first[0] {
		t.Errorf("%d matches after %d", len(both), len(first))
	}
}

func TestEveryStateIsNamed(t *testing.T) {
	lex := wordLists(t)
	members := 0
	for a := range lex.Actors() {
		c := lex.State(a.ID)
		if c == nil {
			continue
		}
		if c.Kind == "member" {
			members++
			if c.Adjective == "" || c.Numeric == "" || c.ISO2 == "" || c.COW == "" || c.GW == "" {
				t.Errorf("%s: %+v lacks a field", a.ID, c)
			}
		}
		named := false
		for _, m := range lex.Match(nil, c.Name, 0) {
			named = named || m.Alias.Kind == StateName && m.Alias.Country == c.Code && m.End == len(c.Name)
		}
		if !named {
			t.Errorf("%s: the name %q is no alias", c.Code, c.Name)
		}
	}
	if members != 193 {
		t.Errorf("%d members of the United Nations, want 193", members)
	}
}

func TestPlural(t *testing.T) {
	for _, test := range []struct{ one, many string }{
		{"soldier", "soldiers"},
		{"ministry", "ministries"},
		{"ally", "allies"},
		{"envoy", "envoys"},
		{"witness", "witnesses"},
		{"coach", "coaches"},
		{"gunman", "gunmen"},
		{"chairwoman", "chairwomen"},
		{"German", "Germans"},
		{"Roman", "Romans"},
		{"Omani", "Omanis"},
		{"spy", "spies"},
		{"commander-in-chief", "commanders-in-chief"},
		{"chief of staff", "chiefs of staff"},
		{"minister of foreign affairs", "ministers of foreign affairs"},
		{"member of parliament", "members of parliament"},
		{"attorney general", "attorneys general"},
		{"lieutenant general", "lieutenant generals"},
		{"fisherman", "fishermen"},
		{"Irishwoman", "Irishwomen"},
		{"child", "children"},
		{"cameraman", "cameramen"},
		{"oligarch", "oligarchs"},
		{"Czech", "Czechs"},
		{"president-elect", "presidents-elect"},
		{"professor emeritus", "professors emeritus"},
		{"charge d'affaires", "charges d'affaires"},
		{"undersecretary-general", "undersecretaries-general"},
		{"coach", "coaches"},
		{"Sen.", ""},
	} {
		if got := plural(test.one); got != test.many {
			t.Errorf("plural(%q) = %q, want %q", test.one, got, test.many)
		}
		if isPlural(test.one) || !isPlural(test.many) && test.many != "children" && test.many != "" {
			t.Errorf("isPlural(%q) = %v, isPlural(%q) = %v", test.one, isPlural(test.one), test.many, isPlural(test.many))
		}
	}
}

// FuzzMatch holds that matches end inside the text, at the ends of words, and
// longest first.
func FuzzMatch(f *testing.F) {
	lex := wordLists(f)
	for _, s := range []string{"Iran’s foreign ministry", "U.S.", "al-\u00adShabab", "Erdog\u0306an", "No. 10\u00a0Downing", "\xffIran", strings.Repeat("é", 100)} {
		f.Add(s, 0)
	}
	f.Fuzz(func(t *testing.T, text string, start int) {
		if start < 0 || start > len(text) {
			return
		}
		last := len(text)
		for _, m := range lex.Match(nil, text, start) {
			if m.End <= start || m.End > last {
				t.Fatalf("%q from %d: end %d after %d", text, start, m.End, last)
			}
			last = m.End
			before, _ := utf8.DecodeLastRuneInString(text[:m.End])
			after, _ := utf8.DecodeRuneInString(text[m.End:])
			if wordly(before) && wordly(after) {
				t.Fatalf("%q from %d: end %d is inside a word", text, start, m.End)
			}
		}
	})
}

func wordly(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)) && !unicode.Is(unicode.Mn, r)
}

func BenchmarkMatch(b *testing.B) {
	lex := wordLists(b)
	const text = `The foreign ministers of South Korea and the United States said on Tuesday that North Korea's army had fired two missiles over
Japan, officials in Seoul told reporters, hours after Russian President Vladimir Putin's special envoy met the Iranian deputy foreign minister in
Tehran. A spokesman for the Kremlin declined to comment; the White House national security adviser condemned the launch and U.N. diplomats urged restraint.`
	var starts []int
	for i := 0; i < len(text); {
		starts = append(starts, i)
		i += strings.IndexAny(text[i:]+" ", " \n") + 1
	}
	dst := make([]Match, 0, 64)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	words := 0
	for b.Loop() {
		for _, start := range starts {
			dst = lex.Match(dst[:0], text, start)
		}
		words += len(starts)
	}
	b.ReportMetric(float64(words)/b.Elapsed().Seconds(), "words/s")
}
