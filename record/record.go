// Package record has the published row: one story with its reports and
// statements as JSON, the contract of docs/record.md in and out. It reads a
// coded doc.Document and changes nothing.
//
// A row depends on the input and on the versions that it names, never on the
// clock or the machine. Evidence spans are half-open, in bytes and in Unicode
// code points, both counted inside the field that they name, and Quote is
// exactly the words there. Absent values are null, not empty strings.
package record

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// Story is one line of the JSON Lines contract.
type Story struct {
	ID         string      `json:"id"`
	URL        *string     `json:"url"`
	Publisher  *string     `json:"publisher"`
	Title      string      `json:"title"`
	Author     *string     `json:"author"`
	Published  *string     `json:"published"` // YYYY-MM-DD or RFC 3339 as the source gave it
	Language   *string     `json:"language"`  // ISO 639-1
	Text       string      `json:"text"`
	Caption    *string     `json:"caption"` // captions, separated by blank lines
	Document   string      `json:"document"`
	Version    string      `json:"document_version"` // SHA-256 of the extracted text
	Reports    []Report    `json:"reports"`
	Statements []Statement `json:"statements"`
	SetAside   []SetAside  `json:"set_aside"`
	Remarks    []Remark    `json:"remarks"`
	Counts     Counts      `json:"counts"`
	Versions   Versions    `json:"versions"`

	Extra []Extra `json:"-"` // other fields of the input, written after text
}

// Extra is a field that passes through.
type Extra struct {
	Name  string
	Value json.RawMessage
}

// Entity is who takes part.
type Entity struct {
	Text    string  `json:"text"`
	Country *string `json:"country"`
	Sector  *string `json:"sector"`
	Actor   *string `json:"actor"` // id in the lexicon
	Role    *Role   `json:"role"`
}

// Role is the office held, with its half-open days.
type Role struct {
	ID     string  `json:"id"`
	Office string  `json:"office"`
	From   *string `json:"from"`
	To     *string `json:"to"`
}

// Source is an entity on whose word something stands.
type Source struct {
	Entity
	Kind string `json:"kind"` // named, anonymous, outlet, document
}

// Evidence is a stretch of the story that carries a report.
type Evidence struct {
	Field     string `json:"field"` // title, text or caption
	Start     int    `json:"start"` // bytes
	End       int    `json:"end"`
	CharStart int    `json:"char_start"` // Unicode code points
	CharEnd   int    `json:"char_end"`
	Quote     string `json:"quote"`
}

// Number is a number of people as printed; a bound that the words do not give
// is null.
type Number struct {
	Text string `json:"text"`
	Min  *int   `json:"min"`
	Max  *int   `json:"max"`
}

// Place is where it happened. Lat and Lon are null for a country.
type Place struct {
	Text    string   `json:"text"`
	Country *string  `json:"country"`
	Name    string   `json:"name"`
	Level   string   `json:"level"`
	ID      *string  `json:"id"`
	Lat     *float64 `json:"lat"`
	Lon     *float64 `json:"lon"`
}

// Report is one article's account of one event.
type Report struct {
	ID            string     `json:"id"`
	Type          string     `json:"type"`
	Mode          *string    `json:"mode"`
	Contexts      []string   `json:"contexts"`
	Actors        []Entity   `json:"actors"`
	Recipients    []Entity   `json:"recipients"`
	Trigger       string     `json:"trigger"`
	Sentences     []string   `json:"sentences"`
	Evidence      []Evidence `json:"evidence"`
	Date          *string    `json:"date"`
	DateEnd       *string    `json:"date_end"`
	DatePrecision *string    `json:"date_precision"`
	Place         *Place     `json:"place"`
	Status        string     `json:"status"`
	Background    bool       `json:"background"`
	Attribution   *Source    `json:"attribution"`
	Killed        *Number    `json:"killed"`
	Injured       *Number    `json:"injured"`
	Score         float64    `json:"score"` // PLOVER intensity, −10…10
	Quad          int        `json:"quad"`  // 1…4
	CAMEO         string     `json:"cameo"` // empty where the entry has none
	Confidence    float64    `json:"confidence"`
	Trace         Trace      `json:"trace"`
}

// Trace is why a report was coded so.
type Trace struct {
	Entry    string    `json:"entry"`
	Rule     string    `json:"rule"`
	Steps    []string  `json:"steps"`
	Rejected []Reading `json:"rejected"`
}

// Reading is an entry that competed and lost.
type Reading struct {
	Entry string `json:"entry"`
	Why   string `json:"why"`
}

// Statement is what somebody is said to have said.
type Statement struct {
	Speaker   *Source  `json:"speaker"`
	Cue       *string  `json:"cue"`
	Direct    bool     `json:"direct"`
	Content   string   `json:"content"`
	Sentence  string   `json:"sentence"`
	Addressee *Entity  `json:"addressee"`
	Through   *Entity  `json:"through"` // the outlet that it came through
	Evidence  Evidence `json:"evidence"`
	Rule      string   `json:"rule"`
}

// SetAside is a sentence that names an action and was not coded.
type SetAside struct {
	Sentence string `json:"sentence"`
	Trigger  string `json:"trigger"`
	Entry    string `json:"entry"`
	Reason   string `json:"reason"`
	Detail   string `json:"detail"`
}

// Remark is what was noticed about the input.
type Remark struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

// Counts says what was seen, so that no report is never a bare zero.
type Counts struct {
	Sentences int `json:"sentences"`
	Words     int `json:"words"`   // separated by white space, body and title
	Actors    int `json:"actors"`  // entities with a country or a sector
	Actions   int `json:"actions"` // predicates of the lexicon: reports and what was set aside
}

// Versions names everything that had a hand in a row.
type Versions struct {
	Casus   string `json:"casus"`
	Model   string `json:"model"`
	Lexicon string `json:"lexicon"`
	Places  string `json:"places"`
}

// MarshalJSON writes the story with the extra fields after its text. A field
// whose name the contract uses is not repeated.
func (s Story) MarshalJSON() ([]byte, error) {
	type plain Story
	body, err := marshal(plain(s))
	if err != nil || len(s.Extra) == 0 {
		return body, err
	}
	cut := bytes.Index(body, []byte(`,"caption":`))
	if cut < 0 {
		return body, nil
	}
	var out bytes.Buffer
	out.Write(body[:cut])
	for _, x := range s.Extra {
		if contract[x.Name] {
			continue
		}
		name, err := marshal(x.Name)
		if err != nil {
			return nil, fmt.Errorf("field %q: %w", x.Name, err)
		}
		fmt.Fprintf(&out, ",%s:%s", name, x.Value)
	}
	out.Write(body[cut:])
	return out.Bytes(), nil
}

// contract is the names that a row uses itself.
var contract = map[string]bool{
	"id": true, "url": true, "publisher": true, "title": true, "author": true, "published": true, "language": true, "text": true, "caption": true,
	"document": true, "document_version": true, "reports": true, "statements": true, "set_aside": true, "remarks": true, "counts": true, "versions": true,
}

// marshal is json.Marshal without the escapes for HTML, so that quotes stay
// readable.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimRight(b.Bytes(), "\n"), nil
}

// Line is the story as one line of JSON Lines, with the line feed.
func Line(s *Story) ([]byte, error) {
	b, err := s.MarshalJSON()
	if err != nil {
		return nil, fmt.Errorf("write story %s: %w", s.ID, err)
	}
	return append(b, '\n'), nil
}
