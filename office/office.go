// Package office finds what articles tell of changes of office: "Iran named X
// foreign minister", "Energy Minister Y resigned". It reads Sentences, Tokens
// with their trees, Mentions, Entities, Times and Published of a coded
// doc.Document and the lexicon, and changes nothing: what it finds is proposed
// to people as lines of the lexicon, never applied.
//
// It is careful rather than complete. A verb of appointing or leaving must have
// the person, by name, as its subject or object, and the office in its own
// phrase or title; what is negated, planned, asked for or only possible is
// passed over.
package office

import (
	"strings"

	"casus/doc"
	"casus/lexicon"
	"casus/tree"
	"casus/ud"
)

// Change is one change of office that a sentence tells of.
type Change struct {
	Actor    string   // id of the person in the lexicon; empty when not in it
	Name     string   // the fullest name that the article gives
	Country  string   // of the office; empty when the article does not say
	Sector   string   // of the office; empty when not known
	Office   string   // key of en/offices.tsv
	Left     bool     // the office was left, not taken
	Day      doc.Date // when the sentence says it happened, else of publication; zero if neither is known
	Sentence int32    // index in Document.Sentences
}

// part is what somebody is to a verb of changing office.
type part uint8

const (
	takesIt  part = 1 << iota // the subject takes it: became
	givenIt                   // the object, or the passive subject, is given it: named
	leavesIt                  // the subject leaves it: resigned
	losesIt                   // the object, or the passive subject, loses it: dismissed
)

// verbs are the verbs of changing office, by lemma, with their particle where
// they need one.
var verbs = map[string]part{
	"name": givenIt, "appoint": givenIt, "reappoint": givenIt, "elect": givenIt, "choose": givenIt, "swear": givenIt, "inaugurate": givenIt,
	"install": givenIt, "confirm": givenIt, "promote": givenIt,
	"become": takesIt, "succeed": takesIt, "replace": takesIt, "take over": takesIt, "take office": takesIt,
	"resign": leavesIt, "quit": leavesIt, "step down": leavesIt, "stand down": leavesIt, "step aside": leavesIt,
	"dismiss": losesIt, "fire": losesIt, "sack": losesIt, "oust": losesIt, "remove": losesIt, "depose": losesIt,
}

// offices are the keys of en/offices.tsv that are offices of one holder or few,
// beside all that end in "minister". Members of parliaments are too many, and
// "officials" and "analysts" hold none.
var offices = set(`president vice-president chancellor vice-chancellor king queen emperor sultan emir crown-prince supreme-leader pope spokesman
press-secretary military-spokesman governor mayor ambassador special-envoy envoy-un speaker army-chief chief-of-staff commander spy-chief
national-security-adviser central-bank-governor chief-justice attorney-general prosecutor police-chief secretary-general director high-commissioner
party-leader opposition-leader election-chief ombudsman`)

func set(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}

// Find appends the changes of office that a document tells of to dst, in the
// order of the text.
func Find(dst []Change, d *doc.Document, lex *lexicon.Lexicon) []Change {
	f := finder{d: d, lex: lex, found: dst}
	m := 0
	for s := range d.Sentences {
		from := m
		for m < len(d.Mentions) && d.Mentions[m].Head < d.Sentences[s].End {
			m++
		}
		if b := d.Sentences[s].Block; b >= 0 && int(b) < len(d.Blocks) && !d.Blocks[b].Kind.Coded() {
			continue
		}
		f.tree.Reset(d, s)
		f.mentions = d.Mentions[from:m]
		for i := range f.tree.Tokens {
			if f.tree.Tokens[i].UPOS == ud.VERB {
				f.verb(i)
			}
		}
	}
	return f.found
}

// finder is the state of one Find.
type finder struct {
	d        *doc.Document
	lex      *lexicon.Lexicon
	tree     tree.Tree
	mentions []doc.Mention // of the sentence
	matches  []lexicon.Match
	found    []Change
}

// verb reads the clause of the verb i.
func (f *finder) verb(i int) {
	p := f.partOf(i)
	if p == 0 || f.open(i) {
		return
	}
	passive := f.tree.Passive(i)
	subject, object := f.tree.Child(i, ud.Nsubj, ud.NsubjPass), f.tree.Child(i, ud.Obj)
	who := subject
	if (p == givenIt || p == losesIt) && !passive {
		who = object
	}
	if p&(takesIt|leavesIt) != 0 && passive {
		return // "was replaced by": who came is an oblique, and may be anybody
	}
	if who < 0 {
		return
	}
	if f.tree.Rel(i) == ud.AclRelcl && f.tree.Tokens[who].UPOS == ud.PRON && f.tree.Head(i) >= 0 {
		who = f.tree.Head(i) // "the minister, who resigned"
	}
	title, country := f.officeUnder(i, who, subject)
	m := f.person(who)
	if m == nil && p == givenIt && title == who {
		m = f.personUnder(who) // "appointed Wanjiru Odhiambo defence minister" as one phrase
	}
	if m == nil {
		return
	}
	e := &f.d.Entities[m.Entity]
	c := Change{Actor: e.Actor, Name: f.name(m), Country: country, Left: p&(leavesIt|losesIt) != 0, Day: f.day(), Sentence: int32(f.tree.Index)}
	if title >= 0 {
		c.Office, c.Sector = f.office(title)
	} else if c.Left {
		c.Office, c.Sector = f.titleOf(m)
	}
	if c.Country == "" || c.Left && title < 0 {
		c.Country = e.Country
	}
	f.settle(&c)
}

// partOf is what the verb i says of an office, 0 if nothing.
func (f *finder) partOf(i int) part {
	lemma := strings.ToLower(f.tree.Lemma(i))
	for _, k := range f.tree.Children(i) {
		if r := f.tree.Rel(int(k)); r == ud.CompoundPrt || r == ud.Advmod || r == ud.Obj {
			if p := verbs[lemma+" "+strings.ToLower(f.tree.Lemma(int(k)))]; p != 0 {
				return p
			}
		}
	}
	return verbs[lemma]
}

// open reports whether the clause leaves open that it happened: negation, a
// modal, an infinitive, a condition.
func (f *finder) open(i int) bool {
	for _, k := range f.tree.Children(i) {
		switch lemma := strings.ToLower(f.tree.Lemma(int(k))); f.tree.Rel(int(k)) {
		case ud.Advmod:
			if lemma == "not" || lemma == "never" || lemma == "n't" {
				return true
			}
		case ud.Aux:
			if lemma != "have" && lemma != "be" && lemma != "do" {
				return true
			}
		case ud.Mark:
			if lemma != "that" && lemma != "after" && lemma != "when" && lemma != "since" && lemma != "as" && lemma != "because" && lemma != "while" {
				return true
			}
		}
	}
	return false
}

// person is the mention of somebody that has the token i in it, by name or by
// a pronoun for a name; nil if there is none.
func (f *finder) person(i int) *doc.Mention {
	at := f.tree.Base + int32(i)
	for k := range f.mentions {
		m := &f.mentions[k]
		if m.Entity == doc.None || m.First > at || at >= m.End {
			continue
		}
		if e := &f.d.Entities[m.Entity]; e.Kind == doc.PersonEntity && !e.Anonymous && !e.Plural && strings.Contains(e.Name, " ") {
			return m
		}
	}
	return nil
}

// name is the fullest name of the person of a mention. Where the article has
// it only as one phrase with what follows ("Wanjiru Odhiambo defence minister"),
// it is the words that the model took for a person.
func (f *finder) name(m *doc.Mention) string {
	full := f.d.Entities[m.Entity].Name
	for _, n := range f.d.Names {
		if n.Kind != doc.Person || n.First < m.First || n.End > m.End {
			continue
		}
		words := f.d.Text[f.d.Tokens[n.First].Span.Start:f.d.Tokens[n.End-1].Span.End]
		if strings.HasPrefix(full, words+" ") && strings.Contains(words, " ") {
			return words
		}
	}
	return full
}

// personUnder is the first person named in the phrase of the token i.
func (f *finder) personUnder(i int) *doc.Mention {
	first, last := f.tree.Extent(i)
	for k := first; k <= last; k++ {
		if m := f.person(k); m != nil {
			return m
		}
	}
	return nil
}

// officeUnder is the head of the phrase in the clause of the verb i that names
// an office, −1 if there is none, and the country that the office is of: that
// of its phrase, else of the subject.
func (f *finder) officeUnder(i, who, subject int) (title int, country string) {
	title = -1
	for _, k := range f.tree.Children(i) {
		k := int(k)
		if k < i && k != who {
			continue
		}
		switch f.tree.Rel(k) {
		case ud.Xcomp, ud.Obj, ud.OblUnmarked, ud.Dep:
		case ud.Obl:
			if f.tree.Marker(k) != "as" {
				continue
			}
		default:
			continue
		}
		if m := f.person(k); m != nil && m.Kind != doc.NominalMention {
			continue
		}
		if key, _ := f.office(k); key != "" {
			title = k
		}
	}
	if title < 0 {
		return -1, ""
	}
	first, last := f.tree.Extent(title)
	if country = f.countryIn(first, last); country == "" && subject >= 0 && subject != who {
		first, last = f.tree.Extent(subject)
		country = f.countryIn(first, last)
	}
	return title, country
}

// countryIn is the first country that a mention in the tokens first to last has
// and that is not only the holder's.
func (f *finder) countryIn(first, last int) string {
	for k := range f.mentions {
		m := &f.mentions[k]
		if at := int(m.Head - f.tree.Base); at < first || last < at || m.Entity == doc.None {
			continue
		}
		if e := &f.d.Entities[m.Entity]; e.Country != "" {
			return e.Country
		}
	}
	return ""
}

// office is the key and sector of the office whose words have the token i in
// them; empty if there is none, or if it is a former, deputy or future one.
func (f *finder) office(i int) (key, sector string) {
	t := f.tree.Tokens
	for k := max(i-5, 0); k <= i; k++ {
		f.matches = f.lex.Match(f.matches[:0], f.d.Text, t[k].Span.Start)
		for _, m := range f.matches {
			a := m.Alias
			if a.Kind != lexicon.OfficeWords || a.Plural || m.End < t[i].Span.End {
				continue
			}
			key := strings.TrimPrefix(a.Key, "acting-")
			if !offices[key] && key != "minister" && !strings.HasSuffix(key, "-minister") || k > 0 && lesser[strings.ToLower(t[k-1].Form)] {
				return "", ""
			}
			return key, a.Sector
		}
	}
	return "", ""
}

// lesser are words before an office that make it another.
var lesser = set("deputy assistant former ex then shadow junior vice future would-be interim-deputy honorary outgoing")

// titleOf is the office in the words of a mention: "Energy Minister Oleh
// Petrenko".
func (f *finder) titleOf(m *doc.Mention) (key, sector string) {
	for at := m.First; at < m.End; at++ {
		if key, sector = f.office(int(at - f.tree.Base)); key != "" {
			return key, sector
		}
	}
	return "", ""
}

// day is the day that the sentence gives, else that of publication. A day after
// it is not taken: nobody has the office yet.
func (f *finder) day() doc.Date {
	published := f.d.Published.Date
	for i := range f.d.Times {
		t := &f.d.Times[i]
		if t.Sentence == int32(f.tree.Index) && !t.From.IsZero() && t.To.IsZero() && t.Precision != doc.ByWeek && (published.IsZero() || !published.Before(t.From)) {
			return t.From
		}
	}
	return published
}

// settle takes the change in, unless the lexicon knows it already.
func (f *finder) settle(c *Change) {
	a := f.lex.Actor(c.Actor)
	if a != nil && c.Left && c.Office == "" {
		if role, ok := a.On(c.Day); ok && role.To.IsZero() {
			c.Office, c.Country, c.Sector = role.Office, role.Country, role.Sector
		}
	}
	if c.Office == "" || a != nil && known(a, c) {
		return
	}
	f.found = append(f.found, *c)
}

// nearDays is by how many days an article and the lexicon may differ on the day
// of one change.
const nearDays = 60

// known reports whether a role of the lexicon says what the change says.
func known(a *lexicon.Actor, c *Change) bool {
	for i := range a.Roles {
		r := &a.Roles[i]
		if r.Office != c.Office || c.Country != "" && r.Country != c.Country {
			continue
		}
		if !c.Left && (r.Covers(c.Day) || near(r.From, c.Day)) || c.Left && near(r.To, c.Day) {
			return true
		}
	}
	return false
}

// near reports whether two dates may be so near, whatever days of their months
// or years they mean.
func near(a, b doc.Date) bool {
	if a.IsZero() || b.IsZero() {
		return false
	}
	firstA, lastA := bounds(a)
	firstB, lastB := bounds(b)
	return firstA-lastB <= nearDays && firstB-lastA <= nearDays
}

// bounds is the first and the last day that a date may mean, as
// doc.Date.Days counts.
func bounds(d doc.Date) (first, last int) {
	switch {
	case d.Month == 0:
		return doc.Date{Year: d.Year, Month: 1, Day: 1}.Days(), doc.Date{Year: d.Year, Month: 12, Day: 31}.Days()
	case d.Day == 0:
		d.Day = 1
		return d.Days(), d.Days() + 30
	}
	return d.Days(), d.Days()
}
