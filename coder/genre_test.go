package coder_test

import (
	"strings"
	"testing"
)

// TestNoNews holds that a long text which quotes nobody and names no day is set
// aside whole, that the same acts told as news are coded, and that a short text is
// taken as it is.
func TestNoNews(t *testing.T) {
	const (
		tale  = "The French king attacked a Spanish village at dawn, and the old miller hid his daughter in the mill. "
		news  = "French troops attacked a Spanish village on Monday, and the army said that it had lost nine men there. "
		diary = "I saw my old friend in my garden, and he said that French troops had attacked a Spanish village near me. "
	)
	for _, c := range []struct {
		name, text string
		coded      bool
	}{
		{"tale", strings.Repeat(tale, 30), false},
		{"news", strings.Repeat(news, 30), true},
		{"diary", strings.Repeat(diary, 30), false},
		{"short", tale, true},
	} {
		d := code(t, strings.TrimSpace(c.text))
		if got := len(d.Reports) > 0; got != c.coded {
			t.Errorf("%s: coded is %v, want %v", c.name, got, c.coded)
		}
		if c.coded {
			continue
		}
		noNews := 0
		for _, a := range d.SetAside {
			if a.Reason == "no news" {
				noNews++
			}
		}
		if noNews == 0 {
			t.Errorf("%s: nothing is set aside with the reason \"no news\"", c.name)
		}
	}
}
