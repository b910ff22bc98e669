// Package gdelt reads event tables of GDELT and keeps them in a file of their
// own beside a store, so that one's own record can be held against them.
//
// It reads the 61 columns of GDELT 2.0 and the 58 or 57 of GDELT 1.0, between
// tabs and without a header (http://data.gdeltproject.org/documentation), as
// text, zip or gzip. A row of GDELT is no report of casus: it has no text, no
// sentence and no trace. So it never enters the record; the file has its own
// tables, which are not a contract.
package gdelt

import (
	"strings"
	"time"

	"casus/ontology"
)

// Event is one row of an event table.
type Event struct {
	ID        string // GLOBALEVENTID
	Day       string // YYYY-MM-DD; empty where GDELT gives none
	Actor     Party
	Recipient Party
	Code      string // EventCode of CAMEO, with leading zeros; may be empty
	Type      string // event type of PLOVER by the root of the code; empty for 01 and unknown
	Quad      int    // 1 to 4, 0 for none
	Place     string // country of the action, FIPS 10-4
	Mentions  int
	Sources   int
	Articles  int
	URL       string
}

// Party is one side of an event.
type Party struct {
	Code    string // CAMEO, as it stands
	Name    string
	Country string // ISO 3166-1 alpha-3, else UNO or EUR; empty for regions and for none
}

// The columns of both versions up to the actors' places, from 0; those after
// the places are counted from the end of the places.
const (
	colID       = 0
	colDay      = 1
	colActor    = 5
	colOther    = 15
	colCode     = 26
	colQuad     = 29
	colMentions = 31
	colPlaces   = 35
)

// layout is where the columns lie of which the versions differ.
type layout struct {
	place, url int // url is −1 where there is none
}

// layouts are by the number of columns: 2.0 has eight columns for a place, 1.0
// has seven, and its historical files no address.
var layouts = map[int]layout{
	61: {colPlaces + 2*8 + 2, 60},
	58: {colPlaces + 2*7 + 2, 57},
	57: {colPlaces + 2*7 + 2, -1},
}

// regions are codes that CAMEO has for parts of the world; they are no states,
// and EUR is Europe, not the European Union.
var regions = setOf("AFR ASA BLK CRB CAU CFR CAS CEU EIN EAF EEU EUR LAM MEA MDT NAF NMR PGS SCN SAM SAS SEA SAF WAF WST")

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// older are codes of CAMEO that ISO has changed since.
var older = map[string]string{"ROM": "ROU", "TMP": "TLS", "ZAR": "COD", "YUG": "SRB", "KSV": "XKX"}

// country is the country of an actor by its code of country and group.
func country(code, group string) string {
	switch group {
	case "UNO":
		return "UNO"
	case "EEC":
		return "EUR"
	}
	if iso, ok := older[code]; ok {
		return iso
	}
	if regions[code] {
		return ""
	}
	return code
}

// typeOf is the event type of a code. Appeals (02) are REQUEST, as casus codes
// them; statements (01) have none.
func typeOf(code string) string {
	if strings.HasPrefix(code, "02") {
		return ontology.Request.String()
	}
	if t := ontology.CAMEORoot(code); t != ontology.NoType {
		return t.String()
	}
	return ""
}

// dayOf is YYYYMMDD as YYYY-MM-DD; ok is false where there is no such day.
func dayOf(s string) (day string, ok bool) {
	t, err := time.Parse("20060102", s)
	if err != nil {
		return "", false
	}
	return t.Format(time.DateOnly), true
}
