package train

import (
	"math/rand/v2"
	"slices"
	"sync"

	"casus/english/internal/encoder"
	"casus/english/internal/vectors"
	"casus/english/internal/words"
)

// nets is all that is learned together.
type nets struct {
	*network
	encoder *encoderNet
	tags    *tagNet
	trees   *treeNet
	names   *nameNet
}

func newNets(set *vectors.Set, keys []uint32, classes int, rng *rand.Rand) *nets {
	n := &network{rng: rng}
	return &nets{n, newEncoderNet(n, set, keys), newTagNet(n, classes), newTreeNet(n), newNameNet(n)}
}

// frequentFeatures lists, in order, the features that are frequent enough to
// have a row.
func frequentFeatures(sentences []*sentence) []uint32 {
	counts := make(map[uint32]int)
	var f encoder.Features
	var list []uint32
	for _, s := range sentences {
		for i := range s.words {
			f.Fill(&s.words[i], i == 0)
			for _, key := range f {
				if counts[key]++; counts[key] == featureCount {
					list = append(list, key)
				}
			}
		}
	}
	slices.Sort(list)
	return list
}

// The settings of learning.
const (
	batchSize = 16    // sentences to a step
	shards    = 2     // parts of a batch whose gradients are computed side by side
	rate      = 0.002 // of the first epoch; it goes down to none in a line
	warmUp    = 200   // steps in which it rises to that
)

// shard is the working memory of one part of a batch.
type shard struct {
	encoding
	rng       *rand.Rand
	memory    arena
	gradients *gradients
	trees     trees
	names     naming
	batch     []*sentence

	right, words int // tags
}

func (n *nets) shards(rng func(part uint64) *rand.Rand) [shards]*shard {
	var list [shards]*shard
	for i := range list {
		s := &shard{rng: rng(shardPart + uint64(i)), gradients: n.gradients()}
		s.encoding = encoding{e: n.encoder, arena: &s.memory, rng: s.rng}
		s.trees.net, s.names.net = n.trees, n.names
		list[i] = s
	}
	return list
}

// learn makes passes over the sentences. progress hears of each: the share of
// tags, of the parser's actions and of labels of names that were wrong.
func (n *nets) learn(sentences []*sentence, epochs int, rng func(part uint64) *rand.Rand, vary func(*sentence, *rand.Rand) *sentence, progress func(epoch int, tags, actions, labels float64)) {
	list := n.shards(rng)
	shuffle := rng(orderPart)
	order := shuffle.Perm(len(sentences))
	steps := epochs * ((len(sentences) + batchSize - 1) / batchSize)
	for epoch := range epochs {
		shuffle.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for i := 0; i < len(order); i += batchSize {
			n.turn()
			batch := order[i:min(i+batchSize, len(order))]
			var wg sync.WaitGroup
			for k, s := range list {
				s.batch = s.batch[:0]
				for j := k; j < len(batch); j += shards {
					s.batch = append(s.batch, vary(sentences[batch[j]], s.rng))
				}
				s.trees.free = epoch > 0
				wg.Go(func() { s.learn(n) })
			}
			wg.Wait()
			for _, s := range list[1:] {
				list[0].gradients.take(s.gradients, n.network)
			}
			n.update(list[0].gradients, schedule(n.steps, steps))
		}
		var tags, words, wrong, chosen, labels, named int
		for _, s := range list {
			tags, words = tags+s.words-s.right, words+s.words
			wrong, chosen = wrong+s.trees.wrong, chosen+s.trees.chosen
			labels, named = labels+s.names.wrong, named+s.names.total
			s.right, s.words, s.trees.wrong, s.trees.chosen, s.names.wrong, s.names.total = 0, 0, 0, 0, 0, 0
		}
		progress(epoch+1, share(tags, words), share(wrong, chosen), share(labels, named))
	}
}

func share(part, whole int) float64 { return float64(part) / float64(max(1, whole)) }

// schedule is the rate of a step.
func schedule(step, steps int) float64 {
	r := rate * (1 - float64(step)/float64(steps))
	if step < warmUp {
		r *= float64(step+1) / warmUp
	}
	return r
}

// learn adds the gradients of the shard's part of a batch.
func (s *shard) learn(n *nets) {
	if len(s.batch) == 0 {
		return
	}
	s.memory.reset()
	batch := make([][]words.Word, len(s.batch))
	for i, b := range s.batch {
		batch[i] = b.words
		if b.hasTree() {
			s.words += len(b.words)
		}
	}
	s.forward(batch)
	dx := s.memory.take(len(s.out))
	s.right += n.tags.learn(&s.encoding, s.batch, dx, s.gradients)
	s.trees.learn(&s.encoding, s.batch, dx, s.gradients)
	s.names.learn(&s.encoding, s.batch, dx, s.gradients)
	s.backward(dx, s.gradients)
}
