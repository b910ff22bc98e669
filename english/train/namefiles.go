package train

import (
	"bufio"
	"os"
	"strings"

	"casus/doc"
	"casus/english/internal/names"
)

// kinds are the labels of the data sets for the three kinds that are learned.
var kinds = map[string]doc.NameKind{
	"PER": doc.Person, "ORG": doc.Organisation, "LOC": doc.Location,
}

// readNames reads a file with a token and its label in each line, in the given
// columns, an empty line after each sentence. IOB1, IOB2 and IO read alike.
func readNames(path string, form, label int) ([]*sentence, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var list []*sentence
	s := &sentence{}
	end := func() {
		if len(s.tokens) > 0 {
			list = append(list, s)
			s = &sentence{}
		}
	}
	sc := bufio.NewScanner(f)
	last := names.Outside
	for sc.Scan() {
		line := sc.Text()
		if strings.TrimSpace(line) == "" {
			end()
			last = names.Outside
			continue
		}
		if strings.HasPrefix(line, "# newdoc") {
			s.opens = true
		}
		col := strings.Fields(line)
		if col[0] == "#" && strings.Contains(line, " = ") || len(col) <= max(form, label) {
			continue
		}
		s.tokens = append(s.tokens, token{form: col[form]})
		last = labelOf(col[label], last)
		s.labels = append(s.labels, last)
	}
	end()
	return list, sc.Err()
}

func labelOf(s string, last names.Label) names.Label {
	mark, name, _ := strings.Cut(s, "-")
	k, ok := kinds[name]
	if !ok {
		return names.Outside
	}
	if mark == "I" && last.Kind() == k {
		return names.Inside(k)
	}
	return names.Begin(k)
}

// nameFiles are the data sets of names, with the columns of form and label.
// (WNUT 2017, which is social media, made the result worse.)
var nameFiles = []struct {
	path        string
	form, label int
}{
	{"uner-ewt/en_ewt-ud-dev.iob2", 1, 2},
	{"wikigold/CONLL-format/data/wikigold.conll.txt", 0, 1},
}

// nameScore counts names that are found exactly.
type nameScore struct {
	right, found, gold int
}

func (n *nameScore) add(got, want []names.Label) {
	g, w := spans(got), spans(want)
	n.found += len(g)
	n.gold += len(w)
	for k := range g {
		if w[k] {
			n.right++
		}
	}
}

func (n *nameScore) f1() float64 {
	return 2 * float64(n.right) / float64(max(1, n.found+n.gold))
}

func spans(labels []names.Label) map[[3]int]bool {
	set := make(map[[3]int]bool)
	last := names.Outside
	first := 0
	for i := 0; i <= len(labels); i++ {
		l := names.Outside
		if i < len(labels) {
			l = labels[i]
		}
		if last != names.Outside && (l == names.Outside || l.Begins(last)) {
			set[[3]int{first, i, int(last.Kind())}] = true
		}
		if l.Begins(last) {
			first = i
		}
		last = l
	}
	return set
}
