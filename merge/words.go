package merge

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// features is what a report is compared by, made once.
type features struct {
	words   []string // sorted stems that say what it is about: no names of parties, places, speakers, no verbs of every report
	numbers []string // sorted numbers of the sentences, as digits
	pairs   []uint64 // sorted hashes of the neighbouring words of its sentences
	names   []string // sorted stems of the parties that are neither a state nor in the lexicon
	acting  []string // sorted countries of the actors
	lands   []string // and of all who take part
	groups  []string // sorted ids of the parties that are in the lexicon and are no organ of a state
	family  string
	trigger string // stem
	place   string // stem of the first word of a town's name as printed; empty without a town
}

// look makes the features of a report.
func look(r *Report) features {
	f := features{family: families[r.Type], trigger: stem(strings.ToLower(firstWord(r.Trigger)))}
	f.acting, f.lands = countries(r.Actors), countries(slices.Concat(r.Actors, r.Recipients))
	told, capitals := map[string]bool{}, []string(nil)
	for _, p := range slices.Concat(r.Actors, r.Recipients) {
		if p.Actor != "" && !organ(p.Sector) {
			f.groups = append(f.groups, p.Actor)
		}
		for w := range fields(p.Text) {
			switch {
			case p.Actor != "" || upper(w): // a name: compared as a party
				told[stem(strings.ToLower(w))] = true
				capitals = append(capitals, strings.ToLower(w))
			case !idle[stem(w)]:
				f.names = append(f.names, stem(w))
			}
		}
	}
	if exact(&r.Place) {
		f.place = stem(strings.ToLower(firstWord(r.Place.Text)))
	}
	for _, s := range []string{r.Place.Text, r.Place.Name, r.By, r.Trigger} {
		for w := range fields(s) {
			told[stem(strings.ToLower(w))] = true
		}
	}
	year := strconv.Itoa(yearOf(r.First)) // compared as the date
	for _, s := range r.Sentences {
		before := ""
		for w := range fields(s) {
			named := upper(w)
			w = strings.ToLower(w)
			if before != "" {
				f.pairs = append(f.pairs, hash(before, w))
			}
			before = w
			if n := digits(w); n != "" {
				if n != year {
					f.numbers = append(f.numbers, n)
				}
				continue
			}
			if t := stem(w); len(t) > 2 && !idle[t] && !told[t] && !(named && adjective(w, capitals)) {
				f.words = append(f.words, t)
			}
		}
	}
	f.words, f.numbers, f.pairs, f.names, f.groups = set(f.words), set(f.numbers), set(f.pairs), set(f.names), set(f.groups)
	return f
}

// adjective reports whether a capitalised word is another form of the name of a
// party: "Lebanese" of "Lebanon".
func adjective(w string, names []string) bool {
	for _, n := range names {
		if len(n) >= 4 && strings.HasPrefix(w, n[:4]) {
			return true
		}
	}
	return false
}

// set sorts a list and drops what it has twice.
func set[T interface{ ~string | ~uint64 | ~uint32 }](list []T) []T {
	slices.Sort(list)
	return slices.Clip(slices.Compact(list))
}

// shared counts what two sorted lists have in common.
func shared[T interface{ ~string | ~uint64 | ~uint32 }](a, b []T) int {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			n, i, j = n+1, i+1, j+1
		}
	}
	return n
}

// common is what two sorted lists have in common.
func common(a, b []string) []string {
	var out []string
	for _, x := range a {
		if _, ok := slices.BinarySearch(b, x); ok {
			out = append(out, x)
		}
	}
	return out
}

// fields yields the words of a text: runs of letters and digits, with
// apostrophes, hyphens and full stops inside, and without "'s".
func fields(s string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		start := -1
		for i, r := range s {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				if start < 0 {
					start = i
				}
				continue
			}
			if start < 0 || (r == '-' || r == '\'' || r == '’' || r == '.' || r == ',') && inside(s, i, r) {
				continue
			}
			if !yield(genitive(s[start:i])) {
				return
			}
			start = -1
		}
		if start >= 0 {
			yield(genitive(s[start:]))
		}
	}
}

// inside reports whether the mark at i stands inside a word: before a letter,
// a full stop or comma between digits.
func inside(s string, i int, mark rune) bool {
	next, _ := utf8.DecodeRuneInString(s[i+utf8.RuneLen(mark):])
	if mark == '.' || mark == ',' {
		before, _ := utf8.DecodeLastRuneInString(s[:i])
		return unicode.IsDigit(before) && unicode.IsDigit(next)
	}
	return unicode.IsLetter(next) || unicode.IsDigit(next)
}

func genitive(w string) string {
	w = strings.TrimSuffix(w, "'s")
	return strings.TrimSuffix(w, "’s")
}

func firstWord(s string) string {
	for w := range fields(s) {
		return w
	}
	return ""
}

func upper(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r)
}

// digits is a number as digits, from "1,200" or "twelve"; empty if the word is
// none. One and two say little.
func digits(w string) string {
	if n, ok := numerals[w]; ok {
		return n
	}
	n := strings.ReplaceAll(w, ",", "")
	for _, r := range n {
		if r < '0' || r > '9' {
			return ""
		}
	}
	return n
}

var numerals = map[string]string{
	"three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12",
	"thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19", "twenty": "20",
	"thirty": "30", "forty": "40", "fifty": "50", "sixty": "60",
}

// stem takes the commonest endings off, so that "strikes", "striking" and
// "strike" meet. It is no morphology: what matters is that the same word gives
// the same stem.
func stem(w string) string {
	if irregular, ok := irregulars[w]; ok {
		return irregular
	}
	switch {
	case len(w) > 5 && strings.HasSuffix(w, "ies"):
		return w[:len(w)-3] + "y"
	case len(w) > 5 && strings.HasSuffix(w, "ing"):
		w = w[:len(w)-3]
	case len(w) > 4 && strings.HasSuffix(w, "ed"):
		w = w[:len(w)-2]
	case len(w) > 4 && strings.HasSuffix(w, "es"):
		w = w[:len(w)-2]
	case len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss"):
		w = w[:len(w)-1]
	}
	if n := len(w); n > 4 && w[n-1] == w[n-2] && w[n-1] != 's' && w[n-1] != 'l' {
		w = w[:n-1]
	}
	if len(w) > 3 {
		w = strings.TrimSuffix(w, "e")
	}
	return w
}

var irregulars = map[string]string{
	"struck": "strik", "shot": "shoot", "fought": "fight", "met": "meet", "sent": "send", "held": "hold", "told": "tell", "dead": "die", "died": "die",
	"death": "die", "deaths": "die", "dying": "die", "men": "man", "women": "woman", "children": "child", "withdrew": "withdraw", "left": "leav",
	"took": "tak", "taken": "tak", "gave": "giv", "given": "giv", "said": "say", "says": "say",
}

// hash is that of some words, FNV-1a with a zero after each, spread by mix.
func hash(words ...string) uint64 {
	const offset, prime = 14695981039346656037, 1099511628211
	h := uint64(offset)
	for _, w := range words {
		for i := range len(w) {
			h = (h ^ uint64(w[i])) * prime
		}
		h *= prime
	}
	return mix(h)
}

// mix spreads a hash over all bits (the finaliser of SplitMix64).
func mix(x uint64) uint64 {
	x ^= x >> 30
	x *= 0xbf58476d1ce4e5b9
	x ^= x >> 27
	x *= 0x94d049bb133111eb
	return x ^ x>>31
}

// idle are stems that tell no event from another: function words, words of
// saying, of time and of rank, and the verbs that stand in every report of a
// type.
var idle = stems(`
	a an the and or but nor of in on at to for from by with without within into onto over under near about against after before between during through since
	until till than then that this these those there here it its he she they them their his her hers our we you your who whom whose which what when where while
	why how is are was were be been being am do does did done have has had having will would shall should can could may might must not no nor yes also again
	more most less least some any all both each every other another such same own only just even still yet already later earlier early late ago now today
	yesterday tomorrow day week month year hour minute morning afternoon evening night overnight midnight noon dawn dusk time
	monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december
	mon tue wed thu fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec
	say said tell told report reported reportedly according announce announced statement state add added claim claimed spokesman spokeswoman spokesperson official
	authority ministry minister government president leader source agency media television news reporter journalist-told local national regional foreign
	interior defence defense security police force forces troop soldier army military officer people person man woman civilian victim member least
	kill die wound injure injured hurt leave leav fire attack strike strik hit bomb shell clash fight fought raid assault blast explod explosion
	protest march demonstrate demonstration demonstrator protester rally crowd street thousand hundred dozen ten tens million billion
	arrest detain detention round meet meeting talk discuss hold visit travel arrive sign agreement deal accord pact treaty agree
	impose sanction sanctions new expel order accuse blam blame condemn criticise criticize urge call ask demand request warn threaten
	send deliver deploy release free tonne ton make take go come get give put see seek set use try include because amid out up down off
	country city town village capital province region district area north south east west northern southern eastern western central centre center
	first second third one two part number several many few group issue statement document comment row
	american u.s us british french spanish greek dutch danish swiss polish
`)

func stems(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[stem(w)] = true
		m[w] = true
	}
	return m
}
