package main

import (
	"bufio"
	"fmt"
	"slices"
	"strings"

	"casus/doc"
	"casus/source"
)

// lexiconCmd is "casus lexicon".
type lexiconCmd struct {
	Unknown unknownCmd `cmd:"" help:"List who acts in articles and is not in the lexicon."`
	Offices officesCmd `cmd:"" help:"List changes of office that articles tell of, as lines for the lexicon."`
	Check   checkCmd   `cmd:"" help:"Look for overlaps, holes, ambiguous names and idle lines in the lexicon or in lines of your own."`
	Try     tryCmd     `cmd:"" help:"Show what lines of your own would change in the coding of articles or of a store."`
}

// unknownCmd is "casus lexicon unknown".
type unknownCmd struct {
	Paths   []string `arg:"" optional:"" name:"path" help:"Files or folders; - or nothing is standard input."`
	Least   int      `help:"Leave out who is named in fewer articles than this." default:"1"`
	Limit   int      `help:"Names to list; 0 is all." default:"100"`
	Workers int      `help:"Articles read at the same time; 0 is one for each processor." default:"0"`
	overlayFlag
}

// Help is the text below the flags.
func (unknownCmd) Help() string {
	return `Names of persons and organisations that the lexicon does not know, those of most
articles first: in how many articles and how often, what the words around them
give (country and sector, - where they give none), the name, and the first
sentence that has it. The columns are parted by tabs.

  casus lexicon unknown articles/
  casus lexicon unknown --least 3 stories.jsonl > to-add.tsv`
}

// unknown is a name that the lexicon does not know.
type unknown struct {
	name, country, sector string
	articles, mentions    int
	sentence              string
}

// Run reads the paths and prints the list.
func (c *unknownCmd) Run(st *stage) error {
	if c.Workers < 0 || c.Limit < 0 {
		return &useError{"--workers and --limit want 0 or more"}
	}
	p, err := c.pipeline()
	if err != nil {
		return err
	}
	found := map[string]*unknown{}
	err = readAndCode(st, p, source.Options{}, c.Paths, c.Workers, func(d *doc.Document) error {
		addUnknown(found, d)
		return nil
	})
	if err != nil {
		return err
	}
	var list []*unknown
	for _, u := range found {
		if u.articles >= c.Least {
			list = append(list, u)
		}
	}
	slices.SortFunc(list, func(a, b *unknown) int {
		if n := b.articles - a.articles; n != 0 {
			return n
		}
		if n := b.mentions - a.mentions; n != 0 {
			return n
		}
		return strings.Compare(a.name, b.name)
	})
	if c.Limit > 0 && len(list) > c.Limit {
		fmt.Fprintf(st.stderr, "casus: %d of %d names; --limit 0 lists all\n", c.Limit, len(list))
		list = list[:c.Limit]
	}
	out := bufio.NewWriter(st.stdout)
	for _, u := range list {
		fmt.Fprintf(out, "%d\t%d\t%s\t%s\t%s\t%s\n", u.articles, u.mentions, orElse(u.country, "-"), orElse(u.sector, "-"), u.name, u.sentence)
	}
	return out.Flush()
}

// addUnknown adds the unknown names of a document. What is known of a name is what
// the first article that knows anything gives.
func addUnknown(found map[string]*unknown, d *doc.Document) {
	counted := map[string]bool{}
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if m.Kind != doc.NameMention || m.Entity == doc.None {
			continue
		}
		e := &d.Entities[m.Entity]
		if e.Actor != "" || e.Kind != doc.PersonEntity && e.Kind != doc.GroupEntity {
			continue
		}
		u := found[e.Name]
		if u == nil {
			u = &unknown{name: squeeze(e.Name), sentence: squeeze(d.Sentences[m.Sentence].Span.Of(d.Text))}
			found[e.Name] = u
		}
		u.mentions++
		if u.country == "" && u.sector == "" {
			u.country, u.sector = e.Country, e.Sector
		}
		if !counted[e.Name] {
			counted[e.Name] = true
			u.articles++
		}
	}
}
