package coder

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
)

// identify gives every report its id: the hash of the document's id, the words
// of the first evidence sentence, the lemma of the trigger and which of several
// such reports it is. Type, actors, offsets and versions of the program do not
// enter, so that a report keeps its id when it is coded again.
func (r *run) identify() {
	seen := map[string]int{}
	for i := range r.d.Reports {
		rep := &r.d.Reports[i]
		sentence := r.d.Sentences[rep.Sentences[0]].Span.Of(r.d.Text)
		key := r.d.ID + "\x00" + normal(sentence) + "\x00" + rep.Lemma
		seen[key]++
		sum := sha256.Sum256([]byte(key + "\x00" + strconv.Itoa(seen[key])))
		rep.ID = "r_" + hex.EncodeToString(sum[:10])
	}
}

// normal is a sentence in lower case with single spaces, so that a new
// extraction with other white space keeps the id.
func normal(s string) string {
	return strings.ToLower(strings.Join(strings.Fields(s), " "))
}
