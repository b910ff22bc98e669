package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"casus/store"
)

// judging is the flags of those who judge events.
type judging struct {
	Why   string `help:"Why; it is kept, and shown with the event." placeholder:"WORDS"`
	Judge string `help:"Who judges; your user name unless it says otherwise." placeholder:"NAME"`
	Store string `help:"Folder of the store." default:"${store}" placeholder:"DIR"`
}

// eventSplitCmd is "casus events split".
type eventSplitCmd struct {
	Event   string   `arg:"" name:"event" help:"Id of the event."`
	Reports []string `arg:"" name:"report" help:"Ids of the reports that are of another."`
	judging
}

// Help is the text below the flags.
func (eventSplitCmd) Help() string {
	return `The reports leave the event; each of them stands apart from every one that
stays. The judgement hangs on the ids of the reports, and holds when articles are
coded again.

  casus events split e_3f9c21 r_77ab03 --why "another market"`
}

// Run splits and merges again.
func (c *eventSplitCmd) Run(st *stage) error {
	return withWriter(st, c.Store, func(w *store.Writer) error {
		if err := judged(w.Split(st.ctx, c.Event, c.Reports, judgeName(c.Judge), c.Why)); err != nil {
			return err
		}
		if err := mergeReports(st, w); err != nil {
			return err
		}
		for _, id := range c.Reports {
			e, err := w.Event(st.ctx, id)
			if err != nil {
				return err
			}
			fmt.Fprintf(st.stdout, "%s stands in %s now, with %s\n", id, e.ID, number(len(e.Reports), "report"))
		}
		return nil
	})
}

// eventJoinCmd is "casus events join".
type eventJoinCmd struct {
	Event string `arg:"" name:"event" help:"Id of an event."`
	Other string `arg:"" name:"other" help:"Id of the event that is the same."`
	judging
}

// Help is the text below the flags.
func (eventJoinCmd) Help() string {
	return `The reports of both become one event, whatever the rules say and was judged
before. The judgement hangs on the ids of reports, and holds when articles are
coded again.

  casus events join e_3f9c21 e_77ab03 --why "the same strike, told with another place"`
}

// Run joins and merges again.
func (c *eventJoinCmd) Run(st *stage) error {
	return withWriter(st, c.Store, func(w *store.Writer) error {
		a, err := w.Event(st.ctx, c.Event)
		if err == nil {
			err = w.Join(st.ctx, c.Event, c.Other, judgeName(c.Judge), c.Why)
		}
		if err := judged(err); err != nil {
			return err
		}
		if err := mergeReports(st, w); err != nil {
			return err
		}
		e, err := w.Event(st.ctx, a.Reports[0].Report)
		if err != nil {
			return err
		}
		fmt.Fprintf(st.stdout, "%s has %s now\n", e.ID, number(len(e.Reports), "report"))
		return nil
	})
}

// judged makes wrong use of a judgement on what is not there.
func judged(err error) error {
	var senseless *store.JudgementError
	if errors.As(err, &senseless) {
		return &useError{senseless.Error()}
	}
	if errors.Is(err, store.ErrNotFound) {
		return &useError{"there is no such event; give the ids of events that \"casus events\" lists"}
	}
	return err
}

// eventUndoCmd is "casus events undo".
type eventUndoCmd struct {
	Store string `help:"Folder of the store." default:"${store}" placeholder:"DIR"`
}

// Run takes the last judgement back and merges again.
func (c *eventUndoCmd) Run(st *stage) error {
	return withWriter(st, c.Store, func(w *store.Writer) error {
		act, err := w.Undo(st.ctx)
		if errors.Is(err, store.ErrNotFound) {
			return errors.New("nothing is judged that could be taken back")
		} else if err != nil {
			return err
		}
		fmt.Fprintf(st.stdout, "taken back: %s\n", actText(act))
		return mergeReports(st, w)
	})
}

// eventJudgedCmd is "casus events judged".
type eventJudgedCmd struct {
	Store string `help:"Folder of the store." default:"${store}" placeholder:"DIR"`
	JSON  bool   `name:"json" help:"Print one judgement a line as JSON."`
}

// Run lists the judgements.
func (c *eventJudgedCmd) Run(st *stage) error {
	s, err := openStore(st, c.Store)
	if err != nil {
		return err
	}
	defer s.Close()
	acts, err := s.Acts(st.ctx)
	if err != nil {
		return err
	}
	enc := json.NewEncoder(st.stdout)
	enc.SetEscapeHTML(false)
	for i := range acts {
		if c.JSON {
			err = enc.Encode(&acts[i])
		} else {
			_, err = fmt.Fprintln(st.stdout, actText(&acts[i]))
		}
		if err != nil {
			return err
		}
	}
	return s.Close()
}

// actText says what was judged.
func actText(a *store.Act) string {
	text := strings.Join(a.Reports, ", ")
	if a.Same {
		text += " of one event"
	} else {
		text += " apart from " + strings.Join(a.Others, ", ")
	}
	text += ", " + strings.Join(nonEmpty("judged", a.Made, a.Judge), " ")
	if a.Why != "" {
		text += ": " + a.Why
	}
	if a.Undone != "" {
		text += " (taken back " + a.Undone + ")"
	}
	return text
}

// eventUpdateCmd is "casus events update".
type eventUpdateCmd struct {
	Anew  bool   `help:"Make all events anew. The result is the same; this is for those who doubt it."`
	Store string `help:"Folder of the store." default:"${store}" placeholder:"DIR"`
}

// Run merges what is not merged yet.
func (c *eventUpdateCmd) Run(st *stage) error {
	return withWriter(st, c.Store, func(w *store.Writer) error {
		if !c.Anew {
			return mergeReports(st, w)
		}
		progress := newProgress(st.stderr)
		done, err := w.Remerge(st.ctx, progress.left)
		progress.stop()
		return mergedText(st, w, done, err)
	})
}

// withWriter opens a store that is there for writing, and closes it.
func withWriter(st *stage, dir string, work func(*store.Writer) error) error {
	s, err := openStore(st, dir) // so that none is made
	if err != nil {
		return err
	}
	if err := s.Close(); err != nil {
		return err
	}
	w, err := store.OpenWriter(st.ctx, dir, store.Options{})
	if err != nil {
		return err
	}
	defer w.Close()
	if err := work(w); err != nil {
		return err
	}
	return w.Close()
}

// mergeReports brings the events of a store up to date.
func mergeReports(st *stage, w *store.Writer) error {
	progress := newProgress(st.stderr)
	done, err := w.Merge(st.ctx, progress.left)
	progress.stop()
	return mergedText(st, w, done, err)
}

// mergedText says what merging did.
func mergedText(st *stage, w *store.Writer, done store.Merged, err error) error {
	if err != nil {
		fmt.Fprintln(st.stderr, "casus: the events are not up to date; \"casus events update\" goes on")
		return err
	}
	fmt.Fprintf(st.stdout, "%s: %s new or changed\n", w.Dir(), number(done.Events, "event"))
	return nil
}
