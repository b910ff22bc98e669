package review

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"

	"casus/ontology"
)

// Quality is quality.json: how often the reports of a store are right, how
// many events were missed, and what both were measured on.
type Quality struct {
	Format    int        `json:"format"`
	Sentence  string     `json:"sentence"` // to paste
	Precision *Precision `json:"precision"`
	Recall    *RecallOf  `json:"recall"`
}

// Figure is a share with its 95 % interval. The numbers are null where nothing
// is known.
type Figure struct {
	Right    int      `json:"right"` // cards
	Of       int      `json:"of"`
	Estimate *float64 `json:"estimate"`
	Low      *float64 `json:"low"`
	High     *float64 `json:"high"`
}

// Drawn is what a part of the quality was measured on.
type Drawn struct {
	Sentence     string   `json:"sentence"`
	Stale        []string `json:"stale"` // why it does not hold for the store as it is; empty if it does
	Sample       string   `json:"sample"`
	Design       Design   `json:"design"`
	Seed         uint64   `json:"seed"`
	Population   int      `json:"population"` // reports, or articles
	Cards        int      `json:"cards"`      // drawn
	Judged       int      `json:"judged"`     // the unsure ones among them
	Carried      int      `json:"carried"`    // of Judged, judged for an earlier sample
	Unsure       int      `json:"unsure"`
	StoppedEarly bool     `json:"stopped_early"` // not all cards are judged
	Judges       int      `json:"judges"`
	First        string   `json:"first_judged"` // RFC 3339; empty if none is judged
	Last         string   `json:"last_judged"`
	MeasuredOn   Mix      `json:"measured_on"`
}

// Precision is how often reports are right.
type Precision struct {
	Drawn
	Method    string       `json:"method"` // wilson, weighted
	Strict    Figure       `json:"strict"` // event, type, actor, recipient and status
	Event     Figure       `json:"event"`  // there is an event
	All       Figure       `json:"all"`    // right in every field
	Lowest    *float64     `json:"strict_if_unsure_wrong"`
	Highest   *float64     `json:"strict_if_unsure_right"`
	Fields    []FieldOf    `json:"fields"` // of the reports that are events
	Types     []TypeOf     `json:"types"`  // as coded
	Agreement *AgreementOf `json:"agreement"`
}

// FieldOf is the figure of one field.
type FieldOf struct {
	Field Field `json:"field"`
	Figure
}

// TypeOf is the figures of the reports of one event type.
type TypeOf struct {
	Type       string   `json:"type"`
	Population int      `json:"population"` // 0 where the design does not say
	Inclusion  *float64 `json:"inclusion"`  // null where the design does not say
	Strict     Figure   `json:"strict"`
	Event      Figure   `json:"event"`
	All        Figure   `json:"all"`
}

// AgreementOf is what a second, blind reading of some cards agreed on: whether
// a report is right in the strict sense.
type AgreementOf struct {
	Agreed Figure   `json:"agreed"` // Wilson
	Kappa  *float64 `json:"kappa"`  // Cohen's; null where chance alone would agree
	Low    *float64 `json:"kappa_low"`
	High   *float64 `json:"kappa_high"`
	Same   int      `json:"same_judge"` // of Agreed.Of, read twice by one person
	Apart  []string `json:"apart"`      // reports on which the readings differ, in any way
}

// RecallOf is how many of the events of an article have a report.
type RecallOf struct {
	Drawn
	Method string `json:"method"` // bootstrap over articles
	Found  int    `json:"found"`
	Missed int    `json:"missed"`
	Figure Figure `json:"events"`
}

// Quality works the figures out, held against the mix of the store as it is.
// The parts for which nothing was judged are nil.
func (r *Review) Quality(now Mix) *Quality {
	q := &Quality{Format: format}
	var parts []string
	if s := r.Current(false); s != nil {
		if q.Precision = r.precision(s, now); q.Precision != nil {
			parts = append(parts, q.Precision.Sentence)
		}
	}
	if s := r.Current(true); s != nil {
		if q.Recall = r.recall(s, now); q.Recall != nil {
			parts = append(parts, q.Recall.Sentence)
		}
	}
	q.Sentence = strings.Join(parts, " ")
	return q
}

// seen is a card with the judgement that counts.
type seen struct {
	card *Card
	*Judgement
}

// drawn describes a sample and lists what was judged of it; nil if nothing.
func (r *Review) drawn(s *Sample, now Mix) (*Drawn, []seen) {
	d := &Drawn{
		Sample: s.ID, Design: s.Design, Seed: s.Seed, Population: s.Population, Cards: len(s.Cards), MeasuredOn: s.From,
		Stale: append([]string{}, Stale(s.From, now, s.Design == Articles)...),
	}
	var list []seen
	judges := map[string]bool{}
	for i := range s.Cards {
		j := r.Judged(s, 1, s.Cards[i].ID)
		if j == nil {
			continue
		}
		list = append(list, seen{&s.Cards[i], j})
		judges[j.Judge] = true
		if d.First == "" || j.At < d.First {
			d.First = j.At
		}
		d.Last = max(d.Last, j.At)
		if j.Verdict == Unsure {
			d.Unsure++
		}
		if j.Carried != "" {
			d.Carried++
		}
	}
	d.Judged, d.Judges, d.StoppedEarly = len(list), len(judges), len(list) < len(s.Cards)
	if len(list) == 0 {
		return nil, nil
	}
	return d, list
}

// measure is a question to the judgements: whether one is about it, and
// whether it says yes.
type measure struct {
	base, right func(*Judgement) bool
}

func always(*Judgement) bool { return true }

func event(j *Judgement) bool { return j.Verdict != NoEvent }

// rightIn asks for an event that is right in all of some fields.
func rightIn(fields ...Field) func(*Judgement) bool {
	return func(j *Judgement) bool { return j.is(fields) }
}

var (
	strictly = measure{always, rightIn(strict...)}
	eventful = measure{always, event}
	wholly   = measure{always, rightIn(Fields()...)}
)

func (r *Review) precision(s *Sample, now Mix) *Precision {
	d, list := r.drawn(s, now)
	if d == nil {
		return nil
	}
	sure := slices.DeleteFunc(slices.Clone(list), func(x seen) bool { return x.Verdict == Unsure })
	p := &Precision{Drawn: *d, Method: "wilson"}
	if s.Design == PerType {
		p.Method = "weighted"
	}
	p.Strict, p.Event, p.All = figure(s, sure, strictly), figure(s, sure, eventful), figure(s, sure, wholly)
	for _, f := range Fields() {
		p.Fields = append(p.Fields, FieldOf{f, figure(s, sure, measure{event, rightIn(f)})})
	}
	p.Types = types(s, sure)
	p.Lowest = figure(s, settled(list, NoEvent), strictly).Estimate
	p.Highest = figure(s, settled(list, Right), strictly).Estimate
	p.Agreement = r.agreement(s)
	p.Sentence = p.sentence()
	return p
}

// settled is the judgements with the unsure ones read as a verdict.
func settled(list []seen, as Verdict) []seen {
	list = slices.Clone(list)
	for i := range list {
		if list[i].Verdict == Unsure {
			list[i].Judgement = &Judgement{Verdict: as}
		}
	}
	return list
}

// figure is the answer to a measure for the whole store.
func figure(s *Sample, list []seen, m measure) Figure {
	of, right := count(list, m)
	if s.Design != PerType {
		return plain(right, of)
	}
	var strata []Stratum
	for _, c := range s.Classes {
		part := only(list, c.Name)
		base, yes := count(part, m)
		strata = append(strata, Stratum{c.Population, len(part), base, yes})
	}
	f := Figure{Right: right, Of: of}
	if share, i, ok := Weighted(strata); ok {
		f.Estimate, f.Low, f.High = rounded(share), rounded(i.Low), rounded(i.High)
	}
	return f
}

// plain is a share with Wilson's interval.
func plain(right, of int) Figure {
	f := Figure{Right: right, Of: of}
	if of > 0 {
		i := Wilson(right, of)
		f.Estimate, f.Low, f.High = rounded(float64(right)/float64(of)), rounded(i.Low), rounded(i.High)
	}
	return f
}

// rounded is to four decimals.
func rounded(x float64) *float64 {
	x = math.Round(x*10000) / 10000
	return &x
}

func count(list []seen, m measure) (of, right int) {
	for _, x := range list {
		if m.base(x.Judgement) {
			of++
			if m.right(x.Judgement) {
				right++
			}
		}
	}
	return of, right
}

func only(list []seen, class string) []seen {
	var part []seen
	for _, x := range list {
		if x.card.Class == class {
			part = append(part, x)
		}
	}
	return part
}

// types is the figures by event type, in the order of the codebook.
func types(s *Sample, list []seen) []TypeOf {
	rows := []TypeOf{}
	for _, t := range ontology.Types() {
		part := only(list, t.String())
		row := TypeOf{Type: t.String()}
		for _, c := range s.Classes {
			if c.Name == row.Type {
				row.Population, row.Inclusion = c.Population, rounded(float64(c.Drawn)/float64(c.Population))
			}
		}
		if len(part) == 0 && row.Population == 0 {
			continue
		}
		for _, x := range []struct {
			into *Figure
			measure
		}{{&row.Strict, strictly}, {&row.Event, eventful}, {&row.All, wholly}} {
			of, right := count(part, x.measure)
			*x.into = plain(right, of)
		}
		rows = append(rows, row)
	}
	return rows
}

// agreement holds the second readings against the first; nil where there are
// none that both were sure of.
func (r *Review) agreement(s *Sample) *AgreementOf {
	a := &AgreementOf{Apart: []string{}}
	var table [4]int // both, neither, first, second
	for _, c := range s.Cards {
		first, second := r.Judged(s, 1, c.ID), r.Judged(s, 2, c.ID)
		if first == nil || second == nil || first.Verdict == Unsure || second.Verdict == Unsure {
			continue
		}
		switch one, two := first.is(strict), second.is(strict); {
		case one && two:
			table[0]++
		case !one && !two:
			table[1]++
		case one:
			table[2]++
		default:
			table[3]++
		}
		if first.Judge == second.Judge {
			a.Same++
		}
		if first.Verdict != second.Verdict || !slices.Equal(first.Wrong, second.Wrong) {
			a.Apart = append(a.Apart, c.ID)
		}
	}
	n := table[0] + table[1] + table[2] + table[3]
	if n == 0 {
		return nil
	}
	a.Agreed = plain(table[0]+table[1], n)
	if k, ok := Kappa(table[0], table[1], table[2], table[3]); ok {
		a.Kappa = rounded(k)
		if i, ok := kappaInterval(table[0], table[1], table[2], table[3]); ok {
			a.Low, a.High = rounded(i.Low), rounded(i.High)
		}
	}
	sort.Strings(a.Apart)
	return a
}

func (r *Review) recall(s *Sample, now Mix) *RecallOf {
	d, list := r.drawn(s, now)
	if d == nil {
		return nil
	}
	q := &RecallOf{Drawn: *d, Method: "bootstrap over articles"}
	var counted []Counted
	for _, x := range list {
		if x.Verdict == Read {
			counted = append(counted, Counted{x.Found, x.Missed})
			q.Found, q.Missed = q.Found+x.Found, q.Missed+x.Missed
		}
	}
	q.Figure = Figure{Right: q.Found, Of: q.Found + q.Missed}
	if share, i, ok := Recall(counted); ok {
		q.Figure.Estimate, q.Figure.Low, q.Figure.High = rounded(share), rounded(i.Low), rounded(i.High)
	}
	q.Sentence = q.sentence()
	return q
}

// Bytes is the file.
func (q *Quality) Bytes() ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(q); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// Empty reports whether nothing was measured.
func (q *Quality) Empty() bool { return q.Precision == nil && q.Recall == nil }

// Stale is why figures do not hold for the store as it is, each reason once.
func (q *Quality) Stale() []string {
	var why []string
	if q.Precision != nil {
		why = append(why, q.Precision.Stale...)
	}
	if q.Recall != nil {
		why = append(why, q.Recall.Stale...)
	}
	slices.Sort(why)
	return slices.Compact(why)
}

// Write puts quality.json into a folder, in one move.
func (q *Quality) Write(dir string) error {
	data, err := q.Bytes()
	if err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, QualityName+".*")
	if err != nil {
		return fmt.Errorf("write quality: %w", err)
	}
	_, err = f.Write(data)
	for _, step := range []func() error{
		func() error { return f.Chmod(0o644) }, f.Sync, f.Close,
		func() error { return os.Rename(f.Name(), filepath.Join(dir, QualityName)) },
	} {
		if err == nil {
			err = step()
		}
	}
	if err != nil {
		f.Close()
		os.Remove(f.Name())
		return fmt.Errorf("write quality: %w", err)
	}
	return nil
}

// SoFar is the strict precision of what is judged of a sample until now, or
// the recall. It is quick enough to be asked for between two cards.
func (r *Review) SoFar(s *Sample) Figure {
	_, list := r.drawn(s, s.From)
	list = slices.DeleteFunc(list, func(x seen) bool { return x.Verdict == Unsure })
	if s.Design != Articles {
		return figure(s, list, strictly)
	}
	f := Figure{}
	for _, x := range list {
		f.Right, f.Of = f.Right+x.Found, f.Of+x.Found+x.Missed
	}
	return f
}
