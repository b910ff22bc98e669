package speech_test

import (
	"strings"
	"sync"
	"testing"

	"casus/actor"
	"casus/doc"
	"casus/english"
	"casus/lexicon"
	"casus/span"
	"casus/speech"
)

type tools struct {
	model  *english.Model
	actors *actor.Resolver
	finder *speech.Finder
}

var loaded = sync.OnceValues(func() (*tools, error) {
	lex, err := lexicon.Load()
	if err != nil {
		return nil, err
	}
	model, err := english.Load()
	return &tools{model, actor.New(lex), speech.New(lex)}, err
})

// found parses a text of paragraphs and finds its statements.
func found(t testing.TB, text string) *doc.Document {
	t.Helper()
	use, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	d := &doc.Document{Text: text, Published: doc.Instant{Date: doc.Date{Year: 2026, Month: 3, Day: 4}}}
	for at := 0; at < len(text); {
		end := strings.Index(text[at:], "\n\n")
		if end < 0 {
			end = len(text) - at
		}
		d.Blocks = append(d.Blocks, doc.Block{Span: span.Span{Start: at, End: at + end}})
		at += end + 2
	}
	d.Regions[doc.FieldText] = span.Span{End: len(text)}
	for f := doc.FieldCaption; f < doc.NumFields; f++ {
		d.Regions[f] = span.Span{Start: len(text), End: len(text)}
	}
	use.model.Parse(d)
	use.actors.Resolve(d)
	use.finder.Find(d)
	return d
}

// printed is the statements, one a line: speaker, what is special, content.
func printed(d *doc.Document) string {
	var list []string
	for _, s := range d.Statements {
		line := "nobody"
		if e := s.Speaker.Entity; e != doc.None {
			line = d.Entities[e].Name
			if m := s.Speaker.Mention; m != doc.None && d.Mentions[m].Kind != doc.PronounMention {
				line = d.Mentions[m].Span.Of(d.Text)
			}
		}
		if s.Kind != doc.NamedSource && s.Speaker.Entity != doc.None {
			line += " (" + string(s.Kind) + ")"
		}
		if e := s.Addressee.Entity; e != doc.None {
			line += " to " + d.Entities[e].Name
		}
		if s.Through.Entity != doc.None {
			line += " through it"
		}
		if s.Direct {
			line += ", direct"
		}
		if s.Parent != doc.None {
			line += ", inside"
		}
		list = append(list, line+": "+s.Content.Of(d.Text))
	}
	return strings.Join(list, "\n")
}

func TestFind(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"speaker in apposition at the end", "Turkey could send warships to Cyprus, the Cypriot defence minister, Andreas Hadjis, warned on Monday.", "Cypriot defence minister: Turkey could send warships to Cyprus"},
		{"verb before the speaker at the end", "Malaysia sees a chance in the talks, said Alan Chong, a professor in Singapore.", "Alan Chong: Malaysia sees a chance in the talks"},
		{"accused of, on the object", "Japan accused a Chinese spy plane of violating its airspace.", "Japan: violating its airspace"},
		{"denied doing", "The guards deny beating migrants.", "guards (anonymous): beating migrants"},
		{"one of several, named", "One of the authors, Vasily Gatov, said that the figures were low.", "Vasily Gatov: the figures were low"},
		{"cited as saying", "The newspaper cited Western officials as saying that the ship had left.", "Western officials (anonymous): the ship had left"},
		{"participle behind those who were told", "Lammy spoke with the media, saying the talks had failed.", "Lammy: the talks had failed"},
		{"statement of an owner", "The G7 statement said that the truce must hold.", "G7: the truce must hold"},
		{"that-clause", "Iran said on Monday that its troops had left the border.", "Iran: its troops had left the border"},
		{"no that", "Macron said the talks would go on.", "Macron: the talks would go on"},
		{"told reporters", "Peskov told reporters that the talks had failed.", "Peskov to reporters: the talks had failed"},
		{"quotation after", "Macron said: “We are not at war.”", "Macron, direct: We are not at war."},
		{"quotation before", "“We are not at war,” Macron said.", "Macron, direct: We are not at war,"},
		{"inverted", "“We are not at war,” said Macron.", "Macron, direct: We are not at war,"},
		{"straight marks", "\"We are not at war,\" Macron said.", "Macron, direct: We are not at war,"},
		{"inverted with a title", "“We are not at war,” said French President Emmanuel Macron.", "Emmanuel Macron, direct: We are not at war,"},
		{"split", "“We are not at war,” Macron said. “We want peace.”", "Macron, direct: We are not at war,\nMacron, direct: We want peace."},
		{"adding", "The minister said that the border was closed, adding that it would stay so.", "minister: the border was closed\nminister: it would stay so"},
		{"warned", "Zelensky warned that Russia was preparing an attack.", "Zelensky: Russia was preparing an attack"},
		{"announced", "Turkey announced that it would open the border.", "Turkey: it would open the border"},
		{"denied", "Israel denied that its planes had hit the school.", "Israel: its planes had hit the school"},
		{"claimed", "The rebels claimed that they had taken the town.", "rebels (anonymous): they had taken the town"},
		{"confirmed", "The Kremlin confirmed that the two men had met.", "Kremlin: the two men had met"},
		{"infinitive", "Hamas promised to free the hostages.", ""},
		{"according to, at the end", "Nine people were killed in the raid, according to the Health Ministry.", "Health Ministry: Nine people were killed in the raid"},
		{"according to, in front", "According to the army, three soldiers were killed.", "army: three soldiers were killed"},
		{"fragment", "Lavrov called the vote “a sham”.", "Lavrov, direct: a sham"},
		{"called without marks", "Lavrov called the vote a sham.", "Lavrov: the vote a sham"},
		{"expressed", "Peskov expressed “deep disappointment” over the talks.", "Peskov, direct: deep disappointment"},
		{"accused of", "Ukraine accused Russia of shelling the town.", "Ukraine: shelling the town"},
		{"police", "Police said that four men had been arrested.", "Police: four men had been arrested"},
		{"officials", "Officials said that the bridge was closed.", "Officials (anonymous): the bridge was closed"},
		{"an official", "A senior official said that the bridge was closed.", "senior official (anonymous): the bridge was closed"},
		{"witnesses", "Witnesses said soldiers fired into the crowd.", "Witnesses (anonymous): soldiers fired into the crowd"},
		{"analysts", "Analysts said the attack was expected.", "Analysts (anonymous): the attack was expected"},
		{"outlet", "Reuters reported that the two men had met.", "Reuters (outlet): the two men had met"},
		{"told an outlet", "Kremlin sources told Bloomberg that the talks may end.", "Kremlin sources (anonymous) to Bloomberg through it: the talks may end"},
		{"pronoun", "Macron met Scholz in Paris. He said that the talks were good.", "Macron: the talks were good"},
		{"quotation then pronoun", "“We are not at war,” Macron said. “We want peace,” he added.", "Macron, direct: We are not at war,\nMacron, direct: We want peace,"},
		{"she", "Italian Prime Minister Giorgia Meloni spoke in Rome. She said the plan was dead.", "Giorgia Meloni: the plan was dead"},
		{"continued", "“We are not at war,” Macron told reporters.\n\n“We will never be at war with our neighbours.”", "Macron to reporters, direct: We are not at war,\nMacron to reporters, direct: We will never be at war with our neighbours."},
		{"open paragraphs", "Macron said: “We are not at war.\n\n“We want peace.”", "Macron, direct: We are not at war.\nMacron, direct: We want peace."},
		{"thrown in", "The talks, Zelensky said, will go on in Geneva.", "Zelensky: will go on in Geneva"},
		{"behind", "The talks will go on in Geneva, Zelensky said.", "Zelensky: The talks will go on in Geneva"},
		{"behind, perfect", "Another round of talks is expected this month, Zelensky has said.", "Zelensky: Another round of talks is expected this month"},
		{"behind, more words", "Another round of talks is expected to take place later this month, Mitsotakis has said.", "Mitsotakis: Another round of talks is expected to take place later this month"},
		{"told an outlet when", "Turkish sources told Reuters this week that officials in Ankara may soon walk away from the talks.", "Turkish sources (anonymous) to Reuters through it: officials in Ankara may soon walk away from the talks"},
		{
			"he of the sentence", "Peskov said the talks were over. Putin called it a “crime”. Macron on Sunday sent his condolences over what he called a “murder”.",
			"Peskov: the talks were over\nPutin, direct: crime\nMacron, direct: murder",
		},
		{"spokesman", "The ministry's spokesman said that the envoy had been expelled.", "ministry's spokesman (anonymous): the envoy had been expelled"},
		{"apposition", "“It is a crime,” said Maria Lopez, a teacher in Lima.", "Maria Lopez, direct: It is a crime,"},
		{"statement says", "The report says that 400 people were killed.", "report (document): 400 people were killed"},
		{"no saying", "Iran and Oman held talks in Muscat.", ""},
		{"no words said", "Macron spoke to reporters.", ""},
		{"quoted word that is no speech", "The so-called “green line” was closed.", ""},
		{"question", "“Who will pay for it?” Macron asked.", "Macron, direct: Who will pay for it?"},
		{"tweet", "“The deal is dead,” Trump wrote.", "Trump, direct: The deal is dead,"},
		{"believes", "Western officials believe that the plant was hit.", "Western officials (anonymous): the plant was hit"},
		{"was told", "Reporters were told that the talks had failed.", ""},
		{"two speakers", "Iran said the ship was empty, but Israel said it carried arms.", "Iran: the ship was empty\nIsrael: it carried arms"},
		{"nested", "Lavrov said that Kyiv had told the mediators that it would not sign.", "Lavrov: Kyiv had told the mediators that it would not sign\nKyiv to mediators, inside: it would not sign"},
		{"German marks", "„Wir warten,“ Scholz said. «Nous attendons», Macron said.", "Scholz, direct: Wir warten,\nMacron, direct: Nous attendons"},
		{"speakers coordinated", "Both Peru and Chile said that the talks had failed.", "Peru: the talks had failed\nChile: the talks had failed"},
		{"described at length", "Ana Kovac, head of the press office of the Croatian Defence Ministry, said that the ship had left.", "Ana Kovac: the ship had left"},
		{"nothing but dots", "“…” Macron said.", ""},
		{"stressed a noun", "The envoy stressed the need for a truce.", "envoy: the need for a truce"},
		{"warned of", "The general warned of a new war in Kosovo.", "general: a new war in Kosovo"},
		{"rejected a claim", "Iran rejected the allegation of fraud.", "Iran: the allegation of fraud"},
		{"rejected an offer", "Iran rejected the offer of talks.", ""},
		{"did not confirm", "The army did not confirm the death of the colonel.", ""},
		{"opinion inside one's own words", "Macron said he believes the talks will go on.", "Macron: he believes the talks will go on"},
		{"opinion of another inside", "Macron said that Scholz believes the talks will go on.", "Macron: Scholz believes the talks will go on\nScholz, inside: the talks will go on"},
		{"calling itself", "A group calling itself the Army of God fired on the bus.", ""},
		{"shown by a deed", "The move indicates that the truce will hold.", ""},
		{"shown by a survey", "The survey shows that the truce will hold.", "survey (document): the truce will hold"},
		{"minutes of a meeting", "According to minutes of the meeting, the envoy left.", "minutes (document): the envoy left"},
		{"apostrophe is no quotation", "Israel's army and Iran's navy said they were ready.", "Israel's army and Iran's navy: they were ready"},
	}
	for _, test := range tests {
		if got := printed(found(t, test.text)); got != test.want {
			t.Errorf("%s: %s\n\tgot  %s\n\twant %s", test.name, test.text,
				strings.ReplaceAll(got, "\n", "\n\t     "), strings.ReplaceAll(test.want, "\n", "\n\t     "))
		}
	}
}

// FuzzFind holds that any text gives statements whose words lie in it.
func FuzzFind(f *testing.F) {
	for _, seed := range []string{
		"“A” said B said “C, told D that “E”, according to according to.",
		"He said, she said, adding that he told Reuters that that.",
		"\"\"\"” said. „Who?“ asked Macron, adding",
		"According to. Said.\n\nTold that, X said.",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 600 {
			return
		}
		text = strings.ToValidUTF8(text, "?")
		d := found(t, text)
		for i, s := range d.Statements {
			if !s.Content.Inside(text) || s.Content.Empty() || s.Rule == "" || s.Parent == int32(i) || int(s.Sentence) >= len(d.Sentences) {
				t.Errorf("%q: %+v", text, s)
			}
			if e := s.Speaker.Entity; e != doc.None && int(e) >= len(d.Entities) || s.Speaker.Mention != doc.None && int(s.Speaker.Mention) >= len(d.Mentions) {
				t.Errorf("%q: speaker %+v", text, s.Speaker)
			}
		}
	})
}
