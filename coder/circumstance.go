package coder

import (
	"strings"

	"casus/doc"
	"casus/lexicon"
	"casus/ontology"
	"casus/ud"
)

// attribute finds on whose word a report stands: the speaker of the innermost
// statement that holds its trigger. A speech act stands on its own word unless
// somebody else relays it.
func (r *run) attribute(rep *doc.Report) {
	trigger := r.d.Tokens[rep.Head].Span
	best := doc.None
	for i := range r.d.Statements {
		st := &r.d.Statements[i]
		if st.Sentence != int32(r.tree.Index) || !st.Content.Contains(trigger) || st.Cue == rep.Head {
			continue
		}
		if best == doc.None || st.Content.Len() < r.d.Statements[best].Content.Len() {
			best = int32(i)
		}
	}
	for best != doc.None {
		st := &r.d.Statements[best]
		if st.Speaker.Entity != doc.None && !(verbal(rep.Type) && rep.Type != ontology.Consult && holds(rep.Actors, st.Speaker.Entity)) {
			rep.Attribution = doc.Attribution{Source: st.Speaker, Kind: st.Kind}
			rep.Trace.Steps = append(rep.Trace.Steps, "on the word of \""+r.name(st.Speaker)+"\": "+st.Rule)
			return
		}
		best = st.Parent
	}
	rep.Attribution = doc.Attribution{Source: doc.NoRef}
	if h := r.hedge(rep); h >= 0 {
		rep.Attribution = doc.Attribution{Source: r.nobody(h), Kind: doc.AnonymousSource}
		rep.Trace.Steps = append(rep.Trace.Steps, "on nobody's word: \""+r.tree.Tokens[h].Form+"\"")
	}
}

// hedges are adverbs that put an event on the word of somebody who is not
// named.
var hedges = map[string]bool{"reportedly": true, "allegedly": true, "purportedly": true, "supposedly": true}

// hedge is the word that puts a report on nobody's word in particular:
// "reportedly", "it is understood that", "is said to have"; −1 if there is none.
func (r *run) hedge(rep *doc.Report) int {
	t := &r.tree
	i := int(rep.Head - t.Base)
	for steps := 0; i >= 0 && steps < maxControl; steps++ {
		for _, k := range t.Children(i) {
			if t.Rel(int(k)) == ud.Advmod && hedges[strings.ToLower(t.Tokens[k].Form)] {
				return int(k)
			}
		}
		h := t.Head(i)
		if h < 0 {
			return -1
		}
		switch t.Rel(i) {
		case ud.Obj, ud.Nsubj, ud.NsubjPass:
			i = h
			continue
		case ud.Xcomp, ud.Ccomp, ud.Csubj:
		default:
			return -1
		}
		if r.lex.Cue(t.Lemma(h)) != 0 || t.Lemma(h) == "understand" {
			if t.Passive(h) && t.Child(h, ud.OblAgent) < 0 && r.lex.Operator(t.Lemma(h)) != lexicon.PlanOperator {
				return h
			}
			return -1
		}
		i = h
	}
	return -1
}

// nobody makes an anonymous source of the word that stands for it.
func (r *run) nobody(token int) doc.Ref {
	at := r.tree.Base + int32(token)
	words := r.tree.Tokens[token].Span
	return r.introduce(
		doc.Entity{Kind: doc.GenericEntity, Name: words.Of(r.d.Text), Anonymous: true, Steps: []string{"nobody is named"}},
		doc.Mention{Kind: doc.NominalMention, Sentence: int32(r.tree.Index), First: at, End: at + 1, Head: at, Span: words},
	)
}

// name is the words for whom a reference stands.
func (r *run) name(ref doc.Ref) string {
	if ref.Entity == doc.None {
		return ""
	}
	return r.d.Entities[ref.Entity].Name
}

// topToken is the token of [first, end) of the document whose head lies
// outside, as a position in the sentence.
func (r *run) topToken(first, end int32) int {
	t := &r.tree
	for i := first; i < end; i++ {
		k := int(i - t.Base)
		if h := t.Head(k); h < int(first-t.Base) || h >= int(end-t.Base) {
			return k
		}
	}
	return int(first - t.Base)
}

// date gives a report the expression of time that belongs to its clause: below
// its verb or noun, else on a clause above that it shares its time with.
func (r *run) date(rep *doc.Report, f *frame) {
	best, bestRank := doc.None, 100
	for i := range r.d.Times {
		tm := &r.d.Times[i]
		if tm.Sentence != int32(r.tree.Index) || tm.From.IsZero() {
			continue
		}
		if rank := r.distance(f, r.topToken(tm.First, tm.End), rep); rank < bestRank {
			best, bestRank = int32(i), rank
		}
	}
	rule := ""
	if best == doc.None {
		if best = r.onlyTime(rep); best != doc.None {
			rule = ", the only day of the sentence"
		} else if best = r.storyTime(rep); best != doc.None {
			rule = ", which the article spoke of last"
		} else {
			return
		}
	}
	tm := &r.d.Times[best]
	rep.Date, rep.DateEnd, rep.Precision = tm.From, tm.To, tm.Precision
	rep.Trace.Steps = append(rep.Trace.Steps, "date \""+tm.Span.Of(r.d.Text)+"\": "+tm.Rule+rule)
}

// onlyTime is the only recent day that the sentence of a speech act names,
// wherever it stands in it; None if there is none or another time beside it.
func (r *run) onlyTime(rep *doc.Report) int32 {
	if !verbal(rep.Type) || rep.Status != ontology.Occurred || r.undated(int(rep.Head-r.tree.Base)) {
		return doc.None
	}
	best := doc.None
	for i := range r.d.Times {
		tm := &r.d.Times[i]
		if tm.Sentence != int32(r.tree.Index) || tm.From.IsZero() {
			continue
		}
		if best != doc.None || tm.Precision != doc.ByDay || !tm.To.IsZero() {
			return doc.None
		}
		best = int32(i)
	}
	if best != doc.None && !r.isNews(r.d.Times[best].From) {
		return doc.None
	}
	return best
}

const (
	// storySentences is how far back a day that the article spoke of still
	// counts for a sentence that names none.
	storySentences = 6
	// newsDays is how long before publication a day may lie to be the news.
	newsDays = 7
)

// isNews reports whether a day lies at or shortly before publication.
func (r *run) isNews(day doc.Date) bool {
	age := days(r.d.Published.Date) - days(day)
	return age >= 0 && age <= newsDays
}

// storyTime is the day of the news that the article spoke of last before the
// report's sentence, or in it; None where the sentence tells of something older
// or to come.
func (r *run) storyTime(rep *doc.Report) int32 {
	if rep.Status != ontology.Occurred || r.undated(int(rep.Head-r.tree.Base)) || r.d.Published.Day == 0 {
		return doc.None
	}
	if st := r.statementAt(int(rep.Head - r.tree.Base)); st != nil && st.Direct && !verbal(rep.Type) {
		return doc.None // what somebody tells in his own words has a day of its own
	}
	best := doc.None
	for i := range r.d.Times {
		tm := &r.d.Times[i]
		if int(tm.Sentence) > r.tree.Index {
			break
		}
		if int(tm.Sentence) < r.tree.Index-storySentences || tm.Precision != doc.ByDay || !tm.To.IsZero() || r.aside(tm) {
			continue
		}
		if r.isNews(tm.From) {
			best = int32(i)
		}
	}
	if lead := r.leadTime(); lead != doc.None && verbal(rep.Type) {
		return lead // what is said is said on the day of the news
	}
	return best
}

// aside reports whether a time belongs to what is told of a noun by the way:
// "people arrested on Tuesday".
func (r *run) aside(tm *doc.Time) bool {
	first := r.d.Sentences[tm.Sentence].First
	for at, steps := tm.First, 0; steps < maxControl; steps++ {
		tok := &r.d.Tokens[at]
		switch tok.Deprel {
		case ud.Acl, ud.AclRelcl:
			return true
		}
		if tok.Head <= 0 {
			return false
		}
		at = first + tok.Head - 1
	}
	return false
}

// leadSentences is how many sentences make up the lead, the headline counted.
const leadSentences = 4

// leadTime is the latest day that the lead of the article names, if it is
// recent: the day of the news. None if it names none.
func (r *run) leadTime() int32 {
	best, latest := doc.None, 0
	for i := range r.d.Times {
		tm := &r.d.Times[i]
		if int(tm.Sentence) >= leadSentences {
			break
		}
		if tm.Precision != doc.ByDay || !tm.To.IsZero() {
			continue
		}
		if day := days(tm.From); day > latest && r.isNews(tm.From) {
			best, latest = int32(i), day
		}
	}
	return best
}

// undated reports whether the tense of the clause of a token tells of no day:
// the past perfect of what came before, the present perfect and the present of
// what holds or has come to hold. A headline is in the present for news.
func (r *run) undated(i int) bool {
	t := &r.tree
	c := t.Clause(i)
	for steps := 0; steps < maxControl; steps++ {
		bare, x := true, t.Tokens[c].XPOS
		for _, k := range t.Children(c) {
			switch t.Rel(int(k)) {
			case ud.Aux, ud.AuxPass, ud.Cop:
				if t.Lemma(int(k)) == "have" || t.Lemma(int(k)) == "be" && x == ud.VBG && t.Tokens[k].XPOS != ud.VBD {
					return true
				}
				bare = false
			}
		}
		if bare && (x == ud.VBZ || x == ud.VBP) {
			return r.d.FieldAt(t.Tokens[c].Span.Start) != doc.FieldTitle
		}
		// "have blamed the Taliban and called on them": the first verb has the
		// auxiliary. "accusing" has the time of the verb above it.
		shared := bare && t.Rel(c) == ud.Conj && !t.Has(c, ud.Nsubj) || bare && x == ud.VBG
		if c = t.Head(c); !shared || c < 0 {
			return false
		}
	}
	return false
}

// perfect reports whether the clause of a token is in the past perfect, which
// in news tells of what came before.
func (r *run) perfect(i int) bool {
	t := &r.tree
	for _, k := range t.Children(t.Clause(i)) {
		if t.Rel(int(k)) == ud.Aux && t.Lemma(int(k)) == "have" && t.Tokens[k].XPOS == ud.VBD {
			return true
		}
	}
	return false
}

// unrelated is the rank of a circumstance that belongs to another event.
const unrelated = 100

// distance ranks how closely the token of a circumstance belongs to the frame:
// 0 on its own noun, 1 in its own clause, more on the clauses above that pass
// their circumstances down, unrelated otherwise.
func (r *run) distance(f *frame, k int, rep *doc.Report) int {
	t := &r.tree
	owner := r.ownerClause(k)
	if t.Dominates(f.head, k) && (owner == f.head || !t.Dominates(f.head, owner) || owner == f.verb) {
		return 0
	}
	cur := f.verb
	if cur < 0 {
		cur = f.head
	}
	for rank := 1; cur >= 0 && rank < 8; rank++ {
		if owner == cur {
			return rank
		}
		h := t.Head(cur)
		if h < 0 {
			return unrelated
		}
		switch t.Rel(cur) {
		case ud.Xcomp, ud.Obj, ud.Obl, ud.Nmod, ud.Nsubj, ud.NsubjPass, ud.OblAgent, ud.Compound, ud.NmodPoss, ud.Appos, ud.Acl:
			cur = h
		case ud.Conj:
			cur = h
			rank++
		case ud.Advcl:
			cur = h
			rank += 2
		case ud.Ccomp, ud.Parataxis:
			// What is said today of something that goes on is true today, and what
			// just happened is told the same day; the past perfect is older.
			if r.perfect(cur) || cur != f.head {
				return unrelated
			}
			cur = h
			rank += 3
		default:
			return unrelated
		}
	}
	return unrelated
}

// ownerClause is the verb or event noun that a circumstance hangs on.
func (r *run) ownerClause(k int) int {
	t := &r.tree
	for steps := 0; steps < 12; steps++ {
		h := t.Head(k)
		if h < 0 {
			return k
		}
		switch t.Tokens[h].UPOS {
		case ud.VERB, ud.AUX:
			return h
		case ud.NOUN:
			if rel := t.Rel(k); rel == ud.Nmod || rel == ud.NmodUnmarked || rel == ud.NmodPoss || rel == ud.Compound || rel == ud.Acl {
				if len(r.word(h).lemma.Predicates('n')) > 0 || t.Child(h, ud.Cop) >= 0 {
					return h
				}
			}
		case ud.ADJ:
			return h
		}
		k = h
	}
	return k
}

// locative are prepositions before the place where something happens.
var locative = map[string]bool{
	"in": true, "at": true, "near": true, "on": true, "outside": true, "inside": true, "across": true, "around": true, "off": true, "over": true,
	"from": false, "to": false, "through": true, "throughout": true, "along": true, "within": true, "between": false, "against": false,
}

// place gives a report the place of its clause: a place in a locative phrase
// that belongs to the event.
func (r *run) place(rep *doc.Report, rd *reading) {
	f := &rd.frame
	t := &r.tree
	rep.Place = doc.None
	if p := r.target(rd); p != doc.None {
		r.placed(rep, p, ", which the act is done to")
		return
	}
	bestRank := unrelated
	for i := range r.d.Places {
		p := &r.d.Places[i]
		if p.Sentence != int32(t.Index) || p.Dateline || r.ofSpeaker(p) {
			continue
		}
		k := r.topToken(p.First, p.End)
		holder := k
		for steps := 0; steps < 4 && !r.locates(rd.entry, holder); steps++ {
			switch t.Rel(holder) {
			case ud.Compound, ud.NmodPoss, ud.Appos, ud.Amod, ud.Flat, ud.Nmod, ud.Conj, ud.NmodDesc, ud.NmodUnmarked:
				holder = t.Head(holder)
			default:
				steps = 4
			}
			if holder < 0 {
				break
			}
		}
		if holder < 0 || !r.locates(rd.entry, holder) {
			continue
		}
		rank := r.distance(f, holder, rep)
		if o := f.get("obj"); rank == unrelated && o >= 0 && r.tree.Dominates(o, holder) && r.asksFor(rd, "obj") {
			rank = 1 // "convene a meeting in Beijing"
		}
		if spoken[rep.Type] && (rank > 1 || r.takesPart(rep, k)) {
			continue
		}
		if p.Level == doc.CountryLevel {
			rank = 2*rank + 1
		} else {
			rank *= 2
		}
		if rank < bestRank {
			rep.Place, bestRank = int32(i), rank
		}
	}
	rule := ""
	if rep.Place == doc.None {
		rep.Place = r.sceneOfSubject(f)
		rule = ", where the event is that acts here"
	}
	if rep.Place == doc.None {
		rep.Place = r.there(f)
		rule = ", by \"there\""
	}
	if rep.Place == doc.None && physical[rep.Type] {
		rep.Place = r.storyPlace(rep)
		rule = ", the nearest place of the article where those concerned are"
	}
	tried := rep.Type == ontology.Sanction && rep.Mode == "convict" && len(rep.Actors) == 0
	if rep.Place == doc.None && !physical[rep.Type] && (r.court(rep.Actors) || tried) && r.athome(rep) {
		rep.Place = r.storyPlace(rep)
		rule = ", the nearest place of the article in the country of all who take part"
	}
	if rep.Place != doc.None {
		r.placed(rep, rep.Place, rule)
	}
}

// placed gives a report its place, with the reason.
func (r *run) placed(rep *doc.Report, place int32, rule string) {
	p := &r.d.Places[place]
	rep.Place = place
	rep.Trace.Steps = append(rep.Trace.Steps, "place \""+p.Span.Of(r.d.Text)+"\": "+p.Rule+rule)
}

// target is the place inside a country that force is used on: "shelled Kharkiv",
// "seized the town of Bunia", "bombed Beirut's suburbs"; None if there is none.
func (r *run) target(rd *reading) int32 {
	t := &r.tree
	o := rd.frame.get("obj")
	if o < 0 || rd.entry.Type != ontology.Assault && rd.entry.Type != ontology.Coerce {
		return doc.None
	}
	for i := range r.d.Places {
		p := &r.d.Places[i]
		if p.Sentence != int32(t.Index) || p.Dateline || p.Level == doc.CountryLevel {
			continue
		}
		k := r.topToken(p.First, p.End)
		named := k // the place alone, or the place of a thing
		for steps := 0; steps < 4 && k >= 0 && k != o; steps++ {
			switch rel := t.Rel(k); {
			case rel == ud.NmodPoss, rel == ud.Compound, rel == ud.Appos, rel == ud.NmodDesc, rel == ud.Flat, rel == ud.Conj, rel == ud.Nmod && t.Marker(k) == "of":
				k = t.Head(k)
			default:
				steps = 4
			}
		}
		if k == o && (named == o || !r.somebody(o)) {
			return int32(i)
		}
	}
	return doc.None
}

// somebody reports whether the words of the article make the token an actor.
func (r *run) somebody(token int) bool {
	m := r.mentions.First(r.tree.Base + int32(token))
	return m != doc.None && int(r.d.Mentions[m].Entity) < r.given
}

// ofSpeaker reports whether a place only tells where officials speak: "aid
// officials in Nairobi said". Police, medics and people speak of what happens
// around them.
func (r *run) ofSpeaker(p *doc.Place) bool {
	for i := range r.d.Statements {
		st := &r.d.Statements[i]
		if st.Sentence != p.Sentence || st.Speaker.Mention == doc.None || !r.d.Mentions[st.Speaker.Mention].Span.Contains(p.Span) {
			continue
		}
		switch r.d.Entities[st.Speaker.Entity].Sector {
		case "COP", "CVL", "":
		default:
			return true
		}
	}
	return false
}

// sceneOfSubject is the place of the event that is the subject of the frame's
// verb: "the talks in Geneva brought together ministers"; None if there is none.
func (r *run) sceneOfSubject(f *frame) int32 {
	t := &r.tree
	if f.verb < 0 {
		return doc.None
	}
	subject := t.Child(f.verb, ud.Nsubj, ud.NsubjPass)
	if subject < 0 || len(r.word(subject).lemma.Predicates('n')) == 0 {
		return doc.None
	}
	for i := range r.d.Places {
		p := &r.d.Places[i]
		if p.Sentence != int32(t.Index) {
			continue
		}
		k := r.topToken(p.First, p.End)
		for steps := 0; steps < 3 && t.Head(k) >= 0 && t.Head(k) != subject && beside[t.Rel(k)]; steps++ {
			k = t.Head(k) // "in Charlevoix, Quebec"
		}
		if t.Head(k) == subject && locative[t.Marker(k)] {
			return int32(i)
		}
	}
	return doc.None
}

// beside are the relations of the second of two names of places to the first.
var beside = map[ud.Deprel]bool{ud.Appos: true, ud.Flat: true, ud.NmodUnmarked: true, ud.Compound: true, ud.Conj: true, ud.Nmod: true}

// there is the last place that the sentence before names, if "there" opens the
// clause of the frame's verb or stands below it; None otherwise.
func (r *run) there(f *frame) int32 {
	t := &r.tree
	if f.verb < 0 || r.placedBefore() == doc.None {
		return doc.None
	}
	for _, k := range t.Children(f.verb) {
		if t.Rel(int(k)) == ud.Advmod && t.Lemma(int(k)) == "there" {
			return r.placedBefore()
		}
	}
	if strings.EqualFold(t.Tokens[0].Form, "there") && len(t.Tokens) > 1 && t.Tokens[1].Form == "," {
		return r.placedBefore()
	}
	return doc.None
}

// placedBefore is the last place of the sentence before, None if it names none.
func (r *run) placedBefore() int32 {
	best := doc.None
	for i := range r.d.Places {
		if int(r.d.Places[i].Sentence) == r.tree.Index-1 && r.d.Places[i].Country != "" {
			best = int32(i)
		}
	}
	return best
}

// locates reports whether a phrase says where the report's act takes place: it
// has a locative preposition, or leads to where troops, aid or a visitor go.
func (r *run) locates(e *lexicon.Predicate, holder int) bool {
	m := r.tree.Marker(holder)
	if locative[m] {
		return true
	}
	goes := e.Type == ontology.Mobilize || e.Type == ontology.Aid || e.Type == ontology.Consult && e.Mode == "visit"
	return goes && (m == "to" || m == "into" || m == "toward" || m == "towards")
}

// physical are the types of act that happen at a place; words have one only
// where the text gives it.
var physical = map[ontology.Type]bool{
	ontology.Assault: true, ontology.Coerce: true, ontology.Aid: true, ontology.Protest: true, ontology.Mobilize: true, ontology.Retreat: true,
}

// domestic are the types that mostly take place in the country of who acts.
var domestic = map[ontology.Type]bool{ontology.Protest: true, ontology.Coerce: true, ontology.Assault: true}

// spoken are the types of act for which a place in the sentence is more often
// a topic than the scene.
var spoken = map[ontology.Type]bool{
	ontology.Sanction: true, ontology.Threaten: true, ontology.Accuse: true, ontology.Request: true, ontology.Reject: true, ontology.Support: true,
}

// storyPlace is the place of the article nearest to the report's sentence, the
// ones before it first, that lies in the country of those acted on, or else of
// the actors. A place inside a country is better than the country.
func (r *run) storyPlace(rep *doc.Report) int32 {
	for k, side := range [][]doc.Ref{rep.Recipients, rep.Actors} {
		if k == 1 && physical[rep.Type] && !domestic[rep.Type] && rep.Mode != "resign" {
			break
		}
		best, bestRank := doc.None, 1<<30
		for i := range r.d.Places {
			p := &r.d.Places[i]
			if p.Country == "" || !r.ofCountry(side, p.Country) || !r.scene(p) {
				continue
			}
			rank := 2 * (r.tree.Index - int(p.Sentence))
			if rank < 0 {
				rank = 1 - 2*rank
			}
			if p.Level == doc.CountryLevel {
				rank += 12
			}
			if rank < bestRank {
				best, bestRank = int32(i), rank
			}
		}
		if best != doc.None {
			return best
		}
	}
	return doc.None
}

// athome reports whether all who take part are of one country: what their
// court does is done there.
func (r *run) athome(rep *doc.Report) bool {
	country := ""
	for _, side := range [][]doc.Ref{rep.Actors, rep.Recipients} {
		for _, ref := range side {
			c := r.d.Entities[ref.Entity].Country
			if country != "" && c != country || len(c) != 3 {
				return false
			}
			country = c
		}
	}
	return true
}

// scene reports whether a place is named as the place of something: after a
// locative preposition, in a dateline, or as a country. A capital that acts
// ("measures by London") is no scene.
func (r *run) scene(p *doc.Place) bool {
	if p.Dateline || p.Level == doc.CountryLevel {
		return true
	}
	if p.First == 0 || r.ofSpeaker(p) {
		return false
	}
	for i := p.First - 1; i >= 0 && i >= p.First-4; i-- {
		tok := &r.d.Tokens[i]
		if tok.UPOS == ud.ADP {
			return locative[tok.Lemma]
		}
		if tok.UPOS == ud.VERB || tok.UPOS == ud.PUNCT && tok.Form != "," {
			return false
		}
	}
	return false
}

// takesPart reports whether a token stands for one of the report's actors or
// recipients.
func (r *run) takesPart(rep *doc.Report, token int) bool {
	for _, side := range [][]doc.Ref{rep.Actors, rep.Recipients} {
		for _, ref := range side {
			if ref.Mention != doc.None && r.d.Mentions[ref.Mention].Head == r.tree.Base+int32(token) {
				return true
			}
		}
	}
	return false
}

// gather gives words without a place that of the meeting at which whoever says
// them is told to be: what the Group of Seven urges while its ministers meet in
// Quebec is said there.
func (r *run) gather() {
	for i := range r.d.Reports {
		rep := &r.d.Reports[i]
		if rep.Place != doc.None || !verbal(rep.Type) || rep.Status == ontology.Planned || len(rep.Actors) == 0 {
			continue
		}
		for k := range r.d.Reports {
			meeting := &r.d.Reports[k]
			if meeting.Type != ontology.Consult || meeting.Place == doc.None || meeting.Status == ontology.Planned || !datesFit(rep, meeting) {
				continue
			}
			if int(meeting.Sentences[0]) >= leadSentences && (rep.Date.IsZero() || rep.Date != meeting.Date) {
				continue // another meeting, of which the article tells by the way
			}
			if holds(meeting.Actors, rep.Actors[0].Entity) {
				p := &r.d.Places[meeting.Place]
				rep.Place = meeting.Place
				rep.Trace.Steps = append(rep.Trace.Steps, "place \""+p.Span.Of(r.d.Text)+"\": where they meet by \""+meeting.Trigger.Of(r.d.Text)+"\"")
				break
			}
		}
	}
}
