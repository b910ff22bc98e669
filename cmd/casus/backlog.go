package main

import (
	"context"
	"sync"

	"casus/pipeline"
)

// What may wait to be written while the writer merges, so that the workers go
// on coding.
const (
	backlogArticles = 64
	backlogBytes    = 4 << 20 // of text; one article may have more
)

// backlog writes on a goroutine of its own what is coded, in order.
type backlog struct {
	write func(pipeline.Input) error
	mu    sync.Mutex
	moved sync.Cond // something came or went
	list  []pipeline.Input
	bytes int
	ended bool  // nothing more comes
	err   error // of write; it ends everything
	done  chan struct{}
}

func newBacklog(write func(pipeline.Input) error) *backlog {
	b := &backlog{write: write, done: make(chan struct{})}
	b.moved.L = &b.mu
	go b.run()
	return b
}

// add takes what is to be written, and waits while too much is waiting. It
// returns the error of what was written before.
func (b *backlog) add(x pipeline.Input) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	n := size(x)
	for b.err == nil && len(b.list) > 0 && (len(b.list) >= backlogArticles || b.bytes+n > backlogBytes) {
		b.moved.Wait()
	}
	b.list = append(b.list, x)
	b.bytes += n
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
		err := b.write(x)
		b.mu.Lock()
		b.list[0] = pipeline.Input{}
		b.list, b.bytes, b.err = b.list[1:], b.bytes-size(x), err
		b.moved.Broadcast()
	}
}

// size is the bytes of text of a document.
func size(x pipeline.Input) int {
	if x.Document == nil {
		return 0
	}
	return len(x.Document.Text)
}

// codeAndWrite codes what feed sends and writes it in order, while the workers go
// on.
func codeAndWrite(st *stage, p *pipeline.Pipeline, workers int, feed func(send func(pipeline.Input) error) error, write func(pipeline.Input) error) error {
	b := newBacklog(write)
	err := p.Each(context.WithoutCancel(st.ctx), workers, feed, b.add)
	if failed := b.end(); failed != nil {
		return failed
	}
	return err
}
