package casus

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// layer is one package, or one with all that lies below it, and the packages
// of this module that it may import.
type layer struct {
	name    string
	imports string
}

// layers is the module from leaf to root: a package imports only what stands
// above it here and is named in its line. Stages (source, english, actor, when,
// where, speech, coder) never import one another, they meet in doc; what keeps,
// compares, merges and judges records (record, diff, merge, store, eval) never reaches the coder. A new edge
// is a design decision and gets a commit of its own.
var layers = []layer{
	{"span", ""},
	{"ud", ""},
	{"ontology", ""},
	{"doc", "ontology span ud"},
	{"tree", "doc span ud"},
	{"conllu", "doc span ud"},
	{"lexicon", "doc ontology span"},
	{"internal/newsgen", "doc lexicon"},
	{"confidence", ""},
	{"source/warc", ""},
	{"source", "doc source/warc span"},
	{"fetch", "source/warc"},
	{"gather", "doc fetch source"},
	{"english", "conllu doc span ud"},
	{"english/train", "conllu doc english span ud"},
	{"actor", "doc lexicon span tree ud"},
	{"when", "doc span tree ud"},
	{"where", "doc lexicon span tree ud"},
	{"english/train/wordnet", ""},
	{"english/train/mkgazetteer", "english english/train/wordnet lexicon where"},
	{"english/train/mkwholenames", "english english/train/wordnet lexicon where"},
	{"speech", "doc lexicon span tree ud"},
	{"office", "doc lexicon tree ud"},
	{"coder", "confidence doc lexicon ontology span tree ud"},
	{"record", "doc ontology span ud"},
	{"pipeline", "actor coder doc english lexicon record speech when where"},
	{"diff", "record"},
	{"merge", "record"},
	{"store", "doc merge ontology record span"},
	{"eval", "confidence ontology record span"},
	{"export", "diff ontology record span store"},
	{"review", "ontology record store"},
	{"gdelt", "ontology span"},
	{"demo", ""},
	{"docs", ""},
	{"cmd", "conllu demo diff doc docs english english/train eval export fetch gather gdelt lexicon office pipeline record review source span store"},
}

// farApart are pairs that must not meet even through other packages.
var farApart = map[string][]string{
	"record": {"coder", "pipeline", "english", "lexicon"},
	"merge":  {"coder", "pipeline", "english", "lexicon"},
	"diff":   {"coder", "pipeline", "english", "lexicon"},
	"store":  {"coder", "pipeline", "english", "lexicon"},
	"eval":   {"coder", "pipeline", "english", "lexicon"},
	"export": {"coder", "pipeline", "english", "lexicon"},
	"review": {"coder", "pipeline", "english", "lexicon", "confidence"},
	"source": {"english", "coder", "lexicon"},
}

// TestImports holds the edges of layers for every file that is not a test.
// Tests may import more: a test of language parses its sentences with the
// model.
func TestImports(t *testing.T) {
	rank := map[string]int{}
	for i, l := range layers {
		rank[l.name] = i
	}
	err := filepath.WalkDir(".", func(file string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.IsDir() && file != "." && (strings.HasPrefix(e.Name(), ".") || e.Name() == "testdata" || e.Name() == "node_modules"):
			return fs.SkipDir
		case e.IsDir() || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go"):
			return nil
		}
		checkFile(t, filepath.ToSlash(file), rank)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// checkFile reports the imports of one file that its layer does not allow.
func checkFile(t *testing.T, file string, rank map[string]int) {
	from := layerOf(path.Dir(file))
	if from == "" {
		if path.Dir(file) != "." {
			t.Errorf("%s: package %s is in no layer; add it to layers in deps_test.go", file, path.Dir(file))
		}
		return
	}
	files := token.NewFileSet()
	f, err := parser.ParseFile(files, filepath.FromSlash(file), nil, parser.ImportsOnly)
	if err != nil {
		t.Error(err)
		return
	}
	for _, spec := range f.Imports {
		name, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		name, own := strings.CutPrefix(name, "casus/")
		if !own {
			continue
		}
		to := layerOf(name)
		allowed := strings.Fields(layers[rank[from]].imports)
		if to != from && !slices.Contains(allowed, to) {
			t.Errorf("%s: %s imports %s; layers in deps_test.go allows it: %s",
				files.Position(spec.Pos()), from, name, strings.Join(append(allowed, "nothing else"), ", "))
		}
	}
}

// layerOf is the longest layer that a package lies in, empty if none.
func layerOf(pkg string) string {
	for p := pkg; p != "." && p != "/"; p = path.Dir(p) {
		if slices.ContainsFunc(layers, func(l layer) bool { return l.name == p }) {
			return p
		}
	}
	return ""
}

// TestLayers holds that the table itself has an order and keeps apart what must
// not meet.
func TestLayers(t *testing.T) {
	reach := map[string][]string{}
	for i, l := range layers {
		for _, to := range strings.Fields(l.imports) {
			below := slices.IndexFunc(layers[:i], func(x layer) bool { return x.name == to })
			if below < 0 {
				t.Errorf("%s imports %s, which does not stand above it", l.name, to)
			}
			reach[l.name] = append(append(reach[l.name], to), reach[to]...)
		}
		for _, never := range farApart[l.name] {
			if slices.Contains(reach[l.name], never) {
				t.Errorf("%s reaches %s", l.name, never)
			}
		}
	}
}
