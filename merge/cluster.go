package merge

import (
	"cmp"
	"slices"
)

// pair is two reports, by their places in canonical order, and what speaks for
// joining them.
type pair struct {
	a, b   int32
	judged *Judgement
	points int32
}

// clusterer joins reports. Clusters are numbered; a cluster that two become
// has a new number, so that what was tried is tried once.
type clusterer struct {
	reports []*Report
	apart   map[[2]int32]bool // pairs judged not to be one event
	cluster []int32           // report → cluster
	members [][]int32         // cluster → reports, in canonical order
	tried   map[[2]int32]bool
}

// Cluster makes events of reports: those with the most points are joined
// first, and two events become one only if every pair across fits and the mean
// is good (see docs/merging.md). Judgements win over the points. The result
// depends on the set of reports alone; events are in canonical order of their
// first reports.
func Cluster(reports []*Report, judged []Judgement) []Event {
	c := &clusterer{reports: inOrder(reports), tried: map[[2]int32]bool{}}
	c.cluster = make([]int32, len(c.reports))
	for i := range c.reports {
		c.cluster[i] = int32(i)
		c.members = append(c.members, []int32{int32(i)})
	}
	same, apart := c.rulings(judged)
	c.apart = apart
	for _, p := range c.pairs() {
		c.join(p)
	}
	for _, p := range same {
		c.together(p)
	}
	return c.events(same)
}

// pairs are the reports that belong together two by two, the surest first.
func (c *clusterer) pairs() []pair {
	type period struct {
		key Key
		at  int
	}
	number := map[period]int32{}
	var blocks [][]int32
	last := make([]int32, len(c.reports)) // the last report that one was compared with, plus one
	var out []pair
	for i, r := range c.reports {
		for _, b := range Blocks(r) {
			for at := b.First; at <= b.Last; at++ {
				n, ok := number[period{b.Key, at}]
				if !ok {
					n = int32(len(blocks))
					number[period{b.Key, at}] = n
					blocks = append(blocks, nil)
				}
				for _, j := range blocks[n] {
					if last[j] == int32(i)+1 {
						continue
					}
					last[j] = int32(i) + 1
					if n := points(c.reports[j], r); n >= threshold(c.reports[j], r) {
						out = append(out, pair{a: j, b: int32(i), points: int32(n)})
					}
				}
				blocks[n] = append(blocks[n], int32(i))
			}
		}
	}
	slices.SortFunc(out, func(p, q pair) int {
		return cmp.Or(cmp.Compare(q.points, p.points), cmp.Compare(p.a, q.a), cmp.Compare(p.b, q.b))
	})
	return out
}

// join makes the clusters of a pair one if they fit.
func (c *clusterer) join(p pair) {
	x, y := c.cluster[p.a], c.cluster[p.b]
	if x == y || c.tried[[2]int32{min(x, y), max(x, y)}] {
		return
	}
	c.tried[[2]int32{min(x, y), max(x, y)}] = true
	if c.fit(c.members[x], c.members[y]) {
		c.unite(x, y)
	}
}

// fit is the complete link: no pair across is excluded or weak, and their mean
// is as good as a pair must be, almost.
func (c *clusterer) fit(x, y []int32) bool {
	if c.judgedApart(x, y) {
		return false
	}
	sum := 0
	for _, i := range x {
		for _, j := range y {
			n := points(c.reports[i], c.reports[j])
			if n < across {
				return false
			}
			sum += n
		}
	}
	return sum >= meanAt*len(x)*len(y)
}

func (c *clusterer) judgedApart(x, y []int32) bool {
	if len(c.apart) == 0 {
		return false
	}
	for _, i := range x {
		for _, j := range y {
			if c.apart[[2]int32{min(i, j), max(i, j)}] {
				return true
			}
		}
	}
	return false
}

// together joins what was judged to be one event, whole events at a time,
// unless that joins what was judged apart.
func (c *clusterer) together(p pair) {
	x, y := c.cluster[p.a], c.cluster[p.b]
	if x != y && !c.judgedApart(c.members[x], c.members[y]) {
		c.unite(x, y)
	}
}

func (c *clusterer) unite(x, y int32) {
	id := int32(len(c.members))
	all := slices.Concat(c.members[x], c.members[y])
	slices.Sort(all)
	c.members = append(c.members, all)
	c.members[x], c.members[y] = nil, nil
	for _, i := range all {
		c.cluster[i] = id
	}
}
