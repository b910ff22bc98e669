package eval

import (
	"slices"
	"strings"
)

// emptyWords say nothing of an event: a trigger is looked for by its others.
var emptyWords = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`
		a an the and or nor but if that which who whom whose what this these those there here
		i you he she it we they me him her us them my your his its our their
		to of in on at by for from with without into onto over under up down out off about against
		between among after before during since until as than then so
		not no never be am is are was were been being has have had having do does did doing
		will would shall should can could may might must also`) {
		m[w] = true
	}
	return m
}()

// content is the stems of the words that say something; of all words where none
// does.
func content(list []string) []string {
	var stems, all []string
	for _, w := range list {
		all = append(all, stem(w))
		if !emptyWords[w] {
			stems = append(stems, stem(w))
		}
	}
	if len(stems) == 0 {
		return all
	}
	return stems
}

// stem takes a word's ending of number, person or tense off, so that a trigger
// of the headline is found again in the text. Two words with one stem need not
// be one word: it is for comparing the triggers of one sentence only.
func stem(w string) string {
	const least = 3 // letters that must stay
	if s := strings.TrimSuffix(w, "s"); len(s) >= least && !strings.HasSuffix(s, "s") {
		w = s
	}
	for _, end := range []string{"ing", "ed"} {
		if s := strings.TrimSuffix(w, end); s != w && len(s) >= least {
			w = s
			break
		}
	}
	if s := strings.TrimSuffix(w, "e"); len(s) >= least {
		w = s
	}
	if n := len(w); n > least && w[n-1] == w[n-2] {
		w = w[:n-1]
	}
	return w
}

// position is the place in x of the first word that y has too; -1 if they share
// none.
func position(x, y []string) int {
	return slices.IndexFunc(x, func(w string) bool { return slices.Contains(y, w) })
}

// sameWords reports whether the words of one name that say something all stand
// in the other.
func sameWords(a, b string) bool {
	x, y := content(words(a)), content(words(b))
	return len(x) > 0 && len(y) > 0 && (subset(x, y) || subset(y, x))
}
