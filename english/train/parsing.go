package train

import (
	"math"

	"casus/english/internal/parser"
	"casus/english/train/float"
	"casus/ud"
)

// treeNet is the parser in floating point.
type treeNet struct {
	roles   *matrix // width to NumRoles·width
	missing *matrix // the rows of no word and of the root, by role
	*layer
}

// Outputs of the parser's layer: the actions, then the relations under Left,
// then those under Right.
const treeOutputs = 3 + 2*ud.NumDeprel

func relationOutput(a parser.Action) int {
	if a == parser.Left {
		return 3
	}
	return 3 + ud.NumDeprel
}

const roleValues = parser.NumRoles * width

func newTreeNet(n *network) *treeNet {
	return &treeNet{
		roles:   n.turning(width, roleValues, balanced(2*width, width)),
		missing: n.matrix(2, roleValues, rowSpread),
		layer:   newLayer(n, parser.StructureRows, treeOutputs),
	}
}

// The settings of learning trees.
const (
	explore = 0.9  // how often training follows a wrong choice, after the first epoch (Goldberg and Nivre 2012)
	sure    = 0.99 // probability of the right choices from which on nothing is learned
	slight  = 1e-4 // gradient of an output that is passed over
)

// trees is a batch on its way through the parser.
type trees struct {
	net           *treeNet
	state         parser.State
	d             decision
	rows, grads   []float32 // of each row of the batch in each role, and their gradients
	scores        [ud.NumDeprel]float32
	steps         [ud.NumDeprel]float32
	free          bool // follow wrong choices
	wrong, chosen int
}

// learn adds the gradients of one batch, those of the encoder's rows to dx.
func (t *trees) learn(c *encoding, batch []*sentence, dx []float32, g *gradients) {
	t.d.layer, t.d.g, t.d.rng = t.net.layer, g, c.rng
	t.rows, t.grads = c.arena.take(c.n*roleValues), c.arena.take(c.n*roleValues)
	float.MulAdd(t.rows, roleValues, c.out, width, 1, t.net.roles.w, roleValues, c.n, width, roleValues)
	for i, s := range batch {
		if s.hasTree() {
			t.sentence(s, c.first[i])
		}
	}
	c.linearBack(t.net.roles, nil, c.out, t.grads, dx, g)
}

func (t *trees) sentence(s *sentence, first int) {
	st := &t.state
	st.Read(s.words)
	head := goldHeads(s, st.Root())
	for !st.Done() {
		t.activate(first)
		costs := st.Costs(head)
		scores := t.scores[:3]
		for a := range scores {
			scores[a] = t.d.score(a)
		}
		got, want := bestAction(st, scores), cheapest(costs, scores)
		var right, allowed [3]bool
		for a, cost := range costs {
			right[a], allowed[a] = cost == costs[want], cost != parser.Never
		}
		t.push(0, right[:], allowed[:])
		t.chosen++
		if costs[got] > costs[want] {
			t.wrong++
			if !t.free || t.d.rng.Float64() > explore {
				got = want
			}
		}
		var r ud.Deprel
		if got != parser.Shift {
			r = t.relation(s, got, head)
		}
		t.finish(first)
		st.Take(got, r)
	}
}

// role is the part of values that a token has in a role: of those of the batch,
// or of those of what is missing.
func (t *trees) role(role int, token int32, first int, batch, missing []float32) []float32 {
	values, row := missing, 0
	switch token {
	case 0:
	case t.state.Root():
		row = 1
	default:
		values, row = batch, first+int(token)-1
	}
	return values[row*roleValues+role*width:][:width]
}

func (t *trees) activate(first int) {
	sums := t.d.sums()
	for role, token := range t.state.Roles() {
		float.Axpy(sums, t.role(role, token, first, t.rows, t.net.missing.w), 1)
	}
	structure := t.state.Structure()
	t.d.activate(append(t.d.used[:0], structure[:]...))
}

func (t *trees) finish(first int) {
	dh, missing := t.d.finish(), t.d.g.of(t.net.missing)
	for role, token := range t.state.Roles() {
		float.Axpy(t.role(role, token, first, t.grads, missing), dh, 1)
	}
}

// push learns from the scores of the outputs from first on.
func (t *trees) push(first int, right, allowed []bool) {
	steps := t.steps[:len(right)]
	if !gradient(steps, t.scores[:len(right)], right, allowed) {
		return
	}
	for k, g := range steps {
		if g > slight || g < -slight {
			t.d.push(first+k, g)
		}
	}
}

// relation predicts the relation of the arc that an action makes and learns it
// where the arc is that of the gold tree.
func (t *trees) relation(s *sentence, a parser.Action, head []int32) ud.Deprel {
	h, d := t.state.Arc(a)
	if h == t.state.Root() {
		return ud.Root
	}
	first := relationOutput(a)
	best := ud.Dep
	for r := range t.scores {
		t.scores[r] = t.d.score(first + r)
		if ud.Deprel(r) != ud.Root && t.scores[r] > t.scores[best] {
			best = ud.Deprel(r)
		}
	}
	if head[d] == h {
		var right, allowed [ud.NumDeprel]bool
		for r := range allowed {
			right[r], allowed[r] = ud.Deprel(r) == s.tokens[d-1].deprel, ud.Deprel(r) != ud.Root
		}
		t.push(first, right[:], allowed[:])
	}
	return best
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
