package segment

import (
	"strings"
	"testing"
)

// TestBoundaries has texts in the manner of news copy; "|" marks where a
// sentence ends inside the text.
func TestBoundaries(t *testing.T) {
	tests := []string{
		// Plain ends.
		"The talks failed.| Both sides blamed the other.",
		"Who fired first?| Nobody knows.",
		"Stop the war!| The crowd marched on parliament.",
		"Police fired tear gas.| At least 12 people were hurt.",
		"Troops left in May.| 200 of them stayed behind.",
		"The border reopened.| Al-Shabab claimed the attack.",
		"He did not elaborate ...| The ministry declined to comment.",
		"“It was over in minutes.”| Rescue teams arrived at dawn.",
		// Titles, initials, ranks.
		"U.S. Sen. John F. Kerry met Gen. Qamar Javed Bajwa on Monday.",
		"Lt. Col. Amr Adel spoke to reporters.| He gave no toll.",
		"Prime Minister Dr. Abdalla Hamdok resigned.| Mr. Burhan took over.",
		"Rep. Adam Smith and Gov. Kathy Hochul disagreed.",
		"George W. Bush and J. D. Vance attended.",
		"Political analyst C. Raja Mohan said so.",
		"Sgt. Maj. R. K. Singh was killed.| Two others were wounded.",
		// Acronyms and other abbreviations.
		"The U.S. State Department condemned the raid.",
		"The U.N. Security Council met.| It took no vote.",
		"Troops will remain in the U.S.| The minister did not say why.",
		"They were deported from the U.S.| But lawyers said they would appeal.",
		"Aid was sent by the U.N.| It did not arrive.",
		"The firm is based in Washington, D.C.| It has 40 employees.",
		"Lockheed Martin Corp. and Boeing Co. lobbied the Pentagon.",
		"The vote is due on Feb. 28 in Geneva.| Talks go on.",
		"Security Council Resolution No. 2254 calls for elections.",
		"It was passed at 5 p.m. on Tuesday.",
		"The curfew begins at 8 p.m.| The army will patrol the streets.",
		"St. Petersburg police detained 30 people.",
		"Fighters from Hamas vs. Fatah clashed again.",
		"They took food, fuel, etc.| The villagers fled.",
		"He wrote in a post on X.| The platform later removed it.",
		// Quotations.
		"\"We are ready,\" he said.| \"We will not wait.\"",
		"\"We are ready.\"| He left the room.",
		"\"Yes.\"| He left.",
		"“Will they come?” she asked.",
		"“Will they come?” she asked.| “We do not know.”",
		"“They shot at us!” said Ahmed, a shopkeeper.",
		"He called it “a crime.”| The army denied it.",
		"He called it \"a crime.\"| The army denied it.",
		"“This is the end.”| “No, it is not,” his lawyer said.",
		"'We will not leave.'| The men stayed.",
		"\"It is sad,\" said one.| \"It is also true,\" said another.",
		"The minister said: \"We do not comment on intelligence.\"",
		"“I saw them.| They were armed,” she told VOA.",
		"“The worst is behind us.” she said, adding that rain was a concern.",
		"\"We must act now!\" the envoy told the council.| Nobody answered.",
		"“They're—” The line went dead.",
		"Protesters chanted, “Down with the dictator!”| Police watched.",
		"Protesters chanted “Down with the dictator!” and threw stones.",
		"“We will fight on,” said Abu Obeida.| “Until victory.”| Hamas’s armed wing didn’t comment.",
		// Brackets and dashes.
		"The group (known as M23) took Goma.| (Rwanda denies backing it.)",
		"The army denied it.| (The BBC could not verify the claim.)| Fighting went on.",
		"Three deputies — Ana Kovac, Petra Novak and Ivan Horvat — signed.",
		"Talks resumed - slowly - in Doha.",
		"He said “the [Kabul] government” must go.",
		// Datelines, titles, lists.
		"MOSCOW, March 2 (Reuters) —| Russia said on Monday it would respond.",
		"ISLAMABAD —| Pakistan's army said it killed 10 militants.| It gave no names.",
		"NAIROBI, Kenya (AP) --| Police fired on protesters.",
		"Exclusive: Second Iranian ship leaves China",
		"Putin, Xi Agree to Deepen Ties",
		"US: Iran ignoring concerns about its nuclear program",
		"Ukraine war: What we know on day 1,200",
		"Ten killed in Kabul blast; Taliban deny role",
		// Numbers, addresses, odd places.
		"Inflation rose 5.2 percent.| Food prices rose 9.7 percent.",
		"The plane, a Boeing 737, landed at 10.30.| No one was hurt.",
		"See www.un.org for details.| The report is public.",
		"It cost $3.5 million.| Germany paid.",
		"He paid Rs. 5,000.| Pakistan's rupee fell.",
		"The cartel is led by [his predecessor] Kishida, he said.",
		"FILE -| President Masoud Pezeshkian speaks in Tehran, Jan. 5, 2026.| (AP Photo/Vahid Salemi)",
		"Is the U.S. ready?| Maj. Gen. Pat Ryder said: \"Yes.\"",
		"Kim Jong Un visited Russia.| Putin met him in Vladivostok.",
		"Officials confirmed Monday that Defense Secretary Pete Hegseth will visit Seoul.",
		"There is another in Paris Wednesday, gathering Europe's top military powers.",
		"In a video posted on Friday, Tembo blamed the rebels.",
		"Justice Minister Naser Eldin Abdel Bari proposed the law.",
		"Soldiers detained Ahmed Ali, Omar Hassan and Mohamed Idris on Friday.",
	}
	s := New()
	for _, tt := range tests {
		text := strings.ReplaceAll(tt, "|", "")
		want := strings.Split(tt, "| ")
		sentences, _ := s.Split(text, Paragraphs(text, nil), nil, nil)
		var got []string
		for _, sentence := range sentences {
			got = append(got, sentence.Span.Of(text))
		}
		if strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("%s\n got %s\nwant %s", text, strings.Join(got, " | "), strings.Join(want, " | "))
		}
	}
	if len(tests) < 60 {
		t.Errorf("%d cases, want 60", len(tests))
	}
}
