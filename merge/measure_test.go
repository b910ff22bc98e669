package merge_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"casus/merge"
)

// clusters is which event each report is of.
func clusters(events []merge.Event) map[string]string {
	out := map[string]string{}
	for _, e := range events {
		for _, m := range e.Members {
			out[m.Report.ID] = e.ID
		}
	}
	return out
}

// copyFigures is precision and recall of the pairs of articles that are copies
// of one text.
func copyFigures(c *corpus, copies []merge.Copy) (precision, recall float64, pairs int) {
	centre := map[string]string{}
	for _, s := range c.stories {
		centre[s.Document] = s.Document
	}
	for _, x := range copies {
		centre[x.Document] = x.Of
	}
	var right, found, there float64
	for i, s := range c.stories {
		for _, t := range c.stories[:i] {
			gold, got := c.origin[s.Document] == c.origin[t.Document], centre[s.Document] == centre[t.Document]
			if gold {
				there++
			}
			if got {
				found++
			}
			if gold && got {
				right++
			}
		}
	}
	return right / found, right / there, int(found)
}

// TestFloors measures events and copies. The rules were set on the seeds 1 and 2
// and the demo; seeds 11 and 12 are other news of the same grammar, and on the
// little stories of fresh.txt no rule was written.
// CASUS_MERGE_ERRORS=1 prints what is wrong.
func TestFloors(t *testing.T) {
	for _, x := range []struct {
		name          string
		corpus        *corpus
		f1, precision float64
		copies        bool
	}{
		{"seed 1", synthetic(t, 1, 120), 0.90, 0.90, true},
		{"seed 2", synthetic(t, 2, 120), 0.90, 0.90, true},
		{"seed 11", synthetic(t, 11, 120), 0.90, 0.90, true},
		{"seed 12", synthetic(t, 12, 120), 0.90, 0.90, true},
		{"demo", demo(t), 0.95, 0.97, true},
		{"fresh", fresh(t), 0.80, 0.90, false},
	} {
		in := merge.Read(x.corpus.stories)
		events := merge.Cluster(in.Reports, nil)
		p, r, f1 := bcubed(x.corpus.event, clusters(events))
		_, several, _ := bcubed(ofSeveral(x.corpus.event), clusters(events))
		t.Logf("%s: %d articles, %d reports of %d events; B-cubed precision %.3f, recall %.3f, F1 %.3f; recall where an event has several reports %.3f",
			x.name, len(in.Articles), len(x.corpus.event), len(set(x.corpus.event)), p, r, f1, several)
		if f1 < x.f1 || p < x.precision {
			t.Errorf("%s: B-cubed F1 %.3f, precision %.3f; want at least %.2f and %.2f", x.name, f1, p, x.f1, x.precision)
		}
		if os.Getenv("CASUS_MERGE_ERRORS") != "" {
			explain(t, x.corpus, events)
		}
		if !x.copies {
			continue
		}
		cp, cr, n := copyFigures(x.corpus, merge.Copies(in.Articles))
		t.Logf("%s: %d pairs of copies; precision %.3f, recall %.3f", x.name, n, cp, cr)
		if cp < 0.95 || cr < 0.85 {
			t.Errorf("%s: copies: precision %.3f, recall %.3f; want at least 0.95 and 0.85", x.name, cp, cr)
		}
	}
}

func set(m map[string]string) []string {
	var out []string
	for _, v := range m {
		out = append(out, v)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// ofSeveral is the reports of events that several tell of: alone they show what
// is missed, since a report that has no like is always found whole.
func ofSeveral(gold map[string]string) map[string]string {
	size := map[string]int{}
	for _, e := range gold {
		size[e]++
	}
	out := map[string]string{}
	for r, e := range gold {
		if size[e] > 1 {
			out[r] = e
		}
	}
	return out
}

// explain prints what is wrong.
func explain(t *testing.T, c *corpus, events []merge.Event) {
	first := map[string]string{}
	for _, e := range events {
		for _, m := range e.Members {
			g := c.event[m.Report.ID]
			if g == "" {
				continue
			}
			if was, ok := first[g]; ok && was != e.ID {
				t.Logf("SPLIT %s: %s | %s", g, m.Report.ID, show(m.Report))
			} else if !ok {
				first[g] = e.ID
			}
			if h := c.event[e.Members[0].Report.ID]; h != "" && h != g {
				t.Logf("LUMP %s + %s: %s\n\t%s\n\t%s", h, g, m.Why, show(e.Members[0].Report), show(m.Report))
			}
		}
	}
}

func show(r *merge.Report) string {
	var b strings.Builder
	b.WriteString(r.Type + " " + r.Status + " ")
	for _, p := range r.Actors {
		b.WriteString(p.Text + "[" + p.Country + " " + p.Sector + "] ")
	}
	b.WriteString("> ")
	for _, p := range r.Recipients {
		b.WriteString(p.Text + "[" + p.Country + " " + p.Sector + "] ")
	}
	b.WriteString("@" + r.Place.Name + " | " + strings.Join(r.Sentences, " | "))
	return b.String()
}

// TestLinkFloors measures links: those of corrections and denials whose event
// is known have to lead to what they speak of.
func TestLinkFloors(t *testing.T) {
	for _, seed := range []uint64{1, 11} {
		c := synthetic(t, seed, 120)
		r := merge.Stories(c.stories, nil)
		about := map[string]string{} // event → gold of its first judged report
		for _, e := range r.Events {
			for _, m := range e.Members {
				if g := c.event[m.Report.ID]; g != "" && about[e.ID] == "" {
					about[e.ID] = g
				}
			}
		}
		right, wrong, linked := 0, 0, map[string]bool{}
		for _, l := range r.Links {
			from, word, ok := strings.Cut(about[l.From], " ")
			if !ok || about[l.To] == "" {
				continue
			}
			linked[l.From] = true
			if to, _, _ := strings.Cut(about[l.To], "/"); to == from {
				right++
			} else {
				wrong++
				if os.Getenv("CASUS_MERGE_ERRORS") != "" {
					t.Logf("WRONG %s %s %s: %s: %s", about[l.From], l.Kind, about[l.To], word, l.Why)
				}
			}
		}
		there := 0
		for _, e := range r.Events {
			if strings.Contains(about[e.ID], " ") {
				there++
				if os.Getenv("CASUS_MERGE_ERRORS") != "" && !linked[e.ID] {
					t.Logf("NO LINK %s: %s", about[e.ID], show(e.Members[0].Report))
				}
			}
		}
		t.Logf("seed %d: %d links of %d corrections and denials lead to the right event, %d to another", seed, right, there, wrong)
		if float64(right) < 0.8*float64(right+wrong) || float64(right) < 0.6*float64(there) {
			t.Errorf("seed %d: want at least 0.8 of the links right, and 0.6 of corrections and denials linked", seed)
		}
	}
}
