// Package newsgen writes news that never happened: articles of invented outlets
// about invented events between real states, from a grammar of its own, by a
// seed. It makes archives of any size for tests and benchmarks: hard news from
// independent reporters, an agency's text with its copies, whole, cut and
// reworded, denials, corrections, news in brief, sport, markets, culture,
// weather, and some articles in other languages.
//
// It reads the lexicon for names of states, those in office on the day and
// armed groups, and its own grammar.txt and lands.tsv. The same seed gives the
// same articles on every machine. Nothing that it writes is true, and every
// page says so.
package newsgen

import (
	_ "embed"
	"fmt"
	"iter"
	"math/rand/v2"
	"strings"
	"time"

	"casus/lexicon"
)

//go:embed grammar.txt
var grammarText string

//go:embed lands.tsv
var landsText string

// Options says what to write. The zero value is the default.
type Options struct {
	Seed  uint64
	Since time.Time // first day of an event; zero is 1 January 2015
	Days  int       // days from the first to the last; 0 is 4,018, eleven years
}

// The defaults of Options.
var (
	defaultSince = time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC)
	defaultDays  = 4018
)

// Press writes articles. It is read-only after New and safe for concurrent use.
type Press struct {
	opts    Options
	grammar *grammar
	world   *world
}

// New reads grammar and lexicon.
func New(opts Options) (*Press, error) {
	if opts.Since.IsZero() {
		opts.Since = defaultSince
	}
	if opts.Days <= 0 {
		opts.Days = defaultDays
	}
	g, err := parseGrammar(grammarText)
	if err != nil {
		return nil, err
	}
	lex, err := lexicon.Load()
	if err != nil {
		return nil, err
	}
	w, err := newWorld(lex, landsText)
	if err != nil {
		return nil, err
	}
	for _, m := range matters {
		for _, part := range []string{".lead", ".head", ".target", ".detail"} {
			if g.rules[m.name+part] == nil {
				return nil, fmt.Errorf("grammar.txt: no rule %s", m.name+part)
			}
		}
	}
	return &Press{opts, g, w}, nil
}

// Article is one article with what is known about it.
type Article struct {
	Number     int // from 0, in the order of All
	URL        string
	Publisher  string
	Author     string // empty for none
	Title      string
	Published  time.Time // UTC, to the minute
	Language   string    // ISO 639-1
	Paragraphs []string
	Event      string // what it tells of; empty where nothing political happened
	Origin     string // articles with the same origin are copies of one text
	Told       []Told
	layout     int
	related    []string
}

// Told is a sentence of an article that tells of an event.
type Told struct {
	Sentence  string // exactly as in a paragraph, or the title
	Type      string // PLOVER type; one of several that a coder may rightly choose
	Actor     string // ISO 3166-1 alpha-3
	Recipient string // empty for none
}

// Text is the paragraphs with an empty line between them.
func (a *Article) Text() string { return strings.Join(a.Paragraphs, "\n\n") }

// All yields articles without end, those about one event one after the other.
func (p *Press) All() iter.Seq[*Article] {
	return func(yield func(*Article) bool) {
		number := 0
		for group := uint64(0); ; group++ {
			for _, a := range p.group(group) {
				a.Number = number
				a.URL += fmt.Sprintf("-%d", number)
				if !yield(a) {
					return
				}
				number++
			}
		}
	}
}

// Articles is the first n articles.
func (p *Press) Articles(n int) []*Article {
	list := make([]*Article, 0, n)
	if n == 0 {
		return list
	}
	for a := range p.All() {
		if list = append(list, a); len(list) == n {
			break
		}
	}
	return list
}

// group writes everything about one event, by its number alone.
func (p *Press) group(number uint64) []*Article {
	d := &desk{press: p, rand: rand.New(rand.NewPCG(p.opts.Seed, number)), number: number}
	switch n := d.rand.IntN(100); {
	case n < 80:
		d.cover()
	case n < 85:
		d.other("sport")
	case n < 90:
		d.other("market")
	case n < 94:
		d.other("culture")
	case n < 97:
		d.other("weather")
	default:
		d.foreign()
	}
	return d.articles
}
