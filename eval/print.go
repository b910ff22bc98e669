package eval

import (
	"fmt"
	"io"
	"strings"
)

// Print writes the figures as the table that people read.
func (r *Result) Print(w io.Writer) {
	level := func(name string, s PRF, b Band, n int) {
		fmt.Fprintf(w, "%-6s P %.3f R %.3f F1 %.3f [%.3f, %.3f by story]   (%d of %d coded, %d gold)\n",
			name, s.Precision, s.Recall, s.F1, b.Low, b.High, n, r.Coded, r.Gold)
	}
	level("report", r.Report, r.ReportBand, r.Reports)
	level("dyad", r.Dyad, r.DyadBand, r.Dyads)
	level("full", r.FullScore, r.FullBand, r.Full)
	fmt.Fprintf(w, "types  macro-F1 %.3f, per story\n", r.StoryTypesF1)
	for _, t := range r.Types {
		fmt.Fprintf(w, "  %-10s gold %3d coded %3d   report P %.2f R %.2f F1 %.2f   dyad F1 %.2f   story F1 %.2f\n",
			t.Type, t.Gold, t.Coded, t.Report.Precision, t.Report.Recall, t.Report.F1, t.Dyad.F1, t.Story.F1)
	}
	for _, f := range r.Fields {
		fmt.Fprintf(w, "%-20s %.3f of %d\n", f.Name, float64(f.Right)/float64(f.Of), f.Of)
	}
	speaker, direct := 0.0, 0.0
	if n := float64(r.StatementsFound); n > 0 {
		speaker, direct = float64(r.RightSpeaker)/n, float64(r.RightDirect)/n
	}
	fmt.Fprintf(w, "statements   P %.3f R %.3f F1 %.3f; with the right speaker F1 %.3f; speaker right in %.3f, direct or not in %.3f of those found\n",
		r.Statements.Precision, r.Statements.Recall, r.Statements.F1, r.Spoken.F1, speaker, direct)
	if r.Absent > 0 {
		fmt.Fprintf(w, "%d of %d stories are not in the coded file\n", r.Absent, r.Stories)
	}
}

// PrintMisses writes every report that is not as annotated, with its trace.
func (r *Result) PrintMisses(w io.Writer) {
	for _, m := range r.Misses {
		switch m.Verdict {
		case Missed:
			fmt.Fprintf(w, "\nMISSED %s %s %s [%s]\n  %s\n", m.Story, m.Gold.Type, dyad(m.Gold), m.Gold.Trigger, first(m.Gold))
		case False:
			fmt.Fprintf(w, "\nFALSE %s %s %s [%s]\n  %s\n", m.Story, m.Coded.Type, dyad(m.Coded), m.Coded.Trigger, first(m.Coded))
		case WrongDyad:
			fmt.Fprintf(w, "\nWRONG DYAD %s %s got %s want %s [%s]\n  %s\n", m.Story, m.Gold.Type, dyad(m.Coded), dyad(m.Gold), m.Gold.Trigger, first(m.Gold))
		}
		if m.Coded != nil && len(m.Coded.Trace) > 0 {
			fmt.Fprintf(w, "  trace %s\n", m.Coded.Trace)
		}
	}
}

func dyad(r *Report) string { return names(r.Actors) + " → " + names(r.Recipients) }

func names(list []Entity) string {
	if len(list) == 0 {
		return "—"
	}
	var words []string
	for _, e := range list {
		word := e.Text
		if c := value(e.Country); c != "" {
			word += " (" + c + ")"
		}
		words = append(words, word)
	}
	return strings.Join(words, ", ")
}

func first(r *Report) string {
	if len(r.Sentences) == 0 {
		return ""
	}
	return r.Sentences[0]
}

// PrintCauses writes the causes of Causes, each type under its name, with the
// examples that they hold.
func (r *Result) PrintCauses(w io.Writer, list []TypeCauses) {
	fmt.Fprintf(w, "%d missed, %d false, %d in pairs: %d differences\n",
		r.Gold-r.Reports, r.Coded-r.Reports, len(r.Differences)-(r.Gold-r.Reports)-(r.Coded-r.Reports), len(r.Differences))
	if r.Unexplained > 0 {
		fmt.Fprintf(w, "of %d missed reports the coded file does not say what was set aside; \"casus code --json\" prints it as set_aside\n", r.Unexplained)
	}
	for _, t := range list {
		if t.Count == 0 {
			continue
		}
		fmt.Fprintf(w, "\n%s %d\n", t.Type, t.Count)
		for _, c := range t.Causes {
			fmt.Fprintf(w, "%5d  %s\n", c.Count, c.Name)
			for _, d := range c.Examples {
				fmt.Fprintf(w, "       %s %s [%s] “%s”\n         coded %s\n         want  %s\n",
					d.Story, d.Type, line(d.Trigger), line(d.Sentence), line(d.Coded), line(d.Wanted))
			}
		}
	}
}

// line makes white space of any kind and length one space.
func line(s string) string { return strings.Join(strings.Fields(s), " ") }
