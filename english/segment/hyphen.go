package segment

// hyphenated decides at the hyphen i, behind the word that begins at start,
// whether the hyphen and what follows belong to the same token. It returns the
// new end of the token, 0 if the token ends before i.
//
// UD English splits compounds at their hyphens ("long - term", "U.S. - led",
// "al - Sadr") and keeps affixes ("anti-government", "mid-March", "nation-wide").
func (s *scanner) hyphenated(start, i int) int {
	c, width := s.classAt(i)
	if c != hyphen || !s.wordAt(i+width) {
		return 0
	}
	first := s.text[start:i]
	end := s.segmentEnd(i + width)
	second := s.text[i+width : end]
	if cut := cliticCut(second); cut > 0 {
		second = second[:cut]
	}
	if s.prefix(start, first, i+width) || suffixes.has(second) || givenName(first, second) || kept.has(s.text[start:end]) {
		return end
	}
	return 0
}

// prefix reports whether the first part of a compound is an affix. One in
// capitals is an abbreviation ("UN-led"), one behind another hyphen a particle
// ("Jamaat-e-Islami").
func (s *scanner) prefix(start int, first string, second int) bool {
	if !prefixes.has(first) || start > 0 && s.text[start-1] == '-' {
		return false
	}
	if len(first) > 1 && upperAt(first, 1) {
		return false
	}
	return !openPrefixes.has(first) || lowerAt(s.text[:s.end], second)
}

// openPrefixes stay only with a word in lower case.
var openPrefixes = setOf("e", "inter", "micro", "sub", "under", "over", "cross")

// prefixes stay with their word. The list is the annotation guideline's of the
// English Web Treebank, as far as the treebank bears it out.
var prefixes = setOf(
	"agro", "ante", "anti", "arch", "be", "bi", "bio", "co", "counter", "cross", "cyber", "de", "e", "ex", "extra",
	"hyper", "inter", "intra", "macro", "mega", "micro", "mid", "mini", "mis", "multi", "neo", "non", "over", "para",
	"peri", "post", "pre", "pro", "proto", "pseudo", "psycho", "quasi", "re", "semi", "socio", "sub", "super", "tri", "ultra",
	"un", "under", "uni",
)

// suffixes stay with their word.
var suffixes = setOf("esque", "ette", "fest", "fold", "gate", "itis", "less", "most", "rama", "wise")

// kept are single compounds that the treebanks keep whole.
var kept = setOf("uh-huh", "uh-oh", "mm-hm", "o-ring", "x-ray", "sub-saharan")

// givenName reports whether the two halves make a Korean or Cantonese given
// name such as "Jong-un", which is one token.
func givenName(first, second string) bool {
	return upperAt(first, 0) && syllables.has(first) && syllables.has(second)
}

// syllables are frequent syllables of Korean and Cantonese given names in
// their usual romanisations; none of them is an English word that makes
// compounds with another.
var syllables = setOf(
	"bae", "bok", "bong", "bum", "byung", "chan", "cheol", "chi", "chul", "chun", "dae", "dong", "doo", "eun", "fai", "gang",
	"geun", "gi", "guen", "gun", "gwan", "gyu", "hae", "han", "hee", "ho", "hoe", "hoi", "hong", "hoon", "hun", "hwa", "hwan", "hye", "hyeok", "hyok",
	"hyon", "hyuk", "hyun", "il", "in", "jae", "je", "jeong", "ji", "jin", "jong", "joo", "joon", "ju", "jun", "jung", "ka", "kai",
	"keung", "keun", "ki", "kil", "kin", "koo", "kuk", "kwan", "kwang", "kwok", "kwon", "kyo", "kyong", "kyu", "kyun", "kyung", "lai", "lun", "ming",
	"min", "moo", "moon", "mu", "myong", "myung", "nam", "pan", "pong", "pyo", "pyong", "rae", "ri", "rim", "ryol", "sang", "seo",
	"seok", "seon", "seong", "seung", "shik", "shin", "shui", "si", "sik", "sin", "siu", "sok", "son", "song", "soo", "sook", "su", "suk", "sun", "sung", "tae",
	"taek", "tak", "ui", "uk", "un", "wai", "wan", "wang", "wing", "won", "woo", "woong", "wook", "yee", "yeol", "yeon", "yeong", "ying",
	"yiu", "yo", "yon", "yong", "yoo", "yoon", "yop", "you", "yu", "yuen", "yuk", "yul", "yun", "yung", "fung", "chau", "chee", "cho", "ching", "chung", "pik", "te", "ing", "wen", "jeou", "hsien", "hui", "hsin", "hsiao", "chiang", "cheng", "kuo",
)
