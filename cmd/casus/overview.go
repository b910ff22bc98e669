package main

import (
	"encoding/json"
	"fmt"
	"io"
	"sort"
	"strconv"
	"strings"

	"casus/lexicon"
	"casus/store"
)

// listed is how many names a line of the overview has.
const listed = 8

// overview prints what is in the store.
func (s *shower) overview() error {
	o, err := s.store.Overview(s.st.ctx)
	if err != nil {
		return err
	}
	if s.JSON {
		enc := json.NewEncoder(s.out)
		enc.SetEscapeHTML(false)
		return enc.Encode(o)
	}
	fmt.Fprintf(s.out, "%s\n", s.view.bold(s.store.Dir()))
	line := func(name, text string) {
		if text != "" {
			io.WriteString(s.out, s.view.wrap(s.view.dim(name)+" "+text, 0))
		}
	}
	line("articles read:", fmt.Sprintf("%d (%s of text, %s)", o.Articles, number(o.Versions, "version"), number(o.Words, "word")))
	line("published:", published(o))
	line("outcomes:", countsText(o.Outcomes))
	if len(o.Kinds) > 1 || len(o.Kinds) == 1 && o.Kinds[0].Name != store.ArticleKind {
		line("kinds:", countsText(o.Kinds))
	}
	line("read, without an article:", countsText(o.NoArticle))
	line("not readable:", countsText(o.Failures))
	line("languages:", countsText(o.Languages))
	line("sources:", countsText(o.Sources))
	line("addresses asked for:", countsText(o.Visits))
	counts := eventsText(&store.EventCounts{Events: o.Events, Denied: o.Denied, Corrections: o.Corrections, Reports: o.Reports, Sources: o.Independent})
	line("events:", strings.Replace(counts, number(o.Events, "event"), strconv.Itoa(o.Events), 1)+copiesText(o.Copies))
	if o.Unmerged > 0 {
		line("not merged yet:", fmt.Sprintf("%d articles and reports; casus events update goes on", o.Unmerged))
	}
	line("reports:", fmt.Sprintf("%d; statements: %d; set aside: %d", o.Reports, o.Statements, o.SetAside))
	line("types:", countsText(o.Types))
	line("status:", countsText(o.Statuses))
	line("set aside:", countsText(o.Reasons))
	if o.Reports > 0 {
		dyads, err := s.store.Dyads(s.st.ctx)
		if err != nil {
			return err
		}
		line("pairs:", countsText(dyads))
	}
	if o.Tombstones > 0 {
		line("removed:", number(o.Tombstones, "tombstone"))
	}
	for _, r := range o.Runs {
		line(r.ID+":", fmt.Sprintf("%s, %s, casus %s; %s", r.Started, r.State, r.Versions.Casus, totalsText(r.Totals)))
	}
	q, err := qualityOf(s.st, s.store)
	if err != nil {
		return err
	}
	line("quality:", orElse(q.Sentence, "not measured; casus review does"))
	return nil
}

// published is the days from the first to the last.
func published(o *store.Overview) string {
	text := o.FirstDay
	if o.LastDay != o.FirstDay {
		text += " to " + o.LastDay
	}
	if o.NoDate > 0 {
		text = strings.TrimPrefix(fmt.Sprintf("%s, %d without a date", text, o.NoDate), ", ")
	}
	return text
}

// countsText is the first of a list of counts, and how many more there are.
func countsText(list []store.Count) string {
	var parts []string
	for i, c := range list {
		if i == listed {
			parts = append(parts, fmt.Sprintf("and %d more", len(list)-listed))
			break
		}
		parts = append(parts, fmt.Sprintf("%s %d", orElse(c.Name, "(not known)"), c.Number))
	}
	return strings.Join(parts, ", ")
}

// nothing says that nothing matches, and what comes near.
func (s *shower) nothing(read int) error {
	text := fmt.Sprintf("no report matches %q; articles read: %d", s.What, read)
	codes, err := s.store.Codes(s.st.ctx)
	if err != nil {
		return err
	}
	near := nearest(strings.ToLower(s.What), codes)
	switch {
	case len(near) > 0:
		text += "; near it: " + strings.Join(near, ", ")
	case len(codes) > 0:
		text += "; the store has " + countsText(codes)
	}
	return fmt.Errorf("%s", text)
}

// codeOf is the country of a name such as "Iran" or "Iranian"; empty if there
// is none.
func codeOf(words string) string {
	lex, err := lexicon.Load()
	if err != nil {
		return ""
	}
	for a := range lex.Aliases() {
		if strings.EqualFold(a.Words, words) && a.Country != "" {
			return a.Country
		}
		if strings.EqualFold(a.Words, words) && a.Actor != nil {
			return a.Actor.ID
		}
	}
	return ""
}

// nearest is the codes that hold the words or differ by few letters, the
// nearest first.
func nearest(words string, codes []store.Count) []string {
	type near struct {
		code string
		far  int
	}
	var list []near
	for _, c := range codes {
		code := strings.ToLower(c.Name)
		far := distance(words, code)
		if len(words) >= 3 && strings.Contains(code, words) {
			far = 0
		}
		if far <= len(words)/4 {
			list = append(list, near{c.Name, far})
		}
	}
	sort.SliceStable(list, func(i, j int) bool { return list[i].far < list[j].far })
	var names []string
	for _, n := range list[:min(5, len(list))] {
		names = append(names, n.code)
	}
	return names
}

// distance is the number of letters to change, leave out or put in to make b
// out of a.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		last := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := last
			if a[i] != b[j] {
				cost++
			}
			last = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
