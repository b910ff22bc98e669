package coder_test

import (
	"strings"
	"testing"

	"casus/doc"
	"casus/source"
)

// codeTitled codes a text with a headline, of Thursday, 19 November 2026.
func codeTitled(t *testing.T, title, text string) *doc.Document {
	t.Helper()
	p, err := load()
	if err != nil {
		t.Fatal(err)
	}
	docs, err := source.Parse("test.jsonl", []byte(`{"id":"t","title":`+quote(title)+`,"published":"2026-11-19","language":"en","text":`+quote(text)+"}\n"), source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	p.Process(docs[0])
	return docs[0]
}

// TestHeadlines holds what the report of one event takes from its headline and
// what from the text: "trigger > recipients, date, place, source".
func TestHeadlines(t *testing.T) {
	for _, test := range []struct{ name, title, text, want string }{
		{
			"the text has day and source", "Kenya expels Sudanese envoy",
			"Kenya on Tuesday expelled the Sudanese ambassador, the foreign ministry said.",
			"expelled > Sudanese ambassador, 2026-11-17, -, foreign ministry",
		},
		{
			"the text says who", "Thailand frees 32 fishermen",
			"Thailand freed 32 Burmese fishermen on Tuesday.",
			"freed > 32 Burmese fishermen, 2026-11-17, Thailand, -",
		},
		{
			"the headline names one more", "Azerbaijan offers to mediate between Moscow and Tehran",
			"Azerbaijan has offered to mediate in the dispute between Russia and Iran over gas transit, the foreign ministry said on Thursday.",
			"offered > Russia+Iran, 2026-11-19, -, foreign ministry",
		},
		{
			"the headline says where", "Gunmen kill judge in Kabul",
			"Gunmen shot dead an Afghan judge on Monday, police said.",
			"shot > judge in Kabul, 2026-11-16, Kabul, police",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := codeTitled(t, test.title, test.text)
			var got []string
			for i := range d.Reports {
				got = append(got, told(d, &d.Reports[i]))
			}
			if s := strings.Join(got, "; "); s != test.want {
				t.Errorf("%s\n\tgot  %s\n\twant %s%s", test.text, s, test.want, why(d))
			}
		})
	}
}

func told(d *doc.Document, r *doc.Report) string {
	var names []string
	for _, ref := range r.Recipients {
		names = append(names, d.Entities[ref.Entity].Name)
	}
	date, place, from := r.Date.String(), "-", "-"
	if r.Place != doc.None {
		place = d.Places[r.Place].Span.Of(d.Text)
	}
	if e := r.Attribution.Source.Entity; e != doc.None {
		from = d.Entities[e].Name
	}
	return r.Trigger.Of(d.Text) + " > " + strings.Join(names, "+") + ", " + date + ", " + place + ", " + from
}
