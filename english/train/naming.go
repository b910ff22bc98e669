package train

import (
	"casus/doc"
	"casus/english/internal/names"
	"casus/english/internal/words"
	"casus/english/train/float"
	"casus/ud"
)

// nameNet finds names while the encoder is learned: greedily from left to right,
// with the labels before a word as input, and without whole names.
type nameNet struct {
	window *matrix // 3·width to width
	*layer         // the rows of labels, then names.EarlyRows
}

// The rows of the labels before a word.
const (
	lastRows  = 0
	pairRows  = lastRows + names.NumLabels
	earlyRows = pairRows + names.NumLabels*names.NumLabels // from here on those of package names
)

func newNameNet(n *network) *nameNet {
	return &nameNet{n.turning(3*width, width, balanced(3*width, width)), newLayer(n, earlyRows+names.EarlyRows, names.NumLabels)}
}

// naming is a batch on its way through the name finder.
type naming struct {
	net          *nameNet
	d            decision
	rows, grads  []float32
	used         []int32
	wrong, total int
}

// learn adds the gradients of one batch, those of the encoder's rows to dx,
// from the sentences that have labels.
func (t *naming) learn(c *encoding, batch []*sentence, dx []float32, g *gradients) {
	t.d.layer, t.d.g, t.d.rng = t.net.layer, g, c.rng
	t.rows, t.grads = c.arena.take(c.n*width), c.arena.take(c.n*width)
	c.window(t.rows, t.net.window, c.out)
	any := false
	for i, s := range batch {
		if s.labels != nil {
			any = true
			t.sentence(s, c.first[i])
		}
	}
	if !any {
		return
	}
	c.windowBack(t.net.window, c.out, t.grads, dx, g)
}

// sentence learns from a sentence, following its own choices.
func (t *naming) sentence(s *sentence, first int) {
	last, previous := names.Outside, names.Outside
	var scores [names.Outputs]float32
	for i := range s.words {
		got := names.Outside
		if last != names.Outside || s.upos(i) == ud.PROPN || s.words[i].Flags&words.Initial != 0 {
			float.Axpy(t.d.sums(), t.rows[(first+i)*width:][:width], 1)
			t.d.activate(t.extra(s, i, last, previous))
			for l := range names.NumLabels {
				scores[l] = t.d.score(l)
			}
			got = best(&scores, last)
			t.total++
			want := reachable(s.labels[i], last)
			if got != want {
				t.wrong++
			}
			softmax(scores[:], names.NumLabels, int(want))
			for l, g := range scores[:names.NumLabels] {
				if g > slight || g < -slight {
					t.d.push(l, g)
				}
			}
			float.Axpy(t.grads[(first+i)*width:][:width], t.d.finish(), 1)
		}
		previous, last = last, got
	}
}

// extra lists the rows of a word behind two labels.
func (t *naming) extra(s *sentence, i int, last, previous names.Label) []int32 {
	t.used = append(t.used[:0], lastRows+int32(last), pairRows+int32(last)*names.NumLabels+int32(previous))
	rows := names.Extra(s.words, i)
	for _, r := range rows[:names.NumEarly] {
		t.used = append(t.used, earlyRows+r)
	}
	return t.used
}

// best is the label with the highest score that can stand after last.
func best(scores *[names.Outputs]float32, last names.Label) names.Label {
	best := names.Outside
	for l := names.Label(1); l < names.NumLabels; l++ {
		if l.CanFollow(last) && scores[l] > scores[best] {
			best = l
		}
	}
	return best
}

// reachable is the label to learn where the one before was predicted as last: a
// name whose beginning was missed begins late.
func reachable(want, last names.Label) names.Label {
	if want == names.Outside || want.Kind() == last.Kind() {
		return want
	}
	return names.Begin(want.Kind())
}

// documents parts sentences into the documents that they come from.
func documents(list []*sentence) [][]*sentence {
	var out [][]*sentence
	for i, s := range list {
		if i == 0 || s.opens {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], s)
	}
	return out
}

// agreed is the labels of a document whose names agree with one another, as the
// English model makes them.
func agreed(sentences []*sentence, labels []names.Label) []names.Label {
	d := &doc.Document{}
	for _, s := range sentences {
		for i := range s.tokens {
			d.Tokens = append(d.Tokens, doc.Token{Form: s.tokens[i].form, UPOS: s.upos(i)})
		}
	}
	d.Names = namesOf(labels)
	new(names.Agreement).Agree(d)
	return labelsOf(d)
}

// namesOf is the names that labels mark, in order.
func namesOf(labels []names.Label) []doc.Name {
	var list []doc.Name
	last := names.Outside
	for i, l := range labels {
		switch {
		case l.Begins(last):
			list = append(list, doc.Name{First: int32(i), End: int32(i + 1), Kind: l.Kind()})
		case l != names.Outside:
			list[len(list)-1].End++
		}
		last = l
	}
	return list
}

// labelsOf is the labels of the tokens of a document.
func labelsOf(d *doc.Document) []names.Label {
	labels := make([]names.Label, len(d.Tokens))
	for _, n := range d.Names {
		for k := n.First; k < n.End; k++ {
			labels[k] = names.Inside(n.Kind)
		}
		labels[n.First] = names.Begin(n.Kind)
	}
	return labels
}
