package review

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"casus/store"
)

// The files in the folder of a store.
const (
	LogName     = "review.jsonl"
	QualityName = "quality.json"
)

// format is the version of both files.
const format = 1

// Options says how to open a review. The zero value is the default.
type Options struct {
	Now func() time.Time // the clock for the times in the log; nil is time.Now
}

// FormatError says what is wrong with a line of the log.
type FormatError struct {
	File    string
	Line    int
	Message string
}

// Error names the place.
func (e *FormatError) Error() string { return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Message) }

// line is one line of the log: exactly one member is set.
type line struct {
	Format    int        `json:"casus_review,omitempty"` // the first line
	Sample    *Sample    `json:"sample,omitempty"`
	Judgement *Judgement `json:"judgement,omitempty"`
	Undo      *Undo      `json:"undo,omitempty"`
}

// Undo takes back the last judgement of a card by a judge.
type Undo struct {
	Sample string `json:"sample"`
	Round  int    `json:"round"`
	Judge  string `json:"judge"`
	Card   string `json:"card"`
	At     string `json:"at"`
}

// place is one card of one sample in one round.
type place struct {
	sample string
	round  int
	card   string
}

// Review is everything that was drawn and judged in a store. It is not safe
// for concurrent use.
type Review struct {
	dir     string
	now     func() time.Time
	samples []*Sample
	acts    []*Judgement           // that hold, in order
	judged  map[place][]*Judgement // the last one holds
	held    io.Closer              // nil where it is only read
	file    *os.File
	size    int64 // of what was acknowledged
}

// Load reads the review of the store in the folder dir; without one it is
// empty. Nothing can be added to it. A last line that was cut off is left out.
func Load(dir string) (*Review, error) {
	r := &Review{dir: dir, judged: map[place][]*Judgement{}}
	data, err := os.ReadFile(r.path())
	if errors.Is(err, fs.ErrNotExist) {
		return r, nil
	} else if err != nil {
		return nil, fmt.Errorf("read review: %w", err)
	}
	return r, r.replay(data)
}

// Open opens the review of the store in the folder dir for judging. One person
// at a time may: where somebody else is at it the error is a
// *store.LockedError. A line that a crash cut off is taken away.
func Open(dir string, opts Options) (*Review, error) {
	held, err := store.LockReview(dir)
	if err != nil {
		return nil, err
	}
	r, err := Load(dir)
	if err != nil {
		held.Close()
		return nil, err
	}
	r.held, r.now = held, opts.Now
	if r.now == nil {
		r.now = time.Now
	}
	if err := r.open(); err != nil {
		r.Close()
		return nil, fmt.Errorf("open review: %w", err)
	}
	return r, nil
}

func (r *Review) path() string { return filepath.Join(r.dir, LogName) }

// open opens the log for appending, makes it where there is none, and takes a
// line away that has no end.
func (r *Review) open() error {
	var err error
	if r.file, err = os.OpenFile(r.path(), os.O_RDWR|os.O_CREATE, 0o644); err != nil {
		return err
	}
	if err := r.file.Truncate(r.size); err != nil {
		return err
	}
	if r.size > 0 {
		return nil
	}
	return r.append(line{Format: format})
}

// Close gives the lock back.
func (r *Review) Close() error {
	var errs []error
	if r.file != nil {
		errs = append(errs, r.file.Close())
	}
	if r.held != nil {
		errs = append(errs, r.held.Close())
	}
	r.file, r.held = nil, nil
	return errors.Join(errs...)
}

// replay reads the log.
func (r *Review) replay(data []byte) error {
	data = data[:bytes.LastIndexByte(data, '\n')+1]
	r.size = int64(len(data))
	n := 0
	for text := range bytes.Lines(data) {
		n++
		fault := func(format string, args ...any) error {
			return &FormatError{r.path(), n, fmt.Sprintf(format, args...)}
		}
		var l line
		if err := json.Unmarshal(text, &l); err != nil {
			return fault("no line of a review: %v", err)
		}
		switch {
		case n == 1 && l.Format > format:
			return fault("the review has format %d, this program knows up to %d; use a newer casus", l.Format, format)
		case n == 1 && l.Format == 0:
			return fault("no review: its first line has no \"casus_review\"")
		case n == 1:
		case l.Sample != nil:
			r.samples = append(r.samples, l.Sample)
		case l.Judgement != nil:
			r.add(l.Judgement)
		case l.Undo != nil:
			if !r.takeBack(*l.Undo) {
				return fault("an undo of card %s of sample %s, which is not judged", l.Undo.Card, l.Undo.Sample)
			}
		default:
			return fault("found neither a sample, a judgement nor an undo")
		}
	}
	return nil
}

func (r *Review) add(j *Judgement) {
	p := place{j.Sample, j.Round, j.Card}
	r.acts = append(r.acts, j)
	r.judged[p] = append(r.judged[p], j)
}

// takeBack removes the last judgement that an undo names and reports whether
// there was one.
func (r *Review) takeBack(u Undo) bool {
	p := place{u.Sample, u.Round, u.Card}
	list := r.judged[p]
	for i := len(list) - 1; i >= 0; i-- {
		if j := list[i]; j.Judge == u.Judge {
			r.judged[p] = slices.Delete(list, i, i+1)
			at := slices.Index(r.acts, j)
			r.acts = slices.Delete(r.acts, at, at+1)
			return true
		}
	}
	return false
}

// append writes lines and returns when they are on the disk. Where that fails
// nothing of them remains.
func (r *Review) append(lines ...line) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	for _, l := range lines {
		if err := enc.Encode(l); err != nil {
			return err
		}
	}
	_, err := r.file.WriteAt(b.Bytes(), r.size)
	if err == nil {
		err = r.file.Sync()
	}
	if err != nil {
		return errors.Join(fmt.Errorf("write review: %w", err), r.file.Truncate(r.size))
	}
	r.size += int64(b.Len())
	return nil
}

func (r *Review) time() string { return r.now().UTC().Format(time.RFC3339) }

// Draw draws a sample from the store and makes it the current one of its kind.
// What was judged before and is coded the same is carried over. The error is
// ErrEmpty where there is nothing to draw.
func (r *Review) Draw(ctx context.Context, s *store.Store, plan Plan) (*Sample, error) {
	sample, err := draw(ctx, s, plan)
	if err != nil {
		return nil, err
	}
	sample.ID, sample.At = fmt.Sprintf("s%d", len(r.samples)+1), r.time()
	lines := []line{{Sample: sample}}
	for i := range sample.Cards {
		if j := r.earlier(&sample.Cards[i]); j != nil {
			again := *j
			again.Sample = sample.ID
			if again.Carried == "" {
				again.Carried = j.Sample
			}
			lines = append(lines, line{Judgement: &again})
		}
	}
	if err := r.append(lines...); err != nil {
		return nil, err
	}
	r.samples = append(r.samples, sample)
	for _, l := range lines[1:] {
		r.add(l.Judgement)
	}
	return sample, nil
}

// earlier is the last judgement of a card in any sample that was sure and
// about what the card has now; nil for none.
func (r *Review) earlier(c *Card) *Judgement {
	for _, j := range slices.Backward(r.acts) {
		if j.Card == c.ID && j.Round == 1 && j.Verdict != Unsure && same(j.Coded, c.Coded) {
			return j
		}
	}
	return nil
}

func same(a, b map[string]string) bool {
	if len(a) != len(b) {
		return false
	}
	for k, v := range a {
		if b[k] != v {
			return false
		}
	}
	return true
}

// Any reports whether anything was drawn.
func (r *Review) Any() bool { return len(r.samples) > 0 }

// Current is the last sample drawn of reports, or of articles for recall; nil
// where there is none.
func (r *Review) Current(recall bool) *Sample {
	for _, s := range slices.Backward(r.samples) {
		if (s.Design == Articles) == recall {
			return s
		}
	}
	return nil
}

// Judged is the judgement of a card that holds; nil where there is none.
func (r *Review) Judged(s *Sample, round int, card string) *Judgement {
	list := r.judged[place{s.ID, round, card}]
	if len(list) == 0 {
		return nil
	}
	return list[len(list)-1]
}

// Judge writes a judgement down. It holds when Judge returns, over an earlier
// one of the same card; At is set. What the judgement says must be of its
// sample.
func (r *Review) Judge(j Judgement) error {
	if err := r.valid(&j); err != nil {
		return err
	}
	j.At, j.Carried = r.time(), ""
	if err := r.append(line{Judgement: &j}); err != nil {
		return err
	}
	r.add(&j)
	return nil
}

// valid checks that a judgement says something that can be counted.
func (r *Review) valid(j *Judgement) error {
	at := slices.IndexFunc(r.samples, func(s *Sample) bool { return s.ID == j.Sample })
	if at < 0 {
		return fmt.Errorf("there is no sample %q", j.Sample)
	}
	s := r.samples[at]
	if !slices.ContainsFunc(s.Cards, func(c Card) bool { return c.ID == j.Card }) {
		return fmt.Errorf("%s is not in sample %s", j.Card, s.ID)
	}
	kinds := []Verdict{Right, Wrong, NoEvent, Unsure}
	if s.Design == Articles {
		kinds = []Verdict{Read, Unsure}
	}
	switch {
	case !slices.Contains(kinds, j.Verdict):
		return fmt.Errorf("%q is no verdict on %s; want one of %v", j.Verdict, j.Card, kinds)
	case (j.Verdict == Wrong) != (len(j.Wrong) > 0):
		return fmt.Errorf("the verdict %q on %s with %d wrong fields", j.Verdict, j.Card, len(j.Wrong))
	case j.Missed < 0 || j.Found < 0:
		return fmt.Errorf("%s: %d missed and %d found; want 0 or more", j.Card, j.Missed, j.Found)
	case j.Round != 1 && j.Round != 2:
		return fmt.Errorf("round %d; want 1 or 2", j.Round)
	}
	return nil
}

// TakeBack takes back the last judgement that this judge made for a sample in
// a round and returns its card; empty where there is none. What was carried
// over stays.
func (r *Review) TakeBack(s *Sample, round int, judge string) (string, error) {
	for _, j := range slices.Backward(r.acts) {
		if j.Sample != s.ID || j.Round != round || j.Judge != judge || j.Carried != "" {
			continue
		}
		u := Undo{s.ID, round, judge, j.Card, r.time()}
		if err := r.append(line{Undo: &u}); err != nil {
			return "", err
		}
		r.takeBack(u)
		return j.Card, nil
	}
	return "", nil
}
