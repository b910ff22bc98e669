package when_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"casus/doc"
	"casus/english"
	"casus/span"
	"casus/when"
)

var model = sync.OnceValues(func() (*english.Model, error) { return english.Load() })

// resolved parses a text published on that day and resolves its times.
func resolved(t testing.TB, text, published string) *doc.Document {
	t.Helper()
	m, err := model()
	if err != nil {
		t.Fatal(err)
	}
	d := &doc.Document{Text: text, Blocks: []doc.Block{{Span: span.Span{End: len(text)}}}}
	d.Regions[doc.FieldText] = span.Span{End: len(text)}
	if published != "" {
		if d.Published.Date, err = doc.ParseDate(published); err != nil {
			t.Fatal(err)
		}
	}
	m.Parse(d)
	when.New().Resolve(d)
	return d
}

// printed is the times of a document in one line: words = from/to precision.
func printed(d *doc.Document) string {
	var list []string
	for _, x := range d.Times {
		s := x.Span.Of(d.Text) + " ="
		if !x.From.IsZero() {
			s += " " + x.From.String()
		}
		if !x.To.IsZero() {
			s += "/" + x.To.String()
		}
		if x.Precision != "" {
			s += " " + string(x.Precision)
		}
		list = append(list, s)
	}
	return strings.Join(list, "; ")
}

const (
	monday    = "2026-03-02"
	wednesday = "2026-03-04"
)

// TestResolve reads one sentence a case. Published on Wednesday 4 March 2026
// unless the case says otherwise.
func TestResolve(t *testing.T) {
	tests := []struct{ published, text, want string }{
		// Days of the week, by tense.
		{"", "The Kremlin said Monday that talks would go on.", "Monday = 2026-03-02 day"},
		{"", "Police arrested ten people on Tuesday.", "Tuesday = 2026-03-03 day"},
		{"", "The ministers met on Wednesday.", "Wednesday = 2026-03-04 day"},
		{"", "The ministers met on Thursday.", "Thursday = 2026-02-26 day"},
		{"", "The ministers will meet on Thursday.", "Thursday = 2026-03-05 day"},
		{"", "The ministers are expected to meet on Friday.", "Friday = 2026-03-06 day"},
		{"", "The president plans to visit Egypt on Sunday.", "Sunday = 2026-03-08 day"},
		{"", "The leaders are scheduled to arrive on Monday.", "Monday = 2026-03-09 day"},
		{"", "The delegation may arrive on Saturday.", "Saturday = 2026-03-07 day"},
		{"", "Gunmen attacked the village on Saturday night.", "Saturday night = 2026-02-28 day"},
		{"", "The war broke out early Saturday.", "early Saturday = 2026-02-28 day"},
		{"", "Shelling began late Sunday.", "late Sunday = 2026-03-01 day"},
		{"", "The army withdrew last Friday.", "last Friday = 2026-02-27 day"},
		{"", "The parliament will vote next Tuesday.", "next Tuesday = 2026-03-10 day"},
		{"", "The fighting has gone on since Friday.", "Friday = 2026-02-27 day"},
		{"", "Rebels shelled the town on Monday and Tuesday.", "Monday = 2026-03-02 day; Tuesday = 2026-03-03 day"},
		{monday, "The ministers met on Sunday.", "Sunday = 2026-03-01 day"},
		{monday, "The ministers met on Monday.", "Monday = 2026-03-02 day"},
		{"2026-01-02", "The ministers met on Wednesday.", "Wednesday = 2025-12-31 day"},

		// Words for days.
		{"", "The president resigned today.", "today = 2026-03-04 day"},
		{"", "The president resigned yesterday.", "yesterday = 2026-03-03 day"},
		{"", "The talks will resume tomorrow.", "tomorrow = 2026-03-05 day"},
		{"", "The curfew begins tonight.", "tonight = 2026-03-04 day"},
		{"", "A bomb exploded in the market this morning.", "this morning = 2026-03-04 day"},
		{"2026-03-01", "The president resigned yesterday.", "yesterday = 2026-02-28 day"},
		{"2024-03-01", "The president resigned yesterday.", "yesterday = 2024-02-29 day"},
		{"2026-12-31", "The talks will resume tomorrow.", "tomorrow = 2027-01-01 day"},

		// Days of the calendar.
		{"", "The ministers met on March 3.", "March 3 = 2026-03-03 day"},
		{"", "The ministers met on 3 March.", "3 March = 2026-03-03 day"},
		{"", "The ministers met on March 3, 2024.", "March 3, 2024 = 2024-03-03 day"},
		{"", "The ministers met on 3 March 2024.", "3 March 2024 = 2024-03-03 day"},
		{"", "The ministers met on December 28.", "December 28 = 2025-12-28 day"},
		{"", "The ministers will meet on January 7.", "January 7 = 2027-01-07 day"},
		{"", "The summit will be held on April 9.", "April 9 = 2026-04-09 day"},
		{"", "The law was signed on Feb. 12.", "Feb. 12 = 2026-02-12 day"},
		{"", "The law was signed on June 31.", "June 31 ="},
		{"", "The law was signed on February 29, 2024.", "February 29, 2024 = 2024-02-29 day"},
		{"", "The law was signed on February 29, 2023.", "February 29, 2023 ="},
		{"", "The summit will take place on April 9-11.", "April 9-11 = 2026-04-09/2026-04-11 day"},

		// Weeks, months, years.
		{"", "The rebels took two villages last week.", "last week = 2026-02-23/2026-03-01 week"},
		{"", "The ministers met this week.", "this week = 2026-03-02/2026-03-08 week"},
		{"", "The parliament will vote next week.", "next week = 2026-03-09/2026-03-15 week"},
		{"", "The rebels took two villages last month.", "last month = 2026-02 month"},
		{"", "The talks will take place later this month.", "later this month = 2026-03 month"},
		{"", "The talks will take place next month.", "next month = 2026-04 month"},
		{"2026-01-15", "The rebels took two villages last month.", "last month = 2025-12 month"},
		{"2026-12-15", "The talks will take place next month.", "next month = 2027-01 month"},
		{"", "The coup took place last year.", "last year = 2025 year"},
		{"", "The election will be held next year.", "next year = 2027 year"},
		{"", "Russia annexed Crimea in 2014.", "2014 = 2014 year"},
		{"", "The war began in February.", "February = 2026-02 month"},
		{"", "The war began in October.", "October = 2025-10 month"},
		{"", "The war began in October 2023.", "October 2023 = 2023-10 month"},
		{"", "The election will be held in January.", "January = 2027-01 month"},
		{"", "The army seized power in August, 2021.", "August, 2021 = 2021-08 month"},
		{"", "Officials met over the weekend, or so they say, and last weekend.", "last weekend = 2026-02-28/2026-03-01 day"},

		// Counted.
		{"", "The envoy was killed two days ago.", "two days ago = 2026-03-02 day"},
		{"", "The envoy was killed three weeks ago.", "three weeks ago = 2026-02-11 week"},
		{"", "The treaty was signed six months ago.", "six months ago = 2025-09 month"},
		{"", "The treaty was signed 30 years ago.", "30 years ago = 1996 year"},
		{"", "The envoy was killed a day ago.", "a day ago = 2026-03-03 day"},
		{"", "The army has killed dozens of rebels over the past two weeks.", "past two weeks = 2026-02-18/2026-03-04 week"},
		{"", "The army has killed dozens of rebels in the past year.", "past year = 2025/2026 year"},
		{"", "Putin sent his condolences on Sunday over the killing a day earlier.", "Sunday = 2026-03-01 day; a day earlier = 2026-02-28 day"},
		{"", "The army took the town on February 10 and left it two days later.", "February 10 = 2026-02-10 day; two days later = 2026-02-12 day"},
		{"", "The ship was hit on Monday. The crew left it the next day.", "Monday = 2026-03-02 day; next day = 2026-03-03 day"},
		{"", "The ship was hit on Monday. It sank the same day.", "Monday = 2026-03-02 day; same day = 2026-03-02 day"},

		// No times.
		{"", "Some 2014 people were counted.", ""},
		{"", "Protesters may march again.", ""},
		{"", "The soldiers march through the town.", ""},
		{"", "He was the second man to be freed.", ""},
		{"", "The prime minister, Theresa May, resigned.", ""},

		// Without a day of publication only full dates and years are known.
		{"none", "The Kremlin said Monday that talks would go on.", "Monday ="},
		{"none", "The president resigned yesterday.", "yesterday ="},
		{"none", "The ministers met on March 3, 2024.", "March 3, 2024 = 2024-03-03 day"},
		{"none", "Russia annexed Crimea in 2014.", "2014 = 2014 year"},
		{"none", "The ministers met on March 3.", "March 3 ="},
		{"none", "The rebels took two villages last week.", "last week ="},
		{"2026-03", "The ministers met on Monday.", "Monday ="},
	}
	for _, test := range tests {
		published := test.published
		switch published {
		case "":
			published = wednesday
		case "none":
			published = ""
		}
		if got := printed(resolved(t, test.text, published)); got != test.want {
			t.Errorf("%s (published %q)\n\tgot  %s\n\twant %s", test.text, published, got, test.want)
		}
	}
}

// FuzzResolve holds that any text gives times whose spans and days exist.
func FuzzResolve(f *testing.F) {
	for _, seed := range []string{
		"Early Saturday, February 29, 2023, two days later, last 199 years, the past 200 months, 30 February 1600.",
		"In 2014-2016 and March 31-33, next Monday a day earlier a day earlier.",
		"a a an couple of years ago 9999 weeks ago",
	} {
		f.Add(seed, int16(2026), int8(3), int8(4))
	}
	f.Fuzz(func(t *testing.T, text string, y int16, m, day int8) {
		published := fmt.Sprintf("%04d-%02d-%02d", y, m, day)
		if _, err := doc.ParseDate(published); err != nil || len(text) > 500 || y < 1000 {
			return
		}
		text = strings.ToValidUTF8(text, "?")
		d := resolved(t, text, published)
		for _, x := range d.Times {
			if !x.Span.Inside(text) || x.Span.Empty() || x.First >= x.End || x.Rule == "" {
				t.Errorf("%q: %+v", text, x)
			}
			for _, date := range []doc.Date{x.From, x.To} {
				if _, err := doc.ParseDate(date.String()); err != nil && !date.IsZero() {
					t.Errorf("%q: %+v: %v", text, x, err)
				}
			}
			if !x.To.IsZero() && x.To.Before(x.From) {
				t.Errorf("%q: %+v ends before it begins", text, x)
			}
		}
	})
}
