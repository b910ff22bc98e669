package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"casus/lexicon"
	"casus/pipeline"
	"casus/record"
	"casus/store"
)

// doctorCmd is "casus doctor".
type doctorCmd struct {
	Store string `help:"Folder of the store." default:"${store}" placeholder:"DIR"`
	Quick bool   `help:"Do not read texts and records: leaves out the checks files, texts, quotations, record and search."`
	JSON  bool   `name:"json" help:"Print one finding a line as JSON."`
	overlayFlag
}

// Help is the text below the flags.
func (doctorCmd) Help() string {
	return `Reads the whole store on a connection of its own and says of each thing whether it
is right, and what to do where it is not:

  ok     nothing is wrong
  note   worth knowing; nothing is lost
  wrong  something is lost, wrong, or will not work

Nothing is changed. The exit code is 0 if nothing is wrong, 1 if something is, 2
where there is no store.

  casus doctor --store desk
  casus doctor --store desk --quick    in a second, for a script that runs each night`
}

// The states of a finding.
const (
	stateOK    = "ok"
	stateNote  = "note"
	stateWrong = "wrong"
)

// finding is what doctor says of one thing.
type finding struct {
	Check  string   `json:"check"`
	State  string   `json:"state"` // ok, note, wrong
	Found  string   `json:"found"`
	Do     string   `json:"do,omitempty"` // empty for nothing
	Number int      `json:"number,omitempty"`
	Where  []string `json:"where,omitempty"` // the first places
}

// doctor gathers findings.
type doctor struct {
	*doctorCmd
	st       *stage
	now      time.Time
	versions record.Versions
	lex      *lexicon.Lexicon
	found    []finding
}

// Run checks everything and prints what was found.
func (c *doctorCmd) Run(st *stage) error {
	if info, err := os.Stat(c.Store); err == nil && !info.IsDir() {
		return &useError{c.Store + ": a store is a folder, this is a file"}
	}
	h, err := store.Look(st.ctx, c.Store)
	var missing *store.MissingError
	if errors.As(err, &missing) {
		return &useError{missing.Error()}
	}
	lex, e := loadLexicon(c.Lexicon)
	if e != nil {
		return e
	}
	p, e := pipeline.New(pipeline.Options{Lexicon: lex})
	if e != nil {
		return e
	}
	d := &doctor{doctorCmd: c, st: st, now: time.Now().UTC(), versions: p.Versions(), lex: lex}
	d.program()
	d.schema(h, err)
	d.disk(h)
	if err == nil && h.Version == h.Known {
		if err := d.inside(); errors.Is(err, store.ErrDamaged) {
			d.add(finding{Check: "file", State: stateWrong, Found: err.Error(), Do: doRestore})
		} else if err != nil {
			return err
		}
	}
	d.lexicon()
	return d.print()
}

func (d *doctor) add(f finding) { d.found = append(d.found, f) }

// program says what this program is.
func (d *doctor) program() {
	v := d.versions
	d.add(finding{Check: "program", State: stateOK, Found: fmt.Sprintf("casus %s, model %s, lexicon %s, places %s", v.Casus, shortVersion(v.Model), shortVersion(v.Lexicon), shortVersion(v.Places))})
}

// shortVersion leaves of a hash what is enough to tell it.
func shortVersion(s string) string {
	head, hash, ok := strings.Cut(s, "sha256:")
	if !ok {
		return s
	}
	parts := strings.Split(hash, "+") // that of an overlay follows that of the program
	for i, x := range parts {
		parts[i] = x[:min(8, len(x))]
	}
	return head + "sha256:" + strings.Join(parts, "+")
}

// schema says whether the file can be opened, by whom it is written, and of
// which version it is.
func (d *doctor) schema(h store.Health, err error) {
	switch {
	case errors.Is(err, store.ErrDamaged):
		d.add(finding{Check: "store", State: stateWrong, Found: err.Error(), Do: doRestore})
		return
	case err != nil:
		d.add(finding{Check: "store", State: stateWrong, Found: err.Error(), Do: "see that this user may read the folder and its files"})
		return
	case h.Version > h.Known:
		d.add(finding{Check: "store", State: stateWrong, Found: fmt.Sprintf("version %d, this program knows up to %d", h.Version, h.Known), Do: "use a newer casus; this one leaves the store as it is"})
		return
	case h.Version == 0:
		d.add(finding{Check: "store", State: stateNote, Found: "the making of it was interrupted; it has nothing yet", Do: "give the same command again"})
		return
	case h.Version < h.Known:
		d.add(finding{
			Check: "store", State: stateWrong, Found: fmt.Sprintf("version %d, this program writes %d", h.Version, h.Known),
			Do: "copy the folder, then give any command, such as \"casus show --store " + d.Store + "\": the store is migrated when it is opened",
		})
		return
	}
	d.add(finding{Check: "store", State: stateOK, Found: fmt.Sprintf("%s: version %d, %s", d.Store, h.Version, sizeText(uint64(h.Bytes)))})
	switch {
	case h.Writer != 0:
		d.add(finding{Check: "writer", State: stateNote, Found: processText(h.Writer) + " is writing", Do: "what it has not finished may look unfinished below; ask again when it is done"})
	case !h.Writable:
		d.add(finding{Check: "writer", State: stateNote, Found: "this user cannot write to the store", Do: "reading and exporting work; to add, change who may write to " + d.Store})
	case h.Log > h.Bytes/4 && h.Log > 64<<20:
		d.add(finding{Check: "writer", State: stateNote, Found: "the log has " + sizeText(uint64(h.Log)) + " that are not in the file yet", Do: "the next \"casus add\" folds them in; copy the log with the file until then"})
	default:
		d.add(finding{Check: "writer", State: stateOK, Found: "nobody is writing"})
	}
}

func processText(pid int) string {
	if pid < 0 {
		return "another process"
	}
	return fmt.Sprintf("process %d", pid)
}

// sizeText is bytes as people read them.
func sizeText(n uint64) string {
	for _, unit := range []struct {
		name string
		size uint64
	}{{"GB", 1e9}, {"MB", 1e6}, {"kB", 1e3}} {
		if n >= unit.size {
			return fmt.Sprintf("%.1f %s", float64(n)/float64(unit.size), unit.name)
		}
	}
	return fmt.Sprintf("%d bytes", n)
}

// disk says whether there is room to go on.
func (d *doctor) disk(h store.Health) {
	free, err := freeBytes(d.Store)
	if err != nil {
		d.add(finding{Check: "disk", State: stateNote, Found: fmt.Sprintf("how much is free cannot be told: %v", err)})
		return
	}
	d.add(roomFor(free, uint64(h.Bytes+h.Log)))
}

// lowDisk is free space under which an intake may stop soon.
const lowDisk = 200e6

// roomFor judges free space against the size of the store.
func roomFor(free, size uint64) finding {
	f := finding{Check: "disk", State: stateOK, Found: fmt.Sprintf("%s free; the store has %s", sizeText(free), sizeText(size))}
	switch {
	case free < lowDisk:
		f.State, f.Do = stateWrong, "make room: with a full disk an intake stops; what it has written stays"
	case free < size:
		f.State, f.Do = stateNote, "a copy of the store as a backup does not fit on this disk"
	}
	return f
}

// lexicon says what is wrong in the lexicon, or in lines of one's own.
func (d *doctor) lexicon() {
	faults := d.lex.Check()
	what := "of the program"
	if d.Lexicon != "" {
		faults, what = ofOverlay(faults), d.Lexicon
	}
	if len(faults) == 0 {
		d.add(finding{Check: "lexicon", State: stateOK, Found: what + ": nothing found"})
		return
	}
	f := finding{Check: "lexicon", State: stateNote, Number: len(faults), Found: fmt.Sprintf("%s: %s", what, number(len(faults), "fault")), Do: "\"" + strings.TrimSpace("casus lexicon check "+d.Lexicon) + "\" lists them"}
	for i := range min(firstPlaces, len(faults)) {
		f.Where = append(f.Where, faults[i].Message)
	}
	d.add(f)
}

// print prints the findings and counts what is wrong.
func (d *doctor) print() error {
	out := bufio.NewWriter(d.st.stdout)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	notes := 0
	for _, f := range d.found {
		switch f.State {
		case stateWrong:
			d.st.problems++
		case stateNote:
			notes++
		}
		if !d.JSON {
			printFinding(out, f)
		} else if err := enc.Encode(f); err != nil {
			return err
		}
	}
	if !d.JSON {
		fmt.Fprintf(out, "%s, %s, %d wrong\n", number(len(d.found), "check"), number(notes, "note"), d.st.problems)
	}
	return out.Flush()
}

func printFinding(out io.Writer, f finding) {
	fmt.Fprintf(out, "%-6s %-11s %s\n", f.State, f.Check, f.Found)
	for _, where := range f.Where {
		fmt.Fprintf(out, "%19s%s\n", "", squeeze(where))
	}
	if f.Do != "" {
		fmt.Fprintf(out, "%19s→ %s\n", "", f.Do)
	}
}
