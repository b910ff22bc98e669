package actor

import (
	"casus/doc"
	"casus/ud"
)

// alsoBefore puts before the only modifier the state that is coordinated with
// it, where the tree has it elsewhere: "with U.S. and Iranian officials".
func (w *work) alsoBefore(pre []source, u *unit) []source {
	j := int(pre[0].unit)
	if j <= w.lo || !pre[0].state || w.units[j].class != adjUnit {
		return pre
	}
	p, v := &w.units[j-1], &w.units[j]
	if int(p.end)+1 != int(v.first) || w.token(int(p.end)).UPOS != ud.CCONJ {
		return pre
	}
	form := w.token(int(p.first)).Form
	if p.class != adjUnit && (p.class != stateUnit || p.end-p.first > 1 || len(form) > 4 || !allCapitals(form) || p.first > 0 && w.token(int(p.first)-1).UPOS == ud.DET) {
		return pre
	}
	w.process(j - 1)
	if s, ok := w.sourceOf(j - 1); ok && s.country != pre[0].country {
		pre = append(pre, pre[0])
		pre[0] = s
	}
	return pre
}

// together notes that the modifiers before a noun name several states at once
// ("U.S. and Iranian officials") and makes a part of each.
func (w *work) together(u *unit, pre []source) bool {
	if !u.plural && u.class != officeUnit {
		return false
	}
	for i := range pre {
		if !pre[i].state || pre[i].unit < 0 {
			return false
		}
		if i > 0 && !w.joined(int(w.units[pre[i-1].unit].end), int(w.units[pre[i].unit].first)) {
			return false
		}
	}
	u.parts[0] = int32(len(w.parts))
	for i := range pre {
		v := &w.units[pre[i].unit]
		p := part{country: pre[i].country, sector: w.sectorOf(u, true), first: v.first, end: v.end, alone: true}
		if i == len(pre)-1 {
			p.end, p.alone = u.end, false
		}
		w.parts = append(w.parts, p)
	}
	u.parts[1] = int32(len(w.parts))
	return true
}

// joined reports whether the tokens [i, j) are only a conjunction or commas,
// with articles.
func (w *work) joined(i, j int) bool {
	if i >= j {
		return false
	}
	link := false
	for ; i < j; i++ {
		t := w.token(i)
		switch {
		case t.UPOS == ud.CCONJ, t.Form == ",", isHyphen(t.Form):
			link = true
		case t.UPOS == ud.DET:
		default:
			return false
		}
	}
	return link
}

// each makes parts of the states after "leaders of", if there are several.
func (w *work) each(u *unit, j int, s source) {
	n := len(w.parts)
	w.parts = append(w.parts, part{country: s.country, sector: w.sectorOf(u, true), first: u.first, end: w.units[j].end})
	for at := j; ; {
		next := at + 1
		if next >= w.hi || w.units[next].class != stateUnit || !w.joined(int(w.units[at].end), int(w.units[next].first)) {
			break
		}
		if o := w.units[next].outer; o >= 0 && o != u.outer {
			break
		}
		w.process(next)
		v := &w.units[next]
		first := v.first
		if first > 0 && w.token(int(first-1)).UPOS == ud.DET {
			first--
		}
		w.parts = append(w.parts, part{country: w.ownCountry(v), sector: w.sectorOf(u, true), first: first, end: v.end, alone: true})
		at = next
	}
	if len(w.parts) == n+1 {
		w.parts = w.parts[:n]
		return
	}
	u.parts = [2]int32{int32(n), int32(len(w.parts))}
}

// processParts makes a mention of each actor that a phrase names together, all
// with the phrase's head.
func (w *work) processParts(k int) {
	from, to := w.units[k].parts[0], w.units[k].parts[1]
	for i := from; i < to; i++ {
		p := w.parts[i]
		u := &w.units[k]
		var e int32
		if p.alone {
			name := w.words(p.first, p.end)
			e = w.entity(entityKey{u.class, w.nounOf(u), p.country + " " + p.sector}, func() (doc.Entity, about) {
				return doc.Entity{Kind: doc.GenericEntity, Name: name, Country: p.country, Sector: p.sector, Plural: true, Anonymous: true, Steps: []string{"\"" + name + "\" with \"" + w.token(int(u.head)).Form + "\""}}, about{many: true}
			})
		} else {
			e = w.commonEntity(k, p.country, p.sector)
		}
		w.units[k].entity = e
		w.mention(doc.NominalMention, p.first, p.end, u.head, p.first, p.end, e)
	}
}
