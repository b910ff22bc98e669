package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// maxRobots is how much of a robots.txt counts (RFC 9309, 2.5).
const maxRobots = 500 << 10

// allowed is an error where the robots.txt of the host asks not to fetch u.
func (c *Client) allowed(ctx context.Context, u *url.URL) error {
	c.mu.Lock()
	known := c.rules[site(u)]
	if known == nil {
		known = &rulesOf{}
		c.rules[site(u)] = known
	}
	c.mu.Unlock()
	known.once.Do(func() {
		rules, err := c.robots(ctx, u)
		c.mu.Lock()
		known.rules, known.err = rules, err
		c.mu.Unlock()
	})
	if err := known.err; err != nil {
		return err
	}
	path := u.EscapedPath()
	if path == "" {
		path = "/"
	}
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	if !known.rules.allows(path) {
		return &Error{Code: Refused, Found: "the robots.txt of the site asks not to fetch this"}
	}
	return nil
}

// robots fetches and reads the rules of a host. One without a robots.txt allows
// everything; one whose robots.txt cannot be had allows nothing (RFC 9309,
// 2.3.1).
func (c *Client) robots(ctx context.Context, u *url.URL) (*robots, error) {
	anything := func(context.Context, *url.URL) error { return nil }
	resp, err := c.follow(ctx, Request{URL: site(u) + "/robots.txt", cut: maxRobots}, anything)
	var e *Error
	errors.As(err, &e)
	switch {
	case err == nil:
		name, _, _ := strings.Cut(c.opts.Agent, "/")
		return parseRobots(string(resp.Body), name), nil
	case e != nil && e.Code == BadStatus && e.Status >= 400 && e.Status < 500 && e.Status != http.StatusTooManyRequests:
		return &robots{}, nil
	case e != nil && e.Code == TooFar:
		return &robots{}, nil
	case e != nil && e.Code == BadStatus:
		return nil, &Error{Code: Refused, Status: e.Status, Found: fmt.Sprintf("the site's robots.txt cannot be had: %s", e.Found), Err: e}
	}
	return nil, err
}

// robots is what a robots.txt says to one crawler.
type robots struct {
	rules []rule
	delay time.Duration // Crawl-delay, which is no part of the standard
}

type rule struct {
	path  string // as it stands there, with * and $
	allow bool
}

// parseRobots reads the groups that are addressed to the name, else those to
// everybody.
func parseRobots(text, name string) *robots {
	own, all := &robots{}, &robots{}
	var groups []*robots // that the lines belong to
	named, open := false, false
	for line := range strings.FieldsFuncSeq(strings.TrimPrefix(text, "\ufeff"), func(r rune) bool { return r == '\n' || r == '\r' }) {
		line, _, _ = strings.Cut(line, "#")
		key, value, ok := strings.Cut(line, ":")
		key, value = strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
		if !ok {
			continue
		}
		switch key {
		case "user-agent":
			if !open {
				groups = nil
			}
			open = true
			if value == "*" {
				groups = append(groups, all)
			} else if strings.EqualFold(product(value), name) {
				groups, named = append(groups, own), true
			}
		case "allow", "disallow":
			open = false
			for _, g := range groups {
				if value != "" {
					g.rules = append(g.rules, rule{value, key == "allow"})
				}
			}
		case "crawl-delay":
			open = false
			seconds, err := strconv.ParseFloat(value, 64)
			for _, g := range groups {
				if err == nil && seconds > 0 {
					g.delay = time.Duration(min(seconds, 1e6) * float64(time.Second))
				}
			}
		}
	}
	if named {
		return own
	}
	return all
}

// product is the name of a crawler without its version.
func product(agent string) string {
	end := strings.IndexFunc(agent, func(r rune) bool {
		return r != '-' && r != '_' && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z')
	})
	if end >= 0 {
		return agent[:end]
	}
	return agent
}

// allows reports whether a path with its query may be fetched: the longest rule
// that matches decides, of two equally long ones the one that allows.
func (r *robots) allows(path string) bool {
	if path == "/robots.txt" {
		return true
	}
	path = unescaped(path)
	longest, allow := -1, true
	for _, rule := range r.rules {
		if len(rule.path) < longest || len(rule.path) == longest && !rule.allow || !matches(unescaped(rule.path), path) {
			continue
		}
		longest, allow = len(rule.path), rule.allow
	}
	return allow
}

// unescaped makes escaped and printed forms of a path alike.
func unescaped(path string) string {
	if s, err := url.PathUnescape(path); err == nil {
		return s
	}
	return path
}

// matches reports whether path begins with what the pattern says: * is
// anything, $ at its end the end of the path.
func matches(pattern, path string) bool {
	pattern, whole := strings.CutSuffix(pattern, "$")
	parts := strings.Split(pattern, "*")
	if !strings.HasPrefix(path, parts[0]) {
		return false
	}
	path = path[len(parts[0]):]
	for i, part := range parts[1:] {
		if whole && i == len(parts)-2 {
			return strings.HasSuffix(path, part)
		}
		at := strings.Index(path, part)
		if at < 0 {
			return false
		}
		path = path[at+len(part):]
	}
	return !whole || path == ""
}
