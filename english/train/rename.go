package train

import (
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"casus/doc"
	"casus/english/internal/words"
	"casus/ud"
)

// namePool is names to put in the place of others, so that the names of the
// treebanks are not learned by heart: those of the sentences themselves and those
// of the gazetteers.
type namePool struct {
	seen  map[nameShape][][]string
	known map[nameShape][][]string
}

// nameShape is what must be equal of a name and another in its place.
type nameShape struct {
	kind  doc.NameKind
	words int
}

func newNamePool(l *words.Lexicon, sentences []*sentence) (*namePool, error) {
	p := &namePool{make(map[nameShape][][]string), make(map[nameShape][][]string)}
	for _, s := range sentences {
		for _, n := range namesOf(s.labels) {
			if s.replaceable(n) {
				var forms []string
				for _, t := range s.tokens[n.First:n.End] {
					forms = append(forms, t.form)
				}
				shape := nameShape{n.Kind, len(forms)}
				p.seen[shape] = append(p.seen[shape], forms)
			}
		}
	}
	usable := usableNames(l, sentences)
	if err := p.addWhole(usable); err != nil {
		return nil, err
	}
	return p, p.addWords(usable)
}

// usableNames returns a function that says whether a word, in lower case, is good
// as a name of one word: it has a vector and the sentences never have it in lower
// case.
func usableNames(l *words.Lexicon, sentences []*sentence) func(word string) bool {
	common := make(map[string]bool)
	for _, s := range sentences {
		for _, t := range s.tokens {
			common[t.form] = true
		}
	}
	return func(word string) bool { return !common[word] && l.Find(lower(word)).Vector > 0 }
}

// addWhole adds the names of wholenames.txt that are of one kind and have no small
// words.
func (p *namePool) addWhole(usable func(string) bool) error {
	list, err := readWholeNames()
	if err != nil {
		return err
	}
	for _, n := range list {
		shape := nameShape{words: len(n.words)}
		switch n.kinds {
		case words.Brand, words.Organisation:
			shape.kind = doc.Organisation
		case words.Location:
			shape.kind = doc.Location
		case words.Person:
			shape.kind = doc.Person
		default:
			continue
		}
		if forms := capitalised(n.words); forms != nil && (len(forms) > 1 || usable(n.words[0])) {
			p.known[shape] = append(p.known[shape], forms)
		}
	}
	return nil
}

// addWords adds the words of gazetteer.txt that are places, first names or
// surnames, and first names with surnames.
func (p *namePool) addWords(usable func(string) bool) error {
	list, err := readGazetteer()
	if err != nil {
		return err
	}
	var given, surnames []string
	for _, k := range list {
		forms := capitalised([]string{k.word})
		if forms == nil || !usable(k.word) {
			continue
		}
		const people = words.GivenName | words.Surname
		if k.names&words.Place != 0 && k.names&people == 0 {
			shape := nameShape{doc.Location, 1}
			p.known[shape] = append(p.known[shape], forms)
		}
		if k.names&people != 0 && k.names&words.Place == 0 {
			shape := nameShape{doc.Person, 1}
			p.known[shape] = append(p.known[shape], forms)
		}
		if k.names&words.GivenName != 0 {
			given = append(given, forms[0])
		}
		if k.names&words.Surname != 0 {
			surnames = append(surnames, forms[0])
		}
	}
	for i, s := range surnames {
		if len(given) > 0 {
			shape := nameShape{doc.Person, 2}
			p.known[shape] = append(p.known[shape], []string{given[i%len(given)], s})
		}
	}
	return nil
}

// capitalised gives the words of a name capital letters; nil if one of them is a
// small word or begins with no letter.
func capitalised(name []string) []string {
	forms := make([]string, len(name))
	for i, w := range name {
		r, size := utf8.DecodeRuneInString(w)
		if !unicode.IsLetter(r) || smallWords[w] {
			return nil
		}
		forms[i] = string(unicode.ToUpper(r)) + w[size:]
	}
	return forms
}

// smallWords stand in names without a capital letter.
var smallWords = map[string]bool{"of": true, "the": true, "and": true, "for": true, "in": true, "on": true, "de": true, "la": true, "to": true, "at": true, "by": true}

// other draws a name, from the two sources alike; nil if there is none.
func (p *namePool) other(n doc.Name, rng *rand.Rand) []string {
	shape := nameShape{n.Kind, int(n.End - n.First)}
	list := p.seen[shape]
	if known := p.known[shape]; len(known) > 0 && rng.Uint32()&1 == 0 {
		list = known
	}
	if len(list) == 0 {
		return nil
	}
	return list[rng.IntN(len(list))]
}

// replaceable reports whether another name can stand in the place of a name: all
// its words are proper nouns or, in sentences without tags, have capital letters.
func (s *sentence) replaceable(n doc.Name) bool {
	for _, t := range s.tokens[n.First:n.End] {
		r, _ := utf8.DecodeRuneInString(t.form)
		if s.hasTree() && t.upos != ud.PROPN || !unicode.IsUpper(r) || strings.Contains(t.form, ".") {
			return false
		}
	}
	return true
}

// renamed is the sentences with other names of the same kinds and lengths in a
// share of them. The encoder has not seen these, so that what it makes of them says
// less of the labels than what it makes of the sentences that it was trained on.
func (p *namePool) renamed(l *words.Lexicon, sentences []*sentence, share float64, rng *rand.Rand) []*sentence {
	list := slices.Clone(sentences)
	for i, s := range list {
		if rng.Float64() < share {
			list[i] = p.rename(l, s, rng)
		}
	}
	return list
}

// rename puts other names into a copy of a sentence.
func (p *namePool) rename(l *words.Lexicon, s *sentence, rng *rand.Rand) *sentence {
	c := *s
	c.tokens, c.words = slices.Clone(s.tokens), slices.Clone(s.words)
	for _, n := range namesOf(s.labels) {
		if !s.replaceable(n) {
			continue
		}
		for i, form := range p.other(n, rng) {
			at := int(n.First) + i
			c.tokens[at].form = form
			l.Describe(form, &c.words[at])
		}
	}
	l.Whole.Mark(c.words)
	return &c
}
