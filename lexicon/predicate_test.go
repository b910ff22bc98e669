package lexicon

import "testing"

// TestNoTwins finds entries of one head that hold under the same conditions:
// which of them codes would be chance.
func TestNoTwins(t *testing.T) {
	lex, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]*Predicate{}
	for _, e := range lex.Predicates() {
		if twin := seen[e.key()]; twin != nil {
			t.Errorf("%s: %s (%s) holds where %s (%s, %s) does", e.Line, e.ID, e.Type, twin.ID, twin.Type, twin.Line)
		}
		seen[e.key()] = e
	}
}
