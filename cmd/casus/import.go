package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"casus/gdelt"
)

// importCmd is "casus import".
type importCmd struct {
	Files  []string `arg:"" name:"file" help:"Event tables: text, gzip or zip."`
	Format string   `help:"Format of the files: gdelt, the event tables of GDELT 2.0 and 1.0." enum:"gdelt" required:"" placeholder:"FORMAT"`
	Store  string   `help:"Folder of the store." default:"${store}" placeholder:"DIR"`
}

// Help is the text below the flags.
func (importCmd) Help() string {
	return `Reads event tables of others into a file of their own in the store's folder,
gdelt.db. Nothing of them enters the record: their rows have no sentence to check.
"casus compare" counts both side by side. Each file is taken in whole or not at
all; one that is there already is passed over. A line that is no event is named
and costs itself.

  casus import --format gdelt --store desk 20261104*.export.CSV.zip
  casus compare --store desk --by dyad`
}

// Run takes the files in, in order.
func (c *importCmd) Run(st *stage) error {
	s, err := openStore(st, c.Store)
	if err != nil {
		return err
	}
	if err := s.Close(); err != nil {
		return err
	}
	for _, name := range c.Files {
		if info, err := os.Stat(name); errors.Is(err, fs.ErrNotExist) {
			return &useError{name + ": no such file"}
		} else if err == nil && info.IsDir() {
			return &useError{name + ": is a folder; name the files in it"}
		}
	}
	f, err := gdelt.Open(st.ctx, c.Store, true)
	if err != nil {
		return err
	}
	defer f.Close()
	for _, name := range c.Files {
		if err := c.file(st, f, name); st.ctx.Err() != nil {
			return st.ctx.Err()
		} else if err != nil {
			st.problem(err)
		}
	}
	x, err := f.Extent(st.ctx)
	if err != nil {
		return err
	}
	fmt.Fprintf(st.stdout, "%s: %s of GDELT from %s, %s to %s\n", c.Store, number(x.Rows, "row"), number(x.Files, "file"), orElse(x.FirstDay, "?"), orElse(x.LastDay, "?"))
	return f.Close()
}

// faultsShown is how many bad lines of a file are named; all are counted.
const faultsShown = 20

func (c *importCmd) file(st *stage, f *gdelt.File, name string) error {
	shown := 0
	done, err := f.Import(st.ctx, name, func(err error) {
		if shown++; shown <= faultsShown {
			st.problem(err)
		}
	})
	if shown > faultsShown {
		fmt.Fprintf(st.stderr, "casus: %s: %d more lines that are no event\n", name, shown-faultsShown)
	}
	if err != nil {
		return fmt.Errorf("%w; nothing of this file was taken in", err)
	}
	text := number(done.Rows, "row")
	if done.Known {
		text = "known and passed over"
	}
	if done.Again > 0 {
		text += fmt.Sprintf(", %d known", done.Again)
	}
	if done.Faults > 0 {
		text += ", " + number(done.Faults, "line") + " not readable"
	}
	fmt.Fprintf(st.stdout, "%s: %s\n", name, text)
	return nil
}
