package train

import (
	"maps"
	"math/rand/v2"
	"slices"
	"sync"

	"casus/english/internal/names"
	"casus/english/internal/words"
	"casus/english/train/float"
)

// finderNet is the name finder of the model in floating point; package names says
// what it computes. It is learned alone, with the encoder as it is, from where
// nameNet is.
type finderNet struct {
	*network
	window, bias *matrix
	extra        *table
	out, outBias *matrix // width to names.Outputs
	follow       *matrix // before·names.Outputs + label
}

func newFinderNet(early *nameNet, rng *rand.Rand) *finderNet {
	n := &network{rng: rng}
	f := &finderNet{
		network: n,
		window:  n.matrix(3*width, width, 0),
		bias:    n.matrix(1, width, 0),
		extra:   n.table(names.ExtraRows, 0),
		out:     n.turning(width, names.Outputs, 0),
		outBias: n.matrix(1, names.Outputs, 0),
		follow:  n.matrix(names.Outputs, names.Outputs, 0),
	}
	copy(f.window.w, early.window.w)
	copy(f.bias.w, early.bias.w)
	copy(f.extra.w, early.extra.w[earlyRows*width:])
	for l := range names.NumLabels {
		for i, x := range early.out.w[l*width:][:width] {
			f.out.w[i*names.Outputs+l] = x
		}
	}
	copy(f.outBias.w, early.outBias.w)
	return f
}

// finder is sentences on their way through a finderNet.
type finder struct {
	net   *finderNet
	g     *gradients // nil where nothing is learned
	rng   *rand.Rand // of what is left out
	arena arena
	paths lattice

	scored                []scoredWord
	n                     int // scored, made a multiple of 4
	given, hidden, scores []float32
	mask                  []float32
}

// scoredWord is word i of a sentence.
type scoredWord struct {
	s *sentence
	i int
}

func newFinder(net *finderNet) *finder {
	return &finder{net: net, paths: lattice{follow: net.follow}}
}

// score scores the words of sentences that are in reach of names. rows has what
// the encoder makes of a sentence.
func (f *finder) score(sentences []*sentence, rows map[*sentence][]float32) {
	f.arena.reset()
	f.scored = f.scored[:0]
	var possible []bool
	for _, s := range sentences {
		possible = possible[:0]
		for i := range s.words {
			possible = append(possible, names.Possible(s.words, i, s.upos(i)))
		}
		for i := range s.words {
			if names.InReach(possible, i) {
				f.scored = append(f.scored, scoredWord{s, i})
			}
		}
	}
	f.n = (len(f.scored) + 3) / 4 * 4
	f.given = f.arena.take(f.n * 3 * width)
	for k, w := range f.scored {
		copy(f.given[k*3*width:], rows[w.s][w.i*width:][:3*width])
	}
	f.hidden = f.arena.filled(f.n, f.net.bias.w)
	float.MulAdd(f.hidden, width, f.given, 3*width, 1, f.net.window.w, width, f.n, 3*width, width)
	for k, w := range f.scored {
		for _, r := range names.Extra(w.s.words, w.i) {
			float.Axpy(f.hidden[k*width:][:width], f.net.extra.row(r), 1)
		}
	}
	rectify(f.hidden)
	if f.g != nil {
		f.mask = f.arena.mask(len(f.hidden), hiddenDrop, f.rng)
		times(f.hidden, f.mask)
	}
	f.scores = f.arena.filled(f.n, f.net.outBias.w)
	float.MulAdd(f.scores, names.Outputs, f.hidden, width, 1, f.net.out.w, names.Outputs, f.n, width, names.Outputs)
}

// runs calls do for each run of neighbouring scored words, [first, end) of scored.
func (f *finder) runs(do func(first, end int)) {
	for first := 0; first < len(f.scored); {
		end := first + 1
		for end < len(f.scored) && f.scored[end].s == f.scored[first].s && f.scored[end].i == f.scored[end-1].i+1 {
			end++
		}
		do(first, end)
		first = end
	}
}

// find labels a sentence.
func (f *finder) find(s *sentence, rows map[*sentence][]float32) []names.Label {
	f.score([]*sentence{s}, rows)
	found := make([]names.Label, len(s.words))
	f.runs(func(first, end int) {
		at := f.scored[first].i
		f.paths.best(f.scores[first*names.Outputs:], found[at:at+end-first])
	})
	return found
}

// learn adds the gradients of a batch of different sentences.
func (f *finder) learn(batch []*sentence, rows map[*sentence][]float32) {
	f.score(batch, rows)
	if f.n == 0 {
		return
	}
	f.paths.read()
	var want []names.Label
	f.runs(func(first, end int) {
		want = want[:0]
		last := names.Outside
		for _, w := range f.scored[first:end] {
			last = reachable(w.s.labels[w.i], last)
			want = append(want, last)
		}
		f.paths.learn(f.scores[first*names.Outputs:], want, f.g.of(f.net.follow))
	})
	clear(f.scores[len(f.scored)*names.Outputs:])
	f.back()
}

// back adds the gradients of all weights, given those of the scores.
func (f *finder) back() {
	net, g := f.net, f.g
	float.MulAdd(g.of(net.out), names.Outputs, f.hidden, 1, width, f.scores, names.Outputs, width, f.n, names.Outputs)
	addRows(g.of(net.outBias), f.scores)
	d := f.arena.take(len(f.hidden))
	float.MulAdd(d, width, f.scores, names.Outputs, 1, net.out.turned, width, f.n, names.Outputs, width)
	times(d, f.mask)
	for i, h := range f.hidden {
		if h <= 0 {
			d[i] = 0
		}
	}
	addRows(g.of(net.bias), d)
	for k, w := range f.scored {
		for _, r := range names.Extra(w.s.words, w.i) {
			float.Axpy(g.row(net.extra, r), d[k*width:][:width], 1)
		}
	}
	float.MulAdd(g.of(net.window), width, f.given, 1, 3*width, d, width, 3*width, f.n, width)
}

// The settings of learning names alone.
const (
	nameEpochs   = 8
	nameRate     = 0.002 // of the first step; it goes down to none in a line
	renamedShare = 0.6   // of the other sentences: other names are put into them, new ones in each pass

	unerCopies = 3 // how often UNER is repeated: it has the guidelines that count, and is small
	folds      = 5
)

// lesson is what one net learns from: UNER without the sentences held out, and all
// others.
type lesson struct {
	*finder
	uner, held []*sentence
	step       int
}

// learnNames learns names with the encoder as it is, now also from UNER EWT dev,
// whose sentences have no part in learning tags and trees. Beside the net of the
// model it makes those that estimate the result on that set by cross-validation: a
// fifth of its documents is held out, the rest and the other sets are learned from.
func (t *trainer) learnNames(n *nets, uner, others []*sentence, pool *namePool, l *words.Lexicon) *finderNet {
	var lessons [folds + 1]*lesson
	for fold := range lessons {
		f := newFinder(newFinderNet(n.names, t.rng(namePart+uint64(fold))))
		f.g, f.rng = f.net.gradients(), f.net.rng
		lessons[fold] = &lesson{finder: f}
		for i, d := range documents(uner) {
			if i%folds == fold {
				lessons[fold].held = append(lessons[fold].held, d...)
			} else {
				lessons[fold].uner = append(lessons[fold].uner, d...)
			}
		}
	}
	own := t.encodeAll(n, uner)
	rng := t.rng(renamePart)
	for range nameEpochs {
		renamed := pool.renamed(l, others, renamedShare, rng)
		rows := t.encodeAll(n, renamed)
		maps.Copy(rows, own)
		var wg sync.WaitGroup
		slots := make(chan bool, shards)
		for _, s := range lessons {
			wg.Go(func() {
				slots <- true
				s.pass(renamed, rows)
				<-slots
			})
		}
		wg.Wait()
	}
	var score nameScore
	for _, s := range lessons[:folds] {
		s.measure(own, &score)
	}
	t.namesF1 = score.f1()
	t.say("names F1 %.2f by cross-validation", 100*t.namesF1)
	return lessons[folds].net
}

// pass learns from all sentences once.
func (s *lesson) pass(others []*sentence, rows map[*sentence][]float32) {
	list := slices.Concat(slices.Repeat(s.uner, unerCopies), others)
	s.rng.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	steps := nameEpochs * ((len(list) + batchSize - 1) / batchSize)
	for batch := range slices.Chunk(list, batchSize) {
		s.net.turn()
		s.learn(batch, rows)
		s.step++
		s.net.update(s.g, nameRate*(1-float64(s.step)/float64(steps)))
	}
}

// measure scores the sentences held out, with names that agree over a document.
func (s *lesson) measure(rows map[*sentence][]float32, score *nameScore) {
	s.g = nil
	for _, d := range documents(s.held) {
		var got, want []names.Label
		for _, held := range d {
			got, want = append(got, s.find(held, rows)...), append(want, held.labels...)
		}
		score.add(agreed(d, got), want)
	}
}

// encodeAll is what the encoder makes of each sentence, nothing left out. Those
// without a tree get their parts of speech.
func (t *trainer) encodeAll(n *nets, sentences []*sentence) map[*sentence][]float32 {
	var parts [shards]map[*sentence][]float32
	var wg sync.WaitGroup
	for part := range parts {
		wg.Go(func() {
			rows := make(map[*sentence][]float32)
			c := encoding{e: n.encoder, arena: new(arena)}
			for i := part; i < len(sentences); i += shards {
				s := sentences[i]
				c.arena.reset()
				c.forward([][]words.Word{s.words})
				if !s.hasTree() {
					for i, class := range n.tags.classify(&c) {
						s.tokens[i].upos = t.set.Tags[class].UPOS
					}
				}
				rows[s] = slices.Clone(c.out)
			}
			parts[part] = rows
		})
	}
	wg.Wait()
	for _, rows := range parts[1:] {
		maps.Copy(parts[0], rows)
	}
	return parts[0]
}
