package pipeline_test

import (
	"fmt"
	"log"

	"casus/pipeline"
	"casus/source"
)

// One article in, its reports out. A Pipeline is made once and shared.
func Example() {
	data := []byte(`{"published": "2026-11-12", "text": "On Wednesday, Uganda urged Ethiopia to withdraw its forces from the border."}`)
	p, err := pipeline.New(pipeline.Options{})
	if err != nil {
		log.Fatal(err)
	}
	docs, err := source.Parse("stories.jsonl", data, source.Options{})
	if err != nil {
		log.Fatal(err)
	}
	for _, d := range docs {
		p.Process(d)
		for _, r := range p.Record(d).Reports {
			for _, a := range r.Actors {
				fmt.Printf("%s, %s, %s: %q\n", a.Text, r.Type, r.Status, r.Evidence[0].Quote)
			}
		}
	}
	// Output:
	// Uganda, REQUEST, occurred: "On Wednesday, Uganda urged Ethiopia to withdraw its forces from the border."
}
