package train

import (
	"bufio"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"casus/doc"
	"casus/english/internal/linear"
	"casus/english/internal/names"
	"casus/english/internal/tagger"
	"casus/english/internal/words"
)

// kinds are the labels of the data sets for the three kinds that are learned.
var kinds = map[string]doc.NameKind{
	"PER": doc.Person, "ORG": doc.Organisation, "LOC": doc.Location,
}

// named is a sentence with a label for each token.
type named struct {
	*sentence
	labels []names.Label
}

// readNames reads a file with a token and its label in each line, in the given
// columns, an empty line after each sentence. IOB1, IOB2 and IO read alike.
func readNames(path string, form, label int) ([]*named, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var list []*named
	s := &named{sentence: &sentence{}}
	end := func() {
		if len(s.tokens) > 0 {
			list = append(list, s)
			s = &named{sentence: &sentence{}}
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

// trainNames learns from sentences whose tags are in auto.
func trainNames(set *tagger.Tagset, sentences []*named, epochs int, rng *rand.Rand) []linear.Row {
	p := newPerceptron(2)
	var keys linear.Keys
	var scores linear.Scores
	order := rng.Perm(len(sentences))
	for range epochs {
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, o := range order {
			s := sentences[o]
			last, previous := names.Outside, names.Outside
			for i := range s.words {
				if !names.Possible(&s.words[i], set.Tags[s.auto[i]].UPOS, last) {
					previous, last = last, names.Outside
					continue
				}
				p.step++
				names.Templates(&keys, s.words, s.auto, set, i, last, previous)
				clear(scores[:names.NumLabels])
				p.add(&scores, keys.List())
				got := names.Best(&scores, last)
				want := reachable(s.labels[i], last)
				if got != want {
					p.update(keys.List(), int(want), int(got))
				}
				previous, last = last, got
			}
		}
	}
	return p.average(nameFaint)
}

// reachable is the label to learn where the one before was predicted as last: a
// name whose beginning was missed begins late.
func reachable(want, last names.Label) names.Label {
	if want == names.Outside || want.Kind() == last.Kind() {
		return want
	}
	return names.Begin(want.Kind())
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

// nameFiles are the data sets of names, with the columns of form and label.
// (WNUT 2017, which is social media, made the result worse.)
var nameFiles = []struct {
	path        string
	form, label int
}{
	{"uner-ewt/en_ewt-ud-dev.iob2", 1, 2},
	{"wikigold/CONLL-format/data/wikigold.conll.txt", 0, 1},
}

// unerCopies is how often UNER is repeated: it has the guidelines that count,
// and is small.
const unerCopies = 3

// nameFaint is what the table of names leaves out.
var nameFaint = linear.Faint{Row: 1}

// learnNames trains on all name data. Before that it estimates the result on
// UNER EWT dev, which is the first set, by cross-validation: a fifth of it is
// held out, the rest and the other sets are learned from.
func (t *trainer) learnNames(l *words.Lexicon, m *tagger.Model) ([]linear.Row, error) {
	var sets [][]*named
	for _, f := range nameFiles {
		list, err := readNames(filepath.Join(t.Data, f.path), f.form, f.label)
		if err != nil {
			return nil, err
		}
		t.see(l, m, list)
		sets = append(sets, list)
	}
	sets = append(sets, t.gum)
	t.see(l, m, t.gum)
	others := slices.Concat(sets[1:]...)
	var score nameScore
	for fold := range folds {
		var held []*named
		learn := slices.Clone(others)
		for i, s := range sets[0] {
			if i/foldRun%folds == fold {
				held = append(held, s)
			} else {
				learn = append(learn, slices.Repeat([]*named{s}, unerCopies)...)
			}
		}
		found := &names.Model{Table: linear.NewTable(trainNames(t.set, learn, nameEpochs, t.rng(namePart)))}
		var scratch names.Scratch
		for _, s := range held {
			score.add(found.Find(s.words, s.auto, t.set, &scratch), s.labels)
		}
	}
	t.namesF1 = score.f1()
	t.say("names F1 %.2f by cross-validation", 100*t.namesF1)
	learn := slices.Concat(slices.Repeat(sets[0], unerCopies), others)
	return trainNames(t.set, learn, nameEpochs, t.rng(namePart)), nil
}

// see fills words and tags of sentences.
func (t *trainer) see(l *words.Lexicon, m *tagger.Model, list []*named) {
	for _, s := range list {
		describe(l, []*sentence{s.sentence})
		tagAll(m, []*sentence{s.sentence})
	}
}
