package diff

import (
	"slices"

	"casus/record"
)

// Why is what had a hand in a difference. What is the same in both codings is
// left out.
type Why struct {
	Article  bool    `json:"article,omitempty"`  // only one of both points of time has the article
	Text     bool    `json:"text"`               // the text of the article is another
	Versions []Field `json:"versions,omitempty"` // parts of the program that are others: casus, model, lexicon, places
	Entry    *Field  `json:"entry,omitempty"`    // of the lexicon, that coded the report
	Rule     *Field  `json:"rule,omitempty"`     // of the coder

	// SetAside is what the coding without the report says of its sentence and
	// trigger.
	SetAside *record.SetAside `json:"set_aside,omitempty"`

	// Gone and New are steps of the trace of one coding alone: who was taken for
	// whom, where the recipient came from, and so on.
	Gone []string `json:"steps_before,omitempty"`
	New  []string `json:"steps_after,omitempty"`
}

// Versions lists the parts in which two programs differ.
func Versions(a, b record.Versions) []Field {
	var f fieldList
	f.add("casus", a.Casus, b.Casus)
	f.add("model", a.Model, b.Model)
	f.add("lexicon", a.Lexicon, b.Lexicon)
	f.add("places", a.Places, b.Places)
	return f
}

// reasons finds the reasons for differences between two codings of one article.
type reasons struct {
	a, b *record.Story
	all  Why // what holds for every difference
}

func newReasons(a, b *record.Story) *reasons {
	if a == nil {
		return &reasons{&record.Story{Document: b.Document}, b, Why{Article: true}}
	} else if b == nil {
		return &reasons{a, &record.Story{Document: a.Document}, Why{Article: true}}
	}
	return &reasons{a, b, Why{Text: a.Version != b.Version, Versions: Versions(a.Versions, b.Versions)}}
}

// common is the reasons that do not hang on a report.
func (r *reasons) common() Why {
	w := r.all
	w.Versions = slices.Clone(w.Versions)
	return w
}

// why is the reasons for the difference of one report; nil is the coding that
// does not have it.
func (r *reasons) why(old, now *record.Report) Why {
	w := r.common()
	var before, after record.Trace
	switch {
	case old == nil:
		after = now.Trace
		w.SetAside = aside(r.a, now)
	case now == nil:
		before = old.Trace
		w.SetAside = aside(r.b, old)
	default:
		before, after = old.Trace, now.Trace
		w.Gone, w.New = without(before.Steps, after.Steps), without(after.Steps, before.Steps)
	}
	w.Entry = field("entry", before.Entry, after.Entry)
	w.Rule = field("rule", before.Rule, after.Rule)
	return w
}

// field is a field that differs, else nil.
func field(name, before, after string) *Field {
	if before == after {
		return nil
	}
	return &Field{name, before, after}
}

// without is what of a list is not in another.
func without(list, other []string) []string {
	var left []string
	for _, s := range list {
		if !slices.Contains(other, s) {
			left = append(left, s)
		}
	}
	return left
}

// aside is what a coding set aside of the sentence and trigger of a report that
// it does not have; nil for nothing.
func aside(s *record.Story, r *record.Report) *record.SetAside {
	for i := range s.SetAside {
		if x := &s.SetAside[i]; x.Trigger == r.Trigger && slices.Contains(r.Sentences, x.Sentence) {
			return x
		}
	}
	return nil
}
