package main

import (
	"bufio"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"casus/review"
)

// lineError is a line of judgements that cannot be understood.
type lineError struct {
	line int
	text string
	want string
}

func (e *lineError) Error() string {
	return fmt.Sprintf("standard input:%d: %q is no judgement; want %s", e.line, e.text, e.want)
}

// script reads one judgement a line, each after its card was printed. What was
// read before a wrong line is kept.
func (t *table) script() error {
	in := bufio.NewScanner(t.st.stdin)
	for {
		left := t.deck.Left()
		if len(left) > 0 {
			v, err := t.deck.Look(t.st.ctx, left[0].ID)
			if err != nil {
				return err
			}
			if err := t.show(t.st.stdout, v); err != nil {
				return err
			}
		}
		more, err := t.next(in)
		if err != nil || !more {
			return err
		}
	}
}

// next reads lines until one says something and does it. It reports whether
// there may be more.
func (t *table) next(in *bufio.Scanner) (bool, error) {
	for in.Scan() {
		t.lines++
		words := strings.Fields(in.Text())
		if len(words) == 0 || strings.HasPrefix(words[0], "#") {
			continue
		}
		if words[0] == "q" {
			return false, nil
		}
		return true, t.line(in.Text(), words)
	}
	return false, in.Err()
}

// line does what one line says: of the card that it names, else of the next.
func (t *table) line(text string, words []string) error {
	fault := func(want string) error { return &lineError{t.lines, text, want} }
	if len(words) == 1 && words[0] == "z" {
		card, err := t.deck.TakeBack()
		if err == nil && card == "" {
			return fault("something to take back: nothing is judged")
		}
		return err
	}
	card := ""
	if len(words) > 1 && (strings.HasPrefix(words[0], "r_") || strings.Contains(words[0], ":")) {
		card, words = words[0], words[1:]
		if !t.deck.Has(card) {
			return fault("a card of sample " + t.deck.Sample.ID)
		}
	} else if left := t.deck.Left(); len(left) > 0 {
		card = left[0].ID
	} else {
		return fault("no line more: every card is judged")
	}
	j, want := parseReport(words)
	if t.recall() {
		j, want = parseArticle(words)
	}
	if want != "" {
		return fault(want)
	}
	v, err := t.deck.Look(t.st.ctx, card)
	if err != nil {
		return fmt.Errorf("%s: %w", card, err)
	}
	if j.False, err = reportsOf(v, j.False); err != nil {
		return fault(err.Error())
	}
	return t.deck.Say(v, j)
}

// parseReport is the judgement that words make of a report; what would be one
// where they make none.
func parseReport(words []string) (j review.Judgement, want string) {
	const wants = `a, x, 1 to 7 (several: "1 3"), u, z or q`
	if len(words) == 1 {
		switch words[0] {
		case "a":
			j.Verdict = review.Right
			return j, ""
		case "x":
			j.Verdict = review.NoEvent
			return j, ""
		case "u":
			j.Verdict = review.Unsure
			return j, ""
		}
	}
	var wrong []review.Field
	for _, digit := range strings.Join(words, "") {
		n := int(digit - '1')
		if n < 0 || n >= len(review.Fields()) {
			return j, wants
		}
		wrong = append(wrong, review.Fields()[n])
	}
	if len(wrong) == 0 {
		return j, wants
	}
	return judgedWrong(wrong), ""
}

// judgedWrong is the judgement that some fields are wrong, each once, in
// order.
func judgedWrong(wrong []review.Field) review.Judgement {
	var ordered []review.Field
	for _, f := range review.Fields() {
		if slices.Contains(wrong, f) {
			ordered = append(ordered, f)
		}
	}
	return review.Judgement{Verdict: review.Wrong, Wrong: ordered}
}

// parseArticle is the judgement that words make of an article. Its reports
// that are no events are still numbers.
func parseArticle(words []string) (j review.Judgement, want string) {
	const wants = `the number of events missed, and x2 for each report that is no event; or u, z, q`
	if len(words) == 1 && words[0] == "u" {
		j.Verdict = review.Unsure
		return j, ""
	}
	j.Verdict = review.Read
	for i, w := range words {
		n, err := strconv.Atoi(strings.TrimPrefix(w, "x"))
		if err != nil || n < 0 || (i > 0) != strings.HasPrefix(w, "x") {
			return j, wants
		}
		if i == 0 {
			j.Missed = n
		} else {
			j.False = append(j.False, strconv.Itoa(n))
		}
	}
	return j, ""
}

// reportsOf is the ids of reports that are given by their numbers in an
// article, in the order of the article.
func reportsOf(v review.View, numbers []string) ([]string, error) {
	var ids []string
	for i := range v.Story.Reports {
		if slices.Contains(numbers, strconv.Itoa(i+1)) {
			ids = append(ids, v.Story.Reports[i].ID)
		}
	}
	each := slices.Compact(slices.Sorted(slices.Values(numbers)))
	if len(each) != len(ids) {
		return nil, errors.New("numbers of reports up to " + strconv.Itoa(len(v.Story.Reports)))
	}
	return ids, nil
}
