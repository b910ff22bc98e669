package record

import (
	"encoding/json"
	"strings"
	"testing"

	"casus/doc"
	"casus/ontology"
	"casus/span"
)

// small is a coded document by hand: a title, two sentences and a caption, with
// letters of several bytes before the evidence.
func small() *doc.Document {
	const title, body, caption = "Sánchez 🕊 Macron", "“Bien”: Sánchez met Macron in Madrid.\n\nTen died <there> & elsewhere.", "Madrid"
	d := &doc.Document{
		ID: "https://wire.example/1", StoryID: "s1", URL: "https://wire.example/1?x=1", Language: "en",
		Published: doc.Instant{Date: doc.Date{Year: 2026, Month: 3, Day: 4}},
		Text:      title + "\n\n" + body + "\n\n" + caption,
		Extra:     []doc.ExtraField{{Name: "desk", Value: json.RawMessage(`{"b":2,"a":1.50}`)}, {Name: "counts", Value: json.RawMessage(`7`)}, {Name: "z\"<", Value: json.RawMessage(`null`)}},
		Notes:     []doc.Note{{Code: "no-date", Message: "none"}},
	}
	at := func(words string) span.Span {
		i := strings.Index(d.Text, words)
		return span.Span{Start: i, End: i + len(words)}
	}
	d.Regions = [doc.NumFields]span.Span{at(title), at(body), {Start: len(d.Text) - len(caption), End: len(d.Text)}, {Start: len(d.Text), End: len(d.Text)}}
	d.Blocks = []doc.Block{{Kind: doc.Title, Span: at(title)}, {Span: at("“Bien”: Sánchez met Macron in Madrid.")}, {Span: at("Ten died <there> & elsewhere.")}}
	for i, b := range d.Blocks {
		d.Sentences = append(d.Sentences, doc.Sentence{Span: b.Span, Block: int32(i)})
	}
	d.Mentions = []doc.Mention{
		{Kind: doc.NameMention, Sentence: 1, Span: at("Sánchez met"), Entity: 0},
		{Kind: doc.PronounMention, Sentence: 1, Span: at("Macron in"), Entity: 1},
	}
	d.Mentions[0].Span.End -= len(" met")
	d.Entities = []doc.Entity{
		{Kind: doc.PersonEntity, Actor: "pedro-sanchez", Name: "Pedro Sánchez", Country: "ESP", Sector: "GOV", Role: doc.Role{ID: "ESP-pm", Office: "prime-minister", From: doc.Date{Year: 2018, Month: 6, Day: 2}}},
		{Kind: doc.PersonEntity, Name: "Emmanuel Macron"},
	}
	d.Places = []doc.Place{
		{Span: at("Madrid"), Name: "Madrid", Country: "ESP", Level: doc.CityLevel, ID: "3117735", HasPoint: true, Lat: 40.4165, Lon: -3.7026},
		{Span: at("Madrid"), Name: "Spain", Country: "ESP", Level: doc.CountryLevel, HasPoint: true, Lat: 1, Lon: 1},
	}
	d.Reports = []doc.Report{{
		ID: "r_1", Type: ontology.Consult, Mode: "visit", CAMEO: "042", Actors: []doc.Ref{{Mention: 0, Entity: 0}, {Mention: 1, Entity: 1}},
		Trigger: at("met"), Sentences: []int32{1, 0}, Status: ontology.Occurred, Date: doc.Date{Year: 2026, Month: 3}, Precision: doc.ByMonth,
		Place: 0, Attribution: doc.Attribution{Source: doc.NoRef}, Killed: &doc.Casualties{Text: "Ten", Min: 10, Max: -1}, Confidence: 0.12349,
		Trace: doc.Trace{Entry: "meet/v (consult.txt:9)", Rule: "active", Rejected: []doc.Reading{{Entry: "meet/v#2", Why: "no"}}},
	}, {
		ID: "r_2", Type: ontology.Aid, Recipients: []doc.Ref{{Mention: doc.None, Entity: 1}}, Trigger: at("died"), Sentences: []int32{2},
		Status: ontology.Denied, Place: 1, Attribution: doc.Attribution{Source: doc.Ref{Mention: 1, Entity: 1}, Kind: doc.NamedSource},
	}}
	d.Statements = []doc.Statement{{Sentence: 1, Speaker: doc.Ref{Mention: 0, Entity: 0}, Kind: doc.NamedSource, Addressee: doc.NoRef, Through: doc.NoRef, Direct: true, Content: at("Bien"), Rule: "r"}}
	d.SetAside = []doc.SetAside{{Sentence: 2, Trigger: at("died"), Entry: "die/v", Reason: "no-actor", Detail: "nobody"}}
	return d
}

func TestFrom(t *testing.T) {
	s := From(small(), Versions{Casus: "1"})
	first, second := &s.Reports[0], &s.Reports[1]
	for _, c := range []struct{ name, got, want string }{
		{"id", s.ID, "s1"},
		{"document", s.Document, "https://wire.example/1"},
		{"title", s.Title, "Sánchez 🕊 Macron"},
		{"caption", *s.Caption, "Madrid"},
		{"published", *s.Published, "2026-03-04"},
		{"type", first.Type, "CONSULT"},
		{"mode", *first.Mode, "visit"},
		{"date", *first.Date, "2026-03"},
		{"precision", *first.DatePrecision, "month"},
		{"a name as printed", first.Actors[0].Text, "Sánchez"},
		{"a pronoun by its name", first.Actors[1].Text, "Emmanuel Macron"},
		{"nobody's mention by its name", second.Recipients[0].Text, "Emmanuel Macron"},
		{"role", first.Actors[0].Role.ID + " " + *first.Actors[0].Role.From, "ESP-pm 2018-06-02"},
		{"first sentence", first.Sentences[0], "“Bien”: Sánchez met Macron in Madrid."},
		{"field of the second", first.Evidence[1].Field, "title"},
		{"speaker in full", s.Statements[0].Speaker.Text, "Pedro Sánchez"},
		{"attribution", second.Attribution.Text + " " + second.Attribution.Kind, "Emmanuel Macron named"},
		{"set aside", s.SetAside[0].Trigger + " " + s.SetAside[0].Reason, "died no-actor"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %q, want %q", c.name, c.got, c.want)
		}
	}
	if s.Author != nil || s.Publisher != nil || first.DateEnd != nil || first.Injured != nil || first.Attribution != nil || second.Mode != nil || second.Date != nil {
		t.Error("an absent value is not null")
	}
	if first.Actors[1].Country != nil || first.Actors[1].Role != nil || s.Statements[0].Addressee != nil {
		t.Error("an absent part of an entity is not null")
	}
	if first.Score != 4 || first.Quad != 1 || first.Confidence != 0.123 {
		t.Errorf("score %v, quad %v, confidence %v; want 4, 1, 0.123", first.Score, first.Quad, first.Confidence)
	}
	if first.Killed.Max != nil || *first.Killed.Min != 10 || first.Killed.Text != "Ten" {
		t.Errorf("killed %+v", first.Killed)
	}
	if *first.Place.Lat != 40.4165 || second.Place.Lat != nil || second.Place.Lon != nil {
		t.Errorf("places %+v and %+v; a country has no point", first.Place, second.Place)
	}
	if want := (Counts{Sentences: 3, Words: 14, Actors: 1, Actions: 3}); s.Counts != want {
		t.Errorf("counts %+v, want %+v", s.Counts, want)
	}
}

// TestEvidence holds offsets of both kinds against the fields.
func TestEvidence(t *testing.T) {
	s := From(small(), Versions{})
	e := s.Statements[0].Evidence
	if want := (Evidence{Field: "text", Start: 3, End: 7, CharStart: 1, CharEnd: 5, Quote: "Bien"}); e != want {
		t.Errorf("evidence %+v, want %+v", e, want)
	}
	e = s.Reports[0].Evidence[1]
	if e.Start != 0 || e.End != len(s.Title) || e.CharEnd != 16 || e.Quote != s.Title {
		t.Errorf("evidence of the title %+v", e)
	}
	e = s.Reports[1].Evidence[0]
	if s.Text[e.Start:e.End] != e.Quote || string([]rune(s.Text)[e.CharStart:e.CharEnd]) != e.Quote || e.Start == e.CharStart {
		t.Errorf("evidence of the last sentence %+v", e)
	}
}

// TestLine holds the JSON: one line, nothing escaped for HTML, extra fields
// after the text, and the same again after reading.
func TestLine(t *testing.T) {
	s := From(small(), Versions{})
	line, err := Line(s)
	if err != nil {
		t.Fatal(err)
	}
	row := string(line)
	if !json.Valid(line) || strings.Count(row, "\n") != 1 || !strings.HasSuffix(row, "\n") {
		t.Errorf("row %s", row)
	}
	at := -1
	for _, want := range []string{`"id":"s1"`, `<there> & elsewhere."`, `,"desk":{"b":2,"a":1.50}`, `,"z\"<":null`, `,"caption":"Madrid"`, `"counts":{"sentences":3`, `"set_aside"`} {
		i := strings.Index(row, want)
		if i < 0 {
			t.Errorf("no %s in %s", want, row)
		}
		if want != `"set_aside"` && i < at {
			t.Errorf("%s is out of order in %s", want, row)
		}
		at = i
	}
	if strings.Contains(row, `"counts":7`) {
		t.Error("an extra field stands for one of the contract's")
	}
	var back Story
	if err := json.Unmarshal(line, &back); err != nil {
		t.Fatal(err)
	}
	back.Extra = s.Extra
	if again, err := Line(&back); err != nil || string(again) != row {
		t.Errorf("after reading\n%s\nbefore\n%s", again, row)
	}
}

// TestEmpty holds that lists of nothing are [], not null.
func TestEmpty(t *testing.T) {
	line, err := Line(From(&doc.Document{ID: "sha256:0"}, Versions{}))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"id":"sha256:0"`, `"reports":[]`, `"statements":[]`, `"set_aside":[]`, `"remarks":[]`, `"published":null`, `"caption":null`} {
		if !strings.Contains(string(line), want) {
			t.Errorf("no %s in %s", want, line)
		}
	}
}

// TestVersion holds that the version is that of the text alone.
func TestVersion(t *testing.T) {
	a, b := small(), small()
	b.ID, b.Published, b.Reports = "other", doc.Instant{}, nil
	if Version(a) != Version(b) || len(Version(a)) != 64 {
		t.Errorf("versions %s and %s of one text", Version(a), Version(b))
	}
	b.Text += "."
	if Version(a) == Version(b) {
		t.Error("another text has the same version")
	}
}

// TestContract holds the names that pass-through fields may not take to the
// fields that a row has.
func TestContract(t *testing.T) {
	line, err := Line(From(&doc.Document{}, Versions{}))
	if err != nil {
		t.Fatal(err)
	}
	var row map[string]json.RawMessage
	if err := json.Unmarshal(line, &row); err != nil {
		t.Fatal(err)
	}
	for name := range row {
		if !contract[name] {
			t.Errorf("field %s is not among the names of the contract", name)
		}
	}
	if len(row) != len(contract) {
		t.Errorf("%d fields, %d names in the contract", len(row), len(contract))
	}
}
