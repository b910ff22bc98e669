package newsgen

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"
)

// matter is one kind of event; grammar.txt has its rules under the same name.
type matter struct {
	name    string
	kind    string // what a coder may rightly call it
	alone   bool   // it has no recipient
	foreign bool   // it happens in a city of the other side
	least   int    // of the number {n}
	most    int
	weight  int
}

var matters = []matter{
	{"strike", "ASSAULT", false, true, 2, 40, 10},
	{"clash", "ASSAULT", false, true, 2, 15, 6},
	{"bomb", "ASSAULT", true, false, 2, 30, 7},
	{"protest", "PROTEST", true, false, 200, 9000, 10},
	{"arrest", "COERCE", true, false, 2, 60, 7},
	{"talks", "CONSULT", false, true, 2, 9, 12},
	{"deal", "AGREE", false, true, 2, 9, 7},
	{"sanction", "SANCTION", false, false, 2, 40, 6},
	{"expel", "SANCTION", false, false, 2, 19, 4},
	{"accuse", "ACCUSE", false, false, 2, 9, 9},
	{"urge", "REQUEST", false, false, 2, 9, 8},
	{"threat", "THREATEN", false, false, 2, 9, 5},
	{"aid", "AID", false, true, 20, 900, 4},
	{"deploy", "MOBILIZE", true, false, 200, 9000, 4},
	{"free", "RETREAT", false, false, 2, 80, 3},
	{"truce", "RETREAT", false, true, 2, 9, 3},
	{"resign", "RETREAT", true, false, 2, 9, 3},
	{"vote", "COERCE", true, false, 2, 9, 3},
}

// reactions are the rules of what others do about it: the type, and by letter
// of the scene who does it to whom.
var reactions = []struct{ rule, kind, actor, recipient string }{
	{"react.condemn", "ACCUSE", "C", "A"},
	{"react.urge", "REQUEST", "C", "A"},
	{"react.support", "SUPPORT", "D", "B"},
	{"react.call", "CONSULT", "C", "B"},
	{"react.summon", "ACCUSE", "B", "A"},
	{"react.deny", "REJECT", "A", ""},
	{"react.plan", "CONSULT", "C", "A"},
	{"react.if", "THREATEN", "B", "A"},
	{"react.reject", "REJECT", "A", "C"},
}

// happening is one event.
type happening struct {
	id     string
	matter *matter
	a, b   *land
	city   string
	day    time.Time
	n      int
	target string
	arms   string
}

// desk writes the articles of one group.
type desk struct {
	press    *Press
	rand     *rand.Rand
	number   uint64
	events   int
	articles []*Article
}

var arms = []string{"warplanes", "drones", "jets", "missiles", "rockets"}

func (d *desk) chance(percent int) bool { return d.rand.IntN(100) < percent }

func (d *desk) happening() *happening {
	sum := 0
	for i := range matters {
		sum += matters[i].weight
	}
	n, m := d.rand.IntN(sum), &matters[0]
	for i := range matters {
		m = &matters[i]
		if n -= m.weight; n < 0 {
			break
		}
	}
	h := &happening{matter: m, arms: arms[d.rand.IntN(len(arms))]}
	h.a, h.b = d.press.world.pair(d.rand)
	h.day = d.press.opts.Since.AddDate(0, 0, d.rand.IntN(d.press.opts.Days)).Add(time.Duration(5+d.rand.IntN(14)) * time.Hour)
	h.city, h.n = d.city(h), m.least+d.rand.IntN(m.most-m.least)
	h.target = d.teller(d.scene(h, h.day)).pick(m.name + ".target")
	d.events++
	h.id = fmt.Sprintf("%s-%d-%d", m.name, d.number, d.events)
	return h
}

// city is one of the land where it happens, its capital among them.
func (d *desk) city(h *happening) string {
	l := h.a
	if h.matter.foreign {
		l = h.b
	}
	if n := d.rand.IntN(len(l.cities) + 1); n < len(l.cities) {
		return l.cities[n]
	}
	return l.capital
}

// scene is a happening as it is told at a time, with two that look on.
func (d *desk) scene(h *happening, published time.Time) *scene {
	s := &scene{city: h.city, target: h.target, arms: h.arms, n: h.n, published: published, when: "on " + h.day.Weekday().String()}
	switch days := int(published.Sub(h.day).Hours() / 24); {
	case days > 5:
		s.when = "on " + fmt.Sprintf("%d %s", h.day.Day(), h.day.Month())
	case d.chance(15):
		s.when = "early on " + h.day.Weekday().String()
	}
	lands := []*land{h.a, h.b}
	for len(lands) < len(s.parties) {
		if l := d.press.world.land(d.rand); !slices.Contains(lands, l) {
			lands = append(lands, l)
		}
	}
	for i, l := range lands {
		s.parties[i] = l.party(d.rand, h.day)
	}
	return s
}

func (d *desk) teller(s *scene) *teller {
	return &teller{press: d.press, rand: d.rand, scene: s, used: map[*rule]uint64{}}
}

// pick is one way to say a rule as it stands, for the inside of a sentence.
func (t *teller) pick(name string) string {
	t.buf = t.buf[:0]
	t.rule(t.press.grammar.rules[name])
	return string(t.buf)
}

// writing is an article that is being written.
type writing struct {
	*teller
	article *Article
	event   *happening
	words   int
}

// begin opens an article of an outlet.
func (d *desk) begin(h *happening, s *scene, o outlet) *writing {
	a := &Article{
		Publisher: o.name, Published: s.published.Truncate(time.Minute), Language: "en", layout: o.layout,
		URL: "https://www." + o.host + s.published.Format("/2006/01/02/"),
	}
	w := &writing{teller: d.teller(s), article: a, event: h}
	if d.chance(70) {
		a.Author = w.say("byline")
	}
	return w
}

// title sets the headline and what the address says.
func (w *writing) title(rule string) {
	w.article.Title = strings.NewReplacer(" a ", " ", " the ", " ", " an ", " ").Replace(w.say(rule))
	w.article.URL += slug(w.article.Title)
}

// slug is the words of a title for an address.
func slug(title string) string {
	b := make([]byte, 0, len(title))
	for i := range len(title) {
		switch c := title[i]; {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
			b = append(b, c)
		case c >= 'A' && c <= 'Z':
			b = append(b, c+'a'-'A')
		case len(b) > 0 && b[len(b)-1] != '-':
			b = append(b, '-')
		}
	}
	return strings.Trim(string(b), "-")
}

// paragraph adds sentences.
func (w *writing) paragraph(sentences ...string) {
	p := strings.Join(sentences, " ")
	w.words += strings.Count(p, " ") + 1
	w.article.Paragraphs = append(w.article.Paragraphs, p)
}

// tells notes that a sentence tells of something.
func (w *writing) tells(sentence, kind, actor, recipient string) string {
	code := func(letter string) string {
		if letter == "" {
			return ""
		}
		return w.scene.parties[letter[0]-'A'].land.code
	}
	w.article.Told = append(w.article.Told, Told{sentence, kind, code(actor), code(recipient)})
	return sentence
}

// lead tells of the event of the article.
func (w *writing) lead(rule string) string {
	recipient := "B"
	if w.event.matter.alone {
		recipient = ""
	}
	return w.tells(w.say(rule), w.event.matter.kind, "A", recipient)
}

// lengths are the words that articles aim at; their mean is about 600.
var lengths = []int{140, 280, 380, 450, 500, 550, 600, 650, 700, 800, 950, 1200}

// news writes a whole article about an event.
func (d *desk) news(h *happening, s *scene, o outlet, dateline string) *Article {
	w := d.begin(h, s, o)
	w.article.Event = h.id
	w.title(h.matter.name + ".head")
	recipient := "B"
	if h.matter.alone {
		recipient = ""
	}
	w.tells(w.article.Title, h.matter.kind, "A", recipient)
	w.paragraph(dateline + w.lead(h.matter.name+".lead"))
	w.paragraph(w.say(h.matter.name+".detail"), w.say("back.people"))
	w.paragraph(w.say("quote.direct"))
	w.react()
	w.body(lengths[d.rand.IntN(len(lengths))])
	return w.article
}

func (w *writing) react() {
	r := reactions[w.rand.IntN(len(reactions))]
	w.paragraph(w.tells(w.say(r.rule), r.kind, r.actor, r.recipient), w.say("back.views"))
}

// body goes on until the article has so many words.
func (w *writing) body(words int) {
	for w.words < words {
		switch n := w.rand.IntN(100); {
		case n < 20:
			w.paragraph(w.say("quote.direct"))
		case n < 38:
			w.paragraph(w.say("quote.indirect"), w.say("back.views"))
		case n < 48:
			w.react()
		case n < 54:
			w.paragraph(w.say(w.event.matter.name+".detail"), w.say("quote.indirect"))
		case n < 68:
			w.paragraph(w.say("back.history"), w.say("back.views"), w.say("back.people"))
		case n < 84:
			w.paragraph(w.say("back.people"), w.say("back.people"))
		case n < 94:
			w.paragraph(w.say("back.money"), w.say("back.money"))
		default:
			w.paragraph(w.say("back.views"), w.say("back.history"))
		}
	}
}

// keep puts an article among those of the group.
func (d *desk) keep(a *Article, origin string) {
	a.Origin = origin
	if origin == "" {
		a.Origin = fmt.Sprintf("text-%d-%d", d.number, len(d.articles))
	}
	a.related = d.related(a.Published)
	d.articles = append(d.articles, a)
}

// related is headlines about something else, for the foot of a page.
func (d *desk) related(day time.Time) []string {
	h := &happening{matter: &matters[d.rand.IntN(len(matters))], arms: arms[0], n: 7, day: day, target: "the border"}
	h.a, h.b = d.press.world.pair(d.rand)
	h.city = d.city(h)
	t := d.teller(d.scene(h, day))
	var list []string
	for range 4 {
		list = append(list, t.say(matters[d.rand.IntN(len(matters))].name+".head"))
	}
	return list
}
