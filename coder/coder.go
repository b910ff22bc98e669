// Package coder codes events: it takes the predicates of the lexicon for the
// verbs, nouns and adjectives of each sentence, finds who acts and to whom in
// the dependency tree, and says whether it occurred, on whose word, when and
// where.
//
// It reads sentences, tokens, mentions, entities, statements, times and places,
// fills Document.Reports and Document.SetAside, and may add entities for places
// that are acted on. It knows no names and no verbs of its own: those are in
// the lexicon. Event types and modes are PLOVER 2.0's (package ontology), as
// docs/codebook.md applies them.
package coder

import (
	"strconv"
	"sync"

	"casus/confidence"
	"casus/doc"
	"casus/lexicon"
	"casus/ontology"
	"casus/span"
	"casus/tree"
	"casus/ud"
)

// Coder codes documents. It is read-only after New and safe for concurrent
// use.
type Coder struct {
	lex  *lexicon.Lexicon
	pool sync.Pool
}

// New returns a coder that uses the predicates of lex.
func New(lex *lexicon.Lexicon) *Coder {
	c := &Coder{lex: lex}
	c.pool.New = func() any {
		return &run{lex: lex, classes: classesOf(lex), contextCounts: map[string]int{}, placeEntities: map[int32]int32{}, forceEntities: map[string]int32{}, allContexts: ontology.Contexts()}
	}
	return c
}

// Code fills d.Reports and d.SetAside.
func (c *Coder) Code(d *doc.Document) {
	r := c.pool.Get().(*run)
	r.reset(d)
	for s := range d.Sentences {
		if d.Blocks[d.Sentences[s].Block].Kind.Coded() {
			r.read(s)
			r.sentence()
		}
	}
	if why := r.noNews(); why != "" {
		r.setAllAside(why)
	}
	r.join()
	r.gather()
	r.identify()
	r.weigh()
	r.d = nil
	c.pool.Put(r)
}

// classes are the classes of lemmas that constructions ask for.
type classes struct {
	weapon, crime, violence, misdeed, bad, harm, sporting, military, public, drill, conduct      map[string]bool
	contest, nature, fuel, settlement, fiction, chapter, deed, remark, contact, courtesy, combat map[string]bool
	hypothetical, refusal, undergone, sending, parting, backdrop, animal, day                    map[string]bool
}

func classesOf(lex *lexicon.Lexicon) classes {
	return classes{
		weapon: lex.Class("weapon"), crime: lex.Class("crime"), violence: lex.Class("violence"), misdeed: lex.Class("misdeed"),
		bad: lex.Class("bad"), harm: lex.Class("harm"), sporting: lex.Class("sporting"), military: lex.Class("military"), public: lex.Class("public"), drill: lex.Class("drill"),
		conduct: lex.Class("conduct"), contest: lex.Class("contest"), nature: lex.Class("nature"), fuel: lex.Class("fuel"), deed: lex.Class("deed"), remark: lex.Class("remark"), contact: lex.Class("contact"), combat: lex.Class("combat"), courtesy: lex.Class("courtesy"), settlement: lex.Class("settlement"), fiction: lex.Class("fiction"), chapter: lex.Class("chapter"),
		hypothetical: lex.Class("hypothetical"), refusal: lex.Class("refusal"), undergone: lex.Class("undergone"), sending: lex.Class("sending"),
		parting: lex.Class("parting"), backdrop: lex.Class("backdrop"), animal: lex.Class("animal"), day: lex.Class("day"),
	}
}

// run is the work on one document.
type run struct {
	lex     *lexicon.Lexicon
	classes classes
	d       *doc.Document
	tree    tree.Tree

	mentions      doc.MentionIndex
	given         int // entities that the document had before coding
	placeEntities map[int32]int32
	forceEntities map[string]int32 // armed forces by country

	space         []slot
	words         []word // of the sentence
	found         []reading
	lost          []doc.Reading // scratch of choose
	struck        bool          // the recipients of force are looked for
	acting        bool          // those who act are looked for
	scratch       []doc.Ref
	tolls         []toll         // that no report of their sentence tells
	inverse       int            // comma after "should Russia attack", −1 without such a clause
	contextCounts map[string]int // of the sentence, empty until they are asked for
	allContexts   []string
}

func (r *run) reset(d *doc.Document) {
	r.d = d
	d.Reports, d.SetAside = d.Reports[:0], d.SetAside[:0]
	r.mentions.Reset(d)
	r.given = len(d.Entities)
	r.tolls = r.tolls[:0]
	clear(r.placeEntities)
	clear(r.forceEntities)
}

// read makes a sentence the one that is looked at.
func (r *run) read(s int) {
	r.tree.Reset(r.d, s)
	r.words = append(r.words[:0], make([]word, len(r.tree.Tokens))...)
	clear(r.contextCounts)
}

// sentence codes one sentence: readings first, then what cancels what, then
// the reports.
func (r *run) sentence() {
	r.space = r.space[:0]
	r.inverse = r.inversion()
	r.readings()
	r.spoken()
	r.answer()
	r.approach()
	r.shareRecipients()
	r.takeUp()
	r.shareProtest()
	r.suppress()
	r.rescues()
	r.sport()
	r.unreal()
	for i := range r.found {
		rd := &r.found[i]
		m := r.moodOf(&rd.frame)
		r.scheduled(rd, &m)
		t, mode, status := r.settle(rd, m)
		if rd.dropped != "" {
			r.setAside(rd)
			continue
		}
		r.report(rd, m, t, mode, status)
	}
	r.tollOnly()
}

// report writes one reading down.
func (r *run) report(rd *reading, m mood, t ontology.Type, mode string, status ontology.Status) {
	f := &rd.frame
	rep := doc.Report{
		Type: t, Mode: mode, CAMEO: rd.entry.CAMEO, Actors: rd.actors, Recipients: rd.recipients,
		Trigger: r.trigger(f), Lemma: rd.entry.Lemma, Head: r.tree.Base + int32(f.head), Sentences: []int32{int32(r.tree.Index)},
		Status: status, Place: doc.None,
		Trace: doc.Trace{Entry: rd.entry.ID + " (" + rd.entry.Line + ")", Rule: f.rule, Rejected: rd.rejected},
	}
	if rd.entry.Mutual != nil && len(rep.Actors) > 1 {
		rep.Recipients = nil
	}
	if t == ontology.Agree && (rd.entry.Type == ontology.Consult || m.will) && len(rd.partners) > 0 && len(rd.partners) < len(rep.Actors) {
		// Who is to meet or to help whom is said by one side.
		rep.Recipients = rd.partners
		rep.Actors = without(append([]doc.Ref(nil), rd.actors...), rd.partners)
	}
	if t != rd.entry.Type {
		rep.CAMEO = ""
		rep.Trace.Steps = append(rep.Trace.Steps, rd.entry.Type.String()+" to come is "+t.String())
	}
	if rep.Mode == "" {
		rep.Mode = r.mode(t, f)
	}
	for _, step := range m.steps {
		rep.Trace.Steps = append(rep.Trace.Steps, "status: "+step)
	}
	rep.Contexts = r.contexts(t, rep.Mode)
	r.attribute(&rep)
	r.date(&rep, f)
	if rep.Type == ontology.Agree && rep.Status == ontology.Occurred && r.d.Published.Date.Before(rep.Date) && r.d.Published.Day != 0 && rep.Date.Day != 0 {
		rep.Status = ontology.Planned // the day is that of what is agreed, not of the word
	}
	if now := r.d.Published.Date; (rep.Status == ontology.Planned || rep.Status == ontology.Conditional) && !verbal(rep.Type) && rep.Precision == doc.ByDay && rep.Date.Before(now) {
		rep.Date, rep.DateEnd, rep.Precision = doc.Date{}, doc.Date{}, "" // the day is that of the word, not of what is to come
	}
	r.place(&rep, rd)
	r.casualties(&rep, f)
	rep.Background = background(r.d.Published.Date, rep.Date)
	r.d.Reports = append(r.d.Reports, rep)
}

// trigger is the words that carry the event: the head with the light verb over
// it, or with its particle.
func (r *run) trigger(f *frame) span.Span {
	t := &r.tree
	s := t.Tokens[f.head].Span
	if f.rule == "light verb" && f.verb >= 0 && f.head-f.verb < 8 && f.verb < f.head {
		s = s.Union(t.Tokens[f.verb].Span)
	}
	if p := f.get("prt"); p == f.head+1 && t.Rel(p) == ud.CompoundPrt {
		s = s.Union(t.Tokens[p].Span)
	}
	return s
}

// backgroundDays is the codebook's bound: what lies further back than this
// before publication is background.
const backgroundDays = 30

func background(published, happened doc.Date) bool {
	if published.IsZero() || happened.IsZero() || !happened.Before(published) {
		return false
	}
	return days(published)-days(happened) > backgroundDays
}

// days is Date.Days; a month or year counts from its last day.
func days(d doc.Date) int {
	if d.Month == 0 {
		d.Month = 12
	}
	if d.Day == 0 {
		d.Day = int8(doc.DaysIn(int(d.Year), int(d.Month)))
	}
	return d.Days()
}

// weigh fills the confidence of every report.
func (r *run) weigh() {
	for i := range r.d.Reports {
		rep := &r.d.Reports[i]
		title := false
		for _, s := range rep.Sentences {
			title = title || r.d.FieldAt(r.d.Sentences[s].Span.Start) == doc.FieldTitle
		}
		rep.Confidence = confidence.Of(confidence.Facts{
			Type: rep.Type.String(), Rule: rep.Trace.Rule, Actors: len(rep.Actors), Recipients: len(rep.Recipients), Status: string(rep.Status),
			Sentences: len(rep.Sentences), Attributed: rep.Attribution.Source.Entity != doc.None, InTitle: title,
		})
	}
}

func (r *run) setAside(rd *reading) {
	r.d.SetAside = append(r.d.SetAside, doc.SetAside{
		Sentence: int32(r.tree.Index), Trigger: r.tree.Tokens[rd.frame.head].Span, Entry: rd.entry.ID, Reason: rd.dropped, Detail: rd.detail,
	})
}

func itoa(n int) string { return strconv.Itoa(n) }
