package segment

import (
	"strings"
	"testing"
)

// render shows sentences as lines and tokens apart by spaces; "+" marks the
// second word of a contraction. Spaces inside a token, which do not occur, and
// the text are left as they are.
func render(s *Splitter, text string) string {
	sentences, tokens := s.Split(text, Paragraphs(text, nil), nil, nil)
	lines := make([]string, 0, len(sentences))
	for _, sentence := range sentences {
		var words []string
		for _, t := range tokens[sentence.First:sentence.End] {
			form := t.Form
			if t.Joined {
				form = "+" + form
			}
			words = append(words, form)
		}
		lines = append(lines, strings.Join(words, " "))
	}
	return strings.Join(lines, "\n")
}

func TestTokens(t *testing.T) {
	tests := []struct{ text, want string }{
		// Contractions.
		{"They don't know.", "They do +n't know ."},
		{"We can't and won't wait.", "We ca +n't and wo +n't wait ."},
		{"She cannot travel.", "She can +not travel ."},
		{"I'm sure he'd go.", "I +'m sure he +'d go ."},
		{"They’re leaving; we’ve stayed.", "They +’re leaving ; we +’ve stayed ."},
		{"It isn’t over.", "It is +n’t over ."},
		{"We're gonna win.", "We +'re gon +na win ."},
		{"dont do that", "do +nt do that"},
		{"im here", "i +m here"},
		{"Its a trap, its aim is clear.", "It +s a trap , its aim is clear ."},
		{"He should've gone.", "He should +'ve gone ."},
		{"They wouldn't've known.", "They would +n't +'ve known ."},
		{"DON'T PANIC", "DO +N'T PANIC"},
		{"Y'all come back.", "Y' +all come back ."},
		// Possessives.
		{"Iran's leaders met Iraq’s envoy.", "Iran +'s leaders met Iraq +’s envoy ."},
		{"The rebels' camp was hit.", "The rebels +' camp was hit ."},
		{"the parties’ proposals", "the parties +’ proposals"},
		{"IS' finance chief", "IS +' finance chief"},
		{"the U.S.'s role", "the U.S. +'s role"},
		{"al-Assad's army", "al - Assad +'s army"},
		// Apostrophes in names and words.
		{"O'Connor met Hussein al-Rufay'i.", "O'Connor met Hussein al - Rufay'i ."},
		{"Sana'a and Sana’a", "Sana'a and Sana’a"},
		{"Shi'ite fighters in Ta’if", "Shi'ite fighters in Ta’if"},
		{"Côte d'Ivoire's president", "Côte d'Ivoire +'s president"},
		{"at 7 o'clock", "at 7 o'clock"},
		{"the summer of '96", "the summer of '96"},
		{"the 1990s and the ’80s", "the 1990s and the ’80s"},
		{"the 1930's", "the 1930's"},
		// Hyphens.
		{"a long-term, U.S.-led plan", "a long - term , U.S. - led plan"},
		{"anti-government protests", "anti-government protests"},
		{"Non-EU states and pro-Russian voters", "Non-EU states and pro-Russian voters"},
		{"ex-President Evo Morales", "ex-President Evo Morales"},
		{"mid-March re-election", "mid-March re-election"},
		{"a 34-year-old man", "a 34 - year - old man"},
		{"the Iran-Iraq war", "the Iran - Iraq war"},
		{"UN-backed talks", "UN - backed talks"},
		{"Jamaat-e-Islami", "Jamaat - e - Islami"},
		{"Kim Jong-un and Park Geun-hye's aide", "Kim Jong-un and Park Geun-hye +'s aide"},
		{"an F-16 and two Su-35s", "an F - 16 and two Su - 35s"},
		{"COVID-19 cases", "COVID - 19 cases"},
		{"al-Sudani, el-Sisi and Abd al-Fattah", "al - Sudani , el - Sisi and Abd al - Fattah"},
		{"e-mail", "e-mail"},
		{"Guinea-Bissau", "Guinea - Bissau"},
		{"government‑held areas", "government ‑ held areas"},
		// Abbreviations and initials.
		{"U.S. Sen. John F. Kerry spoke.", "U.S. Sen. John F. Kerry spoke ."},
		{"Gen. al-Burhan met Lt. Col. Hemedti.", "Gen. al - Burhan met Lt. Col. Hemedti ."},
		{"Mr. Dodik and Mrs. May", "Mr. Dodik and Mrs. May"},
		{"on Jan. 23 in St. Petersburg", "on Jan. 23 in St. Petersburg"},
		{"Resolution No. 2254 passed.", "Resolution No. 2254 passed ."},
		{"The answer was no.", "The answer was no ."},
		{"Apple Inc. and Shell Co. agreed.", "Apple Inc. and Shell Co. agreed ."},
		{"guns, drones, etc.", "guns , drones , etc ."},
		{"Washington, D.C., police", "Washington , D.C. , police"},
		{"J.K. Rowling and George W. Bush", "J.K. Rowling and George W. Bush"},
		{"a Ph.D. in law", "a Ph.D. in law"},
		{"Salah et al. disagree", "Salah et al. disagree"},
		{"Hamas vs. Fatah", "Hamas vs. Fatah"},
		// Numbers, times, money.
		{"1,250,000 people and 3.5 percent", "1,250,000 people and 3.5 percent"},
		{"at 5 p.m. local time", "at 5 p.m. local time"},
		{"at 10:30am (0730 GMT)", "at 10:30 am ( 0730 GMT )"},
		{"$5.3 billion, €40m and £2bn", "$ 5.3 billion , € 40 m and £ 2 bn"},
		{"US$3 million", "US$ 3 million"},
		{"rose 5.2% to 101", "rose 5.2 % to 101"},
		{"the 21st century, the 3rd", "the 21st century , the 3rd"},
		{"voted 218-211", "voted 218 - 211"},
		{"in 2019-2020", "in 2019 - 2020"},
		{"dated 2026-03-02", "dated 2026-03-02"},
		{"on 11/28/2000 and 9/11", "on 11/28/2000 and 9/11"},
		{"call 713-853-3989", "call 713-853-3989"},
		{"a 50km range and 9mm rounds", "a 50 km range and 9 mm rounds"},
		{"5G networks? $86M? 4x4s?", "5G networks ? $ 86 M ? 4x4s ?"},
		{".22 rifles", ".22 rifles"},
		{"items 13,14 and 15", "items 13 , 14 and 15"},
		// Addresses and tags.
		{"See https://un.org/a?b=1,2.", "See https://un.org/a?b=1,2 ."},
		{"(www.voanews.com)", "( www.voanews.com )"},
		{"write to j.smith-jones@example.co.uk, please", "write to j.smith-jones@example.co.uk , please"},
		{"Amazon.com and report.pdf", "Amazon.com and report.pdf"},
		{"@UN_Women #CeasefireNow #1", "@UN_Women #CeasefireNow # 1"},
		// Marks.
		{`"We will," he said`, `" We will , " he said`},
		{"‘No deal,’ she said", "‘ No deal , ’ she said"},
		{"a 'cynical assassination' of", "a ' cynical assassination ' of"},
		{"the 'rebels' fled", "the ' rebels ' fled"},
		{"He left — alone – at dawn--tired.", "He left — alone – at dawn -- tired ."},
		{"Well... maybe… [sic] {x}", "Well ... maybe … [ sic ] { x }"},
		{"What?! No!!!", "What ?! No !!!"},
		{"and/or he/she", "and / or he / she"},
		{"AT&T and R&D", "AT&T and R&D"},
		{"«Да», said „Hans“", "« Да » , said „ Hans “"},
		{"* one\u00a0two\u200bthree\ufeff", "* one two three"},
		{"co\u00adoperation", "co\u00adoperation"},
		{"good :) bad :-(", "good :) bad :-("},
		{"==========", "=========="},
		{"$$$ ++", "$$$ ++"},
		{"Yahoo! News", "Yahoo! News"},
		{"naïve Zürich İstanbul", "naïve Zürich İstanbul"},
		{"MOSCOW, March 2 (Reuters) — Russia", "MOSCOW , March 2 ( Reuters ) — Russia"},
	}
	s := New()
	for _, tt := range tests {
		if got := strings.ReplaceAll(render(s, tt.text), "\n", " "); got != tt.want {
			t.Errorf("%s\n got %s\nwant %s", tt.text, got, tt.want)
		}
	}
	if len(tests) < 80 {
		t.Errorf("%d cases, want 80", len(tests))
	}
}
