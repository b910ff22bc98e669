package main

import (
	"fmt"
	"os"

	"casus/english/train"
)

// trainCmd is "casus train".
type trainCmd struct {
	Data   string `help:"Folder with ud-ewt, ud-gum, uner-ewt, wikigold and propbank (docs/model-card.md says where they come from)." required:"" type:"path"`
	Out    string `help:"File to write; the program embeds english/model.bin when it is built." default:"english/model.bin" type:"path"`
	Bounds string `help:"File to write with the weights of sentence ends; the program embeds english/segment/segment.weights." default:"english/segment/segment.weights" type:"path"`
	Seed   uint64 `help:"Seed of the order of sentences and of exploration." default:"0"`
	Epochs int    `help:"Passes over the treebanks; 0 is the default of the card." default:"0"`
}

// Run trains, writes the weights and prints the card.
func (c *trainCmd) Run(st *stage) error {
	if info, err := os.Stat(c.Data); err != nil || !info.IsDir() {
		return &useError{fmt.Sprintf("--data %s: no such folder", c.Data)}
	}
	card, err := train.Run(train.Options{Data: c.Data, Out: c.Out, Bounds: c.Bounds, Seed: c.Seed, Epochs: c.Epochs, Log: st.stderr})
	if err != nil {
		return err
	}
	card.Print(st.stdout)
	return nil
}
