package review

import (
	"fmt"
	"strings"
)

// Text is a figure as the sentence has it: "0.88 (95 % interval 0.83 to
// 0.92)"; "not known" where it is not.
func (f Figure) Text() string {
	if f.Estimate == nil {
		return "not known"
	}
	return fmt.Sprintf("%.2f (95 %% interval %.2f to %.2f)", *f.Estimate, *f.Low, *f.High)
}

// sentence says all that a reader needs to judge the figure by.
func (p *Precision) sentence() string {
	var b strings.Builder
	fmt.Fprintf(&b, "Strict precision %s: event, type, actor, recipient and status are right in %d of %s judged", p.Strict.Text(), p.Strict.Right, number(p.Strict.Of, "report"))
	if p.Design == PerType {
		fmt.Fprintf(&b, "; a sample of equal size per event type, %d of %s from %s, weighted by inclusion probability",
			p.Cards, number(p.Population, "report"), number(p.MeasuredOn.Articles, "article"))
	} else {
		fmt.Fprintf(&b, "; a simple random sample of %d of %s from %s", p.Cards, number(p.Population, "report"), number(p.MeasuredOn.Articles, "article"))
	}
	b.WriteString(p.tail())
	if a := p.Agreement; a != nil {
		fmt.Fprintf(&b, " %d of them were read twice, agreement %.2f", a.Agreed.Of, *a.Agreed.Estimate)
		if a.Kappa != nil {
			fmt.Fprintf(&b, ", kappa %.2f", *a.Kappa)
		}
		b.WriteString(".")
	}
	return b.String() + p.grey()
}

func (q *RecallOf) sentence() string {
	return fmt.Sprintf("Recall %s: of %s in %s read whole, %d are in the record and %d are not; a simple random sample of %d of %s%s%s",
		q.Figure.Text(), number(q.Found+q.Missed, "event"), number(q.Judged-q.Unsure, "article"), q.Found, q.Missed, q.Cards, number(q.Population, "article"), q.tail(), q.grey())
}

// number is a count with its noun.
func number(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}

// tail is what is said of every figure: what is not in it, by whom, of what,
// when.
func (d *Drawn) tail() string {
	var b strings.Builder
	if d.Unsure > 0 {
		fmt.Fprintf(&b, ", %d left out as unsure", d.Unsure)
	}
	if d.StoppedEarly {
		fmt.Fprintf(&b, ", stopped early at %d", d.Judged)
	}
	if d.Judges == 1 {
		b.WriteString("; one judge")
	} else {
		fmt.Fprintf(&b, "; %d judges", d.Judges)
	}
	for _, p := range d.MeasuredOn.Programs {
		if p.Reports > 0 || d.Design == Articles {
			fmt.Fprintf(&b, "; casus %s, lexicon %s", p.Casus, short(p.Lexicon))
		}
	}
	fmt.Fprintf(&b, "; judged %s", day(d.First))
	if day(d.Last) != day(d.First) {
		b.WriteString(" to " + day(d.Last))
	}
	return b.String() + "."
}

// grey says that a figure is out of date.
func (d *Drawn) grey() string {
	if len(d.Stale) == 0 {
		return ""
	}
	return " Out of date: " + strings.Join(d.Stale, "; ") + "."
}

func day(at string) string {
	at, _, _ = strings.Cut(at, "T")
	return at
}

// short is the hashes of a version as far as people need them.
func short(version string) string {
	prefix, hash, ok := strings.Cut(version, ":")
	if !ok {
		prefix, hash = "", version
	} else {
		prefix += ":"
	}
	var parts []string
	for _, h := range strings.Split(hash, "+") {
		parts = append(parts, h[:min(len(h), 8)])
	}
	return prefix + strings.Join(parts, "+")
}
