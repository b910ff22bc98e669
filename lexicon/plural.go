package lexicon

import "strings"

// plural is the regular plural of a noun phrase: of its head, or of the
// word before a preposition ("chiefs of staff") or before "general" in a civil
// title ("attorneys general"). Other plurals are written out in the files,
// except those of irregularPlurals. It is empty for an abbreviation ("Sen.").
func plural(words string) string {
	start, end := headOf(words)
	many := pluralWord(words[start:end])
	if many == "" {
		return ""
	}
	return words[:start] + many + words[end:]
}

// isPlural reports whether the head of a phrase is in the plural already.
func isPlural(words string) bool {
	start, end := headOf(words)
	head := words[start:end]
	switch {
	case hasAnySuffix(head, "men", "people", "police", "personnel"):
		return true
	case hasAnySuffix(head, "ss", "us", "sis"):
		return false
	}
	return strings.HasSuffix(head, "s")
}

var (
	// links are what follows the head of a phrase.
	links = []string{" of ", " for ", " in ", " to ", " on ", " at ", " d'", "-in-", "-at-", "-elect", " elect", "-designate", " designate", " emeritus"}

	// generals are the civil titles whose first word is the noun. A lieutenant
	// general is a general.
	generals = wordSet("advocate attorney auditor commissioner comptroller consul consulate director governor inspector prosecutor secretary solicitor surgeon undersecretary")
)

// headOf finds the word of a phrase that takes the plural.
func headOf(words string) (start, end int) {
	end = len(words)
	if strings.IndexByte(words, ' ') < 0 && strings.IndexByte(words, '-') < 0 {
		return 0, end
	}
	for _, link := range links {
		if i := strings.Index(words, link); i >= 0 && i < end {
			end = i
		}
	}
	start = strings.LastIndexAny(words[:end], " -") + 1
	if start > 0 && words[start:end] == "general" {
		noun := strings.LastIndexAny(words[:start-1], " -") + 1
		one := strings.TrimSuffix(words[noun:start-1], "s")
		if generals[one] || strings.HasSuffix(one, "ie") && generals[one[:len(one)-2]+"y"] {
			return noun, start - 1
		}
	}
	return start, end
}

// irregularPlurals are nouns, in lower case, that pluralWord would get wrong.
var irregularPlurals = map[string]string{
	"child": "children", "wife": "wives", "midwife": "midwives", "person": "people", "thief": "thieves", "staff": "staff",
	"military": "militaries", "media": "media", "aircraft": "aircraft", "gendarmerie": "gendarmeries",
}

// notMen are nouns in -man that are no compounds of man.
var notMen = wordSet("german roman norman ottoman human shaman turkoman")

// pluralWord is the plural of one noun, empty for an abbreviation.
func pluralWord(word string) string {
	lower := strings.ToLower(word)
	if p, ok := irregularPlurals[lower]; ok {
		return p
	}
	switch {
	case strings.HasSuffix(word, "."):
		return ""
	case strings.HasSuffix(lower, "man") && !notMen[lower]:
		return word[:len(word)-2] + "en"
	case hasAnySuffix(lower, "ese", "folk"):
		return word
	case hasAnySuffix(lower, "iarch", "garch", "narch", "czech"):
		return word + "s"
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
