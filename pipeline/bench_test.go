package pipeline

import (
	"strings"
	"testing"

	"casus/doc"
	"casus/lexicon"
	"casus/record"
	"casus/span"
)

// benchArticles are articles of twenty sentences from the examples of the
// predicate lexicon: text of our own that does not repeat.
func benchArticles(b *testing.B, lex *lexicon.Lexicon) (docs []*doc.Document, words int) {
	b.Helper()
	const perArticle = 20
	var sentences []string
	for _, p := range lex.Predicates() {
		for _, x := range p.Examples {
			sentences = append(sentences, x.Sentence)
		}
	}
	for len(sentences) > 0 {
		n := min(perArticle, len(sentences))
		text := strings.Join(sentences[:n], " ")
		sentences = sentences[n:]
		words += len(strings.Fields(text))
		docs = append(docs, benchDocument(text))
	}
	return docs, words
}

func benchDocument(text string) *doc.Document {
	d := &doc.Document{
		ID: "bench", Language: "en", Text: text, Published: doc.Instant{Date: doc.Date{Year: 2026, Month: 11, Day: 19}},
		Blocks: []doc.Block{{Kind: doc.Paragraph, Span: span.Span{End: len(text)}}},
	}
	d.Regions[doc.FieldText] = span.Span{End: len(text)}
	for f := doc.FieldCaption; f < doc.NumFields; f++ {
		d.Regions[f] = span.Span{Start: len(text), End: len(text)}
	}
	return d
}

// BenchmarkStages times every stage by itself, over the same documents, and
// the whole; "words/s" counts words separated by white space.
func BenchmarkStages(b *testing.B) {
	lex, err := lexicon.Load()
	if err != nil {
		b.Fatal(err)
	}
	p, err := New(Options{Lexicon: lex})
	if err != nil {
		b.Fatal(err)
	}
	docs, words := benchArticles(b, lex)
	run := func(name string, stage func(*doc.Document)) {
		for _, d := range docs {
			stage(d) // also makes ready what the next stage reads
		}
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				for _, d := range docs {
					stage(d)
				}
			}
			b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
		})
	}
	run("english", p.english.Parse)
	run("actor", p.actor.Resolve)
	run("when", p.when.Resolve)
	run("where", p.where.Resolve)
	run("speech", p.speech.Find)
	run("coder", p.coder.Code)
	run("record", func(d *doc.Document) {
		if _, err := record.Line(p.Record(d)); err != nil {
			b.Fatal(err)
		}
	})
	run("all", p.Process)
}

// BenchmarkNew times the loading of model, lexicon and gazetteer.
func BenchmarkNew(b *testing.B) {
	b.ReportAllocs()
	for range b.N {
		if _, err := New(Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
