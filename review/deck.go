package review

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"slices"
	"strconv"

	"casus/record"
	"casus/store"
)

// The shares of cards that are read a second time: blind, by somebody else or
// by the same judge.
const (
	shareOther = 0.2
	shareSame  = 0.1
)

// Deck is the cards of a sample that one person judges in one round, held
// against the store as it is.
type Deck struct {
	Sample *Sample
	Round  int
	Judge  string

	review *Review
	store  *store.Store
	cards  []Card // of the round, in order
	gone   map[string]bool
	stale  int
}

// Deck lays out the cards of a sample. In round 2 they are a fixed share of
// those that are judged: a fifth of what others judged and a tenth of what
// this judge did.
func (r *Review) Deck(ctx context.Context, s *store.Store, sample *Sample, round int, judge string) (*Deck, error) {
	d := &Deck{Sample: sample, Round: round, Judge: judge, review: r, store: s, gone: map[string]bool{}}
	mix, err := s.Mix(ctx)
	if err != nil {
		return nil, err
	}
	recoded := len(Stale(sample.From, MixOf(mix), false)) > 0
	for _, c := range sample.Cards {
		if round == 2 && !r.second(sample, c.ID, judge) {
			continue
		}
		d.cards = append(d.cards, c)
		judged := r.Judged(sample, round, c.ID) != nil
		now, err := look(ctx, s, sample.Design, c.ID)
		switch {
		case err != nil && !errors.Is(err, store.ErrNotFound):
			return nil, err
		case err == nil && same(now.Coded(), c.Coded) && d.program(c) == now.Story.Versions:
		case !judged && (err != nil && recoded || err == nil && d.program(c) != now.Story.Versions):
			d.stale++
			fallthrough
		default:
			d.gone[c.ID] = true
		}
	}
	return d, nil
}

// program is the versions that coded a card when it was drawn.
func (d *Deck) program(c Card) record.Versions {
	if c.Program < 0 {
		return record.Versions{}
	}
	return d.Sample.From.Programs[c.Program].Versions
}

// second reports whether a card is read twice: by its place in a random order
// of its own.
func (r *Review) second(s *Sample, card, judge string) bool {
	first := r.Judged(s, 1, card)
	if first == nil {
		return false
	}
	share := shareOther
	if first.Judge == judge {
		share = shareSame
	}
	sum := sha256.Sum256([]byte("again:" + strconv.FormatUint(s.Seed, 10) + ":" + card))
	return float64(binary.BigEndian.Uint64(sum[:8])>>11)/(1<<53) < share
}

// Recoded is how many of the cards that are not judged were coded anew since
// the draw. Such a sample cannot be judged to its end: what is left of it is
// not random.
func (d *Deck) Recoded() int { return d.stale }

// Gone is how many cards are not in the store any more as they were drawn: by
// removal, because the article has a new text, or by recoding. They are passed
// over.
func (d *Deck) Gone() int { return len(d.gone) }

// Len is the number of cards that are there.
func (d *Deck) Len() int { return len(d.cards) - len(d.gone) }

// Left is the cards that are there and not judged, in order.
func (d *Deck) Left() []Card {
	var left []Card
	for _, c := range d.cards {
		if !d.gone[c.ID] && d.review.Judged(d.Sample, d.Round, c.ID) == nil {
			left = append(left, c)
		}
	}
	return left
}

// Has reports whether a card belongs to the deck and is there.
func (d *Deck) Has(id string) bool {
	return !d.gone[id] && slices.ContainsFunc(d.cards, func(c Card) bool { return c.ID == id })
}

// ErrChanged says that a card is not in the store any more as it was drawn.
var ErrChanged = errors.New("the store has changed since the sample was drawn")

// Look reads a card. The error is ErrChanged where the store has changed while
// somebody judges.
func (d *Deck) Look(ctx context.Context, id string) (View, error) {
	v, err := look(ctx, d.store, d.Sample.Design, id)
	at := slices.IndexFunc(d.cards, func(c Card) bool { return c.ID == id })
	if errors.Is(err, store.ErrNotFound) || err == nil && at >= 0 && !same(v.Coded(), d.cards[at].Coded) {
		return View{}, ErrChanged
	}
	return v, err
}

// Say writes down what the judge says of a card as it was shown.
func (d *Deck) Say(v View, j Judgement) error {
	j.Sample, j.Round, j.Judge, j.Coded = d.Sample.ID, d.Round, d.Judge, v.Coded()
	j.Card = v.Story.Document
	if v.Report != nil {
		j.Card = v.Report.ID
	}
	if d.Sample.Design == Articles && j.Verdict == Read {
		j.Found = len(v.Story.Reports) - len(j.False)
	}
	return d.review.Judge(j)
}

// TakeBack takes the last judgement of this judge back; empty where there is
// none.
func (d *Deck) TakeBack() (string, error) {
	return d.review.TakeBack(d.Sample, d.Round, d.Judge)
}
