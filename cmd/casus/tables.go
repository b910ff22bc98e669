package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"sync"

	"golang.org/x/term"

	"casus/source"
)

// mapFlag is the flag of the verbs that read tables.
type mapFlag struct {
	Map []string `help:"Columns of tables by their names or numbers, as text=body,date=published. Meanings are ${meanings}." placeholder:"MEANING=COLUMN"`
}

// columns is the flag as package source takes it; nil where it was not given.
func (m mapFlag) columns() (map[string]string, error) {
	var columns map[string]string
	for _, part := range m.Map {
		mean, column, ok := strings.Cut(part, "=")
		mean = strings.ToLower(strings.TrimSpace(mean))
		if !ok || !source.IsMeaning(mean) {
			return nil, &useError{fmt.Sprintf("--map has %q, want MEANING=COLUMN; a meaning is one of %s", part, strings.Join(source.Meanings(), ", "))}
		}
		if columns == nil {
			columns = map[string]string{}
		}
		if _, twice := columns[mean]; twice {
			return nil, &useError{fmt.Sprintf("--map has %s twice", mean)}
		}
		columns[mean] = strings.TrimSpace(column)
	}
	return columns, nil
}

// tableDesk has tables confirmed: by whoever sits at the terminal, once for each
// kind of table; without one only those that leave nothing to guess.
type tableDesk struct {
	st   *stage
	asks bool

	mu  sync.Mutex      // guards what follows
	yes map[string]bool // kinds of table that were confirmed
	in  *bufio.Reader
}

func newTableDesk(st *stage, paths []string) *tableDesk {
	asks := st.terminal || isTerminal(st.stdin) && isTerminal(st.stderr)
	return &tableDesk{st: st, asks: asks && !slices.Contains(paths, "-"), yes: map[string]bool{}, in: bufio.NewReader(st.stdin)}
}

func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// confirm is source.Options.Table. Its error is a *useError.
func (d *tableDesk) confirm(t *source.Table) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	kind := fmt.Sprintf("%q %v", t.Separator, t.Columns)
	if d.yes[kind] || !d.asks && t.Sure() {
		return nil
	}
	printTable(d.st.stderr, t)
	flag := fmt.Sprintf("--map %q", orElse(t.Map(), "text=COLUMN"))
	if !d.asks {
		return &useError{fmt.Sprintf("the columns of %s are a guess; give --yes if it is right, else name them: %s", t.File, flag)}
	}
	fmt.Fprint(d.st.stderr, "Is that right? [Y/n] ")
	answer, err := d.in.ReadString('\n')
	switch strings.ToLower(strings.TrimSpace(answer)) {
	case "y", "yes":
		d.yes[kind] = true
		return nil
	case "":
		if err == nil {
			d.yes[kind] = true
			return nil
		}
	}
	return &useError{fmt.Sprintf("nothing of %s was taken in; name its columns: %s", t.File, flag)}
}

// printTable shows what a table is taken for, and its first rows as they would
// be read.
func printTable(w io.Writer, t *source.Table) {
	separator := map[byte]string{',': "commas", '\t': "tabs", ';': "semicolons", '|': "bars"}[t.Separator]
	header := ""
	if !t.Header {
		header = ", no header"
	}
	fmt.Fprintf(w, "%s: a table of %s between %s%s\n", t.File, number(len(t.Columns), "column"), separator, header)
	var unused []string
	for _, c := range t.Columns {
		if c.Meaning == "" && c.Name != "" {
			unused = append(unused, fmt.Sprintf("%q", c.Name))
		}
	}
	for _, meaning := range source.Meanings() {
		for i, c := range t.Columns {
			if c.Meaning != meaning {
				continue
			}
			how := ""
			if c.Guessed {
				how = ", told from what is in it"
			}
			fmt.Fprintf(w, "  %-8s column %q%s\n", meaning, c.Name, how)
			for _, row := range t.Rows {
				value := ""
				if i < len(row) {
					value = row[i]
				}
				fmt.Fprintf(w, "             %s\n", shownCell(t, meaning, value))
			}
		}
	}
	if len(unused) > 0 {
		fmt.Fprintf(w, "  others:  %s\n", strings.Join(unused, ", "))
	}
}

// shownCell is the beginning of a cell in one line; of a date, as it is read.
func shownCell(t *source.Table, meaning, value string) string {
	text := strings.Join(strings.Fields(value), " ")
	const most = 70
	if runes := []rune(text); len(runes) > most {
		text = string(runes[:most]) + "…"
	}
	if meaning == "date" && text != "" {
		if read := t.ReadDate(value); read != "" && read != text {
			text += "  → " + read
		} else if read == "" {
			text += "  → not read as a date"
		}
	}
	return orElse(text, "(empty)")
}
