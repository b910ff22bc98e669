package source

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"casus/doc"
)

const story = "Talks resume in Arlen\n\nDelegates from Norland said on Tuesday that they had returned to the table in the town of Arlen.\n"

func utf16Bytes(s string, bom, bigEndian bool) []byte {
	var b []byte
	units := utf16.Encode([]rune(s))
	if bom {
		units = append([]uint16{0xFEFF}, units...)
	}
	for _, u := range units {
		if bigEndian {
			b = append(b, byte(u>>8), byte(u))
		} else {
			b = append(b, byte(u), byte(u>>8))
		}
	}
	return b
}

// TestCharsets reads the same words in several encodings.
func TestCharsets(t *testing.T) {
	quoted := strings.Replace(story, "table", "“café” table", 1)
	cp1252 := strings.NewReplacer("“", "\x93", "”", "\x94", "é", "\xe9").Replace(quoted)
	russian := "Переговоры\n\nДелегации двух стран во вторник вернулись за стол переговоров впервые за два года.\n"
	var cp1251 []byte
	for _, r := range russian {
		if r >= 'А' && r <= 'я' {
			r = r - 'А' + 0xC0
		}
		cp1251 = append(cp1251, byte(r))
	}
	page := `<html><head><meta charset="iso-8859-2"><title>Rozmowy</title></head><body><p>Prezydent Lech Wa` + "\xb3\xea" +
		`sa powiedzia` + "\xb3" + `, that the delegates would return to the town of Arlen on Tuesday, and so they did, officials said.</p></body></html>`
	tests := []struct {
		name    string
		in      []byte
		charset string
		note    string // code of a note that must be there
		words   string // that the text must hold
	}{
		{"UTF-8", []byte(quoted), "utf-8", "", "“café” table"},
		{"UTF-8 with mark", []byte("\ufeff" + quoted), "utf-8", "", "“café” table"},
		{"UTF-16 little-endian with mark", utf16Bytes(quoted, true, false), "utf-16le", "", "“café” table"},
		{"UTF-16 big-endian with mark", utf16Bytes(quoted, true, true), "utf-16be", "", "“café” table"},
		{"UTF-16 little-endian", utf16Bytes(quoted, false, false), "utf-16le", "", "“café” table"},
		{"UTF-16 big-endian", utf16Bytes(quoted, false, true), "utf-16be", "", "“café” table"},
		{"UTF-16 in Russian", utf16Bytes(russian, false, false), "utf-16le", "not-english", "Делегации двух"},
		{"Windows-1252", []byte(cp1252), "windows-1252", "charset", "“café” table"},
		{"Windows-1251", cp1251, "windows-1251", "charset", "Делегации двух"},
		{"broken UTF-8", []byte(strings.Replace(quoted, "Norland", "Nor\xe2\x80land", 1)), "utf-8", "charset-replaced", "Nor\uFFFDland"},
		{"cut UTF-8", []byte(story + "Officials said so.\xe2\x80"), "utf-8", "charset-replaced", "said so.\uFFFD"},
		{"declared by the page", []byte(page), "iso-8859-2", "charset", "Wałęsa"},
		{"JSON in UTF-16", utf16Bytes(`{"text":"A “café” table."}`+"\n", true, false), "utf-16le", "", "“café” table"},
		{"a line of JSON in Windows-1252", []byte("{\"text\":\"A \x93caf\xe9\x94 table.\"}\n"), "windows-1252", "charset", "“café” table"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			docs, err := Parse("input", test.in, Options{KeepRaw: true})
			if err != nil || len(docs) != 1 {
				t.Fatalf("%d documents, error %v", len(docs), err)
			}
			d := docs[0]
			checkDocument(t, d)
			if d.Origin.Charset != test.charset {
				t.Errorf("charset %q, want %q", d.Origin.Charset, test.charset)
			}
			if !strings.Contains(d.Text, test.words) {
				t.Errorf("text %q, want %q in it", d.Text, test.words)
			}
			if test.note != "" && !hasNote(d, test.note) {
				t.Errorf("notes %v, want %q", d.Notes, test.note)
			}
			if d.Origin.Format != formatJSON && !bytes.Equal(d.Origin.Raw, test.in) {
				t.Errorf("raw bytes %q, want the input", d.Origin.Raw)
			}
		})
	}
}

func hasNote(d *doc.Document, code string) bool {
	for _, n := range d.Notes {
		if n.Code == code {
			return true
		}
	}
	return false
}

// TestFaults reads inputs that give no document.
func TestFaults(t *testing.T) {
	tests := []struct {
		name, in, code string
	}{
		{"empty", "", Empty},
		{"white space", " \n\t\r\n", Empty},
		{"mark alone", "\ufeff", Empty},
		{"zero bytes", "abc\x00\x01\x02def", Binary},
		{"control characters", strings.Repeat("\x01\x02a", 50), Binary},
		{"picture", "\x89PNG\r\n\x1a\n", Unsupported},
		{"PDF", "%PDF-1.7\n", Unsupported},
		{"HTML without text", "<html><body><nav><a href=/>Home</a></nav></body></html>", NoArticle},
		{"HTML of one word", "<p>Hello</p>", NoArticle},
		{"HTML nested deep", strings.Repeat("<div>", 100_000) + "text", TooDeep},
		{"HTML with too many elements", "<html>" + strings.Repeat("<i>a</i>", maxElements+1), TooLarge},
		{"one giant line", strings.Repeat("word ", DefaultMaxText), TooLarge},
		{"title alone", "# A title\n", NoArticle},
		{"broken JSON", `{"text":`, BadJSON},
		{"JSON nested deep", `{"text":` + strings.Repeat("[", 100_000), BadJSON},
		{"wrong type", `{"text":7}`, BadField},
		{"story without text", `{"title":"A title"}`, NoText},
		{"table without text", "title,date\na,b\n", NoTextColumn},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			docs, err := Parse("input", []byte(test.in), Options{})
			var fault *Error
			if !errors.As(err, &fault) {
				t.Fatalf("%d documents, error %v, want an *Error", len(docs), err)
			}
			if fault.Code != test.code || fault.File != "input" || fault.Found == "" {
				t.Errorf("error %v with code %q, want %q", err, fault.Code, test.code)
			}
		})
	}
}

// TestMarkdownBounds holds that text made to keep the Markdown parser busy is
// read as plain text.
func TestMarkdownBounds(t *testing.T) {
	for _, unit := range []string{"[", "[a](b", "`` ` ", "> ", "- ", "**a_b ", "![[]()", "<a ", "[a]: b\n", "1. "} {
		in := "# Title\n\n" + strings.Repeat(unit, 50_000) + "\n\nA sentence that ends the text of this article.\n"
		docs, err := Parse("input", []byte(in), Options{})
		if err != nil || len(docs) != 1 || docs[0].Origin.Format != formatText {
			t.Errorf("%q: %d documents, error %v", unit, len(docs), err)
		}
	}
}

// read collects what Each yields for a path.
func read(t *testing.T, opts Options, path string) (docs []*doc.Document, codes []string) {
	t.Helper()
	err := NewReader(opts).Each(context.Background(), path, func(d *doc.Document, err error) error {
		if d != nil {
			docs = append(docs, d)
			return nil
		}
		var fault *Error
		if !errors.As(err, &fault) {
			t.Fatalf("error %v, want an *Error", err)
		}
		codes = append(codes, fault.Code)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return docs, codes
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func TestFolder(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "b/two.dat", `{"id":"2","text":"The second."}`+"\n"+`{"id":"3","text":"The third."}`)
	write(t, dir, "a.html", story)
	write(t, dir, "c.txt", `{"id":"4","text":"The fourth."}`)
	write(t, dir, "broken.bin", "\x00\x01")
	write(t, dir, ".hidden", story)
	write(t, dir, ".git/config", story)
	write(t, dir, "page.htm", "<p>Delegates from Norland said on Tuesday that they had returned to the table in the town of Arlen for more talks, after two years.</p>")
	write(t, dir, "page_files/ad.html", story)
	docs, codes := read(t, Options{}, dir)
	var got []string
	for _, d := range docs {
		got = append(got, filepath.Base(d.Origin.Path)+":"+d.Origin.Format)
	}
	if want := "a.html:text two.dat:jsonl two.dat:jsonl c.txt:jsonl page.htm:html"; strings.Join(got, " ") != want {
		t.Errorf("documents %q, want %q", got, want)
	}
	if want := "binary"; strings.Join(codes, " ") != want {
		t.Errorf("errors %q, want %q", codes, want)
	}
}

func TestNothingToRead(t *testing.T) {
	empty, full := t.TempDir(), t.TempDir()
	write(t, full, "x.bin", "\x00")
	write(t, full, "empty.txt", "")
	for path, want := range map[string]string{
		empty:                        NoFolderText,
		full:                         Empty + " " + Binary + " " + NoFolderText,
		filepath.Join(empty, "none"): NoSuchFile,
	} {
		docs, codes := read(t, Options{}, path)
		if len(docs) != 0 || strings.Join(codes, " ") != want {
			t.Errorf("%s: %d documents, errors %q, want %q", path, len(docs), codes, want)
		}
	}
}

func TestStandardInput(t *testing.T) {
	docs, codes := read(t, Options{Stdin: strings.NewReader(story)}, "-")
	if len(docs) != 1 || len(codes) != 0 || docs[0].Origin.Path != "-" {
		t.Errorf("documents %v, errors %v", docs, codes)
	}
}

// TestStop holds that an error of yield and the end of the context stop
// reading at once.
func TestStop(t *testing.T) {
	stories := strings.Repeat(`{"text":"A story."}`+"\n", 1000)
	stop := errors.New("stop")
	n := 0
	err := NewReader(Options{}).Stream(context.Background(), "x", strings.NewReader(stories), func(*doc.Document, error) error {
		n++
		return stop
	})
	if err != stop || n != 1 {
		t.Errorf("error %v after %d documents, want %v after 1", err, n, stop)
	}
	ctx, cancel := context.WithCancel(context.Background())
	n = 0
	err = NewReader(Options{}).Stream(ctx, "x", strings.NewReader(stories), func(*doc.Document, error) error {
		n++
		cancel()
		return nil
	})
	if !errors.Is(err, context.Canceled) || n != 1 {
		t.Errorf("error %v after %d documents, want %v after 1", err, n, context.Canceled)
	}
}

// endless gives the same story again and again, and then fails.
type endless struct {
	story []byte
	at    int
	left  int
}

func (e *endless) Read(p []byte) (int, error) {
	if e.left == 0 {
		return 0, errors.New("input/output error")
	}
	n := copy(p, e.story[e.at:])
	if e.at += n; e.at == len(e.story) {
		e.at = 0
		e.left--
	}
	return n, nil
}

// TestStream reads stories one at a time from a device that fails in the end.
// Their sum is above MaxBytes, so none may be kept.
func TestStream(t *testing.T) {
	line := []byte(`{"title":"A","text":"` + strings.Repeat("Norland said so. ", 500) + `"}` + "\n")
	n, faults := 0, 0
	err := NewReader(Options{MaxBytes: 64 << 10}).Stream(context.Background(), "x", &endless{story: line, left: 2000},
		func(d *doc.Document, err error) error {
			if d != nil {
				n++
				return nil
			}
			var fault *Error
			if errors.As(err, &fault) && fault.Code == Unreadable && fault.Line == 2001 {
				faults++
			}
			return nil
		})
	if err != nil || n != 2000 || faults != 1 {
		t.Errorf("%d documents, %d faults, error %v", n, faults, err)
	}
}

// TestLongLine passes over a line that is too long and reads the next.
func TestLongLine(t *testing.T) {
	long := strings.Repeat("word ", 20_000)
	for _, in := range []string{
		`{"text":"` + long + `"}` + "\n" + `{"text":"Short."}`,
		"title,text\nlong," + long + "\nshort,Short.\n",
		"title,text\nlong,\"" + long + "\nshort,Short.\n",
	} {
		docs, err := Parse("x", []byte(in), Options{MaxBytes: 64 << 10})
		var fault *Error
		if !errors.As(err, &fault) || fault.Code != TooLarge || len(docs) != 1 || docs[0].Region(doc.FieldText) != "Short." {
			t.Errorf("%.20q: %d documents, error %v", in, len(docs), err)
		}
	}
}
