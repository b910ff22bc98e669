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
			fmt.Println(*r.Date, r.Type, r.Actors[0].Text, "→", r.Recipients[0].Text)
			fmt.Println(r.Evidence[0].Quote)
		}
	}
	// Output:
	// 2026-11-11 REQUEST Uganda → Ethiopia
	// On Wednesday, Uganda urged Ethiopia to withdraw its forces from the border.
}
