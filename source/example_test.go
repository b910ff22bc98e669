package source_test

import (
	"fmt"

	"casus/doc"
	"casus/source"
)

// A file may hold many documents; one that is broken costs itself only.
func ExampleParse() {
	stories := `{"id": "1", "title": "Talks resume", "published": "2026-03-03", "text": "The talks resumed on Tuesday, both sides said."}
{"id": "2", "title": "No end
`
	docs, err := source.Parse("stories.jsonl", []byte(stories), source.Options{})
	for _, d := range docs {
		fmt.Println(d.StoryID, d.Published, d.Language, d.Region(doc.FieldText))
	}
	fmt.Println(err)
	// Output:
	// 1 2026-03-03 en The talks resumed on Tuesday, both sides said.
	// stories.jsonl:2: the JSON object ends too early; want one JSON object a line
}
