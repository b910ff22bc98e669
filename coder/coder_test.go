package coder_test

import (
	"sort"
	"strings"
	"sync"
	"testing"

	"casus/doc"
	"casus/pipeline"
	"casus/source"
)

var load = sync.OnceValues(func() (*pipeline.Pipeline, error) { return pipeline.New(pipeline.Options{}) })

// code codes a text that was published on Thursday, 19 November 2026.
func code(t *testing.T, text string) *doc.Document {
	t.Helper()
	p, err := load()
	if err != nil {
		t.Fatal(err)
	}
	docs, err := source.Parse("test.jsonl", []byte(`{"id":"t","title":"","published":"2026-11-19","language":"en","text":`+quote(text)+"}\n"), source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	p.Process(docs[0])
	return docs[0]
}

func quote(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(s) + `"`
}

// brief writes the reports as "TYPE A,B > C status", in alphabetical order:
// countries, or sectors where there is none, or "?" where there is neither.
func brief(d *doc.Document) string {
	var lines []string
	for i := range d.Reports {
		r := &d.Reports[i]
		line := r.Type.String() + " " + codes(d, r.Actors) + " > " + codes(d, r.Recipients)
		if r.Status != "occurred" {
			line += " " + string(r.Status)
		}
		lines = append(lines, line)
	}
	sort.Strings(lines)
	return strings.Join(lines, "; ")
}

func codes(d *doc.Document, refs []doc.Ref) string {
	if len(refs) == 0 {
		return "-"
	}
	var list []string
	for _, ref := range refs {
		e := &d.Entities[ref.Entity]
		switch {
		case e.Country != "":
			list = append(list, e.Country)
		case e.Sector != "":
			list = append(list, e.Sector)
		default:
			list = append(list, "?")
		}
	}
	sort.Strings(list)
	return strings.Join(list, ",")
}

// why prints what was set aside, for a failure to be understood alone.
func why(d *doc.Document) string {
	var b strings.Builder
	for i := range d.Reports {
		r := &d.Reports[i]
		b.WriteString("\n\tgot " + r.Type.String() + " by " + r.Trace.Entry + ", " + r.Trace.Rule + ": " + strings.Join(r.Trace.Steps, "; "))
	}
	for _, a := range d.SetAside {
		b.WriteString("\n\tset aside " + a.Entry + ": " + a.Reason + ", " + a.Detail)
	}
	return b.String()
}

func TestConstructions(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"adjective stands for the forces", "Qatar praised a Turkish offensive against Syria.", "ASSAULT TUR > SYR; SUPPORT QAT > TUR"},
		{"aboard what is struck", "Rebels ambushed a bus carrying Kenyan soldiers near Garissa.", "ASSAULT KEN > KEN"},
		{"met in what is struck", "Somali gunmen attacked a hotel where Kenyan diplomats were meeting.", "ASSAULT SOM > KEN"},
		{"town behind a noun", "Sudanese rebels shelled the southern capital Juba.", "ASSAULT SDN > SSD"},
		{"calls by", "Israel rejected calls by Egypt for a truce.", "REJECT ISR > EGY"},
		{"an offer of the subject above", "The United States warned Iran, as Tehran rejected its offer of talks.", "REJECT IRN > USA"},
		{"recipient of the verb before", "Poland criticised Hungary and demanded an apology.", "ACCUSE POL > HUN; REQUEST POL > HUN"},
		{"victims are not blamed", "France condemned the killing of Iraqi reporters.", "ACCUSE FRA > -; ASSAULT - > IRQ"},
		{"not promised to one's own", "The Peruvian president promised to reform Peru.", "AGREE PER > -"},
		{"due", "The Polish president is due to meet the Czech president in Brno.", "AGREE POL > CZE planned"},
		{"being held", "Two French reporters are being detained by Malian police.", "COERCE MLI > FRA ongoing"},
		{"held since", "Houthi fighters have besieged the Yemeni town since June.", "ASSAULT YEM > YEM ongoing"},
		{"under way", "Talks between Chad and Sudan are under way in Geneva.", "CONSULT SDN,TCD > - ongoing"},
		{"in its third month", "The siege of the Syrian town by Turkish troops entered its third month.", "ASSAULT TUR > SYR ongoing"},
		{"what somebody thinks", "Iran is critical of Israel.", "ACCUSE IRN > ISR ongoing"},
		{"what somebody thought", "Iran was critical of Israel.", "ACCUSE IRN > ISR"},
		{"conduct in words", "Turkey is pressuring Greece to reopen talks.", "REQUEST TUR > GRC ongoing"},
		{"said once", "Turkey is urging Greece to reopen talks.", "REQUEST TUR > GRC"},
		{"kept up", "Israel kept up its strikes on Lebanon.", "ASSAULT ISR > LBN ongoing"},
		{"told of anybody", "A foreigner without papers is usually deported from Kenya.", ""},
		{"ministers of several states", "Ministers from Chad, Niger and Mali condemned Libya.", "ACCUSE MLI,NER,TCD > LBY"},
		{"council members", "Council members Greece and Panama condemned Russia.", "ACCUSE GRC,PAN > RUS"},
		{"people by an adjective", "Thousands of Sudanese protested in Khartoum.", "PROTEST SDN > -"},
		{"active", "Russian forces attacked a Ukrainian village on Monday.", "ASSAULT RUS > UKR"},
		{"passive", "A Ukrainian village was attacked by Russian forces on Monday.", "ASSAULT RUS > UKR"},
		{"agentless passive", "Two Turkish journalists were arrested in Ankara on Friday.", "COERCE - > TUR"},
		{"relative clause, subject", "The rebels who attacked the Malian army on Friday fled north.", "ASSAULT MLI > MLI"},
		{"relative clause, object", "France condemned the attack that Russia launched on Ukraine.", "ACCUSE FRA > RUS; ASSAULT RUS > UKR"},
		{"participle", "Turkey condemned an attack carried out by Israeli jets in Syria.", "ACCUSE TUR > ISR; ASSAULT ISR > -"},
		{"sentence parsed as a noun phrase", "French police used tear gas against demonstrators in Paris.", "ASSAULT FRA > FRA"},
		{"verb behind a relative clause", "Egypt, which depends on fees from the canal, called on Iran to keep the route open.", "REQUEST EGY > IRN"},
		{"subject on the auxiliary", "Israeli soldiers have shot a Palestinian teenager near Jenin.", "ASSAULT ISR > PSE"},
		{"adjective like a participle", "Russia is unwilling to negotiate.", "REJECT RUS > - ongoing"},
		{"negated complement", "The Azerbaijani officer pleaded not guilty.", "REJECT AZE > -"},
		{"verbs coordinated", "Police arrested two Iranian activists and deported a French reporter.", "COERCE COP > FRA; COERCE COP > IRN"},
		{"actors coordinated", "The United States and Israel attacked Iran on Saturday.", "ASSAULT ISR,USA > IRN"},
		{"recipients coordinated", "The European Union imposed sanctions on Belarus and Russia.", "SANCTION EUR > BLR,RUS"},
		{"event noun with by", "Egypt condemned the attack by Israel on Lebanon.", "ACCUSE EGY > ISR; ASSAULT ISR > LBN"},
		{"event noun with possessive", "Israel's attack on Lebanon killed 12 civilians.", "ASSAULT ISR > LBN"},
		{"event noun with adjective", "Ukraine denounced a Russian drone strike on Odesa.", "ACCUSE UKR > RUS; ASSAULT RUS > UKR"},
		{"light verb", "The Israeli army carried out an attack on a Lebanese village.", "ASSAULT ISR > LBN"},
		{"light verb over a measuring noun", "U.S. jets carried out a wave of airstrikes against the Houthis in Yemen.", "ASSAULT USA > YEM"},
		{"light verb, undergoing", "Ukrainian troops came under attack from Russian forces near Kherson.", "ASSAULT RUS > UKR"},
		{"talks held", "Iran and Oman held talks in Muscat on Tuesday.", "CONSULT IRN,OMN > -"},
		{"talks with", "The Iranian foreign minister held talks with his Omani counterpart on Tuesday.", "CONSULT IRN,OMN > -"},
		{"phone calls", "The French president held phone calls with the rulers of Qatar and Bahrain.", "CONSULT BHR,FRA,QAT > -"},
		{"visit", "The Chinese president visited Vietnam on Monday.", "CONSULT CHN > VNM"},
		{"refusal", "Turkey refused to meet the Swedish delegation.", "REJECT TUR > SWE"},
		{"request", "The United Nations urged Sudan to release the detainees.", "REQUEST UNO > SDN"},
		{"request with called on", "Germany called on Russia to withdraw its troops from Ukraine.", "REQUEST DEU > RUS"},
		{"accusation", "Pakistan accused Afghanistan of sheltering militants.", "ACCUSE PAK > AFG"},
		{"threat", "North Korea threatened to attack South Korea.", "THREATEN PRK > KOR"},
		{"promise", "Japan promised to send medicine to Jordan.", "AGREE JPN > JOR"},
		{"planned visit", "The Polish president will visit Lithuania on Friday.", "AGREE POL > LTU planned"},
		{"expected meeting", "The Russian president is expected to meet the Turkish president in Sochi.", "AGREE RUS > TUR planned"},
		{"future force", "Israel will strike Iran, the Israeli defense minister said.", "THREATEN ISR > IRN"},
		{"negation", "Russia did not attack Ukraine on Sunday.", "ASSAULT RUS > UKR denied"},
		{"negation of one side", "The army did not attack on Sunday.", ""},
		{"wish", "Egypt wants to meet Ethiopia.", ""},
		{"purpose", "Soldiers were trained to attack Mali.", ""},
		{"condition", "If Iran attacks Israel, oil prices rise.", ""},
		{"question", "Will Russia attack Ukraine again?", ""},
		{"denial", "Rwanda denied that its army attacked Congo.", "ASSAULT RWA > COD denied; REJECT RWA > -"},
		{"ongoing", "Sudanese troops are shelling rebel positions in Darfur.", "ASSAULT SDN > SDN ongoing"},
		{"sanctions imposed", "The United States imposed sanctions on Iran on Thursday.", "SANCTION USA > IRN"},
		{"expulsion", "Poland expelled three Russian diplomats.", "SANCTION POL > RUS"},
		{"withdrawal", "France withdrew its troops from Chad.", "RETREAT FRA > TCD"},
		{"release", "Hamas released four Israeli hostages on Saturday.", "RETREAT PSE > ISR"},
		{"aid", "Qatar sent food to Gaza.", "AID QAT > PSE"},
		{"protest", "Thousands of protesters rallied in Tbilisi against the Georgian government.", "PROTEST GEO > GEO"},
		{"mobilise", "China deployed warships near Taiwan.", "MOBILIZE CHN > TWN"},
		{"support", "Egypt praised Qatar for its mediation.", "SUPPORT EGY > QAT"},
		{"apology", "The Danish government apologized to Greenland.", "CONCEDE DNK > GRL"},
		{"weapon as subject", "A Russian missile hit a hospital in Kyiv.", "ASSAULT RUS > UKR"},
		{"noun as a topic", "The war in Ukraine has raised food prices.", ""},
		{"sport", "Brazil beat Argentina in the final on Sunday.", ""},
		{"metaphor", "The government in Ottawa is fighting inflation.", ""},
		{"duty that a speaker imposes", "\"Iran must cooperate with the inspectors,\" the French foreign minister said.", "REQUEST FRA > IRN"},
		{"what is ordered done", "A Turkish court ordered the journalist detained.", "COERCE TUR > TUR"},
		{"what is talked about", "The Liberian president said he was talking to the rebels about freeing the hostages.", "CONSULT LBR,LBR > - ongoing"},
		{"a condition under until", "The African Union ruled out talks with Sudan until the council was dissolved.", "REJECT IGO > SDN"},
		{"a partner who is refused", "Turkey would not bargain with terrorists, the interior minister said.", "REJECT TUR > TUR"},
		{"participle of one who suffers", "A Tashkent court freed an opposition leader jailed for plotting.", "COERCE - > UZB; RETREAT UZB > UZB"},
		{"to be to blame", "France said China was to blame for the crisis.", "ACCUSE FRA > CHN"},
		{"a call to congratulate", "Putin phoned Modi to congratulate him on his victory.", "CONSULT IND,RUS > -; SUPPORT RUS > IND"},
		{"who gets what is let in", "Egypt opened the Rafah crossing to allow aid into Gaza.", "RETREAT EGY > PSE"},
		{"an adjective in a place's name", "Iran threatened to cut off electricity to the autonomous Azerbaijani republic of Nakhichevan over unpaid bills.", "THREATEN IRN > AZE"},
		{"pressed in vain", "Zimbabwe's president refused to resign despite pressure from Britain.", "REJECT ZWE > GBR"},
		{"killed in a fight", "20 Indian soldiers were killed in a fight with Chinese troops.", "ASSAULT CHN > IND"},
		{"of what somebody is accused", "Canada imposed a travel ban on Haitian politicians accused of backing gangs.", "SANCTION CAN > HTI"},
		{"who is behind a deed", "Russia said Britain was behind the attack.", "ACCUSE RUS > GBR"},
		{"a headline without its auxiliary", "Kenya accused of arming rebels in Sudan", "ACCUSE - > KEN"},
		{"a visitor", "Lavrov criticised Ukraine on a visit to Mali.", "ACCUSE RUS > UKR; CONSULT RUS > MLI"},
		{"a move of the sentence before", "Peru expelled two Libyan diplomats on Tuesday. Brazil welcomed the move.", "SANCTION PER > LBY; SUPPORT BRA > PER"},
		{"a step beside the clause", "Peru expelled two Libyan diplomats, a step that Brazil condemned.", "ACCUSE BRA > PER; SANCTION PER > LBY"},
		{"an attack of the sentence before", "Hamas fired rockets at Israel on Monday. Egypt condemned the attack.", "ACCUSE EGY > -; ASSAULT PSE > ISR"},
		{"remarks of the sentence before", "Egypt accused Sudan of lying. Libya rejected the remarks.", "ACCUSE EGY > SDN; REJECT LBY > EGY"},
		{"a move of the same state", "Peru expelled two Libyan diplomats. The Peruvian president welcomed the decision.", "SANCTION PER > LBY; SUPPORT PER > -"},
		{"a day's attack", "Friday's bombing of the U.S. Embassy killed ten people.", "ASSAULT - > USA"},
		{"what a bombing hits does not kill", "Last week's shelling of Kharkiv killed four people.", "ASSAULT - > UKR"},
		{"anniversary of an attack", "Monday is the 20th anniversary of the Hamas attack on Israel.", ""},
		{"city of a bombing", "A Kabul bombing killed 60 Afghan soldiers. Two blasts were heard in Kabul.", "ASSAULT - > AFG"},
		{"one raid, three predicates", "Hezbollah guerrillas crossed into Israel and captured two soldiers in a raid that left eight other troops dead.", "ASSAULT LBN > ISR"},
		{"dead of strikes, with a phrase between", "Lebanese police said 35 civilians, including a family of ten, had died in the Israeli strikes.", "ASSAULT ISR > CVL"},
		{"bombing that killed", "The bombing of Kharkiv by Russian jets killed four people.", "ASSAULT RUS > UKR"},
		{"who stands behind rebels", "M23 rebels backed by Rwandan troops marched into Goma.", "ASSAULT COD > COD"},
		{"who backs a state", "France, backed by Germany, condemned Iran.", "ACCUSE FRA > IRN; SUPPORT DEU > FRA"},
		{"hostages freed by force", "Peruvian commandos stormed a building in Lima and freed 71 hostages.", "AID PER > PER; ASSAULT PER > PER"},
		{"captives of others freed", "Egyptian sailors freed a captain held hostage by Somali pirates.", "AID EGY > MIL; ASSAULT SOM > MIL"},
		{"held hostage, read as a clause", "The Colombian army freed four soldiers held hostage by Peruvian rebels.", "ASSAULT PER > COL"},
		{"captives let go", "Hamas freed four Israeli hostages on Monday.", "RETREAT PSE > ISR"},
		{"what a speaker rules out", "Talks with the rebels were out of the question, the Turkish president said.", "REJECT TUR > TUR"},
		{"an end that a speaker rules out", "U.S. officials said that removing the sanctions on Burma was out of the question.", "REJECT USA > MMR"},
		{"violence that a speaker finds unacceptable", "Russian attacks on Ukrainian cities are unacceptable, the French foreign minister said.", "ACCUSE FRA > RUS; ASSAULT RUS > UKR"},
		{"misdeed that a speaker names", "Pakistan's envoy said Kabul was failing to rein in the militants.", "ACCUSE PAK > AFG"},
		{"bad name that a speaker gives", "\"Russia is the aggressor,\" the Polish foreign minister said.", "ACCUSE POL > RUS"},
		{"misdeed in the article's own voice", "Kabul failed to answer in time.", ""},
		{"misdeed that is denied", "Turkey's foreign minister said Athens was not meddling.", ""},
		{"harm that a speaker announces", "The Somali president said al-Shabab will be crushed.", "THREATEN SOM > SOM"},
		{"recipient in what is refused", "The Turkish government refused to commit to any help for the American war effort.", "REJECT TUR > USA"},
		{"recipient under what is stopped", "Japan halted economic aid and the training of pilots for Myanmar.", "SANCTION JPN > MMR"},
		{"partner of what is announced", "Germany will resume cooperation with Serbia.", "AGREE DEU > SRB"},
		{"partner of what is done", "Colombia restored relations with Venezuela.", "AGREE COL,VEN > -"},
		{"talks as an occasion", "After talks with the Indian prime minister, the Nepalese president flew home.", "CONSULT IND,NPL > -"},
		{"request that is being made", "Oxfam is calling on Nigeria to open the roads.", "REQUEST NGO > NGA"},
		{"what goes on", "Norway gives military support to Ukraine.", "AID NOR > UKR ongoing"},
		{"threat under a condition", "Hamas said it would kill the Israeli hostages if the army advanced.", "THREATEN PSE > ISR"},
		{"thanks for what somebody did", "Serbia thanked Hungary for reopening the border.", "RETREAT HUN > -; SUPPORT SRB > HUN"},
		{"answer to a demand", "Iran demanded that Oman lift the ban. Oman rejected the demand.", "REJECT OMN > IRN; REQUEST IRN > OMN"},
		{"warning of force", "The Kenyan president warned that the army would strike again.", "THREATEN KEN > -"},
		{"passive state", "The Kyrgyz journalist remains in custody.", "COERCE - > KGZ ongoing"},
		{"what is due", "The Latvian and Chilean presidents are due to meet in Riga.", "AGREE CHL,LVA > - planned"},
		{"denial in somebody's words", "Turkish coastguards did not seize a Swedish tanker, the transport ministry in Ankara said.", "COERCE TUR > SWE denied"},
		{"failure in somebody's words", "Belgian police prevented an attack on a synagogue, the justice minister said.", ""},
		{"game", "Poland beat Albania in the semifinal, and their coach attacked the referee.", ""},
		{"private persons", "A rapper and a cook from Brazil signed a truce.", ""},
		{"building that was struck", "Russian missiles hit a hospital in Kharkiv.", "ASSAULT RUS > UKR"},
		{"exercise of two", "French and Egyptian warships launched ten days of war games in the Mediterranean.", "COOPERATE EGY,FRA > -"},
		{"measured help", "Norway gave Chad three tons of medicine.", "AID NOR > TCD"},
		{"who issues a demand", "Iran issued a statement demanding that Iraq free the pilots.", "REQUEST IRN > IRQ"},
		{"no intention", "Syria said it had no intention of withdrawing from Lebanon.", "REJECT SYR > LBN"},
		{"attempt to mediate", "Oman tried to mediate between Chad and Niger.", "CONSULT NER,OMN,TCD > -"},
		{"two objects taken for one", "Norway gave Chad 40 million dollars.", "AID NOR > TCD"},
		{"second object without a mark", "Norway has given Egypt two tanks.", "AID NOR > EGY"},
		{"unrest without a country", "Workers in Gdansk began a strike.", "PROTEST CVL > -"},
		{"riot in a place", "Riots broke out in Cairo over bread prices.", "PROTEST - > -"},
		{"mediation without a side", "The president of Gabon mediated in the conflict.", "CONSULT GAB > -"},
		{"punishment announced", "Togo announced that it would withdraw its ambassador from Mali and expel a Malian diplomat.", "SANCTION TGO > MLI planned; SANCTION TGO > MLI planned"},
		{"what something may last until", "The talks would last until Peru released the miners.", ""},
		{"punishment that the actors call possible", "Norway said that it might suspend aid to Mali.", "THREATEN NOR > MLI"},
		{"name torn off the subject", "Bodyguards of rebel leader Foday Sankoh opened fire on a crowd of protesters.", "ASSAULT SLE > SLE"},
		{"so many without a noun", "Dozens marched in Nairobi to demand jobs.", "PROTEST KEN > -"},
		{"entrusted with", "The United Nations tasked Algeria with mediating between Mali and Niger.", "CONSULT DZA,MLI,NER > -"},
		{"charged with a duty", "The Omani king charged a Kenyan envoy with leading the talks.", ""},
		{"blamed in the content", "Kenya left Haiti, charging that the authorities had rigged the vote.", "ACCUSE KEN > HTI"},
		{"mediated after a meeting", "The foreign ministers of Chad and Mali met in Oslo. Russia brokered a truce between the foreign ministers of the two countries.", "CONSULT MLI,RUS,TCD > -"},
		{"who left the place", "Turkish jets hit areas abandoned by Syrian soldiers.", "ASSAULT TUR > - ongoing"},
		{"participle before the demand", "Threatening to kill the French hostages, the rebels in Mali demanded a ransom.", "REQUEST MLI > -; THREATEN MLI > FRA"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := code(t, c.text)
			if got := brief(d); got != c.want {
				t.Errorf("%s\n\tgot  %s\n\twant %s%s", c.text, got, c.want, why(d))
			}
		})
	}
}
