package source

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"casus/doc"
)

// dateReading is what became of words that may be a date.
type dateReading int

const (
	noDate         dateReading = iota // not in the form of a date
	goodDate                          // a date that exists
	impossibleDate                    // the form of a date, but no such day
	ambiguousDate                     // 03/04/2026: March or April
)

var (
	isoDate = regexp.MustCompile(`^(\d{4})-(\d{2})(?:-(\d{2}))?(?:(?:[Tt]| +)(.+))?$`)
	// 20260302, 20260302143000
	compactDate = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})(?:[Tt]?(\d{6}Z?))?$`)
	slashDate   = regexp.MustCompile(`^(\d{1,4})([/.\-])(\d{1,2})[/.\-](\d{1,4})(?:,?\s+(.+))?$`)
	dayMonth    = regexp.MustCompile(`(?i)^(?:` + weekdays + `)?(\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[\s\-]+(` + monthNames + `)\.?,?[\s\-]+(\d{4})(?:,?\s+(.+))?$`)
	monthDay    = regexp.MustCompile(`(?i)^(?:` + weekdays + `)?(` + monthNames + `)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?:,?\s+(.+))?$`)
	monthOnly   = regexp.MustCompile(`(?i)^(` + monthNames + `)\.?,?\s+(\d{4})$`)
	clock       = regexp.MustCompile(`(?i)^(?:at\s+|-\s+|\|\s+)?(\d{1,2})(?:[:.h](\d{2})(?::(\d{2})(?:[.,]\d+)?)?)?\s*([ap]\.?m\.?)?\s*\(?([a-z]{1,4}(?:[+-]\d{1,2}(?::?\d{2})?)?|[+-]\d{2}(?::?\d{2})?)?\)?$`)
	compactTime = regexp.MustCompile(`^(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{2}:?\d{2})?$`)
	offset      = regexp.MustCompile(`^([+-])(\d{1,2})(?::?(\d{2}))?$`)
)

const (
	weekdays   = `(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\.?,?\s+`
	monthNames = `jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?`
)

// zones are names of zones that stand for one offset alone: those of RFC 822
// and the European and Moscow ones.
var zones = map[string]string{
	"Z": "Z", "UTC": "Z", "GMT": "Z", "UT": "Z",
	"EST": "-05:00", "EDT": "-04:00", "CST": "-06:00", "CDT": "-05:00",
	"MST": "-07:00", "MDT": "-06:00", "PST": "-08:00", "PDT": "-07:00",
	"CET": "+01:00", "CEST": "+02:00", "EET": "+02:00", "EEST": "+03:00", "MSK": "+03:00",
}

// parseInstant reads one date, with its hour and zone if they are there, in
// the forms that news uses.
func parseInstant(s string) (doc.Instant, dateReading) {
	s = strings.Join(strings.Fields(s), " ")
	if len(s) < 4 || len(s) > 80 {
		return doc.Instant{}, noDate
	}
	if m := isoDate.FindStringSubmatch(s); m != nil {
		return instant(m[1], m[2], m[3], m[4])
	}
	if m := compactDate.FindStringSubmatch(s); m != nil {
		return instant(m[1], m[2], m[3], m[4])
	}
	if m := dayMonth.FindStringSubmatch(s); m != nil {
		return instant(m[3], month(m[2]), m[1], m[4])
	}
	if m := monthDay.FindStringSubmatch(s); m != nil {
		return instant(m[3], month(m[1]), m[2], m[4])
	}
	if m := monthOnly.FindStringSubmatch(s); m != nil {
		return instant(m[2], month(m[1]), "", "")
	}
	if m := slashDate.FindStringSubmatch(s); m != nil {
		return slashed(m)
	}
	return doc.Instant{}, noDate
}

// slashed reads numbers with strokes or dots between them. The year comes
// first or last; with dots the day comes before the month, with strokes only a
// number above twelve tells the two apart.
func slashed(m []string) (doc.Instant, dateReading) {
	first, second, third := m[1], m[3], m[4]
	if len(first) == 4 && len(third) <= 2 {
		return instant(first, second, third, m[5])
	}
	if len(third) != 4 || len(first) > 2 {
		return doc.Instant{}, noDate
	}
	a, b := number(first), number(second)
	switch {
	case m[2] == ".", a > 12, a == b:
		return instant(third, second, first, m[5])
	case b > 12:
		return instant(third, first, second, m[5])
	}
	return doc.Instant{}, ambiguousDate
}

// dateOrder is which of two numbers of a date comes first in a table, where its
// other rows show it.
type dateOrder int

const (
	unknownOrder dateOrder = iota
	dayFirst
	monthFirst
)

// orderOf tells the order from dates of which one of the numbers can be no month.
func orderOf(dates []string) dateOrder {
	days, months := 0, 0
	for _, s := range dates {
		m := slashDate.FindStringSubmatch(strings.Join(strings.Fields(clip(s, 80)), " "))
		if m == nil || len(m[1]) > 2 || len(m[4]) != 4 || m[2] == "." {
			continue
		}
		if number(m[1]) > 12 {
			days++
		}
		if number(m[3]) > 12 {
			months++
		}
	}
	switch {
	case days > 0 && months == 0:
		return dayFirst
	case months > 0 && days == 0:
		return monthFirst
	}
	return unknownOrder
}

// ordered is a date that may be day or month first, written so that it may not:
// with dots the day comes first. Other dates are left as they are.
func ordered(s string, order dateOrder) string {
	if order == unknownOrder {
		return s
	}
	words := strings.Join(strings.Fields(s), " ")
	m := slashDate.FindStringSubmatch(words)
	if _, reading := parseInstant(words); m == nil || reading != ambiguousDate {
		return s
	}
	if order == monthFirst {
		m[1], m[3] = m[3], m[1]
	}
	return strings.TrimSpace(m[1] + "." + m[3] + "." + m[4] + " " + m[5])
}

// instant puts the parts of a date together. rest, what follows the day, must
// be a time of day.
func instant(year, month, day, rest string) (doc.Instant, dateReading) {
	y, m, d := number(year), number(month), number(day)
	if y < 1000 || y > 2999 || m < 1 || m > 12 || day != "" && (d < 1 || d > doc.DaysIn(y, m)) {
		return doc.Instant{}, impossibleDate
	}
	t := doc.Instant{Date: doc.Date{Year: int16(y), Month: int8(m), Day: int8(d)}}
	if rest == "" || day == "" {
		return t, goodDate
	}
	if !timeOfDay(&t, strings.TrimSpace(rest)) {
		return doc.Instant{}, noDate
	}
	return t, goodDate
}

// timeOfDay reads an hour with its zone into t and reports whether s is one.
func timeOfDay(t *doc.Instant, s string) bool {
	var hour, minute, second, half, zone string
	if m := compactTime.FindStringSubmatch(s); m != nil {
		hour, minute, second, zone = m[1], m[2], m[3], m[4]
	} else if m := clock.FindStringSubmatch(s); m != nil {
		hour, minute, second, half, zone = m[1], m[2], m[3], strings.ToLower(m[4]), m[5]
		if minute == "" && half == "" {
			return false
		}
	} else {
		return false
	}
	h, mi, sec := number(hour), number(minute), number(second)
	if half != "" {
		if h < 1 || h > 12 {
			return false
		}
		h %= 12
		if half[0] == 'p' {
			h += 12
		}
	}
	if h > 23 || mi > 59 || sec > 60 {
		return false
	}
	t.HasTime = true
	t.Hour, t.Minute, t.Second = int8(h), int8(mi), int8(min(sec, 59))
	t.Zone = zoneOffset(zone)
	return true
}

// zoneOffset is the offset that a zone stands for, empty where it stands for
// none or for several.
func zoneOffset(zone string) string {
	zone = strings.ToUpper(zone)
	if z, ok := zones[zone]; ok {
		return z
	}
	for _, name := range []string{"UTC", "GMT"} {
		zone = strings.TrimPrefix(zone, name)
	}
	m := offset.FindStringSubmatch(zone)
	if m == nil || number(m[2]) > 14 || number(m[3]) > 59 {
		return ""
	}
	return fmt.Sprintf("%s%02d:%02d", m[1], number(m[2]), number(m[3]))
}

func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

// month is the number of a month's English name, as two digits.
func month(name string) string {
	i := strings.Index("janfebmaraprmayjunjulaugsepoctnovdec", strings.ToLower(name[:3]))
	return fmt.Sprintf("%02d", i/3+1)
}

// publishedField is where a story's date is expected; that it came from there
// needs no note.
const publishedField = `field "published"`

// setPublished gives d the date that s prints, and notes where it comes from;
// a date that cannot be used is noted and left out. It reports whether d has a
// date now.
func setPublished(d *doc.Document, s, from string) bool {
	if !d.Published.IsZero() || strings.TrimSpace(s) == "" {
		return !d.Published.IsZero()
	}
	t, reading := parseInstant(s)
	shown := clip(s, 60)
	switch reading {
	case goodDate:
		d.Published = t
		if from != publishedField {
			d.Notes = append(d.Notes, doc.Note{Code: "date-from", Message: "published date from " + from})
		}
	case impossibleDate:
		d.Notes = append(d.Notes, doc.Note{Code: "bad-date", Message: fmt.Sprintf("%s: %q has no such day", from, shown)})
	case ambiguousDate:
		d.Notes = append(d.Notes, doc.Note{Code: "bad-date", Message: fmt.Sprintf("%s: %q may be day or month first", from, shown)})
	default:
		d.Notes = append(d.Notes, doc.Note{Code: "bad-date", Message: fmt.Sprintf("%s: %q is not a date", from, shown)})
	}
	return reading == goodDate
}

// clip is at most n bytes of s, whole code points.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "") + "…"
}
