package doc

import (
	"fmt"
	"strconv"
	"strings"
)

// IsZero reports whether d is no date.
func (d Date) IsZero() bool { return d == Date{} }

// String is the date in ISO 8601, as exact as it is known: YYYY, YYYY-MM or
// YYYY-MM-DD; empty for no date.
func (d Date) String() string {
	switch {
	case d.IsZero():
		return ""
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// Before reports whether d begins earlier than e. A month or year counts from
// its first day.
func (d Date) Before(e Date) bool { return d.ordinal() < e.ordinal() }

func (d Date) ordinal() int {
	return int(d.Year)*10000 + int(max(d.Month, 1))*100 + int(max(d.Day, 1))
}

// Days counts the days from 1 March of the year 0 to a full date, so that the
// difference of two is the number of days between them.
func (d Date) Days() int {
	y, m := int(d.Year), int(d.Month)
	if m < 3 {
		y, m = y-1, m+12
	}
	return 365*y + y/4 - y/100 + y/400 + (153*(m-3)+2)/5 + int(d.Day) - 1
}

// ParseDate reads YYYY, YYYY-MM or YYYY-MM-DD and checks that the day exists.
func ParseDate(s string) (Date, error) {
	var y, m, d int
	bad := fmt.Errorf("date %q: want YYYY, YYYY-MM or YYYY-MM-DD", s)
	digits := func(part string, v *int) bool {
		for _, c := range []byte(part) {
			if c < '0' || c > '9' {
				return false
			}
			*v = *v*10 + int(c-'0')
		}
		return true
	}
	switch len(s) {
	case 4:
		if !digits(s, &y) {
			return Date{}, bad
		}
		return Date{Year: int16(y)}, nil
	case 7:
		if s[4] != '-' || !digits(s[:4], &y) || !digits(s[5:], &m) {
			return Date{}, bad
		}
		if m < 1 || m > 12 {
			return Date{}, fmt.Errorf("date %q: no month %d", s, m)
		}
		return Date{Year: int16(y), Month: int8(m)}, nil
	case 10:
		if s[4] != '-' || s[7] != '-' || !digits(s[:4], &y) || !digits(s[5:7], &m) || !digits(s[8:], &d) {
			return Date{}, bad
		}
		if m < 1 || m > 12 || d < 1 || d > DaysIn(y, m) {
			return Date{}, fmt.Errorf("date %q has no such day", s)
		}
		return Date{int16(y), int8(m), int8(d)}, nil
	}
	return Date{}, bad
}

// DaysIn is the number of days of a month of the Gregorian calendar.
func DaysIn(year, month int) int {
	switch month {
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

// String is the instant in RFC 3339 as far as it is known: a date, or date and
// time with the zone if the source gave one.
func (t Instant) String() string {
	if !t.HasTime {
		return t.Date.String()
	}
	return fmt.Sprintf("%sT%02d:%02d:%02d%s", t.Date, t.Hour, t.Minute, t.Second, t.Zone)
}

// ParseInstant reads what String prints; an empty string is the zero Instant.
func ParseInstant(s string) (Instant, error) {
	day, clock, hasTime := strings.Cut(s, "T")
	var t Instant
	var err error
	if s == "" {
		return t, nil
	}
	if t.Date, err = ParseDate(day); err != nil || !hasTime {
		return t, err
	}
	const form = "hh:mm:ss"
	bad := fmt.Errorf("time %q, want %s and a zone if there is one", clock, form)
	if len(clock) < len(form) || clock[2] != ':' || clock[5] != ':' {
		return Instant{}, bad
	}
	for i, into := range []*int8{&t.Hour, &t.Minute, &t.Second} {
		n, err := strconv.ParseUint(clock[3*i:3*i+2], 10, 7)
		if err != nil {
			return Instant{}, bad
		}
		*into = int8(n)
	}
	t.HasTime, t.Zone = true, clock[len(form):]
	return t, nil
}
