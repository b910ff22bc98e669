package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"casus/conllu"
	"casus/eval"
)

// evalCmd is "casus eval".
type evalCmd struct {
	Pred      string `arg:"" help:"The coded stories, as \"casus code --json\" prints them; with --conllu the annotated sentences."`
	Gold      string `arg:"" help:"The annotated stories; with --conllu the parsed sentences."`
	Conllu    bool   `help:"Score parsed sentences by the rules of CoNLL 2018: GOLD first, then SYSTEM."`
	Misses    bool   `help:"List missed and false reports and those with wrong participants, each with its trace." negatable:"" default:"true"`
	Causes    bool   `help:"In place of that list: what is wrong and why, by event type, the most frequent cause first (docs/errors.md)."`
	Examples  int    `help:"Sentences to show for each cause; 0 is none." default:"1"`
	JSON      bool   `name:"json" help:"Print the figures as JSON."`
	Calibrate string `help:"Fit the confidence of reports on the two files, write FILE (confidence/weights.go) and print the reliability table." placeholder:"FILE"`
}

// Help is the text below the flags.
func (evalCmd) Help() string {
	return `  casus code --json stories.jsonl > coded.jsonl
  casus eval coded.jsonl annotated.jsonl
  casus eval --causes --examples 3 coded.jsonl annotated.jsonl
  casus eval --conllu gold.conllu system.conllu`
}

// Run scores one file against another.
func (c *evalCmd) Run(st *stage) error {
	if c.Examples < 0 {
		return &useError{"--examples wants 0 or more"}
	}
	if c.Conllu {
		return c.trees(st)
	}
	pred, err := readStories(st, c.Pred)
	if err != nil {
		return err
	}
	gold, err := readStories(st, c.Gold)
	if err != nil {
		return err
	}
	if c.Calibrate != "" {
		return c.calibrate(st, pred, gold)
	}
	r := eval.Score(pred, gold)
	out := bufio.NewWriter(st.stdout)
	if err := c.print(out, r); err != nil {
		return err
	}
	return out.Flush()
}

// figures is what --json prints: the figures, and with --causes the causes.
type figures struct {
	*eval.Result
	Causes []eval.TypeCauses `json:",omitempty"`
}

func (c *evalCmd) print(out io.Writer, r *eval.Result) error {
	var causes []eval.TypeCauses
	if c.Causes {
		causes = r.Causes(c.Examples)
	}
	if c.JSON {
		if !c.Misses || c.Causes {
			r.Misses = nil
		}
		enc := json.NewEncoder(out)
		enc.SetEscapeHTML(false)
		return enc.Encode(figures{r, causes})
	}
	r.Print(out)
	switch {
	case c.Causes:
		fmt.Fprintln(out)
		r.PrintCauses(out, causes)
	case c.Misses:
		r.PrintMisses(out)
	}
	return nil
}

func (c *evalCmd) calibrate(st *stage, pred, gold []eval.Story) error {
	f, err := os.Create(c.Calibrate)
	if err != nil {
		return err
	}
	if err := eval.Calibrate(f, st.stdout, eval.Cases(pred, gold)); err != nil {
		f.Close()
		return fmt.Errorf("write %s: %w", c.Calibrate, err)
	}
	return f.Close()
}

func readStories(st *stage, path string) ([]eval.Story, error) {
	f, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, &useError{path + ": no such file"}
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	stories, err := eval.Read(path, f)
	if err != nil {
		st.problem(err)
	}
	return stories, nil
}

func (c *evalCmd) trees(st *stage) error {
	gold, err := conllu.ReadFile(c.Pred)
	if err != nil {
		return missing(c.Pred, err)
	}
	system, err := conllu.ReadFile(c.Gold)
	if err != nil {
		return missing(c.Gold, err)
	}
	scores, err := conllu.Evaluate(gold, system)
	if err != nil {
		return err
	}
	return scores.Print(st.stdout)
}

func missing(path string, err error) error {
	if errors.Is(err, os.ErrNotExist) {
		return &useError{path + ": no such file"}
	}
	return err
}
