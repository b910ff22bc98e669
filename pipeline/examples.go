package pipeline

import (
	"strings"

	"casus/doc"
	"casus/lexicon"
)

// Example codes the sentence of an example and says how it fails the entry that
// it stands under; empty if it does not. A + must give a report of the entry's
// type with the participants that it names; a − must give none by the entry
// itself.
func (p *Pipeline) Example(entry *lexicon.Predicate, x *lexicon.Example) (d *doc.Document, why string) {
	d = exampleArticle(x.Sentence)
	p.Process(d)
	if x.Want {
		return d, wanting(d, entry, x)
	}
	if r := codedBy(d, entry); r != nil {
		return d, "coded " + r.Type.String()
	}
	return d, ""
}

// exampleArticle wraps one sentence as a document published on a Thursday.
func exampleArticle(sentence string) *doc.Document {
	d := &doc.Document{
		ID: "example", StoryID: "example", Language: "en", Text: sentence,
		Published: doc.Instant{Date: doc.Date{Year: 2026, Month: 11, Day: 19}},
		Blocks:    []doc.Block{{Kind: doc.Paragraph}},
	}
	d.Blocks[0].Span.End = len(sentence)
	for f := range d.Regions {
		d.Regions[f] = d.Blocks[0].Span
		if doc.Field(f) != doc.FieldText {
			d.Regions[f].Start = len(sentence)
		}
	}
	d.Regions[doc.FieldTitle].Start, d.Regions[doc.FieldTitle].End = 0, 0
	return d
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
