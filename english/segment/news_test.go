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
		// Datelines.
		{"ODESA, April 4 (Reuters) — Drones hit the port.", "ODESA , April 4 ( Reuters ) —\nDrones hit the port ."},
		{"KYIV/GENEVA (AP) - Ukraine left the talks.", "KYIV / GENEVA ( AP ) -\nUkraine left the talks ."},
		{"ABUJA, Nigeria -- Gunmen took 40 pupils.", "ABUJA , Nigeria --\nGunmen took 40 pupils ."},
		{"N'DJAMENA, June 3 (Xinhua) – Chad's army left.", "N'DJAMENA , June 3 ( Xinhua ) –\nChad +'s army left ."},
		{"ANKARA—Turkey’s president flew home.", "ANKARA —\nTurkey +’s president flew home ."},
		{"RAMALLAH, West Bank, 3 May 2024 (AFP) ― The mayor quit.", "RAMALLAH , West Bank , 3 May 2024 ( AFP ) ―\nThe mayor quit ."},
		{"Herat (Pajhwok News) – Four men were shot.", "Herat ( Pajhwok News ) –\nFour men were shot ."},
		{"Port-au-Prince, Haiti (CNN) -- Gangs burned a jail.", "Port - au - Prince , Haiti ( CNN ) --\nGangs burned a jail ."},
		{"(Reuters) - Mali expelled an envoy.", "( Reuters ) -\nMali expelled an envoy ."},
		{"The rebels (M23) - nobody else - took Goma.", "The rebels ( M23 ) - nobody else - took Goma ."},
		{"HAVANA (AP) — “We are hungry,” she said.", "HAVANA ( AP ) —\n“ We are hungry , ” she said ."},

		// Titles, ranks, initials.
		{"Maj. Gen. Lev Orlov met Lt. Gov. Ann Poe.", "Maj. Gen. Lev Orlov met Lt. Gov. Ann Poe ."},
		{"Lt. Cdr. Omar Sy and Wg. Cdr. Jo Hill landed.", "Lt. Cdr. Omar Sy and Wg. Cdr. Jo Hill landed ."},
		{"Dep. Min. Tariq Aziz Khan resigned.", "Dep. Min. Tariq Aziz Khan resigned ."},
		{"Flt. Lt. Rawi and Sqn. Ldr. Moss ejected.", "Flt. Lt. Rawi and Sqn. Ldr. Moss ejected ."},
		{"The Rt. Hon. Joan Peel replied.", "The Rt. Hon. Joan Peel replied ."},
		{"Talks with ex-Sen. Lee and then-Gov. Moss failed.", "Talks with ex-Sen. Lee and then - Gov. Moss failed ."},
		{"Ayatollah Ali K. spoke. He gave no date.", "Ayatollah Ali K. spoke .\nHe gave no date ."},
		{"The suspect is Mohammed K. He is 23.", "The suspect is Mohammed K .\nHe is 23 ."},
		{"Reporting by J. Smith; Editing by K. Jones", "Reporting by J. Smith ; Editing by K. Jones"},
		{"J.D. Okoro met J. D. Okoro and George H.W. Moss.", "J.D. Okoro met J. D. Okoro and George H.W. Moss ."},
		{"Staff Sgt. 1st Class Ray and Rear Adm. Kim left.", "Staff Sgt. 1st Class Ray and Rear Adm. Kim left ."},
		{"The envoy of No. 10 left.", "The envoy of No. 10 left ."},
		{"Sec. Gen. Holm cited Sec. 2 of the law.", "Sec. Gen. Holm cited Sec. 2 of the law ."},
		{"The 3rd Bn. of the guards fled.", "The 3rd Bn. of the guards fled ."},

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

		// Quotations.
		{"“They came at night. They burned it,” she said.", "“ They came at night .\nThey burned it , ” she said ."},
		{"“We fled.\n\n“They shot.\n\n“Nobody helped,” he said.", "“ We fled .\n“ They shot .\n“ Nobody helped , ” he said ."},
		{"\"We fled.\n\n\"They shot. We ran.\n\n\"Help,\" he said.", "\" We fled .\n\" They shot .\nWe ran .\n\" Help , \" he said ."},
		{"“Will it hold?” he asked. “No!” she said.", "“ Will it hold ? ” he asked .\n“ No ! ” she said ."},
		{`"How?!" he asked. "Yes..." they said.`, "\" How ?! \" he asked .\n\" Yes ... \" they said ."},
		{"‘It’s a crime,’ he said. ‘We don’t want it.’", "‘ It +’s a crime , ’ he said .\n‘ We do +n’t want it . ’"},
		{"'It's a crime,' he said. 'We don't want it.'", "' It +'s a crime , ' he said .\n' We do +n't want it . '"},
		{"“He told us, ‘Leave now!’” she said.", "“ He told us , ‘ Leave now ! ’ ” she said ."},
		{`It was "'terrible'", he said.`, `It was " ' terrible ' " , he said .`},
		{"He called it a “crime”. The army denied it.", "He called it a “ crime ” .\nThe army denied it ."},
		{"“We won.”She left.", "“ We won . ”\nShe left ."},
		{"„Nein“, ‚nie‘, «oui» and ‹non›", "„ Nein “ , ‚ nie ‘ , « oui » and ‹ non ›"},
		{"``We leave,'' he said.", "`` We leave , '' he said ."},
		{"He vowed that “[w]e will return.”", "He vowed that “ [ w ] e will return . ”"},
		{"rebels' 'final' assault; the states' rights", "rebels +' ' final ' assault ; the states +' rights"},
		{"“Go,” he said, “and stay there.” He left.", "“ Go , ” he said , “ and stay there . ”\nHe left ."},

		// Ellipses, brackets, lists, headlines.
		{"We wait... Maybe. He said … nothing.", "We wait ...\nMaybe .\nHe said … nothing ."},
		{"“We will … stop,” he said. The army… The navy.", "“ We will … stop , ” he said .\nThe army …\nThe navy ."},
		{"The front (M23 (or the March 23 Movement)) won.", "The front ( M23 ( or the March 23 Movement ) ) won ."},
		{"The band (an Army [of God]) fled.", "The band ( an Army [ of God ] ) fled ."},
		{"He fled. (He was caught.) She stayed.", "He fled .\n( He was caught . )\nShe stayed ."},
		{"• Kyiv denied it.", "• Kyiv denied it ."},
		{"1. Leave Goma. 2. Free the men.", "1 . Leave Goma .\n2 . Free the men ."},
		{"1) Leave Goma. 2) Free the men.", "1 ) Leave Goma .\n2 ) Free the men ."},
		{"(1) Ceasefire now. (2) Withdrawal later.", "( 1 ) Ceasefire now .\n( 2 ) Withdrawal later ."},
		{"(a) the army left; (b) the rebels came", "( a ) the army left ; ( b ) the rebels came"},
		{"(ii) Talks go on.", "( ii ) Talks go on ."},
		{"Q. Why? A. Nobody knows.", "Q. Why ?\nA. Nobody knows ."},
		{"Article 5(1) and Rule 6(b)(iii)", "Article 5 ( 1 ) and Rule 6 ( b ) ( iii )"},
		{"Fuel talks: What we know | Gulf News", "Fuel talks : What we know | Gulf News"},
		{"Live: Army strikes Rafah; aid 'blocked'", "Live : Army strikes Rafah ; aid ' blocked '"},
		{"U.S.-China row: Who's winning?", "U.S. - China row : Who +'s winning ?"},
		{"The minister asked: Who fired first?", "The minister asked : Who fired first ?"},

		// Times, dates, money, numbers.
		{"Polls close at 5:30 p.m. (1400 GMT) on Sunday.", "Polls close at 5:30 p.m. ( 1400 GMT ) on Sunday ."},
		{"It ended at 6 a.m. The army left.", "It ended at 6 a.m.\nThe army left ."},
		{"from 9am-5pm, 10:30pm–11pm", "from 9 am - 5 pm , 10:30 pm – 11 pm"},
		{"$1.2bn, €300m, US$5, 1,000 rubles", "$ 1.2 bn , € 300 m , US$ 5 , 1,000 rubles"},
		{"£3.4m, ¥1.3tn, HK$2, A$5m, ₹500, Rs. 5,000", "£ 3.4 m , ¥ 1.3 tn , HK$ 2 , A$ 5 m , ₹ 500 , Rs. 5,000"},
		{"5%, 5 percent, 5.2pc, 5-10%, 5–6%", "5 % , 5 percent , 5.2 pc , 5 - 10 % , 5 – 6 %"},
		{"in 1990–2000, 2023/24 and 1,000-strong", "in 1990 – 2000 , 2023 / 24 and 1,000 - strong"},
		{"Jan. 6-8, 6 Jan. 2021, 06.01.2021, 2021-01-06", "Jan. 6 - 8 , 6 Jan. 2021 , 06.01.2021 , 2021-01-06"},
		{"the 9/11 attacks, 2 1/2 years, 3/4 of it", "the 9/11 attacks , 2 1 / 2 years , 3 / 4 of it"},
		{"It happened in Jan. The army came later.", "It happened in Jan .\nThe army came later ."},
		{"Res. 1701 and Ch. VII of the U.N. Charter", "Res. 1701 and Ch. VII of the U.N. Charter"},
		{"The vote was on Sun. They lost.", "The vote was on Sun .\nThey lost ."},
		{"from Jan. 6 to Feb. 12, Mon. to Fri.", "from Jan. 6 to Feb. 12 , Mon. to Fri ."},
		{"The answer is no. I left.", "The answer is no .\nI left ."},
		{"It rose to 5.2. Ten left.", "It rose to 5.2 .\nTen left ."},
		{"No.10 and Sept.11", "No. 10 and Sept. 11"},

		// Addresses, tags, invisible characters.
		{"See https://a.org/x_(y). Or (www.un.org/en/).", "See https://a.org/x_(y) .\nOr ( www.un.org/en/ ) ."},
		{"(https://a.org/x_(y))", "( https://a.org/x_(y) )"},
		{"Write to press@nato.int. Or call.", "Write to press@nato.int .\nOr call ."},
		{"Write to info@kirken.dk. They reply.", "Write to info@kirken.dk .\nThey reply ."},
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

		// Abbreviations at the end.
		{"It is in the U.S. The army left.", "It is in the U.S.\nThe army left ."},
		{"The U.S. Army left. The U.S. Navy stayed.", "The U.S. Army left .\nThe U.S. Navy stayed ."},
		{"He works for Lenz Inc. The firm denied it.", "He works for Lenz Inc .\nThe firm denied it ."},
		{"Lenz Inc. said yes. Lenz Inc.'s chief left.", "Lenz Inc. said yes .\nLenz Inc. +'s chief left ."},
		{"some groups, e.g. Hamas, i.e. Islamists", "some groups , e.g. Hamas , i.e. Islamists"},
		{"Okoro vs. Iran and Roe v. Wade", "Okoro vs. Iran and Roe v. Wade"},
		{"He lives in Main St. The house burned.", "He lives in Main St .\nThe house burned ."},
		{"St. Louis and Ft. Worth and Mt. Hermon", "St. Louis and Ft. Worth and Mt. Hermon"},

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
	if len(tests) < 120 {
		t.Errorf("%d cases, want 120", len(tests))
	}
}
