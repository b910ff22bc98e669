package coder_test

import (
	"strings"
	"testing"

	"casus/doc"
)

// TestPlaces holds where reports take place, in the order of the text: "TYPE
// place", with "-" where none is given.
func TestPlaces(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"target", "Russian forces shelled Kharkiv overnight, officials in Kyiv said.", "ASSAULT Kharkiv"},
		{"target of an apposition", "Sudanese rebels shelled the regional capital Juba, aid officials in Nairobi said.", "ASSAULT Juba"},
		{"target behind of", "The rebels seized the town of Bunia on Monday.", "ASSAULT Bunia"},
		{"owner of the target", "Israeli jets bombed Beirut's southern suburbs, a security source in Damascus said.", "ASSAULT Beirut"},
		{"on a place", "A Russian drone attack on Odesa killed three people, police said.", "ASSAULT Odesa"},
		{"at a place", "Iran launched missiles at Erbil.", "ASSAULT Erbil"},
		{"victims are no place", "Gunmen killed the mayor of Kherson in Mykolaiv.", "ASSAULT Mykolaiv"},
		{"place of officials who speak", "Troops entered Goma on Friday, diplomats in Geneva said.", "ASSAULT Goma"},
		{"place of police who speak", "Gunmen killed four people, police in Mosul said.", "ASSAULT Mosul"},
		{"place in front of the speaker", "In Gaza City, medics said an Israeli strike killed five people.", "ASSAULT Gaza City"},
		{"a visit", "The Turkish foreign minister arrived in Baku for talks with Azerbaijan.", "CONSULT Baku"},
		{"talks", "Egypt and Ethiopia held talks in Khartoum.", "CONSULT Khartoum"},
		{"a protest", "Thousands of people protested in Tbilisi against the government.", "PROTEST Tbilisi"},
		{"troops go to", "Poland sent troops to the border near Bialystok.", "MOBILIZE Bialystok"},
		{"aid to a city", "Turkey sent food and tents to Aleppo.", "AID Aleppo"},
		{"a topic of words", "France condemned the fighting in Goma.", "ACCUSE -"},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := code(t, test.text)
			var got []string
			for i := range d.Reports {
				r := &d.Reports[i]
				name := "-"
				if r.Place != doc.None {
					p := &d.Places[r.Place]
					name = d.Text[d.Tokens[p.First].Span.Start:d.Tokens[p.End-1].Span.End]
				}
				got = append(got, r.Type.String()+" "+name)
			}
			if s := strings.Join(got, "; "); s != test.want {
				t.Errorf("%s\n\tgot  %s\n\twant %s%s", test.text, s, test.want, why(d))
			}
		})
	}
}

// TestDates holds on which days reports took place, for a text published on
// Thursday, 19 November 2026.
func TestDates(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"a bare day", "Iranian forces fired on an Israeli ship Tuesday.", "ASSAULT 2026-11-17"},
		{"a day of the words", "The minister said on Wednesday that rebels had killed two soldiers on Sunday in Mali.", "ASSAULT 2026-11-15"},
		{"yesterday", "Egypt yesterday condemned Israel.", "ACCUSE 2026-11-18"},
		{"a day that owns the deed", "Friday's bombing of the U.S. Embassy killed ten people.", "ASSAULT 2026-11-13"},
		{"a day to come", "The president of Kenya will visit Uganda on Friday.", "AGREE 2026-11-20"},
		{"days ago", "Three days ago Turkey expelled two Syrian diplomats.", "SANCTION 2026-11-16"},
		{"last month", "Last month Sudan arrested two Chadian officers.", "COERCE 2026-10"},
		{"a year", "Morocco cut ties with Iran in 2018.", "SANCTION 2018"},
		{"a full date", "On 3 March 2022 Russian troops shelled Mykolaiv.", "ASSAULT 2022-03-03"},
		{"the day of the words is not the deed's", "Police said on Tuesday they had arrested three Tunisians last week.", "COERCE 2026-11-09"},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := code(t, test.text)
			var got []string
			for i := range d.Reports {
				r := &d.Reports[i]
				got = append(got, r.Type.String()+" "+r.Date.String())
			}
			if s := strings.Join(got, "; "); s != test.want {
				t.Errorf("%s\n\tgot  %s\n\twant %s%s", test.text, s, test.want, why(d))
			}
		})
	}
}
