package main

import (
	"errors"
	"fmt"
	"strings"

	"casus/record"
	"casus/store"
)

// point is a state of the record that somebody named.
type point struct {
	store.Point
	run *store.Made // for one of a run
}

// String is the point in the words of people.
func (p point) String() string {
	switch {
	case p.Run != "":
		return p.Run
	case p.Program != record.Versions{}:
		return p.Program.ID()
	}
	return "now"
}

// findPoint reads the name of a point: a run, the beginning of the id of a
// program, its version where no other has that, or "now", which is nothing too.
// What is not there is wrong use.
func findPoint(st *stage, s *store.Store, name string) (point, error) {
	if name == "" || name == "now" {
		return point{}, nil
	}
	runs, err := s.Runs(st.ctx)
	if err != nil {
		return point{}, err
	}
	for i := range runs {
		if runs[i].ID == name {
			return point{store.Point{Run: name}, &runs[i]}, nil
		}
	}
	coders, err := s.Coders(st.ctx)
	if err != nil {
		return point{}, err
	}
	var found []record.Versions
	for _, c := range coders {
		if c.Versions.Casus == name || len(name) > len("v_") && strings.HasPrefix(c.Versions.ID(), name) {
			found = append(found, c.Versions)
		}
	}
	if len(found) == 1 {
		return point{Point: store.Point{Program: found[0]}}, nil
	}
	return point{}, &useError{unknownPoint(name, found, runs, coders)}
}

// unknownPoint says what there is instead of a name.
func unknownPoint(name string, found []record.Versions, runs []store.Made, coders []store.Coder) string {
	var list []string
	for _, v := range found {
		list = append(list, v.ID())
	}
	if len(found) > 1 {
		return fmt.Sprintf("%s is several programs: %s", name, strings.Join(list, ", "))
	}
	if len(runs) > 0 {
		list = append(list, "runs run-1 to "+runs[len(runs)-1].ID)
	}
	for _, c := range coders {
		list = append(list, c.Versions.ID())
	}
	return fmt.Sprintf("%s is no run and no program of the store; it has %s", name, strings.Join(append(list, "now"), ", "))
}

// pointLine is a run or a program as "casus diff" lists them in JSON.
type pointLine struct {
	Point    string          `json:"point"`
	Started  string          `json:"started,omitempty"`
	Finished string          `json:"finished,omitempty"`
	State    string          `json:"state,omitempty"`
	Command  []string        `json:"command,omitempty"`
	Program  string          `json:"program"`
	Versions record.Versions `json:"versions"`
	Totals   *store.Totals   `json:"totals,omitempty"`   // of a run
	Articles int             `json:"articles,omitempty"` // of a program: that it coded
	Holds    int             `json:"holds,omitempty"`    // of them, those whose coding holds now
}

// points lists what can be compared.
func (c *diffCmd) points(st *stage, s *store.Store) error {
	runs, err := s.Runs(st.ctx)
	if err != nil {
		return err
	}
	coders, err := s.Coders(st.ctx)
	if err != nil {
		return err
	}
	var list []pointLine
	for _, r := range runs {
		list = append(list, pointLine{Point: r.ID, Started: r.Started, Finished: r.Finished, State: r.State, Command: r.Arguments, Program: r.Versions.ID(), Versions: r.Versions, Totals: &r.Totals})
	}
	for _, x := range coders {
		list = append(list, pointLine{Point: x.Versions.ID(), Program: x.Versions.ID(), Versions: x.Versions, Articles: x.Articles, Holds: x.Holds})
	}
	if c.JSON {
		return eachJSON(st.stdout, list)
	}
	var b strings.Builder
	for _, x := range list {
		if x.Totals != nil {
			fmt.Fprintf(&b, "%-8s %s  %s  %s  %s\n", x.Point, x.Started, x.Program, x.State, strings.Join(x.Command, " "))
			fmt.Fprintf(&b, "         %s\n", totalsText(*x.Totals))
			continue
		}
		fmt.Fprintf(&b, "%s casus %s, model %s, lexicon %s, places %s: %s coded, of which %d hold now\n", x.Point,
			x.Versions.Casus, shortVersion(x.Versions.Model), shortVersion(x.Versions.Lexicon), shortVersion(x.Versions.Places), number(x.Articles, "article"), x.Holds)
	}
	if len(list) == 0 {
		return errors.New("nothing was coded yet")
	}
	fmt.Fprintf(&b, "\ncasus diff A B compares two of them; without B, A with what holds now\n")
	_, err = st.stdout.Write([]byte(b.String()))
	return err
}
