// Command mkwholenames lists the names of several words that casus knows, and
// those of firms, for the English model.
//
//	mkwholenames WORDNET BRANDS ACTORS > english/train/wholenames.txt
//
// It reads the lexicon and the gazetteer of places; the persons, places and groups
// with proper names of WordNet 3.0 (data.noun in the folder WORDNET); the brands of
// English-speaking countries in the file BRANDS, which is dist/json/nsi.json of the
// npm package name-suggestion-index 8.0.20260918 (BSD 3-Clause); and the
// international actors of the Phoenix dictionaries (MIT) in the file ACTORS, which
// are mostly firms and associations. The output has a line for each name: a number
// for its kinds (words.Kinds) and its words in lower case. Training reads that file
// and not the lexicon, so that a change of the lexicon does not change the weights
// that training makes.
package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"casus/english/internal/words"
	"casus/english/segment"
	"casus/english/train/wordnet"
	"casus/lexicon"
	"casus/where"
)

func main() {
	if len(os.Args) != 4 {
		fmt.Fprintln(os.Stderr, "usage: mkwholenames WORDNET BRANDS ACTORS")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2], os.Args[3]); err != nil {
		fmt.Fprintln(os.Stderr, "mkwholenames:", err)
		os.Exit(1)
	}
}

func run(wordnet, brands, actors string) error {
	known := &gazetteer{splitter: segment.New(), kinds: make(map[string]words.Kinds)}
	if err := known.lexicon(); err != nil {
		return err
	}
	if err := known.wordNet(filepath.Join(wordnet, "data.noun")); err != nil {
		return err
	}
	if err := known.brands(brands); err != nil {
		return err
	}
	if err := known.actors(actors); err != nil {
		return err
	}
	w := bufio.NewWriter(os.Stdout)
	for _, name := range slices.Sorted(maps.Keys(known.kinds)) {
		fmt.Fprintf(w, "%d %s\n", known.kinds[name], name)
	}
	return w.Flush()
}

// gazetteer has the kinds of each name, whose words stand apart.
type gazetteer struct {
	splitter *segment.Splitter
	kinds    map[string]words.Kinds
}

// The fewest words of a name that is taken: single words of most kinds are in the
// other gazetteer.
const (
	several = 2
	single  = 1
)

// add notes a name without its article.
func (g *gazetteer) add(name string, k words.Kinds, least int) {
	_, tokens := g.splitter.Split(name, segment.Paragraphs(name, nil), nil, nil)
	list := make([]string, len(tokens))
	for i, t := range tokens {
		list[i] = strings.ToLower(t.Form)
	}
	if len(list) > 1 && list[0] == "the" {
		list = list[1:]
	}
	if len(list) < least || len(list) > words.LongestName || len(strings.Join(list, "")) < 2 {
		return
	}
	g.kinds[strings.Join(list, " ")] |= k
}

// lexicon reads what casus knows itself.
func (g *gazetteer) lexicon() error {
	lex, err := lexicon.Load()
	if err != nil {
		return err
	}
	places, err := where.New(lex)
	if err != nil {
		return err
	}
	for a := range lex.Aliases() {
		k := words.Organisation
		switch {
		case a.Kind == lexicon.StateName, a.Kind == lexicon.Capital, a.Kind == lexicon.Region, a.Kind == lexicon.Part:
			k = words.Location
		case a.Kind == lexicon.ActorName && a.Actor.Kind == lexicon.Person:
			k = words.Person
		case a.Kind != lexicon.Seat && a.Kind != lexicon.ActorName:
			continue
		}
		g.add(a.Words, k, several)
	}
	for name := range places.Names() {
		g.add(name, words.Location, several)
	}
	return nil
}

// wordNetKinds are the kinds of names in files of WordNet.
var wordNetKinds = map[wordnet.File]words.Kinds{
	wordnet.Group: words.Organisation, wordnet.Location: words.Location, wordnet.Person: words.Person,
}

// wordNet reads the nouns with a capital letter.
func (g *gazetteer) wordNet(path string) error {
	return wordnet.Nouns(path, func(name string, file wordnet.File) {
		if k := wordNetKinds[file]; k != 0 && unicode.IsUpper(rune(name[0])) {
			g.add(name, k, several)
		}
	})
}

// The countries, by the codes of the file of brands, whose brands are taken: the
// whole world ("001") and where English is spoken.
var countries = map[string]bool{
	"001": true, "us": true, "gb": true, "ca": true, "au": true, "ie": true, "nz": true, "in": true, "za": true, "sg": true, "hk": true, "ph": true,
	"ng": true, "ke": true, "pk": true, "conus": true, "q2": true, "150": true, "019": true, "021": true, "003": true, "009": true, "053": true,
}

// Parts of the file of brands that name no body that people speak of.
var leftOut = []string{
	"transit/", "flags/", "brands/advertising", "operators/advertising", "operators/power", "operators/man_made", "operators/pipeline",
	"operators/boundary", "operators/emergency", "operators/leisure",
}

// brands reads the file of brands.
func (g *gazetteer) brands(path string) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var file struct {
		NSI map[string]struct {
			Items []struct {
				DisplayName string
				LocationSet struct{ Include []any }
				Tags        map[string]string
			}
		}
	}
	if err := json.Unmarshal(data, &file); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	for part, list := range file.NSI {
		if slices.ContainsFunc(leftOut, func(s string) bool { return strings.HasPrefix(part, s) }) {
			continue
		}
		for _, item := range list.Items {
			if !slices.ContainsFunc(item.LocationSet.Include, spoken) {
				continue
			}
			for _, name := range []string{item.DisplayName, item.Tags["brand"], item.Tags["name"], item.Tags["brand:en"]} {
				name, _, _ = strings.Cut(name, " (")
				if latin(name) {
					g.add(name, words.Brand, single)
				}
			}
		}
	}
	return nil
}

// spoken reports whether English is spoken in a place of the file of brands: a
// code, maybe with that of a part of the country, or else a point.
func spoken(place any) bool {
	code, _ := place.(string)
	country, _, _ := strings.Cut(code, "-")
	return countries[country]
}

// latin reports whether a name begins with a capital letter or a digit and has no
// letters of another script.
func latin(name string) bool {
	for i, r := range name {
		if i == 0 && !unicode.IsUpper(r) && !unicode.IsDigit(r) || unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) {
			return false
		}
	}
	return name != ""
}

// legal are words behind the name of a firm that are often left out.
var legal = map[string]bool{
	"INC": true, "CORP": true, "CORPORATION": true, "LTD": true, "LIMITED": true, "PLC": true, "CO": true, "COMPANY": true, "LLC": true, "LP": true,
	"HOLDINGS": true, "HOLDING": true, "GROUP": true, "INCORPORATED": true, "COMPANIES": true, "TRUST": true, "BANCORP": true,
}

// actors reads lines such as "TOYOTA_	[MNCJPN] # note" and "+ANOTHER_NAME".
func (g *gazetteer) actors(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	z, err := gzip.NewReader(file)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	lines := bufio.NewScanner(z)
	for lines.Scan() {
		name, _, _ := strings.Cut(lines.Text(), "#")
		name, _, _ = strings.Cut(name, "[")
		name = strings.Trim(strings.ReplaceAll(name, "_", " "), " +\t")
		if !latin(name) {
			continue
		}
		list := strings.Fields(strings.ReplaceAll(name, " AND ", " & "))
		g.firm(list)
		for len(list) > 1 && legal[strings.Trim(list[len(list)-1], ".,")] {
			list = list[:len(list)-1]
			g.firm(list)
		}
	}
	return lines.Err()
}

// firm adds a name with "and" and with "&".
func (g *gazetteer) firm(list []string) {
	name := strings.TrimRight(strings.Join(list, " "), ",")
	g.add(name, words.Organisation, single)
	if before, after, ok := strings.Cut(name, " & "); ok {
		g.add(before+" and "+after, words.Organisation, single)
	}
}
