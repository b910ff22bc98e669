package speech

import (
	"strings"

	"casus/doc"
	"casus/lexicon"
	"casus/span"
	"casus/ud"
)

// subject is the token of who says, −1 where nobody is named: the subject, or
// that of the verb which this one hangs on ("…, adding that").
func (r *run) subject(i int, passive bool) int {
	t := &r.tree
	if passive {
		return t.Child(i, ud.OblAgent)
	}
	for steps := 0; i >= 0 && steps < 8; steps++ {
		if k := t.Child(i, ud.Nsubj, ud.NsubjOuter); k >= 0 {
			return r.named(i, k)
		}
		if k := t.Child(i, ud.NsubjPass); k >= 0 && steps > 0 {
			return k
		}
		switch t.Rel(i) {
		case ud.Acl:
			if i == 0 || t.Tokens[i-1].Form != "," || t.Tokens[i].XPOS != ud.VBG {
				return t.Head(i)
			}
			i = t.Clause(t.Head(i)) // "told the media, saying": not the media says it
		case ud.Advcl:
			if h := t.Head(i); t.Mark(i) == "as" && (t.Lemma(h) == "cite" || t.Lemma(h) == "quote") {
				return t.Child(h, ud.Obj, ud.NsubjPass) // "cited officials as saying"
			}
			if x := t.Tokens[i].XPOS; x == ud.VBD || x == ud.VBZ || x == ud.VBP {
				return -1 // a finite clause has a subject of its own, which the tree lost
			}
			i = t.Head(i)
		case ud.Conj, ud.Xcomp, ud.AdvclRelcl:
			i = t.Head(i)
		case ud.Parataxis, ud.Ccomp:
			if t.Tokens[i].XPOS != ud.VBG {
				return -1
			}
			i = t.Head(i)
		default:
			return -1
		}
	}
	return -1
}

// named is the subject k of verb i, or a second one where the tree has an article
// for the first: "The daily El Litoral reported".
func (r *run) named(i, k int) int {
	t := &r.tree
	if t.Tokens[k].UPOS != ud.DET {
		return k
	}
	for _, c := range t.Children(i) {
		if t.Rel(int(c)) == ud.Nsubj && int(c) > k && int(c) < i {
			return int(c)
		}
	}
	return k
}

// cannotSpeak reports whether a subject that the tree gives is none: it stands
// inside the words that are said, or is an expression of time.
func (r *run) cannotSpeak(s *doc.Statement, subject, cue int) bool {
	tok := &r.tree.Tokens[subject]
	if s.Content.Contains(tok.Span) && !s.Content.Contains(r.tree.Tokens[cue].Span) {
		return true
	}
	return r.timeWord(subject)
}

func (r *run) timeWord(token int) bool { return r.d.TimeAt(r.tree.Base+int32(token)) != doc.None }

// reach is how many tokens beside a verb of saying its speaker may begin.
const reach = 8

// beside finds the speaker next to the verb where the tree does not show one:
// after it ("…," said Beverly Ochieng of Control Risks) or before it. Titles
// and apposition may stand between. After a verb of telling stands who was told.
func (r *run) beside(s *doc.Statement, i int, tells bool) int {
	t := &r.tree
	if k := r.sayingSubject(s, i); k >= 0 {
		return k
	}
	best := -1
	for k := i + 1; k < len(t.Tokens) && k <= i+reach && !tells; k++ {
		tok := &t.Tokens[k]
		if tok.UPOS == ud.PUNCT || tok.UPOS == ud.VERB || tok.UPOS == ud.ADP || s.Content.Contains(tok.Span) {
			break
		}
		if r.speaks(k) && !r.timeWord(k) {
			best = k
		}
	}
	if best >= 0 {
		return best
	}
	for k := i - 1; k >= 0 && k >= i-reach; k-- {
		tok := &t.Tokens[k]
		if tok.UPOS == ud.VERB || tok.UPOS == ud.SCONJ || s.Content.Contains(tok.Span) {
			break
		}
		if r.speaks(k) && !r.timeWord(k) {
			return r.described(k)
		}
	}
	return -1
}

// sayingSubject is the subject of the verb before ", saying" at token i whose
// words the tree made the main clause; −1 if i is no such participle.
func (r *run) sayingSubject(s *doc.Statement, i int) int {
	t := &r.tree
	if i < 2 || t.Tokens[i].XPOS != ud.VBG || t.Tokens[i-1].Form != "," {
		return -1
	}
	for k := i - 2; k >= 0; k-- {
		if s.Content.Contains(t.Tokens[k].Span) {
			return -1
		}
		switch t.Tokens[k].XPOS {
		case ud.VBD, ud.VBZ, ud.VBP:
			return t.Child(k, ud.Nsubj)
		}
	}
	return -1
}

// described is the person whom the words up to token k describe: the name and a
// comma stand before them, and no verb between ("Ana Kovac, head of the
// ministry's press office, said"); k itself if there is none.
func (r *run) described(k int) int {
	t := &r.tree
	for i := k - 1; i > 0; i-- {
		switch t.Tokens[i].XPOS {
		case ud.VBD, ud.VBZ, ud.VBP, ud.MD, ud.VBG:
			return k
		}
		if t.Tokens[i].Form != "," {
			continue
		}
		if m := r.covering(i - 1); m != doc.None && r.d.Mentions[m].Kind == doc.NameMention {
			return int(r.d.Mentions[m].Head - t.Base)
		}
	}
	return k
}

// speaks reports whether somebody is mentioned at the token.
func (r *run) speaks(token int) bool {
	if r.mentionAt(token) != doc.None {
		return true
	}
	return r.tree.Tokens[token].UPOS == ud.PRON && r.tree.Tokens[token].XPOS == ud.PRP
}

// speaker is the mention at a token, the first one of a coordination. Where
// package actor saw nobody, the noun phrase itself becomes a mention.
func (r *run) speaker(token int) doc.Ref {
	t := &r.tree
	if m := r.oneOf(token); m != doc.None {
		return doc.Ref{Mention: m, Entity: r.d.Mentions[m].Entity}
	}
	if m := r.outletNamed(token); m != doc.None {
		return doc.Ref{Mention: m, Entity: r.d.Mentions[m].Entity}
	}
	if m := r.mentionAt(token); m != doc.None {
		ref := doc.Ref{Mention: m, Entity: r.d.Mentions[m].Entity}
		if r.d.Mentions[m].Kind == doc.PronounMention {
			ref.Entity = r.whoIsIt(token, ref.Entity)
		}
		return ref
	}
	for _, k := range t.Children(token) {
		if rel := t.Rel(int(k)); rel == ud.Flat || rel == ud.Compound || rel == ud.NmodDesc || rel == ud.Appos {
			if m := r.mentionAt(int(k)); m != doc.None && r.d.Mentions[m].Kind == doc.NameMention {
				return doc.Ref{Mention: m, Entity: r.d.Mentions[m].Entity}
			}
		}
	}
	if voices[t.Lemma(token)] {
		if m := r.owner(token); m != doc.None && r.d.Mentions[m].Entity != doc.None {
			return doc.Ref{Mention: m, Entity: r.d.Mentions[m].Entity}
		}
	}
	switch t.Tokens[token].UPOS {
	case ud.NOUN, ud.PROPN, ud.NUM, ud.ADJ:
		if m := r.covering(token); m != doc.None {
			return doc.Ref{Mention: m, Entity: r.d.Mentions[m].Entity}
		}
		return r.newSpeaker(token)
	}
	return doc.NoRef
}

// oneOf is the name behind "one of the authors, Vasily Gatov,", None if there is
// none.
func (r *run) oneOf(token int) int32 {
	t := &r.tree
	if t.Lemma(token) != "one" {
		return doc.None
	}
	if h := t.Head(token); h >= 0 {
		for _, k := range t.Children(h) { // the tree may take the name for a second subject
			if m := r.mentionAt(int(k)); t.Rel(int(k)) == ud.Nsubj && int(k) > token && m != doc.None && r.d.Mentions[m].Kind == doc.NameMention {
				return m
			}
		}
	}
	for _, top := range [...]int{token, t.Child(token, ud.Nmod)} {
		if top < 0 {
			continue
		}
		for _, k := range t.Children(top) {
			if m := r.mentionAt(int(k)); t.Rel(int(k)) == ud.Appos && m != doc.None && r.d.Mentions[m].Kind == doc.NameMention {
				return m
			}
		}
	}
	return doc.None
}

// nearSpeech is how many sentences back "he said" looks for the last speaker.
const nearSpeech = 2

// whoIsIt decides for whom a pronoun before a verb of saying stands. In news it
// is the one who spoke last, unless somebody else was named as a subject since.
func (r *run) whoIsIt(token int, resolved int32) int32 {
	t, d := &r.tree, r.d
	lemma := t.Lemma(token)
	if lemma != "he" && lemma != "she" {
		return resolved
	}
	for i := len(d.Statements) - 1; i >= 0; i-- {
		st := &d.Statements[i]
		if int(st.Sentence) < t.Index-nearSpeech {
			break
		}
		e := st.Speaker.Entity
		if e == doc.None || st.Speaker.Mention == doc.None || d.Entities[e].Plural || r.nested(st) {
			continue
		}
		if head := d.Tokens[d.Mentions[st.Speaker.Mention].Head].Lemma; papers[head] || voices[head] || outlets[head] {
			continue // no man and no woman
		}
		if k := d.Entities[e].Kind; k != doc.PersonEntity && k != doc.GenericEntity {
			continue
		}
		if int(st.Sentence) == t.Index && d.Mentions[st.Speaker.Mention].Head > t.Base+int32(token) {
			continue
		}
		if !r.namedSince(st, token) {
			return e
		}
		if opener := r.opener(token); opener != doc.None {
			return opener
		}
		break
	}
	return resolved
}

// nested reports whether the verb of saying of a statement stands inside a
// quotation: its speaker is somebody of whom the one who is quoted tells.
func (r *run) nested(st *doc.Statement) bool {
	if st.Cue == doc.None {
		return false
	}
	at := r.d.Tokens[st.Cue].Span
	for _, q := range r.quotes {
		if q.inside.Contains(at) {
			return true
		}
	}
	return false
}

// opener is the person whose name opens the sentence before the token, None if
// there is none: the likeliest "he" of the clauses behind.
func (r *run) opener(token int) int32 {
	d := r.d
	first := d.Sentences[r.tree.Index].First
	for m := range d.Mentions {
		x := &d.Mentions[m]
		if x.First == first && x.Kind == doc.NameMention && x.Entity != doc.None && d.Entities[x.Entity].Kind == doc.PersonEntity && x.Head < r.tree.Base+int32(token) {
			return x.Entity
		}
	}
	return doc.None
}

// namedSince reports whether another person became the subject of a clause
// between the speaker of a statement and the token.
func (r *run) namedSince(st *doc.Statement, token int) bool {
	d := r.d
	from := d.Mentions[st.Speaker.Mention].Head
	for m := range d.Mentions {
		x := &d.Mentions[m]
		if x.Head <= from || x.Head >= r.tree.Base+int32(token) || x.Kind != doc.NameMention || x.Entity == st.Speaker.Entity || x.Entity == doc.None {
			continue
		}
		if d.Entities[x.Entity].Kind != doc.PersonEntity || st.Content.Contains(x.Span) {
			continue
		}
		switch d.Tokens[x.Head].Deprel {
		case ud.Nsubj, ud.NsubjPass:
			return true
		}
		if x.First == d.Sentences[x.Sentence].First {
			return true // whatever the tree says of the name that opens a sentence
		}
	}
	return false
}

// mentionAt is the mention of somebody at a token; of "Moroccan and Spanish
// authorities", which mentions two at one, the last, whose words have the noun.
func (r *run) mentionAt(token int) int32 {
	last := doc.None
	for m := r.mentions.First(r.tree.Base + int32(token)); m != doc.None; m = r.mentions.Next(m) {
		if r.d.Mentions[m].Kind != doc.ModifierMention {
			last = m
		}
	}
	return last
}

// covering is the mention of a person whose words hold the token without having
// it as their head ("spokesman Burak Aydin"), None if there is none.
func (r *run) covering(token int) int32 {
	at := r.tree.Base + int32(token)
	for m := range r.d.Mentions {
		x := &r.d.Mentions[m]
		if x.First <= at && at < x.End && x.Entity != doc.None && x.Kind != doc.ModifierMention && r.d.Entities[x.Entity].Kind == doc.PersonEntity {
			return int32(m)
		}
	}
	return doc.None
}

// newSpeaker makes a generic mention of a noun phrase. Country and sector come
// from a possessor or an adjective of it ("the G7 joint statement").
func (r *run) newSpeaker(token int) doc.Ref {
	t, d := &r.tree, r.d
	first, last := r.phrase(token)
	words := t.Span(first, last)
	entity := doc.Entity{
		Kind: doc.GenericEntity, Name: words.Of(d.Text), Plural: t.Tokens[token].XPOS == ud.NNS, Anonymous: true,
		First: int32(len(d.Mentions)), Steps: []string{"speaker \"" + words.Of(d.Text) + "\" is not in the lexicon"},
	}
	if m := r.owner(token); m != doc.None {
		if e := d.Mentions[m].Entity; e != doc.None {
			entity.Country = d.Entities[e].Country
			if papers[t.Lemma(token)] {
				entity.Sector = d.Entities[e].Sector // "the G7 statement", but not "the Danish coach"
			}
		}
	}
	ref := doc.Ref{Mention: int32(len(d.Mentions)), Entity: int32(len(d.Entities))}
	d.Entities = append(d.Entities, entity)
	d.Mentions = append(d.Mentions, doc.Mention{
		Kind: doc.NominalMention, Sentence: int32(t.Index), First: t.Base + int32(first), End: t.Base + int32(last) + 1,
		Head: t.Base + int32(token), Span: words, Entity: ref.Entity,
	})
	r.mentions.Add(t.Base + int32(token))
	return ref
}

// owner is a mention among the modifiers of a noun.
func (r *run) owner(token int) int32 {
	t := &r.tree
	for _, k := range t.Children(token) {
		switch t.Rel(int(k)) {
		case ud.NmodPoss, ud.Amod, ud.Compound, ud.NmodDesc, ud.Nmod:
			if m := r.mentions.First(t.Base + k); m != doc.None {
				return m
			}
		}
	}
	return doc.None
}

// phrase is the noun with its modifiers before it and the names in it, without
// determiner, clauses and phrases after it.
func (r *run) phrase(token int) (first, last int) {
	t := &r.tree
	first, last = token, token
	for _, k := range t.Children(token) {
		i := int(k)
		switch t.Rel(i) {
		case ud.Amod, ud.Compound, ud.NmodPoss, ud.Nummod, ud.NmodDesc:
			from, _ := t.Extent(i)
			if i < token && from < first {
				first = from
			}
		case ud.Flat:
			_, to := t.Extent(i)
			last = max(last, to)
		}
	}
	for first < token && t.Tokens[first].UPOS == ud.DET {
		first++
	}
	return first, last
}

// addressee fills who was told, and the outlet through which it came.
func (r *run) addressee(s *doc.Statement, i int, kind lexicon.CueKind, passive bool) {
	t := &r.tree
	token := -1
	if kind&lexicon.TellCue != 0 {
		token = t.Child(i, ud.Iobj, ud.Obj)
	}
	for _, k := range t.Children(i) {
		if token < 0 && t.Rel(int(k)) == ud.Obl && t.Marker(int(k)) == "to" && kind&lexicon.SayCue != 0 {
			token = int(k)
		}
	}
	if token < 0 || passive || s.Content.Contains(t.Tokens[token].Span) {
		return
	}
	if token > 0 && r.speakerSpan(s).Contains(t.Tokens[token].Span) {
		return
	}
	s.Addressee = r.speaker(token)
	if e := s.Addressee.Entity; e != doc.None && r.d.Entities[e].Sector == "MED" && r.d.Entities[e].Kind == doc.GroupEntity {
		s.Through = s.Addressee
	}
}

func (r *run) speakerSpan(s *doc.Statement) span.Span {
	if s.Speaker.Mention == doc.None {
		return span.Span{}
	}
	return r.d.Mentions[s.Speaker.Mention].Span
}

// sourceKind says how a speaker is named.
func (r *run) sourceKind(ref doc.Ref) doc.SourceKind {
	if ref.Entity == doc.None {
		return doc.AnonymousSource
	}
	e := &r.d.Entities[ref.Entity]
	switch {
	case ref.Mention != doc.None && papers[r.d.Tokens[r.d.Mentions[ref.Mention].Head].Lemma]:
		return doc.PaperSource
	case r.afterOutlet(ref), r.service(ref), e.Sector == "MED" && e.Kind == doc.GroupEntity, ref.Mention != doc.None && outlets[r.d.Tokens[r.d.Mentions[ref.Mention].Head].Lemma]:
		return doc.OutletSource
	case e.Anonymous || ref.Mention != doc.None && r.unnamed(ref):
		return doc.AnonymousSource
	}
	return doc.NamedSource
}

// outletNamed is the name behind a noun for a newsroom at the token ("the
// newspaper Aftenposten"), None if there is none.
func (r *run) outletNamed(token int) int32 {
	t := &r.tree
	if !outlets[t.Lemma(token)] && !r.newsNoun(token) || token+1 >= len(t.Tokens) || t.Tokens[token+1].UPOS != ud.PROPN {
		return doc.None
	}
	h, own := t.Head(token+1), t.Head(token)
	if h != token && own != token+1 && (h < 0 || t.Head(h) != token) && (h != own || t.Rel(token+1) != ud.Nsubj) {
		return doc.None
	}
	for k := token + 1; k < len(t.Tokens) && t.Tokens[k].UPOS == ud.PROPN; k++ {
		if m := r.mentionAt(k); m != doc.None && r.d.Mentions[m].Kind == doc.NameMention && r.d.Mentions[m].Entity != doc.None {
			return m
		}
	}
	return doc.None
}

// afterOutlet reports whether a noun for a newsroom stands right before the name
// of a source: "the daily El Litoral", "the news site Enab Baladi".
func (r *run) afterOutlet(ref doc.Ref) bool {
	if ref.Mention == doc.None {
		return false
	}
	m := &r.d.Mentions[ref.Mention]
	i := int(m.First) - 1
	if m.Kind != doc.NameMention || i < int(r.d.Sentences[m.Sentence].First) {
		return false
	}
	return outlets[r.d.Tokens[i].Lemma] || r.newsroom(int32(i))
}

// service reports whether a source is a news agency by its words ("the state news
// agency", "KCNA news agency") or the service of a newsroom ("the BBC's Tamil
// service").
func (r *run) service(ref doc.Ref) bool {
	if ref.Mention == doc.None {
		return false
	}
	m := &r.d.Mentions[ref.Mention]
	for i := m.First + 1; i < m.End; i++ {
		if r.newsroom(i) {
			return true
		}
		if !strings.EqualFold(r.d.Tokens[i].Lemma, "service") {
			continue
		}
		for o := range r.d.Mentions {
			owner := &r.d.Mentions[o]
			if owner.First >= m.First && owner.End <= i && owner.Entity != doc.None && r.d.Entities[owner.Entity].Sector == "MED" {
				return true
			}
		}
	}
	return false
}

// newsNoun reports whether a noun at the token and the one before it name a kind
// of newsroom.
func (r *run) newsNoun(token int) bool {
	return token > 0 && r.newsroom(r.tree.Base+int32(token))
}

// newsroom reports whether token i of the document and the one before it name a
// kind of newsroom: "news agency".
func (r *run) newsroom(i int32) bool {
	tokens := r.d.Tokens
	return i > 0 && newsNouns[strings.ToLower(tokens[i].Lemma)] && newsWords[strings.ToLower(tokens[i-1].Lemma)]
}

var newsNouns = map[string]bool{
	"site": true, "website": true, "portal": true, "agency": true, "channel": true, "station": true, "program": true, "programme": true,
}

// newsWords are words before "site", "agency" or "channel" that make a newsroom
// of it.
var newsWords = map[string]bool{"news": true, "radio": true, "television": true, "tv": true, "media": true, "broadcast": true}

// unnamed reports whether a speaker is only said to be an official, a source or
// the like, and has no name in the article.
func (r *run) unnamed(ref doc.Ref) bool {
	e, m := &r.d.Entities[ref.Entity], &r.d.Mentions[ref.Mention]
	return e.Actor == "" && m.Kind == doc.NominalMention && r.d.Mentions[e.First].Kind != doc.NameMention && faceless[r.d.Tokens[m.Head].Lemma]
}

// faceless are nouns for people whom news quotes without a name.
var faceless = map[string]bool{
	"official": true, "source": true, "diplomat": true, "aide": true, "insider": true, "officer": true, "adviser": true, "advisor": true,
	"negotiator": true, "person": true, "people": true, "resident": true, "witness": true, "lawmaker": true, "staffer": true, "employee": true,
	"executive": true, "soldier": true, "commander": true, "activist": true, "analyst": true, "expert": true, "survivor": true, "relative": true,
	"villager": true, "medic": true, "doctor": true, "observer": true, "trader": true, "worker": true, "passenger": true,
}

// voices are nouns for words and numbers through which their owner speaks: "the
// G7 statement said" is the G7's word.
var voices = map[string]bool{
	"statement": true, "communique": true, "communiqué": true, "declaration": true, "figure": true, "data": true, "website": true, "assessment": true,
	"message": true, "post": true, "estimate": true, "statistics": true,
}

// outlets are nouns for newsrooms.
var outlets = map[string]bool{
	"newspaper": true, "daily": true, "weekly": true, "magazine": true, "radio": true, "television": true, "TV": true, "media": true,
	"broadcaster": true, "outlet": true, "press": true, "newsletter": true, "tabloid": true,
}

// papers are nouns for something written that speaks.
var papers = map[string]bool{
	"report": true, "document": true, "survey": true, "study": true, "poll": true, "letter": true, "indictment": true, "filing": true, "index": true,
	"memo": true, "cable": true, "transcript": true, "complaint": true, "affidavit": true, "analysis": true, "audit": true, "data": true,
	"figure": true, "statistics": true, "record": true, "statement": true, "communique": true, "minutes": true, "note": true, "resolution": true,
	"paper": true, "image": true, "photo": true, "photograph": true, "footage": true, "video": true, "directive": true, "decree": true, "ruling": true,
	"memorandum": true, "dossier": true, "log": true, "email": true, "minute": true, "file": true, "finding": true, "draft": true, "ledger": true,
	"contract": true, "manifest": true, "invoice": true, "bulletin": true, "testimony": true, "petition": true, "lawsuit": true, "register": true,
	"agenda": true, "notice": true, "circular": true, "advisory": true, "timetable": true, "blueprint": true, "leaflet": true, "certificate": true, "database": true, "tape": true, "recording": true, "brief": true, "warrant": true, "archive": true, "census": true,
}
