package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
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
	keepArticles = 2048  // with their sketches, 6 KB each
	keepReports  = 32768 // 2 KB each
)

// Merged is what bringing the events up to date did.
type Merged struct {
	Articles int // held against others, to find copies
	Reports  int // merged anew
	Events   int // new or changed; of a run that merges while it goes on, since it began
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
	if err := w.countEvents(ctx); err != nil {
		return Merged{}, w.explain("merge", err)
	}
	m, err := w.merging(ctx)
	if err != nil {
		return Merged{}, err
	}
	left, err := w.toMerge(ctx, w.conn)
	if err != nil {
		return m.done, w.explain("merge", err)
	}
	for _, part := range []struct {
		next  string
		limit int
		work  func(rows []int64) error
	}{
		{"SELECT document FROM to_compare ORDER BY day, document LIMIT ?", articles, m.compare},
		{"SELECT report FROM to_merge ORDER BY day, report LIMIT ?", reports, m.merge},
	} {
		for {
			n, err := 0, ctx.Err()
			if err == nil {
				err = m.transaction(ctx, func() error {
					rows, err := w.ids(m.ctx, part.next, part.limit)
					if n = len(rows); err != nil || n == 0 {
						return err
					}
					return part.work(rows)
				})
			}
			if err != nil {
				return m.done, err
			}
			if n == 0 {
				break
			}
			if left -= n; step != nil {
				step(max(0, left))
			}
		}
	}
	err = w.row(ctx, "SELECT count(*) FROM events WHERE id >= ?", []any{w.since}, &m.done.Events)
	w.since = 0
	return m.done, w.explain("merge", err)
}

// countEvents begins to count events that are new or changed, unless a run has.
func (w *Writer) countEvents(ctx context.Context) error {
	if w.since > 0 {
		return nil
	}
	m := w.kept()
	if err := m.nextEvent(ctx); err != nil {
		return err
	}
	w.since = m.next
	return nil
}

// nextEvent finds the row of the next event. Rows are not given twice, also
// where the last event went.
func (m *merger) nextEvent(ctx context.Context) error {
	var next int64
	err := m.w.row(ctx, "SELECT coalesce(max(id), 0) + 1 FROM events", nil, &next)
	m.next = max(m.next, next)
	return err
}

// toMerge is how many articles and reports are not merged yet.
func (s *Store) toMerge(ctx context.Context, q querier) (int, error) {
	var n int
	err := q.QueryRowContext(ctx, "SELECT (SELECT count(*) FROM to_merge) + (SELECT count(*) FROM to_compare)").Scan(&n)
	return n, err
}

// merger brings events up to date. It keeps what it read from one call of Merge
// to the next.
type merger struct {
	w        *Writer
	done     Merged // since merging began
	judged   []merge.Judgement
	articles *recent[int64, *merge.Article] // by row of documents
	reports  *recent[int64, *heldReport]    // by row of reports
	next     int64                          // row of the next event

	// Of one transaction:
	ctx    context.Context // is not done before the transaction is
	now    Merged
	err    error // of a callback of merge
	held   map[string]*heldReport
	blocks map[merge.Block][]*merge.Report
	events map[int64]*merge.Event

	undated bool // there are articles without a day
}

// heldReport is a report as merging sees it, with its rows.
type heldReport struct {
	*merge.Report
	row, document int64
}

// keptReport is what stands as JSON beside the block of a report that is known
// to the month or the year alone. Its mates lie all over the archive; without it
// each would cost reading an article.
type keptReport struct {
	Document int64 // row
	Report   *merge.Report
}

// kept is the merger of the writer with what it remembers.
func (w *Writer) kept() *merger {
	if w.merger == nil {
		w.merger = &merger{w: w, articles: newRecent[int64, *merge.Article](keepArticles), reports: newRecent[int64, *heldReport](keepReports)}
	}
	return w.merger
}

// merging is the merger as it begins: it knows the judgements, and what other
// rules made is forgotten.
func (w *Writer) merging(ctx context.Context) (*merger, error) {
	m := w.kept()
	m.done = Merged{}
	return m, m.transaction(ctx, m.begin)
}

// transaction does a part of the work in a transaction of its own. An error
// takes it back.
func (m *merger) transaction(ctx context.Context, work func() error) error {
	m.now, m.err = Merged{}, nil
	m.ctx = context.WithoutCancel(ctx) // a statement that is interrupted halfway would cost the whole batch
	err := m.w.begin(ctx)
	if err == nil {
		err = m.w.end(ctx, work())
	}
	if err != nil {
		return m.w.explain("merge", err)
	}
	m.done.Articles, m.done.Reports = m.done.Articles+m.now.Articles, m.done.Reports+m.now.Reports
	return nil
}

// begin reads the judgements, and forgets what other rules made.
func (m *merger) begin() error {
	var rules string
	if err := m.w.row(m.ctx, "SELECT rules FROM merged", nil, &rules); err != nil {
		return err
	}
	if rules != merge.Rules {
		if err := m.w.forgetEvents(m.ctx); err != nil {
			return err
		}
		if _, err := m.w.exec(m.ctx, "UPDATE merged SET rules = ?", merge.Rules); err != nil {
			return err
		}
	}
	var err error
	m.judged, err = m.w.judgements(m.ctx, m.w.conn)
	return err
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

// compare holds some articles against those that share words with them.
func (m *merger) compare(rows []int64) error {
	rowOf := map[string]int64{}
	var changed []*merge.Article
	var keys [][3]int64 // stretch, key, document
	for _, row := range rows {
		a, err := m.article(row)
		if err != nil {
			return err
		}
		stretch, _, _ := a.Stretch()
		for _, key := range a.Sketch.Keys() {
			keys = append(keys, [3]int64{int64(stretch), key, row})
		}
		rowOf[a.Document] = row
		changed = append(changed, a)
	}
	slices.SortFunc(keys, func(a, b [3]int64) int { return slices.Compare(a[:], b[:]) })
	var values []any
	for _, k := range keys {
		values = append(values, k[0], k[1], k[2])
	}
	if err := m.w.insert(m.ctx, "INSERT OR IGNORE INTO sketches (stretch, key, document) VALUES (?, ?, ?)", "", values); err != nil {
		return err
	}
	if err := m.w.row(m.ctx, "SELECT EXISTS (SELECT 1 FROM sketches WHERE stretch = ?)", []any{merge.Undated}, &m.undated); err != nil {
		return err
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
		return m.err
	}
	if err := m.origins(touched, rowOf); err != nil {
		return err
	}
	m.now.Articles = len(rows)
	_, err := m.w.exec(m.ctx, "DELETE FROM to_compare WHERE document IN (SELECT value FROM json_each(?))", jsonList(rows))
	return err
}

// alike is the rows of the articles that share a key with one.
func (m *merger) alike(a *merge.Article) []int64 {
	keys := a.Sketch.Keys()
	if len(keys) == 0 || m.err != nil {
		return nil
	}
	slices.Sort(keys)
	_, first, last := a.Stretch()
	stretches, err := m.stretches(first, last)
	var list []int64
	if err == nil {
		list, err = m.w.ids(m.ctx, `SELECT s.document FROM json_each(?) t CROSS JOIN json_each(?) k CROSS JOIN sketches s ON s.stretch = t.value AND s.key = k.value`,
			jsonList(stretches), jsonList(keys))
	}
	m.err = err
	slices.Sort(list)
	return slices.Compact(list)
}

// stretches is those between two that have articles, and that of articles
// without a day. Few are listed without a look.
func (m *merger) stretches(first, last int) ([]int, error) {
	var list []int
	if last-first < fewStretches {
		for n := first; n <= last; n++ {
			list = append(list, n)
		}
		if m.undated {
			list = append(list, merge.Undated)
		}
		return list, nil
	}
	for {
		var next sql.NullInt64
		err := m.w.row(m.ctx, "SELECT min(stretch) FROM sketches WHERE stretch >= ? AND stretch <= ?", []any{first, last}, &next)
		if err != nil || !next.Valid {
			return list, err
		}
		list = append(list, int(next.Int64))
		first = int(next.Int64) + 1
	}
}

// fewStretches is how many stretches are cheaper to ask than to look for.
const fewStretches = 8

// origins writes of which articles others are copies, and as what they count.
func (m *merger) origins(articles []*merge.Article, rowOf map[string]int64) error {
	copies := merge.Copies(articles)
	of := map[string]merge.Copy{}
	for _, c := range copies {
		of[c.Document] = c
	}
	sources := merge.Sources(articles, copies)
	var list []any
	for _, a := range articles {
		c := of[a.Document]
		var original any
		if c.Of != "" {
			original = rowOf[c.Of]
		}
		list = append(list, rowOf[a.Document], sources[a.Document], original, c.Percent, c.Why)
	}
	return m.w.insert(m.ctx, "INSERT INTO origins (document, source, copy_of, percent, why) VALUES (?, ?, ?, ?, ?)",
		" ON CONFLICT (document) DO UPDATE SET source = excluded.source, copy_of = excluded.copy_of, percent = excluded.percent, why = excluded.why", list)
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

// merge merges some reports with those of the store.
func (m *merger) merge(rows []int64) error {
	m.held, m.blocks, m.events = map[string]*heldReport{}, map[merge.Block][]*merge.Report{}, map[int64]*merge.Event{}
	var changed []*merge.Report
	for _, row := range rows {
		r, err := m.report(row)
		if err != nil {
			return err
		}
		changed = append(changed, r.Report)
	}
	if err := m.insertBlocks(rows); err != nil {
		return err
	}
	touched := merge.Touched(changed, m.judged, m.mates, m.find)
	if m.err != nil {
		return m.err
	}
	m.now.Reports = len(touched)
	return m.write(touched, merge.Cluster(touched, m.judged))
}

// insertBlocks writes where reports are looked up, in the order of the table.
func (m *merger) insertBlocks(reports []int64) error {
	type blockRow struct {
		merge.Block
		report int64
		kept   any // JSON of a keptReport, or nil
	}
	var list []blockRow
	for _, row := range reports {
		r, err := m.report(row)
		if err != nil {
			return err
		}
		var kept any
		if r.ByMonth() {
			if kept, err = json.Marshal(keptReport{r.document, r.Report}); err != nil {
				return err
			}
		}
		for _, b := range merge.Blocks(r.Report) {
			list = append(list, blockRow{b, row, kept})
		}
	}
	slices.SortFunc(list, func(a, b blockRow) int {
		return cmp.Or(cmp.Compare(a.Key, b.Key), cmp.Compare(a.First, b.First), cmp.Compare(a.report, b.report))
	})
	var rows []any
	for _, b := range list {
		rows = append(rows, string(b.Key), b.First, b.report, b.Last, b.kept)
	}
	return m.w.insert(m.ctx, "INSERT OR IGNORE INTO blocks (key, first, report, last, kept) VALUES (?, ?, ?, ?, ?)", "", rows)
}

// report is a report that holds, by its row. All of its article are read at
// once, unless it is kept beside its block.
func (m *merger) report(row int64) (*heldReport, error) {
	if r, ok := m.reports.get(row); ok {
		m.held[r.ID] = r
		return r, nil
	}
	var kept []byte
	err := m.w.row(m.ctx, "SELECT kept FROM blocks WHERE report = ? AND kept IS NOT NULL", []any{row}, &kept)
	if err == nil {
		return m.unpack(row, kept)
	}
	if !errors.Is(err, sql.ErrNoRows) {
		return nil, err
	}
	var document, coding int64
	if err := m.w.row(m.ctx, "SELECT d.id, d.coding FROM reports r JOIN documents d ON d.coding = r.coding WHERE r.id = ?", []any{row}, &document, &coding); err != nil {
		return nil, fmt.Errorf("report in row %d: %w", row, err)
	}
	st, err := m.w.textOf(m.ctx, document)
	if err != nil {
		return nil, err
	}
	if st.Reports, err = m.w.reportsOf(m.ctx, coding); err != nil {
		return nil, fmt.Errorf("document %s: record: %w", st.Document, err)
	}
	rows, err := m.w.ids(m.ctx, "SELECT id FROM reports WHERE coding = ? ORDER BY n", coding)
	if err != nil {
		return nil, err
	}
	if len(rows) != len(st.Reports) {
		return nil, fmt.Errorf("%s: %d reports can be looked up, the record has %d: %w", st.Document, len(rows), len(st.Reports), ErrDamaged)
	}
	m.remember(merge.NewArticle(st), st, document, rows)
	found, ok := m.reports.get(row)
	if !ok {
		return nil, fmt.Errorf("%s: report in row %d: %w", st.Document, row, ErrDamaged)
	}
	m.held[found.ID] = found
	return found, nil
}

// remember keeps the reports of an article, with their rows.
func (m *merger) remember(a *merge.Article, st *record.Story, document int64, rows []int64) {
	for i := range st.Reports {
		m.reports.put(rows[i], &heldReport{merge.NewReport(a, &st.Reports[i]), rows[i], document})
	}
}

// unpack reads a report that is kept beside its block.
func (m *merger) unpack(row int64, kept []byte) (*heldReport, error) {
	var k keptReport
	if err := json.Unmarshal(kept, &k); err != nil {
		return nil, fmt.Errorf("report in row %d, kept for merging: %w", row, err)
	}
	r := &heldReport{k.Report, row, k.Document}
	m.reports.put(row, r)
	m.held[r.ID] = r
	return r, nil
}

// reportsOf is the reports of a coding.
func (w *Writer) reportsOf(ctx context.Context, coding int64) ([]record.Report, error) {
	var packed []byte
	if err := w.row(ctx, "SELECT record FROM codings WHERE id = ?", []any{coding}, &packed); err != nil {
		return nil, err
	}
	b, err := w.unpack(packed)
	if err != nil {
		return nil, err
	}
	var c struct {
		Reports []record.Report `json:"reports"`
	}
	err = json.Unmarshal(b, &c)
	return c.Reports, err
}

// mates is the reports with a block that meets one, which were merged already
// or are about to be.
func (m *merger) mates(b merge.Block) []*merge.Report {
	if list, ok := m.blocks[b]; ok || m.err != nil {
		return list
	}
	rows, err := m.w.ids(m.ctx, "SELECT report FROM blocks WHERE key = ? AND first BETWEEN ? AND ? AND last >= ?", string(b.Key), b.Earliest(), b.Last, b.First)
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
	m.blocks[b] = list
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
	added, err := m.insert(fresh, bodies)
	if err != nil {
		return err
	}
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

// insert writes events and returns their rows.
func (m *merger) insert(list []*merge.Event, bodies []string) ([]int64, error) {
	if len(list) == 0 {
		return nil, nil
	}
	if err := m.nextEvent(m.ctx); err != nil {
		return nil, err
	}
	var added []int64
	var ids []string
	var events, members []any
	var keys []linkKey
	for i, e := range list {
		row := m.next
		m.next++
		m.events[row] = e
		added, ids = append(added, row), append(ids, e.ID)
		events = append(events, row, e.ID, e.Kind, e.Type, e.Status, e.First, e.Last, dayOfEvent(e), len(e.Members), bodies[i])
		for n, x := range e.Members {
			h := m.held[x.Report.ID]
			members = append(members, h.row, row, n, h.document, h.Newsroom())
		}
		keys = appendKeys(keys, row, e, "offers", e.Offers())
		keys = appendKeys(keys, row, e, "seeks", e.Seeks())
	}
	slices.SortFunc(keys, func(a, b linkKey) int {
		return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.side, b.side), cmp.Compare(a.event, b.event))
	})
	var rows []any
	for _, k := range slices.Compact(keys) {
		rows = append(rows, string(k.key), k.side, k.event, k.first, k.last)
	}
	for _, part := range []struct {
		query  string
		values []any
	}{
		{"INSERT INTO events (id, event, kind, type, status, first, last, day, reports, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", events},
		{"INSERT INTO members (report, event, n, document, newsroom) VALUES (?, ?, ?, ?, ?)", members},
		{"INSERT INTO link_keys (key, side, event, first, last) VALUES (?, ?, ?, ?, ?)", rows},
	} {
		if err := m.w.insert(m.ctx, part.query, "", part.values); err != nil {
			return nil, err
		}
	}
	_, err := m.w.exec(m.ctx, "DELETE FROM redirects WHERE event IN (SELECT value FROM json_each(?))", jsonList(ids))
	return added, err
}

// linkKey is a row of the keys by which events find one another.
type linkKey struct {
	key         merge.Key
	side        string // offers, seeks
	event       int64
	first, last int
}

func appendKeys(list []linkKey, row int64, e *merge.Event, side string, keys []merge.Key) []linkKey {
	for _, key := range keys {
		list = append(list, linkKey{key, side, row, e.First, e.Last})
	}
	return list
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
	targets, err := m.near(whole, (*merge.Event).Seeks, "offers", (*merge.Event).Near)
	if err != nil {
		return err
	}
	for _, row := range whole {
		if err := m.linkFrom(row, targets[row]); err != nil {
			return err
		}
	}
	speakers, err := m.near(added, (*merge.Event).Offers, "seeks", func(e, speaker *merge.Event) bool { return speaker.Near(e) })
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

// near is, for some events, those that have a key of theirs on a side, and pass
// a test of their days.
func (m *merger) near(events []int64, keys func(*merge.Event) []merge.Key, side string, near func(e, other *merge.Event) bool) (map[int64][]int64, error) {
	out := map[int64][]int64{}
	by := map[merge.Key][]int64{}
	for _, row := range events {
		for _, key := range keys(m.events[row]) {
			by[key] = append(by[key], row)
		}
	}
	if len(by) == 0 {
		return out, nil
	}
	stmt, err := m.w.stmt(m.ctx, "SELECT x.key, x.event, x.first, x.last FROM json_each(?) k CROSS JOIN link_keys x ON x.key = k.value AND x.side = ?")
	if err != nil {
		return nil, err
	}
	rows, err := stmt.QueryContext(m.ctx, jsonList(slices.Sorted(maps.Keys(by))), side)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var key merge.Key
	var id int64
	var days merge.Event
	for rows.Next() {
		if err := rows.Scan(&key, &id, &days.First, &days.Last); err != nil {
			return nil, err
		}
		for _, row := range by[key] {
			if row != id && near(m.events[row], &days) {
				out[row] = append(out[row], id)
			}
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

func (r *recent[K, V]) drop(key K) {
	delete(r.young, key)
	delete(r.old, key)
}

// Unmerged is how many articles and reports Merge has not seen yet.
func (s *Store) Unmerged(ctx context.Context) (int, error) {
	n, err := s.toMerge(ctx, s.db)
	return n, s.explain("count what is to be merged", err)
}
