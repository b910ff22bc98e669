package merge_test

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"time"
)

// This file writes news that never happened: articles of invented outlets about
// invented events between real states, from a grammar, by a seed. What each
// sentence tells of is known, and so is which articles are copies of one text.
//
// The grammar was written before the rules of the package. It makes what goes
// wrong in practice on purpose: the same actors on another day, the same day in
// another town, two strikes in one city, blow and answer, the same words about
// another matter, corrections, denials, copies that are cut or reworded, and
// two reporters who quote the same speech.

// land is a state as news calls it.
type land struct {
	name, adjective, capital, code string
	cities                         []string
}

var lands = []land{
	{"Russia", "Russian", "Moscow", "RUS", []string{"Belgorod", "Kursk", "Rostov-on-Don", "Bryansk"}},
	{"Ukraine", "Ukrainian", "Kyiv", "UKR", []string{"Kharkiv", "Odesa", "Zaporizhzhia", "Kherson", "Dnipro"}},
	{"Israel", "Israeli", "Jerusalem", "ISR", []string{"Haifa", "Ashkelon", "Nahariya"}},
	{"Lebanon", "Lebanese", "Beirut", "LBN", []string{"Tyre", "Sidon", "Baalbek", "Nabatieh"}},
	{"Iran", "Iranian", "Tehran", "IRN", []string{"Isfahan", "Tabriz", "Shiraz", "Mashhad"}},
	{"Pakistan", "Pakistani", "Islamabad", "PAK", []string{"Quetta", "Peshawar", "Karachi", "Lahore"}},
	{"India", "Indian", "New Delhi", "IND", []string{"Srinagar", "Amritsar", "Jammu", "Mumbai"}},
	{"Ethiopia", "Ethiopian", "Addis Ababa", "ETH", []string{"Mekelle", "Gondar", "Dire Dawa"}},
	{"Eritrea", "Eritrean", "Asmara", "ERI", []string{"Keren", "Massawa", "Assab"}},
	{"Sudan", "Sudanese", "Khartoum", "SDN", []string{"Omdurman", "El Fasher", "Port Sudan", "El Obeid"}},
	{"Turkey", "Turkish", "Ankara", "TUR", []string{"Istanbul", "Izmir", "Diyarbakir"}},
	{"Syria", "Syrian", "Damascus", "SYR", []string{"Aleppo", "Homs", "Idlib", "Latakia"}},
	{"Armenia", "Armenian", "Yerevan", "ARM", []string{"Goris", "Gyumri", "Kapan"}},
	{"Azerbaijan", "Azerbaijani", "Baku", "AZE", []string{"Ganja", "Lankaran", "Sheki"}},
	{"China", "Chinese", "Beijing", "CHN", []string{"Shanghai", "Xiamen", "Guangzhou"}},
	{"Japan", "Japanese", "Tokyo", "JPN", []string{"Osaka", "Naha", "Sapporo"}},
	{"Venezuela", "Venezuelan", "Caracas", "VEN", []string{"Maracaibo", "San Cristobal", "Valencia"}},
	{"Colombia", "Colombian", "Bogota", "COL", []string{"Cucuta", "Cali", "Medellin"}},
	{"Poland", "Polish", "Warsaw", "POL", []string{"Krakow", "Gdansk", "Lublin"}},
	{"Belarus", "Belarusian", "Minsk", "BLR", []string{"Brest", "Grodno", "Gomel"}},
	{"Nigeria", "Nigerian", "Abuja", "NGA", []string{"Lagos", "Kano", "Maiduguri", "Jos"}},
	{"Cameroon", "Cameroonian", "Yaounde", "CMR", []string{"Douala", "Bamenda", "Maroua"}},
	{"Thailand", "Thai", "Bangkok", "THA", []string{"Surin", "Chiang Mai", "Trat"}},
	{"Cambodia", "Cambodian", "Phnom Penh", "KHM", []string{"Battambang", "Siem Reap", "Samraong"}},
}

// matter is one kind of event: how it is told, and the words that fill it.
type matter struct {
	name    string
	types   []string // what a coder may rightly call it
	foreign bool     // it happens in a city of the other side
	leads   []string
	heads   []string
	targets []string // what {target} may be, different for different events
	least   int      // of the number {n}
	most    int
	denial  string
}

var matters = []matter{
	{
		name: "strike", types: []string{"ASSAULT"}, foreign: true, least: 3, most: 40,
		leads: []string{
			"{Aadj} {jets} struck {target} in {city} {day}, killing {n} people, {Badj} officials said.",
			"At least {n} people were killed {day} when {Aadj} {jets} hit {target} in the {Badj} city of {city}, according to {Badj} authorities.",
			"{A} bombed {target} in {city} {day}, leaving {n} people dead, the {Badj} defence ministry said.",
			"{Aadj} forces attacked {target} in {city} {day} and killed {n} people, the mayor said.",
			"An {Aadj} air strike on {target} in {city} killed {n} people {day}, local officials said.",
			"{n} people died {day} after {Aadj} forces shelled {target} in {city}, in the east of {B}.",
		},
		heads: []string{
			"{Aadj} strike on {city} kills {n}", "{A} strikes {target} in {city}", "{n} killed as {Aadj} {jets} hit {city}",
			"{A} bombs {target} in {Badj} city of {city}",
		},
		targets: []string{
			"a hospital", "a vegetable market", "a power station", "the railway station", "a primary school", "an apartment block", "a fuel depot", "a bridge",
			"a grain warehouse", "the port terminal", "a bus stop", "a water plant",
		},
		denial: "{A} denied {day} that its forces had struck {target} in {city}.",
	},
	{
		name: "clash", types: []string{"ASSAULT"}, foreign: true, least: 2, most: 15,
		leads: []string{
			"{Aadj} and {Badj} troops exchanged fire near {city} {day}, and {n} soldiers were killed, officials said.",
			"{n} soldiers were killed in a clash between {Aadj} and {Badj} forces near {city} {day}.",
			"{Aadj} soldiers clashed with {Badj} border guards near {city} {day}, killing {n}.",
			"{Badj} troops fought {Aadj} soldiers close to {city} {day}; {n} people were killed.",
		},
		heads:   []string{"{Aadj}, {Badj} troops clash near {city}", "Border clash near {city} kills {n}", "{n} soldiers dead in clash between {A} and {B}"},
		targets: []string{""},
	},
	{
		name: "bomb", types: []string{"ASSAULT"}, least: 2, most: 30,
		leads: []string{
			"A car bomb killed {n} people outside {target} in {city} {day}, {Aadj} police said.",
			"A suicide bomber killed at least {n} people at {target} in the {Aadj} city of {city} {day}.",
			"{n} people were killed {day} when a bomb exploded near {target} in {city}, {A}, officials said.",
			"Militants bombed {target} in {city} {day}, killing {n} people, the {Aadj} interior ministry said.",
		},
		heads:   []string{"Bomb kills {n} in {city}", "Blast at {target} in {city} kills {n}", "{n} killed in {city} bombing"},
		targets: []string{"a police station", "a mosque", "a hotel", "a courthouse", "a wedding hall", "an army recruitment centre", "a bank", "a church"},
	},
	{
		name: "protest", types: []string{"PROTEST"}, least: 200, most: 9000,
		leads: []string{
			"Thousands of people marched in {city} {day} to protest against {target}.",
			"Protesters took to the streets of {city} {day} over {target}.",
			"Some {n} demonstrators rallied against {target} in the {Aadj} city of {city} {day}, police said.",
			"Crowds demonstrated in {city} {day} against {target}, and roads were blocked.",
			"Demonstrators gathered in {city}, {A}, {day} to demand an end to {target}.",
		},
		heads:   []string{"Thousands protest in {city} over {target}", "{city} protesters march against {target}", "Protest over {target} in {city}"},
		targets: []string{"fuel prices", "a new bread tax", "corruption", "a lithium mine", "pension cuts", "power cuts", "a disputed election", "a school closure"},
	},
	{
		name: "arrest", types: []string{"COERCE"}, least: 2, most: 60,
		leads: []string{
			"{Aadj} police arrested {n} {target} in {city} {day}, a rights group said.",
			"{n} {target} were detained by {Aadj} police in {city} {day}.",
			"Police in {city} detained {n} {target} {day}, the {Aadj} interior ministry said.",
			"{Aadj} authorities rounded up {n} {target} in {city} {day}, lawyers said.",
		},
		heads:   []string{"{Aadj} police arrest {n} {target}", "{n} {target} detained in {city}", "{A} detains {target} in {city}"},
		targets: []string{"opposition activists", "journalists", "students", "trade unionists", "bloggers", "army officers", "teachers"},
	},
	{
		name: "talks", types: []string{"CONSULT"}, foreign: true,
		leads: []string{
			"The {Aadj} foreign minister met his {Badj} counterpart in {city} {day} to discuss {target}.",
			"The foreign ministers of {A} and {B} held talks on {target} in {city} {day}.",
			"{A} and {B} discussed {target} at a meeting of their foreign ministers in {city} {day}.",
			"{A}'s foreign minister travelled to {city} {day} for talks with {Badj} leaders about {target}.",
			"{Aadj} and {Badj} diplomats met in {city} {day} for a round of talks on {target}.",
		},
		heads:   []string{"{A}, {B} hold talks on {target}", "{Aadj} foreign minister in {city} for talks", "Foreign ministers of {A} and {B} meet in {city}"},
		targets: []string{"border security", "fishing rights", "a railway", "water sharing", "a prisoner swap", "gas prices", "visa rules", "flood relief"},
	},
	{
		name: "deal", types: []string{"SUPPORT", "AGREE", "COOPERATE"}, foreign: true,
		leads: []string{
			"{A} and {B} signed an agreement on {target} in {city} {day}.",
			"{A} signed a deal with {B} on {target} {day} at a ceremony in {city}.",
			"An accord on {target} was signed by {A} and {B} in {city} {day}.",
			"{Aadj} and {Badj} ministers signed a pact on {target} {day}.",
		},
		heads:   []string{"{A}, {B} sign {target} deal", "{A} and {B} sign agreement on {target}", "{A} signs accord with {B}"},
		targets: []string{"grain exports", "nuclear energy", "customs", "military training", "air traffic", "an oil pipeline", "satellite data"},
	},
	{
		name: "sanction", types: []string{"SANCTION", "COERCE"},
		leads: []string{
			"{A} imposed sanctions on {Badj} {target} {day}.",
			"{A} announced sanctions against {Badj} {target} {day}, citing human rights abuses.",
			"{Aadj} authorities slapped sanctions on {Badj} {target} {day}.",
			"Sanctions were imposed by {A} on {Badj} {target} {day}, the finance ministry said.",
		},
		heads:   []string{"{A} imposes sanctions on {Badj} {target}", "{A} sanctions {Badj} {target}", "{Badj} {target} hit by {Aadj} sanctions"},
		targets: []string{"banks", "oil companies", "generals", "shipping firms", "judges", "drone makers"},
	},
	{
		name: "expel", types: []string{"SANCTION"}, least: 2, most: 19,
		leads: []string{
			"{A} expelled {n} {Badj} diplomats {day} over {target}.",
			"{n} {Badj} diplomats were expelled from {A} {day} because of {target}.",
			"{A} ordered {n} {Badj} diplomats to leave {day}, accusing them of {target}.",
			"{A}'s foreign ministry expelled {n} {Badj} diplomats {day} after a row about {target}.",
		},
		heads:   []string{"{A} expels {n} {Badj} diplomats", "{A} throws out {Badj} diplomats over {target}", "{Badj} diplomats expelled from {A}"},
		targets: []string{"spying", "smuggling", "a cyber attack", "a poisoning", "election meddling"},
	},
	{
		name: "accuse", types: []string{"ACCUSE"},
		leads: []string{
			"{A} accused {B} {day} of {target}.",
			"{A}'s foreign ministry {day} accused {B} of {target}.",
			"{Aadj} officials accused {B} of {target} {day}.",
			"{A} has accused {B} of {target}, in a statement issued {day}.",
			"{B} was accused by {A} {day} of {target}.",
		},
		heads: []string{"{A} accuses {B} of {target}", "{Aadj} ministry accuses {B} of {target}", "{B} accused of {target}"},
		targets: []string{
			"violating its airspace", "arming rebels", "breaking a ceasefire", "hacking its central bank", "kidnapping fishermen", "dumping cheap steel",
			"planning a coup", "jamming satellite signals",
		},
	},
	{
		name: "urge", types: []string{"REQUEST"},
		leads: []string{
			"{A} urged {B} {day} to {target}.",
			"{A} called on {B} to {target} in a statement {day}.",
			"The {Aadj} government {day} asked {B} to {target}.",
			"{A}'s foreign ministry urged {B} {day} to {target}.",
		},
		heads: []string{"{A} urges {B} to {target}", "{A} calls on {B} to {target}"},
		targets: []string{
			"release two detained journalists", "reopen the border", "withdraw its troops", "return stolen statues", "hand over a fugitive banker", "resume grain shipments",
			"stop building a dam",
		},
	},
	{
		name: "threat", types: []string{"THREATEN"},
		leads: []string{
			"{A} threatened {day} to {target} unless {B} backed down.",
			"{A} warned {B} {day} that it would {target}.",
			"{Aadj} leaders threatened {B} {day}, saying they would {target}.",
		},
		heads:   []string{"{A} threatens to {target}", "{A} threatens {B}"},
		targets: []string{"close the strait", "impose tariffs on cars", "cut off gas supplies", "attack its ports", "expel its ambassador", "suspend flights"},
	},
	{
		name: "aid", types: []string{"AID"}, least: 20, most: 900, foreign: true,
		leads: []string{
			"{A} sent {n} tonnes of {target} to {B} {day}.",
			"{A} delivered {n} tonnes of {target} to the {Badj} city of {city} {day}.",
			"{A} donated {target} to {B} {day}, the {Badj} government said.",
		},
		heads:   []string{"{A} sends {target} to {B}", "{A} delivers {n} tonnes of {target} to {B}"},
		targets: []string{"wheat", "medicines", "tents", "diesel", "blankets", "rice"},
	},
	{
		name: "deploy", types: []string{"MOBILIZE"}, least: 200, most: 9000,
		leads: []string{
			"{A} deployed {n} troops to {city} {day}.",
			"{A} sent {n} soldiers to {city} near the border with {B} {day}.",
			"The {Aadj} army moved {n} troops to {city} {day}.",
		},
		heads:   []string{"{A} deploys troops to {city}", "{A} sends {n} soldiers to {city}"},
		targets: []string{""},
	},
	{
		name: "free", types: []string{"RETREAT", "CONCEDE"}, least: 2, most: 80,
		leads: []string{
			"{A} released {n} {Badj} {target} {day}.",
			"{A} freed {n} {Badj} {target} {day}, the Red Cross said.",
			"{n} {Badj} {target} were released by {A} {day}.",
		},
		heads:   []string{"{A} frees {n} {Badj} {target}", "{A} releases {Badj} {target}"},
		targets: []string{"prisoners of war", "fishermen", "sailors", "truck drivers"},
	},
}

// told reports whether every lead tells of the slot.
func (m *matter) told(slot string) bool {
	return !slices.ContainsFunc(m.leads, func(s string) bool { return !strings.Contains(s, slot) })
}

var jets = []string{"warplanes", "drones", "jets", "missiles", "rockets"}

var outlets = []string{
	"Lakeside Herald", "The Morning Ledger", "Northern Dispatch", "Capital Observer", "Gulf Chronicle", "The Evening Star", "Delta Post", "Frontier Times",
	"The Daily Acacia", "Harbour Gazette", "Steppe Courier", "The Standard", "Highland News", "Sunrise Tribune", "The Examiner", "Riverside Journal",
}

// wires are the agencies, some of them real names: a credit is told by form as
// well as by name.
var wires = []string{"Meridian Wire", "Reuters", "Associated Press", "Polar News Agency", "AFP"}

// fillers say nothing that a coder should code. Each article has some of them,
// each time with other words: "{x|y}" is one of x and y.
var fillers = []string{
	"{city} {lies|is} about {k} km from the {coast|capital|sea|highway} and has {a population of|some} {k}0,000{| people| inhabitants}.",
	"It was not {immediately|yet|at first} clear {what would follow|who was in charge|how long this would last|why it came now}.",
	"{Shops|Banks|Cafes|Markets} in the {centre|old town|western suburbs} {stayed open|closed early|were busy}, and {buses|trams|taxis} {ran as usual|were rare}.",
	"{The ministry|The provincial government|The state agency} {did not publish|kept back|had no} {further details|list of names|word on the costs}.",
	"A spokes{man|woman} {could not be reached by telephone|did not return calls|was out of the country}.",
	"The weather {in the region|along the coast|in the hills} has been {unusually|rather|bitterly} {cold|wet|warm|dry} {this month|since the new year|for weeks}.",
	"{Analysts|Observers|Old hands|Diplomats} say the next {k} {days|weeks} will {be decisive|show it|not be easy}.",
	"{State television|The main radio station|A private channel} {interrupted its programme|led its bulletin|waited an hour} {for|with} the news.",
	"{Relations|Dealings|Links} between {A} and {B} have been {poor|cool|difficult|uneven} {for years|since independence|for a generation}.",
	"The two countries {share a border|have a common frontier} of {k}00 km{|, most of it mountains|, much of it a river}.",
	"{An opposition|A regional|A state-run|A weekly} newspaper {had the story on its front page|gave it four lines|left a white space instead}.",
	"{Oil|Wheat|Gold|Copper} prices were {little changed|slightly up|down a touch|flat} {in late trading|by noon|in Asia}.",
	"The currency {lost|gained} {k} percent {against the dollar|in a week|in the street}.",
	"It was the {k}th such {occasion|case|episode} {this year|in ten years|on record}, by {one count|our count}.",
	"{Residents|Neighbours|Shopkeepers|Farmers} {described|remembered|told of} a {tense|quiet|sleepless|long} {evening|night|day}.",
	"A {local|visiting} reporter saw {ambulances|empty streets|fire engines|long queues} and {broken glass|children at the windows|men with radios|stray dogs}.",
	"The mayor of {city} {is to speak to the press later|has not been seen in public|is abroad|was at a wedding}.",
	"{Officials|Clerks|Aides} in {Acap} {were in no hurry to explain|shrugged|spoke of a busy week}.",
	"{Experts|Professors|Retired officers} had expected {little else|worse|it for months|something of the kind}.",
	"Few {people|passers-by|students|drivers} in {Bcap} {seemed surprised|had heard of it|wanted to talk}.",
	"The matter {is likely to|may|will probably} come up {in parliament|at the next summit|in a committee} {this month|after the recess|soon}.",
	"Schools {are closed for the holidays|reopened a week ago|are short of teachers} {in the north|across the country|here}.",
	"{Telephone lines|The internet|Water pipes} to the area {were down for|failed after|had been poor for} {k} hours.",
	"{Economists|Insurers|Bankers} put the {cost|bill|loss} at {k} million {dollars|euros}{| a year| or more}.",
	"The road from {Acap} is {in bad repair|narrow|new and empty|under water in spring}.",
	"{Neither side|No ministry|Nobody} gave a figure for {its own|such} {losses|costs|delays}.",
	"The previous {record|figure|mark} stood at {k}{|, in a smaller town|, under another government}.",
	"A {video|photograph|recording} {posted online|sent to newsrooms|seen by millions} could not be {verified|dated|placed}.",
	"The governor's {office|palace|staff} has {k} {employees|rooms|cars}{| and a fountain| and one telephone}.",
	"The district has {seen|had} {three|four|five} governors in {k} {years|months}.",
}

// speeches are quoted word for word by everybody who was there.
var speeches = []string{
	"\"We have been patient for a very long time, and patience is a virtue of the strong, but nobody should take it for weakness,\" a government spokesman told reporters in {Acap}. \"Those who know our history know how such stories end.\"",
	"\"There are days on which a country must look into the mirror, and today is one of them,\" a senior lawmaker in {Bcap} told reporters. \"What we see there is up to us alone and to nobody else.\"",
	"\"I have read every word of the document, twice, and I can tell you that not one line of it was written by people who live here,\" an official told reporters.",
}

// synonyms is what a desk does to an agency's text to make it its own.
var synonyms = map[string]string{
	"killing": "leaving dead", "killed": "left dead", "people": "persons", "officials": "authorities", "said": "stated", "struck": "hit", "hit": "struck",
	"signed": "concluded", "agreement": "accord", "accord": "agreement", "deal": "pact", "talks": "discussions", "discuss": "talk about",
	"arrested": "detained", "detained": "arrested", "marched": "walked", "imposed": "announced", "likely": "expected", "centre": "middle",
	"unusually": "rather", "immediately": "at once", "reporter": "correspondent", "described": "spoke of", "evening": "night", "poor": "bad",
	"published": "released", "further": "more", "published.": "released.", "region": "area", "border": "frontier", "about": "some", "soldiers": "troops",
}

// happening is one event of the invented world.
type happening struct {
	id     string
	matter *matter
	a, b   *land
	city   string
	day    time.Time
	n      int
	target string
	jets   string
}

// told is a sentence that tells of an event.
type told struct {
	sentence string
	event    string
	types    []string
}

// paper is one article with what is known about it.
type paper struct {
	name, publisher, author, title, text string
	published                            time.Time
	origin                               string // articles with the same origin are copies of one text
	told                                 []told
}

// press writes papers.
type press struct {
	rand   *rand.Rand
	papers []paper
	events int
}

// synthesize writes the news of the seed about so many groups of events.
func synthesize(seed uint64, groups int) []paper {
	p := &press{rand: rand.New(rand.NewPCG(seed, 5))}
	for range groups {
		p.group()
	}
	p.rand.Shuffle(len(p.papers), func(i, j int) { p.papers[i], p.papers[j] = p.papers[j], p.papers[i] })
	return p.papers
}

func pick[T any](p *press, list []T) T { return list[p.rand.IntN(len(list))] }

// but is one of the list that is not x.
func but(p *press, list []string, x string) string {
	for range 50 {
		if y := pick(p, list); y != x {
			return y
		}
	}
	return x
}

func (p *press) happening() *happening {
	m := &matters[p.rand.IntN(len(matters))]
	a := p.rand.IntN(len(lands))
	h := &happening{matter: m, a: &lands[a], b: &lands[a^1], target: pick(p, m.targets), jets: pick(p, jets)}
	if p.rand.IntN(4) == 0 {
		h.b = &lands[(a+2+p.rand.IntN(len(lands)-3))%len(lands)]
		if h.b == h.a {
			h.b = &lands[a^1]
		}
	}
	h.day = time.Date(2025, 3, 1+p.rand.IntN(60), 6+p.rand.IntN(12), 0, 0, 0, time.UTC)
	h.city, h.n = p.city(h), p.number(m)
	return p.name(h)
}

func (p *press) name(h *happening) *happening {
	p.events++
	h.id = fmt.Sprintf("%s-%03d", h.matter.name, p.events)
	return h
}

func (p *press) city(h *happening) string {
	if h.matter.foreign {
		return pick(p, h.b.cities)
	}
	return pick(p, h.a.cities)
}

func (p *press) number(m *matter) int {
	if m.most == 0 {
		return 0
	}
	return m.least + p.rand.IntN(m.most-m.least)
}

// group writes an event, often with one that is easily taken for it.
func (p *press) group() {
	h := p.happening()
	p.cover(h)
	near := *h
	switch p.rand.IntN(9) {
	case 0: // the same actors another day
		near.day = h.day.AddDate(0, 0, 1+p.rand.IntN(3))
		near.n, near.target = p.number(h.matter), but(p, h.matter.targets, h.target)
	case 1, 2: // the same day in another town
		cities := h.a.cities
		if h.matter.foreign {
			cities = h.b.cities
		}
		near.city, near.n = but(p, cities, h.city), p.number(h.matter)
		if h.matter.told("{city}") {
			near.target = pick(p, h.matter.targets)
		} else {
			near.target = but(p, h.matter.targets, h.target)
		}
	case 3, 4: // two in one city on one day
		if len(h.matter.targets) < 2 {
			return
		}
		near.target, near.n, near.jets = but(p, h.matter.targets, h.target), p.number(h.matter), pick(p, jets)
	case 5: // the answer
		near.a, near.b, near.n = h.b, h.a, p.number(h.matter)
		near.city = p.city(&near)
		near.target = pick(p, h.matter.targets)
		if h.matter.name == "clash" || h.matter.name == "talks" || h.matter.name == "deal" {
			near.day = h.day.AddDate(0, 0, 3)
		}
	case 6: // somebody else about the same
		near.a = &lands[p.rand.IntN(len(lands))]
		if near.a == h.a || near.a == h.b {
			return
		}
		near.n = p.number(h.matter)
		near.city = p.city(&near)
	default:
		return
	}
	p.cover(p.name(&near))
	if p.rand.IntN(2) == 0 {
		p.roundup(h, &near)
	}
}

// cover writes what the press makes of one event: independent articles, an
// agency's text with its copies, perhaps a correction and a denial.
func (p *press) cover(h *happening) {
	used := map[string]bool{}
	for range p.rand.IntN(4) {
		p.independent(h, used)
	}
	if p.rand.IntN(2) == 0 || len(used) == 0 {
		p.agency(h, used)
	}
	if h.matter.denial != "" && p.rand.IntN(3) == 0 {
		p.deny(h)
	}
}

func (p *press) outlet(used map[string]bool) string {
	for {
		if o := pick(p, outlets); !used[o] {
			used[o] = true
			return o
		}
	}
}

// independent is an article by somebody who was there or asked.
func (p *press) independent(h *happening, used map[string]bool) {
	published := h.day.Add(time.Duration(1+p.rand.IntN(30)) * time.Hour)
	n := h.n
	if p.rand.IntN(3) == 0 && n > 2 { // figures that do not agree
		n += 1 + p.rand.IntN(max(1, n/2))
	}
	lead := p.fill(pick(p, h.matter.leads), h, n, published, true)
	w := paper{
		publisher: p.outlet(used), published: published, title: p.fill(pick(p, h.matter.heads), h, n, published, false),
		told: []told{{lead, h.id, h.matter.types}},
	}
	w.text = p.body(h, lead, 4+p.rand.IntN(5))
	w.told = append(w.told, told{w.title, h.id, h.matter.types})
	p.publish(w, "")
}

func (p *press) body(h *happening, lead string, n int) string {
	parts := []string{lead}
	for _, i := range p.rand.Perm(len(fillers))[:n] {
		parts = append(parts, p.fill(fillers[i], h, h.n, h.day, true))
	}
	if p.rand.IntN(2) == 0 {
		speech := speeches[h.n%len(speeches)]
		parts = slices.Insert(parts, 1+p.rand.IntN(len(parts)-1), p.fill(speech, h, h.n, h.day, true))
	}
	return strings.Join(parts, "\n\n")
}

// agency is an agency's text and what others make of it.
func (p *press) agency(h *happening, used map[string]bool) {
	wire := pick(p, wires)
	published := h.day.Add(time.Duration(1+p.rand.IntN(6)) * time.Hour)
	lead := p.fill(pick(p, h.matter.leads), h, h.n, published, true)
	title := p.fill(pick(p, h.matter.heads), h, h.n, published, false)
	text := p.body(h, lead, 8+p.rand.IntN(5))
	origin := "text of " + h.id
	own := paper{publisher: wire, published: published, title: title, text: strings.ToUpper(h.city) + " (" + wire + ") - " + text}
	own.told = []told{{lead, h.id, h.matter.types}, {title, h.id, h.matter.types}}
	if p.rand.IntN(4) > 0 {
		p.publish(own, origin)
	}
	for range 1 + p.rand.IntN(3) {
		p.publish(p.copied(own, h, wire, text, lead, used), origin)
	}
	if p.rand.IntN(5) == 0 {
		p.correct(h, wire)
	}
	if p.rand.IntN(3) == 0 {
		p.followUp(h, wire, text)
	}
}

// copied is an outlet's copy of an agency's text: whole, cut or reworded, with
// or without the credit.
func (p *press) copied(own paper, h *happening, wire, text, lead string, used map[string]bool) paper {
	w := paper{publisher: p.outlet(used), published: own.published.Add(time.Duration(1+p.rand.IntN(20)) * time.Hour), title: own.title}
	first := told{lead, h.id, h.matter.types}
	parts := strings.Split(text, "\n\n")
	switch p.rand.IntN(3) {
	case 0: // whole
	case 1: // cut
		parts = parts[:max(4, len(parts)*(4+p.rand.IntN(5))/10)]
	case 2: // reworded
		for i := range parts {
			parts[i] = p.reword(parts[i])
		}
		first.sentence = parts[0]
		parts = parts[:max(5, len(parts)-p.rand.IntN(3))]
		i := 2 + p.rand.IntN(len(parts)-2)
		parts[1], parts[i] = parts[i], parts[1]
		w.title = p.fill(pick(p, h.matter.heads), h, h.n, w.published, false)
	}
	w.text = strings.Join(parts, "\n\n")
	switch p.rand.IntN(4) {
	case 0:
		w.text = strings.ToUpper(h.city) + " (" + wire + ") - " + w.text
	case 1:
		w.author = wire
	case 2:
		w.text += "\n\nSource: " + wire
	}
	w.told = []told{first, {w.title, h.id, h.matter.types}}
	return w
}

// reword swaps about half of the words that have a synonym.
func (p *press) reword(s string) string {
	if strings.HasPrefix(s, "\"") {
		return s
	}
	words := strings.Fields(s)
	for i, w := range words {
		if to, ok := synonyms[w]; ok && p.rand.IntN(2) == 0 {
			words[i] = to
		}
	}
	return strings.Join(words, " ")
}

// correct is an agency's correction of its own figure: another event in the
// record, linked to the first.
func (p *press) correct(h *happening, wire string) {
	if h.matter.most == 0 || h.n < 3 {
		return
	}
	right := *h
	right.n = h.n - 1 - p.rand.IntN(h.n/2)
	published := h.day.AddDate(0, 0, 1)
	lead := p.fill(pick(p, h.matter.leads), &right, right.n, published, true)
	title := p.fill(pick(p, h.matter.heads), &right, right.n, published, false)
	w := paper{publisher: wire, published: published, title: "CORRECTED: " + title}
	w.text = fmt.Sprintf("(Corrects the number to %d from %d.)\n\n%s", right.n, h.n, p.body(h, lead, 3))
	id := h.id + " corrected"
	w.told = []told{{lead, id, h.matter.types}, {w.title, id, h.matter.types}}
	p.publish(w, "")
}

// followUp is the same agency on the next day about the same matter: half of
// its paragraphs are those of yesterday, and it is no copy.
func (p *press) followUp(h *happening, wire, text string) {
	published := h.day.AddDate(0, 0, 1).Add(5 * time.Hour)
	old := strings.Split(text, "\n\n")
	parts := []string{p.fill("Officials in {Bcap} spent the day assessing what it means for the region, and diplomats of several countries compared notes.", h, h.n, published, true)}
	for _, i := range p.rand.Perm(len(fillers))[:7] {
		parts = append(parts, p.fill(fillers[i], h, h.n, published, true))
	}
	parts = append(parts, old[len(old)-2:]...)
	p.publish(paper{publisher: wire, published: published, title: "What it means: " + h.city + " and the days after", text: strings.Join(parts, "\n\n")}, "")
}

func (p *press) deny(h *happening) {
	published := h.day.Add(20 * time.Hour)
	s := p.fill(h.matter.denial, h, h.n, published, true)
	id := h.id + " denied"
	types := []string{"REJECT", "ASSAULT"}
	p.publish(paper{publisher: pick(p, outlets), published: published, title: p.fill("{A} denies strike on {city}", h, h.n, published, false), text: p.body(h, s, 4), told: []told{{s, id, types}}}, "")
}

// roundup tells of two events in one article.
func (p *press) roundup(h, near *happening) {
	later := h.day
	if near.day.After(later) {
		later = near.day
	}
	published := later.Add(10 * time.Hour)
	first := p.fill(pick(p, h.matter.leads), h, h.n, published, true)
	second := p.fill(pick(p, near.matter.leads), near, near.n, published, true)
	if first == second {
		return
	}
	w := paper{publisher: pick(p, outlets), published: published, title: p.fill("News in brief from {A} and {B}", h, 0, published, false)}
	w.text = strings.Join([]string{first, second, p.fill(pick(p, fillers), h, h.n, published, true)}, "\n\n")
	w.told = []told{{first, h.id, h.matter.types}, {second, near.id, near.matter.types}}
	p.publish(w, "")
}

func (p *press) publish(w paper, origin string) {
	w.name = fmt.Sprintf("paper-%04d", len(p.papers))
	w.origin = origin
	if origin == "" {
		w.origin = w.name
	}
	p.papers = append(p.papers, w)
}

// choose takes one of each "{x|y}".
func (p *press) choose(template string) string {
	return choice.ReplaceAllStringFunc(template, func(s string) string { return pick(p, strings.Split(s[1:len(s)-1], "|")) })
}

var choice = regexp.MustCompile(`\{[^{}|]*\|[^{}]*\}`)

// fill writes a template about an event as it is told at a time.
func (p *press) fill(template string, h *happening, n int, at time.Time, sentence bool) string {
	day := "on " + h.day.Weekday().String()
	switch {
	case at.YearDay()-h.day.YearDay() > 5:
		day = "on " + h.day.Format("2 January")
	case p.rand.IntN(6) == 0:
		day = "early on " + h.day.Weekday().String()
	}
	s := strings.NewReplacer(
		"{A}", h.a.name, "{B}", h.b.name, "{Aadj}", h.a.adjective, "{Badj}", h.b.adjective, "{Acap}", h.a.capital, "{Bcap}", h.b.capital,
		"{city}", h.city, "{day}", day, "{n}", fmt.Sprint(n), "{target}", h.target, "{jets}", h.jets, "{k}", fmt.Sprint(3+p.rand.IntN(80)),
	).Replace(p.choose(template))
	s = strings.ReplaceAll(s, "An R", "A R")
	for _, c := range "BCDFGHJKLMNPQRSTVWXYZ" {
		s = strings.ReplaceAll(s, "An "+string(c), "A "+string(c))
	}
	s = strings.TrimSpace(strings.ReplaceAll(s, "  ", " "))
	if !sentence {
		s = strings.NewReplacer(" a ", " ", " the ", " ", " an ", " ").Replace(s)
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
