package lexicon_test

import (
	"fmt"

	"casus/lexicon"
)

func ExampleLexicon_Match() {
	lex, err := lexicon.Load()
	if err != nil {
		fmt.Println(err)
		return
	}
	const text = "Iran's foreign ministry said"
	for _, m := range lex.Match(nil, text, len("Iran's ")) {
		fmt.Println(text[len("Iran's "):m.End], m.Alias.Key, m.Alias.Sector)
	}
	// Output:
	// foreign ministry foreign-ministry GOV
}
