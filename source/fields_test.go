package source

import (
	"testing"

	"casus/doc"
)

func TestParseInstant(t *testing.T) {
	tests := []struct {
		in, want string
		reading  dateReading
	}{
		{"2026-03-02", "2026-03-02", goodDate},
		{"2026-03", "2026-03", goodDate},
		{"2026-03-02T14:05:09Z", "2026-03-02T14:05:09Z", goodDate},
		{"2026-03-02T14:05:09.123+03:00", "2026-03-02T14:05:09+03:00", goodDate},
		{"2026-03-02 14:05", "2026-03-02T14:05:00", goodDate},
		{"2026-03-02T14:05+0300", "2026-03-02T14:05:00+03:00", goodDate},
		{"20260302", "2026-03-02", goodDate},
		{"20260302140509", "2026-03-02T14:05:09", goodDate},
		{"March 02, 2026", "2026-03-02", goodDate},
		{"Monday, 2 March 2026", "2026-03-02", goodDate},
		{"2nd of March 2026", "2026-03-02", goodDate},
		{"Sept. 9, 2025, 3:45 p.m. EDT", "2025-09-09T15:45:00-04:00", goodDate},
		{"Mon, 02 Mar 2026 09:30:00 +0100", "2026-03-02T09:30:00+01:00", goodDate},
		{"2 March 2026 at 12 am", "2026-03-02T00:00:00", goodDate},
		{"5 May 2025 10:00 UTC+2", "2025-05-05T10:00:00+02:00", goodDate},
		{"02.03.2026", "2026-03-02", goodDate},
		{"2026/03/02", "2026-03-02", goodDate},
		{"3/25/2026", "2026-03-25", goodDate},
		{"25/3/2026", "2026-03-25", goodDate},
		{"03/04/2026", "", ambiguousDate},
		{"2026-02-30", "", impossibleDate},
		{"February 29, 2025", "", impossibleDate},
		{"2026-13-01", "", impossibleDate},
		{"0001-01-01", "", impossibleDate},
		{"yesterday", "", noDate},
		{"March 2", "", noDate},
		{"2026", "", noDate},
		{"1772442000", "", noDate},
		{"2026-03-02T25:00", "", noDate},
		{"May the force be with you", "", noDate},
		{"", "", noDate},
	}
	for _, test := range tests {
		got, reading := parseInstant(test.in)
		if got.String() != test.want || reading != test.reading {
			t.Errorf("parseInstant(%q) = %q, %d, want %q, %d", test.in, got, reading, test.want, test.reading)
		}
	}
}

func TestCanonical(t *testing.T) {
	tests := []struct{ in, want string }{
		{"https://News.Example/A/b?utm_source=x&id=7&fbclid=1#top", "https://news.example/A/b?id=7"},
		{"HTTP://user:pw@news.example:80", "http://news.example/"},
		{"https://news.example:8443/a?", "https://news.example:8443/a"},
		{"https://news.example/a?b=%41&UTM_Medium=y&a=ü", "https://news.example/a?b=%41&a=ü"},
		{"https://news.example./x/", "https://news.example/x/"},
		{" https://news.example/x ", "https://news.example/x"},
		{"ftp://news.example/x", ""},
		{"/relative", ""},
		{"https://localhost/x", ""},
		{"not an address", ""},
		{"https://[::1]/x", ""},
		{"https://news.example/%zz", ""},
		{"", ""},
	}
	for _, test := range tests {
		if got := canonical(test.in); got != test.want {
			t.Errorf("canonical(%q) = %q, want %q", test.in, got, test.want)
		} else if again := canonical(got); again != got {
			t.Errorf("canonical(%q) = %q, want it unchanged", got, again)
		}
	}
}

func TestDateOfAddress(t *testing.T) {
	tests := []struct{ in, want string }{
		{"https://news.example/2026/03/02/talks-resume", "2026-03-02"},
		{"https://news.example/world/2026-03-02-talks", "2026-03-02"},
		{"https://news.example/20260302/talks", "2026-03-02"},
		{"https://news.example/2026/02/30/talks", ""},
		{"https://news.example/a/8011115.html", ""},
		{"https://news.example/12345678901", ""},
		{"https://news.example/2026/03/talks", ""},
	}
	for _, test := range tests {
		if got := dateOfAddress(test.in).String(); got != test.want {
			t.Errorf("dateOfAddress(%q) = %q, want %q", test.in, got, test.want)
		}
	}
}

func TestOutlet(t *testing.T) {
	tests := []struct{ in, want string }{
		{"https://www.themoscowtimes.com/2026/03/02/x", "The Moscow Times"},
		{"https://edition.cnn.com/x", "CNN"},
		{"https://www.bbc.co.uk/news", "BBC News"},
		{"https://www.unknown.example/x", "unknown.example"},
		{"", ""},
	}
	for _, test := range tests {
		if got := outlet(test.in); got != test.want {
			t.Errorf("outlet(%q) = %q, want %q", test.in, got, test.want)
		}
	}
}

func TestLanguage(t *testing.T) {
	tests := []struct {
		declared, text, want string
		note                 string
	}{
		{"", "The talks between the two countries were held in Arlen on Tuesday, officials said.", "en", ""},
		{"en-US", "Talks resume.", "en", ""},
		{"", "Talks resume.", "", ""},
		{"English", "Kerry to visit.", "en", ""},
		{"en", "Делегации двух стран во вторник вернулись за стол переговоров впервые за два года.", "ru", "not-english"},
		{"ru", "Короткий.", "ru", "not-english"},
		{"ru", "The talks between the two countries were held in Arlen on Tuesday, officials said.", "en", "language"},
		{"", "Les négociations entre les deux pays ont repris mardi dans la ville d'Arlen, ont annoncé des responsables des deux délégations, qui se sont rencontrées pendant six heures avant de se séparer sans accord sur le barrage du fleuve.", "fr", "not-english"},
		{"", "وقال المسؤولون إن المحادثات بين البلدين استؤنفت يوم الثلاثاء في المدينة بعد عامين.", "ar", "not-english"},
		{"", "两国代表团星期二两年来首次重返谈判桌，两国官员说。", "zh", "not-english"},
	}
	for _, test := range tests {
		d := &doc.Document{Language: test.declared}
		layStory(d, "", test.text)
		setLanguage(d)
		if d.Language != test.want || test.note != "" && !hasNote(d, test.note) || test.note == "" && len(d.Notes) > 0 {
			t.Errorf("language of %.30q declared %q: %q, notes %v, want %q, %q", test.text, test.declared, d.Language, d.Notes, test.want, test.note)
		}
	}
}

// TestBodyBlocks shows where the paragraphs of a story begin and end.
func TestBodyBlocks(t *testing.T) {
	long := "This line of a story is much longer than anything that an editor would wrap, and so each of its breaks ends a paragraph there"
	tests := []struct {
		name, body string
		want       []string
	}{
		{"one line", "A story.", []string{"A story."}},
		{"blank lines", " One.\n\n \r\n\r\nTwo. ", []string{"One.", "Two."}},
		{"long lines", long + "\n" + long + ".", []string{long, long + "."}},
		{"wrapped behind an abbreviation", "The arithmetic of this room is plain, the U.N.\nhumanitarian chief said.", []string{"The arithmetic of this room is plain, the U.N.\nhumanitarian chief said."}},
		{"wrapped", "The two sides met behind closed doors for six\nhours. They will meet again in April, when the\nsnow has gone.", []string{"The two sides met behind closed doors for six\nhours. They will meet again in April, when the\nsnow has gone."}},
		{"short sentences", "He left.\nShe stayed on for a week.\nNobody knows why.", []string{"He left.", "She stayed on for a week.", "Nobody knows why."}},
		{"page break", "He spoke of Putin\n\nlater in the day.", []string{"He spoke of Putin\n\nlater in the day."}},
		{"heading", "One ends.\n\nWhat next\n\nTwo ends.", []string{"One ends.", "What next", "Two ends."}},
		{"carriage returns", "One ends.\r\n\r\nTwo ends.", []string{"One ends.", "Two ends."}},
		{"nothing", " \n ", nil},
	}
	for _, test := range tests {
		blocks := bodyBlocks(test.body)
		var got []string
		for _, b := range blocks {
			got = append(got, b.Span.Of(test.body))
		}
		if len(got) != len(test.want) {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
			continue
		}
		for i := range got {
			if got[i] != test.want[i] {
				t.Errorf("%s: block %d is %q, want %q", test.name, i, got[i], test.want[i])
			}
		}
	}
}
