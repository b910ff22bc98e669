package speech

import (
	"casus/doc"
	"casus/span"
)

// farQuote is how many sentences may lie between a quotation without a verb of
// saying and the statement whose speaker goes on in it.
const farQuote = 3

// continued gives the quotations that no verb of saying governs to the one who
// is speaking: another sentence of the same quotation has a speaker, or the
// quotation follows a statement closely, or a statement follows it in the same
// paragraph.
func (r *run) continued() {
	for q := range r.quotes {
		in := r.quotes[q].inside
		first, last := r.sentencesOf(in)
		if first < 0 {
			continue
		}
		speaker, known := r.speakerOf(q, first, last)
		if !known {
			continue
		}
		for s := first; s <= last; s++ {
			r.continuation(s, in, speaker)
		}
	}
}

// continuation adds one sentence's share of a quotation, where the quotation
// makes up most of the sentence and is not a statement yet.
func (r *run) continuation(s int, in span.Span, speaker *doc.Statement) {
	sentence := r.d.Sentences[s].Span
	share := intersect(in, sentence)
	if 10*share.Len() < 7*sentence.Len() || r.covered(s, share) {
		return
	}
	r.add(doc.Statement{
		Sentence: int32(s), Speaker: speaker.Speaker, Kind: speaker.Kind, Through: speaker.Through, Addressee: speaker.Addressee,
		Cue: doc.None, CueWords: speaker.CueWords, Direct: true, Content: share, Rule: "quotation goes on",
	})
}

// covered reports whether a statement of the sentence already has the words.
func (r *run) covered(s int, share span.Span) bool {
	for i := range r.d.Statements {
		st := &r.d.Statements[i]
		if int(st.Sentence) == s && 2*intersect(st.Content, share).Len() >= share.Len() {
			return true
		}
	}
	return false
}

// sentencesOf is the first and last sentence that a span touches, −1 if none.
func (r *run) sentencesOf(in span.Span) (first, last int) {
	first, last = -1, -1
	for s := range r.d.Sentences {
		if r.d.Sentences[s].Span.Overlaps(in) {
			if first < 0 {
				first = s
			}
			last = s
		} else if first >= 0 {
			break
		}
	}
	return first, last
}

// speakerOf finds the statement whose speaker also speaks quotation q, which
// lies in sentences first to last.
func (r *run) speakerOf(q, first, last int) (*doc.Statement, bool) {
	in := r.quotes[q].inside
	var before, after *doc.Statement
	for i := range r.d.Statements {
		st := &r.d.Statements[i]
		s := int(st.Sentence)
		switch {
		case st.Content.Overlaps(in) && st.Speaker.Entity != doc.None:
			return st, true
		case s <= last && s >= first-farQuote && st.Content.Start < in.Start && st.Cue != doc.None:
			if before == nil || s >= int(before.Sentence) {
				before = st
			}
		case s == last && st.Direct && after == nil:
			after = st
		}
	}
	if before != nil && before.Speaker.Entity != doc.None {
		return before, true
	}
	if after != nil && after.Speaker.Entity != doc.None {
		return after, true
	}
	return nil, false
}
