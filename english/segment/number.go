package segment

// number reads a token that begins with a digit: decimals, times, dates,
// telephone numbers, ordinals and decades whole, units of measure apart.
func (s *scanner) number(start int) {
	i := s.digits(start)
	if end := s.hyphenGroups(start, i); end > 0 {
		s.take(start, end)
		return
	}
	if end := s.slashDate(start, i); end > 0 {
		s.take(start, end)
		return
	}
	end := s.segmentEnd(i)
	if end == i {
		s.take(start, i)
		s.footPrime(i)
		return
	}
	if cliticCut(s.text[start:end]) == i-start && s.text[end-1] == 's' && s.text[i-1] == '0' {
		s.take(start, end) // the 1930's
		return
	}
	if s.unit(start, i, end) {
		s.emit(start, i, false)
		s.take(i, end)
		return
	}
	s.words(start, end)
	s.i = end
	s.possessive(start, end)
}

// footPrime emits the apostrophe right behind digits, which is a prime or
// closes a quotation.
func (s *scanner) footPrime(i int) {
	if c, width := s.classAt(i); c == apostrophe && s.wordAt(i+width) {
		s.take(i, i+width)
	}
}

// digits reads digits with commas, points and colons between them.
func (s *scanner) digits(i int) int {
	for i < s.end {
		switch c := s.text[i]; {
		case byteClass[c] == digit:
			i++
		case (c == '.' || c == ':') && digitAt(s.text[:s.end], i+1), c == ',' && s.thousands(i+1):
			i += 2
		default:
			return i
		}
	}
	return i
}

// thousands reports whether three digits stand at i and no fourth.
func (s *scanner) thousands(i int) bool {
	text := s.text[:s.end]
	return digitAt(text, i) && digitAt(text, i+1) && digitAt(text, i+2) && !digitAt(text, i+3)
}

// mostGroups is the number of groups of digits that a telephone number has at
// most.
const mostGroups = 6

// hyphenGroups reads telephone numbers, postal codes and ISO dates, and
// returns their end; 0 for ranges and scores, which are split.
func (s *scanner) hyphenGroups(start, i int) int {
	lengths, groups, last := [2]int{i - start, 0}, 1, i
	for s.at(last) == '-' && digitAt(s.text[:s.end], last+1) {
		if groups == mostGroups {
			return 0
		}
		next := last + 1
		for digitAt(s.text[:s.end], next) {
			next++
		}
		if groups == 1 {
			lengths[1] = next - last - 1
		}
		last = next
		groups++
	}
	if groups == 1 || s.wordAt(last) {
		return 0
	}
	telephone := lengths[1] == 4 && (lengths[0] == 1 || lengths[0] == 3 || lengths[0] == 5)
	if groups >= 3 || telephone {
		return last
	}
	return 0
}

// slashDate reads 9/11 and 11/28/2000 and returns their end; 0 for other
// numbers with a stroke, fractions among them, which are split.
func (s *scanner) slashDate(start, i int) int {
	if s.at(i) != '/' || i-start > 4 {
		return 0
	}
	if i-start == 3 && s.digits(i+1) == i+4 {
		if end := s.hyphenGroups(i+1, i+4); end > 0 {
			return end // 713/853-1234
		}
	}
	last, groups, month, day := i, 1, small(s.text[start:i]), 0
	for s.at(last) == '/' && digitAt(s.text[:s.end], last+1) && groups < 3 {
		next := last + 1
		for digitAt(s.text[:s.end], next) && next-last <= 4 {
			next++
		}
		if groups == 1 {
			day = small(s.text[last+1 : next])
		}
		last = next
		groups++
	}
	if groups == 1 || s.wordAt(last) {
		return 0
	}
	fraction := month < day && day <= 4
	if groups == 3 || 0 < month && month <= 12 && 0 < day && day <= 31 && !fraction {
		return last
	}
	return 0
}

// small is the value of one or two digits, −1 for anything else.
func small(digits string) int {
	n := 0
	if len(digits) > 2 {
		return -1
	}
	for i := 0; i < len(digits); i++ {
		if byteClass[digits[i]] != digit {
			return -1
		}
		n = n*10 + int(digits[i]-'0')
	}
	return n
}

// unit reports whether the letters [i, end) behind the number that begins at
// start are a unit of measure. A capital alone is one only in a sum of money:
// "5G" and "86M" are names, "$86M" is not.
func (s *scanner) unit(start, i, end int) bool {
	if end == i+1 && upperAt(s.text, i) && s.text[i] != 'K' {
		money := s.touching(start)
		return money != nil && currencies[money.Form] && (s.text[i] == 'M' || s.text[i] == 'B')
	}
	return units.has(s.text[i:end])
}

var currencies = map[string]bool{"$": true, "£": true, "€": true, "¥": true, "US$": true, "A$": true, "C$": true, "HK$": true}

// units are split from the number that they follow.
var units = setOf(
	"k", "m", "mm", "bn", "b", "tn", "cm", "km", "kg", "mg", "g", "ml", "ft", "lb", "lbs", "oz", "am", "pm", "hr", "hrs", "min", "mins",
	"sec", "secs", "yr", "yrs", "mph", "kph", "kmh", "mw", "gw", "kw", "kwh", "mb", "gb", "tb", "kb", "hz", "khz", "mhz", "ghz", "sq",
	"usd", "eur", "million", "billion", "percent", "pct", "pc", "persons", "minutes", "hours", "days", "years",
)
