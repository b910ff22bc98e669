package when

import (
	"testing"
	"time"

	"casus/doc"
)

func TestOrdinalAgreesWithTime(t *testing.T) {
	for day := time.Date(1899, 12, 25, 0, 0, 0, 0, time.UTC); day.Year() < 2105; day = day.AddDate(0, 0, 1) {
		d := doc.Date{Year: int16(day.Year()), Month: int8(day.Month()), Day: int8(day.Day())}
		if got := fromOrdinal(d.Days()); got != d {
			t.Fatalf("fromOrdinal(Days(%v)) = %v", d, got)
		}
		if got, want := weekday(d), (int(day.Weekday())+6)%7; got != want {
			t.Fatalf("weekday(%v) = %d, want %d", d, got, want)
		}
	}
}
