package eval

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"casus/ontology"
	"casus/span"
)

// maxLine bounds one story of a file to be scored, in bytes.
const maxLine = 64 << 20

// Read reads stories as JSON Lines. All faulty lines are reported together,
// each as name:line; the stories of the others are returned all the same.
func Read(name string, in io.Reader) ([]Story, error) {
	var stories []Story
	var errs span.Errors
	seen := map[string]int{}
	r := bufio.NewScanner(in)
	r.Buffer(make([]byte, 0, 1<<20), maxLine)
	for n := 1; r.Scan(); n++ {
		if len(r.Bytes()) == 0 {
			continue
		}
		var s Story
		if err := json.Unmarshal(r.Bytes(), &s); err != nil {
			errs.Add(name, n, 0, "found no story: %v; want one JSON object a line", err)
			continue
		}
		if first := seen[s.ID]; first > 0 {
			errs.Add(name, n, 0, "id %q stands already in line %d; ids must differ", s.ID, first)
			continue
		}
		seen[s.ID] = n
		if fault := checkTypes(&s); fault != "" {
			errs.Add(name, n, 0, "%s", fault)
			continue
		}
		stories = append(stories, s)
	}
	if err := r.Err(); err != nil {
		if errors.Is(err, bufio.ErrTooLong) {
			err = fmt.Errorf("a line is longer than %d bytes", maxLine)
		}
		errs.Add(name, 0, 0, "read: %v", err)
	}
	return stories, errs.Err()
}

func checkTypes(s *Story) string {
	for i, r := range s.Reports {
		if _, ok := ontology.ParseType(r.Type); !ok {
			return fmt.Sprintf("report %d of story %s: type %q is not one of PLOVER's sixteen", i+1, s.ID, r.Type)
		}
	}
	return ""
}
