package main

import (
	"errors"
	"fmt"

	"casus/source"
	"casus/store"
)

// removeCmd is "casus remove".
type removeCmd struct {
	What   string `arg:"" optional:"" name:"what" help:"Address or id of an article."`
	Source string `help:"Remove every article of this publisher or host instead." placeholder:"NAME"`
	Why    string `help:"Why; it is kept with the tombstone." required:"" placeholder:"WORDS"`
	Store  string `help:"Folder of the store." default:"${store}" placeholder:"DIR"`
}

// Help is the text below the flags.
func (removeCmd) Help() string {
	return `Deletes an article, its raw bytes and everything coded from it, and leaves a
tombstone: it is not taken in again. There is no way back.

  casus remove --why "asked by the publisher" https://example.org/a
  casus remove --why "end of the licence" --source "Example Times"`
}

// Run removes one article or one source.
func (c *removeCmd) Run(st *stage) error {
	if (c.What == "") == (c.Source == "") {
		return &useError{"give the address or id of an article, or --source"}
	}
	w, err := openWriter(st, c.Store)
	if err != nil {
		return err
	}
	defer w.Close()
	target := store.Target{Source: c.Source}
	for _, id := range nonEmpty(c.What, source.Canonical(c.What)) {
		if target.Document, err = w.Find(st.ctx, id); err == nil {
			break
		} else if !errors.Is(err, store.ErrNotFound) {
			return err
		}
	}
	if c.What != "" && target.Document == "" {
		return fmt.Errorf("%s is not in the store", c.What)
	}
	done, err := w.Remove(st.ctx, target, c.Why)
	if err != nil {
		return err
	}
	fmt.Fprintf(st.stdout, "removed %s with %s\n", number(done.Documents, "article"), number(done.Reports, "report"))
	return errors.Join(mergeReports(st, w), refreshQuality(st, &w.Store), w.Close())
}
