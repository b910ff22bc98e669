// Package where finds names of places and says which places they are:
// countries by the lexicon's names, cities and first-level divisions by
// GeoNames, regions and seas by a list of its own.
//
// It reads sentences, tokens, names, mentions and entities, and fills
// Document.Places in text order. Of several places with the same name it takes
// the one in a country that the words beside it name ("Tripoli, Lebanon"),
// else a region or a sea, else one in a country of the story, else the one with
// most people. A capital that is named by its state ("the Turkish capital") is
// a place too. A place that is only a country never has a point. It decides
// nothing about events.
package where

import (
	"fmt"
	"iter"
	"maps"
	"math"
	"strings"
	"sync"

	"casus/doc"
	"casus/lexicon"
	"casus/span"
	"casus/tree"
	"casus/ud"
)

// Resolver finds places. It is read-only after New and safe for concurrent
// use.
type Resolver struct {
	lex  *lexicon.Lexicon
	gaz  *gazetteer
	pool sync.Pool
}

// Names yields every name of the gazetteer as it is looked up: in lower case,
// without accents, hyphens as spaces, in no order.
func (r *Resolver) Names() iter.Seq[string] { return maps.Keys(r.gaz.byKey) }

// New loads the embedded gazetteer.
func New(lex *lexicon.Lexicon) (*Resolver, error) {
	gaz, err := load()
	if err != nil {
		return nil, fmt.Errorf("read gazetteer: %w", err)
	}
	r := &Resolver{lex: lex, gaz: gaz}
	r.pool.New = func() any { return &run{lex: lex, gaz: gaz, story: map[string]int{}} }
	return r, nil
}

// Version names the gazetteer with the SHA-256 of its files.
func (r *Resolver) Version() string { return r.gaz.version }

// Resolve fills d.Places.
func (r *Resolver) Resolve(d *doc.Document) {
	w := r.pool.Get().(*run)
	w.reset(d)
	for s := range d.Sentences {
		if d.Blocks[d.Sentences[s].Block].Kind.Coded() {
			w.tree.Reset(d, s)
			w.sentence(s)
		}
	}
	w.d = nil
	r.pool.Put(w)
}

// run is the work on one document.
type run struct {
	lex     *lexicon.Lexicon
	gaz     *gazetteer
	d       *doc.Document
	tree    tree.Tree
	story   map[string]int // country → how often the story names it
	person  []bool         // token belongs to the name of somebody
	named   []doc.NameKind // class of the name that a token belongs to
	matches []lexicon.Match
	key     []byte
}

func (w *run) reset(d *doc.Document) {
	w.d = d
	d.Places = d.Places[:0]
	clear(w.story)
	for i := range d.Mentions {
		if e := d.Mentions[i].Entity; e != doc.None && len(d.Entities[e].Country) == 3 && !w.capital(&d.Mentions[i]) {
			w.story[d.Entities[e].Country]++
		}
	}
	w.person = grow(w.person, len(d.Tokens))
	w.named = grow(w.named, len(d.Tokens))
	for _, n := range d.Names {
		for i := n.First; i < n.End; i++ {
			w.named[i] = n.Kind
		}
	}
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if m.Kind != doc.NameMention || m.Entity == doc.None {
			continue
		}
		switch d.Entities[m.Entity].Kind {
		case doc.PersonEntity:
			for k := m.First; k < m.End; k++ {
				w.person[k] = w.person[k] || w.named[k] != doc.Location
			}
		case doc.StateEntity:
			// The lexicon knows Khan Younis as a part of a state, whatever the model says.
			for k := m.First; k < m.End; k++ {
				if w.named[k] == doc.Person {
					w.named[k] = doc.Location
				}
			}
		}
	}
}

// capital reports whether a mention is the bare name of a capital. Such a
// mention stands for a state only if the place is that capital, which is not
// known yet: "Tripoli".
func (w *run) capital(m *doc.Mention) bool {
	w.key = fold(w.key[:0], m.Span.Of(w.d.Text))
	i, ok := w.gaz.byKey[string(w.key)]
	for ok && i >= 0 {
		if w.gaz.entries[i].capital {
			return true
		}
		i = w.gaz.entries[i].next
	}
	return false
}

// grow is s with n zero elements.
func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2)
	}
	s = s[:n]
	clear(s)
	return s
}

func (w *run) sentence(s int) {
	n := len(w.tree.Tokens)
	for i := 0; i < n; {
		p, end, ok := w.at(i)
		if !ok {
			i = max(i+1, end)
			continue
		}
		p.Sentence = int32(s)
		p.First, p.End = w.tree.Base+int32(i), w.tree.Base+int32(end)
		p.Span = w.span(i, end)
		p.Dateline = w.dateline(s, i, end)
		w.d.Places = append(w.d.Places, p)
		i = end
	}
}

// at reads the place whose name begins at token i and stops before token end.
// Where there is none, the words up to end are no place either.
func (w *run) at(i int) (p doc.Place, end int, ok bool) {
	if p, end, ok = w.capitalOf(i); end > 0 {
		return p, end, ok
	}
	if !w.begins(i) {
		return p, 0, false
	}
	first, end := w.longest(i)
	if w.person[w.tree.Base+int32(i)] && (first < 0 || !w.located(i, end)) {
		return p, 0, false
	}
	country, cend := w.state(i, lexicon.StateName)
	if country != nil && cend >= end && !w.afterItsCity(i) {
		return doc.Place{
			Name: w.lex.StateName(country.Country), Country: country.Country, Level: doc.CountryLevel,
			Rule: "name of a country (" + country.Line + ")",
		}, cend, true
	}
	if first < 0 || !w.isPlace(i, end, first) && !w.dateline(w.tree.Index, i, end) {
		return p, 0, false
	}
	e, rule := w.choose(first, end)
	if e == nil {
		return p, 0, false
	}
	return w.place(e, rule), end, true
}

// begins reports whether token i may begin a name: it has a capital letter, or
// is an Arabic article before one, "al-Hol".
func (w *run) begins(i int) bool {
	form := w.form(i)
	if capitalised(form) {
		return true
	}
	if len(form) > 3 || w.form(i+1) != "-" {
		return false
	}
	switch form {
	case "al", "el", "ad", "an", "ar", "as", "ash", "at", "az", "ed", "es", "ez":
		return capitalised(w.form(i + 2))
	}
	return false
}

// capitalised reports whether a form begins with a capital or a letter that is not
// ASCII.
func capitalised(form string) bool {
	return form != "" && (form[0] >= 'A' && form[0] <= 'Z' || form[0] >= 0x80)
}

// place is an entry as a place.
func (w *run) place(e *entry, rule string) doc.Place {
	p := doc.Place{ID: e.id, Name: e.name, Country: e.country, Level: e.level, Division: w.gaz.divisions[e.country+"."+e.division], Rule: rule}
	if e.point {
		p.HasPoint, p.Lat, p.Lon = true, degrees(e.lat), degrees(e.lon)
	}
	return p
}

// form is the form of token i, empty outside the sentence.
func (w *run) form(i int) string {
	if i < 0 || i >= len(w.tree.Tokens) {
		return ""
	}
	return w.tree.Tokens[i].Form
}

// span of tokens i to end.
func (w *run) span(i, end int) span.Span {
	return span.Span{Start: w.tree.Tokens[i].Span.Start, End: w.tree.Tokens[end-1].Span.End}
}

// inDivision is the rule for "Athens" in "Athens, Georgia".
const inDivision = "gazetteer, in the division named beside it"

// afterItsCity reports whether token i follows a city that was placed by the
// division which begins here.
func (w *run) afterItsCity(i int) bool {
	n := len(w.d.Places)
	return n > 0 && w.d.Places[n-1].Rule == inDivision && w.d.Places[n-1].End == w.tree.Base+int32(i)-1
}

// degrees is a coordinate with the four decimals of the gazetteer.
func degrees(x float32) float64 { return math.Round(float64(x)*1e4) / 1e4 }

// longest is the first gazetteer entry under the longest name at token i, and
// the token after it; −1 if there is none.
func (w *run) longest(i int) (first int32, end int) {
	tokens := w.tree.Tokens[i:]
	tokens = tokens[:min(maxWords+2, len(tokens))]
	var ends [maxWords + 2]int // of the key after each token
	w.key = w.key[:0]
	at := tokens[0].Span.Start
	for n, t := range tokens {
		w.key = foldOn(w.key, w.d.Text[at:t.Span.End])
		at, ends[n] = t.Span.End, len(w.key)
	}
	for n := len(tokens) - 1; n >= 0; n-- {
		if tokens[n].UPOS == ud.PUNCT || tokens[n].XPOS == ud.POS {
			continue
		}
		if e, ok := w.gaz.byKey[string(trim(w.key[:ends[n]]))]; ok {
			return e, i + n + 1
		}
	}
	return -1, 0
}

// state is the name or the adjective of a state that begins at token i, and the
// token after it.
func (w *run) state(i int, kind lexicon.AliasKind) (*lexicon.Alias, int) {
	w.matches = w.lex.Match(w.matches[:0], w.d.Text, w.tree.Tokens[i].Span.Start)
	for _, m := range w.matches {
		if m.Alias.Kind != kind || m.Alias.Country == "" || kind == lexicon.StateAdj && m.Alias.Weak || w.isDirection(i, m.End) {
			continue
		}
		for end := i + 1; end <= len(w.tree.Tokens); end++ {
			if at := w.tree.Tokens[end-1].Span.End; at == m.End {
				return m.Alias, end
			} else if at > m.End {
				break
			}
		}
	}
	return nil, 0
}

// isDirection reports whether the words from token i to a position in the text
// are a bare direction, such as "North", which also stands for North Korea.
func (w *run) isDirection(i, end int) bool {
	w.key = fold(w.key[:0], w.d.Text[w.tree.Tokens[i].Span.Start:end])
	return directions[string(w.key)]
}

// isPlace decides whether a name of the gazetteer is meant as a place here: the
// English model says so, or the words around it do.
func (w *run) isPlace(i, end int, first int32) bool {
	t := &w.tree
	if end == i+1 && months[t.Tokens[i].Form] {
		return false // March is a town in England too
	}
	kind := w.named[t.Base+int32(i)]
	if kind == doc.Location {
		// "Florence Mugisha": what follows belongs to the name as a surname does.
		return end >= len(t.Tokens) || t.Rel(end) != ud.Flat || t.Head(end) < i || t.Head(end) >= end
	}
	if kind == doc.Person {
		return w.located(i, end)
	}
	top := w.top(i, end)
	if end-i > 2 && w.hasArea(first) {
		return true // "the Gulf of Guinea", whatever the tags
	}
	known := end-i > 1 && w.hasArea(first) // "Lefortovo prison"
	if t.Tokens[top].UPOS != ud.PROPN && !known && (end-i == 1 || !capitalised(w.form(top))) {
		return false
	}
	if end < len(t.Tokens) && t.Tokens[end].UPOS == ud.PROPN && t.Head(top) >= end || i > 0 && t.Tokens[i-1].UPOS == ud.PROPN && t.Head(i-1) == top {
		return false // part of a longer name
	}
	switch marker := w.marker(i, top); marker {
	case "at":
		return true
	case "from", "to", "into", "on", "through", "toward", "towards":
		return kind != doc.Organisation || known
	default:
		return marker == "in" || beside[marker]
	}
}

// months are the months that are also names of places.
var months = map[string]bool{"March": true, "May": true, "August": true, "April": true, "June": true, "July": true}

// beside are prepositions that stand before places and hardly before people,
// as "in" does: "trust in Paul Biya".
var beside = map[string]bool{"near": true, "outside": true, "around": true, "across": true}

// located reports whether what may be somebody's name is that of a place: it is
// the whole of the name, all that is known of him, and a preposition of place
// precedes it, "near Khan Younis".
func (w *run) located(i, end int) bool {
	if end < len(w.tree.Tokens) && w.named[w.tree.Base+int32(end)] == doc.Person {
		return false
	}
	return beside[w.marker(i, w.top(i, end))] && (end > i+1 || w.onlyName(i))
}

// onlyName reports whether the story has no other name for whom token i names:
// "near Clinton" is no town where it tells of Bill Clinton.
func (w *run) onlyName(i int) bool {
	token := w.tree.Base + int32(i)
	for k := range w.d.Mentions {
		if m := &w.d.Mentions[k]; m.First <= token && token < m.End && m.Entity != doc.None && w.d.Entities[m.Entity].Name != w.form(i) {
			return false
		}
	}
	return true
}

// marker is the preposition of a name that begins at token i and has the given
// top. The parser may hang a foreign name under "near".
func (w *run) marker(i, top int) string {
	t := &w.tree
	if m := t.Marker(top); m != "" || i == 0 || t.Head(top) != i-1 || t.Tokens[i-1].UPOS != ud.ADP {
		return m
	}
	return t.Lemma(i - 1)
}

// top is the token of a name that its other words depend on.
func (w *run) top(i, end int) int {
	top := i
	for k := i; k < end; k++ {
		if h := w.tree.Head(k); h < i || h >= end {
			top = k
		}
	}
	return top
}

// hasArea reports whether one of the places of a name is an area.
func (w *run) hasArea(first int32) bool {
	for i := first; i >= 0; i = w.gaz.entries[i].next {
		if w.gaz.entries[i].level == doc.AreaLevel {
			return true
		}
	}
	return false
}

// choose takes one of the places with the same name; nil if nothing says which.
func (w *run) choose(first int32, end int) (*entry, string) {
	state, division := w.beside(end)
	var best *entry
	bestScore, rule := -1.0, ""
	for i := first; i >= 0; i = w.gaz.entries[i].next {
		e := &w.gaz.entries[i]
		score, why := w.rank(e, state, division)
		if e.vague && score < vagueNeeds {
			continue
		}
		if score > bestScore || score == bestScore && e.id < best.id {
			best, bestScore, rule = e, score, why
		}
	}
	if best != nil && best.level == doc.DivisionLevel {
		// "in Geneva" is the city, not its canton.
		for i := first; i >= 0; i = w.gaz.entries[i].next {
			if e := &w.gaz.entries[i]; e.level == doc.CityLevel && e.country == best.country && e.division == best.division {
				return e, rule
			}
		}
	}
	return best, rule
}

// Scores of places that are no cities. The ten digits of a population and all
// that the story can add are less than areaScore; a country or division beside
// the name is more.
const (
	areaScore     = 50
	divisionScore = 5.5
	vagueNeeds    = divisionScore + 1 // so that the story or the words beside have to say which
)

// rank scores a candidate: by the country or division beside it, by the
// countries of the story, and by its people on a logarithmic scale.
func (w *run) rank(e *entry, state string, division int32) (float64, string) {
	size := 0.0
	for p := e.population; p > 1; p /= 10 {
		size++
	}
	size += float64(e.population) / 1e9
	switch e.level {
	case doc.AreaLevel:
		size = areaScore
	case doc.DivisionLevel:
		size = divisionScore
	}
	if e.capital {
		size += 2
	}
	switch {
	case state != "" && e.country == state:
		return size + 100, "gazetteer, in the country named beside it"
	case w.liesIn(e, division):
		return size + 90, inDivision
	case e.country != "" && w.story[e.country] > 0:
		return size + 4 + float64(min(w.story[e.country], 9))/10, "gazetteer, in a country of the story"
	}
	if e.level == doc.AreaLevel {
		return size, "gazetteer, a region or place of this name"
	}
	return size, "gazetteer, the largest of the name"
}

// beside is the country named right after a place ("Tripoli, Lebanon", "the
// city of Tripoli in Lebanon") and the first gazetteer entry of the name there
// ("Moscow, Idaho"); empty and −1 if there is none.
func (w *run) beside(end int) (state string, division int32) {
	at := end
	if at < len(w.tree.Tokens) {
		switch w.tree.Tokens[at].Form {
		case ",", "in":
			at++
		default:
			return "", -1
		}
	}
	if at >= len(w.tree.Tokens) {
		return "", -1
	}
	if a, _ := w.state(at, lexicon.StateName); a != nil {
		state = a.Country
	}
	division, _ = w.longest(at)
	return state, division
}

// liesIn reports whether a place lies in a division among the entries from
// the given one on.
func (w *run) liesIn(e *entry, division int32) bool {
	for i := division; i >= 0; i = w.gaz.entries[i].next {
		d := &w.gaz.entries[i]
		if d.level == doc.DivisionLevel && e.level == doc.CityLevel && d.country == e.country && d.division == e.division {
			return true
		}
	}
	return false
}

// dateline reports whether the place opens the body as agencies do: "MOSCOW,
// March 2 (Reuters) —", "KYIV —".
func (w *run) dateline(s, i, end int) bool {
	sentence := &w.d.Sentences[s]
	body := w.d.Regions[doc.FieldText]
	if i != 0 || sentence.Span.Start-body.Start > 2 || sentence.Span.Start < body.Start {
		return false
	}
	if name := w.tree.Tokens[0].Form; name != strings.ToUpper(name) || len(name) < 3 {
		return false
	}
	for k := end; k < len(w.tree.Tokens) && k < end+14; k++ {
		switch w.tree.Tokens[k].Form {
		case "—", "–", "--", "-":
			return true
		}
	}
	return false
}
