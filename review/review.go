// Package review measures how often the reports of a store are right, by
// people who judge a random sample of them, and how many events were missed, by
// people who read whole articles.
//
// It reads a store and never changes it. What was drawn and judged stands in
// review.jsonl in the store's folder, one line an act, appended and never
// edited; an undo is a line too. A judgement hangs on the id of its report,
// which survives recoding, and keeps hashes of the field values that it was
// about: after a recoding it holds where they are the same. The figures go to
// quality.json beside it, with what they were measured on, so that they can be
// told to be stale.
//
// Precision is estimated from simple random samples with Wilson's interval
// (Wilson, JASA 22, 1927) or from samples of equal size per event type, by the
// stored inclusion probabilities, with draws from Beta(½,½) posteriors; recall
// from whole articles with a bootstrap over articles. Nothing here hangs on the
// confidence of a report, which a judge must not see.
package review

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"casus/record"
)

// Field is a part of a report that is judged apart.
type Field string

// The fields, in the order of their keys on a card.
const (
	Type        Field = "type" // with its mode
	Actor       Field = "actor"
	Recipient   Field = "recipient"
	Status      Field = "status"
	Attribution Field = "attribution"
	Date        Field = "date"
	Place       Field = "place"
)

// Fields returns all fields, in order.
func Fields() []Field {
	return []Field{Type, Actor, Recipient, Status, Attribution, Date, Place}
}

// strict is the fields that must be right for a report to be right in the
// strict sense: who did what to whom, and whether it took place.
var strict = []Field{Type, Actor, Recipient, Status}

// Verdict is what a judge says of a card.
type Verdict string

// The verdicts. An article of a recall sample is Read or Unsure.
const (
	Right   Verdict = "right"    // an event, and right in all fields
	Wrong   Verdict = "wrong"    // an event, and wrong in the fields named
	NoEvent Verdict = "no-event" // the sentence reports no such event
	Unsure  Verdict = "unsure"   // left out of the figures and counted
	Read    Verdict = "read"
)

// Judgement is one card judged by one person.
type Judgement struct {
	Sample  string            `json:"sample"`
	Round   int               `json:"round"` // 1; 2 is a second, blind reading
	Card    string            `json:"card"`  // id of the report or document
	Judge   string            `json:"judge"`
	Verdict Verdict           `json:"verdict"`
	Wrong   []Field           `json:"wrong,omitempty"`   // in the order of Fields
	Missed  int               `json:"missed,omitempty"`  // events of an article that have no report
	Found   int               `json:"found,omitempty"`   // reports of an article that are events
	False   []string          `json:"false,omitempty"`   // reports of an article that are none
	Coded   map[string]string `json:"coded"`             // what was judged, by CodedReport or CodedArticle
	Carried string            `json:"carried,omitempty"` // the sample that it was made for; empty for this one
	At      string            `json:"at"`                // RFC 3339, UTC
}

// is reports whether a judgement finds an event and every one of the fields
// right.
func (j *Judgement) is(fields []Field) bool {
	if j.Verdict == Wrong {
		return !slices.ContainsFunc(fields, func(f Field) bool { return slices.Contains(j.Wrong, f) })
	}
	return j.Verdict == Right
}

// CodedReport has, by field, a short hash of what casus says of a report. Two
// codings of one report that have the same hash under a field say the same.
func CodedReport(r *record.Report) map[string]string {
	coded := map[string]string{}
	for _, f := range Fields() {
		coded[string(f)] = hash(values(r, f))
	}
	return coded
}

// articleKey is the one key of CodedArticle.
const articleKey = "article"

// CodedArticle is a hash of an article's text and the ids of its reports.
func CodedArticle(s *record.Story) map[string]string {
	parts := []string{s.Version}
	for i := range s.Reports {
		parts = append(parts, s.Reports[i].ID)
	}
	return map[string]string{articleKey: hash(parts)}
}

// hash is long enough to tell the values of one field of one report apart.
func hash(parts []string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:6])
}

// values is what a judge sees of a field.
func values(r *record.Report, f Field) []string {
	switch f {
	case Type:
		return []string{r.Type, record.Value(r.Mode)}
	case Actor:
		return entities(r.Actors)
	case Recipient:
		return entities(r.Recipients)
	case Status:
		return []string{r.Status}
	case Attribution:
		if r.Attribution == nil {
			return nil
		}
		return append(entities([]record.Entity{r.Attribution.Entity}), r.Attribution.Kind)
	case Date:
		return []string{record.Value(r.Date), record.Value(r.DateEnd), record.Value(r.DatePrecision)}
	default:
		if r.Place == nil {
			return nil
		}
		return []string{r.Place.Name, record.Value(r.Place.Country), r.Place.Level}
	}
}

func entities(list []record.Entity) []string {
	var parts []string
	for i := range list {
		e := &list[i]
		parts = append(parts, e.Text, record.Value(e.Country), record.Value(e.Sector), record.Value(e.Actor))
	}
	return parts
}
