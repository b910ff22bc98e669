package office_test

import (
	"fmt"
	"testing"

	"casus/doc"
	"casus/lexicon"
	"casus/office"
	"casus/pipeline"
	"casus/source"
)

// TestFind reads sentences published on Thursday, 12 November 2026.
func TestFind(t *testing.T) {
	lex, err := lexicon.Load()
	if err != nil {
		t.Fatal(err)
	}
	p, err := pipeline.New(pipeline.Options{Lexicon: lex})
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		sentence string
		want     string // changes, each: "+" or "-", name, country, office, day
	}{
		{"Iran named Ali Rezaei as its new foreign minister on Monday.", "+ Ali Rezaei IRN foreign-minister 2026-11-09;"},
		{"Kenyan President William Ruto appointed Wanjiru Odhiambo defence minister of Kenya.", "+ Wanjiru Odhiambo KEN defence-minister 2026-11-12;"},
		{"Parliament elected Moussa Keita president of Mali on Friday.", "+ Moussa Keita MLI president 2026-11-06;"},
		{"Bekele Tesfaye was sworn in as prime minister of Ethiopia on Sunday.", "+ Bekele Tesfaye ETH prime-minister 2026-11-08;"},
		{"Hassan Dere became the foreign minister of Somalia last month.", "+ Hassan Dere SOM foreign-minister 2026-10;"},
		{"Maria Lopez succeeded Juan Perez as Colombia's foreign minister.", "+ Maria Lopez COL foreign-minister 2026-11-12;"},
		{"Hassan Dere, who was appointed foreign minister of Somalia on Tuesday, met Kenyan officials.", "+ Hassan Dere SOM foreign-minister 2026-11-10;"},
		{"Karim Haddad was elected president.", "+ Karim Haddad  president 2026-11-12;"},
		{"Ukrainian Energy Minister Oleh Petrenko resigned on Tuesday.", "- Oleh Petrenko UKR energy-minister 2026-11-10;"},
		{"Ukraine's parliament dismissed Defence Minister Ivan Kovalchuk.", "- Ivan Kovalchuk UKR defence-minister 2026-11-12;"},
		{"Ivan Kovalchuk stepped down as Ukraine's defence minister.", "- Ivan Kovalchuk UKR defence-minister 2026-11-12;"},
		{"Emmanuel Macron resigned on Wednesday.", "- Emmanuel Macron FRA president 2026-11-11;"},

		{"Hassan Dere was not appointed foreign minister of Somalia.", ""},
		{"Hassan Dere will become foreign minister of Somalia.", ""},
		{"Uganda wants Hassan Dere to become prime minister.", ""},
		{"Hassan Dere could be named foreign minister if the parliament agrees.", ""},
		{"Hassan Dere was named deputy foreign minister of Somalia.", "+ Hassan Dere SOM deputy-foreign-minister 2026-11-12;"},
		{"Hassan Dere was named in the indictment.", ""},
		{"The minister resigned on Tuesday.", ""},
		{"The court dismissed the case against Hassan Dere.", ""},
		{"Hassan Dere was elected to parliament.", ""},
		{"Emmanuel Macron was elected president of France in 2017.", ""}, // known
		{"Theresa May resigned as British prime minister in 2019.", ""},  // known
	}
	for _, test := range tests {
		docs, err := source.Parse("a.jsonl", fmt.Appendf(nil, `{"id":"a","published":"2026-11-12","language":"en","text":%q}`, test.sentence), source.Options{})
		if err != nil {
			t.Fatal(err)
		}
		p.Process(docs[0])
		if got := print(docs[0], lex); got != test.want {
			t.Errorf("%s\n\tgot  %q\n\twant %q", test.sentence, got, test.want)
		}
	}
}

func print(d *doc.Document, lex *lexicon.Lexicon) string {
	s := ""
	for _, c := range office.Find(nil, d, lex) {
		sign := "+"
		if c.Left {
			sign = "-"
		}
		s += fmt.Sprintf("%s %s %s %s %s;", sign, c.Name, c.Country, c.Office, c.Day)
	}
	return s
}
