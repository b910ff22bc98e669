package newsgen

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"casus/doc"
	"casus/lexicon"
)

// world is who there is.
type world struct {
	lands   []*land
	weights []int // running sums: how often a land is in the news
	byCode  map[string]*land
	outlets []outlet
}

// land is a state as news calls it.
type land struct {
	code, name, adjective, capital string
	cities                         []string
	officers                       []officer
	groups                         []officer
}

// officer is somebody with an office, or an armed group.
type officer struct {
	office, name string
	role         lexicon.Role
}

// outlet is a newspaper or an agency.
type outlet struct {
	name, host string
	layout     int
}

// outletPlaces and outletKinds make the names of newspapers.
var (
	outletPlaces = strings.Fields("Lakeside Northern Capital Gulf Delta Frontier Harbour Steppe Highland Riverside Meridian Summit Coastal Prairie Island Valley Canal Plateau Eastern Southern Western Granite Acacia Cedar Amber Copper Willow Falcon Heron Lantern")
	outletKinds  = strings.Fields("Herald Ledger Dispatch Observer Chronicle Star Post Times Gazette Courier Standard News Tribune Examiner Journal Mirror Register Monitor Mail Record")
)

// wires are agencies that others copy.
var wires = []outlet{
	{"Meridian Wire", "meridianwire.example", 0},
	{"Polar News Agency", "polarnews.example", 1},
	{"Continental Press Service", "cps.example", 2},
	{"Two Rivers Agency", "tworivers.example", 0},
}

// much is the lands most in the news, in that order; rivals are pairs that
// often have to do with one another.
var (
	much   = strings.Fields("USA RUS UKR CHN ISR IRN GBR FRA IND PAK TUR SYR DEU SAU SDN YEM LBN JPN KOR PRK AFG IRQ EGY ETH VEN TWN POL NGA MLI MMR")
	rivals = strings.Fields("RUS-UKR ISR-IRN USA-CHN USA-RUS ISR-LBN IND-PAK USA-IRN CHN-TWN KOR-PRK SAU-YEM ARM-AZE ETH-ERI SDN-SSD TUR-SYR RUS-POL CHN-JPN COD-RWA THA-KHM VEN-COL SRB-ALB")
)

// headOffices are the offices of those who lead a state, as titles.
var headOffices = map[string]string{"president": "President ", "prime-minister": "Prime Minister ", "king": "King "}

func newWorld(lex *lexicon.Lexicon, text string) (*world, error) {
	w := &world{byCode: map[string]*land{}, outlets: newOutlets(outletPlaces, outletKinds)}
	for i, line := range strings.Split(text, "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 3 || lex.State(f[0]) == nil || lex.Adjective(f[0]) == "" {
			return nil, fmt.Errorf("lands.tsv:%d: %q, want a code with an adjective in the lexicon, a name, cities", i+1, line)
		}
		l := &land{code: f[0], name: f[1], adjective: lex.Adjective(f[0]), cities: strings.Split(f[2], ";")}
		w.lands, w.byCode[l.code] = append(w.lands, l), l
	}
	w.fill(lex)
	sum := 0
	for _, l := range w.lands {
		if l.capital == "" {
			return nil, fmt.Errorf("lands.tsv: the lexicon has no capital of %s", l.code)
		}
		sum += 2
		if i := slices.Index(much, l.code); i >= 0 {
			sum += 120 / (i + 2)
		}
		w.weights = append(w.weights, sum)
	}
	return w, nil
}

// fill takes capitals, officers and armed groups out of the lexicon.
func (w *world) fill(lex *lexicon.Lexicon) {
	for a := range lex.Aliases() {
		if a.Kind == lexicon.Capital && a.Actor != nil && w.byCode[a.Actor.ID] != nil && w.byCode[a.Actor.ID].capital == "" {
			w.byCode[a.Actor.ID].capital = a.Words
		}
	}
	for a := range lex.Actors() {
		for _, r := range a.Roles {
			l := w.byCode[r.Country]
			switch {
			case l == nil:
			case a.Kind == lexicon.Person && (headOffices[r.Office] != "" || r.Office == "foreign-minister" || r.Office == "defence-minister"):
				l.officers = append(l.officers, officer{r.Office, strings.TrimSuffix(a.Name, " Jr."), r})
			case a.Kind == lexicon.Group && r.Sector == "REB":
				l.groups = append(l.groups, officer{"", withArticle(a.Name), r})
			}
		}
	}
}

// withArticle puts "the" before names that want it.
func withArticle(name string) string {
	for _, end := range []string{"Front", "Army", "Forces", "Movement", "Party", "Brigades", "Brigade", "Alliance", "Union", "rebels", "separatists", "militia", "Council", "Group"} {
		if strings.HasSuffix(name, end) {
			return "the " + name
		}
	}
	return name
}

// land is one of them, those much in the news more often.
func (w *world) land(r *rand.Rand) *land {
	n := r.IntN(w.weights[len(w.weights)-1])
	at, _ := slices.BinarySearch(w.weights, n+1)
	return w.lands[at]
}

// pair is two different lands that have to do with one another.
func (w *world) pair(r *rand.Rand) (a, b *land) {
	if r.IntN(100) < 45 {
		n := min(r.IntN(len(rivals)), r.IntN(len(rivals)))
		x, y, _ := strings.Cut(rivals[n], "-")
		a, b = w.byCode[x], w.byCode[y]
		if r.IntN(3) == 0 {
			a, b = b, a
		}
		return a, b
	}
	a, b = w.land(r), w.land(r)
	for a == b {
		b = w.land(r)
	}
	return a, b
}

// party is a land in a scene, with those in office on its day.
type party struct {
	land                    *land
	lead, short             string
	foreign, defence, group string
	named                   bool
}

// firstName are lands where the last word of a name is not the family's.
var firstName = strings.Fields("CHN TWN KOR PRK VNM KHM HUN MMR SGP")

func (l *land) party(r *rand.Rand, day time.Time) *party {
	p := &party{
		land: l, foreign: "the " + l.adjective + " foreign minister", defence: "the " + l.adjective + " defence minister",
		group: "the rebels", lead: "the " + l.adjective + " president",
	}
	on := doc.Date{Year: int16(day.Year()), Month: int8(day.Month()), Day: int8(day.Day())}
	heads := 0
	for i := range l.officers {
		o := &l.officers[i]
		if !o.role.Covers(on) || o.role.From.IsZero() {
			continue
		}
		switch o.office {
		case "foreign-minister":
			p.foreign = "Foreign Minister " + o.name
		case "defence-minister":
			p.defence = "Defence Minister " + o.name
		default:
			if heads++; r.IntN(heads) > 0 {
				continue
			}
			p.lead, p.short = headOffices[o.office]+o.name, ""
			if !slices.Contains(firstName, l.code) {
				p.short = o.name[strings.LastIndexByte(o.name, ' ')+1:]
			}
		}
	}
	for i, n := range r.Perm(len(l.groups)) {
		if i == 8 {
			break
		}
		if l.groups[n].role.Covers(on) {
			p.group = l.groups[n].name
			break
		}
	}
	return p
}

// newOutlets is every newspaper there is: each place with each kind of name.
func newOutlets(places, kinds []string) []outlet {
	var list []outlet
	for _, place := range places {
		for _, kind := range kinds {
			host := strings.ToLower(place+kind) + ".example"
			list = append(list, outlet{place + " " + kind, host, len(list) * 7 % layouts})
		}
	}
	return list
}
