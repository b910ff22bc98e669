package span

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"
)

// texts hold every width of UTF-8, marks that combine, right-to-left letters,
// and text longer than the stride of Runes.
var texts = []string{
	"",
	"a",
	"Iran and Oman",
	"Sánchez met Erdoğan",
	"e\u0301te\u0301",
	"قال الوزير إن المحادثات",
	"👩‍👧 said 🇺🇳",
	strings.Repeat("x", runeStride),
	strings.Repeat("é", runeStride),
	strings.Repeat("🙂", 300) + "end",
	strings.Repeat("abc", 100) + "é" + strings.Repeat("z", 300),
	"broken \xe2\x80 and \xff",
}

func TestSpan(t *testing.T) {
	const text = "0123456789"
	tests := []struct {
		name                string
		s, t                Span
		contains, overlaps  bool
		union               Span
		firstLen, secondLen int
	}{
		{"apart", Span{0, 2}, Span{4, 6}, false, false, Span{0, 6}, 2, 2},
		{"touching", Span{0, 4}, Span{4, 6}, false, false, Span{0, 6}, 4, 2},
		{"crossing", Span{0, 5}, Span{4, 6}, false, true, Span{0, 6}, 5, 2},
		{"inside", Span{2, 8}, Span{4, 6}, true, true, Span{2, 8}, 6, 2},
		{"equal", Span{2, 8}, Span{2, 8}, true, true, Span{2, 8}, 6, 6},
		{"empty at the edge", Span{2, 8}, Span{8, 8}, true, false, Span{2, 8}, 6, 0},
	}
	for _, test := range tests {
		if got := test.s.Contains(test.t); got != test.contains {
			t.Errorf("%s: Contains = %v, want %v", test.name, got, test.contains)
		}
		if got := test.s.Overlaps(test.t); got != test.overlaps {
			t.Errorf("%s: Overlaps = %v, want %v", test.name, got, test.overlaps)
		}
		if got := test.t.Overlaps(test.s); got != test.overlaps {
			t.Errorf("%s: Overlaps is not symmetric", test.name)
		}
		if got := test.s.Union(test.t); got != test.union {
			t.Errorf("%s: Union = %v, want %v", test.name, got, test.union)
		}
		if test.s.Len() != test.firstLen || test.t.Len() != test.secondLen || test.t.Empty() != (test.secondLen == 0) {
			t.Errorf("%s: lengths %d and %d, want %d and %d", test.name, test.s.Len(), test.t.Len(), test.firstLen, test.secondLen)
		}
		if got := test.s.Shift(1).Of(text); got != text[test.s.Start+1:test.s.End+1] {
			t.Errorf("%s: Shift(1) covers %q", test.name, got)
		}
	}
}

func TestInside(t *testing.T) {
	const text = "aé🙂b" // bytes 0, 1–2, 3–6, 7
	tests := []struct {
		s    Span
		want bool
	}{
		{Span{0, 0}, true},
		{Span{0, 8}, true},
		{Span{8, 8}, true},
		{Span{1, 3}, true},
		{Span{1, 2}, false}, // cuts é
		{Span{2, 3}, false},
		{Span{4, 7}, false}, // cuts the emoji
		{Span{-1, 1}, false},
		{Span{3, 1}, false},
		{Span{0, 9}, false},
		{Span{9, 9}, false},
	}
	for _, test := range tests {
		if got := test.s.Inside(text); got != test.want {
			t.Errorf("%v.Inside(%q) = %v, want %v", test.s, text, got, test.want)
		}
	}
}

func TestTrim(t *testing.T) {
	tests := []struct{ in, want string }{
		{"", ""},
		{"   \t\r\n ", ""},
		{"word", "word"},
		{" a word\n", "a word"},
		{"\u00a0 no-break \u00a0", "no-break"},
		{"\u2003em space", "\u2003em space"}, // only what layout leaves behind
	}
	for _, test := range tests {
		text := "<<" + test.in + ">>"
		s := Span{2, 2 + len(test.in)}.Trim(text)
		if got := s.Of(text); got != test.want || s.Start < 2 || s.End > 2+len(test.in) {
			t.Errorf("Trim(%q) = %v %q, want %q", test.in, s, got, test.want)
		}
	}
}

func TestRunes(t *testing.T) {
	for _, text := range texts {
		r := NewRunes(text)
		want := 0
		for i := 0; i <= len(text); i++ {
			if i == len(text) || utf8.RuneStart(text[i]) {
				if got := r.Before(i); got != want {
					t.Errorf("Before(%d) = %d in %.20q, want %d", i, got, text, want)
				}
				want++
			}
		}
		if utf8.ValidString(text) && r.Before(len(text)) != utf8.RuneCountInString(text) {
			t.Errorf("%.20q has %d code points, counted %d", text, utf8.RuneCountInString(text), r.Before(len(text)))
		}
	}
}

func TestLines(t *testing.T) {
	const text = "one\ntwö\r\n\nlast"
	l := NewLines(text)
	tests := []struct{ offset, line, column int }{
		{0, 1, 1},
		{3, 1, 4}, // the line feed belongs to its line
		{4, 2, 1},
		{6, 2, 3},
		{8, 2, 5}, // columns are bytes
		{10, 3, 1},
		{11, 4, 1},
		{len(text), 4, 5},
	}
	for _, test := range tests {
		if line, column := l.Position(test.offset); line != test.line || column != test.column {
			t.Errorf("Position(%d) = %d:%d, want %d:%d", test.offset, line, column, test.line, test.column)
		}
	}
	if line, column := NewLines("").Position(0); line != 1 || column != 1 {
		t.Errorf("Position(0) of nothing = %d:%d, want 1:1", line, column)
	}
}

func TestErrors(t *testing.T) {
	var none Errors
	if err := none.Err(); err != nil || none.Len() != 0 {
		t.Errorf("no faults: Err = %v, Len = %d", err, none.Len())
	}
	var es Errors
	es.Add("actors.tsv", 4, 17, "country code %q not in ISO 3166-1", "UKX")
	es.Add("actors.tsv", 5, 0, "no name")
	es.Add("actors.tsv", 0, 0, "no lines")
	const want = "actors.tsv:4:17: country code \"UKX\" not in ISO 3166-1\nactors.tsv:5: no name\nactors.tsv: no lines"
	if got := es.Err().Error(); got != want {
		t.Errorf("faults print\n%s\nwant\n%s", got, want)
	}
	var first *Error
	if !errors.As(es.Err(), &first) || first.Line != 4 || first.Column != 17 || es.Len() != 3 {
		t.Errorf("errors.As finds %+v of %d", first, es.Len())
	}
}

func FuzzRunes(f *testing.F) {
	for _, text := range texts {
		f.Add(text, len(text)/2)
	}
	f.Fuzz(func(t *testing.T, text string, offset int) {
		if offset < 0 || offset > len(text) || offset < len(text) && !utf8.RuneStart(text[offset]) {
			return
		}
		want := 0
		for i := range offset {
			if utf8.RuneStart(text[i]) {
				want++
			}
		}
		if got := NewRunes(text).Before(offset); got != want {
			t.Errorf("Before(%d) = %d, want %d", offset, got, want)
		}
	})
}
