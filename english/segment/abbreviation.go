package segment

import "strings"

// abbreviation is how a word takes its full stop.
type abbreviation uint8

const (
	noAbbreviation abbreviation = iota
	title                       // before a name: "Sen.", "Gen."; ends no sentence
	month                       // before a day
	firm                        // behind a name: "Inc.", "Jr."
	counted                     // before a number: "No.", "Vol."
	street                      // "St.", "Ave.", states of the Union
	latin                       // "etc.", "al."
	initial                     // one capital letter
	acronym                     // letters with inner dots: "U.S.", "p.m."
	before                      // between two things: "vs.", "i.e."; ends no sentence
)

// abbreviationOf is the kind of abbreviation that the word makes with a full
// stop behind it.
func abbreviationOf(word string) abbreviation {
	n := len(word)
	switch {
	case n == 1 && upperAt(word, 0):
		return initial
	case n > longestAcronym:
		return noAbbreviation
	case (n >= 3 && word[n-2] == '.' || n >= 4 && word[n-3] == '.' && upperAt(word, n-2)) && byteClass[word[n-1]] == letter:
		return max(acronym, abbreviations[word])
	}
	return abbreviations[word[strings.LastIndexByte(word, '-')+1:]] // "ex-Sen."
}

// longestAcronym is the length of the longest word that may be abbreviated; a
// host name is longer.
const longestAcronym = 12

var abbreviations = abbreviationTable()

func abbreviationTable() map[string]abbreviation {
	t := map[string]abbreviation{}
	add := func(kind abbreviation, words ...string) {
		for _, w := range words {
			t[w] = kind
		}
	}
	add(title, "Mr", "Mrs", "Ms", "Mx", "Dr", "Drs", "Prof", "Rev", "Fr", "Hon", "Sen", "Sens", "Rep", "Reps", "Gov", "Govs", "Pres", "Gen",
		"Lt", "Cdr", "Cdre", "Wg", "Sqn", "Ldr", "Gp", "Flt", "Col", "Maj", "Capt", "Cmdr", "Adm", "Sgt", "Cpl", "Pvt", "Brig", "Supt", "Det", "Insp", "Amb", "Messrs", "Mlle", "Mme",
		"Atty", "Ald", "Sr", "Spc", "Spec", "Pfc", "Msgr", "Ph", "Asst", "Assoc", "St", "Ste", "Ft", "Mt", "Mts", "Pt", "Rt", "Ret", "Dep", "Min", "Sec", "Eng", "Gens", "Sts", "DR", "MR", "MRS", "MS", "GEN", "SEN", "REP", "GOV", "LT", "COL", "PROF", "REV", "PVT")
	add(before, "vs", "Vs", "v", "viz", "cf", "approx", "Approx", "esp", "incl", "i.e", "I.e", "e.g", "E.g", "a.k.a")
	add(month, "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec", "Mon", "Tue", "Tues", "Wed", "Thu", "Thur", "Thurs", "Fri", "Sat", "Sun")
	add(firm, "Inc", "Corp", "Co", "Ltd", "Bros", "Jr", "LLC", "LTD", "INC", "CORP", "Cos", "Plc", "Esq", "Dept", "Univ", "Assn", "Intl", "Cie", "Bn", "Bde", "Regt", "Div")
	add(counted, "No", "Nos", "no", "nos", "Vol", "vol", "Fig", "fig", "Figs", "p", "pp", "c", "ca", "ch", "Ch", "Art", "Res", "Op", "sec", "para", "Para", "ext", "Ext", "Eq", "ver", "Rs", "Tk", "Sh")
	add(street, "Ave", "Blvd", "Rd", "Hwy", "Sq", "Ala", "Ariz", "Ark", "Calif", "Colo", "Conn", "Del", "Fla", "Ga", "Ill", "Ind", "Kan", "Ky",
		"La", "Md", "Mich", "Minn", "Miss", "Mo", "Mont", "Neb", "Nev", "Okla", "Ore", "Pa", "Tenn", "Tex", "Va", "Vt", "Wash", "Wis", "Wyo", "Que", "Ont")
	add(latin, "etc", "Etc", "al", "est", "Est", "dept", "Attn", "attn", "div",
		"yrs", "mins", "lb", "lbs", "oz", "eg", "ie", "b", "d", "m", "r", "t", "eve", "Conf", "Ed", "ed", "eds", "Eds", "trans", "repr", "Arrv", "arrv")
	return t
}
