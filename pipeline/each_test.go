package pipeline_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"casus/pipeline"
)

// inputs sends n documents, every third one an error.
func inputs(n int) func(send func(pipeline.Input) error) error {
	return func(send func(pipeline.Input) error) error {
		for i := range n {
			in := pipeline.Input{Err: fmt.Errorf("input %d", i)}
			if i%3 != 0 {
				d := article(fmt.Sprintf("Iran met Iraq on day %d.", i))
				d.StoryID = fmt.Sprintf("input %d", i)
				in = pipeline.Input{Document: d}
			}
			if err := send(in); err != nil {
				return err
			}
		}
		return nil
	}
}

// TestEachOrder holds that documents and errors come out in the order in which
// they went in, coded.
func TestEachOrder(t *testing.T) {
	p := load(t)
	for _, workers := range []int{0, 1, 8} {
		n := 0
		err := p.Each(context.Background(), workers, inputs(40), func(in pipeline.Input) error {
			got := ""
			switch {
			case in.Err != nil:
				got = in.Err.Error()
			case len(in.Document.Sentences) != 1:
				t.Errorf("document %d has %d sentences", n, len(in.Document.Sentences))
				fallthrough
			default:
				got = in.Document.StoryID
			}
			if want := fmt.Sprintf("input %d", n); got != want {
				t.Errorf("%d workers: got %s, want %s", workers, got, want)
			}
			n++
			return nil
		})
		if err != nil || n != 40 {
			t.Errorf("%d workers: %d inputs came out, error %v", workers, n, err)
		}
	}
}

// TestEachStops holds that the error of either side ends the work and comes
// back, and that a cancelled context does.
func TestEachStops(t *testing.T) {
	p := load(t)
	stop := errors.New("stop")
	t.Run("yield", func(t *testing.T) {
		n := 0
		err := p.Each(context.Background(), 4, inputs(1000), func(pipeline.Input) error {
			n++
			if n == 5 {
				return stop
			}
			return nil
		})
		if !errors.Is(err, stop) || n != 5 {
			t.Errorf("error %v after %d inputs, want stop after 5", err, n)
		}
	})
	t.Run("feed", func(t *testing.T) {
		err := p.Each(context.Background(), 4, func(send func(pipeline.Input) error) error {
			if err := inputs(5)(send); err != nil {
				return err
			}
			return stop
		}, func(pipeline.Input) error { return nil })
		if !errors.Is(err, stop) {
			t.Errorf("error %v, want stop", err)
		}
	})
	t.Run("context", func(t *testing.T) {
		ctx, cancel := context.WithCancel(context.Background())
		n := 0
		err := p.Each(ctx, 4, inputs(1000), func(pipeline.Input) error {
			if n++; n == 3 {
				cancel()
			}
			return nil
		})
		cancel()
		if !errors.Is(err, context.Canceled) || n > 200 {
			t.Errorf("error %v after %d inputs, want context.Canceled early", err, n)
		}
	})
}
