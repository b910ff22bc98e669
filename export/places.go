package export

import (
	"bytes"
	"encoding/json"
	"fmt"

	"casus/record"
)

// places writes the reports with a place as GeoJSON. What has no point, as a
// country, is a feature without a geometry (RFC 7946, 3.2).
type places struct {
	file     *file
	features int
}

func newPlaces(e *exporter) (*places, error) {
	f, err := e.folder.create("reports.geojson")
	if err != nil {
		return nil, err
	}
	_, err = f.Write([]byte("{\"type\":\"FeatureCollection\",\"features\":["))
	return &places{file: f}, err
}

// feature is a Feature of GeoJSON.
type feature struct {
	Type       string     `json:"type"`
	ID         string     `json:"id"`
	Geometry   *point     `json:"geometry"`
	Properties properties `json:"properties"`
}

// point has longitude and latitude, in this order.
type point struct {
	Type        string     `json:"type"`
	Coordinates [2]float64 `json:"coordinates"`
}

type properties struct {
	Report     string   `json:"report_id"`
	Event      *string  `json:"event_id"`
	Article    string   `json:"article_id"`
	Date       *string  `json:"date"`
	Type       string   `json:"type"`
	Mode       *string  `json:"mode"`
	Status     string   `json:"status"`
	Actors     []string `json:"actor_countries"`
	Recipients []string `json:"recipient_countries"`
	Place      string   `json:"place"`
	Name       string   `json:"place_name"`
	Level      string   `json:"place_level"`
	Country    *string  `json:"place_country"`
	GeoNames   *string  `json:"geonames_id"`
	Quote      string   `json:"quote"`
}

func (p *places) article(a *article) error {
	for _, r := range a.reports {
		if r.Place == nil {
			continue
		}
		if err := p.feature(featureOf(a, r)); err != nil {
			return err
		}
	}
	return nil
}

// event has no feature of its own: its reports have.
func (p *places) event(*happening) error { return nil }

func featureOf(a *article, r *record.Report) feature {
	f := feature{Type: "Feature", ID: r.ID, Properties: properties{
		Report: r.ID, Article: a.Document, Date: r.Date, Type: r.Type, Mode: r.Mode, Status: r.Status,
		Actors: append([]string{}, record.Countries(r.Actors)...), Recipients: append([]string{}, record.Countries(r.Recipients)...),
		Place: r.Place.Text, Name: r.Place.Name, Level: r.Place.Level, Country: r.Place.Country, GeoNames: r.Place.ID, Quote: r.Evidence[0].Quote,
	}}
	if id := a.eventOf(r); id != "" {
		f.Properties.Event = &id
	}
	if r.Place.Lat != nil && r.Place.Lon != nil {
		f.Geometry = &point{"Point", [2]float64{*r.Place.Lon, *r.Place.Lat}}
	}
	return f
}

func (p *places) feature(f feature) error {
	line, err := marshal(f)
	if err != nil {
		return fmt.Errorf("report %s as GeoJSON: %w", f.ID, err)
	}
	lead := ",\n"
	if p.features == 0 {
		lead = "\n"
	}
	p.features++
	_, err = p.file.Write(append([]byte(lead), line...))
	return err
}

func (p *places) finish() error {
	if _, err := p.file.Write([]byte("\n]}\n")); err != nil {
		return err
	}
	return p.file.close(p.features)
}

// marshal is json.Marshal without the escapes for HTML, so that quotations
// stay readable.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimRight(b.Bytes(), "\n"), nil
}

// indent lays JSON out for people.
func indent(b []byte) ([]byte, error) {
	var out bytes.Buffer
	if err := json.Indent(&out, b, "", "  "); err != nil {
		return nil, err
	}
	out.WriteByte('\n')
	return out.Bytes(), nil
}
