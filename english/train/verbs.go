package train

import (
	"archive/tar"
	"bufio"
	"compress/gzip"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"casus/english/internal/tagger"
	"casus/english/internal/words"
	"casus/ud"
)

// irregular has the irregular verbs that news copy uses: lemma, past and past
// participle in each line.
//
//go:embed irregular.txt
var irregular string

// readVerbs lists the verbs that PropBank has frames for, from its archive of
// XML files.
func readVerbs(path string) ([]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	var verbs []string
	archive := tar.NewReader(z)
	for {
		_, err := archive.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", path, err)
		}
		if verbs, err = appendVerbs(verbs, archive); err != nil {
			return nil, fmt.Errorf("read %s: %w", path, err)
		}
	}
	slices.Sort(verbs)
	return slices.Compact(verbs), nil
}

// appendVerbs finds lines such as <alias pos="v">vow</alias>.
func appendVerbs(verbs []string, frame io.Reader) ([]string, error) {
	lines := bufio.NewScanner(frame)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		_, rest, ok := strings.Cut(lines.Text(), `<alias pos="v">`)
		verb, _, closed := strings.Cut(rest, "<")
		if ok && closed && isWord(verb) {
			verbs = append(verbs, verb)
		}
	}
	return verbs, lines.Err()
}

func isWord(s string) bool {
	return len(s) > 1 && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz") == ""
}

// irregularTypes are the past forms of irregular verbs, also where the tagger
// takes the past for a present, unless the form is a verb of its own ("found").
func irregularTypes(set *tagger.Tagset, known map[string]bool) []wordType {
	var types []wordType
	for _, line := range strings.Split(strings.TrimSpace(irregular), "\n") {
		forms := strings.Fields(line)
		types = append(types, verbType(set, forms[1], forms[0], ud.VBD), verbType(set, forms[2], forms[0], ud.VBN))
		if !known[forms[1]] {
			types = append(types, verbType(set, forms[1], forms[0], ud.VBP), verbType(set, forms[1], forms[0], ud.VB), verbType(set, forms[1], forms[0], ud.VBN))
		}
	}
	for i := range types {
		types[i].count = 1 // as if seen: "sent" is no form of "go", though that is a verb too
	}
	return types
}

func verbType(set *tagger.Tagset, form, lemma string, xpos ud.XPOS) wordType {
	t := wordType{form: form, lemma: lemma, pos: set.POSOf(ud.VERB, xpos)}
	(*words.Lexicon)(nil).Describe(form, &t.word)
	return t
}

// verbTypes are the regular forms of verbs: first those of verbs in -e, which
// have the better claim to "rated", then all others.
func verbTypes(set *tagger.Tagset, verbs []string) []wordType {
	var types []wordType
	add := func(form, lemma string, tags ...ud.XPOS) {
		for _, xpos := range tags {
			types = append(types, verbType(set, form, lemma, xpos))
		}
	}
	for _, silent := range []bool{true, false} {
		for _, v := range verbs {
			if strings.HasSuffix(v, "e") != silent {
				continue
			}
			for _, stem := range stems(v) {
				add(stem+"ed", v, ud.VBD, ud.VBN)
				add(stem+"ing", v, ud.VBG)
			}
			if n := len(v) - 1; v[n] == 'y' && !vowel(v[n-1]) {
				add(v[:n]+"ied", v, ud.VBD, ud.VBN)
				add(v[:n]+"ies", v, ud.VBZ)
			}
			add(v+"s", v, ud.VBZ)
			add(v+"es", v, ud.VBZ)
		}
	}
	return types
}

// stems are what -ed and -ing may be put on: a silent e goes, a consonant after
// a single vowel may be doubled.
func stems(verb string) []string {
	n := len(verb) - 1
	if verb[n] == 'e' {
		return []string{verb[:n], verb}
	}
	if n >= 2 && !vowel(verb[n]) && vowel(verb[n-1]) && !vowel(verb[n-2]) && !strings.ContainsRune("wxy", rune(verb[n])) {
		return []string{verb + verb[n:], verb}
	}
	return []string{verb}
}

func vowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }
