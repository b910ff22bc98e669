package merge

import (
	"slices"
	"strings"
)

// Key is text by which something is looked up, so that any store can index it.
type Key string

// Block is where a report is looked up: reports of one event share a key, and
// their periods meet.
type Block struct {
	Key         Key
	First, Last int // of its periods, days or months by the key; both included
}

// longest is how many days a report may span and still be looked up by day;
// longer ones are looked up by their months.
const longest = 7

// mostMonths is how many months a report is looked up by.
const mostMonths = 24

// byMonth is the unit of the periods of reports that are looked up by months.
const byMonth = "month"

// reach is the most periods of a block besides its first.
const reach = max(longest+1, mostMonths-1)

// Meets reports whether two blocks are of one key and their periods meet.
func (b Block) Meets(c Block) bool {
	return b.Key == c.Key && b.First <= c.Last && c.First <= b.Last
}

// Earliest is the least that the first period of a block can be that meets
// this one.
func (b Block) Earliest() int { return b.First - reach }

// Blocks are where a report is looked up: by its family and one who takes part
// or the place, at its days. What is known to the month or the year alone has
// so many mates that all who take part have to be the same. Reports that share
// no block are never compared.
func Blocks(r *Report) []Block {
	unit, first, last := periods(r)
	who := slices.Concat(sidesOf(r.Actors), sidesOf(r.Recipients))
	who = slices.DeleteFunc(who, func(code string) bool { return code == nobody })
	if unit != byMonth || len(who) == 0 {
		if r.Place.ID != "" {
			who = append(who, "@"+r.Place.ID)
		} else if r.Place.Country != "" {
			who = append(who, r.Place.Country)
		}
	}
	if len(who) == 0 {
		who = append(who, nobody)
	}
	if who = set(who); unit == byMonth {
		who = []string{strings.Join(who, "+")}
	}
	var list []Block
	for _, w := range who {
		list = append(list, Block{Key(r.seen.family + "|" + unit + "|" + w), first, last})
	}
	return list
}

// periods are the days, or months, under which a report is looked up. A day
// that is said stands for itself and the next, since two reports may differ by
// one.
func periods(r *Report) (unit string, first, last int) {
	switch {
	case r.Last < r.First:
		return "never", 0, 0
	case r.Last-r.First > longest:
		first = r.First / 30
		return byMonth, first, min(r.Last/30, first+mostMonths-1)
	}
	return "day", r.First, r.Last + 1
}

// ByMonth reports whether a report is looked up by its months, because it is not
// known within a week when it happened: its mates stand all over them.
func (r *Report) ByMonth() bool {
	unit, _, _ := periods(r)
	return unit == byMonth
}

// Touched is every report whose event can change when the given ones come, go
// or are coded anew: what can be joined with them by points or by judgement,
// directly or through others. mates gives the reports with a block that meets one,
// find one by its id, nil if it is not there. Cluster over the result gives the same events
// as Cluster over everything, as far as they hold these reports.
func Touched(changed []*Report, judged []Judgement, mates func(Block) []*Report, find func(id string) *Report) []*Report {
	partners := map[string][]string{}
	for _, j := range judged {
		if j.Same {
			partners[j.Report] = append(partners[j.Report], j.Other)
			partners[j.Other] = append(partners[j.Other], j.Report)
		}
	}
	seen := map[string]bool{}
	var out []*Report
	take := func(r *Report) {
		if r != nil && !seen[r.ID] {
			seen[r.ID] = true
			out = append(out, r)
		}
	}
	for _, r := range changed {
		take(r)
	}
	for next := 0; next < len(out); next++ {
		r := out[next]
		for _, b := range Blocks(r) {
			for _, m := range mates(b) {
				if !seen[m.ID] && joinable(r, m) {
					take(m)
				}
			}
		}
		for _, id := range partners[r.ID] {
			take(find(id))
		}
	}
	return inOrder(out)
}

// stretch is how many days share the keys of their articles.
const stretch = 8

// Undated is the stretch of articles without a day: they are compared with
// those of all stretches.
const Undated = -1 << 31

// Stretch is the stretch of days under which an article's keys stand, and the
// first and last in which there can be a copy of it, besides Undated.
func (a *Article) Stretch() (own, first, last int) {
	if a.Published.IsZero() {
		return Undated, Undated, 1<<31 - 1
	}
	d, span := day(a.Published), int(copySpan.Hours())/24
	return floor(d, stretch), floor(d-span, stretch), floor(d+span, stretch)
}

func floor(n, by int) int {
	if n < 0 {
		n -= by - 1
	}
	return n / by
}

// Keys are what an article is looked up by to find its copies: two articles
// that [Copies] compares share at least one. They are in [0, 2³¹).
func (s *Sketch) Keys() []int64 {
	if len(s.Shingles) == 0 {
		return nil
	}
	out := make([]int64, bands)
	for i := range out {
		x := uint64(i)
		for _, row := range s.band(i).rows {
			x = mix(x ^ uint64(row))
		}
		out[i] = int64(x >> 33)
	}
	return out
}

// TouchedCopies is every article whose original can change when the given ones
// come or go: those that share text, directly or through others. mates gives
// the articles that share a key. Copies over the result gives what Copies over
// everything gives for these articles, and so does Sources.
func TouchedCopies(changed []*Article, mates func(*Article) []*Article) []*Article {
	seen := map[string]bool{}
	var out []*Article
	take := func(a *Article) {
		if !seen[a.Document] {
			seen[a.Document] = true
			out = append(out, a)
		}
	}
	for _, a := range changed {
		take(a)
	}
	for next := 0; next < len(out); next++ {
		for _, m := range mates(out[next]) {
			if seen[m.Document] {
				continue
			}
			if _, ok := copied(out[next], m); ok {
				take(m)
			}
		}
	}
	return out
}
