// Package doc says what a document is while it passes through casus: the
// article as read, what the English model found in it, who is mentioned, when
// and where, and what was coded. It has types and plain look-ups, no
// algorithms.
//
// Every stage reads some fields of a Document and fills others; the comment on
// each group of fields says which stage fills it. Nothing edits Text after
// package source has made it, so spans stay true for the life of the document.
// A Document belongs to one goroutine at a time.
package doc

import (
	"encoding/json"
	"iter"
	"time"

	"casus/ontology"
	"casus/span"
	"casus/ud"
)

// Document is one version of one article.
type Document struct {
	// Filled by source.

	ID           string  // canonical URL, else "sha256:" and the hash of the content
	StoryID      string  // the id that a JSON Lines story or CSV row came with; else ID
	URL          string  // as printed in the input
	CanonicalURL string  // normalised, without tracking parameters; empty if no URL
	Publisher    string  // name of the outlet; empty if unknown
	Title        string  // equal to the words of Regions[FieldTitle]
	Author       string  // byline without "By"; empty if none
	Language     string  // ISO 639-1 code found or declared; empty if not found
	Published    Instant // zero if the input has no date
	Origin       Origin  // the file and the bytes that it was read from

	Text    string               // title, body, captions and what stands apart; immutable
	Regions [NumFields]span.Span // where in Text each field lies; fields are separated by blank lines
	Blocks  []Block              // in text order, not overlapping
	Links   []Link
	Extra   []ExtraField // fields of a JSON story that pass through unread, in input order
	Notes   []Note       // what source or a later stage has to say about this input

	// Filled by english. Heads are positions inside the sentence.

	Sentences []Sentence
	Tokens    []Token
	Names     []Name

	// Filled by actor.

	Mentions []Mention
	Entities []Entity

	// Filled by when and where.

	Times  []Time
	Places []Place

	// Filled by speech and coder.

	Statements []Statement
	Reports    []Report
	SetAside   []SetAside
}

// Field is a part of the article that evidence can point into.
type Field uint8

// The fields, in the order in which they lie in Document.Text.
const (
	FieldTitle   Field = iota // the headline
	FieldText                 // the body, exactly as a JSON story gives it
	FieldCaption              // captions, one to a paragraph
	FieldApart                // credits and related links: kept, never coded
	NumFields    = iota
)

var fieldNames = [...]string{"title", "text", "caption", "apart"}

// String is the field's name in the record.
func (f Field) String() string { return fieldNames[f] }

// Region is the text of one field.
func (d *Document) Region(f Field) string { return d.Regions[f].Of(d.Text) }

// FieldAt is the field that holds the byte offset.
func (d *Document) FieldAt(offset int) Field {
	for f := FieldTitle; f < FieldApart; f++ {
		if offset < d.Regions[f].End {
			return f
		}
	}
	return FieldApart
}

// BlockKind is what a block is in the layout of the article.
type BlockKind uint8

// The kinds of block.
const (
	Paragraph BlockKind = iota
	Title
	Heading
	Quotation
	ListItem
	Caption
	Credit
	RelatedLink
)

var blockNames = [...]string{"paragraph", "title", "heading", "quotation", "list-item", "caption", "credit", "related-link"}

// String is the kind's name.
func (k BlockKind) String() string { return blockNames[k] }

// Coded reports whether sentences of such a block are read for events.
func (k BlockKind) Coded() bool { return k != Credit && k != RelatedLink }

// Block is a paragraph or another piece of layout. Sentences never cross
// blocks.
type Block struct {
	Kind BlockKind
	Span span.Span
}

// Link is a hyperlink of the article. Span is its words in Text, empty when
// they are not part of it.
type Link struct {
	URL     string
	Words   string
	Span    span.Span
	Related bool // points to another article, outside the running text
}

// ExtraField is a member of a JSON story that casus does not read.
type ExtraField struct {
	Name  string
	Value json.RawMessage
}

// Origin is where a document's bytes came from.
type Origin struct {
	Path    string // file name or "-"
	Line    int    // line of a JSON Lines story or a CSV row, entry of a feed, record of an archive, from 1; else 0
	Format  string // "text", "markdown", "html", "jsonl", "csv", "feed"
	Charset string // IANA name of the encoding that was decoded
	SHA256  string // of the raw bytes, hexadecimal
	Raw     []byte // the raw bytes; nil where the caller did not ask for them

	URL       string    // the address that the bytes were captured from; empty for a file
	Retrieved time.Time // when, UTC; zero if not known
}

// Note is a remark on one document. Code is stable, for programs.
type Note struct {
	Code    string // such as "no-date", "not-english", "charset-replaced"
	Message string
}

// Date is a day, month or year of the Gregorian calendar. Month and Day are 0
// where they are not known; the zero value is no date.
type Date struct {
	Year       int16
	Month, Day int8
}

// Instant is a point of time as the source gave it. When HasTime is false only
// the date is known. Zone is the offset as printed ("Z", "+03:00"), empty if
// none was.
type Instant struct {
	Date
	HasTime              bool
	Hour, Minute, Second int8
	Zone                 string
}

// Sentence is a run of tokens inside one block.
type Sentence struct {
	Span       span.Span
	First, End int32 // tokens [First, End) of Document.Tokens
	Block      int32 // index in Document.Blocks
}

// Token is a syntactic word by the rules of UD English. The words of a
// contraction ("do", "n't") are tokens of their own that touch.
type Token struct {
	Span   span.Span
	Form   string // the bytes of Span, except where UD splits a word otherwise
	Lemma  string
	UPOS   ud.UPOS
	XPOS   ud.XPOS
	Feats  string    // CoNLL-U features, "_" if none
	Head   int32     // position in the sentence from 1; 0 the root; −1 not parsed
	Deprel ud.Deprel // relation to the head
	Joined bool      // second or later word of a multiword token such as "don't"
}

// SentenceTokens is the tokens of one sentence, shared with Document.Tokens.
func (d *Document) SentenceTokens(s int) []Token {
	return d.Tokens[d.Sentences[s].First:d.Sentences[s].End]
}

// EachSentence yields the sentences in order, each with its tokens, shared with
// Document.Tokens.
func (d *Document) EachSentence() iter.Seq2[Sentence, []Token] {
	return func(yield func(Sentence, []Token) bool) {
		for i, s := range d.Sentences {
			if !yield(s, d.SentenceTokens(i)) {
				return
			}
		}
	}
}

// NameKind is the class of a name.
type NameKind uint8

// The classes of names.
const (
	NoName NameKind = iota
	Person
	Organisation
	Location
	Miscellaneous
)

// NumNameKinds is the number of kinds, NoName included.
const NumNameKinds = int(Miscellaneous) + 1

var nameKinds = [...]string{"O", "PER", "ORG", "LOC", "MISC"}

// String is the class as data sets write it.
func (k NameKind) String() string { return nameKinds[k] }

// Name is a proper name found by the English model, over the tokens
// [First, End) of the document.
type Name struct {
	First, End int32
	Kind       NameKind
}

// None marks the absence of an index.
const None int32 = -1

// MentionKind is the form in which a text mentions somebody.
type MentionKind uint8

// The forms of mention.
const (
	NameMention     MentionKind = iota // "Putin", "the Kremlin", "Iranian President Masoud Pezeshkian"
	NominalMention                     // "the ministry", "Iranian officials", "two soldiers"
	PronounMention                     // "he", "they", "his"
	ModifierMention                    // "Russian" in "a Russian drone strike", "Israel" in "Israel strikes"
)

var mentionKinds = [...]string{"name", "nominal", "pronoun", "modifier"}

// String is the kind's name.
func (k MentionKind) String() string { return mentionKinds[k] }

// Mention is a place in the text that stands for one entity. A phrase that
// stands for several ("U.S. and Iranian officials", "both countries") has one
// mention for each, with the same Head.
type Mention struct {
	Kind       MentionKind
	Sentence   int32
	First, End int32     // tokens [First, End) of the document
	Head       int32     // token of the document that governs the phrase
	Span       span.Span // the words to print: name and title, without determiner and clauses
	Entity     int32     // index in Document.Entities
}

// EntityKind is what sort of actor an entity is.
type EntityKind uint8

// The sorts of entity.
const (
	UnknownEntity EntityKind = iota
	StateEntity              // a country, its capital or seat standing for it
	OrganEntity              // a ministry, an army, a court of a state
	PersonEntity
	GroupEntity   // armed group, party, company, body, NGO, outlet
	GenericEntity // people named by what they are: "police", "protesters"
)

// Entity is everything in one article that stands for the same actor.
type Entity struct {
	Kind      EntityKind
	Actor     string // id in the lexicon; empty when not in it
	Name      string // the fullest name that the article gives it
	Country   string // ISO 3166-1 alpha-3 or a non-state code; empty when not known
	Sector    string // empty when not known
	Role      Role   // what it was on the day; zero if no role table speaks of it
	Plural    bool
	Anonymous bool  // "officials", "sources": people without a name
	First     int32 // index of its first mention
	Steps     []string
}

// Role is an office or a class of a lexicon actor with the days on which it
// held. From and To bound half-open days; zero means not known.
type Role struct {
	ID       string // such as "RUS-president"
	Office   string // "president"
	From, To Date
	Line     string // file and line of the lexicon entry
}

// Precision says how exactly a date is known. The empty string means not at
// all.
type Precision string

// The precisions of a date.
const (
	ByDay   Precision = "day"
	ByWeek  Precision = "week"
	ByMonth Precision = "month"
	ByYear  Precision = "year"
)

// Time is an expression of time in the text with what it means.
type Time struct {
	Sentence   int32
	First, End int32 // tokens [First, End) of the document
	Span       span.Span
	From       Date // zero when the words give no date
	To         Date // last day of a range; zero for a single date
	Precision  Precision
	Rule       string // the step for the trace: "weekday before publication"
}

// PlaceLevel says what kind of place a name is.
type PlaceLevel string

// The levels of a place.
const (
	CountryLevel  PlaceLevel = "country"
	DivisionLevel PlaceLevel = "division" // state, province, region
	CityLevel     PlaceLevel = "city"
	AreaLevel     PlaceLevel = "area" // a region that is no administrative unit: the Donbas, the Red Sea
)

// Place is a name of a place in the text with what it was taken for. Lat and
// Lon are WGS 84 degrees, valid if HasPoint; a place that is only a country has
// no point.
type Place struct {
	Sentence   int32
	First, End int32
	Span       span.Span
	ID         string // GeoNames id, else empty
	Name       string // the gazetteer's name
	Country    string // ISO 3166-1 alpha-3; empty over several countries
	Division   string // name of the first-level division, if known
	Level      PlaceLevel
	HasPoint   bool
	Lat, Lon   float64
	Dateline   bool // stands in the dateline of the article
	Rule       string
}

// SourceKind says how a source is named.
type SourceKind string

// The kinds of source.
const (
	NamedSource     SourceKind = "named"
	AnonymousSource SourceKind = "anonymous"
	OutletSource    SourceKind = "outlet"
	PaperSource     SourceKind = "document"
)

// Ref points to who plays a part: a mention in the text and the entity that it
// stands for. Both are None for nobody.
type Ref struct {
	Mention, Entity int32
}

// NoRef is nobody.
var NoRef = Ref{None, None}

// Statement is what somebody is said to have said.
type Statement struct {
	Sentence  int32
	Speaker   Ref        // NoRef when the text does not name one
	Kind      SourceKind // how the speaker is named
	Through   Ref        // the outlet that it came through ("told Bloomberg"); NoRef if none
	Addressee Ref
	Cue       int32     // token of the verb or noun of saying; None for a continued quotation
	CueWords  string    // "told", "according to"
	Direct    bool      // the content is quoted words
	Content   span.Span // the words said
	Parent    int32     // statement that this one is nested in; None
	Rule      string
}

// Casualties is a number of people as printed, with its bounds. Min and Max
// are −1 where the words give none ("dozens").
type Casualties struct {
	Text     string
	Min, Max int
}

// Attribution is on whose word a report stands; the zero value with NoRef
// means the article's own.
type Attribution struct {
	Source Ref
	Kind   SourceKind
}

// Report is one article's account of one event.
type Report struct {
	ID         string
	Type       ontology.Type
	Mode       string
	CAMEO      string
	Contexts   []string
	Actors     []Ref
	Recipients []Ref
	Trigger    span.Span
	Lemma      string  // lemma of the trigger's head
	Head       int32   // token that carries the event
	Sentences  []int32 // the clearest first
	Status     ontology.Status
	Background bool

	Date      Date // zero if the text does not say
	DateEnd   Date
	Precision Precision
	Place     int32 // index in Places; None

	Attribution Attribution
	Killed      *Casualties
	Injured     *Casualties
	Confidence  float64 // in [0,1]
	Trace       Trace
}

// Trace is why a report was coded so.
type Trace struct {
	Entry    string // predicate entry: "attack/v" with file and line
	Rule     string // the construction: "active", "passive", "event noun", "light verb"
	Steps    []string
	Rejected []Reading
}

// Reading is an entry that competed and lost.
type Reading struct {
	Entry, Why string
}

// SetAside is a sentence that named an actor and an action and was not coded.
type SetAside struct {
	Sentence int32
	Trigger  span.Span
	Entry    string // predicate entry that came nearest
	Reason   string // stable code: "no-actor", "no-recipient", "question", …
	Detail   string
}
