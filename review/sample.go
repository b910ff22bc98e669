package review

import (
	"container/heap"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sort"
	"strconv"
	"strings"

	"casus/record"
	"casus/store"
)

// Design is how a sample is drawn.
type Design string

// The designs.
const (
	Random   Design = "random"   // a simple random sample of reports
	PerType  Design = "per-type" // as many reports of every event type
	Articles Design = "articles" // a simple random sample of articles, for recall
)

// Plan says what to draw.
type Plan struct {
	Design Design
	Size   int // cards; of every type where the design is PerType
	Seed   uint64
}

// Sample is a sample as it was drawn.
type Sample struct {
	ID         string  `json:"id"`
	Design     Design  `json:"design"`
	Seed       uint64  `json:"seed"`
	Size       int     `json:"size"`              // asked for; of every type where the design is per type
	Population int     `json:"population"`        // reports, or articles, that it was drawn from
	Classes    []Class `json:"classes,omitempty"` // by name; of a sample per type
	Cards      []Card  `json:"cards"`             // in the order in which they are judged
	From       Mix     `json:"from"`              // what the store had at the draw
	At         string  `json:"at"`                // RFC 3339, UTC
}

// Class is one event type of a sample per type.
type Class struct {
	Name       string `json:"name"`
	Population int    `json:"population"`
	Drawn      int    `json:"drawn"`
}

// Card is one report or article to judge.
type Card struct {
	ID        string            `json:"id"`
	Class     string            `json:"class,omitempty"` // event type at the draw
	Inclusion float64           `json:"inclusion"`       // probability of being drawn, in (0,1]
	Coded     map[string]string `json:"coded"`           // what was drawn
	Program   int               `json:"program"`         // in Sample.From.Programs
}

// Mix is what the reports of a store came from.
type Mix struct {
	Articles int       `json:"articles"`
	Reports  int       `json:"reports"`
	Programs []Program `json:"programs"`
	Sources  []Source  `json:"sources"`
}

// Program is the versions that coded a number of reports.
type Program struct {
	record.Versions
	Reports int `json:"reports"`
}

// Source is a publisher with the number of its reports.
type Source struct {
	Name    string `json:"name"` // empty if not known
	Reports int    `json:"reports"`
}

// MixOf is the mix of a store.
func MixOf(m *store.Mix) Mix {
	mix := Mix{Articles: m.Articles, Reports: m.Reports, Programs: []Program{}, Sources: []Source{}}
	for _, p := range m.Programs {
		mix.Programs = append(mix.Programs, Program{p.Versions, p.Reports})
	}
	for _, s := range m.Sources {
		mix.Sources = append(mix.Sources, Source{s.Name, s.Number})
	}
	return mix
}

// ErrEmpty says that there is nothing to draw from.
var ErrEmpty = errors.New("there is nothing to draw a sample from")

// draw draws a sample. Memory is bounded by the size, whatever the store's.
func draw(ctx context.Context, s *store.Store, plan Plan) (*Sample, error) {
	mix, err := s.Mix(ctx)
	if err != nil {
		return nil, err
	}
	sample := &Sample{Design: plan.Design, Seed: plan.Seed, Size: plan.Size, From: MixOf(mix)}
	b := newBowl(plan)
	if plan.Design == Articles {
		err = s.EachRead(ctx, func(id string, _ store.Outcome) error { b.put(id, ""); return nil })
	} else {
		err = s.EachReport(ctx, func(id, kind string) error { b.put(id, kind); return nil })
	}
	if err != nil {
		return nil, err
	}
	b.into(sample)
	if len(sample.Cards) == 0 {
		return nil, ErrEmpty
	}
	for i := range sample.Cards {
		c := &sample.Cards[i]
		now, err := look(ctx, s, sample.Design, c.ID)
		if err != nil {
			return nil, fmt.Errorf("draw %s: %w", c.ID, err)
		}
		c.Coded = now.Coded()
		if now.Report != nil {
			c.Class = now.Report.Type
		}
		c.Program = slices.IndexFunc(sample.From.Programs, func(p Program) bool { return p.Versions == now.Story.Versions })
	}
	return sample, nil
}

// View is what a store has of a card now.
type View struct {
	Story  *record.Story
	Report *record.Report // nil for an article
}

// Coded is what casus says of it, as hashes.
func (v View) Coded() map[string]string {
	if v.Report == nil {
		return CodedArticle(v.Story)
	}
	return CodedReport(v.Report)
}

// look reads a card; store.ErrNotFound where it is not there any more.
func look(ctx context.Context, s *store.Store, d Design, id string) (View, error) {
	if d == Articles {
		story, err := s.Story(ctx, id)
		return View{Story: story}, err
	}
	hit, err := s.Report(ctx, id)
	return View{hit.Story, hit.Report}, err
}

// bowl keeps, of everything that is put into it, the cards with the smallest
// keys, in all or of every class. A key is a hash of seed and id: the draw
// hangs on neither the order of the store nor anything else, and a larger
// sample by the same seed has the smaller one in it.
type bowl struct {
	plan    Plan
	text    []byte // the seed, and room for an id
	seed    int    // bytes of text that are the seed
	classes map[string]*class
}

type class struct {
	seen  int
	cards keys
}

func newBowl(plan Plan) *bowl {
	text := strconv.AppendUint(nil, plan.Seed, 10)
	text = append(text, ':')
	return &bowl{plan: plan, text: text, seed: len(text), classes: map[string]*class{}}
}

// key is where an id stands in the random order of a seed.
func (b *bowl) key(id string) uint64 {
	b.text = append(b.text[:b.seed], id...)
	sum := sha256.Sum256(b.text)
	return binary.BigEndian.Uint64(sum[:8])
}

func (b *bowl) put(id, kind string) {
	if b.plan.Design != PerType {
		kind = ""
	}
	c := b.classes[kind]
	if c == nil {
		c = &class{}
		b.classes[kind] = c
	}
	c.seen++
	k := keyed{b.key(id), id}
	switch {
	case len(c.cards) < b.plan.Size:
		heap.Push(&c.cards, k)
	case k.before(c.cards[0]):
		c.cards[0] = k
		heap.Fix(&c.cards, 0)
	}
}

// into writes what was drawn. The cards of a sample per type take turns, so
// that every type has been judged when somebody stops early.
func (b *bowl) into(s *Sample) {
	type turn struct {
		keyed
		card Card
		rank int
	}
	var turns []turn
	for _, name := range slices.Sorted(maps.Keys(b.classes)) {
		c := b.classes[name]
		s.Population += c.seen
		if b.plan.Design == PerType {
			s.Classes = append(s.Classes, Class{name, c.seen, len(c.cards)})
		}
		sort.Slice(c.cards, func(i, j int) bool { return c.cards[i].before(c.cards[j]) })
		for rank, k := range c.cards {
			card := Card{ID: k.id, Class: name, Inclusion: float64(len(c.cards)) / float64(c.seen)}
			turns = append(turns, turn{k, card, rank})
		}
	}
	sort.Slice(turns, func(i, j int) bool {
		if b.plan.Design == PerType && turns[i].rank != turns[j].rank {
			return turns[i].rank < turns[j].rank
		}
		return turns[i].before(turns[j].keyed)
	})
	s.Cards = []Card{}
	for _, t := range turns {
		s.Cards = append(s.Cards, t.card)
	}
}

// keyed is an id with its place in the random order.
type keyed struct {
	key uint64
	id  string
}

func (k keyed) before(other keyed) bool {
	if k.key != other.key {
		return k.key < other.key
	}
	return strings.Compare(k.id, other.id) < 0
}

// keys is a heap with the last in the random order on top.
type keys []keyed

func (k keys) Len() int           { return len(k) }
func (k keys) Less(i, j int) bool { return k[j].before(k[i]) }
func (k keys) Swap(i, j int)      { k[i], k[j] = k[j], k[i] }
func (k *keys) Push(x any)        { *k = append(*k, x.(keyed)) }
func (k *keys) Pop() any {
	last := len(*k) - 1
	x := (*k)[last]
	*k = (*k)[:last]
	return x
}
