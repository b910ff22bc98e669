package actor

// The lists below are of English words by what they say about a phrase, not
// of actors, which are the lexicon's.

// proxies follow the name of somebody who stands behind the actor and is not
// the actor.
var proxies = set("backed", "brokered", "mediated", "supported", "sponsored", "aligned", "allied", "funded", "financed",
	"armed", "trained", "installed", "imposed", "facilitated", "linked", "inspired", "made", "built", "supplied", "proposed",
	"drafted", "sanctioned", "designated", "occupied", "controlled", "held", "bound", "friendly", "affiliated", "hosted", "annexed",
	"style", "recognized", "recognised", "claimed", "educated", "loyal", "equipped")

// unlocal before a noun keeps it from being taken for local people.
var unlocal = set("foreign", "international", "global", "worldwide", "multinational", "overseas", "western", "Western", "regional", "neighboring",
	"neighbouring", "european", "European", "african", "African", "asian", "Asian", "arab", "Arab", "allied", "world", "other", "various",
	"rich", "wealthy", "member", "exiled", "expatriate", "american", "African", "Latin", "Nordic", "Baltic", "Gulf")

// unplaced are people and bodies that speak or act from anywhere: without
// words that say so they are of no country.
var unplaced = set("analyst", "expert", "critic", "observer", "source", "reporter", "leader", "country", "nation", "government's",
	"scholar", "researcher", "scientist", "economist", "historian", "group", "organization", "organisation", "agency", "ally", "partner", "adversary", "rival",
	"advocate", "investor", "company", "firm", "bank", "market", "trader", "mediator", "negotiator", "diplomat", "envoy",
	"side", "party", "member", "other", "state", "power", "body", "charity", "environmentalist", "refugee", "migrant", "asylum seeker", "peacekeeper", "donor",
	"network", "neighbour", "neighbor", "colleague", "counterpart", "mercenary", "hacker", "author", "user", "consumer", "tourist", "team", "panel", "individual", "person of interest", "news", "press")

// lends are nouns that take sector and country from the actor whose people
// they are: "army spokesman", "Taliban officials", "a member of parliament".
var lends = set("official", "spokesman", "spokeswoman", "spokesperson", "chief", "head", "leader", "leadership", "member", "source", "representative", "director",
	"commander", "deputy", "adviser", "advisor", "aide", "secretary", "envoy", "ambassador", "negotiator", "delegate", "delegation", "supporter", "fighter", "force", "troop", "group",
	"authority", "administration", "government", "regime", "official's", "chair", "chairman", "chairwoman", "chairperson", "president", "founder", "co-founder", "executive", "ceo", "boss",
	"analyst", "expert", "reporter", "journalist", "correspondent", "editor", "attorney", "lawyer", "judge", "officer", "staff", "worker", "employee", "personnel", "militant", "insurgent", "rebel", "terrorist",
	"operative", "gunman", "loyalist", "ally", "faction", "wing", "branch", "arm", "affiliate", "team", "unit", "mission", "manager", "coordinator", "general", "secretary-general", "minister", "lawmaker", "candidate",
	"politician", "activist", "researcher", "fellow", "professor", "scientist", "teacher", "student", "pilot", "soldier", "guard", "partisan", "follower", "backer", "emir", "caliph", "ringleader", "insider",
	"strategist", "counsel", "vice-president", "vice-chairman", "vice-chair", "principal", "legislator", "owner", "convoy", "ship", "vessel", "aircraft", "jet", "warship", "contingent", "peacekeeper", "party",
	"delegate", "veteran", "recruit", "cell", "committee", "council", "bloc", "coalition", "media", "outlet", "agency", "commission", "personality", "figure", "commissioner", "speaker", "rapporteur", "high commissioner", "economist")

// nounKind is what a noun that points back may stand for.
type nounKind uint8

const (
	noNoun    nounKind = iota
	stateNoun          // "the country"
	groupNoun          // "the group": a group, body, firm or organ
	manyNoun           // "both sides", "the two countries": several actors
)

// nouns are the words that point back without being in the lexicon.
var nouns = map[string]nounKind{
	"country": stateNoun, "nation": stateNoun, "kingdom": stateNoun, "republic": stateNoun, "homeland": stateNoun,
	"group": groupNoun, "organization": groupNoun, "organisation": groupNoun, "company": groupNoun, "firm": groupNoun, "agency": groupNoun,
	"union": groupNoun, "bloc": groupNoun, "alliance": groupNoun, "body": groupNoun, "council": groupNoun, "commission": groupNoun, "committee": groupNoun,
	"ministry": groupNoun, "department": groupNoun, "movement": groupNoun, "faction": groupNoun, "party": groupNoun, "militia": groupNoun, "outfit": groupNoun,
	"court": groupNoun, "tribunal": groupNoun, "association": groupNoun, "institute": groupNoun, "institution": groupNoun, "newspaper": groupNoun, "network": groupNoun,
	"broadcaster": groupNoun, "foundation": groupNoun, "coalition": groupNoun, "charity": groupNoun, "bank": groupNoun, "regime": groupNoun, "office": groupNoun,
	"side": manyNoun, "neighbor": manyNoun, "neighbour": manyNoun, "trio": manyNoun, "duo": manyNoun, "pair": manyNoun, "both": manyNoun, "leader": manyNoun, "president": manyNoun, "minister": manyNoun, "premier": manyNoun,
	"rival": manyNoun, "man": manyNoun, "state": stateNoun, "affiliate": groupNoun, "center": groupNoun, "centre": groupNoun, "service": groupNoun, "watchdog": groupNoun,
	"school": groupNoun, "university": groupNoun, "cabinet": groupNoun, "delegation": groupNoun, "mission": groupNoun, "panel": groupNoun, "force": groupNoun, "board": groupNoun,
}

// titleGender are forms of address and what they say of the bearer: 'm', 'f'
// or 0.
var titleGender = map[string]byte{
	"Mr.": 'm', "Mr": 'm', "Mrs.": 'f', "Mrs": 'f', "Ms.": 'f', "Ms": 'f', "Miss": 'f', "Sir": 'm', "Lord": 'm', "Lady": 'f', "Dame": 'f',
	"Dr.": 0, "Dr": 0, "Prof.": 0, "Rev.": 0, "Gen.": 0, "Lt.": 0, "Col.": 0, "Maj.": 0, "Capt.": 0, "Cmdr.": 0, "Adm.": 0, "Brig.": 0, "Sgt.": 0, "Cpl.": 0, "Pvt.": 0,
	"Sen.": 0, "Rep.": 0, "Gov.": 0, "Hon.": 0, "Mawlawi": 'm', "Mullah": 'm', "Maulvi": 'm', "Haji": 'm', "Sheikh": 'm', "Ayatollah": 'm', "Imam": 'm', "Maulana": 'm', "Prince": 'm', "Princess": 'f', "King": 'm', "Queen": 'f', "Sultan": 'm', "Emir": 'm', "Sheikha": 'f',
	"Father": 'm', "Sister": 'f', "Brother": 'm', "Archbishop": 'm', "Bishop": 0, "Cardinal": 'm', "Pope": 'm', "Rabbi": 'm', "Pastor": 0, "Justice": 0, "Judge": 0,
}

// nameClass says what sort of organisation the last words of an unknown name
// tell of.
var nameClass = map[string]string{
	"Ministry": "GOV", "Department": "GOV", "Commission": "GOV", "Authority": "GOV", "Agency": "GOV", "Administration": "GOV", "Government": "GOV", "Secretariat": "GOV", "Council": "GOV", "Bureau": "GOV", "Embassy": "GOV", "Treasury": "GOV", "Cabinet": "GOV",
	"Army": "MIL", "Navy": "MIL", "Forces": "MIL", "Force": "MIL", "Brigade": "MIL", "Battalion": "MIL", "Corps": "MIL", "Command": "MIL", "Military": "MIL", "Marines": "MIL", "Guard": "MIL", "Guards": "MIL", "Rifles": "MIL", "Fleet": "MIL", "Regiment": "MIL", "Division": "MIL",
	"Police": "COP", "Constabulary": "COP", "Sheriff": "COP", "Gendarmerie": "COP",
	"Court": "JUD", "Tribunal": "JUD", "Prosecutor": "JUD",
	"Parliament": "LEG", "Assembly": "LEG", "Senate": "LEG", "Congress": "LEG", "Duma": "LEG", "Knesset": "LEG", "Legislature": "LEG",
	"Intelligence": "SPY",
	"Party":        "PTY", "Alliance": "PTY", "Congress Party": "PTY", "Union": "PTY", "Movement": "PTY", "Coalition": "PTY",
	"Liberation": "REB", "Rebels": "REB", "Militia": "PRM", "Mujahideen": "REB",
	"University": "EDU", "College": "EDU", "School": "EDU", "Academy": "EDU", "Polytechnic": "EDU",
	"Institute": "NGO", "Institution": "NGO", "Center": "NGO", "Centre": "NGO", "Foundation": "NGO", "Initiative": "NGO", "Fund": "NGO", "Trust": "NGO", "Society": "NGO", "Association": "NGO", "Network": "NGO", "Coalition of": "NGO", "Watch": "HRI", "Rights": "HRI", "Charity": "NGO", "Forum": "NGO", "Project": "NGO", "Endowment": "NGO", "Federation": "NGO", "Think": "NGO",
	"Group": "BUS", "Inc.": "BUS", "Inc": "BUS", "Corp.": "BUS", "Corp": "BUS", "Corporation": "BUS", "Co.": "BUS", "Ltd.": "BUS", "Ltd": "BUS", "Company": "BUS", "Bank": "BUS", "Airlines": "BUS", "Airways": "BUS", "Industries": "BUS", "Energy": "BUS", "Oil": "BUS", "Petroleum": "BUS", "Holdings": "BUS", "Partners": "BUS", "Capital": "BUS", "Motors": "BUS", "Lines": "BUS", "Technologies": "BUS", "Consulting": "BUS", "Analytics": "BUS", "Securities": "BUS", "Mining": "BUS", "Risks": "BUS",
	"News": "MED", "Times": "MED", "Post": "MED", "Journal": "MED", "TV": "MED", "Television": "MED", "Radio": "MED", "Daily": "MED", "Herald": "MED", "Tribune": "MED", "Gazette": "MED", "Press": "MED", "Broadcasting": "MED", "Magazine": "MED", "Newspaper": "MED", "Media": "MED", "Telegraph": "MED", "Guardian": "MED",
	"Church": "REL", "Mosque": "REL", "Diocese": "REL", "Temple": "REL",
	"Hospital": "CVL",
	"Service":  "GOV", "Office": "GOV",
}

// places of unknown organisations that are never of the story's country.
var worldly = set("NGO", "HRI", "IGO", "")

func set(words ...string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}

// relational nouns name somebody else than the possessor's own people.
var relational = set("ally", "rival", "neighbor", "neighbour", "enemy", "adversary", "partner", "counterpart", "opponent", "victim", "captor", "host", "critic", "friend", "target", "attacker")

// pointing are nouns that the lexicon has as agents or organs and that most
// often point back to somebody named before.
var pointing = set("country", "nation", "state", "kingdom", "republic", "group", "company", "firm", "agency", "union", "bloc", "council", "party", "movement",
	"organization", "organisation", "side", "body", "alliance", "outfit", "faction", "both")

// governs are offices without a sector of their own that are of the government
// when only a state is named with them: "Iran's supreme leader".
var governs = set("mission", "council", "region", "province", "side", "leader", "spokesman", "spokeswoman", "spokesperson", "head", "chief", "envoy", "representative", "negotiator", "delegate", "director", "secretary", "deputy", "adviser", "advisor", "aide")

// settled are the sectors whose people act where the story is, whatever they
// are called.
var settled = set("COP", "MIL", "SPY", "REB", "PRM", "CRM", "JUD", "LEG", "CVL", "OPP", "PTY", "REL", "LAB", "UAF")

// topical are people whose subject a state's name before the noun is: "a
// senior Iran analyst".
var topical = set("analyst", "expert", "chair", "specialist", "scholar", "researcher", "correspondent", "watcher", "desk", "fellow", "adviser", "envoy", "program", "historian")

// distant are people who need not be of the country that they speak of.
var distant = set("analyst", "expert", "critic", "observer", "scholar", "researcher", "scientist", "economist", "historian", "investor", "trader",
	"diplomat", "envoy", "mediator", "source", "correspondent", "reporter", "fellow", "specialist", "adviser", "advisor", "strategist", "consultant", "rapporteur", "coordinator", "secretary-general", "ambassador")

// observing are people whom a body of states sends.
var observing = set("observer", "monitor", "inspector", "mediator")

// holding are offices of which every country and every body has one.
var holding = set("author", "professor", "director", "executive", "chair", "partner", "founder", "co-founder", "chairman", "manager", "head", "leader")

// reportersOf are the people that an outlet's name before a noun may have.
var reportersOf = set("reporter", "journalist", "correspondent", "editor", "photographer", "cameraman", "producer", "crew", "host", "anchor", "columnist", "reporters", "news", "service", "program", "programme", "bureau", "office", "team", "contributor", "analyst", "staff")

// months are words of dates that must not be taken for names.
var months = set("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")

// waters stand before "of" and a state's name in names of seas and straits.
var waters = set("Gulf", "Sea", "Strait", "Bay", "Cape", "Horn", "Isle", "Straits")

// shared end names of places that begin with the adjective of a state and are not
// its own: "the Indian Ocean".
var shared = set("Ocean", "Gulf", "Sea", "Strait", "Straits", "Channel", "Peninsula", "Subcontinent", "Desert", "Basin")

// ranks before an office are part of it: "deputy climate minister".
var ranks = set("deputy", "vice", "chief", "assistant", "senior", "special", "general")

// rulers in the plural are of many states.
var rulers = set("minister", "president", "leader", "diplomat", "ambassador", "envoy", "king", "monarch", "premier", "chancellor", "government", "head", "counterpart")

// congress are titles that only members of the United States Congress bear;
// senators those that they share with others, and senates the states of these.
var (
	congress = set("Rep.", "Representative", "Congressman", "Congresswoman", "Reps.", "Representatives")
	senators = set("Sen.", "Senator", "Sens.", "Senators")
	senates  = set("PHL", "NGA", "KEN", "AUS", "CAN", "MEX", "BRA", "ARG", "COL", "CHL", "FRA", "ITA", "PAK", "ESP", "POL", "ROU", "CZE", "IRL", "LBR", "ZWE", "THA", "HTI", "PRY", "URY", "BOL", "KAZ", "UZB")
)

// federations are states whose own organs the press calls federal.
var federations = set("USA", "NGA", "RUS", "DEU", "MEX", "BRA", "ETH", "SOM", "ARG", "AUS", "CAN", "BIH", "PAK", "IRQ", "MYS", "CHE", "BEL", "ARE", "VEN", "AUT", "NPL", "IND", "SDN")

// groupWords are nouns that may stand right before the name of a group.
var groupWords = set("group", "organization", "organisation", "company", "firm", "agency", "movement", "faction", "party", "militia", "charity", "newspaper", "broadcaster",
	"network", "tank", "watchdog", "association", "website", "outlet", "coalition", "alliance", "foundation", "institute", "consultancy", "outfit", "insurgency", "body", "union", "channel", "magazine", "giant", "maker", "conglomerate", "bank", "airline")

// heads are the keys of offices whose holder the press calls a country's
// leader.
var heads = set("president", "prime-minister", "king", "queen", "emir", "sultan", "chancellor", "supreme-leader", "leader", "crown-prince", "premier", "interim-president", "acting-president", "transitional-president", "chief-executive")

// advocates speak for others without being of them, except for the state.
var advocates = set("lawyer", "attorney", "solicitor", "barrister", "counsel")

// ofTheState are the sectors of a state's own organs.
var ofTheState = set("GOV", "MIL", "COP", "SPY", "JUD", "LEG")

// relief are words of the names of aid organisations, whatever else is in them.
var relief = set("Aid", "Relief", "Charity", "Charities", "Humanitarian", "Rescue", "Refugee", "Refugees")

// leaving are words for going away from the place after "from".
var leaving = set("withdraw", "withdrawal", "pull", "pullout", "return", "expel", "expulsion", "evacuate", "evacuation", "deport", "deportation", "leave", "departure",
	"retreat", "exit", "remove", "removal", "release", "free", "flee", "escape", "rescue", "bring", "recall", "repatriate", "repatriation", "transfer")

// local are offices of parts of a state.
var local = set("governor", "mayor", "leader", "head", "official", "administrator", "chief", "premier")
