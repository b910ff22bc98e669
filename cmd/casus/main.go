// Command casus reads news and keeps a record that can be checked: who said or
// did what to whom, when, where, and on whose word.
//
// Each verb has a file of its own with its flags. Results go to standard
// output, everything else to standard error. Exit codes: 0 done, 1 problems
// found, 2 wrong use.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/signal"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"

	"casus/export"
	"casus/fetch"
	"casus/pipeline"
	"casus/source"
	"casus/store"
)

// The exit codes of every verb.
const (
	exitDone     = 0
	exitProblems = 1
	exitUse      = 2
)

// verbs is the command line. The order is that of the help.
type verbs struct {
	Version kong.VersionFlag `help:"Print the version and exit."`

	Demo    demoCmd    `cmd:"" help:"Try it: code the articles that are part of the program."`
	Code    codeCmd    `cmd:"" help:"Code articles and print what they report. No store."`
	Add     addCmd     `cmd:"" help:"Code articles and keep them in a store."`
	Recode  recodeCmd  `cmd:"" help:"Code the articles of a store again, where another version of program or lexicon coded them."`
	Diff    diffCmd    `cmd:"" help:"Say what changed in a store between two runs or versions, and why."`
	Show    showCmd    `cmd:"" help:"Show what a store has: reports, articles, an event, a pair of countries, an actor."`
	Events  eventsCmd  `cmd:"" help:"List events: what happened, with all its reports and their independent sources."`
	Export  exportCmd  `cmd:"" help:"Write what a store has as files for R, Python, DuckDB and others."`
	Import  importCmd  `cmd:"" help:"Read event data of others beside a store, to hold the record against it."`
	Compare compareCmd `cmd:"" help:"Count the record and event data of others side by side."`
	Review  reviewCmd  `cmd:"" help:"Judge a random sample of a store: how often reports are right, and what was missed."`
	Remove  removeCmd  `cmd:"" help:"Take an article or a source out of a store, for good."`
	Parse   parseCmd   `cmd:"" help:"Print sentences, tags, trees and names as CoNLL-U."`
	Doctor  doctorCmd  `cmd:"" help:"Say whether a store is whole, and what to do where it is not."`
	Lexicon lexiconCmd `cmd:"" help:"Look into the lexicon: who is missing, what is wrong, what lines of your own would change."`
	Eval    evalCmd    `cmd:"" help:"Score coded stories, or parsed sentences, against annotated ones."`
	Train   trainCmd   `cmd:"" help:"Learn the weights of the English model from annotated data."`
}

// stage is what a verb works with: its streams, and what it found wrong.
type stage struct {
	ctx      context.Context
	stdin    io.Reader
	stdout   io.Writer
	stderr   io.Writer
	web      fetch.Options // for tests; of the program it is the default
	terminal bool          // for tests: somebody answers questions
	problems int
	pages    map[string]int // of archives, by the code that says why they gave no article
}

// problem prints one problem and counts it; the verb goes on. That a page of an
// archive is no article is none: most are not.
func (s *stage) problem(err error) {
	var e *source.Error
	if errors.As(err, &e) && e.NoPage() {
		if s.pages == nil {
			s.pages = map[string]int{}
		}
		s.pages[e.Code]++
		return
	}
	s.problems++
	fmt.Fprintln(s.stderr, "casus: "+err.Error())
}

// useError is wrong use: the command line asks for what cannot be.
type useError struct{ message string }

func (e *useError) Error() string { return e.message }

// gcPercent lets the heap grow to five times what lives before it is swept:
// model and lexicon are most of what lives and never go away. On the annotated
// stories it saves a tenth of the processor time for 25 MB of memory. GOGC in
// the environment wins.
const gcPercent = 400

// memoryLimit is where the heap grows no further before it is swept, as long as
// less lives: merging keeps what it may need again. GOMEMLIMIT in the environment
// wins.
const memoryLimit = 640 << 20

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memoryLimit)
	}
	os.Exit(run())
}

// run is main with the exit code as its value.
func run() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return execute(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
}

func execute(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	return (&stage{ctx: ctx, stdin: stdin, stdout: stdout, stderr: stderr}).execute(args)
}

// execute does what a command line says and returns the exit code.
func (s *stage) execute(args []string) int {
	stdout, stderr := s.stdout, s.stderr
	var cli verbs
	exit := -1
	parser, err := kong.New(&cli,
		kong.Name("casus"),
		kong.Description("casus reads news and keeps a record that can be checked: who said or did what to whom, when, where, and on whose word."),
		kong.Vars{
			"version": "casus " + pipeline.Version, "store": store.DefaultDir,
			"formats": formatList(export.Formats()), "defaultFormats": formatList(export.DefaultFormats()),
			"meanings": strings.Join(source.Meanings(), ", "),
		},
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
		kong.Writers(stdout, stderr),
		kong.Exit(func(code int) { exit = code }),
	)
	if err != nil {
		fmt.Fprintln(stderr, "casus: "+err.Error())
		return exitProblems
	}
	if len(args) == 0 || len(args) == 1 && args[0] == "help" {
		args = []string{"--help"}
	} else if args[0] == "help" {
		args = append(args[1:], "--help")
	}
	kctx, err := parser.Parse(args)
	if exit >= 0 {
		return exit
	}
	if err != nil {
		fmt.Fprintf(stderr, "casus: %v\ncasus: \"casus help\" lists the verbs, \"casus help VERB\" the flags of one\n", err)
		return exitUse
	}
	return s.verdict(kctx.Run(s))
}

// countPages says how many pages of archives were no articles.
func (s *stage) countPages() {
	if len(s.pages) == 0 {
		return
	}
	all := 0
	var parts []string
	for _, code := range slices.Sorted(maps.Keys(s.pages)) {
		all += s.pages[code]
		parts = append(parts, fmt.Sprintf("%s %d", code, s.pages[code]))
	}
	fmt.Fprintf(s.stderr, "casus: %s without an article: %s\n", number(all, "page"), strings.Join(parts, ", "))
}

// verdict is the exit code for what a verb returned.
func (s *stage) verdict(err error) int {
	s.countPages()
	var use *useError
	switch {
	case errors.As(err, &use):
		fmt.Fprintln(s.stderr, "casus: "+use.message)
		return exitUse
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(s.stderr, "casus: interrupted; what was printed is complete up to here")
		return exitProblems
	case err != nil:
		fmt.Fprintln(s.stderr, "casus: "+err.Error())
		return exitProblems
	case s.problems > 0:
		return exitProblems
	}
	return exitDone
}
