package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"casus/conllu"
	"casus/english"
)

// parseCmd is "casus parse".
type parseCmd struct {
	Path   string `arg:"" optional:"" help:"A file; - or nothing is standard input."`
	Tokens bool   `help:"The input is CoNLL-U: keep its sentences and tokens, give them tags, lemmas and trees."`
	Tree   bool   `help:"Draw the trees for people instead of CoNLL-U."`
}

// Help is the text below the flags.
func (parseCmd) Help() string {
	return `The text is taken as it stands: paragraphs are parted by blank lines, nothing is
left out.

  echo "Iran and Oman held talks in Muscat." | casus parse --tree`
}

// maxParse bounds the text of one run, in bytes.
const maxParse = 256 << 20

// Run parses one file.
func (c *parseCmd) Run(st *stage) error {
	data, err := c.read(st)
	if err != nil {
		return err
	}
	model, err := english.Load()
	if err != nil {
		return err
	}
	var sentences []conllu.Sentence
	if c.Tokens {
		given, err := conllu.ReadAll(orElse(c.Path, "-"), bytes.NewReader(data))
		if err != nil {
			st.problem(err)
		}
		sentences = model.Annotate(given)
	} else {
		sentences = conllu.FromDocument(model.ParseText(strings.ToValidUTF8(string(data), "\uFFFD")))
	}
	out := bufio.NewWriter(st.stdout)
	if c.Tree {
		drawTrees(out, sentences, newView(out, st.stdout, false))
	} else if err := conllu.Write(out, sentences); err != nil {
		return fmt.Errorf("write trees: %w", err)
	}
	return out.Flush()
}

func (c *parseCmd) read(st *stage) ([]byte, error) {
	in := st.stdin
	if c.Path != "" && c.Path != "-" {
		f, err := os.Open(c.Path)
		if errors.Is(err, os.ErrNotExist) {
			return nil, &useError{c.Path + ": no such file"}
		}
		if err != nil {
			return nil, err
		}
		defer f.Close()
		in = f
	}
	data, err := io.ReadAll(io.LimitReader(in, maxParse+1))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", orElse(c.Path, "-"), err)
	}
	if len(data) > maxParse {
		return nil, fmt.Errorf("%s: more than %d MB of text; cut it into files", orElse(c.Path, "-"), maxParse>>20)
	}
	return data, nil
}
