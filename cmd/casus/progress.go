package main

import (
	"io"
	"os"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
	"golang.org/x/term"
)

// quiet is how long a verb works before it shows progress.
const quiet = 2 * time.Second

// progress counts articles on standard error, on a terminal only, and only
// when the work takes longer than quiet.
type progress struct {
	out      io.Writer
	terminal bool
	begun    time.Time
	pool     *mpb.Progress
	bar      *mpb.Bar
	articles int64
	words    int64
}

func newProgress(out io.Writer) *progress {
	f, ok := out.(*os.File)
	return &progress{out: out, terminal: ok && term.IsTerminal(int(f.Fd())), begun: time.Now()}
}

// step counts one article.
func (p *progress) step(words int) {
	p.articles++
	p.words += int64(words)
	if !p.terminal || time.Since(p.begun) < quiet {
		return
	}
	if p.pool == nil {
		p.pool = mpb.New(mpb.WithOutput(p.out), mpb.WithWidth(24))
		p.bar = p.pool.New(0, mpb.SpinnerStyle(),
			mpb.PrependDecorators(decor.CurrentNoUnit("%d articles ")),
			mpb.AppendDecorators(decor.Any(func(decor.Statistics) string { return p.rate() })),
			mpb.BarRemoveOnComplete())
	}
	p.bar.SetCurrent(p.articles)
}

// left counts what is still to be done.
func (p *progress) left(n int) {
	if !p.terminal || time.Since(p.begun) < quiet {
		return
	}
	if p.pool == nil {
		p.pool = mpb.New(mpb.WithOutput(p.out), mpb.WithWidth(24))
		p.bar = p.pool.New(0, mpb.SpinnerStyle(),
			mpb.PrependDecorators(decor.CurrentNoUnit("merging, %d articles and reports left ")), mpb.BarRemoveOnComplete())
	}
	p.articles = int64(n)
	p.bar.SetCurrent(p.articles)
}

// rate is the speed so far.
func (p *progress) rate() string {
	seconds := time.Since(p.begun).Seconds()
	return decor.SizeB1000(int64(float64(p.words)/seconds)).String() + " words/s"
}

// stop clears the line.
func (p *progress) stop() {
	if p.pool != nil {
		p.bar.SetTotal(p.articles, true)
		p.pool.Wait()
	}
}
