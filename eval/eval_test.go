package eval

import (
	"encoding/json"
	"errors"
	"math"
	"os"
	"strings"
	"testing"

	"casus/span"
)

func readFile(t testing.TB, path string) []Story {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	stories, err := Read(path, f)
	if err != nil {
		t.Fatal(err)
	}
	return stories
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-9 }

func (p PRF) near(q PRF) bool {
	return near(p.Precision, q.Precision) && near(p.Recall, q.Recall) && near(p.F1, q.F1)
}

// TestWorkedExample holds the figures of a pair of files small enough to be
// scored by hand. Five annotated reports are sure. Of the five coded ones, that
// of IRN accusing USA is paired with one that is not sure and not charged. The
// strike on Kherson is right in full; the envoys' meeting has the right dyad and
// the wrong status; the arrest in Izmir has the wrong police; AID in Lima is
// false, the march there missed, story c missed whole.
func TestWorkedExample(t *testing.T) {
	r := Score(readFile(t, "testdata/worked-coded.jsonl"), readFile(t, "testdata/worked-gold.jsonl"))
	for _, c := range []struct {
		name      string
		got, want int
	}{
		{"stories", r.Stories, 3},
		{"absent stories", r.Absent, 1},
		{"gold", r.Gold, 5},
		{"coded", r.Coded, 4},
		{"reports", r.Reports, 3},
		{"dyads", r.Dyads, 2},
		{"full", r.Full, 1},
		{"statements coded", r.StatementsCoded, 3},
		{"statements in gold", r.StatementsGold, 3},
		{"statements found", r.StatementsFound, 2},
		{"statements with the right speaker", r.RightSpeaker, 1},
		{"statements rightly direct or not", r.RightDirect, 1},
	} {
		if c.got != c.want {
			t.Errorf("%s: %d, want %d", c.name, c.got, c.want)
		}
	}
	for _, c := range []struct {
		name      string
		got, want PRF
	}{
		{"report", r.Report, PRF{3. / 4, 3. / 5, 2. / 3}},
		{"dyad", r.Dyad, PRF{2. / 4, 2. / 5, 4. / 9}},
		{"full", r.FullScore, PRF{1. / 4, 1. / 5, 2. / 9}},
		{"statements", r.Statements, PRF{2. / 3, 2. / 3, 2. / 3}},
		{"spoken", r.Spoken, PRF{1. / 3, 1. / 3, 1. / 3}},
	} {
		if !c.got.near(c.want) {
			t.Errorf("%s: %v, want %v", c.name, c.got, c.want)
		}
	}
	// ASSAULT, CONSULT and COERCE are right in their stories, PROTEST and AID not.
	if !near(r.StoryTypesF1, 3./5) || !near(r.PerStory, 4./3) {
		t.Errorf("types per story %v, reports per story %v; want 0.6 and 4/3", r.StoryTypesF1, r.PerStory)
	}
	want := []Field{
		{"mode", 1, 2},
		{"status", 1, 2},
		{"status_not_occurred", 0, 1},
		{"background", 2, 2},
		{"date", 1, 2},
		{"place", 2, 2},
		{"attribution", 2, 2},
		{"attribution_given", 1, 1},
		{"killed", 1, 1},
	}
	if len(r.Fields) != len(want) {
		t.Fatalf("fields %v, want %v", r.Fields, want)
	}
	for i, f := range r.Fields {
		if f != want[i] {
			t.Errorf("field %v, want %v", f, want[i])
		}
	}
	misses := map[Verdict]int{}
	for _, m := range r.Misses {
		misses[m.Verdict]++
	}
	if misses[Missed] != 2 || misses[False] != 1 || misses[WrongDyad] != 1 || len(r.Misses) != 4 {
		t.Errorf("misses %v, want 2 missed, 1 false, 1 wrong dyad", misses)
	}
}

// TestAgreesWithReference holds the figures that the codebook's own scorer gives
// for thirty stories of random words.
func TestAgreesWithReference(t *testing.T) {
	data, err := os.ReadFile("testdata/many-want.json")
	if err != nil {
		t.Fatal(err)
	}
	var want map[string]any
	if err := json.Unmarshal(data, &want); err != nil {
		t.Fatal(err)
	}
	r := Score(readFile(t, "testdata/many-coded.jsonl"), readFile(t, "testdata/many-gold.jsonl"))
	got := map[string][]float64{
		"report":         {r.Report.Precision, r.Report.Recall, r.Report.F1},
		"dyad":           {r.Dyad.Precision, r.Dyad.Recall, r.Dyad.F1},
		"full":           {r.FullScore.Precision, r.FullScore.Recall, r.FullScore.F1},
		"statements":     {r.Statements.Precision, r.Statements.Recall, r.Statements.F1},
		"spoken":         {r.Spoken.Precision, r.Spoken.Recall, r.Spoken.F1},
		"speaker":        {float64(r.RightSpeaker) / float64(r.StatementsFound)},
		"types_macro_f1": {r.StoryTypesF1},
		"per_story":      {r.PerStory},
	}
	for _, f := range r.Fields {
		got[f.Name] = []float64{float64(f.Right) / float64(f.Of)}
	}
	if len(got) != len(want) {
		t.Errorf("%d figures, want %d", len(got), len(want))
	}
	for name, w := range want {
		list, ok := w.([]any)
		if !ok {
			list = []any{w}
		}
		for i, x := range list {
			if len(got[name]) != len(list) || !near(got[name][i], x.(float64)) {
				t.Errorf("%s: %v, want %v", name, got[name], w)
				break
			}
		}
	}
}

// TestPerfect scores annotated stories against themselves.
func TestPerfect(t *testing.T) {
	gold := readFile(t, "testdata/many-gold.jsonl")
	r := Score(gold, gold)
	one := PRF{1, 1, 1}
	if !r.Report.near(one) || !r.Dyad.near(one) || !r.FullScore.near(one) || !r.Statements.near(one) || !near(r.StoryTypesF1, 1) || len(r.Misses) != 0 {
		t.Errorf("against itself: report %v dyad %v full %v statements %v types %v, %d misses",
			r.Report, r.Dyad, r.FullScore, r.Statements, r.StoryTypesF1, len(r.Misses))
	}
	if r := Score(nil, nil); r.Report != (PRF{}) || r.StoryTypesF1 != 0 {
		t.Errorf("nothing against nothing: %+v", r)
	}
}

func TestSameSide(t *testing.T) {
	code := func(s string) *string { return &s }
	usa, rus, rebels := Entity{Text: "the U.S.", Country: code("USA")}, Entity{Text: "Moscow", Country: code("RUS")}, Entity{Text: "M23 rebels"}
	tests := []struct {
		name        string
		coded, gold []Entity
		want        bool
	}{
		{"nobody", nil, nil, true},
		{"one side empty", []Entity{usa}, nil, false},
		{"other side empty", nil, []Entity{usa}, false},
		{"same country", []Entity{{Text: "Washington", Country: code("USA")}}, []Entity{usa}, true},
		{"other country", []Entity{usa}, []Entity{rus}, false},
		{"one of two", []Entity{usa}, []Entity{usa, rus}, true},
		{"two too many", []Entity{usa, rus, rebels}, []Entity{usa}, true},
		{"three too many", []Entity{usa, rus, rebels, rebels}, []Entity{usa}, false},
		{"name without country", []Entity{{Text: "the M23 rebels", Country: code("COD")}}, []Entity{rebels}, true},
		{"name with another word", []Entity{{Text: "M23 fighters"}}, []Entity{rebels}, false},
		{"both without country", []Entity{{Text: "villagers"}}, []Entity{rebels}, false},
	}
	for _, test := range tests {
		if got := sameSide(test.coded, test.gold); got != test.want {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
}

func TestWords(t *testing.T) {
	for in, want := range map[string]string{
		"":                                   "",
		"The U.S. and Iran":                  "the u.s and iran",
		"“Tehran’s” north-east":              "tehrans north-east",
		"end. -dash- .5 x.":                  "end -dash .5 x",
		"Sánchez ﬁre ½":                      "sánchez fire 1 2",
		"a_b 12,000":                         "a_b 12 000",
		"don't «quote»":                      "dont quote",
		"— ... --":                           "",
		"المحادثات مع 3":                     "المحادثات مع 3",
		"one\u00a0two\tthree\nfour":          "one two three four",
		"ＦＵＬＬ width":                         "full width",
		"comma,comma;semi":                   "comma comma semi",
		"Mr. O'Neil (aged 54), of Co. Mayo.": "mr oneil aged 54 of co mayo",
	} {
		if got := strings.Join(words(in), " "); got != want {
			t.Errorf("words(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestSameSentence(t *testing.T) {
	long := strings.Repeat("word ", 88)
	tests := []struct {
		name, a, b string
		want       bool
	}{
		{"equal", "Police arrested ten men", "Police arrested ten men.", true},
		{"three fifths", "a b c d e", "a b c x y", true},
		{"less", "a b c d e", "a b x y z", false},
		{"inside", "arrested ten men", "In Lima the police arrested ten men and two women who marched", true},
		{"two words inside", "ten men", "In Lima the police arrested ten men and two women who marched", false},
		{"inside ninety", "one two three", long + "one two", false},
		{"inside a long one", "one two three", long + "one two three", false},
		{"nothing", "", "", false},
	}
	for _, test := range tests {
		if got := sameSentence(words(test.a), words(test.b)); got != test.want {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
		if got := sameSentence(words(test.b), words(test.a)); got != test.want {
			t.Errorf("%s, turned round: %v, want %v", test.name, got, test.want)
		}
	}
}

// TestReadFaults holds that every faulty line is named and the others are read.
func TestReadFaults(t *testing.T) {
	const in = `{"id":"a","reports":[{"type":"AID"}]}

{"id":"b",
{"id":"a"}
{"id":"c","reports":[{"type":"FIGHT"}]}
[1]
{"id":"d"}
`
	stories, err := Read("coded.jsonl", strings.NewReader(in))
	if len(stories) != 2 || stories[0].ID != "a" || stories[1].ID != "d" {
		t.Errorf("stories %+v, want a and d", stories)
	}
	var first *span.Error
	if !errors.As(err, &first) || first.Line != 3 {
		t.Errorf("first fault %v, want line 3", first)
	}
	lines := strings.Split(err.Error(), "\n")
	for i, want := range []string{"coded.jsonl:3: found no story", "coded.jsonl:4: id \"a\" stands already in line 1", "coded.jsonl:5: report 1 of story c: type \"FIGHT\"", "coded.jsonl:6: found no story"} {
		if i >= len(lines) || !strings.HasPrefix(lines[i], want) {
			t.Errorf("fault %d of %q, want %q", i, lines, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(`{"id":"a","reports":[{"type":"AID","sentences":["x"],"killed":{"min":3}}],"statements":[{"speaker":null}]}`)
	f.Add("{}\n{}\n")
	f.Fuzz(func(t *testing.T, in string) {
		stories, _ := Read("in", strings.NewReader(in))
		r := Score(stories, stories)
		accounts(t, r)
		if r.Reports > r.Coded || r.Dyads > r.Reports || r.Full > r.Dyads || r.Report.F1 > 1 {
			t.Errorf("%+v", r)
		}
	})
}
