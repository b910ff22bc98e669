package merge

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"casus/record"
)

// demoReports reads the reports of the demo as they were coded for the gold.
func demoReports(t *testing.T) []*Report {
	t.Helper()
	data, err := os.ReadFile("testdata/demo.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	var stories []*record.Story
	for i, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		s := new(record.Story)
		if err := json.Unmarshal([]byte(line), s); err != nil {
			t.Fatalf("testdata/demo.jsonl:%d: %v", i+1, err)
		}
		stories = append(stories, s)
	}
	return Read(stories).Reports
}

// TestPairs wants points to be the same both ways, and whatever can be joined
// to share a block.
func TestPairs(t *testing.T) {
	reports := demoReports(t)
	meet := func(a, b *Report) bool {
		return slices.ContainsFunc(Blocks(a), func(x Block) bool {
			return slices.ContainsFunc(Blocks(b), func(y Block) bool { return x.Meets(y) && x.First >= y.Earliest() && y.First >= x.Earliest() })
		})
	}
	for i, a := range reports {
		for _, b := range reports[:i] {
			n, back := points(a, b), points(b, a)
			if n != back {
				t.Errorf("%s and %s have %d points, the other way %d", a.ID, b.ID, n, back)
			}
			if n >= threshold(a, b) && !meet(a, b) {
				t.Errorf("%s and %s have %d points and no block: %s", a.ID, b.ID, n, why(a, b))
			}
		}
	}
}

func TestCredit(t *testing.T) {
	for _, x := range []struct{ publisher, author, text, want string }{
		{"Herald", "", "KYIV, Nov 3 (Reuters) - Russia struck.", "Reuters dateline"},
		{"Herald", "", "BAKU (Meridian Wire) – Russia and Iran signed.", "Meridian Wire dateline"},
		{"Reuters", "", "KYIV, Nov 3 (Reuters) - Russia struck.", ""},
		{"Herald", "Jane Doe, Associated Press", "Text.", "Associated Press byline"},
		{"Herald", "AFP", "Text.", "AFP byline"},
		{"Herald", "Polar News Agency", "Text.", "Polar News Agency byline"},
		{"Herald", "Jane Doe", "Text.", ""},
		{"Herald", "", "Text.\n\nSource: The Meridian Wire", "Meridian Wire sign-off"},
		{"Herald", "", "Text.\n\n© 2025 AFP", "AFP sign-off"},
		{"Herald", "", "Text.\n\n(Reporting by A B; Editing by C D)", "Reuters sign-off"},
		{"The Herald", "", "Text.\n\nSource: Herald", ""},
		{"Herald", "", "Officials in Kyiv (Ukraine) said so. More text.", ""},
	} {
		c := credit(x.publisher, x.author, x.text)
		if got := strings.TrimSpace(c.Agency + " " + c.Form); got != x.want {
			t.Errorf("%s, by %q, %q: credit %q, want %q", x.publisher, x.author, x.text, got, x.want)
		}
	}
}

func TestCorrects(t *testing.T) {
	for _, x := range []struct {
		title, text string
		want        bool
	}{
		{"CORRECTED: Nine killed at market", "", true},
		{"CORRECTED-Nine killed at market", "", true},
		{"Correction: Market-Strike story", "", true},
		{"Nine killed", "(Corrects the toll in paragraph 2)\n\nADEN - Nine", true},
		{"Nine killed", "An earlier version of this story gave another figure.", true},
		{"Market correction wipes out gains", "Shares fell.", false},
		{"Court corrects ruling", "The court said", false},
	} {
		if got := corrects(x.title, x.text) != ""; got != x.want {
			t.Errorf("%q, %q: correction %v, want %v", x.title, x.text, got, x.want)
		}
	}
}

func TestStem(t *testing.T) {
	for _, group := range []string{"strikes strike striking struck", "protests protested protesting", "talks talked", "killed kill killing", "cities city", "planned plan planning"} {
		words := strings.Fields(group)
		for _, w := range words[1:] {
			if stem(w) != stem(words[0]) {
				t.Errorf("%s gives %q, %s gives %q", w, stem(w), words[0], stem(words[0]))
			}
		}
	}
}

func TestDays(t *testing.T) {
	published := instant("2026-11-08T23:30:00-05:00") // the 9th in UTC
	day9, _, _ := days("2026-11-09", "", published)
	for _, x := range []struct {
		date, end   string
		first, last int
		said        bool
	}{
		{"2026-11-09", "", 0, 0, true},
		{"2026-11-08", "2026-11-09", -1, 0, true},
		{"2026-11", "", -8, 21, true},
		{"2026", "", -312, 52, true},
		{"", "", -unsaid, 0, false},
		{"2026-13", "", -unsaid, 0, false},
	} {
		first, last, said := days(x.date, x.end, published)
		if first-day9 != x.first || last-day9 != x.last || said != x.said {
			t.Errorf("%q to %q: days %d to %d (%v), want %d to %d (%v)", x.date, x.end, first-day9, last-day9, said, x.first, x.last, x.said)
		}
	}
	if first, last, _ := days("", "", instant("")); last >= first {
		t.Errorf("without any date days %d to %d, want none", first, last)
	}
}

// TestUnquoted leaves out what stands in quotation marks of either kind.
func TestUnquoted(t *testing.T) {
	for in, want := range map[string]string{
		`He said "a b" and "c".`:    `He said .  and . .`,
		"He said “a b” twice.":      "He said .  twice.",
		"An \"open one\nand \"d\".": "An \"open one\nand . .",
	} {
		if got := unquoted(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}
