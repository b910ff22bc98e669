package merge

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// Shares of words by which an article is a copy, in percent; see
// docs/merging.md.
const (
	copyShare    = 50             // of the shorter text
	rewriteShare = 20             // of the shorter text, if both are of one agency
	rewriteSpan  = 48 * time.Hour // and published within
	copySpan     = 7 * 24 * time.Hour
)

// Copy says that an article has its text from another.
type Copy struct {
	Document string
	Of       string // document; the centre of the group: what was published first and names no other
	Percent  int    // of the shorter text that stands word for word in the other
	Why      string
}

// Copies finds the articles that are copies or rewrites of one text. Articles
// gather around centres, the earliest first; each stands with the centre that
// it shares most with, and never with a copy of a copy, so that a text that
// changes from hand to hand makes several groups. The order is that of the
// articles by publication.
func Copies(articles []*Article) []Copy {
	list := slices.SortedFunc(slices.Values(articles), original)
	list = slices.CompactFunc(list, func(a, b *Article) bool { return a.Document == b.Document })
	centres := map[bandKey][]int32{}
	tried := make([]int32, len(list))
	var out []Copy
	for i, a := range list {
		best := Copy{}
		for band := range bands {
			for _, j := range centres[a.Sketch.band(band)] {
				if tried[j] == int32(i)+1 {
					continue
				}
				tried[j] = int32(i) + 1
				if c, ok := copied(a, list[j]); ok && c.Percent > best.Percent {
					best = c
				}
			}
		}
		if best.Of != "" {
			out = append(out, best)
			continue
		}
		if len(a.Sketch.Shingles) == 0 {
			continue
		}
		for band := range bands {
			key := a.Sketch.band(band)
			centres[key] = append(centres[key], int32(i))
		}
	}
	return out
}

type bandKey struct {
	band int
	rows [rows]uint32
}

func (s *Sketch) band(n int) bandKey {
	return bandKey{n, [rows]uint32(s.Signature[n*rows : (n+1)*rows])}
}

// original orders articles so that what others may have copied comes first: by
// day, those that credit nobody before those that do, then by time.
func original(a, b *Article) int {
	return cmp.Or(
		compareBool(a.Published.IsZero(), b.Published.IsZero()),
		cmp.Compare(day(a.Published), day(b.Published)),
		compareBool(a.Credit.Agency != "", b.Credit.Agency != ""),
		earlier(a, b),
	)
}

// copied reports whether a has its text from b, or both from a third.
func copied(a, b *Article) (Copy, bool) {
	if span := a.Published.Sub(b.Published).Abs(); span > copySpan && !a.Published.IsZero() && !b.Published.IsZero() {
		return Copy{}, false
	}
	ofShorter, ofBoth := a.Sketch.percent(&b.Sketch)
	c := Copy{Document: a.Document, Of: b.Document, Percent: ofShorter}
	short := min(len(a.Sketch.Shingles), len(b.Sketch.Shingles)) < fewest
	switch agency := oneAgency(a, b); {
	case short && ofBoth < 80:
		return Copy{}, false
	case ofShorter >= copyShare:
		c.Why = fmt.Sprintf("%d %% of the shorter text stand word for word in the other", ofShorter)
		if agency != "" {
			c.Why += ", and both are by " + agency
		}
	case agency != "" && ofShorter >= rewriteShare && a.Published.Sub(b.Published).Abs() <= rewriteSpan:
		c.Why = fmt.Sprintf("both are by %s, and %d %% of the shorter text stand in the other", agency, ofShorter)
	default:
		return Copy{}, false
	}
	return c, true
}

// oneAgency is the agency whose text two articles of different outlets are by
// their own word; an agency's follow-up of its own text is no copy of it.
func oneAgency(a, b *Article) string {
	if sourceKey(a.Publisher) == sourceKey(b.Publisher) {
		return ""
	}
	x, y := voice(a), voice(b)
	if x == y && (a.Credit.Agency != "" || b.Credit.Agency != "") {
		return x
	}
	return ""
}

// voice is whose text an article is by its own word: the agency that it
// credits, else its publisher, else itself.
func voice(a *Article) string {
	switch {
	case a.Credit.Agency != "":
		return sourceKey(a.Credit.Agency)
	case a.Publisher != "":
		return sourceKey(a.Publisher)
	}
	return a.Document
}

// Sources says for each article, by document, as which source it counts: a
// copy as its original, an article with an agency's credit as the agency, any
// other as its publisher. Where no article of a group of copies is an agency's
// own, but one credits an agency, the group counts as that one.
func Sources(articles []*Article, copies []Copy) map[string]string {
	centre := map[string]string{}
	for _, c := range copies {
		centre[c.Document] = c.Of
	}
	agency := map[string]string{} // centre → agency that a member credits
	for _, a := range articles {
		at := cmp.Or(centre[a.Document], a.Document)
		if a.Credit.Agency != "" && (agency[at] == "" || voice(a) < agency[at]) {
			agency[at] = voice(a)
		}
	}
	byDocument := map[string]*Article{}
	for _, a := range articles {
		byDocument[a.Document] = a
	}
	out := map[string]string{}
	for _, a := range articles {
		at := byDocument[cmp.Or(centre[a.Document], a.Document)]
		if at == nil {
			at = a
		}
		out[a.Document] = cmp.Or(agency[at.Document], voice(at))
	}
	return out
}

// Newsroom is the other newsroom on whose word a report stands, as a source;
// empty where it counts for the source of its article.
func (r *Report) Newsroom() string { return sourceKey(r.Outlet) }

// Attribute fills in the sources of events: for each report the newsroom on
// whose word it stands, if that is another, else the source of its article. It
// changes the events.
func Attribute(events []Event, sources map[string]string) {
	for i := range events {
		var list []string
		for _, m := range events[i].Members {
			r := m.Report
			switch s, ok := sources[r.Article.Document]; {
			case r.Outlet != "":
				list = append(list, r.Newsroom())
			case ok:
				list = append(list, s)
			default:
				list = append(list, voice(r.Article))
			}
		}
		events[i].Sources = set(list)
	}
}
