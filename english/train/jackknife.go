package train

import (
	"math/rand/v2"
	"sync"

	"casus/english/internal/linear"
	"casus/english/internal/tagger"
)

// jackknife gives every sentence tags by a tagger that was trained on the
// other folds, so that the parser learns from tags as bad as those it will
// get.
func (t *trainer) jackknife() {
	var wg sync.WaitGroup
	slots := make(chan bool, 2) // folds at a time
	for fold := range folds {
		wg.Go(func() {
			slots <- true
			defer func() { <-slots }()
			t.tagFold(fold, t.rng(uint64(foldPart+fold)))
		})
	}
	wg.Wait()
	t.say("jackknifed tags in %d folds", folds)
}

func (t *trainer) tagFold(fold int, rng *rand.Rand) {
	var inside, outside []*sentence
	for i, s := range t.sentences {
		if i/foldRun%folds == fold {
			inside = append(inside, s)
		} else {
			outside = append(outside, s)
		}
	}
	rows := trainTagger(t.set, outside, foldEpochs, rng, func(int, float64) {})
	tagAll(&tagger.Model{Tagset: t.set, Table: linear.NewTable(rows)}, inside)
}
