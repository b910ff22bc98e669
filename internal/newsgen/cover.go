package newsgen

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
)

// cover writes what the press makes of one event: independent articles, an
// agency's text with its copies, perhaps a denial, an article about what it
// means, news in brief.
func (d *desk) cover() {
	h := d.happening()
	used := map[string]bool{}
	for range 1 + min(d.rand.IntN(4), d.rand.IntN(4)) {
		d.independent(h, used)
	}
	if d.chance(35) {
		d.agency(h, used)
	}
	if d.chance(8) {
		d.deny(h, used)
	}
	if d.chance(12) {
		d.followUp(h, used)
	}
	if d.chance(6) {
		d.brief(h, used)
	}
}

// outlet is one that has not written about the event yet.
func (d *desk) outlet(used map[string]bool) outlet {
	list := d.press.world.outlets
	for {
		if o := list[d.rand.IntN(len(list))]; !used[o.name] {
			used[o.name] = true
			return o
		}
	}
}

// later is some hours after the event.
func (d *desk) later(h *happening, hours int) time.Time {
	return h.day.Add(time.Duration(1+d.rand.IntN(hours))*time.Hour + time.Duration(d.rand.IntN(60))*time.Minute)
}

// independent is an article by somebody who was there or asked.
func (d *desk) independent(h *happening, used map[string]bool) {
	s := d.scene(h, d.later(h, 30))
	if d.chance(25) && s.n > 2 { // figures that do not agree
		s.n += 1 + d.rand.IntN(max(1, s.n/2))
	}
	o := d.outlet(used)
	dateline := ""
	if d.chance(30) {
		dateline = strings.ToUpper(h.city) + " — "
	}
	d.keep(d.news(h, s, o, dateline), "")
}

// agency is an agency's text and what others make of it.
func (d *desk) agency(h *happening, used map[string]bool) {
	wire := wires[d.rand.IntN(len(wires))]
	a := d.news(h, d.scene(h, d.later(h, 8)), wire, "")
	origin := fmt.Sprintf("wire-%d", d.number)
	lead := a.Paragraphs[0]
	credit := strings.ToUpper(h.city) + " (" + wire.name + ") — "
	for range 1 + d.rand.IntN(4) {
		d.keep(d.copied(a, lead, credit, wire, d.outlet(used)), origin)
	}
	a.Paragraphs[0] = credit + lead
	d.keep(a, origin)
}

// copied is an outlet's copy of an agency's text: whole, cut or reworded, with
// or without the credit.
func (d *desk) copied(a *Article, lead, credit string, wire, o outlet) *Article {
	c := *a
	c.Publisher, c.layout, c.Author, c.related = o.name, o.layout, "", nil
	c.Published = a.Published.Add(time.Duration(20+d.rand.IntN(1200)) * time.Minute)
	c.URL = "https://www." + o.host + c.Published.Format("/2006/01/02/") + slug(a.Title)
	c.Paragraphs = append([]string{lead}, a.Paragraphs[1:]...)
	switch d.rand.IntN(3) {
	case 1: // cut
		c.Paragraphs = c.Paragraphs[:max(4, len(c.Paragraphs)*(4+d.rand.IntN(5))/10)]
	case 2: // reworded
		for i := 1; i < len(c.Paragraphs); i++ {
			c.Paragraphs[i] = d.reword(c.Paragraphs[i])
		}
		i := 2 + d.rand.IntN(len(c.Paragraphs)-2)
		c.Paragraphs[1], c.Paragraphs[i] = c.Paragraphs[i], c.Paragraphs[1]
	}
	switch d.rand.IntN(4) {
	case 0:
		c.Paragraphs[0] = credit + lead
	case 1:
		c.Author = wire.name
	case 2:
		c.Paragraphs = append(c.Paragraphs, "Source: "+wire.name)
	}
	c.Told = told(&c)
	return &c
}

// told is what is left of what the first text told of.
func told(c *Article) []Told {
	var list []Told
	for _, t := range c.Told {
		if t.Sentence == c.Title || strings.Contains(c.Text(), t.Sentence) {
			list = append(list, t)
		}
	}
	return list
}

// synonyms is what a desk does to an agency's text to make it its own.
var synonyms = strings.NewReplacer(
	" people ", " persons ", " officials ", " authorities ", " talks ", " discussions ", " deal ", " pact ", " about ", " some ", " centre ", " middle ",
	" immediately ", " at once ", " evening ", " night ", " further ", " more ", " region", " area", " soldiers ", " troops ", " described ", " called ",
	" prices ", " costs ", " reporter ", " correspondent ", " government ", " cabinet ", " waited ", " stood waiting ", " near ", " close to ",
)

func (d *desk) reword(s string) string {
	if d.chance(35) {
		return s
	}
	return strings.TrimSpace(synonyms.Replace(s + " "))
}

// deny is an article in which one side says that it was not so.
func (d *desk) deny(h *happening, used map[string]bool) {
	s := d.scene(h, h.day.Add(26*time.Hour))
	w := d.begin(h, s, d.outlet(used))
	w.article.Event = h.id + "-denied"
	w.title("deny.head")
	w.paragraph(w.tells(w.say("deny.lead"), "REJECT", "A", ""))
	w.paragraph(w.say("quote.direct"))
	w.body(lengths[d.rand.IntN(6)])
	d.keep(w.article, "")
}

// followUp says on a later day what it means.
func (d *desk) followUp(h *happening, used map[string]bool) {
	s := d.scene(h, h.day.Add(time.Duration(30+d.rand.IntN(200))*time.Hour))
	w := d.begin(h, s, d.outlet(used))
	w.article.Event = h.id
	w.title("follow.head")
	w.paragraph(w.say("back.views"), w.say("back.history"))
	w.paragraph(w.lead(h.matter.name + ".lead"))
	w.body(lengths[6+d.rand.IntN(6)])
	d.keep(w.article, "")
}

// brief tells of two events in a few lines.
func (d *desk) brief(h *happening, used map[string]bool) {
	near := d.happening()
	near.day = h.day
	s := d.scene(h, h.day.Add(12*time.Hour))
	w := d.begin(h, s, d.outlet(used))
	w.title("round.head")
	w.paragraph(w.lead(h.matter.name + ".lead"))
	v := d.begin(near, d.scene(near, s.published), outlet{})
	w.paragraph(v.lead(near.matter.name + ".lead"))
	w.article.Told = append(w.article.Told, v.article.Told...)
	w.paragraph(w.say("back.people"))
	d.keep(w.article, "")
}

// other is an article about sport, markets, culture or the weather.
func (d *desk) other(kind string) {
	h := d.happening()
	s := d.scene(h, d.later(h, 20))
	w := d.begin(h, s, d.outlet(map[string]bool{}))
	w.title(kind + ".head")
	w.paragraph(w.say(kind + ".lead"))
	for words := lengths[d.rand.IntN(7)]; w.words < words; {
		w.paragraph(w.say(kind+".more"), w.say(kind+".more"), w.say("back.people"))
	}
	d.keep(w.article, "")
}

// foreign is an article in another language.
func (d *desk) foreign() {
	h := d.happening()
	s := d.scene(h, d.later(h, 20))
	w := d.begin(h, s, d.outlet(map[string]bool{}))
	w.article.Language = [...]string{"es", "fr", "de"}[d.rand.IntN(3)]
	rule := "foreign." + w.article.Language
	w.title(rule)
	for range 3 + d.rand.IntN(8) {
		w.paragraph(w.say(rule), w.say(rule))
	}
	d.keep(w.article, "")
}

// Brief is news in brief of a day by its number alone: so many events between so
// many pairs of states, a sentence each. It is what a large record is filled with.
// The day is that of the article numbered so of so many, which come in the order of
// time over all the days of the press.
func (p *Press) Brief(number, of uint64, events int) *Article {
	d := &desk{press: p, rand: rand.New(rand.NewPCG(^p.opts.Seed, number)), number: number}
	first := d.happening()
	first.day = p.opts.Since.AddDate(0, 0, int(number*uint64(p.opts.Days)/of)).Add(first.day.Sub(first.day.Truncate(24 * time.Hour)))
	s := d.scene(first, first.day.Add(12*time.Hour))
	w := d.begin(first, s, d.outlet(map[string]bool{}))
	w.article.Number = int(number)
	w.title("round.head")
	w.article.URL += fmt.Sprintf("-%d", number)
	w.paragraph(w.lead(first.matter.name + ".lead"))
	for range events - 1 {
		h := d.happening()
		h.day = first.day
		v := &writing{teller: d.teller(d.scene(h, s.published)), article: w.article, event: h}
		w.paragraph(v.lead(h.matter.name + ".lead"))
	}
	return w.article
}
