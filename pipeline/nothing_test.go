package pipeline_test

import (
	"os"
	"strings"
	"testing"

	"casus/lexicon"
	"casus/pipeline"
)

// TestNothing runs the sentences of testdata/nothing.txt, none of which holds
// an event: sport, markets, crime without politics, weather, accidents,
// science, culture, everyday life, figures of speech, and topics merely named,
// all in the words that carry events elsewhere. None of them may be coded. A
// sentence marked "! " is known to be coded wrongly; it must lose its mark as
// soon as it is not.
func TestNothing(t *testing.T) {
	const file = "testdata/nothing.txt"
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	lex, err := lexicon.Load()
	if err != nil {
		t.Fatal(err)
	}
	p, err := pipeline.New(pipeline.Options{Lexicon: lex})
	if err != nil {
		t.Fatal(err)
	}
	for i, line := range strings.Split(string(data), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		sentence, known := strings.CutPrefix(line, "! ")
		d := article(sentence)
		p.Process(d)
		switch coded := len(d.Reports) > 0; {
		case coded && !known:
			t.Errorf("%s:%d: %s\n%s", file, i+1, sentence, outcome(d))
		case !coded && known:
			t.Errorf("%s:%d: %s\n\tis no longer coded: take away its mark", file, i+1, sentence)
		}
	}
}
