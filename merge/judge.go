package merge

import "slices"

// Judgement is somebody's word that two reports are, or are not, of one event.
// Judgements hang on the ids of reports, which survive a new coding; those
// whose reports are not there have no effect. Of several about one pair the
// last holds.
type Judgement struct {
	Report, Other string // ids
	Same          bool
	By, Why       string
}

// Split is the judgements that take reports out of an event: each of them
// apart from every member that stays.
func Split(e *Event, reports []string, by, why string) []Judgement {
	var out []Judgement
	for _, id := range reports {
		for _, m := range e.Members {
			if !slices.Contains(reports, m.Report.ID) {
				out = append(out, Judgement{Report: id, Other: m.Report.ID, By: by, Why: why})
			}
		}
	}
	return out
}

// Join is the judgement that two events are one.
func Join(a, b *Event, by, why string) Judgement {
	return Judgement{Report: a.Members[0].Report.ID, Other: b.Members[0].Report.ID, Same: true, By: by, Why: why}
}

// rulings are the judgements on the reports that are there: pairs to join, in
// the order of the judgements, and pairs to keep apart.
func (c *clusterer) rulings(judged []Judgement) (same []pair, apart map[[2]int32]bool) {
	if len(judged) == 0 {
		return nil, nil
	}
	at := map[string]int32{}
	for i, r := range c.reports {
		at[r.ID] = int32(i)
	}
	last := map[[2]int32]int{}
	for n, j := range judged {
		a, ok := at[j.Report]
		b, too := at[j.Other]
		if ok && too && a != b {
			last[[2]int32{min(a, b), max(a, b)}] = n
		}
	}
	apart = map[[2]int32]bool{}
	for key, n := range last {
		if !judged[n].Same {
			apart[key] = true
			continue
		}
		same = append(same, pair{a: key[0], b: key[1], judged: &judged[n], points: int32(n)})
	}
	slices.SortFunc(same, func(p, q pair) int { return int(p.points - q.points) })
	return same, apart
}
