package merge_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"casus/merge"
	"casus/record"
)

// story is one in short: who published it when, its text, and reports as
// "id type actors>recipients @place day killed | sentence".
type story struct {
	id, publisher, published, author, title, text string
	reports                                       []string
}

func (s story) record(t testing.TB) *record.Story {
	t.Helper()
	out := &record.Story{
		ID: s.id, Document: s.id, Publisher: text(s.publisher), Published: text(s.published), Author: text(s.author), Title: s.title, Text: s.text,
	}
	for _, line := range s.reports {
		out.Reports = append(out.Reports, report(t, line))
	}
	return out
}

func text(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// report reads "r_1 ASSAULT ISR-MIL>LBN-CVL @Tyre 2025-03-04 12+ status | sentence";
// "-" is what is not said.
func report(t testing.TB, line string) record.Report {
	t.Helper()
	head, sentence, _ := strings.Cut(line, " | ")
	f := strings.Fields(head)
	if len(f) < 6 {
		t.Fatalf("report %q: %d fields, want id, type, parties, place, day, killed", line, len(f))
	}
	actors, recipients, _ := strings.Cut(f[2], ">")
	r := record.Report{
		ID: f[0], Type: f[1], Actors: entities(actors), Recipients: entities(recipients), Status: "occurred", Sentences: []string{sentence}, Trigger: strings.Fields(sentence + " -")[1],
	}
	if name, ok := strings.CutPrefix(f[3], "@"); ok {
		r.Place = &record.Place{Text: name, Name: name, Level: "city", ID: &name}
	}
	if f[4] != "-" {
		r.Date = &f[4]
	}
	if f[5] != "-" {
		r.Killed = &record.Number{Text: f[5]}
		var n int
		if _, err := fmt.Sscan(strings.TrimSuffix(f[5], "+"), &n); err != nil {
			t.Fatal(err)
		}
		r.Killed.Min = &n
		if !strings.HasSuffix(f[5], "+") {
			r.Killed.Max = &n
		}
	}
	if len(f) > 6 {
		r.Status = f[6]
	}
	return r
}

func entities(list string) []record.Entity {
	var out []record.Entity
	for _, p := range strings.FieldsFunc(list, func(r rune) bool { return r == ',' }) {
		country, sector, _ := strings.Cut(p, "-")
		name := p
		for _, l := range lands {
			if l.code == country {
				name = l.name
			}
		}
		out = append(out, record.Entity{Text: name, Country: text(country), Sector: text(sector)})
	}
	return out
}

func records(t testing.TB, list ...story) []*record.Story {
	var out []*record.Story
	for _, s := range list {
		out = append(out, s.record(t))
	}
	return out
}

// groups prints events as their reports, one event a line.
func groups(events []merge.Event) string {
	var lines []string
	for _, e := range events {
		var ids []string
		for _, m := range e.Members {
			ids = append(ids, m.Report.ID)
		}
		lines = append(lines, strings.Join(ids, " "))
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// TestJoins has what is and what is not one event. Each line is a report of an
// article of its own, of a day and outlet of its own.
func TestJoins(t *testing.T) {
	for _, x := range []struct {
		name    string
		reports []string
		want    string
	}{
		{
			"other words for one strike, figures in conflict",
			[]string{
				"r_1 ASSAULT ISR-MIL>LBN-CVL @Tyre 2025-03-04 12 | Jets struck a vegetable market in Tyre on Tuesday, killing 12 people.",
				"r_2 ASSAULT ISR-MIL>LBN-CVL @Tyre 2025-03-04 20+ | At least 20 people were killed when jets hit a crowded market in Tyre.",
			},
			"r_1 r_2",
		}, {
			"two strikes in one city on one day",
			[]string{
				"r_1 ASSAULT ISR-MIL>LBN-CVL @Tyre 2025-03-04 12 | Jets struck a vegetable market in Tyre on Tuesday, killing 12 people.",
				"r_2 ASSAULT ISR-MIL>LBN-CVL @Tyre 2025-03-04 3 | A drone hit a bus near the harbour hospital in Tyre on Tuesday, killing three.",
			},
			"r_1\nr_2",
		}, {
			"another town",
			[]string{
				"r_1 ASSAULT ISR-MIL>LBN-CVL @Tyre 2025-03-04 12 | Jets struck a market in Tyre on Tuesday, killing 12 people.",
				"r_2 ASSAULT ISR-MIL>LBN-CVL @Sidon 2025-03-04 12 | Jets struck a market in Sidon on Tuesday, killing 12 people.",
			},
			"r_1\nr_2",
		}, {
			"another week",
			[]string{
				"r_1 ASSAULT ISR-MIL>LBN-CVL @Tyre 2025-03-04 12 | Jets struck a market in Tyre on Tuesday, killing 12 people.",
				"r_2 ASSAULT ISR-MIL>LBN-CVL @Tyre 2025-03-11 12 | Jets struck a market in Tyre on Tuesday, killing 12 people.",
			},
			"r_1\nr_2",
		}, {
			"blow and answer",
			[]string{
				"r_1 ASSAULT ISR-MIL>LBN-MIL - 2025-03-04 - | Israel shelled artillery positions across the frontier.",
				"r_2 ASSAULT LBN-MIL>ISR-MIL - 2025-03-04 - | Lebanon shelled artillery positions across the frontier.",
			},
			"r_1\nr_2",
		}, {
			"one accusation and another on the same day",
			[]string{
				"r_1 ACCUSE RUS-GOV>UKR-GOV - 2025-03-04 - | Russia accused Ukraine of hacking its central bank.",
				"r_2 ACCUSE RUS-GOV>UKR-GOV - 2025-03-04 - | Moscow accused Kyiv of an attack by hackers on the central bank.",
				"r_3 ACCUSE RUS-GOV>UKR-GOV - 2025-03-04 - | Russia accused Ukraine of smuggling grain through Moldova.",
			},
			"r_1 r_2\nr_3",
		}, {
			"no chain through a report that says little",
			[]string{
				"r_1 ASSAULT ISR-MIL>LBN-CVL @Tyre 2025-03-04 12 | Jets struck a vegetable market on Tuesday.",
				"r_2 ASSAULT ISR-MIL>LBN-CVL - 2025-03-04 - | Israel struck Lebanon on Tuesday.",
				"r_3 ASSAULT ISR-MIL>LBN-CVL @Sidon 2025-03-04 4 | A drone hit a petrol station on Tuesday.",
			},
			"r_1 r_2\nr_3",
		}, {
			"what is planned, done and denied",
			[]string{
				"r_1 CONSULT RUS-GOV,IRN-GOV> @Baku 2025-03-04 - planned | Ministers meet in Baku on gas prices.",
				"r_2 CONSULT RUS-GOV,IRN-GOV> @Baku 2025-03-04 - | Ministers met in Baku on gas prices.",
				"r_3 CONSULT RUS-GOV,IRN-GOV> @Baku 2025-03-04 - denied | Ministers met in Baku on gas prices.",
			},
			"r_1\nr_2\nr_3",
		}, {
			"a meeting with somebody else",
			[]string{
				"r_1 CONSULT RUS-GOV,IRN-GOV> @Baku 2025-03-04 - | Ministers met in Baku on gas prices.",
				"r_2 CONSULT RUS-GOV,TUR-GOV> @Baku 2025-03-04 - | Ministers met in Baku on gas prices.",
				"r_3 CONSULT IRN-GOV>RUS-GOV @Baku 2025-03-04 - | Tehran met Moscow on gas prices.",
			},
			"r_1 r_3\nr_2",
		}, {
			"a night between two days",
			[]string{
				"r_1 ASSAULT ISR-MIL>LBN-CVL @Tyre 2025-03-04 12 | Jets struck a vegetable market in Tyre.",
				"r_2 ASSAULT ISR-MIL>LBN-CVL @Tyre 2025-03-05 12 | Jets struck the vegetable market in Tyre.",
			},
			"r_1 r_2",
		},
	} {
		t.Run(x.name, func(t *testing.T) {
			var stories []*record.Story
			for i, line := range x.reports {
				s := story{id: fmt.Sprint("doc", i), publisher: fmt.Sprint("Outlet ", i), published: "2025-03-12", reports: []string{line}}
				stories = append(stories, s.record(t))
			}
			events := merge.Cluster(merge.Read(stories).Reports, nil)
			if got := groups(events); got != x.want {
				t.Errorf("got\n%s\nwant\n%s", got, x.want)
			}
			for _, e := range events {
				for i, m := range e.Members {
					if (i > 0) != (m.Why != "" && m.With != "") {
						t.Errorf("%s stands in %s with %q, why %q", m.Report.ID, e.ID, m.With, m.Why)
					}
				}
			}
		})
	}
}

// TestFigures keeps figures side by side.
func TestFigures(t *testing.T) {
	r := merge.Stories(records(
		t,
		story{id: "a", publisher: "A", published: "2025-03-04T10:00:00Z", reports: []string{"r_1 ASSAULT ISR-MIL>LBN-CVL @Tyre 2025-03-04 12 | Jets struck a market."}},
		story{id: "b", publisher: "B", published: "2025-03-04T11:00:00Z", reports: []string{"r_2 ASSAULT ISR-MIL>LBN-CVL @Tyre 2025-03-04 20+ | Jets struck the market."}},
		story{id: "c", publisher: "C", published: "2025-03-04T12:00:00Z", reports: []string{"r_3 ASSAULT ISR-MIL>LBN-CVL @Tyre 2025-03-04 12 | Jets struck a market."}},
	), nil)
	if len(r.Events) != 1 {
		t.Fatalf("%d events, want 1", len(r.Events))
	}
	want := []merge.Figure{{Number: merge.Number{Text: "12", Min: 12, Max: 12}, Reports: []string{"r_1", "r_3"}, Disputed: true}, {Number: merge.Number{Text: "20+", Min: 20, Max: -1}, Reports: []string{"r_2"}, Disputed: true}}
	if diff := cmp.Diff(want, r.Events[0].Killed); diff != "" {
		t.Error(diff)
	}
	if e := r.Events[0]; e.ID != "e_1" || !slices.Equal(e.Sources, []string{"a", "b", "c"}) {
		t.Errorf("event %s with the sources %q", e.ID, e.Sources)
	}
}

// wireText is an agency's text; its words are of no matter.
const wireText = `The river port was closed at dawn after a barge carrying gravel ran into the old railway bridge and sank.

Divers searched the muddy water until noon and brought up the ship's bell, a crate of onions and the captain's papers.

"Nobody will sail here before the bridge has been looked at by people who know bridges," the harbour master told a crowd of angry skippers.

Sixty vessels were waiting by the evening, most of them with grain for the mills upstream, and the queue grew longer through the night.`

func TestSources(t *testing.T) {
	strike := func(id string) []string {
		return []string{id + " ASSAULT ISR-MIL>LBN-CVL @Tyre 2025-03-04 - | Jets struck a market."}
	}
	paragraphs := strings.Split(wireText, "\n\n")
	r := merge.Stories(records(
		t,
		story{id: "wire", publisher: "Reuters", published: "2025-03-04T10:00:00Z", text: "TYRE (Reuters) - " + wireText, reports: strike("r_1")},
		story{id: "whole", publisher: "Herald", published: "2025-03-04T11:00:00Z", text: wireText, reports: strike("r_2")},
		story{id: "cut", publisher: "Post", published: "2025-03-04T12:00:00Z", text: strings.Join(paragraphs[:2], "\n\n"), reports: strike("r_3")},
		story{id: "credit", publisher: "Star", published: "2025-03-04T13:00:00Z", author: "Thomson Reuters", text: "Jets over the sea.", reports: strike("r_4")},
		story{id: "speech", publisher: "Own Man", published: "2025-03-04T14:00:00Z", text: "A harbour is shut.\n\n" + paragraphs[2], reports: strike("r_5")},
		story{id: "again", publisher: "The Own Man", published: "2025-03-04T15:00:00Z", text: "Nothing of this kind.", reports: strike("r_6")},
	), nil)
	var copies []string
	for _, c := range r.Copies {
		copies = append(copies, c.Document+" of "+c.Of)
	}
	if want := []string{"whole of wire", "cut of wire"}; !slices.Equal(copies, want) {
		t.Errorf("copies %q, want %q", copies, want)
	}
	if len(r.Events) != 1 || !slices.Equal(r.Events[0].Sources, []string{"own man", "reuters"}) {
		t.Errorf("%d events, the first with the sources %q; want one with own man and reuters", len(r.Events), r.Events[0].Sources)
	}
	if want := (merge.Counts{Events: 1, Reports: 6, Articles: 6, Sources: 2}); r.Counts != want {
		t.Errorf("counts %+v, want %+v", r.Counts, want)
	}
}

func TestLinks(t *testing.T) {
	r := merge.Stories(records(
		t,
		story{id: "a", publisher: "Wire", published: "2025-03-04T10:00:00Z", title: "Strike kills 12", reports: []string{"r_1 ASSAULT ISR-MIL>LBN-CVL @Tyre 2025-03-04 12 | Jets struck a vegetable market in Tyre."}},
		story{id: "b", publisher: "Wire", published: "2025-03-05T10:00:00Z", title: "CORRECTED: Strike kills nine", reports: []string{"r_2 ASSAULT ISR-MIL>LBN-CVL @Tyre 2025-03-04 9 | Jets struck a vegetable market in Tyre."}},
		story{id: "c", publisher: "Post", published: "2025-03-05T11:00:00Z", reports: []string{"r_3 ASSAULT ISR-MIL>LBN-CVL @Tyre 2025-03-04 - denied | Jets struck no market in Tyre."}},
		story{id: "d", publisher: "Star", published: "2025-03-05T12:00:00Z", reports: []string{"r_4 REJECT ISR-GOV> - 2025-03-05 - | Israel denied that its jets had struck a market in Tyre."}},
		story{id: "e", publisher: "Star", published: "2025-03-01T12:00:00Z", reports: []string{"r_5 CONSULT LBN-GOV,FRA-GOV> @Paris 2025-03-05 - planned | Ministers meet in Paris on the truce."}},
		story{id: "f", publisher: "Star", published: "2025-03-05T22:00:00Z", reports: []string{"r_6 CONSULT LBN-GOV,FRA-GOV> @Paris 2025-03-05 - | Ministers met in Paris on the truce."}},
	), nil)
	var got []string
	for _, l := range r.Links {
		got = append(got, l.From+" "+l.Kind+" "+l.To)
		if l.Why == "" {
			t.Errorf("%s %s %s without a reason", l.From, l.Kind, l.To)
		}
	}
	want := []string{"e_2 corrects e_1", "e_3 denies e_1", "e_4 denies e_1", "e_6 fulfils e_5"}
	if !slices.Equal(got, want) {
		t.Errorf("links %q\nwant  %q", got, want)
	}
	if want := (merge.Counts{Events: 4, Denied: 1, Corrections: 1, Reports: 6, Articles: 6, Sources: 3}); r.Counts != want {
		t.Errorf("counts %+v, want %+v", r.Counts, want)
	}
}

// TestJudgements wants the word of a person to win, to survive, and to be taken
// back by a later one.
func TestJudgements(t *testing.T) {
	stories := records(
		t,
		story{id: "a", publisher: "A", published: "2025-03-04T10:00:00Z", reports: []string{"r_1 ASSAULT ISR-MIL>LBN-CVL @Tyre 2025-03-04 12 | Jets struck a market."}},
		story{id: "b", publisher: "B", published: "2025-03-04T11:00:00Z", reports: []string{"r_2 ASSAULT ISR-MIL>LBN-CVL @Tyre 2025-03-04 12 | Jets struck the market."}},
		story{id: "c", publisher: "C", published: "2025-03-04T12:00:00Z", reports: []string{"r_3 ACCUSE LBN-GOV>ISR-GOV - 2025-03-04 - | Lebanon accused Israel of arson."}},
	)
	in := merge.Read(stories)
	events := merge.Cluster(in.Reports, nil)
	if got := groups(events); got != "r_1 r_2\nr_3" {
		t.Fatalf("got %q", got)
	}
	judged := merge.Split(&events[0], []string{"r_2"}, "ann", "two markets")
	events = merge.Cluster(in.Reports, judged)
	if got := groups(events); got != "r_1\nr_2\nr_3" {
		t.Errorf("after the split %q", got)
	}
	judged = append(judged, merge.Join(&events[1], &events[2], "bob", "seen there"))
	events = merge.Cluster(in.Reports, judged)
	if got := groups(events); got != "r_1\nr_2 r_3" {
		t.Errorf("after the join %q", got)
	}
	if m := events[1].Members[1]; m.Judged == nil || m.Why != "judged to be the same by bob: seen there" {
		t.Errorf("joined because %q", m.Why)
	}
	judged = append(judged, merge.Judgement{Report: "r_1", Other: "r_2", Same: true, By: "ann", Why: "one market"})
	if got := groups(merge.Cluster(in.Reports, judged)); got != "r_1 r_2 r_3" {
		t.Errorf("after the last word %q", got)
	}
	if got := groups(merge.Cluster(in.Reports[1:], judged)); got != "r_2 r_3" {
		t.Errorf("without r_1 %q", got)
	}
}

func TestRedirects(t *testing.T) {
	list := records(
		t,
		story{id: "a", publisher: "A", published: "2025-03-04T10:00:00Z", reports: []string{"r_1 ASSAULT ISR-MIL>LBN-CVL @Tyre 2025-03-04 12 | Jets struck a market."}},
		story{id: "b", publisher: "B", published: "2025-03-04T11:00:00Z", reports: []string{"r_2 ASSAULT ISR-MIL>LBN-CVL @Tyre 2025-03-04 12 | Jets struck the market."}},
	)
	first := merge.Cluster(merge.Read(list[1:]).Reports, nil)
	both := merge.Cluster(merge.Read(list).Reports, nil)
	if got, want := merge.Redirects(first, both), map[string]string{"e_2": "e_1"}; !cmp.Equal(got, want) {
		t.Errorf("an earlier report comes: %v, want %v", got, want)
	}
	if got, want := merge.Redirects(both, first), map[string]string{"e_1": "e_2"}; !cmp.Equal(got, want) {
		t.Errorf("it goes: %v, want %v", got, want)
	}
}

// TestOrder wants the same result from the same stories in any order, and with
// some of them twice.
func TestOrder(t *testing.T) {
	stories := slices.Concat(synthetic(t, 3, 30).stories, demo(t).stories)
	want := printed(t, merge.Stories(stories, nil))
	random := rand.New(rand.NewPCG(1, 1))
	for range 5 {
		random.Shuffle(len(stories), func(i, j int) { stories[i], stories[j] = stories[j], stories[i] })
		if got := printed(t, merge.Stories(stories, nil)); got != want {
			t.Fatal(cmp.Diff(want, got))
		}
	}
	if got := printed(t, merge.Stories(slices.Concat(stories, stories[:20]), nil)); got != want {
		t.Error(cmp.Diff(want, got))
	}
}

// printed is all that a result says.
func printed(t *testing.T, r *merge.Result) string {
	t.Helper()
	var b strings.Builder
	for _, e := range r.Events {
		fmt.Fprintln(&b, e.ID, e.Kind, e.Type, e.Status, e.First, e.Last, e.Said, e.Lead.ID, e.Killed, e.Injured, e.Sources)
		for _, m := range e.Members {
			fmt.Fprintln(&b, "  ", m.Report.ID, m.With, m.Points, m.Why)
		}
	}
	fmt.Fprintln(&b, r.Copies, r.Links, r.Counts)
	return b.String()
}

// TestReasons wants every member but the first to say with which report it was
// joined, and why.
func TestReasons(t *testing.T) {
	for _, e := range merge.Stories(synthetic(t, 1, 120).stories, nil).Events {
		ids := map[string]bool{}
		for i, m := range e.Members {
			if i > 0 && (m.Why == "" || !ids[m.With] || m.Points < 5) {
				t.Errorf("%s stands in %s with %q, %d points, because %q", m.Report.ID, e.ID, m.With, m.Points, m.Why)
			}
			ids[m.Report.ID] = true
		}
	}
}

// TestTouched wants the events of what is touched to be those of everything.
func TestTouched(t *testing.T) {
	in := merge.Read(synthetic(t, 4, 40).stories)
	judged := []merge.Judgement{{Report: in.Reports[3].ID, Other: in.Reports[40].ID, Same: true}}
	whole := map[string]string{}
	for _, e := range merge.Cluster(in.Reports, judged) {
		whole[e.Members[0].Report.ID] = groups([]merge.Event{e})
		for _, m := range e.Members {
			whole[m.Report.ID] = groups([]merge.Event{e})
		}
	}
	byID := map[string]*merge.Report{}
	for _, r := range in.Reports {
		byID[r.ID] = r
	}
	mates := func(b merge.Block) []*merge.Report {
		return slices.DeleteFunc(slices.Clone(in.Reports), func(r *merge.Report) bool {
			return !slices.ContainsFunc(merge.Blocks(r), func(c merge.Block) bool { return c.Meets(b) && c.First >= b.Earliest() })
		})
	}
	for i := 0; i < len(in.Reports); i += 7 {
		touched := merge.Touched(in.Reports[i:i+1], judged, mates, func(id string) *merge.Report { return byID[id] })
		for _, e := range merge.Cluster(touched, judged) {
			if got := groups([]merge.Event{e}); slices.Contains(strings.Fields(got), in.Reports[i].ID) && got != whole[in.Reports[i].ID] {
				t.Errorf("%s: of %d touched reports %q, of all %q", in.Reports[i].ID, len(touched), got, whole[in.Reports[i].ID])
			}
		}
	}
}

// FuzzStories merges whatever a row can hold. Every report stands in one event,
// once.
func FuzzStories(f *testing.F) {
	f.Add([]byte(`{"document":"d","title":"Corrected: x","published":"2025-03-04","text":"KYIV (AP) - One two three.\n\nSource: AFP","reports":[{"id":"r_1","type":"CONSULT","status":"planned","date":"2025-03","actors":[{"text":"A","country":"RUS","sector":"GOV"}],"sentences":["A met B on 3 things."],"trigger":"met"}]}`))
	f.Add([]byte(`{"document":"d","text":"“a \"b","published":"0001-01-01","reports":[{"id":"r_","type":"ASSAULT","date":"9999","date_end":"0001","killed":{"text":"x","min":5,"max":-9}}]}`))
	f.Fuzz(func(t *testing.T, line []byte) {
		a, b := new(record.Story), new(record.Story)
		if json.Unmarshal(line, a) != nil || json.Unmarshal(line, b) != nil {
			return
		}
		b.Document += "b"
		for i := range b.Reports {
			b.Reports[i].ID += "b"
		}
		r := merge.Stories([]*record.Story{a, b}, nil)
		seen, ids := map[string]int{}, map[string]bool{}
		for _, e := range r.Events {
			for _, m := range e.Members {
				seen[m.Report.ID]++
			}
		}
		for _, s := range []*record.Story{a, b} {
			for _, x := range s.Reports {
				ids[x.ID] = true
				if seen[x.ID] != 1 {
					t.Errorf("report %q stands in %d events", x.ID, seen[x.ID])
				}
			}
		}
		if len(seen) != len(ids) {
			t.Errorf("%d reports in events, want %d", len(seen), len(ids))
		}
	})
}

// BenchmarkCluster merges 100,000 reports of sixty days.
func BenchmarkCluster(b *testing.B) {
	reports := many(b, 100_000)
	b.ReportAllocs()
	for b.Loop() {
		merge.Cluster(reports, nil)
	}
	b.ReportMetric(float64(len(reports))*float64(b.N)/b.Elapsed().Seconds(), "reports/s")
}

// BenchmarkCopies sketches and compares the articles.
func BenchmarkCopies(b *testing.B) {
	stories := synthetic(b, 1, 200).stories
	size := 0
	for _, s := range stories {
		size += len(s.Text)
	}
	b.SetBytes(int64(size))
	for b.Loop() {
		var articles []*merge.Article
		for _, s := range stories {
			articles = append(articles, &merge.Article{Document: s.Document, Publisher: *s.Publisher, Sketch: merge.NewSketch(s.Text)})
		}
		merge.Copies(articles)
	}
}

// many is reports of the synthetic news, told again of other states until there
// are n.
func many(tb testing.TB, n int) []*merge.Report {
	c := synthetic(tb, 5, 200)
	codes := make([]string, len(lands))
	for i := range lands {
		codes[i] = lands[i].code
	}
	var out []*merge.Report
	for round := 0; len(out) < n; round++ {
		other := func(code *string) *string {
			i := -1
			if code != nil {
				i = slices.Index(codes, *code)
			}
			if i < 0 {
				return code
			}
			return &codes[(i+round)%len(codes)]
		}
		for _, s := range c.stories {
			told := *s
			told.Document += fmt.Sprint(" ", round)
			told.Reports = slices.Clone(s.Reports)
			for i := range told.Reports {
				r := &told.Reports[i]
				r.ID += fmt.Sprint("-", round)
				r.Actors, r.Recipients = slices.Clone(r.Actors), slices.Clone(r.Recipients)
				for _, list := range [][]record.Entity{r.Actors, r.Recipients} {
					for j := range list {
						list[j].Country = other(list[j].Country)
					}
				}
				if r.Place != nil {
					p := *r.Place
					p.Country, p.ID = other(p.Country), text(fmt.Sprint(p.Name, round))
					p.Lat, p.Lon = nil, nil
					r.Place = &p
				}
			}
			out = append(out, merge.Read([]*record.Story{&told}).Reports...)
		}
	}
	return out[:n]
}

// TestTouchedCopies wants the copies of what is touched to be those of
// everything, and the keys to find them.
func TestTouchedCopies(t *testing.T) {
	in := merge.Read(synthetic(t, 4, 40).stories)
	copies := merge.Copies(in.Articles)
	if len(copies) < 20 {
		t.Fatalf("%d copies", len(copies))
	}
	whole, sources := map[string]merge.Copy{}, merge.Sources(in.Articles, copies)
	for _, c := range copies {
		whole[c.Document] = c
	}
	type place struct {
		stretch int
		key     int64
	}
	index := map[place][]*merge.Article{}
	for _, a := range in.Articles {
		own, first, last := a.Stretch()
		if own < first || own > last || a.Published.IsZero() != (own == merge.Undated) {
			t.Errorf("%s stands in stretch %d, its copies in %d to %d", a.Document, own, first, last)
		}
		for _, key := range a.Sketch.Keys() {
			index[place{own, key}] = append(index[place{own, key}], a)
		}
	}
	mates := func(a *merge.Article) (list []*merge.Article) {
		_, first, last := a.Stretch()
		for n := first; n <= last; n++ {
			for _, key := range a.Sketch.Keys() {
				list = append(list, index[place{n, key}]...)
			}
		}
		return list
	}
	for i := range in.Articles {
		one := in.Articles[i]
		touched := merge.TouchedCopies([]*merge.Article{one}, mates)
		some := merge.Copies(touched)
		var got merge.Copy
		for _, c := range some {
			if c.Document == one.Document {
				got = c
			}
		}
		if got != whole[one.Document] {
			t.Errorf("%s: of %d touched articles %+v, of all %+v", one.Document, len(touched), got, whole[one.Document])
		}
		if s := merge.Sources(touched, some)[one.Document]; s != sources[one.Document] {
			t.Errorf("%s counts as %q, of all as %q", one.Document, s, sources[one.Document])
		}
	}
}

// TestLinkKeys wants events that share no key to have nothing to say of one
// another.
func TestLinkKeys(t *testing.T) {
	r := merge.Stories(synthetic(t, 4, 40).stories, nil)
	if len(r.Links) < 10 {
		t.Fatalf("%d links", len(r.Links))
	}
	var all []merge.Link
	for i := range r.Events {
		all = append(all, merge.Links(&r.Events[i], r.Events)...)
		for _, key := range slices.Concat(r.Events[i].Offers(), r.Events[i].Seeks()) {
			if strings.Count(string(key), "|") != 3 {
				t.Errorf("%s has the key %s", r.Events[i].ID, key)
			}
		}
	}
	slices.SortFunc(all, func(a, b merge.Link) int { return strings.Compare(a.From+a.Kind, b.From+b.Kind) })
	if diff := cmp.Diff(r.Links, all); diff != "" {
		t.Errorf("by keys (-) and of all pairs (+):\n%s", diff)
	}
}
