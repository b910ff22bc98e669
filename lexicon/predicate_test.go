package lexicon

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

// TestNoTwins finds entries of one head that hold under the same conditions:
// which of them codes would be chance.
func TestNoTwins(t *testing.T) {
	lex, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]*Predicate{}
	for _, e := range lex.Predicates() {
		var conditions []string
		for _, c := range e.Conditions {
			words := slices.Sorted(maps.Keys(c.Words))
			kinds := slices.Sorted(slices.Values(c.Kinds))
			conditions = append(conditions, fmt.Sprint(c.Not, c.Slot, words, kinds))
		}
		slices.Sort(conditions)
		key := fmt.Sprintf("%s %s/%c %s", e.Lemma, e.Rest, e.POS, strings.Join(conditions, " "))
		if twin := seen[key]; twin != nil {
			t.Errorf("%s: %s (%s) holds where %s (%s, %s) does", e.Line, e.ID, e.Type, twin.ID, twin.Type, twin.Line)
		}
		seen[key] = e
	}
}
