package train

import (
	"math"
	"math/rand/v2"
	"slices"

	"casus/english/internal/linear"
	"casus/english/internal/parser"
	"casus/english/internal/tagger"
	"casus/ud"
)

// The settings of the parser's training.
const (
	atomCount    = 30   // times that a feature of the hidden layer must occur
	deepRate     = 0.04 // of the first epoch; later ones go down to none in a line
	wideRate     = 0.04
	atomDrop     = 0.15 // share of the features left out while training
	wideDrop     = 0.15
	widePatience = 4    // updates that a feature of the tables must wait for
	explore      = 0.9  // how often training follows a wrong choice, after the first epoch (Goldberg and Nivre 2012)
	sure         = 0.98 // probability of the right choices from which on nothing is learned
	slightOutput = 0.005
)

// What the parser's tables leave out.
var (
	actionFaint   = linear.Faint{Row: 6}
	relationFaint = linear.Faint{Cell: 4, Row: 10}
)

// treeTrainer learns the tables and the network of actions and relations
// together, by the log-likelihood of the choices that the dynamic oracle
// allows.
type treeTrainer struct {
	set                *tagger.Tagset
	actions, relations *wide
	deep               *deep
	rng                *rand.Rand
	decay              float32

	state       parser.State
	keys, atoms linear.Keys
	kept        []uint32
	scores      [ud.NumDeprel]float32
	grads       [ud.NumDeprel]float32
}

// trainParser learns from sentences with predicted tags in auto.
func trainParser(set *tagger.Tagset, sentences []*sentence, epochs int, rng *rand.Rand, progress func(epoch int, wrong float64)) *treeTrainer {
	t := &treeTrainer{
		set: set, actions: newWide(widePatience), relations: newWide(widePatience),
		deep: newDeep(frequentAtoms(set, sentences), parser.Outputs, rng), rng: rng,
	}
	order := rng.Perm(len(sentences))
	for epoch := range epochs {
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		t.decay = 1 - float32(epoch)/float32(epochs)
		wrong, total := 0, 0
		for _, o := range order {
			wrong += t.learn(sentences[o], epoch > 0)
			total += 2 * len(sentences[o].tokens)
		}
		progress(epoch+1, float64(wrong)/float64(total))
	}
	return t
}

// weights are what was learned in whole numbers. The network's outputs are
// finer than the tables' weights, which are therefore multiplied.
func (t *treeTrainer) weights() *parser.Weights {
	w := &parser.Weights{}
	var unit, actionUnit, relationUnit float64
	w.Net, unit = t.deep.weights()
	w.Actions, actionUnit = t.actions.table(actionFaint)
	w.Relations, relationUnit = t.relations.table(relationFaint)
	w.ActionUnit = int32(math.Round(actionUnit / unit))
	w.RelationUnit = int32(math.Round(relationUnit / unit))
	return w
}

// frequentAtoms counts features along the gold parses.
func frequentAtoms(set *tagger.Tagset, sentences []*sentence) []uint32 {
	var st parser.State
	var keys linear.Keys
	counts := make(map[uint32]int)
	for _, s := range sentences {
		st.Read(s.words, s.auto, set)
		head := goldHeads(s, st.Root())
		for !st.Done() {
			st.AtomTemplates(&keys)
			for _, k := range keys.List() {
				counts[k]++
			}
			a := cheapest(st.Costs(head), make([]float32, 3))
			var r ud.Deprel
			if a != parser.Shift {
				_, d := st.Arc(a)
				r = s.tokens[d-1].deprel
			}
			st.Take(a, r)
		}
	}
	var list []uint32
	for k, n := range counts {
		if n >= atomCount {
			list = append(list, k)
		}
	}
	slices.Sort(list)
	return list
}

// learn goes once through a sentence and counts the wrong choices.
func (t *treeTrainer) learn(s *sentence, free bool) (wrong int) {
	st := &t.state
	st.Read(s.words, s.auto, t.set)
	head := goldHeads(s, st.Root())
	for !st.Done() {
		costs := st.Costs(head)
		scores := t.scoreActions()
		got, want := bestAction(st, scores), cheapest(costs, scores)
		t.learnAction(costs, costs[want])
		if costs[got] > costs[want] {
			wrong++
			if !free || t.rng.Float64() > explore {
				got = want
			}
		}
		var r ud.Deprel
		if got != parser.Shift {
			r = t.relation(s, got, head)
		}
		t.deep.finish(deepRate * t.decay)
		st.Take(got, r)
	}
	return wrong
}

func (t *treeTrainer) scoreActions() []float32 {
	t.state.AtomTemplates(&t.atoms)
	t.deep.activate(t.atoms.List(), atomDrop, t.rng)
	t.state.ActionTemplates(&t.keys)
	scores := t.scores[:3]
	clear(scores)
	t.pick()
	t.actions.add(scores, t.kept)
	for a := range scores {
		scores[a] += t.deep.score(a)
	}
	return scores
}

func (t *treeTrainer) learnAction(costs [3]int, least int) {
	grads := t.grads[:3]
	var right, allowed [3]bool
	for a, c := range costs {
		right[a], allowed[a] = c == least, c != parser.Never
	}
	if !gradient(grads, t.scores[:3], right[:], allowed[:]) {
		return
	}
	t.actions.learn(t.kept, grads, wideRate*t.decay)
	for a, g := range grads {
		t.deep.push(a, g, deepRate*t.decay)
	}
}

// bestAction is the allowed action with the highest score.
func bestAction(st *parser.State, scores []float32) parser.Action {
	best, found := parser.Shift, false
	for a := parser.Shift; a <= parser.Right; a++ {
		if st.Allowed(a) && (!found || scores[a] > scores[best]) {
			best, found = a, true
		}
	}
	return best
}

// cheapest is the action of least cost, the best scored one of equals.
func cheapest(costs [3]int, scores []float32) parser.Action {
	best := parser.Shift
	for a := parser.Left; a <= parser.Right; a++ {
		if costs[a] < costs[best] || costs[a] == costs[best] && scores[a] > scores[best] {
			best = a
		}
	}
	return best
}

// gradient fills grads with probability minus target, the target being the
// right classes in proportion to their probability. It reports whether there
// is anything to learn.
func gradient(grads, scores []float32, right, allowed []bool) bool {
	most := float32(math.Inf(-1))
	for k, s := range scores {
		if allowed[k] {
			most = max(most, s)
		}
	}
	var sum, good float64
	for k, s := range scores {
		grads[k] = 0
		if !allowed[k] {
			continue
		}
		e := math.Exp(float64(s - most))
		grads[k] = float32(e)
		sum += e
		if right[k] {
			good += e
		}
	}
	if good > sure*sum {
		return false
	}
	good = max(good, 1e-9)
	for k := range scores {
		e := float64(grads[k])
		g := e / sum
		if right[k] {
			g -= e / good
		}
		grads[k] = float32(g)
	}
	return true
}

// relation predicts the relation of the arc that an action makes and learns it
// where the arc is that of the gold tree.
func (t *treeTrainer) relation(s *sentence, a parser.Action, head []int32) ud.Deprel {
	h, d := t.state.Arc(a)
	if h == t.state.Root() {
		return ud.Root
	}
	t.state.RelationTemplates(&t.keys, a)
	scores := t.scores[:]
	clear(scores)
	t.pick()
	t.relations.add(scores, t.kept)
	first := parser.RelationOutput(a)
	best := ud.Dep
	for r := range scores {
		scores[r] += t.deep.score(first + r)
		if ud.Deprel(r) != ud.Root && scores[r] > scores[best] {
			best = ud.Deprel(r)
		}
	}
	if head[d] == h {
		t.learnRelation(first, s.tokens[d-1].deprel)
	}
	return best
}

func (t *treeTrainer) learnRelation(first int, want ud.Deprel) {
	var right, allowed [ud.NumDeprel]bool
	for r := range allowed {
		right[r], allowed[r] = ud.Deprel(r) == want, ud.Deprel(r) != ud.Root
	}
	grads := t.grads[:]
	if !gradient(grads, t.scores[:], right[:], allowed[:]) {
		return
	}
	t.relations.learn(t.kept, grads, wideRate*t.decay)
	for r, g := range grads {
		if g > slightOutput || g < -slightOutput {
			t.deep.push(first+r, g, deepRate*t.decay)
		}
	}
}

// goldHeads numbers heads as the parser does.
func goldHeads(s *sentence, root int32) []int32 {
	head := make([]int32, len(s.tokens)+2)
	for i, tok := range s.tokens {
		head[i+1] = int32(tok.head)
		if tok.head == 0 {
			head[i+1] = root
		}
	}
	return head
}

// pick keeps part of the features of the tables.
func (t *treeTrainer) pick() {
	t.kept = t.kept[:0]
	for _, k := range t.keys.List() {
		if t.rng.Float64() >= wideDrop {
			t.kept = append(t.kept, k)
		}
	}
}
