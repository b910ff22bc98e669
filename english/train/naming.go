package train

import (
	"math/rand/v2"
	"slices"
	"sync"

	"casus/doc"
	"casus/english/internal/names"
	"casus/english/internal/words"
	"casus/english/train/float"
)

// nameNet is the name finder in floating point.
type nameNet struct {
	window *matrix // 3·width to width
	*layer
}

func newNameNet(n *network, rows int) *nameNet {
	return &nameNet{n.turning(3*width, width, balanced(3*width, width)), newLayer(n, rows, names.NumLabels)}
}

// naming is a batch on its way through the name finder.
type naming struct {
	net          *nameNet
	d            decision
	rows, grads  []float32
	wrong, total int
}

// learn adds the gradients of one batch, those of the encoder's rows to dx,
// from the sentences that have labels.
func (t *naming) learn(c *encoding, batch []*sentence, dx []float32, g *gradients) {
	t.d.layer, t.d.g, t.d.rng = t.net.layer, g, c.rng
	t.forward(c)
	t.grads = c.arena.take(c.n * width)
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

func (t *naming) forward(c *encoding) {
	t.rows = c.arena.take(c.n * width)
	c.window(t.rows, t.net.window, c.out)
}

// sentence learns from a sentence, following its own choices.
func (t *naming) sentence(s *sentence, first int) {
	t.walk(s, first, func(i int, scores *[names.Outputs]float32, got, last names.Label) {
		want := reachable(s.labels[i], last)
		t.total++
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
	})
}

// find labels the words of a sentence.
func (t *naming) find(s *sentence, first int) []names.Label {
	labels := make([]names.Label, len(s.words))
	t.walk(s, first, func(i int, _ *[names.Outputs]float32, got, _ names.Label) { labels[i] = got })
	return labels
}

// walk labels the words of a sentence from left to right. decided hears of each
// that can be in a name: its scores, which it may change, its label and the one
// before.
func (t *naming) walk(s *sentence, first int, decided func(i int, scores *[names.Outputs]float32, got, last names.Label)) {
	last, previous := names.Outside, names.Outside
	var scores [names.Outputs]float32
	for i := range s.words {
		got := names.Outside
		whole := len(t.net.extra.w) > names.EarlyRows*width
		if names.Plain(&s.words[i], s.upos(i), last) || whole && names.Possible(&s.words[i], s.upos(i), last) {
			float.Axpy(t.d.sums(), t.rows[(first+i)*width:][:width], 1)
			extra := names.Extra(s.words, i, last, previous)
			if whole {
				t.d.activate(extra[:])
			} else {
				t.d.activate(extra[:names.NumEarly])
			}
			for l := range names.NumLabels {
				scores[l] = t.d.score(l)
			}
			got = names.Best(&scores, last)
			decided(i, &scores, got, last)
		}
		previous, last = last, got
	}
}

// reachable is the label to learn where the one before was predicted as last: a
// name whose beginning was missed begins late.
func reachable(want, last names.Label) names.Label {
	if want == names.Outside || want.Kind() == last.Kind() {
		return want
	}
	return names.Begin(want.Kind())
}

// The settings of learning names alone.
const (
	nameEpochs   = 8
	nameRate     = 0.001
	renamedShare = 0.6 // of the other sentences: other names are put into them

	unerCopies = 3 // how often UNER is repeated: it has the guidelines that count, and is small
	folds      = 5
)

// learnNames goes on to learn names with the encoder as it is, now also from
// UNER EWT dev, whose sentences have no part in learning tags and trees. Before
// that it estimates the result on that set by cross-validation: a fifth of its
// documents is held out, the rest and the other sets are learned from.
func (t *trainer) learnNames(n *nets, uner, others []*sentence) *nameNet {
	rows := t.encodeAll(n, slices.Concat(uner, others))
	var score nameScore
	var mu sync.Mutex
	var wg sync.WaitGroup
	slots := make(chan bool, shards)
	for fold := range folds {
		wg.Go(func() {
			slots <- true
			defer func() { <-slots }()
			var held [][]*sentence
			var learn []*sentence
			for i, d := range documents(uner) {
				if i%folds == fold {
					held = append(held, d)
				} else {
					learn = append(learn, d...)
				}
			}
			head := n.names.goOn(learn, others, rows, t.rng(namePart+uint64(fold)))
			var c encoding
			finder := naming{net: head, d: decision{layer: head.layer}}
			mu.Lock()
			defer mu.Unlock()
			for _, d := range held {
				var got, want []names.Label
				for _, s := range d {
					c.alone(s, rows[s])
					finder.forward(&c)
					got, want = append(got, finder.find(s, 1)...), append(want, s.labels...)
				}
				score.add(agreed(d, got), want)
			}
		})
	}
	wg.Wait()
	t.namesF1 = score.f1()
	t.say("names F1 %.2f by cross-validation", 100*t.namesF1)
	return n.names.goOn(uner, others, rows, t.rng(namePart+folds))
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

// encodeAll is what the encoder makes of each sentence, nothing left out.
func (t *trainer) encodeAll(n *nets, sentences []*sentence) map[*sentence][]float32 {
	e := n.encoder
	rows := make(map[*sentence][]float32, len(sentences))
	c := encoding{e: e, arena: new(arena)}
	for _, s := range sentences {
		c.arena.reset()
		c.forward([][]words.Word{s.words})
		if !s.hasTree() {
			for i, class := range n.tags.classify(&c) {
				s.tokens[i].upos = t.set.Tags[class].UPOS
			}
		}
		rows[s] = slices.Clone(c.out)
	}
	return rows
}

// alone makes c the encoding of one sentence that was encoded before.
func (c *encoding) alone(s *sentence, rows []float32) {
	if c.arena == nil {
		c.arena = new(arena)
	}
	c.arena.reset()
	c.first, c.sizes, c.n, c.out = append(c.first[:0], 1), append(c.sizes[:0], len(s.words)), len(rows)/width, rows
}

// goOn learns from where the net is, and leaves it as it was.
func (t *nameNet) goOn(uner, others []*sentence, rows map[*sentence][]float32, rng *rand.Rand) *nameNet {
	n := &network{rng: rng}
	head := newNameNet(n, names.ExtraRows)
	copy(head.window.w, t.window.w)
	copy(head.bias.w, t.bias.w)
	copy(head.extra.w, t.extra.w)
	copy(head.out.w, t.out.w)
	copy(head.outBias.w, t.outBias.w)
	sentences := slices.Concat(slices.Repeat(uner, unerCopies), others)
	g := n.gradients()
	learner := naming{net: head}
	c := encoding{rng: rng}
	steps := nameEpochs * len(sentences)
	step := 0
	for range nameEpochs {
		for _, i := range rng.Perm(len(sentences)) {
			s := sentences[i]
			c.alone(s, rows[s])
			learner.learn(&c, []*sentence{s}, nil, g)
			if step++; step%batchSize == 0 || step == steps {
				n.update(g, nameRate*(1-float64(step)/float64(steps)))
			}
		}
	}
	return head
}
