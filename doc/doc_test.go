package doc

import (
	"testing"
	"time"

	"casus/span"
)

func TestParseDate(t *testing.T) {
	tests := []struct {
		in   string
		want Date
		ok   bool
	}{
		{"2026", Date{2026, 0, 0}, true},
		{"0033", Date{33, 0, 0}, true},
		{"2026-03", Date{2026, 3, 0}, true},
		{"2026-03-02", Date{2026, 3, 2}, true},
		{"2024-02-29", Date{2024, 2, 29}, true},
		{"2000-02-29", Date{2000, 2, 29}, true},
		{"1900-02-29", Date{}, false},
		{"2026-02-29", Date{}, false},
		{"2026-06-31", Date{}, false},
		{"2026-13", Date{}, false},
		{"2026-00", Date{}, false},
		{"2026-00-10", Date{}, false},
		{"2026-03-00", Date{}, false},
		{"2026-3-2", Date{}, false},
		{"2026/03/02", Date{}, false},
		{"02-03-2026", Date{}, false},
		{"-026-03-02", Date{}, false},
		{"2026-03-02T10:00:00Z", Date{}, false},
		{"٢٠٢٦", Date{}, false},
		{"", Date{}, false},
	}
	for _, test := range tests {
		got, err := ParseDate(test.in)
		if (err == nil) != test.ok || got != test.want {
			t.Errorf("ParseDate(%q) = %v, %v; want %v, ok %v", test.in, got, err, test.want, test.ok)
		}
		if err == nil && got.String() != test.in {
			t.Errorf("ParseDate(%q) prints as %q", test.in, got)
		}
	}
}

func TestDateBefore(t *testing.T) {
	order := []Date{{2025, 12, 31}, {2026, 1, 2}, {2026, 2, 1}, {2026, 2, 28}, {2027, 0, 0}}
	for i, d := range order {
		for j, e := range order {
			if got := d.Before(e); got != (i < j) {
				t.Errorf("%v.Before(%v) = %v", d, e, got)
			}
		}
	}
	first := Date{2026, 1, 1}
	for _, same := range []Date{{2026, 0, 0}, {2026, 1, 0}} {
		if same.Before(first) || first.Before(same) {
			t.Errorf("%v does not begin with %v", same, first)
		}
	}
	if !(Date{}).IsZero() || first.IsZero() || (Date{}).String() != "" {
		t.Error("only the zero value is no date")
	}
}

func TestDaysIn(t *testing.T) {
	for year := 1895; year <= 2105; year++ {
		for month := 1; month <= 12; month++ {
			want := time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
			if got := DaysIn(year, month); got != want {
				t.Errorf("DaysIn(%d, %d) = %d, want %d", year, month, got, want)
			}
		}
	}
}

func TestInstantString(t *testing.T) {
	day := Date{2026, 3, 2}
	tests := []struct {
		in   Instant
		want string
	}{
		{Instant{}, ""},
		{Instant{Date: Date{Year: 2026}}, "2026"},
		{Instant{Date: day}, "2026-03-02"},
		{Instant{Date: day, HasTime: true}, "2026-03-02T00:00:00"},
		{Instant{Date: day, HasTime: true, Hour: 9, Minute: 5, Second: 7, Zone: "Z"}, "2026-03-02T09:05:07Z"},
		{Instant{Date: day, HasTime: true, Hour: 23, Minute: 59, Zone: "+03:00"}, "2026-03-02T23:59:00+03:00"},
	}
	for _, test := range tests {
		if got := test.in.String(); got != test.want {
			t.Errorf("%+v prints as %q, want %q", test.in, got, test.want)
		}
		if got, err := ParseInstant(test.want); err != nil || got != test.in {
			t.Errorf("%q is read as %+v, %v; want %+v", test.want, got, err, test.in)
		}
	}
	for _, bad := range []string{"x", "2026-02-30", "T10:00:00", "2026-03-02T", "2026-03-02T10:00", "2026-03-02T1x:00:00Z"} {
		if got, err := ParseInstant(bad); err == nil {
			t.Errorf("%q is read as %+v, want an error", bad, got)
		}
	}
}

func TestFields(t *testing.T) {
	const text = "Title\n\nBody.\n\nCaption\n\nCredit"
	d := Document{Text: text, Regions: [NumFields]span.Span{{Start: 0, End: 5}, {Start: 7, End: 12}, {Start: 14, End: 21}, {Start: 23, End: 29}}}
	for f, want := range map[Field]string{FieldTitle: "Title", FieldText: "Body.", FieldCaption: "Caption", FieldApart: "Credit"} {
		if got := d.Region(f); got != want {
			t.Errorf("Region(%v) = %q, want %q", f, got, want)
		}
		for _, offset := range []int{d.Regions[f].Start, d.Regions[f].End - 1} {
			if got := d.FieldAt(offset); got != f {
				t.Errorf("FieldAt(%d) = %v, want %v", offset, got, f)
			}
		}
	}
}

// TestFieldAtEmpty holds that a field without words has no bytes.
func TestFieldAtEmpty(t *testing.T) {
	d := Document{Text: "Body.", Regions: [NumFields]span.Span{{}, {Start: 0, End: 5}, {Start: 5, End: 5}, {Start: 5, End: 5}}}
	if got := d.FieldAt(0); got != FieldText {
		t.Errorf("FieldAt(0) = %v, want text", got)
	}
}

// TestNames holds that every kind has a name of its own.
func TestNames(t *testing.T) {
	var names []string
	for k := Paragraph; k <= RelatedLink; k++ {
		names = append(names, k.String())
	}
	for k := NoName; k <= Miscellaneous; k++ {
		names = append(names, k.String())
	}
	for k := NameMention; k <= ModifierMention; k++ {
		names = append(names, k.String())
	}
	seen := map[string]bool{}
	for _, name := range names {
		if name == "" || seen[name] {
			t.Errorf("name %q is empty or stands twice in %q", name, names)
		}
		seen[name] = true
	}
	if Credit.Coded() || RelatedLink.Coded() || !Caption.Coded() || !Title.Coded() {
		t.Error("credits and related links are not coded, titles and captions are")
	}
}
