package segment

import (
	"strings"
	"testing"
)

// TestNews has constructions of news copy, cut as UD English EWT and GUM cut
// them. A line of the wanted text is a sentence; "+" marks the second word of a
// contraction.
func TestNews(t *testing.T) {
	tests := []struct{ text, want string }{
		// Names with apostrophes and particles.
		{"Al-Shabaab's men left Sana'a.", "Al - Shabaab +'s men left Sana'a ."},
		{"Ra'ad O'Brien read the Qur'an in N'Djamena.", "Ra'ad O'Brien read the Qur'an in N'Djamena ."},
		{"Ra’ad O’Brien read the Qur’an in N’Djamena.", "Ra’ad O’Brien read the Qur’an in N’Djamena ."},
		{"The Ka‘bah and Ma‘rib’s dam", "The Ka‘bah and Ma‘rib +’s dam"},
		{"ʿAbd al-Raḥmān and Ibn Saʿud", "ʿAbd al - Raḥmān and Ibn Saʿud"},
		{"Kata'ib Hezbollah and Hay’at Tahrir al-Sham", "Kata'ib Hezbollah and Hay’at Tahrir al - Sham"},
		{"Côte d'Ivoire's and Côte d’Ivoire’s ports", "Côte d'Ivoire +'s and Côte d’Ivoire +’s ports"},
		{"Jeanne d'Arc, L'Aquila, M'bala", "Jeanne d'Arc , L'Aquila , M'bala"},
		{"Al-Qa'ida's and al-Qa’ida’s cells", "Al - Qa'ida +'s and al - Qa’ida +’s cells"},
		{"Deir ez-Zor and Tehrik-e-Taliban", "Deir ez - Zor and Tehrik - e - Taliban"},
		{"sub-Saharan Africa", "sub-Saharan Africa"},
		{"Park Chung-hee and Kim Jong-il", "Park Chung-hee and Kim Jong-il"},

		// Addresses, tags, invisible characters.
		{"See https://a.org/x_(y). Or (www.un.org/en/).", "See https://a.org/x_(y) .\nOr ( www.un.org/en/ ) ."},
		{"(https://a.org/x_(y))", "( https://a.org/x_(y) )"},
		{"Write to press@nato.int. Or call.", "Write to press@nato.int .\nOr call ."},
		{"the navy (@USNavy) and “#Free” @IDF's", "the navy ( @USNavy ) and “ #Free ” @IDF +'s"},
		{"#СлаваУкраїні and @a_b", "#СлаваУкраїні and @a_b"},
		{"co\u00adop 5\u00a0km zero\u200bwidth \u202abidi\u202c \u2066x\u2069", "co\u00adop 5 km zero width bidi x"},

		// Contractions.
		{"don’t, cannot, he’d, Iran’s", "do +n’t , can +not , he +’d , Iran +’s"},
		{"the 1990s’ wars, the ’90s, the 90's", "the 1990s +’ wars , the ’90s , the 90's"},
		{"get 'em, get ’em", "get 'em , get ’em"},
		{"’Tis late; 'twas early", "’T +is late ; 't +was early"},
		{"rock 'n' roll, rock ’n’ roll", "rock 'n' roll , rock ’n’ roll"},
		{"the U.S.’s, the U.N.'s, G-7’s, MPs’", "the U.S. +’s , the U.N. +'s , G - 7 +’s , MPs +’"},
		{"James's, the Joneses’, the boss’s", "James +'s , the Joneses +’ , the boss +’s"},
		{"it‘s ours", "it +‘s ours"},

		// Hyphens, strokes, dashes.
		{"two F-16s, an S-400, a T-72 and Su-35s", "two F - 16s , an S - 400 , a T - 72 and Su - 35s"},
		{"MiG-29s, AK-47s, Kh-101, B-52H, M1A1", "MiG - 29s , AK - 47s , Kh - 101 , B - 52H , M1A1"},
		{"155mm shells and Shahed-136s", "155 mm shells and Shahed - 136s"},
		{"E-mail, e-commerce, X-ray, T-shirt", "E-mail , e-commerce , X-ray , T - shirt"},
		{"cease-fire, co-operation, ex-president", "cease - fire , co-operation , ex-president"},
		{"un-Islamic, mid-1990s, anti-aircraft", "un-Islamic , mid-1990s , anti-aircraft"},
		{"Israeli-occupied and U.S.-backed", "Israeli - occupied and U.S. - backed"},
		{"two- or three-day, pre- and post-war", "two - or three - day , pre - and post-war"},
		{"and/or, AFP/Getty Images, 24/7", "and / or , AFP / Getty Images , 24 / 7"},
		{"He left--she stayed — here – there ― now", "He left -- she stayed — here – there ― now"},
		{"Russian–Ukrainian and U.S.–China", "Russian – Ukrainian and U.S. – China"},
	}
	s := New()
	for _, tt := range tests {
		if got := render(s, tt.text); got != tt.want {
			t.Errorf("%s\n got %s\nwant %s", tt.text, strings.ReplaceAll(got, "\n", " | "), strings.ReplaceAll(tt.want, "\n", " | "))
		}
	}
}
