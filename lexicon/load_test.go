package lexicon

import "testing"

func TestLoad(t *testing.T) {
	lex, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	if lex.State("IRN") == nil || lex.Adjective("IRN") != "Iranian" {
		t.Errorf("IRN is %+v", lex.State("IRN"))
	}
}
