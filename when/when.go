// Package when finds expressions of time and says which days they mean,
// against the day of publication and the time that the article has just spoken
// of: "Monday", "a day earlier", "early Saturday", "last week", "on March 3",
// "in 2014", "since Friday", "next month".
//
// It reads sentences, tokens, trees, names and Document.Published, and fills
// Document.Times in text order. A date that the words do not give stays zero;
// without a day of publication only full dates and years are resolved. Weeks
// run from Monday to Sunday. The kinds of expression follow TIMEX3 (ISO
// 24617-1) as far as news needs them.
package when

import (
	"strings"
	"sync"

	"casus/doc"
	"casus/span"
	"casus/tree"
	"casus/ud"
)

// Resolver finds and resolves expressions of time. Safe for concurrent use.
type Resolver struct {
	pool sync.Pool
}

// New returns a resolver.
func New() *Resolver {
	r := &Resolver{}
	r.pool.New = func() any { return new(run) }
	return r
}

// Resolve fills d.Times.
func (r *Resolver) Resolve(d *doc.Document) {
	w := r.pool.Get().(*run)
	w.d, w.last, w.now = d, doc.Date{}, doc.Date{}
	if p := d.Published.Date; p.Day != 0 {
		w.now = p
	}
	d.Times = d.Times[:0]
	for s := range d.Sentences {
		if d.Blocks[d.Sentences[s].Block].Kind.Coded() {
			w.tree.Reset(d, s)
			w.sentence(s)
		}
	}
	w.d = nil
	r.pool.Put(w)
}

// run is the work on one document.
type run struct {
	d    *doc.Document
	tree tree.Tree
	now  doc.Date // day of publication; zero if not known
	last doc.Date // the day that the article spoke of last; zero at first
	at   int      // first token of the expression that is being read
}

// found is an expression that begins at token run.at and ends before end.
type found struct {
	end       int
	from, to  doc.Date
	precision doc.Precision
	rule      string
}

func (w *run) sentence(s int) {
	n := len(w.tree.Tokens)
	for i := 0; i < n; {
		w.at = i
		f, ok := w.expression(i)
		if !ok {
			i++
			continue
		}
		first := w.withModifiers(i)
		t := &w.tree
		w.d.Times = append(w.d.Times, doc.Time{
			Sentence: int32(s), First: t.Base + int32(first), End: t.Base + int32(f.end),
			Span: span.Span{Start: t.Tokens[first].Span.Start, End: t.Tokens[f.end-1].Span.End},
			From: f.from, To: f.to, Precision: f.precision, Rule: f.rule,
		})
		if f.from.Day != 0 {
			w.last = f.from
		}
		i = f.end
	}
}

// withModifiers takes "early", "late", "earlier" before an expression into it.
func (w *run) withModifiers(i int) int {
	for i > 0 {
		switch w.lower(i - 1) {
		case "early", "late", "earlier", "later", "mid":
			i--
		default:
			return i
		}
	}
	return i
}

func (w *run) lower(i int) string {
	if i < 0 || i >= len(w.tree.Tokens) {
		return ""
	}
	return strings.ToLower(w.tree.Tokens[i].Form)
}

// expression reads the longest expression that begins at i.
func (w *run) expression(i int) (found, bool) {
	word := w.lower(i)
	readers := [...]func(int, string) (found, bool){w.calendarDate, w.dayWord, w.weekdayName, w.relativeUnit, w.agoOrEarlier, w.year}
	for _, read := range readers {
		if f, ok := read(i, word); ok {
			return f, true
		}
	}
	return found{}, false
}

var months = map[string]int8{
	"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9, "october": 10,
	"november": 11, "december": 12, "jan.": 1, "feb.": 2, "mar.": 3, "apr.": 4, "aug.": 8, "sept.": 9, "sep.": 9, "oct.": 10, "nov.": 11,
	"dec.": 12, "jan": 1, "feb": 2, "aug": 8, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}

var weekdays = map[string]int{
	"monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
}

var smallNumbers = map[string]int{
	"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "couple": 2,
}

// number reads a small number in digits or letters; ok is false for others.
func number(word string) (n int, ok bool) {
	if n, ok = smallNumbers[word]; ok {
		return n, true
	}
	if word == "" || len(word) > 4 {
		return 0, false
	}
	for _, c := range []byte(word) {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, true
}

// dayNumber reads a day of the month: "3", "3rd".
func dayNumber(word string) (int8, bool) {
	word = strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(word, "st"), "nd"), "rd"), "th")
	if len(word) == 0 || len(word) > 2 || word[0] < '0' || word[0] > '9' {
		return 0, false
	}
	n, ok := number(word)
	return int8(n), ok && n >= 1 && n <= 31
}

func yearNumber(word string) (int16, bool) {
	if len(word) != 4 || word[0] != '1' && word[0] != '2' {
		return 0, false
	}
	n, ok := number(word)
	return int16(n), ok && n >= 1600 && n <= 2200
}

// calendarDate reads "March 3, 2026", "3 March", "March 2026", "March 3-5",
// "in March".
func (w *run) calendarDate(i int, word string) (found, bool) {
	if month, ok := months[word]; ok && w.capital(i) {
		return w.monthFirst(i, month)
	}
	day, ok := dayNumber(word)
	month, named := months[w.lower(i+1)]
	if !ok || !named || !w.capital(i+1) {
		return found{}, false
	}
	f := found{end: i + 2, precision: doc.ByDay, rule: "calendar date"}
	y, given := yearNumber(w.lower(i + 2))
	if given {
		f.end = i + 3
	}
	return w.dated(f, y, given, month, day)
}

func (w *run) capital(i int) bool {
	c := w.tree.Tokens[i].Form[0]
	return c >= 'A' && c <= 'Z'
}

func (w *run) monthFirst(i int, month int8) (found, bool) {
	next := i + 1
	if day, ok := dayNumber(w.lower(next)); ok {
		f := found{end: i + 2, precision: doc.ByDay, rule: "calendar date"}
		last := int8(0)
		if dash := w.lower(next + 1); dash == "-" || dash == "–" || dash == "to" {
			if d2, ok := dayNumber(w.lower(next + 2)); ok && d2 > day {
				last = d2
				f.end = i + 4
			}
		}
		at := f.end
		if w.lower(at) == "," {
			at++
		}
		y, given := yearNumber(w.lower(at))
		if given {
			f.end = at + 1
		}
		f, ok = w.dated(f, y, given, month, day)
		if ok && last != 0 && !f.from.IsZero() {
			f.to = f.from
			f.to.Day = min(last, int8(doc.DaysIn(int(f.from.Year), int(f.from.Month))))
		}
		return f, ok
	}
	f := found{end: i + 1, precision: doc.ByMonth, rule: "month"}
	at := next
	if w.lower(at) == "," || w.lower(at) == "of" {
		at++
	}
	if y, ok := yearNumber(w.lower(at)); ok {
		f.end = at + 1
		f.from = doc.Date{Year: y, Month: month}
		return f, true
	}
	// "May" and "March" are words of other kinds too.
	if upos := w.tree.Tokens[i].UPOS; upos != ud.PROPN && upos != ud.NOUN || w.inName(i) {
		return found{}, false
	}
	if w.now.IsZero() {
		f.rule, f.precision = "month without a day of publication", ""
		return f, true
	}
	f.from = w.nearMonth(month, w.comes(i), i)
	return f, true
}

// inName reports whether token i belongs to the name of a person: "Theresa May".
func (w *run) inName(i int) bool {
	if w.tree.Rel(i) == ud.Flat {
		return true
	}
	at := w.tree.Base + int32(i)
	for _, n := range w.d.Names {
		if n.First <= at && at < n.End {
			return n.Kind == doc.Person
		}
	}
	return false
}

// nearMonth is the month next to publication on the side that the tense asks
// for; "last" and "next" before it count more.
func (w *run) nearMonth(month int8, comes bool, i int) doc.Date {
	y := w.now.Year
	switch before := w.lower(i - 1); {
	case before == "next":
		if month <= w.now.Month {
			y++
		}
	case before == "last" && month >= w.now.Month:
		y--
	case comes && month < w.now.Month:
		y++
	case !comes && month > w.now.Month:
		y--
	}
	return doc.Date{Year: y, Month: month}
}

// dated fills day and month, with the year given or the one that is nearest on
// the side of the tense.
func (w *run) dated(f found, y int16, given bool, month, day int8) (found, bool) {
	if !given {
		if w.now.IsZero() {
			f.rule, f.precision = "date without a year and without a day of publication", ""
			return f, true
		}
		y = w.now.Year
		d := doc.Date{Year: y, Month: month, Day: day}
		comes := w.comes(w.at)
		switch {
		case comes && d.Before(w.now):
			y++
		case !comes && w.now.Before(d) && d.Days()-w.now.Days() > 7:
			y--
		}
	}
	if int(day) > doc.DaysIn(int(y), int(month)) {
		f.rule, f.precision = "no such day", ""
		return f, true
	}
	f.from = doc.Date{Year: y, Month: month, Day: day}
	return f, true
}

// dayWord reads "today", "yesterday", "tomorrow", "tonight", "this morning",
// "the same day", "the previous day".
func (w *run) dayWord(i int, word string) (found, bool) {
	day := func(end, shift int, rule string) (found, bool) {
		f := found{end: end, precision: doc.ByDay, rule: rule}
		if w.now.IsZero() {
			f.precision = ""
			return f, true
		}
		f.from = addDays(w.now, shift)
		return f, true
	}
	second := w.lower(i + 1)
	switch word {
	case "today", "tonight":
		return day(i+1, 0, "day of publication")
	case "yesterday":
		return day(i+1, -1, "day before publication")
	case "tomorrow":
		return day(i+1, 1, "day after publication")
	case "this":
		if partOfDay[second] {
			return day(i+2, 0, "day of publication")
		}
	case "earlier", "later":
		if second == "today" || second == "in" && w.lower(i+2) == "the" && w.lower(i+3) == "day" {
			end := i + 2
			if second == "in" {
				end = i + 4
			}
			return w.anchored(end, 0)
		}
	case "same", "previous", "following", "next":
		if second == "day" && (word != "next" || w.lower(i-1) == "the") {
			shift := map[string]int{"same": 0, "previous": -1, "following": 1, "next": 1}[word]
			return w.anchored(i+2, shift)
		}
	case "day":
		if second == "before" && w.lower(i-1) == "the" {
			return w.anchored(i+2, -1)
		}
		if second == "after" && w.lower(i-1) == "the" && w.clauseEnds(i+2) {
			return w.anchored(i+2, 1)
		}
	}
	return found{}, false
}

var partOfDay = map[string]bool{"morning": true, "afternoon": true, "evening": true}

// clauseEnds reports whether nothing of the phrase follows token i.
func (w *run) clauseEnds(i int) bool {
	return i >= len(w.tree.Tokens) || w.tree.Tokens[i].UPOS == ud.PUNCT
}

// anchored is the day last spoken of, or of publication, moved by shift.
func (w *run) anchored(end, shift int) (found, bool) {
	f := found{end: end, precision: doc.ByDay, rule: "counted from the day last spoken of"}
	base := w.last
	if base.IsZero() {
		base, f.rule = w.now, "counted from the day of publication"
	}
	if base.IsZero() {
		f.precision = ""
		return f, true
	}
	f.from = addDays(base, shift)
	return f, true
}

// weekdayName reads "Monday", "Monday night", "last Monday", "next Monday".
func (w *run) weekdayName(i int, word string) (found, bool) {
	if (word == "last" || word == "next" || word == "this") && i+1 < len(w.tree.Tokens) {
		if _, ok := weekdays[w.lower(i+1)]; ok && w.capital(i+1) {
			f, _ := w.weekdayName(i+1, w.lower(i+1))
			if word == "next" && !f.from.IsZero() && !w.now.Before(f.from) {
				f.from = addDays(f.from, 7)
			}
			f.rule = word + " " + f.rule
			return f, true
		}
	}
	day, ok := weekdays[strings.TrimSuffix(word, "s")]
	if !ok || !w.capital(i) || strings.HasSuffix(word, "s") {
		return found{}, false
	}
	f := found{end: i + 1, precision: doc.ByDay, rule: "weekday before publication"}
	if next := w.lower(i + 1); partOfDay[next] || next == "night" {
		f.end = i + 2
	}
	if w.now.IsZero() {
		f.rule, f.precision = "weekday without a day of publication", ""
		return f, true
	}
	back := (weekday(w.now) - day + 7) % 7
	if w.comes(i) {
		f.rule = "weekday after publication"
		f.from = addDays(w.now, (7-back)%7)
		return f, true
	}
	f.from = addDays(w.now, -back)
	return f, true
}

// unit is a calendar unit of relativeUnit.
type unit uint8

const (
	dayUnit unit = iota
	weekUnit
	weekendUnit
	monthUnit
	yearUnit
)

var units = map[string]unit{
	"day": dayUnit, "days": dayUnit, "week": weekUnit, "weeks": weekUnit, "weekend": weekendUnit, "month": monthUnit, "months": monthUnit,
	"year": yearUnit, "years": yearUnit,
}

// relativeUnit reads "last week", "this month", "at the weekend", "next year", "the past month",
// "the past two weeks".
func (w *run) relativeUnit(i int, word string) (found, bool) {
	var shift int
	switch word {
	case "last", "previous":
		shift = -1
	case "this", "current":
	case "next", "coming":
		shift = 1
	case "past", "recent":
		return w.past(i)
	case "the":
		if w.lower(i-1) != "at" || w.lower(i+1) != "weekend" {
			return found{}, false
		}
	default:
		return found{}, false
	}
	u, ok := units[w.lower(i+1)]
	if !ok || u == dayUnit {
		if n, counted := number(w.lower(i + 1)); counted && word == "last" {
			return w.stretch(i+3, n, w.lower(i+2))
		}
		return found{}, false
	}
	f := found{end: i + 2, rule: word + " " + w.lower(i+1)}
	if w.now.IsZero() {
		return f, true
	}
	return w.shifted(f, u, shift), true
}

// shifted is the unit around publication, moved by shift units.
func (w *run) shifted(f found, u unit, shift int) found {
	switch u {
	case weekUnit:
		f.precision = doc.ByWeek
		f.from = addDays(monday(w.now), 7*shift)
		f.to = addDays(f.from, 6)
	case weekendUnit:
		f.precision = doc.ByDay
		saturday := addDays(monday(w.now), 5)
		if shift == 0 && weekday(w.now) < 4 && !w.comes(w.at) {
			shift = -1
		}
		f.from = addDays(saturday, 7*shift)
		f.to = addDays(f.from, 1)
	case monthUnit:
		f.precision = doc.ByMonth
		f.from = addMonths(w.now, shift)
	case yearUnit:
		f.precision = doc.ByYear
		f.from = doc.Date{Year: w.now.Year + int16(shift)}
	}
	return f
}

// past reads "the past week", "the past two years": a stretch that ends with
// publication.
func (w *run) past(i int) (found, bool) {
	if _, ok := units[w.lower(i+1)]; ok && w.lower(i) == "past" && !strings.HasSuffix(w.lower(i+1), "s") {
		return w.stretch(i+2, 1, w.lower(i+1))
	}
	if n, ok := number(w.lower(i + 1)); ok && w.lower(i) == "past" {
		return w.stretch(i+3, n, w.lower(i+2))
	}
	return found{}, false
}

// stretch is the n units before publication.
func (w *run) stretch(end, n int, name string) (found, bool) {
	u, ok := units[name]
	if !ok || n > 200 || end > len(w.tree.Tokens) {
		return found{}, false
	}
	f := found{end: end, rule: "stretch up to publication"}
	if w.now.IsZero() {
		return f, true
	}
	switch u {
	case dayUnit:
		f.from, f.to, f.precision = addDays(w.now, -n), w.now, doc.ByDay
	case weekUnit:
		f.from, f.to, f.precision = addDays(w.now, -7*n), w.now, doc.ByWeek
	case monthUnit:
		f.from, f.to, f.precision = addMonths(w.now, -n), addMonths(w.now, 0), doc.ByMonth
	case yearUnit:
		f.from, f.to, f.precision = doc.Date{Year: w.now.Year - int16(n)}, doc.Date{Year: w.now.Year}, doc.ByYear
	default:
		return found{}, false
	}
	return f, true
}

// agoOrEarlier reads "two days ago", "a day earlier", "three weeks later".
func (w *run) agoOrEarlier(i int, word string) (found, bool) {
	n, ok := number(word)
	if !ok {
		return found{}, false
	}
	at := i + 1
	if w.lower(at) == "of" {
		at++
	}
	u, ok := units[w.lower(at)]
	if !ok || u == weekendUnit || n > 200 {
		return found{}, false
	}
	f := found{end: at + 2}
	base, sign := w.now, -1
	switch w.lower(at + 1) {
	case "ago":
		f.rule = "counted back from publication"
	case "earlier", "before":
		f.rule = "counted back from the day last spoken of"
		if !w.last.IsZero() {
			base = w.last
		}
		if w.lower(at+1) == "before" && !w.clauseEnds(at+2) {
			return found{}, false
		}
	case "later":
		f.rule, sign = "counted on from the day last spoken of", 1
		if !w.last.IsZero() {
			base = w.last
		}
	default:
		return found{}, false
	}
	if base.IsZero() {
		return f, true
	}
	switch u {
	case dayUnit:
		f.from, f.precision = addDays(base, sign*n), doc.ByDay
	case weekUnit:
		f.from, f.precision = addDays(base, sign*7*n), doc.ByWeek
	case monthUnit:
		f.from, f.precision = addMonths(base, sign*n), doc.ByMonth
	case yearUnit:
		f.from, f.precision = doc.Date{Year: base.Year + int16(sign*n)}, doc.ByYear
	}
	return f, true
}

// yearMarks are words before a bare year.
var yearMarks = map[string]bool{
	"in": true, "since": true, "of": true, "from": true, "until": true, "by": true, "during": true, "late": true, "early": true, "mid": true,
	"to": true, "before": true, "after": true, "the": true, "between": true, "and": true, "in late": true, "around": true, "(": true, "for": true,
}

// year reads "in 2014", "2014-2016".
func (w *run) year(i int, word string) (found, bool) {
	y, ok := yearNumber(word)
	if !ok || w.tree.Tokens[i].UPOS != ud.NUM || i > 0 && !yearMarks[w.lower(i-1)] {
		return found{}, false
	}
	if next := w.lower(i + 1); next != "" && w.tree.Rel(i) == ud.Nummod && w.tree.Head(i) > i {
		return found{}, false // "2014 people"
	}
	f := found{end: i + 1, precision: doc.ByYear, rule: "year", from: doc.Date{Year: y}}
	if dash := w.lower(i + 1); dash == "-" || dash == "–" {
		if y2, ok := yearNumber(w.lower(i + 2)); ok && y2 > y {
			f.end, f.to = i+3, doc.Date{Year: y2}
		}
	}
	return f, true
}
