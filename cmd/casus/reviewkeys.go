package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/term"

	"casus/review"
)

// Keys that have no letter.
const (
	keyNone   = 0 // one that means nothing
	keyCtrlC  = 3
	keyCtrlD  = 4
	keyCtrlL  = 12
	keyEnter  = '\r'
	keyEscape = 27
	keyDelete = 127
)

// keyboard reads a terminal in raw mode, one key at a time.
type keyboard struct {
	in    io.Reader
	ahead []byte
}

// key waits for a key; the end of the input is Ctrl-D. What a key sends that
// is not one byte (arrows, letters with accents) is keyNone.
func (k *keyboard) key() (byte, error) {
	if len(k.ahead) == 0 {
		buf := make([]byte, 64)
		n, err := k.in.Read(buf)
		if errors.Is(err, io.EOF) || err == nil && n == 0 {
			return keyCtrlD, nil
		} else if err != nil {
			return 0, err
		}
		if buf[0] == keyEscape && n > 1 {
			return keyNone, nil
		}
		k.ahead = buf[:n]
	}
	c := k.ahead[0]
	k.ahead = k.ahead[1:]
	switch {
	case c >= 0x80:
		return keyNone, nil
	case c == '\n':
		return keyEnter, nil
	case c >= 'A' && c <= 'Z':
		c += 'a' - 'A'
	}
	return c, nil
}

// screen is the terminal that cards are drawn on.
type screen struct {
	*table
	*keyboard
	out   io.Writer
	plain bool // cannot clear itself: cards follow one another
}

// keys judges by single keys.
func (t *table) keys(in, out *os.File) error {
	was, err := term.MakeRaw(int(in.Fd()))
	if err != nil {
		return fmt.Errorf("read keys: %w", err)
	}
	defer term.Restore(int(in.Fd()), was)
	// A signal from outside finds this process waiting for a key. Everything
	// that was judged is on the disk, so that nothing is lost by leaving.
	stop := context.AfterFunc(t.st.ctx, func() {
		term.Restore(int(in.Fd()), was)
		fmt.Fprintln(t.st.stderr, "\ncasus: interrupted; what was judged is kept")
		os.Exit(exitProblems)
	})
	defer stop()
	s := &screen{table: t, keyboard: &keyboard{in: in}, out: out, plain: os.Getenv("TERM") == "dumb"}
	return s.run()
}

// run shows card after card.
func (s *screen) run() error {
	for {
		more, err := s.next()
		if err != nil || !more {
			s.print("\n")
			return err
		}
	}
}

// print writes to a terminal in raw mode, where a line feed alone does not go
// back to the left.
func (s *screen) print(text string) {
	io.WriteString(s.out, strings.ReplaceAll(text, "\n", "\r\n"))
}

// clear makes room for the next card.
func (s *screen) clear() {
	if s.plain {
		s.print("\n" + strings.Repeat("-", 60) + "\n")
		return
	}
	s.print("\x1b[H\x1b[2J\x1b[3J")
}

// next shows the next card and does what the judge says. It reports whether
// there may be more.
func (s *screen) next() (bool, error) {
	left := s.deck.Left()
	if len(left) == 0 {
		return s.last()
	}
	v, err := s.deck.Look(s.st.ctx, left[0].ID)
	if err != nil {
		return false, fmt.Errorf("%s: %w; start again", left[0].ID, err)
	}
	if v.Report == nil {
		return s.article(v)
	}
	return s.report(v)
}

// last is when every card is judged: the last judgement can still be taken
// back.
func (s *screen) last() (bool, error) {
	if s.deck.Len() == 0 {
		return false, nil
	}
	s.clear()
	s.print("All " + strconv.Itoa(s.deck.Len()) + " are judged. " + s.note + "\n\n z take the last back   any other key: the figures ")
	c, err := s.key()
	if err != nil || c != 'z' {
		return false, err
	}
	return true, s.undo()
}

func (s *screen) undo() error {
	card, err := s.deck.TakeBack()
	s.note = "Nothing to take back."
	if card != "" {
		s.note = "Taken back; judge it again."
	}
	return err
}

const reportKeys = "a all right · x no such event · 1-7 this is wrong · m several · u unsure · t whole text · z undo · q stop · ? help"

// report shows a report and reads what is said of it.
func (s *screen) report(v review.View) (bool, error) {
	s.clear()
	view := newView(nil, s.out, false)
	s.print(view.dim(s.where()) + "\n\n" + view.reportCard(v.Story, v.Report, s.height()-6) + "\n" + view.wrap(reportKeys, 1) + view.dim(" "+s.note) + " ")
	for {
		c, err := s.key()
		if err != nil {
			return false, err
		}
		switch c {
		case 'q', keyCtrlC, keyCtrlD:
			return false, nil
		case 'z':
			return true, s.undo()
		case '?', 'h':
			return true, s.help()
		case 't':
			return true, s.read(view.articleText(v.Story, v.Story.Text))
		case 'm':
			wrong, err := s.several()
			if err != nil || len(wrong) == 0 {
				return true, err
			}
			return true, s.say(v, judgedWrong(wrong))
		case keyCtrlL:
			return true, nil
		}
		if j, want := parseReport([]string{string(rune(c))}); want == "" {
			return true, s.say(v, j)
		}
	}
}

// say writes a judgement down and notes it for the next card.
func (s *screen) say(v review.View, j review.Judgement) error {
	if err := s.deck.Say(v, j); err != nil {
		return err
	}
	s.note = "Last: " + verdictText(j) + "."
	return nil
}

// verdictText is a judgement in words.
func verdictText(j review.Judgement) string {
	switch j.Verdict {
	case review.Right:
		return "all right"
	case review.NoEvent:
		return "no such event"
	case review.Unsure:
		return "unsure"
	case review.Read:
		return number(j.Missed, "event") + " missed"
	}
	var names []string
	for _, f := range j.Wrong {
		names = append(names, fieldNames[f])
	}
	return "wrong " + strings.Join(names, ", ")
}

// several reads more than one wrong field; none where the judge thinks better
// of it.
func (s *screen) several() ([]review.Field, error) {
	var wrong []review.Field
	for {
		var names []string
		for _, f := range wrong {
			names = append(names, fieldNames[f])
		}
		s.prompt("wrong: " + strings.Join(names, ", ") + "  (1-7 adds or takes away, Enter: done, Esc: back) ")
		c, err := s.key()
		if err != nil {
			return nil, err
		}
		switch {
		case c == keyEnter:
			return wrong, nil
		case c == keyEscape || c == keyCtrlC || c == keyCtrlD || c == 'q':
			return nil, nil
		case c >= '1' && int(c-'1') < len(review.Fields()):
			f := review.Fields()[c-'1']
			if i := slices.Index(wrong, f); i >= 0 {
				wrong = slices.Delete(wrong, i, i+1)
			} else {
				wrong = append(wrong, f)
			}
		}
	}
}

// prompt writes the last line anew.
func (s *screen) prompt(text string) {
	if s.plain {
		s.print("\n" + text)
		return
	}
	s.print("\r\x1b[K" + text)
}

// number reads a number that ends with Enter; ok is false where the judge
// thinks better of it.
func (s *screen) number(text string) (n int, ok bool, err error) {
	digits := ""
	for {
		s.prompt(text + digits)
		c, err := s.key()
		if err != nil {
			return 0, false, err
		}
		switch {
		case c == keyEnter:
			n, err := strconv.Atoi(digits)
			return n, err == nil, nil
		case c == keyEscape || c == keyCtrlC || c == keyCtrlD:
			return 0, false, nil
		case (c == keyDelete || c == '\b') && digits != "":
			digits = digits[:len(digits)-1]
		case c >= '0' && c <= '9' && len(digits) < 4:
			digits += string(rune(c))
		}
	}
}

const helpText = `What counts as right

Judge by the sentence, and by the article where the sentence alone does not say.
  event       the text says that this happened, happens, is planned or is denied, between these
  type        the kind of event and its mode
  actor       who did it: every one named, nobody else; country and sector are right
  recipient   to whom; wrong too where one is missing that the text names
  status      occurred, ongoing, planned, conditional or denied
  whose word  the source where there is one; "the article's own" where there is none
  date        as exact as the text allows; "not said" is right where it says nothing
  place       a country is right where the text names no place in it

An event that is wrong in one field is no "no such event". With "x" the fields are not counted.
The strict figure wants event, type, actor, recipient and status right.
Judge what stands there; do not guess how the program came to it. "u" where two careful readers
would differ. The codebook, docs/codebook.md, decides.

Of a whole article: an event is missed where the codebook wants a report and none is there of this
type for this sentence. A report of it with a wrong actor is no missed event. Told twice, it is one.

Any key goes back. `

func (s *screen) help() error {
	s.clear()
	s.print(helpText)
	_, err := s.key()
	return err
}

const articleKeys = "Space next page · b page back · + one more event was missed · - one less · x a report that is no event · Enter done · u unsure · z undo · q stop · ? help"

// pages shows a long text page by page.
type pages struct {
	*screen
	lines []string
	at    int
}

// show draws the page with a line above and what the keys do below.
func (p *pages) show(above, below string) {
	size := p.size()
	p.at = max(0, min(p.at, len(p.lines)-size))
	end := min(len(p.lines), p.at+size)
	view := newView(nil, p.out, false)
	p.clear()
	p.print(view.dim(above) + "\n\n" + strings.Join(p.lines[p.at:end], "\n") + "\n" +
		view.dim(fmt.Sprintf(" lines %d to %d of %d", p.at+1, end, len(p.lines))) + "\n" + view.wrap(below, 1))
}

// turn goes a page forth or back and reports whether the key says so.
func (p *pages) turn(c byte) bool {
	switch c {
	case ' ':
		p.at += p.size() - 1
	case 'b':
		p.at -= p.size() - 1
	case keyCtrlL:
	default:
		return false
	}
	return true
}

// size is the lines of a page: those of the terminal less what stands around.
func (p *pages) size() int { return p.height() - 8 }

func linesOf(text string) []string { return strings.Split(strings.TrimRight(text, "\n"), "\n") }

// read shows a text until a key is pressed that does not turn a page.
func (s *screen) read(text string) error {
	p := &pages{screen: s, lines: linesOf(text)}
	for {
		p.show("", "Space next page · b page back · any other key goes back to the report")
		c, err := s.key()
		if err != nil || !p.turn(c) {
			return err
		}
	}
}

// article shows a whole article and reads what is missing.
func (s *screen) article(v review.View) (bool, error) {
	j := review.Judgement{Verdict: review.Read}
	var none []string // numbers of reports that are no events
	p := &pages{screen: s, lines: linesOf(newView(nil, s.out, false).articleCard(v.Story))}
	p.show(strings.Join(nonEmpty(s.where(), s.note), " · "), articleKeys)
	for {
		s.prompt(" missed: " + strconv.Itoa(j.Missed) + "  no events: " + orElse(strings.Join(none, ", "), "none") + " ")
		c, err := s.key()
		if err != nil {
			return false, err
		}
		switch c {
		case 'q', keyCtrlC, keyCtrlD:
			return false, nil
		case 'z':
			return true, s.undo()
		case 'u':
			return true, s.say(v, review.Judgement{Verdict: review.Unsure})
		case '+', '=':
			j.Missed++
		case '-':
			j.Missed = max(0, j.Missed-1)
		case 'x':
			n, ok, err := s.number(" number of the report that is no event: ")
			if err != nil {
				return false, err
			}
			if ok && n >= 1 && n <= len(v.Story.Reports) {
				none = toggle(none, strconv.Itoa(n))
			}
		case keyEnter:
			if j.False, err = reportsOf(v, none); err != nil {
				return false, err
			}
			return true, s.say(v, j)
		case '?', 'h':
			if err := s.help(); err != nil {
				return false, err
			}
			p.show(s.where(), articleKeys)
		default:
			if p.turn(c) {
				p.show(s.where(), articleKeys)
			}
		}
	}
}

func toggle(list []string, s string) []string {
	if i := slices.Index(list, s); i >= 0 {
		return slices.Delete(list, i, i+1)
	}
	return append(list, s)
}

// height is the lines of the terminal.
func (s *screen) height() int {
	if f, ok := s.out.(*os.File); ok {
		if _, h, err := term.GetSize(int(f.Fd())); err == nil && h >= 12 {
			return h
		}
	}
	return 24
}
