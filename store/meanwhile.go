package store

import (
	"context"
	"slices"
	"time"

	"casus/merge"
	"casus/record"
)

// earlyDays is how many days an article may be older than those before it.
const earlyDays = 7

// meanwhile is what a run has taken in and merges before its end. Articles that
// come in the order of time are merged as they come: what belongs together is
// near and still in memory. Those of an archive in another order would touch the
// same events again and again; they stay marked and are merged by day when the
// run is at its end.
type meanwhile struct {
	open  []arrival // of the open transaction
	ready []arrival // written
	come  string    // day to which the articles have come
	over  bool      // they do not come in the order of time
}

// arrival is an article with its new coding.
type arrival struct {
	document int64
	day      string // of publication; empty if not known
	reports  []int64
}

// arrive notes an article of the open transaction.
func (r *Run) arrive(ctx context.Context, document, coding int64, day string) ([]int64, error) {
	if r.early == nil || r.early.over {
		return nil, nil
	}
	rows, err := r.w.ids(ctx, "SELECT id FROM reports WHERE coding = ? ORDER BY n", coding)
	r.early.open = append(r.early.open, arrival{document, day, rows})
	return rows, err
}

// handOver gives a new article to the merger, so that it need not be read again.
func (r *Run) handOver(s *record.Story, document int64, rows []int64) {
	if r.early == nil || r.early.over {
		return
	}
	a := merge.NewArticle(s)
	a.Sketch = merge.NewSketch(s.Text)
	m := r.w.kept()
	m.articles.put(document, a)
	m.remember(a, s, document, rows)
}

// mergeEarly merges what has come, where it is as much as a full batch.
func (r *Run) mergeEarly(ctx context.Context) error {
	e := r.early
	if e == nil {
		return nil
	}
	e.ready = append(e.ready, e.open...)
	e.open = nil
	if len(e.ready) < r.batch || e.over {
		return nil
	}
	var documents, reports []int64
	for _, a := range e.inOrder() {
		documents, reports = append(documents, a.document), append(reports, a.reports...)
	}
	e.ready = nil
	if len(documents) == 0 {
		return nil
	}
	ctx = context.WithoutCancel(ctx)
	m, err := r.w.merging(ctx)
	if err != nil {
		return err
	}
	return m.transaction(ctx, func() error {
		// What came twice, or was merged with others, is not marked.
		documents, err := r.w.ids(m.ctx, "SELECT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM to_compare WHERE document = value)", jsonList(documents))
		if err == nil && len(documents) > 0 {
			err = m.compare(documents)
		}
		if err != nil {
			return err
		}
		reports, err := r.w.ids(m.ctx, "SELECT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM to_merge WHERE report = value)", jsonList(reports))
		if err != nil {
			return err
		}
		return m.mergeKnown(reports)
	})
}

// longWait is the most days that a report may span and not wait.
const longWait = 31

// mergeKnown merges the reports that are known to the month at least. What is
// known to the year alone waits for the end of the run: its mates lie all over the
// archive and it is told of again and again, so that each of its events would be
// made anew with every batch.
func (m *merger) mergeKnown(reports []int64) error {
	m.held = map[string]*heldReport{}
	var known, vague []int64
	for _, row := range reports {
		r, err := m.report(row)
		if err != nil {
			return err
		}
		if r.Last-r.First >= longWait {
			vague = append(vague, row)
		} else {
			known = append(known, row)
		}
	}
	if err := m.insertBlocks(vague); err != nil {
		return err
	}
	return m.merge(known)
}

// inOrder is the articles that are not older than those before them, up to a
// week; those without a day have to wait. Where they are less than half of those
// with one, the run is not in the order of time. One in ten may be dated too
// late.
func (e *meanwhile) inOrder() []arrival {
	var days []string
	var list []arrival
	least := shifted(e.come, -earlyDays)
	for _, a := range e.ready {
		if len(a.day) < len(time.DateOnly) { // it is not known
			continue
		}
		days = append(days, a.day)
		if a.day >= least {
			list = append(list, a)
		}
	}
	if 2*len(list) < len(days) {
		e.over = true
		return nil
	}
	if len(days) > 0 {
		slices.Sort(days)
		e.come = max(e.come, days[len(days)*9/10])
	}
	return list
}
