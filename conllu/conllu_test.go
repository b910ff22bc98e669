package conllu

import (
	"bytes"
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"

	"casus/doc"
	"casus/span"
	"casus/ud"
)

const sample = "# newdoc id = a\n" +
	"# sent_id = 1\n" +
	"# text = Don't  go.\n" +
	"1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\tSpacesAfter=\\s\\s\n" +
	"1\tDo\tdo\tAUX\tVB\tMood=Imp\t3\taux\t3:aux\t_\n" +
	"2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t3:advmod\t_\n" +
	"3\tgo\tgo\tVERB\tVB\t_\t0\troot\t0:root\tSpaceAfter=No\n" +
	"3.1\tgone\tgo\tVERB\tVBN\t_\t_\t_\t3:x\t_\n" +
	"4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t3:punct\tNER=O\n" +
	"\n" +
	"# newpar\n" +
	"1\tStop\tstop\tVERB\tVB\t_\t0\troot\t0:root\tSpaceAfter=No\n" +
	"2\t!\t!\tPUNCT\t.\t_\t1\tpunct\t1:punct\t_\n" +
	"\n"

func TestRead(t *testing.T) {
	all, err := ReadAll("a.conllu", strings.NewReader(sample))
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 2 {
		t.Fatalf("%d sentences, want 2", len(all))
	}
	s := &all[0]
	if !s.NewDoc() || !s.NewPar() || s.Line != 4 {
		t.Errorf("newdoc %v, newpar %v, line %d; want true, true, 4", s.NewDoc(), s.NewPar(), s.Line)
	}
	if v, ok := s.Comment("text"); !ok || v != "Don't  go." {
		t.Errorf("comment text: %q %v", v, ok)
	}
	if v, _ := s.Comment("newdoc"); v != "a" {
		t.Errorf("comment newdoc: %q, want a", v)
	}
	want := []Token{
		{Form: "Don't", First: 0, End: 2, SpaceAfter: "  ", Misc: `SpacesAfter=\s\s`},
		{Form: "go", First: 2, End: 3, SpaceAfter: "", Misc: "SpaceAfter=No"},
		{Form: ".", First: 3, End: 4, SpaceAfter: " ", Misc: "NER=O"},
	}
	if !reflect.DeepEqual(s.Tokens, want) {
		t.Errorf("tokens\n got %+v\nwant %+v", s.Tokens, want)
	}
	if w := s.Words[1]; w.Form != "n't" || w.Head != 3 || w.Deprel != "advmod" || w.Lemma != "not" {
		t.Errorf("word 2: %+v", w)
	}
}

func TestReadFaults(t *testing.T) {
	word := "1\ta\t_\t_\t_\t_\t0\troot\t_\t_\n"
	tests := []struct{ name, text, want string }{
		{"columns", "1\ta\n\n", "f:1: 2 columns, want 10 separated by tabs"},
		{"empty column", "1\t\t_\t_\t_\t_\t0\troot\t_\t_\n\n", "f:1: column 2 (FORM) is empty, want a value or _"},
		{"order", word + "3\tb\t_\t_\t_\t_\t1\tx\t_\t_\n\n", `f:2: ID "3", want 2`},
		{"head", "1\ta\t_\t_\t_\t_\tx\troot\t_\t_\n\n", `f:1: HEAD "x", want a word's number, 0 or _`},
		{"head outside", "1\ta\t_\t_\t_\t_\t5\tx\t_\t_\n\n", "f:2: word 1: HEAD 5 is outside the sentence of 1 words"},
		{"range", "2-1\ta\t_\t_\t_\t_\t_\t_\t_\t_\n" + word + "\n", `f:1: ID "2-1", want a range such as 3-4`},
		{"range start", "2-3\ta\t_\t_\t_\t_\t_\t_\t_\t_\n" + word + "\n", "f:1: multiword token begins at word 2, want 1"},
		{"range unfinished", "1-2\ta\t_\t_\t_\t_\t_\t_\t_\t_\n" + word + "\n", "f:3: multiword token 1-2 ends behind the sentence of 1 words"},
		{"empty node", "1.x\ta\t_\t_\t_\t_\t_\t_\t_\t_\n" + word + "\n", `f:1: ID "1.x", want a number, a range or an empty node such as 8.1`},
	}
	for _, tt := range tests {
		_, err := ReadAll("f", strings.NewReader(tt.text))
		if err == nil || err.Error() != tt.want {
			t.Errorf("%s: got %v, want %s", tt.name, err, tt.want)
		}
	}
}

func TestReadGoesOnBehindFaults(t *testing.T) {
	text := "1\tbad\n\n" + sample + "x\n\n"
	all, err := ReadAll("f", strings.NewReader(text))
	if len(all) != 2 {
		t.Errorf("%d sound sentences, want 2", len(all))
	}
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok || len(joined.Unwrap()) != 2 {
		t.Fatalf("errors %v, want two", err)
	}
	var place *span.Error
	if !errors.As(err, &place) || place.Line != 1 {
		t.Errorf("first error %+v, want line 1", place)
	}
}

func TestNextStreams(t *testing.T) {
	r := NewReader("a", strings.NewReader(strings.TrimRight(sample, "\n"))) // no blank line at the end
	for i := range 2 {
		if _, err := r.Next(); err != nil {
			t.Fatalf("sentence %d: %v", i+1, err)
		}
	}
	if _, err := r.Next(); err != io.EOF {
		t.Errorf("behind the last: %v, want EOF", err)
	}
}

func TestWriteReadsBack(t *testing.T) {
	all, err := ReadAll("a", strings.NewReader(sample))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := Write(&b, all); err != nil {
		t.Fatal(err)
	}
	again, err := ReadAll("b", &b)
	if err != nil {
		t.Fatal(err)
	}
	for i := range again {
		again[i].Line = all[i].Line
	}
	if !reflect.DeepEqual(all, again) {
		t.Errorf("got %+v\nwant %+v", again, all)
	}
}

func TestText(t *testing.T) {
	all, err := ReadAll("a", strings.NewReader(sample))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := Text(all, 0), "Don't  go.\n\nStop!\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	long := fromWords(t, strings.Repeat("seven77 ", 30))
	lines := strings.Split(strings.TrimSpace(Text(long, 80)), "\n")
	if len(lines) != 3 || len(lines[0]) != 79 {
		t.Errorf("wrapped to %d lines, the first of %d bytes; want 3 lines, 79 bytes", len(lines), len(lines[0]))
	}
	if strings.Join(lines, " ") != strings.TrimSpace(Text(long, 0)) {
		t.Error("wrapping changed more than spaces")
	}
}

func TestFromDocument(t *testing.T) {
	text := "Putin can't go. Yes."
	token := func(form string, at int, joined bool) doc.Token {
		return doc.Token{Span: span.Span{Start: at, End: at + len(form)}, Form: form, Head: -1, Joined: joined}
	}
	d := &doc.Document{
		Text: text,
		Tokens: []doc.Token{
			token("Putin", 0, false), token("ca", 6, false), token("n't", 8, true), token("go", 12, false), token(".", 14, false),
			token("Yes", 16, false), token(".", 19, false),
		},
		Sentences: []doc.Sentence{{Span: span.Span{Start: 0, End: 15}, End: 5}, {Span: span.Span{Start: 16, End: 20}, First: 5, End: 7, Block: 1}},
		Names:     []doc.Name{{First: 0, End: 1, Kind: doc.Person}},
	}
	d.Tokens[0].UPOS, d.Tokens[0].Lemma, d.Tokens[0].Head, d.Tokens[0].Deprel = ud.PROPN, "Putin", 4, ud.Nsubj
	var b bytes.Buffer
	if err := Write(&b, FromDocument(d)); err != nil {
		t.Fatal(err)
	}
	want := "# newdoc\n# newpar\n# sent_id = 1\n# text = Putin can't go.\n" +
		"1\tPutin\tPutin\tPROPN\t_\t_\t4\tnsubj\t_\tNER=B-PER\n" +
		"2-3\tcan't\t_\t_\t_\t_\t_\t_\t_\t_\n" +
		"2\tca\t_\t_\t_\t_\t_\t_\t_\t_\n" +
		"3\tn't\t_\t_\t_\t_\t_\t_\t_\t_\n" +
		"4\tgo\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n" +
		"5\t.\t_\t_\t_\t_\t_\t_\t_\t_\n\n" +
		"# newpar\n# sent_id = 2\n# text = Yes.\n" +
		"1\tYes\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n" +
		"2\t.\t_\t_\t_\t_\t_\t_\t_\t_\n\n"
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(sample)
	f.Add("1-9\ta\t_\t_\t_\t_\t_\t_\t_\t_\n")
	f.Add("# a\n\n#\n1\t\\s\t_\t_\t_\t_\t0\t_\t_\tSpacesAfter=\\p\\\\\n")
	f.Fuzz(func(t *testing.T, text string) {
		all, _ := ReadAll("fuzz", strings.NewReader(text))
		var b bytes.Buffer
		if err := Write(&b, all); err != nil {
			t.Fatal(err)
		}
		again, err := ReadAll("again", &b)
		if err != nil {
			t.Fatalf("what was written does not read back: %v", err)
		}
		if len(again) != len(all) {
			t.Fatalf("%d sentences, read back %d", len(all), len(again))
		}
		if got, want := Text(again, 80), Text(all, 80); got != want {
			t.Fatalf("text %q, want %q", got, want)
		}
		_, _ = Evaluate(all, again)
	})
}
