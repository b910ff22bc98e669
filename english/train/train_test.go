package train

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"testing"

	"casus/conllu"
	"casus/doc"
	"casus/english"
	"casus/english/internal/names"
)

// toyData is a data folder made of the committed sentences.
func toyData(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	put := func(name string, content []byte) {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	treebank, err := os.ReadFile("../testdata/news.conllu")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range append(trainFiles, devFiles...) {
		put(name, bytes.Repeat(treebank, 8))
	}
	put(nameFiles[0].path, []byte("1\tIran\tB-LOC\n2\tsaid\tO\n\n1\tAbbas\tB-PER\n2\tAraghchi\tI-PER\n3\tleft\tO\n\n"))
	put(nameFiles[1].path, []byte("The O\nUnited I-ORG\nNations I-ORG\n\n"))
	var archive bytes.Buffer
	z := gzip.NewWriter(&archive)
	w := tar.NewWriter(z)
	frame := []byte("<alias pos=\"v\">shell</alias>\n<alias pos=\"n\">shelling</alias>\n")
	if err := w.WriteHeader(&tar.Header{Name: "frames/shell.xml", Mode: 0o644, Size: int64(len(frame))}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(frame); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	put(verbFile, archive.Bytes())
	return dir
}

// TestRunIsDeterministic trains twice on toy data: the files are equal, can be
// read, and know their own training data.
func TestRunIsDeterministic(t *testing.T) {
	data := toyData(t)
	var files [2][]byte
	var card *Card
	for i := range files {
		out := filepath.Join(t.TempDir(), "model.bin")
		var err error
		if card, err = Run(Options{Data: data, Out: out, Seed: 5, Epochs: 3}); err != nil {
			t.Fatal(err)
		}
		if files[i], err = os.ReadFile(out); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(files[0], files[1]) {
		t.Error("the same data and seed made different files")
	}
	if _, err := english.Read(files[0]); err != nil {
		t.Error(err)
	}
	if las := card.Sets[0].Gold[conllu.LAS].F1(); las < 0.9 {
		t.Errorf("LAS on the training data is %.2f, want 0.9", las)
	}
}

func TestGUMNames(t *testing.T) {
	const treebank = `1	President	President	PROPN	NNP	_	2	nmod:desc	_	Entity=(1-person-new
2	Masoud	Masoud	PROPN	NNP	_	3	nsubj	_	Entity=1)
3	met	meet	VERB	VBD	_	0	root	_	_
4	the	the	DET	DT	_	5	det	_	Entity=(2-organization-new
5	University	University	PROPN	NNP	_	3	obj	_	_
6	of	of	ADP	IN	_	7	case	_	_
7	Oslo	Oslo	PROPN	NNP	_	5	nmod	_	Entity=(3-place-new-Oslo)2)
8	team	team	NOUN	NN	_	3	obj	_	Entity=(4-person-new)

`
	list, err := conllu.ReadAll("test", bytes.NewReader([]byte(treebank)))
	if err != nil {
		t.Fatal(err)
	}
	got := gumNames(list)[0].labels
	want := []names.Label{
		0, names.Begin(doc.Person), 0, 0,
		names.Begin(doc.Organisation), names.Inside(doc.Organisation), names.Inside(doc.Organisation), 0,
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("word %d: label %d, want %d", i+1, got[i], want[i])
		}
	}
}

func TestStems(t *testing.T) {
	for verb, want := range map[string]string{"vow": "vow", "shell": "shell", "plan": "plann", "bomb": "bomb", "strike": "strik"} {
		if got := stems(verb)[0]; got != want {
			t.Errorf("%s: stem %s, want %s", verb, got, want)
		}
	}
}
