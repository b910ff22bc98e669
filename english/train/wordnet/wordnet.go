// Package wordnet reads the names that stand among the nouns of WordNet 3.0, for
// the commands that make lists of names of it.
package wordnet

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"
)

// File is the file of WordNet that a noun belongs to: what kind of thing it is.
type File string

// The files of names.
const (
	Group    File = "14"
	Location File = "15"
	Person   File = "18"
)

// Nouns calls yield with the nouns of the file data.noun at path, their words
// apart, and where they belong. It reads lines such as
// "07958820 14 n 01 Elgin_Marbles 0 001 @ …": place in the file, file, part of
// speech, number of nouns in hexadecimal, nouns, each with a number.
func Nouns(path string, yield func(noun string, file File)) error {
	data, err := os.Open(path)
	if err != nil {
		return err
	}
	defer data.Close()
	lines := bufio.NewScanner(data)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		f := strings.Fields(lines.Text())
		if strings.HasPrefix(lines.Text(), " ") || len(f) < 5 {
			continue // the licence
		}
		count, err := strconv.ParseInt(f[3], 16, 32)
		if err != nil || len(f) < 4+2*int(count) {
			return fmt.Errorf("%s:%d: %q is no noun, want its place, file, part of speech, number of words, words", path, n, lines.Text())
		}
		for i := range int(count) {
			yield(strings.ReplaceAll(f[4+2*i], "_", " "), File(f[1]))
		}
	}
	return lines.Err()
}
