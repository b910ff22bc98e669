package main

import (
	"context"
	"sync"

	"casus/doc"
	"casus/pipeline"
	"casus/record"
)

// What may wait to be written while the writer merges, or waits for the disk,
// for some seconds, so that the workers go on coding.
const (
	backlogArticles = 512
	backlogBytes    = 16 << 20 // of text; one article may have more
)

// backlog writes on a goroutine of its own what is coded, in order.
type backlog struct {
	mu    sync.Mutex
	moved sync.Cond // something came or went
	list  []waiting
	bytes int
	ended bool  // nothing more comes
	err   error // of writing; it ends everything
	done  chan struct{}
}

// waiting is what is to be written, with the bytes of its text.
type waiting struct {
	bytes int
	write func() error
}

func newBacklog() *backlog {
	b := &backlog{done: make(chan struct{})}
	b.moved.L = &b.mu
	go b.run()
	return b
}

// add takes what is to be written, and waits while too much is waiting. It
// returns the error of what was written before.
func (b *backlog) add(bytes int, write func() error) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	for b.err == nil && len(b.list) > 0 && (len(b.list) >= backlogArticles || b.bytes+bytes > backlogBytes) {
		b.moved.Wait()
	}
	b.list = append(b.list, waiting{bytes, write})
	b.bytes += bytes
	b.moved.Broadcast()
	return b.err
}

// end waits until everything is written.
func (b *backlog) end() error {
	b.mu.Lock()
	b.ended = true
	b.moved.Broadcast()
	b.mu.Unlock()
	<-b.done
	return b.err
}

func (b *backlog) run() {
	defer close(b.done)
	b.mu.Lock()
	defer b.mu.Unlock()
	for b.err == nil {
		for len(b.list) == 0 {
			if b.ended {
				return
			}
			b.moved.Wait()
		}
		x := b.list[0]
		b.mu.Unlock()
		err := x.write()
		b.mu.Lock()
		b.list[0] = waiting{}
		b.list, b.bytes, b.err = b.list[1:], b.bytes-x.bytes, err
		b.moved.Broadcast()
	}
}

// codeAndWrite codes what feed sends. In the same order it asks how to write
// it, and does so while the workers go on.
func codeAndWrite(st *stage, p *pipeline.Pipeline, workers int, feed func(send func(pipeline.Input) error) error, writing func(pipeline.Input) func() error) error {
	b := newBacklog()
	err := p.Each(context.WithoutCancel(st.ctx), workers, feed, func(x pipeline.Input) error {
		bytes := 0
		if x.Document != nil {
			bytes = len(x.Document.Text)
		}
		return b.add(bytes, writing(x))
	})
	if failed := b.end(); failed != nil {
		return failed
	}
	return err
}

// recorded is the row of a document. It takes out of the document what the row
// has now: an article that waits is small.
func recorded(p *pipeline.Pipeline, d *doc.Document) *record.Story {
	s := p.Record(d)
	d.Links, d.Tokens, d.Names, d.Mentions, d.Entities, d.Times, d.Places = nil, nil, nil, nil, nil, nil, nil
	d.Statements, d.Reports, d.SetAside = nil, nil, nil
	return s
}
