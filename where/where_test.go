package where_test

import (
	"math"
	"strings"
	"sync"
	"testing"

	"casus/actor"
	"casus/doc"
	"casus/english"
	"casus/lexicon"
	"casus/span"
	"casus/where"
)

// tools is what the tests need of other stages: places are told from people by
// the model's names and the actors found.
type tools struct {
	model  *english.Model
	actors *actor.Resolver
	places *where.Resolver
}

var loaded = sync.OnceValues(func() (*tools, error) {
	lex, err := lexicon.Load()
	if err != nil {
		return nil, err
	}
	model, err := english.Load()
	if err != nil {
		return nil, err
	}
	places, err := where.New(lex)
	return &tools{model, actor.New(lex), places}, err
})

func resolved(t testing.TB, text string) *doc.Document {
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
	use.places.Resolve(d)
	return d
}

// printed is the places in one line: words = level country, with the division
// and a star for a dateline.
func printed(d *doc.Document) string {
	var list []string
	for _, p := range d.Places {
		s := p.Span.Of(d.Text) + " = " + string(p.Level) + " " + p.Country
		if p.Dateline {
			s += "*"
		}
		list = append(list, s)
	}
	return strings.Join(list, "; ")
}

func TestResolve(t *testing.T) {
	tests := []struct{ text, want string }{
		// Countries.
		{"The minister arrived in Iran on Monday.", "Iran = country IRN"},
		{"Fighting broke out in South Sudan.", "South Sudan = country SSD"},
		{"Ten people were killed in the Democratic Republic of Congo.", "Democratic Republic of Congo = country COD"},
		{"Troops crossed from Syria into Iraq.", "Syria = country SYR; Iraq = country IRQ"},
		{"The two men met in North Korea.", "North Korea = country PRK"},
		{"Protests were held in Côte d'Ivoire.", "Côte d'Ivoire = country CIV"},

		// Cities, capitals and divisions.
		{"A bomb exploded in Baghdad.", "Baghdad = city IRQ"},
		{"The talks took place in Geneva.", "Geneva = city CHE"},
		{"Protesters marched in Nairobi on Tuesday.", "Nairobi = city KEN"},
		{"Police arrested six men in Buenos Aires.", "Buenos Aires = city ARG"},
		{"The summit was held in Addis Ababa.", "Addis Ababa = city ETH"},
		{"A drone hit a depot in Kharkiv.", "Kharkiv = city UKR"},
		{"Gunmen attacked a convoy near Timbuktu.", "Timbuktu = city MLI"},
		{"The governor spoke in São Paulo.", "São Paulo = city BRA"},
		{"The army shelled villages near Donetsk.", "Donetsk = city UKR"},
		{"Rescuers are at work in Bavaria.", "Bavaria = division DEU"},
		{"Floods killed nine people in Punjab.", "Punjab = division PAK"},

		// The same name twice on earth.
		{"Two people were killed in Tripoli, Lebanon, on Monday.", "Tripoli = city LBN; Lebanon = country LBN"},
		{"Two people were killed in Tripoli, Libya, on Monday.", "Tripoli = city LBY; Libya = country LBY"},
		{"Lebanese soldiers were shot at in Tripoli.", "Tripoli = city LBN"},
		{"Libyan militias clashed in Tripoli.", "Tripoli = city LBY"},
		{"Clashes broke out in Tripoli.", "Tripoli = city LBY"},
		{"The French president spoke in Paris.", "Paris = city FRA"},
		{"The talks were held in Paris.", "Paris = city FRA"},
		{"Syrian rebels fought in Homs.", "Homs = city SYR"},
		{"The Spanish prime minister spoke in Córdoba.", "Córdoba = city ESP"},
		{"The Argentine president spoke in Córdoba.", "Córdoba = city ARG"},
		{"Pakistani police fired on protesters in Hyderabad.", "Hyderabad = city PAK"},
		{"Indian police fired on protesters in Hyderabad.", "Hyderabad = city IND"},
		{"The two leaders met in London.", "London = city GBR"},
		{"The minister flew to Georgia for talks with the government in Tbilisi.", "Georgia = country GEO; Tbilisi = city GEO"},

		{"The fair was held in Cologne.", "Cologne = city DEU"},
		{"The ship left St. Petersburg for Germany, Russian officials said.", "St. Petersburg = city RUS; Germany = country DEU"},
		{"The U.N. Security Council met in New York.", "New York = city USA"},
		{"He grew up in Paris, Texas, and works in Ohio.", "Paris = city USA; Texas = division USA; Ohio = division USA"},
		{"The mayor of Moscow, Idaho, resigned.", "Moscow = city USA; Idaho = division USA"},
		{"The trial was held in Athens, Georgia.", "Athens = city USA; Georgia = division USA"},
		{"The trial was held in Athens.", "Athens = city GRC"},
		{"Soldiers took Birmingham, Alabama, he wrote.", "Birmingham = city USA; Alabama = division USA"},

		// Seas and regions that are no administrative unit.
		{"The ship was hit in the Red Sea.", "Red Sea = area "},
		{"Tankers were stopped in the Strait of Hormuz.", "Strait of Hormuz = area "},
		{"Shells fell on villages in the Donbas.", "Donbas = area UKR"},
		{"Israeli tanks rolled into the Gaza Strip.", "Gaza Strip = area PSE"},
		{"Villages in Kashmir were shelled.", "Kashmir = area "},

		// A region wins over a city of its name, unless its country or division is named.
		{"He travelled to Asia.", "Asia = area "},
		{"Filipino soldiers were ambushed in Asia.", "Asia = area "},
		{"Filipino soldiers were ambushed in Asia, Philippines.", "Asia = city PHL; Philippines = country PHL"},
		{"The American president spoke in the White House.", "White House = area USA"},
		{"A fire broke out in White House, Tennessee.", "White House = city USA; Tennessee = division USA"},
		{"American troops left the base near Gaza.", "Gaza = area PSE"},

		// Bare directions are no places.
		{"Nigerian police fired on crowds in the West.", ""},
		{"American officials spoke in Central.", ""},
		{"Fighting goes on in the North.", ""},
		{"The summit of West African leaders was held in Abuja.", "Abuja = city NGA"},
		{"Ugandan troops were sent to the Northern Region.", "Northern Region = division UGA"},
		{"Troops were sent to the Northern Region.", ""},

		// Capitals named by their state.
		{"A bomb exploded in the Turkish capital.", "Turkish capital = city TUR"},
		{"Gunmen attacked a hotel in Somalia's capital.", "Somalia's capital = city SOM"},
		{"Gunmen attacked a hotel in Somalia’s capital city on Friday.", "Somalia’s capital city = city SOM"},
		{"Ten people were killed in the South African capital.", "South African capital = city ZAF"},
		{"A car blew up in the capital of South Sudan.", "capital of South Sudan = city SSD"},
		{"The U.S. capital was quiet.", "U.S. capital = city USA"},
		{"The French capital's mayor resigned.", "French capital = city FRA"},
		{"Police fired at a crowd in Zimbabwe's capital, Harare.", "Harare = city ZWE"},
		{"Police fired at a crowd in South Africa's capital, Pretoria.", "Pretoria = city ZAF"},
		{"He met officials in the Kenyan capital, Nairobi.", "Nairobi = city KEN"},
		{"He met officials in the Kenyan capital Nairobi.", "Nairobi = city KEN"},
		{"He met officials in the Kenyan capital of Nairobi.", "Nairobi = city KEN"},
		{"He met officials in Nairobi, the Kenyan capital.", "Nairobi = city KEN"},
		{"Clashes broke out in Tripoli, Libya's capital.", "Tripoli = city LBY"},
		{"In the Turkish capital, Erdogan met the generals.", "Turkish capital = city TUR"},
		{"A bomb exploded in the capital.", ""},
		{"A bomb exploded in the country's capital.", ""},
		{"A bomb exploded in the Chechen capital.", ""},
		{"Lagos is the commercial capital of Nigeria.", "Lagos = city NGA; Nigeria = country NGA"},
		{"The law would tax Chinese capital.", ""},
		{"He cut Britain's capital spending.", "Britain = country GBR"},

		// Datelines.
		{"MOSCOW — The ministers met on Monday.", "MOSCOW = city RUS*"},
		{"BEIRUT, Lebanon, March 4 — Two soldiers were killed.", "BEIRUT = city LBN*; Lebanon = country LBN"},
		{"GENEVA (Reuters) - The talks ended without a deal.", "GENEVA = city CHE*"},

		// Names that the model takes for those of people, firms or nothing.
		{"The journalist was moved to Lefortovo prison.", "Lefortovo prison = area RUS"},
		{"Shells fell near Sabratha.", "Sabratha = city LBY"},
		{"Bill Clinton spoke to reporters. A guard stood near Clinton.", ""},

		// No places.
		{"Paris Hilton spoke to reporters.", ""},
		{"Florence Mugisha, a teacher, was freed.", ""},
		{"He has no trust in Paul Biya.", ""},
		{"Israeli forces killed ten people in Khan Younis.", "Khan Younis = city PSE"},
		{"The ministers said that they would meet again.", ""},
		{"He said that reading the report took all day.", ""},
		{"The Washington Post reported the deal.", ""},
		{"Senator Lincoln Chafee opposed the bill.", ""},
	}
	for _, test := range tests {
		if got := printed(resolved(t, test.text)); got != test.want {
			t.Errorf("%s\n\tgot  %s\n\twant %s", test.text, got, test.want)
		}
	}
}

// TestNews holds that towns and regions are found as newspapers spell them,
// in the country where they are, or in none for what several share.
func TestNews(t *testing.T) {
	names := map[string]string{
		"AFG": "Kandahar, Mazar-i-Sharif, Kunduz, Lashkar Gah, Tarin Kot, Musa Qala",
		"CHN": "Urumqi, Lhasa, Kashgar, Tiananmen Square, Zhongnanhai",
		"COD": "Goma, Bukavu, Rutshuru, Bunagana, Masisi, Walikale",
		"EGY": "Sharm el-Sheikh, El-Arish, Sinai, Tahrir Square, Mansoura",
		"ETH": "Mekelle, Gondar, Alamata, Oromia",
		"GBR": "Downing Street, Whitehall, Hull",
		"IND": "Srinagar, Pahalgam, Baramulla, Ayodhya, Poonch",
		"IRN": "Natanz, Fordow, Evin prison, Kharg Island, Kashan, Urmia",
		"IRQ": "Sulaymaniyah, Duhok, Hilla, Tal Afar, Sadr City, Nasiriya",
		"ISR": "Sderot, Kiryat Shmona, Ben Gurion Airport, Nahariya",
		"LBN": "Nabatieh, Bint Jbeil, Naqoura, Baalbek, Bekaa Valley, Ein el-Hilweh",
		"LBY": "Sirte, Benghazi, Misrata, Sabratha, Zawiya, Bani Walid",
		"MLI": "Kidal, Menaka, Timbuktu, Tessalit, Sevare",
		"MMR": "Naypyidaw, Rangoon, Myawaddy, Lashio, Insein prison, Maungdaw",
		"NGA": "Maiduguri, Chibok, Sambisa Forest, Birnin Gwari",
		"PAK": "Quetta, Peshawar, Miranshah, Parachinar, Swat Valley, Torkham",
		"PRK": "Yongbyon, Sohae, Punggye-ri",
		"PSE": "Khan Younis, Beit Hanoun, Deir al-Balah, Nuseirat, Jenin refugee camp, Al-Aqsa Mosque compound, Rafah",
		"RUS": "Grozny, Nizhny Novgorod, Red Square, Sudzha, Lefortovo prison",
		"SDN": "El Fasher, al-Fashir, El Obeid, Omdurman, Nyala, El Geneina, Zamzam camp, North Darfur, Babanusa",
		"SOM": "Beledweyne, Beledwayne, Kismayo, Galkayo, Dhusamareb, Villa Somalia, Middle Shabelle",
		"SYR": "Qamishli, Homs, Deir ez-Zor, Deir Ezzor, Raqqa, Idlib, al-Bab, Al-Hol camp, Sednaya prison, Sweida, Maarat al-Numan, Kobane",
		"UKR": "Kyiv, Kiev, Odesa, Odessa, Kharkov, Bakhmut, Sievierodonetsk, Kupiansk, Vuhledar, Oleshky, Snake Island, Zaporizhzhia nuclear plant",
		"USA": "the White House, the Pentagon, Mar-a-Lago, Camp David, Capitol Hill, the Rust Belt",
		"XKX": "Pristina, Mitrovica, Leposavic",
		"YEM": "Sana'a, Hodeidah, Hudaydah, Taiz, Saada, Marib, Socotra",
		"": "Asia, Africa, West Africa, Eastern Europe, Latin America, the Sahel, the South China Sea, Second Thomas Shoal, the Senkaku Islands, " +
			"the Black Sea, the Euphrates, the Kerch Strait, the Gulf of Aden, the Golden Triangle, the Atlantic",
	}
	for country, list := range names {
		for name := range strings.SplitSeq(list, ", ") {
			d := resolved(t, "Two men were killed near "+name+".")
			if len(d.Places) != 1 || d.Places[0].Country != country || d.Places[0].Span.Of(d.Text) != strings.TrimPrefix(name, "the ") {
				t.Errorf("%s: places %q, want it in %q", name, printed(d), country)
			}
		}
	}
}

// TestPoints holds that cities lie where they are, and that a country and a sea
// have no point.
func TestPoints(t *testing.T) {
	d := resolved(t, "The envoy flew from Moscow to Cairo and from there to Kenya over the Red Sea.")
	want := map[string][2]float64{"Moscow": {55.75, 37.62}, "Cairo": {30.06, 31.25}}
	points := 0
	for _, p := range d.Places {
		at, city := want[p.Name]
		if p.HasPoint != city {
			t.Errorf("%s, a %s: has a point %v", p.Name, p.Level, p.HasPoint)
		}
		if !city {
			continue
		}
		points++
		if math.Abs(p.Lat-at[0]) > 0.1 || math.Abs(p.Lon-at[1]) > 0.1 || p.ID == "" || p.Division == "" || p.Rule == "" {
			t.Errorf("%+v, want a point near %v", p, at)
		}
	}
	if points != 2 || len(d.Places) != 4 {
		t.Errorf("places %s", printed(d))
	}
}

// TestStoryDecides holds that the countries of the whole story choose among
// places of one name.
func TestStoryDecides(t *testing.T) {
	for text, want := range map[string]string{
		"Lebanese President Joseph Aoun spoke to the army.\n\nSoldiers then closed the roads to Tripoli.": "LBN",
		"Libyan Prime Minister Abdul Hamid Dbeibah spoke.\n\nSoldiers then closed the roads to Tripoli.":  "LBY",
	} {
		d := resolved(t, text)
		got := ""
		for _, p := range d.Places {
			if p.Name == "Tripoli" {
				got = p.Country
			}
		}
		if got != want {
			t.Errorf("%s\n\tTripoli is in %q, want %s; places %s", text, got, want, printed(d))
		}
	}
}

func FuzzResolve(f *testing.F) {
	f.Add("MOSCOW — In Tripoli, Lebanon and St. Petersburg, Fla., Paris Hilton met São Tomé and Príncipe’s envoy.")
	f.Add("IN, IN IN — in in New York City, New York, New York")
	f.Add("’’ Côte d'Ivoire' - \u0301\u0301 — Washington's Washington")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 500 {
			return
		}
		text = strings.ToValidUTF8(text, "?")
		d := resolved(t, text)
		last := 0
		for _, p := range d.Places {
			if !p.Span.Inside(text) || p.Span.Empty() || p.Span.Start < last || p.Rule == "" || p.Name == "" {
				t.Errorf("%q: %+v", text, p)
			}
			last = p.Span.End
			if p.HasPoint && (p.Lat < -90 || p.Lat > 90 || p.Lon < -180 || p.Lon > 180 || p.Level == doc.CountryLevel) {
				t.Errorf("%q: %+v", text, p)
			}
		}
	})
}
