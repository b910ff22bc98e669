package main

import (
	"errors"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// What comes is written in order, while the one that brings it goes on up to a
// bound; an error of writing ends both.
func TestBacklog(t *testing.T) {
	for _, tt := range []struct {
		name  string
		bytes int // of text of each article
		ahead int // how many can wait behind the one that is written
		fails int // at which writing fails; 0 for none
	}{
		{"short articles", 100, backlogArticles - 1, 0},
		{"long articles", backlogBytes / 4, 3, 0},
		{"articles longer than all that may wait", 2 * backlogBytes, 0, 0},
		{"writing fails", 100, backlogArticles - 1, 5},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				const all = 2000
				broken := errors.New("no room")
				var written, want []int
				var brought atomic.Int64
				most := 0
				b := newBacklog()
				var err error
				for n := 0; n < all && err == nil; n++ {
					want = append(want, n)
					err = b.add(tt.bytes, func() error {
						time.Sleep(time.Second)
						most = max(most, int(brought.Load())-len(written)-1)
						written = append(written, n)
						if len(written) == tt.fails {
							return broken
						}
						return nil
					})
					brought.Add(1)
				}
				end := b.end()
				if tt.fails > 0 {
					if !errors.Is(err, broken) || !errors.Is(end, broken) || len(written) != tt.fails || len(want) == all {
						t.Errorf("%v after %d of %d, %v", err, len(written), len(want), end)
					}
					return
				}
				if err != nil || end != nil || !slices.Equal(written, want) {
					t.Errorf("wrote %v, %v, %v", written, err, end)
				}
				if most < tt.ahead || most > tt.ahead+1 {
					t.Errorf("%d waited, want %d", most, tt.ahead)
				}
			})
		})
	}
}
