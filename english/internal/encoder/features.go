package encoder

import "casus/english/internal/words"

// NumFeatures is the number of features of a word.
const NumFeatures = 10

// Features are the keys of what is learned about a word, one for each template:
// the word, its beginning and end, its shape, and the names it is known in. 0
// stands for a feature that the word does not have.
type Features [NumFeatures]uint32

// Word is the template of the word itself.
const Word = 0

// Fill fills f for word i of a sentence.
func (f *Features) Fill(w *words.Word, first bool) {
	begins := uint32(0)
	if first {
		begins = 1
	}
	*f = Features{
		words.Key(1, w.Lower, 0, 0),
		words.Key(2, w.Suffix[0], uint32(w.Flags), 0),
		words.Key(3, w.Suffix[1], 0, 0),
		words.Key(4, w.Suffix[2], 0, 0),
		words.Key(5, w.Suffix[3], 0, 0),
		words.Key(6, w.Prefix[1], 0, 0),
		words.Key(7, w.Prefix[2], 0, 0),
		words.Key(8, w.Shape, begins, 0),
		words.Key(9, uint32(w.Flags), begins, 0),
		words.Key(10, uint32(w.Entry.Names), uint32(w.Flags&words.Initial), 0),
	}
}
