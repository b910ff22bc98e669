package source

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"casus/doc"
)

// Table is what a table seems to be, for whoever gives it to confirm.
type Table struct {
	File      string
	Separator byte
	Header    bool // the first row has the names of the columns
	Columns   []Column
	Rows      [][]string // the first rows behind the header, at most three

	order dateOrder
}

// Column is one column of a table.
type Column struct {
	Name    string // as printed; its number, from 1, where there is no header
	Meaning string // one of Meanings; empty for one that passes through
	Guessed bool   // told from what stands in it, not from its name
}

// Meanings is what a column can mean, by the names that Options.Columns takes.
// Others for the same are published, publisher and outlet.
func Meanings() []string { return slices.Clone(meanings) }

var meanings = []string{"text", "title", "date", "url", "source", "author", "id", "language"}

// meaningOf is the field that a name of Meanings stands for; empty for none.
func meaningOf(name string) string {
	switch name = strings.ToLower(strings.TrimSpace(name)); name {
	case "date":
		return "published"
	case "source", "outlet":
		return "publisher"
	case "text", "title", "url", "author", "id", "language", "published", "publisher":
		return name
	}
	return ""
}

// IsMeaning reports whether Options.Columns may have the name.
func IsMeaning(name string) bool { return meaningOf(name) != "" }

// shownMeaning is the name of Meanings for a field.
func shownMeaning(field string) string {
	switch field {
	case "published":
		return "date"
	case "publisher":
		return "source"
	}
	return field
}

// Sure reports a table whose text is told by the name of its column, and of
// which nothing is guessed.
func (t *Table) Sure() bool {
	sure := false
	for _, c := range t.Columns {
		if c.Guessed {
			return false
		}
		sure = sure || c.Meaning == "text"
	}
	return sure
}

// Map is the columns as Options.Columns would say it: "text=Inhalt,date=Datum".
func (t *Table) Map() string {
	var parts []string
	for _, m := range meanings {
		for i, c := range t.Columns {
			if c.Meaning != m {
				continue
			}
			name := c.Name
			if name == "" || strings.ContainsAny(name, ",=\"\n") || name != strings.TrimSpace(name) {
				name = strconv.Itoa(i + 1)
			}
			parts = append(parts, m+"="+name)
		}
	}
	return strings.Join(parts, ",")
}

// guessRows is how many rows of the beginning tell what a table is.
const guessRows = 40

// sampleRows is the first rows of a table, without one that the end of head
// cuts.
func sampleRows(head []byte, sep byte) [][]string {
	cut := len(head) >= sniffLen-len(utf8BOM)
	s := &stream{in: bufio.NewReaderSize(bytes.NewReader(head), 4096), opts: Options{}.withDefaults()}
	var rows [][]string
	for len(rows) < guessRows {
		raw, err := s.row(sep)
		if len(bytes.TrimSpace(raw)) > 0 && (err == nil || !cut && err == io.EOF || len(rows) == 0) {
			text, e := decode(&doc.Document{}, raw, false)
			if e != nil {
				return rows
			}
			rows = append(rows, splitRow(strings.TrimRight(text, "\r\n"), sep))
		}
		if err != nil {
			break
		}
	}
	return rows
}

// profile is what stands in one column of the sample.
type profile struct {
	filled, dates, urls, outlets, words, size int
	values                                    map[string]bool
}

func profiles(rows [][]string, n int) []profile {
	list := make([]profile, n)
	for i := range list {
		list[i].values = map[string]bool{}
	}
	for _, row := range rows {
		for i, v := range row[:min(len(row), n)] {
			if v = strings.TrimSpace(v); v == "" {
				continue
			}
			p := &list[i]
			p.filled++
			p.values[v] = true
			p.words += len(strings.Fields(v))
			p.size += len(v)
			if _, reading := parseInstant(v); (reading == goodDate || reading == ambiguousDate) && len(v) >= 8 {
				p.dates++
			}
			if parseAddress(v) != nil && !strings.ContainsAny(v, " \t\n") {
				p.urls++
			}
			if isOutlet(v) {
				p.outlets++
			}
		}
	}
	return list
}

// mostly reports that four of five filled cells are so.
func (p *profile) mostly(n int) bool { return p.filled > 0 && n*5 >= p.filled*4 }

// isOutlet reports the name or host of an outlet of the table of hosts.
func isOutlet(v string) bool {
	return len(v) <= 60 && (outletNames()[strings.ToLower(v)] || knownOutlet("https://"+strings.ToLower(v)+"/") != "")
}

// looksHeader reports a first row that names columns: short, different words
// that are no data.
func looksHeader(row []string) bool {
	seen := map[string]bool{}
	for i, v := range row {
		v = strings.TrimSpace(v)
		if v == "" && i == 0 {
			continue // above the row numbers that some programs write
		}
		_, reading := parseInstant(v)
		if v == "" || seen[v] || len(v) > 40 || reading != noDate || parseAddress(v) != nil || endsSentence(v) || len(strings.Fields(v)) > 4 {
			return false
		}
		if _, err := strconv.ParseFloat(v, 64); err == nil {
			return false
		}
		seen[v] = true
	}
	return len(seen) > 0
}

// otherDates are names of columns with a date that is not that of publication.
var otherDates = regexp.MustCompile(`(?i)updat|modif|edit|crawl|retriev|access|fetch|download|scrap|import|insert|creat|collect|captur|archiv`)

// columnsOf tells what the columns of a table mean, for one separator: those of
// the map first, then by name, then by what stands in them.
func columnsOf(rows [][]string, sep byte, columns map[string]string) (columnSet, bool) {
	c := columnSet{separator: sep}
	if len(rows) == 0 {
		return c, false
	}
	first := rows[0]
	named := readHeader(first)
	c.header = named.known > 0 || looksHeader(first)
	if c.header {
		c.names, c.means, c.known = named.names, named.means, named.known
		rows = rows[1:]
	} else {
		c.names, c.means = make([]string, len(first)), make([]string, len(first))
		for i := range c.names {
			c.names[i] = strconv.Itoa(i + 1)
		}
	}
	c.guessed = make([]bool, len(c.names))
	for _, key := range slices.Sorted(maps.Keys(columns)) {
		if !c.assign(meaningOf(key), columns[key]) {
			return c, false
		}
	}
	c.guess(profiles(rows, len(c.names)), columns)
	c.rows = rows[:min(len(rows), 3)]
	if at := slices.Index(c.means, "published"); at >= 0 {
		var dates []string
		for _, row := range rows {
			if at < len(row) {
				dates = append(dates, row[at])
			}
		}
		c.order = orderOf(dates)
	}
	return c, true
}

// assign gives a column, by its name or its number, a meaning, and takes it from
// any other. It reports whether there is such a column; an empty name takes the
// meaning away.
func (c *columnSet) assign(mean, name string) bool {
	at := -1
	for i, n := range c.names {
		if strings.EqualFold(strings.TrimSpace(n), strings.TrimSpace(name)) {
			at = i
			break
		}
	}
	if n, err := strconv.Atoi(strings.TrimSpace(name)); at < 0 && err == nil && n >= 1 && n <= len(c.names) {
		at = n - 1
	}
	if at < 0 && name != "" {
		return false
	}
	for i := range c.means {
		if c.means[i] == mean {
			c.means[i] = ""
		}
	}
	if at >= 0 {
		c.means[at] = mean
	}
	return true
}

// guess gives columns without a meaning one that their cells show. Headline and
// outlet are guessed only where the text has to be, too: a table whose names
// tell its text would have named them.
func (c *columnSet) guess(list []profile, columns map[string]string) {
	given := map[string]bool{}
	for _, m := range c.means {
		given[m] = true
	}
	for key := range columns {
		given[meaningOf(key)] = true
	}
	take := func(mean string, ok func(i int, p *profile) int) {
		best, at := 0, -1
		for i := range list {
			if c.means[i] != "" || given[mean] || list[i].filled == 0 {
				continue
			}
			if score := ok(i, &list[i]); score > best {
				best, at = score, i
			}
		}
		if at >= 0 {
			c.means[at], c.guessed[at] = mean, true
		}
	}
	take("published", func(i int, p *profile) int {
		if !p.mostly(p.dates) || otherDates.MatchString(c.names[i]) {
			return 0
		}
		return 1000 - i
	})
	take("url", func(i int, p *profile) int {
		if !p.mostly(p.urls) {
			return 0
		}
		return len(p.values)
	})
	odd := !given["text"]
	data := func(p *profile) bool { return p.mostly(p.dates) || p.mostly(p.urls) }
	if odd {
		take("publisher", func(i int, p *profile) int {
			if !p.mostly(p.outlets) {
				return 0
			}
			return 1000 - i
		})
	}
	take("text", func(_ int, p *profile) int {
		if data(p) || p.words < 5*p.filled {
			return 0
		}
		return p.size
	})
	if odd {
		take("title", func(_ int, p *profile) int {
			if data(p) || p.words < 3*p.filled || p.words > 30*p.filled || 2*len(p.values) <= p.filled {
				return 0
			}
			return p.size
		})
	}
}

// guessTable finds the separator and the columns of a table; false for what
// seems to be none. head is free of a byte order mark.
func guessTable(head []byte, columns map[string]string) (best columnSet, ok bool) {
	head = bytes.TrimLeft(head, " \r\n\f\v")
	line, rest, _ := bytes.Cut(head, []byte("\n"))
	if len(line) > 64<<10 {
		return best, false
	}
	score := 0
	for _, sep := range separators {
		// A single column may be a table by its name, if its rows are quoted.
		if !bytes.Contains(line, []byte{sep}) && (sep != separators[0] || !bytes.HasPrefix(rest, []byte(`"`)) && columns == nil) {
			continue
		}
		rows := sampleRows(head, sep)
		c, found := columnsOf(rows, sep, columns)
		if !found {
			continue
		}
		if n := c.score(rows, columns != nil); n > score {
			score, best, ok = n, c, true
		}
	}
	return best, ok
}

// score says how surely rows are a table of articles; 0 for none.
func (c *columnSet) score(rows [][]string, mapped bool) int {
	n := len(c.names)
	switch {
	case mapped:
		return 1000 + n
	case c.known >= 2 && c.known*3 >= n:
		return 100*c.known + n
	case n == 1:
		if c.known == 1 && c.means[0] == "text" {
			return 1
		}
		return 0
	}
	even, data, text := 0, 0, c.known
	for _, row := range rows {
		if len(row) == n {
			even++
		}
	}
	for i := range c.means {
		switch {
		case c.means[i] == "text":
			text++
		case c.guessed[i]:
			data++
		}
	}
	// Prose has commas, too: a table shows its dates, addresses or outlets.
	if len(rows) < 3 || even*10 < len(rows)*9 || text == 0 || data == 0 && c.known == 0 && c.separator != '\t' {
		return 0
	}
	return n
}

// columnFault is the Error for a table without a column that Options.Columns
// names.
func (s *stream) columnFault(head []byte) *Error {
	best := []string{}
	for _, sep := range separators {
		if rows := sampleRows(head, sep); len(rows) > 0 && len(rows[0]) > len(best) {
			best = rows[0]
		}
	}
	var wanted []string
	for _, key := range slices.Sorted(maps.Keys(s.opts.Columns)) {
		wanted = append(wanted, key+"="+s.opts.Columns[key])
	}
	return &Error{
		Code: NoColumn, File: s.name, Line: 1, Found: "the table has the columns " + clip(strings.Join(best, ", "), 200),
		Wanted: "those of " + strings.Join(wanted, ","),
	}
}

// describe is the table for whoever is to confirm it.
func (c *columnSet) describe(file string) *Table {
	t := &Table{File: file, Separator: c.separator, Header: c.header, Rows: c.rows, order: c.order}
	for i, name := range c.names {
		t.Columns = append(t.Columns, Column{Name: name, Meaning: shownMeaning(c.means[i]), Guessed: c.guessed[i]})
	}
	return t
}

// confirm asks whoever gives the table.
func (s *stream) confirm(c *columnSet) error {
	if s.opts.Table == nil {
		return nil
	}
	if err := s.opts.Table(c.describe(s.name)); err != nil {
		return fmt.Errorf("%s: %w", s.name, err)
	}
	return nil
}

// ReadDate is a date of publication as it is read in the table: ISO 8601 as
// exact as printed; empty for what is no date, or may be several.
func (t *Table) ReadDate(printed string) string {
	printed = ordered(printed, t.order)
	if t, reading := parseInstant(printed); reading == goodDate {
		return t.String()
	}
	return ""
}
