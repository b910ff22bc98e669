package source

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"casus/doc"
)

// rss is a feed with the items.
func rss(items string) string {
	return `<?xml version="1.0"?><rss version="2.0"><channel><title>Tarn</title><link>https://tarn.example/</link>` + items + `</channel></rss>`
}

const item = `<item><title>Talks resume in Arlen</title><link>https://tarn.example/1</link><description>Delegates from Norland returned on Monday.</description></item>`

// TestFeedFaults reads feeds that are broken or mean harm.
func TestFeedFaults(t *testing.T) {
	laughs := `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha">` + "\n"
	for i := range 20 {
		laughs += fmt.Sprintf(`<!ENTITY %c "%s">`, 'b'+i, strings.Repeat(fmt.Sprintf("&%c;", 'a'+i), 20))
	}
	laughs += "]>"
	deep := func(open, words, shut string) string {
		return strings.Repeat(open, 100_000) + words + strings.Repeat(shut, 100_000)
	}
	tests := []struct {
		name, in string
		docs     int
		code     string
	}{
		{"no entries", rss(""), 0, NoArticle},
		{"cut in an entry", rss(item + item)[:200], 0, BadFeed},
		{"entities that expand", laughs + `<rss version="2.0"><channel><item><title>&u;</title></item></channel></rss>`, 1, ""},
		{"XML nested deep", rss("<item>" + deep("<x>", "", "</x>") + "</item>" + item), 0, ""},
		{"HTML nested deep", rss(item + "<item><title>x</title><description><![CDATA[" + deep("<div>", "words", "</div>") + "]]></description></item>" + item), 2, TooDeep},
		{"JSON nested deep", `{"version":"https://jsonfeed.org/version/1","items":` + deep("[", "", "]") + "}", 0, BadFeed},
		{"JSON of the wrong shape", `{"version":"https://jsonfeed.org/version/1","items":{"a":1}}`, 0, BadFeed},
		{"too large", rss(strings.Repeat(item, 10_000)), 0, TooLarge},
		{"another XML", `<?xml version="1.0"?><opml><body/></opml>`, 0, Unsupported},
	}
	for _, test := range tests {
		begun := time.Now()
		docs, err := Parse("feed", []byte(test.in), Options{MaxBytes: 1_400_000})
		var e *Error
		errors.As(err, &e)
		if len(docs) < test.docs || test.code != "" && (e == nil || e.Code != test.code) {
			t.Errorf("%s: %d documents, %v; want %d, %s", test.name, len(docs), clip(fmt.Sprint(err), 200), test.docs, test.code)
		}
		if time.Since(begun) > 20*time.Second {
			t.Errorf("%s took %v", test.name, time.Since(begun))
		}
		for _, d := range docs {
			checkDocument(t, d)
		}
	}
}

// TestFeedCharsets reads the words of a feed in what its declaration names, and
// where that is wrong.
func TestFeedCharsets(t *testing.T) {
	with := func(declared, word string) string {
		return strings.Replace(strings.Replace(rss(item), `<?xml version="1.0"?>`, `<?xml version="1.0" encoding="`+declared+`" standalone="yes"?>`, 1), "Norland", word, 1)
	}
	tests := []struct{ name, in, words string }{
		{"latin 2", with("iso-8859-2", "Wa\xb3\xeasa"), "Wałęsa"},
		{"UTF-8 called latin 1", with("ISO-8859-1", "Wałęsa"), "Wałęsa"},
		{"latin 1 called UTF-8", with("utf-8", "caf\xe9"), "café"},
		{"an encoding that is none", with("klingon", "Wałęsa"), "Wałęsa"},
		{"UTF-16", string(utf16Bytes(with("utf-16", "Wałęsa"), true, false)), "Wałęsa"},
		{"UTF-8 with mark", "\ufeff" + with("utf-8", "Wałęsa"), "Wałęsa"},
	}
	for _, test := range tests {
		docs, err := Parse("feed", []byte(test.in), Options{})
		if err != nil || !strings.Contains(docs[0].Region(doc.FieldText), test.words) {
			t.Errorf("%s: %v, %v; want %q", test.name, docs, err, test.words)
		}
	}
}

func FuzzFeed(f *testing.F) {
	seeds(f, formatFeed)
	f.Fuzz(func(t *testing.T, in []byte) {
		parse(t, in)
		parse(t, append([]byte("<rss version='2.0'><channel><item>"), in...))
		parse(t, append([]byte(`{"version":"https://jsonfeed.org/version/1",`), in...))
	})
}

// TestFeedEntities holds that entities of a document type are not expanded.
func TestFeedEntities(t *testing.T) {
	in := `<!DOCTYPE rss [<!ENTITY a "expanded"><!ENTITY f SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><item><title>Talks &a; &f; resume</title></item></channel></rss>`
	docs, err := Parse("feed", []byte(in), Options{})
	if err != nil || docs[0].Title != "Talks &a; &f; resume" {
		t.Errorf("%v, %v", docs, err)
	}
}
