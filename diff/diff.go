// Package diff says how two codings of one article differ, and why: reports and
// statements that are new, gone or changed, field by field, with what had a hand
// in it (another text, another version of the program, another entry or rule).
//
// It reads two record.Story of one document and changes nothing. Reports are the
// same when their ids are, whatever their offsets; statements when the same
// sentence has the same words. What follows from other fields (score, quad,
// confidence) and the trace are no differences; the trace is a reason.
package diff

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"casus/record"
)

// Kind is what happened to a report or statement between two codings.
type Kind string

// The kinds.
const (
	Added     Kind = "added"
	Withdrawn Kind = "withdrawn"
	Changed   Kind = "changed"
)

// Change is one difference. Report or Statement is that of the later coding; of
// what was withdrawn that of the earlier one.
type Change struct {
	Document  string            `json:"document"`
	What      string            `json:"what"` // report, statement
	Kind      Kind              `json:"change"`
	Report    *record.Report    `json:"report,omitempty"`
	Statement *record.Statement `json:"statement,omitempty"`
	Fields    []Field           `json:"fields,omitempty"` // of what changed
	Why       Why               `json:"why"`

	at int // where it stands in the article
}

// Field is one field of a report or statement, as a person reads it; empty where
// it is absent.
type Field struct {
	Name   string `json:"field"`
	Before string `json:"before"`
	After  string `json:"after"`
}

// Stories lists what differs between two codings of one article, in the order of
// the text. One of them may be nil: the article was not there.
func Stories(a, b *record.Story) []Change {
	r := newReasons(a, b)
	list := append(r.reports(), r.statements()...)
	slices.SortStableFunc(list, func(x, y Change) int { return cmp.Compare(x.at, y.at) })
	return list
}

// reports compares the reports of both codings by their ids.
func (r *reasons) reports() []Change {
	var list []Change
	after := map[string]*record.Report{}
	for i := range r.b.Reports {
		after[r.b.Reports[i].ID] = &r.b.Reports[i]
	}
	note := func(k Kind, old, now, shown *record.Report, fields []Field) {
		list = append(list, Change{
			Document: r.b.Document, What: "report", Kind: k, Report: shown, Fields: fields,
			Why: r.why(old, now), at: position(shown.Evidence),
		})
	}
	for i := range r.a.Reports {
		old := &r.a.Reports[i]
		now := after[old.ID]
		delete(after, old.ID)
		if now == nil {
			note(Withdrawn, old, nil, old, nil)
		} else if fields := Fields(old, now); len(fields) > 0 {
			note(Changed, old, now, now, fields)
		}
	}
	for i := range r.b.Reports {
		if now := &r.b.Reports[i]; after[now.ID] == now {
			note(Added, nil, now, now, nil)
		}
	}
	return list
}

// position orders evidence: titles before texts before captions.
func position(list []record.Evidence) int {
	const field = 1 << 40
	at := 0
	if len(list) > 0 {
		at = list[0].Start
		switch list[0].Field {
		case "text":
			at += field
		case "caption":
			at += 2 * field
		}
	}
	return at
}

// statements compares the statements with the same words in the same sentence.
func (r *reasons) statements() []Change {
	after := map[string]*record.Statement{}
	for i, key := range statementKeys(r.b.Statements) {
		after[key] = &r.b.Statements[i]
	}
	var list []Change
	note := func(k Kind, s *record.Statement, fields []Field) {
		list = append(list, Change{
			Document: r.b.Document, What: "statement", Kind: k, Statement: s, Fields: fields,
			Why: r.common(), at: position([]record.Evidence{s.Evidence}),
		})
	}
	for i, key := range statementKeys(r.a.Statements) {
		s := &r.a.Statements[i]
		now := after[key]
		if now == nil {
			note(Withdrawn, s, nil)
			continue
		}
		delete(after, key)
		var f fieldList
		f.add("speaker", SourceText(s.Speaker), SourceText(now.Speaker))
		f.add("addressee", entityText(s.Addressee), entityText(now.Addressee))
		f.add("through", entityText(s.Through), entityText(now.Through))
		if len(f) > 0 {
			note(Changed, now, f)
		}
	}
	for i, key := range statementKeys(r.b.Statements) {
		if s := &r.b.Statements[i]; after[key] == s {
			note(Added, s, nil)
		}
	}
	return list
}

// statementKeys tells statements apart: by field, sentence, words, and which of
// several such it is.
func statementKeys(list []record.Statement) []string {
	seen := map[string]int{}
	keys := make([]string, len(list))
	for i := range list {
		s := &list[i]
		key := s.Evidence.Field + "\x00" + s.Sentence + "\x00" + s.Content
		seen[key]++
		keys[i] = fmt.Sprintf("%s\x00%d", key, seen[key])
	}
	return keys
}

// fieldList gathers the fields that differ.
type fieldList []Field

func (f *fieldList) add(name, before, after string) {
	if before != after {
		*f = append(*f, Field{name, before, after})
	}
}

// Fields lists the fields in which two codings of one report differ.
func Fields(a, b *record.Report) []Field {
	var f fieldList
	f.add("type", TypeText(a), TypeText(b))
	f.add("cameo", a.CAMEO, b.CAMEO)
	f.add("contexts", strings.Join(a.Contexts, " "), strings.Join(b.Contexts, " "))
	f.add("actors", sideText(a.Actors), sideText(b.Actors))
	f.add("recipients", sideText(a.Recipients), sideText(b.Recipients))
	f.add("date", record.Value(a.Date)+dash(a.DateEnd), record.Value(b.Date)+dash(b.DateEnd))
	f.add("place", placeText(a.Place), placeText(b.Place))
	f.add("status", a.Status, b.Status)
	f.add("background", fmt.Sprint(a.Background), fmt.Sprint(b.Background))
	f.add("attribution", SourceText(a.Attribution), SourceText(b.Attribution))
	f.add("killed", numberText(a.Killed), numberText(b.Killed))
	f.add("injured", numberText(a.Injured), numberText(b.Injured))
	if !slices.Equal(a.Sentences, b.Sentences) {
		f.add("evidence", strings.Join(a.Sentences, " / "), strings.Join(b.Sentences, " / "))
	}
	return f
}

// TypeText is the type of a report with its mode.
func TypeText(r *record.Report) string {
	return words(r.Type, record.Value(r.Mode))
}

// Summary is a report in one line: type, who and whom, day.
func Summary(r *record.Report) string {
	parts := []string{TypeText(r), sideText(r.Actors) + " > " + sideText(r.Recipients)}
	if r.Date != nil {
		parts = append(parts, *r.Date+dash(r.DateEnd))
	}
	return strings.Join(parts, "; ")
}

// SourceText is who says something, in words, codes and kind; empty for nobody.
func SourceText(s *record.Source) string {
	if s == nil {
		return ""
	}
	return entityText(&s.Entity) + ", " + s.Kind
}

func dash(end *string) string {
	if end == nil {
		return ""
	}
	return "/" + *end
}

func placeText(p *record.Place) string {
	if p == nil {
		return ""
	}
	return words(p.Name, record.Value(p.Country), p.Level)
}

func numberText(n *record.Number) string {
	if n == nil {
		return ""
	}
	return n.Text
}

func sideText(list []record.Entity) string {
	names := make([]string, len(list))
	for i := range list {
		names[i] = entityText(&list[i])
	}
	return strings.Join(names, ", ")
}

// entityText is the words, codes, id and office of an entity.
func entityText(e *record.Entity) string {
	if e == nil {
		return ""
	}
	office := ""
	if e.Role != nil {
		office = e.Role.Office
	}
	codes := words(record.Value(e.Country), record.Value(e.Sector), record.Value(e.Actor), office)
	if codes == "" {
		return e.Text
	}
	return e.Text + " [" + codes + "]"
}

// words joins what is not empty.
func words(list ...string) string {
	return strings.Join(slices.DeleteFunc(list, func(s string) bool { return s == "" }), " ")
}
