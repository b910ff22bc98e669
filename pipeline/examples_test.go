package pipeline_test

import (
	"strings"
	"testing"

	"casus/doc"
	"casus/lexicon"
	"casus/pipeline"
	"casus/span"
)

// article wraps one sentence as a document published on a Thursday.
func article(sentence string) *doc.Document {
	d := &doc.Document{
		ID: "example", StoryID: "example", Language: "en", Text: sentence,
		Published: doc.Instant{Date: doc.Date{Year: 2026, Month: 11, Day: 19}},
		Blocks:    []doc.Block{{Kind: doc.Paragraph, Span: span.Span{End: len(sentence)}}},
	}
	d.Regions[doc.FieldText] = span.Span{End: len(sentence)}
	for f := doc.FieldCaption; f < doc.NumFields; f++ {
		d.Regions[f] = span.Span{Start: len(sentence), End: len(sentence)}
	}
	return d
}

// TestPredicateExamples runs every example of the predicate lexicon: a + must
// give a report of the entry's type by an entry of the same lemma, with the
// participants that it names; a − must give none by the entry itself.
func TestPredicateExamples(t *testing.T) {
	lex, err := lexicon.Load()
	if err != nil {
		t.Fatal(err)
	}
	p, err := pipeline.New(pipeline.Options{Lexicon: lex})
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range lex.Predicates() {
		for _, x := range entry.Examples {
			if d, why := p.Example(entry, &x); why != "" {
				sign := map[bool]string{true: "+", false: "−"}[x.Want]
				t.Errorf("%s: %s: %s %s\n\t%s\n%s", x.Line, entry.ID, sign, x.Sentence, why, outcome(d))
			}
		}
	}
}

// outcome prints what was coded and what was set aside, so that a failure can
// be understood alone.
func outcome(d *doc.Document) string {
	var b strings.Builder
	for i := range d.Reports {
		r := &d.Reports[i]
		b.WriteString("\tgot " + r.Type.String() + " " + names(d, r.Actors) + " > " + names(d, r.Recipients) + " by " + r.Trace.Entry + ", " + r.Trace.Rule + "\n")
	}
	for _, a := range d.SetAside {
		b.WriteString("\tset aside " + a.Entry + ": " + a.Reason + ", " + a.Detail + "\n")
	}
	return b.String()
}

func names(d *doc.Document, refs []doc.Ref) string {
	var list []string
	for _, ref := range refs {
		list = append(list, d.Entities[ref.Entity].Name+" "+d.Entities[ref.Entity].Country)
	}
	return strings.Join(list, ", ")
}
