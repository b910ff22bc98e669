package where

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"casus/doc"
	"casus/span"
)

//go:embed data/*.tsv
var files embed.FS

// entry is one place of the gazetteer.
type entry struct {
	name       string
	country    string // empty for an area over several countries
	division   string // code inside the country
	id         string
	level      doc.PlaceLevel
	population int32
	lat, lon   float32
	point      bool
	capital    bool
	vague      bool  // a name such as "Northern Province", which many countries have
	next       int32 // another place with the same key; −1
}

// gazetteer finds places by their folded names. Read-only.
type gazetteer struct {
	entries   []entry
	byKey     map[string]int32  // folded name → first entry
	divisions map[string]string // country + "." + code → name
	capitals  map[string]int32  // country → the entry of its capital
	version   string
}

const maxWords = 5

// load reads the embedded files. Errors name file, line and what is wrong, all
// of them together.
func load() (*gazetteer, error) {
	g := &gazetteer{
		byKey: make(map[string]int32, 60000), divisions: make(map[string]string, 4000), capitals: make(map[string]int32, 256),
		entries: make([]entry, 0, 58000),
	}
	var errs span.Errors
	sum := sha256.New()
	read := func(name string, columns int, row func(n int, f []string) string) {
		data, err := files.ReadFile("data/" + name)
		if err != nil {
			errs.Add(name, 0, 0, "read: %v", err)
			return
		}
		sum.Write(data)
		fields := make([]string, columns)
		text := string(data)
		for n := 1; text != ""; n++ {
			var line string
			line, text, _ = strings.Cut(text, "\n")
			if line == "" || line[0] == '#' {
				continue
			}
			if got := split(fields, line); got != columns {
				errs.Add(name, n, 1, "%d columns, want %d", got, columns)
				continue
			}
			if fault := row(n, fields); fault != "" {
				errs.Add(name, n, 1, "%s", fault)
			}
		}
	}
	read("divisions.tsv", 3, g.division)
	read("cities.tsv", 8, g.city)
	read("towns.tsv", 6, g.town)
	read("areas.tsv", 3, g.area)
	read("aliases.tsv", 4, g.alias)
	g.version = "GeoNames sha256:" + hex.EncodeToString(sum.Sum(nil))
	return g, errs.Err()
}

// split cuts a line at tabs into fields and returns how many there are.
func split(fields []string, line string) int {
	n := 0
	for {
		field, rest, more := strings.Cut(line, "\t")
		if n < len(fields) {
			fields[n] = field
		}
		n++
		if !more {
			return n
		}
		line = rest
	}
}

// divisionWords end the names of divisions, which are also known without them.
var divisionWords = [...]string{" Oblast", " Governorate", " Province", " Region", " State", " City", " District"}

// directions are words that make no name by themselves: "in the West", "in
// North and Central". They are as fold writes them.
var directions = map[string]bool{
	"north": true, "south": true, "east": true, "west": true, "center": true, "centre": true, "far north": true,
	"northern": true, "southern": true, "eastern": true, "western": true, "central": true, "capital": true,
	"northeast": true, "northwest": true, "southeast": true, "southwest": true,
	"north east": true, "north west": true, "south east": true, "south west": true, "north central": true,
	"northeastern": true, "northwestern": true, "southeastern": true, "southwestern": true,
	"north eastern": true, "north western": true, "south eastern": true, "south western": true,
}

func (g *gazetteer) division(_ int, f []string) string {
	g.divisions[f[0]+"."+f[1]] = f[2]
	name := f[2]
	e := entry{name: name, country: f[0], division: f[1], level: doc.DivisionLevel}
	short := name
	for _, suffix := range divisionWords {
		if cut, ok := strings.CutSuffix(name, suffix); ok {
			short = cut
		}
	}
	var buf [96]byte
	if directions[string(fold(buf[:0], short))] {
		e.vague = true
		for _, suffix := range [...]string{" Province", " Region", " State", " District"} {
			g.add(short+suffix, e)
		}
		return ""
	}
	g.add(name, e)
	if short != name {
		g.add(short, e)
	}
	return ""
}

func (g *gazetteer) city(_ int, f []string) string {
	population, err := strconv.Atoi(f[4])
	if err != nil {
		return "population \"" + f[4] + "\" is no number"
	}
	e := entry{
		name: f[1], country: f[0], division: f[2], id: f[7], level: doc.CityLevel, population: int32(population), capital: f[3] == "capital",
	}
	if fault := e.locate(f[5], f[6]); fault != "" {
		return fault
	}
	if e.capital {
		g.capitals[e.country] = int32(len(g.entries))
	}
	g.add(e.name, e)
	return ""
}

// locate reads latitude and longitude.
func (e *entry) locate(north, east string) (fault string) {
	lat, err1 := strconv.ParseFloat(north, 32)
	lon, err2 := strconv.ParseFloat(east, 32)
	if err1 != nil || err2 != nil || lat < -90 || lat > 90 || lon < -180 || lon > 180 {
		return "coordinates \"" + north + "\", \"" + east + "\", want degrees"
	}
	e.lat, e.lon, e.point = float32(lat), float32(lon), true
	return ""
}

// town reads a place of unknown population, with "-" for a division and
// coordinates that are unknown too.
func (g *gazetteer) town(_ int, f []string) string {
	e := entry{name: f[1], country: f[0], level: doc.CityLevel}
	if f[3] != "-" {
		e.division = f[2]
		if fault := e.locate(f[3], f[4]); fault != "" {
			return fault
		}
	}
	g.add(e.name, e)
	return ""
}

func (g *gazetteer) area(_ int, f []string) string {
	country := f[0]
	if country == "-" {
		country = ""
	}
	g.add(f[1], entry{name: f[1], country: country, level: doc.AreaLevel})
	return ""
}

// alias reads another name of a city: the most populous where a country has
// several of one name.
func (g *gazetteer) alias(_ int, f []string) string {
	city := g.find(f[0], f[1])
	if city == nil {
		return "no place \"" + f[1] + "\" of " + f[0] + " in cities.tsv or towns.tsv"
	}
	if known := g.find(f[0], f[2]); known != nil && known.name == city.name && known.id == city.id {
		return "\"" + f[2] + "\" of " + f[0] + " is found without this line"
	}
	g.add(f[2], *city)
	return ""
}

// find is the most populous city of a country with this name, nil if there is
// none.
func (g *gazetteer) find(country, name string) (best *entry) {
	var buf [96]byte
	i, ok := g.byKey[string(fold(buf[:0], name))]
	for ok && i >= 0 {
		e := &g.entries[i]
		if e.country == country && e.level == doc.CityLevel && (best == nil || e.population > best.population) {
			best = e
		}
		i = e.next
	}
	return best
}

// add takes an entry under a name, unless it is a bare direction.
func (g *gazetteer) add(name string, e entry) {
	var buf [96]byte
	key := fold(buf[:0], name)
	if len(key) == 0 || directions[string(key)] {
		return
	}
	e.next = -1
	first, ok := g.byKey[string(key)]
	if ok {
		e.next = first
	}
	g.byKey[string(key)] = int32(len(g.entries))
	g.entries = append(g.entries, e)
}

// fold appends a name in the form that is compared: without diacritics, in
// lower case, hyphens and apostrophes as spaces or nothing.
func fold(dst []byte, name string) []byte {
	return trim(foldOn(dst, name))
}

// foldOn is fold for a part of a name, of which dst holds what stands before; a
// space may be left at the end.
func foldOn(dst []byte, part string) []byte {
	for i := 0; i < len(part); i++ {
		if part[i] >= utf8.RuneSelf {
			part = norm.NFD.String(part)
			break
		}
	}
	for _, r := range part {
		switch {
		case r == ' ' || r == '-' || r == '\u00a0' || r == '\n' || r == '–':
			if n := len(dst); n > 0 && dst[n-1] != ' ' {
				dst = append(dst, ' ')
			}
		case 'a' <= r && r <= 'z':
			dst = append(dst, byte(r))
		case r == '\'' || r == '’' || r == '‘' || r == 'ʼ' || r == '.' || r == '`' || r >= utf8.RuneSelf && unicode.Is(unicode.Mn, r):
		default:
			dst = utf8.AppendRune(dst, unicode.ToLower(special(r)))
		}
	}
	return dst
}

// trim takes the space off the end of a folded name.
func trim(key []byte) []byte {
	if n := len(key); n > 0 && key[n-1] == ' ' {
		return key[:n-1]
	}
	return key
}

// special are letters that Unicode does not decompose.
func special(r rune) rune {
	switch r {
	case 'ł', 'Ł':
		return 'l'
	case 'ø', 'Ø':
		return 'o'
	case 'đ', 'Đ', 'ð':
		return 'd'
	case 'ı':
		return 'i'
	case 'ə', 'Ə':
		return 'a'
	}
	return r
}
