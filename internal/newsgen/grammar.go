package newsgen

import (
	"fmt"
	"regexp"
	"strings"
)

// grammar is the rules of grammar.txt by name.
type grammar struct {
	rules map[string]*rule
}

// rule is what a name may stand for.
type rule struct {
	name string
	alts []sequence
}

// sequence is pieces one after the other.
type sequence []piece

// piece is one of: fixed words, a slot, a rule, a choice.
type piece struct {
	words string
	slot  func(*teller) string
	rule  *rule
	alts  []sequence
}

var ruleName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9]*(\.[a-z]+)?$`)

// parseGrammar reads rules: a line "name:" and one indented line for each way
// to say it. A name that nothing defines is an error.
func parseGrammar(text string) (*grammar, error) {
	g := &grammar{rules: map[string]*rule{}}
	type line struct {
		number int
		words  string
		into   *rule
	}
	var lines []line
	var open *rule
	for i, s := range strings.Split(text, "\n") {
		name, heads := strings.CutSuffix(s, ":")
		switch {
		case strings.TrimSpace(s) == "" || strings.HasPrefix(s, "#"):
		case strings.HasPrefix(s, "  ") && open != nil:
			lines = append(lines, line{i + 1, s[2:], open})
		case heads && ruleName.MatchString(name) && g.rules[name] == nil:
			open = &rule{name: name}
			g.rules[name] = open
		default:
			return nil, fmt.Errorf("grammar.txt:%d: %q is no rule, no wording of one, or a rule twice", i+1, s)
		}
	}
	for _, l := range lines {
		p := &parser{grammar: g, rest: l.words}
		seq, err := p.sequence(false)
		if err != nil {
			return nil, fmt.Errorf("grammar.txt:%d: %w", l.number, err)
		}
		l.into.alts = append(l.into.alts, seq)
	}
	for _, r := range g.rules {
		if len(r.alts) == 0 {
			return nil, fmt.Errorf("grammar.txt: rule %s has no wording", r.name)
		}
	}
	return g, nil
}

type parser struct {
	grammar *grammar
	rest    string
}

// sequence reads up to the end, or inside of braces up to "|" or "}".
func (p *parser) sequence(inside bool) (sequence, error) {
	var seq sequence
	for p.rest != "" {
		at := strings.IndexAny(p.rest, "{|}")
		if at < 0 {
			at = len(p.rest)
		}
		if at > 0 {
			seq = append(seq, piece{words: p.rest[:at]})
			p.rest = p.rest[at:]
			continue
		}
		if p.rest[0] != '{' {
			if inside {
				return seq, nil
			}
			return nil, fmt.Errorf("%q stands outside of braces", p.rest[:1])
		}
		x, err := p.braces()
		if err != nil {
			return nil, err
		}
		seq = append(seq, x)
	}
	if inside {
		return nil, fmt.Errorf("a brace is not closed")
	}
	return seq, nil
}

// braces reads "{name}" or "{x|y}".
func (p *parser) braces() (piece, error) {
	if end := strings.IndexAny(p.rest[1:], "{|}"); end >= 0 && p.rest[1+end] == '}' {
		name := p.rest[1 : 1+end]
		p.rest = p.rest[2+end:]
		if slot := slotOf(name); slot != nil {
			return piece{slot: slot}, nil
		}
		if r := p.grammar.rules[name]; r != nil {
			return piece{rule: r}, nil
		}
		return piece{}, fmt.Errorf("{%s} is neither a rule nor a slot", name)
	}
	var x piece
	for {
		p.rest = p.rest[1:] // "{" or "|"
		seq, err := p.sequence(true)
		if err != nil {
			return piece{}, err
		}
		x.alts = append(x.alts, seq)
		if p.rest[0] == '}' {
			p.rest = p.rest[1:]
			return x, nil
		}
	}
}
