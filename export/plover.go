package export

import (
	"fmt"

	"casus/ontology"
	"casus/record"
)

// ploverRecord is a record of PLOVER's JSON, its fields in the order of the
// manual; size, which the manual describes apart, stands before the link. What
// is not known is left out, but for the four fields that must be there.
type ploverRecord struct {
	ID        string          `json:"id"`
	HasEvent  bool            `json:"has_event"`
	Date      *string         `json:"date"`
	EndDate   string          `json:"enddate,omitempty"`
	Actor     []ploverEntity  `json:"actor"`
	Recipient []ploverEntity  `json:"recipient,omitempty"`
	Event     []string        `json:"event"`
	Location  *ploverLocation `json:"event_loc,omitempty"`
	EventText []string        `json:"event_text"`
	Quad      int             `json:"quad_code"`
	Scale     float64         `json:"event_scale"`
	Mode      []string        `json:"mode,omitempty"`
	Context   []string        `json:"context,omitempty"`
	Size      *ploverSize     `json:"size,omitempty"`
	Link      string          `json:"link,omitempty"`
	Text      string          `json:"text"`
	TextInfo  ploverTextInfo  `json:"text_info"`
	Cite      ploverCite      `json:"cite_info"`
	Coder     string          `json:"coder"`
	Comment   string          `json:"comment,omitempty"`
}

type ploverEntity struct {
	Code           string `json:"code,omitempty"`
	Sector         string `json:"sector,omitempty"`
	Text           string `json:"entity_text"`
	IdentifierID   string `json:"identifier_id,omitempty"`
	IdentifierText string `json:"identifier_text,omitempty"`
	Office         string `json:"office,omitempty"`
}

// ploverTextInfo is where the clearest sentence stands: its number in the
// article, code points in its field; and all sentences of the evidence.
type ploverTextInfo struct {
	Sequence int      `json:"sequence,omitempty"`
	Start    int      `json:"start"`
	End      int      `json:"end"`
	Story    []string `json:"text_story"`
}

type ploverSize struct {
	Dead    *ploverNumber `json:"dead,omitempty"`
	Injured *ploverNumber `json:"injured,omitempty"`
}

type ploverNumber struct {
	Text string `json:"text"`
	Min  *int   `json:"min"`
	Max  *int   `json:"max"`
}

type ploverCite struct {
	Title       string `json:"title,omitempty"`
	URL         string `json:"url,omitempty"`
	Language    string `json:"language,omitempty"`
	Publication string `json:"publication,omitempty"`
	Codebook    string `json:"codebook"`
	Version     string `json:"version"`
}

type ploverLocation struct {
	Extracted  string   `json:"extracted_place"`
	Resolved   string   `json:"resolved_place,omitempty"`
	GeoNames   string   `json:"geonameid,omitempty"`
	Lat        *float64 `json:"lat,omitempty"`
	Lon        *float64 `json:"lon,omitempty"`
	City       string   `json:"city,omitempty"`
	Province   string   `json:"province,omitempty"`
	Country    string   `json:"country,omitempty"`
	Code       string   `json:"country_code,omitempty"`
	Resolution int      `json:"resolution,omitempty"` // 1 country, 2 province, 4 city
}

// plover writes reports as PLOVER's JSON, one a line. What did not simply occur
// has one of the auxiliary modes: negation, future, hypothetical, historical.
type plover struct {
	*exporter
	file *file
	rows int
}

func newPLOVER(e *exporter) (*plover, error) {
	f, err := e.folder.create("plover.jsonl")
	return &plover{exporter: e, file: f}, err
}

func (p *plover) article(a *article) error {
	if len(a.reports) == 0 {
		return nil
	}
	sentences, err := p.sentences(a)
	if err != nil {
		return err
	}
	for _, r := range a.reports {
		line, err := marshal(p.record(a, r, sentences))
		if err != nil {
			return fmt.Errorf("report %s as PLOVER: %w", r.ID, err)
		}
		p.rows++
		if _, err := p.file.Write(append(line, '\n')); err != nil {
			return err
		}
	}
	return nil
}

// event has no record of its own: PLOVER's records are of texts.
func (p *plover) event(*happening) error { return nil }

func (p *plover) finish() error { return p.file.close(p.rows) }

func (p *plover) record(a *article, r *record.Report, sentences map[sentencePlace]int) ploverRecord {
	x := ploverRecord{
		ID: r.ID, HasEvent: true, Date: r.Date, EndDate: record.Value(r.DateEnd), Actor: p.entities(r.Actors), Recipient: p.entities(r.Recipients),
		Event: []string{r.Type}, Location: p.location(r.Place), EventText: []string{r.Trigger}, Quad: r.Quad, Scale: r.Score,
		Mode: ploverModes(r), Context: r.Contexts, Size: ploverSizeOf(r), Link: record.Value(a.URL), Text: r.Evidence[0].Quote,
		Cite: ploverCite{a.Title, record.Value(a.URL), record.Value(a.Language), record.Value(a.Publisher), "PLOVER 2.0", a.Version}, Coder: "casus " + a.Versions.Casus,
		Comment: "status: " + r.Status,
	}
	if id := a.eventOf(r); id != "" {
		x.Comment += "; event: " + id
	}
	if r.Attribution != nil {
		x.Comment += "; on the word of " + r.Attribution.Text
	}
	first := &r.Evidence[0]
	x.TextInfo = ploverTextInfo{Sequence: sentences[sentencePlace{first.Field, first.Start}], Start: first.CharStart, End: first.CharEnd}
	for i := range r.Evidence {
		x.TextInfo.Story = append(x.TextInfo.Story, r.Evidence[i].Quote)
	}
	return x
}

func (p *plover) entities(list []record.Entity) []ploverEntity {
	out := []ploverEntity{}
	for i := range list {
		e := &list[i]
		x := ploverEntity{
			Code: record.Value(e.Country), Sector: record.Value(e.Sector), Text: e.Text, IdentifierID: record.Value(e.Actor), IdentifierText: p.Name(record.Value(e.Actor)),
		}
		if e.Role != nil {
			x.Office = e.Role.Office
		}
		out = append(out, x)
	}
	return out
}

// ploverModes is the mode with the auxiliary one.
func ploverModes(r *record.Report) []string {
	var modes []string
	if r.Mode != nil {
		modes = append(modes, *r.Mode)
	}
	switch ontology.Status(r.Status) {
	case ontology.Denied:
		modes = append(modes, "negation")
	case ontology.Planned:
		modes = append(modes, "future")
	case ontology.Conditional:
		modes = append(modes, "hypothetical")
	}
	if r.Background {
		modes = append(modes, "historical")
	}
	return modes
}

func ploverSizeOf(r *record.Report) *ploverSize {
	if r.Killed == nil && r.Injured == nil {
		return nil
	}
	return &ploverSize{(*ploverNumber)(r.Killed), (*ploverNumber)(r.Injured)}
}

func (p *plover) location(x *record.Place) *ploverLocation {
	if x == nil {
		return nil
	}
	l := &ploverLocation{
		Extracted: x.Text, Resolved: x.Name, GeoNames: record.Value(x.ID), Lat: x.Lat, Lon: x.Lon, Country: p.States(record.Value(x.Country)).Name, Code: record.Value(x.Country),
	}
	switch x.Level {
	case "country":
		l.Resolution = 1
	case "division":
		l.Province, l.Resolution = x.Name, 2
	case "city":
		l.City, l.Resolution = x.Name, 4
	}
	return l
}
