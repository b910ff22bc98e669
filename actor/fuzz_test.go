package actor_test

import (
	"math/rand/v2"
	"reflect"
	"sync"
	"testing"

	"casus/doc"
	"casus/ud"
)

// scramble gives the tokens of d random tags, relations and heads, and makes
// names out of random runs.
func scramble(d *doc.Document, seed uint64) {
	r := rand.New(rand.NewPCG(seed, 1))
	for s := range d.Sentences {
		tokens := d.SentenceTokens(s)
		for i := range tokens {
			t := &tokens[i]
			if r.IntN(3) == 0 {
				t.UPOS, t.XPOS = ud.UPOS(r.IntN(ud.NumUPOS)), ud.XPOS(r.IntN(ud.NumXPOS))
			}
			if r.IntN(2) == 0 {
				t.Deprel = ud.Deprel(r.IntN(ud.NumDeprel))
			}
			if r.IntN(3) > 0 {
				t.Head = int32(r.IntN(len(tokens)+3)) - 1
			}
		}
	}
	d.Names = d.Names[:0]
	for k := 0; k < len(d.Tokens)/4; k++ {
		first := int32(r.IntN(len(d.Tokens)))
		d.Names = append(d.Names, doc.Name{First: first, End: first + int32(r.IntN(5)), Kind: doc.NameKind(r.IntN(5))})
	}
}

// check reports what is wrong with the mentions and entities of d.
func check(t *testing.T, d *doc.Document) {
	t.Helper()
	for i := range d.Mentions {
		m := &d.Mentions[i]
		s := d.Sentences[m.Sentence]
		switch {
		case m.First < s.First || m.End > s.End || m.First >= m.End:
			t.Fatalf("mention %d covers tokens [%d:%d) outside its sentence [%d:%d)", i, m.First, m.End, s.First, s.End)
		case m.Head < s.First || m.Head >= s.End:
			t.Fatalf("mention %d has head %d outside its sentence", i, m.Head)
		case m.Span.Empty() || !s.Span.Contains(m.Span):
			t.Fatalf("mention %d prints %v outside its sentence %v", i, m.Span, s.Span)
		case m.Entity < doc.None || int(m.Entity) >= len(d.Entities):
			t.Fatalf("mention %d has entity %d of %d", i, m.Entity, len(d.Entities))
		}
		if i > 0 {
			p := &d.Mentions[i-1]
			if p.Head > m.Head || p.Head == m.Head && p.First > m.First {
				t.Fatalf("mentions %d and %d are out of order", i-1, i)
			}
		}
	}
	for i := range d.Entities {
		e := &d.Entities[i]
		if e.First < 0 || int(e.First) >= len(d.Mentions) || d.Mentions[e.First].Entity != int32(i) {
			t.Fatalf("entity %d (%s) has first mention %d", i, e.Name, e.First)
		}
		if e.Name == "" {
			t.Fatalf("entity %d has no name", i)
		}
	}
}

func FuzzResolve(f *testing.F) {
	for i, c := range []string{
		"Ukrainian President Volodymyr Zelensky met U.S. and Iranian officials in Kyiv.",
		"“We will go,” said Mr. Smith, 45, a spokesman for the army of Mali (FAMA). Both sides — he said — agreed.",
		"The leaders of Iran, Iraq, Syria and the UAE's foreign minister, who is ill, told it to the group of people of the of the.",
		"the the of of 's 's ( ) , , and and Iran-backed U.S.-led ex-President",
		"",
		"\n\n\n.",
	} {
		f.Add(c, uint64(i))
	}
	m, r := tools()
	f.Fuzz(func(t *testing.T, text string, seed uint64) {
		if len(text) > 2000 {
			return
		}
		d := read(m, text, "2026-03-02")
		r.Resolve(d)
		check(t, d)
		if len(d.Tokens) > 0 {
			scramble(d, seed)
			r.Resolve(d)
			check(t, d)
		}
	})
}

// TestScrambled resolves the cases with wrecked trees and names.
func TestScrambled(t *testing.T) {
	m, r := tools()
	for i, c := range readCases(t, "testdata/mentions.txt") {
		for seed := range uint64(8) {
			d := read(m, c.text, c.published)
			scramble(d, uint64(i)*8+seed)
			r.Resolve(d)
			check(t, d)
		}
	}
}

// TestSame resolves one text twice and from many goroutines at once.
func TestSame(t *testing.T) {
	m, r := tools()
	text := ""
	for _, c := range readCases(t, "testdata/mentions.txt") {
		text += c.text + "\n\n"
	}
	want := read(m, text, "2026-03-02")
	r.Resolve(want)
	check(t, want)
	if len(want.Mentions) < 300 {
		t.Fatalf("%d mentions in %d tokens", len(want.Mentions), len(want.Tokens))
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			d := read(m, text, "2026-03-02")
			for range 3 {
				r.Resolve(d)
				if !reflect.DeepEqual(d.Mentions, want.Mentions) || !reflect.DeepEqual(d.Entities, want.Entities) {
					t.Error("not the same mentions as before")
				}
			}
		})
	}
	wg.Wait()
}

func BenchmarkResolve(b *testing.B) {
	m, r := tools()
	text := ""
	for _, c := range readCases(b, "testdata/mentions.txt") {
		text += c.text + " "
	}
	d := read(m, text, "2026-03-02")
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		r.Resolve(d)
	}
}
