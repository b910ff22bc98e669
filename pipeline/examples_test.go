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
			d := article(x.Sentence)
			p.Process(d)
			if x.Want {
				if why := wanting(d, entry, &x); why != "" {
					t.Errorf("%s: %s: + %s\n\t%s\n%s", x.Line, entry.ID, x.Sentence, why, outcome(d))
				}
			} else if r := codedBy(d, entry); r != nil {
				t.Errorf("%s: %s: − %s\n\tcoded %s\n%s", x.Line, entry.ID, x.Sentence, r.Type, outcome(d))
			}
		}
	}
}

// codedBy is the report that the entry itself coded, nil if there is none.
func codedBy(d *doc.Document, entry *lexicon.Predicate) *doc.Report {
	for i := range d.Reports {
		if strings.HasPrefix(d.Reports[i].Trace.Entry, entry.ID+" (") {
			return &d.Reports[i]
		}
	}
	return nil
}

// wanting says what an example lacks; empty when all is there.
func wanting(d *doc.Document, entry *lexicon.Predicate, x *lexicon.Example) string {
	why := "no report of type " + entry.Type.String()
	for i := range d.Reports {
		r := &d.Reports[i]
		if r.Type != entry.Type {
			continue
		}
		if !x.Checked {
			return ""
		}
		switch {
		case !sideIs(d, r.Actors, x.Actors):
			why = "actors are not " + strings.Join(x.Actors, ", ")
		case !sideIs(d, r.Recipients, x.Recipients):
			why = "recipients are not " + strings.Join(x.Recipients, ", ")
		default:
			return ""
		}
	}
	return why
}

// sideIs reports whether each wanted country code or word is on the side, and
// nobody is where nobody is wanted.
func sideIs(d *doc.Document, refs []doc.Ref, want []string) bool {
	if len(want) == 0 {
		return len(refs) == 0
	}
	for _, w := range want {
		found := false
		for _, ref := range refs {
			e := &d.Entities[ref.Entity]
			words := e.Name
			if ref.Mention != doc.None {
				words += " " + d.Mentions[ref.Mention].Span.Of(d.Text)
			}
			found = found || e.Country == w || e.Sector == w || strings.Contains(strings.ToLower(words), strings.ToLower(w))
		}
		if !found {
			return false
		}
	}
	return true
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
