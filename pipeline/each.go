package pipeline

import (
	"context"
	"runtime"
	"sync"

	"casus/doc"
)

// Input is one document to code, or the error of an input that gave none.
type Input struct {
	Document *doc.Document
	Err      error
}

// Each codes what feed sends, on as many workers as given (0: one for each
// processor), and hands everything to yield in the order of feed, errors
// included. It returns when all is done: with the error of feed or yield, or
// that of ctx. yield is called from one goroutine at a time.
func (p *Pipeline) Each(ctx context.Context, workers int, feed func(send func(Input) error) error, yield func(Input) error) error {
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	type job struct {
		in   Input
		done chan struct{}
	}
	work := make(chan *job)
	order := make(chan *job, 4*workers) // bounds what is in memory
	var wg sync.WaitGroup
	for range workers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for j := range work {
				if j.in.Document != nil && ctx.Err() == nil {
					p.Process(j.in.Document)
				}
				close(j.done)
			}
		}()
	}
	wg.Add(1)
	go func() {
		defer wg.Done()
		defer close(order)
		defer close(work)
		err := feed(func(in Input) error {
			j := &job{in, make(chan struct{})}
			select {
			case order <- j:
			case <-ctx.Done():
				return context.Cause(ctx)
			}
			work <- j
			return nil
		})
		if err != nil {
			cancel(err)
		}
	}()
	var failed error
	for j := range order {
		<-j.done
		if failed == nil && ctx.Err() == nil {
			if failed = yield(j.in); failed != nil {
				cancel(failed)
			}
		}
	}
	wg.Wait()
	if failed != nil {
		return failed
	}
	return context.Cause(ctx)
}
