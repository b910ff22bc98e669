package pipeline_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	"casus/doc"
	"casus/pipeline"
	"casus/source"
)

// shared is the pipeline of all tests: it is read-only, and slow to load.
var shared = sync.OnceValues(func() (*pipeline.Pipeline, error) { return pipeline.New(pipeline.Options{}) })

func load(t testing.TB) *pipeline.Pipeline {
	t.Helper()
	p, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// sentences are templates of agency copy: {A} and {B} are actors, {C} is a city,
// {D} a day, {N} a number.
var sentences = []string{
	"{A} met {B} in {C} on {D}.",
	"{A} accused {B} on {D} of shelling villages near {C}.",
	"“We will not accept this,” {A} told reporters in {C}. “Our patience is at an end.”",
	"{A} said on {D} that talks with {B} would resume next week.",
	"Police in {C} arrested {N} protesters on {D}, according to local media.",
	"{A} imposed sanctions on {B} after {N} people were killed in {C}.",
	"Air strikes by {A} on {B} killed at least {N} people near {C} early {D}.",
	"{A} denied that its troops had crossed the border near {C}.",
	"{B}, which has not commented, is expected to send aid to {C} later this month.",
	"Thousands marched through {C} on {D} against the government of {B}.",
	"{A} and {B} signed an agreement on grain, officials told Reuters.",
	"If {B} refuses to withdraw, {A} may close its embassy in {C}.",
	"A source close to {A} said {B} had rejected the offer.",
	"{A} called {B}’s decision “a grave mistake” and urged it to return to talks.",
	"It has been warm in {C} since {D}.",
}

// oddities are sentences whose bytes and code points differ much.
var oddities = []string{
	"“Muy bien,” señor Núñez said in Asunción 🇵🇾, where {N} people 👩‍👧 had marched on {D}.",
	"قال الوزير: {A} met {B} in {C} on {D}.",
	"The e\u0301lite guard of {A} fired on {B} near {C} — {N} died.",
	"{A}’s envoy (“小王”) met {B}’s envoy in {C}…",
	"Kyïv’s mayor told {A}\u00a0that\u00a0{B} had fired {N} missiles at {C} on\u2009{D}.",
}

var (
	actorNames = []string{
		"Iran", "the United States", "Russian President Vladimir Putin", "Kenya", "the Turkish foreign ministry", "Israel", "Hezbollah",
		"French President Emmanuel Macron", "the European Union", "Chinese officials", "Ukraine", "Boko Haram", "the Kremlin", "North Korea",
	}
	cities  = []string{"Geneva", "Kyiv", "Nairobi", "Tripoli", "Lima", "Beirut", "Khartoum", "Muscat"}
	days    = []string{"Monday", "Tuesday", "Wednesday", "Friday", "March 3", "Sunday"}
	numbers = []string{"two", "12", "dozens of", "at least 40", "3,000"}
)

func pick(rnd *rand.Rand, list []string) string { return list[rnd.IntN(len(list))] }

// sentence fills a template.
func sentence(rnd *rand.Rand) string {
	template := pick(rnd, sentences)
	if rnd.IntN(6) == 0 {
		template = pick(rnd, oddities)
	}
	s := strings.NewReplacer("{A}", pick(rnd, actorNames), "{B}", pick(rnd, actorNames), "{C}", pick(rnd, cities),
		"{D}", pick(rnd, days), "{N}", pick(rnd, numbers)).Replace(template)
	if rest, ok := strings.CutPrefix(s, "the "); ok {
		return "The " + rest
	}
	return s
}

// paragraphs makes the body of one story.
func paragraphs(rnd *rand.Rand) []string {
	var list []string
	for range 2 + rnd.IntN(5) {
		var p []string
		for range 1 + rnd.IntN(3) {
			p = append(p, sentence(rnd))
		}
		list = append(list, strings.Join(p, " "))
	}
	return list
}

// generated is several dozen stories in every format, the same ones each time.
func generated(t testing.TB) []*doc.Document {
	t.Helper()
	rnd := rand.New(rand.NewPCG(20260304, 0))
	var docs []*doc.Document
	read := func(name, data string) {
		list, err := source.Parse(name, []byte(data), source.Options{})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		docs = append(docs, list...)
	}
	var lines strings.Builder
	for i := range 30 {
		line, err := json.Marshal(map[string]any{
			"id": fmt.Sprintf("s%d", i), "url": fmt.Sprintf("https://wire.example/2026/03/%d", i), "published": "2026-03-04",
			"title": sentence(rnd), "text": strings.Join(paragraphs(rnd), "\n\n"), "desk": i,
		})
		if err != nil {
			t.Fatal(err)
		}
		lines.Write(line)
		lines.WriteByte('\n')
	}
	read("stories.jsonl", lines.String())
	for i := range 12 {
		body := "<p>" + strings.Join(paragraphs(rnd), "</p>\n<p>") + "</p>"
		read(fmt.Sprintf("page%d.html", i), "<!doctype html><html lang=en><head><title>"+sentence(rnd)+
			"</title><meta property='article:published_time' content='2026-03-04T08:30:00Z'></head><body><nav><a href='/'>Home</a></nav><article><h1>Talks and strikes</h1>"+
			body+"<figure><img src=a.jpg><figcaption>"+sentence(rnd)+"</figcaption></figure></article></body></html>")
	}
	for i := range 8 {
		read(fmt.Sprintf("story%d.md", i), "# "+sentence(rnd)+"\n\n4 March 2026\n\n"+strings.Join(paragraphs(rnd), "\n\n")+"\n\n> "+sentence(rnd)+"\n")
	}
	table := "title,date,body\n"
	for range 6 {
		table += fmt.Sprintf("\"%s\",2026-03-04,\"%s\"\n", sentence(rnd), strings.Join(paragraphs(rnd), "\n\n"))
	}
	read("table.csv", table)
	if len(docs) < 50 {
		t.Fatalf("%d stories, want at least 50", len(docs))
	}
	return docs
}
