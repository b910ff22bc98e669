package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/testscript"

	"casus/record"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"casus": main})
}

// TestScript runs testdata/script/*.txtar: articles, commands, and what must
// come out. Besides testscript's own commands they have those of commands.
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		Cmds:                commands,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
	})
}

// commands are what the scripts check with:
//
//	exits CODE casus ARG...           run, and hold the exit code
//	rows N                            standard output is N valid rows
//	report TYPE WHO WHOM [STATUS]     a row has such a report; ! none has one
//	said SPEAKER WORDS [THROUGH]      a row has such a statement; ! none has one
//	field NAME VALUE                  a member of the first row holds VALUE
//	recode CHARSET FROM TO            write a file in another encoding
//	big KIND MEGABYTES FILE           write a long file
//	sql DIR STATEMENT                 change the file of a store past casus
//
// WHO and WHOM are country codes, "-" for nobody, "?" for one without a code.
var commands = map[string]func(*testscript.TestScript, bool, []string){
	"exits":  exits,
	"rows":   rows,
	"report": report,
	"said":   said,
	"field":  field,
	"recode": recode,
	"big":    big,
	"sql":    spoil,
}

func need(ts *testscript.TestScript, ok bool, usage string) {
	if !ok {
		ts.Fatalf("usage: %s", usage)
	}
}

func exits(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, !neg && len(args) >= 2, "exits CODE COMMAND [ARG...]")
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		exit, ok := err.(*exec.ExitError)
		if !ok {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// stories reads the rows on standard output and checks each of them.
func stories(ts *testscript.TestScript) []record.Story {
	var list []record.Story
	for n, line := range strings.SplitAfter(ts.ReadFile("stdout"), "\n") {
		if line == "" {
			continue
		}
		var s record.Story
		if err := json.Unmarshal([]byte(line), &s); err != nil {
			ts.Fatalf("row %d: %v", n+1, err)
		}
		if fault := faultOf(&s); fault != "" {
			ts.Fatalf("row %d: %s", n+1, fault)
		}
		list = append(list, s)
	}
	return list
}

// faultOf says what is wrong with a row: quotes that are not where they are
// said to be, values outside their lists; empty if nothing is.
func faultOf(s *record.Story) string {
	fields := map[string]string{"title": s.Title, "text": s.Text}
	if s.Caption != nil {
		fields["caption"] = *s.Caption
	}
	var all []record.Evidence
	for i := range s.Reports {
		all = append(all, s.Reports[i].Evidence...)
		if len(s.Reports[i].Evidence) == 0 || s.Reports[i].ID == "" || s.Reports[i].Trace.Entry == "" {
			return fmt.Sprintf("report %d has no evidence, id or trace", i+1)
		}
	}
	for i := range s.Statements {
		all = append(all, s.Statements[i].Evidence)
	}
	for _, e := range all {
		text, ok := fields[e.Field]
		if !ok || e.Start < 0 || e.End > len(text) || e.Start >= e.End || text[e.Start:e.End] != e.Quote {
			return fmt.Sprintf("evidence %+v is not at its bytes", e)
		}
		if e.CharStart != utf8.RuneCountInString(text[:e.Start]) || e.CharEnd != utf8.RuneCountInString(text[:e.End]) {
			return fmt.Sprintf("evidence %+v is not at its code points", e)
		}
	}
	return ""
}

func rows(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, !neg && len(args) == 1, "rows N")
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	if got := len(stories(ts)); got != want {
		ts.Fatalf("%d rows, want %d", got, want)
	}
}

func report(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, len(args) == 3 || len(args) == 4, "report TYPE[/MODE] WHO WHOM [STATUS]")
	typ, mode, _ := strings.Cut(args[0], "/")
	var seen []string
	for _, s := range stories(ts) {
		for i := range s.Reports {
			r := &s.Reports[i]
			seen = append(seen, fmt.Sprintf("%s/%s %s %s %s", r.Type, record.Value(r.Mode), countries(r.Actors), countries(r.Recipients), r.Status))
			if r.Type == typ && (mode == "" || mode == record.Value(r.Mode)) && countries(r.Actors) == sorted(args[1]) &&
				countries(r.Recipients) == sorted(args[2]) && (len(args) == 3 || args[3] == r.Status) {
				if neg {
					ts.Fatalf("there is a report %s", seen[len(seen)-1])
				}
				return
			}
		}
	}
	if !neg {
		ts.Fatalf("no report %s; there are:\n%s", strings.Join(args, " "), strings.Join(seen, "\n"))
	}
}

// countries is the codes of one side in order, each once.
func countries(side []record.Entity) string {
	if len(side) == 0 {
		return "-"
	}
	var list []string
	for _, e := range side {
		list = append(list, orElse(record.Value(e.Country), "?"))
	}
	return sorted(strings.Join(list, ","))
}

func sorted(codes string) string {
	list := strings.Split(codes, ",")
	slices.Sort(list)
	return strings.Join(slices.Compact(list), ",")
}

func said(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, len(args) == 2 || len(args) == 3, "said SPEAKER WORDS [THROUGH]")
	var seen []string
	for _, s := range stories(ts) {
		for i := range s.Statements {
			st := &s.Statements[i]
			speaker, through := "-", ""
			if st.Speaker != nil {
				speaker = st.Speaker.Text
			}
			if st.Through != nil {
				through = st.Through.Text
			}
			seen = append(seen, fmt.Sprintf("%s: %s [%s]", speaker, st.Content, through))
			if strings.Contains(speaker, args[0]) && strings.Contains(st.Content, args[1]) && (len(args) == 2 || through == args[2]) {
				if neg {
					ts.Fatalf("there is a statement %s", seen[len(seen)-1])
				}
				return
			}
		}
	}
	if !neg {
		ts.Fatalf("no statement %q; there are:\n%s", args, strings.Join(seen, "\n"))
	}
}

func field(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, len(args) == 2, "field NAME VALUE")
	line, _, _ := strings.Cut(ts.ReadFile("stdout"), "\n")
	var row map[string]any
	ts.Check(json.Unmarshal([]byte(line), &row))
	got := fmt.Sprint(row[args[0]])
	if (got == args[1]) == neg {
		ts.Fatalf("%s is %q, want %q (not: %v)", args[0], got, args[1], neg)
	}
}

func recode(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, !neg && len(args) == 3, "recode CHARSET FROM TO")
	text := ts.ReadFile(args[1])
	var out []byte
	switch args[0] {
	case "utf-16":
		out = []byte{0xff, 0xfe}
		for _, u := range utf16.Encode([]rune(text)) {
			out = append(out, byte(u), byte(u>>8))
		}
	case "windows-1252":
		out = []byte(strings.NewReplacer("“", "\x93", "”", "\x94", "’", "\x92", "á", "\xe1", "é", "\xe9").Replace(text))
	case "broken":
		out = []byte(strings.ReplaceAll(text, "BREAK", "\xe2\x80"))
	case "binary":
		out = []byte(strings.ReplaceAll(text, "BREAK", "\x00\x01\x02"))
	default:
		ts.Fatalf("no encoding %s", args[0])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), out, 0o666))
}

func big(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, !neg && len(args) == 3, "big text|html|jsonl MEGABYTES FILE")
	megabytes, err := strconv.Atoi(args[1])
	ts.Check(err)
	const sentence = "The ministers met in Geneva on Monday and spoke about grain. "
	words := strings.Repeat(sentence, megabytes<<20/len(sentence)+1)
	switch args[0] {
	case "html":
		words = "<!doctype html><html><title>Long</title><body><article><p>" + words + "</p></article></body></html>"
	case "jsonl":
		const story = `{"id":"%s","published":"2026-03-04","text":%q}` + "\n"
		words = fmt.Sprintf(story, "before", sentence) + fmt.Sprintf(story, "long", words) + fmt.Sprintf(story, "after", sentence)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte(words), 0o666))
}
