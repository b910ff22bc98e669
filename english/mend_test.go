package english

import (
	"testing"

	"casus/ud"
)

func TestBareDays(t *testing.T) {
	m := model()
	for _, test := range []struct{ text, verb, subject, day, name string }{
		{"Israel Friday reimposed a curfew.", "reimposed", "Israel", "Friday", "Israel"},
		{"Iran Wednesday closed its embassy in Denmark.", "closed", "Iran", "Wednesday", "Iran"},
		{"The United Nations Monday rejected the claim.", "rejected", "Nations", "Monday", "United Nations"},
		{"Turkey's parliament Thursday approved the bill.", "approved", "parliament", "Thursday", "Turkey"},
	} {
		d := m.ParseText(test.text)
		index := func(form string) int {
			for i, tok := range d.Tokens {
				if tok.Form == form {
					return i
				}
			}
			t.Fatalf("%s: no token %q", test.text, form)
			return 0
		}
		verb := int32(index(test.verb) + 1)
		if s := d.Tokens[index(test.subject)]; s.Head != verb || s.Deprel != ud.Nsubj {
			t.Errorf("%s: %s is %v of token %d, want the subject of %d", test.text, s.Form, s.Deprel, s.Head, verb)
		}
		if s := d.Tokens[index(test.day)]; s.Head != verb || s.Deprel != ud.OblUnmarked {
			t.Errorf("%s: %s is %v of token %d, want obl:unmarked of %d", test.text, s.Form, s.Deprel, s.Head, verb)
		}
		n := d.Names[0]
		if got := d.Text[d.Tokens[n.First].Span.Start:d.Tokens[n.End-1].Span.End]; got != test.name {
			t.Errorf("%s: name %q, want %q", test.text, got, test.name)
		}
	}
	d := m.ParseText("Bloody Sunday shook Northern Ireland.")
	if s := d.Tokens[1]; s.Deprel != ud.Nsubj {
		t.Errorf("Bloody Sunday: the day is %v, want the subject", s.Deprel)
	}
}

func TestAcronymsInBrackets(t *testing.T) {
	m := model()
	for _, test := range []struct{ text, noun, name string }{
		{"World Health Organization (WHO) officials urged Kenya to act.", "officials", "Organization"},
		{"Kosovo Farmers Union (KFU) members demanded help.", "members", "Union"},
	} {
		d := m.ParseText(test.text)
		for i, tok := range d.Tokens {
			switch tok.Form {
			case test.noun:
				if tok.Deprel != ud.Nsubj {
					t.Errorf("%s: %s is %v, want the subject", test.text, tok.Form, tok.Deprel)
				}
			case test.name:
				if h := d.Tokens[tok.Head-1].Form; h != test.noun || tok.Deprel != ud.Compound {
					t.Errorf("%s: %s is %v of %s, want compound of %s", test.text, tok.Form, tok.Deprel, h, test.noun)
				}
			}
			if tok.Head == int32(i+1) {
				t.Errorf("%s: %s hangs on itself", test.text, tok.Form)
			}
		}
	}
}

func TestSpeakersDescribed(t *testing.T) {
	m := model()
	for _, test := range []struct{ text, speaker string }{
		{"Russia bombed the town, two people familiar with the matter said.", "people"},
		{"Russia bombed the town, residents reached by phone said.", "residents"},
		{"The ban will be lifted, officials close to the president told reporters.", "officials"},
	} {
		d := m.ParseText(test.text)
		for _, tok := range d.Tokens {
			if tok.Form == test.speaker && (tok.Deprel != ud.Nsubj || d.Tokens[tok.Head-1].Lemma != "say" && d.Tokens[tok.Head-1].Lemma != "tell") {
				t.Errorf("%s: %s is %v of %s, want the subject of the verb of saying", test.text, tok.Form, tok.Deprel, d.Tokens[tok.Head-1].Form)
			}
		}
	}
}

func TestRulingParties(t *testing.T) {
	m := model()
	for _, test := range []struct{ text, owner, name string }{
		{"Angola's ruling MPLA rejected the claim.", "Angola", "MPLA"},
		{"Hungary's ruling Fidesz party threatened the judges.", "Hungary", "party"},
		{"South Africa's governing African National Congress criticized Trump.", "Africa", "Congress"},
		{"Turkey's ruling AK Party rejected the bill.", "Turkey", "Party"},
	} {
		d := m.ParseText(test.text)
		for _, tok := range d.Tokens {
			switch head := int(tok.Head) - 1; tok.Form {
			case test.owner:
				if d.Tokens[head].Form != test.name || tok.Deprel != ud.NmodPoss {
					t.Errorf("%s: %s is %v of %s, want nmod:poss of %s", test.text, tok.Form, tok.Deprel, d.Tokens[head].Form, test.name)
				}
			case test.name:
				if tok.Deprel != ud.Nsubj {
					t.Errorf("%s: %s is %v, want the subject", test.text, tok.Form, tok.Deprel)
				}
			}
		}
	}
	d := m.ParseText("The court's ruling angered Mexico.")
	if tok := d.Tokens[3]; tok.Deprel != ud.Nsubj {
		t.Errorf("the ruling of a court is %v, want the subject", tok.Deprel)
	}
}

func TestPerfectWithWordsBetween(t *testing.T) {
	d := model().ParseText("Belgium has for two years turned down Burundi's requests.")
	for i, want := range map[int]ud.Deprel{0: ud.Nsubj, 1: ud.Aux} {
		if tok := d.Tokens[i]; tok.Deprel != want || tok.Head == 0 || d.Tokens[tok.Head-1].Form != "turned" {
			t.Errorf("%s is %v of token %d, want %v of turned", tok.Form, tok.Deprel, tok.Head, want)
		}
	}
}

func TestWhoIsReady(t *testing.T) {
	d := model().ParseText("Libya said on Saturday it was ready to resume ties with Chad.")
	for _, tok := range d.Tokens {
		if tok.Form == "it" && tok.Deprel != ud.Nsubj {
			t.Errorf("it is %v, want the subject", tok.Deprel)
		}
	}
}

func TestSaidWithoutThat(t *testing.T) {
	d := model().ParseText("Security sources said Wednesday a Pakistani military operation rescued 190 passengers and killed 30 terrorists.")
	for _, tok := range d.Tokens {
		switch tok.Form {
		case "operation":
			if tok.Deprel != ud.Nsubj || d.Tokens[tok.Head-1].Form != "rescued" {
				t.Errorf("operation is %v of token %d, want the subject of rescued", tok.Deprel, tok.Head)
			}
		case "killed":
			if d.Tokens[tok.Head-1].Form != "rescued" {
				t.Errorf("killed hangs on token %d, want rescued", tok.Head)
			}
		}
	}
}

func TestVerbsThatLookLikePresents(t *testing.T) {
	m := model()
	for _, test := range []struct {
		text, verb string
		want       ud.XPOS
	}{
		{"Turkish jets shot down a Russian bomber on Tuesday.", "shot", ud.VBD},
		{"The rebels beat a priest on Thursday.", "beat", ud.VBD},
		{"In Kinshasa on Tuesday, protesters set tires alight.", "set", ud.VBD},
		{"The ministers hit back whenever they are asked.", "hit", ud.VBP},
		{"They want to set a date.", "set", ud.VB},
	} {
		for _, tok := range m.ParseText(test.text).Tokens {
			if tok.Form == test.verb && tok.XPOS != test.want {
				t.Errorf("%s: %s is %v, want %v", test.text, tok.Form, tok.XPOS, test.want)
			}
		}
	}
}

func TestFiniteVerbsBesideInfinitives(t *testing.T) {
	m := model()
	for _, test := range []struct{ text, verb, head string }{
		{"Peru called on Chile to withdraw its troops and accused it of aggression.", "accused", "called"},
		{"The premier telephoned the king to congratulate him and invited him to Paris.", "invited", "telephoned"},
		{"He promised that Beijing would consider the request and pledged 500 million yuan in aid.", "pledged", "promised"},
		{"The army wants to seize the port and close the road.", "close", "seize"},
		{"Peru said the move violated international law and called on Chile to withdraw its ambassador.", "called", "said"},
		{"She said the army shelled the town and called on its people to leave.", "called", "shelled"},
	} {
		d := m.ParseText(test.text)
		for _, tok := range d.Tokens {
			if tok.Form == test.verb && (tok.Head < 1 || d.Tokens[tok.Head-1].Form != test.head || tok.Deprel != ud.Conj) {
				t.Errorf("%s: %s is %v of token %d, want a conjunct of %s", test.text, tok.Form, tok.Deprel, tok.Head, test.head)
			}
		}
	}
}

func TestMonthsBeforeSubjects(t *testing.T) {
	m := model()
	for _, test := range []struct{ text, month, subject, verb string }{
		{"In September Burma closed the border with Thailand.", "September", "Burma", "closed"},
		{"In August Libyan authorities released the crew.", "August", "authorities", "released"},
		{"In July France expelled two diplomats.", "July", "France", "expelled"},
	} {
		d := m.ParseText(test.text)
		for _, tok := range d.Tokens {
			switch tok.Form {
			case test.month, test.subject:
				want := ud.Obl
				if tok.Form == test.subject {
					want = ud.Nsubj
				}
				if tok.Head < 1 || d.Tokens[tok.Head-1].Form != test.verb || tok.Deprel != want {
					t.Errorf("%s: %s is %v of token %d, want %v of %s", test.text, tok.Form, tok.Deprel, tok.Head, want, test.verb)
				}
			}
		}
	}
}

func TestClausesBehindAfter(t *testing.T) {
	m := model()
	for _, test := range []struct{ text, subject, verb, main string }{
		{"Pakistan halted bilateral trade after New Delhi revoked the special status of Kashmir.", "Delhi", "revoked", "halted"},
		{"Pakistan barred the envoy from returning after an Iranian missile strike killed two children in a village.", "strike", "killed", ""},
	} {
		d := m.ParseText(test.text)
		for _, tok := range d.Tokens {
			switch {
			case tok.Form == test.subject && (tok.Head < 1 || d.Tokens[tok.Head-1].Form != test.verb || tok.Deprel != ud.Nsubj):
				t.Errorf("%s: %s is %v of token %d, want the subject of %s", test.text, tok.Form, tok.Deprel, tok.Head, test.verb)
			case tok.Form == test.verb && (tok.Deprel != ud.Advcl || test.main != "" && d.Tokens[tok.Head-1].Form != test.main):
				t.Errorf("%s: %s is %v of token %d, want an adverbial clause of %s", test.text, tok.Form, tok.Deprel, tok.Head, test.main)
			}
		}
	}
}

func TestNounsInIng(t *testing.T) {
	d := model().ParseText("Putin called the shooting a stab in the back.")
	for _, tok := range d.Tokens {
		if tok.Form == "shooting" && (tok.UPOS != ud.NOUN || tok.Deprel != ud.Obj) {
			t.Errorf("shooting is %v, %v, want a noun and object", tok.UPOS, tok.Deprel)
		}
	}
}

func TestShotDeadBehindPhrases(t *testing.T) {
	m := model()
	for _, test := range []struct{ text, subject, object string }{
		{"Two gunmen on a motorcycle shot dead a tribal elder on Saturday, police said.", "gunmen", "elder"},
		{"A man armed with a rifle shot dead three soldiers in Mosul.", "man", "soldiers"},
		{"Soldiers at a checkpoint shot dead a Palestinian teenager near Nablus.", "Soldiers", "teenager"},
	} {
		d := m.ParseText(test.text)
		of := map[ud.Deprel]string{}
		for _, tok := range d.Tokens {
			if tok.Head > 0 && d.Tokens[tok.Head-1].Form == "shot" {
				of[tok.Deprel] = tok.Form
			}
		}
		if of[ud.Nsubj] != test.subject || of[ud.Obj] != test.object {
			t.Errorf("%s: %s shot %s, want %s and %s", test.text, of[ud.Nsubj], of[ud.Obj], test.subject, test.object)
		}
	}
}

func TestRulersBehindTitles(t *testing.T) {
	d := model().ParseText("The military government of President Prosper Avril declared a state of siege in Haiti.")
	for _, tok := range d.Tokens {
		if tok.Form == "government" && (tok.Deprel != ud.Nsubj || d.Tokens[tok.Head-1].Form != "declared") {
			t.Errorf("government is %v of token %d, want the subject of declared", tok.Deprel, tok.Head)
		}
	}
}

func TestFirstNamesReadAsWords(t *testing.T) {
	d := model().ParseText("\"We have few friends in the Congress,\" said former Turkish ambassador Mithat Rende.")
	n := d.Names[len(d.Names)-1]
	if got := d.Text[d.Tokens[n.First].Span.Start:d.Tokens[n.End-1].Span.End]; got != "Mithat Rende" {
		t.Errorf("name %q, want %q", got, "Mithat Rende")
	}
}
