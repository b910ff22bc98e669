package when

import "casus/doc"

// fromOrdinal is the date of which Date.Days is n.
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
func addDays(d doc.Date, n int) doc.Date { return fromOrdinal(d.Days() + n) }

// addMonths moves a date by n months and keeps year and month only.
func addMonths(d doc.Date, n int) doc.Date {
	m := int(d.Year)*12 + int(d.Month) - 1 + n
	return doc.Date{Year: int16(m / 12), Month: int8(m%12 + 1)}
}

// weekday is the day of the week of a full date, 0 for Monday.
func weekday(d doc.Date) int {
	// 1 March of the year 0 of the Gregorian calendar was a Wednesday.
	return (d.Days() + 2) % 7
}

// monday is the first day of the week that d lies in.
func monday(d doc.Date) doc.Date { return addDays(d, -weekday(d)) }
