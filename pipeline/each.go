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
	code := func(in Input) {
		if in.Document != nil {
			p.Process(in.Document)
		}
	}
	return InOrder(ctx, workers, feed, code, yield)
}

// InOrder calls work for everything that feed sends and hands it to yield as
// Each does. What lies between the two is bounded.
func InOrder[T any](ctx context.Context, workers int, feed func(send func(T) error) error, work func(T), yield func(T) error) error {
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	type job struct {
		in   T
		done chan struct{}
	}
	queue := make(chan *job)
	order := make(chan *job, 4*workers) // bounds what is in memory
	var wg sync.WaitGroup
	for range workers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for j := range queue {
				if ctx.Err() == nil {
					work(j.in)
				}
				close(j.done)
			}
		}()
	}
	wg.Add(1)
	go func() {
		defer wg.Done()
		defer close(order)
		defer close(queue)
		err := feed(func(in T) error {
			j := &job{in, make(chan struct{})}
			select {
			case order <- j:
			case <-ctx.Done():
				return context.Cause(ctx)
			}
			queue <- j
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
