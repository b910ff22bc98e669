package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"casus/demo"
	"casus/doc"
	"casus/pipeline"
	"casus/record"
	"casus/source"
)

// demoCmd is "casus demo".
type demoCmd struct {
	ID   string `arg:"" optional:"" name:"id" help:"Show this report with its whole trace; its first letters will do."`
	All  bool   `help:"Print every report instead of a selection."`
	JSON bool   `name:"json" help:"Print one story a line as JSON (docs/record.md)."`
	Out  string `help:"Write the articles as files into this folder, code nothing." placeholder:"DIR" type:"path"`
}

// Help is the text below the flags.
func (demoCmd) Help() string {
	return `The articles tell of two invented weeks, 3 to 16 November 2026: real states,
invented outlets, events and people. They need no network and no store.

  casus demo
  casus demo --all
  casus demo --out articles && casus code articles`
}

// Run codes the articles of the program, or writes them out.
func (c *demoCmd) Run(st *stage) error {
	if c.Out != "" {
		return c.write(st)
	}
	files, err := demo.Files()
	if err != nil {
		return err
	}
	p, err := pipeline.New(pipeline.Options{})
	if err != nil {
		return err
	}
	var stories []*record.Story
	progress := newProgress(st.stderr)
	err = codeEach(st, p, 0, demoFeed(st, files), func(d *doc.Document) error {
		s := p.Record(d)
		progress.step(s.Counts.Words)
		stories = append(stories, s)
		return nil
	})
	progress.stop()
	if err != nil {
		return fmt.Errorf("code the articles of the demo: %w", err)
	}
	out := bufio.NewWriterSize(st.stdout, 1<<16)
	if err := c.print(out, st.stdout, stories); err != nil {
		return err
	}
	return out.Flush()
}

// demoFeed sends the articles of the files in order.
func demoFeed(st *stage, files []demo.File) func(func(pipeline.Input) error) error {
	reader := source.NewReader(source.Options{})
	return func(send func(pipeline.Input) error) error {
		for _, f := range files {
			err := reader.Stream(st.ctx, f.Name, bytes.NewReader(f.Data), func(d *doc.Document, err error) error {
				return send(pipeline.Input{Document: d, Err: err})
			})
			if err != nil {
				return err
			}
		}
		return nil
	}
}

func (c *demoCmd) print(out, terminal io.Writer, stories []*record.Story) error {
	switch {
	case c.JSON:
		for _, s := range stories {
			line, err := record.Line(s)
			if err == nil {
				_, err = out.Write(line)
			}
			if err != nil {
				return err
			}
		}
		return nil
	case c.ID != "":
		return c.one(newView(out, terminal, true), stories)
	case c.All:
		v := newView(out, terminal, false)
		for _, s := range stories {
			if err := v.story(s); err != nil {
				return err
			}
		}
		return nil
	}
	return tour(newView(out, terminal, false), stories)
}

// one prints the report whose id begins with c.ID, with its trace.
func (c *demoCmd) one(v *view, stories []*record.Story) error {
	var b strings.Builder
	found := 0
	for _, t := range told(stories) {
		if strings.HasPrefix(t.report.ID, c.ID) {
			found++
			v.told(&b, t)
		}
	}
	switch found {
	case 0:
		return &useError{fmt.Sprintf("%s: no report of the demo has this id; casus demo --all prints them", c.ID)}
	case 1:
		_, err := io.WriteString(v.out, b.String())
		return err
	}
	return &useError{fmt.Sprintf("%s: %d reports of the demo begin so; give more of the id", c.ID, found)}
}

// write writes the articles as files. Files that are there already stay as they
// are: the same bytes are fine, others end the command before anything is
// written.
func (c *demoCmd) write(st *stage) error {
	files, err := demo.Files()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(c.Out, 0o777); err != nil {
		return fmt.Errorf("make folder for the articles: %w", err)
	}
	for _, f := range files {
		path := filepath.Join(c.Out, f.Name)
		there, err := os.ReadFile(path)
		if err == nil && !bytes.Equal(there, f.Data) {
			return &useError{path + ": there already and not the same; give an empty folder"}
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("write articles: %w", err)
		}
	}
	for _, f := range files {
		if err := os.WriteFile(filepath.Join(c.Out, f.Name), f.Data, 0o666); err != nil {
			return fmt.Errorf("write articles: %w", err)
		}
	}
	_, err = fmt.Fprintf(st.stdout, "%d files written to %s\n", len(files), c.Out)
	return err
}
