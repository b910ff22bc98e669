package export

import (
	"fmt"
	"strings"
	"time"

	"casus/record"
)

// lines is a file of values between tabs, one record a line, as GDELT and
// POLECAT write them. There is no quoting: white space inside of a value
// becomes a space.
type lines struct {
	file    *file
	columns []string
	rows    int
}

func newLines(f *folder, name string, columns []string) (*lines, error) {
	on, err := f.create(name)
	return &lines{file: on, columns: columns}, err
}

var oneLine = strings.NewReplacer("\t", " ", "\n", " ", "\r", " ", "\v", " ", "\f", " ", "\u0085", " ", "\u2028", " ", "\u2029", " ")

func (l *lines) header() error {
	_, err := l.file.Write([]byte(strings.Join(l.columns, "\t") + "\n"))
	return err
}

func (l *lines) write(cells []string) error {
	if len(cells) != len(l.columns) {
		panic(fmt.Sprintf("export: a line of %s has %d values, want %d", l.file.name, len(cells), len(l.columns)))
	}
	for i, c := range cells {
		cells[i] = oneLine.Replace(c)
	}
	l.rows++
	_, err := l.file.Write([]byte(strings.Join(cells, "\t") + "\n"))
	return err
}

func (l *lines) close() error { return l.file.close(l.rows) }

// stamp is when an article was published, to the second and in UTC where its
// zone is known; ok is false where not even the day is.
func stamp(a *article) (t time.Time, ok bool) {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02T15:04Z07:00", time.DateOnly} {
		if t, err := time.Parse(layout, record.Value(a.Published)); err == nil {
			return t.UTC(), true
		}
	}
	t, err := time.Parse(time.DateOnly, a.day)
	return t, err == nil
}

// pair is who does it to whom, where a format has one of each; nil is nobody.
type pair struct {
	actor, recipient *record.Entity
}

// pairsOfReport is every actor with every recipient. Where there is no
// recipient and several act, each acts on each other; with one alone there is
// nobody on the other side.
func pairsOfReport(r *record.Report) []pair {
	var list []pair
	switch {
	case len(r.Actors) == 0:
		for i := range r.Recipients {
			list = append(list, pair{nil, &r.Recipients[i]})
		}
	case len(r.Recipients) > 0:
		for i := range r.Actors {
			for j := range r.Recipients {
				list = append(list, pair{&r.Actors[i], &r.Recipients[j]})
			}
		}
	case len(r.Actors) == 1:
		list = append(list, pair{&r.Actors[0], nil})
	default:
		for i := range r.Actors {
			for j := range r.Actors {
				if i != j {
					list = append(list, pair{&r.Actors[i], &r.Actors[j]})
				}
			}
		}
	}
	if len(list) == 0 {
		list = append(list, pair{})
	}
	return list
}
