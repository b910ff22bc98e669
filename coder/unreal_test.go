package coder_test

import "testing"

// TestUnreal has, beside sentences whose words tell of no act in the world,
// those of the same make that do. pipeline/testdata/nothing.txt has many more of
// the first kind.
func TestUnreal(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"A bear killed two Russian soldiers near Magadan.", ""},
		{"The blizzard lifted its siege of Buffalo.", ""},
		{"The army lifted its siege of Gao.", "RETREAT MLI > MLI"},
		{"The novel ends with the murder of the Peruvian president.", ""},
		{"Iran banned the novel.", "COERCE IRN > -"},
		{"In the final act the queen orders the army to attack Rome.", ""},
		{"In the final hour Ethiopia attacked Eritrea.", "ASSAULT ETH > ERI"},
		{"German carmakers retreat from cheap models.", ""},
		{"The burglar surrendered to the cook.", ""},
		{"The burglar surrendered to the police.", "RETREAT CVL > COP"},
		{"Chile attacked Peru in the last minute of the match.", ""},
		{"Chilean soldiers attacked fans after the match.", "ASSAULT CHL > CHL"},
		{"Poland launched wave after wave of attacks on Belarus.", "ASSAULT POL > BLR"},
		{"An army of lawyers attacked the decree.", ""},
	} {
		d := code(t, test.text)
		if got := brief(d); got != test.want {
			t.Errorf("%s\n\tgot  %q\n\twant %q%s", test.text, got, test.want, why(d))
		}
	}
}
