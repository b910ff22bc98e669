package source

import (
	"strings"
	"unicode"

	"github.com/abadojack/whatlanggo"

	"casus/doc"
)

// languageSample is how many bytes of the body tell the language.
const languageSample = 4096

// functionWords are English words that no article does without.
var functionWords = map[string]bool{
	"the": true, "of": true, "and": true, "to": true, "in": true, "that": true, "with": true, "for": true, "was": true,
	"said": true, "has": true, "by": true, "on": true, "is": true, "have": true, "from": true, "its": true, "their": true,
	"were": true, "had": true, "it": true, "as": true, "at": true, "after": true, "will": true, "are": true, "be": true,
	"his": true, "who": true, "which": true, "an": true, "not": true, "but": true, "been": true, "this": true, "they": true,
}

// setLanguage gives d the language that its words show; where they are too few
// to tell, the declared one. It notes a text that is not English.
func setLanguage(d *doc.Document) {
	declared := strings.ToLower(strings.TrimSpace(d.Language))
	declared, _, _ = strings.Cut(strings.ReplaceAll(declared, "_", "-"), "-")
	if code, ok := languageNames[declared]; ok {
		declared = code
	}
	if len(declared) != 2 {
		declared = ""
	}
	d.Language = declared
	if found := languageOf(d.Title+" "+d.Region(doc.FieldText), declared == "en"); found != "" {
		d.Language = found
		if declared != "" && declared != found {
			d.Notes = append(d.Notes, doc.Note{
				Code: "language", Message: "declared as " + declared + ", but the words are " + found,
			})
		}
	}
	if d.Language != "" && d.Language != "en" {
		d.Notes = append(d.Notes, doc.Note{
			Code: "not-english", Message: "the article is in another language (" + d.Language + "); only English is coded",
		})
	}
}

var languageNames = map[string]string{
	"english": "en", "eng": "en", "russian": "ru", "rus": "ru", "french": "fr", "fra": "fr", "german": "de", "deu": "de",
	"spanish": "es", "spa": "es", "arabic": "ar", "ara": "ar", "chinese": "zh", "zho": "zh", "ukrainian": "uk", "ukr": "uk",
}

// Letters that a text in Latin script must have to be taken for another
// language than English. Short English texts are often mistaken for Dutch or
// Danish, and passing over one costs more than reading a foreign one in vain.
const (
	leastForeign         = 120
	leastDeclaredEnglish = 400
)

// languageOf is the language of a text, empty where it is too short or too
// mixed to tell. English that is declared is given up on longer texts only.
func languageOf(text string, english bool) string {
	if len(text) > languageSample {
		text = strings.ToValidUTF8(text[:languageSample], "")
	}
	words, function, letters, latin := 0, 0, 0, 0
	for w := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' }) {
		words++
		if functionWords[strings.ToLower(w)] {
			function++
		}
		for _, r := range w {
			letters++
			if r < 0x250 {
				latin++
			}
		}
	}
	if words >= 5 && function*100 >= words*20 || words >= 25 && function*100 >= words*15 {
		return "en"
	}
	if letters < 20 {
		return ""
	}
	if latin*2 < letters {
		if code := cyrillicLanguage(text); code != "" {
			return code
		}
		return whatlanggo.DetectLang(text).Iso6391()
	}
	guess := whatlanggo.Detect(text)
	code, least := guess.Lang.Iso6391(), leastForeign
	if english {
		least = leastDeclaredEnglish
	}
	switch {
	case !guess.IsReliable():
		return ""
	case code == "en" && function > 0, letters >= least && words >= 15 && function*100 < words*5:
		return code
	}
	return ""
}

// cyrillicLetters are letters that one Cyrillic alphabet has and the others
// named before it lack.
var cyrillicLetters = []struct{ letters, code string }{
	{"ўЎ", "be"}, {"їЇєЄґҐ", "uk"}, {"ђЂћЋ", "sr"}, {"ѓЃќЌ", "mk"}, {"ыЫэЭёЁ", "ru"},
}

// cyrillicLanguage tells languages by letters of their own, which on short
// texts is surer than frequencies; empty where the text has none.
func cyrillicLanguage(text string) string {
	for _, c := range cyrillicLetters {
		if strings.ContainsAny(text, c.letters) {
			if c.code == "ru" && strings.ContainsAny(text, "іІәӘғҒқҚңҢөӨүҮұҰһҺ") {
				return "" // Kazakh, Kyrgyz, Tatar, Mongolian
			}
			return c.code
		}
	}
	return ""
}
