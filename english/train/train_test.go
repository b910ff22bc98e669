package train

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"casus/conllu"
	"casus/doc"
	"casus/english"
	"casus/english/internal/names"
	"casus/english/internal/words"
	"casus/english/segment"
	"casus/ud"
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
		put(name, bytes.Repeat(treebank, 3))
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

// TestRunIsDeterministic trains twice on toy data: the files are equal and can be
// read, and the model knows its own training data.
func TestRunIsDeterministic(t *testing.T) {
	data := toyData(t)
	var models, bounds [2][]byte
	var card *Card
	for i := range models {
		dir := t.TempDir()
		o := Options{Data: data, Out: filepath.Join(dir, "model.bin"), Bounds: filepath.Join(dir, "segment.weights"), Seed: 5, Epochs: 12}
		var err error
		if card, err = Run(o); err != nil {
			t.Fatal(err)
		}
		if models[i], err = os.ReadFile(o.Out); err != nil {
			t.Fatal(err)
		}
		if bounds[i], err = os.ReadFile(o.Bounds); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(models[0], models[1]) || !bytes.Equal(bounds[0], bounds[1]) {
		t.Error("the same data and seed made different files")
	}
	if _, err := english.Read(models[0]); err != nil {
		t.Error(err)
	}
	if _, err := segment.Load(bounds[0]); err != nil {
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
	sentences := fromTreebank(list)
	gumNames(list, sentences)
	got := sentences[0].labels
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

// TestAnnotate labels the words of a sentence by the spans that stand under its
// identifier.
func TestAnnotate(t *testing.T) {
	const treebank = `# sent_id = a-0002
1	United	United	ADJ	NNP	_	2	amod	_	_
2	Nations	Nation	PROPN	NNPS	_	3	nmod:poss	_	SpaceAfter=No
3	's	's	PART	POS	_	2	case	_	_
4	Kofi	Kofi	PROPN	NNP	_	6	nsubj	_	_
5	Annan	Annan	PROPN	NNP	_	4	flat	_	_
6	spoke	speak	VERB	VBD	_	0	root	_	_

`
	list, err := conllu.ReadAll("test", bytes.NewReader([]byte(treebank)))
	if err != nil {
		t.Fatal(err)
	}
	sentences := fromTreebank(list)
	organisation, _ := parseSpan("O1-2")
	person, _ := parseSpan("P4-5")
	if err := annotate(list, sentences, map[string][]nameSpan{"a-0002": {organisation, person}}); err != nil {
		t.Fatal(err)
	}
	want := []names.Label{
		names.Begin(doc.Organisation), names.Inside(doc.Organisation), 0, names.Begin(doc.Person), names.Inside(doc.Person), 0,
	}
	if got := sentences[0].labels; !slices.Equal(got, want) {
		t.Errorf("labels %v, want %v", got, want)
	}
	if err := annotate(list, sentences, map[string][]nameSpan{"a-0002": {{doc.Person, 5, 7}}}); err == nil {
		t.Error("a name beyond the end of its sentence is no error")
	}
	for _, bad := range []string{"X1", "P0", "P4-3", "Px", "P"} {
		if n, ok := parseSpan(bad); ok {
			t.Errorf("parseSpan(%q) is %v, want none", bad, n)
		}
	}
}

func TestReadAnnotation(t *testing.T) {
	spans, err := readAnnotation()
	if err != nil {
		t.Fatal(err)
	}
	count := 0
	for _, list := range spans {
		count += len(list)
	}
	if count < 11900 {
		t.Errorf("%d names, want at least 11900", count)
	}
}

func TestVary(t *testing.T) {
	tok := func(form string, upos ud.UPOS, head int) token { return token{form: form, upos: upos, head: head} }
	s := &sentence{tokens: []token{tok("Rebels", ud.NOUN, 2), tok("seize", ud.VERB, 0), tok("the", ud.DET, 4), tok("town", ud.NOUN, 2), tok(".", ud.PUNCT, 2)}, class: make([]uint16, 5)}
	l := words.NewLexicon(1)
	describe(l, []*sentence{s})
	if got := withoutEnd(s); len(got.tokens) != 4 || len(got.words) != 4 || len(s.tokens) != 5 {
		t.Errorf("without its end, 5 words become %d, and the original has %d", len(got.tokens), len(s.tokens))
	}
	v := variation{l}
	var want words.Word
	l.Describe("Town", &want)
	if got := v.recast(s, title).words; got[3] != want || got[2] != s.words[2] {
		t.Error("a headline has a capital on nouns and none on articles")
	}
}

func TestStems(t *testing.T) {
	for verb, want := range map[string]string{"vow": "vow", "shell": "shell", "plan": "plann", "bomb": "bomb", "strike": "strik"} {
		if got := stems(verb)[0]; got != want {
			t.Errorf("%s: stem %s, want %s", verb, got, want)
		}
	}
}
