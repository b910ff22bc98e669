package pipeline_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"casus/doc"
	"casus/lexicon"
	"casus/ontology"
	"casus/pipeline"
	"casus/record"
	"casus/source"
	"casus/span"
)

// coded runs the documents on so many workers and returns the rows.
func coded(t *testing.T, docs []*doc.Document, workers int) []byte {
	t.Helper()
	p := load(t)
	var out bytes.Buffer
	feed := func(send func(pipeline.Input) error) error {
		for _, d := range docs {
			if err := send(pipeline.Input{Document: d}); err != nil {
				return err
			}
		}
		return nil
	}
	err := p.Each(context.Background(), workers, feed, func(in pipeline.Input) error {
		line, err := record.Line(p.Record(in.Document))
		out.Write(line)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestSameBytes holds that the number of workers and what was coded before
// change nothing.
func TestSameBytes(t *testing.T) {
	want := coded(t, generated(t), 1)
	for _, workers := range []int{1, 8, 8, 3} {
		got := coded(t, generated(t), workers)
		if bytes.Equal(got, want) {
			continue
		}
		a, b := bytes.Split(got, []byte("\n")), bytes.Split(want, []byte("\n"))
		for i := range b {
			if i >= len(a) || !bytes.Equal(a[i], b[i]) {
				t.Fatalf("with %d workers row %d differs:\n%s\nwith one\n%s", workers, i+1, a[min(i, len(a)-1)], b[i])
			}
		}
	}
}

// TestBackwards holds that a row does not depend on the documents before it.
func TestBackwards(t *testing.T) {
	p := load(t)
	docs := generated(t)
	want := make([]string, len(docs))
	for i, d := range docs {
		p.Process(d)
		want[i] = line(t, p, d)
	}
	docs = generated(t)
	for i := len(docs) - 1; i >= 0; i-- {
		p.Process(docs[i])
		if got := line(t, p, docs[i]); got != want[i] {
			t.Errorf("row %d, coded backwards:\n%s\nwant\n%s", i, got, want[i])
		}
	}
}

func line(t testing.TB, p *pipeline.Pipeline, d *doc.Document) string {
	t.Helper()
	b, err := record.Line(p.Record(d))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestRows checks every row of the generated stories and of the examples of the
// predicate lexicon.
func TestRows(t *testing.T) {
	p := load(t)
	reports, statements := 0, 0
	for _, d := range generated(t) {
		p.Process(d)
		checkRow(t, p, d)
		reports, statements = reports+len(d.Reports), statements+len(d.Statements)
	}
	if reports < 50 || statements < 30 {
		t.Errorf("the generated stories gave %d reports and %d statements, too few to test with", reports, statements)
	}
	lex, err := lexicon.Load()
	if err != nil {
		t.Fatal(err)
	}
	for i, entry := range lex.Predicates() {
		for k, x := range entry.Examples {
			if (i+k)%5 == 0 { // every fifth: all of them are coded elsewhere
				d := article(x.Sentence)
				p.Process(d)
				checkRow(t, p, d)
			}
		}
	}
}

// checkRow holds the contract of one row; it names the document on failure.
func checkRow(t testing.TB, p *pipeline.Pipeline, d *doc.Document) {
	t.Helper()
	s := p.Record(d)
	b, err := record.Line(s)
	if err != nil {
		t.Fatal(err)
	}
	if fault := faultOf(d, s, b); fault != "" {
		t.Errorf("%s %s: %s\n%s", d.Origin.Path, d.ID, fault, b)
	}
}

// faultOf is what breaks the contract in a row; empty if nothing does.
func faultOf(d *doc.Document, s *record.Story, row []byte) string {
	var back record.Story
	if err := json.Unmarshal(row, &back); err != nil {
		return "row is no JSON: " + err.Error()
	}
	back.Extra = s.Extra
	again, err := record.Line(&back)
	if err != nil || !bytes.Equal(again, row) {
		return "row does not come back from JSON as it went in"
	}
	if !utf8.Valid(row) || bytes.Count(row, []byte("\n")) != 1 {
		return "row is not one line of UTF-8"
	}
	ids := map[string]bool{}
	for i := range s.Reports {
		r := &s.Reports[i]
		if ids[r.ID] || r.ID == "" {
			return "report id " + r.ID + " is empty or stands twice"
		}
		ids[r.ID] = true
		if fault := reportFault(d, r); fault != "" {
			return "report " + r.ID + ": " + fault
		}
	}
	for i := range s.Statements {
		st := &s.Statements[i]
		if fault := evidenceFault(d, st.Evidence); fault != "" {
			return fault
		}
		if st.Content != st.Evidence.Quote || st.Content == "" || !strings.Contains(d.Text, st.Sentence) || st.Rule == "" {
			return fmt.Sprintf("statement %d: content %q, evidence %q, rule %q", i, st.Content, st.Evidence.Quote, st.Rule)
		}
	}
	for _, a := range s.SetAside {
		if a.Reason == "" || a.Sentence == "" || a.Trigger == "" {
			return fmt.Sprintf("set aside without reason or place: %+v", a)
		}
	}
	if s.Counts.Sentences != len(d.Sentences) || s.Counts.Actions != len(s.Reports)+len(s.SetAside) {
		return fmt.Sprintf("counts %+v", s.Counts)
	}
	return ""
}

func reportFault(d *doc.Document, r *record.Report) string {
	ty, ok := ontology.ParseType(r.Type)
	switch {
	case !ok || r.Quad != int(ty.Quad()):
		return "type " + r.Type
	case r.Mode != nil && !ty.HasMode(*r.Mode):
		return "mode " + *r.Mode + " of " + r.Type
	case !ontology.ValidStatus(ontology.Status(r.Status)):
		return "status " + r.Status
	case r.Confidence < 0 || r.Confidence > 1:
		return fmt.Sprint("confidence ", r.Confidence)
	case len(r.Evidence) == 0 || len(r.Evidence) != len(r.Sentences):
		return "evidence and sentences differ in number"
	case r.Trace.Entry == "" || r.Trace.Rule == "":
		return "no entry or no rule"
	case len(r.Actors)+len(r.Recipients) == 0:
		return "nobody takes part"
	case r.Trigger == "" || !strings.Contains(d.Text, r.Trigger):
		return "trigger " + r.Trigger
	}
	if r.CAMEO != "" {
		if _, ok := ontology.Goldstein(r.CAMEO); !ok {
			return "CAMEO code " + r.CAMEO
		}
	}
	for _, c := range r.Contexts {
		if !ontology.ValidContext(c) {
			return "context " + c
		}
	}
	for _, e := range append(append([]record.Entity{}, r.Actors...), r.Recipients...) {
		if e.Text == "" || e.Sector != nil && !ontology.ValidSector(*e.Sector) || e.Country != nil && len(*e.Country) != 3 {
			return fmt.Sprintf("entity %+v", e)
		}
	}
	if (r.Date == nil) != (r.DatePrecision == nil) {
		return "a date without precision, or precision without a date"
	}
	if r.Date != nil {
		if _, err := doc.ParseDate(*r.Date); err != nil {
			return err.Error()
		}
	}
	if p := r.Place; p != nil && (p.Lat == nil) != (p.Lon == nil) || p != nil && p.Level == string(doc.CountryLevel) && p.Lat != nil {
		return fmt.Sprintf("place %+v", p)
	}
	for i, e := range r.Evidence {
		if fault := evidenceFault(d, e); fault != "" {
			return fault
		}
		if e.Quote != r.Sentences[i] {
			return "quote is not the sentence"
		}
	}
	return ""
}

// evidenceFault holds a quote against its field in bytes and in code points.
func evidenceFault(d *doc.Document, e record.Evidence) string {
	fields := map[string]doc.Field{"title": doc.FieldTitle, "text": doc.FieldText, "caption": doc.FieldCaption}
	f, ok := fields[e.Field]
	if !ok {
		return "evidence in field " + e.Field
	}
	text := d.Region(f)
	if !(span.Span{Start: e.Start, End: e.End}).Inside(text) || text[e.Start:e.End] != e.Quote || e.Quote == "" {
		return fmt.Sprintf("evidence %+v is not at its bytes", e)
	}
	points := []rune(text)
	if e.CharEnd > len(points) || e.CharStart > e.CharEnd || string(points[e.CharStart:e.CharEnd]) != e.Quote {
		return fmt.Sprintf("evidence %+v is not at its code points", e)
	}
	return ""
}

// parse reads one story of JSON.
func parse(t testing.TB, data string) *doc.Document {
	t.Helper()
	docs, err := source.Parse("story.jsonl", []byte(data+"\n"), source.Options{})
	if err != nil || len(docs) != 1 {
		t.Fatalf("%d documents, error %v", len(docs), err)
	}
	return docs[0]
}

const storyText = "Iran accused Israel of shelling a village on Monday.\\n\\nFrench President Emmanuel Macron met Kenyan President William Ruto in Nairobi. " +
	"“We are friends,” Macron said."

// TestAnnotationsIgnored holds that the coder sees text alone.
func TestAnnotationsIgnored(t *testing.T) {
	p := load(t)
	head := `{"id":"x","url":"https://wire.example/x","published":"2026-03-04","text":"` + storyText + `"`
	var rows []string
	for _, tail := range []string{
		`}`,
		`,"reports":[{"type":"AID","actors":[{"text":"Iran","country":"IRN"}],"sentences":["none"]}],"statements":[{"content":"no"}]}`,
		`,"reports":null,"statements":"nonsense"}`,
	} {
		d := parse(t, head+tail)
		p.Process(d)
		rows = append(rows, line(t, p, d))
	}
	for _, row := range rows[1:] {
		if row != rows[0] {
			t.Errorf("with annotations\n%s\nwithout\n%s", row, rows[0])
		}
	}
	if !strings.Contains(rows[0], `"type":"ACCUSE"`) || !strings.Contains(rows[0], `"type":"CONSULT"`) {
		t.Errorf("reports are missing: %s", rows[0])
	}
}

// TestExtraFields holds that other fields pass through, in order and as
// printed, and cannot stand for the contract's own.
func TestExtraFields(t *testing.T) {
	p := load(t)
	d := parse(t, `{"zone":7.50,"id":"x","text":"`+storyText+`","annotator":{"b":1,"a":[2,  null]},"counts":{"words":1},"größe":"<&>","reports":[]}`)
	p.Process(d)
	row := line(t, p, d)
	at := -1
	for _, want := range []string{`"text":`, `"zone":7.50`, `"annotator":{"b":1,"a":[2,`, `"größe":"<&>"`, `"caption":`, `"counts":{"sentences":`} {
		i := strings.Index(row, want)
		if i <= at {
			t.Errorf("%s is missing or out of order in %s", want, row)
		}
		at = i
	}
	if strings.Count(row, `"counts":`) != 1 || !json.Valid([]byte(row)) {
		t.Errorf("row %s", row)
	}
}

// TestIDsSurvive holds that reports keep their ids when the text before them is
// edited, when white space changes, and when a report is added; the same act
// told in two articles has two ids.
func TestIDsSurvive(t *testing.T) {
	p := load(t)
	const kept = "Iran accused Israel of shelling a village on Monday. Police in Lima arrested three protesters on Tuesday."
	ids := func(url, text string) map[string]string {
		d := parse(t, fmt.Sprintf(`{"url":%q,"published":"2026-03-04","text":%q}`, url, text))
		p.Process(d)
		found := map[string]string{}
		for i := range d.Reports {
			found[d.Reports[i].Type.String()] = d.Reports[i].ID
		}
		return found
	}
	const url = "https://wire.example/2026/03/04/a"
	want := ids(url, kept)
	if want["ACCUSE"] == "" || want["COERCE"] == "" {
		t.Fatalf("reports %v, want ACCUSE and COERCE", want)
	}
	for name, text := range map[string]string{
		"the same":       kept,
		"text before":    "It was cold in the north. “Nobody was there,” a farmer said.\n\n" + kept,
		"text after":     kept + "\n\nIt was cold in the north.",
		"white space":    strings.ReplaceAll(kept, "accused Israel", "accused\nIsrael"),
		"another report": "The European Union sent medicine to Haiti.\n\n" + kept,
	} {
		got := ids(url, text)
		if got["ACCUSE"] != want["ACCUSE"] || got["COERCE"] != want["COERCE"] {
			t.Errorf("%s: ids %v, want %v", name, got, want)
		}
	}
	if got := ids("https://other.example/b", kept); got["ACCUSE"] == want["ACCUSE"] {
		t.Error("two articles share an id")
	}
}

// TestOtherLanguages holds that what is not English passes through uncoded.
func TestOtherLanguages(t *testing.T) {
	p := load(t)
	d := parse(t, `{"id":"x","language":"ru","text":"Министры иностранных дел двух стран встретились в понедельник в Осло и обсудили поставки зерна."}`)
	p.Process(d)
	s := p.Record(d)
	if len(d.Sentences) != 0 || len(s.Reports) != 0 || s.Reports == nil || s.Text != d.Region(doc.FieldText) {
		t.Errorf("%d sentences, %d reports", len(d.Sentences), len(s.Reports))
	}
}

// FuzzPipeline reads any bytes, codes what they give, and checks the rows.
func FuzzPipeline(f *testing.F) {
	for _, seed := range []string{
		"Iran accused Israel of shelling a village on Monday.",
		"# Talks\n\n“We met,” 👩‍👧 said Macron. \"And then?\" asked\n\n> nobody",
		"{\"text\":\"U.S. and Iranian officials held talks in Muscat\\u0000 on \\ud83d\\ude00 Monday.\"}\n",
		"<p>President Emmanuel Macron's senior aide Claire Petit told reporters \u202ethat the Kremlin\u0301 met Hamas on March 31, 0000.",
		"title,text\na,\"Police in Lima arrested 99999999999999999999 protesters.\"\n",
		"A B C D E F G H I J K L M N O P Q R S T U V W X Y Z, of of of the the the and and and said said said",
		strings.Repeat("“", 200) + " said he " + strings.Repeat("(", 200),
		"according to according to told told Reuters. According.",
		"\xff\xfeI\x00r\x00a\x00n\x00",
		"قال الوزير إن المحادثات with Iran\u200f ended.",
	} {
		f.Add([]byte(seed))
	}
	p := load(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 4000 {
			return
		}
		docs, _ := source.Parse("input", data, source.Options{})
		for _, d := range docs {
			p.Process(d)
			checkRow(t, p, d)
		}
		if len(data) == 0 {
			return
		}
		d := article(strings.ToValidUTF8(string(data), "\ufffd"))
		p.Process(d)
		checkRow(t, p, d)
	})
}
