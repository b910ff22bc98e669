package actor

import (
	"strings"
	"unicode/utf8"

	"casus/doc"
	"casus/lexicon"
)

// person is one human being of the article with all units that name him.
type person struct {
	full   string // the fullest name, as written
	fold   string // the same folded
	actor  *lexicon.Actor
	gender byte
	entity int32
	last   int32 // the last unit read that was put here
	titled bool
}

// maxPersons bounds the work on hostile input; no article names so many.
const maxPersons = 512

// clusterPersons puts the units that name persons together: full names first,
// then surnames with the nearest full name before them, else after them. A
// capitalised word of unknown sort that is the surname of somebody becomes a
// person here.
func (w *work) clusterPersons() {
	for k := range w.units {
		u := &w.units[k]
		if u.class == personUnit {
			w.fullName(k)
		}
	}
	for p := range w.persons {
		w.persons[p].last = -1
	}
	for k := range w.units {
		u := &w.units[k]
		if u.class != personUnit && u.class != wordUnit {
			continue
		}
		if u.cluster < 0 {
			w.surname(k)
		}
		if u.cluster >= 0 {
			w.persons[u.cluster].last = int32(k)
		}
	}
}

// fullName clusters the unit by the lexicon or by a name of several words.
func (w *work) fullName(k int) {
	u := &w.units[k]
	full := w.unitText(u)
	fold := foldName(full)
	var a *lexicon.Actor
	if u.alias != nil && (!u.alias.Weak || w.holds(u)) {
		a = u.alias.Actor
	}
	if a == nil && strings.IndexByte(fold, ' ') < 0 {
		return
	}
	for i := range w.persons {
		p := &w.persons[i]
		if a != nil && p.actor == a || a == nil && sameName(p.fold, fold) || a != nil && p.actor == nil && p.fold == fold {
			u.cluster = int32(i)
			if p.actor == nil {
				p.actor = a
			}
			if len(fold) > len(p.fold) {
				p.full, p.fold = full, fold
			}
			w.learnGender(p, u)
			return
		}
	}
	w.newPerson(u, full, fold, a)
}

func (w *work) newPerson(u *unit, full, fold string, a *lexicon.Actor) {
	if len(w.persons) >= maxPersons {
		return
	}
	u.cluster = int32(len(w.persons))
	w.persons = append(w.persons, person{full: full, fold: fold, actor: a, entity: doc.None, last: -1})
	w.learnGender(&w.persons[u.cluster], u)
}

// holds reports whether the office before a name is one that the lexicon's
// reading of the name held at some time.
func (w *work) holds(u *unit) bool {
	if u.title < 0 {
		return false
	}
	title := w.units[u.title].alias
	if title == nil || title.Key == "" {
		return false
	}
	for _, r := range u.alias.Actor.Roles {
		if r.Office == title.Key {
			return true
		}
	}
	return false
}

// surname clusters a unit of one word, or one whose lexicon reading is weak.
func (w *work) surname(k int) {
	u := &w.units[k]
	full := w.unitText(u)
	fold := foldName(full)
	best := -1
	for i := range w.persons {
		p := &w.persons[i]
		switch {
		case u.alias != nil && p.actor == u.alias.Actor, endsWith(p.fold, fold):
			if best < 0 || p.last > w.persons[best].last {
				best = i
			}
		}
	}
	if best < 0 && strings.IndexByte(fold, ' ') < 0 && len(fold) > 1 {
		for i := range w.persons {
			if strings.HasPrefix(untitled(w.persons[i].fold), fold+" ") {
				best = i
				break
			}
		}
	}
	if best < 0 && u.alias == nil {
		best = w.misspelt(fold)
	}
	if best >= 0 {
		u.class, u.cluster = personUnit, int32(best)
		w.learnGender(&w.persons[best], u)
		return
	}
	if u.class == wordUnit {
		return
	}
	w.newPerson(u, full, fold, nil)
}

// untitled is a folded name without the title of a ruler before it: "abdullah ii"
// for "king abdullah ii", whom the press calls Abdullah.
func untitled(fold string) string {
	title, name, _ := strings.Cut(fold, " ")
	switch title {
	case "king", "queen", "prince", "princess", "emperor", "emir", "sultan", "sheikh", "pope":
		return name
	}
	return fold
}

// misspelt is the person whose surname is the name but for one letter
// ("Pederson" for "Pedersen"); −1 if there is none.
func (w *work) misspelt(name string) int {
	if len(name) < 6 || strings.IndexByte(name, ' ') >= 0 {
		return -1
	}
	for i := range w.persons {
		full := w.persons[i].fold
		if last := full[strings.LastIndexByte(full, ' ')+1:]; len(last) < len(full) && oneLetter(last, name) {
			return i
		}
	}
	return -1
}

// oneLetter reports whether two words begin alike and differ in one letter.
func oneLetter(a, b string) bool {
	if len(a) != len(b) || a[0] != b[0] {
		return false
	}
	n := 0
	for i := range len(a) {
		if a[i] != b[i] {
			n++
		}
	}
	return n == 1
}

// unitText is the words of a unit of any sentence.
func (w *work) unitText(u *unit) string {
	base := w.d.Sentences[u.sent].First
	return w.d.Text[w.d.Tokens[base+u.first].Span.Start:w.d.Tokens[base+u.end-1].Span.End]
}

// learnGender reads the form of address, the office and the given name.
func (w *work) learnGender(p *person, u *unit) {
	p.titled = p.titled || u.title >= 0
	if p.gender != 0 {
		return
	}
	base := w.d.Sentences[u.sent].First
	for i := u.first - 1; i >= 0 && i >= u.first-2 && p.gender == 0; i-- {
		p.gender = titleGender[w.d.Tokens[base+i].Form]
	}
	if p.gender == 0 && u.title >= 0 {
		p.gender = nounGender(w.d.Tokens[base+w.units[u.title].head].Lemma)
	}
	if p.gender == 0 {
		given, _, several := strings.Cut(p.fold, " ")
		if several {
			p.gender = givenNames[given]
		}
	}
}

// nounGender is what an office or a noun says of its bearer.
func nounGender(lemma string) byte {
	switch {
	case strings.HasSuffix(lemma, "woman"), lemma == "queen", lemma == "princess", lemma == "mother", lemma == "wife", lemma == "daughter", lemma == "sister", lemma == "girl", lemma == "actress":
		return 'f'
	case strings.HasSuffix(lemma, "sman"), lemma == "chairman", lemma == "man", lemma == "king", lemma == "prince", lemma == "father", lemma == "husband", lemma == "son", lemma == "brother", lemma == "boy":
		return 'm'
	}
	return 0
}

// sameName reports whether two folded names of several words are of one
// person: equal, one the end of the other, or alike in the first and the last
// word.
func sameName(a, b string) bool {
	if a == b || endsWith(a, b) || endsWith(b, a) {
		return true
	}
	i, j := strings.IndexByte(a, ' '), strings.IndexByte(b, ' ')
	if i < 0 || j < 0 || a[:i] != b[:j] || i < 3 {
		return false
	}
	return a[strings.LastIndexByte(a, ' '):] == b[strings.LastIndexByte(b, ' '):]
}

// endsWith reports whether the last words of full are name.
func endsWith(full, name string) bool {
	n := len(full) - len(name)
	return n >= 0 && name != "" && full[n:] == name && (n == 0 || full[n-1] == ' ')
}

// foldName is a name in lower case, with hyphens and any white space as single
// spaces and without apostrophes and full stops, so that "al-Rufay’i" and
// "Al-Rufay'i" are one.
func foldName(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	space := true
	for _, r := range s {
		switch {
		case r == '\'' || r == '’' || r == '‘' || r == 'ʼ' || r == '.' || r == '`':
			continue
		case r == '-' || r == '‑' || r == '–' || r == ' ' || r == '\u00a0' || r == '\n' || r == '\t' || r == '\r':
			if !space {
				b.WriteByte(' ')
			}
			space = true
			continue
		case r < utf8.RuneSelf:
			if 'A' <= r && r <= 'Z' {
				r += 'a' - 'A'
			}
			b.WriteByte(byte(r))
		default:
			b.WriteRune(toLower(r))
		}
		space = false
	}
	return strings.TrimSuffix(strings.TrimSuffix(b.String(), " "), " jr")
}
