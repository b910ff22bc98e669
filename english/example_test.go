package english_test

import (
	"fmt"
	"log"

	"casus/english"
)

// A model is loaded once and shared. Sentences and tokens are read where they
// stand, without copying.
func Example() {
	model, err := english.Load()
	if err != nil {
		log.Fatal(err)
	}
	d := model.ParseText("Two soldiers were killed by a bomb in Gaza on Monday.")
	for _, tokens := range d.EachSentence() {
		for _, t := range tokens {
			head := "-"
			if t.Head > 0 {
				head = tokens[t.Head-1].Form
			}
			fmt.Println(t.Form, t.Lemma, t.UPOS, t.Deprel, head)
		}
	}
	for _, n := range d.Names {
		fmt.Println(n.Kind, d.Tokens[n.First].Form)
	}
	// Output:
	// Two two NUM nummod soldiers
	// soldiers soldier NOUN nsubj:pass killed
	// were be AUX aux:pass killed
	// killed kill VERB root -
	// by by ADP case bomb
	// a a DET det bomb
	// bomb bomb NOUN obl:agent killed
	// in in ADP case Gaza
	// Gaza Gaza PROPN nmod bomb
	// on on ADP case Monday
	// Monday Monday PROPN obl killed
	// . . PUNCT punct killed
	// LOC Gaza
}
