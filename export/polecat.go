package export

import (
	"strings"

	"casus/record"
)

// polecatColumns is the 40 columns of an event file of POLECAT.
var polecatColumns = strings.Split("Event ID,Event Date,Event Type,Event Mode,Intensity,Quad Code,Contexts,"+
	"Actor Name,Actor Country,Actor COW,Primary Actor Sector,Actor Sectors,Actor Title,Actor Name Raw,Wikipedia Actor ID,"+
	"Recipient Name,Recipient Country,Recipient COW,Primary Recipient Sector,Recipient Sectors,Recipient Title,Recipient Name Raw,Wikipedia Recipient ID,"+
	"Placename,City,District,Province,Country,Latitude,Longitude,GeoNames ID,Raw Placename,Feature Type,"+
	"Source,Publication Date,Story People,Story Organizations,Story Locations,Language,Version", ",")

// missing is how POLECAT marks a value that is not there, in a list too.
const missing = "None"

// polecatSeparator stands between the values of a list in a cell of POLECAT,
// as its loaders split them.
const polecatSeparator = "; "

// polecatQuads are the quad classes in POLECAT's words.
var polecatQuads = [...]string{"", "VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT"}

// listed is a list as a cell of POLECAT, each value that is not there marked.
func listed(list []string) string {
	marked := make([]string, len(list))
	for i, value := range list {
		if marked[i] = value; value == "" {
			marked[i] = missing
		}
	}
	return join(marked, polecatSeparator)
}

// polecat writes events as POLECAT does: tabs, a header, several values in
// a cell separated by "; ". It cannot say that something did not occur: such
// events are left out and counted.
type polecat struct {
	*exporter
	lines   *lines
	leftOut int
}

func newPOLECAT(e *exporter) (*polecat, error) {
	l, err := newLines(e.folder, "polecat.tsv", polecatColumns)
	if err == nil {
		err = l.header()
	}
	return &polecat{exporter: e, lines: l}, err
}

func (p *polecat) article(*article) error { return nil }

func (p *polecat) event(h *happening) error {
	if !h.occurs() {
		p.leftOut++
		return nil
	}
	cells := p.row(h)
	for i, c := range cells {
		if c == "" {
			cells[i] = missing
		}
	}
	return p.lines.write(cells)
}

func (p *polecat) finish() error {
	p.note(p.leftOut, "%d events that did not occur (planned, conditional, denied) or correct another are not in the file of POLECAT, which cannot say so")
	return p.lines.close()
}

// row is an event as its clearest report has it.
func (p *polecat) row(h *happening) []string {
	a, r, mode := h.lead.a, h.lead.r, ""
	if r.Type == h.Type {
		mode = record.Value(r.Mode)
	}
	row := []string{h.ID, h.day(), h.Type, mode, cell(r.Score), polecatQuads[r.Quad], listed(r.Contexts)}
	row = append(row, p.side(r.Actors)...)
	row = append(row, p.side(r.Recipients)...)
	row = append(row, p.place(r.Place)...)
	return append(row, record.Value(a.Publisher), a.day, "", "", "", record.Value(a.Language), "casus "+a.Versions.Casus)
}

// side is the eight columns of a side, lists in the same order. casus has no
// ids of Wikipedia.
func (p *polecat) side(list []record.Entity) []string {
	var names, countries, cow, sectors, titles, raw []string
	for i := range list {
		e := &list[i]
		name := p.Name(record.Value(e.Actor))
		if name == "" {
			name = e.Text
		}
		title := ""
		if e.Role != nil {
			title = e.Role.Office
		}
		names, countries, cow = append(names, name), append(countries, record.Value(e.Country)), append(cow, p.States(record.Value(e.Country)).COW)
		sectors, titles, raw = append(sectors, record.Value(e.Sector)), append(titles, title), append(raw, e.Text)
	}
	primary := ""
	if len(sectors) > 0 {
		primary = sectors[0]
	}
	return []string{listed(names), listed(countries), listed(cow), primary, listed(sectors), listed(titles), listed(raw), ""}
}

// place is the ten columns of a place.
func (p *polecat) place(x *record.Place) []string {
	cells := make([]string, 10)
	if x == nil {
		return cells
	}
	cells[0], cells[4], cells[7], cells[8] = x.Name, p.States(record.Value(x.Country)).Name, record.Value(x.ID), x.Text
	switch x.Level {
	case "city":
		cells[1] = x.Name
	case "division":
		cells[3] = x.Name
	}
	if x.Lat != nil && x.Lon != nil {
		cells[5], cells[6] = cell(*x.Lat), cell(*x.Lon)
	}
	return cells
}
