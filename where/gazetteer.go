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
	next       int32 // another place with the same key; −1
}

// gazetteer finds places by their folded names. Read-only.
type gazetteer struct {
	entries   []entry
	byKey     map[string]int32  // folded name → first entry
	divisions map[string]string // country + "." + code → name
	longest   int               // words in the longest name
	version   string
}

const maxWords = 5

// load reads the embedded files. Errors name file, line and what is wrong, all
// of them together.
func load() (*gazetteer, error) {
	g := &gazetteer{byKey: make(map[string]int32, 60000), divisions: make(map[string]string, 4000), entries: make([]entry, 0, 56000)}
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

func (g *gazetteer) division(_ int, f []string) string {
	g.divisions[f[0]+"."+f[1]] = f[2]
	name := f[2]
	g.add(name, entry{name: name, country: f[0], division: f[1], level: doc.DivisionLevel})
	for _, suffix := range []string{" Oblast", " Governorate", " Province", " Region", " State", " City", " District"} {
		if short, ok := strings.CutSuffix(name, suffix); ok {
			g.add(short, entry{name: name, country: f[0], division: f[1], level: doc.DivisionLevel})
		}
	}
	return ""
}

func (g *gazetteer) city(_ int, f []string) string {
	population, err := strconv.Atoi(f[4])
	if err != nil {
		return "population \"" + f[4] + "\" is no number"
	}
	lat, err1 := strconv.ParseFloat(f[5], 32)
	lon, err2 := strconv.ParseFloat(f[6], 32)
	if err1 != nil || err2 != nil || lat < -90 || lat > 90 || lon < -180 || lon > 180 {
		return "coordinates \"" + f[5] + "\", \"" + f[6] + "\", want degrees"
	}
	g.add(f[1], entry{
		name: f[1], country: f[0], division: f[2], id: f[7], level: doc.CityLevel, population: int32(population),
		lat: float32(lat), lon: float32(lon), point: true, capital: f[3] == "capital",
	})
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

func (g *gazetteer) alias(_ int, f []string) string {
	var buf [64]byte
	i, ok := g.byKey[string(fold(buf[:0], f[1]))]
	for ok && i >= 0 {
		if e := g.entries[i]; e.country == f[0] && e.level == doc.CityLevel {
			g.add(f[2], e)
			return ""
		}
		i = g.entries[i].next
	}
	return "no place \"" + f[1] + "\" of " + f[0] + " in cities.tsv"
}

// add takes an entry under a name.
func (g *gazetteer) add(name string, e entry) {
	var buf [96]byte
	key := fold(buf[:0], name)
	if len(key) == 0 {
		return
	}
	e.next = -1
	first, ok := g.byKey[string(key)]
	if ok {
		e.next = first
	}
	g.byKey[string(key)] = int32(len(g.entries))
	g.entries = append(g.entries, e)
	g.longest = max(g.longest, strings.Count(string(key), " ")+1)
}

// fold appends a name in the form that is compared: without diacritics, in
// lower case, hyphens and apostrophes as spaces or nothing.
func fold(dst []byte, name string) []byte {
	ascii := true
	for i := 0; i < len(name); i++ {
		if name[i] >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	if !ascii {
		name = norm.NFD.String(name)
	}
	space := true
	for _, r := range name {
		switch {
		case r == ' ' || r == '-' || r == '\u00a0' || r == '\n' || r == '–':
			if !space {
				dst = append(dst, ' ')
				space = true
			}
		case r == '\'' || r == '’' || r == '‘' || r == 'ʼ' || r == '.' || r == '`' || unicode.Is(unicode.Mn, r):
		default:
			dst = utf8.AppendRune(dst, unicode.ToLower(special(r)))
			space = false
		}
	}
	if space && len(dst) > 0 {
		dst = dst[:len(dst)-1]
	}
	return dst
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
