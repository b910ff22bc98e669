package lexicon

import "strings"

// plural is the regular plural of a noun phrase: of its last word, or of the
// word before "of", "for", "in", "to", "on", "at" or "and" ("chiefs of
// staff"). Irregular plurals are written out in the files, except men and
// women and the words of irregularPlurals.
func plural(words string) string {
	start, end := headOf(words)
	return words[:start] + pluralWord(words[start:end]) + words[end:]
}

// isPlural reports whether the head of a phrase has a plural's ending.
func isPlural(words string) bool {
	start, end := headOf(words)
	head := words[start:end]
	for _, suffix := range []string{"men", "people", "police", "military", "media", "personnel", "staff"} {
		if strings.HasSuffix(head, suffix) {
			return suffix == "people" || suffix == "police" || suffix == "personnel" || suffix == "men"
		}
	}
	return strings.HasSuffix(head, "s") && !strings.HasSuffix(head, "ss") && !strings.HasSuffix(head, "us") && !strings.HasSuffix(head, "is")
}

// headOf finds the word that takes the plural.
func headOf(words string) (start, end int) {
	end = len(words)
	for _, link := range []string{" of ", " for ", " in ", " to ", " on ", " at ", "-in-", "-at-"} {
		if i := strings.Index(words, link); i >= 0 && i < end {
			end = i
		}
	}
	return strings.LastIndexAny(words[:end], " -") + 1, end
}

var irregularPlurals = map[string]string{
	"child": "children", "wife": "wives", "person": "people", "spy": "spies", "ally": "allies",
	"chief": "chiefs", "staff": "staff", "personnel": "personnel", "police": "police", "military": "militaries",
	"chair": "chairs", "belief": "beliefs", "media": "media", "roma": "Roma", "thief": "thieves",
}

func pluralWord(word string) string {
	lower := strings.ToLower(word)
	if p, ok := irregularPlurals[lower]; ok {
		return p
	}
	switch {
	case word == "":
		return ""
	case lower == "man", strings.HasSuffix(lower, "woman"), strings.HasSuffix(lower, "sman"),
		strings.HasSuffix(lower, "gunman"), strings.HasSuffix(lower, "chairman"), strings.HasSuffix(lower, "policeman"),
		strings.HasSuffix(lower, "fisherman"), strings.HasSuffix(lower, "airman"), strings.HasSuffix(lower, "congressman"):
		return word[:len(word)-2] + "en"
	case strings.HasSuffix(lower, "ese"), strings.HasSuffix(lower, "folk"):
		return word
	case hasAnySuffix(lower, "s", "x", "z", "ch", "sh"):
		return word + "es"
	case strings.HasSuffix(lower, "y") && len(lower) > 1 && !strings.ContainsRune("aeiou", rune(lower[len(lower)-2])):
		return word[:len(word)-1] + "ies"
	}
	return word + "s"
}

func hasAnySuffix(s string, suffixes ...string) bool {
	for _, suffix := range suffixes {
		if strings.HasSuffix(s, suffix) {
			return true
		}
	}
	return false
}
