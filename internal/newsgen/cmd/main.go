// Command cmd writes an archive of invented news, for tests and benchmarks:
//
//	go run ./internal/newsgen/cmd -n 100000 -seed 1 DIR          web pages
//	go run ./internal/newsgen/cmd -n 100000 -seed 1 FILE.jsonl   JSON Lines
package main

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"time"

	"casus/internal/newsgen"
)

func main() {
	n := flag.Int("n", 1000, "number of articles")
	seed := flag.Uint64("seed", 1, "another seed makes other articles")
	days := flag.Int("days", 0, "days from the first event to the last; 0 is eleven years from 2015 on")
	flag.Usage = func() {
		fmt.Fprintln(flag.CommandLine.Output(), "usage: newsgen [-n N] [-seed N] [-days N] DIR|FILE.jsonl")
		flag.PrintDefaults()
	}
	flag.Parse()
	if flag.NArg() != 1 || *n < 0 {
		flag.Usage()
		os.Exit(2)
	}
	if err := write(flag.Arg(0), *n, newsgen.Options{Seed: *seed, Days: *days}); err != nil {
		fmt.Fprintln(os.Stderr, "newsgen: "+err.Error())
		os.Exit(1)
	}
}

func write(to string, n int, opts newsgen.Options) error {
	begun := time.Now()
	p, err := newsgen.New(opts)
	if err != nil {
		return err
	}
	if strings.HasSuffix(to, ".jsonl") {
		err = p.WriteLines(to, n)
	} else {
		err = p.WritePages(to, n)
	}
	if err == nil {
		fmt.Fprintf(os.Stderr, "newsgen: %d articles in %s, %.0f a second\n", n, to, float64(n)/time.Since(begun).Seconds())
	}
	return err
}
