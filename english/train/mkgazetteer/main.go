// Command mkgazetteer lists the words of the names that casus knows, for the
// English model.
//
//	mkgazetteer NAMES WORDNET > english/train/gazetteer.txt
//
// It reads the lexicon and the gazetteer of places; the frequent first and last
// names of the United States census of 1990 (public domain), as the Python
// package names 0.3.0 has them in the folder NAMES; and the persons, places and
// groups with proper names of WordNet 3.0 (data.noun in the folder WORDNET). The output has a line for
// each word: the word in lower case and the places that it has in names, as
// words.Names numbers them. Training reads that file and not the lexicon, so
// that a change of the lexicon does not change the weights that training makes.
package main

import (
	"bufio"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"casus/english/internal/words"
	"casus/english/train/wordnet"
	"casus/lexicon"
	"casus/where"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: mkgazetteer NAMES WORDNET")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "mkgazetteer:", err)
		os.Exit(1)
	}
}

func run(census, wordnet string) error {
	lex, err := lexicon.Load()
	if err != nil {
		return err
	}
	places, err := where.New(lex)
	if err != nil {
		return err
	}
	known := make(gazetteer)
	for a := range lex.Aliases() {
		known.alias(a)
	}
	for name := range places.Names() {
		known.add(name, words.Place, words.PlacePart, words.PlacePart)
	}
	for file, place := range map[string]words.Names{
		"dist.male.first": words.GivenName, "dist.female.first": words.GivenName, "dist.all.last": words.Surname,
	} {
		if err := known.census(filepath.Join(census, file), place); err != nil {
			return err
		}
	}
	if err := known.wordNet(filepath.Join(wordnet, "data.noun")); err != nil {
		return err
	}
	w := bufio.NewWriter(os.Stdout)
	for _, word := range slices.Sorted(maps.Keys(known)) {
		fmt.Fprintf(w, "%s %d\n", word, known[word])
	}
	return w.Flush()
}

// gazetteer has the places of each word in names.
type gazetteer map[string]words.Names

func (g gazetteer) alias(a *lexicon.Alias) {
	switch a.Kind {
	case lexicon.StateName, lexicon.Capital, lexicon.Region, lexicon.Part:
		g.add(a.Words, words.Place, words.PlacePart, words.PlacePart)
	case lexicon.Seat:
		g.add(a.Words, words.Body, words.BodyPart, words.BodyPart)
	case lexicon.ActorName:
		if a.Actor.Kind == lexicon.Person {
			g.add(a.Words, words.PersonLast, words.PersonFirst, words.PersonLast)
		} else {
			g.add(a.Words, words.Body, words.BodyPart, words.BodyPart)
		}
	}
}

// covered is the share of people, in per cent, at which a list of the census is
// cut: what follows is rare and often a word.
const covered = 75

// census reads lines such as "SMITH 1.006 1.006 1": a name, the share of people
// who have it, and that sum so far.
func (g gazetteer) census(path string, place words.Names) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	for n := 1; lines.Scan(); n++ {
		var name string
		var share, sum float64
		if _, err := fmt.Sscan(lines.Text(), &name, &share, &sum); err != nil {
			return fmt.Errorf("%s:%d: %q: %w", path, n, lines.Text(), err)
		}
		if sum <= covered && len(name) > 1 {
			g[strings.ToLower(name)] |= place
		}
	}
	return lines.Err()
}

// wordNet reads the nouns with a capital letter.
func (g gazetteer) wordNet(path string) error {
	return wordnet.Nouns(path, func(name string, file wordnet.File) {
		if unicode.IsLower(rune(name[0])) {
			return
		}
		switch file {
		case wordnet.Group:
			g.add(name, words.Body, words.BodyPart, words.BodyPart)
		case wordnet.Location:
			g.add(name, words.Place, words.PlacePart, words.PlacePart)
		case wordnet.Person:
			g.add(name, words.PersonLast, words.PersonFirst, words.PersonLast)
		}
	})
}

// add notes the words of a name: as the only one, as one before the last, and
// as the last.
func (g gazetteer) add(name string, only, before, last words.Names) {
	list := strings.Fields(strings.ToLower(name))
	for i, w := range list {
		switch {
		case len(strings.Trim(w, `"`+"“”()")) != len(w), len([]rune(w)) < 2 || small[w]:
		case len(list) == 1:
			g[w] |= only
		case i == len(list)-1:
			g[w] |= last
		default:
			g[w] |= before
		}
	}
}

// small are words that stand in names and tell nothing.
var small = map[string]bool{"of": true, "the": true, "and": true, "for": true, "in": true, "on": true, "de": true, "la": true, "to": true}
