package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"casus/lexicon"
	"casus/pipeline"
)

// checkCmd is "casus lexicon check".
type checkCmd struct {
	Overlay string `arg:"" optional:"" name:"overlay" help:"File or folder with lines of your own; without it the lexicon of the program is checked."`
	All     bool   `help:"With an overlay: report what is wrong in the lexicon of the program too. Print the offices that are declared unknown."`
	Table   bool   `help:"Print which offices and organs of the sixty states most in the news are known, and nothing else."`
	JSON    bool   `name:"json" help:"Print one fault a line as JSON."`
}

// Help is the text below the flags.
func (checkCmd) Help() string {
	return `Looks for what loading cannot know to be wrong:

  overlap    two people in one office of one state at once
  hole       nobody in a high office for more than ninety days since 2010, or now
  missing    an office or organ of the sixty states most in the news that nobody has
  ambiguous  words for several actors with nothing to choose by
  common     a name that is also a common word or a given name
  idle       a line that changes nothing
  example    a sentence of a predicate of yours that does not come out as it says

Of an overlay only that is reported in which its lines have part, and its
examples are run. The exit code is 0 if nothing is found, 1 if something is.
Offices whose holder is declared unknown in checks.tsv are counted and are no
fault.

  casus lexicon check
  casus lexicon check mine/
  casus lexicon check --table`
}

// exampleFault is an example of an overlay's predicate that does not hold.
const exampleFault lexicon.FaultKind = "example"

// Run checks and prints.
func (c *checkCmd) Run(st *stage) error {
	lex, err := loadLexicon(c.Overlay)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(st.stdout)
	if c.Table {
		return errors.Join(c.table(out, lex.Coverage()), out.Flush())
	}
	faults, declared := lex.Check(), lex.Declared()
	if c.Overlay != "" {
		if !c.All {
			faults, declared = ofOverlay(faults), nil
		}
		wrong, err := wrongExamples(lex)
		if err != nil {
			return err
		}
		faults = append(faults, wrong...)
	}
	st.problems += len(faults)
	return errors.Join(c.print(out, faults, declared), out.Flush())
}

func ofOverlay(faults []lexicon.Fault) []lexicon.Fault {
	var own []lexicon.Fault
	for _, f := range faults {
		if f.OfOverlay() {
			own = append(own, f)
		}
	}
	return own
}

// wrongExamples runs the sentences of the overlay's predicates.
func wrongExamples(lex *lexicon.Lexicon) ([]lexicon.Fault, error) {
	p, err := pipeline.New(pipeline.Options{Lexicon: lex})
	if err != nil {
		return nil, err
	}
	var faults []lexicon.Fault
	for _, entry := range lex.Predicates() {
		if !strings.HasPrefix(entry.Line, lexicon.OverlayLine) {
			continue
		}
		for i := range entry.Examples {
			if _, why := p.Example(entry, &entry.Examples[i]); why != "" {
				faults = append(faults, lexicon.Fault{
					Kind: exampleFault, Message: fmt.Sprintf("%s: %q: %s", entry.ID, entry.Examples[i].Sentence, why), Lines: []string{entry.Examples[i].Line},
				})
			}
		}
	}
	return faults, nil
}

// print prints the faults and, for people, how many there are of each kind and
// how many offices are declared unknown; with --all those too.
func (c *checkCmd) print(out io.Writer, faults, declared []lexicon.Fault) error {
	if c.JSON {
		return eachJSON(out, faults)
	}
	if c.All {
		for _, f := range declared {
			if err := printFault(out, f); err != nil {
				return err
			}
		}
	}
	var kinds []lexicon.FaultKind
	count := map[lexicon.FaultKind]int{}
	for _, f := range faults {
		if count[f.Kind]++; count[f.Kind] == 1 {
			kinds = append(kinds, f.Kind)
		}
		if err := printFault(out, f); err != nil {
			return err
		}
	}
	summary := "nothing found"
	if len(faults) > 0 {
		parts := make([]string, len(kinds))
		for i, k := range kinds {
			parts[i] = fmt.Sprintf("%d %s", count[k], k)
		}
		summary = strings.Join(parts, ", ")
	}
	if len(declared) > 0 {
		summary += fmt.Sprintf("; %d offices are declared unknown (--all lists them)", len(declared))
	}
	_, err := fmt.Fprintln(out, summary)
	return err
}

// printFault prints a fault and the lines that it is about.
func printFault(out io.Writer, f lexicon.Fault) error {
	places := ""
	if len(f.Lines) > 0 {
		places = "  [" + strings.Join(f.Lines, ", ") + "]"
	}
	_, err := fmt.Fprintf(out, "%-9s  %s%s\n", f.Kind, f.Message, places)
	return err
}

// table prints the states and their columns, parted by tabs.
func (c *checkCmd) table(out io.Writer, table []lexicon.Coverage) error {
	if c.JSON {
		return eachJSON(out, table)
	}
	fmt.Fprintln(out, "state\t"+strings.Join(lexicon.CoverageColumns, "\t"))
	for _, row := range table {
		fmt.Fprint(out, row.Country)
		for _, cell := range row.Cells {
			fmt.Fprint(out, "\t", string(cell))
		}
		fmt.Fprintln(out)
	}
	_, err := fmt.Fprintln(out, "name: by name; words: only as \"Kenyan navy\"; ?: declared unknown; -: nobody; .: no such office")
	return err
}

// eachJSON prints one value a line.
func eachJSON[T any](out io.Writer, list []T) error {
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	for i := range list {
		if err := enc.Encode(list[i]); err != nil {
			return err
		}
	}
	return nil
}
