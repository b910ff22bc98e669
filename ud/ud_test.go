package ud

import "testing"

// TestRoundTrip holds that every label is read as it is printed and that no
// two share a name.
func TestRoundTrip(t *testing.T) {
	seen := map[string]bool{}
	for i := range NumUPOS {
		tag := UPOS(i)
		if got := ParseUPOS(tag.String()); got != tag || seen[tag.String()] {
			t.Errorf("UPOS %d prints as %q and reads as %d", i, tag, got)
		}
		seen[tag.String()] = true
	}
	seen = map[string]bool{}
	for i := range NumXPOS {
		tag := XPOS(i)
		if got := ParseXPOS(tag.String()); got != tag || seen[tag.String()] {
			t.Errorf("XPOS %d prints as %q and reads as %d", i, tag, got)
		}
		seen[tag.String()] = true
	}
	seen = map[string]bool{}
	for i := range NumDeprel {
		rel := Deprel(i)
		if got := ParseDeprel(rel.String()); got != rel || seen[rel.String()] {
			t.Errorf("relation %d prints as %q and reads as %d", i, rel, got)
		}
		seen[rel.String()] = true
	}
}

// TestConstants holds that the constants stand at the places of their names.
func TestConstants(t *testing.T) {
	tests := []struct{ got, want string }{
		{NoUPOS.String(), "_"},
		{ADJ.String(), "ADJ"},
		{PROPN.String(), "PROPN"},
		{X.String(), "X"},
		{NN.String(), "NN"},
		{PRPS.String(), "PRP$"},
		{WDT.String(), "WDT"},
		{MD.String(), "MD"},
		{VBG.String(), "VBG"},
		{POS.String(), "POS"},
		{Dep.String(), "dep"},
		{NsubjPass.String(), "nsubj:pass"},
		{OblAgent.String(), "obl:agent"},
		{NmodPoss.String(), "nmod:poss"},
		{AclRelcl.String(), "acl:relcl"},
		{CompoundPrt.String(), "compound:prt"},
		{CcPreconj.String(), "cc:preconj"},
		{Punct.String(), "punct"},
	}
	for _, test := range tests {
		if test.got != test.want {
			t.Errorf("constant prints as %q, want %q", test.got, test.want)
		}
	}
}

func TestParseUnknown(t *testing.T) {
	for name, want := range map[string]Deprel{
		"nsubj:xsubj":  Nsubj, // an unknown subtype
		"obl:tmod":     Obl,
		"nmod:":        Nmod,
		"unknown":      Dep,
		"unknown:pass": Dep,
		":pass":        Dep,
		"":             Dep,
		"NSUBJ":        Dep,
	} {
		if got := ParseDeprel(name); got != want {
			t.Errorf("ParseDeprel(%q) = %v, want %v", name, got, want)
		}
	}
	if ParseUPOS("noun") != NoUPOS || ParseUPOS("") != NoUPOS || ParseXPOS("NNX") != 0 {
		t.Error("unknown tags do not read as none")
	}
}
