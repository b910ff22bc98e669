package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"

	"casus/doc"
	"casus/lexicon"
	"casus/office"
	"casus/pipeline"
	"casus/source"
)

// officesCmd is "casus lexicon offices".
type officesCmd struct {
	Paths   []string `arg:"" optional:"" name:"path" help:"Files or folders; - or nothing is standard input."`
	Least   int      `help:"Leave out what fewer articles than this tell of." default:"1"`
	Workers int      `help:"Articles read at the same time; 0 is one for each processor." default:"0"`
	JSON    bool     `name:"json" help:"Print one change a line as JSON."`
	overlayFlag
}

// Help is the text below the flags.
func (officesCmd) Help() string {
	return `Finds sentences that tell of a change of office ("Iran named X foreign minister",
"Energy Minister Y resigned") and that the lexicon does not know, those of most
articles first. Each is printed as a line of actors/persons.tsv below its
sentence and article, so that the output is an overlay: read it, strike what is
wrong, and try it. Nothing is applied by itself.

  casus lexicon offices articles/ > mine.tsv
  casus lexicon try mine.tsv articles/
  casus code --lexicon mine.tsv articles/`
}

// proposal is one line that articles speak for.
type proposal struct {
	ID       string `json:"id"` // of the person, the lexicon's or one made from the name
	Name     string `json:"name"`
	Country  string `json:"country"`
	Sector   string `json:"sector"`
	Office   string `json:"office"`
	From     string `json:"from"`
	To       string `json:"to"`
	Articles int    `json:"articles"` // that tell of it
	Sentence string `json:"sentence"` // of the first
	Article  string `json:"article"`  // id of the first

	left bool
	last string // the article that told of it last
}

// Run reads the paths and prints the lines.
func (c *officesCmd) Run(st *stage) error {
	if c.Workers < 0 {
		return &useError{"--workers wants 0 or more"}
	}
	lex, err := loadLexicon(c.Lexicon)
	if err != nil {
		return err
	}
	p, err := pipeline.New(pipeline.Options{Lexicon: lex})
	if err != nil {
		return err
	}
	found := proposals{lex: lex, byKey: map[string]*proposal{}}
	var changes []office.Change
	err = readAndCode(st, p, source.Options{}, c.Paths, c.Workers, func(d *doc.Document) error {
		changes = office.Find(changes[:0], d, lex)
		for i := range changes {
			found.add(d, &changes[i])
		}
		return nil
	})
	if err != nil {
		return err
	}
	out := bufio.NewWriter(st.stdout)
	for _, x := range found.sorted(c.Least) {
		if err := c.print(out, x); err != nil {
			return err
		}
	}
	return out.Flush()
}

func (c *officesCmd) print(out io.Writer, x *proposal) error {
	if c.JSON {
		enc := json.NewEncoder(out)
		enc.SetEscapeHTML(false)
		return enc.Encode(x)
	}
	_, err := fmt.Fprintf(out, "# %s: “%s” (%s)\n%s\n", number(x.Articles, "article"), x.Sentence, x.Article, strings.Join([]string{
		x.ID, "person", x.Name, orElse(x.Country, "-"), orElse(x.Sector, "-"), x.Office, x.From, x.To, "unverified",
	}, "\t"))
	return err
}

// proposals gathers the changes of many articles.
type proposals struct {
	lex   *lexicon.Lexicon
	byKey map[string]*proposal
}

// add counts a change. The first article decides on day and sentence; an
// article counts once.
func (p *proposals) add(d *doc.Document, c *office.Change) {
	x := p.line(c)
	key := strings.Join([]string{x.ID, x.Country, x.Office, fmt.Sprint(c.Left)}, "\t")
	if old := p.byKey[key]; old != nil {
		x = old
	} else {
		x.Sentence = squeeze(d.Sentences[c.Sentence].Span.Of(d.Text))
		x.Article = squeeze(d.StoryID)
		p.byKey[key] = x
	}
	if x.last != d.ID {
		x.last = d.ID
		x.Articles++
	}
}

// line makes the line of a change. Leaving an office that the lexicon has
// somebody in is that line with its end.
func (p *proposals) line(c *office.Change) *proposal {
	x := &proposal{ID: c.Actor, Name: squeeze(c.Name), Country: c.Country, Sector: c.Sector, Office: c.Office, left: c.Left}
	if c.Left {
		x.To = c.Day.String()
	} else {
		x.From = c.Day.String()
	}
	a := p.lex.Actor(c.Actor)
	if a == nil {
		x.ID = p.newID(x)
		return x
	}
	x.Name = a.Name
	for i := range a.Roles {
		if r := &a.Roles[i]; c.Left && r.Office == c.Office && r.To.IsZero() && r.From.Before(c.Day) {
			x.Country, x.Sector, x.From = r.Country, r.Sector, r.From.String()
		}
	}
	return x
}

// newID makes an id of a name: its letters without marks, in lower case, and
// the country after it when the lexicon has the id for somebody else.
func (p *proposals) newID(x *proposal) string {
	plain, _, err := transform.String(transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC), x.Name)
	if err != nil {
		plain = x.Name
	}
	words := strings.FieldsFunc(strings.ToLower(plain), func(r rune) bool { return ('a' > r || r > 'z') && ('0' > r || r > '9') && r != '\'' && r != '’' })
	id := strings.NewReplacer("'", "", "’", "").Replace(strings.Join(words, "-"))
	if id == "" {
		id = "nobody"
	}
	if p.lex.Actor(id) != nil {
		id += "-" + strings.ToLower(orElse(x.Country, "other"))
	}
	return id
}

// fold counts what articles say without a country to the one line of the same
// person and office that has one.
func (p *proposals) fold() {
	for key, x := range p.byKey {
		if x.Country != "" {
			continue
		}
		var whole []*proposal
		for _, y := range p.byKey {
			if y.Country != "" && y.ID == x.ID && y.Office == x.Office && y.left == x.left {
				whole = append(whole, y)
			}
		}
		if len(whole) == 1 {
			whole[0].Articles += x.Articles
			delete(p.byKey, key)
		}
	}
}

// sorted is the proposals of at least so many articles, most articles first,
// then by id.
func (p *proposals) sorted(least int) []*proposal {
	p.fold()
	var list []*proposal
	for _, x := range p.byKey {
		if x.Articles >= least {
			list = append(list, x)
		}
	}
	slices.SortFunc(list, func(a, b *proposal) int {
		if n := b.Articles - a.Articles; n != 0 {
			return n
		}
		return slices.Compare([]string{a.ID, a.Office, a.Country, a.To}, []string{b.ID, b.Office, b.Country, b.To})
	})
	return list
}
