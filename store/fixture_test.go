package store_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"testing"

	"casus/doc"
	"casus/ontology"
	"casus/record"
	"casus/source"
	"casus/span"
	"casus/store"
)

var states = []struct{ name, code string }{
	{"Russia", "RUS"},
	{"Iran", "IRN"},
	{"Ukraine", "UKR"},
	{"Israel", "ISR"},
	{"China", "CHN"},
	{"India", "IND"},
	{"Türkiye", "TUR"},
	{"France", "FRA"},
	{"Japan", "JPN"},
	{"Namibia", "NAM"},
}

var verbs = []struct {
	words string
	kind  ontology.Type
}{
	{"attacked", ontology.Assault},
	{"condemned", ontology.Accuse},
	{"met with officials of", ontology.Consult},
	{"signed an agreement with", ontology.Agree},
	{"imposed sanctions on", ontology.Sanction},
	{"threatened", ontology.Threaten},
}

// feed is invented news, one story a line.
func feed(n int) string {
	var b strings.Builder
	for i := range n {
		a, c := states[i%10].name, states[(i*3+i/10+1)%10].name
		fmt.Fprintf(&b, `{"id":"s%d","url":"https://example.org/news/%d","publisher":"Outlet %d","title":"%s and %s: day %d","author":null,`+
			`"published":"2026-03-%02d","language":"en","desk":{ "n": %d },`+
			`"text":"%s %s %s on Monday, a spokesman said. “It was expected — long ago,” Foreign Minister Ali Çelik of %s said. The talks in Paris failed."}`+"\n",
			i, i, i%3, a, c, i, i%28+1, i, a, verbs[i%len(verbs)].words, c, a)
	}
	return b.String()
}

func parse(t testing.TB, stories string) []*doc.Document {
	t.Helper()
	docs, err := source.Parse("feed.jsonl", []byte(stories), source.Options{KeepRaw: true})
	if err != nil {
		t.Fatal(err)
	}
	return docs
}

// versions stands for a program.
var versions = record.Versions{Casus: "0.1.0", Model: "model sha256:1", Lexicon: "sha256:2", Places: "sha256:3"}

// code codes documents by their plainest words, so that these tests do not
// hang on the English model.
func code(docs []*doc.Document) []*store.Article {
	var list []*store.Article
	for _, d := range docs {
		codeOne(d)
		list = append(list, &store.Article{Document: d, Story: record.From(d, versions)})
	}
	return list
}

func codeOne(d *doc.Document) {
	if d.Language != "en" {
		return
	}
	for _, f := range []doc.Field{doc.FieldTitle, doc.FieldText} {
		at := d.Regions[f].Start
		for part := range strings.SplitAfterSeq(d.Region(f), ". ") {
			s := span.Span{Start: at, End: at + len(part)}
			at = s.End
			if s = s.Trim(d.Text); !s.Empty() {
				d.Sentences = append(d.Sentences, doc.Sentence{Span: s})
			}
		}
	}
	for i := range d.Sentences {
		codeSentence(d, int32(i))
	}
}

// codeSentence codes "Russia attacked Iran", and sets a sentence with one
// state aside.
func codeSentence(d *doc.Document, i int32) {
	s := d.Sentences[i].Span
	words := s.Of(d.Text)
	var refs []doc.Ref
	for _, st := range states {
		at := strings.Index(words, st.name)
		if at < 0 {
			continue
		}
		n := int32(len(d.Mentions))
		d.Mentions = append(d.Mentions, doc.Mention{Sentence: i, Span: span.Span{Start: s.Start + at, End: s.Start + at + len(st.name)}, Entity: n})
		d.Entities = append(d.Entities, doc.Entity{Kind: doc.StateEntity, Actor: st.code, Name: st.name, Country: st.code, Sector: "GOV", First: n})
		refs = append(refs, doc.Ref{Mention: n, Entity: n})
	}
	slices.SortFunc(refs, func(a, b doc.Ref) int { return d.Mentions[a.Mention].Span.Start - d.Mentions[b.Mention].Span.Start })
	if len(refs) == 1 {
		d.SetAside = append(d.SetAside, doc.SetAside{Sentence: i, Trigger: s, Reason: "no-recipient"})
		d.Statements = append(d.Statements, doc.Statement{Sentence: i, Speaker: refs[0], Kind: doc.NamedSource, Through: doc.NoRef, Addressee: doc.NoRef, Content: s})
	}
	for _, v := range verbs {
		at := strings.Index(words, v.words)
		if at < 0 || len(refs) < 2 {
			continue
		}
		actors, recipients := refs[:1], refs[1:2]
		if v.kind == ontology.Agree { // mutual: all are actors
			actors, recipients = refs[:2], nil
		}
		sum := sha256.Sum256([]byte(d.ID + words))
		d.Reports = append(d.Reports, doc.Report{
			ID: "r_" + hex.EncodeToString(sum[:10]), Type: v.kind, Actors: actors, Recipients: recipients,
			Trigger: span.Span{Start: s.Start + at, End: s.Start + at + len(v.words)}, Sentences: []int32{i}, Status: ontology.Occurred,
			Date: d.Published.Date, Precision: doc.ByDay, Place: doc.None, Attribution: doc.Attribution{Source: doc.NoRef}, Confidence: 0.5,
		})
	}
}

// someArticles is two coded articles.
func someArticles() []*store.Article {
	docs, err := source.Parse("feed.jsonl", []byte(feed(2)), source.Options{KeepRaw: true})
	if err != nil {
		panic(err)
	}
	return code(docs)
}
