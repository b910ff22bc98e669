package fetch

import (
	"net/url"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// TestPause holds that a host is asked no oftener than it should be, and that
// another host need not wait for it. The clock is that of the test.
func TestPause(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := NewClient(Options{Pause: 2 * time.Second})
		defer c.Close()
		pauses := map[string]time.Duration{"a.example": 2 * time.Second, "b.example": 2 * time.Second, "slow.example": 5 * time.Second, "endless.example": maxPause}
		c.rules["http://slow.example"] = &rulesOf{rules: &robots{delay: 5 * time.Second}}
		c.rules["http://endless.example"] = &rulesOf{rules: &robots{delay: 24 * time.Hour}}
		var mu sync.Mutex
		at := map[string][]time.Duration{}
		begun := time.Now()
		var wg sync.WaitGroup
		for range 4 {
			for host := range pauses {
				wg.Go(func() {
					if err := c.turn(t.Context(), &url.URL{Scheme: "http", Host: host}); err != nil {
						t.Error(err)
					}
					mu.Lock()
					defer mu.Unlock()
					at[host] = append(at[host], time.Since(begun))
				})
			}
		}
		wg.Wait()
		for host, pause := range pauses {
			if want := []time.Duration{0, pause, 2 * pause, 3 * pause}; !slices.Equal(at[host], want) {
				t.Errorf("%s was asked at %v, want %v", host, at[host], want)
			}
		}
	})
}

func TestRetryAfter(t *testing.T) {
	now := time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)
	for s, want := range map[string]time.Duration{
		"": 0, "120": 2 * time.Minute, "-1": 0, "soon": 0, "Mon, 02 Mar 2026 10:00:30 GMT": 30 * time.Second, "Mon, 02 Mar 2020 10:00:30 GMT": 0,
		"99999999999999999999": 0,
	} {
		if got := retryAfter(s, now); got != want {
			t.Errorf("%q: %v, want %v", s, got, want)
		}
	}
}
