// Package lemma finds the dictionary form of a word from the word and its tag:
// by a table of exceptions, else by the rule of the longest ending known for
// the tag.
//
// A Model is read-only and safe for concurrent use.
package lemma

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"casus/english/internal/pack"
	"casus/english/internal/words"
)

// Case says what a rule does to capital letters.
type Case uint8

// The ways to treat capital letters.
const (
	Keep  Case = iota
	Fold       // all to lower case
	Title      // all but the first to lower case
)

// Rule makes a lemma of a form: fold the case, take bytes off the end, put an
// ending on.
type Rule struct {
	Case  Case
	Strip int
	Add   string
}

// Model has exceptions and rules.
type Model struct {
	Rules      []Rule
	Endings    map[uint32]uint16 // by EndingKey
	Exceptions map[uint32]string // by ExceptionKey
	known      map[string]string // lemmas, so that equal ones share memory
}

// New makes a model; known are frequent lemmas.
func New(rules []Rule, endings map[uint32]uint16, exceptions map[uint32]string, known []string) *Model {
	m := &Model{rules, endings, exceptions, make(map[string]string, len(known))}
	for _, k := range known {
		m.known[k] = k
	}
	return m
}

// EndingKey is the key of the ending of length bytes, 0 to words.MaxSuffix, of
// a word with a tag.
func EndingKey(w *words.Word, pos uint16, length int) uint32 {
	ending := uint32(0)
	if length > 0 {
		ending = w.Suffix[length-1]
	}
	return words.Key(uint32(w.Flags&words.Capital), ending, uint32(pos), uint32(length))
}

// ExceptionKey is the key of a whole word with a tag.
func ExceptionKey(w *words.Word, pos uint16) uint32 {
	return words.Key(uint32(w.Flags&words.Capital), w.Lower, uint32(pos), 99)
}

// Scratch is the working memory of one goroutine. The zero value is ready to
// use.
type Scratch struct {
	bytes []byte
	made  map[string]string // lemmas that were made before, so that equal ones share memory
}

// maxMade bounds Scratch.made.
const maxMade = 1 << 14

// Lemma is the lemma of a form with the number of its pair of tags. It shares
// the memory of the form, of the model or of a lemma that was made before where
// it can.
func (m *Model) Lemma(form string, w *words.Word, pos uint16, s *Scratch) string {
	if w.Flags&words.Digit == 0 {
		if lemma, ok := m.Exceptions[ExceptionKey(w, pos)]; ok {
			return lemma
		}
	}
	if clitic, ok := strings.CutPrefix(form, "’"); ok {
		form = "'" + clitic // "it’s": rules are those of the other apostrophe
	}
	for length := words.MaxSuffix; length >= 0; length-- {
		if length > 0 && w.Suffix[length-1] == 0 {
			continue
		}
		if r, ok := m.Endings[EndingKey(w, pos, length)]; ok {
			return m.apply(m.Rules[r], form, s)
		}
	}
	return form
}

func (m *Model) apply(r Rule, form string, s *Scratch) string {
	b := r.Apply(s.bytes[:0], form)
	s.bytes = b
	if right, ok := mended[string(b)]; ok {
		return right
	}
	if len(b) <= len(form) && form[:len(b)] == string(b) {
		return form[:len(b)]
	}
	if lemma, ok := m.known[string(b)]; ok {
		return lemma
	}
	if lemma, ok := s.made[string(b)]; ok {
		return lemma
	}
	if s.made == nil || len(s.made) == maxMade {
		s.made = make(map[string]string)
	}
	lemma := string(b)
	s.made[lemma] = lemma
	return lemma
}

// mended are lemmas that the learned rules get wrong: the treebanks lack the
// words.
var mended = map[string]string{
	"condol": "condole", "dynamit": "dynamite", "overrin": "overrun", "panick": "panic", "se": "send", "traffick": "traffic",
}

// Apply appends the lemma of form to b. A form too short for the rule, or with a
// letter of several bytes where the rule has ones of one, keeps its ending.
func (r Rule) Apply(b []byte, form string) []byte {
	first := len(b)
	for i, c := range form {
		if r.Case == Fold || r.Case == Title && i > 0 {
			c = unicode.ToLower(c)
		}
		if c == utf8.RuneError {
			return append(b[:first], form...) // not UTF-8: no rule was learned for it
		}
		b = utf8.AppendRune(b, c)
	}
	n := len(b) - first - r.Strip
	if n < 0 || n == 0 && r.Add == "" || r.Strip > 0 && !utf8.RuneStart(b[first+n]) {
		return b
	}
	return append(b[:len(b)-r.Strip], r.Add...)
}

// RuleFor is the rule that makes the lemma of the form. Where several do, a
// lemma without capitals is thought to come about by folding, so that one rule
// stands for a word at the beginning of a sentence and inside it.
func RuleFor(form, lemma string) Rule {
	best := Rule{Keep, len(form) + 1, ""}
	order := [...]Case{Keep, Title, Fold}
	if strings.ToLower(lemma) == lemma {
		order = [...]Case{Fold, Keep, Title}
	}
	for _, c := range order {
		base := string(Rule{Case: c}.Apply(nil, form))
		n := commonPrefix(base, lemma)
		if r := (Rule{c, len(base) - n, lemma[n:]}); r.Strip < best.Strip {
			best = r
		}
	}
	return best
}

func commonPrefix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	for n > 0 && n < len(a) && !utf8.RuneStart(a[n]) {
		n--
	}
	return n
}

// Write packs the model.
func (m *Model) Write(w *pack.Writer) {
	w.Uint(uint64(len(m.Rules)))
	for _, r := range m.Rules {
		w.Uint(uint64(r.Case))
		w.Uint(uint64(r.Strip))
		w.String(r.Add)
	}
	endings := sortedKeys(w, m.Endings)
	for _, k := range endings {
		w.Uint(uint64(m.Endings[k]))
	}
	exceptions := sortedKeys(w, m.Exceptions)
	for _, k := range exceptions {
		w.String(m.Exceptions[k])
	}
	known := make([]string, 0, len(m.known))
	for k := range m.known {
		known = append(known, k)
	}
	sortStrings(known)
	w.String(strings.Join(known, "\n"))
}

// ReadModel unpacks what Write wrote.
func ReadModel(r *pack.Reader) *Model {
	rules := make([]Rule, r.Len())
	for i := range rules {
		rules[i] = Rule{Case(r.Uint() % 3), int(r.Uint() % 256), r.String()}
	}
	keys := r.Keys()
	endings := make(map[uint32]uint16, len(keys))
	for _, k := range keys {
		if n := r.Uint(); n < uint64(len(rules)) {
			endings[k] = uint16(n)
		}
	}
	keys = r.Keys()
	exceptions := make(map[uint32]string, len(keys))
	for _, k := range keys {
		exceptions[k] = r.String()
	}
	return New(rules, endings, exceptions, strings.Split(r.String(), "\n"))
}
