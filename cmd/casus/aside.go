package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"casus/record"
)

// asides gathers what was set aside in many articles.
type asides struct {
	articles int // that have any
	number   int
	reasons  map[string]*reasonAside
}

// reasonAside is what was set aside for one reason.
type reasonAside struct {
	Reason     string            `json:"reason"`
	Number     int               `json:"number"`
	Articles   int               `json:"articles"`
	Predicates []*predicateAside `json:"predicates"`
	byName     map[string]*predicateAside
}

// predicateAside is a predicate that was set aside for a reason, with the first
// of its sentences.
type predicateAside struct {
	Predicate string `json:"predicate"` // without the number of its entry: "withdraw/v"
	Number    int    `json:"number"`
	Trigger   string `json:"trigger"`
	Detail    string `json:"detail"`
	Sentence  string `json:"sentence"`
}

func newAsides() *asides { return &asides{reasons: map[string]*reasonAside{}} }

// add takes what was set aside in one article.
func (l *asides) add(s *record.Story) error {
	l.number += len(s.SetAside)
	if len(s.SetAside) > 0 {
		l.articles++
	}
	seen := map[string]bool{}
	for i := range s.SetAside {
		a := &s.SetAside[i]
		r := l.reasons[a.Reason]
		if r == nil {
			r = &reasonAside{Reason: a.Reason, byName: map[string]*predicateAside{}}
			l.reasons[a.Reason] = r
		}
		r.add(a)
		if !seen[a.Reason] {
			seen[a.Reason] = true
			r.Articles++
		}
	}
	return nil
}

func (r *reasonAside) add(a *record.SetAside) {
	r.Number++
	name, _, _ := strings.Cut(a.Entry, "#")
	p := r.byName[name]
	if p == nil {
		p = &predicateAside{Predicate: name, Trigger: squeeze(a.Trigger), Detail: a.Detail, Sentence: squeeze(a.Sentence)}
		r.byName[name] = p
		r.Predicates = append(r.Predicates, p)
	}
	p.Number++
}

// sorted is the reasons, and the predicates of each, the most frequent first,
// then by name.
func (l *asides) sorted() []*reasonAside {
	list := []*reasonAside{}
	for _, r := range l.reasons {
		slices.SortFunc(r.Predicates, func(a, b *predicateAside) int {
			return cmp.Or(cmp.Compare(b.Number, a.Number), cmp.Compare(a.Predicate, b.Predicate))
		})
		list = append(list, r)
	}
	slices.SortFunc(list, func(a, b *reasonAside) int {
		return cmp.Or(cmp.Compare(b.Number, a.Number), cmp.Compare(a.Reason, b.Reason))
	})
	return list
}

// print prints the list for people, with the most frequent predicates of each
// reason, or all of it as one JSON object.
func (l *asides) print(v *view, asJSON bool) error {
	list := l.sorted()
	if asJSON {
		enc := json.NewEncoder(v.out)
		enc.SetEscapeHTML(false)
		return enc.Encode(struct {
			Number   int            `json:"set_aside"`
			Articles int            `json:"articles"`
			Reasons  []*reasonAside `json:"reasons"`
		}{l.number, l.articles, list})
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%d set aside in %s\n", l.number, number(l.articles, "article"))
	for _, r := range list {
		fmt.Fprintf(&b, "\n%s\n", v.bold(fmt.Sprintf("%s %d", r.Reason, r.Number))+v.dim(" in "+number(r.Articles, "article")))
		for i, p := range r.Predicates {
			if i == listed {
				b.WriteString(v.wrap(v.dim(fmt.Sprintf("and %d more predicates; --json has all", len(r.Predicates)-listed)), 2))
				break
			}
			b.WriteString(v.wrap(fmt.Sprintf("%d %s: \"%s\" %s — “%s”", p.Number, p.Predicate, p.Trigger, p.Detail, p.Sentence), 2))
		}
	}
	_, err := io.WriteString(v.out, b.String())
	return err
}

// asides prints what was set aside in all articles of the store.
func (s *shower) asides() error {
	list := newAsides()
	if err := s.store.Stories(s.st.ctx, list.add); err != nil {
		return err
	}
	return list.print(s.view, s.JSON)
}
