package main

import (
	"fmt"
	"io"
	"sort"
	"strings"
	"time"
	"unicode/utf8"

	"casus/record"
)

// account is one report with the story that tells it.
type account struct {
	story  *record.Story
	report *record.Report
}

// told is every report of the stories, in order.
func told(stories []*record.Story) []account {
	var list []account
	for _, s := range stories {
		for i := range s.Reports {
			list = append(list, account{s, &s.Reports[i]})
		}
	}
	return list
}

// told prints a report and where it stands.
func (v *view) told(b *strings.Builder, t account) {
	v.report(b, t.story, t.report)
	b.WriteString(v.wrap(v.dim(strings.Join(nonEmpty(record.Value(t.story.Publisher), dayOf(record.Value(t.story.Published)), "“"+t.story.Title+"”"), " · ")), 4))
}

// tour prints what the articles are, a selection of what was coded, one report
// with its trace, and what to do next.
func tour(v *view, stories []*record.Story) error {
	var b strings.Builder
	list := told(stories)
	b.WriteString(v.bold(v.wrap(overview(stories), 0)))
	b.WriteString(v.wrap(coded(stories), 0))
	picked := pick(list)
	if len(picked) > 0 {
		fmt.Fprintf(&b, "\n%s\n", v.bold(fmt.Sprintf("%d of the %d reports, chosen to differ", len(picked), len(list))))
	}
	for _, t := range picked {
		b.WriteString("\n")
		v.told(&b, t)
	}
	id := "ID"
	if t, ok := best(picked); ok {
		id = t.report.ID
		fmt.Fprintf(&b, "\n%s\n\n", v.bold("One of them again, with why it was coded so"))
		v.trace = true
		v.told(&b, t)
		v.trace = false
	}
	b.WriteString("\n")
	b.WriteString(v.wrap("Not all of it is right. README.md says how much is, measured on thirty of these articles; casus eval measures it on annotated ones of your own.", 0))
	b.WriteString("\n" + next(id))
	_, err := io.WriteString(v.out, b.String())
	return err
}

// overview says what the articles are.
func overview(stories []*record.Story) string {
	outlets, first, last := map[string]bool{}, "", ""
	for _, s := range stories {
		outlets[record.Value(s.Publisher)] = true
		day := dayOf(record.Value(s.Published))
		if first == "" || day < first {
			first = day
		}
		last = max(last, day)
	}
	return fmt.Sprintf("%d articles from %d outlets over %d days, %s to %s, written for this demo. Nothing leaves this machine.",
		len(stories), len(outlets), days(first, last), first, last)
}

// dayOf is the day of a time as a row gives it.
func dayOf(published string) string { return published[:min(len(published), len(time.DateOnly))] }

// days counts the days from the first to the last, both included.
func days(first, last string) int {
	from, err := time.Parse(time.DateOnly, first)
	if err != nil {
		return 0
	}
	to, err := time.Parse(time.DateOnly, last)
	if err != nil {
		return 0
	}
	return int(to.Sub(from).Hours()/24) + 1
}

// coded says how much was coded, and what became of the rest.
func coded(stories []*record.Story) string {
	var reports, statements, aside, sentences, words int
	for _, s := range stories {
		reports += len(s.Reports)
		statements += len(s.Statements)
		aside += len(s.SetAside)
		sentences += s.Counts.Sentences
		words += s.Counts.Words
	}
	return fmt.Sprintf("Coded %d reports and %d statements in %d sentences (%d words). %d actions set aside, each with its reason.",
		reports, statements, sentences, words, aside)
}

// next says what can be done now.
func next(id string) string {
	lines := [][2]string{
		{"casus demo --all", "every report of these articles"},
		{"casus demo " + id, "one report with its trace"},
		{"casus demo --out articles", "these articles as files, to try the other verbs on"},
		{"casus code my-article.txt", "an article of your own: text, Markdown, a saved page, JSON Lines, CSV"},
		{"casus code --trace my-article.txt", "the same, and why each action was coded or set aside"},
		{"casus add articles", "keep coded articles in a store, these or yours"},
		{"casus show RUS-IRN", "what the store has of two countries"},
	}
	wide := 0
	for _, l := range lines {
		wide = max(wide, utf8.RuneCountInString(l[0]))
	}
	var b strings.Builder
	b.WriteString("Next:\n")
	for _, l := range lines {
		fmt.Fprintf(&b, "  %-*s  %s\n", wide, l[0], l[1])
	}
	return b.String()
}

// shown is how many reports the tour shows.
const shown = 8

// wishes are what the tour would like to show, the rarest first: a report
// answers to the first that is still open.
var wishes = []func(*record.Report) bool{
	func(r *record.Report) bool { return r.Status == "denied" },
	func(r *record.Report) bool { return r.Attribution != nil && r.Attribution.Kind == "outlet" },
	func(r *record.Report) bool { return r.Attribution != nil && r.Attribution.Kind == "anonymous" },
	func(r *record.Report) bool { return r.Status == "planned" },
	func(r *record.Report) bool { return r.Quad == 2 },
	func(r *record.Report) bool { return r.Quad == 4 && r.Killed != nil },
	func(r *record.Report) bool { return r.Quad == 1 && r.Status == "occurred" },
	func(r *record.Report) bool { return r.Quad == 3 && r.Status == "occurred" },
	func(r *record.Report) bool { return r.Status == "conditional" },
	func(r *record.Report) bool { return r.Quad == 4 },
}

// pick chooses for every wish the most telling report that differs from those
// chosen before, and returns them by day.
func pick(list []account) []account {
	var picked []account
	for _, wish := range wishes {
		if len(picked) == shown {
			break
		}
		top, at := 0, -1
		for i, t := range list {
			if !wish(t.report) {
				continue
			}
			if n := telling(t) - likeness(t, picked); n > top {
				top, at = n, i
			}
		}
		if at >= 0 {
			picked = append(picked, list[at])
		}
	}
	sort.SliceStable(picked, func(i, j int) bool { return day(picked[i]) < day(picked[j]) })
	return picked
}

// day is when the event was, else when the story was published.
func day(t account) string {
	return orElse(record.Value(t.report.Date), record.Value(t.story.Published))
}

// telling is how well a report can be understood by itself, 0 for one that
// cannot. It counts for a report that two sides and two countries take part,
// that the lexicon knows who they are, that there is a day, a place and
// somebody on whose word it stands, and that its sentence is neither short nor
// long and does not begin with a word that points back.
func telling(t account) int {
	r := t.report
	if r.Background || len(r.Evidence) == 0 || len(r.Actors) == 0 || !known(r) {
		return 0
	}
	score := 10
	if len(r.Actors)+len(r.Recipients) > 1 {
		score += 10
	}
	quote := squeeze(r.Evidence[0].Quote)
	if r.Evidence[0].Field == "text" {
		score += 2
	}
	if n := utf8.RuneCountInString(quote); n >= 60 && n <= 220 {
		score += 3
	}
	if word, _, _ := strings.Cut(quote, " "); pointsBack[strings.Trim(word, "“\",")] {
		score -= 6
	}
	if r.Date != nil && record.Value(r.DatePrecision) == "day" {
		score += 3
	}
	if strings.Contains(sides(r), " ") {
		score += 6
	}
	if inLexicon(r.Actors) && inLexicon(r.Recipients) {
		score += 3
	}
	if r.Place != nil {
		score++
	}
	if r.Attribution != nil {
		score += 2
	}
	return score + int(5*r.Confidence)
}

var pointsBack = map[string]bool{
	"He": true, "She": true, "It": true, "They": true, "His": true, "Her": true, "Its": true, "Their": true,
	"This": true, "That": true, "These": true, "Those": true, "We": true, "Both": true,
}

// known reports whether every participant has a country and a sector.
func known(r *record.Report) bool {
	for _, side := range [][]record.Entity{r.Actors, r.Recipients} {
		for i := range side {
			if side[i].Country == nil || side[i].Sector == nil {
				return false
			}
		}
	}
	return true
}

// inLexicon reports whether the lexicon knows everybody on the side.
func inLexicon(side []record.Entity) bool {
	for i := range side {
		if side[i].Actor == nil {
			return false
		}
	}
	return true
}

// likeness is how much a report repeats what is picked already.
func likeness(t account, picked []account) int {
	n := 0
	for _, p := range picked {
		if p.report == t.report {
			return 100
		}
		if p.story == t.story {
			n += 4
		}
		if p.report.Type == t.report.Type {
			n += 6
		}
		if sides(p.report) == sides(t.report) {
			n += 4
		}
	}
	return n
}

// sides is the countries of a report's participants.
func sides(r *record.Report) string {
	seen := map[string]bool{}
	for _, side := range [][]record.Entity{r.Actors, r.Recipients} {
		for i := range side {
			seen[record.Value(side[i].Country)] = true
		}
	}
	var names []string
	for name := range seen {
		names = append(names, name)
	}
	sort.Strings(names)
	return strings.Join(names, " ")
}

// best is the account whose trace has the most steps.
func best(list []account) (account, bool) {
	top, at := -1, -1
	for i, t := range list {
		if n := len(t.report.Trace.Steps); n > top {
			top, at = n, i
		}
	}
	if at < 0 {
		return account{}, false
	}
	return list[at], true
}
