package speech

import (
	"strings"

	"casus/doc"
	"casus/lexicon"
	"casus/span"
	"casus/ud"
)

// verb reads the frame of a verb of saying at token i of the sentence.
func (r *run) verb(i int, kind lexicon.CueKind) {
	t := &r.tree
	if r.quotedCue(i) && kind&(lexicon.SayCue|lexicon.TellCue) == 0 {
		return
	}
	s := doc.Statement{
		Sentence: int32(t.Index), Cue: t.Base + int32(i), CueWords: t.Tokens[i].Form,
		Speaker: doc.NoRef, Through: doc.NoRef, Addressee: doc.NoRef,
	}
	passive := t.Passive(i)
	r.closing = -1
	if !r.content(&s, i, kind, passive) {
		return
	}
	subject := r.subject(i, passive)
	if !passive && (subject < 0 || r.cannotSpeak(&s, subject, i)) {
		subject = r.beside(&s, i, kind&lexicon.TellCue != 0)
	}
	if r.closing >= 0 {
		subject = r.closing
	}
	if before := r.saidBefore(i); before != nil {
		s.Speaker = before.Speaker
	} else if subject >= 0 {
		s.Speaker = r.speaker(subject)
	}
	if s.Speaker.Entity == doc.None && !s.Direct || r.noSource(&s, i, kind) {
		return
	}
	s.Kind = r.sourceKind(s.Speaker)
	if s.Kind != doc.OutletSource && t.Lemma(i) == "learn" {
		return // who learns something says nothing, but for newsrooms
	}
	r.addressee(&s, i, kind, passive)
	r.add(s)
	if subject >= 0 && !s.Direct {
		r.together(s, subject)
	}
}

// noSource reports whether a verb of showing has for its subject neither anybody
// nor a paper: "the move indicates"; or is a participle that tells what something
// means: ", indicating it had been loaded".
func (r *run) noSource(s *doc.Statement, i int, kind lexicon.CueKind) bool {
	if kind&^(lexicon.ShowCue|lexicon.HoldCue) != 0 || kind&lexicon.ShowCue == 0 || s.Direct {
		return false
	}
	t := &r.tree
	if t.Tokens[i].XPOS == ud.VBG && !t.Has(i, ud.Nsubj) {
		return true
	}
	if s.Speaker.Mention == doc.None {
		return false
	}
	m := &r.d.Mentions[s.Speaker.Mention]
	head := r.d.Tokens[m.Head].Lemma
	e := &r.d.Entities[s.Speaker.Entity]
	if papers[head] || voices[head] || outlets[head] || e.Sector != "" || e.Country != "" && e.Kind != doc.GenericEntity || e.Kind == doc.PersonEntity {
		return false
	}
	return m.Kind == doc.NominalMention && !evidence[head] && !faceless[head]
}

// evidence are nouns of things, beside papers, that show what is so.
var evidence = map[string]bool{
	"evidence": true, "research": true, "result": true, "investigation": true, "inquiry": true, "review": true, "statistic": true, "estimate": true,
	"site": true, "website": true, "map": true, "count": true, "tally": true, "inspection": true, "test": true, "intelligence": true, "researcher": true,
	"scientist": true, "investigator": true,
}

// together adds the same words for each of the others who say them: "Pakistan
// and China reject".
func (r *run) together(s doc.Statement, subject int) {
	t := &r.tree
	for _, k := range t.Children(subject) {
		if t.Rel(int(k)) != ud.Conj && (t.Rel(int(k)) != ud.Appos || !r.joined(int(k))) {
			continue
		}
		if m := r.mentionAt(int(k)); m != doc.None && r.d.Mentions[m].Kind == doc.NameMention && r.d.Mentions[m].Entity != s.Speaker.Entity {
			s.Speaker = doc.Ref{Mention: m, Entity: r.d.Mentions[m].Entity}
			s.Kind = r.sourceKind(s.Speaker)
			r.add(s)
		}
	}
}

// joined reports whether the phrase of token k begins with "and".
func (r *run) joined(k int) bool {
	first, _ := r.tree.Extent(k)
	return r.tree.Tokens[first].UPOS == ud.CCONJ
}

// saidBefore is the statement of the same sentence that a participle of saying
// at token i goes on with, nil if there is none.
func (r *run) saidBefore(i int) *doc.Statement {
	if !r.goesOn(i) || len(r.d.Statements) == 0 {
		return nil
	}
	last := &r.d.Statements[len(r.d.Statements)-1]
	if int(last.Sentence) != r.tree.Index || last.Speaker.Entity == doc.None {
		return nil
	}
	return last
}

// quotedCue reports whether the cue itself stands inside a quotation: what is
// said inside a quotation belongs to its speaker.
func (r *run) quotedCue(i int) bool {
	at := r.tree.Tokens[i].Span
	for _, q := range r.quotes {
		if q.inside.Contains(at) {
			return true
		}
	}
	return false
}

// content fills Content, Direct and Rule, from the most explicit form to the
// least; it reports whether there is any content.
func (r *run) content(s *doc.Statement, i int, kind lexicon.CueKind, passive bool) bool {
	t := &r.tree
	const clausal = lexicon.SayCue | lexicon.TellCue | lexicon.HoldCue | lexicon.ShowCue | lexicon.AnnounceCue
	if kind&clausal != 0 && !passive {
		if r.quoted(s, i, kind) {
			return true
		}
		if c := r.clauseOf(i); c >= 0 {
			first, last := t.Extent(c)
			if first <= i && i <= last { // a cue in the middle of its content
				first, last = splitAround(first, last, i)
			}
			if k := r.adding(i, last); k > first+1 {
				last = k - 2
			}
			s.Content, s.Rule = r.withoutMark(c, first, r.reporterCut(c, first, last)), "clause of the verb of saying"
			return true
		}
		if kind&(lexicon.SayCue|lexicon.TellCue) != 0 {
			if k := r.thatAfter(i); k >= 0 {
				_, last := t.Extent(max(t.Head(k), k))
				s.Content, s.Rule = t.Span(k+1, max(last, k+1)), "words after \"that\""
				return true
			}
		}
		if kind&(lexicon.SayCue|lexicon.TellCue|lexicon.ShowCue) != 0 {
			if k, speaker := r.closes(i); k > 0 {
				s.Content, s.Rule = t.Span(0, k-1), "sentence before the verb of saying"
				r.closing = speaker
				return true
			}
		}
		if kind&(lexicon.SayCue|lexicon.TellCue) != 0 {
			if t.Rel(i) == ud.Parataxis && t.Head(i) >= 0 {
				return r.host(s, i)
			}
		}
	}
	if kind&lexicon.AnnounceCue != 0 && !passive {
		if x := t.Child(i, ud.Xcomp); x > i && t.Tokens[x].XPOS == ud.VBG {
			first, last := t.Extent(x)
			s.Content, s.Rule = t.Span(first, last), "participle under the verb of announcing" // "denied having met"
			return true
		}
		if o := t.Child(i, ud.Obj); o >= 0 && t.Tokens[o].UPOS == ud.NOUN && r.announced(i, o) {
			s.Content, s.Rule = r.objectPhrase(i, o), "object of the verb of announcing"
			return true
		}
	}
	if kind&(lexicon.SayCue|lexicon.TellCue) != 0 && !passive {
		if o := t.Child(i, ud.Obj); o > i && stressing[t.Lemma(i)] && stressed[t.Lemma(o)] {
			s.Content, s.Rule = r.objectPhrase(i, o), "object of a verb of stressing"
			return true
		}
		if o := r.warnedOf(i); o >= 0 {
			first, last := t.Extent(o)
			s.Content, s.Rule = r.withoutMark(o, first, last), "what somebody warns of"
			return true
		}
	}
	if kind&lexicon.AccuseCue != 0 {
		if k := r.charge(i); k >= 0 && !passive {
			first, last := t.Extent(k)
			s.Content, s.Rule = r.withoutMark(k, first, last), "what somebody is accused of"
			return true
		}
	}
	if kind&(lexicon.CallCue|lexicon.ExpressCue) != 0 && !passive {
		return r.characterised(s, i, kind)
	}
	return false
}

// stressing are verbs that may have what is said as their object, if it is one
// of the nouns stressed: "stressed the need for monitors".
var (
	stressing = map[string]bool{"emphasize": true, "emphasise": true, "stress": true, "underscore": true, "underline": true, "highlight": true, "note": true, "acknowledge": true}
	stressed  = map[string]bool{
		"importance": true, "need": true, "urgency": true, "necessity": true, "commitment": true, "significance": true, "role": true, "right": true,
		"value": true, "opposition": true, "concern": true, "duty": true, "risk": true, "danger": true, "determination": true, "readiness": true,
	}
)

// warnedOf is the noun after "of" or "about" behind a verb of warning or
// complaining, −1 if there is none.
func (r *run) warnedOf(i int) int {
	t := &r.tree
	switch t.Lemma(i) {
	case "warn", "caution", "complain":
	default:
		return -1
	}
	for _, k := range t.Children(i) {
		if m := t.Marker(int(k)); t.Rel(int(k)) == ud.Obl && int(k) > i && (m == "of" || m == "about" && t.Lemma(i) == "complain") {
			return int(k)
		}
	}
	return -1
}

// claims are nouns for what somebody said, which others reject or dismiss as
// untrue; who rejects an offer or a ruling says nothing of what is so.
var claims = map[string]bool{
	"claim": true, "allegation": true, "accusation": true, "charge": true, "report": true, "suggestion": true, "notion": true, "assertion": true,
	"criticism": true, "rumour": true, "rumor": true, "idea": true, "involvement": true,
}

// announced reports whether the object o of the verb at i is content: the verb
// is not negated, and what is rejected or dismissed is a claim.
func (r *run) announced(i, o int) bool {
	t := &r.tree
	for _, k := range t.Children(i) {
		if l := t.Lemma(int(k)); t.Rel(int(k)) == ud.Advmod && (l == "not" || l == "never") {
			return false
		}
	}
	if subject := t.Child(i, ud.Nsubj); subject >= 0 {
		if c := t.Child(subject, ud.CcPreconj); c >= 0 && t.Lemma(c) == "neither" {
			return false
		}
	}
	switch t.Lemma(i) {
	case "reject", "dismiss":
		return claims[t.Lemma(o)]
	}
	return true
}

// published are nouns for that through which something is announced; a phrase
// with "in" and such a noun is no content.
var published = map[string]bool{
	"post": true, "statement": true, "interview": true, "letter": true, "tweet": true, "briefing": true, "speech": true, "video": true, "message": true,
	"address": true, "report": true, "conference": true, "telegram": true, "broadcast": true,
}

// objectPhrase is the words of the object o of the verb at i, with the phrases
// that the tree hangs on the verb right behind it ("claimed responsibility for
// the attack"), and without that in which it is said.
func (r *run) objectPhrase(i, o int) span.Span {
	t := &r.tree
	first, last := t.Extent(o)
	for _, k32 := range t.Children(o) {
		k := int(k32)
		if t.Rel(k) == ud.Nmod && k > o && published[t.Lemma(k)] {
			from, to := t.Extent(k)
			if to == last && from > first {
				last = from - 1
			}
		}
	}
	for _, k32 := range t.Children(i) {
		k := int(k32)
		if t.Rel(k) != ud.Obl || published[t.Lemma(k)] {
			continue
		}
		switch t.Marker(k) {
		case "for", "on", "of", "to", "against", "from":
			if from, to := t.Extent(k); from == last+1 && !r.timeWord(k) {
				last = to
			}
		}
	}
	return t.Span(first, last)
}

// charge is the clause after "of" or "for" that says what the object of a verb
// of accusing is accused of, whether the parser hung it on the verb or on the
// object; −1 if there is none.
func (r *run) charge(i int) int {
	t := &r.tree
	for _, top := range [...]int{i, t.Child(i, ud.Obj)} {
		if top < 0 {
			continue
		}
		for _, k := range t.Children(top) {
			if m := t.Mark(int(k)); m == "of" || m == "for" {
				return int(k)
			}
		}
	}
	return -1
}

// adding is the first participle of saying that goes on after a comma behind
// token i, up to last: "said that …, adding that …"; −1 if there is none.
func (r *run) adding(i, last int) int {
	for k := i + 2; k <= last; k++ {
		if r.goesOn(k) {
			return k
		}
	}
	return -1
}

// goesOn reports whether token k is such a participle: it speaks for whoever
// spoke before the comma.
func (r *run) goesOn(k int) bool {
	t := &r.tree
	tok := &t.Tokens[k]
	return k > 0 && tok.XPOS == ud.VBG && t.Tokens[k-1].Form == "," && r.lex.Cue(tok.Lemma)&lexicon.SayCue != 0 &&
		!t.Has(k, ud.Nsubj) && r.clauseOf(k) >= 0
}

// reporterCut is the last token of reported speech, without what the reporter
// puts behind it: a clause after a comma and "which" or "who", or a phrase with
// "amid" and the like that tells a story of its own.
func (r *run) reporterCut(c, first, last int) int {
	t := &r.tree
	story := -1 // last relative clause seen, going back
	for i := last; i > c && i > first+2; i-- {
		tok := &t.Tokens[i]
		if t.Rel(i) == ud.AclRelcl {
			story = i
			if from, to := t.Extent(i); to >= last-1 && t.Tokens[from-1].Form == "," {
				return from - 2
			}
		}
		if story > i && backdrop[strings.ToLower(tok.Form)] && last-i > 8 {
			return i - 1
		}
	}
	return last
}

// backdrop are prepositions before what goes on around the words reported.
var backdrop = map[string]bool{"amid": true, "following": true, "despite": true}

// splitAround is the longer side of [first, last] around i.
func splitAround(first, last, i int) (int, int) {
	if i-first >= last-i {
		return first, max(first, i-1)
	}
	return min(last, i+1), last
}

// clauseOf is the clause that a verb of saying governs as its content.
func (r *run) clauseOf(i int) int {
	t := &r.tree
	if c := t.Child(i, ud.Ccomp); c >= 0 {
		return c
	}
	for _, k := range t.Children(i) {
		// The parser hangs clauses after "said" as parataxis or advcl with "that".
		if rel := t.Rel(int(k)); (rel == ud.Advcl || rel == ud.Parataxis) && t.Mark(int(k)) == "that" {
			return int(k)
		}
	}
	return -1
}

// thatAfter is the "that" which follows a verb of saying behind nothing but who
// was told and when, where the tree hangs its clause elsewhere; −1 if none.
func (r *run) thatAfter(i int) int {
	t := &r.tree
	for k := i + 1; k < len(t.Tokens)-1 && k <= i+reach; k++ {
		tok := &t.Tokens[k]
		switch {
		case tok.Lemma == "that" && tok.UPOS != ud.DET:
			if next := t.Tokens[k+1].UPOS; next == ud.VERB || next == ud.AUX || r.quotedCue(i) {
				return -1 // "states that border Canada"
			}
			return k
		case tok.UPOS == ud.VERB || tok.UPOS == ud.AUX || tok.UPOS == ud.PUNCT || tok.UPOS == ud.SCONJ:
			return -1
		}
	}
	return -1
}

// closes is the comma before a speaker and a verb of saying that end the
// sentence, apart from when and where, and the speaker, −1 if the tree has it:
// "…, Zelensky has said.", "…, the minister, Ana Kovac, warned on Monday",
// "…, said Alan Chong, a professor". The comma is −1 if i is no such verb.
func (r *run) closes(i int) (comma, speaker int) {
	t := &r.tree
	if r.followed(i) || t.Mark(i) == "to" {
		return -1, -1
	}
	subject := t.Child(i, ud.Nsubj)
	first := -1
	speaker = -1
	switch {
	case subject >= 0 && subject < i:
		first, _ = t.Extent(subject)
	case subject >= 0 || t.Rel(i) == ud.Root:
	case i+1 < len(t.Tokens) && (t.Tokens[i+1].UPOS == ud.PROPN || r.speaks(i+1)):
		first = i
	default:
		first, speaker = r.phraseBefore(i)
	}
	for first >= 0 && first < i && t.Tokens[first].Form == "," {
		first++
	}
	if first < 3 || t.Tokens[first-1].Form != "," || !r.finite(0, first-1) {
		return -1, -1
	}
	return first - 1, speaker
}

// followed reports whether behind the verb at i stands more than when and where,
// and, if the speaker stands there, who he is.
func (r *run) followed(i int) bool {
	t := &r.tree
	for k := i + 1; k < len(t.Tokens); k++ {
		if t.Tokens[k].UPOS == ud.VERB || !t.Dominates(i, k) && t.Tokens[k].UPOS != ud.PUNCT {
			return true
		}
	}
	return false
}

// maxPhrase bounds the words between a comma and a verb of saying.
const maxPhrase = 14

// phraseBefore is the first token and the head of the noun phrase that stands
// between a comma and the verb of saying at i, whatever the tree makes of it:
// "officials who asked not to be named said"; a name in commas after it belongs
// to it. −1 where there is none.
func (r *run) phraseBefore(i int) (first, head int) {
	t := &r.tree
	end := i
	if end > 0 && t.Tokens[end-1].Form == "," {
		for end--; end > 0 && t.Tokens[end-1].UPOS == ud.PROPN; end-- {
		}
		if end == 0 || t.Tokens[end-1].Form != "," {
			return -1, -1
		}
		end--
	}
	for first = end; first > 0 && t.Tokens[first-1].Form != "," && i-first < maxPhrase; first-- {
	}
	for head = first; head < end; head++ {
		switch next := t.Tokens[head+1].UPOS; t.Tokens[head].UPOS {
		case ud.NOUN, ud.PROPN:
			if next != ud.NOUN && next != ud.PROPN && t.Tokens[head+1].Form != "-" {
				return first, head
			}
		case ud.DET, ud.ADJ, ud.NUM, ud.PART, ud.PUNCT:
		default:
			return -1, -1
		}
	}
	return -1, -1
}

// finite reports whether a finite verb stands among the tokens [first, end).
func (r *run) finite(first, end int) bool {
	for k := first; k < end; k++ {
		switch r.tree.Tokens[k].XPOS {
		case ud.VBD, ud.VBZ, ud.VBP, ud.MD:
			return true
		}
	}
	return false
}

// withoutMark is the words of a clause without the "that" or "of" that opens
// it.
func (r *run) withoutMark(c, first, last int) span.Span {
	t := &r.tree
	for _, k := range t.Children(c) {
		if int(k) == first && (t.Rel(int(k)) == ud.Mark || t.Rel(int(k)) == ud.Case) && first < last {
			first++
		}
	}
	if last > first && last == len(t.Tokens)-1 && t.Tokens[last].Form == "." {
		last-- // the full stop of the sentence, which the tree hung on the clause
	}
	return t.Span(first, last)
}

// quoted takes a quotation that stands beside the verb: before it ("…," he
// said) or after it (he said: "…"). Where only a part of the clause is quoted,
// the clause is the content.
func (r *run) quoted(s *doc.Statement, i int, kind lexicon.CueKind) bool {
	t := &r.tree
	if kind&(lexicon.HoldCue|lexicon.ShowCue) == kind {
		return false
	}
	sentence := r.d.Sentences[t.Index].Span
	best, verb := span.Span{}, t.Tokens[i].Span
	for _, q := range r.quotes {
		in := intersect(q.inside, sentence)
		if in.Empty() || in.Contains(verb) || !r.touches(in, i) {
			continue
		}
		if in.Len() > best.Len() {
			best = in
		}
	}
	if best.Empty() {
		return r.quotedBefore(s, i)
	}
	if c := r.clauseOf(i); c >= 0 {
		first, last := t.Extent(c)
		clause := trimContent(r.d.Text, t.Span(first, last))
		if clause.Contains(best) && 10*best.Len() < 7*clause.Len() && !clause.Contains(verb) {
			return false
		}
	}
	s.Content, s.Direct, s.Rule = best, true, "quotation beside the verb of saying"
	return true
}

// quotedBefore takes a quotation that ends the sentence before, where the cue's
// own sentence says no more than who spoke: “Who will pay?” Macron asked.
func (r *run) quotedBefore(s *doc.Statement, i int) bool {
	t, d := &r.tree, r.d
	if t.Index == 0 || len(t.Tokens) > 12 || r.clauseOf(i) >= 0 || t.Has(i, ud.Obj) && t.Has(i, ud.Nsubj) {
		return false
	}
	here, before := d.Sentences[t.Index], d.Sentences[t.Index-1]
	for _, q := range r.quotes {
		in := intersect(q.inside, before.Span)
		if in.Empty() || q.opened || before.Block != here.Block || in.End < before.Span.End-4 || q.inside.End > here.Span.Start {
			continue
		}
		s.Sentence, s.Content, s.Direct, s.Rule = int32(t.Index-1), in, true, "quotation before the sentence of the verb of saying"
		return true
	}
	return false
}

// touches reports whether nothing but the speaker, a colon or a comma stands
// between the quotation and the verb: no other finite verb that governs it.
func (r *run) touches(q span.Span, i int) bool {
	t := &r.tree
	for k := range t.Tokens {
		tok := &t.Tokens[k]
		between := tok.Span.Start >= q.End && k < i || tok.Span.End <= q.Start && k > i
		if !between || tok.UPOS != ud.VERB {
			continue
		}
		if !t.Dominates(i, k) || q.Start > tok.Span.End && t.Rel(k) != ud.AclRelcl && t.Rel(k) != ud.Acl && t.Rel(k) != ud.Advcl && t.Rel(k) != ud.Ccomp {
			return false
		}
	}
	return true
}

func intersect(a, b span.Span) span.Span {
	s := span.Span{Start: max(a.Start, b.Start), End: min(a.End, b.End)}
	if s.End < s.Start {
		return span.Span{}
	}
	return s
}

// host takes the sentence around a verb of saying that is thrown into it:
// "Another round, Zelensky has said, is expected".
func (r *run) host(s *doc.Statement, i int) bool {
	t := &r.tree
	first, last := t.Extent(t.Head(i))
	from, to := t.Extent(i)
	if from-first >= last-to {
		last = from - 1
	} else {
		first = to + 1
	}
	if first > last {
		return false
	}
	s.Content, s.Rule = withoutStop(r.d.Text, t.Span(first, last)), "sentence around the verb of saying"
	return true
}

// characterised reads "called the vote a sham" and "expressed “deep
// disappointment”": quoted words under the verb, else for verbs of naming the
// complement.
func (r *run) characterised(s *doc.Statement, i int, kind lexicon.CueKind) bool {
	t := &r.tree
	first, last := t.Extent(i)
	under := t.Span(first, last)
	for _, q := range r.quotes {
		if under.Contains(q.inside) && q.inside.Start > t.Tokens[i].Span.Start {
			s.Content, s.Direct, s.Rule = q.inside, true, "quoted words under the verb"
			return true
		}
	}
	if kind&lexicon.CallCue == 0 {
		return false
	}
	o := t.Child(i, ud.Obj)
	if o >= 0 && strings.HasSuffix(t.Tokens[o].Form, "self") {
		return false // "calling itself the Army of God"
	}
	c := t.Child(i, ud.Xcomp)
	if c < 0 {
		for _, k := range t.Children(i) {
			if int(k) > i && t.Mark(int(k)) == "as" {
				c = int(k)
			}
		}
	}
	if o >= 0 && c < 0 {
		// "called the vote a sham": the tree may have the complement in apposition.
		if k := t.Child(o, ud.Appos); k > o && kind&lexicon.CallCue != 0 {
			if first, _ := t.Extent(k); t.Tokens[first].Form != "," && t.Tokens[first-1].Form != "," {
				c = k
			}
		}
	}
	if o < 0 || c < 0 {
		return false
	}
	_, to := t.Extent(c)
	from, _ := t.Extent(o)
	if from > to || from <= i {
		return false
	}
	s.Content, s.Rule = t.Span(from, to), "what somebody calls it"
	return true
}

// according reads "according to X": the rest of the clause on the word of X.
func (r *run) according(i int) {
	t := &r.tree
	if i+1 >= len(t.Tokens) || t.Tokens[i+1].Lemma != "to" {
		return
	}
	source := t.Head(i)
	if t.Rel(i) != ud.Case || source <= i {
		source = -1
		for _, k := range t.Children(i) {
			if int(k) > i+1 && t.Rel(int(k)) != ud.Punct {
				source = int(k)
			}
		}
		if h := t.Head(i + 1); source < 0 && h > i+1 {
			source = h
		}
	}
	if source < 0 {
		return
	}
	s := doc.Statement{
		Sentence: int32(t.Index), Cue: t.Base + int32(i), CueWords: t.Tokens[i].Form + " " + t.Tokens[i+1].Form,
		Speaker: r.speaker(source), Through: doc.NoRef, Addressee: doc.NoRef, Rule: "according to",
	}
	_, end := t.Extent(source)
	n := len(t.Tokens)
	if i >= n-1-end {
		s.Content = t.Span(0, max(0, i-1))
	} else {
		s.Content = t.Span(min(n-1, end+1), n-1)
	}
	s.Content = withoutStop(r.d.Text, s.Content)
	s.Kind = r.sourceKind(s.Speaker)
	r.add(s)
}

// withoutStop takes the full stop of the sentence off reported words.
func withoutStop(text string, s span.Span) span.Span {
	if s.Len() > 1 && text[s.End-1] == '.' {
		s.End--
	}
	return s
}
