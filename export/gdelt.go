package export

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"casus/ontology"
	"casus/record"
)

// gdeltColumns is the 61 columns of the event table of GDELT 2.0.
var gdeltColumns = strings.Fields(`GLOBALEVENTID SQLDATE MonthYear Year FractionDate
Actor1Code Actor1Name Actor1CountryCode Actor1KnownGroupCode Actor1EthnicCode Actor1Religion1Code Actor1Religion2Code
Actor1Type1Code Actor1Type2Code Actor1Type3Code
Actor2Code Actor2Name Actor2CountryCode Actor2KnownGroupCode Actor2EthnicCode Actor2Religion1Code Actor2Religion2Code
Actor2Type1Code Actor2Type2Code Actor2Type3Code
IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale NumMentions NumSources NumArticles AvgTone
Actor1Geo_Type Actor1Geo_FullName Actor1Geo_CountryCode Actor1Geo_ADM1Code Actor1Geo_ADM2Code Actor1Geo_Lat Actor1Geo_Long Actor1Geo_FeatureID
Actor2Geo_Type Actor2Geo_FullName Actor2Geo_CountryCode Actor2Geo_ADM1Code Actor2Geo_ADM2Code Actor2Geo_Lat Actor2Geo_Long Actor2Geo_FeatureID
ActionGeo_Type ActionGeo_FullName ActionGeo_CountryCode ActionGeo_ADM1Code ActionGeo_ADM2Code ActionGeo_Lat ActionGeo_Long ActionGeo_FeatureID
DATEADDED SOURCEURL`)

// mentionColumns is the 16 columns of the mentions table.
var mentionColumns = strings.Fields(`GLOBALEVENTID EventTimeDate MentionTimeDate MentionType MentionSourceName MentionIdentifier SentenceID
Actor1CharOffset Actor2CharOffset ActionCharOffset InRawText Confidence MentionDocLen MentionDocTone MentionDocTranslationInfo Extras`)

// gdelt writes the tables of GDELT 2.0, without headers as GDELT does. GDELT
// has one actor on each side and knows only what took place: an event becomes a
// row for each pair, its reports are the mentions, and what did not occur is
// left out and counted.
type gdelt struct {
	*exporter
	events, mentions *lines
	leftOut          int
}

func newGDELT(e *exporter) (*gdelt, error) {
	g := &gdelt{exporter: e}
	var err error
	if g.events, err = newLines(e.folder, "gdelt.export.CSV", gdeltColumns); err == nil {
		g.mentions, err = newLines(e.folder, "gdelt.mentions.CSV", mentionColumns)
	}
	return g, err
}

func (g *gdelt) article(*article) error { return nil }

func (g *gdelt) event(h *happening) error {
	if !h.occurs() {
		g.leftOut++
		return nil
	}
	for i, p := range pairsOfReport(h.lead.r) {
		id := gdeltID(h.ID, i)
		if err := g.events.write(g.row(id, h, p)); err != nil {
			return err
		}
		if err := g.mentionsOf(id, h, p); err != nil {
			return err
		}
	}
	return nil
}

// mentionsOf writes the sentences that tell of an event, article by article.
func (g *gdelt) mentionsOf(id string, h *happening, p pair) error {
	for _, t := range h.tellers {
		sentences, err := g.sentences(t.a)
		if err != nil {
			return err
		}
		for j := range t.r.Evidence {
			if err := g.mentions.write(mention(id, h, t, p, &t.r.Evidence[j], sentences)); err != nil {
				return err
			}
		}
	}
	return nil
}

func (g *gdelt) finish() error {
	g.note(g.leftOut, "%d events that did not occur (planned, conditional, denied) or correct another are not in the files of GDELT, which cannot say so")
	if err := g.events.close(); err != nil {
		return err
	}
	return g.mentions.close()
}

// gdeltID is a number for a pair of an event, the same in every release:
// GDELT's ids are integers. Sixty bits of a SHA-256 leave two of ten million
// alike with a chance of one in twenty thousand.
func gdeltID(event string, pair int) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %d", event, pair))
	return strconv.FormatUint(binary.BigEndian.Uint64(sum[:8])>>4, 10)
}

// place is the field and first byte of a sentence.
type sentencePlace struct {
	field string
	start int
}

// sentences numbers the sentences of an article from 1: headline, body,
// captions.
func (e *exporter) sentences(a *article) (map[sentencePlace]int, error) {
	list, err := e.store.Sentences(e.ctx, a.Document, a.Version)
	numbers := map[sentencePlace]int{}
	for i, s := range list {
		numbers[sentencePlace{s.Field, s.Start}] = i + 1
	}
	return numbers, err
}

// row is one row of the event table, as the clearest report of the event has
// it. Sources are independent ones.
func (g *gdelt) row(id string, h *happening, p pair) []string {
	a, r := h.lead.a, h.lead.r
	mentions := 0
	for _, t := range h.tellers {
		mentions += len(t.r.Evidence)
	}
	row := append([]string{id}, gdeltDate(h)...)
	row = append(row, gdeltActor(p.actor)...)
	row = append(row, gdeltActor(p.recipient)...)
	row = append(row, flag(leads(a.Story, r)))
	row = append(row, gdeltCode(r)...)
	row = append(row, strconv.Itoa(mentions), strconv.Itoa(len(h.sources)), strconv.Itoa(h.articles), "")
	row = append(row, make([]string, 16)...) // casus does not place actors
	row = append(row, g.gdeltPlace(r.Place)...)
	return append(row, gdeltStamp(h.first()), addressOf(a.Story))
}

// gdeltDate is SQLDATE, MonthYear, Year and FractionDate, each only where the
// date is as exact. The fraction is the share of the year before the day.
func gdeltDate(h *happening) []string {
	date, _, precision := h.date()
	cells := make([]string, 4)
	if len(date) >= len("2006") {
		cells[2] = date[:4]
	}
	if len(date) >= len("2006-01") {
		cells[1] = date[:4] + date[5:7]
	}
	if day, err := time.Parse(time.DateOnly, date); err == nil && precision == "day" {
		cells[0] = day.Format("20060102")
		year := time.Date(day.Year(), 12, 31, 0, 0, 0, 0, time.UTC).YearDay()
		share := math.Floor(float64(day.YearDay()-1)/float64(year)*1e4) / 1e4
		cells[3] = strconv.FormatFloat(float64(day.Year())+share, 'f', 4, 64)
	}
	return cells
}

// cameoCountries is where CAMEO's codes of countries are not those of ISO:
// Romania, East Timor, Montenegro, the Isle of Man, and Kosovo, which ISO has
// not.
var cameoCountries = map[string]string{"ROU": "ROM", "TLS": "TMP", "MNE": "MTN", "IMN": "IMY", "XKX": "KSV"}

// gdeltActor is the ten columns of an actor. Ethnic and religious codes casus
// does not have.
func gdeltActor(e *record.Entity) []string {
	cells := make([]string, 10)
	if e == nil {
		return cells
	}
	country, group, code := record.Value(e.Country), "", ""
	var types []string
	switch country {
	case "UNO":
		country, group, code, types = "", "UNO", "IGOUNO", []string{"IGO"}
	case "EUR":
		group, code, types = "EEC", "IGOEUREEC", []string{"IGO"}
	case "IGO", "NGO", "IMG", "MNC":
		code, types = country, []string{country}
		country = ""
	default:
		if older, ok := cameoCountries[country]; ok {
			country = older
		}
		code = country
	}
	if sector := record.Value(e.Sector); sector != "" && (len(types) == 0 || types[0] != sector) {
		types, code = append(types, sector), code+sector
	}
	cells[0], cells[1], cells[2], cells[3] = code, e.Text, country, group
	copy(cells[7:], types)
	return cells
}

// typeCodes is the code of CAMEO for a type, or a type and its mode, of which
// no more is said: the root and a 0. Where there are several roots there is none.
var typeCodes = pairsOf(`AGREE:030 CONSULT:040 SUPPORT:050 COOPERATE:060 AID:070 CONCEDE:080 RETREAT:080 REQUEST:100 REJECT:120 THREATEN:130
PROTEST:140 MOBILIZE:150 SANCTION:160 COERCE:170 ACCUSE/investigate:090 ACCUSE/disapprove:110 ACCUSE/allege:110`)

// gdeltCode is EventCode, EventBaseCode, EventRootCode, QuadClass and
// GoldsteinScale. A report without a CAMEO code has the general one of its type;
// where the type has several, codes stay empty.
func gdeltCode(r *record.Report) []string {
	code := r.CAMEO
	if code == "" {
		code = typeCodes[r.Type]
	}
	if code == "" {
		code = typeCodes[r.Type+"/"+record.Value(r.Mode)]
	}
	if code == "" {
		return []string{"", "", "", strconv.Itoa(r.Quad), ""}
	}
	root, scale := code[:min(2, len(code))], ""
	if score, ok := ontology.Goldstein(code); ok {
		scale = strconv.FormatFloat(score, 'f', -1, 64)
	}
	return []string{code, code[:min(3, len(code))], root, quadOfRoot(root), scale}
}

// quadOfRoot is the quad class of a CAMEO root; those of PLOVER differ for
// appeals.
func quadOfRoot(root string) string {
	switch {
	case root <= "05":
		return "1"
	case root <= "08":
		return "2"
	case root <= "13":
		return "3"
	}
	return "4"
}

// leads reports whether an event is told in the headline or in the first
// paragraph.
func leads(s *record.Story, r *record.Report) bool {
	lead := strings.Index(s.Text, "\n\n")
	if lead < 0 {
		lead = len(s.Text)
	}
	for i := range r.Evidence {
		if e := &r.Evidence[i]; e.Field == "title" || e.Field == "text" && e.Start < lead {
			return true
		}
	}
	return false
}

// gdeltPlace is the eight columns of the place of the action. GDELT's ids of
// features are those of GNS, which casus does not have.
func (g *gdelt) gdeltPlace(p *record.Place) []string {
	cells := make([]string, 8)
	if p == nil {
		return cells
	}
	country := record.Value(p.Country)
	cells[0] = geoType(p.Level, country)
	cells[1] = p.Name
	if state := g.States(country); state.Name != "" && p.Level != "country" {
		cells[1] += ", " + state.Name
	}
	cells[2] = fips[country]
	if p.Lat != nil && p.Lon != nil {
		cells[5], cells[6] = cell(*p.Lat), cell(*p.Lon)
	}
	return cells
}

// geoType is GDELT's kind of place, empty for areas over several divisions.
func geoType(level, country string) string {
	abroad := country != "USA"
	switch level {
	case "country":
		return "1"
	case "division":
		if abroad {
			return "5"
		}
		return "2"
	case "city":
		if abroad {
			return "4"
		}
		return "3"
	}
	return ""
}

// gdeltStamp is when an article was published as YYYYMMDDHHMMSS; empty where
// not even the day is known.
func gdeltStamp(a *article) string {
	if t, ok := stamp(a); ok {
		return t.Format("20060102150405")
	}
	return ""
}

// addressOf is the address of an article, else its id.
func addressOf(s *record.Story) string {
	if s.URL != nil {
		return *s.URL
	}
	return s.Document
}

// mention is one row of the mentions table. Offsets are code points in the
// field that Extras names; -1 where the words do not stand in the sentence.
func mention(id string, h *happening, t teller, p pair, e *record.Evidence, sentences map[sentencePlace]int) []string {
	a, r := t.a, t.r
	kind, name := "1", hostOf(a.Story)
	if name == "" {
		kind, name = "2", record.Value(a.Publisher)
	}
	number := ""
	if n := sentences[sentencePlace{e.Field, e.Start}]; n > 0 {
		number = strconv.Itoa(n)
	}
	when := gdeltStamp(a)
	return []string{
		id, gdeltStamp(h.first()), when, kind, name, addressOf(a.Story), number, offset(e, entityText(p.actor)), offset(e, entityText(p.recipient)), offset(e, r.Trigger),
		"1", strconv.Itoa(int(math.Round(r.Confidence * 100))), strconv.Itoa(utf8.RuneCountInString(a.Text)), "", "",
		"report_id:" + r.ID + ";field:" + e.Field,
	}
}

func entityText(e *record.Entity) string {
	if e == nil {
		return ""
	}
	return e.Text
}

// offset is the code point at which words begin that stand in a sentence.
func offset(e *record.Evidence, words string) string {
	at := strings.Index(e.Quote, words)
	if words == "" || at < 0 {
		return "-1"
	}
	return strconv.Itoa(e.CharStart + utf8.RuneCountInString(e.Quote[:at]))
}

func flag(b bool) string {
	if b {
		return "1"
	}
	return "0"
}
