package when

import "casus/doc"

// ordinal counts the days from 1 March of the year 0 to a full date, so that
// the difference of two ordinals is the number of days between them.
func ordinal(d doc.Date) int {
	y, m := int(d.Year), int(d.Month)
	if m < 3 {
		y, m = y-1, m+12
	}
	return 365*y + y/4 - y/100 + y/400 + (153*(m-3)+2)/5 + int(d.Day) - 1
}

// fromOrdinal is the date with that ordinal.
func fromOrdinal(n int) doc.Date {
	era := n / 146097
	dayOfEra := n - era*146097
	yearOfEra := (dayOfEra - dayOfEra/1460 + dayOfEra/36524 - dayOfEra/146096) / 365
	dayOfYear := dayOfEra - (365*yearOfEra + yearOfEra/4 - yearOfEra/100)
	mp := (5*dayOfYear + 2) / 153
	day := dayOfYear - (153*mp+2)/5 + 1
	month, year := mp+3, yearOfEra+era*400
	if month > 12 {
		month, year = month-12, year+1
	}
	return doc.Date{Year: int16(year), Month: int8(month), Day: int8(day)}
}

// addDays moves a full date by n days.
func addDays(d doc.Date, n int) doc.Date { return fromOrdinal(ordinal(d) + n) }

// addMonths moves a date by n months and keeps year and month only.
func addMonths(d doc.Date, n int) doc.Date {
	m := int(d.Year)*12 + int(d.Month) - 1 + n
	return doc.Date{Year: int16(m / 12), Month: int8(m%12 + 1)}
}

// weekday is the day of the week of a full date, 0 for Monday.
func weekday(d doc.Date) int {
	// 1 March of the year 0 of the Gregorian calendar was a Wednesday.
	return (ordinal(d) + 2) % 7
}

// monday is the first day of the week that d lies in.
func monday(d doc.Date) doc.Date { return addDays(d, -weekday(d)) }
