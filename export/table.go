package export

import (
	"fmt"
	"slices"
)

// kind is the type of a column, by its name in Table Schema.
type kind string

const (
	text    kind = "string"
	integer kind = "integer"
	number  kind = "number"
	boolean kind = "boolean"
)

// column is one column of a table.
type column struct {
	name     string
	kind     kind
	about    string // for the codebook
	required bool
}

// table describes one table.
type table struct {
	name    string
	title   string
	about   string
	columns []column
	key     []string // columns that together name a row
	refs    []reference
}

// reference is a column whose values are those of a column of another table.
type reference struct {
	column, table, other string
}

// row is the values of one row: string, int, float64, bool, or nil for absent.
type row []any

// sink writes a table in one format.
type sink interface {
	write(r row) error
	close() error
}

// output is a table while it is written in all formats asked for.
type output struct {
	*table
	sinks []sink
	rows  int
}

func (o *output) write(r row) error {
	if len(r) != len(o.columns) {
		panic(fmt.Sprintf("export: a row of %s has %d values, want %d", o.name, len(r), len(o.columns)))
	}
	o.rows++
	for _, s := range o.sinks {
		if err := s.write(r); err != nil {
			return fmt.Errorf("write %s: %w", o.name, err)
		}
	}
	return nil
}

func (o *output) close() error {
	for _, s := range o.sinks {
		if err := s.close(); err != nil {
			return fmt.Errorf("write %s: %w", o.name, err)
		}
	}
	return nil
}

// optional is a string, or nil for the empty one.
func optional(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// optionalInt is a number, or nil for none.
func optionalInt(n *int) any {
	if n == nil {
		return nil
	}
	return *n
}

// optionalFloat is a number, or nil for none.
func optionalFloat(x *float64) any {
	if x == nil {
		return nil
	}
	return *x
}

const must = true

// evidenceColumns say where words stand.
var evidenceColumns = []column{
	{"field", text, "where the words stand: title, text or caption", must},
	{"start", integer, "first byte of the words in the field, UTF-8, from 0", must},
	{"end", integer, "the byte after the last", must},
	{"char_start", integer, "first Unicode code point of the words in the field, from 0: what Python and R count", must},
	{"char_end", integer, "the code point after the last", must},
	{"quote", text, "exactly the words there", must},
}

// sideColumns are the columns of one side of a report.
func sideColumns(one, many, who string) []column {
	return []column{
		{many, text, who + ": their words, with ; between several; participants has them one a row", false},
		{one + "_countries", text, "their countries in the same order, ISO 3166-1 alpha-3 or a code for no single state", false},
		{one + "_cow", text, "their Correlates of War numbers", false},
		{one + "_gw", text, "their Gleditsch and Ward numbers", false},
		{one + "_sectors", text, "their sectors", false},
		{one + "_ids", text, "their ids in the lexicon", false},
	}
}

// entityColumns are the columns of one entity.
func entityColumns(prefix, who string) []column {
	return []column{
		{prefix, text, who + ": the words", false},
		{prefix + "_country", text, "country, ISO 3166-1 alpha-3 or a code for no single state", false},
		{prefix + "_sector", text, "sector", false},
		{prefix + "_id", text, "id in the lexicon", false},
	}
}

// kindColumns and placeColumns are those that reports and events have in common.
var (
	kindColumns = []column{
		{"mode", text, "mode of the type", false},
		{"contexts", text, "contexts, with ; between several, the strongest first", false},
		{"quad", integer, "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict", must},
		{"score", number, "PLOVER intensity, from -10 (conflict) to 10 (cooperation)", must},
		{"cameo", text, "CAMEO code, text with its leading zero; empty where there is none", false},
		{"goldstein", number, "Goldstein score of the CAMEO code, from -10 to 10", false},
	}
	placeColumns = []column{
		{"attribution_kind", text, "named, anonymous, outlet or document", false},
		{"place", text, "where it happened: the words", false},
		{"place_name", text, "the gazetteer's name", false},
		{"place_level", text, "country, division, city or area", false},
		{"place_country", text, "country of the place, ISO 3166-1 alpha-3", false},
		{"geonames_id", text, "GeoNames id of the place", false},
		{"latitude", number, "degrees, WGS 84; a country or an area has none", false},
		{"longitude", number, "degrees, WGS 84", false},
	}
)

// Columns that stand in several tables.
var (
	articleColumn  = column{"article_id", text, "the article: its canonical address, else sha256: and the hash of its content", must}
	versionColumn  = column{"document_version", text, "SHA-256 of the text that positions belong to", must}
	programColumn  = column{"versions", text, "program, model and lexicon that coded it, in runs.json", must}
	publishColumn  = column{"published", text, "when the article was published: a day, or an instant with its zone as printed", false}
	firstColumn    = column{"first_day", text, "first day, of the events", false}
	lastColumn     = column{"last_day", text, "last day, of the events", false}
	ofArticle      = reference{"article_id", "articles", "article_id"}
	notOccurred    = "of them planned, conditional or denied"
	countryMeaning = "ISO 3166-1 alpha-3 or a code for no single state"
)

var reportsTable = table{
	name: "reports", title: "Reports with their evidence",
	about: "One row is one piece of evidence: a sentence that a report stands on, with its place in the text. " +
		"What is said of the report is the same in all its rows; count report_id, not rows. " +
		"A report is one article's account of one event, and not an event: to count events, use events.",
	columns: slices.Concat([]column{
		{"report_id", text, "the report; survives recoding", must},
		{"event_id", text, "the event that it tells of; empty where it is not merged yet", false},
		articleColumn,
	}, evidenceColumns, []column{
		versionColumn,
		{"evidence", integer, "1 for the clearest sentence of the report, then 2, 3 …", must},
		{"prefix", text, "up to 32 code points before the words", false},
		{"suffix", text, "up to 32 code points after the words", false},
		{"date", text, "when it happened, as exact as the text says: 2026, 2026-11 or 2026-11-12; empty where it does not say", false},
		{"date_end", text, "last day of a range", false},
		{"date_precision", text, "day, week, month or year", false},
		publishColumn,
		{"type", text, "event type of PLOVER", must},
	}, kindColumns, sideColumns("actor", "actors", "who acts"), sideColumns("recipient", "recipients", "at whom it is directed"), []column{
		{"trigger", text, "the words that carry the event", false},
		{"status", text, "occurred, ongoing, planned, conditional or denied", must},
		{"background", boolean, "true if it lies more than 30 days before publication", must},
	}, entityColumns("attribution", "on whose word it stands; empty for the article's own"), placeColumns, []column{
		{"killed", text, "people killed: the words", false},
		{"killed_min", integer, "the least that the words allow", false},
		{"killed_max", integer, "the most that the words allow", false},
		{"injured", text, "people injured: the words", false},
		{"injured_min", integer, "the least that the words allow", false},
		{"injured_max", integer, "the most that the words allow", false},
		{"confidence", number, "from 0 to 1: how often reports of this kind were right on annotated stories", must},
		{"entry", text, "the entry of the lexicon that it was coded by", false},
		{"rule", text, "the construction in which it was found", false},
		programColumn,
	}),
	key: []string{"report_id", "evidence"}, refs: []reference{ofArticle},
}

var participantsTable = table{
	name: "participants", title: "Actors and recipients of reports, one a row",
	about: "Who takes part in which report, in the order of the record.",
	columns: []column{
		{"report_id", text, "the report", must},
		{"side", text, "actor or recipient", must},
		{"position", integer, "from 1, on its side", must},
		{"actor", text, "who it is, in actors; empty for words without a code", false},
		{"words", text, "how the article names them", false},
		{"country", text, countryMeaning, false},
		{"cow", text, "Correlates of War number", false},
		{"gw", text, "Gleditsch and Ward number", false},
		{"sector", text, "sector", false},
		{"actor_id", text, "id in the lexicon", false},
		{"role_id", text, "office held on that day: its id", false},
		{"office", text, "the office", false},
	},
	key: []string{"report_id", "side", "position"}, refs: []reference{{"actor", "actors", "actor"}},
}

var articlesTable = table{
	name: "articles", title: "Articles",
	about: "One row is one article, also where nothing was coded. With a filter of reports, the articles in which one is left.",
	columns: []column{
		articleColumn,
		{"url", text, "address as the input gave it", false},
		{"title", text, "headline; positions with field title count here", false},
		{"publisher", text, "name of the outlet", false},
		{"author", text, "byline", false},
		publishColumn,
		{"language", text, "ISO 639-1", false},
		{"outcome", text, "coded, no-reports, or not-english: not read", must},
		{"kind", text, "article; summary: what a feed has of an article; stub: the beginning of one that has to be paid for; gallery; live-blog", must},
		{"reports", integer, "reports of it in this release", must},
		{"statements", integer, "statements of it in this release", must},
		{"set_aside", integer, "actions that were seen and not coded", must},
		{"sentences", integer, "sentences of title, body and captions", must},
		{"words", integer, "words of title and body, separated by white space", must},
		versionColumn,
		programColumn,
	},
	key: []string{"article_id"},
}

// textColumns are what articles have besides with Options.Text.
var textColumns = []column{
	{"text", text, "the body; positions with field text count here", false},
	{"caption", text, "captions of pictures; positions with field caption count here", false},
}

var statementsTable = table{
	name: "statements", title: "Statements",
	about: "One row is one statement: what somebody is said to have said, quoted or not. The words are in quote.",
	columns: slices.Concat([]column{
		articleColumn,
		{"statement", integer, "from 1, in the order of the text", must},
	}, evidenceColumns, []column{
		{"sentence", text, "the whole sentence", false},
		versionColumn,
		publishColumn,
		{"direct", boolean, "true where the words are quoted", must},
		{"cue", text, "the word of saying", false},
	}, entityColumns("speaker", "who speaks; empty where the article does not say"), []column{
		{"speaker_kind", text, "named, anonymous, outlet or document", false},
		{"speaker_role", text, "office that the speaker held on that day", false},
	}, entityColumns("addressee", "to whom"), entityColumns("through", "the outlet that it came through"), []column{
		{"rule", text, "how it was found", false},
		programColumn,
	}),
	key: []string{"article_id", "statement"}, refs: []reference{ofArticle},
}

var actorsTable = table{
	name: "actors", title: "Who takes part",
	about: "One row is somebody of the lexicon, or a country with a sector. Those who have neither id nor code stand in participants alone.",
	columns: []column{
		{"actor", text, "id in the lexicon; else country and sector as KEN-MIL, either of which may be missing", must},
		{"name", text, "name in the lexicon", false},
		{"actor_id", text, "id in the lexicon; empty for a mere code", false},
		{"country", text, "country, the most frequent in the reports", false},
		{"cow", text, "its Correlates of War number", false},
		{"gw", text, "its Gleditsch and Ward number", false},
		{"sector", text, "sector, the most frequent together with the country", false},
		{"events", integer, "events whose row in events has them on either side, corrections left out", must},
		{"reports", integer, "reports with them on either side", must},
		{"as_actor", integer, "reports in which they act", must},
		{"as_recipient", integer, "reports in which they are acted on", must},
		{"not_occurred", integer, notOccurred, must},
		{"statements", integer, "statements of theirs", must},
		firstColumn, lastColumn,
	},
	key: []string{"actor"},
}

var sourcesTable = table{
	name: "sources", title: "Where the articles come from",
	about: "One row is one outlet: the denominators. Its articles are counted whatever the filter of reports.",
	columns: []column{
		{"publisher", text, "name of the outlet; empty where it is not known", false},
		{"articles", integer, "articles in the store", must},
		{"articles_read", integer, "of them in a language that is coded", must},
		{"articles_with_reports", integer, "articles with a report in this release", must},
		{"events", integer, "events that it tells of", must},
		{"reports", integer, "reports in this release", must},
		{"statements", integer, "statements in this release", must},
		{"words", integer, "words of the articles read", must},
		{"first_day", text, "first day of publication", false},
		{"last_day", text, "last day of publication", false},
	},
}

var coverageTable = table{
	name: "coverage", title: "What was read",
	about: "One row is a number of articles of one outlet, day, language, kind and outcome: the denominators. The articles with the outcomes coded and no-reports are those of articles_read. " +
		"Inputs that hold no article, or could not be read, have no kind and the reason as outcome; of them only pages tell outlet, day and language. Filters of reports do not count here.",
	columns: []column{
		{"publisher", text, "name of the outlet; empty where it is not known", false},
		{"day", text, "day of publication, as exact as known", false},
		{"language", text, "ISO 639-1", false},
		{"kind", text, "article; summary: what a feed has of an article; stub: the beginning of one that has to be paid for; gallery; live-blog", false},
		{"outcome", text, "coded, no-reports, not-english; else why there is no article, as no-article or index-page", must},
		{"articles", integer, "articles, or inputs without one", must},
	},
}

var dyadDayTable = table{
	name: "dyad_day", title: "Two countries on a day",
	about: "One row for each pair of countries in the release and each day from the first to the last day of publication, also where nothing is reported. " +
		"Events and reports are counted on their day where that is known to the day, once for each pair of actor and recipient country; in mutual acts, such as talks, both orders. " +
		"An event counts for the pair that its row in events names; corrections are left out. Days outside the period have a row only where there is a report or an event.",
	columns: []column{
		{"actor", text, "country that acts, " + countryMeaning, must},
		{"actor_cow", text, "its Correlates of War number", false},
		{"actor_gw", text, "its Gleditsch and Ward number", false},
		{"recipient", text, "country that is acted on", must},
		{"recipient_cow", text, "its Correlates of War number", false},
		{"recipient_gw", text, "its Gleditsch and Ward number", false},
		{"day", text, "day of the event, YYYY-MM-DD", must},
		{"events", integer, "events, the sum of the five columns that follow", must},
		{"events_verbal_cooperation", integer, "that occurred or go on, of quad class 1", must},
		{"events_material_cooperation", integer, "of quad class 2", must},
		{"events_verbal_conflict", integer, "of quad class 3", must},
		{"events_material_conflict", integer, "of quad class 4", must},
		{"events_not_occurred", integer, "planned, conditional or denied", must},
		{"reports", integer, "reports, the sum of the five columns that follow", must},
		{"verbal_cooperation", integer, "that occurred or go on, of quad class 1", must},
		{"material_cooperation", integer, "of quad class 2", must},
		{"verbal_conflict", integer, "of quad class 3", must},
		{"material_conflict", integer, "of quad class 4", must},
		{"not_occurred", integer, "planned, conditional or denied", must},
		{"articles_read", integer, "articles published on this day and read, of the sources asked for: where it is 0, a zero means that nothing was seen", must},
	},
	key: []string{"actor", "recipient", "day"},
}

var edgesTable = table{
	name: "edges", title: "Who does what to whom, as a network",
	about: "One row is a pair of actors and an event type, for programs that draw networks; the nodes are in actors.",
	columns: []column{
		{"source", text, "who acts", must},
		{"target", text, "who is acted on", must},
		{"event_type", text, "event type", must},
		{"direction", text, "directed; mutual where both act and the pair stands once, in alphabetical order", must},
		{"events", integer, "events whose row in events has this pair and type, corrections left out", must},
		{"weight", integer, "reports", must},
		{"not_occurred", integer, notOccurred, must},
		firstColumn, lastColumn,
	},
	key:  []string{"source", "target", "event_type", "direction"},
	refs: []reference{{"source", "actors", "actor"}, {"target", "actors", "actor"}},
}

var withdrawnTable = table{
	name: "withdrawn", title: "What was taken out",
	about: "Articles and sources that were removed from the store for good, with all that was coded from them.",
	columns: []column{
		{"kind", text, "document or source", must},
		{"target", text, "id of the article, or name or host of the source", must},
		{"why", text, "the reason given", false},
		{"removed", text, "when, RFC 3339", must},
	},
	key: []string{"kind", "target"},
}

var changesTable = table{
	name: "changes", title: "What changed between codings",
	about: "Whenever another coding of an article came to hold (another text, version of the program or lexicon): its reports that are new, were withdrawn, or changed. One row is one field of a report.",
	columns: []column{
		{"report_id", text, "id of the report; what was withdrawn is not in reports, unless it came back", must},
		{"article_id", text, "id of the article", must},
		{"turn", integer, "which change of the article's coding, the oldest is 1", must},
		{"change", text, "added, withdrawn or changed", must},
		{"field", text, "the field that changed; report where it came or went as a whole", must},
		{"before", text, "the field as it was, in words", false},
		{"after", text, "the field as it was from then on", false},
		{"event_type", text, "event type, of the later coding; of what was withdrawn of the earlier one", must},
		{"quote", text, "first sentence of evidence, likewise", false},
		{"cause", text, "what was another: text, casus, model, lexicon, places, or several; rebuilt where none was, and the program was built anew", must},
		{"entry_before", text, "entry of the lexicon that coded it, where it is another", false},
		{"entry_after", text, "likewise, from then on", false},
		{"rule_before", text, "rule of the coder, where it is another", false},
		{"rule_after", text, "likewise, from then on", false},
		{"set_aside", text, "why the coding without the report set its sentence aside", false},
		{"article_version_before", text, "SHA-256 of the text that was coded", must},
		{"article_version_after", text, "likewise, from then on", must},
		{"versions_before", text, "id of the program and lexicon in runs.json", must},
		{"versions_after", text, "likewise, from then on", must},
	},
	key: []string{"article_id", "turn", "report_id", "field"},
}
