package record

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"math"
	"strings"

	"casus/doc"
	"casus/ontology"
	"casus/span"
	"casus/ud"
)

// maxNameWords is how many words of a mention are printed; longer ones are a
// description, and the entity's name serves better.
const maxNameWords = 12

// From makes the row of a coded document.
func From(d *doc.Document, v Versions) *Story {
	w := newWriter(d)
	s := &Story{
		ID: d.StoryID, URL: text(d.URL), Publisher: text(d.Publisher), Title: d.Region(doc.FieldTitle), Author: text(d.Author),
		Published: text(d.Published.String()), Language: text(d.Language), Text: d.Region(doc.FieldText), Caption: text(d.Region(doc.FieldCaption)),
		Document: d.ID, Version: Version(d), Reports: []Report{}, Statements: []Statement{}, SetAside: []SetAside{}, Remarks: []Remark{}, Versions: v,
	}
	if s.ID == "" {
		s.ID = d.ID
	}
	for _, x := range d.Extra {
		s.Extra = append(s.Extra, Extra(x))
	}
	for i := range d.Reports {
		s.Reports = append(s.Reports, w.report(&d.Reports[i]))
	}
	for i := range d.Statements {
		s.Statements = append(s.Statements, w.statement(&d.Statements[i]))
	}
	for i := range d.SetAside {
		a := &d.SetAside[i]
		s.SetAside = append(s.SetAside, SetAside{w.sentence(a.Sentence), a.Trigger.Of(d.Text), a.Entry, a.Reason, a.Detail})
	}
	for _, n := range d.Notes {
		s.Remarks = append(s.Remarks, Remark(n))
	}
	s.Counts = count(d)
	return s
}

// Version is the SHA-256 of the extracted text in hexadecimal: spans belong to
// it.
func Version(d *doc.Document) string {
	sum := sha256.Sum256([]byte(d.Text))
	return hex.EncodeToString(sum[:])
}

// ID names the versions in few letters: "v_" and twelve hexadecimal digits of a
// SHA-256 over them, so that it is the same everywhere.
func (v Versions) ID() string {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err) // four strings
	}
	sum := sha256.Sum256(text)
	return "v_" + hex.EncodeToString(sum[:6])
}

func count(d *doc.Document) Counts {
	c := Counts{
		Sentences: len(d.Sentences), Actions: len(d.Reports) + len(d.SetAside),
		Words: len(strings.Fields(d.Region(doc.FieldTitle))) + len(strings.Fields(d.Region(doc.FieldText))),
	}
	for i := range d.Entities {
		if e := &d.Entities[i]; e.Country != "" || e.Sector != "" {
			c.Actors++
		}
	}
	return c
}

// writer turns indexes of one document into words and spans.
type writer struct {
	d     *doc.Document
	runes [doc.NumFields]*span.Runes
}

func newWriter(d *doc.Document) *writer { return &writer{d: d} }

func (w *writer) sentence(s int32) string { return w.d.Sentences[s].Span.Of(w.d.Text) }

// evidence is a span of the text inside the field that holds it.
func (w *writer) evidence(s span.Span) Evidence {
	f := w.d.FieldAt(s.Start)
	region := w.d.Regions[f]
	if w.runes[f] == nil {
		w.runes[f] = span.NewRunes(region.Of(w.d.Text))
	}
	in := s.Shift(-region.Start)
	return Evidence{
		Field: f.String(), Start: in.Start, End: in.End,
		CharStart: w.runes[f].Before(in.Start), CharEnd: w.runes[f].Before(in.End), Quote: s.Of(w.d.Text),
	}
}

func (w *writer) report(r *doc.Report) Report {
	out := Report{
		ID: r.ID, Type: r.Type.String(), Mode: text(r.Mode), Contexts: list(r.Contexts),
		Actors: w.entities(r.Actors), Recipients: w.entities(r.Recipients), Trigger: r.Trigger.Of(w.d.Text),
		Sentences: []string{}, Evidence: []Evidence{},
		Date: text(r.Date.String()), DateEnd: text(r.DateEnd.String()), DatePrecision: text(string(r.Precision)),
		Place: w.place(r.Place), Status: string(r.Status), Background: r.Background,
		Killed: number(r.Killed), Injured: number(r.Injured),
		Score: ontology.Score(r.Type, r.Mode), Quad: int(r.Type.Quad()), CAMEO: r.CAMEO, Confidence: math.Round(r.Confidence*1000) / 1000,
		Trace: w.trace(r),
	}
	for _, s := range r.Sentences {
		out.Sentences = append(out.Sentences, w.sentence(s))
		out.Evidence = append(out.Evidence, w.evidence(w.d.Sentences[s].Span))
	}
	if r.Attribution.Source.Entity != doc.None {
		out.Attribution = w.source(r.Attribution.Source, r.Attribution.Kind)
	}
	return out
}

func (w *writer) trace(r *doc.Report) Trace {
	t := Trace{Entry: r.Trace.Entry, Rule: r.Trace.Rule, Steps: []string{}, Rejected: []Reading{}}
	for _, side := range []struct {
		name string
		refs []doc.Ref
	}{{"actor", r.Actors}, {"recipient", r.Recipients}} {
		for _, ref := range side.refs {
			e := &w.d.Entities[ref.Entity]
			step := side.name + " \"" + w.words(ref) + "\""
			if len(e.Steps) > 0 {
				step += ": " + strings.Join(e.Steps, "; ")
			}
			t.Steps = append(t.Steps, step)
		}
	}
	t.Steps = append(t.Steps, r.Trace.Steps...)
	for _, x := range r.Trace.Rejected {
		t.Rejected = append(t.Rejected, Reading(x))
	}
	return t
}

func (w *writer) statement(s *doc.Statement) Statement {
	out := Statement{
		Cue: text(s.CueWords), Direct: s.Direct, Content: s.Content.Of(w.d.Text), Sentence: w.sentence(s.Sentence),
		Evidence: w.evidence(s.Content), Rule: s.Rule,
	}
	if s.Speaker.Entity != doc.None {
		out.Speaker = w.source(s.Speaker, s.Kind)
	}
	if s.Addressee.Entity != doc.None {
		e := w.entity(s.Addressee)
		out.Addressee = &e
	}
	if s.Through.Entity != doc.None {
		e := w.entity(s.Through)
		out.Through = &e
	}
	return out
}

func (w *writer) source(ref doc.Ref, kind doc.SourceKind) *Source {
	e := w.entity(ref)
	e.Text = w.fullWords(ref)
	return &Source{e, string(kind)}
}

func (w *writer) entities(refs []doc.Ref) []Entity {
	out := make([]Entity, 0, len(refs))
	for _, ref := range refs {
		out = append(out, w.entity(ref))
	}
	return out
}

func (w *writer) entity(ref doc.Ref) Entity {
	e := &w.d.Entities[ref.Entity]
	out := Entity{Text: w.words(ref), Country: text(e.Country), Sector: text(e.Sector), Actor: text(e.Actor)}
	if e.Role.ID != "" {
		out.Role = &Role{e.Role.ID, e.Role.Office, text(e.Role.From.String()), text(e.Role.To.String())}
	}
	return out
}

// words names an entity: the words of the mention; the entity's name where the
// mention is a pronoun, a description of somebody who has a name, or long.
func (w *writer) words(ref doc.Ref) string {
	e := &w.d.Entities[ref.Entity]
	if ref.Mention == doc.None {
		return e.Name
	}
	m := &w.d.Mentions[ref.Mention]
	words := m.Span.Of(w.d.Text)
	if m.Kind == doc.PronounMention && e.Kind == doc.StateEntity {
		return w.lastName(m, e)
	}
	if m.Kind == doc.PronounMention || e.Name != "" && (len(strings.Fields(words)) > maxNameWords || m.Kind == doc.NominalMention && w.named(e)) {
		return e.Name
	}
	return words
}

// lastName is the name by which the article called a state last before a
// pronoun: "Washington" rather than "United States", as the reader has it in
// mind.
func (w *writer) lastName(pronoun *doc.Mention, e *doc.Entity) string {
	name, at := e.Name, int32(-1)
	for i := range w.d.Mentions {
		m := &w.d.Mentions[i]
		if m.Entity == pronoun.Entity && m.Kind == doc.NameMention && m.First < pronoun.First && m.First > at {
			name, at = m.Span.Of(w.d.Text), m.First
		}
	}
	return name
}

// named reports whether an entity has a proper name in the article: its first
// mention is one, or it is somebody of the lexicon.
func (w *writer) named(e *doc.Entity) bool {
	switch e.Kind {
	case doc.PersonEntity, doc.GroupEntity:
		return !e.Anonymous && (e.Actor != "" || w.d.Mentions[e.First].Kind == doc.NameMention)
	}
	return false
}

// fullWords names an entity as fully as the article does: a speaker is known
// by the whole name, and one without a name by the whole phrase ("top diplomats
// from the Group of Seven").
func (w *writer) fullWords(ref doc.Ref) string {
	e := &w.d.Entities[ref.Entity]
	if e.Kind == doc.PersonEntity && e.Name != "" && len(strings.Fields(e.Name)) <= maxNameWords {
		return e.Name
	}
	words := w.words(ref)
	if ref.Mention == doc.None {
		return words
	}
	m := &w.d.Mentions[ref.Mention]
	if words != m.Span.Of(w.d.Text) {
		return words
	}
	end := m.Span.End
	if m.Kind == doc.NominalMention {
		end = w.phraseEnd(m)
		first := &w.d.Mentions[e.First]
		person := e.Kind == doc.PersonEntity || e.Kind == doc.GenericEntity
		if person && end == m.Span.End && w.definite(m) && first.Kind == doc.NominalMention && first.First < m.First && w.phraseEnd(first)-first.Span.Start > m.Span.Len() {
			m, end = first, w.phraseEnd(first) // as they were introduced
		}
	}
	if end == m.Span.End {
		end = w.yearEnd(m)
	}
	return span.Span{Start: m.Span.Start, End: end}.Of(w.d.Text)
}

// definite reports whether "the" stands before a mention.
func (w *writer) definite(m *doc.Mention) bool {
	for i := max(m.First-1, w.d.Sentences[m.Sentence].First); i < m.Head; i++ {
		if strings.EqualFold(w.d.Tokens[i].Form, "the") {
			return true
		}
	}
	return false
}

// phraseEnd is the end of the phrase of a mention with what follows its noun:
// other nouns beside it and phrases with a preposition, no clauses, and no more
// than maxNameWords words.
func (w *writer) phraseEnd(m *doc.Mention) int {
	tokens := w.d.Tokens
	first, last := w.d.Sentences[m.Sentence].First, m.End
	sentenceEnd := w.d.Sentences[m.Sentence].End
	for last < sentenceEnd && last-m.First < maxNameWords && w.below(m, last, first) {
		last++
	}
	for last > m.End && !endsPhrase(tokens[last-1].UPOS) {
		last--
	}
	if last == m.End {
		return m.Span.End
	}
	return tokens[last-1].Span.End
}

// yearEnd is the end of a name with the year that follows it: "Global Terrorism
// Index 2025".
func (w *writer) yearEnd(m *doc.Mention) int {
	if m.End < w.d.Sentences[m.Sentence].End {
		if tok := &w.d.Tokens[m.End]; tok.UPOS == ud.NUM && len(tok.Form) == 4 && (tok.Form[:2] == "19" || tok.Form[:2] == "20") {
			return tok.Span.End
		}
	}
	return m.Span.End
}

func endsPhrase(u ud.UPOS) bool {
	return u == ud.NOUN || u == ud.PROPN || u == ud.NUM
}

// below reports whether token i, of a sentence that begins at token first, hangs
// on the noun of a mention through nouns alone.
func (w *writer) below(m *doc.Mention, i, first int32) bool {
	for steps := 0; steps < maxNameWords; steps++ {
		tok := &w.d.Tokens[i]
		if i == m.Head {
			return true
		}
		switch tok.Deprel {
		case ud.Nmod, ud.Case, ud.Det, ud.Amod, ud.Compound, ud.Flat, ud.Nummod, ud.Conj, ud.Cc, ud.NmodPoss:
		default:
			return false
		}
		if tok.UPOS == ud.VERB || tok.UPOS == ud.PUNCT || tok.Head <= 0 {
			return false
		}
		i = first + tok.Head - 1
	}
	return false
}

func (w *writer) place(p int32) *Place {
	if p == doc.None {
		return nil
	}
	x := &w.d.Places[p]
	out := &Place{Text: x.Span.Of(w.d.Text), Country: text(x.Country), Name: x.Name, Level: string(x.Level), ID: text(x.ID)}
	if x.HasPoint && x.Level != doc.CountryLevel {
		lat, lon := x.Lat, x.Lon
		out.Lat, out.Lon = &lat, &lon
	}
	return out
}

func number(c *doc.Casualties) *Number {
	if c == nil {
		return nil
	}
	n := &Number{Text: c.Text}
	if c.Min >= 0 {
		v := c.Min
		n.Min = &v
	}
	if c.Max >= 0 {
		v := c.Max
		n.Max = &v
	}
	return n
}

// text is a string or null.
func text(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func list(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}
