package source

import (
	"bufio"
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
	"golang.org/x/text/transform"

	"casus/doc"
)

var utf8BOM = []byte("\xef\xbb\xbf")

// wideEncoding is an encoding whose units are longer than a byte; it has to be
// undone before lines can be told apart.
type wideEncoding struct {
	name string
	enc  encoding.Encoding
}

var (
	utf16LE = &wideEncoding{"utf-16le", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)}
	utf16BE = &wideEncoding{"utf-16be", unicode.UTF16(unicode.BigEndian, unicode.UseBOM)}
	utf32LE = &wideEncoding{"utf-32le", utf32.UTF32(utf32.LittleEndian, utf32.UseBOM)}
	utf32BE = &wideEncoding{"utf-32be", utf32.UTF32(utf32.BigEndian, utf32.UseBOM)}
)

// wide tells UTF-16 and UTF-32 by their byte order mark, and UTF-16 without
// one by where its zero bytes lie. Nil is any other encoding.
func wide(head []byte) *wideEncoding {
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xfe\x00\x00")):
		return utf32LE
	case bytes.HasPrefix(head, []byte("\x00\x00\xfe\xff")):
		return utf32BE
	case bytes.HasPrefix(head, []byte("\xff\xfe")):
		return utf16LE
	case bytes.HasPrefix(head, []byte("\xfe\xff")):
		return utf16BE
	}
	head = head[:min(len(head), 4096)&^1]
	if len(head) < 8 {
		return nil
	}
	// Text of one script has few different high bytes, and the space, the
	// digits and the full stop have the high byte 0 in every script.
	var zeros [2]int
	var high [2][256]int
	for i, c := range head {
		high[i&1][c]++
		if c == 0 {
			zeros[i&1]++
		}
	}
	half := len(head) / 2
	for parity, w := range []*wideEncoding{utf16BE, utf16LE} {
		if zeros[parity]*12 < half || zeros[1-parity] > 0 {
			continue
		}
		first, second := 0, 0
		for _, n := range high[parity] {
			if n > first {
				first, second = n, first
			} else if n > second {
				second = n
			}
		}
		if (first+second)*10 >= half*9 {
			return w
		}
	}
	return nil
}

// widen makes the stream read UTF-8 in place of w.
func (s *stream) widen(w *wideEncoding) {
	s.charset = w.name
	s.in = bufio.NewReaderSize(transform.NewReader(s.in, w.enc.NewDecoder()), sniffLen)
}

// decode returns raw as valid UTF-8 without a byte order mark, and writes down
// in d which encoding it was. For HTML the encoding that the page declares is
// believed where the bytes are not UTF-8.
func decode(d *doc.Document, raw []byte, isHTML bool) (string, *Error) {
	raw = bytes.TrimPrefix(raw, utf8BOM)
	d.Origin.Charset = "utf-8"
	if utf8.Valid(raw) {
		return string(raw), nil
	}
	good, bad := countUTF8(raw)
	if isHTML && good < 5*bad {
		if enc, name := declared(raw, ""); enc != nil {
			return decodeAs(d, raw, enc, name, "declared by the page"), nil
		}
	}
	switch {
	case good >= bad || bad == cutEnd(raw):
		d.Notes = append(d.Notes, doc.Note{
			Code:    "charset-replaced",
			Message: fmt.Sprintf("%d places are not valid UTF-8; each is read as U+FFFD", bad),
		})
		return strings.ToValidUTF8(string(raw), "\uFFFD"), nil
	case cyrillic(raw):
		return decodeAs(d, raw, charmap.Windows1251, "windows-1251", "told from its bytes"), nil
	}
	return decodeAs(d, raw, charmap.Windows1252, "windows-1252", "told from its bytes"), nil
}

// decodePage is decode for a page with the content type that came with it. The
// page's own declaration is asked where the server names windows-1252 or an
// ISO 8859-1, which many send whatever the page is in.
func decodePage(d *doc.Document, raw []byte, contentType string) (string, *Error) {
	if w := wide(raw[:min(len(raw), sniffLen)]); w != nil {
		return decodeAs(d, raw, w.enc, w.name, "told from its bytes"), nil
	}
	if !utf8.Valid(raw) {
		good, bad := countUTF8(raw)
		enc, name := declared(raw, contentType)
		if own, ownName := declared(raw, ""); (enc == nil || name == "windows-1252") && own != nil {
			enc, name = own, ownName
		}
		if enc != nil && good < 5*bad && !(name == "windows-1252" && cyrillic(raw)) {
			return decodeAs(d, raw, enc, name, "declared with the page"), nil
		}
	}
	return decode(d, raw, true)
}

// declared is the encoding that a page or its content type names, nil for none
// and for UTF-8.
func declared(raw []byte, contentType string) (encoding.Encoding, string) {
	enc, name, certain := charset.DetermineEncoding(raw, contentType)
	// An uncertain windows-1252 is what the standard falls back on.
	// UTF-16 is told by its bytes before.
	if !certain && name == "windows-1252" || name == "utf-8" || name == "replacement" || strings.HasPrefix(name, "utf-16") {
		return nil, ""
	}
	return enc, name
}

func decodeAs(d *doc.Document, raw []byte, enc encoding.Encoding, name, why string) string {
	text, err := enc.NewDecoder().Bytes(raw)
	if err != nil {
		text = raw
	}
	d.Origin.Charset = name
	d.Notes = append(d.Notes, doc.Note{Code: "charset", Message: fmt.Sprintf("read as %s, %s", name, why)})
	out := strings.ToValidUTF8(string(text), "\uFFFD")
	if strings.Contains(out, "\uFFFD") {
		d.Notes = append(d.Notes, doc.Note{
			Code: "charset-replaced", Message: "some bytes mean nothing in " + name + "; each is read as U+FFFD",
		})
	}
	return out
}

// cutEnd is the number of bytes of a sequence of UTF-8 that the end of b cuts.
func cutEnd(b []byte) int {
	for i := len(b) - 1; i >= 0 && i >= len(b)-3; i-- {
		if utf8.RuneStart(b[i]) {
			if b[i] >= 0xC2 && b[i] < 0xF5 && !utf8.FullRune(b[i:]) {
				return len(b) - i
			}
			break
		}
	}
	return 0
}

// countUTF8 counts the multi-byte sequences of b that are valid, and the bytes
// that are part of none.
func countUTF8(b []byte) (good, bad int) {
	for len(b) > 0 {
		if b[0] < utf8.RuneSelf {
			b = b[1:]
			continue
		}
		r, n := utf8.DecodeRune(b)
		if r == utf8.RuneError && n == 1 {
			bad++
		} else {
			good++
		}
		b = b[n:]
	}
	return good, bad
}

// cyrillic reports whether most letters of a one-byte text lie where
// windows-1251 has its alphabet. Western European text has a few percent there.
func cyrillic(b []byte) bool {
	latin, upper := 0, 0
	for _, c := range b {
		switch {
		case c >= 0xC0:
			upper++
		case 'a' <= c|0x20 && c|0x20 <= 'z':
			latin++
		}
	}
	return upper > 10 && upper > latin
}
