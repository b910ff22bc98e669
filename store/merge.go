package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"casus/doc"
	"casus/merge"
	"casus/record"
)

// The bounds of one transaction of merging.
const (
	compareBatch = 256  // articles
	mergeBatch   = 1024 // reports
)

// What merging keeps in memory from one transaction to the next.
const (
	keepArticles = 4096  // with their sketches, 3 KB each
	keepReports  = 32768 // 2 KB each
)

// Merged is what bringing the events up to date did.
type Merged struct {
	Articles int // held against others, to find copies
	Reports  int // merged anew
	Events   int // written: new ones and changed ones
}

// Merge brings events, copies and links up to date with the reports that hold,
// in small transactions, the earliest days first: killed or interrupted at any
// moment, it goes on where it stopped when it is called again. What was merged
// before is touched only where something new can change it. The events depend
// on what the store holds and on the judgements, not on the order in which it
// came. step, if not nil, is told after each transaction how many articles and
// reports are left.
func (w *Writer) Merge(ctx context.Context, step func(left int)) (Merged, error) {
	return w.mergeBy(ctx, compareBatch, mergeBatch, step)
}

// mergeBy is Merge with its bounds.
func (w *Writer) mergeBy(ctx context.Context, articles, reports int, step func(left int)) (Merged, error) {
	m := &merger{
		w: w, compareBatch: articles, mergeBatch: reports,
		articles: newRecent[int64, *merge.Article](keepArticles), reports: newRecent[int64, *heldReport](keepReports),
	}
	for _, work := range []func(context.Context) (bool, error){m.begin, m.compare, m.merge} {
		for more := true; more; {
			if err := ctx.Err(); err != nil {
				return m.done, err
			}
			err := w.begin(ctx)
			if err == nil {
				// A statement that is interrupted halfway would cost the whole batch.
				more, err = work(context.WithoutCancel(ctx))
				err = w.end(ctx, err)
			}
			if err != nil {
				return m.done, w.explain("merge", err)
			}
			m.done.Articles, m.done.Reports, m.done.Events = m.done.Articles+m.now.Articles, m.done.Reports+m.now.Reports, m.done.Events+m.now.Events
			m.now = Merged{}
			if more && step != nil {
				left, err := w.toMerge(ctx, w.conn)
				if err != nil {
					return m.done, w.explain("merge", err)
				}
				step(left)
			}
		}
	}
	return m.done, nil
}

// toMerge is how many articles and reports are not merged yet.
func (s *Store) toMerge(ctx context.Context, q querier) (int, error) {
	var n int
	err := q.QueryRowContext(ctx, "SELECT (SELECT count(*) FROM to_merge) + (SELECT count(*) FROM to_compare)").Scan(&n)
	return n, err
}

// merger is one call of Merge.
type merger struct {
	w            *Writer
	compareBatch int // articles
	mergeBatch   int // reports
	done, now    Merged
	judged       []merge.Judgement
	articles     *recent[int64, *merge.Article] // by row of documents
	reports      *recent[int64, *heldReport]    // by row of reports

	// Of one transaction:
	ctx    context.Context
	err    error // of a callback of merge
	held   map[string]*heldReport
	blocks map[merge.Key][]*merge.Report
	events map[int64]*merge.Event
}

// heldReport is a report as merging sees it, with its rows.
type heldReport struct {
	*merge.Report
	row, document int64
}

// begin reads the judgements, and forgets what other rules made.
func (m *merger) begin(ctx context.Context) (more bool, err error) {
	var rules string
	if err := m.w.row(ctx, "SELECT rules FROM merged", nil, &rules); err != nil {
		return false, err
	}
	if rules != merge.Rules {
		if err := m.w.forgetEvents(ctx); err != nil {
			return false, err
		}
		if _, err := m.w.exec(ctx, "UPDATE merged SET rules = ?", merge.Rules); err != nil {
			return false, err
		}
	}
	m.judged, err = m.w.judgements(ctx, m.w.conn)
	return false, err
}

// forgetEvents takes out everything that merging made and marks all reports
// and articles to be merged.
func (w *Writer) forgetEvents(ctx context.Context) error {
	for _, query := range []string{
		"DELETE FROM links", "DELETE FROM link_keys", "DELETE FROM members", "DELETE FROM events",
		"DELETE FROM blocks", "DELETE FROM sketches", "DELETE FROM origins", "DELETE FROM to_merge", "DELETE FROM to_compare",
		"INSERT INTO to_merge (day, report) SELECT r.day, r.id FROM documents d JOIN reports r ON r.coding = d.coding",
		"INSERT INTO to_compare (day, document) SELECT v.day, d.id" + held,
	} {
		if _, err := w.exec(ctx, query); err != nil {
			return err
		}
	}
	return nil
}

// Remerge makes all events anew. It is for those who doubt them: the result is
// the same.
func (w *Writer) Remerge(ctx context.Context, step func(left int)) (Merged, error) {
	err := w.begin(ctx)
	if err == nil {
		err = w.end(ctx, w.forgetEvents(context.WithoutCancel(ctx)))
	}
	if err != nil {
		return Merged{}, w.explain("merge", err)
	}
	return w.Merge(ctx, step)
}

// ids reads the first column of the rows of a query.
func (w *Writer) ids(ctx context.Context, query string, args ...any) ([]int64, error) {
	stmt, err := w.stmt(ctx, query)
	if err != nil {
		return nil, err
	}
	rows, err := stmt.QueryContext(ctx, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []int64
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		list = append(list, id)
	}
	return list, rows.Err()
}

// jsonList is a list for json_each.
func jsonList[T any](list []T) string {
	b, err := json.Marshal(list)
	if err != nil {
		panic(err) // numbers and strings
	}
	return string(b)
}

// compare holds a batch of articles against those that share words with them.
func (m *merger) compare(ctx context.Context) (more bool, err error) {
	m.ctx, m.err = ctx, nil
	rows, err := m.w.ids(ctx, "SELECT document FROM to_compare ORDER BY day, document LIMIT ?", m.compareBatch)
	if err != nil || len(rows) == 0 {
		return false, err
	}
	rowOf := map[string]int64{}
	var changed []*merge.Article
	for _, row := range rows {
		a, err := m.article(row)
		if err != nil {
			return false, err
		}
		if keys := a.Sketch.Keys(); len(keys) > 0 {
			stretch, _, _ := a.Stretch()
			if _, err := m.w.exec(ctx, "INSERT OR IGNORE INTO sketches (stretch, key, document) SELECT ?, value, ? FROM json_each(?)", stretch, row, jsonList(keys)); err != nil {
				return false, err
			}
		}
		rowOf[a.Document] = row
		changed = append(changed, a)
	}
	touched := merge.TouchedCopies(changed, func(a *merge.Article) []*merge.Article {
		var list []*merge.Article
		for _, row := range m.alike(a) {
			other, err := m.article(row)
			if m.err = errors.Join(m.err, err); err != nil {
				return nil
			}
			rowOf[other.Document] = row
			list = append(list, other)
		}
		return list
	})
	if m.err != nil {
		return false, m.err
	}
	if err := m.origins(ctx, touched, rowOf); err != nil {
		return false, err
	}
	_, err = m.w.exec(ctx, "DELETE FROM to_compare WHERE document IN (SELECT value FROM json_each(?))", jsonList(rows))
	m.now.Articles = len(rows)
	return true, err
}

// alike is the rows of the articles that share a key with one.
func (m *merger) alike(a *merge.Article) []int64 {
	keys := a.Sketch.Keys()
	if len(keys) == 0 || m.err != nil {
		return nil
	}
	text := jsonList(keys)
	_, first, last := a.Stretch()
	stretches, err := m.w.stretches(m.ctx, first, last)
	var list []int64
	for _, stretch := range stretches {
		var some []int64
		if err == nil {
			some, err = m.w.ids(m.ctx, "SELECT DISTINCT s.document FROM json_each(?) k CROSS JOIN sketches s ON s.stretch = ? AND s.key = k.value", text, stretch)
		}
		list = append(list, some...)
	}
	m.err = err
	slices.Sort(list)
	return slices.Compact(list)
}

// stretches is those between two that have articles, and that of articles
// without a day.
func (w *Writer) stretches(ctx context.Context, first, last int) ([]int, error) {
	list := []int{merge.Undated}
	for {
		var next sql.NullInt64
		err := w.row(ctx, "SELECT min(stretch) FROM sketches WHERE stretch >= ? AND stretch <= ?", []any{max(first, list[len(list)-1]+1), last}, &next)
		if err != nil || !next.Valid {
			return list, err
		}
		list = append(list, int(next.Int64))
	}
}

// origins writes of which articles others are copies, and as what they count.
func (m *merger) origins(ctx context.Context, articles []*merge.Article, rowOf map[string]int64) error {
	copies := merge.Copies(articles)
	of := map[string]merge.Copy{}
	for _, c := range copies {
		of[c.Document] = c
	}
	for document, source := range merge.Sources(articles, copies) {
		c, row := of[document], rowOf[document]
		var original any
		if c.Of != "" {
			original = rowOf[c.Of]
		}
		_, err := m.w.exec(ctx, `INSERT INTO origins (document, source, copy_of, percent, why) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT (document) DO UPDATE SET source = excluded.source, copy_of = excluded.copy_of, percent = excluded.percent, why = excluded.why`,
			row, source, original, c.Percent, c.Why)
		if err != nil {
			return err
		}
	}
	return nil
}

// article is an article with its sketch, by its row.
func (m *merger) article(row int64) (*merge.Article, error) {
	if a, ok := m.articles.get(row); ok {
		return a, nil
	}
	st, err := m.w.textOf(m.ctx, row)
	if err != nil {
		return nil, err
	}
	a := merge.NewArticle(st)
	a.Sketch = merge.NewSketch(st.Text)
	m.articles.put(row, a)
	return a, nil
}

// textOf is the part of a row that says whose text an article has: no reports.
func (w *Writer) textOf(ctx context.Context, document int64) (*record.Story, error) {
	var st record.Story
	var url, publisher, author, published, regions, text string
	err := w.row(ctx, "SELECT d.document, v.url, v.publisher, v.author, v.published, t.regions, t.text"+held+"JOIN texts t ON t.version = v.id WHERE d.id = ?",
		[]any{document}, &st.Document, &url, &publisher, &author, &published, &regions, &text)
	if err != nil {
		return nil, err
	}
	d := doc.Document{Text: text}
	if err := setRegions(&d, regions); err != nil {
		return nil, fmt.Errorf("document %s: %w", st.Document, err)
	}
	st.URL, st.Publisher, st.Author, st.Published = orNil(url), orNil(publisher), orNil(author), orNil(published)
	st.Title, st.Text = d.Region(doc.FieldTitle), d.Region(doc.FieldText)
	return &st, nil
}

// merge merges a batch of reports with those of the store.
func (m *merger) merge(ctx context.Context) (more bool, err error) {
	m.ctx, m.err = ctx, nil
	m.held, m.blocks, m.events = map[string]*heldReport{}, map[merge.Key][]*merge.Report{}, map[int64]*merge.Event{}
	rows, err := m.w.ids(ctx, "SELECT report FROM to_merge ORDER BY day, report LIMIT ?", m.mergeBatch)
	if err != nil || len(rows) == 0 {
		return false, err
	}
	var changed []*merge.Report
	for _, row := range rows {
		r, err := m.report(row)
		if err != nil {
			return false, err
		}
		if _, err := m.w.exec(ctx, "INSERT OR IGNORE INTO blocks (key, report) SELECT value, ? FROM json_each(?)", row, jsonList(merge.Blocks(r.Report))); err != nil {
			return false, err
		}
		changed = append(changed, r.Report)
	}
	touched := merge.Touched(changed, m.judged, m.mates, m.find)
	if m.err != nil {
		return false, m.err
	}
	if err := m.write(touched, merge.Cluster(touched, m.judged)); err != nil {
		return false, err
	}
	m.now.Reports = len(touched)
	return true, nil
}

// report is a report that holds, by its row. All of its article are read at
// once.
func (m *merger) report(row int64) (*heldReport, error) {
	if r, ok := m.reports.get(row); ok {
		m.held[r.ID] = r
		return r, nil
	}
	var document, coding int64
	if err := m.w.row(m.ctx, "SELECT d.id, d.coding FROM reports r JOIN documents d ON d.coding = r.coding WHERE r.id = ?", []any{row}, &document, &coding); err != nil {
		return nil, fmt.Errorf("report in row %d: %w", row, err)
	}
	stmt, err := m.w.stmt(m.ctx, storyByRow)
	if err != nil {
		return nil, err
	}
	st, err := m.w.story(stmt.QueryRowContext(m.ctx, document))
	if err != nil {
		return nil, err
	}
	rows, err := m.w.ids(m.ctx, "SELECT id FROM reports WHERE coding = ? ORDER BY n", coding)
	if err != nil {
		return nil, err
	}
	if len(rows) != len(st.Reports) {
		return nil, fmt.Errorf("%s: %d reports can be looked up, the record has %d: %w", st.Document, len(rows), len(st.Reports), ErrDamaged)
	}
	a := merge.NewArticle(st)
	var found *heldReport
	for i := range st.Reports {
		r := &heldReport{merge.NewReport(a, &st.Reports[i]), rows[i], document}
		m.reports.put(r.row, r)
		if r.row == row {
			found = r
		}
	}
	m.held[found.ID] = found
	return found, nil
}

// mates is the reports of a block that were merged already or are about to be.
func (m *merger) mates(key merge.Key) []*merge.Report {
	if list, ok := m.blocks[key]; ok || m.err != nil {
		return list
	}
	rows, err := m.w.ids(m.ctx, "SELECT report FROM blocks WHERE key = ? ORDER BY report", string(key))
	var list []*merge.Report
	for _, row := range rows {
		var r *heldReport
		if err == nil {
			r, err = m.report(row)
		}
		if err == nil {
			list = append(list, r.Report)
		}
	}
	m.err = err
	m.blocks[key] = list
	return list
}

// find is a report by its id, nil where it is not there or has its turn later.
func (m *merger) find(id string) *merge.Report {
	var row int64
	err := m.w.row(m.ctx, `SELECT r.id FROM reports r JOIN documents d ON d.coding = r.coding
		WHERE r.report = ? AND EXISTS (SELECT 1 FROM blocks b WHERE b.report = r.id)`, []any{id}, &row)
	var r *heldReport
	if err == nil {
		r, err = m.report(row)
	}
	if err != nil {
		if !errors.Is(err, sql.ErrNoRows) {
			m.err = errors.Join(m.err, err)
		}
		return nil
	}
	return r.Report
}

// write puts the events of the touched reports in the place of those that they
// stood in.
func (m *merger) write(touched []*merge.Report, events []merge.Event) error {
	var rows []int64
	for _, r := range touched {
		rows = append(rows, m.held[r.ID].row)
	}
	list := jsonList(rows)
	old, err := m.former(list)
	if err != nil {
		return err
	}
	var fresh []*merge.Event
	var bodies []string
	for i := range events {
		body, err := json.Marshal(eventOf(&events[i]))
		if err != nil {
			return err
		}
		if before, ok := old[events[i].ID]; ok && before.body == string(body) {
			delete(old, events[i].ID)
			continue
		}
		fresh, bodies = append(fresh, &events[i]), append(bodies, string(body))
	}
	var gone []int64
	for _, o := range old {
		gone = append(gone, o.row)
	}
	slices.Sort(gone)
	orphans, err := m.w.dissolve(m.ctx, gone)
	if err != nil {
		return err
	}
	var added []int64
	for i, e := range fresh {
		row, err := m.insert(e, bodies[i])
		if err != nil {
			return err
		}
		m.events[row] = e
		added = append(added, row)
	}
	m.now.Events = len(fresh)
	if _, err := m.w.exec(m.ctx, "DELETE FROM to_merge WHERE report IN (SELECT value FROM json_each(?))", list); err != nil {
		return err
	}
	return m.link(added, orphans)
}

// formerEvent is an event before it is merged again.
type formerEvent struct {
	row  int64
	body string
}

// former is the events in which reports stand, by id.
func (m *merger) former(rows string) (map[string]formerEvent, error) {
	stmt, err := m.w.stmt(m.ctx, "SELECT id, event, body FROM events WHERE id IN (SELECT event FROM members WHERE report IN (SELECT value FROM json_each(?)))")
	if err != nil {
		return nil, err
	}
	found, err := stmt.QueryContext(m.ctx, rows)
	if err != nil {
		return nil, err
	}
	defer found.Close()
	old := map[string]formerEvent{}
	for found.Next() {
		var e formerEvent
		var id string
		if err := found.Scan(&e.row, &id, &e.body); err != nil {
			return nil, err
		}
		old[id] = e
	}
	return old, found.Err()
}

// dissolve takes events out and marks their reports to be merged. It returns
// the events that were linked to one of them and are still there.
func (w *Writer) dissolve(ctx context.Context, events []int64) (orphans []int64, err error) {
	if len(events) == 0 {
		return nil, nil
	}
	list := jsonList(events)
	const these = "(SELECT value FROM json_each(?1))"
	orphans, err = w.ids(ctx, "SELECT DISTINCT source FROM links WHERE target IN "+these+" AND source NOT IN "+these+" ORDER BY source", list)
	if err != nil {
		return nil, err
	}
	for _, query := range []string{
		"INSERT OR IGNORE INTO to_merge (day, report) SELECT r.day, r.id FROM members m JOIN reports r ON r.id = m.report WHERE m.event IN " + these,
		"DELETE FROM links WHERE source IN " + these,
		"DELETE FROM links WHERE target IN " + these,
		"DELETE FROM link_keys WHERE event IN " + these,
		"DELETE FROM members WHERE event IN " + these,
		"DELETE FROM events WHERE id IN " + these,
	} {
		if _, err := w.exec(ctx, query, list); err != nil {
			return nil, err
		}
	}
	return orphans, nil
}

// insert writes an event and returns its row.
func (m *merger) insert(e *merge.Event, body string) (int64, error) {
	row, err := m.w.exec(m.ctx, "INSERT INTO events (event, kind, type, status, first, last, day, reports, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
		e.ID, e.Kind, e.Type, e.Status, e.First, e.Last, dayOfEvent(e), len(e.Members), body)
	if err != nil {
		return 0, err
	}
	if _, err := m.w.exec(m.ctx, "DELETE FROM redirects WHERE event = ?", e.ID); err != nil {
		return 0, err
	}
	for n, x := range e.Members {
		h := m.held[x.Report.ID]
		if _, err := m.w.exec(m.ctx, "INSERT INTO members (report, event, n, document, newsroom) VALUES (?, ?, ?, ?, ?)", h.row, row, n, h.document, h.Newsroom()); err != nil {
			return 0, err
		}
	}
	for _, x := range []struct {
		side string
		keys []merge.Key
	}{{"offers", e.Offers()}, {"seeks", e.Seeks()}} {
		if len(x.keys) == 0 {
			continue
		}
		if _, err := m.w.exec(m.ctx, "INSERT OR IGNORE INTO link_keys (key, side, event, first, last) SELECT value, ?, ?, ?, ? FROM json_each(?)", x.side, row, e.First, e.Last, jsonList(x.keys)); err != nil {
			return 0, err
		}
	}
	return row, nil
}

// dayOfEvent is the day by which an event is listed: the first if its reports
// say it, else that of publication; empty if neither is known.
func dayOfEvent(e *merge.Event) string {
	switch {
	case e.Last < e.First:
		return ""
	case e.Said:
		return dayText(e.First)
	}
	return dayText(e.Last)
}

const secondsOfDay = 24 * 60 * 60

// dayText is the day of a number of days since 1970-01-01.
func dayText(day int) string {
	return time.Unix(int64(day)*secondsOfDay, 0).UTC().Format(time.DateOnly)
}

// link links new events, and those that lost what they were linked to.
func (m *merger) link(added, orphans []int64) error {
	for _, row := range orphans {
		if _, err := m.event(row); err != nil {
			return err
		}
	}
	whole := slices.Concat(added, orphans)
	targets, err := m.near(whole, "seeks", "offers", (*merge.Event).Near)
	if err != nil {
		return err
	}
	for _, row := range whole {
		if err := m.linkFrom(row, targets[row]); err != nil {
			return err
		}
	}
	speakers, err := m.near(added, "offers", "seeks", func(e, speaker *merge.Event) bool { return speaker.Near(e) })
	if err != nil {
		return err
	}
	isWhole := map[int64]bool{}
	for _, row := range whole {
		isWhole[row] = true
	}
	for _, row := range added {
		for _, other := range speakers[row] {
			if isWhole[other] {
				continue
			}
			if err := m.linkTo(other, row); err != nil {
				return err
			}
		}
	}
	return nil
}

// linkFrom links an event to those of some others that it speaks of.
func (m *merger) linkFrom(row int64, targets []int64) error {
	if len(targets) == 0 {
		return nil
	}
	rowOf := map[string]int64{}
	var list []merge.Event
	for _, target := range targets {
		e, err := m.event(target)
		if err != nil {
			return err
		}
		rowOf[e.ID] = target
		list = append(list, *e)
	}
	for _, l := range merge.Links(m.events[row], list) {
		if err := m.setLink(row, rowOf[l.To], &l); err != nil {
			return err
		}
	}
	return nil
}

// linkTo looks whether an event speaks of a new one rather than of what it is
// linked to.
func (m *merger) linkTo(row, target int64) error {
	from, err := m.event(row)
	if err != nil {
		return err
	}
	for _, l := range merge.Links(from, []merge.Event{*m.events[target]}) {
		before := merge.Link{}
		err := m.w.row(m.ctx, "SELECT e.event, l.points FROM links l JOIN events e ON e.id = l.target WHERE l.source = ? AND l.kind = ?", []any{row, l.Kind}, &before.To, &before.Points)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		if err == nil && !l.Better(&before) {
			continue
		}
		if err := m.setLink(row, target, &l); err != nil {
			return err
		}
	}
	return nil
}

func (m *merger) setLink(source, target int64, l *merge.Link) error {
	_, err := m.w.exec(m.ctx, "INSERT OR REPLACE INTO links (source, kind, target, points, why) VALUES (?, ?, ?, ?, ?)", source, l.Kind, target, l.Points, l.Why)
	return err
}

// near is, for some events, those that have a key of theirs on the other side,
// and pass a test of their days.
func (m *merger) near(events []int64, side, other string, near func(e, other *merge.Event) bool) (map[int64][]int64, error) {
	out := map[int64][]int64{}
	if len(events) == 0 {
		return out, nil
	}
	stmt, err := m.w.stmt(m.ctx, `SELECT k.event, x.event, x.first, x.last FROM json_each(?1) j CROSS JOIN link_keys k ON k.event = j.value AND k.side = ?2
		CROSS JOIN link_keys x ON x.key = k.key AND x.side = ?3 WHERE x.event <> k.event`)
	if err != nil {
		return nil, err
	}
	rows, err := stmt.QueryContext(m.ctx, jsonList(events), side, other)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var row, id int64
	var days merge.Event
	for rows.Next() {
		if err := rows.Scan(&row, &id, &days.First, &days.Last); err != nil {
			return nil, err
		}
		if near(m.events[row], &days) {
			out[row] = append(out[row], id)
		}
	}
	for row, list := range out {
		slices.Sort(list)
		out[row] = slices.Compact(list)
	}
	return out, rows.Err()
}

// event is an event with its reports, by its row.
func (m *merger) event(row int64) (*merge.Event, error) {
	if e, ok := m.events[row]; ok {
		return e, nil
	}
	e := &merge.Event{}
	if err := m.w.row(m.ctx, "SELECT event, kind, type, status, first, last FROM events WHERE id = ?", []any{row}, &e.ID, &e.Kind, &e.Type, &e.Status, &e.First, &e.Last); err != nil {
		return nil, err
	}
	rows, err := m.w.ids(m.ctx, "SELECT report FROM members WHERE event = ? ORDER BY n", row)
	if err != nil {
		return nil, err
	}
	for _, id := range rows {
		r, err := m.report(id)
		if err != nil {
			return nil, err
		}
		e.Members = append(e.Members, merge.Member{Report: r.Report})
		e.Said = e.Said || r.Said
	}
	m.events[row] = e
	return e, nil
}

// recent keeps what was used last, between once and twice as many as its
// limit.
type recent[K comparable, V any] struct {
	young, old map[K]V
	limit      int
}

func newRecent[K comparable, V any](limit int) *recent[K, V] {
	return &recent[K, V]{young: map[K]V{}, limit: limit}
}

func (r *recent[K, V]) get(key K) (V, bool) {
	if v, ok := r.young[key]; ok {
		return v, true
	}
	v, ok := r.old[key]
	if ok {
		r.put(key, v)
	}
	return v, ok
}

func (r *recent[K, V]) put(key K, v V) {
	if len(r.young) >= r.limit {
		r.old, r.young = r.young, make(map[K]V, r.limit)
	}
	r.young[key] = v
}

// Unmerged is how many articles and reports Merge has not seen yet.
func (s *Store) Unmerged(ctx context.Context) (int, error) {
	n, err := s.toMerge(ctx, s.db)
	return n, s.explain("count what is to be merged", err)
}
