package coder_test

import (
	"fmt"
	"strings"
	"testing"

	"casus/doc"
	"casus/ontology"
)

// TestCasualties holds the numbers of killed and injured, in the order of the
// text: "TYPE killed/injured" with the bounds, "12+" without an upper one and
// "-" for none.
func TestCasualties(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"object", "A bomb killed 12 people and wounded 30 in Quetta.", "ASSAULT 12/30"},
		{"bare number", "Gunmen ambushed soldiers in Mali, killing at least 22 of them and wounding more than 50.", "ASSAULT 22+/50+"},
		{"passive of murder", "Ten Belgian peacekeepers were murdered by the presidential guard in Rwanda.", "ASSAULT 10/-"},
		{"passive of shoot dead", "Three Turkish officers were shot dead by rebels on Monday.", "ASSAULT 3/-"},
		{"shot, not dead", "Three Turkish officers were shot by rebels on Monday.", "ASSAULT -/-"},
		{"blown up", "Two Rohingya Muslims were blown up by mines in Myanmar.", "ASSAULT 2/-"},
		{"things blown up", "Rebels blew up two bridges in Mali.", "ASSAULT -/-"},
		{"gunned down", "Gunmen gunned down four Kenyan teachers.", "ASSAULT 4/-"},
		{"to death", "Rebels in Congo hacked 20 villagers to death.", "ASSAULT 20/-"},
		{"one of several", "One of the two pilots was shot dead by rebels in Chad.", "ASSAULT 1/-"},
		{"an article", "Iran launched drones at Israel, wounding a 7-year-old girl.", "ASSAULT -/1"},
		{"a body of people", "The rebels killed a family in Mali.", "ASSAULT -/-"},
		{"a sum", "Gunmen killed a judge and two guards in Kabul.", "ASSAULT 3/-"},
		{"a sum of subjects", "One captive and two soldiers died in the assault by Israeli troops.", "ASSAULT 3/-"},
		{"deaths", "The operation by Nigerian troops resulted in the deaths of 16 militants.", "ASSAULT 16/-"},
		{"toll alone", "Russian troops stormed the theatre on Saturday. At least 117 hostages died.", "ASSAULT 117+/-"},
		{"toll in somebody's words", "Sudanese jets bombed a market in Omdurman on Monday. At least 56 civilians have been killed and 595 people wounded, a doctors' union said.", "ASSAULT 56+/595"},
		{"toll of other days", "Turkish jets bombed Kobani on Monday. More than 13,000 people have been killed since 2014.", "ASSAULT -/-; ASSAULT 13000+/-"},
		{"toll of an accident", "Turkish jets bombed Kobani on Monday. Nine people died in a bus crash in Ankara.", "ASSAULT -/-"},
		{"toll among those who attacked", "Gunmen attacked a police post in Kenya. Two attackers were killed.", "ASSAULT -/-; ASSAULT 2/-"},
		{"what may come", "Turkish jets bombed Kobani on Monday. Thousands could die.", "ASSAULT -/-"},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := code(t, test.text)
			var got []string
			for i := range d.Reports {
				if r := &d.Reports[i]; r.Type == ontology.Assault {
					got = append(got, r.Type.String()+" "+bounds(r.Killed)+"/"+bounds(r.Injured))
				}
			}
			if s := strings.Join(got, "; "); s != test.want {
				t.Errorf("%s\n\tgot  %s\n\twant %s%s", test.text, s, test.want, why(d))
			}
		})
	}
}

func bounds(c *doc.Casualties) string {
	switch {
	case c == nil:
		return "-"
	case c.Min >= 0 && c.Max < 0:
		return fmt.Sprintf("%d+", c.Min)
	case c.Min != c.Max:
		return fmt.Sprintf("%d-%d", c.Min, c.Max)
	}
	return fmt.Sprint(c.Min)
}
