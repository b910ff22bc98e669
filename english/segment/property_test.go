package segment

import (
	"errors"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"casus/conllu"
	"casus/doc"
	"casus/span"
)

// check holds the result of Split to what it promises.
func check(t *testing.T, text string, blocks []span.Span, sentences []doc.Sentence, tokens []doc.Token) {
	t.Helper()
	next, at := int32(0), 0
	for i, s := range sentences {
		if s.First != next || s.End <= s.First {
			t.Fatalf("sentence %d holds tokens [%d:%d), want them from %d on", i, s.First, s.End, next)
		}
		next = s.End
		block := blocks[s.Block]
		if !block.Contains(s.Span) || s.Span.Start != tokens[s.First].Span.Start || s.Span.End != tokens[s.End-1].Span.End {
			t.Fatalf("sentence %d: span %v, block %v, tokens %v to %v", i, s.Span, block, tokens[s.First].Span, tokens[s.End-1].Span)
		}
		for _, token := range tokens[s.First:s.End] {
			if token.Span.Start < at || token.Span.Empty() || token.Form != token.Span.Of(text) {
				t.Fatalf("token %q at %v, want it behind byte %d", token.Form, token.Span, at)
			}
			covered(t, text, at, token.Span.Start, blocks)
			at = token.Span.End
		}
		if tokens[s.First].Joined {
			t.Fatalf("sentence %d begins with a joined token", i)
		}
	}
	if int(next) != len(tokens) {
		t.Fatalf("sentences end at token %d of %d", next, len(tokens))
	}
	covered(t, text, at, len(text), blocks)
}

// covered checks that there is nothing but white space between tokens, as far as
// blocks cover it.
func covered(t *testing.T, text string, from, to int, blocks []span.Span) {
	t.Helper()
	for _, b := range blocks {
		for i := max(from, b.Start); i < min(to, b.End); {
			c, width := classAt(text[:b.End], i)
			if c != space {
				t.Fatalf("byte %d (%q) is in no token", i, text[i:i+width])
			}
			i += width
		}
	}
}

func FuzzSplit(f *testing.F) {
	f.Add(newsText, 10)
	f.Add("] 0", 0)
	f.Add("don't 'em '90s y’all’s U.S.'s Yahoo! [x] ((( “” a-b-re-c 1-2-3-4-5-6-7-8 a.b.c.d@e www.x http://", 3)
	f.Add("\xff\xfe a\xc3 ’\x80. \u00ad \u200b No. 5 X. p.m. .\n\n.\r\n", 5)
	f.Add("KYIV/GENEVA (AP) — “Go‘s,” 'n' ’tis (@a_b) US$1.2bn 5.2pc https://a.b/(c)). 1. (ii) Q. by J. Doe Jan. The i.e. He\u202a\u2066", 40)
	s := New()
	f.Fuzz(func(t *testing.T, text string, cut int) {
		blocks := Paragraphs(text, nil)
		sentences, tokens := s.Split(text, blocks, nil, nil)
		check(t, text, blocks, sentences, tokens)
		if cut > 0 && cut < len(text) {
			blocks = []span.Span{{Start: 0, End: cut}, {Start: cut, End: len(text)}}
			sentences, tokens = s.Split(text, blocks, sentences[:0], tokens[:0])
			check(t, text, blocks, sentences, tokens)
		}
	})
}

func TestSplitAppends(t *testing.T) {
	text := "One two.\n\nThree."
	s := New()
	sentences, tokens := s.Split(text, Paragraphs(text, nil), make([]doc.Sentence, 1), make([]doc.Token, 5))
	if len(sentences) != 3 || sentences[1].First != 5 || sentences[2].End != int32(len(tokens)) || sentences[2].Block != 1 {
		t.Errorf("sentences %+v of %d tokens", sentences, len(tokens))
	}
	if tokens[5].Head != -1 {
		t.Errorf("head %d, want -1", tokens[5].Head)
	}
}

func TestSplitKeepsToBlocks(t *testing.T) {
	text := "Yahoo! No. 5 don't"
	blocks := []span.Span{{Start: 0, End: 5}, {Start: 5, End: 9}, {Start: 9, End: 15}, {Start: 15, End: 18}}
	sentences, tokens := New().Split(text, blocks, nil, nil)
	check(t, text, blocks, sentences, tokens)
	if got := tokens[1].Form; got != "!" {
		t.Errorf("second token %q, want the mark of the second block", got)
	}
}

// TestSplitIsLinear gives hostile texts. Linear time is some milliseconds for
// each, quadratic time much more than the limit.
func TestSplitIsLinear(t *testing.T) {
	units := []string{
		"a", "a ", "(", "[(\"", "a-", "re-", "1-", "1/", "1,", "a.", "A. ", "U.S.", "a'", "'", "''", "www.", "a@", "a.b-", "http://", "-=", "-=a", ".?!",
		"é", "’", "“x” ", "\xff", "\xc3(", "No. ", "Etc. X", "#a", ":-", "X.", "—", "👍🏽", "a's", "\u00ad", "Gen. \"", "1:", "12'", "&A", "A&", "don't've",
		"a‘", "’tis ", "@a(", "(@a", "1. ", "(a) ", "http://(", ")http://", "—X", "X (A) — ", "'n' ", "by J. ", "Jan. The ", "i.e. ", "”X", "\u202a",
	}
	texts := []string{strings.Repeat("x", 1<<16) + "@ " + strings.Repeat("A. ", 1<<15)}
	for _, unit := range units {
		texts = append(texts, strings.Repeat(unit, 1<<17/len(unit)))
	}
	texts = append(texts,
		strings.Repeat("Gen. Ali's men said “no” in Sana'a, ", 30_000), // a line of 1 MB
		strings.Repeat("tanks, ", 5_000)+"fled.",                       // a sentence of 10,000 tokens
		strings.Repeat("([", 100_000)+"x"+strings.Repeat("])", 100_000),
		"http://"+strings.Repeat("(", 100_000)+strings.Repeat(")", 200_000),
	)
	s := New()
	for _, text := range texts {
		blocks := []span.Span{{Start: 0, End: len(text)}}
		start := time.Now()
		sentences, tokens := s.Split(text, blocks, nil, nil)
		if d := time.Since(start); d > 5*time.Second {
			t.Errorf("%q repeated: %v", text[:10], d)
		}
		check(t, text, blocks, sentences, tokens)
	}
}

func TestSplitAllocatesNothing(t *testing.T) {
	s := New()
	blocks := Paragraphs(newsText, nil)
	sentences, tokens := s.Split(newsText, blocks, nil, nil)
	n := testing.AllocsPerRun(10, func() {
		sentences, tokens = s.Split(newsText, blocks, sentences[:0], tokens[:0])
	})
	if n != 0 {
		t.Errorf("%v allocations, want none", n)
	}
}

func TestParagraphs(t *testing.T) {
	tests := []struct {
		text string
		want []string
	}{
		{"", nil},
		{" \n\n\t\n", nil},
		{"one\ntwo\n\nthree\n", []string{"one\ntwo", "three"}},
		{"one\r\n \r\n\r\ntwo", []string{"one", "two"}},
	}
	for _, tt := range tests {
		var got []string
		for _, p := range Paragraphs(tt.text, nil) {
			got = append(got, p.Of(tt.text))
		}
		if strings.Join(got, "|") != strings.Join(tt.want, "|") {
			t.Errorf("%q: got %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestClassesAreTotal(t *testing.T) {
	for r := rune(0); r < utf8.RuneSelf; r++ {
		if byteClass[r] == high {
			t.Errorf("%q has the class of bytes beyond ASCII", r)
		}
	}
}

func TestLoad(t *testing.T) {
	if _, err := Load(embedded); err != nil {
		t.Fatal(err)
	}
	damaged := []byte(strings.Replace(string(embedded), "segment", "segmenT", 1))
	tests := map[string][]byte{"empty": nil, "other magic": damaged, "cut": embedded[:len(embedded)/2], "flipped": flip(embedded)}
	for name, file := range tests {
		if _, err := Load(file); !errors.Is(err, ErrWeights) {
			t.Errorf("%s: %v, want ErrWeights", name, err)
		}
	}
}

func flip(file []byte) []byte {
	b := []byte(string(file))
	b[len(b)/2] ^= 1
	return b
}

func FuzzLoad(f *testing.F) {
	f.Add([]byte(magic))
	f.Add(encodeWeights([]int8{0, 1, -2, 0, 0, 127}))
	f.Fuzz(func(t *testing.T, file []byte) {
		s, err := Load(file)
		if err == nil && len(s.weights) != 1<<tableBits {
			t.Errorf("%d weights", len(s.weights))
		}
		if body, err := decodeWeights(encodeWeights([]int8{1, 0, 3})); err != nil || body[0] != 1 || body[2] != 3 {
			t.Errorf("weights do not read back: %v", err)
		}
	})
}

const treebank = `# newdoc
# text = The talks failed.
1	The	the	DET	DT	_	2	det	_	_
2	talks	talk	NOUN	NNS	_	3	nsubj	_	_
3	failed	fail	VERB	VBD	_	0	root	_	SpaceAfter=No
4	.	.	PUNCT	.	_	3	punct	_	_

# text = Gen. Ali left.
1	Gen.	Gen.	PROPN	NNP	_	2	compound	_	_
2	Ali	Ali	PROPN	NNP	_	3	nsubj	_	_
3	left	leave	VERB	VBD	_	0	root	_	SpaceAfter=No
4	.	.	PUNCT	.	_	3	punct	_	_

# newpar
# text = It rained
1	It	it	PRON	PRP	_	2	nsubj	_	_
2	rained	rain	VERB	VBD	_	0	root	_	_

`

func TestTrain(t *testing.T) {
	sentences, err := conllu.ReadAll("treebank", strings.NewReader(treebank))
	if err != nil {
		t.Fatal(err)
	}
	calls := 0
	train := func() []byte {
		return Train([][]conllu.Sentence{sentences}, TrainOptions{}, func(done, all int) {
			calls++
			if done > all {
				t.Errorf("%d of %d epochs", done, all)
			}
		})
	}
	file := train()
	if string(file) != string(train()) {
		t.Error("two trainings gave different weights")
	}
	if calls != 2*20*4 {
		t.Errorf("progress called %d times, want 160", calls)
	}
	s, err := Load(file)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := render(s, "The talks failed. Gen. Ali left."), "The talks failed .\nGen. Ali left ."; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
