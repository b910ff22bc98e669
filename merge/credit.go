package merge

import (
	"regexp"
	"slices"
	"strings"
)

// Credit is the agency that an article names as its source. The zero value is
// none.
type Credit struct {
	Agency string // as in agencies, else as printed
	Form   string // where it stands: dateline, byline, sign-off
}

// agencies are the names by which agencies are credited, and the one that is
// counted.
var agencies = func() map[string]string {
	m := map[string]string{}
	for line := range strings.Lines(agencyNames) {
		names := strings.Split(line, ",")
		for _, n := range names {
			if n = strings.TrimSpace(n); n != "" {
				m[strings.ToLower(n)] = strings.TrimSpace(names[0])
			}
		}
	}
	return m
}()

const agencyNames = `Reuters, Thomson Reuters
Associated Press, AP, The Associated Press
AFP, Agence France-Presse, Agence France Presse
dpa, Deutsche Presse-Agentur, dpa international
Xinhua, Xinhua News Agency
TASS, ITAR-TASS
Interfax, Interfax-Ukraine
RIA Novosti, RIA
Ukrinform
BelTA
Anadolu Agency, AA, Anadolu
ANSA
EFE, Agencia EFE
Europa Press
Lusa
Kyodo News, Kyodo
Jiji Press, Jiji
Yonhap, Yonhap News Agency
PTI, Press Trust of India
ANI, Asian News International
IANS
UNI
BSS
Bernama
ANTARA, ANTARA News
VNA, Vietnam News Agency
IRNA
Mehr News Agency, Mehr
Tasnim, Tasnim News Agency
SANA
WAFA
NNA
Petra
SPA, Saudi Press Agency
WAM, Emirates News Agency
KUNA
QNA, Qatar News Agency
MENA
MAP
APS
TAP
NAN, News Agency of Nigeria
GNA
ENA, Ethiopian News Agency
SUNA
UPI, United Press International
Bloomberg, Bloomberg News
PA Media, PA, Press Association
Canadian Press, The Canadian Press, CP
AAP, Australian Associated Press
PAP
CTK
MTI
APA
Tanjug
HINA
BTA
Agerpres
KCNA
CNA
Prensa Latina
Notimex
`

var (
	dateline = regexp.MustCompile(`^[\p{Lu}][^()\n]{1,60}?\(([^()\n]{2,40})\)\s?[-–—:]`)
	agencyBy = regexp.MustCompile(`(?i)\b(wire|newswire|news agency|press agency|news service)$`)
	signOff  = regexp.MustCompile(`(?im)^\W{0,3}(?:source|via|credit|(?:originally|first) published by|(?:this (?:story|article|report) (?:was )?)?(?:first )?(?:published|provided) by|©(?: \d{4})?|copyright(?: \d{4})?)[: ]+(?:the )?([\p{L}][\p{L} .&'-]{1,40}?)[\s.]*$`)
	reuters  = regexp.MustCompile(`(?m)\(?Reporting by [^\n]*; ?[Ee]diting by [^\n]*$`)
)

const (
	headOfText = 300 // bytes in which a dateline ends
	tailOfText = 400 // bytes in which a sign-off stands
)

// credit finds the agency of an article that another outlet published. An
// agency's own article has none.
func credit(publisher, author, text string) Credit {
	text = strings.TrimSpace(text)
	if m := dateline.FindStringSubmatch(text[:min(len(text), headOfText)]); m != nil {
		return credited(m[1], "dateline", publisher, true)
	}
	for _, part := range strings.FieldsFunc(author, func(r rune) bool { return strings.ContainsRune(",/|;", r) }) {
		if c := credited(part, "byline", publisher, false); c.Agency != "" {
			return c
		}
	}
	tail := text[max(0, len(text)-tailOfText):]
	if m := signOff.FindAllStringSubmatch(tail, -1); m != nil {
		return credited(m[len(m)-1][1], "sign-off", publisher, true)
	}
	if reuters.MatchString(tail) {
		return credited("Reuters", "sign-off", publisher, true)
	}
	return Credit{}
}

// credited is the credit for a name, which has to be that of an agency unless
// its place is one in which only agencies stand.
func credited(name, form, publisher string, any bool) Credit {
	name = strings.TrimSpace(name)
	agency, known := agencies[strings.ToLower(name)]
	switch {
	case known:
	case any || agencyBy.MatchString(name):
		agency = name
	default:
		return Credit{}
	}
	if sourceKey(agency) == sourceKey(publisher) {
		return Credit{}
	}
	return Credit{agency, form}
}

// sourceKey is the name of a source without case, article and marks, and
// an agency by the name that is counted.
func sourceKey(name string) string {
	if a, ok := agencies[strings.ToLower(strings.TrimSpace(name))]; ok {
		name = a
	}
	words := slices.Collect(fields(strings.ToLower(name)))
	if len(words) > 1 && words[0] == "the" {
		words = words[1:]
	}
	return strings.Join(words, " ")
}

var correction = regexp.MustCompile(`(?i)^\W*(corrected|correction|corrects|clarification|erratum|refile)\b|\(corrects [^)]*\)|^\W*(this (story|article) (has been|was) corrected|an earlier version of this (story|article|report))`)

// corrects is the words that make an article a correction, at the head of its
// title or its text.
func corrects(title, text string) string {
	if m := correction.FindString(title); m != "" {
		return m
	}
	text = strings.TrimSpace(text)
	return correction.FindString(text[:min(len(text), headOfText)])
}
