package fetch

import (
	"testing"
	"time"
)

func TestRobots(t *testing.T) {
	const groups = "\ufeffUser-Agent: other\nUser-agent: Casus/2 # that is us\nDisallow: /private\nAllow: /private/open\nCrawl-delay: 2.5\nSitemap: https://x/\n\nUser-agent: *\r\nDisallow: /\r\n"
	tests := []struct {
		robots, path string
		want         bool
	}{
		{"", "/", true},
		{"no colon here", "/", true},
		{groups, "/page", true},
		{groups, "/private/1", false},
		{groups, "/private/open/1", true},
		{"User-agent: *\nDisallow: /\n", "/page", false},
		{"User-agent: *\nDisallow: /\n", "/robots.txt", true},
		{"User-agent: *\nDisallow:\n", "/page", true},
		{"User-agent: casusbot\nDisallow: /\n", "/page", true},
		{"Disallow: /\n", "/page", true}, // belongs to nobody
		{"User-agent: a\nUser-agent: casus\nDisallow: /x\nUser-agent: b\nDisallow: /\n", "/page", true},
		{"User-agent: casus\nDisallow: /x\nUser-agent: casus\nDisallow: /y\n", "/y", false}, // two groups are one
		// The examples of RFC 9309, 5.2, and of the wildcards in 2.2.3.
		{"User-agent: casus\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif\n", "/example/page/disallowed.gif", false},
		{"User-agent: casus\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif\n", "/example/page/a", true},
		{"User-agent: casus\nDisallow: /a\nAllow: /a\n", "/a", true},
		{"User-agent: casus\nDisallow: *.gif$\n", "/x/y.gif", false},
		{"User-agent: casus\nDisallow: *.gif$\n", "/x/y.gif?a", true},
		{"User-agent: casus\nDisallow: /this/*/exactly\n", "/this/is/not/exactly/it", false},
		{"User-agent: casus\nDisallow: /exact$\n", "/exactly", true},
		{"User-agent: casus\nDisallow: /*?session=\n", "/a?session=1", false},
		{"User-agent: casus\nDisallow: /%63afé\n", "/caf%C3%A9", false},
	}
	for _, test := range tests {
		if got := parseRobots(test.robots, "casus").allows(test.path); got != test.want {
			t.Errorf("%q allows %s: %v, want %v", test.robots, test.path, got, test.want)
		}
	}
	if delay := parseRobots(groups, "casus").delay; delay != 2500*time.Millisecond {
		t.Errorf("delay %v", delay)
	}
}

func FuzzRobots(f *testing.F) {
	f.Add("User-agent: *\nDisallow: /a*b$\nCrawl-delay: 1e9\n", "/axb")
	f.Fuzz(func(t *testing.T, text, path string) {
		r := parseRobots(text, "casus")
		r.allows(path)
		if r.delay < 0 {
			t.Errorf("delay %v", r.delay)
		}
		if !r.allows("/robots.txt") {
			t.Error("robots.txt itself is not allowed")
		}
	})
}
